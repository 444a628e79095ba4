"""People, where they work and what they agreed to, as the managers keep them."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.registry import reach
from fondaco.registry.actions import (
    delete_consent,
    delete_person,
    reason_to_keep_person,
    save_consent,
    save_person,
)
from fondaco.registry.forms import contacts
from fondaco.registry.models import Consent, Person, Position
from fondaco.registry.records.bodies import MAINTAINED_BY
from fondaco.registry.records.duplicates import PEOPLE_MERGED
from fondaco.web.records import Column, RecordType, Rows
from fondaco.web.records.columns import choice_column, column, date_column


def _present(person: Any) -> list[Position]:
    today = timezone.localdate()
    return [
        one
        for one in person.positions.all()
        if one.alternative_to_id is None and one.is_present(today)
    ]


def _organisations(person: Any) -> str:
    return "; ".join(str(one.organisation) for one in _present(person))


def _functions(person: Any) -> str:
    return "; ".join(str(one.function) for one in _present(person) if one.function)


PEOPLE = RecordType(
    model=Person,
    form=contacts.PersonForm,
    address=pgettext_lazy("address", "manage/people/"),
    columns=(
        Column(_("name"), str, ("family_name", "given_name")),
        Column(_("organisation"), _organisations),
        Column(_("function"), _functions),
        column("email", _("e-mail (private)"), order="email"),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        column("user", _("signs in as"), order="user__email"),
    ),
    search=(
        "given_name",
        "family_name",
        "email",
        "positions__organisation__name",
        "positions__function_it",
        "positions__function_en",
    ),
    facets=("maintained_by", "is_public", "language"),
    bulk=(MAINTAINED_BY,),
    related=("maintained_by", "user"),
    many=(Prefetch("positions", Position.objects.select_related("organisation")),),
    changeable_by=reach.changeable_people,
    visible_to=reach.visible_people,
    merging=PEOPLE_MERGED,
    rows=(
        Rows(
            Position,
            contacts.PositionRow,
            help_text=_("What has ended stays, with the date on which it did."),
        ),
        Rows(
            Consent,
            contacts.ConsentRow,
            help_text=_("A consent that is withdrawn stays, with the date."),
        ),
    ),
    save=save_person,
    remove=delete_person,
    reason_to_keep=reason_to_keep_person,
)
POSITIONS = RecordType(
    model=Position,
    form=contacts.PositionForm,
    address=pgettext_lazy("address", "manage/positions/"),
    columns=(
        column("person", _("person"), order="person__family_name"),
        column("function", _("function"), order="function_it"),
        column("organisation", _("organisation"), order="organisation__name"),
        date_column("valid_from", _("since")),
        date_column("valid_until", _("until")),
    ),
    search=(
        "person__given_name",
        "person__family_name",
        "organisation__name",
        "function_it",
        "function_en",
    ),
    related=("person", "organisation"),
    changeable_by=reach.of_kept_people(Position),
    visible_to=reach.of_kept_people(Position),
)
CONSENTS = RecordType(
    model=Consent,
    form=contacts.ConsentForm,
    address=pgettext_lazy("address", "manage/consents/"),
    columns=(
        column("person", _("person"), order="person__family_name"),
        choice_column(Consent, "purpose"),
        column("given_on", _("given on"), order="given_on"),
        choice_column(Consent, "means"),
        column("expires_on", _("expires on"), order="expires_on"),
        column("withdrawn_on", _("withdrawn on"), order="withdrawn_on"),
    ),
    search=("person__given_name", "person__family_name", "text_version"),
    facets=("purpose", "means"),
    related=("person",),
    changeable_by=reach.of_kept_people(Consent),
    visible_to=reach.of_kept_people(Consent),
    save=save_consent,
    remove=delete_consent,
)
