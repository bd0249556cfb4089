"""Tags and filters of the desk's templates."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString

from gongkai.desk import words
from gongkai.desk.told import UNDO
from gongkai.law.exemptions import Attribute
from gongkai.screening import queries as screening
from gongkai.screening.queries.register import ARTICLES, GROUND_LABELS
from gongkai.text.shown import page_form
from gongkai.typeset import icons

register = template.Library()

FLASH_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}
FLASH_ICONS = {"success": "circle-check", "warning": "circle-alert", "error": "triangle-alert"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Print the named line icon."""
    return SafeString(icons.icon(name))


@register.filter
def day(on: date | None) -> str:
    """Print 2026年11月20日, or a dash for no date."""
    return words.long_day(on) if on else "—"


@register.filter
def short_day(on: date | None) -> str:
    """Print 11月20日 周五, or a dash for no date."""
    return words.short_day(on) if on else "—"


@register.filter
def moment(at: datetime | None) -> str:
    """Print 2026年11月20日 10:21, or a dash for no time."""
    return words.moment(at) if at else "—"


@register.filter
def size(count: int) -> str:
    """Print a file's size."""
    return words.file_size(count)


@register.filter
def digest(sha256: str) -> str:
    """Print the ends of a SHA-256, in groups."""
    return f"{sha256[:4]} {sha256[4:8]} {sha256[8:12]} … {sha256[-4:]}"


@register.filter
def initial(name: str) -> str:
    """Print the first character of a name."""
    return name[:1]


@register.filter
def undo_url(message: Message) -> str:
    """Return the address that takes back what the message tells, or nothing."""
    tags = message.extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


@register.filter
def flash_kind(message: Message) -> str:
    """Return the class of a message."""
    return FLASH_KINDS.get(message.level_tag, "")


@register.filter
def flash_icon(message: Message) -> str:
    """Return the icon of a message."""
    return FLASH_ICONS.get(message.level_tag, "info")


@register.simple_tag(takes_context=True)
def marked_current(context: Context, url: str, within: str = "") -> SafeString:
    """Print aria-current when the page shown is the one linked, or one `within` its addresses."""
    path = context["request"].path
    if path == url:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if within and path.startswith(within) else "")


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, note: str = "", wide: bool = False) -> dict[str, Any]:
    """Print a form field with its label, hint and fault."""
    widget = bound.field.widget
    needed = getattr(bound.form, "needed", ())
    choice = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "field": bound,
        "note": note,
        "wide": wide,
        "is_hidden": bound.is_hidden,
        "is_pick": choice,
        "is_tick": isinstance(widget, forms.CheckboxInput),
        "is_file": isinstance(widget, forms.FileInput),
        "optional": not bound.field.required and bound.name not in needed,
    }


@register.inclusion_tag("desk/parts/summary.html")
def fault_summary(form: forms.Form) -> dict[str, Any]:
    """Print the list of faults on top of a form, each linking to its field."""
    named = [(form[name], list(found)) for name, found in form.errors.items() if name != "__all__"]
    return {"whole": list(form.non_field_errors()), "named": named}


@register.simple_tag
def shown_pictures(body: str, pk: int) -> SafeString:
    """Print the canonical HTML of a body with its pictures at the desk's own address.

    Wide tables move inside their own frame, as on the public page.
    """
    held = page_form(body, "")
    return SafeString(held.replace('src="files/', f'src="/desk/documents/{escape(pk)}/files/'))


@register.filter
def attribute_label(value: str) -> str:
    """Print the name of a disclosure attribute."""
    return Attribute(value).label if value else "—"


@register.filter
def ground_article(code: str) -> str:
    """Print the article of a ground for not disclosing."""
    return ARTICLES.get(code, "")


@register.filter
def kind_label(kind: str) -> str:
    """Print the name of a kind of finding."""
    return screening.kind_label(kind)


@register.filter
def ground_label(code: str) -> str:
    """Print the name of a ground for not disclosing."""
    return GROUND_LABELS.get(code, code)
