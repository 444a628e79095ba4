"""Which texts tell the same release, found by what is kept of them.

However many texts there are, as many are compared with a new one, and as many rows are
read for it: of each run of words the first few texts alone are kept.
"""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from fondaco.engines.language.folding import fold
from fondaco.newsroom.likeness import Profile, likeness, profile
from fondaco.newsroom.models import Fingerprint, PressItem
from fondaco.web.records.listing import search_words

# A run that so many texts have is somebody's last paragraph, or one release already.
MOST_ALIKE = 40
MOST_COMPARED = 12
# Of a text of fifteen pages and more.
MOST_KEPT = 1000


def keys_of(item: PressItem, of_text: Profile) -> list[int]:
    body = item.cluster_id * 2 if item.cluster_id else (item.network_id or 0) * 2 + 1
    return [(body << 32) | run for run in sorted(of_text.chosen)[:MOST_KEPT]]


def keys_to_keep(keys: Iterable[int]) -> list[int]:
    """Those that lead to few texts as yet."""
    known = Fingerprint.objects.filter(key__in=keys).values("key")
    often = known.annotate(texts=Count("pk")).filter(texts__gte=MOST_ALIKE)
    return sorted(set(keys) - set(often.values_list("key", flat=True)))


def find_alike(item: PressItem, of_text: Profile, keys: list[int]) -> PressItem | None:
    """The likest text of the same body, if it tells the same; of two the first."""
    sharing = Fingerprint.objects.filter(key__in=keys).exclude(item=item.pk)
    counted = sharing.values("item").annotate(shared=Count("pk"))
    likely = counted.order_by("-shared", "item").values_list("item", flat=True)
    found = PressItem.objects.in_bulk(list(likely[:MOST_COMPARED]))
    compared = [
        (likeness(of_text, profile(found[key].text)), -key) for key in sorted(found)
    ]
    best, key = max(compared, default=(0.0, 0))
    return found[-key] if best > 0 else None


def others_of_story(item: PressItem) -> "QuerySet[PressItem]":
    others = PressItem.objects.filter(story=item.story_id).exclude(pk=item.pk)
    return others.defer("text").order_by("pk")


def others_to_join(
    item: PressItem, known: "QuerySet[PressItem]", search: str
) -> "QuerySet[PressItem]":
    """Texts of the same body in other groups, the latest first, or those with words."""
    others = known.filter(cluster=item.cluster_id, network=item.network_id)
    others = others.exclude(story=item.story_id).defer("text")
    if words := fold(search).split()[:8]:
        others = search_words(others, ("title", "publisher"), words)
    return others.order_by("-created_at", "-pk")
