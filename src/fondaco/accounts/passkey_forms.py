"""The forms of passkeys, loaded when somebody has one: what proves them is heavy."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.forms import say


@contextmanager
def _well_formed() -> Iterator[None]:
    """What a device never says is refused like a wrong answer, not an error of ours."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class PasskeyAnswerForm(passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Authenticator:
        with _well_formed():
            return super().clean_credential()


class PasskeySignInForm(PasskeyAnswerForm):
    """Signs in by a passkey alone: whose it is, the passkey says."""

    passwordless = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)


class PasskeyAgainForm(PasskeyAnswerForm):
    """Proves again who is signed in."""

    reauthenticated = True


class PasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        with _well_formed():
            return dict(super().clean())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self,
            name=_("Name of the key"),
            passwordless=_("Signs in by itself, without the password"),
        )
        self.fields["name"].max_length = 60
        self.fields["passwordless"].initial = True


class PasskeyNameForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, name=_("Name of the key"))
