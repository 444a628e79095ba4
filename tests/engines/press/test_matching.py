"""What was read, beside the entries of a calendar."""

import pytest

from fondaco.engines.press.matching import Entry, match
from tests.engines.press.readings import read_one

LIVING = read_one(
    "La II edizione della Conferenza “Living Room of Emerging "
    "Industries in Milan” si è "
    "tenuta il 24 novembre a Palazzo Pirelli."
)


@pytest.mark.parametrize(
    ("entry", "reasons"),
    [
        (
            Entry(
                "a",
                ("Living Room of Emerging Industries",),
                "conference",
                "2016-11-24",
                None,
                (("Milan", "IT"),),
                2,
            ),
            ("same days", "same title", "same place", "same kind", "same edition"),
        ),
        (
            Entry("b", ("Emerging industries: the living lab",), "seminar", "2016-11"),
            ("words of the title", "same month", "same kind"),
        ),
        (
            Entry(
                "c",
                ("Un altro nome",),
                "conference",
                "2016-11-24",
                "2016-11-25",
                (("Milano", "IT"),),
            ),
            ("days in common", "same place", "same kind"),
        ),
        (
            Entry("d", ("Living Room of Emerging Industries",)),
            ("same title", "same kind"),
        ),
        (
            Entry("e", ("Living Room of Emerging Industries",), "fair", "2016-11-26"),
            ("same title",),
        ),
        (
            Entry(
                "f",
                ("Living Room of Emerging Industries",),
                "fair",
                "2016",
                None,
                (("", "IT"),),
            ),
            ("same title", "same year", "same country"),
        ),
    ],
)
def test_it_is_in_the_calendar(entry: Entry, reasons: tuple[str, ...]) -> None:
    """Each match says what both have in common."""
    (found,) = match(LIVING, [entry])
    assert found.entry is entry
    assert found.reasons == reasons


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a", ("Living Room of Emerging Industries",), "conference", "2014-11-24"),
        Entry(
            "b",
            ("Living Room of Emerging Industries",),
            "conference",
            "2016-11-24",
            edition=3,
        ),
        Entry("c", ("Assemblea",), "fair", "2016", None, (("Roma", "IT"),)),
        Entry("d", ("Un altro convegno",), "conference"),
    ],
)
def test_it_is_not_in_the_calendar(entry: Entry) -> None:
    """Another year, another edition, or no more in common than chance."""
    assert match(LIVING, [entry]) == []


def test_the_likeliest_is_first() -> None:
    """By how much both have in common."""
    less = Entry("a", ("Living Room of Emerging Industries",))
    more = Entry(
        "b", ("Living Room of Emerging Industries",), "conference", "2016-11-24"
    )
    assert [found.entry.key for found in match(LIVING, [less, more])] == ["b", "a"]


def test_without_a_date() -> None:
    """A calendar is searched by title and place alone."""
    activity = read_one(
        "AFIL ha partecipato al convegno “Manifattura aperta” a Bergamo.", None
    )
    entry = Entry("a", ("Manifattura aperta",), "conference", "2016-12")
    assert [found.reasons for found in match(activity, [entry])] == [
        ("same title", "same kind")
    ]
