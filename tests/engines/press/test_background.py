"""What a text tells besides: its days are of no activity, and it is none itself."""

import datetime as dt

import pytest

from fondaco.engines.press import read
from tests.engines.press.readings import read_one

# A Friday.
PUBLISHED = dt.date(2018, 5, 25)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # What is said in a speech, and of which clause a day is.
        (
            "«Lo sgravio è stato ridotto a fine 2017». Lo ha detto ieri Anna Riva, "
            "aprendo a Modena il convegno “Acqua”.",
            "2018-05-24",
            "2018-05-24",
        ),
        (
            "Ieri Anna Riva ha inaugurato a Modena il convegno sulla banchina, i cui "
            "lavori erano cominciati nel novembre 2016.",
            "2018-05-24",
            "2018-05-24",
        ),
        (
            "Il convegno “Acqua” si terrà a Modena il 5 giugno. Nel primo trimestre le "
            "vendite sono salite del 3%; ad agosto erano calate.",
            "2018-06-05",
            "2018-06-05",
        ),
        (
            "Il convegno “Acqua” si terrà a Modena il 5 giugno; il monitoraggio durerà "
            "fino al 2022.",
            "2018-06-05",
            "2018-06-05",
        ),
        (
            "Dopo l'8 giugno la quota del convegno “Acqua” aumenta: si terrà a Modena "
            "il 20 giugno.",
            "2018-06-20",
            "2018-06-20",
        ),
        # One day said twice.
        (
            "Giovedì prossimo, 7 giugno, si terrà a Modena il convegno “Acqua”.",
            "2018-06-07",
            "2018-06-07",
        ),
        # The year beside a month, and a verb that is short in the future.
        (
            "Tra le iniziative del 2017, il convegno di Modena sull'acqua (ottobre).",
            "2017-10",
            None,
        ),
        (
            "A novembre avremo uno stand a Ecomondo, dove eravamo visitatori.",
            "2018-11",
            None,
        ),
    ],
)
def test_days_of_something_else(text: str, start: str, end: str | None) -> None:
    """Only what is said of the activity is its day."""
    activity = read_one(text, PUBLISHED)
    assert (activity.start, activity.end) == (start, end)


def test_its_own_days_in_brackets() -> None:
    """“Il 5 e il 6, in concomitanza con la fiera (4-8 giugno)”."""
    text = (
        "La missione dei buyer turchi è confermata a Bologna. Incontreranno Etralab il "
        "5 e 6 giugno, in concomitanza con Ecomondo (Rimini, 4-8 giugno)."
    )
    days = {a.title: (a.start, a.end) for a in read(text, PUBLISHED).activities}
    assert days["Ecomondo"] == ("2018-06-04", "2018-06-08")


@pytest.mark.parametrize(
    "text",
    [
        # History and habits.
        "Nel 2012 Etralab ha ottenuto la certificazione ISO 9001.",
        "Ogni edizione propone una visita aziendale.",
        "La direzione si riunisce a mesi alterni.",
        "Le giornate sono dedicate ai volontari l'ultima domenica del mese.",
        # What will not be.
        "La tappa di Bari, che si svolgeva a novembre, non è più in calendario.",
    ],
)
def test_no_activity(text: str) -> None:
    """Nothing of it was or will be held."""
    assert read(text, PUBLISHED).activities == ()


def test_a_diary() -> None:
    """What stands under a line that is a day is on that day."""
    text = (
        "Taccuino\n\nLUNEDÌ 4 GIUGNO\nRoma - Ministero: convegno sulla siderurgia.\n"
        "MARTEDÌ 5 GIUGNO\nParma - Al via, fino a venerdì, il forum del legno.\n"
    )
    days = [(a.start, a.end) for a in read(text, PUBLISHED).activities]
    assert days == [("2018-06-04", "2018-06-04"), ("2018-06-05", "2018-06-08")]


def test_the_month_of_another_paragraph() -> None:
    """A day has no month from what is to come in another paragraph."""
    text = (
        "A dicembre Etralab presenterà il bilancio.\n\nAnna Riva sarà il 30 a Modena, "
        "al convegno “Acqua”."
    )
    assert "2018-05-30" in [a.start for a in read(text, PUBLISHED).activities]
