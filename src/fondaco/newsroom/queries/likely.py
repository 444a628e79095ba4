"""Which records the findings of a text may be, and why it seems so."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.activities.models import Activity
from fondaco.core.attaching import attach
from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.core.reading import Read, read_together, records
from fondaco.engines.language.folding import fold
from fondaco.engines.press import Activity as ReadActivity
from fondaco.engines.press import Participation, Place
from fondaco.engines.press.matching import Entry, match
from fondaco.funding.models import Partnership, Project, Proposal, ProposalCount
from fondaco.newsroom.confirming.dates import iso_of
from fondaco.newsroom.models import Finding
from fondaco.newsroom.queries.likely_undertakings import (
    CERTAIN,
    MOST,
    Likely,
    likely_undertakings,
)
from fondaco.newsroom.vocabularies import (
    NEW,
    FindingKind,
    FindingState,
    UndertakingKind,
)
from fondaco.registry.models import Network
from fondaco.web.records.listing import search_words
from fondaco.web.records.types import RECORD_TYPES

NEAR = dt.timedelta(days=10)
MOST_READ = 1000
MOST_FOUND = 20
# So much more than the next, it is taken for it until somebody says no.
AHEAD = 0.5
REASONS: dict[str, Promise] = {
    "same days": _("the same days"),
    "days in common": _("days in common"),
    "same month": _("the same month"),
    "same year": _("the same year"),
    "same title": _("the same name"),
    "words of the title": _("words of the name"),
    "same place": _("the same place"),
    "same cluster": _("a cluster that takes part"),
    "same country": _("the same country"),
    "same kind": _("the same kind"),
    "same edition": _("the same edition"),
}
UNDERTAKINGS: dict[str, Any] = {
    UndertakingKind.PROPOSAL: Proposal,
    UndertakingKind.PROJECT: Project,
    UndertakingKind.PARTNERSHIP: Partnership,
}
_RELATIONS: dict[str, tuple[str, ...]] = {
    "aliases": (),
    "places": (),
    "participations": ("cluster",),
}
LINKED: tuple[Any, ...] = (Activity, Proposal, Project, Partnership, ProposalCount)


def likely_records(
    findings: Sequence[Finding], network: Network, actor: Actor, search: str = ""
) -> dict[int, list[Likely]]:
    """By finding, the likeliest first; two reads, however many findings there are.

    With words to look for, also those that have them and are not likely at all; and
    always the one that a person chose.
    """
    wholes = [one for one in findings if one.kind == FindingKind.RECORD]
    known = _Candidates(wholes, network, actor)
    links = {one.said.get("link", "") for one in wholes} - {"", NEW}
    named = records_called(links, actor)
    found = {one.pk: known.likely(one) for one in wholes}
    for finding in wholes:
        link = named.get(finding.said.get("link", ""))
        # What was chosen before its kind was corrected is none of its kind.
        more = [link] if isinstance(link, model_of(finding)) else []
        more += _with_words(finding, network, actor, search)
        for record in filter(None, more):
            if all(one.record != record for one in found[finding.pk]):
                found[finding.pk].append(Likely(record, 0.0, ()))
    return found


class _Candidates:
    """Near in time, or of the same kind: all of them read at once."""

    def __init__(
        self, findings: Sequence[Finding], network: Network, actor: Actor
    ) -> None:
        models = {model_of(finding) for finding in findings}
        reads = {model: _read_of(model, findings, network, actor) for model in models}
        found = dict(zip(reads, read_together(*reads.values()), strict=True))
        for record in chain.from_iterable(found.values()):
            record.network = network
        self._known = {
            model: sorted(rows, key=lambda one: one.pk)[:MOST_READ]
            for model, rows in found.items()
        }
        activities = self._known.get(Activity, [])
        if activities:
            attach(activities, _RELATIONS)
        self._by_key = {str(one.pk): one for one in activities}
        self._entries = [_entry(one) for one in activities]

    def likely(self, finding: Finding) -> list[Likely]:
        model = model_of(finding)
        if model is not Activity:
            return likely_undertakings(finding, self._known[model])
        return [
            Likely(
                self._by_key[one.entry.key],
                one.score,
                tuple(REASONS[reason] for reason in one.reasons),
            )
            for one in match(_as_read(finding), self._entries)[:MOST]
        ]


def _read_of(
    model: Any, findings: Sequence[Finding], network: Network, actor: Actor
) -> Read:
    known = RECORD_TYPES[model].visible_to(actor).filter(network=network)
    if model is not Activity:
        return records(known)
    near = Q(pk=None)
    for finding in findings:
        if model_of(finding) is Activity:
            near |= _near(finding)
    return records(known.filter(near))


def records_called(keys: Iterable[str], actor: Actor) -> dict[str, Any]:
    """By the name of their kind and their identifier, those that the person sees."""
    found = {}
    for key in keys:
        kind, _colon, uid = key.partition(":")
        model = next((one for one in LINKED if one._meta.model_name == kind), None)
        if model is None:
            continue
        record = RECORD_TYPES[model].visible_to(actor).filter(uid=uid).first()
        if record is not None:
            found[key] = record
    return found


def _with_words(
    finding: Finding, network: Network, actor: Actor, search: str
) -> list[Any]:
    words = fold(search).split()[:8]
    if not words:
        return []
    model = model_of(finding)
    record_type = RECORD_TYPES[model]
    known = record_type.visible_to(actor).filter(network=network)
    found = search_words(known, record_type.search, words).distinct()
    return list(found.order_by("-pk")[:MOST_FOUND])


def model_of(finding: Finding) -> type[Model]:
    """What it becomes; several applications are a number of them."""
    kind = finding.said["kind"]
    if kind == UndertakingKind.PROPOSAL and _is_counted(finding):
        return ProposalCount
    model: type[Model] = UNDERTAKINGS.get(kind, Activity)
    return model


def _is_counted(finding: Finding) -> bool:
    parts = [
        part for part in finding.parts.all() if part.state != FindingState.REJECTED
    ]
    return any(counts_whole(part) for part in parts)


def counts_whole(part: Finding) -> bool:
    """“Several applications”; six clusters that applied may have done so once."""
    return part.kind == FindingKind.COUNT and not part.proposed["subject"]


def suggested(likely: Sequence[Likely]) -> Any:
    """The one that it surely is, if one stands out."""
    if not likely or likely[0].score < CERTAIN:
        return None
    next_score = likely[1].score if len(likely) > 1 else 0.0
    return likely[0].record if likely[0].score - next_score >= AHEAD else None


def is_unclear(likely: Sequence[Likely]) -> bool:
    """Whether it surely is one of several, and which one only a person can tell."""
    fitting = [one for one in likely if one.score >= CERTAIN]
    return len(fitting) > 1 and suggested(likely) is None


def _near(finding: Finding) -> Q:
    start = PartialDate.parse(finding.said["start"])
    end = PartialDate.parse(finding.said["end"])
    first, last = start.earliest, end.latest or start.latest
    if first is None or last is None:
        return Q()
    begun = Q(start_earliest=None) | Q(start_earliest__lte=last + NEAR)
    over = Q(end_latest__lt=first - NEAR) | Q(
        end_latest=None, start_latest__lt=first - NEAR
    )
    return begun & ~over


def _entry(activity: Any) -> Entry:
    names = [activity.title_it, activity.title_en]
    names += [alias.name for alias in activity.aliases.all()]
    end = activity.end if activity.end_earliest else activity.start
    return Entry(
        key=str(activity.pk),
        titles=tuple(filter(None, names)),
        kind=activity.kind,
        start=iso_of(activity.start),
        end=iso_of(end, last=True),
        places=tuple((place.city, place.country) for place in activity.places.all()),
        edition=activity.edition,
        # A draft of another cluster's tells nobody anything.
        clusters=frozenset(
            one.cluster.slug
            for one in activity.participations.all()
            if one.is_published
        ),
    )


def _as_read(finding: Finding) -> ReadActivity:
    """The engine's own words for what was read and since, perhaps, corrected."""
    said = finding.said
    start, end = PartialDate.parse(said["start"]), PartialDate.parse(said["end"])
    parts = list(finding.parts.all())
    clusters = [part.said["cluster"] for part in parts if part.kind == FindingKind.ROLE]
    return ReadActivity(
        title=said["title"],
        kind=said["kind"],
        status=said["status"],
        start=iso_of(start),
        end=iso_of(end if end.earliest else start, last=True),
        precision=start.precision,
        edition=said["edition"],
        programme=None,
        places=tuple(
            Place(part.said["city"] or None, part.said["country"] or None)
            for part in parts
            if part.kind == FindingKind.PLACE
        ),
        participations=tuple(
            Participation(None, cluster, "", "") for cluster in clusters if cluster
        ),
        time=None,
        confidence=1.0,
        evidence=(),
    )
