"""Serving: an article through nginx against a bare file, the search page against Wagtail's article.

    python3 dev bench serve [--rounds 7] [--seconds 3] [--page /xxgk/2026/11/1.html] [--write]

nginx runs with the files of deploy/. The program and Wagtail run one after another under the same
granian with one worker, in turn as many times as there are rounds; the load comes from a process
of its own over connections kept alive, on this machine only.

The search page is asked for 576 different queries of one and two words, each of which finds all
documents: once as people ask, drawn by Zipf's law, and once all of them in turn. The program keeps
no answers. It keeps what the index said to 256 queries, which the database must confirm every time;
in turn none of it is ever found again: that row is all work.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import re
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from benchmarks import page

from tests.deploy import nginx

ROOT = Path(__file__).resolve().parent.parent

CONNECTIONS = 8
AHEAD = 16
"""Requests sent to nginx before the first answer is read: else the client is what is measured."""
DOCUMENTS = 200
ARTICLE = "/xxgk/2026/11/1.html"
BODY = "<p>各村（社区）、各内设机构：为做好这项工作，结合本地实际，现就有关事项公告如下。</p>" * 8
WORDS = (
    *("社会救助", "救助", "救助工作", "工作", "公告", "各村", "社区", "内设机构", "机构", "做好"),
    *("这项工作", "结合", "本地", "实际", "本地实际", "有关", "事项", "有关事项", "公告如下"),
    *("如下", "结合本地", "为做好", "关于", "现就"),
)
DRAWN = 4096
"""Queries drawn by Zipf's law before they come round again."""
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
LARGEST = 4 * 1024 * 1024
PATIENCE = 30
"""Seconds a server may take over its very first answers."""


# ── The load, in a process of its own ────────────────────────────────────────────────────────


class Line:
    """One connection: sends `ahead` requests, counts the bytes of the answers, sends again."""

    def __init__(self, port: int, requests: Iterator[bytes], ahead: int) -> None:
        self.requests, self.ahead = requests, ahead
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray(LARGEST)
        self.times: list[float] = []
        self.send()

    def send(self) -> None:
        self.got, self.wanted, self.begun = 0, 0, time.perf_counter()
        self.socket.sendall(next(self.requests) * self.ahead)

    def receive(self) -> None:
        """Take what has come; when everything asked for is there, ask again."""
        self.got += self.socket.recv_into(memoryview(self.buffer)[self.got :])
        if not self.wanted:
            head = self.buffer.find(b"\r\n\r\n", 0, self.got)
            if head < 0:
                return
            length = LENGTH.search(self.buffer, 0, head)
            if not self.buffer.startswith(b"HTTP/1.1 200") or not length:
                sys.exit(f"not an answer of known length: {bytes(self.buffer[:head])!r}")
            self.wanted = (head + 4 + int(length[1])) * self.ahead
        if self.got >= self.wanted:
            self.times.append(time.perf_counter() - self.begun)
            self.send()


def load(port: int, paths: Sequence[str], seconds: float, ahead: int) -> None:
    """Print how many answers a second came, and the milliseconds of one in a hundred."""
    asked = [f"GET {p} HTTP/1.1\r\nHost: www.example.test\r\n\r\n".encode() for p in paths]
    requests = itertools.cycle(asked)
    lines = [Line(port, requests, ahead) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as ready:
        for line in lines:
            ready.register(line.socket, selectors.EVENT_READ, line)
        begun = time.perf_counter()
        while (passed := time.perf_counter() - begun) < seconds or (
            passed < PATIENCE and not all(line.times for line in lines)
        ):
            for key, _ in ready.select(0.1):
                key.data.receive()
    waits = sorted(1000 * each for line in lines for each in line.times)
    if not waits:
        sys.exit("no answer at all")
    print(json.dumps([len(waits) * ahead / passed, waits[int(len(waits) * 0.99)]]))


def measure(port: int, paths: Sequence[str], seconds: float, ahead: int = 1) -> tuple[float, float]:
    """Load addresses one after another; return answers a second and the 99th percentile in ms."""
    words = [*map(str, (sys.executable, __file__, "--load", port, seconds, ahead))]
    given = json.dumps(paths)
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, input=given)
    rate, p99 = json.loads(done.stdout)
    return rate, p99


# ── What is served ───────────────────────────────────────────────────────────────────────────


def environment(home: Path, settings: str, *paths: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    known = {"GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": settings}
    known |= {"PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONWARNINGS": "ignore"}
    return env | known | {"GONGKAI_HOSTS": "www.example.test"}


def fill(home: Path) -> dict[str, str]:
    """Publish documents in an installation of its own; return how its programs are run."""
    env = environment(home, "gongkai.config.settings", ROOT / "src", ROOT)
    subprocess.run([sys.executable, __file__, "--fill", str(home)], env=env, check=True)
    work = [sys.executable, "-m", "gongkai.cli", "work", "--once"]
    subprocess.run(work, env=env, check=True, stdout=subprocess.DEVNULL)
    return env


def fill_here(home: str) -> None:
    from benchmarks import crowd

    press = crowd.set_up(home)
    organs = [press.county.root, press.county.liuxi, press.county.wanghu, press.county.taoxi]
    columns, genres = list(press.columns), ("notice", "information", "policy", "list")
    for number in range(DOCUMENTS):
        press.publish(
            f"关于第{number + 1}项社会救助工作的公告",
            body=BODY,
            genre=genres[number % 7 % 4],
            column=columns[number % 11 % len(columns)],
            organ=organs[number % 5 % 4],
        )


WAGTAIL = {
    "settings": """
INSTALLED_APPS = [
    "news", "wagtail.contrib.redirects", "wagtail.sites", "wagtail.users", "wagtail.documents",
    "wagtail.images", "wagtail.admin", "wagtail", "modelcluster", "taggit",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
import os
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": os.environ["GONGKAI_HOME"] + "/wagtail.sqlite3",
    "CONN_MAX_AGE": 600,
}}
SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "addresses"
STATIC_URL = "/static/"
USE_TZ = True
WAGTAIL_SITE_NAME = "News"
WAGTAILADMIN_BASE_URL = "http://www.example.test"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
""",
    "addresses": """
from django.urls import include, path
from wagtail import urls
urlpatterns = [path("", include(urls))]
""",
    "news/__init__": "",
    "news/migrations/__init__": "",
    "news/models": """
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class Section(Page):
    pass


class Article(Page):
    formed_on = models.DateField()
    body = RichTextField()
""",
    "application": """
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
""",
}
"""A project as `wagtail start` makes it, with an article of the same text below a section."""
TEMPLATE = """{% load wagtailcore_tags %}<!doctype html><html lang="zh-CN"><head>
<meta charset="utf-8"><title>{{ page.title }}</title></head><body><nav>
{% for each in page.get_ancestors %}<a href="{% pageurl each %}">{{ each.title }}</a>{% endfor %}
</nav><main><h1>{{ page.title }}</h1><p>{{ page.formed_on }}</p>{{ page.body|richtext }}</main>
</body></html>"""


def lay_out(home: Path) -> dict[str, str]:
    """Write the Wagtail project and its database; return how it is run."""
    for name, text in WAGTAIL.items():
        place = home / f"{name}.py"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    template = home / "news" / "templates" / "news" / "article.html"
    template.parent.mkdir(parents=True)
    template.write_text(TEMPLATE, encoding="utf-8")
    env = environment(home, "settings", home, ROOT)
    subprocess.run([sys.executable, __file__, "--articles"], env=env, check=True)
    return env


def write_articles() -> None:
    import django

    django.setup()
    from datetime import date

    from django.apps import apps
    from django.core.management import call_command

    call_command("makemigrations", "news", verbosity=0)
    call_command("migrate", verbosity=0)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=2)
    section = root.add_child(instance=apps.get_model("news", "Section")(title="公告", slug="s"))
    article = apps.get_model("news", "Article")
    for number in range(DOCUMENTS):
        title = f"关于第{number + 1}项社会救助工作的公告"
        about = {"slug": f"a{number + 1}", "formed_on": date(2026, 11, 18), "body": BODY}
        section.add_child(instance=article(title=title, **about))


@contextlib.contextmanager
def served(env: dict[str, str], application: str) -> Iterator[int]:
    """Run a WSGI application under granian; yield its port."""
    port = nginx.free_port()
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    options += ["--workers", "1", "--blocking-threads", "4", "--no-log"]
    with subprocess.Popen([granian, *options, application], env=env) as server:
        try:
            nginx.wait_for(port, 30)
            yield port
        finally:
            server.terminate()


# ── The comparison ───────────────────────────────────────────────────────────────────────────

Runs = dict[str, list[tuple[float, float]]]


Places = dict[str, tuple[int, Sequence[str]]]


def in_turn(asked: argparse.Namespace, places: Places, ahead: int) -> Runs:
    """Load each place in turn, as many times as there are rounds; the first warms up."""
    runs: Runs = {name: [] for name in places}
    for number in range(asked.rounds + 1):
        for name, (port, paths) in places.items():
            taken = measure(port, paths, asked.seconds if number else 1, ahead)
            if number:
                runs[name].append(taken)
                print(f"{name}: {taken[0]:,.0f}/s", flush=True)
    return runs


def rows(runs: Runs) -> list[list[str]]:
    """Return the table's rows; a ratio to the last is the median of the rounds' ratios."""
    *_, last = runs
    found = []
    for name, taken in runs.items():
        rate, wait = (statistics.median(each[n] for each in taken) for n in (0, 1))
        found.append([name, f"{rate:,.0f}", f"{wait:.1f}", ""])
        if name != last:
            pairs = zip(taken, runs[last], strict=True)
            found[-1][-1] = f"{statistics.median(a[0] / b[0] for a, b in pairs):.2f}"
    return found


def files(asked: argparse.Namespace, home: Path) -> list[list[str]]:
    """Compare an article with a bare file of its size under one nginx."""
    release = (home / "site" / "current").resolve()
    bare, port, own = home / "bare", nginx.free_port(), nginx.free_port()
    bare.mkdir()
    size = (release / ARTICLE[1:]).stat().st_size
    (bare / "file.html").write_bytes(b"x" * size)
    plain = f"server {{ listen 127.0.0.1:{own}; root {bare}; sendfile on; }}"
    more = f"default_type text/html; keepalive_requests 100000000; {plain}"
    folder = home / "nginx"
    folder.mkdir()
    main = nginx.written(folder, release, port, nginx.free_port(), more)
    for path in (home.parent, home, folder):
        path.chmod(0o755)
    with nginx.running(folder, main, port):
        places = {
            f"nginx, a published article ({size / 1024:.0f} KiB)": (port, [ARTICLE]),
            "nginx, a bare file of the same size": (own, ["/file.html"]),
        }
        return rows(in_turn(asked, places, AHEAD))


def programs(asked: argparse.Namespace, env: dict[str, str], folder: Path) -> list[list[str]]:
    """Compare a page of the program with Wagtail's article under the same server."""
    other = lay_out(folder)
    with (
        served(env, "gongkai.config.wsgi:application") as own,
        served(other, "application:application") as theirs,
    ):
        pages = {f"`{asked.page}`": [quote(asked.page, safe="/?=&%")]} if asked.page else searches()
        places = {f"granian, this program's {name}": (own, paths) for name, paths in pages.items()}
        return rows(
            in_turn(asked, places | {"granian, Wagtail's article": (theirs, ["/s/a1/"])}, 1)
        )


def searches() -> dict[str, list[str]]:
    """Return the addresses of the search page: queries as they are drawn, and all in turn."""
    chance = random.Random(2026)
    queries = [*WORDS, *map(" ".join, itertools.permutations(WORDS, 2))]
    chance.shuffle(queries)
    drawn = chance.choices(queries, [1 / rank for rank in range(1, len(queries) + 1)], k=DRAWN)
    return {
        f"`/sousuo/`, {len(queries)} queries by Zipf's law": list(map(search, drawn)),
        "`/sousuo/`, the same in turn, nothing remembered": list(map(search, queries)),
    }


def search(query: str) -> str:
    return f"/sousuo/?q={quote(query)}"


def main() -> None:
    words = {"--load": load_here, "--fill": fill_here, "--articles": write_articles}
    if sys.argv[1:2] and sys.argv[1] in words:
        words[sys.argv[1]](*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--page", default="", help="another page than that of the search")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as place:
        home, folder = Path(place) / "home", Path(place) / "wagtail"
        home.mkdir()
        env = fill(home)
        found = files(asked, home) if nginx.PROGRAM else []
        found += programs(asked, env, folder)
    head = ["what", "requests per second", "p99 ms", "ratio"]
    shown = page.table(head, found)
    print(shown)
    if asked.write:
        page.put("Serve", f"{introduction(asked)}\n\n{shown}")


def introduction(asked: argparse.Namespace) -> str:
    said = subprocess.run(
        [str(nginx.PROGRAM), "-v"], check=False, capture_output=True, text=True
    ).stderr
    own = f" --page '{asked.page}'" if asked.page else ""
    return (
        f"`python3 dev bench serve --rounds {asked.rounds} --seconds {asked.seconds:g}{own} "
        f"--write` on {page.machine()}, {said.strip().partition(': ')[2]}. Goals: ≥ 0.95 × and "
        f"≥ 4 ×.\n\nEach pair in turn, {asked.rounds} rounds, {CONNECTIONS} connections; to nginx "
        f"{AHEAD} requests ahead on each, and its p99 is that of {AHEAD} answers. Medians; a "
        "ratio is the median of the rounds' ratios. The program keeps no answers; what the index "
        "said to 256 queries is kept, confirmed by the database on every request and drawn anew; in "
        "turn none of it is found again."
    )


def load_here(port: str, seconds: str, ahead: str) -> None:
    load(int(port), json.load(sys.stdin), float(seconds), int(ahead))


if __name__ == "__main__":
    main()
