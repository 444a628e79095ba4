"""Organisations that no registry knows, by the words beside their names."""

import datetime as dt

import pytest

from fondaco.engines.press import read
from fondaco.engines.press.names.acronyms import is_acronym

PUBLISHED = dt.date(2022, 5, 10)


def unknown(text: str) -> set[str]:
    """List the organisations that a text would propose to the registry."""
    return {proposed.name for proposed in read(text, PUBLISHED).unknown}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alla fiera ha esposto la bergamasca Tecnolame.", "Tecnolame"),
        ("Erano a Jena i tedeschi di Hydrolink.", "Hydrolink"),
        ("Il corso è della società di ingegneria Sintecna.", "Sintecna"),
        ("Tra i soci c'è il network europeo dell'idrico WaterNet.", "WaterNet"),
        ("Alla missione era Velora, azienda di Cantù che fila la seta.", "Velora"),
        ("Lo dice Anna Rossi, responsabile ricerca di Idrolab.", "Idrolab"),
        ("Lo dice il finlandese Olli Virtanen, docente ad Aaltonen.", "Aaltonen"),
        ("Anche quest'anno Ecofiltra parteciperà al salone.", "Ecofiltra"),
        ("Per il CIRAM ha relazionato Anna Rossi.", "CIRAM"),
        ("Si è riunita a Roma Assomarmi.", "Assomarmi"),
        (
            "Una lettera della Bulloneria Trabelli è arrivata ieri.",
            "Bulloneria Trabelli",
        ),
        ("Si è riunito l'Ordine degli ingegneri.", "Ordine degli ingegneri"),
        ("L'intesa è con l'Autorità portuale.", "Autorità portuale"),
        ("Lo dice la Fondazione Terra e Lavoro.", "Fondazione Terra e Lavoro"),
        ("È socio l'Institut de l'Olivier.", "Institut de l'Olivier"),
        ("Sessione mattutina\nBarilla - Luca Ruini: le confezioni", "Barilla"),
    ],
)
def test_the_words_beside_it_say_that_it_is_one(text: str, name: str) -> None:
    """The noun, the place, the office, the verb, the trade."""
    assert name in unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "La conferenza è il confronto tra le imprese Lombarde e le aziende Green.",
        "C2Loop, il progetto delle imprese, è finito.",
        "La Fondazione coordinerà URBAN-LOOP.",
        "Lo ha detto il presidente di Como.",
    ],
)
def test_what_is_none(text: str) -> None:
    """Adjectives, projects, and cities that have a president."""
    assert unknown(text) <= {"Fondazione"}


def test_a_list_after_the_noun() -> None:
    """“Le imprese Alfa e Beta” are two."""
    text = "Erano a Dubai le aziende Minitorni e Fassoni Gru."
    assert unknown(text) == {"Minitorni", "Fassoni Gru"}


def people(text: str) -> set[tuple[str | None, tuple[str, ...]]]:
    """List for whom who takes part."""
    return {
        (part.organisation, part.people)
        for activity in read(text, PUBLISHED).activities
        for part in activity.participations
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("l'AD di Sintecna, Marco Galli", ("Sintecna", ("Marco Galli",))),
        (
            "Carla Bassi, fondatrice della start-up Celluloop",
            ("Celluloop", ("Carla Bassi",)),
        ),
        (
            "l'assessore allo Sviluppo economico della Regione Umbria, Paolo Neri",
            ("Regione Umbria", ("Paolo Neri",)),
        ),
        (
            "Carla Bassi (Università di Siena)",
            ("Università di Siena", ("Carla Bassi",)),
        ),
        (
            "Reto Caduff, direttore Alpine Hazard Lab",
            ("Alpine Hazard Lab", ("Reto Caduff",)),
        ),
        (
            "Paolo Neri, in rappresentanza della Camera di commercio di Como",
            ("Camera di commercio di Como", ("Paolo Neri",)),
        ),
        ("Paolo Neri per Sintecna", ("Sintecna", ("Paolo Neri",))),
        ("la ministra Carla Bassi", ("Ministero", ("Carla Bassi",))),
    ],
)
def test_for_whom_somebody_speaks(
    said: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    """The body stands before the name, after it, or follows from the office."""
    text = f"Il 3 maggio al convegno “Acqua” di Bergamo è intervenuto {said}."
    assert expected in people(text)


def test_a_family_name_alone() -> None:
    """Whom a text named whole, it names by the family name afterwards."""
    text = (
        "Paolo Viscardini, presidente di Sintecna, ha chiuso il bilancio. Il 3 "
        "maggio al "
        "convegno “Acqua” di Bergamo è intervenuto Viscardini."
    )
    assert ("Sintecna", ("Paolo Viscardini",)) in people(text)


def test_lines_of_those_who_come() -> None:
    """A list stands below the words that say what all of them do."""
    text = (
        "Il 3 giugno si terrà a Bergamo il convegno “Acqua”. Saranno presenti:\n"
        "- Achille Spini, vicepresidente della Provincia\n"
        "- Hannes Oberrauch, direttore NOI Alpin, Bolzano\n"
        "- Christine Moser, Standort Innsbruck\n"
    )
    assert people(text) == {
        ("Provincia", ("Achille Spini",)),
        ("NOI Alpin", ("Hannes Oberrauch",)),
        ("Standort Innsbruck", ("Christine Moser",)),
    }


def test_letters_of_other_languages() -> None:
    """A name may begin with a letter that Italian does not have."""
    text = (
        "Il 3 maggio al convegno “Acqua” di Bergamo è intervenuto Mladen Šarčević, "
        "direttore di Železnik."
    )
    assert ("Železnik", ("Mladen Šarčević",)) in people(text)


def test_who_signs_for_whom() -> None:
    """Of “aveva firmato, per conto del PTP,” the body has signed."""
    text = (
        "Il 3 maggio Paolo Neri ha firmato, per conto di Etralab, un patto con Alfadue."
    )
    assert people(text) >= {("Etralab", ("Paolo Neri",)), ("Alfadue", ())}


def test_new_members_are_no_participants() -> None:
    """Whom an assembly admits did not come to it."""
    text = (
        "Si è tenuta il 3 maggio a Bergamo l'assemblea di Etralab: sono stati accolti "
        "due nuovi associati, Alfadue e Betatre."
    )
    assert not {("Alfadue", ()), ("Betatre", ())} & people(text)


def test_who_speaks_for_a_body_stands_behind_it_in_a_programme() -> None:
    """“Novamont - Alessandro Rossi”, a line of its own."""
    text = (
        "Si è svolto il 3 maggio a Lodi il convegno “Suolo vivo”.\n"
        "Novamont - Alessandro Rossi: le plastiche che tornano terra"
    )
    parts = read(text, PUBLISHED).activities[0].participations
    assert [(p.organisation, p.people) for p in parts] == [
        ("Novamont", ("Alessandro Rossi",))
    ]


def test_a_name_may_have_a_digit_between_two_letters() -> None:
    """“A2A”, but not “B2B”."""
    text = "Al convegno del 3 maggio a Lodi hanno partecipato A2A, I3P ed Etralab."
    parts = read(text, PUBLISHED).activities[0].participations
    assert {"A2A", "I3P", "Etralab"} == {part.organisation for part in parts}


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("ASviS", "Alleanza per lo Sviluppo Sostenibile", True),
        ("BayFOR", "Bavarian Research Alliance", True),
        ("CO", "Comune di Erba Centro Ovest", False),
        ("Aliplast", "Associazione Alfa", False),
        ("CNA", "Confartigianato", False),
        ("ZZT", "Bavarian Research Alliance", False),
    ],
)
def test_what_is_short_for_a_name(short: str, name: str, expected: bool) -> None:
    """It has capitals, is no province, and begins as a word of the name."""
    assert is_acronym(short, name) is expected


def test_a_name_and_its_acronym_are_one() -> None:
    """Whoever is named by either has one part."""
    text = (
        "Il 3 maggio 2022 a Bari si è tenuto il convegno “Acqua”, organizzato dalla "
        "Alleanza Pugliese Idrica (APID) e da Alfadue. Per APID c'era Anna Rossi."
    )
    parts = read(text, PUBLISHED).activities[0].participations
    assert {p.organisation for p in parts} == {"Alleanza Pugliese Idrica", "Alfadue"}
    assert [p.people for p in parts if p.people] == [("Anna Rossi",)]


@pytest.mark.parametrize("said", ["con", "nella persona di"])
def test_an_organisation_speaks_through_somebody(said: str) -> None:
    """“Nexi con Andrea Colombo”: for Nexi."""
    text = (
        "Il 3 maggio 2022 a Bari si è tenuto il convegno “Acqua”. È intervenuta la "
        f"Tecnoform S.r.l. {said} Anna Rossi."
    )
    parts = read(text, PUBLISHED).activities[0].participations
    assert [(p.organisation, p.people) for p in parts] == [
        ("Tecnoform S.r.l.", ("Anna Rossi",))
    ]
