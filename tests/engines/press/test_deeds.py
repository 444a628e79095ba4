"""Activities told by verbs, by a pronoun, in a list, or by where they are held."""

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
            "Lunedì 18 ci ritroveremo a Vicenza per decidere del marchio.",
            ("meeting", "2019-03-18", "2019-03-18", "Vicenza"),
        ),
        (
            "Il partenariato si è visto a Zara il 20 e 21 febbraio.",
            ("meeting", "2019-02-20", "2019-02-21", "Zara"),
        ),
        (
            "Martedì 9 aprile un esperto illustrerà le regole doganali.",
            ("seminar", "2019-04-09", "2019-04-09", None),
        ),
        (
            "Mercoledì alcuni soci andranno a Parma, a vedere il laboratorio Novak.",
            ("visit", "2019-03-20", "2019-03-20", "Parma"),
        ),
        (
            "A febbraio ospitammo a Foligno i colleghi dell'Occitania.",
            ("visit", "2019-02", None, "Foligno"),
        ),
        (
            "La monoposto è stata svelata venerdì scorso a Modena.",
            ("other", "2019-03-08", "2019-03-08", "Modena"),
        ),
        (
            "Gli auguri di primavera si terranno giovedì 21 a Lecco.",
            ("other", "2019-03-21", "2019-03-21", "Lecco"),
        ),
        (
            "Le imprese partiranno dopodomani alla volta di Kazan, dove incontreranno"
            " cinquanta clienti.",
            ("mission_outgoing", "2019-03-16", "2019-03-16", "Kazan"),
        ),
        (
            "In autunno una delegazione di ingegneri cileni farà il cammino inverso.",
            ("mission_outgoing", "2019-09", "2019-11", None),
        ),
        (
            "A Carpi è saltato, per lo sciopero, il convegno sulla ricostruzione.",
            ("conference", None, None, "Carpi"),
        ),
    ],
)
def test_told_by_a_verb(
    text: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    """No noun says what was or will be done."""
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A febbraio eravamo a Norimberga per Sensor World, con uno stand.", "Sensor"),
        (
            "Il 6 marzo siamo saliti sul palco del We Build Future di Rimini.",
            "We Build",
        ),
        ("Dal 5 al 7 aprile ci trovate al Nordwind Expo, padiglione 4.", "Nordwind"),
        ("SOLEMARE (Solar Areas) è un progetto guidato da Alfadue.", "SOLEMARE"),
    ],
)
def test_named_by_a_verb(text: str, title: str) -> None:
    """What somebody is at, or what is a project, is a name."""
    assert any(a.title.startswith(title) for a in read(text, PUBLISHED).activities)


def test_an_act_that_the_sentence_before_names() -> None:
    """“L'hanno siglata ieri”: the agreement of the sentence before."""
    (agreement,) = read(
        "Un'intesa porta il distretto nelle filiere europee. L'hanno siglata ieri"
        " a Perugia il Polo Alfadue e Novak Spa.",
        PUBLISHED,
    ).activities
    assert (agreement.kind, agreement.start) == ("agreement", "2019-03-13")
    assert agreement.places[0].city == "Perugia"


def test_where_it_was_signed() -> None:
    """“La firma è avvenuta a Torino” tells where what was signed is."""
    (agreement,) = read(
        "Il cluster Alfadue ha siglato il 9 marzo un'intesa con Novak Spa. La firma"
        " è avvenuta a Torino.",
        PUBLISHED,
    ).activities
    assert agreement.places[0].city == "Torino"


def test_a_list_that_goes_on() -> None:
    """Towns with their days are more of what the sentence before told of."""
    found = told(
        "Si è svolto sabato a Codogno il primo dei quattro seminari. Il prossimo sarà"
        " a Crema, il 4 maggio; poi Lodi (18 maggio) e infine Pavia (1° giugno)."
    )
    assert ("seminar", "2019-05-04", "2019-05-04", "Crema") in found
    assert ("seminar", "2019-05-18", "2019-05-18", "Lodi") in found
    assert ("seminar", "2019-06-01", "2019-06-01", "Pavia") in found


def test_a_table_with_tabs() -> None:
    """What stands between tabs is a cell, and its city is a place."""
    found = told(
        "CALENDARIO 2019\n\nDATA\tATTIVITÀ\tSEDE\n"
        "12/04\tWorkshop sulla sicurezza\tLecce, Ecotekne\n"
        "16-19/10\tGitex, stand comune\tDubai\n"
        "9/11\tVisita a Novak\tParigi\n"
    )
    assert ("seminar", "2019-04-12", "2019-04-12", "Lecce") in found
    assert ("fair", "2019-10-16", "2019-10-19", "Dubai") in found
    assert ("visit", "2019-11-09", "2019-11-09", "Parigi") in found


def test_lines_that_begin_with_a_day() -> None:
    """What such a line names is one, whatever its noun; a deadline is none."""
    found = told(
        "Prossimi appuntamenti\n\n· 10 aprile - Infoday per la pesca, Chioggia\n"
        "· 7 maggio - Living lab, Spalato\n· 9 maggio - Chiusura del bando, Roma\n"
        "sett. - ferie del personale\n"
    )
    assert ("other", "2019-05-07", "2019-05-07", "Spalato") in found
    assert len(found) == 2


def test_rows_of_a_table() -> None:
    """A row may begin with a small letter."""
    found = told(
        "QUANDO | DOVE | COSA\n6-9 mag. | Houston | visita a Novak\n"
        "4 sett. | Zagabria | B2B legno-arredo\n"
    )
    assert ("matchmaking", "2019-09-04", "2019-09-04", "Zagabria") in found


def test_hours_under_a_day_in_the_heading() -> None:
    """“Gli appuntamenti di domani”: what the hours below begin is tomorrow."""
    found = told(
        "GLI APPUNTAMENTI DI DOMANI IN LOMBARDIA\n\n"
        "MILANO - Ore 9.30, Palazzo Turati: convegno sull'India, con il console.\n"
        "BRESCIA - Ore 14: visita ai laboratori di Novak.\n"
    )
    assert ("conference", "2019-03-15", "2019-03-15", "Milano") in found
    assert ("visit", "2019-03-15", "2019-03-15", "Brescia") in found


def test_what_a_day_goes_on_with() -> None:
    """“…e si concluderà con un ricevimento”: on the day of the day."""
    found = told(
        "Il convegno si terrà il 2 aprile a Torino e si concluderà con un ricevimento."
    )
    assert ("networking", "2019-04-02", "2019-04-02", "Torino") in found


@pytest.mark.parametrize(
    "text",
    [
        "Novak Spa partecipa regolarmente alle principali fiere, da EMO a BI-MU.",
        "Lo sportello riceve su appuntamento il lunedì e il giovedì.",
        "Il sindaco ha incontrato la stampa. Il 15 maggio scadono i termini.",
        "Come ogni anno chi va a Lione con noi riceve un kit di benvenuto.",
        "Il prodotto, svelato a gennaio, è in vendita dal 15 marzo a Milano.",
        "Si riunisce ogni primo lunedì del mese il comitato tecnico.",
        "“Domani parleremo con i sindacati e decideremo”, ha detto il direttore.",
        "L'assessora ha illustrato in Consiglio, il 10 marzo, la relazione annuale.",
        "12 marzo - Approvato a Torino il piano rifiuti",
        "Il 1° maggio, festa dei lavoratori, lo stabilimento resterà chiuso.",
        "Le operazioni di collaudo si sono svolte il 3 marzo a Genova.",
        "Le iscrizioni si terranno il 4 aprile in segreteria.",
        "Luca Viale è stato, tra gli ospiti di Novak, il più fotografato.",
    ],
)
def test_no_activity(text: str) -> None:
    """Habits, offices and deadlines are none."""
    assert read(text, PUBLISHED).activities == ()
