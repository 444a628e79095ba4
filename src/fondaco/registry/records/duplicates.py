"""How the records of the registry are merged, and found beside one being written."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fondaco.core.permissions import Actor, may
from fondaco.registry.duplicates import (
    find_by_words,
    find_likely,
    like_what_is_written,
)
from fondaco.registry.likeness import Described
from fondaco.registry.merging import (
    forget_names,
    keep_names,
    names_of_both,
    no_names,
    refusal_of_people,
)
from fondaco.registry.models import Organisation, Person
from fondaco.web.records.types import RECORD_TYPES, Likeness, Likenesses, Merging

LONGEST = 300
_NAMES = ("name", "name_it", "name_en")
WRITTEN = (*_NAMES, "acronym", "website", "public_email")


def _find(model: type[Any], record: Any, words: str, actor: Actor) -> list[Any]:
    if not words.strip():
        return find_likely(model, actor, record)
    found = find_by_words(model, actor, words)
    return [one for one in found if one.pk != record.pk]


def find_likenesses(data: Mapping[str, str], actor: Actor) -> list[Likeness]:
    """The organisations on record that may be the one being written."""
    said = {name: str(data.get(name, ""))[:LONGEST].strip() for name in WRITTEN}
    written = Described(
        key=0,
        names=tuple(filter(None, (said[name] for name in _NAMES))),
        acronym=said["acronym"],
        website=said["website"],
        email=said["public_email"],
    )
    return [
        Likeness(one.record, _url(one.record, actor), one.reasons, one.is_certain)
        for one in like_what_is_written(written, actor)
    ]


def _url(record: Organisation, actor: Actor) -> str:
    record_type = RECORD_TYPES[Organisation]
    if may(actor, "registry.change_organisation", record):
        return record_type.url("change", record)
    return record_type.public_address(record)


ORGANISATIONS_MERGED = Merging(
    find=partial(_find, Organisation), names=names_of_both, keep_names=keep_names
)
PEOPLE_MERGED = Merging(
    find=partial(_find, Person),
    names=no_names,
    keep_names=forget_names,
    united=("user",),
    private=(
        "email",
        "email_bounced_on",
        "phone",
        "language",
        "languages",
        "user",
        "private_note",
    ),
    refusal=refusal_of_people,
)
ORGANISATIONS_BESIDE = Likenesses(
    find=find_likenesses, names=WRITTEN, url_name="registry:organisation_likenesses"
)
