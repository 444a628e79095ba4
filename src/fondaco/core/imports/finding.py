"""Indexes in memory, by which a row finds the record that it means."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from rapidfuzz import fuzz, process

from fondaco.core.models import ExternalId
from fondaco.core.resources import ImportScope

# System and identifier there, as JSON keeps a pair.
ExternalName = list[str]
_LOOKS_ALIKE = 88
_LARGEST_BLOCK = 2000
_BLOCK_LETTERS = 3


class ExternalNames:
    """What other systems call the records, as far as this cluster imported them."""

    def __init__(self, model: type[Model], scope: ImportScope) -> None:
        kind = ContentType.objects.get_for_model(model)
        rows = ExternalId.objects.filter(content_type=kind, cluster=scope.cluster)
        self._keys: dict[tuple[str, str], int] = {}
        self._names: dict[int, ExternalName] = {}
        for key, system, value in rows.values_list("object_id", "system", "value"):
            self.learn(key, [system, value])

    def find(self, name: ExternalName | None) -> int | None:
        return self._keys.get((name[0], name[1])) if name else None

    def of(self, key: int) -> ExternalName | None:
        return self._names.get(key)

    def learn(self, key: int, name: ExternalName | None) -> None:
        if name:
            self._keys.setdefault((name[0], name[1]), key)
            self._names.setdefault(key, name)


class LikeNames:
    """Names on record that look like a new one, found among those that begin alike."""

    def __init__(self, names: Iterable[str]) -> None:
        self._blocks: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._blocks[name[:_BLOCK_LETTERS]].append(name)

    def like(self, name: str) -> Sequence[str]:
        block = self._blocks.get(name[:_BLOCK_LETTERS], ())
        found = process.extract(
            name,
            list(islice(block, _LARGEST_BLOCK)),
            scorer=fuzz.ratio,
            score_cutoff=_LOOKS_ALIKE,
            limit=3,
        )
        return [match for match, _score, _place in found]
