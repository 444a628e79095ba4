"""Who takes part, in the manners of saying so that no other test has."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2022, 5, 10)


def roles(text: str) -> set[tuple[str | None, str]]:
    """Read the roles in the only activity of a text."""
    (activity,) = read(text, PUBLISHED).activities
    return {(p.organisation, p.role) for p in activity.participations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il 3 giugno si terrà a Bergamo il convegno “Acqua”, con Anna Rossi "
            "(Politecnico di Milano) e Carlo Bianchi (Regione Lombardia).",
            {("Politecnico di Milano", "speaker"), ("Regione Lombardia", "speaker")},
        ),
        (
            "Il 3 giugno si terrà a Bergamo il convegno “Acqua”. "
            "Organizza Regione Lombardia.",
            {("Regione Lombardia", "organiser")},
        ),
        (
            "Il 3 giugno AFIL sarà a Rimini alla fiera “Acqua” con uno stand "
            "condiviso con Regione Lombardia.",
            {("AFIL", "exhibitor"), ("Regione Lombardia", "exhibitor")},
        ),
        (
            "Il 3 giugno si terrà a Bergamo il convegno “Acqua”. Ad aprire i lavori "
            "sarà l'ambasciatore Carlo Bianchi.",
            {("Ambasciata d'Italia", "speaker")},
        ),
    ],
)
def test_roles(text: str, expected: set[tuple[str, str]]) -> None:
    """Each manner gives its role."""
    assert roles(text) >= expected


def test_a_number_without_a_verb() -> None:
    """Those who come are counted though no verb says that they come."""
    text = (
        "Si è chiuso ieri a Rimini il convegno “Acqua”. Trenta buyer, 61 aziende: "
        "questi i numeri."
    )
    (activity,) = read(text, PUBLISHED).activities
    assert {p.count for p in activity.participations} == {30, 61}


def test_who_is_admitted_is_a_member() -> None:
    """New members belong to the body that the text is about."""
    text = "Notizie da AFIL\nAFIL cresce.\nNuovi soci: Camozzi e Brembo."
    facts = {(f.kind, f.organisation, f.value) for f in read(text, PUBLISHED).facts}
    assert facts == {
        ("membership", "Camozzi", "AFIL"),
        ("membership", "Brembo", "AFIL"),
    }
