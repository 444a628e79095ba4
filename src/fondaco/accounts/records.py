"""The accounts as administrators list and edit them."""

from typing import Any

from allauth.core import context
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.actions import delete_user, reason_to_keep_user, save_user
from fondaco.accounts.forms import ForgottenPasswordForm
from fondaco.accounts.models import User
from fondaco.core.actions import WriteRows, no_rows
from fondaco.core.permissions import Actor
from fondaco.web.records import Column, RecordForm, RecordType
from fondaco.web.records.columns import column


class UserForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = User
        fields = ["name", "email", "language", "is_active", "is_superuser"]
        labels = {"is_superuser": _("Administrator")}
        help_texts = {
            "is_active": _("Only active accounts can sign in."),
            "is_superuser": _(
                "May do everything. Others may do what their person's mandates allow."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        same = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(gettext("An account already has this e-mail."))
        return email


@transaction.atomic
def save_and_invite(
    user: User,
    *,
    actor: AbstractBaseUser | None,
    reason: str = "",
    write_rows: WriteRows = no_rows,
) -> User:
    """Save an account; a link to set the password leaves with it, or neither does."""
    save_user(user, actor=actor, reason=reason, write_rows=write_rows)
    if waits_for_link(user):
        form = ForgottenPasswordForm({"email": user.email})
        if form.is_valid():
            form.save(context.request)
    return user


def waits_for_link(user: User) -> bool:
    """Whoever never had a password, nor came in without one."""
    return user.is_active and not (user.last_login or user.has_usable_password())


def tell_of_link(request: HttpRequest, user: Any) -> None:
    if waits_for_link(user):
        text = gettext("A link to set the password is on its way to %(email)s.")
        messages.info(request, text % {"email": user.email})


def all_users(actor: Actor) -> "QuerySet[User]":
    users = User.objects.all()
    return users if getattr(actor, "is_superuser", False) else users.none()


def _yes(value: bool) -> str:
    return gettext("yes") if value else ""


def _last_sign_in(user: User) -> str:
    when = user.last_login
    return date_format(localtime(when), "SHORT_DATETIME_FORMAT") if when else "—"


USERS = RecordType(
    model=User,
    form=UserForm,
    address=pgettext_lazy("address", "manage/users/"),
    columns=(
        Column(_("name"), str, ("name", "email")),
        column("email", _("e-mail"), order="email"),
        Column(_("acts as"), lambda user: getattr(user, "person", "")),
        Column(_("active"), lambda user: _yes(user.is_active), ("is_active",)),
        Column(_("last sign-in"), _last_sign_in, ("last_login",)),
        Column(
            _("administrator"), lambda user: _yes(user.is_superuser), ("is_superuser",)
        ),
    ),
    search=("name", "email"),
    related=("person",),
    changeable_by=all_users,
    visible_to=all_users,
    save=save_and_invite,
    remove=delete_user,
    reason_to_keep=reason_to_keep_user,
    after_save=tell_of_link,
    key="pk",
)

RECORDS = (USERS,)
