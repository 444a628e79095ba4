"""What a plan found, kept with its import: shown without reading the file again."""

from fondaco.core.imports.planning import Plan
from fondaco.core.imports.showing import changes_in_words
from fondaco.core.models import Import

# Of very many errors the first are kept: nobody mends more at a time.
MOST_KEPT = 1000
MOST_CHANGES = 200


def keep_plan(record: Import, plan: Plan) -> None:
    record.created, record.updated = plan.created, plan.updated
    record.skipped, record.failed_rows = plan.skipped, plan.failed
    record.rows_total = record.rows_done = plan.rows
    record.errors = [
        {
            "row": one.row,
            "column": one.column,
            "message": one.message,
            "place": one.place,
        }
        for one in plan.problems[:MOST_KEPT]
    ]
    record.warnings = [
        {"row": one.row, "message": one.message, "kind": one.kind}
        for one in plan.warnings[:MOST_KEPT]
    ]
    record.preview = record.preview | {
        "changes": changes_in_words(plan, MOST_CHANGES),
        "broken": plan.broken[:MOST_KEPT],
    }
