"""What is held on a person, in words: for pages, and for what they take with them."""

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Manager, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fondaco.core.partial_dates import PartialDate
from fondaco.core.permissions import Actor
from fondaco.core.privacy.declaring import Kind, Subject, Words
from fondaco.core.privacy.held import read_held

# Of columns that no form shows and that have no other name in the reader's language.
NAMES: dict[str, Words] = {
    "circular": _("circular"),
    "created_at": _("made on"),
    "decided_at": _("decided on"),
    "found_at": _("found on"),
    "gone_name": _("the record that was merged"),
    "kind": _("kind"),
    "merged_at": _("merged on"),
    "proposed_at": _("proposed on"),
    "rejected_at": _("rejected on"),
    "state": _("state"),
    "type": _("kind"),
}
# The same of what is kept within one column.
PARTS: dict[str, Words] = {
    "html": _("text with formatting"),
    "language": _("language"),
    "message_id": _("number of the mail"),
    "subject": _("subject"),
    "text": _("text"),
    "to": _("addressed to"),
}


@dataclass(frozen=True)
class Value:
    name: str
    label: str
    raw: Any
    words: str


@dataclass(frozen=True)
class Told:
    """One kind of data with its rows, each a list of values that are not empty."""

    kind: Kind
    rows: list[list[Value]]
    files: list[tuple[str, str]]


def tell(subject: Subject, viewer: Actor | None = None) -> list[Told]:
    """Everything held; with a viewer, what that keeper may see of it."""
    told = []
    for kind, rows in read_held(subject, viewer):
        files = [kind.file_of(row) for row in rows] if kind.file_of else []
        values = [_values(kind, row) for row in rows]
        told.append(Told(kind, values, [one for one in files if one]))
    return told


def _values(kind: Kind, row: Model) -> list[Value]:
    values = []
    for entry in kind.fields:
        name, label = entry if isinstance(entry, tuple) else (entry, "")
        raw = getattr(row, name)
        words = _words(row, name, raw)
        if words:
            shown = str(label or _label(row, name))
            values.append(Value(name, capfirst(shown), _raw(raw), words))
    return values


def _label(row: Model | type[Model], name: str) -> Words:
    try:
        found: Words = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    except FieldDoesNotExist:
        found = name.replace("_", " ")
    return found if isinstance(found, Promise) else NAMES.get(name, found)


def _words(row: Model, name: str, raw: Any) -> str:
    display = getattr(row, f"get_{name}_display", None)
    if display is not None:
        return str(display() or "")
    if isinstance(raw, bool):
        return gettext("yes") if raw else gettext("no")
    if isinstance(raw, dt.datetime):
        return date_format(timezone.localtime(raw), "SHORT_DATETIME_FORMAT")
    if isinstance(raw, dt.date):
        return PartialDate.day(raw).in_words(get_language())
    if isinstance(raw, PartialDate):
        return raw.in_words(get_language())
    if isinstance(raw, Manager):
        return ", ".join(str(one) for one in raw.all())
    if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
        return ", ".join(filter(None, raw))
    if isinstance(raw, dict | list):
        return _nested(raw)
    return "" if raw is None else str(raw)


def _nested(raw: Any) -> str:
    """Data within data, as one would say it: no marks of a notation."""
    if isinstance(raw, dict):
        # By their words: databases keep them in an order of their own, or in none.
        pairs = sorted((_part(name), _nested(value)) for name, value in raw.items())
        return "; ".join(f"{name}: {words}" for name, words in pairs if words)
    if isinstance(raw, list):
        return ", ".join(filter(None, map(_nested, raw)))
    if isinstance(raw, bool):
        return gettext("yes") if raw else gettext("no")
    return "" if raw is None else str(raw)


def _part(name: str) -> str:
    return str(PARTS.get(name, name.replace("_", " ")))


def _raw(raw: Any) -> Any:
    if isinstance(raw, Manager):
        return [str(one) for one in raw.all()]
    plain = (bool, int, float, str, dict, list, dt.date)
    return raw if raw is None or isinstance(raw, plain) else str(raw)


def as_data(subject: Subject, told: list[Told]) -> dict[str, Any]:
    return {
        "about": subject.name,
        "made_at": timezone.now(),
        "data": [
            {
                "kind": one.kind.name,
                "label": str(one.kind.label),
                "purpose": str(one.kind.purpose),
                "legal_basis": str(one.kind.basis.label),
                "kept": str(one.kind.kept),
                "origin": str(one.kind.origin),
                "seen_by": str(one.kind.seen_by),
                "rows": [{v.name: v.raw for v in row} for row in one.rows],
                "files": [name for name, _path in one.files],
            }
            for one in told
        ],
    }


def as_json(subject: Subject, told: list[Told]) -> bytes:
    data = as_data(subject, told)
    text = json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
    return text.encode() + b"\n"


def as_archive(
    subject: Subject, told: list[Told], render: Callable[[], str]
) -> BytesIO:
    """A page to read, the same as data, and the files, in one archive."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", render())
        archive.writestr("data.json", as_json(subject, told))
        for one in told:
            for name, path in one.files:
                # A row whose file is lost is told all the same.
                with suppress(FileNotFoundError):
                    archive.write(path, f"files/{name}")
    buffer.seek(0)
    return buffer
