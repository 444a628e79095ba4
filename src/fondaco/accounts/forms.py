"""The forms of allauth in our words: labels above the fields, nothing inside them."""

from typing import Any

from allauth.account import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def _say(form: BaseForm, **labels: object) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label  # type: ignore[assignment]
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            login=_("E-mail"),
            password=_("Password"),
            remember=_("Keep me signed in on this device"),
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(forms.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=_("E-mail"))


class NewPasswordForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword=_("Present password"))
        _say_new_password(self)


def _say_new_password(form: BaseForm) -> None:
    _say(
        form,
        password1=pgettext_lazy("field", "New password"),
        password2=_("New password, once more"),
    )
    rules = password_validators_help_texts()
    form.fields["password1"].help_text = " ".join(map(str, rules))
