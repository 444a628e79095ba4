"""Who may see and change what of the registry, decided here and nowhere else.

Permissions are named `registry.<view|add|change|delete>_<model>`; `add` is asked of
the record about to be added, `change` of it as it was and as it would become.
"""

from typing import Any

import rules
from django.utils import timezone

from fondaco.core.permissions import Actor
from fondaco.registry.models import (
    Cluster,
    Consent,
    Invitation,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    Position,
    WorkingGroup,
)
from fondaco.registry.reach import clusters_to_join
from fondaco.registry.scope import Scope, scope_of
from fondaco.registry.vocabularies import MandateKind


def manages(scope: Scope, cluster: int | None) -> bool:
    return scope.is_administrator or cluster in scope.managed_clusters


def coordinates(scope: Scope, network: int | None) -> bool:
    return scope.is_administrator or network in scope.coordinated_networks


@rules.predicate  # type: ignore[untyped-decorator]
def is_editor(user: Actor, record: Any = None) -> bool:
    return scope_of(user).is_editor


@rules.predicate  # type: ignore[untyped-decorator]
def is_administrator(user: Actor, record: Any = None) -> bool:
    return scope_of(user).is_administrator


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_organisation(user: Actor, record: Organisation | None) -> bool:
    """The cluster that keeps it; calling it one's member gives no right over it.

    What no cluster keeps (a ministry, a fair's organiser) is the coordinators'.
    """
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.maintained_by_id is None:
        return scope.is_administrator or bool(scope.coordinated_networks)
    return manages(scope, record.maintained_by_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_organisation(user: Actor, record: Organisation | None) -> bool:
    own = owns_organisation(user, record) and record.trusts_contact  # type: ignore[union-attr]
    return bool(own or keeps_organisation(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def owns_organisation(user: Actor, record: Organisation | None) -> bool:
    return record is not None and record.pk in scope_of(user).own_organisations


@rules.predicate  # type: ignore[untyped-decorator]
def may_propose_changes(user: Actor, record: Organisation | None) -> bool:
    """Its own contact, and whoever keeps other records and sees this one."""
    if record is None:
        return False
    own = owns_organisation(user, record) or keeps_organisation(user, record)
    return bool(own or (scope_of(user).is_editor and record.is_published))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_organisation(user: Actor, record: Organisation | None) -> bool:
    published = record is not None and record.is_published
    own = owns_organisation(user, record)
    return published or bool(own or may_change_organisation(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_person(user: Actor, record: Person | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    return scope.is_administrator or (
        record.maintained_by_id is not None and manages(scope, record.maintained_by_id)
    )


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_contact(user: Actor, record: Position | Consent | None) -> bool:
    """Where somebody works and what they agreed to is their cluster's to know."""
    return bool(keeps_person(user, record.person if record else None))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_person(user: Actor, record: Person | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    own = record.user_id is not None and record.user_id == user.pk
    return record.is_public or own or bool(keeps_person(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_cluster(user: Actor, record: Cluster | None) -> bool:
    scope = scope_of(user)
    return manages(scope, record.pk) if record else scope.is_editor


@rules.predicate  # type: ignore[untyped-decorator]
def may_add_cluster(user: Actor, record: Cluster | None = None) -> bool:
    scope = scope_of(user)
    return scope.is_administrator or bool(scope.coordinated_networks)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_network(user: Actor, record: Network | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_administrator or bool(scope.coordinated_networks)
    return coordinates(scope, record.pk)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_fact(user: Actor, record: Any | None) -> bool:
    """A fact about a cluster is its managers'."""
    scope = scope_of(user)
    return manages(scope, record.cluster_id) if record else scope.is_editor


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_membership(user: Actor, record: Membership | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    return record.organisation.is_published or bool(may_change_fact(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_network_membership(
    user: Actor, record: NetworkMembership | None
) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_administrator or bool(scope.coordinated_networks)
    if scope.is_administrator:
        return True
    own = coordinates(scope, record.network_id)
    return own and not _takes_from_others(user, record)


def _takes_from_others(user: Actor, record: NetworkMembership) -> bool:
    """Whether it brings in a cluster that another network answers for today.

    Managing the cluster would come with it. What is over brings nothing; and what is
    on record may stay there, as long as nobody makes it hold when it did not.
    """
    if _is_over(record) or manages(scope_of(user), record.cluster_id):
        return False
    if clusters_to_join(user).filter(pk=record.cluster_id).exists():
        return False
    known = NetworkMembership.objects.filter(
        pk=record.pk, network=record.network_id, cluster=record.cluster_id
    ).first()
    return known is None or _when(known) != _when(record)


def _is_over(record: NetworkMembership) -> bool:
    last = record.valid_until_latest
    return last is not None and last < timezone.localdate()


def _when(record: NetworkMembership) -> tuple[object, ...]:
    return (record.valid_from, record.valid_until, record.alternative_to_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_member_count(user: Actor, record: MemberCount | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.network_id:
        return coordinates(scope, record.network_id)
    return manages(scope, record.cluster_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_group(user: Actor, record: WorkingGroup | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.network_id:
        return coordinates(scope, record.network_id)
    return manages(scope, record.cluster_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_group(user: Actor, record: WorkingGroup | None) -> bool:
    published = record is not None and record.is_published
    return published or bool(may_change_group(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_mandate(user: Actor, record: Mandate | None) -> bool:
    """Whoever answers for a body names its officers, and so who else may act for it."""
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.network_id:
        return coordinates(scope, record.network_id)
    if record.cluster_id:
        return manages(scope, record.cluster_id)
    return bool(keeps_organisation(user, record.organisation))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_mandate(user: Actor, record: Mandate | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    public = record.is_public and record.person.is_public
    return public or bool(may_change_mandate(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_invite(user: Actor, record: Invitation | None) -> bool:
    """Into what one answers for; a member's contact, colleagues of their own body."""
    scope = scope_of(user)
    if record is None:
        return scope.is_editor or bool(scope.own_organisations)
    if record.network_id:
        return coordinates(scope, record.network_id)
    if record.cluster_id:
        return manages(scope, record.cluster_id)
    if record.organisation_id is None:
        return scope.is_administrator
    own = record.organisation_id in scope.own_organisations
    return own or bool(keeps_organisation(user, record.organisation))


for _verb in ("view", "add", "change"):
    rules.add_perm(f"registry.{_verb}_invitation", may_invite)

# Whose second factor `FONDACO_REQUIRE_MFA=editors` asks for, a floor below.
rules.add_perm("accounts.keep_records", is_editor)

always = rules.always_allow
POLICIES: dict[str, tuple[Any, Any, Any, Any]] = {
    # model: view, add, change, delete
    "network": (always, is_administrator, may_change_network, is_administrator),
    "cluster": (always, may_add_cluster, may_change_cluster, is_administrator),
    "organisation": (
        may_see_organisation,
        is_editor & keeps_organisation,
        may_change_organisation,
        keeps_organisation,
    ),
    "person": (may_see_person, keeps_person, keeps_person, keeps_person),
    "position": (keeps_contact,) * 4,
    "consent": (keeps_contact,) * 4,
    "workinggroup": (may_see_group, *[may_change_group] * 3),
    "mandate": (may_see_mandate, *[may_change_mandate] * 3),
    "membership": (may_see_membership, *[may_change_fact] * 3),
    "label": (always, *[may_change_fact] * 3),
    "legalform": (always, *[may_change_fact] * 3),
    "recognition": (always, *[may_change_fact] * 3),
    "management": (always, *[may_change_fact] * 3),
    "networkmembership": (always, *[may_change_network_membership] * 3),
    "membercount": (always, *[may_change_member_count] * 3),
    "competence": (always, is_editor, is_editor, is_administrator),
}
for _model, _predicates in POLICIES.items():
    for _verb, _predicate in zip(
        ("view", "add", "change", "delete"), _predicates, strict=True
    ):
        rules.add_perm(f"registry.{_verb}_{_model}", _predicate)

# Its own contact keeps the profile, and does not decide whether visitors see it.
rules.add_perm("registry.publish_organisation", keeps_organisation)
rules.add_perm("registry.propose_organisation", may_propose_changes)

# Sources are shared by the whole house; the registry is the lowest floor that knows
# who edits.
rules.add_perm("core.view_source", always)
rules.add_perm("core.add_source", is_editor)
rules.add_perm("core.change_source", is_editor)
rules.add_perm("core.delete_source", is_administrator)

# The offices that let a person act, beyond being a fact about them.
OPENING = frozenset(
    {
        MandateKind.CLUSTER_MANAGER,
        MandateKind.DIRECTOR,
        MandateKind.NETWORK_COORDINATOR,
        MandateKind.MEMBER_CONTACT,
    }
)
