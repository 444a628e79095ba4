from typing import Any

import pytest
from django.utils.translation import override

from fondaco.presence.facts import NetworkFact
from fondaco.presence.filters import Filters
from fondaco.presence.indicators import INDICATORS
from fondaco.presence.presence import compose
from fondaco.presence.sentences import headline
from tests.presence.records import (
    SINCE_2014,
    activity,
    cluster,
    facts,
    network,
    taking_part,
)

NINE = network(*(cluster(number, SINCE_2014) for number in range(1, 10)))


def said(
    language: str,
    *records: Any,
    year: int = 2016,
    net: NetworkFact = NINE,
    **asked: Any,
) -> str:
    now = facts(*records, year=year, network=net)
    before = facts(year=year - 1, network=net)
    with override(language):
        presence = compose(
            now, before, Filters(**asked), years=(year,), codes=INDICATORS
        )
        return headline(presence)


BELGIUM, BRAZIL = activity("BE"), activity("BR")
ITALY, MEXICO = activity("IT"), activity("MX")


def roles(*levels: str) -> list[Any]:
    return [
        taking_part(where, who, role)
        for who, (where, role) in enumerate(
            zip((BELGIUM, BRAZIL, ITALY), levels, strict=False), start=1
        )
    ]


@pytest.mark.parametrize(
    ("records", "asked", "english", "italian"),
    [
        (
            [BELGIUM, BRAZIL, ITALY, MEXICO, *roles("speaker", "organiser")],
            {},
            "In 2016 the nine clusters took part in 4 activities in 4 countries, "
            "2 of them beyond Europe; 2 times as speaker, coordinator or organiser.",
            "Nel 2016 i nove cluster hanno preso parte a 4 attività in 4 paesi, 2 dei "
            "quali fuori dall’Europa; 2 volte come relatori, coordinatori o "
            "organizzatori.",
        ),
        (
            [BELGIUM, BRAZIL, *roles("speaker")],
            {},
            "In 2016 the nine clusters took part in 2 activities in 2 countries, one "
            "of them beyond Europe; once as speaker, coordinator or organiser.",
            "Nel 2016 i nove cluster hanno preso parte a 2 attività in 2 paesi, uno "
            "dei quali fuori dall’Europa; una volta come relatori, coordinatori o "
            "organizzatori.",
        ),
        (
            [BELGIUM, ITALY],
            {},
            "In 2016 the nine clusters took part in 2 activities in 2 countries, all "
            "in Europe.",
            "Nel 2016 i nove cluster hanno preso parte a 2 attività in 2 paesi, tutti "
            "in Europa.",
        ),
        (
            [BRAZIL, MEXICO],
            {},
            "In 2016 the nine clusters took part in 2 activities in 2 countries, all "
            "beyond Europe.",
            "Nel 2016 i nove cluster hanno preso parte a 2 attività in 2 paesi, tutti "
            "fuori dall’Europa.",
        ),
        (
            [BRAZIL],
            {},
            "In 2016 the nine clusters took part in one activity in one country, "
            "beyond Europe.",
            "Nel 2016 i nove cluster hanno preso parte a un’attività in un paese, "
            "fuori dall’Europa.",
        ),
        (
            [activity(is_virtual=True)],
            {},
            "In 2016 the nine clusters took part in one activity, online.",
            "Nel 2016 i nove cluster hanno preso parte a un’attività, online.",
        ),
        (
            [activity()],
            {},
            "In 2016 the nine clusters took part in one activity.",
            "Nel 2016 i nove cluster hanno preso parte a un’attività.",
        ),
        (
            [BELGIUM, *roles("speaker")],
            {"cluster": "c1"},
            "In 2016 C1 took part in one activity in one country, in Europe; once as "
            "speaker, coordinator or organiser.",
            "Nel 2016 C1 ha preso parte a un’attività in un paese, in Europa; una "
            "volta come relatore, coordinatore o organizzatore.",
        ),
        (
            [BELGIUM],
            {"cluster": "c1"},
            "No activity of C1 is recorded for 2016 yet.",
            "Per il 2016 non è ancora registrata alcuna attività di C1.",
        ),
        (
            [BELGIUM, BRAZIL],
            {"country": "BR"},
            "In 2016, with the filters chosen, the nine clusters took part in one "
            "activity in one country, beyond Europe.",
            "Nel 2016, con i filtri scelti, i nove cluster hanno preso parte a "
            "un’attività in un paese, fuori dall’Europa.",
        ),
        (
            [BELGIUM],
            {"country": "BR"},
            "Of 2016 nothing is recorded that matches these filters.",
            "Del 2016 non è registrato nulla che corrisponda a questi filtri.",
        ),
        (
            [],
            {},
            "No activity is recorded for 2016 yet.",
            "Per il 2016 non è ancora registrata alcuna attività.",
        ),
    ],
)
def test_the_year_in_one_sentence(
    records: list[Any], asked: dict[str, str], english: str, italian: str
) -> None:
    assert said("en", *records, **asked) == english
    assert said("it", *records, **asked) == italian


def test_what_is_not_over_is_told_in_the_present() -> None:
    record = activity("BE", start="2190")
    sentence = said("en", record, year=2190)
    assert sentence == (
        "In 2190 the nine clusters take part in one activity in one country, in Europe."
    )
    assert said("it", record, year=2190).startswith("Nel 2190 i nove cluster prendono")
    own = taking_part(record, 1)
    assert said("en", record, own, year=2190, cluster="c1").startswith(
        "In 2190 C1 takes part in"
    )
    assert said("it", record, own, year=2190, cluster="c1").startswith(
        "Nel 2190 C1 prende parte a"
    )


@pytest.mark.parametrize(
    ("clusters", "english", "italian"),
    [
        (1, "In 2016 C1 took part", "Nel 2016 C1 ha preso parte"),
        (8, "In 2016 the eight clusters took", "Nel 2016 gli otto cluster hanno"),
        (11, "In 2016 the clusters of NET took", "Nel 2016 i cluster di NET hanno"),
    ],
)
def test_a_network_is_called_by_the_number_of_its_clusters(
    clusters: int, english: str, italian: str
) -> None:
    net = network(*(cluster(number) for number in range(1, clusters + 1)))
    assert said("en", BELGIUM, net=net).startswith(english)
    assert said("it", BELGIUM, net=net).startswith(italian)
