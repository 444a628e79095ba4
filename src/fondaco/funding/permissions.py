"""Who may see and change what of funding, decided here and nowhere else."""

from typing import Any

import rules

from fondaco.core.permissions import Actor
from fondaco.funding.models import Partnership, Party, Project, Proposal, ProposalCount
from fondaco.registry.permissions import always, coordinates, manages
from fondaco.registry.scope import scope_of

Undertaking = Proposal | Project | Partnership


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_undertaking(user: Actor, record: Undertaking | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    if record.maintained_by_id:
        return manages(scope, record.maintained_by_id)
    return coordinates(scope, record.network_id)


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_undertaking(user: Actor, record: Undertaking | None) -> bool:
    published = record is not None and record.is_published
    return published or bool(may_change_undertaking(user, record))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_party(user: Actor, record: Party | None) -> bool:
    """A cluster says of itself that it is in; the keeper says it of anybody."""
    scope = scope_of(user)
    if record is None:
        return scope.is_editor
    undertaking = record.undertaking
    if undertaking is None or not may_see_undertaking(user, undertaking):
        return False
    own = record.cluster_id is not None and manages(scope, record.cluster_id)
    return own or bool(may_change_undertaking(user, undertaking))


@rules.predicate  # type: ignore[untyped-decorator]
def may_see_party(user: Actor, record: Party | None) -> bool:
    if record is None:
        return scope_of(user).is_editor
    return bool(may_see_undertaking(user, record.undertaking))


@rules.predicate  # type: ignore[untyped-decorator]
def may_change_proposal_count(user: Actor, record: ProposalCount | None) -> bool:
    scope = scope_of(user)
    if record is None:
        return scope.is_administrator or bool(scope.coordinated_networks)
    return coordinates(scope, record.network_id)


POLICIES: dict[str, tuple[Any, Any, Any, Any]] = {
    # model: view, add, change, delete
    **{
        model: (may_see_undertaking, *[may_change_undertaking] * 3)
        for model in ("proposal", "project", "partnership")
    },
    "party": (may_see_party, *[may_change_party] * 3),
    "proposalcount": (always, *[may_change_proposal_count] * 3),
}
for _model, _predicates in POLICIES.items():
    for _verb, _predicate in zip(
        ("view", "add", "change", "delete"), _predicates, strict=True
    ):
        rules.add_perm(f"funding.{_verb}_{_model}", _predicate)
