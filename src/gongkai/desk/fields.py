"""Forms as the desk shows them: our classes on the widgets, sentences instead of codes."""

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
