"""The forms of inviting and of accepting."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.models import User
from fondaco.core.permissions import Actor, may
from fondaco.registry import reach
from fondaco.registry.models import Invitation
from fondaco.registry.scope import scope_of
from fondaco.registry.vocabularies import InvitationRole

# The body in which each role is held.
BODY_OF = {
    InvitationRole.CLUSTER_MANAGER: "cluster",
    InvitationRole.NETWORK_COORDINATOR: "network",
    InvitationRole.MEMBER_CONTACT: "organisation",
    InvitationRole.PARTICIPANT: "cluster",
}
BODIES = ("cluster", "network", "organisation")


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Invitation
        fields = ["given_name", "family_name", "email", "language", "role", *BODIES]
        help_texts = {
            "role": _(
                "A cluster manager keeps all that is the cluster’s; a network "
                "coordinator all that is the network’s and its clusters’; a member’s "
                "contact the profile of their organisation; a participant only signs "
                "in. An office such as president opens nothing by itself: whoever "
                "holds it and is to keep records is invited as cluster manager."
            ),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        offered = {
            "network": reach.coordinated_networks(actor),
            "cluster": reach.managed_clusters(actor),
            "organisation": reach.organisations_to_invite_into(actor),
        }
        for name, queryset in offered.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
            self.fields[name].empty_label = "—"  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *InvitationRole.choices,
        ]
        if not scope_of(actor).is_editor:
            # A member's contact invites colleagues, and nobody else.
            for name in ("role", "network", "cluster"):
                del self.fields[name]
            self.fields["organisation"].required = True
            if len(only := list(offered["organisation"][:2])) == 1:
                self.fields["organisation"].initial = only[0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        role = data.get("role", InvitationRole.MEMBER_CONTACT)
        self.instance.role = role
        if self.errors:
            return data
        needed = BODY_OF[InvitationRole(role)]
        for name in set(BODIES) - {needed}:
            data[name] = None
        if not data.get(needed) and role != InvitationRole.PARTICIPANT:
            self.add_error(needed, gettext("Say for which one."))
        for name in BODIES:
            setattr(self.instance, name, data.get(name))
        if not self.errors and not may(
            self.actor, "registry.add_invitation", self.instance
        ):
            self.add_error(
                needed if needed in self.fields else None,
                gettext("You do not answer for it: choose one that you answer for."),
            )
        return data


class AcceptanceForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("it", "Italiano"), ("en", "English")]
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        self.invitation = invitation
        first = {"name": invitation.name, "language": invitation.language}
        super().__init__(*args, **({"initial": first} | kwargs))
        rules = " ".join(map(str, password_validators_help_texts()))
        self.fields["password"].help_text = (
            gettext("Leave it empty to sign in with a passkey, which you add next.")
            + f" {rules}"
        )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            someone = User(
                email=self.invitation.email, name=self.cleaned_data.get("name", "")
            )
            validate_password(password, someone)
        return password

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.isprintable():
            raise ValidationError(gettext("A name has letters only."))
        return name
