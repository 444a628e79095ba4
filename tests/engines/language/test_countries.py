"""Countries: ISO's list, their names both ways, Europe and the Union."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.engines.language.countries import (
    countries,
    country_code,
    country_name,
    is_country,
    is_europe,
    is_european_union,
    official_language,
)
from fondaco.engines.language.folding import fold

CODES = [code for code, _ in countries("en")]


def test_the_list_is_iso_3166_1() -> None:
    """ISO 3166-1 has 249 codes; CLDR's other territories are not among them."""
    assert len(set(CODES)) == len(CODES) == 249
    assert not any(map(is_country, ["EU", "UN", "XK", "ZZ", "AC", "UK", "EL", "001"]))


@pytest.mark.parametrize("text", ["", "it", "ITA", "Italia", "I\0", "\ud800"])
def test_only_a_code_in_capitals_is_a_country(text: str) -> None:
    """What is not a code is refused, not guessed."""
    assert not is_country(text)
    assert not is_europe(text)
    assert not is_european_union(text)


def test_the_union_has_27_members_all_in_europe() -> None:
    """Cyprus is the reason why Europe is M49's region and Cyprus."""
    union = [code for code in CODES if is_european_union(code)]
    assert len(union) == 27
    assert all(map(is_europe, union))


def test_europe_has_52_countries() -> None:
    """M49's region 150 has 51 with an ISO code."""
    assert len([code for code in CODES if is_europe(code)]) == 52


@pytest.mark.parametrize("code", ["IL", "TR", "BR", "MX", "GE", "AM", "AZ", "GL", "US"])
def test_beyond_europe(code: str) -> None:
    """Israel, Turkey and the Caucasus are beyond Europe, whatever their programmes."""
    assert not is_europe(code)


@pytest.mark.parametrize(
    ("code", "italian", "english"),
    [
        ("CZ", "Cechia", "Czechia"),
        ("NL", "Paesi Bassi", "Netherlands"),
        ("GB", "Regno Unito", "United Kingdom"),
        ("US", "Stati Uniti", "United States"),
        ("KR", "Corea del Sud", "South Korea"),
        ("TR", "Turchia", "Türkiye"),
        ("HK", "Hong Kong", "Hong Kong"),
    ],
)
def test_a_country_has_its_usual_name(code: str, italian: str, english: str) -> None:
    """Names are those in use, not the formal ones."""
    assert country_name(code, "it") == italian
    assert country_name(code, "en") == english


@pytest.mark.parametrize(
    ("code", "language"), [("EU", "it"), ("", "it"), ("IT", "xx"), ("IT", "")]
)
def test_an_unknown_code_or_language_is_refused(code: str, language: str) -> None:
    """The message names what was not understood."""
    with pytest.raises(ValueError, match=r"\.$"):
        country_name(code, language)


def test_choices_are_in_the_names_order_whatever_their_accents() -> None:
    """“Åland” is among the A, not after the Z."""
    names = [name for _, name in countries("en")]
    assert names[:2] == ["Afghanistan", "Åland Islands"]
    assert names == sorted(names, key=fold)


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_name_leads_back_to_its_code(language: str) -> None:
    """No name of one country is another's."""
    assert [country_code(name) for _, name in countries(language)] == [
        code for code, _ in countries(language)
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *[(name, "CZ") for name in ("Cechia", "Repubblica Ceca", "Czech Republic")],
        *[(name, "GB") for name in ("UK", "Gran Bretagna", "Inghilterra", "gbr")],
        *[(name, "US") for name in ("USA", "U.S.A.", "gli Stati Uniti", "us")],
        *[(name, "NL") for name in ("Olanda", "l’Olanda", "The Netherlands", "NLD")],
        *[(name, "GR") for name in ("EL", "GR", "Grecia", "Greece")],
        *[(name, "IT") for name in ("it", " ITALIA ", "L'Italia", "Italy", "ITA")],
        *[(name, "CI") for name in ("Costa d’Avorio", "Cote d'Ivoire", "Ivory Coast")],
        ("Citta' del Vaticano", "VA"),
        ("Bosnia-Erzegovina", "BA"),
        ("Corea", "KR"),
        ("Turkey", "TR"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(name: str, code: str) -> None:
    """Codes and names of two languages, with their usual variants."""
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "EU", "Europa", "Atlantide", "XK", "YUG", "DDR"])
def test_what_is_no_country_is_not_found(name: str) -> None:
    """Unions, states that are no more and inventions have no code."""
    assert country_code(name) is None


@given(st.text())
def test_any_text_is_a_country_or_is_not(text: str) -> None:
    """No text is an error."""
    code = country_code(text)
    assert code is None or is_country(code)


@given(st.sampled_from(CODES), st.sampled_from(["it", "en"]))
def test_case_does_not_matter(code: str, language: str) -> None:
    """Headlines and tables write names in capitals."""
    assert country_code(country_name(code, language).upper()) == code
    assert country_code(code.lower()) == code


@pytest.mark.parametrize(
    ("code", "language"),
    [("IT", "it"), ("GB", "en"), ("US", "en"), ("BR", "pt"), ("BE", ""), ("XX", "")],
)
def test_a_country_of_one_official_language_writes_in_it(
    code: str, language: str
) -> None:
    """Where there are more, or there is no such country, none can be told."""
    assert official_language(code) == language
