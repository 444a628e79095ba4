"""Counts as a sentence says them: “at least 20 companies”, “6 clusters of 9”."""

from collections.abc import Callable

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext, pgettext

from fondaco.activities.models import CountStatement
from fondaco.activities.vocabularies import CountSubject

# Each subject has its own forms: Italian agrees “alcune aziende”, “alcuni visitatori”.
NUMBERED: dict[str, Callable[[int], str]] = {
    CountSubject.CLUSTERS: lambda n: ngettext(
        "%(number)s cluster", "%(number)s clusters", n
    ),
    CountSubject.MEMBERS: lambda n: ngettext(
        "%(number)s member", "%(number)s members", n
    ),
    CountSubject.COMPANIES: lambda n: ngettext(
        "%(number)s company", "%(number)s companies", n
    ),
    CountSubject.PEOPLE: lambda n: ngettext(
        "%(number)s person", "%(number)s people", n
    ),
    CountSubject.MEETINGS_B2B: lambda n: ngettext(
        "%(number)s B2B meeting", "%(number)s B2B meetings", n
    ),
    CountSubject.MEETINGS_C2C: lambda n: ngettext(
        "%(number)s cluster-to-cluster meeting",
        "%(number)s cluster-to-cluster meetings",
        n,
    ),
    CountSubject.MEETINGS_INSTITUTIONAL: lambda n: ngettext(
        "%(number)s institutional meeting", "%(number)s institutional meetings", n
    ),
    CountSubject.MEETINGS_BUSINESS: lambda n: ngettext(
        "%(number)s business meeting", "%(number)s business meetings", n
    ),
    CountSubject.VISITS: lambda n: ngettext("%(number)s visit", "%(number)s visits", n),
    CountSubject.VISITORS: lambda n: ngettext(
        "%(number)s visitor of the event", "%(number)s visitors of the event", n
    ),
    CountSubject.EXHIBITORS: lambda n: ngettext(
        "%(number)s exhibitor of the event", "%(number)s exhibitors of the event", n
    ),
}
SOME: dict[str, Callable[[], str]] = {
    CountSubject.CLUSTERS: lambda: gettext("some clusters"),
    CountSubject.MEMBERS: lambda: gettext("some members"),
    CountSubject.COMPANIES: lambda: gettext("some companies"),
    CountSubject.PEOPLE: lambda: gettext("some people"),
    CountSubject.MEETINGS_B2B: lambda: gettext("B2B meetings"),
    CountSubject.MEETINGS_C2C: lambda: gettext("cluster-to-cluster meetings"),
    CountSubject.MEETINGS_INSTITUTIONAL: lambda: gettext("institutional meetings"),
    CountSubject.MEETINGS_BUSINESS: lambda: gettext("business meetings"),
    CountSubject.VISITS: lambda: gettext("visits"),
    CountSubject.VISITORS: lambda: gettext("visitors of the event"),
    CountSubject.EXHIBITORS: lambda: gettext("exhibitors of the event"),
}


def count_in_words(statement: CountStatement) -> str:
    """What a statement says; “some” stays “some”, with its missing number said."""
    if statement.is_some:
        return gettext("%(what)s (number not said)") % {
            "what": SOME[statement.subject]()
        }
    exact, least = statement.number, statement.minimum
    number = exact if exact is not None else least or 0
    words = NUMBERED[statement.subject](number) % {"number": _written(number)}
    if statement.of_total is not None:
        words = pgettext("part of a whole", "%(what)s of %(total)s") % {
            "what": words,
            "total": _written(statement.of_total),
        }
    if statement.is_approximate:
        words = gettext("about %(what)s") % {"what": words}
    if exact is None:
        words = gettext("at least %(what)s") % {"what": words}
    return words


def _written(number: int) -> str:
    return format_decimal(number, locale=get_language() or "it")


def unnamed_in_words(statement: CountStatement, named: int) -> str:
    """The clusters that a source counts beside those it names, empty if there are none.

    Computed, never stored: whoever is named later is no longer among them.
    """
    if statement.is_some:
        if named:
            return gettext("And some other clusters, not named by the source.")
        return gettext("Some clusters, not named by the source.")
    exact, least = statement.number, statement.minimum
    number = (exact if exact is not None else least or 0) - named
    if number <= 0:
        return ""
    words = UNNAMED[exact is not None, named > 0](number)
    return words % {"number": _written(number)}


# By whether the number is exact, and whether others are named.
UNNAMED: dict[tuple[bool, bool], Callable[[int], str]] = {
    (True, True): lambda n: ngettext(
        "And %(number)s other cluster, not named by the source.",
        "And %(number)s other clusters, not named by the source.",
        n,
    ),
    (True, False): lambda n: ngettext(
        "%(number)s cluster, not named by the source.",
        "%(number)s clusters, not named by the source.",
        n,
    ),
    (False, True): lambda n: ngettext(
        "And at least %(number)s other cluster, not named by the source.",
        "And at least %(number)s other clusters, not named by the source.",
        n,
    ),
    (False, False): lambda n: ngettext(
        "At least %(number)s cluster, not named by the source.",
        "At least %(number)s clusters, not named by the source.",
        n,
    ),
}
