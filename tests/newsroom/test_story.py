"""The bulletin of 2016 tells everything that the article tells, in two languages."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fondaco.newsroom.queries.story import Choice, read_story
from fondaco.newsroom.telling.draft import compose
from fondaco.newsroom.telling.facts import Period
from fondaco.registry.models import Cluster, Network

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]
YEAR = Period(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
TODAY = dt.date(2016, 11, 29)


def told(language: str, period: Period = YEAR, **more: object) -> str:
    choice = Choice(Network.objects.get(slug="9ctl"), period, **more)  # type: ignore[arg-type]
    story = read_story(choice, language, TODAY)
    return "\n".join(
        one.text for part in compose(story, language) for one in part.sentences
    )


@pytest.mark.parametrize(
    "words",
    [
        "più forte che in passato",
        "oltre i confini europei",
        "Sei cluster su nove parteciperanno alla quinta edizione della conferenza "
        "“European Cluster Conference 2016”, a Bruxelles",
        "il 1º e il 2 dicembre, organizzata dalla Commissione europea",
        "LE2C è stato selezionato come relatore per la stessa conferenza, nella "
        "sessione “Green Manufacturing e Circular Economy”",
        "LE2C tiene incontri bilaterali all’evento di incontri “Green Days 2016”",
        "nell’ambito di “Pollutec 2016”",
        "alcuni incontri B2B e alcuni incontri tra cluster",
        "AFIL ha partecipato in qualità di coordinatore al kick-off della Smart",
        "a Barcellona, in Spagna, il 16 e 17 novembre, sul tema",
        "Efficient and Sustainable Manufacturing",
        "AFIL ha partecipato alla seconda edizione della conferenza “Living Room of "
        "Emerging Industries in Milan”, a Milano (Palazzo Pirelli), il 24 novembre",
        "LAC ha partecipato alla missione di sistema in Brasile (San Paolo e São José "
        "dos Campos), dal 23 al 25 novembre, organizzata da Confindustria",
        "in collaborazione con il Ministero degli Affari Esteri",
        "presentando le eccellenze del settore aerospazio in Lombardia, con Angelo "
        "Vallerani (Presidente)",
        "LSC ha organizzato la missione in Israele",
        "Con LSC vi hanno preso parte alcuni associati",
        "alcuni incontri istituzionali, alcuni incontri d’affari e alcune visite",
        "Low Carbon Business Action in Brasile e in Messico",
        "Con LE2C vi prendono parte alcune aziende",
        "AFIL, CAT.AL, LE2C e SCC hanno aderito a diverse richieste di finanziamento",
        "SCC fa parte di un partenariato strategico europeo di cluster",
        "CAT.AL fa parte di un partenariato strategico europeo di cluster",
    ],
)
def test_it_tells_what_the_article_tells(words: str) -> None:
    assert words in told("it")


def test_it_says_the_same_in_english() -> None:
    text = told("en")
    for words in (
        "Six clusters of nine will take part in the fifth edition of the conference",
        "from 23 to 25 November",
        "AFIL took part as coordinator in the kick-off of the Smart Specialisation",
        "in Barcelona, Spain, on 16 and 17 November, on",
        "LSC organised the Lombardy Life Sciences Cluster's mission to Israel",
        "with Angelo Vallerani (President)",
        "joined in several applications for funding of European projects",
    ):
        assert words in text
    assert text.count("\n") == told("it").count("\n")


def test_every_sentence_leads_to_its_records() -> None:
    choice = Choice(Network.objects.get(slug="9ctl"), YEAR)
    kinds = set()
    for part in compose(read_story(choice, "it", TODAY), "it"):
        for sentence in part.sentences:
            assert sentence.keys
            kinds |= {kind for kind, _ in sentence.keys}
    assert kinds >= {"activity", "participation", "claim", "partnership"}


def test_a_month_has_what_is_surely_in_it() -> None:
    november = Period(dt.date(2016, 11, 1), dt.date(2016, 11, 30))
    text = told("it", november)
    assert "23 al 25 novembre" in text
    assert "Israele" not in text
    assert "Bruxelles" not in text


def test_a_cluster_has_its_own() -> None:
    text = told("it", clusters=[Cluster.objects.get(slug="lac")])
    assert text.startswith("LAC ha partecipato")
    assert "AFIL" not in text


def test_a_kind_alone() -> None:
    assert told("it", kinds=["fair"]).startswith("La fiera “Pollutec 2016” si è tenuta")


def test_reading_takes_as_many_queries_for_one_month_as_for_ten_years() -> None:
    numbers = []
    for period in (YEAR, Period(dt.date(2010, 1, 1), dt.date(2026, 12, 31))):
        with CaptureQueriesContext(
            connection,
        ) as found:
            told("it", period)
        numbers.append(len(found))
    assert numbers[0] == numbers[1] <= 20
