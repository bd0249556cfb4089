"""What a draft holds, judged before it becomes a version."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.conf import settings

from gongkai.catalogue.models import Column, Item
from gongkai.disclosures.models import Document, SealedOriginal, Version
from gongkai.disclosures.models.version import PICTURE
from gongkai.kernel.models import StoredFile
from gongkai.law.document_number import DocumentNumber, NotADocumentNumber
from gongkai.law.exemptions import Attribute, grounds_for
from gongkai.law.procedure import NotAllowed
from gongkai.text import html


class Unfit(NotAllowed):
    """A field of the draft cannot be kept as it is; `fields` maps field name to the sentence."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("；".join(fields.values()))
        self.fields = fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything a drafter writes; `attachments` are (name, stored file) in order."""

    title: str
    body: str = ""
    doc_number: str = ""
    summary: str = ""
    source: str = ""
    keywords: str = ""
    topic: str = ""
    formed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    display_until: date | None = None
    objection_channel: str = ""
    attribute: str = Attribute.ACTIVE
    ground: str = ""
    ground_reason: str = ""
    item: Item | None = None
    column: Column | None = None
    attachments: tuple[tuple[str, StoredFile], ...] = field(default=())


PLAIN = tuple(f.name for f in fields(Content) if f.name not in ("attachments", "item", "column"))


def content_of(version: Version) -> Content:
    """Return the content of a stored version, to write a changed one from."""
    values: dict[str, Any] = {name: getattr(version, name) for name in PLAIN}
    files = tuple((a.name, a.file) for a in version.attachments.select_related("file"))
    return Content(**values, item=version.item, column=version.column, attachments=files)


def tidied(content: Content) -> dict[str, Any]:
    """Return the field values as they are kept: cleaned HTML, trimmed words, normalised 文号."""
    values = {name: getattr(content, name) for name in PLAIN}
    values |= {name: value.strip() for name, value in values.items() if isinstance(value, str)}
    values["body"] = html.clean(content.body).html
    if content.doc_number.strip():
        try:
            values["doc_number"] = str(DocumentNumber.parse(content.doc_number))
        except NotADocumentNumber as why:
            raise Unfit({"doc_number": str(why)}) from None
    if not Attribute(values["attribute"] or Attribute.ACTIVE).needs_ground:
        values |= {"ground": "", "ground_reason": ""}
    return values | {"item": content.item, "column": content.column}


def judge(document: Document, content: Content, on: date) -> None:
    """Raise Unfit with one sentence for each field that cannot be kept."""
    faults = {
        **_pictures(content),
        **_lengths(content),
        **_dates(content, on),
        **_choices(content),
        **_files(content),
    }
    if content.item and content.item.organ_id not in document.organ.ancestry:
        faults["item"] = "所选公开事项不在本机关的标准目录里"
    if faults:
        raise Unfit(faults)


def _pictures(content: Content) -> dict[str, str]:
    """Every picture of the text must be in the store, or a signature would bind nothing."""
    shown = set(PICTURE.findall(content.body))
    kept = set(StoredFile.objects.filter(sha256__in=shown).values_list("sha256", flat=True))
    if lost := len(shown - kept):
        return {"body": f"正文里有 {lost} 张图片没有上传成功，请删去后用“插入图片”重新上传"}
    return {}


def _lengths(content: Content) -> dict[str, str]:
    limit: int = settings.GONGKAI["max_text_characters"]
    faults = {}
    if len(content.body) > limit:
        faults["body"] = (
            f"正文有 {len(content.body):,} 个字符，超过 {limit:,} 个，请拆成几份，或者作为附件上传"
        )
    for column in Version._meta.concrete_fields:
        value = getattr(content, column.name, None)
        most = column.max_length
        if most and isinstance(value, str) and len(value.strip()) > most:
            words = f"{column.verbose_name}最多 {most} 个字，现在有 {len(value.strip())} 个"
            faults[column.name] = words
    return faults


def _dates(content: Content, on: date) -> dict[str, str]:
    faults = {}
    if content.formed_on and content.formed_on > on:
        faults["formed_on"] = "成文日期不能晚于今天"
    if content.formed_on and content.formed_on.year < 1949:
        faults["formed_on"] = "成文日期不能早于 1949 年"
    if content.expires_on and content.effective_on and content.expires_on < content.effective_on:
        faults["expires_on"] = "有效期截止不能早于生效日期"
    if content.display_until and content.formed_on and content.display_until < content.formed_on:
        faults["display_until"] = "公示截止不能早于成文日期"
    return faults


def _choices(content: Content) -> dict[str, str]:
    if content.attribute and content.attribute not in list(Attribute):
        return {"attribute": "请从列出的公开属性中选择"}
    codes = {g.code for g in grounds_for(Attribute(content.attribute or Attribute.ACTIVE))}
    if content.ground and codes and content.ground not in codes:
        return {"ground": "请从列出的法定理由中选择"}
    return {}


def _files(content: Content) -> dict[str, str]:
    names = [name for name, _ in content.attachments]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return {"attachments": f"附件重名：{'、'.join(twice)}，请改名后再上传"}
    sealed = SealedOriginal.objects.filter(file__in=[file.pk for _, file in content.attachments])
    if kept := set(sealed.order_by("id").values_list("file_id", flat=True)):
        named = "、".join(name for name, file in content.attachments if file.pk in kept)
        return {"attachments": f"{named}是封存的名单原件，不能作为附件公开"}
    return {}
