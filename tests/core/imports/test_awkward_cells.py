"""Cells as people fill them: nothing said in words, two numbers, two addresses."""

from typing import Any

import pytest

from fondaco.registry.models import Identifier, Organisation, Person
from tests.core.imports.test_importing import (
    OTHER_VAT,
    VAT,
    counts,
    run,
    sheet,  # noqa: F401
)
from tests.factories import make_cluster, make_organisation

pytestmark = pytest.mark.django_db
TAX_CODES = ("RSSMRA80A01F205X", "80054330586")


@pytest.mark.parametrize("nothing", ["-", "–", "n.d.", "N/D", "n.a.", "n/a", "..."])
def test_words_that_say_nothing_are_empty_cells_in_every_column(
    sheet: Any,  # noqa: F811
    nothing: str,
) -> None:
    columns = "Ragione sociale;P.IVA;Nazione;Tipo;E-mail;Sito;Provincia"
    rest = ";".join([nothing] * 5)
    done = run("organisations", sheet(f"{columns}\nAlfa;{rest};NA\n"))
    assert (counts(done), done["warnings"]) == ((1, 0, 0, 0), [])
    record = Organisation.objects.get()
    assert (record.public_email, record.website) == ("", "")
    assert (record.province, record.identifiers.count()) == ("NA", 0)


def test_a_column_may_have_vat_numbers_and_tax_codes(
    sheet: Any,  # noqa: F811
) -> None:
    person, body = TAX_CODES
    done = run(
        "organisations",
        sheet(
            "Ragione sociale;P. IVA / C.F.\n"
            f"Alfa;{VAT}\nBeta;{person.lower()}\nGamma;C.F. {body}\n"
            f"Delta;{OTHER_VAT[2:]} / MRTMTT91D08F205J\nEpsilon;00743110150\n"
            "Zeta;743110157\n"
        ),
        partial=True,
    )
    assert [(one["row"], one["column"]) for one in done["errors"]] == [
        (6, "P. IVA / C.F.")
    ]
    said = ["P. IVA / C.F.: This is a tax code: it comes in as one."] * 2
    told = [one["message"] for one in done["warnings"]]
    assert [one for one in told if "tax code" in one] == said
    found = Identifier.objects.order_by("pk")
    values = found.values_list("organisation__name", "scheme", "value")
    assert set(values) == {
        ("Alfa", "vat", VAT),
        ("Beta", "tax_code", person),
        ("Gamma", "tax_code", body),
        ("Delta", "vat", OTHER_VAT),
        ("Delta", "tax_code", "MRTMTT91D08F205J"),
    }


def test_members_are_found_by_tax_code_and_their_type_is_left_out(
    sheet: Any,  # noqa: F811
) -> None:
    cluster, record = make_cluster(), make_organisation(name="Alfa")
    record.identifiers.create(scheme="tax_code", value=TAX_CODES[1])
    make_organisation(name="Beta")
    make_organisation(name="Gamma")
    text = (
        "Azienda;CF/P.IVA;Tipologia\n"
        f"Alfa (ente);{TAX_CODES[1]};Ente di ricerca\nBeta;;PMI\nGamma;;Fondatore\n"
    )
    done = run("members", sheet(text), cluster=cluster.acronym)
    assert (counts(done), done["errors"]) == ((3, 0, 0, 0), [])
    told = [one["row"] for one in done["warnings"] if "Tipologia" in one["message"]]
    assert told == [2, 3]
    members = cluster.memberships.order_by("pk")
    found = members.values_list("organisation__name", "kind")
    assert list(found) == [
        ("Alfa", "member"),
        ("Beta", "member"),
        ("Gamma", "founding"),
    ]


def test_of_several_addresses_the_first_is_taken(
    sheet: Any,  # noqa: F811
) -> None:
    text = (
        "Nome;Cognome;E-mail\nA;B;a@example.org, B@example.org\n"
        'C;D;"c@example.org; d@example.org"\nE;F;Elio Fo <e@example.org>\n'
        "G;H;h@example.org (ufficio)\nI;L;nessuna\n"
    )
    done = run("people", sheet(text), partial=True)
    assert [one["row"] for one in done["errors"]] == [6]
    assert [(one["row"], one["message"]) for one in done["warnings"]] == [
        (2, "E-mail: Only the first address was taken; left out: B@example.org."),
        (3, "E-mail: Only the first address was taken; left out: d@example.org."),
        (
            5,
            "E-mail: This cell has more than an address: “h@example.org” was taken.",
        ),
    ]
    emails = Person.objects.order_by("pk").values_list("email", flat=True)
    assert [one[0] for one in emails] == ["a", "c", "e", "h"]


def test_a_phone_that_a_spreadsheet_cut_is_left_out(
    sheet: Any,  # noqa: F811
) -> None:
    text = (
        'Nome;Cognome;Cellulare\nA;B;"3,9024E+10"\nC;D;Tel. +39 02 1234\n'
        "E;F;39024000000.0\nG;H;boh\n"
    )
    done = run("people", sheet(text), partial=True)
    assert [one["row"] for one in done["errors"]] == [5]
    assert [(one["row"], one["message"]) for one in done["warnings"]] == [
        (2, "Cellulare: The spreadsheet cut this number: it is left out.")
    ]
    phones = Person.objects.order_by("pk").values_list("phone", flat=True)
    assert list(phones) == ["", "+39 02 1234", "39024000000"]


def test_another_table_in_the_sheet_is_said_to_stay_out(
    sheet: Any,  # noqa: F811
) -> None:
    text = "Ragione sociale;Città\nAlfa;Como\n\nNome;Cognome\nAda;Rossi\n"
    done = run("organisations", sheet(text))
    assert counts(done) == (1, 0, 0, 0)
    assert done["warnings"] == [
        {
            "row": 4,
            "message": "Another table begins here: import it from a sheet of its own.",
        }
    ]
