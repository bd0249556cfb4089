"""Forms as the desk shows them: our classes on the widgets, sentences instead of codes."""

from collections.abc import Iterable
from typing import Any

from django import forms

PLAIN = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput)


class DeskForm(forms.Form):
    """A form that checks and never saves."""

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Give a field's widget our class, and its fault when empty a sentence that names it."""
    if not isinstance(field.widget, PLAIN):
        field.widget.attrs.setdefault("class", "in")
    picks = isinstance(field, forms.ChoiceField | forms.FileField)
    field.error_messages["required"] = f"请{'选择' if picks else '填写'}{field.label}"


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """Return a field for a date, picked in the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "请按 2026-11-20 的格式填写日期"},
    )


def lines_field(
    label: str, *, rows: int = 3, required: bool = True, help_text: str = ""
) -> forms.CharField:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        max_length=5000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "class": "in"}),
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, str]]) -> forms.ChoiceField:
    """Give a choice field what can be chosen, known only when the form is shown; return it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared by the caller)
    field.choices = [*choices]
    return field


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several uploaded files as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each file; an empty field gives an empty list."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            single(None, initial)
        return [single(one, initial) for one in given]
