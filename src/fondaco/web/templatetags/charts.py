"""The charts as template tags, with keyword-only arguments like the components."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fondaco.web.charts import (
    LEVELS,
    BarItem,
    Count,
    Heading,
    Lane,
    MapMark,
    bars,
    levels,
    tables,
    timeline,
)
from fondaco.web.charts import (
    world_map as world,
)
from fondaco.web.templatetags.words import in_words, marked, number

register = template.Library()

Values = dict[str, Any]


def _legend(present: set[int]) -> list[tuple[levels.Level, levels.Shape]]:
    return [
        (level, levels.shape_within(level.number, 9, 3))
        for level in LEVELS
        if level.number in present
    ]


@register.inclusion_tag("web/charts/level_legend.html")
def level_legend() -> Values:
    return {"legend": _legend({level.number for level in LEVELS})}


@register.inclusion_tag("web/charts/world_map.html")
def world_map(
    *,
    title: object,
    description: object,
    marks: Sequence[MapMark],
    value_label: object,
    one_label: object,
    anchor: str = "map",
    compact: bool = False,
    table: bool = True,
) -> Values:
    """Places sized by their value and shaped by their highest level.

    `value_label` and `one_label` name what is counted: many, and one. Without `table`
    the page has one of its own.
    """
    marks = list(marks)
    return {
        "title": title,
        "description": description,
        "value_label": value_label,
        "one_label": one_label,
        "anchor": anchor,
        "compact": compact,
        "panels": [
            (panel, _marks(panel.marks, str(one_label), str(value_label)))
            for panel in world.lay_out(marks, compact=compact)
        ],
        "rows": table and _rows(marks),
        "legend": _legend({mark.level for mark in marks}),
    }


def _marks(marks: Iterable[world.PlacedMark], one: str, many: str) -> SafeString:
    """Of a map, as one text; first the lines, which all marks lie upon."""
    lines = [_leader(placed) for placed in marks if placed.origin]
    drawn = [_mark(placed, one, many) for placed in marks]
    return mark_safe("".join([*lines, *drawn]))  # noqa: S308 — escaped in _mark


def _leader(placed: world.PlacedMark) -> str:
    """To where the place really is."""
    x, y = placed.origin or (placed.x, placed.y)
    return (
        f'<line class="map-leader" x1="{placed.x}" y1="{placed.y}" x2="{x}" y2="{y}"/>'
    )


def _mark(placed: world.PlacedMark, one: str, many: str) -> str:
    mark, label = placed.mark, placed.label
    name, unit = escape(mark.label), escape(one if mark.value == 1 else many)
    text = ""
    if label:
        value = f' <tspan class="map-value">{mark.value}</tspan>'
        text = (
            f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">'
            f"{name}{value * (mark.value > 1)}</text>"
        )
    return (
        f'<a class="map-mark level-{mark.level}" href="{escape(mark.url)}">'
        f"<title>{name}: {mark.value} {unit} – {escape(str(mark.rank.label))}</title>"
        f'<g transform="translate({placed.x} {placed.y})">{placed.shape.drawn}</g>'
        f"{text}</a>\n"
    )


def _rows(marks: Iterable[MapMark]) -> SafeString:
    """The same as a table's, the most first."""
    ranks = [escape(str(level.label)) for level in LEVELS]
    rows = [
        f'<tr><th scope="row">{_link(mark.url, escape(mark.label))}</th>'
        f'<td class="number">{number(mark.value)}</td>'
        f"<td>{ranks[mark.level]}</td></tr>\n"
        for mark in sorted(marks, key=lambda mark: (-mark.value, mark.label))
    ]
    return mark_safe("".join(rows))  # noqa: S308 — escaped above


@register.inclusion_tag("web/charts/year_timeline.html")
def year_timeline(
    *,
    title: object,
    description: object,
    year: int,
    lanes: Sequence[Lane],
    anchor: str = "timeline",
) -> Values:
    """January to December, a lane for each cluster."""
    lanes = list(lanes)
    placed = timeline.lay_out(year, lanes, language=get_language() or "it")
    # A year has few days, and many activities begin on each.
    named = cache(in_words)
    return {
        "title": title,
        "description": description,
        "anchor": anchor,
        "timeline": placed,
        "placed_lanes": [
            (lane, mark_safe(bars.drawn_bars(lane, named)))  # noqa: S308 — escaped there
            for lane in placed.lanes
        ],
        "rows": mark_safe(bars.table_rows(lanes, named)),  # noqa: S308 — escaped there
        "legend": _legend({bar.level for lane in lanes for bar in lane.bars}),
        "has_vague": any(bar.is_vague for lane in lanes for bar in lane.bars),
    }


@register.inclusion_tag("web/charts/matrix.html")
def matrix(
    *,
    caption: object,
    rows: Sequence[Heading],
    columns: Sequence[Heading],
    counts: Mapping[tuple[str, str], Count],
    row_totals: Mapping[str, Count] | None = None,
    column_totals: Mapping[str, Count] | None = None,
    corner: object = "",
    anchor: str = "matrix",
) -> Values:
    """Totals are the caller's: what was counted once does not add up."""
    present = {count.level for count in counts.values() if count.level is not None}
    return {
        "caption": caption,
        "corner": corner,
        "columns": columns,
        "rows": [
            (row.heading, _cells(row, row_totals is not None, anchor))
            for row in tables.rows_of(rows, columns, counts, row_totals or {})
        ],
        "anchor": anchor,
        "shapes": [
            (level, levels.shape_within(level.number, 9, 3))
            for level in LEVELS
            if level.number in present
        ],
        "has_row_totals": row_totals is not None,
        "column_totals": column_totals
        and mark_safe(  # noqa: S308 — escaped in _cell
            "".join(
                _cell(column_totals.get(column.key), anchor, "matrix-total")
                for column in columns
            )
        ),
        "legend": _legend(present),
    }


def _cells(row: tables.Row, has_total: bool, anchor: str) -> SafeString:
    """All of a row as one text: hundreds of cells are too many for templates."""
    cells = [_cell(count, anchor) for count in row.counts]
    if has_total:
        cells.append(_cell(row.total, anchor, "matrix-total"))
    return mark_safe("".join(cells))  # noqa: S308 — escaped in _cell


def _cell(count: Count | None, anchor: str, style: str = "") -> str:
    opened = f'<td class="{style}">' if style else "<td>"
    if count is None:
        return f'{opened}<span class="matrix-none">–</span></td>'
    if count.value is None:
        why = f'?<span class="visually-hidden"> {escape(count.unknown)}</span>'
        mark = _link(count.url, why, "matrix-unknown")
        return f"{opened}{mark}</td>"
    shape = ""
    if count.level is not None:
        name = f"{anchor}-{count.level}"
        shape = (
            f'<svg class="level-shape" role="img" aria-labelledby="{name}-name">'
            f'<use href="#{name}"/></svg>'
        )
    return f"{opened}{shape}{_link(count.url, number(count.value))}</td>"


def _link(url: str, text: str, style: str = "") -> str:
    name = f' class="{style}"' if style else ""
    if not url:
        return f"<span{name}>{text}</span>"
    return f'<a{name} href="{escape(url)}">{text}</a>'


@register.inclusion_tag("web/charts/bar_list.html")
def bar_list(
    *,
    title: object,
    items: Sequence[BarItem],
    unit: object = "",
    one_unit: object = "",
) -> Values:
    one, many = marked(one_unit or unit), marked(unit)
    drawn = [
        _bar(item, length, one if item.value == 1 else many)
        for item, length in tables.bar_lengths(items)
    ]
    return {"title": title, "bars": mark_safe("".join(drawn))}  # noqa: S308 — escaped in _bar


def _bar(item: BarItem, length: float, unit: str) -> str:
    """A line: a template for each would take most of the time of the list."""
    shape = item.shape.icon if item.shape else ""
    value = number(item.value)
    if item.url:
        value = f'<a href="{escape(item.url)}">{value}</a>'
    if unit:
        value += f' <span class="visually-hidden">{unit}</span>'
    return f"""
      <li>
        <span class="bar-name">{shape}{marked(item.label)}</span>
        <span class="bar-value">{value}</span>
        <svg class="bar-line" viewBox="0 0 100 4" preserveAspectRatio="none" \
aria-hidden="true"><rect class="bar-empty" width="100" height="4"/>\
<rect class="bar-full" width="{length}" height="4"/></svg>
      </li>
    """
