"""The bars of a timeline as text: hundreds are too many for templates."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape

from django.utils.translation import gettext, pgettext

from fondaco.web.charts.timeline import Bar, Lane, PlacedBar, PlacedLane

# What is narrower lies beneath its shape.
NARROW = 20
InWords = Callable[[date], str]


def drawn_bars(placed: PlacedLane, in_words: InWords) -> str:
    """A lane's bars as links in its picture, each with its name, dates and role."""
    return "".join(_bar(mark, in_words) for mark in placed.bars)


def _bar(mark: PlacedBar, in_words: InWords) -> str:
    bar = mark.bar
    track = text = ""
    if mark.width > NARROW or bar.is_vague:
        vague = " is-vague" * bar.is_vague
        track = (
            f'<rect class="bar-track{vague}" x="{mark.x}" y="{mark.track_y}" '
            f'width="{mark.width}" height="20" rx="10"/>'
        )
    if mark.text:
        text = (
            f'<text x="{mark.text_x}" y="{mark.text_y}" '
            f'text-anchor="{mark.text_anchor}">{escape(mark.text)}</text>'
        )
    start = in_words(bar.start) if bar.start else ""
    end = f" – {in_words(bar.end)}" if bar.end and bar.end != bar.start else ""
    return (
        f'<a class="bar-mark level-{bar.level}" href="{escape(bar.url)}">'
        f"<title>{escape(bar.label)} – {escape(start + end)}{_vague(bar)} – "
        f"{escape(str(bar.rank.label))}</title>{track}"
        f'<g transform="translate({mark.centre} {mark.y})">{mark.shape.drawn}</g>'
        f"{text}</a>\n"
    )


def table_rows(lanes: Iterable[Lane], in_words: InWords) -> str:
    """The same as rows of a table: who, what, from, to, in which role."""
    return "".join(_rows(lane, in_words) for lane in lanes)


def _rows(lane: Lane, in_words: InWords) -> str:
    who = f'<tr><th scope="row">{escape(lane.label)}</th>'
    if lane.note and not lane.bars:
        return f'{who}<td colspan="4">{escape(lane.note)}</td></tr>\n'
    unknown = pgettext("table", "not known")
    return "".join(
        f'{who}<td><a href="{escape(bar.url)}">{escape(bar.label)}</a></td>'
        f"<td>{escape(in_words(bar.start) if bar.start else unknown)}</td>"
        f"<td>{escape(in_words(bar.end) if bar.end else unknown)}{_vague(bar)}</td>"
        f"<td>{escape(str(bar.rank.label))}</td></tr>\n"
        for bar in lane.bars
    )


def _vague(bar: Bar) -> str:
    if not bar.is_vague:
        return ""
    words = gettext("some time within this period")
    return f" ({escape(words)})"
