"""What texts tell in lists, agendas, invitations and by verbs alone."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2019, 3, 14)
Found = set[tuple[str, str | None, str | None, str | None]]


def told(text: str) -> Found:
    """List kind, first and last day, and city."""
    return {
        (a.kind, a.start, a.end, a.places[0].city if a.places else None)
        for a in read(text, PUBLISHED).activities
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tre soci esporranno a Tramontana di Verona, dal 9 all'11 aprile.",
            ("fair", "2019-04-09", "2019-04-11", "Verona"),
        ),
        (
            "▪ Lipsia, 10 e 11 maggio - Nordwind Summit, con quattro start-up.",
            ("conference", "2019-05-10", "2019-05-11", "Lipsia"),
        ),
        (
            "A ottobre il cluster volerà in Giappone: sarà a Osaka dal 10 al 14.",
            ("mission_outgoing", "2019-10-10", "2019-10-14", "Osaka"),
        ),
        (
            "Il convegno si è tenuto nella capitale lituana il 4 marzo.",
            ("conference", "2019-03-04", "2019-03-04", "Vilnius"),
        ),
        (
            "Il seminario si è svolto a Parma martedì della scorsa settimana.",
            ("seminar", "2019-03-05", "2019-03-05", "Parma"),
        ),
        (
            "La fiera Tramontana si terrà a Bari da martedì a giovedì.",
            ("fair", "2019-03-19", "2019-03-21", "Bari"),
        ),
    ],
)
def test_one_sentence(
    text: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    """Days, names and places that no date or noun of their own gives away."""
    assert expected in told(text)


def test_an_agenda() -> None:
    """What an hour begins is on the day of the line above it, and there."""
    text = (
        "Missione di sistema a Varsavia\n\nLunedì 6 maggio - Varsavia\n"
        "ore 9.30 - Seminario sulle regole del mercato\nore 15.00 - Incontri B2B\n\n"
        "Martedì 7 maggio - Cracovia\nore 10.00 - Visita agli impianti di Solveg\n"
    )
    found = told(text)
    assert ("seminar", "2019-05-06", "2019-05-06", "Varsavia") in found
    assert ("matchmaking", "2019-05-06", "2019-05-06", "Varsavia") in found
    assert ("visit", "2019-05-07", "2019-05-07", "Cracovia") in found


def test_stops_of_a_journey() -> None:
    """A mission lasts from its first stop to its last."""
    text = (
        "La missione in Polonia toccherà tre tappe: Varsavia (6 maggio), "
        "Cracovia (7 maggio) e Danzica (8-9 maggio)."
    )
    (mission,) = read(text, PUBLISHED).activities
    assert (mission.start, mission.end) == ("2019-05-06", "2019-05-09")
    assert [p.city for p in mission.places] == ["Varsavia", "Cracovia", "Danzica"]


def test_an_invitation() -> None:
    """A name, a day and an address, each on a line, are one conference."""
    text = (
        "INVITO\n“Acque di città: chi le cura?”\nMartedì 7 maggio 2019, ore 9.30\n"
        "Auditorium Sereni, via Larga 3, Pavia\n\n"
        "Convegno organizzato da Unioncamere Lombardia e dal Comune di Pavia."
    )
    (conference,) = read(text, PUBLISHED).activities
    assert conference.title == "Acque di città: chi le cura?"
    assert conference.kind == "conference"
    assert conference.start == "2019-05-07"
    assert conference.places[0].city == "Pavia"


def test_agreements_to_come() -> None:
    """What will be signed is announced, and what was signed is held."""
    text = (
        "A maggio AFIL e il Politecnico di Milano firmeranno un accordo. "
        "Il 4 marzo CLM ha firmato un protocollo d'intesa con Promos."
    )
    found = {a.status for a in read(text, PUBLISHED).activities}
    assert found == {"announced", "held"}


def test_what_is_wished_for_is_no_activity() -> None:
    """An appointment to be asked for is none."""
    text = "Per fissare un incontro a Lione: 0341 000000, entro il 20 marzo."
    assert not read(text, PUBLISHED).activities
