"""Doing what a plan says: all of it or nothing, and a note of each row that changed.

The plan is made anew inside the transaction that writes, so that what others wrote
since the dry run is seen, and nobody writes in between.
"""

from collections.abc import Callable, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.imports.journal import Journal
from fondaco.core.imports.keeping import keep_plan
from fondaco.core.imports.planning import Plan, make_plan
from fondaco.core.imports.rows import Mapping, ReadRow
from fondaco.core.models import Import, ImportState
from fondaco.core.resources import ImportScope, Resource

Hook = Callable[[str], None]


def no_hook(step: str) -> None:
    """For the tests that stop an import half-way."""


def apply_rows(
    record: Import,
    rows: Iterable[ReadRow],
    resource: Resource,
    scope: ImportScope,
    header: Sequence[str],
    mapping: Mapping,
    *,
    hook: Hook = no_hook,
) -> Plan:
    """Write the rows; with errors only where the import is `partial`, else nothing."""
    if refusal := resource.refusal(scope):
        raise ValidationError(refusal)
    with transaction.atomic():
        _refuse_twice(record)
        plan, catalogue = make_plan(rows, resource, scope, header, mapping)
        hook("planned")
        if plan.problems and not record.partial:
            _nothing_written(plan)
            keep_plan(record, plan)
            record.state = ImportState.FAILED
            record.save()
            return plan
        keep_plan(record, plan)
        record.state, record.applied_at = ImportState.APPLIED, timezone.now()
        record.save()
        journal = Journal(record)
        catalogue.write(plan.drafts, journal)
        hook("written")
        journal.close()
        hook("noted")
    _refresh_statistics(plan)
    return plan


def _refuse_twice(record: Import) -> None:
    """Of two that press the button at once, the second waits and is told."""
    if record.pk is None:
        return
    now = Import.objects.select_for_update().filter(pk=record.pk).first()
    if now is not None and now.state in {ImportState.APPLIED, ImportState.UNDONE}:
        raise ValidationError(_("This file was imported already."))


def _nothing_written(plan: Plan) -> None:
    plan.skipped += plan.created + plan.updated
    plan.created = plan.updated = 0


def _refresh_statistics(plan: Plan) -> None:
    """After many rows at once SQLite must look at its tables again to be quick."""
    if plan.created > 1000 and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
