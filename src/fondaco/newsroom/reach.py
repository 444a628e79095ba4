"""What a person may see and change of the newsroom, as querysets."""

from fondaco.newsroom.models import Feed, PressItem
from fondaco.registry.reach import of_own_bodies

own_items = of_own_bodies(PressItem)
own_feeds = of_own_bodies(Feed)
