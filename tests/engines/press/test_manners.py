"""The manners in which Italian says who has which part."""

import datetime as dt

import pytest

from fondaco.engines.press import read
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
        ("Daranno il loro contributo Etralab e Alfadue.", "speaker"),
        ("Tre i relatori: Etralab, Alfadue e Betatre.", "speaker"),
        ("Sarà l'occasione per ascoltare Etralab e Alfadue.", "speaker"),
        ("La parola passerà quindi a Etralab e ad Alfadue.", "speaker"),
        ("Ad accompagnare le imprese saranno Etralab e Alfadue.", "participant"),
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
            "Il convegno “Acqua” si terrà il 3 giugno a Padova. È Laura Neri, "
            "direttrice di Etralab, la moderatrice.",
            {("Etralab", "speaker")},
        ),
        (
            "Dodici gli espositori alla fiera “Acqua” di Rimini del 3 maggio: tra loro "
            "Etralab e Alfadue.",
            {("Etralab", "participant"), ("Alfadue", "participant")},
        ),
        (
            "Modererà il convegno “Acqua”, il 3 giugno a Padova, il giornalista "
            "Luca Neri "
            "di Etralab.",
            {("Etralab", "speaker")},
        ),
        (
            "Tra le aziende presenti alla fiera “Acqua” di Rimini, il 3 giugno, "
            "Etralab "
            "e Alfadue.",
            {("Etralab", "participant"), ("Alfadue", "participant")},
        ),
        (
            "Hanno preso parte al convegno “Acqua” di Padova, il 3 maggio, oltre a "
            "Etralab, anche Alfadue.",
            {("Etralab", "participant"), ("Alfadue", "participant")},
        ),
        (
            "Paolo Neri, presidente di Etralab, intervenuto il 3 maggio al convegno "
            "“Acqua” di Padova, è soddisfatto.",
            {("Etralab", "speaker")},
        ),
        (
            "La rete Etralab porterà alla fiera “Acqua” di Rimini, il 3 giugno, "
            "tre aziende.",
            {("Etralab", "participant")},
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


def test_the_journey_goes_on() -> None:
    """“La missione” and who leads it are of the journey, whatever was told since."""
    text = (
        "La missione in Giappone partirà il 3 giugno. Il 5 giugno è in programma la "
        "visita a una fabbrica di Osaka. A guidarla sarà Etralab. La missione è "
        "organizzata da Alfadue."
    )
    journey = read(text, PUBLISHED).activities[0]
    assert set(roles(journey)) == {
        ("Etralab", "head_of_delegation"),
        ("Alfadue", "organiser"),
    }


def test_the_whole_event() -> None:
    """“L'iniziativa”, after its last visit, is the event that was named."""
    text = (
        "Il convegno “Acqua” si terrà il 3 giugno a Padova. Nel pomeriggio del 3 "
        "giugno "
        "è prevista una visita al depuratore. L'iniziativa è patrocinata da Etralab."
    )
    event = read(text, PUBLISHED).activities[0]
    assert ("Etralab", "patron") in roles(event)


def test_whose_bulletin_it_is() -> None:
    """Who writes “we” stands in the first line."""
    text = (
        "Notiziario di Etralab\n\nDal 3 al 6 giugno saremo alla fiera “Acqua” di "
        "Rimini: "
        "vi aspettiamo allo stand."
    )
    (activity,) = read(text, PUBLISHED).activities
    assert "Etralab" in {name for name, _ in roles(activity)}


def test_what_a_project_is_made_of() -> None:
    """A network that unites others does not bring them to its event."""
    text = (
        "Il convegno “Acqua”, del 3 giugno a Padova, è di Etralab, la rete che "
        "riunisce "
        "Alfadue e Betatre."
    )
    assert not {("Alfadue", "participant"), ("Betatre", "participant")} & given(text)
