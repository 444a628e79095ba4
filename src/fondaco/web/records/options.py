"""What the fields of a page offer to choose from, read once for the whole page.

A choice never shows more than the person may see: what is beyond their reach stays
what it was, unnamed, and typing its number is the same mistake as typing a wrong one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Expression, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fondaco.core.forms import ChoiceList, PlainSelect
from fondaco.core.permissions import Actor, may
from fondaco.engines.language.folding import fold

Words = str | Expression
Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Choices:
    """Where a field's choices come from.

    `words` are the label in Italian and in English, as columns or expressions, so that
    one query reads the choices of many fields; without them the label is `str()`.
    `named_beyond`: what may not be chosen may still be named, where it is on record.
    """

    read: Callable[[Actor], "QuerySet[Any]"]
    words: tuple[Words, Words] | None = None
    named_beyond: bool = False
    # Said where there is nothing to choose from, and where one makes the first.
    none: str | Promise = ""
    add: str = ""

    def said_of_none(self, actor: Actor) -> SafeString:
        if not self.add or not may(actor, self._permission_to_add):
            return format_html("{}", self.none or _("There is nothing to choose yet."))
        return format_html(
            '{} <a href="{}">{}</a>', self.none, reverse(self.add), _("Add the first")
        )

    @property
    def _permission_to_add(self) -> str:
        app, _colon, name = self.add.partition(":")
        return f"{app}.add_{name.removesuffix('_add')}"


class Options:
    """The choices of one page for one person."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._asked: list[Choices] = []
        self._read: dict[Choices, dict[str, str]] = {}

    def ask(self, choices: Choices) -> None:
        if choices not in self._asked:
            self._asked.append(choices)

    def forget(self, choices: Choices) -> None:
        """A field offers others instead."""
        self._asked.remove(choices)

    def labels(self, choices: Choices) -> dict[str, str]:
        """Labels by number, in their alphabetical order."""
        if choices not in self._read:
            self._read_all({choices, *self._asked} - set(self._read))
        return self._read[choices]

    def _read_all(self, wanted: set[Choices]) -> None:
        worded = [choices for choices in wanted if choices.words]
        found: dict[Choices, list[Pair]] = {choices: [] for choices in wanted}
        queries = [self._rows(choices, number) for number, choices in enumerate(worded)]
        if queries:
            rows = (
                queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
            )
            english = get_language() == "en"
            for number, pk, it, en in rows:
                first, second = (en, it) if english else (it, en)
                found[worded[number]].append((str(pk), first or second or ""))
        for choices in wanted - set(worded):
            found[choices] = [
                (str(record.pk), str(record)) for record in choices.read(self.actor)
            ]
        for choices, pairs in found.items():
            self._read[choices] = dict(sorted(pairs, key=lambda pair: fold(pair[1])))

    def _rows(self, choices: Choices, number: int) -> "QuerySet[Any, Any]":
        assert choices.words is not None
        it, en = map(_text, choices.words)
        return (
            choices.read(self.actor)
            .order_by()
            .values_list(Value(number), "pk", it, en)
            .distinct()
        )


def _text(words: Words) -> Expression:
    """As one type, for databases that unite only like with like."""
    column = F(words) if isinstance(words, str) else words
    return Coalesce(Cast(column, TextField()), Value(""), output_field=TextField())


class _RecordChoices:
    """Shared by the fields of one and of many records."""

    model: type[Model]
    choices: Any
    _options: Options
    _source: Choices
    # Those that the record holds today, which may be beyond the person's reach.
    _present: Callable[[], Iterable[Model]]
    _present_keys: frozenset[str] = frozenset()

    def bind(
        self,
        options: Options,
        source: Choices,
        present_keys: Iterable[object],
        present: Callable[[], Iterable[Model]],
    ) -> None:
        self._options, self._source = options, source
        self._present_keys = frozenset(map(str, present_keys))
        self._present = present
        options.ask(source)
        self.choices = self._pairs

    @cached_property
    def labels(self) -> dict[str, str]:
        known = self._options.labels(self._source)
        beyond = self._present_keys - set(known)
        if not beyond:
            return known
        if not self._source.named_beyond:
            return known | dict.fromkeys(beyond, _("(not visible to you)"))
        return known | {str(record.pk): str(record) for record in self._present()}

    def _pairs(self) -> Iterable[Pair]:
        return list(self.labels.items())

    def record(self, key: object) -> Model:
        """The record chosen; its columns are read when somebody asks for them."""
        if str(key) not in self.labels:
            raise ValidationError(
                forms.ModelChoiceField.default_error_messages["invalid_choice"],
                code="invalid_choice",
            )
        assert self.model._meta.pk
        return self.model.from_db(
            "default", [self.model._meta.pk.attname], [int(str(key))]
        )


class RecordChoiceField(_RecordChoices, forms.ChoiceField):
    def __init__(self, model: type[Model], **options: Any) -> None:
        super().__init__(widget=PlainSelect, **options)
        self.model = model

    def bind(self, options: Options, source: Choices, *present: Any) -> None:
        super().bind(options, source, *present)
        if source.none:
            # Asked when it is drawn: until then the choices of other fields come in.
            self.help_text = lazy(self._help, SafeString)(str(self.help_text))

    def _help(self, usual: str) -> SafeString:
        if self.labels:
            return format_html("{}", usual)
        return self._source.said_of_none(self._options.actor)

    def _pairs(self) -> Iterable[Pair]:
        return [("", "—"), *super()._pairs()]

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        if value in self.empty_values:
            self.validate(value)
            return None
        return self.record(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial)
        return not self.disabled and str(before or "") != str(data or "")


class RecordMultipleChoiceField(_RecordChoices, forms.MultipleChoiceField):
    def __init__(self, model: type[Model], **options: Any) -> None:
        super().__init__(widget=ChoiceList, **options)
        self.model = model

    def _pairs(self) -> Iterable[Pair]:
        pairs = super()._pairs()
        if not pairs:
            self.widget.none = self._source.said_of_none(self._options.actor)
        return pairs

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return []
        return [one.pk if isinstance(one, Model) else one for one in value]

    def clean(self, value: Any) -> Any:
        keys = self.to_python(value)
        if self.required and not keys:
            raise ValidationError(self.error_messages["required"], code="required")
        return [self.record(key) for key in keys]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {str(key) for key in self.prepare_value(initial)}
        return not self.disabled and before != {str(key) for key in data or []}
