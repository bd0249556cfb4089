"""The box 下一步: the steps an actor may take as buttons, and why others are closed as words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from gongkai.desk.documents.steps import NOT_BY_HAND, STEPS
from gongkai.desk.requests import DeskRequest
from gongkai.law.disclosure import DisclosureFacts
from gongkai.law.procedure import Offer

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

AT_THE_CHECK = frozenset({"pass_check", "concur"})
"""Steps that are taken on the check page, where the answers stand."""

WAITING_WORDS = {
    "drafting": "起草中，{drafter}在办",
    "checking": "等{post}审查",
    "referred": "等有关部门的确定意见",
    "signing": "等{post}签发",
    "scheduled": "已签发，{when}公开",
    "published": "已对外公开",
    "withheld": "不予公开，已登记备查",
    "withdrawn": "已撤下，原网址说明时间和理由",
    "discarded": "已作废，可以恢复",
}


@dataclass(frozen=True, slots=True)
class Button:
    """A step that can be taken now."""

    label: str
    url: str
    icon: str
    primary: bool = False
    at_once: bool = False
    danger: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """A step that cannot be taken now, with the reason."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What an actor can do about a document."""

    heading: str
    notes: tuple[str, ...]
    buttons: tuple[Button, ...]
    rare: tuple[Button, ...]
    closed: tuple[Closed, ...]


def next_step(document: "Document", facts: DisclosureFacts, request: DeskRequest) -> NextStep:
    """Return the box for one document and the request's actor."""
    offers = document.procedure.offered(document.state, request.actor.roles, facts)
    order = list(STEPS)
    steps = sorted(
        (offer for offer in offers if offer.step.name not in NOT_BY_HAND),
        key=lambda offer: order.index(offer.step.name),
    )
    writes = any(offer.step.name == "write" for offer in offers)
    buttons = [*_main(document, steps), *(_writing(document, facts) if writes else [])]
    rare = [_button(document, o) for o in steps if o.possible and not _is_main(o)]
    if not buttons and rare:
        buttons, rare = rare[:1], rare[1:]
    return NextStep(
        heading=_heading(document, buttons, steps),
        notes=tuple(_notes(document, facts, writes)),
        buttons=tuple(buttons),
        rare=tuple(rare),
        closed=tuple(Closed(o.step.label, o.refusal or "") for o in steps if _is_told(o)),
    )


def _heading(document: "Document", buttons: list[Button], steps: list[Offer]) -> str:
    doing = next((button.label for button in buttons if button.primary), "")
    if not doing:
        doing = next((o.step.label for o in steps if _is_told(o)), "")
    return f"下一步：{doing}" if doing else waiting_words(document)


def waiting_words(document: "Document") -> str:
    """Return for whom or what a document waits."""
    return WAITING_WORDS[document.state].format(
        drafter=document.drafter.name,
        post=f"“{document.waiting_post.name}”" if document.waiting_post else "下一岗位",
        when="到定时时间后" if document.publish_at else "马上",
    )


def _notes(document: "Document", facts: DisclosureFacts, writes: bool) -> Iterator[str]:
    """Say what the drafter should know before he goes on."""
    if document.returned_reason and writes:
        yield f"退回理由：{document.returned_reason}"
    if document.correction_reason and writes:
        yield f"更正理由：{document.correction_reason}"
    if writes and facts.findings_open:
        yield f"有 {facts.findings_open} 处个人信息还没有处理，送审前先遮盖或者说明依据。"
    if writes and facts.faults_open:
        yield f"有 {facts.faults_open} 处文字或者数字必须处理，送审前先改正，或者核实后写明理由。"


def _writing(document: "Document", facts: DisclosureFacts) -> list[Button]:
    edit = Button("修改", reverse("desk-edit", args=[document.pk]), "pen-line")
    found = [edit]
    if facts.findings_open:
        url = reverse("desk-findings", args=[document.pk])
        found.append(Button("处理个人信息", url, "eye-off"))
    if facts.faults_open:
        found.append(
            Button("核对文字和数字", reverse("desk-proof", args=[document.pk]), "list-checks")
        )
    return found


def _main(document: "Document", steps: list[Offer]) -> list[Button]:
    """The main steps; the check page stands for passing, also while answers are missing."""
    found = [_button(document, o) for o in steps if o.possible and _is_main(o)]
    if any(offer.step.name in AT_THE_CHECK for offer in steps):
        url = reverse("desk-check", args=[document.pk])
        found = [b for b in found if b.url != url]
        found.insert(0, Button("审查", url, "shield-check", primary=True))
    return found


def _is_main(offer: Offer) -> bool:
    return STEPS[offer.step.name].main


def _is_told(offer: Offer) -> bool:
    """True for a closed step whose reason the actor should read."""
    return not offer.possible and _is_main(offer)


def _button(document: "Document", offer: Offer) -> Button:
    shown = STEPS[offer.step.name]
    if offer.step.name in AT_THE_CHECK:
        url = reverse("desk-check", args=[document.pk])
    else:
        url = reverse("desk-step", args=[document.pk, offer.step.name])
    return Button(
        offer.step.label, url, shown.icon, shown.main, shown.at_once, shown.danger, not shown.main
    )
