"""How long an activity lasts, and which of several dates are its own."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2019, 3, 14)
Days = tuple[str | None, str | None]


def days(text: str, published: dt.date | None = PUBLISHED) -> list[Days]:
    """List first and last days."""
    return [(a.start, a.end) for a in read(text, published).activities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Si è chiusa ieri a Graz la missione dei soci, durata tre giorni.",
            ("2019-03-11", "2019-03-13"),
        ),
        (
            "Prende il via il 2 aprile a Lodi la fiera Tramontana: quattro giornate.",
            ("2019-04-02", "2019-04-05"),
        ),
        (
            "La fiera Tramontana si aprirà martedì 2 aprile (Verona, 2-5 aprile).",
            ("2019-04-02", "2019-04-05"),
        ),
        (
            "Si è conclusa oggi a Lubiana la missione dei soci iniziata martedì.",
            ("2019-03-12", "2019-03-14"),
        ),
        (
            "Il convegno di Pavia è stato rinviato dal 20 marzo al 9 aprile.",
            ("2019-04-09", "2019-04-09"),
        ),
        (
            "La fiera Tramontana di Bari, prevista a marzo, è riprogrammata"
            " dal 9 al 12 giugno.",
            ("2019-06-09", "2019-06-12"),
        ),
        (
            "Da lunedì a ieri il cluster ha ospitato a Como un seminario di robotica.",
            ("2019-03-11", "2019-03-13"),
        ),
        (
            "Il seminario si è tenuto a Novara ieri l'altro.",
            ("2019-03-12", "2019-03-12"),
        ),
        (
            "Il progetto si concluderà il 30 maggio con un convegno a Udine.",
            ("2019-05-30", "2019-05-30"),
        ),
    ],
)
def test_the_days_of_one_activity(text: str, expected: Days) -> None:
    """Lengths, ends, beginnings and new dates are told by the words around them."""
    assert expected in days(text)


def test_a_weekday_is_of_the_days_before_it() -> None:
    """“Giovedì” in a journey of May is no Thursday of March."""
    text = (
        "La missione sarà a Brno dal 20 al 24 maggio. Giovedì è previsto un seminario"
        " alla Camera di commercio."
    )
    assert ("2019-05-23", "2019-05-23") in days(text)


def test_the_days_of_a_stop() -> None:
    """What is in a city of a journey is on the days that the journey is there."""
    text = (
        "La missione in Polonia toccherà Varsavia (6 maggio) e Danzica (8-9 maggio)."
        " A Danzica sarà firmato un accordo tra il cluster Alfa Tech e il porto."
    )
    assert ("2019-05-08", "2019-05-09") in days(text)


def test_the_way_back_is_the_last_day() -> None:
    """“Il rientro” ends the journey."""
    text = (
        "La missione partirà lunedì 6 maggio per Oslo. Il convegno del distretto si"
        " terrà il 7 maggio a Bergen. Il rientro è previsto per il 10 maggio."
    )
    assert ("2019-05-06", "2019-05-10") in days(text)


@pytest.mark.parametrize(
    "text",
    [
        "Aperte ieri le iscrizioni alla fiera Tramontana di Verona,"
        " dal 9 all'11 aprile.",
        "Il bando scade il 20 marzo: la fiera Tramontana è a Verona,"
        " dal 9 all'11 aprile.",
        "«Oggi i soci sono cento», ha detto alla fiera Tramontana di Verona"
        " (9-11 aprile) il presidente.",
    ],
)
def test_days_of_something_else(text: str) -> None:
    """Enrolments, deadlines and quotations have days that are of no activity."""
    assert days(text) == [("2019-04-09", "2019-04-11")]


def test_the_term_of_an_agreement_is_not_its_day() -> None:
    """An agreement “2019-2021” was signed on a day."""
    text = "L'accordo 2019-2021 tra Alfa Tech e Beta Lab è stato firmato il 4 marzo."
    assert days(text) == [("2019-03-04", "2019-03-04")]


def test_the_verb_nearest_to_a_date_tells_its_year() -> None:
    """“Sono state scelte” does not make a journey of December past."""
    text = (
        "Sono state scelte le dieci imprese che la Camera accompagnerà in Norvegia"
        " dal 2 al 6 dicembre."
    )
    assert days(text) == [("2019-12-02", "2019-12-06")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("(Agenzia) - Trieste, 13 mar. - Il convegno si terrà domani a Udine.", 15),
        ("UDINE, 13 MARZO - Il convegno si terrà domani a Udine.", 15),
        (
            "Comunicato stampa n. 4 del 13 marzo 2019\nIl convegno di Udine è domani.",
            15,
        ),
    ],
)
def test_datelines(text: str, day: int) -> None:
    """The day on which a text was written is none of its activities'."""
    assert days(text) == [(f"2019-03-{day}", f"2019-03-{day}")]


def test_who_gives_a_label_does_not_have_it() -> None:
    text = (
        "Etralab ha ottenuto il 3 maggio a Bruxelles la Silver Label, consegnata da "
        "Alfadue."
    )
    labels = [one for one in read(text, PUBLISHED).facts if one.kind == "label"]
    assert [one.organisation for one in labels] == ["Etralab"]
