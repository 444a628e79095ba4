"""Folded text in the database: “forli” finds “Forlì” on every database."""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField

from fondaco.engines.language.folding import fold

FUNCTION = "fondaco_fold"
# Sign by sign, as SQL writes them: what no decomposition makes plain.
_SIGNS = "đðħıłøŧ" + "‘’ʼ`´" + "“”„«»" + "‐‑–—"
_PLAIN = "ddhilot" + "''" * 5 + '"' * 5 + "-" * 4
# Names of a large list; they are folded again and again while somebody types.
_fold = lru_cache(maxsize=65536)(fold)


def _folded(text: str | None) -> str | None:
    return None if text is None else _fold(text)


def teach_sqlite(
    sender: object, connection: BaseDatabaseWrapper, **_kwargs: object
) -> None:
    """SQLite folds only English letters; every new connection learns the others."""
    if isinstance(connection.connection, sqlite3.Connection):
        connection.connection.create_function(FUNCTION, 1, _folded, deterministic=True)


class Folded(Func):
    """The text as `fold` writes it; PostgreSQL does so itself, but for rare signs."""

    function = FUNCTION
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        plain = f"translate(lower(%(expressions)s), '{_SIGNS}', '{_PLAIN}')"
        for letter, letters in (("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ß", "ss")):
            plain = f"replace({plain}, '{letter}', '{letters}')"
        plain = f"regexp_replace(normalize({plain}, NFKD), '[\u0300-\u036f]', '', 'g')"
        template = f"regexp_replace({plain}, '([aeiou])''+(?!\\w)', '\\1', 'g')"
        return self.as_sql(compiler, connection, template=template, **extra)
