"""What somebody types before saving; the one text that is overwritten."""

from datetime import datetime
from typing import Any

from gongkai.disclosures.models import Autosave, Document
from gongkai.kernel.actor import Actor
from gongkai.law.procedure import NotAllowed
from gongkai.law.roles import Role
from gongkai.screening import operations as screening
from gongkai.text import html

MOST_CHARACTERS = 4_000_000


def autosave(
    document: Document, *, fields: dict[str, Any], seen: int, by: Actor, at: datetime
) -> Autosave:
    """Keep the form as it stands; nothing is judged, so that nothing typed is lost.

    Only what bears a mark of secrecy is not kept (SecretFound): it must not stay on this machine.
    """
    if Role.CLERK not in by.roles or document.organ_id not in by.organs:
        raise NotAllowed("您的岗位没有改动这份稿件的职责")
    if document.state != "drafting":
        raise NotAllowed(f"“{document.state_label}”状态下不能改动，请先撤回修改")
    if sum(len(str(value)) for value in fields.values()) > MOST_CHARACTERS:
        raise NotAllowed("内容太长，没有自动保存；请拆成几份，或者作为附件上传")
    typed = {name: value for name, value in fields.items() if isinstance(value, str)}
    texts = typed | {"body": html.plain(typed.get("body", ""))}
    screening.refuse_secret(typed.get("title", ""), texts)
    kept, _ = Autosave.objects.update_or_create(
        document=document, person_id=by.someone, defaults={"fields": fields, "seen": seen, "at": at}
    )
    return kept


def forget_autosave(document: Document, *, by: Actor) -> None:
    """Drop what was typed and go back to the last saved version."""
    Autosave.objects.filter(document=document, person=by.person).delete()
