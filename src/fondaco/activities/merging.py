"""How two records of one activity become one; the rest is read from the models."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fondaco.activities.duplicates import likely_duplicates
from fondaco.activities.models import Activity
from fondaco.activities.reach import visible_activities
from fondaco.activities.search import words_of
from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.registry.duplicates import MOST_FOUND, saying_all
from fondaco.registry.scope import scope_of
from fondaco.registry.vocabularies import AliasKind
from fondaco.web.records.types import Merging


def find_others(activity: Activity, words: str, actor: Actor) -> list[Activity]:
    """Those likely the same, or those of which all the words are said."""
    if not words.strip():
        found = likely_duplicates(activity, scope_of(actor))
        return [one.activity for one in found]
    asked = words_of(words)
    columns = ("title_it", "title_en", "aliases__name", "places__city")
    keys = saying_all(visible_activities(actor).values_list("pk", *columns), asked)
    known = Activity.objects.filter(pk__in=sorted(keys)[:MOST_FOUND])
    return list(known.exclude(pk=activity.pk))


def in_time(activity: Activity) -> str:
    """Fairs come back each year under one name."""
    when = activity.start.in_words()
    return f"{activity} ({when})" if activity.start_earliest else str(activity)


def titles_of(keep: Activity, gone: Activity) -> list[str]:
    return [
        title for one in (keep, gone) for title in (one.title_it, one.title_en) if title
    ]


def keep_titles(keep: Activity, titles: list[str]) -> None:
    """What it was called and is not any more becomes another name."""
    known = {fold(alias.name) for alias in keep.aliases.all()}
    known |= {fold(keep.title_it), fold(keep.title_en)}
    for title in titles:
        if fold(title) not in known:
            known.add(fold(title))
            keep.aliases.create(name=title, kind=AliasKind.OTHER_NAME)


def refuse_relatives(one: Activity, other: Activity) -> None:
    """Raises ValidationError where one contains the other: they are two."""
    if one.pk == other.pk:
        raise ValidationError(_("Choose two different activities."))
    parts = Activity.objects.exclude(parent=None)
    parents = dict(parts.values_list("pk", "parent"))
    if one.pk in _above(other.pk, parents) or other.pk in _above(one.pk, parents):
        raise ValidationError(
            _("One of them contains the other: they are two activities.")
        )


def _above(key: int, parents: dict[int, int | None]) -> set[int]:
    found: set[int] = set()
    while (above := parents.get(key)) and above not in found:
        found.add(above)
        key = above
    return found


def _refusal(keep: Any, gone: Any, actor: Actor) -> str:
    try:
        refuse_relatives(keep, gone)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


ACTIVITIES_MERGED = Merging(
    find=find_others,
    names=titles_of,
    keep_names=keep_titles,
    # What others take part in stays in their sight.
    united=("is_published",),
    called=in_time,
    refusal=_refusal,
)
