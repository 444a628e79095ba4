"""What a text names and nobody holds: habits, deadlines, laws, intentions."""

import datetime as dt

import pytest

from fondaco.engines.press import read
from tests.engines.press.readings import read_one

PUBLISHED = dt.date(2018, 5, 25)


@pytest.mark.parametrize(
    "text",
    [
        # Habits.
        "L'assemblea di Etralab si riunisce due volte all'anno. Lo statuto è del 14 "
        "maggio 2015.",
        "Di norma la visita agli impianti di Etralab dura tre ore.",
        # Another time.
        "La proposta è rinviata alla prossima riunione.",
        # A deadline, a law, a move.
        "La scadenza per l'adesione a Prowein è invece fissata al 30 settembre.",
        "Il desk di Mosca cambia indirizzo: dal 3 dicembre si troverà in via Dante.",
        # What is meant, and what somebody else is asked to do.
        "Nei prossimi mesi Etralab e Alfadue presenteranno una proposta congiunta.",
        "Il comitato delega Etralab a sottoscrivere, entro febbraio, l'accordo con "
        "Alfadue.",
        "Del partenariato fanno parte Etralab e Alfadue.",
        # Who has an office was not elected here.
        "Lunedì scorso Etralab ha scritto al nuovo direttore di Alfadue, Elisa Neri.",
        "Confermata l'assemblea del consorzio, chiamata a eleggere il successore del "
        "presidente Luca Neri.",
    ],
)
def test_no_activity(text: str) -> None:
    """Nothing of it was or will be held."""
    assert read(text, PUBLISHED).activities == ()


def test_as_every_year() -> None:
    """What is usual may be held, too."""
    activity = read_one(
        "Come ogni anno Etralab sarà alla fiera Ecomondo di Rimini.", PUBLISHED
    )
    assert activity.title == "Ecomondo"


def test_two_under_one_noun() -> None:
    """“Doppio appuntamento” is none besides the two."""
    text = (
        "Doppio appuntamento in Slovenia per Etralab: il 19 giugno, a Nova Gorica, "
        "la riunione dei partner; il 21, a Postumia, la visita a una segheria."
    )
    days = [a.start for a in read(text, PUBLISHED).activities]
    assert days == ["2018-06-19", "2018-06-21"]


def test_a_fair_of_the_same_name_elsewhere() -> None:
    """“Interpack China” is not where Interpack is."""
    activity = read_one("Il 4 giugno Etralab sarà a Interpack China.", PUBLISHED)
    assert [place.country for place in activity.places] == ["CN"]


def test_two_cells_of_a_table() -> None:
    """The days of a fair, and the last day to enrol."""
    activity = read_one(
        "Alimentare Gulfood Dubai 17-21 febbraio 31/12/2018", dt.date(2018, 12, 20)
    )
    assert (activity.start, activity.end) == ("2019-02-17", "2019-02-21")


@pytest.mark.parametrize(
    "text",
    [
        # What is usual, and what something is like.
        "Il consiglio di Etralab si riunisce di regola il lunedì.",
        "Ogni prima domenica del mese, visita guidata gratuita.",
        "I tirocini durano da tre a sei mesi. Il numero cambierà dal 1° giugno.",
        # Wishes.
        "Sul 2019 è stata scartata l'idea di una missione in Mongolia.",
        "Mi piacerebbe organizzare un festival il 9 giugno a Lodi.",
        # Other words.
        "Oggi sono fiera di annunciare che Etralab ha trent'anni.",
        "L'11 ottobre 2012 firmavo il mio primo contratto in Etralab.",
        "Venerdì 22 giugno – San Polo di Torrile",
    ],
)
def test_no_activity_either(text: str) -> None:
    """Habits, wishes and homonyms."""
    assert read(text, PUBLISHED).activities == ()


def test_what_a_congress_is_about() -> None:
    """“Si parlerà di “Chimica e mare”” is no seminar besides the congress."""
    activity = read_one(
        "Il 12 giugno sarà il giorno del congresso: al Petruzzelli di Bari si parlerà "
        "di “Chimica e mare” con Etralab.",
        PUBLISHED,
    )
    assert activity.kind == "conference"
