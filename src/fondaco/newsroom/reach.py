"""What a person may see and change of the newsroom, as querysets."""

from django.db.models import QuerySet

from fondaco.core.permissions import Actor
from fondaco.newsroom.models import Bulletin, Feed, PressItem, Subscriber
from fondaco.newsroom.models.bulletins import PUBLIC
from fondaco.registry.reach import of_own_bodies

own_items = of_own_bodies(PressItem)
own_feeds = of_own_bodies(Feed)
own_bulletins = of_own_bodies(Bulletin)
own_subscribers = of_own_bodies(Subscriber)


def visible_bulletins(actor: Actor) -> "QuerySet[Bulletin]":
    return Bulletin.objects.filter(state__in=PUBLIC) | own_bulletins(actor)
