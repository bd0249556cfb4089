"""Kills a publisher at one moment after another and says what the public could read each time.

Run as a program of its own, with an installation's folder as argument: SIGKILL takes a whole
process, and a test's database lives in the memory of the test's process.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django

HOME = Path(sys.argv[1])
os.environ |= {"GONGKAI_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
os.environ.pop("DATABASE_URL", None)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from gongkai.portal import release  # noqa: E402
from gongkai.publish.commit import Commit  # noqa: E402
from gongkai.publish.full import ShareFailed  # noqa: E402
from gongkai.publish.manifest import verify  # noqa: E402
from gongkai.publish.site import publish  # noqa: E402
from tests.people import found_county  # noqa: E402
from tests.portal.press import AT, Press, lay_columns  # noqa: E402
from tests.publish.trees import pages  # noqa: E402

SITE = HOME / "site"
TOUCHING = {"open", "os.link", "os.rename", "os.mkdir", "os.symlink", "os.remove", "os.rmdir"}
TOUCHING |= {"os.truncate"}
POINTS = 14
LATER = AT + timedelta(days=1)


def child(at: int | None, *, whole: bool) -> int:
    """Publish in a process of its own, killed before its `at`-th touch of the site's folder.

    Returns how often it touched the folder, 0 when it was killed.
    """
    reading, writing = os.pipe()
    connections.close_all()
    pid = os.fork()
    if not pid:
        touched = 0

        def touch(event: str, arguments: tuple) -> None:
            nonlocal touched
            if event in TOUCHING and any(str(SITE) in str(each) for each in arguments):
                touched += 1
                if touched == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(touch)
        try:
            publish(SITE, LATER, whole=whole)
        except ShareFailed:  # one of its own children was killed
            touched = 0
        os.write(writing, str(touched).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    assert told or os.WTERMSIG(status) == signal.SIGKILL, status
    return int(told or 0)


def seen() -> dict[str, object]:
    """What the public reads now."""
    built = release.current(SITE)
    assert built is not None
    parts = [p.name for p in (SITE / "releases").iterdir() if not p.name.isdecimal()]
    return {"faults": verify(built), "part": parts}


def full_builds(press: Press) -> dict[str, object]:
    """Kill full builds, at some touches from first to last."""
    touches = child(None, whole=True)
    points = {round(1 + (touches - 8) * n / (POINTS - 8)) for n in range(POINTS - 7)}
    told = []
    for at in sorted(points | set(range(touches - 7, touches + 1))):
        press.publish("又一条", files=[(f"{at}.txt", str(at).encode())])
        child(at, whole=True)
        told.append({"at": at, **seen()})
    done = child(None, whole=True)
    return {"touches": touches, "killed": told, "done": done, "last": seen()}


def publications(act: Callable[[], object]) -> list[dict[str, object]]:
    """Kill publications of an act at touches of the folder from first to last.

    After each kill the journal is made good, as the next publisher does before all else: then the
    site is the one before or the one after, never anything between.
    """
    publish(SITE, LATER)
    act()
    touches = child(None, whole=False)
    told = []
    for at in sorted({round(1 + (touches - 1) * n / (POINTS - 1)) for n in range(POINTS)}):
        before = pages(release.current(SITE))
        act()
        child(at, whole=False)
        Commit(SITE).recover()
        after_kill, faults = pages(release.current(SITE)), verify(release.current(SITE))
        publish(SITE, LATER)
        whole = pages(release.current(SITE))
        new, old = after_kill == whole, after_kill == before
        told.append({"at": at, "faults": faults, "old": old, "new": new, "same": before == whole})
    return told


def main() -> None:
    """Print what was seen after each kill, and after publications nobody disturbed."""
    call_command("migrate", verbosity=0)
    press = Press(found_county(), lay_columns())
    press.publish("第一条", files=[("a.txt", b"one")])
    publish(SITE, AT)
    press.publish("第二条")
    told = {"full": full_builds(press)}
    made = []

    def appear() -> None:
        text = f"one {len(made)}".encode()
        made.append(press.publish(f"第{len(made)}条", files=[("b.txt", text)]))

    told["appearing"] = publications(appear)
    told["going"] = publications(lambda: press.withdraw(made.pop()))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
