"""The presence of a year as tables: the sheets of a workbook, or one long list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from django.utils.translation import gettext, pgettext

from fondaco.activities.vocabularies import ActivityKind
from fondaco.presence.counted import Counted, Result, Value
from fondaco.presence.facts import Evidence
from fondaco.presence.presence import UNNAMED, Presence, Results
from fondaco.web.templatetags.words import country_name

Cell = str | int | float | None
Row = list[Cell]


@dataclass(frozen=True)
class Table:
    name: str
    header: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Line:
    """A number or a record, in the list that holds all of them.

    `unknown` says why there is no number.
    """

    block: str
    item: str
    code: str
    part: str = ""
    value: int | None = None
    unit: str = ""
    previous: int | None = None
    change: int | None = None
    title: str = ""
    url: str = ""
    sources: str = ""
    words: str = ""
    unknown: str = ""


def list_of(presence: Presence, base_url: str = "") -> Table:
    """Numbers and records told apart by the column `block`."""
    lines = [*_indicator_lines(presence), *_divided_lines(presence)]
    for code, one in _counted(presence):
        sources, words = _told(one.evidence)
        lines.append(
            Line(
                "record",
                one.id,
                code,
                part=one.type,
                value=one.number,
                title=str(one.title),
                url=base_url + one.url,
                sources=sources,
                words=words,
            )
        )
    header = [field.name for field in fields(Line)]
    return Table("presence", header, [list(astuple(line)) for line in lines])


def _indicator_lines(presence: Presence) -> Iterator[Line]:
    for code, figure in presence.figures.items():
        for part, number in _parts(figure.value):
            yield Line(
                "indicator",
                "",
                code,
                part=part,
                value=number,
                unit=figure.indicator.unit,
                previous=_number(figure.previous),
                change=figure.change,
                title=str(figure.indicator.label),
                unknown=figure.result.reason or "",
            )


def _divided_lines(presence: Presence) -> Iterator[Line]:
    blocks = {
        "cluster": presence.cluster_results,
        "country": presence.country_results,
    }
    for block, divisions in blocks.items():
        for item, results in divisions.items():
            for code, result in results.items():
                unit = presence.figures[code].indicator.unit
                why = result.reason or ""
                for part, number in _parts(result.value):
                    yield Line(block, item, code, part, number, unit, unknown=why)


def tables_of(presence: Presence, base_url: str = "") -> list[Table]:
    return [
        _figures(presence),
        _divided(presence, pgettext("sheet", "Clusters"), presence.cluster_results),
        _divided(
            presence,
            pgettext("sheet", "Countries"),
            {
                country_name(code): results
                for code, results in presence.country_results.items()
            },
        ),
        _records(presence, base_url),
        _coverage(presence),
        _rules(presence),
    ]


def _figures(presence: Presence) -> Table:
    year = presence.year
    header = [
        pgettext("column", "Code"),
        pgettext("column", "Indicator"),
        pgettext("column", "Of which"),
        str(year),
        str(year - 1),
        pgettext("column", "Change"),
    ]
    rows: list[Row] = []
    for code, figure in presence.figures.items():
        before, name = figure.previous, str(figure.indicator.label)
        for part, number in _parts(figure.value):
            earlier = before.get(part) if isinstance(before, dict) else before
            cells = [
                _why(figure.result) if number is None else number,
                _why(figure.earlier) if before is None else earlier,
            ]
            rows.append([code, name, _kind(part), *cells, figure.change])
    return Table(pgettext("sheet", "Figures"), header, rows)


def _divided(presence: Presence, name: str, divisions: Mapping[str, Results]) -> Table:
    """A line for each cluster or country, a column for each figure of one number.

    Where there is no number the cell says why.
    """
    codes = [code for code in presence.figures if code != "P03"]
    labels = [str(presence.figures[code].indicator.label) for code in codes]
    rows: list[Row] = [
        [
            gettext("Not named") if item == UNNAMED else item,
            *(
                _why(results[code])
                if results[code].value is None
                else _number(results[code].value)
                for code in codes
            ),
        ]
        for item, results in divisions.items()
    ]
    return Table(name, ["", *labels], rows)


def _records(presence: Presence, base_url: str) -> Table:
    header = [
        pgettext("column", "Code"),
        pgettext("column", "Record"),
        pgettext("column", "Number"),
        pgettext("column", "Start"),
        pgettext("column", "Countries"),
        pgettext("column", "Address"),
        pgettext("column", "Sources"),
        pgettext("column", "Words of the sources"),
    ]
    rows: list[Row] = [
        [
            code,
            str(one.title),
            one.number,
            one.activity.start.in_words() if one.activity else "",
            ", ".join(sorted(one.activity.countries)) if one.activity else "",
            base_url + one.url,
            *_told(one.evidence),
        ]
        for code, one in _counted(presence)
    ]
    return Table(pgettext("sheet", "Records"), header, rows)


def _coverage(presence: Presence) -> Table:
    header = [
        pgettext("column", "Year"),
        pgettext("column", "Sources"),
        pgettext("column", "Sources of places only"),
        pgettext("column", "Activities"),
        pgettext("column", "Activities with a source"),
        pgettext("column", "Clusters"),
        pgettext("column", "Clusters named"),
    ]
    rows: list[Row] = []
    for one in (presence.coverage, presence.previous_coverage):
        if one.is_recorded:
            counts: Row = [len(one.sources), len(one.place_sources)]
            counts += [one.activities, one.activities_with_source]
            rows.append([one.year, *counts, one.clusters, one.clusters_named])
        else:
            rows.append([one.year, gettext("not recorded"), *[None] * 5])
    return Table(pgettext("sheet", "Coverage"), header, rows)


def _rules(presence: Presence) -> Table:
    header = [
        pgettext("column", "Code"),
        pgettext("column", "Indicator"),
        pgettext("column", "How it is counted"),
    ]
    rows: list[Row] = [
        [code, str(figure.indicator.label), str(figure.indicator.rule)]
        for code, figure in presence.figures.items()
    ]
    return Table(pgettext("sheet", "Rules"), header, rows)


def _counted(presence: Presence) -> Iterator[tuple[str, Counted]]:
    """P03 counts the records of P01: they are not repeated."""
    for code, figure in presence.figures.items():
        if code != "P03":
            yield from ((code, one) for one in figure.result.records)


def _parts(value: Value) -> Iterator[tuple[str, int | None]]:
    """A number by itself, or each of the parts of one that has parts."""
    if isinstance(value, dict):
        yield from value.items()
    else:
        yield "", value


def _why(result: Result) -> str:
    return str(result.unknown.label)


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _kind(part: str) -> str:
    return str(ActivityKind(part).label) if part else ""


def _told(evidence: Iterable[Evidence]) -> tuple[str, str]:
    evidence = list(evidence)
    slugs = dict.fromkeys(one.source.slug for one in evidence)
    return ", ".join(slugs), "\n".join(one.quote for one in evidence if one.quote)
