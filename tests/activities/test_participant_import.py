"""The participants of an event as b2match exports them, in the registry by one file."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from fondaco.activities.models import Attendance, Participation
from fondaco.core.models import Import
from fondaco.registry.models import Organisation, Person, Position
from tests.activities.test_resources import counts, run, write  # noqa: F401
from tests.conftest import Cast
from tests.factories import (
    make_activity,
    make_membership,
    make_organisation,
    make_person,
)

HEADER = (
    *("Participant ID", "First name", "Last name", "Email", "Organization"),
    *("Job title", "Country", "Organization type", "Website", "Registration status"),
    "Tags",
)
ROWS = (
    (
        1,
        "Ada",
        "Rossi",
        "ada@alfa.example",
        "Alfa S.p.A.",
        "CTO",
        "Italy",
        "Company",
        "alfa.example",
        "Registered",
        "x",
    ),
    (
        2,
        "Ugo",
        "Bianchi",
        "ugo@alfa.example",
        "ALFA SPA",
        "CEO",
        "Italy",
        "Company",
        "",
        "Canceled",
        "",
    ),
    (
        3,
        "Hans",
        "Meier",
        "hans@beta.example",
        "Beta GmbH",
        "Sales",
        "Germany",
        "Technology scouts",
        "https://beta.example",
        "Registered",
        "",
    ),
    (
        4,
        "Eva",
        "Lang",
        "eva@beta.example",
        "Beta GmbH",
        "Buyer",
        "Germany",
        "",
        "",
        "Registered",
        "",
    ),
    (
        5,
        "Pia",
        "Verdi",
        "pia@example.org",
        "{cluster}",
        "Manager",
        "Italy",
        "Cluster",
        "",
        "Attended",
        "",
    ),
)


def rows_for(cast: Cast) -> list[tuple[Any, ...]]:
    acronym = cast.cluster.acronym
    return [tuple(acronym if x == "{cluster}" else x for x in row) for row in ROWS]


def as_csv(cast: Cast, **changes: str) -> str:
    lines = [HEADER, *rows_for(cast)]
    text = "\n".join(",".join(map(str, line)) for line in lines) + "\n"
    for before, after in changes.items():
        text = text.replace(before, after)
    return text


@pytest.fixture
def event(cast: Cast) -> Any:
    alfa = make_organisation(name="Alfa S.p.A.", country="IT")
    make_membership(cast.cluster, alfa)
    return make_activity(cast.network, title_it="Meet in Italy", start="2027")


def there() -> dict[str, tuple[str, list[str]]]:
    return {
        str(one.organisation or one.cluster): (
            one.status,
            sorted(str(row) for row in one.attendances.all()),
        )
        for one in Participation.objects.all()
    }


def test_one_file_brings_people_organisations_and_who_took_part(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    given = {"given": ["activity=Meet in Italy"]}
    path = write("participants.csv", as_csv(cast))
    done = run("participants", path, cast, **given)
    assert counts(done) == (5, 0, 0, 0), done
    people = Person.objects.filter(email__endswith=".example").order_by("email")
    assert [(str(one), one.maintained_by) for one in people] == [
        ("Ada Rossi", cast.cluster),
        ("Eva Lang", cast.cluster),
        ("Hans Meier", cast.cluster),
        ("Ugo Bianchi", cast.cluster),
    ]
    beta = Organisation.objects.get(name="Beta GmbH")
    assert (beta.country, beta.website, beta.maintained_by, beta.is_published) == (
        "DE",
        "https://beta.example",
        cast.cluster,
        False,
    )
    assert Organisation.objects.filter(name__istartswith="alfa").count() == 1
    assert not Organisation.objects.filter(name=cast.cluster.acronym).exists()
    worked = Position.objects.order_by("person__email").values_list(
        "person__given_name", "organisation__name", "function_en"
    )
    assert list(worked) == [
        ("Ada", "Alfa S.p.A.", "CTO"),
        ("Eva", "Beta GmbH", "Buyer"),
        ("Hans", "Beta GmbH", "Sales"),
        ("Ugo", "Alfa S.p.A.", "CEO"),
    ]
    assert there() == {
        "Alfa S.p.A.": ("confirmed", ["Ada Rossi"]),
        str(cast.cluster): ("took_part", ["Pia Verdi"]),
    }
    assert counts(run("participants", path, cast, **given)) == (0, 0, 5, 0)
    later = write("later.csv", as_csv(cast, Canceled="Attended", CTO="Head of R&D"))
    again = run("participants", later, cast, **given)
    assert counts(again) == (0, 2, 3, 0)
    assert there()["Alfa S.p.A."] == ("took_part", ["Ada Rossi", "Ugo Bianchi"])
    assert counts(run("participants", later, cast, **given)) == (0, 0, 5, 0)


def test_what_the_file_brought_goes_again(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    path = write("participants.csv", as_csv(cast))
    done = run("participants", path, cast, given=["activity=Meet in Italy"])
    call_command("import", undo=done["import"], stdout=io.StringIO())
    assert (there(), Attendance.objects.count()) == ({}, 0)
    assert not Person.objects.filter(email__endswith=".example").exists()
    assert not Organisation.objects.filter(name="Beta GmbH").exists()


def test_the_page_asks_once_of_which_event_the_file_is(
    cast: Cast, event: Any, tmp_path: Any, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    client = Client()
    client.force_login(cast.manager)
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in [HEADER, *rows_for(cast)]:
        book.active.append(row)
    book.save(content)
    upload = SimpleUploadedFile("export.xlsx", content.getvalue())
    start = reverse("portal:import_start")
    words = {"kind": "participants", "cluster": cast.cluster.pk, "file": upload}
    client.post(start, words)
    record = Import.objects.get()
    assert record.mapping == [
        *("external_id", "given_name", "family_name", "email", "organisation"),
        *("function_en", "country", "organisation_kind", "website", "status", ""),
    ]
    url = reverse("portal:import_detail", args=[record.uid])
    columns = {f"column-{n}": name for n, name in enumerate(record.mapping)}
    client.post(url, {"press": "match"} | columns)
    record.refresh_from_db()
    assert record.state == "uploaded", "nobody has said of which event it is"
    wrong = {"press": "match", "given-activity": "meet italy"}
    page = client.post(url, wrong | columns, follow=True).content.decode()
    assert "Meet in Italy?" in page, "told once, with what may be meant"
    assert 'value="meet italy"' in page, "and the words stand there to be mended"
    said = {"press": "match", "given-activity": "Meet in Italy"}
    client.post(url, said | columns)
    record.refresh_from_db()
    assert (record.state, record.created, record.errors) == ("planned", 5, [])
    assert Person.objects.filter(email__endswith=".example").count() == 0
    client.post(url, {"press": "all"})
    assert there()["Alfa S.p.A."] == ("confirmed", ["Ada Rossi"])
    client.post(url, {"press": "undo"})
    assert there() == {}


def test_whom_another_cluster_keeps_is_said_to_have_come_and_no_more(
    cast: Cast,
    event: Any,
    write: Any,  # noqa: F811
) -> None:
    theirs = make_person(given_name="Ada", family_name="Rossi", is_public=True)
    Person.objects.filter(pk=theirs.pk).update(maintained_by=cast.other_cluster)
    text = (
        "Event,First name,Last name,Organization,Position,Phone\n"
        "Meet in Italy,Ada,Rossi,Alfa S.p.A.,CTO,+39 02 1\n"
        "Altrove,Ugo,Neri,Alfa S.p.A.,,\n"
    )
    path = write("a.csv", text)
    done = run("participants", path, cast, partial=True)
    assert [(one["row"], one["column"]) for one in done["errors"]] == [(3, "Event")]
    assert (done["created"], done["updated"]) == (0, 1)
    theirs.refresh_from_db()
    assert there() == {"Alfa S.p.A.": ("confirmed", ["Ada Rossi"])}
