"""The presence of a year as text for a terminal."""

from django.utils.translation import gettext, ngettext

from fondaco.activities.vocabularies import ActivityKind
from fondaco.presence.counted import Result, Unknown, Value
from fondaco.presence.coverage import Coverage
from fondaco.presence.presence import UNNAMED, Figure, Presence, Results
from fondaco.presence.sentences import headline
from fondaco.web.templatetags.words import country_name

DOUBT = "?"


def plain_text_of(presence: Presence) -> str:
    """The sentence, the figures, and the same by cluster and by country."""
    year = str(presence.year)
    figures = [["", gettext("Indicator"), year, str(presence.year - 1)]]
    figures += [_figure(code, figure) for code, figure in presence.figures.items()]
    clusters = {
        gettext("Not named") if name == UNNAMED else name: results
        for name, results in presence.cluster_results.items()
    }
    countries = {
        country_name(code): results
        for code, results in presence.country_results.items()
    }
    blocks = [headline(presence), _aligned(figures)]
    blocks += [_divided(clusters, presence), _divided(countries, presence)]
    blocks.append(
        "\n".join(map(_covered, (presence.coverage, presence.previous_coverage)))
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def _figure(code: str, figure: Figure) -> list[str]:
    return [
        code,
        str(figure.indicator.label),
        _value(figure.value) or str(figure.result.unknown.label),
        _value(figure.previous) or str(figure.earlier.unknown.label),
    ]


def _divided(divisions: dict[str, Results], presence: Presence) -> str:
    """A question mark is no zero: beneath stands what it means."""
    if not divisions:
        return ""
    codes = [code for code in presence.figures if code != "P03"]
    rows = [["", *codes]]
    rows += [
        [name, *(_mark(results[code]) for code in codes)]
        for name, results in divisions.items()
    ]
    text = _aligned(rows)
    if any(DOUBT in row for row in rows):
        words = gettext("not known, or perhaps among those not named")
        text += f"\n{DOUBT}  {words}"
    return text


def _mark(result: Result) -> str:
    """A number; in doubt a question mark; a dash where there is nothing to be said."""
    doubtful = result.reason in {Unknown.NOT_NAMED, Unknown.NOT_KNOWN}
    return _value(result.value) or (DOUBT if doubtful else "–")


def _value(value: Value) -> str:
    """Empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    return ", ".join(
        f"{ActivityKind(kind).label} {number}" for kind, number in value.items()
    )


def _covered(coverage: Coverage) -> str:
    if not coverage.is_recorded:
        return gettext("%(year)s: not recorded.") % {"year": coverage.year}
    covered = gettext(
        "%(year)s: sources %(sources)s; activities with a source %(with_source)s of "
        "%(activities)s; clusters named %(named)s of %(clusters)s."
    ) % {
        "year": coverage.year,
        "sources": len(coverage.sources),
        "with_source": coverage.activities_with_source,
        "activities": coverage.activities,
        "named": coverage.clusters_named,
        "clusters": coverage.clusters,
    }
    if places := len(coverage.place_sources):
        covered += " " + ngettext(
            "%(number)s more source for a place only.",
            "%(number)s more sources for places only.",
            places,
        ) % {"number": places}
    return covered


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
