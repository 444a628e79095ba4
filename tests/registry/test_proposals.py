"""A contact's words wait for who keeps the record, and nothing typed is lost."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fondaco.core.models import OutboxEntry
from fondaco.core.permissions import may
from fondaco.registry.completeness import ITEMS, completeness_of, incomplete
from fondaco.registry.models import (
    Competence,
    Mandate,
    Organisation,
    ProposalState,
    ProposedChange,
)
from fondaco.registry.proposals import decide_proposals
from fondaco.registry.records import ORGANISATIONS
from tests.conftest import Cast
from tests.factories import make_organisation
from tests.submitting import form_values, submit


def profile(one: Organisation) -> str:
    return reverse("registry:organisation_profile", args=[one.uid])


def answering(one: Organisation) -> str:
    return reverse("registry:organisation_proposals", args=[one.uid])


def pending() -> dict[str, Any]:
    rows = ProposedChange.objects.filter(state=ProposalState.PENDING)
    return {one.field: (one.before, one.after) for one in rows}


def answers(**choices: str) -> dict[str, str]:
    return {
        f"answer-{one.uid}": choices[one.field]
        for one in ProposedChange.objects.filter(state=ProposalState.PENDING)
        if one.field in choices
    }


def test_a_contact_proposes_and_the_keeper_answers_field_by_field(
    cast: Cast, client: Client
) -> None:
    robots = Competence.objects.create(name_it="Robotica", name_en="Robotics")
    client.force_login(cast.member_contact)
    submit(
        client,
        profile(cast.member),
        offers_en="robots",
        city="Brescia",
        competences=[str(robots.pk)],
        why="We moved",
        maintained_by=str(cast.other_cluster.pk),
        is_published="on",
    )
    assert pending() == {
        "offers_en": ("", "robots"),
        "city": ("", "Brescia"),
        "competences": ([], [robots.pk]),
    }
    page = client.get(profile(cast.member))
    assert 'value="Brescia"' in page.content.decode()
    assert len(page.context["proposals"]) == 3
    cast.member.refresh_from_db()
    assert (cast.member.offers_en, cast.member.city) == ("", "")
    assert client.get(answering(cast.member)).status_code == 404

    client.force_login(cast.manager)
    (waiting,) = client.get(reverse("registry:proposal_list")).context["page"]
    assert (waiting, waiting.changes) == (cast.member, 3)
    page = client.get(answering(cast.member))
    shown = {one.after for one in page.context["proposals"]}
    assert shown == {"robots", "Brescia", "Robotica"}
    none = client.post(answering(cast.member), {})
    assert (none.status_code, bool(none.context["error"])) == (409, True)
    some = client.post(answering(cast.member), answers(competences="accept"))
    assert some.headers["Location"] == answering(cast.member)
    choices = answers(offers_en="accept", city="refuse")
    done = client.post(answering(cast.member), choices | {"word": "Which address?"})
    assert done.headers["Location"] == ORGANISATIONS.url("change", cast.member)
    cast.member.refresh_from_db()
    assert (cast.member.offers_en, cast.member.city) == ("robots", "")
    assert list(cast.member.competences.all()) == [robots]
    assert cast.member.history.first().history_user == cast.manager
    assert pending() == {}
    mail = OutboxEntry.objects.filter(kind="mail").latest("pk").payload
    assert mail["to"] == [cast.member_contact.email]
    assert mail["subject"].startswith("[Fondaco] ")
    for words in ("Which address?", profile(cast.member)):
        assert words in mail["text"]


def test_later_words_replace_earlier_ones_and_may_be_taken_back(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.member_contact)
    for city, waiting in (("Brescia", 1), ("Como", 1), ("Como", 1), ("", 0)):
        submit(client, profile(cast.member), city=city)
        assert len(pending()) == waiting
    states = [one.state for one in ProposedChange.objects.all()]
    assert states == ["replaced", "replaced"]


def test_where_the_record_changed_meanwhile_both_are_shown(
    cast: Cast, client: Client
) -> None:
    Organisation.objects.get(pk=cast.member.pk).save()
    client.force_login(cast.member_contact)
    values: Any = form_values(client.get(profile(cast.member)))
    keeper = Organisation.objects.get(pk=cast.member.pk)
    keeper.city, keeper.website = "Milano", "https://example.org"
    keeper.save()
    client.post(profile(cast.member), values | {"city": "Brescia"})
    # What the contact did not touch is not proposed back.
    assert pending() == {"city": ("", "Brescia")}
    client.force_login(cast.manager)
    (shown,) = client.get(answering(cast.member)).context["proposals"]
    assert (shown.before, shown.after, shown.meanwhile) == ("", "Brescia", "Milano")
    assert shown.has_changed


def test_no_version_is_read_that_the_person_was_not_shown(
    cast: Cast, client: Client
) -> None:
    """The number of a former version opens nothing; nor what others were shown."""
    published = make_organisation(city="Segreta", is_published=False)
    published.save()
    draft = published.history.first().history_id
    published.city, published.is_published = "Milano", True
    published.save()
    client.force_login(cast.manager)
    shown: Any = form_values(client.get(profile(published)))
    client.force_login(cast.other_manager)
    own: Any = form_values(client.get(profile(published)))
    published.city = "Lodi"
    published.save()
    answered = {}
    signature = own["version"][0].partition(":")[2]
    for name, version in {
        "number": str(draft),
        "forged": f"{draft}:{signature}",
        "of others": shown["version"],
        "long": "9" * 5000,
        "own": own["version"],
    }.items():
        ProposedChange.objects.all().delete()
        client.post(profile(published), own | {"version": version, "city": "Como"})
        answered[name] = pending()["city"]
    assert answered == {
        "number": ("Lodi", "Como"),
        "forged": ("Lodi", "Como"),
        "of others": ("Lodi", "Como"),
        "long": ("Lodi", "Como"),
        "own": ("Milano", "Como"),
    }


def test_what_cannot_stand_in_the_record_is_not_accepted(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.member_contact)
    response = submit(client, profile(cast.member), website="nonsense", city="Como")
    assert list(response.context["form"].errors) == ["website"]  # type: ignore[attr-defined]
    assert 'value="Como"' in response.content.decode()
    change = ProposedChange.objects.create(
        organisation=cast.member,
        field="website",
        before="",
        after="nonsense",
        proposed_by=cast.member_contact,
    )
    with pytest.raises(ValidationError):
        decide_proposals(cast.member, {change.uid: True}, actor=cast.manager)
    change.refresh_from_db()
    assert change.state == "pending"
    assert not OutboxEntry.objects.exists()


def test_a_contact_who_is_trusted_writes_directly(cast: Cast, client: Client) -> None:
    change = ORGANISATIONS.url("change", cast.member)
    client.force_login(cast.member_contact)
    assert client.get(change).status_code == 404
    client.force_login(cast.manager)
    submit(client, change, trusts_contact="on")
    client.force_login(cast.member_contact)
    assert client.get(profile(cast.member)).url == change  # type: ignore[attr-defined]
    assert 'name="trusts_contact"' not in client.get(change).content.decode()
    submit(client, change, offers_en="Robots")
    cast.member.refresh_from_db()
    assert cast.member.offers_en == "Robots"


def test_who_proposes_and_who_answers(cast: Cast, client: Client) -> None:
    public = make_organisation(maintained_by=cast.cluster)
    everyone = [
        "administrator",
        "coordinator",
        "manager",
        "other_manager",
        "member_contact",
        "participant",
    ]
    may_propose = {
        one: [name for name in everyone if may(getattr(cast, name), PROPOSE, one)]
        for one in (cast.member, public)
    }
    assert may_propose == {
        cast.member: ["administrator", "coordinator", "manager", "member_contact"],
        public: ["administrator", "coordinator", "manager", "other_manager"],
    }
    for name in ("other_manager", "member_contact", "participant"):
        client.force_login(getattr(cast, name))
        assert client.post(answering(cast.member), {}).status_code == 404
    assert client.get(profile(Organisation(uid="nobody"))).status_code == 404
    assert client.get(reverse("registry:proposal_list")).status_code == 404


PROPOSE = "registry.propose_organisation"


def test_completeness_says_what_is_missing(cast: Cast, client: Client) -> None:
    member = cast.member
    assert completeness_of(member).percentage == 16
    texts = {item.field: "Parole" for item in ITEMS if item.field[-3:-2] == "_"}
    for name, value in texts.items():
        setattr(member, name, value)
    member.website, member.city = "https://example.org", "Como"
    member.save()
    missing = [item.field for item in completeness_of(member).missing]
    assert missing == ["competences", "public_email"]
    member.competences.add(Competence.objects.create(name_it="A", name_en="A"))
    person = Mandate.objects.get(organisation=member).person
    person.is_public = True
    person.save()
    assert completeness_of(member).percentage == 100
    other = make_organisation(maintained_by=cast.cluster)
    theirs = make_organisation(maintained_by=cast.other_cluster)
    assert [(one, one.percentage) for one in incomplete(cast.manager)] == [(other, 16)]
    assert list(incomplete(cast.other_manager)) == [theirs]
    client.force_login(cast.manager)
    panels = reverse("web:record_panels", args=["registry.organisation", other.uid])
    assert "#id_description_it" in client.get(panels).content.decode()
