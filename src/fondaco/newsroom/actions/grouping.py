"""Putting texts together that tell the same, and what people say of that."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.actions import Actor, save_record
from fondaco.newsroom.likeness import profile
from fondaco.newsroom.models import Fingerprint, PressItem, Story
from fondaco.newsroom.queries.alike import find_alike, keys_of, keys_to_keep

# A text that was deleted comes back to its group within a day, or not at all.
KEPT_FOR = dt.timedelta(days=2)


@contextmanager
def find_story(item: PressItem) -> Iterator[None]:
    """Give a new text its group, once; what is said of groups by hand then stays.

    Within, the text is saved; afterwards it is known by its runs of words.
    """
    of_text = profile(item.text)
    keys = keys_of(item, of_text)
    alike = find_alike(item, of_text, keys)
    item.story = alike.story if alike else Story.objects.create()
    yield
    Fingerprint.objects.bulk_create(
        Fingerprint(item=item, key=key) for key in keys_to_keep(keys)
    )


@transaction.atomic
def join_stories(item: PressItem, other: PressItem, *, actor: Actor) -> int:
    """All that tell the same as `item` tell the same as `other`; how many moved."""
    if (item.cluster_id, item.network_id) != (other.cluster_id, other.network_id):
        raise ValidationError(_("Only texts of one cluster or network go together."))
    moving = list(
        PressItem.objects.select_for_update()
        .filter(story=item.story_id)
        .exclude(story=other.story_id)
    )
    for one in moving:
        one.story_id = other.story_id
        save_record(one, actor=actor, reason="group")
    item.story_id = other.story_id
    return len(moving)


@transaction.atomic
def leave_story(item: PressItem, *, actor: Actor) -> None:
    """It is another release, whatever words they share."""
    item.story = Story.objects.create()
    save_record(item, actor=actor, reason="ungroup")


@transaction.atomic
def tidy_up() -> int:
    """Let go of what is left of texts that are gone, once they cannot come back."""
    gone = Fingerprint.objects.exclude(
        Exists(PressItem.objects.filter(pk=OuterRef("item_id")))
    )
    since = timezone.now() - KEPT_FOR
    past = gone.exclude(
        Exists(
            PressItem.history.filter(id=OuterRef("item_id"), history_date__gte=since)
        )
    )
    number, _by_model = past.delete()
    deleted = PressItem.history.filter(history_type="-", history_date__gte=since)
    if deleted.exists():
        # One of them may come back to a group that has nobody else.
        return number
    empty = Story.objects.filter(items=None, created_at__lt=since)
    return number + empty.delete()[0]
