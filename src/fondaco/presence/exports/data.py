"""The presence of a year as JSON holds it; codes and identifiers stay untranslated."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language

from fondaco.presence.counted import Counted
from fondaco.presence.coverage import Coverage
from fondaco.presence.facts import ClaimFact, Evidence
from fondaco.presence.presence import Figure, Presence, Results
from fondaco.presence.sentences import headline

Data = dict[str, Any]


def data_of(presence: Presence) -> Data:
    """Titles and addresses are in the language of the moment."""
    network, filters = presence.network, asdict(presence.filters)
    return {
        "year": presence.year,
        "network": network.slug,
        "network_name": str(network.name),
        "language": get_language(),
        "filters": {name: value for name, value in filters.items() if value},
        "sentence": headline(presence),
        "indicators": {
            code: _figure(figure) for code, figure in presence.figures.items()
        },
        "by_cluster": presence.by_cluster,
        "by_country": presence.by_country,
        "by_cluster_unknown": _unknown(presence.cluster_results),
        "by_country_unknown": _unknown(presence.country_results),
        "perhaps_unnamed": {
            acronym: [activity.uid for activity in activities]
            for acronym, activities in presence.perhaps.items()
        },
        "coverage": {
            **_coverage(presence.coverage),
            "previous": _coverage(presence.previous_coverage),
        },
        "claims": [_claim(claim) for claim in presence.claims],
    }


def _unknown(results: dict[str, Results]) -> Data:
    """Why each null of a cluster or country is no number; nothing of what is one."""
    return {
        item: {code: result.reason for code, result in found.items() if result.reason}
        for item, found in results.items()
    }


def _figure(figure: Figure) -> Data:
    return {
        "value": figure.value,
        "unknown": figure.result.reason,
        "unit": figure.indicator.unit,
        "label": str(figure.indicator.label),
        "previous": figure.previous,
        "change": figure.change,
        **figure.result.details,
        "records": [_record(one) for one in figure.result.records],
        "not_counted": [_record(one) for one in figure.result.apart],
    }


def _record(record: Counted) -> Data:
    data: Data = {
        "type": record.type,
        "id": record.id,
        "title": str(record.title),
        "url": record.url,
        "sources": [_evidence(one) for one in record.evidence],
        "number": record.number,
    }
    if record.activity:
        data["activity"] = record.activity.uid
        data["kind"] = record.activity.kind
        data["start"] = str(record.activity.start)
        data["end"] = str(record.activity.end)
        data["countries"] = sorted(record.activity.countries)
    if record.cluster:
        data["cluster"] = record.cluster.acronym
    if record.level is not None:
        data["level"] = record.level
    return data


def _evidence(evidence: Evidence) -> Data:
    return {
        "id": evidence.source.slug,
        "title": evidence.source.title,
        "quote": evidence.quote,
        "field": evidence.field,
    }


def _coverage(coverage: Coverage) -> Data:
    return {
        "year": coverage.year,
        "recorded": coverage.is_recorded,
        "sources": len(coverage.sources),
        "source_ids": [source.slug for source in coverage.sources],
        "place_source_ids": [source.slug for source in coverage.place_sources],
        "activities": coverage.activities,
        "activities_with_source": coverage.activities_with_source,
        "clusters": coverage.clusters,
        "clusters_named": coverage.clusters_named,
    }


def _claim(claim: ClaimFact) -> Data:
    return {
        "id": claim.uid,
        "statement": str(claim.statement),
        "sources": [_evidence(one) for one in claim.evidence],
    }
