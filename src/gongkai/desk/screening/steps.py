"""Steps about an entry of the register: the words of the desk and the operation behind each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from gongkai.disclosures import access as documents
from gongkai.disclosures import operations as disclosures
from gongkai.kernel.actor import Actor
from gongkai.law.roles import Role
from gongkai.screening import operations

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document

DOCUMENT, ITEM = "disclosures.document:", "catalogue.item:"


@dataclass(frozen=True, slots=True)
class EntryStep:
    """How a step is asked for; `reasoned` asks for a reason."""

    act: Callable[..., Any]
    done: str
    icon: str
    hint: str
    reasoned: bool = True


def _plain(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return the act on the entry alone."""

    def done(entry: Any, document: "Document | None", **given: Any) -> Any:
        del document
        return act(entry, **given)

    return done


def _taken_up(entry: Any, document: "Document | None", *, by: Actor, **given: Any) -> Any:
    """Take up a withheld draft together with its entry, where the actor may draft."""
    if document is not None and document.state == "withheld" and by.has(Role.CLERK):
        return disclosures.reassess(document, by=by, **given)
    return operations.take_up(entry, by=by, **given)


STEPS: dict[str, EntryStep] = {
    "approve": EntryStep(
        _plain(operations.approve), "已签批", "stamp", "签批以后列入登记簿，一年内重新评估。", False
    ),
    "reject": EntryStep(
        _plain(operations.reject), "没有同意", "ban", "不同意的，信息员照常办理公开。"
    ),
    "confirm": EntryStep(
        _plain(operations.confirm), "已评估，继续不公开", "check",
        "写明现在为什么仍然符合法定理由；下一次评估期限从今天起重算。",
    ),
    "take_up": EntryStep(
        _taken_up, "转为公开办理", "megaphone",
        "情形变了、可以公开的，转为公开：有稿件的回到起草；没有稿件的新建一份，选同一个公开事项。公开以后登记自动结束。",
    ),
    "open": EntryStep(
        _plain(operations.note_opened), "已登记公开", "eye", "已经用别的方式公开的，写明在哪里公开。"
    ),
    "end": EntryStep(
        _plain(operations.end), "已终止登记", "archive", "登记有误、信息不再存在的，写明原因。"
    ),
}  # fmt: skip
"""Step name → how the desk asks for it."""


def document_of(actor: Actor, subject: str) -> "Document | None":
    """Return the document an entry is about, where it is one the actor may see."""
    if not subject.startswith(DOCUMENT):
        return None
    try:
        return documents.get(actor, int(subject.removeprefix(DOCUMENT)))
    except ObjectDoesNotExist:
        return None


def subject_link(subject: str) -> tuple[str, str] | None:
    """Return the address of what an entry is about, and what to call it."""
    if subject.startswith(DOCUMENT):
        return reverse("desk-document", args=[subject.removeprefix(DOCUMENT)]), "打开稿件"
    if subject.startswith(ITEM):
        return reverse("desk-catalogue"), "看标准目录"
    return None
