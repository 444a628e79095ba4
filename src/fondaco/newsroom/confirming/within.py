"""What a text tells inside something else: “Green Days all'interno di Pollutec”."""

import re
from collections.abc import Sequence

from fondaco.activities.vocabularies import ActivityKind
from fondaco.engines.press import Activity

# After it only an article, what kind of thing it is, and an opening quotation mark.
_INSIDE = re.compile(
    r"\b(?:all['’]interno|nell['’]ambito|nella cornice|nel quadro)\b[\w'’ «“\"]*$",
    re.IGNORECASE,
)
_LONGEST = 60
# A programme is what an activity belongs to, not where it takes place.
_OUTER = {*ActivityKind.values} - {ActivityKind.PROGRAMME}


def containers(activities: Sequence[Activity], text: str) -> list[str]:
    """For each activity the title of the one that it is part of; empty if of none."""
    spans = [_title(one) for one in activities]
    return [
        _container(inner, end, list(zip(spans, activities, strict=True)), text)
        for inner, (_start, end) in zip(activities, spans, strict=True)
    ]


def _container(
    inner: Activity,
    end: int,
    told: Sequence[tuple[tuple[int, int], Activity]],
    text: str,
) -> str:
    later = [(span[0], number) for number, (span, _one) in enumerate(told)]
    following = [one for one in later if one[0] >= end]
    if not end or not following or inner.kind not in ActivityKind.values:
        return ""
    begins, number = min(following)
    outer = told[number][1]
    between = text[end:begins]
    is_inside = (
        len(between) <= _LONGEST
        and (found := _INSIDE.search(between))
        and not re.search(r"[.;:\n]", between[: found.start()])
    )
    return outer.title if is_inside and outer.kind in _OUTER else ""


def _title(activity: Activity) -> tuple[int, int]:
    spans = (one.span for one in activity.evidence if one.field == "title")
    return next(spans, (0, 0))
