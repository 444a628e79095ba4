"""What a line, a headline and the words before tell of where and when."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2019, 3, 14)
Found = tuple[str, str | None, str | None]


def told(text: str) -> set[Found]:
    """List kind, first day and city."""
    return {
        (a.kind, a.start, a.places[0].city if a.places else None)
        for a in read(text, PUBLISHED).activities
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4 marzo - Lodi. Visita del console norvegese alla Gamma Pack.",
            ("visit", "2019-03-04", "Lodi"),
        ),
        (
            "📍 Udine, 21 marzo | Nordwind Summit\nCi saremo anche noi.",
            ("conference", "2019-03-21", "Udine"),
        ),
        (
            "BERGAMO - Si terrà il 2 aprile, nella sala Viterbi, un seminario.",
            ("seminar", "2019-04-02", "Bergamo"),
        ),
        (
            "Prossima tappa Lione.\nIl 2 aprile è in programma un seminario.",
            ("seminar", "2019-04-02", "Lione"),
        ),
        (
            "I soci sono andati a Brno, dove il 4 marzo hanno visitato lo stabilimento"
            " Skoda.",
            ("visit", "2019-03-04", "Brno"),
        ),
        (
            "E ad aprile? A Lodi stiamo preparando il seminario sull'acqua.",
            ("seminar", "2019-04", "Lodi"),
        ),
    ],
)
def test_where_and_when_words_before_say_it(text: str, expected: Found) -> None:
    """A line's first words hold for what it tells."""
    assert expected in told(text)


def test_a_list_of_days() -> None:
    """Each line has its own day, which the next one does not take over."""
    text = (
        "UN MESE NEL MONDO\n\n4 marzo - Graz. Seminario sul legno con Beta Lab.\n"
        "6 marzo - Linz. I soci hanno visitato lo stabilimento Fronius.\n"
        "11 marzo - Online. Si è parlato di dazi con l'Agenzia delle Dogane.\n"
    )
    assert told(text) == {
        ("seminar", "2019-03-04", "Graz"),
        ("visit", "2019-03-06", "Linz"),
        ("seminar", "2019-03-11", None),
    }


def test_a_journey_is_in_the_cities_of_what_is_told_of_it() -> None:
    """The seminar's city is one of the mission's, too."""
    text = (
        "La missione in Polonia si terrà dal 6 al 9 maggio. Martedì 7, a Cracovia,"
        " seminario sul mercato; mercoledì 8 visita alla Solveg di Danzica."
    )
    mission = next(
        a for a in read(text, PUBLISHED).activities if a.kind == "mission_outgoing"
    )
    assert [p.city for p in mission.places] == ["Cracovia", "Danzica"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "La fiera Tramontana (Torre Vasari, 9-11 aprile) è la prima.",
            "Torre Vasari",
        ),
        ("Il seminario si terrà alla Mole Adriana il 2 aprile.", "Mole Adriana"),
        ("Il 2 aprile, al Weiss Institute di Graz, un seminario.", "Weiss Institute"),
    ],
)
def test_buildings_by_where_they_stand(text: str, place: str) -> None:
    """No word of their own shows that they are buildings."""
    (activity,) = read(text, PUBLISHED).activities
    assert [p.venue for p in activity.places] == [place]


def test_a_city_that_no_gazetteer_has() -> None:
    """Beside its country it is a city all the same."""
    assert ("seminar", "2019-04-02", "Lessnes") in told(
        "Il 2 aprile si terrà un seminario a Lessnes, in Svezia."
    )


def test_a_family_name_is_no_city() -> None:
    """Somebody named before may be called like a city."""
    text = (
        "Il presidente Paolo Ferrara ha aperto il 4 marzo il convegno di Lodi."
        " Ferrara ha ricordato i soci."
    )
    assert told(text) == {("conference", "2019-03-04", "Lodi")}


def test_a_table() -> None:
    """Each row has its activity, its place and its days."""
    text = (
        "Iniziativa | Luogo | Periodo | Note\n"
        "Incoming oreficeria Emirati | Vicenza, sede camerale | 9-10/04/2019 | -\n"
        "Missione in Uzbekistan | Tashkent, Samarcanda | 20-24/05/2019 | con ICE\n"
        "Fiera Legnotech | - | - | NON CONFERMATA\n"
    )
    assert told(text) == {
        ("mission_incoming", "2019-04-09", "Vicenza"),
        ("mission_outgoing", "2019-05-20", "Tashkent"),
    }


def test_a_column_of_a_newspaper() -> None:
    """Words broken at the ends of lines are put together, and so are sentences."""
    text = (
        "È stata la Valpa-\nnara, ieri, la sede di un conve-\n"
        "gno sulla viticol-\ntura di montagna, al quale han-\n"
        "no partecipato tre con-\nsorzi, e che si è svolto a Bol-\nzano.\n"
    )
    assert told(text) == {("conference", "2019-03-13", "Bolzano")}


def test_the_headlines_of_other_texts() -> None:
    """What a page lists below “Leggi anche” is not told."""
    text = (
        "Il convegno di Lodi si è tenuto il 4 marzo.\n\nLEGGI ANCHE\n"
        "Il 2 aprile a Pisa il seminario sull'acqua\nMeteo: sole ovunque\n"
    )
    assert told(text) == {("conference", "2019-03-04", "Lodi")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L'incontro si terrà il 2 aprile. Sede: Museo della Ceramica, Faenza.",
            ("meeting", "2019-04-02", "Faenza"),
        ),
        (
            "Il comitato si riunirà il 2 aprile a Fiscignano.",
            ("meeting", "2019-04-02", "Fiscignano"),
        ),
        (
            "Martedì 2 aprile, ore 10 - Camera di commercio di Udine - Workshop.",
            ("seminar", "2019-04-02", "Udine"),
        ),
        (
            "Ad ospitare il 2 aprile l'assemblea dei soci sarà Ferrara.",
            ("assembly", "2019-04-02", "Ferrara"),
        ),
    ],
)
def test_places_by_their_role(text: str, expected: Found) -> None:
    """A field, a day beside it, a seat or a host makes a place that of an activity."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il 2 aprile si terrà un webinar su come vendere in Turchia.",
        "Il 2 aprile si terrà online il seminario, inizialmente previsto a Pisa.",
        "Il 2 aprile parlerà al seminario il console onorario a Danzica.",
    ],
)
def test_places_of_something_else(text: str) -> None:
    """A market, the place of before and the seat of an office are none of its."""
    (activity,) = read(text, PUBLISHED).activities
    assert not any(p.city or p.country for p in activity.places)


def test_a_label_is_no_activity() -> None:
    """What stands in capitals before a dash only says what follows is about."""
    text = "IL FORUM - Sempre ieri, a Graz, il Forum “Legno vivo”, con cento imprese."
    assert [(a.title, a.start) for a in read(text, PUBLISHED).activities] == [
        ("Legno vivo", "2019-03-13")
    ]


def test_a_session_of_what_was_told() -> None:
    """A round table at a conference, without a day of its own, is a part of it."""
    text = (
        "Il convegno sul clima si è tenuto a Lodi il 4 marzo. Anna Rossi ha preso parte"
        " alla tavola rotonda “Acque basse”."
    )
    assert told(text) == {("conference", "2019-03-04", "Lodi")}
