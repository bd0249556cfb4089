"""Kills a publisher at one moment after another and says what the public could read each time.

Run as a program of its own, with an installation's folder as argument: SIGKILL takes a whole
process, and a test's database lives in the memory of the test's process.
"""

import json
import os
import signal
import sys
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
from gongkai.publish.manifest import verify  # noqa: E402
from gongkai.publish.site import publish  # noqa: E402
from tests.people import found_county  # noqa: E402
from tests.portal.press import AT, Press, lay_columns  # noqa: E402

SITE = HOME / "site"
TOUCHING = {"open", "os.link", "os.rename", "os.mkdir", "os.symlink", "os.remove", "os.rmdir"}
POINTS = 14


def child(at: int | None) -> int:
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
        publish(SITE, AT + timedelta(days=1))
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
    return {
        "faults": verify(built),
        "part": [
            path.name for path in (SITE / "releases").iterdir() if path.name.endswith(".part")
        ],
    }


def main() -> None:
    """Print what was seen after each kill, and after a publication nobody disturbed."""
    call_command("migrate", verbosity=0)
    press = Press(found_county(), lay_columns())
    press.publish("第一条", files=[("a.txt", b"one")])
    publish(SITE, AT)
    press.publish("第二条")
    touches = child(None)
    points = {round(1 + (touches - 8) * n / (POINTS - 8)) for n in range(POINTS - 7)}
    told = []
    for at in sorted(points | set(range(touches - 7, touches + 1))):
        press.publish("又一条", files=[(f"{at}.txt", str(at).encode())])
        child(at)
        told.append({"at": at, **seen()})
    done = child(None)
    json.dump({"touches": touches, "killed": told, "done": done, "last": seen()}, sys.stdout)


if __name__ == "__main__":
    main()
