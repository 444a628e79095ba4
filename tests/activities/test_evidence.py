"""Which words of which source support which fact."""

import pytest
from django.utils.translation import override

from fondaco.activities.evidence import fact_in_words, read_evidence
from fondaco.activities.models import ActivityAlias, Attendance
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_cluster,
    make_count,
    make_organisation,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db

SENTENCE = "AFIL partecipa, il 16 e 17 novembre, al Kick Off di Barcellona"


def test_shorter_words_are_marked_within_the_passage_that_holds_them() -> None:
    source, activity = make_source(), make_activity()
    cite(activity, source, field="start", quote="16 e 17", span_start=119, span_end=126)
    cite(activity, source, quote=SENTENCE, span_start=100, span_end=100 + len(SENTENCE))
    participation = make_participation(activity, make_cluster(acronym="AFIL"))
    cite(participation, source, field="role", quote="partecipa")

    with override("en"):
        (evidence,) = read_evidence([activity, participation])

    (passage,) = evidence.passages
    assert passage.pieces == [
        ("AFIL ", False),
        ("partecipa", True),
        (", il ", False),
        ("16 e 17", True),
        (" novembre, al Kick Off di Barcellona", False),
    ]
    assert [(fact.words, fact.fragment) for fact in passage.facts] == [
        ("the activity", ""),
        ("AFIL, participant: role", "partecipa"),
        ("start", "16 e 17"),
    ]


def test_overlapping_words_are_marked_once() -> None:
    source, activity = make_source(), make_activity()
    cite(activity, source, quote="uno due tre quattro")
    cite(activity, source, field="kind", quote="uno due")
    cite(activity, source, field="status", quote="due tre")

    ((passage,),) = [one.passages for one in read_evidence([activity])]

    assert passage.pieces == [
        ("uno due", True),
        (" tre", True),
        (" quattro", False),
    ]


def test_one_passage_may_support_several_facts() -> None:
    source, activity = make_source(), make_activity()
    for name in ("kind", "status"):
        cite(activity, source, field=name, quote="uno")

    with override("en"):
        ((passage,),) = [one.passages for one in read_evidence([activity])]

    assert [fact.words for fact in passage.facts] == ["kind", "status"]
    assert passage.pieces == [("uno", False)]


def test_the_same_words_elsewhere_in_the_text_are_another_passage() -> None:
    source, activity = make_source(), make_activity()
    cite(activity, source, quote="LE2C è a Lione", span_start=10, span_end=24)
    cite(activity, source, field="kind", quote="LE2C", span_start=90, span_end=94)

    ((first, second),) = [one.passages for one in read_evidence([activity])]

    assert (first.text, first.marks, second.text) == ("LE2C è a Lione", [], "LE2C")


def test_each_source_stands_by_itself_and_may_have_no_words() -> None:
    first, second, activity = make_source(), make_source(), make_activity()
    cite(activity, first, quote="uno")
    cite(activity, second, field="start")

    with override("en"):
        evidence = read_evidence([activity])

    assert [
        (one.source, [p.text for p in one.passages], one.facts) for one in evidence
    ] == [(first, ["uno"], []), (second, [], ["start"])]


def test_every_kind_of_record_is_named_in_words() -> None:
    activity = make_activity()
    cluster = make_cluster(acronym="LE2C")
    member = make_organisation(name="ACME")
    participation = make_participation(activity, cluster, role="speaker")
    through = make_participation(activity, cluster, organisation=member)
    person = make_person(given_name="Ada", family_name="Rossi")
    records = [
        (activity, "title", "name"),
        (activity, "kind", "kind"),
        (activity, "whatever", "whatever"),
        (participation, "", "LE2C, speaker"),
        (through, "session", "ACME, participant: session"),
        (make_place(activity, "BE", city="Brussels"), "city", "Brussels: city"),
        (make_place(activity, "BE"), "", "country"),
        (make_body(activity, member), "", "ACME, organiser"),
        (ActivityAlias(name="Kick"), "", "other name: “Kick”"),
        (make_count(activity, number=6, of_total=9), "", "6 clusters of 9"),
        (Attendance(person=person), "capacity", "Ada Rossi: in the capacity of"),
        (make_outcome(participation), "", "outcome: contact"),
    ]
    with override("en"):
        assert [fact_in_words(record, name) for record, name, _ in records] == [
            words for _, _, words in records
        ]


def test_no_records_ask_nothing(django_assert_num_queries: object) -> None:
    assert read_evidence([]) == []
