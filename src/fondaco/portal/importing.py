"""What the import's page shows: its steps, the columns, the rows to mend."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.core.imports.showing import gathered
from fondaco.core.imports.steps import resource_of
from fondaco.core.models import Import, ImportState
from fondaco.core.permissions import Actor
from fondaco.core.resources import RESOURCES, Resource
from fondaco.core.spreadsheets.writing import Sheet, write_xlsx
from fondaco.registry.models import Cluster
from fondaco.registry.reach import managed_clusters
from fondaco.registry.scope import scope_of

STEPS = (
    gettext_lazy("File"),
    gettext_lazy("Columns"),
    gettext_lazy("Dry run"),
    gettext_lazy("Done"),
)
_STEP_OF = {
    ImportState.UPLOADED: 2,
    ImportState.PLANNED: 3,
    ImportState.WAITING: 3,
    ImportState.FAILED: 3,
    ImportState.APPLIED: 4,
    ImportState.UNDONE: 4,
}
MOST_BROKEN = 100


@dataclass(frozen=True)
class Step:
    number: int
    label: Any
    is_current: bool
    is_done: bool


@dataclass(frozen=True)
class Column:
    place: int
    header: str
    samples: Sequence[str]
    field: str


@dataclass(frozen=True)
class BrokenCell:
    text: str
    reason: str = ""
    header: str = ""


@dataclass(frozen=True)
class BrokenRow:
    number: int
    cells: list[BrokenCell]
    # Of the row as a whole, or of a column that the file has not.
    reasons: list[str] = field(default_factory=list)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What the file holds"))
    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        label=gettext_lazy("For which cluster"),
        required=False,
        help_text=gettext_lazy("It keeps what is new; others' records stay theirs."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx), CSV or, for activities, iCalendar."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish what is new at once; otherwise it is a draft"),
        required=False,
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, cluster = self.fields["kind"], self.fields["cluster"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(cluster, forms.ModelChoiceField)
        kind.choices = [(one.kind, one.label) for one in kinds_for(actor)]
        cluster.queryset = managed_clusters(actor).order_by("acronym")
        scope = scope_of(actor)
        if not (scope.is_administrator or scope.coordinated_networks):
            cluster.required = True
        if len(cluster.queryset) == 1:
            cluster.initial = cluster.queryset[0]
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv,.tsv,.txt,.ics"
        for name, bound in self.fields.items():
            if bound.help_text:
                bound.widget.attrs["aria-describedby"] = f"id_{name}_helptext"


def kinds_for(actor: Actor) -> list[Resource]:
    return [one for one in RESOURCES.values() if one.may(actor)]


def steps_of(record: Import | None) -> list[Step]:
    current = _STEP_OF[ImportState(record.state)] if record else 1
    return [
        Step(number, label, number == current, number < current)
        for number, label in enumerate(STEPS, 1)
    ]


def columns_of(record: Import) -> list[Column]:
    samples = record.preview.get("samples", [])
    return [
        Column(place, header, samples[place], record.mapping[place])
        for place, header in enumerate(record.headers)
    ]


def options_of(record: Import) -> list[tuple[str, str]]:
    return [
        (one.name, capfirst(str(one.label)) + (" *" if one.required else ""))
        for one in resource_of(record).columns
    ]


def givable_of(record: Import) -> list[tuple[str, str, str]]:
    """What may be said once for all rows: field, label and what was said."""
    return [
        (one.name, capfirst(str(one.label)), record.given.get(one.name, ""))
        for one in resource_of(record).givable
    ]


def broken_rows(record: Import) -> list[BrokenRow]:
    """The rows with errors as the spreadsheet has them, broken cells marked."""
    reasons: dict[int, dict[int | None, list[str]]] = {}
    for one in record.errors:
        of_row = reasons.setdefault(one["row"], {})
        of_row.setdefault(one["place"], []).append(one["message"])
    rows = []
    for number, texts in record.preview.get("broken", []):
        of_row = reasons.get(number, {})
        cells = [
            BrokenCell(text, " ".join(of_row.get(place, ())), header)
            for place, (text, header) in enumerate(
                zip_longest(texts, record.headers, fillvalue="")
            )
        ]
        rows.append(BrokenRow(number, cells, of_row.get(None, [])))
    return rows


def alike(record: Import) -> list[dict[str, Any]]:
    return [one for one in record.warnings if one.get("kind") == "alike"]


def repeated(record: Import) -> list[dict[str, Any]]:
    return [one for one in record.warnings if one.get("kind") == "repeated"]


def noted(record: Import) -> list[tuple[str, str]]:
    """What was not taken as it is written: the numbers of the rows, and why."""
    return gathered(
        (one["row"], one["message"])
        for one in record.warnings
        if one.get("kind") == "noted"
    )


def errors_workbook(record: Import) -> bytes:
    """The rows to mend with the reasons beside them, ready to be imported again."""
    rows = []
    for row in broken_rows(record):
        named = [
            f"{header}: {cell.reason}"
            for header, cell in zip(record.headers, row.cells, strict=True)
            if cell.reason
        ]
        why = " ".join([*named, *row.reasons])
        rows.append([*(cell.text for cell in row.cells), row.number, why])
    header = [*record.headers, _("Row of the file"), _("What is wrong")]
    return _workbook(Sheet(_("Rows to mend"), header, rows))


def template_workbook(resource: Resource) -> bytes:
    """The columns in the reader's language, and a row that shows what goes in them."""
    header = [capfirst(str(one.label)) for one in resource.columns if one.is_offered]
    example = [
        str(one.example) if one.example != "" else None
        for one in resource.columns
        if one.is_offered
    ]
    return _workbook(Sheet(str(resource.label), header, [example]))


def _workbook(table: Sheet) -> bytes:
    file = io.BytesIO()
    write_xlsx(table, file)
    return file.getvalue()
