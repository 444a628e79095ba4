"""The parts of a finding being confirmed: written, or left out with the reason."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import FindingKind, FindingState


class Parts:
    """Those that nobody rejected."""

    def __init__(self, finding: Finding, pen: Pen) -> None:
        self._pen = pen
        found = finding.parts.select_for_update().exclude(state=FindingState.REJECTED)
        self._open = list(found.order_by("position", "pk"))
        for part in self._open:
            part.state, part.reason = FindingState.OPEN, ""

    def of(self, kind: FindingKind) -> list[Finding]:
        waiting = (part for part in self._open if part.state != FindingState.CONFIRMED)
        left = (part for part in waiting if not part.reason)
        return [part for part in left if part.kind == kind]

    def done(self, part: Finding, record: Any, *, was_there: bool = False) -> None:
        part.record, part.was_there = record, was_there
        part.state = FindingState.CONFIRMED

    @contextmanager
    def writing(self, part: Finding) -> Iterator[None]:
        """What one part lacks does not keep the others out."""
        undoing, written = self._pen.undoing, set(self._pen.written)
        noted = [dict(entry) for entry in undoing.entries]
        try:
            with transaction.atomic():
                yield
        except LeftOutError as error:
            part.reason = str(error)[:300]
        except ValidationError as error:
            part.reason = " ".join(error.messages)[:300]
        except IntegrityError:
            part.reason = _("The record has it already.")
        else:
            return
        # Nothing of it was written, so nothing of it is to be taken back.
        part.state = FindingState.OPEN
        undoing.entries = noted
        self._pen.written = written

    def leave_out(self, parts: Iterable[Finding]) -> None:
        for part in parts:
            part.reason = _("Another cluster keeps the activity: only it adds this.")

    def save(self) -> None:
        for part in self._open:
            if part.state != FindingState.CONFIRMED:
                part.state = FindingState.LEFT_OUT
            part.save()
