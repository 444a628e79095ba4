"""The accounts as administrators list and edit them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.actions import delete_user, reason_to_keep_user, save_user
from fondaco.accounts.forms import ForgottenPasswordForm
from fondaco.accounts.models import User
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


def invite_if_new(request: HttpRequest, user: Any) -> None:
    """Send a link that sets the password to whoever never had one."""
    if user.last_login or not user.is_active or user.has_usable_password():
        return
    form = ForgottenPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)
        values = {"email": user.email}
        text = gettext("A link to set the password is on its way to %(email)s.")
        messages.info(request, text % values)


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
    save=save_user,
    remove=delete_user,
    reason_to_keep=reason_to_keep_user,
    after_save=invite_if_new,
    key="pk",
)

RECORDS = (USERS,)
