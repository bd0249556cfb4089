"""The heart of publication: what a change touches is exactly what changed.

A county at work, by the product's own operations, from a seed: after each act the pages that it
touches are put over those from before, and must then be the whole site rendered anew.
"""

import html
import random
from datetime import timedelta

import pytest

from gongkai.disclosures import operations
from gongkai.disclosures.models import Document
from gongkai.kernel.actor import CLOCK
from gongkai.law.procedure import NotAllowed
from gongkai.portal import pages
from gongkai.portal.page import Gone, Page
from gongkai.portal.share import ALL, Share
from gongkai.portal.shell import Shell
from tests.disclosures.walks import AT, Office, kept
from tests.portal.press import ON

COLUMNS = ("policies", "finance", "aid", "relief")
GENRES = ("policy", "interpretation", "notice", "list", "information")
STEPS = 12
BEFORE = {1: 0, 2: 19, 3: 38, 4: 57, 5: 59, 6: 79}
"""Seed → documents published before: the steps fill pages, and begin new ones."""


def site(shell: Shell, share: Share = ALL) -> dict[str, object]:
    return dict(map(shown, pages.everything(shell, share)))


def shown(each) -> tuple[str, object]:
    return each.path, each.data if isinstance(each, Page) else each.sha256


def put_over(files: dict[str, object], rendered) -> None:
    for each in rendered:
        if isinstance(each, Gone):
            files.pop(each.path, None)
        else:
            files.update([shown(each)])


class Town:
    """柳溪镇 doing one thing after another, whatever chance says."""

    def __init__(self, press, seed: int) -> None:
        self.press, self.chance, self.on = press, random.Random(seed), ON
        self.office = Office(press.county, press.columns["aid"])
        self.acts = [self.publish, self.publish, self.correct, self.withdraw, self.restore]
        self.acts += [self.repeal, self.link, self.pass_days]
        self.files = [kept(f"a,{n}\n".encode(), f"{n}.csv") for n in range(3)]

    def some(self, **wanted) -> Document | None:
        found = list(Document.objects.filter(**wanted).order_by("pk"))
        return self.chance.choice(found) if found else None

    def words(self, genre: str) -> dict[str, object]:
        number = self.chance.randrange(10**9)
        day = self.on + timedelta(days=self.chance.randrange(-4, 9))
        words = {
            "title": f"<第{number}号>",
            "body": f"<p>{number}</p>",
            "column": self.press.columns[self.chance.choice(COLUMNS)],
            "attachments": tuple(
                (f.sha256[:8], f) for f in self.files if self.chance.random() < 0.3
            ),
        }
        if genre == "list":
            words |= {"display_until": max(day, self.on), "objection_channel": "民政办"}
        if genre == "policy":
            words |= {"effective_on": day, "doc_number": f"柳政〔2026〕{number}号"}
        return words

    def publish(self) -> set[int]:
        genre = self.chance.choice(GENRES)
        words = self.words(genre)
        if genre == "interpretation":
            words["interprets"] = self.some(genre="policy", live__isnull=False)
            if words["interprets"] is None:
                return set()
        document = self.office.signed(genre, **words)
        return {each.pk for each in operations.publish(document, by=CLOCK, at=AT)}

    def correct(self, document: Document | None = None) -> set[int]:
        document = document or self.some(state="published")
        if document is None:
            return set()
        clerk, genre = self.office.clerk, document.genre
        document = operations.begin_correction(document, reason="有误", by=clerk, at=AT)
        content = self.office.content(**self.words(genre))
        document = operations.write(
            document, content=content, seen=document.current.number, by=clerk, at=AT
        )
        document = operations.submit(document, by=clerk, at=AT)
        document = operations.sign(self.office.pass_on(document), by=self.office.signer, at=AT)
        return {each.pk for each in operations.publish(document, by=CLOCK, at=AT)}

    def withdraw(self) -> set[int]:
        document = self.some(state="published")
        if document is None:
            return set()
        operations.withdraw(document, reason="有误", by=self.office.signer, at=AT)
        return {document.pk}

    def restore(self) -> set[int]:
        document = self.some(state="withdrawn")
        return self.correct(document) if document else set()

    def repeal(self) -> set[int]:
        document = self.some(state="published", genre="policy")
        if document is None:
            return set()
        operations.repeal(
            document, on=self.on, reason="不再适用", by=self.office.signer, at=AT,
            replaced_by=self.some(genre="policy", live__isnull=False),
        )  # fmt: skip
        return {document.pk}

    def link(self) -> set[int]:
        text, policy = self.some(genre="interpretation"), self.some(genre="policy")
        if text is None or policy is None:
            return set()
        operations.link_interpretation(text, policy, together=False, by=self.office.clerk, at=AT)
        return {text.pk}

    def pass_days(self) -> set[int]:
        before, self.on = self.on, self.on + timedelta(days=self.chance.randrange(1, 4))
        return pages.turned(before, self.on)


def at_once(files: dict[str, object]) -> dict[str, object]:
    """Leave out the pages that are made once a day."""
    daily = tuple(tree + path for tree in ("", "/hant") for path in pages.DAILY)
    return {path: data for path, data in files.items() if not path.startswith(daily)}


@pytest.mark.parametrize(("seed", "hant"), [*((seed, "0") for seed in BEFORE), (2, "1"), (5, "1")])
def test_what_is_touched_is_what_changed(press, monkeypatch, seed, hant):
    monkeypatch.setenv("GONGKAI_HANT", hant)
    town = Town(press, seed)
    for number in range(BEFORE[seed]):
        press.publish(column=COLUMNS[number % 2], genre=GENRES[2 + number % 2])
    files, on = site(Shell(town.on)), town.on
    for _ in range(STEPS):
        act = town.chance.choice(town.acts)
        try:
            documents = act()
        except NotAllowed:
            continue
        shell = Shell(town.on)
        put_over(files, pages.touched(shell, documents))
        if town.on != on:
            put_over(files, pages.dated(shell))
            on = town.on
        anew = at_once(site(shell))
        assert sorted(at_once(files).keys() ^ anew.keys()) == [], act.__name__
        assert [path for path in anew if anew[path] != files[path]] == [], act.__name__
        assert named(files, Document.objects.tombstones()) == []


def named(files: dict[str, object], withdrawn) -> list[tuple[str, str]]:
    """Return every page that tells the title of a withdrawn text."""
    public = set(Document.objects.public().values_list("live__title", flat=True))
    alone = {each.title for each in withdrawn} - public
    titles = [html.escape(title).encode() for title in sorted(alone)]
    texts = [(path, data) for path, data in files.items() if isinstance(data, bytes)]
    return [(path, title.decode()) for title in titles for path, data in texts if title in data]


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_shares_have_no_page_in_common_and_are_the_whole(printed, of):
    shell = Shell(ON)
    parts = [list(pages.everything(shell, Share(i, of))) for i in range(of)]
    paths = [each.path for part in parts for each in part if isinstance(each, Page)]
    assert len(paths) == len(set(paths))
    assert dict(map(shown, (each for part in parts for each in part))) == site(shell)


@pytest.mark.parametrize("of", [1, 2])
def test_pieces_have_no_page_in_common_and_are_the_whole(printed, of):
    shell = Shell(ON)
    parts = [list(each.rendered(shell)) for each in pages.pieces(of)]
    paths = [each.path for part in parts for each in part if isinstance(each, Page)]
    assert len(paths) == len(set(paths))
    assert dict(map(shown, (each for part in parts for each in part))) == site(shell)


def test_share_outside_is_refused():
    with pytest.raises(ValueError, match="no part 2 of 2"):
        Share(2, 2)


def test_nothing_is_touched_by_nothing(press):
    assert list(pages.touched(Shell(ON), [])) == []
