"""What writes: with the permission of whoever confirms, with words, with a way back."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fondaco.core.actions import WriteRows, no_rows, save_record
from fondaco.core.models import Citation, Source
from fondaco.newsroom.models import Finding, Reading
from fondaco.registry.models import Cluster, Network
from fondaco.web.records.types import RECORD_TYPES
from fondaco.web.records.undo import Undoing

REASON = "press"


class LeftOutError(Exception):
    """A part cannot be written, for a reason in a sentence; the rest can."""


class Pen:
    """Of one confirmation."""

    def __init__(
        self, reading: Reading, source: Source, network: Network, actor: Any
    ) -> None:
        self.reading, self.source, self.network = reading, source, network
        self.text = reading.item.text
        self.actor = actor
        self.undoing = Undoing(actor)
        self.written: set[Any] = set()
        self.made: set[Any] = set()

    @property
    def keeper(self) -> Cluster | None:
        """Whose the new records are; None: the network's own."""
        return self.reading.item.cluster

    @property
    def publishes(self) -> bool:
        return self.reading.publishes

    def may(self, verb: str, record: Any) -> bool:
        return RECORD_TYPES[type(record)].may(self.actor, verb, record)

    def save(self, record: Any, write_rows: WriteRows = no_rows) -> None:
        """Write a record as its own form would; the way back is noted first."""
        record_type = RECORD_TYPES[type(record)]
        is_new = record._state.adding
        if not record_type.may(self.actor, "add" if is_new else "change", record):
            raise LeftOutError(
                _("You may not write this: it is for its own cluster to record.")
            )
        try:
            record.full_clean(exclude=["slug"])
        except ValidationError as error:
            raise LeftOutError(" ".join(error.messages)) from error
        is_again = not is_new and record in self.written
        if not is_again:
            self.undoing.before_saving(record_type, record)
        record_type.action(
            record, actor=self.actor, reason=REASON, write_rows=write_rows
        )
        if is_again:
            self.undoing.saved_again(record)
        else:
            self.undoing.after_saving(record)
        self.written.add(record)
        if is_new:
            self.made.add(record)

    def save_row(self, row: Any) -> None:
        """A row of a record that is being saved."""
        row.full_clean()
        save_record(row, actor=self.actor, reason=REASON)

    def cite(self, record: Any, finding: Finding, field: str = "") -> None:
        """The words for a field; of a part, all of its words are for the whole."""
        self.cite_as(record, finding, field, field)

    def cite_as(self, record: Any, finding: Finding, told: str, field: str) -> None:
        """Words that the engine has under another name than the record."""
        for name, start, end, _sure in finding.evidence:
            if name == told:
                self._cite(record, field, start, end)

    def _cite(self, record: Any, field: str, start: int, end: int) -> None:
        if not 0 <= start < end <= len(self.text):
            return
        kind = ContentType.objects.get_for_model(record)
        words = {"field": field, "span_start": start, "span_end": end}
        known = Citation.objects.filter(
            content_type=kind, object_id=record.pk, source=self.source, **words
        )
        if not known.exists():
            quote = self.text[start:end]
            citation = Citation(source=self.source, record=record, quote=quote, **words)
            save_record(citation, actor=self.actor, reason=REASON)
