"""The forms of allauth in our words: labels above the fields, nothing inside them."""

import datetime as dt
from typing import Any

from allauth.account import forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.app_settings import TOTP_PERIOD, TOTP_TOLERANCE
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as apps
from django import forms as plain
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.cache import cache
from django.forms import BaseForm
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.models import User
from fondaco.accounts.queries import scope_choices, type_choices
from fondaco.accounts.tokens import LONGEST
from fondaco.core.calling import RefusedAddressError, check_address


def say(form: BaseForm, **labels: object) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label  # type: ignore[assignment]
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            login=_("E-mail"),
            password=_("Password"),
            remember=_("Keep me signed in on this device"),
        )
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(forms.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("E-mail"))


class NewPasswordForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, oldpassword=_("Present password"))
        _say_new_password(self)


def _say_new_password(form: BaseForm) -> None:
    say(
        form,
        password1=pgettext_lazy("field", "New password"),
        password2=_("New password, once more"),
    )
    rules = password_validators_help_texts()
    form.fields["password1"].help_text = " ".join(map(str, rules))


class PasswordAgainForm(forms.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password=_("Password"))


class _OnceForm(codes.BaseAuthenticateForm):  # type: ignore[misc]
    """An app's code is good once for as long as it is good at all.

    allauth remembers it for one period, and takes those before and after it, too.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            digits = "".join(letter for letter in code if letter.isalnum())
            key = f"fondaco.accounts.code:{self.user.pk}:{digits}"
            lasts = TOTP_PERIOD * (2 * TOTP_TOLERANCE + 1)
            if not cache.add(key, "used", timeout=lasts):
                self._emit_authentication_failed(self.authenticator)
                raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OnceForm, codes.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


class CodeAgainForm(_OnceForm, codes.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self)


def _say_code(form: BaseForm) -> None:
    say(form, code=_("Code of the app, or a recovery code"))
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class AppForm(apps.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code that the app shows"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ProfileForm(plain.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["name", "language", "wants_digest"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class EmailForm(plain.Form):
    email = plain.EmailField(label=_("New e-mail"), max_length=254)

    @property
    def is_taken(self) -> bool:
        email = self.cleaned_data["email"]
        return User.objects.filter(email__iexact=email).exists()


def _longest_day() -> dt.date:
    return timezone.localdate() + LONGEST


class WebhookForm(plain.Form):
    """An address to call, and of what kinds of record."""

    url = plain.URLField(
        label=_("Address to call"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Of a program of yours that listens, such as https://…"),
    )
    types = plain.MultipleChoiceField(
        label=_("What it is told of"),
        required=False,
        choices=type_choices,
        widget=plain.CheckboxSelectMultiple,
        help_text=_("None of these: everything that you may see."),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            check_address(url)
        except RefusedAddressError as refusal:
            raise plain.ValidationError(str(refusal)) from refusal
        return url


class TokenForm(plain.Form):
    """A new key for programs: for what, and until when."""

    name = plain.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("Of the program or the computer that will use it."),
    )
    scopes = plain.MultipleChoiceField(
        label=_("What it may change"),
        required=False,
        choices=scope_choices,
        widget=plain.CheckboxSelectMultiple,
        help_text=_("It reads what you may see. None of these: it changes nothing."),
    )
    expires_on = plain.DateField(
        label=_("Until"),
        initial=_longest_day,
        widget=plain.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A year from today at most."),
    )

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if not timezone.localdate() <= day <= _longest_day():
            raise plain.ValidationError(
                gettext("Choose a day from today to a year from today.")
            )
        return day
