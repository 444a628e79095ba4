"""Folded text in the database: “forli” finds “Forlì” on every database."""

import re
import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, TextField, Value
from django.db.models.functions import StrIndex

from fondaco.engines.language.folding import fold

FUNCTION = "fondaco_says"
ORDER = "fondaco_order"
# Sign by sign, as SQL writes them: what no decomposition makes plain.
_SIGNS = "đðħıłøŧ" + "ĐÐĦŁØŦ" + "‘’ʼ`´" + "“”„«»" + "‐‑–—"
_PLAIN = "ddhilot" + "ddhlot" + "''" * 5 + '"' * 5 + "-" * 4
_PAIRS = [
    *(("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ß", "ss")),
    *(("Æ", "ae"), ("Œ", "oe"), ("Þ", "th"), ("ẞ", "ss")),
]
# Names of a large list; they are folded again and again while somebody types.
_fold = lru_cache(maxsize=65536)(fold)


@lru_cache(maxsize=1024)
def _letters_of(word: str) -> str:
    """What of a folded word stands in any plain text that has it: the longest part."""
    return max(re.findall("[a-z0-9]+", word), key=len, default="")


def says(text: str, word: str) -> bool:
    """Whether a text, folded, has a folded word.

    One of English letters alone changes by folding in nothing but its signs: whether it
    may have the word is told more quickly than it is folded.
    """
    if text.isascii() and _letters_of(word) not in text.lower():
        return False
    return word in _fold(text)


def _say(word: str, *texts: str | None) -> bool:
    return says(" ".join([text for text in texts if text]), word)


def _place(text: str | None) -> str | None:
    return None if text is None else _fold(text)


def teach_sqlite(
    sender: object, connection: BaseDatabaseWrapper, **_kwargs: object
) -> None:
    """SQLite folds only English letters; every new connection learns the others."""
    if isinstance(connection.connection, sqlite3.Connection):
        learn = connection.connection.create_function
        learn(FUNCTION, -1, _say, deterministic=True)
        learn(ORDER, 1, _place, deterministic=True)


class Says(Func):
    """Whether some columns, one after the other, say a folded word.

    They are the arguments of one function: SQLite has no room for an expression that
    nests as deep as a type has columns. PostgreSQL folds itself, but for rare signs.
    """

    function = FUNCTION
    output_field = BooleanField()

    def __init__(self, word: str, *texts: Any) -> None:
        super().__init__(Value(word), *texts)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        word, *texts = self.get_source_expressions()
        place = StrIndex(_Folded(*texts), word)
        sql, parameters = compiler.compile(place)
        return f"({sql} > 0)", parameters


class InOrder(Func):
    """A text as lists are sorted by it: “Àncora” beside “Ancora”, “eBay” below “E”.

    What PostgreSQL would do by itself depends on the language it was set up in.
    """

    function = ORDER
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return compiler.compile(_Folded(*self.get_source_expressions()))


class _Folded(Func):
    """What some columns say, as `fold` writes it."""

    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # Capitals too: what `lower` knows beyond ASCII depends on the database.
        plain = f"translate(concat_ws(' ', %(expressions)s), '{_SIGNS}', '{_PLAIN}')"
        for letter, letters in _PAIRS:
            plain = f"replace({plain}, '{letter}', '{letters}')"
        plain = f"regexp_replace(normalize({plain}, NFKD), '[\u0300-\u036f]', '', 'g')"
        template = f"regexp_replace(lower({plain}), '([aeiou])''+(?!\\w)', '\\1', 'g')"
        return self.as_sql(compiler, connection, template=template, **extra)
