"""Several activities of one noun, visitors, and names that other words show."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2019, 3, 14)
Found = tuple[str, str | None, str | None]


def told(text: str) -> list[Found]:
    """List kind, first day and city."""
    return [
        (a.kind, a.start, a.places[0].city if a.places else None)
        for a in read(text, PUBLISHED).activities
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il cluster organizza due seminari: il primo si terrà a Lodi il 2 aprile,"
            " il secondo a Pavia il 9 aprile.",
            [("seminar", "2019-04-02", "Lodi"), ("seminar", "2019-04-09", "Pavia")],
        ),
        (
            "La conferenza di Torino si terrà il 3 aprile, quella di Lione il 10"
            " maggio.",
            [
                ("conference", "2019-04-03", "Torino"),
                ("conference", "2019-05-10", "Lione"),
            ],
        ),
        (
            "Gli incontri si terranno a Verona (2 aprile), Mestre (9 aprile) e Belluno"
            " (16 aprile).",
            [
                ("meeting", "2019-04-02", "Verona"),
                ("meeting", "2019-04-09", "Mestre"),
                ("meeting", "2019-04-16", "Belluno"),
            ],
        ),
        (
            "A Brema sono in agenda due tavole rotonde: nella prima, il 2 aprile,"
            " parlerà Rossi; la seconda, il 3 aprile, sarà sul clima.",
            [("seminar", "2019-04-02", "Brema"), ("seminar", "2019-04-03", "Brema")],
        ),
        (
            "Al via il ciclo di webinar “Vendere lontano”: il primo si terrà il 2"
            " aprile, l'ultimo il 9 aprile.",
            [("seminar", "2019-04-02", None), ("seminar", "2019-04-09", None)],
        ),
    ],
)
def test_each_of_several(text: str, expected: list[Found]) -> None:
    """Ordinals, “quella” and cities with days stand for activities of one noun."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il 2 aprile riceveremo a Thiene una ventina di tecnici vietnamiti.",
            ("mission_incoming", "2019-04-02", "Thiene"),
        ),
        (
            "Otto ricercatori di Haifa trascorreranno a Lecco la settimana dall'1 al 5"
            " aprile.",
            ("mission_incoming", "2019-04-01", "Lecco"),
        ),
        (
            "Buyer da Polonia e Romania saranno a Vicenza dal 2 al 4 aprile per"
            " incontrare gli orafi.",
            ("mission_incoming", "2019-04-02", "Vicenza"),
        ),
    ],
)
def test_visitors(text: str, expected: Found) -> None:
    """Who is received, or comes to stay, makes a visit without a noun of one."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il distretto conta oggi trenta ricercatori e due laboratori.",
        "Riceviamo ogni anno molti tecnici stranieri.",
        "Il nostro sportello riceve il martedì e il giovedì dalle 9 alle 12.",
        "Il brindisino Rossi è nato a Brindisi il 2 aprile 1970.",
    ],
)
def test_nothing_happens(text: str) -> None:
    """Numbers of people, opening hours and cities are no activities."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Il 4 marzo, a Brno, visita alla fiera Legnotech Morava.", "Legnotech"),
        ("La conferenza Loomtex Morrow si terrà a Gand il 2 aprile.", "Loomtex Morrow"),
        ("L'azienda debutta a Grand Loom New York (2 e 3 aprile).", "Grand Loom"),
        ("Saremo a Orizon Middle East, nell'emirato di Dubai, il 2 aprile.", "Orizon"),
        ("Confermato Fruttamar (Rimini, 2-4 aprile).", "Fruttamar"),
        ("A Cosmolegno eravamo in sei, il 4 marzo a Bari.", "Cosmolegno"),
        ("Il nostro stand all'ADIX di Abu Dhabi, la settimana scorsa.", "ADIX"),
        ("Ieri la chiusura di Foodmar Toscana, la due giorni di Siena.", "Foodmar"),
    ],
)
def test_names_of_events(text: str, name: str) -> None:
    """A verb of going, a noun of events or the brackets of a date show a name."""
    titles = [a.title for a in read(text, PUBLISHED).activities]
    assert any(title.startswith(name) for title in titles), titles


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("È stata approvata HULLSMART (Horizon 2020).", "HULLSMART"),
        ("Partito a febbraio LOOP-MED, di cui il polo è capofila.", "LOOP-MED"),
    ],
)
def test_projects_by_their_programme(text: str, project: str) -> None:
    """Beside a programme, or with a leader, a name is of a project."""
    assert ("project", project) in [
        (a.kind, a.title) for a in read(text, PUBLISHED).activities
    ]


def test_a_hall_of_fairs_is_no_fair() -> None:
    """“Fiera Milano-Rho” is where the fair is."""
    (fair,) = read("TuttoLegno (Fiera Milano-Rho, 2-5 aprile)", PUBLISHED).activities
    assert (fair.title, fair.places[0].venue) == ("TuttoLegno", "Fiera Milano-Rho")


def test_the_fair_in_brackets_keeps_its_days() -> None:
    """A webinar before the fair is on a day of its own."""
    text = (
        "In vista della fiera Tramontana di Bari (2-5 aprile), il cluster organizza il"
        " 20 marzo un webinar."
    )
    assert ("seminar", "2019-03-20") in [(k, d) for k, d, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Annullata la trasferta nel distretto tessile di Wuhan (16-20 aprile).",
            ("mission_outgoing", "2019-04-16", "Wuhan"),
        ),
        (
            "Il distretto pensa di esporre al Grandloom Airshow del prossimo luglio.",
            ("fair", "2019-07", None),
        ),
        (
            "Martedì 12 marzo il presidente visitava lo stabilimento Arla di Aarhus.",
            ("visit", "2019-03-12", "Aarhus"),
        ),
        (
            "Presentata a febbraio la proposta LANA-BIO, come capofila.",
            ("proposal", "2019-02", None),
        ),
    ],
)
def test_what_is_told_in_passing(text: str, expected: Found) -> None:
    """Journeys that came to nothing, fairs of the next summer, imperfect tenses."""
    assert expected in told(text)
