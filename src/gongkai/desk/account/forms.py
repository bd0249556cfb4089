"""Forms of the door and of the account's own pages."""

from typing import Any

from django import forms

from gongkai.desk.fields import DeskForm


def _secret(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    attrs = {"autocomplete": autocomplete}
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, widget=widget, strip=False, help_text=help_text)


class SignInForm(DeskForm):
    """Account and password."""

    username = forms.CharField(
        label="账号", max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = _secret("密码", "current-password")


class CodeForm(DeskForm):
    """A code of the authenticator, or a one-time code."""

    code = forms.CharField(
        label="动态口令",
        max_length=32,
        help_text="验证器里的 6 位数字，可以粘贴。手机不在身边时，输入一个一次性代码。",
        widget=forms.TextInput(
            attrs={"class": "in code", "autocomplete": "one-time-code", "data-secret": ""}
        ),
    )


class FirstCodeForm(CodeForm):
    """The first code of an authenticator that is being set up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].help_text = "验证器里的 6 位数字，可以粘贴。"


class ConfirmForm(DeskForm):
    """The password or a code, before something that matters."""

    confirm = _secret("登录密码或动态口令", "current-password")


class PasswordForm(DeskForm):
    """Another password, typed twice."""

    old = _secret("现在的密码", "current-password")
    new = _secret("新密码", "new-password", "至少 10 个字符，不能全是数字，不能和账号相近。")
    again = _secret("再输一次新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        """Refuse two new passwords that differ."""
        given = super().clean() or self.cleaned_data
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.add_error("again", "两次输入的新密码不一样")
        return given
