"""Writes imported organisations, many at once, as `save_organisation` does one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify
from stdnum.eu import nace

from fondaco.core.resources import Draft, ImportScope, Journal
from fondaco.registry.models import (
    ActivityCode,
    Competence,
    Identifier,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.resources.kinds import likely_kind
from fondaco.registry.vocabularies import ActivityCodeVintage, IdentifierScheme

_LIST_FIELDS = {"aliases", "competences", "nace", "external_id"}
_SCHEMES = frozenset(IdentifierScheme.values)
_AT_ONCE = 500


def write_organisations(
    drafts: Sequence[Draft], journal: Journal, scope: ImportScope
) -> dict[int, int]:
    """Return the keys that the new ones got, by their keys in the plan."""
    new = [draft for draft in drafts if draft.is_new]
    records = _make(new, scope)
    journal.create(records)
    pairs = list(zip(records, new, strict=True))
    pairs += list(_change([d for d in drafts if not d.is_new], journal))
    _write_rows(pairs, journal, scope)
    return {draft.key: record.pk for record, draft in pairs}


def _make(drafts: Sequence[Draft], scope: ImportScope) -> list[Organisation]:
    slugs = _Slugs() if scope.publish else None
    records = []
    for draft in drafts:
        said = _columns(draft.wanted())
        if "kind" not in said:
            said["kind"] = likely_kind(said["name"])
        record = Organisation(
            **said, maintained_by_id=scope.cluster, is_published=scope.publish
        )
        record.slug = slugs.free(record) if slugs else record.uid
        records.append(record)
    return records


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in values.items()
        if name not in _LIST_FIELDS and name not in _SCHEMES
    }


class _Slugs:
    """Free addresses for many new names, with one look at those that are taken."""

    def __init__(self) -> None:
        self.taken = set(Organisation.objects.values_list("slug", flat=True))
        self.last: dict[str, int] = {}

    def free(self, record: Organisation) -> str:
        base = slugify(record.name)[:74].strip("-") or record.uid
        slug, number = base, self.last.get(base, 1)
        while slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self.last[base] = number
        self.taken.add(slug)
        return slug


def _change(
    drafts: Sequence[Draft], journal: Journal
) -> Iterable[tuple[Organisation, Draft]]:
    by_key = {draft.key: draft for draft in drafts}
    records: dict[int, Organisation] = {}
    keys = list(by_key)
    for start in range(0, len(keys), _AT_ONCE):
        chunk = keys[start : start + _AT_ONCE]
        # Nobody may change them between the look and the writing.
        locked = Organisation.objects.select_for_update().order_by("pk")
        records |= locked.in_bulk(chunk)
    before: dict[int, dict[str, Any]] = {}
    for key, record in records.items():
        said = _columns(by_key[key].wanted())
        before[key] = {name: getattr(record, name) for name in said}
        for name, value in said.items():
            setattr(record, name, value)
    # Also those of which only the rows change: their history tells that they did.
    journal.update(list(records.values()), before)
    return [(record, by_key[key]) for key, record in records.items()]


def _write_rows(
    pairs: Sequence[tuple[Organisation, Draft]], journal: Journal, scope: ImportScope
) -> None:
    _write_identifiers(pairs, journal)
    aliases, codes, links = [], [], []
    through: Any = Organisation.competences.through
    competences = dict(Competence.objects.values_list("name_it", "pk"))
    external = []
    for record, draft in pairs:
        for name in _added(draft, "aliases"):
            aliases.append(OrganisationAlias(organisation=record, name=name))
        for code in _added(draft, "nace"):
            vintage = _vintage(code)
            codes.append(ActivityCode(organisation=record, vintage=vintage, code=code))
        for name in _added(draft, "competences"):
            link = {"organisation_id": record.pk, "competence_id": competences[name]}
            links.append(through(**link))
        if "external_id" in draft.changes:
            system, value = draft.changes["external_id"][1]
            external.append((record, system, value))
    journal.add_parts(aliases, of="organisation")
    journal.add_parts(codes, of="organisation")
    journal.add_parts(links, of="organisation")
    journal.name_externally(external, scope.cluster)


def _added(draft: Draft, name: str) -> list[str]:
    before, after = draft.changes.get(name, (None, []))
    return [value for value in after if value not in (before or [])]


def _vintage(code: str) -> str:
    """The European code where it is one; the Italian one goes a step further."""
    if nace.is_valid(code):
        return str(ActivityCodeVintage.NACE_2_0.value)
    return str(ActivityCodeVintage.ATECO_2007.value)


def _write_identifiers(
    pairs: Sequence[tuple[Organisation, Draft]], journal: Journal
) -> None:
    new, changed = [], {}
    for record, draft in pairs:
        for scheme in _SCHEMES.intersection(draft.changes):
            before, after = draft.changes[scheme]
            if not before:
                said_of = {"organisation_id": record.pk, "scheme": scheme}
                new.append(said_of | {"value": after})
            else:
                changed[(record.pk, scheme, before)] = after
    journal.add_rows(Identifier, new, of="organisation")
    if not changed:
        return
    keys = sorted({key for key, _scheme, _value in changed})
    known: list[Identifier] = []
    for start in range(0, len(keys), _AT_ONCE):
        of = keys[start : start + _AT_ONCE]
        known += Identifier.objects.filter(organisation__in=of)
    rows, said = [], {}
    for row in known:
        after = changed.get((row.organisation_id, row.scheme, row.value))
        if after is not None:
            said[row.pk] = {"value": row.value}
            row.value = after
            rows.append(row)
    journal.update(rows, said)
