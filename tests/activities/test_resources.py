"""Activities and participations that come in from files."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fondaco.activities.models import Activity, Participation
from tests.conftest import Cast
from tests.factories import make_activity, make_organisation

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//IT
BEGIN:VEVENT
UID:one@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Fiera del clima
DTSTART;VALUE=DATE:20271123
DTEND;VALUE=DATE:20271126
LOCATION:Palazzo Lombardia, Milano, Italia
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:two@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Seminario
DTSTART:20271201T143000
DTEND:20271201T160000
LOCATION:Sala rossa
END:VEVENT
END:VCALENDAR
"""


def run(kind: str, path: Path, cast: Cast, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    options |= {"cluster": cast.cluster.acronym, "json": True, "stdout": out}
    with suppress(CommandError):
        # What is not understood prints nothing, and the next line fails.
        call_command("import", kind, str(path), **options)
    return dict(json.loads(out.getvalue()))


def counts(done: dict[str, Any]) -> tuple[int, int, int, int]:
    return done["created"], done["updated"], done["skipped"], len(done["errors"])


@pytest.fixture
def write(tmp_path: Path, settings: Any) -> Any:
    settings.DATA_DIR = tmp_path

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_a_calendar_comes_in_once_and_its_changes_after(cast: Cast, write: Any) -> None:
    path = write("a.ics", CALENDAR)
    assert counts(run("activities", path, cast)) == (2, 0, 0, 0)
    fair, seminar = Activity.objects.order_by("start_earliest")
    place = fair.places.get()
    assert (fair.title_it, str(fair.start), str(fair.end), fair.status) == (
        "Fiera del clima",
        "2027-11-23",
        "2027-11-25",
        "announced",
    )
    assert (place.country, place.city, place.venue) == (
        "IT",
        "Milano",
        "Palazzo Lombardia",
    )
    assert place.latitude is not None
    assert (fair.network, fair.maintained_by) == (cast.network, cast.cluster)
    assert f"{seminar.start_time:%H:%M}-{seminar.end_time:%H:%M}" == "14:30-16:00"
    assert seminar.description_it == "Sala rossa"
    assert counts(run("activities", path, cast)) == (0, 0, 2, 0)
    moved = CALENDAR.replace("Fiera del clima", "Fiera grande").replace(
        "Milano", "Brescia"
    )
    done = run("activities", write("b.ics", moved), cast)
    assert counts(done) == (0, 1, 1, 0)
    fair.refresh_from_db()
    assert (fair.title_it, fair.sequence) == ("Fiera grande", 1)
    assert [one.city for one in fair.places.all()] == ["Brescia"]
    call_command("import", undo=done["import"], stdout=io.StringIO())
    fair.refresh_from_db()
    assert fair.title_it == "Fiera del clima"
    assert [one.city for one in fair.places.all()] == ["Milano"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Düsseldorf, Germania", ("DE", "Düsseldorf", "")),
        ("Milano (MI)", ("IT", "Milano", "")),
        ("Como (CO)", ("IT", "Como", "")),
        ("Milano, Fiera Milano City", ("IT", "Milano", "Fiera Milano City")),
        ("Bruxelles (BE) e online", ("BE", "Bruxelles", "")),
        ("Lyon - France", ("FR", "Lione", "")),
        (
            "Sala Rossa, Via Taramelli 26, 20124 Milano MI, Italia",
            ("IT", "Milano", "Sala Rossa, Via Taramelli 26"),
        ),
    ],
)
def test_a_place_is_found_in_the_line_that_names_it(
    cast: Cast, write: Any, line: str, told: tuple[str, ...]
) -> None:
    path = write("a.csv", f"Titolo;Data;Luogo\nA;10/11/2027;{line}\n")
    assert run("activities", path, cast)["errors"] == []
    place = Activity.objects.get().places.get()
    assert (place.country, place.city, place.venue) == told


def test_an_event_comes_in_with_its_time_zone_and_says_that_it_repeats(
    cast: Cast, write: Any
) -> None:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{uid}\n{lines}\nEND:VEVENT\n"
        for uid, lines in (
            ("Roma", "DTSTART:20271110T090000Z\nDTEND:20271110T100000Z"),
            ("York", "DTSTART;TZID=America/New_York:20271110T090000"),
            ("Ogni", "DTSTART;VALUE=DATE:20271110\nRRULE:FREQ=WEEKLY;COUNT=3"),
        )
    )
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n"
    path = write("a.ics", f"{head}{events}END:VCALENDAR\n")
    done = run("activities", path, cast)
    assert counts(done) == (3, 0, 0, 0)
    assert [(one["row"], one["message"][:40]) for one in done["warnings"]] == [
        (4, "DTSTART: The calendar repeats this event")
    ]
    found = Activity.objects.order_by("pk").values_list("start_time", "time_zone")
    assert [(str(time), zone) for time, zone in found] == [
        ("10:00:00", "Europe/Rome"),
        ("09:00:00", "America/New_York"),
        ("None", "Europe/Rome"),
    ]
    again = run("activities", path, cast)
    assert counts(again) == (0, 0, 3, 0)
    # What changed nothing has nothing to take back.
    assert "import" not in again


def test_online_is_no_town_and_two_dates_may_stand_in_one_cell(
    cast: Cast, write: Any
) -> None:
    text = (
        "Titolo;Data;Luogo;Nazione;Modalità;Descrizione\n"
        'A;10-14 novembre 2027;online;;;"<p>Uno</p><p>due&nbsp;tre</p>"\n'
        "B;dal 30 novembre al 2 dicembre 2027;Milano e online;;;\n"
        "C;10/11/2027;;On line;;\n"
        "D;10/11/2027;Lione;;In presenza;\n"
        "E;10/11/2027;Lione;;ibrida;\n"
        "F;10/11/2027;da remoto (Zoom);;;\n"
        "G;10/11/2027;Riunione di Microsoft Teams;;;\n"
    )
    path = write("a.csv", text)
    done = run("activities", path, cast)
    assert (counts(done), done["errors"]) == ((7, 0, 0, 0), [])

    def told(record: Activity) -> tuple[Any, ...]:
        cities = [place.city for place in record.places.all()]
        return str(record.start), str(record.end), record.is_virtual, *cities

    records = list(Activity.objects.order_by("pk"))
    assert [told(record) for record in records] == [
        ("2027-11-10", "2027-11-14", True),
        ("2027-11-30", "2027-12-02", True, "Milano"),
        ("2027-11-10", "", True),
        ("2027-11-10", "", False, "Lione"),
        ("2027-11-10", "", True, "Lione"),
        ("2027-11-10", "", True),
        ("2027-11-10", "", True),
    ]
    assert records[0].description_it == "Uno\n\ndue tre"
    assert counts(run("activities", path, cast)) == (0, 0, 7, 0)


def test_a_table_of_activities_tells_its_errors_by_cell(cast: Cast, write: Any) -> None:
    make_activity(cast.network, title_it="Expo", start="2027", end="2027")
    text = (
        "Titolo;Tipo;Data inizio;Data fine;Città;Nazione\n"
        "Alfa;Fiera;12/05/2027;10/05/2027;Lyon;Francia\n"
        ";Fiera;12/05/2027;;;\n"
        "Beta;Boh;maggio 2027;;;\n"
        "Gamma;Convegno;05/2027;;Xyzzy;\n"
        "Delta;Convegno;05/2027;;Lione;\n"
        "Expo;;03/2027;;;\n"
        "Expo;;03/2026;;;\n"
    )
    done = run("activities", write("a.csv", text), cast, partial=True)
    errors = [(one["row"], one["column"]) for one in done["errors"]]
    assert errors == [
        (2, "Data fine"),
        (3, "Titolo"),
        (4, "Tipo"),
        (5, "Città"),
    ]
    assert (done["created"], done["updated"]) == (2, 1)
    assert Activity.objects.get(title_it="Delta").places.get().country == "FR"


def test_members_at_an_activity_are_recorded_once(cast: Cast, write: Any) -> None:
    activity = make_activity(cast.network, title_it="Expo", start="2027", end="2027")
    alfa = make_organisation(name="Alfa S.p.A.")
    text = (
        "Evento;Azienda;Ruolo;Stato partecipazione;Note\n"
        "Expo;Alfa;Espositore;presente;bene\n"
        "Expo;;Relatore;;\n"
        "Expo;Alfa;Espositore;;\n"
        "Expo;Zeta;;;\n"
        "Altro;;;;\n"
    )
    path = write("p.csv", text)
    done = run("participations", path, cast, partial=True)
    assert counts(done) == (2, 0, 1, 2)
    found = Participation.objects.order_by("pk").values_list(
        "activity", "cluster", "organisation", "role", "status", "private_note"
    )
    cluster = cast.cluster.pk
    assert list(found) == [
        (activity.pk, cluster, alfa.pk, "exhibitor", "took_part", "bene"),
        (activity.pk, cluster, None, "speaker", "planned", ""),
    ]
    assert counts(run("participations", path, cast, partial=True)) == (0, 0, 3, 2)
    changed = write("q.csv", "Evento;Azienda;Ruolo;Note\nExpo;Alfa;Espositore;male\n")
    assert counts(run("participations", changed, cast)) == (0, 1, 0, 0)
    again = Participation.objects.get(organisation=alfa)
    assert (again.private_note, again.history.count()) == ("male", 2)
