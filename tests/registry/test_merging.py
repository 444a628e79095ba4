"""Two records of one thing become one, nothing of it is lost, and it can be undone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fondaco.activities.models import Activity, ActivityAlias, Attendance, Minutes
from fondaco.core.attachments import attach_file
from fondaco.core.duplicates import propose_merge
from fondaco.core.merging import (
    following_merges,
    merge_records,
    relations_of,
    snapshots,
    undo_merge,
)
from fondaco.core.models import ExternalId, LikelyPair, Merge, Receipt
from fondaco.core.tasks import add_task
from fondaco.correspondence.models import ListMember, Note
from fondaco.newsroom.models import Finding, Reading
from fondaco.newsroom.vocabularies import FindingKind
from fondaco.registry.merging import keep_names, names_of_both, refusal_of_people
from fondaco.registry.models import (
    ActivityCode,
    Cluster,
    Competence,
    GroupMember,
    Identifier,
    Invitation,
    Management,
    Organisation,
    OrganisationAlias,
    Person,
    ProposedChange,
    Recognition,
    WorkingGroup,
)
from fondaco.registry.records import ORGANISATIONS, PEOPLE
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_circular,
    make_cluster,
    make_consent,
    make_count,
    make_delivery,
    make_encounter,
    make_list,
    make_mandate,
    make_membership,
    make_network,
    make_organisation,
    make_outcome,
    make_participation,
    make_partnership,
    make_party,
    make_person,
    make_place,
    make_position,
    make_press_item,
    make_programme,
    make_source,
    make_user,
)
from tests.submitting import said

VAT = "IT00743110157"


def make_note(cluster: Cluster) -> Note:
    return Note.objects.create(cluster=cluster, kind="call", summary="Ci vediamo")


def make_group(cluster: Cluster) -> WorkingGroup:
    return WorkingGroup.objects.create(cluster=cluster, name_it="Tavolo idrogeno")


def make_finding(one: Any) -> Finding:
    """A piece of a press text that was confirmed as this record."""
    item = make_press_item(make_cluster())
    reading = Reading.objects.create(item=item)
    return Finding.objects.create(
        reading=reading,
        position=0,
        kind=FindingKind.RECORD,
        proposed={},
        said={},
        record=one,
    )


def hang_on_anything(one: Any) -> dict[str, Callable[[], object]]:
    """What may hang on a record of any kind."""
    return {
        "core.Citation.object_id": lambda: cite(one),
        "core.Receipt.object_id": lambda: Receipt.objects.create(
            visit=f"visit {one.pk}", words="", record=one
        ),
        "core.Attachment.object_id": lambda: attach_file(
            one,
            SimpleUploadedFile("verbale.pdf", b"%PDF-1.7"),
            kind="minutes",
            title="",
            actor=None,
        ),
        "newsroom.Finding.object_id": lambda: make_finding(one),
        "core.ExternalId.object_id": lambda: ExternalId.objects.create(
            record=one, system="crm", value="17"
        ),
        "core.Task.object_id": lambda: add_task(
            "Chiamare",
            due_on=dt.date(2026, 3, 1),
            owner=make_user(),
            actor=None,
            record=one,
        ),
    }


def hang_on_organisation(one: Organisation) -> dict[str, Callable[[], object]]:
    """By each relation, how a row of it is made."""
    cluster = make_cluster()
    activity = make_activity()
    since = {"valid_from": None}
    competence = Competence.objects.create(name_it="Fusione", name_en="Casting")
    return {
        "registry.OrganisationAlias.organisation": lambda: (
            OrganisationAlias.objects.create(organisation=one, name="ACME")
        ),
        "registry.Identifier.organisation": lambda: Identifier.objects.create(
            organisation=one, scheme="vat", value=VAT
        ),
        "registry.ActivityCode.organisation": lambda: ActivityCode.objects.create(
            organisation=one, vintage="nace_2.0", code="72.1"
        ),
        "registry.Organisation_competences.organisation": lambda: one.competences.add(
            competence
        ),
        "registry.Membership.organisation": lambda: make_membership(cluster, one),
        "registry.Management.organisation": lambda: Management.objects.create(
            cluster=cluster, organisation=one, **since
        ),
        "registry.Recognition.recognised_by": lambda: Recognition.objects.create(
            cluster=cluster, recognised_by=one, **since
        ),
        "registry.Mandate.organisation": lambda: make_mandate(
            make_person(), "president", organisation=one
        ),
        "activities.Body.organisation": lambda: make_body(activity, one),
        "activities.Participation.organisation": lambda: make_participation(
            activity, cluster, organisation=one
        ),
        "activities.Outcome.counterpart": lambda: make_outcome(
            make_participation(activity, cluster), counterpart=one
        ),
        "activities.EncounterParty.organisation": lambda: make_encounter(
            activity, one, cluster
        ),
        "activities.Programme.funder": lambda: make_programme(funder=one),
        "funding.Party.organisation": lambda: make_party(
            partnership=make_partnership(make_network()), organisation=one
        ),
        "registry.ProposedChange.organisation": lambda: ProposedChange.objects.create(
            organisation=one,
            field="city",
            before="",
            after="Como",
            proposed_by=make_user(),
        ),
        "correspondence.ListMember.organisation": lambda: ListMember.objects.create(
            distribution_list=make_list(cluster), organisation=one
        ),
        "correspondence.Note_organisations.organisation": lambda: make_note(
            cluster
        ).organisations.add(one),
        "registry.GroupMember.organisation": lambda: GroupMember.objects.create(
            group=make_group(cluster), organisation=one
        ),
        "registry.Invitation.organisation": lambda: Invitation.objects.create(
            email="ada@example.org",
            role="member_contact",
            organisation=one,
            token_hash="0" * 64,
            sent_at=timezone.now(),
            expires_at=timezone.now(),
        ),
        "registry.Position.organisation": lambda: make_position(make_person(), one),
        **hang_on_anything(one),
    }


def hang_on_person(one: Person) -> dict[str, Callable[[], object]]:
    cluster = make_cluster()
    return {
        "registry.Mandate.person": lambda: make_mandate(
            one, "president", cluster=cluster
        ),
        "activities.Attendance.person": lambda: Attendance.objects.create(
            person=one, participation=make_participation(make_activity(), cluster)
        ),
        "activities.Minutes_present.person": lambda: Minutes.objects.create(
            activity=make_activity()
        ).present.add(one),
        "activities.EncounterParty.person": lambda: make_encounter(
            make_activity(), one, cluster
        ),
        "correspondence.Delivery.person": lambda: make_delivery(
            make_circular(cluster), one
        ),
        "correspondence.ListMember.person": lambda: make_list(cluster, one),
        "correspondence.Note_people.person": lambda: make_note(cluster).people.add(one),
        "registry.Consent.person": lambda: make_consent(one),
        "registry.GroupMember.person": lambda: GroupMember.objects.create(
            group=make_group(cluster), person=one
        ),
        "registry.Position.person": lambda: make_position(one, make_organisation()),
        **hang_on_anything(one),
    }


def hang_on_activity(one: Activity) -> dict[str, Callable[[], object]]:
    return {
        "activities.Activity.parent": lambda: make_activity(parent=one),
        "activities.Activity.occasion": lambda: make_activity(occasion=one),
        "activities.ActivityAlias.activity": lambda: ActivityAlias.objects.create(
            activity=one, name="Pollutec"
        ),
        "activities.Body.activity": lambda: make_body(one, make_organisation()),
        "activities.CountStatement.activity": lambda: make_count(one, number=6),
        "activities.Encounter.activity": lambda: make_encounter(one, make_cluster()),
        "activities.Minutes.activity": lambda: Minutes.objects.create(activity=one),
        "activities.Participation.activity": lambda: make_participation(
            one, make_cluster()
        ),
        "activities.Place.activity": lambda: make_place(one, "FR", city="Lyon"),
        **hang_on_anything(one),
    }


CASES: list[Any] = [
    (make_activity, hang_on_activity),
    (make_organisation, hang_on_organisation),
    (make_person, hang_on_person),
]


def merge(keep: Any, gone: Any, **options: Any) -> Merge:
    return merge_records(keep, gone, take=[], actor=None, **options)


def state() -> snapshots.Rows:
    """All that there is, but for histories and the merges themselves."""
    found: snapshots.Rows = {}
    for model in (Activity, Organisation, Person, LikelyPair):
        found |= snapshots.read_rows(*model._base_manager.all())
    return found


@pytest.mark.parametrize(("make", "hang"), CASES)
def test_every_relation_that_there_is_moves_and_comes_back(
    db: None, make: Any, hang: Any
) -> None:
    """Fails where a model is born that points here: say above how one is made."""
    keep, gone = make(), make()
    makers = hang(gone)
    relations = {relation.label: relation for relation in relations_of(type(gone))}
    assert set(relations) == set(makers)
    for maker in makers.values():
        maker()
    numbers = {label: one.rows(gone).count() for label, one in relations.items()}
    assert all(numbers.values())
    before = state()
    gone_pk, gone_uid = gone.pk, gone.uid

    done = merge(keep, gone)

    assert {
        label: one.rows(keep).count() for label, one in relations.items()
    } == numbers
    assert not type(keep).objects.filter(pk=gone_pk).exists()
    assert following_merges(type(keep), uid=gone_uid) == keep
    undo_merge(done, actor=None)
    assert state() == before
    assert following_merges(type(keep), uid=gone_uid) is None
    with pytest.raises(ValidationError):
        undo_merge(done, actor=None)


@pytest.mark.parametrize(("make", "hang"), CASES[1:])
def test_what_both_have_stays_once_and_comes_back_twice(
    db: None, make: Any, hang: Any
) -> None:
    keep, gone = make(), make()
    source, cluster, activity = make_source(), make_cluster(), make_activity()
    for one in (keep, gone):
        cite(one, source, quote="the same words")
        if isinstance(one, Organisation):
            OrganisationAlias.objects.create(organisation=one, name="ACME")
            make_body(activity, one)
            make_membership(cluster, one)
            make_participation(
                activity, cluster, organisation=one, is_published=one is keep
            )
        else:
            make_mandate(one, "president", cluster=cluster)
    if isinstance(gone, Organisation):
        draft = gone.participations.get()
        draft.session = "only in the draft"
        draft.save()
        cite(gone.memberships.get(), source)
    before = state()

    done = merge(keep, gone)

    assert keep.citations.count() == 1
    if isinstance(keep, Organisation):
        rows = (keep.aliases, keep.activity_bodies, keep.memberships)
        assert [one.count() for one in rows] == [1, 1, 1]
        assert keep.memberships.get().citations.count() == 1
        kept = keep.participations.get()
        # What only a draft said does not become public.
        assert (kept.session, kept.is_published) == ("", True)
        assert kept.private_note == "only in the draft"
    else:
        assert keep.mandates.count() == 1
    undo_merge(done, actor=None)
    assert state() == before


def test_old_addresses_lead_to_the_record_kept_whoever_merges_that_again(
    cast: Cast, client: Client
) -> None:
    first, second, third = (make_organisation(name=name) for name in "ABC")
    slugs, uids = [first.slug, second.slug], [first.uid, second.uid]
    merge(second, first)
    merge(third, second)
    target = reverse("portal:organisation_detail", args=[third.slug])
    for slug in slugs:
        response = client.get(reverse("portal:organisation_detail", args=[slug]))
        assert (response.status_code, response["Location"]) == (301, target)
    client.force_login(cast.administrator)
    for uid in uids:
        old = reverse("registry:organisation_change", args=[uid])
        response = client.get(old)
        assert response.status_code == 301
        assert response["Location"] == ORGANISATIONS.url("change", third)
    third.is_published = False
    third.save()
    client.logout()
    for name, key in (
        ("portal:organisation_detail", slugs[0]),
        ("registry:organisation_change", uids[0]),
    ):
        assert client.get(reverse(name, args=[key])).status_code == 404
    third.delete()
    assert following_merges(Organisation, uid=uids[0]) is None


def test_a_new_record_never_takes_the_address_of_one_that_was_merged(
    db: None,
) -> None:
    keep = make_organisation(name="Acme Works", slug="acme-works")
    gone = make_organisation(name="Acme", slug="acme")
    merge(keep, gone)
    new = Organisation(name="Acme", kind="company", is_published=True)
    ORGANISATIONS.action(new, actor=None)
    assert new.slug == "acme-2"


def test_the_old_names_stay_as_other_names(db: None) -> None:
    keep = make_organisation(name="Politecnico di Milano", acronym="PoliMi")
    gone = make_organisation(name="Milan Polytechnic", acronym="polimi")
    names = names_of_both(keep, gone)
    merge_records(
        keep,
        gone,
        take=["name"],
        actor=None,
        write_rows=lambda: keep_names(keep, names),
    )
    assert keep.name == "Milan Polytechnic"
    assert [one.name for one in keep.aliases.all()] == ["Politecnico di Milano"]


def test_of_two_who_merge_at_once_the_second_is_told(db: None) -> None:
    one, other, third = (make_organisation() for _ in range(3))
    stale = Organisation.objects.get(pk=other.pk)
    merge(one, other)
    with pytest.raises(ValidationError):
        merge(third, stale)
    gone = Organisation.objects.get(pk=third.pk)
    third.delete()
    with pytest.raises(ValidationError):
        merge(one, gone)
    with pytest.raises(ValidationError):
        merge(one, one)
    assert Merge.objects.count() == 1


def test_a_merge_that_breaks_leaves_nothing_half_written(db: None) -> None:
    """Killed at its end, as a process is: the database takes back the whole."""
    keep, gone = make_organisation(), make_organisation()
    for maker in hang_on_organisation(gone).values():
        maker()
    before, histories = state(), Organisation.history.count()

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(keep, gone, write_rows=stop)
    assert (state(), Organisation.history.count()) == (before, histories)
    assert not Merge.objects.exists()


def test_undoing_is_refused_after_a_day_or_what_somebody_changed_since(
    db: None,
) -> None:
    keep, gone = make_organisation(), make_organisation(city="Brescia")
    alias = OrganisationAlias.objects.create(organisation=gone, name="ACME")
    done = merge_records(keep, gone, take=["city"], actor=None)
    keep.website = "https://example.org"
    keep.save()
    alias.refresh_from_db()
    alias.delete()
    with pytest.raises(ValidationError):
        undo_merge(done, actor=None)
    alias.pk = done.before and int(
        next(key for key in done.after if "alias" in key).rpartition(":")[2]
    )
    alias.save(force_insert=True)
    Merge.objects.update(merged_at=timezone.now() - dt.timedelta(hours=25))
    with pytest.raises(ValidationError):
        undo_merge(done, actor=None)
    Merge.objects.update(merged_at=timezone.now())
    undo_merge(done, actor=None)
    keep.refresh_from_db()
    # What was written elsewhere in the record since stays.
    assert (keep.city, keep.website) == ("", "https://example.org")
    assert keep.history.first().history_change_reason == "unmerge"


def compare(one: Model, other: Any) -> str:
    record_type = ORGANISATIONS if isinstance(one, Organisation) else PEOPLE
    return f"{record_type.url('merge', one)}?with={other.uid}"


def post(client: Client, one: Any, other: Any, **more: str) -> Any:
    page = client.get(compare(one, other))
    data = {"with": other.uid, "versions": page.context["versions"], "press": "merge"}
    return client.post(compare(one, other), data | more)


def test_a_manager_merges_two_on_a_page_and_takes_it_back(
    cast: Cast, client: Client
) -> None:
    keep = make_organisation(name="Acme", city="Milano", maintained_by=cast.cluster)
    gone = make_organisation(
        name="ACME S.p.A.",
        city="Brescia",
        website="https://acme.example",
        maintained_by=cast.cluster,
    )
    for one in (keep, gone):
        OrganisationAlias.objects.create(organisation=one, name="Acme Works")
    before = state()
    client.force_login(cast.manager)
    found = client.get(ORGANISATIONS.url("merge", keep))
    assert found.context["found"] == [(gone, "ACME S.p.A.")]
    searched = client.get(ORGANISATIONS.url("merge", keep), {"search": "acme works"})
    assert searched.context["found"] == [(gone, "ACME S.p.A.")]
    page = client.get(compare(keep, gone))
    assert [(one.name, one.chosen) for one in page.context["fields"]] == [
        ("name", "kept"),
        ("city", "kept"),
        ("website", "gone"),
    ]
    assert [(one.label, one.number, one.present) for one in page.context["rows"]] == [
        ("Altri nomi", 0, ["Acme Works, altro nome"])
    ]
    response = post(client, keep, gone, **{"field-city": "gone"})
    assert response.url == ORGANISATIONS.url("change", keep)
    keep.refresh_from_db()
    assert (keep.name, keep.city, keep.website) == (
        "Acme",
        "Brescia",
        "https://acme.example",
    )
    undone = client.post(
        ORGANISATIONS.url("merge", keep),
        {"press": "undo", "merge": Merge.objects.get().uid},
    )
    assert said(undone)[-1].startswith("“ACME S.p.A.”")
    assert state() == before
    missing = {"press": "undo", "merge": "nobody"}
    assert client.post(ORGANISATIONS.url("merge", keep), missing).status_code == 404


def test_who_merges_or_undoes_a_moment_later_than_a_colleague_is_led_on(
    cast: Cast, client: Client
) -> None:
    keep = make_organisation(name="Acme", maintained_by=cast.cluster)
    gone = make_organisation(name="ACME S.p.A.", maintained_by=cast.cluster)
    client.force_login(cast.manager)
    versions = client.get(compare(keep, gone)).context["versions"]
    data = {"versions": versions, "press": "merge"}
    post(client, keep, gone)
    meanwhile = "Qualcuno nel frattempo le ha unite: ecco quella che resta."

    for address in (compare(keep, gone), compare(gone, keep)):
        other = gone if address == compare(keep, gone) else keep
        late = client.post(address, data | {"with": other.uid})
        assert late.url == ORGANISATIONS.url("change", keep)
        assert said(late)[-1] == meanwhile
    client.force_login(cast.other_manager)
    stranger = client.post(compare(keep, gone), data | {"with": gone.uid})
    assert stranger.status_code == 404

    client.force_login(cast.manager)
    undo = {"press": "undo", "merge": Merge.objects.get().uid}
    client.post(ORGANISATIONS.url("merge", keep), undo)
    again = client.post(ORGANISATIONS.url("merge", keep), undo)
    assert said(again)[-1] == (
        "È già stato annullato: le due sono di nuovo schede a sé."
    )


def test_whoever_merges_what_somebody_changed_or_merged_is_told(
    cast: Cast, client: Client
) -> None:
    keep, gone, third = (
        make_organisation(maintained_by=cast.cluster) for _ in range(3)
    )
    client.force_login(cast.manager)
    page = client.get(compare(keep, gone))
    data = {"with": gone.uid, "versions": page.context["versions"], "press": "merge"}
    gone.city = "Brescia"
    gone.save()
    response = client.post(compare(keep, gone), data | {"field-name": "gone"})
    assert response.status_code == 409
    chosen = {one.name: one.chosen for one in response.context["fields"]}
    assert chosen == {"name": "gone", "city": "gone"}
    merge(third, gone)
    assert client.get(compare(keep, gone)).status_code == 404
    assert client.post(compare(keep, gone), data).status_code == 404
    assert Organisation.objects.filter(pk=keep.pk).exists()


def test_a_duplicate_of_another_cluster_is_proposed_and_its_keeper_merges(
    cast: Cast, client: Client
) -> None:
    mine = make_organisation(maintained_by=cast.cluster, is_published=False)
    theirs = make_organisation(maintained_by=cast.other_cluster)
    client.force_login(cast.other_manager)
    assert client.get(compare(theirs, mine)).status_code == 404
    client.force_login(cast.manager)
    assert client.get(compare(theirs, mine)).status_code == 404
    page = client.get(compare(mine, theirs))
    assert not page.context["may_merge"]
    post(client, mine, theirs)
    assert Organisation.objects.filter(pk=theirs.pk).exists()
    pair = LikelyPair.objects.get()
    assert pair.proposed_by == cast.manager
    client.force_login(cast.other_manager)
    assert client.get(compare(theirs, mine)).context["may_merge"]
    post(client, theirs, mine)
    assert not Organisation.objects.filter(pk=mine.pk).exists()
    assert not LikelyPair.objects.exists()


def test_whoever_proposes_reads_nothing_private_of_the_other(
    cast: Cast, client: Client
) -> None:
    """Named publicly, by an office: the address and the note are its keepers'."""
    mine = make_person(family_name="Neri", maintained_by=cast.cluster)
    theirs = make_person(
        family_name="Neri",
        email="riservata@example.org",
        phone="+39 02 7654321",
        private_note="Nota riservata",
        is_public=True,
        maintained_by=cast.other_cluster,
    )
    day = dt.date(2026, 3, 1)
    add_task(
        "Telefonare", record=theirs, owner=cast.other_manager, due_on=day, actor=None
    )
    url = reverse("registry:person_merge", args=[mine.uid])
    client.force_login(cast.manager)
    page = client.get(url, {"with": theirs.uid})
    assert not page.context["may_merge"]
    text = page.content.decode()
    assert [one for one in ("riservata", "7654321") if one in text] == []
    assert page.context["rows"] == []
    for words, found in ("riservata@example.org", []), ("neri", [theirs]):
        page = client.get(url, {"search": words})
        assert [record for record, _name in page.context["found"]] == found
    theirs.maintained_by = cast.cluster
    theirs.save()
    assert "Nota riservata" in client.get(url, {"with": theirs.uid}).content.decode()


def test_what_others_keep_is_neither_counted_nor_named(
    cast: Cast, client: Client
) -> None:
    """Lists, circulars, notes and encounters of the other cluster are its own."""
    keep, gone = (make_person(maintained_by=cast.cluster) for _ in range(2))
    for cluster, name in ((cast.cluster, "Nostra"), (cast.other_cluster, "Altrui")):
        make_list(cluster, keep, gone, name=name)
        make_delivery(make_circular(cluster), gone)
        note = Note.objects.create(cluster=cluster, kind="call", summary=name)
        note.people.add(gone)
        make_encounter(make_activity(cast.network), gone, cluster=cluster)
    url = reverse("registry:person_merge", args=[keep.uid])
    counted = {}
    for name in ("manager", "administrator"):
        client.force_login(getattr(cast, name))
        rows = client.get(url, {"with": gone.uid}).context["rows"]
        counted[name] = {one.label: (one.number, len(one.present)) for one in rows}
    assert set(counted["manager"].values()) == {(1, 0), (0, 1)}
    assert {
        label: (2 * number, 2 * present)
        for label, (number, present) in counted["manager"].items()
    } == counted["administrator"]
    assert len(counted["manager"]) == 4
    client.force_login(cast.manager)
    listed = make_person(maintained_by=cast.cluster)
    for cluster, name in ((cast.cluster, "Nostra"), (cast.other_cluster, "Altrui")):
        make_list(cluster, listed, name=name)
    page = client.get(reverse("registry:person_delete", args=[listed.uid]))
    (lists,) = page.context["deletion"].goes_along
    assert (len(lists.names), lists.has_hidden) == (1, True)


def test_only_keepers_merge(cast: Cast, client: Client) -> None:
    one = make_organisation(maintained_by=cast.cluster)
    for name in ("other_manager", "member_contact", "participant"):
        client.force_login(getattr(cast, name))
        for url in (compare(one, cast.member), compare(cast.member, one)):
            assert client.get(url).status_code == 404
            assert client.post(url, {"press": "merge"}).status_code == 404
    client.force_login(cast.manager)
    for key in ("nobody", "\0", one.uid):
        url = f"{ORGANISATIONS.url('merge', one)}?with={key}"
        assert client.get(url).status_code == 404


def test_merging_people_gives_nobody_an_office(cast: Cast, client: Client) -> None:
    own = cast.manager.person
    Person.objects.filter(pk=own.pk).update(maintained_by=cast.cluster)
    own.refresh_from_db()
    officer = make_person(maintained_by=cast.cluster)
    make_mandate(officer, "network_coordinator", network=cast.network)
    client.force_login(cast.manager)
    for keep, gone in ((own, officer), (officer, own)):
        assert client.get(compare(keep, gone)).context["refusal"]
        assert post(client, keep, gone).status_code == 409
    assert Person.objects.filter(pk__in=[own.pk, officer.pk]).count() == 2
    assert refusal_of_people(own, officer, cast.coordinator) == ""
    other = make_person(user=make_user())
    assert refusal_of_people(own, other, cast.administrator)
    plain = make_person(maintained_by=cast.cluster)
    assert post(client, plain, own, **{"field-user": "kept"}).status_code == 302
    plain.refresh_from_db()
    assert plain.user == cast.manager


def test_not_the_same_is_remembered(cast: Cast, client: Client) -> None:
    one, other = (make_organisation(maintained_by=cast.cluster) for _ in range(2))
    client.force_login(cast.manager)
    client.post(compare(one, other), {"with": other.uid, "press": "not_same"})
    pair = LikelyPair.objects.get()
    assert (pair.rejected_by, pair.proposed_by) == (cast.manager, None)
    propose_merge(one, other, actor=cast.manager)
    pair.refresh_from_db()
    assert pair.rejected_at is None
