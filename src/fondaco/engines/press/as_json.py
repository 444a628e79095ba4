"""A reading in the form that `fondaco press read --json` prints."""

from typing import Any

from fondaco.engines.press.reading import Activity, Fact, Participation, Reading


def reading_values(reading: Reading) -> dict[str, Any]:
    """Write a reading with the names and types of JSON.

    Parameters
    ----------
    reading
        What was read.
    """
    published = reading.published
    return {
        "published": published.isoformat() if published else None,
        "activities": [_activity(activity) for activity in reading.activities],
        "facts": [_fact(fact) for fact in reading.facts],
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "title": activity.title,
        "kind": activity.kind,
        "status": activity.status,
        "start": activity.start,
        "end": activity.end,
        "precision": activity.precision,
        "edition": activity.edition,
        "programme": activity.programme,
        "places": [
            {"city": place.city, "country": place.country, "venue": place.venue}
            for place in activity.places
        ],
        "participations": [_participation(part) for part in activity.participations],
        "confidence": activity.confidence,
        "evidence": [list(evidence.span) for evidence in activity.evidence],
    }


def _participation(part: Participation) -> dict[str, Any]:
    return {
        "organisation": part.organisation,
        "cluster": part.cluster,
        "role": part.role,
        "status": part.status,
        "people": list(part.people),
        "session": part.session,
        "count": part.count,
        "of": part.of,
        "some": part.some,
        "quote": part.quote,
        "span": list(part.span),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "organisation": fact.organisation,
        "value": fact.value,
        "start": fact.start,
        "end": fact.end,
        "quote": fact.quote,
        "span": list(fact.span),
    }
