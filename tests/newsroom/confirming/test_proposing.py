"""From the engine's words to those of the record."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from fondaco.activities.vocabularies import CountSubject
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.press import (
    Activity,
    Evidence,
    Fact,
    Organisation,
    Participation,
    Place,
)
from fondaco.engines.press import Reading as Read
from fondaco.newsroom.confirming.counted import subjects_of
from fondaco.newsroom.confirming.dates import dates_of, iso_of
from fondaco.newsroom.confirming.known import Body, Known, read_known
from fondaco.newsroom.confirming.proposing import propose
from tests.conftest import Cast
from tests.factories import make_organisation
from tests.newsroom.confirming.findings import TEXT

NOBODY = Known([])
VISITOR = AnonymousUser()
AFIL = (Organisation("AFIL", "AFIL", ("AFIL",)), Body(cluster="afil"))
LE2C = (Organisation("LE2C", "LE2C", ("LE2C",)), Body(cluster="le2c"))
FAIR = Activity(
    title="Pollutec",
    kind="fair",
    status="held",
    start="2016-11-29",
    end="2016-12-02",
    precision="day",
    edition=27,
    programme=None,
    places=(),
    participations=(),
    time="09:30",
    confidence=0.8,
    evidence=(),
)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def evidence(name: str, words: str) -> Evidence:
    return Evidence(name, at(words), words, 0.9)


def read(*activities: Activity, facts: tuple[Fact, ...] = ()) -> Read:
    return Read(TEXT, None, activities, facts, ())


def part(name: str, words: str, **more: object) -> Participation:
    fields = {"cluster": None, "role": "participant", "status": "took_part"} | more
    return Participation(name, span=at(words), quote=words, **fields)  # type: ignore[arg-type]


def test_an_activity_becomes_a_record_with_its_words() -> None:
    told = replace(
        FAIR,
        places=(Place("Lione", "FR"),),
        evidence=(
            evidence("title", "Pollutec"),
            evidence("places", "Lione"),
            evidence("participations", "Il cluster ha partecipato"),
        ),
    )
    (record,) = propose(read(told), NOBODY)
    assert record.said == {
        "title": "Pollutec",
        "kind": "fair",
        "status": "held",
        "start": "2016-11-29",
        "end": "2016-12-02",
        "edition": 27,
        "programme": "",
        "time": "09:30",
        "is_international": True,
        "within": "",
    }
    assert record.evidence == [
        ["title", *at("Pollutec"), 0.9],
        ["places", *at("Lione"), 0.9],
        # The sentence that names it stands for the whole.
        ["passage", 0, TEXT.index(" Alcuni"), 0.8],
    ]
    (place,) = record.parts
    assert place.said == {"city": "Lione", "country": "FR", "venue": ""}
    assert place.evidence == [["places", *at("Lione"), 0.9]]


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("seminar", "seminar"),
        ("agreement", "partnership"),
        ("proposal", "proposal"),
        ("recognition", ""),
    ],
)
def test_kinds_are_those_of_the_record_or_are_asked_for(kind: str, kept: str) -> None:
    (record,) = propose(read(replace(FAIR, kind=kind)), NOBODY)
    assert record.said["kind"] == kept


def test_offices_stand_among_the_facts_alone() -> None:
    fact = Fact(
        "mandate", "AFIL", "presidente: Ada Rossi", None, None, "x", at("Ada Rossi")
    )
    known = Known([AFIL])
    (found,) = propose(read(replace(FAIR, kind="mandate"), facts=(fact,)), known)
    assert (found.kind, found.said["fact"], found.said["cluster"]) == (
        "fact",
        "mandate",
        "afil",
    )
    assert found.evidence == [["", *at("Ada Rossi"), 0.5]]


def test_a_label_stands_among_the_facts_alone() -> None:
    """And a recognition that is none of them waits to be told what it is."""
    fact = Fact("label", "AFIL", "Gold Label", None, None, "x", at("Il cluster"))
    label = replace(FAIR, kind="recognition", title="Gold Label")
    prize = replace(FAIR, kind="recognition", title="Premio Innovazione")
    found = propose(read(label, prize, facts=(fact,)), Known([AFIL]))
    assert {(one.kind, one.said.get("title", "")) for one in found} == {
        ("fact", ""),
        ("record", "Premio Innovazione"),
    }


def test_what_is_told_first_comes_first() -> None:
    late = replace(FAIR, title="B2B", evidence=(evidence("title", "incontri B2B"),))
    # Its date stands before everything, its name does not.
    late = replace(late, evidence=(*late.evidence, evidence("start", "Il cluster")))
    first = replace(FAIR, evidence=(evidence("title", "Pollutec"),))
    found = propose(read(late, first), NOBODY)
    assert [one.said["title"] for one in found] == ["Pollutec", "B2B"]


def test_the_words_of_a_role_are_the_shortest_that_hold_the_name() -> None:
    sentence = "organizzata da Reed Expo S.r.l., con Ada Rossi"
    told = replace(
        FAIR,
        participations=(
            part("Reed Expo", "Reed Expo", role="organiser"),
            part("Bianchi", "Bruno Bianchi"),
        ),
        evidence=(
            evidence("participations", sentence),
            evidence("participations", "organizzata da Reed Expo"),
        ),
    )
    roles = propose(read(told), NOBODY)[0].parts
    assert [TEXT[slice(*one.evidence[0][1:3])] for one in roles] == [
        "organizzata da Reed Expo",
        "Bruno Bianchi",
    ]


def test_counts_are_the_only_clusters_unless_they_are_of_the_whole() -> None:
    some = {"some": True}
    counts = (
        part("incontri B2B e intercluster", "incontri B2B", **some),
        part("cluster", "Il cluster", count=6, of=9),
        part("richieste", "30", count=30),
    )
    known = Known([AFIL])
    own = part("AFIL", "Il cluster", cluster="AFIL")
    parts = propose(read(replace(FAIR, participations=(*counts, own))), known)[0].parts
    assert [
        (one.said["subject"], one.said["number"], one.said["of"], one.said["cluster"])
        for one in parts
        if one.kind == "count"
    ] == [
        ("meetings_b2b", None, None, "afil"),
        ("meetings_c2c", None, None, "afil"),
        ("clusters", 6, 9, ""),
        ("", 30, None, "afil"),
    ]
    other = replace(
        FAIR, participations=(*counts, own, part("B", "30", cluster="LE2C"))
    )
    both = Known([AFIL, LE2C])
    counted = [
        one for one in propose(read(other), both)[0].parts if one.kind == "count"
    ]
    assert {one.said["cluster"] for one in counted} == {""}


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("incontri", ["meetings_b2b"]),
        (
            "incontri istituzionali e di business",
            ["meetings_institutional", "meetings_business"],
        ),
        ("colloqui bilaterali", ["meetings_b2b"]),
        ("visite", ["visits"]),
        ("visitatori", ["visitors"]),
        ("espositori", ["exhibitors"]),
        ("sue aziende del settore cleantech", ["companies"]),
        ("start-up", ["companies"]),
        ("società", ["companies"]),
        ("cluster", ["clusters"]),
        ("soci", ["members"]),
        ("aziende associate", ["members"]),
        ("persone", ["people"]),
        ("richieste di finanziamento", []),
        ("societari", ["companies"]),
        ("", []),
    ],
)
def test_what_a_number_counts(words: str, subjects: list[str]) -> None:
    assert subjects_of(words) == [CountSubject(one) for one in subjects]


@pytest.mark.parametrize(
    ("start", "end", "precision", "begins", "ends"),
    [
        (None, None, "unknown", "", ""),
        ("2016-11-24", "2016-11-24", "day", "2016-11-24", ""),
        ("2016-11-29", "2016-12-02", "day", "2016-11-29", "2016-12-02"),
        ("2016-11", None, "month", "2016-11", ""),
        ("2016", None, "year", "2016", ""),
        ("2016-09", "2016-11", "season", "2016-autumn", ""),
        ("2016-10", "2016-11", "season", "2016-10", ""),
    ],
)
def test_dates_are_as_exact_as_they_are_told(
    start: str | None, end: str | None, precision: str, begins: str, ends: str
) -> None:
    told = replace(FAIR, start=start, end=end, precision=precision)
    assert dates_of(told) == (PartialDate.parse(begins), PartialDate.parse(ends))


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2016-11-24", "2016-11-24", "2016-11-24"),
        ("2016-11", "2016-11", "2016-11"),
        ("2016-autumn", "2016-09", "2016-11"),
        ("2016", "2016", "2016"),
        ("", None, None),
    ],
)
def test_dates_go_back_to_the_engine_as_exact(
    date: str, first: str | None, last: str | None
) -> None:
    known = PartialDate.parse(date)
    assert (iso_of(known), iso_of(known, last=True)) == (first, last)


def test_a_name_of_one_word_is_known_only_as_it_is_written(cast: Cast) -> None:
    energia = make_organisation(name="Energia")
    text = "L'energia pulita cresce."
    assert "Energia" not in {one.name for one in read_known(text, VISITOR).names}
    known = read_known("Energia presenta i conti.", VISITOR)
    assert known.body_called("Energia") == Body(organisation=energia.uid)
    assert "Energia" not in {
        one.name for one in read_known("Energiapiù presenta.", VISITOR).names
    }


def test_only_those_are_known_whom_the_text_may_name(cast: Cast) -> None:
    make_organisation(name="Reed Expo S.r.l.")
    make_organisation(name="Officine Lecco S.p.A.")
    names = {one.name for one in read_known(TEXT, cast.manager).names}
    clusters = {cast.cluster.acronym, cast.other_cluster.acronym}
    assert names == clusters | {"Reed Expo S.r.l."}


def test_the_drafts_of_others_are_not_known(cast: Cast) -> None:
    draft = make_organisation(
        name="Reed Expo S.r.l.", is_published=False, maintained_by=cast.cluster
    )
    body = Body(organisation=draft.uid)
    assert read_known(TEXT, cast.manager).body_called("Reed Expo S.r.l.") == body
    assert read_known(TEXT, cast.other_manager).body_called("Reed Expo S.r.l.") is None


def test_a_cluster_is_known_by_acronym_name_and_alias(cast: Cast) -> None:
    cast.cluster.aliases.create(name="Distretto dell'Aria")
    known = read_known("", cast.manager)
    own = Body(cluster=cast.cluster.slug)
    assert known.body_called("X", cast.cluster.acronym) == own
    assert known.body_called(cast.cluster.name_it) == own
    assert known.body_called("Distretto dell'Aria") == own
