"""Turn the entries of data files into records, and refuse what is not understood."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import override

from fondaco.activities.models import Place
from fondaco.core.actions import save_record
from fondaco.core.identifiers import uid_from
from fondaco.core.models import Cited, Source
from fondaco.portal.loading.evidence import citable_names, read_citations
from fondaco.portal.loading.fields import has_field, names_of, read_date, read_value
from fondaco.portal.loading.files import Collections, Entry
from fondaco.portal.loading.places import locate
from fondaco.portal.loading.shapes import COLLECTION_OF, COLLECTIONS, Shape

# What can be set on a saved record only.
Many = dict[str, list[models.Model]]


class Writer:
    """Saves entries as records, whose identifiers derive from the network and key."""

    def __init__(self, network: str) -> None:
        self.network = network
        self.reason = f"Loaded with the network {network}"
        self.saved: Counter[str] = Counter()
        self._records: dict[str, models.Model] = {}

    def write(self, collections: Collections) -> None:
        for collection, entries in collections.items():
            if collection not in COLLECTIONS:
                raise entries[0].problem(f"there are no {collection} to load.")
        # The command line speaks English, what it passes on of the models too.
        with override("en"):
            for collection, shape in COLLECTIONS.items():
                for entry in collections.get(collection, []):
                    self._write_entry(collection, shape, entry, parent=None)

    def find(self, model: Any, key: object, entry: Entry) -> Any:
        """The record that an entry refers to by its key, new or loaded before."""
        path = f"{COLLECTION_OF[model]}/{key}"
        record = self._records.get(path)
        if record is None:
            record = model.objects.filter(uid=self._uid(path)).first()
        if record is None:
            raise entry.problem(f"there is no {path} above it.")
        self._records[path] = record
        return record

    def _uid(self, path: str) -> str:
        return uid_from(f"{self.network}/{path}")

    def _write_entry(
        self, collection: str, shape: Shape, entry: Entry, parent: models.Model | None
    ) -> None:
        record: Any = shape.model()
        if parent is not None:
            setattr(record, shape.parent, parent)
        for name in shape.inherited:
            setattr(record, name, getattr(parent, name))
        self._identify(record, entry)
        many = self._fill(record, shape, entry)
        if isinstance(record, Place):
            locate(record)
        self._save(record, entry)
        for name, values in many.items():
            getattr(record, name).set(values)
        self._records[entry.path] = record
        self.saved[collection] += 1
        if isinstance(record, Cited):
            self._cite(record, entry, citable_names(names_of(shape), record))
        for name, inner in shape.nested.items():
            for part in entry.nested(name):
                self._write_entry(name, inner, part, record)

    def _identify(self, record: Any, entry: Entry) -> None:
        if has_field(type(record), "uid"):
            if "key" not in entry.values:
                raise entry.problem("it needs a key.")
            record.uid = self._uid(entry.path)
        if has_field(type(record), "slug"):
            record.slug = entry.values["key"]

    def _fill(self, record: Any, shape: Shape, entry: Entry) -> Many:
        many: Many = {}
        elsewhere = {"key", *shape.nested}
        if isinstance(record, Cited):
            elsewhere |= {"cited", "quotes"}
        for name, value in entry.values.items():
            if name in elsewhere:
                continue
            if name not in names_of(shape):
                raise entry.problem(f"{name} is not something it can say.")
            if isinstance(getattr(shape.model, name), property):
                setattr(record, name, read_date(name, value, entry))
                continue
            field: Any = shape.model._meta.get_field(name)
            if field.many_to_many:
                many[name] = [
                    self.find(field.related_model, key, entry) for key in value
                ]
            elif field.is_relation:
                setattr(record, name, self.find(field.related_model, value, entry))
            else:
                setattr(record, name, read_value(field, value, entry))
        return many

    def _cite(self, record: Cited, entry: Entry, citable: set[str]) -> None:
        def find_source(key: str) -> Source:
            source: Source = self.find(Source, key, entry)
            return source

        for citation in read_citations(entry, find_source):
            if citation.field and citation.field not in citable:
                raise entry.problem(f"it has no {citation.field} to support.")
            citation.record = record
            self._save(citation, entry)
            self.saved["citations"] += 1

    def _save(self, record: models.Model, entry: Entry) -> None:
        try:
            record.full_clean()
        except ValidationError as error:
            what = "; ".join(
                f"{field}: {' '.join(messages)}"
                for field, messages in error.message_dict.items()
            )
            raise entry.problem(what) from error
        save_record(record, actor=None, reason=self.reason)
