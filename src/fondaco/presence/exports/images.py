"""The charts of a year as SVG files that need nothing else: a page may go offline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from fondaco.presence.pages.years import YearPage
from fondaco.presence.presence import Presence
from fondaco.web.charts import LEVELS, Bar, timeline, world_map
from fondaco.web.charts.levels import Shape, shape_within
from fondaco.web.charts.placement import text_width
from fondaco.web.templatetags.words import in_words

MARGIN, GAP, LABELS = 24.0, 24.0, 150.0
HEAD_SIZE, TEXT_SIZE = 30.0, 16.0
LINE = TEXT_SIZE * 1.5
# No XML may hold these, not even escaped.
NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Line:
    text: str
    y: float
    style: str = ""


@dataclass(frozen=True)
class Key:
    """An entry of the legend: a shape, or the track of a bar that is vague."""

    text: str
    x: float
    y: float
    shape: Shape | None


@dataclass
class Sheet:
    """What stands around a chart, from the top down to `y`."""

    width: float
    y: float = MARGIN

    def lines(self, text: str, size: float = TEXT_SIZE, style: str = "") -> list[Line]:
        """A text broken into lines that fit, below what is there."""
        made = []
        for part in broken(text, self.width - 2 * MARGIN, size):
            self.y += size * 1.4
            made.append(Line(part, round(self.y - size * 0.3, 1), style))
        return made

    def keys(self, entries: Iterable[tuple[str, Shape | None]]) -> list[Key]:
        made: list[Key] = []
        x = MARGIN
        self.y += LINE
        for text, shape in entries:
            wide = 30 + text_width(text, TEXT_SIZE) + GAP
            if made and x + wide > self.width:
                x, self.y = MARGIN, self.y + LINE
            made.append(Key(text, round(x, 1), self.y - TEXT_SIZE * 0.35, shape))
            x += wide
        self.y += LINE / 2
        return made


def map_image(presence: Presence) -> str:
    """Empty where the page has no map: nothing counts, or nowhere that is known."""
    page = _page(presence)
    if not page.marks:
        return ""
    title, description = (
        gettext("Where the activities were"),
        gettext(
            "Each place is sized by its activities and shaped by the highest role "
            "there."
        ),
    )
    panels = world_map.lay_out(page.marks)
    width = sum(panel.paper.width + GAP for panel in panels) - GAP + 2 * MARGIN
    sheet = Sheet(width)
    head = _head(page, sheet, title, description)
    top, placed, x = sheet.y + GAP / 2, [], MARGIN
    for panel in panels:
        placed.append((panel, x, land(panel.paper.name)))
        x += panel.paper.width + GAP
    sheet.y = top + max(panel.paper.height for panel in panels) + GAP / 2
    levels = {mark.level for mark in page.marks}
    foot = {"keys": sheet.keys(_legend(levels)), "foot": _foot(page, sheet)}
    return _drawn("map", sheet, head | foot | {"panels": placed, "top": top})


def timeline_image(presence: Presence) -> str:
    """Empty where the page has no timeline: no activity counts."""
    if not presence.selection.activities:
        return ""
    page = _page(presence)
    sheet = Sheet(timeline.WIDTH + LABELS + 2 * MARGIN)
    head = _head(
        page,
        sheet,
        gettext("The year, cluster by cluster"),
        gettext("Each activity is shaped by the cluster's highest role in it."),
    )
    laid = timeline.lay_out(presence.year, page.lanes, language=get_language() or "it")
    top, lanes = sheet.y + LINE, []
    sheet.y = top + LINE / 2
    for lane in laid.lanes:
        label = broken(lane.lane.label, LABELS - 12, TEXT_SIZE)
        names = [
            Line(part, lane.height / 2 + (number - (len(label) - 1) / 2) * 18 + 5)
            for number, part in enumerate(label)
        ]
        height = max(lane.height, 18.0 * len(names) + 4)
        marks = [(mark, _told(mark.bar)) for mark in lane.bars]
        lanes.append((lane, round(sheet.y, 1), height, names, marks))
        sheet.y += height
    bars = [bar for lane in page.lanes for bar in lane.bars]
    bottom = sheet.y
    keys = _legend({bar.level for bar in bars})
    if any(bar.is_vague for bar in bars):
        keys.append((gettext("Some time within this period"), None))
    undated = "; ".join(f"{bar.label} ({lane.label})" for lane, bar in laid.undated)
    words = head | {"keys": sheet.keys(keys), "months": laid.months}
    words["undated"] = (
        sheet.lines(gettext("Date not known:") + " " + undated) if undated else []
    )
    words |= {"foot": _foot(page, sheet), "lanes": lanes, "top": top, "bottom": bottom}
    return _drawn("timeline", sheet, words)


IMAGES = {"map.svg": map_image, "timeline.svg": timeline_image}


def broken(text: str, width: float, size: float) -> list[str]:
    """A text in lines of about this width; a longer word keeps a line to itself."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def land(name: str) -> SafeString:
    """The outlines of a map as a drawing within the drawing; the file is our own."""
    files = resources.files("fondaco.web").joinpath("static", "fondaco")
    drawing = files.joinpath(f"{name}.svg").read_text("utf-8")
    return mark_safe(drawing.replace("<svg ", '<svg width="100%" height="100%" ', 1))  # noqa: S308 — no word of it is anybody's


def _page(presence: Presence) -> YearPage:
    return YearPage(presence, is_of_cluster=bool(presence.filters.cluster))


def _head(page: YearPage, sheet: Sheet, title: str, description: str) -> dict[str, Any]:
    above = f"{page.kicker} – {page.title}"
    lines = sheet.lines(above, style="quiet")
    lines += sheet.lines(title, HEAD_SIZE, "head") + sheet.lines(description)
    return {"title": f"{title} – {above}", "description": description, "head": lines}


def _foot(page: YearPage, sheet: Sheet) -> list[Line]:
    """What was chosen, and where the picture is from."""
    chosen = ", ".join(str(option.label) for option in page.active)
    lines = []
    if chosen:
        lines = sheet.lines(gettext("Filters in use") + ": " + chosen, style="quiet")
    return lines + sheet.lines(f"Fondaco – {page.permanent_url}", style="quiet")


def _legend(present: set[int]) -> list[tuple[str, Shape | None]]:
    return [
        (str(level.label), shape_within(level.number, 9, 3))
        for level in LEVELS
        if level.number in present
    ]


def _told(bar: Bar) -> str:
    """A bar in words, as a screen reader or the pointer has it."""
    days = [in_words(bar.start)]
    if bar.end != bar.start:
        days.append(in_words(bar.end))
    when = " – ".join(filter(None, days))
    if bar.is_vague:
        when += " (" + gettext("some time within this period") + ")"
    return " – ".join([bar.label, when, str(bar.rank.label)])


def _drawn(name: str, sheet: Sheet, words: dict[str, Any]) -> str:
    context = words | {
        "language": get_language(),
        "width": sheet.width,
        "height": round(sheet.y + MARGIN),
        "left": MARGIN,
        "wide": sheet.width - 2 * MARGIN,
        "labels": MARGIN + LABELS,
    }
    return NOT_XML.sub("", render_to_string(f"presence/images/{name}.svg", context))
