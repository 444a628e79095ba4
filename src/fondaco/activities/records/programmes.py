"""Programmes, claims and target countries as their managers list and edit them."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.activities import reach
from fondaco.activities.forms import programmes
from fondaco.activities.models import Claim, Programme, TargetCountry
from fondaco.core.actions import save_addressed
from fondaco.registry.reach import everything
from fondaco.web.context import address
from fondaco.web.records import Column, RecordType
from fondaco.web.records.columns import choice_column, column
from fondaco.web.templatetags.words import country_name

PROGRAMMES = RecordType(
    model=Programme,
    form=programmes.ProgrammeForm,
    address=pgettext_lazy("address", "manage/programmes/"),
    columns=(
        column("title", _("name"), order="name_it"),
        column("acronym", _("acronym"), order="acronym"),
        choice_column(Programme, "kind"),
        column("parent", _("part of"), order="parent__name_it"),
    ),
    search=("name_it", "name_en", "acronym"),
    facets=("kind",),
    related=("parent",),
    changeable_by=reach.changeable_programmes,
    visible_to=everything(Programme),
    public_address=lambda one: address("portal:programme_detail", one.slug),
    has_page=True,
    save=partial(save_addressed, words=("acronym", "name_it")),
)
CLAIMS = RecordType(
    model=Claim,
    form=programmes.ClaimForm,
    address=pgettext_lazy("address", "manage/claims/"),
    columns=(
        Column(_("claim"), str),
        column("year", _("year"), order="year"),
        column("network", _("network"), order="network__acronym"),
    ),
    search=("statement_it", "statement_en"),
    facets=("network",),
    related=("network",),
    changeable_by=reach.changeable_claims,
    visible_to=everything(Claim),
)
TARGET_COUNTRIES = RecordType(
    model=TargetCountry,
    form=programmes.TargetCountryForm,
    address=pgettext_lazy("address", "manage/target-countries/"),
    columns=(
        Column(_("country"), lambda target: country_name(target.country), ("country",)),
        column("year", _("year"), order="year"),
        Column(
            _("cluster or network"), lambda target: target.cluster or target.network
        ),
    ),
    search=("country", "cluster__acronym", "network__acronym"),
    facets=("cluster",),
    related=("cluster", "network"),
    changeable_by=reach.changeable_targets,
    visible_to=everything(TargetCountry),
)
