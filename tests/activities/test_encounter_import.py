"""Encounters that come in from files, exports of matchmaking events among them."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.management import call_command

from fondaco.activities.models import Encounter
from tests.activities.test_resources import counts, run, write  # noqa: F401
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_encounter,
    make_organisation,
    make_person,
)

B2MATCH = (
    "Meeting ID,Host,Host organization,Guest,Guest organization,Date,Start,End,"
    "Table/Location,Status\n"
    "501,Ada Rossi,Alfa S.p.A.,Hans Meier,Beta GmbH,23/11/2027,10:00,10:20,7,"
    "Accepted\n"
    "502,Ada Rossi,Alfa S.p.A.,,Gamma,23/11/2027,10:30,10:50,8,Canceled\n"
    "503,Ada Rossi,Alfa S.p.A.,,Gamma,,,,,Pending\n"
)
OURS = (
    "Attività;Giorno;Dalle;Durata;Tavolo;Prima organizzazione;"
    "Seconda organizzazione;Stato;Esito;Note\n"
    "Expo;23/11/2027;9.30;20;3;{cluster};Beta GmbH;;Trattativa;Una prova\n"
    "Expo;23/11/2027;10;;3;Alfa;Zeta;;;\n"
    "Expo;23/11/2027;11;;3;Alfa;Alfa;;;\n"
    "Expo;23/11/2027;12;;3;Alfa;;;;\n"
    "Expo;23/11/2027;12;;3;Alfa;Beta GmbH;annullato;accordo;\n"
    "Altro;23/11/2027;12;;3;Alfa;Beta GmbH;;;\n"
)
ENDS = (
    "Attività;Giorno;Dalle;Alle;Prima organizzazione;Seconda organizzazione\n"
    "Expo;23/11/2027;;10.30;Alfa;Gamma\n"
    "Expo;23/11/2027;11;10.30;Alfa;Gamma\n"
)


@pytest.fixture
def event(cast: Cast) -> Any:
    for name in ("Alfa S.p.A.", "Beta GmbH", "Gamma"):
        make_organisation(name=name)
    for given, family in (("Ada", "Rossi"), ("Hans", "Meier")):
        make_person(given_name=given, family_name=family, maintained_by=cast.cluster)
    return make_activity(cast.network, title_it="Expo", start="2027", end="2027")


def told(encounter: Encounter) -> tuple[Any, ...]:
    return (
        encounter.cluster.acronym if encounter.cluster else "",
        str(encounter.day),
        str(encounter.start_time),
        str(encounter.end_time),
        encounter.table,
        encounter.status,
        encounter.outcome,
        sorted(str(party) for party in encounter.parties.all()),
    )


def test_the_meetings_of_b2match_come_in_once(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    path = write("meetings.csv", B2MATCH)
    given = {"given": [f"activity=https://x.example/it/attivita/{event.uid}/"]}
    done = run("encounters", path, cast, partial=True, **given)
    assert counts(done) == (2, 0, 0, 1)
    assert (done["errors"][0]["row"], done["errors"][0]["column"]) == (4, "Status")
    acronym = cast.cluster.acronym
    first, second = Encounter.objects.all()
    assert told(first) == (
        *(acronym, "2027-11-23", "10:00:00", "10:20:00", "7", "scheduled", ""),
        ["Alfa S.p.A., Ada Rossi", "Beta GmbH, Hans Meier"],
    )
    assert (second.status, second.activity) == ("cancelled", event)
    again = run("encounters", path, cast, partial=True, **given)
    assert counts(again) == (0, 0, 2, 1)
    changed = B2MATCH.replace("10:00,10:20,7", "11:00,11:20,9").replace(
        "Hans Meier,Beta GmbH", ",Gamma"
    )
    path = write("changed.csv", changed)
    done = run("encounters", path, cast, partial=True, **given)
    assert counts(done) == (0, 1, 1, 1)
    moved = Encounter.objects.get(pk=first.pk)
    assert told(moved)[2:5] == ("11:00:00", "11:20:00", "9")
    assert told(moved)[-1] == ["Alfa S.p.A., Ada Rossi", "Gamma"]
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert told(Encounter.objects.get(pk=first.pk)) == told(first)


def test_a_table_of_ones_own_tells_its_errors_by_cell(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    path = write("ours.csv", OURS.format(cluster=cast.cluster.acronym))
    done = run("encounters", path, cast, partial=True)
    assert [(one["row"], one["column"]) for one in done["errors"]] == [
        (3, "Seconda organizzazione"),
        (4, "Seconda organizzazione"),
        (5, "Seconda organizzazione"),
        (6, "Esito"),
        (7, "Attività"),
    ]
    acronym = cast.cluster.acronym
    made = Encounter.objects.get()
    assert told(made) == (
        *(acronym, "2027-11-23", "09:30:00", "09:50:00", "3", "held", "negotiation"),
        sorted([acronym, "Beta GmbH"]),
    )
    assert made.private_note == "Una prova"
    assert made.history.count() == 1
    again = run("encounters", path, cast, partial=True)
    assert counts(again) == (0, 0, 1, 5)
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert not Encounter.objects.exists()


def test_requesters_and_recipients_meet_onsite_or_online(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    text = (
        "Event,Meeting type,Requester name,Requester organisation,Recipient name,"
        "Recipient organisation,Meeting date,Meeting time,Meeting status\n"
        "Expo,Onsite,Ada Rossi,Alfa S.p.A.,Hans Meier,Beta GmbH,23/11/2027,10:00,"
        "Accepted\n"
        "Expo,Online,Ada Rossi,Alfa S.p.A.,n/a,Gamma,23/11/2027,11:00,Accepted\n"
    )
    done = run("encounters", write("a.csv", text), cast)
    assert (counts(done), done["errors"]) == ((2, 0, 0, 0), [])
    found = [(one.kind, one.table, *told(one)[-1]) for one in Encounter.objects.all()]
    assert found == [
        ("b2b", "", "Alfa S.p.A., Ada Rossi", "Beta GmbH, Hans Meier"),
        ("b2b", "Online", "Alfa S.p.A., Ada Rossi", "Gamma"),
    ]


def test_an_end_needs_a_start_before_it_as_in_the_form(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    done = run("encounters", write("a.csv", ENDS), cast)
    assert [(one["row"], one["column"]) for one in done["errors"]] == [
        (2, "Dalle"),
        (3, "Alle"),
    ]


def test_what_another_cluster_keeps_is_not_found(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    known = make_encounter(
        event,
        make_organisation(name="Delta"),
        make_organisation(name="Epsilon"),
        cluster=cast.other_cluster,
        day=dt.date(2027, 11, 23),
    )
    text = (
        "Evento;Giorno;Azienda 1;Azienda 2;Note\nExpo;23/11/2027;Delta;Epsilon;Nostro\n"
    )
    assert counts(run("encounters", write("a.csv", text), cast)) == (1, 0, 0, 0)
    known.refresh_from_db()
    assert (known.private_note, Encounter.objects.count()) == ("", 2)


def test_a_file_of_one_event_must_say_of_which(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    path = write("meetings.csv", B2MATCH)
    for given in ([], ["activity="], ["table=3"], ["activity"]):
        with pytest.raises(ValueError, match="Expecting value"):
            run("encounters", path, cast, given=given)
    assert not Encounter.objects.exists()
