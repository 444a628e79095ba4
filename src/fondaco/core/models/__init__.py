"""The models that every app builds on."""

from fondaco.core.models.attachments import Attachment, AttachmentKind
from fondaco.core.models.imports import (
    ExternalId,
    Import,
    ImportChange,
    ImportMapping,
    ImportState,
)
from fondaco.core.models.merging import LikelyPair, Merge
from fondaco.core.models.outbox import OutboxEntry, WorkerSign
from fondaco.core.models.privacy import (
    ErasureMeans,
    ErasureReceipt,
    ErasureRequest,
    ErasureRole,
    Purge,
)
from fondaco.core.models.records import (
    Citation,
    Cited,
    Count,
    DatedFact,
    DatedFactQuerySet,
    Receipt,
    Record,
    Source,
    earliest_field,
    partial_date,
    precision_field,
)
from fondaco.core.models.revisions import Revision
from fondaco.core.models.search import (
    SearchEntry,
    SearchMark,
    SearchState,
    SearchUnsent,
)
from fondaco.core.models.tasks import Task
from fondaco.core.models.workspace import KeptDraft, SavedView, UndoStep

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Citation",
    "Cited",
    "Count",
    "DatedFact",
    "DatedFactQuerySet",
    "ErasureMeans",
    "ErasureReceipt",
    "ErasureRequest",
    "ErasureRole",
    "ExternalId",
    "Import",
    "ImportChange",
    "ImportMapping",
    "ImportState",
    "KeptDraft",
    "LikelyPair",
    "Merge",
    "OutboxEntry",
    "Purge",
    "Receipt",
    "Record",
    "Revision",
    "SavedView",
    "SearchEntry",
    "SearchMark",
    "SearchState",
    "SearchUnsent",
    "Source",
    "Task",
    "UndoStep",
    "WorkerSign",
    "earliest_field",
    "partial_date",
    "precision_field",
]
