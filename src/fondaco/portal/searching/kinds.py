"""What is found, by which words of it, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.accounts import records as accounts
from fondaco.activities import records as activities
from fondaco.core.models import Task
from fondaco.core.permissions import Actor
from fondaco.core.search_index.declared import Indexed, declare
from fondaco.funding import records as funding
from fondaco.newsroom import records as newsroom
from fondaco.newsroom.markdown.writing import as_line
from fondaco.registry import records as registry
from fondaco.registry.scope import scope_of
from fondaco.web.records import RecordType
from fondaco.web.records.tasks import visible_tasks
from fondaco.web.records.types import Reach


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Kind:
    """A kind of records in the search; `name` is what addresses call it.

    `read` makes of a text of it the words that are shown.
    """

    indexed: Indexed
    plural: str | Promise
    reach: Reach
    record_type: RecordType | None = None
    read: Callable[[str], str] = _in_one_line

    @property
    def label(self) -> str:
        return self.indexed.label

    @property
    def name(self) -> str:
        return str(self.indexed.model._meta.model_name)


NAMES = ("name_it", "name_en")
TITLES = ("title_it", "title_en")
DESCRIPTIONS = ("description_it", "description_en")


def _public(
    record_type: RecordType,
    title: tuple[str, ...],
    text: tuple[str, ...] = (),
    day: str = "",
) -> Kind:
    indexed = Indexed(record_type.model, title, text, day)
    return Kind(indexed, record_type.plural, record_type.visible_to, record_type)


def _kept(
    record_type: RecordType,
    title: tuple[str, ...],
    text: tuple[str, ...] = (),
    *,
    is_one_name: bool = False,
) -> Kind:
    """Found by its keepers alone: its words are of what others may not see.

    Of whoever is named publicly the address is not, and a draft's member has a name.
    """
    indexed = Indexed(record_type.model, title, text, is_one_name=is_one_name)
    return Kind(indexed, record_type.plural, record_type.changeable_by, record_type)


# What everybody may look for.
PUBLIC = (
    _public(
        registry.ORGANISATIONS,
        ("name", *NAMES, "acronym", "aliases__name"),
        (
            *("kind", "country", "region", "province", "city"),
            *DESCRIPTIONS,
            *("offers_it", "offers_en", "seeks_it", "seeks_en"),
            *("competences__name_it", "competences__name_en"),
        ),
    ),
    _public(
        activities.ACTIVITIES,
        (*TITLES, "aliases__name"),
        (
            *("kind", *DESCRIPTIONS),
            *("places__city", "places__country", "places__venue"),
            *("programme__acronym", "programme__name_it", "programme__name_en"),
        ),
        "start_earliest",
    ),
    _public(
        registry.CLUSTERS,
        ("acronym", *NAMES, "aliases__name"),
        ("theme_it", "theme_en", "city", "country", "region", *DESCRIPTIONS),
    ),
    _public(activities.PROGRAMMES, ("acronym", *NAMES), DESCRIPTIONS),
    *(
        _public(one, ("acronym", *TITLES), DESCRIPTIONS)
        for one in (funding.PROJECTS, funding.PARTNERSHIPS, funding.PROPOSALS)
    ),
    replace(
        _public(newsroom.BULLETINS, TITLES, ("body_it", "body_en"), "last_day"),
        read=as_line,
    ),
    _public(registry.SOURCES, ("title",), ("publisher", "url")),
)
# What only those who keep records do.
KEPT = (
    _kept(
        registry.PEOPLE,
        ("given_name", "family_name"),
        (
            "email",
            "positions__organisation__name",
            "positions__function_it",
            "positions__function_en",
        ),
        is_one_name=True,
    ),
    _kept(
        activities.PARTICIPATIONS,
        ("activity__title_it", "activity__title_en"),
        ("cluster__acronym", "organisation__name"),
    ),
    _kept(
        activities.ENCOUNTERS,
        ("activity__title_it", "activity__title_en"),
        (
            *("table", "parties__organisation__name", "parties__cluster__acronym"),
            *("parties__person__family_name", "parties__person__given_name"),
        ),
    ),
    _kept(registry.COMPETENCES, NAMES, ("euroscivoc",)),
    _kept(accounts.USERS, ("name",), ("email",)),
)


def _tasks(actor: Actor) -> "QuerySet[Any]":
    return visible_tasks(actor) if actor.pk else Task.objects.none()


# They have one page, with all of them.
TASKS = Kind(Indexed(Task, ("title",), ("note",)), _("Tasks"), _tasks)
ALL = (*PUBLIC, *KEPT, TASKS)
declare(*(one.indexed for one in ALL))


def kinds_for(actor: Actor) -> list[Kind]:
    kept = KEPT if scope_of(actor).is_editor else ()
    return [*PUBLIC, *kept, *((TASKS,) if actor.pk else ())]
