"""One of everything, on both sides of the fence between two clusters."""

from fondaco.accounts.models import User
from fondaco.activities.models import Claim, Minutes, TargetCountry
from fondaco.correspondence.models import Note, Segment
from fondaco.registry.models import (
    Competence,
    LegalForm,
    Management,
    MemberCount,
    Recognition,
    WorkingGroup,
)
from tests.conftest import Cast
from tests.factories import (
    cite,
    make_activity,
    make_body,
    make_bulletin,
    make_circular,
    make_cluster,
    make_consent,
    make_count,
    make_encounter,
    make_feed,
    make_label,
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
    make_project,
    make_proposal,
    make_proposal_count,
    make_source,
)


def make_world(cast: Cast) -> None:
    """Published records and drafts of the cast's two clusters, and of strangers."""
    strange_network = make_network()
    strange_cluster = make_cluster(network=strange_network)
    cite(cast.cluster, make_source())
    Competence.objects.create(name_it="Robotica", name_en="Robotics")
    for cluster in (cast.cluster, cast.other_cluster, strange_cluster):
        _make_registry(cluster)
        network = strange_network if cluster is strange_cluster else cast.network
        for published in (True, False):
            _make_calendar(cluster, network, published)
            _make_funding(cluster, network, published)
    for network in (cast.network, strange_network):
        make_proposal_count(network)
        Claim.objects.create(network=network, year=2016, statement_it="Più forti")
        TargetCountry.objects.create(network=network, year=2016, country="BR")
        MemberCount.objects.create(
            network=network, population="members", unit="bodies", number=750
        )
        make_mandate(make_person(), "network_coordinator", network=network)
        make_activity(network, is_published=False)
        make_partnership(network, is_published=False)
    make_programme()


def _make_registry(cluster: object) -> None:
    for published in (True, False):
        organisation = make_organisation(is_published=published, maintained_by=cluster)
        make_membership(cluster, organisation)
        member = make_organisation(is_published=published)
        make_membership(cluster, member)
        person = make_person(maintained_by=cluster, is_public=published)
        make_mandate(person, "president", cluster=cluster, is_public=published)
        make_mandate(person, "member_contact", organisation=member)
    _make_correspondence(cluster, person, organisation)
    make_label(cluster)
    body = make_organisation()
    LegalForm.objects.create(cluster=cluster, form="association")
    Management.objects.create(cluster=cluster, organisation=body)
    Recognition.objects.create(cluster=cluster, recognised_by=body)
    MemberCount.objects.create(
        cluster=cluster,
        population="members",
        unit="companies",
        is_some=True,
        as_of_earliest=None,
    )
    TargetCountry.objects.create(cluster=cluster, year=2016, country="MX")


def _make_correspondence(cluster: object, person: object, member: object) -> None:
    make_position(person, member)
    make_consent(person)
    for published in (True, False):
        WorkingGroup.objects.create(
            cluster=cluster, name_it="Tavolo", is_published=published
        )
    make_circular(cluster, person)
    make_press_item(cluster)
    make_feed(cluster)
    make_bulletin(cluster, make_network())
    Segment.objects.create(cluster=cluster, name="Tutti")
    Note.objects.create(cluster=cluster, kind="call", summary="Richiama.")


def _make_calendar(cluster: object, network: object, published: bool) -> None:
    activity = make_activity(network, is_published=published, maintained_by=cluster)
    make_place(activity, "FR", city="Lyon")
    Minutes.objects.create(activity=activity)
    make_body(activity, make_organisation())
    make_count(activity, number=6, of_total=9)
    met = make_organisation()
    make_encounter(activity, cluster, met)
    make_encounter(activity, cluster, met, cluster=cluster)
    for shown in (True, False):
        role = "speaker" if shown else "participant"
        taking_part = make_participation(
            activity, cluster, role=role, is_published=shown
        )
        make_count(activity, "companies", participation=taking_part, is_some=True)
        make_outcome(taking_part, is_published=shown)


def _make_funding(cluster: object, network: object, published: bool) -> None:
    keeping = {"maintained_by": cluster, "is_published": published}
    proposal = make_proposal(network, **keeping)
    project = make_project(network, **keeping)
    partnership = make_partnership(network, **keeping)
    make_party(proposal=proposal, cluster=cluster)
    make_party(project=project, organisation=make_organisation())
    make_party(partnership=partnership, cluster=cluster)


def everybody(cast: Cast) -> dict[str, User]:
    return {
        "administrator": cast.administrator,
        "coordinator": cast.coordinator,
        "manager": cast.manager,
        "other manager": cast.other_manager,
        "member contact": cast.member_contact,
        "participant": cast.participant,
    }


def management(prefix: str, total: object, initial: object = 0) -> dict[str, object]:
    """What a form posts of how many rows it has."""
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}
