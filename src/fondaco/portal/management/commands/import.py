"""Bring records in from a spreadsheet, and take them back."""

import gc
import json
from collections import deque
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from fondaco.core.imports.applying import apply_rows
from fondaco.core.imports.files import (
    MappingError,
    column_names,
    file_hash,
    given_mapping,
    guess_mapping,
    open_table,
    read_given,
    read_mapping_file,
    require_columns,
)
from fondaco.core.imports.planning import Plan, make_plan
from fondaco.core.imports.rows import drained, read_rows
from fondaco.core.imports.showing import gathered
from fondaco.core.imports.undoing import Undone, undo_import
from fondaco.core.models import Import
from fondaco.core.resources import RESOURCES, ImportScope, Resource
from fondaco.core.search_index.keeping import catch_up
from fondaco.core.spreadsheets import UnreadableTableError
from fondaco.registry.models import Cluster

MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Bring in organisations, people, members… from Excel, CSV or iCalendar."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = ", ".join(RESOURCES)
        parser.add_argument("kind", nargs="?", default="", help=f"One of: {kinds}.")
        parser.add_argument("file", nargs="?", default="", help="The file to read.")
        parser.add_argument(
            "--map", metavar="FILE", help="JSON or TOML: the field of each header."
        )
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            dest="given",
            metavar="FIELD=VALUE",
            help="Said of all rows, such as activity=Expo; may be repeated.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done; do nothing."
        )
        parser.add_argument(
            "--partial",
            action="store_true",
            help="Write the rows without errors; otherwise any error stops all.",
        )
        parser.add_argument(
            "--json", action="store_true", help="Print what was done as JSON."
        )
        parser.add_argument(
            "--cluster",
            default="",
            metavar="ACRONYM",
            help="The cluster that keeps what is new, or whose members they are.",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Let visitors see new records at once; otherwise they are drafts.",
        )
        parser.add_argument(
            "--undo", metavar="ID", help="Take back an import of the last day."
        )

    def handle(self, *args: object, **options: Any) -> None:
        # The command line speaks English, what it passes on of the models too.
        with translation.override("en"):
            if options["undo"]:
                self._undo(options["undo"])
            else:
                # What is read lives to the end: looking through it for what could go
                # took a tenth of the time of a large file.
                gc.disable()
                try:
                    self._import(options)
                finally:
                    gc.enable()
            catch_up()

    def _import(self, options: dict[str, Any]) -> None:
        resource = _resource(options["kind"])
        scope = ImportScope(
            cluster=_cluster(options["cluster"]), publish=options["publish"]
        )
        if refusal := resource.refusal(scope):
            raise CommandError(f"{refusal} Use --cluster.", returncode=2)
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                table = open_table(file, path.name)
                mapping = guess_mapping(resource, table.header)
                if options["map"]:
                    matched = read_mapping_file(Path(options["map"]))
                    mapping = given_mapping(resource, table.header, matched)
                said = _said_of_all(options["given"])
                given = read_given(resource, said)
                require_columns(resource, mapping, given)
                # All are read before anything is locked.
                rows = drained(deque(read_rows(table, resource, mapping, given=given)))
                digest = file_hash(file)
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"{path} cannot be read: {reason}."
            raise CommandError(message, returncode=2) from error
        except (UnreadableTableError, MappingError) as error:
            raise CommandError(f"{path}: {error}", returncode=2) from error
        if refusal := resource.given_refusal(scope, given):
            raise CommandError(refusal, returncode=2)
        record = Import(
            kind=resource.kind,
            cluster=scope.cluster,
            publish=scope.publish,
            partial=options["partial"],
            file_name=path.name[-200:],
            file_hash=digest,
            headers=column_names(table),
            mapping=mapping,
            given=said,
        )
        if options["dry_run"]:
            plan, _ = make_plan(rows, resource, scope, record.headers, mapping)
        else:
            plan = self._apply(record, rows, resource, scope, path)
        self._say(plan, record, options)
        # A dry run has done what it was asked for, whatever it found.
        if plan.problems and not (options["partial"] or options["dry_run"]):
            count = len(plan.problems)
            found = "1 error" if count == 1 else f"{count} errors"
            raise CommandError(
                f"Nothing was written: {found} in {path.name}. Correct them, or use "
                "--partial to write the other rows.",
                returncode=1,
            )

    def _apply(
        self,
        record: Import,
        rows: Any,
        resource: Resource,
        scope: ImportScope,
        path: Path,
    ) -> Plan:
        try:
            plan = apply_rows(
                record, rows, resource, scope, record.headers, record.mapping
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with path.open("rb") as file:
            record.file.save(path.name, File(file))
        return plan

    def _say(self, plan: Plan, record: Import, options: dict[str, Any]) -> None:
        done = _done(plan, writes=options["dry_run"] or record.applied_at is not None)
        if record.may_be_undone:
            done["import"] = record.uid
        if options["json"]:
            self.stdout.write(json.dumps(done, ensure_ascii=False, indent=2))
            return
        verb = "Would be" if options["dry_run"] else "Done:"
        self.stdout.write(
            f"{verb} created {done['created']}, updated {done['updated']}, "
            f"skipped {done['skipped']}; errors {len(plan.problems)}."
        )
        for one in [*plan.problems][:MOST_SHOWN]:
            where = f", {one.column}" if one.column else ""
            self.stdout.write(f"  row {one.row}{where}: {one.message}")
        told = gathered((one.row, one.message) for one in plan.warnings)
        for rows, message in told[:MOST_SHOWN]:
            self.stdout.write(f"  row {rows}: {message}")
        if record.may_be_undone:
            self.stdout.write(f"To take it back: fondaco import --undo {record.uid}")

    def _undo(self, uid: str) -> None:
        record = Import.objects.filter(uid=uid).first()
        if record is None:
            raise CommandError(f"There is no import {uid!r}.", returncode=2)
        try:
            undone = undo_import(record, actor=None)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(_in_words(undone))


def _said_of_all(given: list[str]) -> dict[str, str]:
    said = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise MappingError(f"--set takes FIELD=VALUE, not {one!r}.")
        said[name.strip()] = value
    return said


def _resource(kind: str) -> Resource:
    if kind not in RESOURCES:
        kinds = ", ".join(RESOURCES)
        raise CommandError(
            f"There is nothing called {kind!r} to import. There is: {kinds}.",
            returncode=2,
        )
    return RESOURCES[kind]


def _cluster(acronym: str) -> int | None:
    if not acronym:
        return None
    cluster = Cluster.objects.filter(acronym__iexact=acronym).first()
    if cluster is None:
        known = ", ".join(Cluster.objects.values_list("acronym", flat=True)) or "none"
        raise CommandError(
            f"There is no cluster {acronym!r}. There is: {known}.", returncode=2
        )
    return int(cluster.pk)


def _done(plan: Plan, *, writes: bool) -> dict[str, Any]:
    """The counts of what was written, or would be; nothing, where nothing was."""
    return {
        "created": plan.created if writes else 0,
        "updated": plan.updated if writes else 0,
        "skipped": plan.skipped,
        "errors": [
            {"row": one.row, "column": one.column, "message": one.message}
            for one in plan.problems
        ],
        "warnings": [{"row": one.row, "message": one.message} for one in plan.warnings],
    }


def _in_words(undone: Undone) -> str:
    lines = [f"Restored {undone.restored}, deleted {undone.deleted}."]
    lines += [f"  stays: {name} ({why})" for name, why in undone.kept]
    return "\n".join(lines)
