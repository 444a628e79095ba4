"""The personal data of contacts: work, consents, seats in working groups."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.core.permissions import Actor
from fondaco.core.privacy import Basis, Erasure, Fate, Kind, declare
from fondaco.core.privacy.declaring import DELETED
from fondaco.registry.models import Consent, GroupMember, Position
from fondaco.registry.privacy.people import (
    BY_KEEPER,
    KEEPERS,
    YEARS_OF_CONTACT,
    of_person,
)
from fondaco.registry.reach import changeable_groups, of_kept_people

ATTESTED = _("A published source names you in this group.")


def _decide_of_seat(seat: GroupMember, is_named: bool) -> Erasure:
    if seat.citations.all():
        return Erasure(Fate.KEEP, reason=ATTESTED, names=True)
    return DELETED


def _seats_reached(actor: Actor) -> "QuerySet[GroupMember]":
    return GroupMember.objects.filter(group__in=changeable_groups(actor))


declare(
    Kind(
        name="positions",
        label=_("Where you work"),
        model=Position,
        find=of_person(Position),
        fields=(
            "organisation",
            ("function", _("function")),
            ("valid_from", _("since")),
            ("valid_until", _("until")),
        ),
        purpose=_("to know for whom you speak"),
        basis=Basis.INTEREST,
        kept=YEARS_OF_CONTACT,
        origin=BY_KEEPER,
        seen_by=KEEPERS,
        reach=of_kept_people(Position),
        columns=("person",),
        related=("organisation",),
        order=20,
    ),
    Kind(
        name="consents",
        label=_("Consents"),
        model=Consent,
        find=of_person(Consent),
        fields=(
            "purpose",
            "given_on",
            "means",
            "text_version",
            "evidence",
            "expires_on",
            "withdrawn_on",
        ),
        purpose=_("to show what you agreed to, and when"),
        basis=Basis.OBLIGATION,
        kept=YEARS_OF_CONTACT,
        origin=_("yourself, as the cluster wrote it down"),
        seen_by=KEEPERS,
        reach=of_kept_people(Consent),
        columns=("person",),
        order=20,
    ),
    Kind(
        name="seats",
        label=_("Working groups"),
        model=GroupMember,
        find=of_person(GroupMember),
        fields=(
            "group",
            "role",
            ("valid_from", _("since")),
            ("valid_until", _("until")),
        ),
        purpose=_("to know who sits at the table"),
        basis=Basis.INTEREST,
        kept=_("as long as the group"),
        origin=_("who keeps the group"),
        seen_by=_("who keeps the group; everybody, where it and you are public"),
        decide=_decide_of_seat,
        reach=_seats_reached,
        columns=("person",),
        related=("group",),
        is_cited=True,
        order=20,
    ),
)
