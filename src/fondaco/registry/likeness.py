"""Which records are likely the same one, and why: plain values in, pairs out.

No two of 20,000 records are compared unless something brings them together: an
identifier, a domain, an e-mail, a name without its legal form, an acronym, or a word of
their names that few others have.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from rapidfuzz import fuzz

from fondaco.engines.language.folding import fold

# A word or beginning that more records share brings nobody together.
RARE = 40
# As many bodies share a mailbox or a website, when they are of one house.
OF_ONE_HOUSE = 6
# Of 100: below that a pair is not worth anybody's minute.
LEAST = 70
ALIKE = 88
_LEGAL_FORMS = re.compile(
    r"\b(?:s\.? ?p\.? ?a|s\.? ?r\.? ?l\.? ?s?|s\.? ?a\.? ?s|s\.? ?n\.? ?c"
    r"|s\.? ?c\.? ?a\.? ?r\.? ?l|s\.? ?c\.? ?r\.? ?l|s\.? ?c\.? ?p\.? ?a"
    r"|s\.? ?a\.? ?r\.? ?l"
    r"|societa per azioni|societa a responsabilita limitata|a responsabilita limitata"
    r"|societa cooperativa|societa consortile|soc\.? coop|coop|onlus|unipersonale|ets"
    r"|aps|gmbh|ag|kg|ltd|limited|llc|inc|corp|plc|sa|nv|bv|oy|ab|as|se|sl|ets)\b\.?"
)
_NO_LETTERS = re.compile(r"[^\w]+")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:?#]+)", re.IGNORECASE)
# Whose address says nothing of who uses it.
_SHARED_DOMAINS = {
    "facebook.com",
    "gmail.com",
    "google.com",
    "hotmail.com",
    "instagram.com",
    "libero.it",
    "linkedin.com",
    "outlook.com",
    "pec.it",
    "sites.google.com",
    "twitter.com",
    "x.com",
    "youtube.com",
}


@dataclass(frozen=True)
class Described:
    """What is compared of a record."""

    key: int
    names: tuple[str, ...]
    acronym: str = ""
    # Kind of identifier and value: VAT, tax code, PIC…
    identifiers: tuple[tuple[str, str], ...] = ()
    website: str = ""
    email: str = ""
    city: str = ""
    country: str = ""

    @cached_property
    def cores(self) -> frozenset[str]:
        found = {core_name(name) for name in self.names if name}
        return frozenset(found - {""})

    @cached_property
    def domain(self) -> str:
        return domain_of(self.website)

    @cached_property
    def short(self) -> str:
        return _NO_LETTERS.sub("", fold(self.acronym))


@dataclass(frozen=True)
class Reason:
    """Why two may be one: a code, and what they have in common."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class Likely:
    first: int
    second: int
    # Of 100.
    certainty: int
    reasons: tuple[Reason, ...]


def core_name(name: str) -> str:
    """A name without its legal form, accents, capitals and punctuation."""
    folded = fold(name)
    bare = _NO_LETTERS.sub(" ", _LEGAL_FORMS.sub(" ", folded)).strip()
    return " ".join(bare.split()) or _NO_LETTERS.sub(" ", folded).strip()


def domain_of(website: str) -> str:
    """The host that a website is at; nothing where many share it."""
    found = _DOMAIN.match(website.strip().lower())
    domain = found[1] if found and website.strip() else ""
    return "" if domain in _SHARED_DOMAINS else domain


def likely_pairs(records: Iterable[Described]) -> list[Likely]:
    """All pairs that may be one, the most certain first."""
    known = {record.key: record for record in records}
    found = [
        likely
        for first, second in sorted(_brought_together(known.values()))
        if (likely := compare(known[first], known[second]))
    ]
    return sorted(found, key=lambda one: (-one.certainty, one.first, one.second))


def like(record: Described, records: Iterable[Described]) -> list[Likely]:
    """Those that may be this one, the most certain first; `first` is this one."""
    found = [
        likely
        for other in records
        if other.key != record.key and (likely := compare(record, other))
    ]
    return sorted(found, key=lambda one: (-one.certainty, one.second))


def compare(one: Described, other: Described) -> Likely | None:
    reasons = {
        Reason(scheme, value): 99
        for scheme, value in set(one.identifiers) & set(other.identifiers)
    }
    reasons |= _by_address(one, other) | _by_name(one, other)
    if not reasons:
        return None
    certainty = max(reasons.values()) + 3 * (len(reasons) - 1)
    certainty = min(certainty, 100) - _against(one, other, reasons)
    if certainty < LEAST:
        return None
    ordered = sorted(reasons, key=lambda reason: (-reasons[reason], reason.code))
    return Likely(one.key, other.key, certainty, tuple(ordered))


def _by_address(one: Described, other: Described) -> dict[Reason, int]:
    found = {}
    if one.email and fold(one.email) == fold(other.email):
        found[Reason("email", one.email)] = 88
    if one.domain and one.domain == other.domain:
        found[Reason("domain", one.domain)] = 85
    return found


def _by_name(one: Described, other: Described) -> dict[Reason, int]:
    if same := one.cores & other.cores:
        return {Reason("same_name", max(same, key=len)): 95}
    found = {}
    for mine, theirs in ((one, other), (other, one)):
        if len(mine.short) > 2 and (
            mine.short == theirs.short or mine.short in theirs.cores
        ):
            found = {Reason("acronym", mine.acronym): 78}
    best = max(
        (_alike(mine, theirs) for mine in one.cores for theirs in other.cores),
        default=0,
    )
    if best >= ALIKE:
        found[Reason("like_name")] = min(best - 4, 92)
    return found


def _alike(one: str, other: str) -> int:
    if _numbers(one) != _numbers(other):
        return 0
    return round(fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE))


def _numbers(name: str) -> set[str]:
    return {word for word in name.split() if word.isdigit()}


def _against(one: Described, other: Described, reasons: dict[Reason, int]) -> int:
    """What speaks against it: two countries, two cities, two numbers of one kind."""
    points = 0
    if one.country and other.country and one.country != other.country:
        points += 25
    elif one.city and other.city and fold(one.city) != fold(other.city):
        points += 8
    shared = {reason.code for reason in reasons}
    mine, theirs = dict(one.identifiers), dict(other.identifiers)
    if any(scheme not in shared for scheme in mine.keys() & theirs.keys()):
        points += 30
    return points


def _brought_together(records: Iterable[Described]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for record in records:
        for key in _keys(record):
            blocks[key].add(record.key)
    pairs: set[tuple[int, int]] = set()
    for (kind, _), keys in blocks.items():
        most = OF_ONE_HOUSE if kind in {"domain", "email"} else RARE
        if 1 < len(keys) <= most:
            pairs.update(combinations(sorted(keys), 2))
    return pairs


def _keys(record: Described) -> Iterator[tuple[str, str]]:
    yield from record.identifiers
    if record.email:
        yield ("email", fold(record.email))
    if record.domain:
        yield ("domain", record.domain)
    if len(record.short) > 2:
        yield ("name", record.short)
    for core in record.cores:
        yield ("name", core)
        joined = core.replace(" ", "")
        yield ("begins", joined[:6])
        yield ("ends", joined[-6:])
        for word in Counter(core.split()):
            if len(word) > 3:
                yield ("word", word)
