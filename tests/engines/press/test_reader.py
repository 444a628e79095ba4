"""What sentences tell: hand-made cases, one for each way of saying it."""

import datetime as dt

import pytest

from fondaco.engines.press import Organisation, read
from tests.engines.press.readings import PUBLISHED, numbers, part_of, read_one, roles

EVENT = "il 24 novembre al convegno “Manifattura aperta” a Bergamo"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"AFIL ha partecipato {EVENT}.", [("AFIL", "participant")]),
        (f"AFIL ha preso parte {EVENT}.", [("AFIL", "participant")]),
        (
            f"Hanno partecipato {EVENT} AFIL e LE2C.",
            [("AFIL", "participant"), ("LE2C", "participant")],
        ),
        (f"AFIL è intervenuta {EVENT}.", [("AFIL", "speaker")]),
        (f"AFIL è stata selezionata come relatore {EVENT}.", [("AFIL", "speaker")]),
        (
            f"AFIL ha partecipato {EVENT} in qualità di coordinatore.",
            [("AFIL", "coordinator")],
        ),
        (
            "Il 24 novembre si è tenuto a Bergamo il convegno “Manifattura aperta”, "
            "organizzato da Confindustria, ICE Agenzia e ABI, in collaborazione con il "
            "Ministero degli Affari Esteri.",
            [
                ("Confindustria", "organiser"),
                ("ICE Agenzia", "organiser"),
                ("ABI", "organiser"),
                ("Ministero degli Affari Esteri", "partner"),
            ],
        ),
        (
            "Il 24 novembre a Bergamo si è svolto il workshop “Acqua”, promosso dalla "
            "Camera di commercio di Bergamo con il patrocinio della "
            "Provincia di Bergamo "
            "e con il contributo di Regione Lombardia.",
            [
                ("Camera di commercio di Bergamo", "promoter"),
                ("Provincia di Bergamo", "patron"),
                ("Regione Lombardia", "funder"),
            ],
        ),
        (
            "Il 24 novembre Assolombarda ha ospitato il seminario “Acqua” a Milano.",
            [("Assolombarda", "host")],
        ),
        (
            "LE2C organizza il 14 dicembre a Milano il seminario “Acqua”.",
            [("LE2C", "organiser")],
        ),
        (
            "Tecnomec srl esporrà alla fiera Hannover Messe dal 24 al 28 aprile.",
            [("Tecnomec srl", "exhibitor")],
        ),
        (
            "AFIL ha partecipato con uno stand alla fiera Hannover Messe "
            "dal 24 al 28 aprile.",
            [("AFIL", "exhibitor")],
        ),
        (
            "Dal 14 al 16 novembre AFIL ha partecipato alla missione "
            "imprenditoriale in "
            "Messico, guidata da Confindustria.",
            [("AFIL", "delegate"), ("Confindustria", "head_of_delegation")],
        ),
        (
            "Al convegno “Acqua”, il 24 novembre a Milano, sono intervenuti Regione "
            "Lombardia, Politecnico di Milano e Novamont.",
            [
                ("Regione Lombardia", "speaker"),
                ("Politecnico di Milano", "speaker"),
                ("Novamont", "speaker"),
            ],
        ),
        (
            "Il 24 novembre a Milano si è tenuta l'assemblea di LE2C.",
            [("LE2C", "organiser")],
        ),
    ],
)
def test_roles(sentence: str, expected: list[tuple[str, str]]) -> None:
    """Verbs, passives, formulas and capacities give the roles."""
    assert sorted(roles(read_one(sentence))) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sei dei nove cluster hanno partecipato", (6, 9, False)),
        ("6 cluster su 9 hanno partecipato", (6, 9, False)),
        ("Hanno partecipato 25 imprese", (25, None, False)),
        ("Hanno partecipato oltre mille persone", (1000, None, False)),
        ("Hanno partecipato una settantina di imprese", (70, None, False)),
        ("Alcune aziende hanno partecipato", (None, None, True)),
        ("Diverse imprese lombarde hanno partecipato", (None, None, True)),
    ],
)
def test_counts(sentence: str, expected: tuple[int | None, int | None, bool]) -> None:
    """Numbers without names, of how many, and “some”."""
    activity = read_one(f"{sentence} {EVENT}.")
    assert numbers(activity) == [expected]


def test_meetings_are_counted() -> None:
    """They are not those who took part."""
    text = (
        "Il 22 e 23 novembre si è tenuto a Torino il brokerage event “Green”. "
        "Sono stati 44 gli incontri."
    )
    activity = read_one(text)
    assert numbers(activity) == [(44, None, False)]
    assert activity.participations[0].role == "b2b_participant"


@pytest.mark.parametrize(
    ("words", "start", "status"),
    [
        ("si terrà il 14 dicembre", "2016-12-14", "announced"),
        ("si è tenuto il 14 novembre", "2016-11-14", "held"),
        ("è in corso dal 27 al 29 novembre", "2016-11-27", "under_way"),
        ("previsto il 14 dicembre è stato annullato", "2016-12-14", "cancelled"),
        (
            "previsto il 14 dicembre è stato rinviato al 20 gennaio p.v.",
            "2017-01-20",
            "postponed",
        ),
    ],
)
def test_status(words: str, start: str, status: str) -> None:
    """Tense and date say whether it is over."""
    activity = read_one(f"Il convegno “Manifattura aperta” {words} a Bergamo.")
    assert (activity.start, activity.status) == (start, status)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a Bruxelles", ("Bruxelles", "BE", None)),
        ("a Barcellona", ("Barcellona", "ES", None)),
        ("a San Paolo", ("San Paolo", "BR", None)),
        ("a Monaco di Baviera", ("Monaco di Baviera", "DE", None)),
        ("a Friburgo, in Svizzera,", ("Friburgo", "CH", None)),
        ("a Palazzo Pirelli", ("Milano", "IT", "Palazzo Pirelli")),
        ("a Torino, all'Environment Park,", ("Torino", "IT", "Environment Park")),
        ("presso il Politecnico di Milano", ("Milano", "IT", "Politecnico di Milano")),
        (
            "al Centro Congressi Iveco di Brescia",
            ("Brescia", "IT", "Centro Congressi Iveco"),
        ),
        (
            "nella sede di Assolombarda a Milano",
            ("Milano", "IT", "sede di Assolombarda"),
        ),
    ],
)
def test_places(words: str, place: tuple[str | None, str | None, str | None]) -> None:
    """Italian names of cities, countries beside them, and buildings."""
    activity = read_one(
        f"Il convegno “Manifattura aperta” si è tenuto {words} il 24 novembre."
    )
    assert [(p.city, p.country, p.venue) for p in activity.places] == [place]


def test_the_country_of_a_mission() -> None:
    """A mission goes to a country, or to that of an adjective."""
    first = read_one(
        "LE2C ha organizzato una missione in Israele dal 14 al 16 novembre."
    )
    other = read_one("AFIL partecipa alla missione giapponese dal 5 al 9 dicembre.")
    assert [(p.city, p.country) for p in first.places] == [(None, "IL")]
    assert [p.country for p in other.places] == ["JP"]


@pytest.mark.parametrize(
    ("words", "edition"),
    [
        ("la II° edizione del", 2),
        ("la terza edizione del", 3),
        ("la 12a edizione del", 12),
        ("la XXIII edizione del", 23),
    ],
)
def test_editions(words: str, edition: int) -> None:
    """In figures, in words and in Roman numerals."""
    text = f"Si è tenuta a Milano il 24 novembre {words} convegno “Manifattura aperta”."
    assert read_one(text).edition == edition


def test_an_event_told_twice_is_one() -> None:
    """Announced in the headline, told in the text, and called “l'evento” after that."""
    text = (
        "Il convegno “Manifattura aperta” a Bergamo\n"
        "Il 24 novembre si è tenuto a Bergamo il convegno "
        "“Manifattura aperta”, organizzato da AFIL. "
        "All'evento hanno partecipato 120 imprese. "
        "La Conferenza “Manifattura Aperta” è stata aperta da Regione Lombardia."
    )
    activity = read_one(text)
    assert roles(activity) == [("AFIL", "organiser"), ("Regione Lombardia", "speaker")]
    assert numbers(activity) == [(120, None, False)]


def test_two_events_of_one_verb() -> None:
    """“Al kick-off di Barcellona e alla conferenza”: who took part did so in both."""
    text = (
        "AFIL ha partecipato, il 16 e 17 novembre, al kick-off di "
        "Barcellona e alla conferenza "
        "“Living Room” che si è tenuta il 24 novembre a Milano."
    )
    first, second = read(text, PUBLISHED).activities
    assert (first.kind, first.start, first.end) == (
        "kick_off",
        "2016-11-16",
        "2016-11-17",
    )
    assert (second.title, second.start) == ("Living Room", "2016-11-24")
    assert roles(first) == roles(second) == [("AFIL", "participant")]
    assert [p.city for p in first.places] == ["Barcellona"]
    assert [p.city for p in second.places] == ["Milano"]


@pytest.mark.parametrize(
    "words",
    ["Il cluster", "L'associazione", "Quest'ultima"],
)
def test_whoever_is_meant(words: str) -> None:
    """Words that stand for an organisation are led back to it."""
    text = (
        "AFIL è il cluster lombardo della fabbrica intelligente. "
        f"{words} ha partecipato il 24 novembre al convegno “Open” a Bergamo."
    )
    assert [p.cluster for p in read_one(text).participations] == ["AFIL"]


@pytest.mark.parametrize("words", ["quest'ultimi due", "entrambi", "i due cluster"])
def test_those_two(words: str) -> None:
    """Two who were named before."""
    text = (
        "SCC e CAT.AL crescono in Europa. Il 24 novembre al convegno "
        "“Open” di Bergamo hanno "
        f"partecipato {words}."
    )
    assert [p.cluster for p in read_one(text).participations] == ["SCC", "CAT.AL"]


def test_people_with_their_office() -> None:
    """They are there for their organisation, and the office is a fact."""
    text = (
        "I lavori del convegno “Open”, il 24 novembre a Bergamo, "
        "sono stati aperti da Stefano "
        "Scaglia, presidente di AFIL."
    )
    reading = read(text, PUBLISHED)
    part = part_of(reading.activities[0], "AFIL")
    assert (part.role, part.people) == ("speaker", ("Stefano Scaglia",))
    assert [(f.kind, f.organisation, f.value) for f in reading.facts] == [
        ("mandate", "AFIL", "presidente: Stefano Scaglia")
    ]


@pytest.mark.parametrize(
    ("text", "kind", "organisations"),
    [
        (
            "LE2C e AFIL hanno presentato una proposta progettuale.",
            "proposal",
            ["LE2C", "AFIL"],
        ),
        (
            "SCC è entrato nella European Strategic Cluster Partnership.",
            "partnership",
            ["SCC"],
        ),
        (
            "AFIL ha firmato un protocollo d'intesa con Regione Lombardia.",
            "agreement",
            ["AFIL", "Regione Lombardia"],
        ),
        ("LE2C ha ottenuto la Gold Label.", "recognition", ["LE2C"]),
        ("Luca Donelli è il nuovo presidente di LE2C.", "mandate", ["LE2C"]),
        ("LE2C ha aderito al progetto “Clean”.", "project", ["LE2C"]),
    ],
)
def test_acts(text: str, kind: str, organisations: list[str]) -> None:
    """What is told as done stands among the activities."""
    activity = read_one(text)
    assert activity.kind == kind
    assert [part.organisation for part in activity.participations] == organisations


@pytest.mark.parametrize(
    "text",
    [
        "AFIL lavora su fiere, missioni ed eventi.",
        "Il cluster conta 108 imprese e 8 università.",
        "Le domande si possono presentare entro il 5 marzo 2017.",
        "Nel 2015 l'export lombardo ha superato i 100 miliardi di euro.",
        "«Ogni fiera è un'occasione», ha dichiarato il presidente.",
        "La partnership potrebbe crescere.",
        "",
        "\n\n|||\n",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    """What is no concrete event or act is none."""
    assert read(text, PUBLISHED).activities == ()


def test_the_dateline_is_the_day_of_publication() -> None:
    """“Milano, 4 aprile 2017 –” says when it was written, and not when anything was."""
    text = "Milano, 4 aprile 2017 - Si è tenuta oggi a Lodi l'assemblea di LE2C."
    reading = read(text)
    assert reading.published == dt.date(2017, 4, 4)
    assert reading.activities[0].start == "2017-04-04"
    assert [p.city for p in reading.activities[0].places] == ["Lodi"]


def test_a_registry_adds_names() -> None:
    """Its names go before those that come with the engine."""
    known = Organisation("Distretto del Mare", "MARE", ("DdM",))
    activity = read(
        f"Il DdM ha partecipato {EVENT}.", PUBLISHED, registry=[known]
    ).activities[0]
    assert [(p.organisation, p.cluster) for p in activity.participations] == [
        ("DdM", "MARE")
    ]


def test_unknown_organisations_are_proposed() -> None:
    """They are not forced onto known ones, however alike."""
    text = (
        f"L'Umbria Aerospace Cluster e il Lombardia Aerospase Cluster "
        f"hanno partecipato {EVENT}."
    )
    reading = read(text, PUBLISHED)
    assert [p.cluster for p in reading.activities[0].participations] == [None, "LAC"]
    assert [proposed.name for proposed in reading.unknown] == [
        "Umbria Aerospace Cluster"
    ]


def test_capitals_and_apostrophes() -> None:
    """Typewriter's accents and capitals change nothing."""
    text = (
        "IL 14 DICEMBRE SI TERRA' A BERGAMO IL CONVEGNO “MANIFATTURA "
        "APERTA”, ORGANIZZATO DA AFIL."
    )
    activity = read_one(text)
    assert (activity.start, activity.status) == ("2016-12-14", "announced")
    assert roles(activity) == [("AFIL", "organiser")]
    assert [p.city for p in activity.places] == ["Bergamo"]


def test_times() -> None:
    """The hour at which it begins."""
    for words in ("alle ore 14.30", "alle 14,30", "dalle 14.30 alle 17"):
        text = f"Il convegno “Open” si terrà a Bergamo il 14 dicembre {words}."
        assert read_one(text).time == "14:30"
