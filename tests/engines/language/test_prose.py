"""Articles, prepositions and lists as a sentence writes them."""

import pytest

from fondaco.engines.language.countries import countries
from fondaco.engines.language.prose import (
    after,
    article,
    in_city,
    in_country,
    listed,
    ordinal,
)


@pytest.mark.parametrize(
    ("items", "italian", "english"),
    [
        ([], "", ""),
        (["AFIL"], "AFIL", "AFIL"),
        (["AFIL", "LE2C"], "AFIL e LE2C", "AFIL and LE2C"),
        (["AFIL", "SCC", "Èlite"], "AFIL, SCC ed Èlite", "AFIL, SCC and Èlite"),
    ],
)
def test_lists(items: list[str], italian: str, english: str) -> None:
    assert listed(items, "it") == italian
    assert listed(items, "en") == english


@pytest.mark.parametrize(
    ("word", "feminine", "plural", "expected"),
    [
        ("fiera", True, False, "la "),
        ("assemblea", True, False, "l’"),
        ("evento", False, False, "l’"),
        ("seminario", False, False, "il "),
        ("studio", False, False, "lo "),
        ("zoo", False, False, "lo "),
        ("salone", False, False, "il "),
        ("incontri", False, True, "gli "),
        ("seminari", False, True, "i "),
        ("studi", False, True, "gli "),
        ("visite", True, True, "le "),
        ("Expo", True, False, "l’"),
    ],
)
def test_articles(word: str, feminine: bool, plural: bool, expected: str) -> None:
    assert article(word, feminine=feminine, plural=plural) == expected


@pytest.mark.parametrize(
    ("preposition", "phrase", "expected"),
    [
        ("a", "la fiera", "alla fiera"),
        ("a", "il kick-off", "al kick-off"),
        ("a", "l’evento", "all’evento"),
        ("a", "l'evento", "all’evento"),
        ("a", "gli incontri", "agli incontri"),
        ("a", "i lavori", "ai lavori"),
        ("a", "lo studio", "allo studio"),
        ("di", "la Commissione", "della Commissione"),
        ("di", "il Ministero", "del Ministero"),
        ("di", "Confindustria", "di Confindustria"),
        ("da", "l’Università di Pavia", "dall’Università di Pavia"),
        ("in collaborazione con", "il Ministero", "in collaborazione con il Ministero"),
        ("con il patrocinio di", "la Regione", "con il patrocinio della Regione"),
        ("a", "Atene", "ad Atene"),
        ("in", "gli Stati Uniti", "negli Stati Uniti"),
    ],
)
def test_prepositions(preposition: str, phrase: str, expected: str) -> None:
    assert after(preposition, phrase) == expected


def test_ordinals() -> None:
    assert ordinal(2, "it", feminine=True) == "seconda"
    assert ordinal(11, "it") == "undicesimo"
    assert ordinal(21, "it", feminine=True) == "21ª"
    assert [ordinal(n, "en") for n in (2, 12, 13, 21, 22, 103, 111)] == [
        *("second", "twelfth", "13th", "21st", "22nd", "103rd", "111th")
    ]
    with pytest.raises(ValueError, match="no number 0"):
        ordinal(0, "it")


@pytest.mark.parametrize(
    ("code", "italian", "english"),
    [
        ("BR", "in Brasile", "in Brazil"),
        ("US", "negli Stati Uniti", "in the United States"),
        ("NL", "nei Paesi Bassi", "in the Netherlands"),
        ("MT", "a Malta", "in Malta"),
        ("IL", "in Israele", "in Israel"),
    ],
)
def test_countries(code: str, italian: str, english: str) -> None:
    assert in_country(code, "it") == italian
    assert in_country(code, "en") == english


def test_every_country_can_be_said() -> None:
    for code, _ in countries("en"):
        assert in_country(code, "it").split()[0] in {
            *(
                "in",
                "a",
                "ad",
                "nel",
                "nella",
                "nei",
                "negli",
                "nelle",
                "alle",
                "nello",
            ),
            *("sull’Isola", "nell’Eswatini"),
        }
        assert in_country(code, "en").split()[0] in {"in", "on"}


def test_cities() -> None:
    assert in_city("Bruxelles", "it") == "a Bruxelles"
    assert in_city("Amburgo", "it") == "ad Amburgo"
    assert in_city("L’Aia", "it") == "all’Aia"
    assert in_city("La Spezia", "it") == "alla Spezia"
    assert in_city("Brussels", "en") == "in Brussels"
