"""What a record holds, said in one line of a private note."""

from collections.abc import Mapping

from fondaco.activities.models import Attendance, CountStatement
from fondaco.core.models import Citation
from fondaco.core.texts import LANGUAGES
from fondaco.web.records.columns import count_in_words


def counted_words(count: CountStatement) -> str:
    words = f"{count.get_subject_display()}: {count_in_words(count)}"
    return _with(words, _in_both_languages(count, "note"))


def cited_words(citation: Citation, labels: Mapping[str, str]) -> str:
    """`labels` name the fields that a citation may support."""
    words = ": ".join(filter(None, [str(citation.source), citation.quote]))
    field = labels.get(citation.field, citation.field)
    return _with(words, field)


def attending_words(attendance: Attendance) -> str:
    return _with(str(attendance), _in_both_languages(attendance, "capacity"))


def _with(words: str, more: str) -> str:
    return f"{words} ({more})" if more else words


def _in_both_languages(record: object, field: str) -> str:
    """A note has one language; nothing of the record's two is lost in it."""
    texts = (getattr(record, f"{field}_{language}") for language in LANGUAGES)
    return " / ".join(dict.fromkeys(filter(None, texts)))
