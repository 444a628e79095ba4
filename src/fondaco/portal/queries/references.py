"""The records that a source supports: what each is called and where it is shown.

Two dozen models may be cited. `naming.py` says of each who may see it and how it is
called, in rows of one shape, so that one query reads them all.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import get_language

from fondaco.activities.models import Place
from fondaco.core.models import Citation
from fondaco.core.permissions import Actor
from fondaco.core.texts import Text, localised
from fondaco.engines.language.countries import country_name
from fondaco.portal.queries.naming import NAMINGS, Naming
from fondaco.web.templatetags.words import city_name

# A model's label and a primary key.
Key = tuple[str, int]


@dataclass(frozen=True)
class Reference:
    """One record, as a line that leads to the page where it is shown."""

    naming: Naming
    pk: int
    title_it: str
    title_en: str
    who: str
    code: str
    country: str
    key: str

    @property
    def model(self) -> type[Model]:
        return self.naming.model

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def title(self) -> Text:
        return localised(self, "title") or Text(self.who, "")

    @property
    def detail(self) -> str:
        """What of it: “LE2C, speaker”; “Lyon, France”."""
        who = self.who if self.title_it or self.title_en else ""
        if self.model is Place:
            who = city_name(who, self.country)
        language = get_language() or "it"
        country = country_name(self.country, language) if self.country else ""
        return ", ".join(filter(None, [who, self.code_label, country]))

    @property
    def code_label(self) -> str:
        if not self.code:
            return ""
        choices: Any = self.model._meta.get_field(self.naming.code)
        return str(dict(choices.flatchoices).get(self.code, self.code))

    @property
    def url(self) -> str:
        page = self.naming.page
        if not page:
            return ""
        return reverse(page, args=[self.key]) if self.key else reverse(page)


def key_of(citation: Citation) -> Key:
    kind = citation.content_type
    return f"{kind.app_label}.{kind.model}", citation.object_id


def visible_citations(actor: Actor) -> "QuerySet[Citation]":
    """Citations of the records that a person may see: drafts must not leak."""
    visible = Q()
    for one in NAMINGS:
        kind = Q(
            content_type__app_label=one.model._meta.app_label,
            content_type__model=one.model._meta.model_name,
        )
        if not one.is_open:
            kind &= Q(object_id__in=one.visible(actor).order_by().values("pk"))
        visible |= kind
    return Citation.objects.filter(visible).select_related("content_type")


def read_references(
    citations: Iterable[Citation], actor: Actor
) -> dict[Key, Reference]:
    """What `citations` support, by model and primary key; one query."""
    keys: dict[str, set[int]] = defaultdict(set)
    for citation in citations:
        label, key = key_of(citation)
        keys[label].add(key)
    rows = [
        _select(number, one, one.visible(actor).filter(pk__in=sought))
        for number, one in enumerate(NAMINGS)
        if (sought := keys.get(one.model._meta.label_lower))
    ]
    if not rows:
        return {}
    found = [
        Reference(NAMINGS[int(number)], *rest)
        for number, *rest in rows[0].union(*rows[1:], all=True)
    ]
    return {(one.model._meta.label_lower, one.pk): one for one in found}


def _select(number: int, naming: Naming, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    """The columns of a line; every one of them a text, so that they can be joined."""
    values: dict[str, Any] = {
        "line_number": _text(str(number)),
        "line_title_it": _column(naming.title and f"{naming.title}_it"),
        "line_title_en": _column(naming.title and f"{naming.title}_en"),
        "line_who": _column(naming.who)
        if naming.person is None
        else _full_name(naming.person),
        "line_code": _column(naming.code),
        "line_country": _column(naming.country),
        "line_key": _column(naming.key),
    }
    number_, *others = values
    lines: QuerySet[Any, Any] = (
        rows.order_by().annotate(**values).values_list(number_, "pk", *others)
    )
    return lines


def _column(path: str) -> Any:
    return Cast(F(path), CharField()) if path else _text("")


def _full_name(path: str) -> Any:
    given, family = F(f"{path}given_name"), F(f"{path}family_name")
    return Concat(given, Value(" "), family, output_field=CharField())


def _text(text: str) -> Any:
    return Value(text, output_field=CharField())
