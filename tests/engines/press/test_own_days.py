"""What a long sentence, a list or a programme tells beside what is stronger."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2022, 2, 21)
Found = set[tuple[str, str | None, str | None]]


def told(text: str) -> Found:
    """List kind, first day and city."""
    return {
        (a.kind, a.start, a.places[0].city if a.places else None)
        for a in read(text, PUBLISHED).activities
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Beside a fair, with a day of its own.
        (
            "Le aziende preparano Pollutec (Lione, 12-15 ottobre) e il 3 marzo "
            "ospiteranno a Lecco una quindicina di buyer danesi.",
            ("mission_incoming", "2022-03-03", "Lecco"),
        ),
        # By verbs of visiting, meeting and convening.
        (
            "Mercoledì i delegati saranno in visita al depuratore di Mancasale.",
            ("visit", "2022-02-23", None),
        ),
        (
            "Giovedì a Pordenone incontrerò gli imprenditori del mobile.",
            ("meeting", "2022-02-24", "Pordenone"),
        ),
        (
            "Il comitato tornerà a riunirsi il 10 marzo a Rovereto.",
            ("meeting", "2022-03-10", "Rovereto"),
        ),
        # By a name that is also written small.
        (
            "L'Italia dell'arredo torna a imm cologne, dal 4 al 7 giugno.",
            ("fair", "2022-06-04", "Colonia"),
        ),
        # After a day, with a verb of what is to come.
        (
            "In gennaio Etralab ha firmato un accordo con Alfadue e il 15 marzo "
            "riceveranno a Lecco sei ospedali danesi.",
            ("mission_incoming", "2022-03-15", "Lecco"),
        ),
        (
            "I buyer selezionati dall'ICE arriveranno a Parma giovedì.",
            ("mission_incoming", "2022-02-24", "Parma"),
        ),
        # At another hour it is another.
        (
            "Giovedì 3 marzo a Lecco alle 11 è in programma la presentazione del "
            "progetto; alle 15 un incontro con il polo ASTech.",
            ("meeting", "2022-03-03", "Lecco"),
        ),
        # An agreement in a season.
        (
            "In primavera abbiamo firmato una convenzione sulla formazione.",
            ("agreement", "2021-03", None),
        ),
        # The day of a programme is that of its hours.
        (
            "SMART CITY DAY\nBergamo, Centro Congressi Giovanni XXIII\n"
            "venerdì 4 marzo 2022\n\nore 9.30 Saluti\n"
            "ore 16.30 Visita guidata alla centrale operativa\nore 18.00 Chiusura",
            ("visit", "2022-03-04", None),
        ),
        # Lines of a calendar that is announced.
        (
            "Il calendario del ciclo prosegue con:\n"
            "• 10 marzo, Filiere strategiche (con Leonardo)\n• 24 marzo, Appalti",
            ("other", "2022-03-24", None),
        ),
    ],
)
def test_told(text: str, expected: tuple[str, str | None, str | None]) -> None:
    """Each is told with its day."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        # As many as there were say nothing of one of them.
        "Negli anni sono stati organizzati a Brescia quattordici workshop.",
        "Il progetto prevede tre visite e una conferenza finale con Etralab.",
        "Nel 2025 il Festival Stradivari potrebbe tenersi a Sapporo.",
        "L'orario di ricevimento è dal lunedì al venerdì.",
    ],
)
def test_nothing(text: str) -> None:
    """None of it is an activity."""
    assert read(text, PUBLISHED).activities == ()


def test_brackets_after_an_edition() -> None:
    """The days behind “giunta alla decima edizione” are of what it is part of."""
    text = (
        "Il convegno si terrà a Bergamo l'8 giugno. L'evento rientra nella Settimana "
        "dell'Energia, giunta alla decima edizione (4-9 giugno)."
    )
    days = {a.title: a.start for a in read(text, PUBLISHED).activities}
    assert days == {
        "convegno": "2022-06-08",
        "Settimana dell'Energia": "2022-06-04",
    }


def test_one_name_in_one_word_and_in_two() -> None:
    """“WIND EUROPE 2022” in the headline is “WindEurope” in the text."""
    text = (
        "WIND EUROPE 2022\n\nL'ICE organizza una collettiva a WindEurope, in programma "
        "a Bilbao dal 5 al 7 aprile 2022."
    )
    assert [a.start for a in read(text, PUBLISHED).activities] == ["2022-04-05"]


def test_headline_of_a_project() -> None:
    """A name in a headline is that of the project that the text tells of."""
    text = (
        'AL VIA "AGRI-CIRCLE"\n\nÈ partito a gennaio il progetto AGRI-CIRCLE, di cui è '
        "capofila Etralab."
    )
    assert [a.kind for a in read(text, PUBLISHED).activities] == ["project"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Until when a ticket is valid is no last day of what was told.
        (
            "Sabato 5 marzo si terrà ad Arcore un incontro con Etralab. Il biglietto "
            "cumulativo vale fino al 31 marzo.",
            ("2022-03-05", "2022-03-05"),
        ),
        (
            "Pollutec aprirà i battenti martedì 1 marzo per chiuderli giovedì 3.",
            ("2022-03-01", "2022-03-03"),
        ),
    ],
)
def test_last_day(text: str, expected: tuple[str, str]) -> None:
    """The last day is what the text says of it."""
    (activity,) = read(text, PUBLISHED).activities
    assert (activity.start, activity.end) == expected


def test_gemellaggio() -> None:
    """A twinning that was signed is an agreement."""
    text = "Il gemellaggio fra Bergamo e Marsiglia è stato sottoscritto il 17 febbraio."
    (activity,) = read(text, PUBLISHED).activities
    assert (activity.kind, activity.start) == ("agreement", "2022-02-17")
