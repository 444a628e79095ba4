"""Which days and which places are of an activity, and which are of something else."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2019, 3, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "La trasferta a Kazan è vicina: si parte il 10 giugno, rientro il 17.",
            ("2019-06-10", "2019-06-17"),
        ),
        (
            "La missione in Corea è stata spostata: non più a maggio, ma dal 15 al 20"
            " giugno.",
            ("2019-06-15", "2019-06-20"),
        ),
        (
            "Il termine per iscriversi alla missione in Corea è il 31 marzo: si parte"
            " il 15 giugno.",
            ("2019-06-15", "2019-06-15"),
        ),
        (
            "Il 15 novembre (rinviata dal 18 ottobre) si terrà l'assemblea dei soci.",
            ("2019-11-15", "2019-11-15"),
        ),
        (
            "La prossima settimana sarà fitta. Mercoledì e giovedì saremo a Parigi,"
            " ospiti di Novak.",
            ("2019-03-20", "2019-03-21"),
        ),
        (
            "A convincere la giuria è stata Novak, che vola allo Slush di Helsinki"
            " (21-22 marzo).",
            ("2019-03-21", "2019-03-22"),
        ),
        (
            "Si comincia da Pavia (lunedì 18), poi Varese (martedì 19), infine Milano,"
            " il 21, con l'evento conclusivo.",
            ("2019-03-21", "2019-03-21"),
        ),
        (
            "Addì 12 del mese di marzo si è tenuta l'assemblea dei soci.",
            ("2019-03-12", "2019-03-12"),
        ),
    ],
)
def test_days(text: str, days: tuple[str, str]) -> None:
    """Returns, new dates, deadlines and the days of a week that was named."""
    found = {(a.start, a.end) for a in read(text, PUBLISHED).activities}
    assert days in found


def test_the_end_of_a_project_is_no_beginning() -> None:
    """“Si è chiuso a febbraio” does not say when it began."""
    (project,) = read(
        "Si è chiuso a febbraio il progetto ALPTEX, finanziato dal programma Interreg.",
        PUBLISHED,
    ).activities
    assert (project.start, project.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "Il 2 marzo il direttore ha parlato alla conferenza Urban Future di Graz.",
            "Graz",
        ),
        (
            "Sarà Milano, il prossimo autunno, a ospitare la conferenza annuale, che"
            " l'anno passato si era tenuta a Lovanio.",
            "Milano",
        ),
        (
            "In aprile, oltre a Dubai, missione a Tokyo dal 6 al 10 con sei imprese.",
            "Tokyo",
        ),
        (
            "10 aprile - Infoday per le imprese della pesca, Chioggia",
            "Chioggia",
        ),
        (
            "Il 3 aprile visita alla Novak, che a Santiago ha aperto una filiale, nello"
            " stabilimento di Lodi.",
            "Lodi",
        ),
        (
            "Il 3 aprile si terrà a Termoli il seminario sul Porto di Ploče.",
            "Termoli",
        ),
    ],
)
def test_one_place(text: str, city: str) -> None:
    """Where it is, and no place that something else is at."""
    (activity,) = read(text, PUBLISHED).activities
    assert [place.city for place in activity.places] == [city]


def test_guests_are_where_they_come_to() -> None:
    """“Una delegazione lituana” comes from Lithuania, and is not there."""
    (guests,) = read(
        "Il 18 aprile è in arrivo a Pavia un gruppo di operatori lituani.", PUBLISHED
    ).activities
    assert [place.city for place in guests.places] == ["Pavia"]
