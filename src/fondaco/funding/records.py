"""Funding's records as their managers list and edit them."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fondaco.funding import forms, reach
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.registry.reach import everything
from fondaco.web.context import address
from fondaco.web.records import Column, RecordType, Rows
from fondaco.web.records.columns import (
    choice_column,
    column,
    count_in_words,
    date_column,
    publication_column,
)

PARTIES_HERE = (Rows(Party, forms.PartyRow),)
SEARCH = ("acronym", "title_it", "title_en")


def _columns(model: type[Model], *own: Column) -> tuple[Column, ...]:
    return (
        Column(_("title"), str, ("acronym", "title_it")),
        *own,
        column("programme", _("programme"), order="programme__name_it"),
        column("maintained_by", _("maintained by"), order="maintained_by__acronym"),
        publication_column(),
    )


def _public(record: Any) -> str:
    name = f"funding:{record._meta.model_name}_detail"
    return address(name, record.uid) if record.is_published else ""


PROPOSALS = RecordType(
    model=Proposal,
    form=forms.ProposalForm,
    address=pgettext_lazy("address", "manage/proposals/"),
    columns=_columns(
        Proposal,
        choice_column(Proposal, "status"),
        date_column("submitted", _("submitted on")),
    ),
    search=SEARCH,
    facets=("status", "maintained_by", "is_published"),
    related=("network", "maintained_by", "programme"),
    changeable_by=reach.changeable_undertakings(Proposal),
    visible_to=reach.visible_undertakings(Proposal),
    rows=PARTIES_HERE,
    public_address=_public,
    has_page=True,
)
PROJECTS = RecordType(
    model=Project,
    form=forms.ProjectForm,
    address=pgettext_lazy("address", "manage/projects/"),
    columns=_columns(
        Project, choice_column(Project, "status"), date_column("start", _("start"))
    ),
    search=SEARCH,
    facets=("status", "maintained_by", "is_published"),
    related=("network", "maintained_by", "programme"),
    changeable_by=reach.changeable_undertakings(Project),
    visible_to=reach.visible_undertakings(Project),
    rows=PARTIES_HERE,
    public_address=_public,
    has_page=True,
)
PARTNERSHIPS = RecordType(
    model=Partnership,
    form=forms.PartnershipForm,
    address=pgettext_lazy("address", "manage/partnerships/"),
    columns=_columns(Partnership, choice_column(Partnership, "kind")),
    search=SEARCH,
    facets=("kind", "maintained_by", "is_published"),
    related=("network", "maintained_by", "programme"),
    changeable_by=reach.changeable_undertakings(Partnership),
    visible_to=reach.visible_undertakings(Partnership),
    rows=PARTIES_HERE,
    public_address=_public,
    has_page=True,
)
PARTIES = RecordType(
    model=Party,
    form=forms.PartyForm,
    address=pgettext_lazy("address", "manage/parties/"),
    columns=(
        Column(_("party"), lambda party: party.cluster or party.organisation),
        Column(_("in"), lambda party: party.undertaking),
        choice_column(Party, "role"),
        date_column("valid_from", _("since")),
        date_column("valid_until", _("until")),
    ),
    search=(
        "cluster__acronym",
        "organisation__name",
        "proposal__title_it",
        "project__title_it",
        "partnership__title_it",
        "proposal__acronym",
        "project__acronym",
        "partnership__acronym",
    ),
    facets=("cluster", "role"),
    related=("cluster", "organisation", "proposal", "project", "partnership"),
    changeable_by=reach.changeable_parties,
    visible_to=reach.visible_parties,
)
PROPOSAL_COUNTS = RecordType(
    model=ProposalCount,
    form=forms.ProposalCountForm,
    address=pgettext_lazy("address", "manage/proposal-counts/"),
    columns=(
        column("network", _("network"), order="network__acronym"),
        choice_column(ProposalCount, "status"),
        Column(_("how many"), count_in_words),
        date_column("period", _("period")),
    ),
    search=("network__acronym", "note_it", "note_en"),
    facets=("status",),
    related=("network",),
    changeable_by=reach.changeable_proposal_counts,
    visible_to=everything(ProposalCount),
)

RECORDS = (PROPOSALS, PROJECTS, PARTNERSHIPS, PARTIES, PROPOSAL_COUNTS)
