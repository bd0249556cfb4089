"""The office's own letter templates (.docx): looked through on upload, filled in a sandbox.

A template may name the places of `PLACES` as ``{{ 正文 }}`` and leave parts out with
``{% if 附件 %}…{% endif %}``; nothing else. Jinja's sandbox is the second wall behind that.
"""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from gongkai.typeset.letters.letter import Letter, printable, written
from gongkai.typeset.letters.marks import code_image, seal_image
from gongkai.typeset.letters.packages import BadTemplate, look_through
from gongkai.typeset.letters.plain import body_lines
from gongkai.typeset.letters.sample import SAMPLE
from gongkai.typeset.letters.word import same_bytes

PLACES = {
    "机关": "本机关名称",
    "标题": "文书的标题",
    "文号": "文书的文号",
    "收件人": "收件人的名称",
    "正文": "正文各段，单独占一段",
    "救济告知": "申请行政复议、提起行政诉讼的权利、期限和机关，单独占一段",
    "附件": "附件的名称，单独占一段",
    "署名": "落款的机关",
    "日期": "成文日期",
    "印章": "签发人选用的印章图片",
    "联系方式": "联系方式，单独占一段",
    "查询码": "查询办理情况的代码",
    "二维码": "查询办理情况的二维码图片",
    "抄送": "抄送的机关",
    "印发机关": "印发机关",
    "印发日期": "印发日期",
}
"""Place → what is put there."""

NEEDED = ("标题", "文号", "收件人", "正文", "署名", "日期", "联系方式")
REMEDY = "救济告知"
HEAVIEST = 4 * 1024 * 1024
"""Characters of one part that are looked at as a template."""
BROKEN = "模板内容有误，无法打开或者填写。请用Word或者WPS重新另存为.docx文件后再上传"
ONLY = "只能使用“{{ 名称 }}”和“{% if 名称 %}…{% endif %}”，不能使用其他写法"
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)


@cache
def sandbox() -> SandboxedEnvironment:
    """Return the only environment in which a template is ever read or filled."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def faults(template: bytes, *, remedy: bool = True) -> tuple[str, ...]:
    """Return what is wrong with a template as Chinese sentences; empty when it can be used.

    `remedy`: whether letters made with it tell a remedy, so that its place must be there.
    """
    try:
        used = _used(_opened(template))
    except BadTemplate as bad:
        return (str(bad),)
    unknown = [f"“{name}”不是可以填写的名称" for name in sorted(used - PLACES.keys())]
    needed = (*NEEDED, REMEDY) if remedy else NEEDED
    lacking = [f"缺少“{{{{ {name} }}}}”：{PLACES[name]}" for name in needed if name not in used]
    if unknown or lacking:
        return (*unknown, *lacking)
    try:
        filled(template, SAMPLE)
    except BadTemplate as bad:
        return (str(bad),)
    return ()


def preview(template: bytes) -> bytes:
    """Return the template filled with an invented letter, as .docx. Raises BadTemplate."""
    return filled(template, SAMPLE)


def filled(template: bytes, letter: Letter) -> bytes:
    """Return the letter in the office's own look, as .docx. Raises BadTemplate.

    The .pdf of a letter is always the built-in one (`pair.make`), whose look cannot be changed.
    """
    opened = _opened(template)
    if unknown := _used(opened) - PLACES.keys():
        raise BadTemplate(f"“{sorted(unknown)[0]}”不是可以填写的名称")
    made = io.BytesIO()
    try:
        opened.render(_values(opened, letter), sandbox())
        opened.save(made)
    except (TemplateError, SyntaxError, ValueError, KeyError, AttributeError) as error:
        raise BadTemplate(BROKEN) from error
    return same_bytes(made.getvalue())


def _opened(template: bytes) -> DocxTemplate:
    look_through(template)
    opened = DocxTemplate(io.BytesIO(template))
    try:
        opened.init_docx()
        opened.get_xml()
    except (PackageNotFoundError, SyntaxError, ValueError, KeyError, AttributeError) as error:
        raise BadTemplate(BROKEN) from error
    return opened


def _used(opened: DocxTemplate) -> set[str]:
    """Return the names a template uses, or raise BadTemplate for anything that is not a name."""
    names: set[str] = set()
    for source in _sources(opened):
        if len(source) > HEAVIEST:
            raise BadTemplate("模板内容过多，请删去与文书无关的内容")
        try:
            tree = sandbox().parse(source)
        except (TemplateError, RecursionError) as error:
            raise BadTemplate(f"模板中的写法有误：{ONLY}") from error
        for node in _all(tree):
            if not isinstance(node, ALLOWED):
                raise BadTemplate(ONLY)
            if isinstance(node, nodes.If) and not _plain_question(node.test):
                raise BadTemplate(ONLY)
            if isinstance(node, nodes.Name):
                names.add(node.name)
    return names


def _sources(opened: DocxTemplate) -> Iterator[str]:
    """Every text of the template that docxtpl takes for a template."""
    document: Any = opened.docx
    yield opened.patch_xml(opened.get_xml())
    for uri in (RELATION.HEADER, RELATION.FOOTER):
        for _, part in opened.get_headers_footers(uri):
            yield opened.patch_xml(part.blob.decode("utf-8"))
    for part in document.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield opened.patch_xml(part.blob.decode("utf-8"))
    told = document.core_properties
    yield from (told.author, told.comments, told.identifier, told.language, told.subject)
    yield told.title


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _plain_question(test: nodes.Node) -> bool:
    return isinstance(test.node if isinstance(test, nodes.Not) else test, nodes.Name)


def _values(opened: DocxTemplate, letter: Letter) -> dict[str, Any]:
    day = written(letter.issued_on or letter.on)
    return {
        "机关": printable(letter.organ),
        "标题": printable(letter.title),
        "文号": printable(letter.number),
        "收件人": printable(letter.addressee),
        "正文": _lines(body_lines(letter)),
        "救济告知": printable(letter.remedy),
        "附件": _lines(letter.listed),
        "署名": printable(letter.signed_by or letter.organ) if letter.signed else "",
        "日期": letter.day,
        "印章": _seal(opened, letter),
        "联系方式": _lines(letter.contact),
        "查询码": letter.query.code if letter.query else "",
        "二维码": _code(opened, letter),
        "抄送": printable(letter.copies),
        "印发机关": printable(letter.issued_by),
        "印发日期": day if letter.issued_by else "",
    }


def _lines(lines: tuple[str, ...]) -> Listing | str:
    return Listing("\a".join(printable(line) for line in lines)) if lines else ""


def _seal(opened: DocxTemplate, letter: Letter) -> InlineImage | str:
    if letter.seal is None or not letter.seal.image:
        return ""
    image, _ = seal_image(letter.seal)
    size = Mm(letter.seal.millimetres)
    return InlineImage(opened, io.BytesIO(image), width=size, height=size)


def _code(opened: DocxTemplate, letter: Letter) -> InlineImage | str:
    if letter.query is None:
        return ""
    return InlineImage(opened, io.BytesIO(code_image(letter.query)), width=Mm(26))
