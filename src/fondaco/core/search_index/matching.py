"""Where the database's own index is asked: the one place that knows which it is.

Both hold the same words, so both find the same, as does a search server beside them.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func

from fondaco.core.search_index.asking import Answer
from fondaco.core.search_index.numbers import Numbers
from fondaco.core.search_index.question import (
    Asked,
    Level,
    Question,
    Word,
    asked_at,
    write,
)

TABLE = "core_searchentry"
WORDS = "core_searchentry_words"
UNSENT = "core_searchunsent"


class Matches(Func):
    """Whether an entry answers a question, at least so well."""

    output_field = BooleanField()

    def __init__(
        self, question: Question, level: Level, answer: Answer | None = None
    ) -> None:
        """With the answer of a server, only what that lacks is asked of the index."""
        super().__init__(F("pk"))
        self.numbers = None if answer is None else _numbers(answer, level)
        self.asked = asked_at(question, level)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        key, parameters = compiler.compile(self.source_expressions[0])
        asked = _written(self.asked, _fts5, both=" AND ", either=" OR ")
        found = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s"  # noqa: S608
        own = f"{key} IN ({found})", [*parameters, asked]
        return self._beside_server(compiler, own)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        column: Any = self.source_expressions[0]
        table = connection.ops.quote_name(column.alias)
        asked = _written(self.asked, _lexeme, both=" & ", either=" | ")
        own = f"{table}.vector @@ %s::tsquery", [asked]
        return self._beside_server(compiler, own)

    def _beside_server(self, compiler: Any, own: tuple[str, list[Any]]) -> Any:
        if self.numbers is None:
            return own
        key, parameters = compiler.compile(self.source_expressions[0])
        listed, numbers = compiler.compile(self.numbers)
        unsent = f"{key} IN (SELECT entry_id FROM {UNSENT})"  # noqa: S608
        return (
            f"({key} IN ({listed}) OR ({unsent} AND {own[0]}))",
            [*parameters, *numbers, *parameters, *own[1]],
        )


def _numbers(answer: Answer, level: Level) -> Numbers:
    """A server tells the best level of each; the worst that is asked has them all."""
    if level is Level.ANY:
        return Numbers(number for some in answer.values() for number in some)
    return Numbers(answer[level])


def _written(asked: Asked, term: Callable[[Word], str], both: str, either: str) -> str:
    return write(
        asked,
        term=term,
        both=lambda parts: f"({both.join(parts)})",
        either=lambda parts: f"({either.join(parts)})",
    )


def _fts5(word: Word) -> str:
    return f'"{word.text}"' + ("*" if word.is_beginning else "")


def _lexeme(word: Word) -> str:
    return f"'{word.text}'" + (":*" if word.is_beginning else "")


# What migrations make beside the table. Words come as they are, between spaces: neither
# database cuts or folds them once more. SQLite keeps no places, as no phrase is asked.
_ADD = f"INSERT INTO {WORDS}(rowid, words) VALUES (new.id, new.words)"  # noqa: S608
_TAKE = (
    f"INSERT INTO {WORDS}({WORDS}, rowid, words) "  # noqa: S608
    "VALUES ('delete', old.id, old.words)"
)
_SQLITE = (
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='{TABLE}', "
    "content_rowid='id', tokenize='ascii', detail=none, columnsize=0, prefix='2 3')",
    f"CREATE TRIGGER {WORDS}_new AFTER INSERT ON {TABLE} BEGIN {_ADD}; END",
    f"CREATE TRIGGER {WORDS}_gone AFTER DELETE ON {TABLE} BEGIN {_TAKE}; END",
)
_POSTGRESQL = (
    f"ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(words, ' '))) STORED",
    f"CREATE INDEX {WORDS} ON {TABLE} USING gin (vector)",
)


def make_index() -> None:
    with connection.cursor() as cursor:
        for one in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(one)


def drop_index() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")


def optimise() -> None:
    """After many entries: what plans of queries rest on."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")  # noqa: S608
        cursor.execute(f"ANALYZE {TABLE}")
