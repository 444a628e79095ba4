"""What of an activity is written, by whom, and what is left out with the reason."""

import pytest
from django.core.exceptions import ValidationError

from fondaco.activities.models import (
    Body,
    CountStatement,
    Participation,
    Place,
)
from fondaco.newsroom.actions.confirming import confirm_finding, reject_finding
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Organisation
from tests.conftest import Cast
from tests.factories import (
    make_membership,
    make_organisation,
    make_participation,
)
from tests.newsroom.confirming.findings import (
    TEXT,
    known_fair,
    make_finding,
    make_part,
    make_reading,
)

WORDS = {"title": "Pollutec", "start": "dal 29 novembre al 2 dicembre 2016"}


@pytest.fixture
def told(cast: Cast) -> Finding:
    """A fair that the text tells, in a reading of the manager's cluster."""
    return make_finding(make_reading(cast.cluster, cast.network), words=WORDS)


def states(finding: Finding) -> list[tuple[str, str]]:
    return list(finding.parts.values_list("state", "reason"))


def test_of_anothers_activity_only_ones_own_part_is_written(
    cast: Cast, told: Finding
) -> None:
    known = known_fair(cast, maintained_by=cast.other_cluster, status="announced")
    make_part(told, FindingKind.PLACE, "a Lione")
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug)
    new = {"name": "Reed Expo S.r.l.", "role": "organiser"}
    make_part(told, FindingKind.ROLE, "Reed Expo S.r.l.", **new)
    make_part(told, FindingKind.COUNT, "incontri B2B")
    make_part(told, FindingKind.COUNT, "incontri B2B", cluster=cast.cluster.slug)
    done = confirm_finding(told, actor=cast.manager, known=known)
    known.refresh_from_db()
    assert known.status == "announced"
    assert [one.cluster for one in known.participations.all()] == [cast.cluster]
    assert [state for state, _reason in states(done)] == [
        "left_out",
        "confirmed",
        "left_out",
        "left_out",
        "confirmed",
    ]
    assert [bool(reason) for _state, reason in states(done)] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert (known.places.count(), known.bodies.count()) == (0, 0)
    assert not Organisation.objects.filter(name="Reed Expo S.r.l.").exists()
    assert not known.citations.exists()
    count = CountStatement.objects.get()
    assert count.participation == known.participations.get()


def test_of_another_cluster_one_writes_no_part(cast: Cast, told: Finding) -> None:
    make_part(told, FindingKind.ROLE, cluster=cast.other_cluster.slug)
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug)
    done = confirm_finding(told, actor=cast.manager)
    (theirs, own) = done.parts.all()
    assert (theirs.state, own.state) == ("left_out", "confirmed")
    assert str(cast.other_cluster) in theirs.reason
    assert [one.cluster for one in Participation.objects.all()] == [cast.cluster]
    # The network's coordinator writes for both.
    again = make_finding(make_reading(None, cast.network, f"{TEXT} Ancora."))
    make_part(again, FindingKind.ROLE, cluster=cast.other_cluster.slug)
    confirm_finding(again, actor=cast.coordinator, known=done.record)
    assert Participation.objects.count() == 2


def test_rejected_parts_are_not_written(cast: Cast, told: Finding) -> None:
    place = make_part(told, FindingKind.PLACE, "a Lione")
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug)
    reject_finding(place, actor=cast.manager)
    done = confirm_finding(told, actor=cast.manager)
    assert [state for state, _reason in states(done)] == ["rejected", "confirmed"]
    assert not Place.objects.exists()


def test_what_lacks_something_is_left_out_and_the_rest_is_written(
    cast: Cast, told: Finding
) -> None:
    stranger = make_organisation(name="Nessun Cluster S.p.A.")
    own = cast.cluster.slug
    make_part(told, FindingKind.PLACE, "a Lione", country="")
    make_part(told, FindingKind.COUNT, "incontri B2B", subject="")
    make_part(told, FindingKind.ROLE, cluster=own, role="")
    make_part(told, FindingKind.ROLE, organisation=stranger.uid)
    make_part(told, FindingKind.ROLE, cluster="gone-since")
    make_part(told, FindingKind.ROLE, organisation="gone-since", cluster=own)
    make_part(told, FindingKind.ROLE, cluster=own, people=["Ada"])
    make_part(told, FindingKind.ROLE, name="", role="organiser")
    make_part(told, FindingKind.ROLE, cluster=own, role="patron")
    make_part(told, FindingKind.ROLE, cluster=own, role="speaker")
    done = confirm_finding(told, actor=cast.manager)
    assert done.state == "confirmed"
    assert [state for state, _reason in states(done)] == ["left_out"] * 9 + [
        "confirmed"
    ]
    reasons = [reason for _state, reason in states(done)[:9]]
    assert all(reasons)
    assert len(set(reasons)) == 9
    assert [one.role for one in Participation.objects.all()] == ["speaker"]
    assert not Place.objects.exists()
    assert not CountStatement.objects.exists()


def test_a_member_takes_part_through_its_cluster(cast: Cast, told: Finding) -> None:
    member = make_organisation(name="Officine S.p.A.", maintained_by=cast.cluster)
    make_membership(cast.cluster, member)
    make_part(told, FindingKind.ROLE, name="Officine", organisation=member.uid)
    confirm_finding(told, actor=cast.manager)
    own = Participation.objects.get()
    assert (own.cluster, own.organisation) == (cast.cluster, member)
    # The name that the text has for it is known from now on.
    assert [one.name for one in member.aliases.all()] == ["Officine"]


def test_a_correction_of_whom_a_name_means_is_learned(
    cast: Cast, told: Finding
) -> None:
    part = make_part(told, FindingKind.ROLE, name="Cluster dell'Aria")
    part.said = part.said | {"cluster": cast.cluster.slug}
    part.save()
    confirm_finding(told, actor=cast.manager)
    assert [(one.name, one.kind) for one in cast.cluster.aliases.all()] == [
        ("Cluster dell'Aria", "as_written")
    ]


def test_a_cluster_stands_around_an_activity_through_who_manages_it(
    cast: Cast, told: Finding
) -> None:
    manages = make_organisation(name="Ente gestore")
    cast.cluster.managements.create(organisation=manages)
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug, role="host")
    confirm_finding(told, actor=cast.manager)
    body = Body.objects.get()
    assert (body.organisation, body.role) == (manages, "host")


def test_an_organisation_chosen_goes_before_the_cluster_beside_it(
    cast: Cast, told: Finding
) -> None:
    """Through which cluster it is known does not make the cluster the sponsor."""
    cast.cluster.managements.create(organisation=make_organisation())
    named = {"organisation": cast.member.uid, "cluster": cast.cluster.slug}
    make_part(told, FindingKind.ROLE, role="sponsor", **named)
    confirm_finding(told, actor=cast.manager)
    assert [one.organisation for one in Body.objects.all()] == [cast.member]


@pytest.mark.parametrize(
    ("known_role", "told_role", "roles"),
    [
        ("speaker", "participant", ["speaker"]),
        ("exhibitor", "delegate", ["exhibitor"]),
        ("participant", "speaker", ["participant", "speaker"]),
        ("speaker", "speaker", ["speaker"]),
    ],
)
def test_a_higher_role_covers_a_lower_one(
    cast: Cast, told: Finding, known_role: str, told_role: str, roles: list[str]
) -> None:
    known = known_fair(cast)
    make_participation(known, cast.cluster, role=known_role)
    make_part(told, FindingKind.ROLE, cluster=cast.cluster.slug, role=told_role)
    confirm_finding(told, actor=cast.manager, known=known)
    assert sorted(one.role for one in known.participations.all()) == roles


@pytest.mark.parametrize(
    ("before", "told_status", "after"),
    [
        ("selected", "took_part", "took_part"),
        ("took_part", "selected", "took_part"),
        ("took_part", "", "took_part"),
        ("took_part", "cancelled", "took_part"),
        ("confirmed", "cancelled", "cancelled"),
        ("confirmed", "declined", "declined"),
        ("declined", "took_part", "declined"),
    ],
)
def test_the_status_of_who_takes_part_moves_on_and_never_back(
    cast: Cast, told: Finding, before: str, told_status: str, after: str
) -> None:
    known = known_fair(cast)
    own = make_participation(known, cast.cluster, status=before)
    told_of = {"cluster": cast.cluster.slug, "status": told_status}
    make_part(told, FindingKind.ROLE, **told_of)
    confirm_finding(told, actor=cast.manager, known=known)
    own.refresh_from_db()
    assert own.status == after


def test_a_part_is_confirmed_with_its_whole_or_not_at_all(
    cast: Cast, told: Finding
) -> None:
    place = make_part(told, FindingKind.PLACE, "a Lione")
    with pytest.raises(ValidationError):
        confirm_finding(place, actor=cast.manager)
