"""What a file would do, before it does anything: created, updated, skipped, wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.imports.rows import Mapping, ReadRow
from fondaco.core.resources import (
    Catalogue,
    Draft,
    ImportScope,
    Match,
    Note,
    Problem,
    Resource,
    Values,
)


@dataclass(frozen=True, slots=True)
class CellProblem:
    row: int
    column: str
    message: str
    # The place of the column in the file; None: the row as a whole.
    place: int | None = None


@dataclass(frozen=True)
class Warning:
    row: int
    message: str
    # What it tells of: a row that says again what another said, a likeness, or a cell
    # of which not all was taken.
    kind: str = "repeated"


@dataclass
class Plan:
    """What applying would do, and in the same form what it did."""

    resource: Resource
    header: Sequence[str]
    mapping: Mapping
    rows: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    # The rows with errors as they are in the file: number and the text of each cell.
    broken: list[tuple[int, list[str]]] = field(default_factory=list)
    # What the records that change are called.
    names: dict[int, str] = field(default_factory=dict)

    def place_of(self, where: int | str) -> tuple[int | None, str]:
        """The place and header of a column, by its own place or by its field."""
        if isinstance(where, int):
            return where, self.header[where]
        return self.column_of(where)

    def column_of(self, name: str) -> tuple[int | None, str]:
        """The place and header of a field's column; its label where there is none."""
        for place, mapped in enumerate(self.mapping):
            if mapped == name:
                return place, self.header[place]
        known = self.resource.find_field(name)
        return None, str(known.label) if known else ""


def make_plan(
    rows: Iterable[ReadRow],
    resource: Resource,
    scope: ImportScope,
    header: Sequence[str],
    mapping: Mapping,
) -> tuple[Plan, Catalogue]:
    """Find what each row means and what it would change. Writes nothing."""
    planning = _Planning(resource, scope, header, mapping)
    for row in rows:
        planning.take(row)
    return planning.finish(), planning.catalogue


class _Planning:
    def __init__(
        self,
        resource: Resource,
        scope: ImportScope,
        header: Sequence[str],
        mapping: Mapping,
    ) -> None:
        self.catalogue = resource.catalogue(scope)
        self.plan = Plan(resource, header, mapping)
        self.multiple = {one.name for one in resource.fields if one.multiple}
        self.drafts: dict[int, Draft] = {}
        self.next_key = -1

    def take(self, row: ReadRow) -> None:
        values = row.values
        if not row.texts:
            self._note(row, row.notes)
            return
        self.plan.rows += 1
        if not row.problems and not values:
            return
        told = list(self.catalogue.complete(values))
        noted = [*row.notes, *(one for one in told if isinstance(one, Note))]
        problems = [*row.problems, *(one for one in told if not isinstance(one, Note))]
        match = self.catalogue.find(values) if not problems else Match()
        if match.problem:
            problems.append(match.problem)
        if problems:
            self._fail(row, problems)
            return
        failed = self.plan.failed
        self._settle(row, match)
        # Of a row that stays out there is more to say than what is left out of it.
        if failed == self.plan.failed:
            self._note(row, noted)

    def _note(self, row: ReadRow, noted: Iterable[tuple[int | str, str]]) -> None:
        for where, message in noted:
            column = self.plan.place_of(where)[1] if where != "" else ""
            self._warn(row, f"{column}: {message}" if column else message, "noted")

    def _settle(self, row: ReadRow, match: Match) -> None:
        if match.key is None:
            self._create(row)
        elif match.key in self.drafts:
            self._repeat(row, self.drafts[match.key], match.by)
        else:
            self._update(row, match.key, match.by)

    def _create(self, row: ReadRow) -> None:
        values = row.values
        missing: list[Problem] = [
            (one.name, _("This is needed, and the cell is empty."))
            for one in self.plan.resource.required
            if one.name not in values
        ]
        problems = [*missing, *self.catalogue.check(values)]
        if problems:
            self._fail(row, problems)
            return
        for name in self.catalogue.alike(values):
            text = _("Possibly the same as “%(name)s”, which is on record.")
            self._warn(row, text % {"name": name}, "alike")
        draft = Draft(self.next_key, row.number, values)
        draft.changes = {name: (None, value) for name, value in values.items()}
        self._keep(draft)
        self.next_key -= 1

    def _update(self, row: ReadRow, key: int, by: tuple[str, ...]) -> None:
        current = self.catalogue.current(key)
        draft = Draft(key, row.number, row.values)
        draft.changes = self._differences(current, row.values, by)
        if not self._may_become(row, draft, current):
            return
        self._keep(draft)

    def _repeat(self, row: ReadRow, draft: Draft, by: tuple[str, ...]) -> None:
        """A later row on the same record fills what is empty; the first row wins."""
        before = self.catalogue.current(draft.key) if not draft.is_new else {}
        said = {**before, **draft.wanted()}
        added = {
            name: change
            for name, change in self._differences(said, row.values, by).items()
            if name in self.multiple or not said.get(name)
        }
        again = Draft(draft.key, row.number, {**draft.values, **_last(added)})
        again.changes = {**draft.changes, **_joined(before, added)}
        if not self._may_become(row, again, before):
            return
        draft.values, draft.changes = again.values, again.changes
        self.catalogue.learn(draft.key, row.values)
        names = ", ".join(self.plan.column_of(name)[1] for name in added)
        text = _("The same as row %(row)s, which counts.")
        if added:
            text = _("The same as row %(row)s, which counts; from here: %(names)s.")
        self._warn(row, text % {"row": draft.row, "names": names})

    def _may_become(self, row: ReadRow, draft: Draft, current: Values) -> bool:
        """Note what keeps an existing record from changing like this."""
        if not draft.changes:
            return True
        problems = list(self.catalogue.check({**current, **draft.wanted()}))
        if not draft.is_new and (refusal := self.catalogue.refusal(draft.key)):
            problems.append((next(iter(draft.changes)), refusal))
        if problems:
            self._fail(row, problems)
        return not problems

    def _differences(
        self, current: Values, values: Values, by: tuple[str, ...]
    ) -> dict[str, tuple[Any, Any]]:
        changes = {}
        for name, value in values.items():
            known = current.get(name)
            if name in self.multiple:
                known = known or []
                if new := [one for one in value if one not in known]:
                    changes[name] = (known, [*known, *new])
            elif value != known and name not in by:
                changes[name] = (known, value)
        return changes

    def _keep(self, draft: Draft) -> None:
        self.drafts[draft.key] = draft
        self.catalogue.learn(draft.key, draft.values)

    def _fail(self, row: ReadRow, problems: Iterable[tuple[int | str, str]]) -> None:
        self.plan.failed += 1
        self.plan.broken.append((row.number, list(row.texts)))
        for where, message in problems:
            place, column = self.plan.place_of(where)
            problem = CellProblem(row.number, column, message, place)
            self.plan.problems.append(problem)

    def _warn(self, row: ReadRow, message: str, kind: str = "repeated") -> None:
        self.plan.warnings.append(Warning(row.number, message, kind))

    def finish(self) -> Plan:
        plan = self.plan
        for draft in self.drafts.values():
            if draft.is_new:
                plan.created += 1
            elif draft.changes:
                plan.updated += 1
                plan.names[draft.key] = self.catalogue.name(draft.key)
            else:
                continue
            plan.drafts.append(draft)
        plan.skipped = plan.rows - plan.created - plan.updated - plan.failed
        return plan


def _last(changes: dict[str, tuple[Any, Any]]) -> Values:
    return {name: after for name, (_before, after) in changes.items()}


def _joined(
    before: Values, added: dict[str, tuple[Any, Any]]
) -> dict[str, tuple[Any, Any]]:
    """What two rows change together, told from how it is on record."""
    return {name: (before.get(name), after) for name, (_was, after) in added.items()}
