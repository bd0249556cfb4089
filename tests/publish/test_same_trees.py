"""Whichever way a site came to be, the same records make the same bytes."""

import random
from datetime import timedelta

import pytest

from gongkai.disclosures.models import Document, Notice
from gongkai.disclosures.operations.positions import settle
from gongkai.portal.pages import DAILY
from gongkai.publish.manifest import files, verify
from gongkai.publish.site import publish
from tests.portal.press import AT, ON, Press, fill
from tests.publish.trees import pages

STEPS = 25


def test_two_full_builds_are_the_same(press, home):
    fill(press)
    one, two = (publish(home / name, AT).release for name in ("one", "two"))
    assert pages(one) == pages(two)
    assert (one / "SHA256SUMS").read_bytes() == (two / "SHA256SUMS").read_bytes()


class Office:
    """Does one thing after another with documents, chosen by chance."""

    def __init__(self, press: Press, seed: int) -> None:
        self.press, self.chance = press, random.Random(seed)
        self.public: list[Document] = []
        self.withdrawn: list[Document] = []

    def act(self) -> None:
        acts = [self.publish, self.publish, self.correct, self.withdraw, self.repeal]
        self.chance.choice([*acts, self.restore, self.interpret])()

    def publish(self) -> None:
        number, chance = len(self.public) + len(self.withdrawn) + 1, self.chance
        organs = (self.press.county.liuxi, self.press.county.taoxi)
        made = self.press.publish(
            f"第{number}条",
            column=chance.choice(list(self.press.columns)),
            genre=chance.choice(["policy", "information", "notice"]),
            organ=chance.choice(organs),
            files=[("附件.txt", bytes([chance.randrange(5)]))] if chance.random() < 0.3 else (),
            display_until=ON + timedelta(days=chance.randrange(9))
            if chance.random() < 0.3
            else None,
        )
        self.public.append(made)

    def correct(self) -> None:
        if not self.public:
            return
        document = self.chance.choice(self.public)
        column = document.column.slug
        text = self.press.write(document, f"{document.title}（更正）", column=column)
        before, document.live, document.draft = document.live, text, text
        document.revised_at = AT + timedelta(days=2)
        document.save()
        Notice.objects.create(
            document=document, kind="corrected", at=AT, reason="有误", before=before, after=text
        )
        settle(document, at=AT)
        self.press.enter(document, "publish")

    def withdraw(self) -> None:
        if self.public:
            document = self.public.pop(self.chance.randrange(len(self.public)))
            self.withdrawn.append(self.press.withdraw(document))

    def restore(self) -> None:
        if not self.withdrawn:
            return
        document = self.withdrawn.pop(self.chance.randrange(len(self.withdrawn)))
        document.live, document.state, document.withdrawn_at = document.draft, "published", None
        document.save()
        settle(document, at=AT)
        self.public.append(self.press.enter(document, "publish"))

    def repeal(self) -> None:
        policies = [each for each in self.public if each.genre == "policy"]
        if policies:
            document = self.chance.choice(policies)
            document.repealed_on, document.repealed_as = ON, "废止"
            document.replaced_by = next((d for d in self.public if d != document), None)
            document.save()
            self.press.enter(document, "repeal")

    def interpret(self) -> None:
        policies = [each for each in self.public if each.genre == "policy"]
        if policies:
            made = self.press.publish(
                "解读", genre="interpretation", interprets=self.chance.choice(policies)
            )
            self.public.append(made)


def at_once(found: dict[str, object]) -> dict[str, object]:
    """Leave out the pages that are made once a day."""
    daily = tuple(f"{tree}{path}" for tree in ("", "/hant") for path in DAILY)
    return {name: each for name, each in found.items() if not f"/{name}".startswith(daily)}


@pytest.mark.parametrize("seed", range(4))
def test_publications_one_by_one_make_what_a_full_build_makes(press, home, seed):
    office = Office(press, seed)
    for _ in range(45):
        office.publish()
    publish(home / "site", AT)
    for step in range(STEPS):
        office.act()
        if office.chance.random() < 0.6:
            done = publish(home / "site", AT + timedelta(days=step // 8))
            assert not done.whole
    last = AT + timedelta(days=STEPS // 8)
    built = publish(home / "site", last).release
    whole = publish(home / "whole", last).release
    one, other = at_once(pages(built)), at_once(pages(whole))
    assert sorted(one.keys() ^ other.keys()) == []
    assert [name for name, data in other.items() if one[name] != data] == []
    assert verify(built) == []
    assert at_once(dict(files(built))) == at_once(dict(files(whole)))
