"""Folded text in the database: “forli” finds “Forlì” on every database."""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField

from fondaco.engines.language.folding import fold

FUNCTION = "fondaco_fold"
# Sign by sign, as SQL writes them: what no decomposition makes plain.
_SIGNS = "đðħıłøŧ" + "ĐÐĦŁØŦ" + "‘’ʼ`´" + "“”„«»" + "‐‑–—"
_PLAIN = "ddhilot" + "ddhlot" + "''" * 5 + '"' * 5 + "-" * 4
_PAIRS = [
    *(("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ß", "ss")),
    *(("Æ", "ae"), ("Œ", "oe"), ("Þ", "th"), ("ẞ", "ss")),
]
# Names of a large list; they are folded again and again while somebody types.
_fold = lru_cache(maxsize=65536)(fold)


def _folded(*texts: object) -> str:
    return _fold(" ".join(str(text) for text in texts if text not in (None, "")))


def teach_sqlite(
    sender: object, connection: BaseDatabaseWrapper, **_kwargs: object
) -> None:
    """SQLite folds only English letters; every new connection learns the others."""
    if isinstance(connection.connection, sqlite3.Connection):
        connection.connection.create_function(FUNCTION, -1, _folded, deterministic=True)


class Folded(Func):
    """What some columns say, one after the other, as `fold` writes it.

    They are the arguments of one function: SQLite has no room for an expression that
    nests as deep as a type has columns. PostgreSQL folds itself, but for rare signs.
    """

    function = FUNCTION
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # Capitals too: what `lower` knows beyond ASCII depends on the database.
        plain = f"translate(concat_ws(' ', %(expressions)s), '{_SIGNS}', '{_PLAIN}')"
        for letter, letters in _PAIRS:
            plain = f"replace({plain}, '{letter}', '{letters}')"
        plain = f"regexp_replace(normalize({plain}, NFKD), '[\u0300-\u036f]', '', 'g')"
        template = f"regexp_replace(lower({plain}), '([aeiou])''+(?!\\w)', '\\1', 'g')"
        return self.as_sql(compiler, connection, template=template, **extra)
