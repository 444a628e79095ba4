"""Who may see and change what of the calendar, decided here and nowhere else."""

from typing import Any

import rules

from fondaco.activities.models import (
    Activity,
    Claim,
    CountStatement,
    Encounter,
    Minutes,
    Outcome,
    Participation,
    TargetCountry,
)
from fondaco.core.permissions import Actor
from fondaco.registry.permissions import (
    always,
    coordinates,
    is_administrator,
    is_editor,
    manages,
)
from fondaco.registry.scope import scope_of


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_activity(user: Actor, record: Activity | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.maintained_by_id:
        return manages(scope, record.maintained_by_id)
    return coordinates(scope, record.network_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_activity(user: Actor, record: Activity | None) -> bool:
    published = record is not None and record.is_published
    return published or bool(may_change_activity(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_minutes(user: Actor, record: Minutes | None) -> bool:
    """Who keeps the meeting; a published meeting does not publish its minutes."""
    return bool(may_change_activity(user, record.activity if record else None))


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_encounter(user: Actor, record: Encounter | None) -> bool:
    """The cluster that recorded it; that of no cluster goes with its activity."""
    if record is None:
        return scope_of(user).is_editor
    if record.cluster_id:
        return manages(scope_of(user), record.cluster_id)
    return bool(may_change_activity(user, record.activity))


@rules.predicate  # type: ignore[untyped-decorator]
def may_add_encounter(user: Actor, record: Encounter | None) -> bool:
    """Any cluster of the network records its own at an activity that it can see."""
    if record is None:
        return scope_of(user).is_editor
    return bool(
        keeps_encounter(user, record) and may_see_activity(user, record.activity)
    )


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_encounter(user: Actor, record: Encounter | None) -> bool:
    """Who keeps it, and those who met: a published activity publishes none."""
    if record is None:
        return scope_of(user).is_editor
    return bool(keeps_encounter(user, record) or _has_met(user, record))


def _has_met(user: Actor, record: Encounter) -> bool:
    scope = scope_of(user)
    return user.pk is not None and any(
        party.organisation_id in scope.own_organisations
        or party.cluster_id in scope.managed_clusters
        or (party.person is not None and party.person.user_id == user.pk)
        for party in record.parties.select_related("person")
    )


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_participation(user: Actor, record: Participation | None) -> bool:
    scope = scope_of(user)
    return manages(scope, record.cluster_id) if record else scope.is_editor


@rules.predicate  # type: ignore[untyped-decorator]
def may_add_participation(user: Actor, record: Participation | None) -> bool:
    """Any cluster of the network adds its own to an activity that it can see."""
    if record is None:
        return scope_of(user).is_editor
    return bool(
        may_change_participation(user, record)
        and may_see_activity(user, record.activity)
    )


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_participation(user: Actor, record: Participation | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    public = record.is_published and record.activity.is_published
    return public or bool(may_change_participation(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_count(user: Actor, record: CountStatement | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    if record.participation_id:
        return bool(may_change_participation(user, record.participation))
    return bool(may_change_activity(user, record.activity))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_count(user: Actor, record: CountStatement | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    if record.participation_id:
        return bool(may_see_participation(user, record.participation))
    return bool(may_see_activity(user, record.activity))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_outcome(user: Actor, record: Outcome | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    return bool(may_change_participation(user, record.participation))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_outcome(user: Actor, record: Outcome | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    public = record.is_published and bool(
        may_see_participation(user, record.participation)
    )
    return public or bool(may_change_outcome(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_claim(user: Actor, record: Claim | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_administrator or bool(scope.coordinated_networks)
    return coordinates(scope, record.network_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_target(user: Actor, record: TargetCountry | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.network_id:
        return coordinates(scope, record.network_id)
    return manages(scope, record.cluster_id)


POLICIES: dict[str, tuple[Any, Any, Any, Any]] = {
    # model: view, add, change, delete
    "activity": (may_see_activity, *[may_change_activity] * 3),
    "minutes": (keeps_minutes,) * 4,
    "encounter": (
        may_see_encounter,
        may_add_encounter,
        keeps_encounter,
        keeps_encounter,
    ),
    "participation": (
        may_see_participation,
        may_add_participation,
        may_change_participation,
        may_change_participation,
    ),
    "countstatement": (may_see_count, *[may_change_count] * 3),
    "outcome": (may_see_outcome, *[may_change_outcome] * 3),
    "programme": (always, is_editor, is_editor, is_administrator),
    "claim": (always, *[may_change_claim] * 3),
    "targetcountry": (always, *[may_change_target] * 3),
}
for _model, _predicates in POLICIES.items():
    for _verb, _predicate in zip(
        ("view", "add", "change", "delete"), _predicates, strict=True
    ):
        rules.add_perm(f"activities.{_verb}_{_model}", _predicate)
