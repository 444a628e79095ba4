"""How many took part, where a text gives numbers instead of names."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fondaco.engines.press.items import Count, Item
from fondaco.engines.press.lexicon import one_of, table
from fondaco.engines.press.normalising import Text

_THOUSANDS = re.compile(r"\d{1,3}(?:[.\s]\d{3})+|\d+")


def find_counts(text: Text, others: Sequence[Item]) -> list[Count]:
    """Find the numbers of those who take part, and of meetings.

    Parameters
    ----------
    text
        A text made plain.
    others
        What is no count: dates, titles, organisations.

    Returns
    -------
    list[Count]
        In the order of the text.
    """
    blocked = bytearray(len(text.plain) + 1)
    for item in others:
        blocked[item.start : item.end] = b"\x01" * (item.end - item.start)
    found: list[Count] = []
    for count in _all(text):
        if any(blocked[count.start : count.end]):
            continue
        blocked[count.start : count.end] = b"\x01" * (count.end - count.start)
        found.append(count)
    return sorted(found, key=lambda count: count.start)


def _all(text: Text) -> Iterator[Count]:
    for name in (
        "out_of",
        "cluster_out_of",
        "inverted",
        "colon",
        "plain",
        "meetings_alone",
        "some",
    ):
        for match in _patterns()[name].finditer(text.folded):
            groups = match.groupdict()
            vague = name in {"some", "meetings_alone"}
            number = None if vague else _number(groups["number"])
            if number is None and not vague:
                continue
            if number is not None and (number == 0 or _is_article(groups["number"])):
                continue
            of = _number(groups["of"]) if groups.get("of") else None
            if of is not None and number is not None and of < number:
                continue
            noun = text.plain[match.start("noun") : match.end("noun")]
            meetings = bool(_patterns()["meetings"].match(match["noun"]))
            yield Count(
                match.start(), match.end(), " ".join(noun.split()), number, of, meetings
            )


def _is_article(words: str) -> bool:
    return words in {"un", "una", "un'", "uno"}


def _number(words: str) -> int | None:
    if words in {"entrambi", "entrambe"}:
        return 2
    numbers = table("numbers")
    digits = _THOUSANDS.fullmatch(words.strip())
    if digits is not None:
        return int(re.sub(r"\D", "", words))
    thousands = re.fullmatch(r"(\d+)\s?mila", words)
    if thousands is not None:
        return int(thousands[1]) * 1000
    found = numbers["words"].get(words) or numbers["collectives"].get(words)
    return int(found) if found else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    numbers, counts = table("numbers"), table("counts")
    nouns = one_of([*counts["who"], *counts["meetings"]])
    words = "|".join(
        sorted([*numbers["words"], *numbers["collectives"]], key=len, reverse=True)
    )
    figure = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"
    number = (
        rf"(?P<number>(?:{figure})(?:\s?mila)?(?![\w%°]|[.,/:]\d)|(?:{words})(?!\w))"
    )
    of = rf"(?P<of>\d{{1,4}}|{words})(?!\w)"
    adjective = rf"(?:(?:{one_of(counts['adjectives'])})\s+){{0,3}}"
    noun = (
        rf"(?P<noun>{adjective}(?:{nouns})(?!\w)(?:\s+(?:"
        rf"{one_of(counts['after'])})(?!\w)){{0,2}})"
    )
    about = (
        r"(?:(?:oltre|piu\s+di|circa|quasi|almeno|ben|una|un"
        r"|le|gli|i|altre|altri)\s+)*"
    )
    start = r"(?<![\w.,/€$-])"
    return {
        "out_of": re.compile(
            rf"{start}{number}\s+{noun}\s+(?:su|sui|delle|dei|degli|sulle)\s+{of}"
        ),
        "cluster_out_of": re.compile(
            rf"{start}{number}\s+(?:su|sui|delle|dei|degli"
            rf"|sulle)\s+{of}\s+(?:i\s+)?{noun}"
        ),
        "inverted": re.compile(
            rf"{start}(?:sono|saranno|erano|sono\s+stat[ie]"
            rf"|hanno\s+superato)\s+(?:oltre\s+|circa\s+"
            rf"|quasi\s+|ben\s+)?{number}\s+(?:le|gli|i)\s+{noun}"
        ),
        # “Gli incontri bilaterali: 174 in una giornata”, “Partecipanti: 120”.
        "colon": re.compile(
            rf"(?<!\w){noun}\s*:\s*(?:oltre\s+|circa\s+|quasi\s+|piu\s+di\s+)?{number}"
            rf"(?!\s+(?:{nouns})(?!\w))"
        ),
        "plain": re.compile(
            rf"{start}{about}{number}\s+(?:(?:fra|tra|le|gli|i|di|d')\s*)?{noun}"
        ),
        "some": re.compile(
            rf"(?<!\w)(?:{one_of(counts['some'])})\s+(?:(?:infine"
            rf"|inoltre|anche|poi|di|tra|fra|sue|suoi|delle"
            rf"|dei|le|gli)\s+){{0,3}}{noun}"
        ),
        # “Con incontri B2B e intercluster”: there were some.
        "meetings_alone": re.compile(
            rf"(?<!\w)(?:{one_of(counts['with'])})\s+(?:\w+\s+){{0,4}}?"
            rf"(?P<noun>{one_of(counts['alone'])})(?!\w)"
        ),
        "meetings": re.compile(rf"{adjective}(?:{one_of(counts['meetings'])})(?!\w)"),
    }
