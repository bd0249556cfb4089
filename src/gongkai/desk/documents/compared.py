"""Two texts of a document side by side in one: paragraphs and fields that differ."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.disclosures.queries import changes

if TYPE_CHECKING:
    from gongkai.disclosures.models import Version

FIELDS = {
    "title": "标题",
    "doc_number": "文号",
    "summary": "内容概述",
    "formed_on": "成文日期",
    "effective_on": "生效日期",
    "expires_on": "有效期至",
    "display_until": "公示截止",
    "objection_channel": "异议渠道",
    "column": "公开栏目",
    "item": "公开事项",
    "ground_reason": "事实说明",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs."""

    label: str
    old: str
    new: str


def compared(old: "Version", new: "Version") -> dict[str, Any]:
    """Return the paragraphs, fields and files in which two texts differ."""
    said = changes(old, new)
    left, right = dict(old.listed_attachments()), dict(new.listed_attachments())
    return {
        "changes": said,
        "changed_count": sum(change.kind != "same" for change in said),
        "fields": [
            FieldChange(label, _words(getattr(old, name)), _words(getattr(new, name)))
            for name, label in FIELDS.items()
            if getattr(old, name) != getattr(new, name)
        ],
        "files_gone": [name for name in left if left[name] not in right.values()],
        "files_new": [name for name in right if right[name] not in left.values()],
    }


def _words(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value) if value else "（空）"
