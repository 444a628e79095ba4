"""Days and places that only what stands around them tells."""

import datetime as dt

import pytest

from fondaco.engines.press import read
from tests.engines.press.readings import read_one

PUBLISHED = dt.date(2018, 7, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # A day two weeks ago is not of the next year, nor one in two weeks of the last.
        ("In programma tre incontri, il primo a Lodi il 19 giugno.", "2018-06-19"),
        ("Etralab ha organizzato il convegno “Acqua”, il 16 luglio.", "2018-07-16"),
        ("L'anno scorso il convegno “Acqua” fu a Como, il 22 luglio.", "2017-07-22"),
        # What kind of tourism it is, and when.
        ("Il 20 luglio, tavola rotonda sul turismo d'inverno.", "2018-07-20"),
        (
            "Il Consiglio direttivo di Etralab si è riunito a Lodi il 4.6.2018.",
            "2018-06-04",
        ),
        ("Il programma: sabato sera concerto della banda.", "2018-07-07"),
        ("Nel 2014 si tenne a Viterbo un convegno.", "2014"),
    ],
)
def test_when(text: str, day: str) -> None:
    """The first day of the only activity, or of the first one."""
    assert read(text, PUBLISHED).activities[0].start == day


def test_the_day_after() -> None:
    """“Il giorno dopo” is of the agreement, and March of what it provides for."""
    text = (
        "Il convegno “Acqua” si terrà a Modena il 5 dicembre. Il giorno dopo Etralab e "
        "Alfadue firmeranno un accordo, con selezione a marzo."
    )
    days = [a.start for a in read(text, PUBLISHED).activities]
    assert days == ["2018-12-05", "2018-12-06"]


def test_at_an_hour_of_the_same_day() -> None:
    """“E, alle 15, …” is on the day of what was told before."""
    text = "Venerdì 20 luglio visita alla Etralab e, alle 15, tavola rotonda sul legno."
    days = [a.start for a in read(text, PUBLISHED).activities]
    assert days == ["2018-07-20", "2018-07-20"]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Il congresso sarà il 12 luglio al Petruzzelli di Bari.", "Bari"),
        ("Il 12 luglio, visita a un prosciuttificio di Langhirano.", "Langhirano"),
        ("La fiera si aprirà domani a Serdiana.", "Serdiana"),
        ("Un convegno sul vino si terrà il 12 luglio, ospiti a Viverone.", "Viverone"),
    ],
)
def test_where(text: str, city: str) -> None:
    """In a building of a city, and in towns that no gazetteer of cities has."""
    assert [p.city for p in read_one(text, PUBLISHED).places] == [city]


def test_the_year_of_a_sentence() -> None:
    """“Nel corso del 2017” is the year of the days that follow in the sentence."""
    text = (
        "Nel corso del 2017 Etralab ha seguito la fiera Medica di novembre e il "
        "convegno di Mirandola del 10 maggio."
    )
    starts = [a.start for a in read(text, PUBLISHED).activities]
    assert starts == ["2017-11", "2017-05-10"]


def test_a_name_beside_its_day_or_its_noun() -> None:
    """A name in quotation marks is an event's where a day or a noun stands beside."""
    text = (
        "Due incontri: martedì 10 luglio “Lenti ma connessi”; martedì 17 luglio “Il "
        "Danubio in bicicletta”. Venerdì 20 luglio, in cortile, “Canti di fabbrica”: "
        "concerto del coro dei minatori."
    )
    titles = [a.title for a in read(text, PUBLISHED).activities]
    assert titles == [
        "Lenti ma connessi",
        "Il Danubio in bicicletta",
        "Canti di fabbrica",
    ]
