"""Ways of saying who takes part: labels, lists, rows, seats, signatures, members."""

import datetime as dt

import pytest

from fondaco.engines.press import read

PUBLISHED = dt.date(2022, 5, 10)
EVENT = "Il 3 giugno si terrà a Bergamo il convegno “Acqua”. "


def roles(text: str) -> set[tuple[str | None, str]]:
    """Read the roles in the only activity of a text."""
    (activity,) = read(text, PUBLISHED).activities
    return {(p.organisation, p.role) for p in activity.participations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Labels without a verb.
        (
            EVENT + "Main sponsor la Cassa Rurale; padrona di casa l'Università di "
            "Pavia.",
            {("Cassa Rurale", "sponsor"), ("Università di Pavia", "host")},
        ),
        (
            EVENT + "Un grazie particolare a Regione Lombardia.",
            {("Regione Lombardia", "partner")},
        ),
        # Whose stand it is, that others have a place in.
        (
            "Etralab ha partecipato con un desk, all'interno dello stand della Regione "
            "Lombardia, alla fiera Mecspe di Parma dal 3 al 5 giugno.",
            {("Etralab", "exhibitor"), ("Regione Lombardia", "exhibitor")},
        ),
        (
            "Dal 3 al 5 giugno alla fiera Mecspe di Parma dieci imprese sono ospitate "
            "nella collettiva della Camera di commercio di Lodi.",
            {("imprese", "participant"), ("Camera di commercio di Lodi", "exhibitor")},
        ),
        # A capacity beside a list, and one after “con”.
        (
            EVENT + "Ci saranno Confindustria e Finlombarda in qualità di sponsor.",
            {("Confindustria", "sponsor"), ("Finlombarda", "sponsor")},
        ),
        (
            "Il 3 giugno partirà a Bergamo il progetto “Acqua”, con Regione Lombardia "
            "come capofila.",
            {("Regione Lombardia", "coordinator")},
        ),
        # Lists after a colon, after “con noi”, in brackets and in loco.
        (
            "Il 3 giugno AFIL sarà alla fiera “Acqua” di Rimini. Espongono con noi: "
            "Tecnoform e Rotormec.",
            {("Tecnoform", "exhibitor"), ("Rotormec", "exhibitor")},
        ),
        (
            EVENT + "Interverranno le aziende già selezionate (Tecnoform, Rotormec e "
            "Gommatek).",
            {
                ("Tecnoform", "participant"),
                ("Rotormec", "participant"),
                ("Gommatek", "participant"),
            },
        ),
        # By whom, with words before “da”; with whom; at whose invitation.
        (
            "Il 3 giugno si terrà a Bergamo il convegno “Acqua”, organizzato per il "
            "terzo anno consecutivo da Regione Lombardia.",
            {("Regione Lombardia", "organiser")},
        ),
        (
            "Il 3 giugno si terrà a Bergamo il convegno “Acqua”, organizzato insieme a "
            "Regione Lombardia.",
            {("Regione Lombardia", "organiser")},
        ),
        (
            "Il 3 giugno AFIL sarà in missione a Tokyo su invito della Regione "
            "Lombardia.",
            {("Regione Lombardia", "host")},
        ),
        # Those to whom a delegation belongs; those between whom a meeting is.
        (
            "Il 3 maggio AFIL ha accolto a Bergamo una delegazione del cluster basco "
            "AFM.",
            {("AFIL", "host"), ("AFM", "delegate")},
        ),
        (
            "L'incontro del 3 maggio a Como tra AFIL e Confindustria è andato bene.",
            {("AFIL", "participant"), ("Confindustria", "participant")},
        ),
        # Whose seat it is.
        (
            "Il 3 giugno si terrà presso la sede di Confindustria Como il convegno "
            "“Acqua”.",
            {("Confindustria Como", "host")},
        ),
        # Who had said nothing before the clause is no subject of it.
        (
            EVENT + "«Bene», ha detto Anna Rossi al termine della mattinata, durante "
            "la quale hanno presentato i loro progetti la Tecnoform e AFIL.",
            {("Tecnoform", "speaker"), ("AFIL", "speaker")},
        ),
    ],
)
def test_manners_of_taking_part(text: str, expected: set[tuple[str, str]]) -> None:
    """Each manner gives its role."""
    assert roles(text) >= expected


def test_an_apposition_takes_no_part() -> None:
    """Of whom somebody is a member is only mentioned."""
    text = (
        "Tecnomec, azienda associata ad AFIL, esporrà alla fiera Mecspe di Parma dal 3 "
        "al 5 giugno."
    )
    assert roles(text) == {("Tecnomec", "exhibitor")}


def test_who_organises_at_home_is_no_host_besides() -> None:
    """The seat says no more than the role."""
    text = (
        "Il 3 giugno si terrà presso la sede di Confindustria Como il convegno "
        "“Acqua”. Lo organizza Confindustria Como."
    )
    assert roles(text) == {("Confindustria Como", "organiser")}


def test_rows_give_those_of_their_columns() -> None:
    """What a column is called says what its names do."""
    text = (
        "Calendario 2022\n"
        "Data | Evento | Luogo | Chi partecipa | Partner\n"
        "3 giugno | Convegno “Acqua” | Bergamo | AFIL, Tecnoform | Confindustria\n"
    )
    assert roles(text) == {
        ("AFIL", "participant"),
        ("Tecnoform", "participant"),
        ("Confindustria", "partner"),
    }


def test_signatories_of_an_agreement_told_before() -> None:
    """The sentence after the agreement says who signed it."""
    text = (
        "Firmato ieri a Bergamo il protocollo sull'idrogeno. Hanno siglato il "
        "documento l'assessore regionale Carlo Bianchi e la presidente di AFIL, Anna "
        "Rossi."
    )
    assert ("AFIL", "participant") in roles(text)


def test_members_admitted_take_no_part() -> None:
    """Whose membership is ratified is a member, and came to nothing."""
    text = (
        "Verbale di AFIL\nIl 3 maggio si è svolta a Bergamo l'assemblea dei soci di "
        "AFIL. L'assemblea ratifica l'adesione di Tecnoform e di Rotormec."
    )
    reading = read(text, PUBLISHED)
    assert {(f.organisation, f.value) for f in reading.facts} == {
        ("Tecnoform", "AFIL"),
        ("Rotormec", "AFIL"),
    }
    names = {p.organisation for a in reading.activities for p in a.participations}
    assert names == {"AFIL"}


def test_an_office_in_brackets_after_the_body() -> None:
    """“(Intellimech, presidente)” names the body and the office."""
    text = EVENT + "Relatori: Paolo Gelfi (Intellimech, presidente) e F. Mazza (ISPRA)."
    (activity,) = read(text, PUBLISHED).activities
    assert {(p.organisation, p.people) for p in activity.participations} == {
        ("Intellimech", ("Paolo Gelfi",)),
        ("ISPRA", ("F. Mazza",)),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nuovo impegno per AFIL, che il 3 giugno sarà a Stoccarda per la fiera "
            "“Acqua”.",
            {("AFIL", "participant")},
        ),
        (
            "AFIL, insieme alle associate Tecnoform e Rotormec, ha partecipato alla "
            "fiera “Acqua” di Rimini dal 3 al 5 maggio.",
            {
                ("AFIL", "participant"),
                ("Tecnoform", "participant"),
                ("Rotormec", "participant"),
            },
        ),
        (
            "Il convegno “Acqua” di Bergamo (3 giugno) è frutto della collaborazione "
            "tra AFIL e la Camera di commercio di Bergamo.",
            {("AFIL", "organiser"), ("Camera di commercio di Bergamo", "organiser")},
        ),
        (
            "Lo stand di AFIL alla fiera “Acqua” di Rimini (3-5 maggio) ha ospitato "
            "Tecnoform e Rotormec.",
            {("Tecnoform", "exhibitor"), ("Rotormec", "exhibitor")},
        ),
        (
            "Il progetto “Acqua”, coordinato dall'Università di Pavia, coinvolge AFIL "
            "e Confindustria; è partito il 3 maggio.",
            {
                ("Università di Pavia", "coordinator"),
                ("AFIL", "participant"),
                ("Confindustria", "participant"),
            },
        ),
        (
            "Il 3 maggio il presidente di AFIL Anna Rossi ha incontrato a Lione il "
            "direttore di ViaMéca Carlo Bianchi.",
            {("AFIL", "participant"), ("ViaMéca", "participant")},
        ),
    ],
)
def test_whom_a_clause_is_about(text: str, expected: set[tuple[str, str]]) -> None:
    """Relative clauses, company and appositions leave the subject where it is."""
    assert roles(text) >= expected


def test_who_leads_a_body_leads_no_event() -> None:
    """“Presieduto da” after the name of a body is said of the body."""
    text = (
        "Il 3 maggio a Bergamo AFIL, presieduta da Anna Rossi, ha organizzato il "
        "convegno “Acqua”."
    )
    assert roles(text) == {("AFIL", "organiser")}


def test_on_whose_behalf_somebody_came() -> None:
    """“In rappresentanza di” may stand behind the verb."""
    text = (
        "Il 3 maggio Carla Neri ha preso parte, in rappresentanza di AFIL, al convegno "
        "“Acqua” di Bergamo."
    )
    assert roles(text) == {("AFIL", "participant")}


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("L'organizzazione fa capo a Etralab.", "organiser"),
        ("Il convegno è targato Etralab.", "organiser"),
        ("Se ne occupa Etralab.", "organiser"),
        ("Etralab sostiene l'iniziativa.", "funder"),
        ("Etralab ha messo a disposizione 10mila euro.", "funder"),
        ("I premi sono stati donati da Etralab.", "sponsor"),
        ("Etralab ha concesso il proprio patrocinio.", "patron"),
        ("Ci ospiterà Etralab.", "host"),
        ("Etralab accoglierà i partecipanti.", "host"),
        ("A fare da cornice sarà la sede di Etralab.", "host"),
        ("A condurre i lavori Anna Rossi, di Etralab.", "speaker"),
        ("Ha fornito assistenza Etralab.", "partner"),
        ("Dà una mano Etralab.", "partner"),
        ("A trionfare è stata Etralab.", "participant"),
        ("In platea Etralab e Alfadue.", "participant"),
    ],
)
def test_turns_of_phrase(said: str, role: str) -> None:
    """Verbs with their objects, firms that sign, prizes, rooms."""
    assert ("Etralab", role) in roles(EVENT + said)


@pytest.mark.parametrize(
    "said",
    [
        "In serata parleranno Etralab e Alfadue.",
        "Nel salone degli specchi parleranno Etralab e Alfadue.",
        "Al tavolo virtuale siederanno Etralab e Alfadue.",
    ],
)
def test_hours_rooms_and_tables_are_of_the_same_event(said: str) -> None:
    """They take nobody away from it."""
    assert roles(EVENT + said) == {("Etralab", "speaker"), ("Alfadue", "speaker")}


def test_who_has_a_seat_is_no_part_of_its_name() -> None:
    """“Alla sede di Etramec a Lodi”: Etramec."""
    text = "Il 3 giugno gli studenti faranno visita alla sede di Etramec a Lodi."
    assert roles(text) == {("Etramec", "host")}
