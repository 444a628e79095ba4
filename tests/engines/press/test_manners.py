"""The manners in which Italian says who has which part."""

import datetime as dt

import pytest

from tests.engines.press.readings import read_one, roles

PUBLISHED = dt.date(2022, 5, 10)
HELD = "Il convegno “Acqua” si terrà il 3 giugno a Padova."


def given(text: str) -> set[tuple[str | None, str]]:
    """Read the roles in the only activity of a text."""
    return set(roles(read_one(text, PUBLISHED)))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Organizzatori sono Etralab e Alfadue.", "organiser"),
        (
            "Main sponsor dell'edizione, aperta a tutti, sono Etralab e Alfadue.",
            "sponsor",
        ),
        ("A moderarlo saranno Etralab e Alfadue.", "speaker"),
        ("A organizzarlo, Etralab e Alfadue.", "organiser"),
        ("Saranno Etralab e Alfadue a ospitare i lavori.", "host"),
        ("Toccherà a Etralab e Alfadue illustrare il caso.", "speaker"),
        ("Ci saranno anche Etralab e Alfadue.", "participant"),
        ("Nel parterre siederanno Etralab e Alfadue.", "speaker"),
        ("Si parlerà di reti con Etralab e Alfadue.", "speaker"),
        ("Hanno detto di sì Etralab e Alfadue.", "participant"),
        ("È un'iniziativa di Etralab e Alfadue.", "promoter"),
        ("L'evento nasce da un'idea di Etralab e Alfadue.", "promoter"),
        ("La cena sarà offerta da Etralab e Alfadue.", "sponsor"),
        ("Le conclusioni sono affidate a Etralab e Alfadue.", "speaker"),
        ("L'evento sarà realizzato per conto di Etralab e Alfadue.", "promoter"),
        ("Il tutto con il supporto tecnico di Etralab e Alfadue.", "partner"),
        ("Presenti anche i vertici di Etralab e di Alfadue.", "participant"),
        ("Ospiti della serata Etralab e Alfadue.", "speaker"),
    ],
)
def test_two_have_the_role(said: str, expected: str) -> None:
    """Before the verb, after it, and where there is none."""
    found = given(f"{HELD} {said}")
    assert {("Etralab", expected), ("Alfadue", expected)} <= found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Etralab ha partecipato, insieme alla slovena Voka, al convegno "
            "“Acqua” del "
            "3 maggio a Padova.",
            {("Etralab", "participant"), ("Voka", "participant")},
        ),
        (
            "Il convegno “Acqua”, che Etralab organizza insieme al Comune di "
            "Padova, si "
            "terrà il 3 giugno.",
            {("Etralab", "organiser"), ("Comune di Padova", "organiser")},
        ),
        (
            "Etralab è stata presente con Alfadue alla fiera “Acqua” di Rimini, il "
            "3 maggio.",
            {("Etralab", "participant"), ("Alfadue", "participant")},
        ),
        (
            "Etralab, con Alfadue, ha ospitato il 3 maggio a Padova il convegno "
            "“Acqua”.",
            {("Etralab", "host"), ("Alfadue", "host")},
        ),
        (
            "Il convegno “Acqua”, organizzato con Etralab, si terrà il 3 giugno "
            "a Padova.",
            {("Etralab", "partner")},
        ),
        (
            "Nello stand della fiera “Acqua” di Rimini, il 3 giugno, ci saranno "
            "Etralab "
            "e Alfadue.",
            {("Etralab", "exhibitor"), ("Alfadue", "exhibitor")},
        ),
        (
            "Alla tavola rotonda del 3 maggio a Padova la delegazione ha incontrato "
            "Etralab.",
            {("Etralab", "participant")},
        ),
        (
            "Il convegno “Acqua” del 3 maggio a Padova ha visto dieci relatori. Tra "
            "questi Etralab e Alfadue.",
            {("Etralab", "participant"), ("Alfadue", "participant")},
        ),
        (
            "Il progetto LOOPNET, partito il 3 maggio, vede come capofila "
            "Etralab e come "
            "partner Alfadue.",
            {("Etralab", "coordinator"), ("Alfadue", "partner")},
        ),
        (
            "Il 3 maggio gli operatori brasiliani hanno visitato gli stabilimenti di "
            "Etralab.",
            {("Etralab", "host")},
        ),
        (
            "Etralab ha ottenuto il 3 maggio a Bruxelles la Silver Label, "
            "consegnata da "
            "Alfadue.",
            {("Etralab", "participant"), ("Alfadue", "promoter")},
        ),
    ],
)
def test_in_whose_company(text: str, expected: set[tuple[str, str]]) -> None:
    """Who comes along, who houses, who is one of those counted."""
    assert given(text) >= expected


@pytest.mark.parametrize(
    "said",
    [
        # It finances something else.
        "Etralab ha finanziato lo studio di fattibilità.",
        # It is of another month.
        "In aprile Etralab aveva ospitato i buyer.",
    ],
)
def test_what_is_told_of_something_else(said: str) -> None:
    """The object of the verb, or the month, is not the event's."""
    assert given(f"{HELD} {said}") == set()
