"""Members of a cluster from files: which organisation, of which kind, since when."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.imports import cells
from fondaco.core.partial_dates import PartialDate
from fondaco.core.resources import (
    Catalogue,
    Draft,
    Field,
    ImportScope,
    Journal,
    Match,
    Note,
    Noted,
    Problem,
    Resource,
    Values,
    register,
)
from fondaco.core.spreadsheets import Cell
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Cluster, Membership
from fondaco.registry.resources.identifying import settle_identifiers
from fondaco.registry.resources.organisation_catalogue import OrganisationIndex
from fondaco.registry.resources.organisations import EXTERNAL_ID, PIC, SYSTEM, VAT
from fondaco.registry.resources.scopes import is_importer, own_cluster_refusal
from fondaco.registry.vocabularies import MembershipKind

KIND_WORDS = {
    "socio": "member",
    "associato": "member",
    "aderente": "member",
    "ordinario": "member",
    "socio ordinario": "member",
    "effettivo": "member",
    "ordinary": "member",
    "full member": "member",
    "fondatore": "founding",
    "founder": "founding",
    "sostenitore": "supporting",
    "supporter": "supporting",
    "onorario": "honorary",
}
# What finds the organisation is not said of the membership.
_SAID_OF_IT = (
    *("of", "organisation", "vat", "tax_code", "pic"),
    *("external_id", "country", "city"),
)
_DATES = {"start": "valid_from", "end": "valid_until"}


class MemberCatalogue(Catalogue):
    """Memberships of one cluster, by organisation; the latest where there are more."""

    def __init__(self, scope: ImportScope) -> None:
        super().__init__(scope)
        self.organisations = OrganisationIndex(scope)
        self.cluster = Cluster.objects.get(pk=scope.cluster or 0)
        self.records: dict[int, Membership] = {}
        self.of: dict[int, list[int]] = defaultdict(list)
        known = Membership.objects.preferred().filter(cluster=scope.cluster)
        for record in known.filter(superseded_by=None):
            self.records[record.pk] = record
            self.of[record.organisation_id].append(record.pk)

    def complete(self, values: Values) -> Iterable[Problem | Note]:
        yield from settle_identifiers(values)
        acronym = values.pop("cluster", "")
        if acronym and acronym != self.cluster.acronym:
            text = gettext("This row is of another cluster, not of %(cluster)s.")
            yield "cluster", text % {"cluster": self.cluster.acronym}

    def find(self, values: Values) -> Match:
        """The organisation must be there: a membership alone does not describe it."""
        match = self.organisations.find(values, "organisation")
        if match.problem:
            return match
        if match.key is None:
            text = gettext(
                "No organisation on record is called so. Import it as an organisation "
                "first, or write its name or VAT number as it is there."
            )
            column = "organisation" if "organisation" in values else "vat"
            return Match(problem=(column, text))
        values["of"] = match.key
        known = self.of.get(match.key)
        return Match(known[-1], _SAID_OF_IT) if known else Match()

    def current(self, key: int) -> Values:
        record = self.records[key]
        return {
            "of": record.organisation_id,
            "kind": record.kind,
            "start": str(record.valid_from),
            "end": str(record.valid_until),
        }

    def learn(self, key: int, values: Values) -> None:
        if key < 0 and key not in self.of[values["of"]]:
            self.of[values["of"]].append(key)

    def check(self, values: Values) -> Iterable[Problem]:
        begins = PartialDate.parse(values.get("start") or "").earliest
        ends = PartialDate.parse(values.get("end") or "").latest
        if begins and ends and ends < begins:
            yield "end", gettext("The end is before the beginning.")

    def name(self, key: int) -> str:
        return self.organisations.title(self.records[key].organisation_id)

    def write(self, drafts: Sequence[Draft], journal: Journal) -> None:
        new, changed, before = [], [], {}
        for draft in drafts:
            said = draft.wanted()
            if draft.is_new:
                record = Membership(cluster=self.cluster, organisation_id=said["of"])
                _fill(record, said)
                new.append(record)
                continue
            record = self.records[draft.key]
            before[record.pk] = _columns(record, said)
            _fill(record, said)
            changed.append(record)
        journal.create(new)
        journal.update(changed, before)


def _fill(record: Membership, said: Values) -> None:
    if "kind" in said:
        record.kind = said["kind"]
    for name, prefix in _DATES.items():
        if name in said:
            setattr(record, prefix, PartialDate.parse(said[name]))


def _columns(record: Membership, said: Values) -> dict[str, Any]:
    columns = ["kind"] if "kind" in said else []
    for name, prefix in _DATES.items():
        if name in said:
            columns += [
                f"{prefix}_{end}" for end in ("earliest", "latest", "precision")
            ]
    return {name: getattr(record, name) for name in columns}


# Words for what the organisation is: as whole words, or as how they begin.
_OF_ORGANISATION = re.compile(
    r"\b(?:pmi|sme|mpmi|odr|ent[ei]|azienda|aziende|universit\w*|ateneo|impres[ae]"
    r"|microimpres[ae]|start-?up|societa|ricerca|research|compan(?:y|ies)|enterprises?"
    r"|pubblic[aoi]|public|associazion[ei]|associations?|fondazione|foundation|consorzio"
    r"|laborator\w*|spin-?off|grande|media|piccola|micro|large|medium|small)\b"
)
_read_kind = cells.choice(MembershipKind, KIND_WORDS)


def _kind(cell: Cell) -> str | Noted:
    """The kind of member; a column called “Tipologia” may tell the organisation's."""
    try:
        return str(_read_kind(cell))
    except ValueError:
        if _OF_ORGANISATION.search(fold(cell.text)) is None:
            raise
        return Noted(
            "", gettext("Kinds of organisations are no kinds of members: left out.")
        )


MEMBERS = register(
    Resource(
        kind="members",
        listed="registry:membership_manage",
        label=_("Members of a cluster"),
        fields=(
            EXTERNAL_ID,
            SYSTEM,
            Field(
                "organisation",
                _("organisation"),
                cells.text(300),
                required=True,
                example="Meccanica Esempio S.r.l.",
            ),
            VAT,
            PIC,
            Field("country", _("country"), cells.country, is_offered=False),
            Field("city", _("city"), cells.text(100), is_offered=False),
            Field("cluster", _("cluster"), cells.text(40), is_offered=False),
            Field(
                "kind",
                _("kind of member"),
                _kind,
                example=MembershipKind.MEMBER.label,
            ),
            Field("start", _("member since"), cells.partial, example="01/03/2015"),
            Field("end", _("member until"), cells.partial),
        ),
        catalogue=MemberCatalogue,
        may=is_importer,
        needs_cluster=True,
        refusal=own_cluster_refusal,
    )
)
