"""Who changed what of a record, as far as the reader may see it."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, Field, ForeignKey, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.core.forms import DATE_LABELS, country_choices
from fondaco.core.numbers import row_number
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.core.permissions import Actor
from fondaco.web.records.types import visible

LONGEST_HISTORY = 100
_SILENT = {"id", "uid", "created_at", "modified_at", "sequence", "text_hash"}
_DATE_PART = re.compile(r"(\w+)_(earliest|latest|precision)")


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: object
    after: object
    # Of what is written in one language, where the field says which.
    language: str = ""


@dataclass(frozen=True)
class Change:
    when: dt.datetime
    who: str
    what: str
    fields: list[FieldChange]
    # Its number, where it is a version that can be brought back.
    version: int | None = None


def version_of(record: Any) -> str:
    """The state that a record is in, as a word that changes with it."""
    if record.pk is None:
        return ""
    if "latest_change" in record.__dict__:
        return str(record.latest_change or 0)
    changes = record.history.order_by("-history_id")
    return str(changes.values_list("history_id", flat=True).first() or 0)


def read_changes(record: Any, actor: Actor, since: str = "") -> list[Change]:
    """The latest changes first; `since` a version, those that came after it."""
    entries = list(record.history.select_related("history_user")[: LONGEST_HISTORY + 1])
    pairs = list(zip(entries, [*entries[1:], None], strict=True))[:LONGEST_HISTORY]
    if (seen := row_number(since)) is not None:
        pairs = [pair for pair in pairs if pair[0].history_id > seen]
    names = _Names(pairs, actor)
    return [
        Change(
            when=new.history_date,
            who=_who(new.history_user),
            what=_what(new.history_type, new.history_change_reason or ""),
            fields=list(_differences(new, old, names)),
            version=None if new.history_type == "-" else new.history_id,
        )
        for new, old in pairs
    ]


def read_difference(new: Any, old: Any, actor: Actor) -> list[FieldChange]:
    """From one version to another, whichever is the older."""
    return list(_differences(new, old, _Names([(new, old)], actor)))


def _who(user: Any) -> str:
    """By name only: an e-mail would be told to whoever shares the record."""
    if user is None:
        return ""
    return user.name or _("somebody without a name")


def _what(kind: str, reason: str) -> str:
    kinds = {"+": _("created"), "~": _("changed"), "-": _("deleted")}
    words = [_reason(word) for word in reason.split()]
    # The actions leave codes, one word each; commands may leave a sentence.
    reasons = words if all(words) else [reason]
    return "; ".join([kinds.get(kind, kind), *reasons])


def _reason(word: str) -> str:
    if word.startswith("rows:"):
        try:
            return str(apps.get_model(word[5:])._meta.verbose_name_plural)
        except (LookupError, ValueError):
            return ""
    if word.startswith("bulk:"):
        return _("with many others")
    if word.startswith("import:"):
        return _("by an import")
    reasons = {
        "publish": _("published"),
        "withdraw": _("withdrawn from publication"),
        "merge": _("merged with a duplicate"),
        "unmerge": _("a merge undone"),
        "propose": _("proposed by its contact and accepted"),
        "join": _("moved from a duplicate"),
        "group": _("put with others that tell the same"),
        "ungroup": _("taken apart from others"),
        "feed": _("from a feed"),
        "supersede": _("superseded by what came after"),
        "consents": _("by what the person consented to"),
        "send": _("sent"),
        "compose": _("composed from the record"),
        "ask": _("approval asked for"),
        "approve": _("approved"),
        "take_back": _("back to the draft"),
        "schedule": _("to be published at its time"),
        "correct": _("corrected"),
        "drop": _("dropped"),
        "cancel": _("cancelled"),
        "prefer": _("another account preferred"),
        "undo": _("taken back"),
        "restore": _("an earlier version brought back"),
    }
    return reasons.get(word, "")


class _Names:
    """What the records that changes point to are called, read once for each model."""

    def __init__(self, pairs: Iterable[tuple[Any, Any]], actor: Actor) -> None:
        wanted: dict[type[Model], set[Any]] = defaultdict(set)
        for new, old in pairs:
            for field in _fields(new):
                if not isinstance(field, ForeignKey) or _same(new, old, field):
                    continue
                for entry in filter(None, (new, old)):
                    wanted[field.related_model].add(getattr(entry, field.attname))
        self._known = {
            model: visible(model, keys - {None}, actor)
            for model, keys in wanted.items()
        }

    def of(self, field: "ForeignKey[Any, Any]", key: Any) -> str:
        if key is None:
            return ""
        record = self._known.get(field.related_model, {}).get(key)
        return str(record) if record else _("(not visible to you)")


def _fields(entry: Any) -> "list[Field[Any, Any]]":
    return [field for field in entry.tracked_fields if field.name not in _SILENT]


def _same(new: Any, old: Any, field: "Field[Any, Any]") -> bool:
    if old is None:
        return getattr(new, field.attname) in {None, "", False}
    return bool(getattr(new, field.attname) == getattr(old, field.attname))


def _differences(new: Any, old: Any, names: _Names) -> Iterable[FieldChange]:
    if new.history_type == "-":
        return
    dates: set[str] = set()
    for field in _fields(new):
        if _same(new, old, field):
            continue
        if part := _DATE_PART.fullmatch(field.name):
            if part[1] not in dates:
                dates.add(part[1])
                yield from _date_difference(new, old, part[1])
            continue
        yield FieldChange(
            capfirst(str(field.verbose_name)),
            _shown(old, field, names) if old else "",
            _shown(new, field, names),
            written[1] if (written := re.search("_(it|en)$", field.name)) else "",
        )


def _date_difference(new: Any, old: Any, prefix: str) -> Iterable[FieldChange]:
    before = _date(old, prefix) if old else ""
    after = _date(new, prefix)
    if before != after:
        yield FieldChange(capfirst(str(DATE_LABELS.get(prefix, prefix))), before, after)


def _date(entry: Any, prefix: str) -> str:
    date = PartialDate(
        getattr(entry, f"{prefix}_earliest"),
        getattr(entry, f"{prefix}_latest"),
        Precision(getattr(entry, f"{prefix}_precision")),
    )
    return "" if date == PartialDate.unknown() else date.in_words()


def _shown(entry: Any, field: "Field[Any, Any]", names: _Names) -> object:
    value = getattr(entry, field.attname)
    if isinstance(field, ForeignKey):
        return names.of(field, value)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if field.name == "country" and value:
        return dict(country_choices()).get(value, value)
    if field.flatchoices:
        return dict(field.flatchoices).get(value, value)
    return "" if value is None else value
