"""Mails about one's account, in the language of who reads them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fondaco.accounts.models import User
from fondaco.core.mail import send_later


def full_address(path: str) -> str:
    """Under our own address: the Host header is the sender's word."""
    return f"{settings.BASE_URL.geturl().rstrip('/')}{path}"


def _send(user: User, to: str, subject: str, text: str) -> None:
    hello = (
        _("Hello %(name)s,") % {"name": user.name.strip()} if user.name else _("Hello,")
    )
    body = f"{hello}\n\n{text}\n\nFondaco\n{full_address('')}\n"
    send_later(
        to=[to], subject=f"[Fondaco] {subject}", text=body, language=user.language
    )


def confirm_email(user: User, new_email: str, key: str) -> None:
    with override(user.language):
        url = full_address(reverse("account_email_confirm", args=[key]))
        text = _(
            "somebody, we hope you, wants to sign in on Fondaco with this e-mail "
            "instead of %(old)s. To confirm, open this address within a day:\n\n"
            "%(url)s\n\nIf it was not you, there is nothing to do."
        )
        subject = _("Confirm your new e-mail")
        _send(user, new_email, subject, text % {"old": user.email, "url": url})


def email_changed(user: User, old_email: str) -> None:
    with override(user.language):
        text = _(
            "from now on you sign in on Fondaco with %(new)s and no longer with this "
            "e-mail. If it was not you, tell the administrator at once."
        )
        _send(user, old_email, _("Your e-mail was changed"), text % {"new": user.email})


def protection_changed(user: User, what: str) -> None:
    """`what` is a whole sentence: a factor was added or removed."""
    text = _(
        "%(what)s If it was not you, change your password, sign out everywhere and "
        "tell the administrator."
    )
    _send(user, user.email, _("How you sign in was changed"), text % {"what": what})
