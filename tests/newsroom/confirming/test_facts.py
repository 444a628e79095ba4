"""Facts about organisations that are confirmed: offices, memberships, labels."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fondaco.newsroom.actions.confirming import confirm_finding
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.models import Label, Mandate, Membership, Organisation, Person
from fondaco.registry.scope import scope_of
from tests.conftest import Cast
from tests.factories import make_label, make_mandate, make_person
from tests.newsroom.confirming.findings import make_finding, make_reading


def told(cast: Cast, fact: str, **said: Any) -> Finding:
    reading = make_reading(cast.cluster, cast.network)
    words = {"": "con Ada Rossi"}
    return make_finding(reading, FindingKind.FACT, words=words, fact=fact, **said)


def new_mandates(cast: Cast) -> list[Mandate]:
    return list(Mandate.objects.filter(person__user=None))


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        ("presidente", "president"),
        ("vicepresidente", "vice_president"),
        ("Vice Presidente", "vice_president"),
        ("segretario generale", "secretary_general"),
        ("consigliere delegato", "board_member"),
        ("tesoriere", "other"),
        # Those that let somebody act here are not read out of a text.
        ("direttore", "other"),
        ("cluster manager", "other"),
        ("coordinatore di rete", "other"),
    ],
)
def test_an_office_is_kept_with_its_words_and_opens_no_door(
    cast: Cast, office: str, kind: str
) -> None:
    value = f"{office}: Ada Rossi"
    own = {"cluster": cast.cluster.slug, "value": value, "start": "2016-11"}
    confirm_finding(told(cast, "mandate", **own), actor=cast.manager)
    (mandate,) = new_mandates(cast)
    assert (mandate.kind, mandate.cluster, str(mandate.person)) == (
        kind,
        cast.cluster,
        "Ada Rossi",
    )
    assert mandate.title_it.lower() == office.lower()
    assert str(mandate.valid_from) == "2016-11"
    assert [one.quote for one in mandate.citations.all()] == ["con Ada Rossi"]


def test_whoever_signs_in_gets_no_rights_by_a_text(cast: Cast) -> None:
    user = cast.participant
    make_person(
        user=user,
        given_name="Ada",
        family_name="Rossi",
        maintained_by=cast.cluster,
    )
    own = {"cluster": cast.cluster.slug, "value": "direttore: Ada Rossi"}
    confirm_finding(told(cast, "mandate", **own), actor=cast.manager)
    assert Mandate.objects.filter(person__user=user).count() == 1
    assert not scope_of(user).managed_clusters


def test_a_known_office_is_kept_once(cast: Cast) -> None:
    ada = make_person(given_name="Ada", family_name="Rossi", maintained_by=cast.cluster)
    known = make_mandate(ada, "president", cluster=cast.cluster)
    own = {"cluster": cast.cluster.slug, "start": "2016"}
    done = confirm_finding(told(cast, "mandate", **own), actor=cast.manager)
    known.refresh_from_db()
    assert (done.record, done.was_there, str(known.valid_from)) == (known, True, "2015")
    assert known.citations.count() == 1
    assert Person.objects.filter(family_name="Rossi").count() == 1


@pytest.mark.parametrize("value", ["presidente", "presidente:", "presidente: Ada"])
def test_an_office_needs_who_holds_it(cast: Cast, value: str) -> None:
    finding = told(cast, "mandate", cluster=cast.cluster.slug, value=value)
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    assert new_mandates(cast) == []


def test_the_office_of_another_cluster_is_not_ones_to_write(cast: Cast) -> None:
    finding = told(cast, "mandate", cluster=cast.other_cluster.slug)
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    assert new_mandates(cast) == []
    assert not Person.objects.filter(family_name="Rossi").exists()


def test_an_organisation_becomes_a_member(cast: Cast) -> None:
    of = {"value": cast.cluster.acronym.lower(), "name": "Reed Expo S.r.l."}
    confirm_finding(told(cast, "membership", start="2016", **of), actor=cast.manager)
    membership = Membership.objects.exclude(organisation=cast.member).get()
    assert membership.organisation.name == "Reed Expo S.r.l."
    assert (membership.cluster, str(membership.valid_from)) == (cast.cluster, "2016")


def test_a_known_membership_is_kept_once(cast: Cast) -> None:
    of = {"value": cast.cluster.acronym, "organisation": cast.member.uid}
    done = confirm_finding(told(cast, "membership", **of), actor=cast.manager)
    assert (done.was_there, Membership.objects.count()) == (True, 1)


@pytest.mark.parametrize("value", ["Confindustria", ""])
def test_members_of_what_is_no_cluster_are_not_kept(cast: Cast, value: str) -> None:
    finding = told(cast, "membership", value=value, organisation=cast.member.uid)
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("value", "level"),
    [("label Gold", "gold"), ("etichetta d'argento", "silver"), ("bronzo", "bronze")],
)
def test_a_label_is_a_clusters(cast: Cast, value: str, level: str) -> None:
    own = {"cluster": cast.cluster.slug, "value": value}
    confirm_finding(told(cast, "label", **own), actor=cast.manager)
    assert [(one.cluster, one.level) for one in Label.objects.all()] == [
        (cast.cluster, level)
    ]


def test_a_known_label_is_kept_once(cast: Cast) -> None:
    known = make_label(cast.cluster, "gold")
    own = {"cluster": cast.cluster.slug, "value": "Gold"}
    done = confirm_finding(told(cast, "label", **own), actor=cast.manager)
    assert (done.record, Label.objects.count()) == (known, 1)


@pytest.mark.parametrize("value", ["label di qualità", "lavoro di qualità"])
def test_other_labels_are_not_kept(cast: Cast, value: str) -> None:
    finding = told(cast, "label", cluster=cast.cluster.slug, value=value)
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    assert not Label.objects.exists()


def test_an_organisation_chosen_goes_before_the_cluster_beside_it(cast: Cast) -> None:
    named = {"organisation": cast.member.uid, "cluster": cast.cluster.slug}
    confirm_finding(told(cast, "mandate", **named), actor=cast.manager)
    (mandate,) = new_mandates(cast)
    assert (mandate.cluster, mandate.organisation) == (None, cast.member)


def test_a_fact_that_is_refused_leaves_nobody_behind(cast: Cast) -> None:
    finding = told(cast, "label", name="Reed Expo S.r.l.", value="Gold")
    with pytest.raises(ValidationError):
        confirm_finding(finding, actor=cast.manager)
    assert not Organisation.objects.filter(name="Reed Expo S.r.l.").exists()
