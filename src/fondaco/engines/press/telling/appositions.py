"""Mentions that are one: “Aeromart, la convention d'affari”."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fondaco.engines.press.normalising import Text
from fondaco.engines.press.telling.mention import Mention


def apposed(text: Text, mentions: list[Mention]) -> Iterator[Mention]:
    """Make one of two mentions of which one says what the other is.

    Parameters
    ----------
    text
        A text made plain.
    mentions
        Of a sentence, in order.
    """
    held: Mention | None = None
    for mention in mentions:
        if held is not None and _is_apposition(text, held, mention):
            held = _joined(held, mention)
            continue
        if held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _is_apposition(text: Text, first: Mention, second: Mention) -> bool:
    gap = text.folded[first.end : second.start]
    if {"project", "programme"} & {first.kind, second.kind}:
        return False
    if first.title is not None and second.title is None:
        return bool(_APPOSED.fullmatch(gap)) and not _ONE_OF.search(gap)
    if first.is_generic and first.title is None and _MEETING_FOR.fullmatch(gap):
        # “Appuntamento a Bologna il 4 aprile per il convegno…”
        return first.words.casefold().startswith(
            ("appuntament", "giornat", "iniziativ")
        )
    if first.kind == "visit" and second.kind in {"fair", "conference"}:
        # “La visita alla fiera Alfa” is of the fair.
        return bool(_TO.fullmatch(gap)) and not first.is_plural
    if first.title is None and second.title is not None:
        return bool(_APPOSED_NAME.fullmatch(gap)) and not first.is_plural
    if first.title is None and second.title is None:
        # “Kick-off meeting, incontro…” no; “evento: workshop” neither;
        # “convegno-seminario” is.
        return bool(re.fullmatch(r"\s?-\s?|\s+", gap)) and not first.is_plural
    return False


_ONE_OF = re.compile(
    r"\b(?:prim[oa]|second[oa]|terz[oa]|ultim[oa])\s+(?:dei|delle|degli)\b"
)


_APPOSED = re.compile(
    r"\s*[,(-]\s*(?:(?:uno|una)\s+(?:dei|delle|degli)\s+(?:\w+\s+){0"
    r",3}|(?:il|lo|la|l'|un|uno|una|un'|i|gli|le)\s*"
    r"(?:\w+\s+){0,2}|(?:tra|fra)\s+(?:i|le|gli)\s+(?:\w+\s+){0,3}|(?:\w+\s+){0,1})"
)


_APPOSED_NAME = re.compile(
    r"\s*[,:-]\s*(?:(?:il|lo|la|l'|i|gli|le|the)\s*)?|\s*\(\s*"
    r"|\s+(?:di|del|della|dell'|dei|degli|delle)\s*"
)


_MEETING_FOR = re.compile(
    r"[^.;:]{0,60}\s(?:per|con)\s+(?:(?:il|lo|la|gli|le|un|uno|una)\s+|l'|un')(?:\w+\s+)?"
)


_TO = re.compile(r"\s+(?:al|allo|alla)\s+|\s+all'")


def _joined(first: Mention, second: Mention) -> Mention:
    if first.kind == "visit" and second.kind in {"fair", "conference"}:
        return replace(second, is_weak=False)
    if first.is_generic and first.title is None and second.start > first.end + 4:
        return replace(second, start=first.start)
    named, other = (first, second) if first.title else (second, first)
    kind = named.kind
    if kind == "other" or (named.title is not None and not named.title.kind):
        kind = other.kind if other.kind != "other" else kind
    return replace(
        named,
        start=first.start,
        end=second.end,
        kind=kind,
        is_generic=False,
        is_plural=False,
        is_weak=named.is_weak and other.is_weak,
        words=first.words,
    )
