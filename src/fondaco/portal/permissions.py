"""Who sees how the installation works, and what was imported for which cluster."""

from typing import Any

import rules
from django.db.models import Q, QuerySet

from fondaco.core.models import Import
from fondaco.core.permissions import Actor
from fondaco.registry.scope import scope_of

KEEP_JOBS = "portal.keep_jobs"

# Administrators, and nobody else.
rules.add_perm(KEEP_JOBS, rules.is_active & rules.is_superuser)


@rules.predicate  # type: ignore[untyped-decorator]
def may_import(user: Actor, record: Import | None = None) -> bool:
    scope = scope_of(user)
    if record is None or not scope.is_editor:
        return scope.is_editor
    if scope.is_administrator:
        return True
    if record.cluster is None:
        return bool(scope.coordinated_networks) and record.actor_id == user.pk
    return record.cluster in scope.managed_clusters


rules.add_perm("core.view_import", may_import)


def visible_imports(actor: Any) -> "QuerySet[Import]":
    """The same of all of them, for the list."""
    scope = scope_of(actor)
    if scope.is_administrator:
        return Import.objects.all()
    visible = Q(cluster__in=scope.managed_clusters)
    if scope.coordinated_networks:
        visible |= Q(cluster=None, actor=actor.pk)
    return Import.objects.filter(visible)
