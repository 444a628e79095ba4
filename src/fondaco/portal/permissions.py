"""Who sees how the installation works, what was imported, and what is held on people.

What is held on a person is seen in full by that person and by administrators. Whoever
keeps the person's record sees, of each kind, what its app lets them see anyway: the
notes of other clusters stay out of a manager's sight, and are in the person's export.

Who keeps a record carries out what its person asked. An account is the person's own
or an administrator's to erase: a keeper does it when the person asked for it here.
"""

from typing import Any

import rules
from django.db.models import Q, QuerySet

from fondaco.core.models import ErasureRequest, Import
from fondaco.core.permissions import Actor
from fondaco.registry.models import Person
from fondaco.registry.permissions import keeps_person
from fondaco.registry.scope import scope_of

KEEP_JOBS = "portal.keep_jobs"

KEEP_RETENTION = "portal.keep_retention"
SEE_DATA = "portal.see_data"
ERASE = "portal.erase"

is_administrator = rules.is_active & rules.is_superuser
# Administrators, and nobody else.
rules.add_perm(KEEP_JOBS, is_administrator)
rules.add_perm(KEEP_RETENTION, is_administrator)
rules.add_perm(SEE_DATA, keeps_person)


@rules.predicate  # type: ignore[untyped-decorator]
def may_erase(user: Actor, person: Person | None) -> bool:
    if person is None or not keeps_person(user, person) or person.user_id == user.pk:
        return False
    if person.user is None or is_administrator(user):
        return True
    asked = ErasureRequest.objects.filter(user=person.user)
    return not person.user.is_superuser and asked.exists()


rules.add_perm(ERASE, may_erase)


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
