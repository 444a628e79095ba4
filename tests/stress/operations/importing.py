"""A file of organisations, with all that hangs on them, in one import."""

import io
import secrets

from fondaco.core.imports.applying import apply_rows
from fondaco.core.imports.files import guess_mapping, open_table
from fondaco.core.imports.rows import read_rows
from fondaco.core.models import ExternalId, Import, ImportChange
from fondaco.core.resources import RESOURCES, ImportScope
from fondaco.registry.models import Organisation, OrganisationAlias
from tests.stress.operations import operation


@operation
def import_file(number: int) -> None:
    """New records, and the same again under other names."""
    words = [secrets.token_hex(6) for _each in range(number)]
    for prefix in ("Alfa", "Beta"):
        lines = [f"{word};{prefix} {word};A {word}" for word in words]
        content = "\n".join(["ID;Nome;Altri nomi", *lines]).encode()
        table = open_table(io.BytesIO(content), "file.csv")
        resource = RESOURCES["organisations"]
        mapping = guess_mapping(resource, table.header)
        rows = list(read_rows(table, resource, mapping))
        record = Import(kind="organisations", file_name="file.csv")
        apply_rows(record, rows, resource, ImportScope(), table.header, mapping)


@operation
def half_imported() -> list[str]:
    """Imports whose figures, records, parts, histories and notes do not agree."""
    faults = []
    for record in Import.objects.all():
        notes = ImportChange.objects.filter(of_import=record).count()
        lines = Organisation.history.filter(history_change_reason=record.reason)
        if not record.created + record.updated == notes == lines.count():
            faults.append(record.uid)
    records = Organisation.objects.count()
    made = sum(record.created for record in Import.objects.all())
    parts = (ExternalId.objects.count(), OrganisationAlias.objects.count())
    if (records, *parts) != (made, made, made):
        faults.append(f"{made} made, {records} there, {parts} parts")
    return faults


@operation
def forget_imported() -> None:
    for table in (Import, ExternalId, Organisation):
        table.objects.all().delete()
    Organisation.history.all().delete()


@operation
def number_imported() -> int:
    return Organisation.objects.count()
