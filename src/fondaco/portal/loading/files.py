"""Read the data files of a shipped network; of models this module knows nothing."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NETWORKS = Path(__file__).parents[1] / "networks"
# Loaded apart, and only where demonstrations are allowed.
DEMONSTRATION = "demonstration"


class LoadingError(Exception):
    """Data that cannot be loaded, told in one sentence."""


@dataclass(frozen=True)
class Entry:
    """One table of a data file, as it is written there."""

    file: str
    # From the collection down: "activities/pollutec-2016/places/1".
    path: str
    values: Mapping[str, Any]
    # The source that the entry's quotations are from.
    quoted: str = ""

    def nested(self, collection: str) -> Iterator["Entry"]:
        """The tables inside this one; without a key of their own they are numbered."""
        tables = self.values.get(collection, [])
        if not _is_list_of_tables(tables):
            raise self.problem(f"{collection} is not a list of tables.")
        for number, values in enumerate(tables, start=1):
            path = f"{self.path}/{collection}/{values.get('key', number)}"
            yield Entry(self.file, path, values, self.quoted)

    def problem(self, what: str) -> LoadingError:
        return LoadingError(f"{self.file}: {self.path}: {what}")


Collections = Mapping[str, list[Entry]]


def shipped_networks() -> list[str]:
    return sorted(folder.name for folder in NETWORKS.iterdir() if folder.is_dir())


def read_network(slug: str) -> Collections:
    """The entries of all files but the demonstration's, by collection."""
    files = sorted((NETWORKS / slug).glob("*.toml"))
    return read_files([file for file in files if file.stem != DEMONSTRATION])


def read_demonstration(slug: str) -> Collections:
    return read_files([NETWORKS / slug / f"{DEMONSTRATION}.toml"])


def read_files(files: list[Path]) -> Collections:
    collections: dict[str, list[Entry]] = defaultdict(list)
    for file in files:
        for collection, entry in _entries(file):
            collections[collection].append(entry)
    _refuse_repeated_keys(collections)
    return collections


def _entries(file: Path) -> Iterator[tuple[str, Entry]]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LoadingError(f"{file.name}: {error}.") from error
    quoted = str(tables.pop("quoted", ""))
    for collection, entries in tables.items():
        if not _is_list_of_tables(entries):
            raise LoadingError(f"{file.name}: {collection} is not a list of tables.")
        for values in entries:
            key = values.get("key", "")
            if not key:
                raise LoadingError(f"{file.name}: one of {collection} has no key.")
            yield collection, Entry(file.name, f"{collection}/{key}", values, quoted)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _refuse_repeated_keys(collections: Collections) -> None:
    for entries in collections.values():
        seen: set[str] = set()
        for entry in entries:
            if entry.path in seen:
                raise entry.problem("the key is used twice.")
            seen.add(entry.path)
