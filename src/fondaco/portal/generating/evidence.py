"""Sources made up, and the words of each that support a record."""

from typing import Any

from fondaco.activities.models import Activity, CountStatement, Participation
from fondaco.core.models import Source
from fondaco.core.partial_dates import PartialDate
from fondaco.portal.generating.calendar import Planned
from fondaco.portal.generating.words import words
from fondaco.portal.generating.writing import Writer, dated

# How many activities one source tells of.
TOLD = 6


def create_sources(writer: Writer, planned: list[Planned]) -> dict[int, Source]:
    """Two activities of three have a source; told by the key of the activity."""
    random = writer.random("sources")
    told = [one for one in planned if random.random() < 0.67]
    made, of = [], {}
    for number, start in enumerate(range(0, len(told), TOLD)):
        among = told[start : start + TOLD]
        activity = among[0].activity
        source = Source(
            slug=f"demo-{writer.seed}-{number}",
            title=f"{among[0].cluster.acronym}: {activity.title_it}",
            publisher=random.choice(words("outlets")),
            url=f"https://notizie.example/{writer.seed}/{number}",
            language="it",
            **dated(
                published=PartialDate.day(activity.start_latest)
                if activity.start_latest
                else PartialDate.unknown()
            ),
        )
        made.append(source)
        of.update({one.activity.pk: source for one in among})
    writer.create(made)
    return of


def create_citations(
    writer: Writer,
    sources: dict[int, Source],
    planned: list[Planned],
    participations: list[Participation],
    counts: list[CountStatement],
) -> None:
    random = writer.random("citations")
    rows: list[dict[str, Any]] = []

    def cite(record: Any, activity: int, quote: str) -> None:
        if source := sources.get(activity):
            rows.append(
                {
                    "source_id": source.pk,
                    "content_type_id": writer.kind(type(record)),
                    "object_id": record.pk,
                    "field": "",
                    "quote": quote,
                    "span_start": None,
                    "span_end": None,
                }
            )

    for one in planned:
        cite(one.activity, one.activity.pk, f"«{one.activity.title_it}»")
    for part in participations:
        if part.organisation_id is None or random.random() < 0.15:
            who = part.organisation or part.cluster
            cite(
                part, part.activity_id, f"{who} ha preso parte: {_title(part.activity)}"
            )
    for count in counts:
        many = count.number or count.minimum or "alcuni"
        cite(count, count.activity_id, f"erano presenti {many}")
    if rows:
        writer.cite(rows)


def _title(activity: Activity) -> str:
    return activity.title_it
