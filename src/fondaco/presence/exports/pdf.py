"""The presence of a year on paper: typst sets it, and gets every word as data."""

import json
import re
from importlib import resources
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, pgettext

from fondaco.activities.vocabularies import ActivityKind, Role
from fondaco.core.partial_dates import range_in_words
from fondaco.core.texts import Text
from fondaco.presence.coverage import Coverage
from fondaco.presence.facts import ActivityFact, SourceFact
from fondaco.presence.pages.figures import Card
from fondaco.presence.pages.years import YearPage
from fondaco.presence.places import place_names
from fondaco.presence.presence import Presence
from fondaco.presence.selection import Selection
from fondaco.web.charts import Count
from fondaco.web.charts.tables import rows_of
from fondaco.web.templatetags.words import in_words

SITE = "Fondaco"
Data = dict[str, Any]


def pdf_of(presence: Presence) -> bytes:
    """Fonts are those of the typst package: a server may have none."""
    # Twenty megabytes, which only who prints needs.
    import typst  # noqa: PLC0415

    inputs = {"data": json.dumps(document_of(presence))}
    pdf = typst.compile(
        template(), format="pdf", ignore_system_fonts=True, sys_inputs=inputs
    )
    assert isinstance(pdf, bytes)
    return pdf


def template() -> bytes:
    return resources.files(__package__).joinpath("year.typ").read_bytes()


def document_of(presence: Presence) -> Data:
    """What the document says, in the language of the moment."""
    page = YearPage(presence, is_of_cluster=bool(presence.filters.cluster))
    selection = presence.selection
    name = (page.cluster or presence.network).name
    return {
        "language": get_language(),
        "site": SITE,
        "title": page.title,
        "kicker": page.kicker,
        "kicker_marked": _marked(name),
        "sentence": page.sentence,
        "year": str(presence.year),
        "filters": [str(option.label) for option in page.active],
        "address": page.permanent_url,
        "printed": gettext("printed on %(day)s")
        % {"day": in_words(timezone.localdate())},
        "words": _words(),
        "figures": [_figure(card) for row in page.cards for card in row],
        "coverage_header": [
            gettext("Year"),
            gettext("Sources"),
            gettext("Activities with a source"),
            gettext("Clusters named"),
        ],
        "coverage": [_coverage(one) for one in page.coverages],
        "grid": None if page.cluster or not selection.activities else _grid(page),
        "levels": [[item.label, str(item.value)] for item in page.levels],
        "activities": [_activity(selection, one) for one in _by_date(selection)],
        "sources": [
            *(_source(one, "") for one in presence.coverage.sources),
            *(
                _source(one, gettext("for a place only"))
                for one in presence.coverage.place_sources
            ),
        ],
        "rules": [
            {
                "label": capfirst(str(figure.indicator.label)),
                "code": code,
                "rule": str(figure.indicator.rule),
            }
            for code, figure in presence.figures.items()
        ],
    }


def _words() -> dict[str, str]:
    return {
        "filters": gettext("Filters in use"),
        "figures": gettext("The year in figures"),
        "figure": pgettext("column", "Indicator"),
        "change": pgettext("column", "Change"),
        "note": pgettext("column", "Of which"),
        "coverage": gettext("How complete the record is"),
        "grid": gettext("Participations by cluster and country"),
        "levels": gettext("Participations by highest role"),
        "role": gettext("Highest role"),
        "participations": gettext("Participations"),
        "activities": gettext("Activities"),
        "sources": gettext("Sources"),
        "rules": gettext("How this is counted"),
    }


def _marked(text: Text) -> Data:
    """A text, with its language where that is another one that typst can take."""
    other = text.language != get_language() and re.fullmatch(
        "[a-z]{2,3}", text.language
    )
    return {"text": text.text, "language": text.language if other else ""}


def _figure(card: Card) -> Data:
    change = "" if card.change is None else f"{card.change:+d} {card.compared_with}"
    return {
        "label": capfirst(card.label),
        "value": card.unknown if card.value is None else str(card.value),
        "change": change.replace("-", "−", 1),
        "note": "; ".join(filter(None, [card.note, card.aside])),
    }


def _coverage(one: Coverage) -> list[str]:
    if not one.is_recorded:
        return [str(one.year), gettext("not recorded"), "", ""]
    share = gettext("%(part)s of %(whole)s")
    parts = (one.activities_with_source, one.activities)
    named = (one.clusters_named, one.clusters)
    return [
        str(one.year),
        str(len(one.sources)),
        *(share % {"part": part, "whole": whole} for part, whole in (parts, named)),
    ]


def _grid(page: YearPage) -> Data:
    """Countries down and clusters across: paper is higher than wide."""
    grid = page.grid
    turned = {(column, row): count for (row, column), count in grid.counts.items()}
    rows = rows_of(grid.columns, grid.rows, turned, grid.column_totals)
    total = gettext("Total")
    note = gettext(
        "An activity in several countries stands in each of them, and once in the "
        "total of its cluster."
    )
    if grid.has_doubts:
        note += " " + gettext(
            "A question mark is a cluster that no source names there: it may be among "
            "those counted without a name."
        )
    return {
        "header": ["", *(one.label for one in grid.rows), total],
        "rows": [
            [row.heading.label, *map(_count, row.counts), _count(row.total)]
            for row in rows
        ]
        + [[total, *(_count(grid.row_totals.get(one.key)) for one in grid.rows), ""]],
        "note": note,
    }


def _count(count: Count | None) -> str:
    if count is None:
        return "–"
    return "?" if count.value is None else str(count.value)


def _by_date(selection: Selection) -> list[ActivityFact]:
    return sorted(
        selection.activities, key=lambda one: (str(one.start), one.title.text)
    )


def _activity(selection: Selection, activity: ActivityFact) -> Data:
    """When, where and what, and below who was there in which highest role."""
    names = selection.facts.cluster_by_key
    places = place_names(activity)
    if activity.is_virtual:
        places.append(gettext("online"))
    when = range_in_words(activity.start, activity.end, get_language())
    kind = str(ActivityKind(activity.kind).label)
    who = [
        f"{names[cluster].acronym}: {Role(one.role).label}"
        for (cluster, key), one in selection.pairs.items()
        if key == activity.pk
    ]
    who += [
        " ".join(
            filter(
                None,
                [
                    gettext("Not named") + ":",
                    pgettext("number", "at least") if one.at_least else "",
                    str(one.number),
                ],
            )
        )
        for one in selection.unnamed
        if one.activity.pk == activity.pk
    ]
    return {
        "title": _marked(activity.title),
        "facts": " · ".join(filter(None, [when, "; ".join(places), kind])),
        "who": " · ".join(who),
    }


def _source(source: SourceFact, note: str) -> Data:
    return {
        "publisher": source.publisher,
        "title": _marked(source.heading),
        "url": source.url,
        "note": note,
    }
