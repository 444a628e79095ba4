"""Facts about organisations that are said in passing: offices of several, members."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2022, 5, 10)


def facts(text: str) -> set[tuple[str, str, str]]:
    """Read the facts of a text."""
    return {(f.kind, f.organisation, f.value) for f in read(text, PUBLISHED).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rinnovate le cariche di AFIL. Vicepresidenti sono Anna Rossi e Carlo "
            "Bianchi. Tesoriera resta Lucia Neri.",
            {
                ("mandate", "AFIL", "vicepresidente: Anna Rossi"),
                ("mandate", "AFIL", "vicepresidente: Carlo Bianchi"),
            },
        ),
        (
            "Il merito è del cluster AFIL, del quale la Tecnoform S.r.l. è socia.",
            {("membership", "Tecnoform S.r.l.", "AFIL")},
        ),
        (
            "Notizie da AFIL\nDa dicembre siamo membri di Active Living Europe. "
            "Nel 2022 AFIL cresce.",
            {("membership", "AFIL", "Active Living Europe")},
        ),
    ],
)
def test_said_in_passing(text: str, expected: set[tuple[str, str, str]]) -> None:
    """Each manner gives its facts."""
    assert facts(text) == expected


def test_who_speaks_for_a_region_is_no_fact() -> None:
    """What an assessore says in the press is no news of the region."""
    text = "«Bene», ha detto l'assessore di Regione Lombardia Carlo Bianchi."
    assert facts(text) == set()
