import pytest

from fondaco.core.spreadsheets.headers import (
    Field,
    Match,
    is_known,
    known_fields,
    known_names,
    match_headers,
)


def matched(kind: str, header: list[str]) -> dict[str, str | None]:
    return {one.column: one.field for one in match_headers(header, known_fields(kind))}


def test_usual_headers_are_recognised_in_italian() -> None:
    header = [
        "Anagrafica – Ragione sociale",
        "P.IVA",
        "Sito web",
        "NAZIONE",
        "Città (sede)",
    ]
    assert list(matched("organisations", header).values()) == [
        "name",
        "vat",
        "website",
        "country",
        "city",
    ]


def test_the_columns_of_cordis_are_recognised() -> None:
    header = ["organisationID", "vatNumber", "name", "shortName", "SME", "activityType"]
    header += ["street", "postCode", "city", "country", "nutsCode", "organizationURL"]
    assert list(matched("organisations", header).values()) == [
        *("pic", "vat", "name", "acronym", "size_class", "kind"),
        *("site", "postcode", "city", "country", "nuts", "website"),
    ]


def test_the_exports_of_b2match_are_recognised() -> None:
    people = [
        "First name",
        "Last name",
        "Job title",
        "Organization",
        "Country",
        "Email",
    ]
    people += ["Phone", "Website", "Attendance", "Meetings"]
    assert list(matched("people", people).values()) == [
        *("given_name", "family_name", "function", "organisation", "country", "email"),
        *("phone", "website", "attendance", "meetings"),
    ]
    meetings = ["Host", "Guest", "Date", "Start", "End", "Table/Location", "Status"]
    assert list(matched("encounters", meetings).values()) == [
        *("person_1", "person_2", "day", "start_time", "end_time", "table", "status"),
    ]


def test_a_slip_is_forgiven_and_no_field_is_given_twice() -> None:
    fields = [Field("name", ("ragione sociale", "azienda")), Field("city", ("città",))]
    samples = [["A"], ["B"], ["C"]]
    assert match_headers(["Azienda", "Ragione socialle", "x"], fields, samples) == [
        Match("Azienda", "name", 100, ("A",)),
        Match("Ragione socialle", None, 0, ("B",)),
        Match("x", None, 0, ("C",)),
    ]
    [slip] = match_headers(["Ragione socialle"], fields)
    assert (slip.field, slip.score) == ("name", 94)


@pytest.mark.parametrize(
    "header",
    [
        *("P. IVA / C.F.", "P.IVA/C.F.", "Partita IVA / Codice fiscale", "CF/P.IVA"),
        *("Codice Fiscale - Partita IVA", "P.IVA o C.F.", "Cod. Fisc. / P.Iva"),
    ],
)
@pytest.mark.parametrize("kind", ["organisations", "members"])
def test_a_column_of_both_numbers_is_recognised(kind: str, header: str) -> None:
    assert matched(kind, [header]) == {header: "vat"}
    assert is_known(header)


def test_a_name_may_be_said_in_both_languages() -> None:
    header = ["Ragione sociale / Company name", "Paese/Country", "Città | Town"]
    assert matched("organisations", [*header, "Nome / Boh"]) == {
        **dict(zip(header, ["name", "country", "city"], strict=True)),
        "Nome / Boh": None,
    }
    assert is_known(header[0])


def test_what_is_like_two_fields_is_left_to_the_person() -> None:
    fields = [Field("start", ("data inizio",)), Field("end", ("data inizia",))]
    assert match_headers(["Data inizi"], fields) == [
        Match("Data inizi", None, 0, (), ("start", "end"))
    ]


@pytest.mark.parametrize(
    ("text", "known"), [("Ragione Sociale:", True), ("Rossi", False)]
)
def test_a_header_is_told_from_a_cell(text: str, known: bool) -> None:
    assert is_known(text) is known


def test_names_that_every_kind_shares_are_its_own_too() -> None:
    assert "nazione" in known_names("organisations", "country")
    assert known_names("organisations", "unheard of") == ()
