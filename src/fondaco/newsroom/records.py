"""The newsroom's records as their managers list and edit them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fondaco.newsroom import reach
from fondaco.newsroom.actions import reason_to_keep_item, save_feed, save_item
from fondaco.newsroom.actions.bulletins import reason_to_keep_bulletin, save_bulletin
from fondaco.newsroom.forms import records as forms
from fondaco.newsroom.forms.bulletins import BulletinForm
from fondaco.newsroom.models import Bulletin, Feed, PressItem
from fondaco.newsroom.periods import period_in_words
from fondaco.newsroom.telling.facts import Period
from fondaco.newsroom.vocabularies import ItemState
from fondaco.web.records import BulkAction, Column, Link, RecordType
from fondaco.web.records.columns import choice_column, column, date_column, in_figures

BODY = Column(_("cluster or network"), lambda one: one.body, name="body")
SET_ASIDE = BulkAction("set_aside", _("Set aside"), "state", ItemState.SET_ASIDE)
TAKE_UP = BulkAction("take_up", _("Take up again"), "state", ItemState.NEW)
PAUSE = BulkAction("pause", _("Pause"), "is_active", value=False)
RESUME = BulkAction("resume", _("Read again"), "is_active", value=True)
BESIDE = PressItem.objects.only("pk", "title", "publisher", "story").order_by("pk")


def _moment(name: str, label: Any, has_one: Callable[[Any], bool] = bool) -> Column:
    def shown(one: Any) -> str:
        moment = getattr(one, name)
        if moment is None or not has_one(one):
            return ""
        return in_figures(moment)

    return Column(label, shown, (name,), name)


def page_of(item: Any) -> str:
    return reverse("newsroom:pressitem_detail", args=[item.uid])


def _links_of_item(item: Any) -> list[Link]:
    reading = reverse("newsroom:pressitem_reading", args=[item.uid])
    return [
        Link(_("Read the text"), page_of(item)),
        Link(_("Read it into the record"), reading),
    ]


def _lead_to_page(request: HttpRequest, item: Any) -> str | None:
    return None if request.POST.get("press") == "continue" else page_of(item)


def _other_ways() -> list[Link]:
    return [
        Link(_("Send a file"), reverse("newsroom:pressitem_upload")),
        Link(_("Fetch from an address"), reverse("newsroom:pressitem_fetch")),
        Link(_("Feeds"), reverse("newsroom:feed_manage")),
    ]


def also_in(item: Any) -> str:
    others = (one for one in item.story.items.all() if one.pk != item.pk)
    return ", ".join(dict.fromkeys(one.publisher or one.title for one in others))


def _reading_of(feed: Any) -> str:
    return reverse("newsroom:feed_reading", args=[feed.uid])


def _links_of_feed(feed: Any) -> list[Link]:
    return [Link(_("How it is read"), _reading_of(feed))]


def _lead_to_reading(request: HttpRequest, feed: Any) -> str | None:
    return None if request.POST.get("press") == "continue" else _reading_of(feed)


def _state_of(feed: Any) -> str:
    if not feed.is_active:
        return gettext("Paused")
    return str(feed.get_problem_display()) if feed.problem else gettext("It is read")


def desk_of(bulletin: Any) -> str:
    return reverse("newsroom:bulletin_preview", args=[bulletin.uid])


def _public_page_of(bulletin: Any) -> str:
    if not bulletin.is_public:
        return ""
    return reverse("newsroom:bulletin_detail", args=[bulletin.slug])


def _lead_to_desk(request: HttpRequest, bulletin: Any) -> str | None:
    return None if request.POST.get("press") == "continue" else desk_of(bulletin)


def _links_of_bulletin(bulletin: Any) -> list[Link]:
    return [Link(_("Preview and approval"), desk_of(bulletin))]


def _ways_of_bulletins() -> list[Link]:
    return [Link(_("Subscribers"), reverse("newsroom:subscriber_numbers"))]


def _period_of(bulletin: Any) -> str:
    period = Period(bulletin.first_day, bulletin.last_day)
    return period_in_words(period, get_language() or "it")


ITEMS = RecordType(
    model=PressItem,
    form=forms.PressItemForm,
    address=pgettext_lazy("address", "manage/press/"),
    columns=(
        column("title", _("title"), order="title"),
        Column(_("also in"), also_in, name="also_in"),
        column("publisher", _("publisher"), order="publisher"),
        date_column("published", pgettext_lazy("of a text", "published on")),
        choice_column(PressItem, "state"),
        choice_column(PressItem, "origin"),
        _moment("created_at", _("came on")),
        BODY,
    ),
    search=("title", "publisher", "text"),
    facets=("state", "publisher", "origin", "language", "cluster"),
    span=("published", "published"),
    bulk=(SET_ASIDE, TAKE_UP),
    related=("cluster", "network", "story"),
    many=(Prefetch("story__items", BESIDE),),
    changeable_by=reach.own_items,
    visible_to=reach.own_items,
    save=save_item,
    reason_to_keep=reason_to_keep_item,
    after_save=_lead_to_page,
    links=_links_of_item,
    page=page_of,
    add_label=_("Paste a text"),
    other_ways=_other_ways,
    about=_(
        "Here come the texts of the press from which facts are read: paste one, send a "
        "file, give an address, or let a feed bring them."
    ),
    grouped_by="story",
)
FEEDS = RecordType(
    model=Feed,
    form=forms.FeedForm,
    address=pgettext_lazy("address", "manage/feeds/"),
    columns=(
        column("name", _("name"), order="name"),
        Column(_("state"), _state_of, name="reading"),
        _moment("read_at", _("last read")),
        _moment("next_at", _("next"), lambda feed: feed.is_active),
        column("url", _("address"), order="url"),
        BODY,
    ),
    search=("name", "url"),
    facets=("is_active", "problem", "cluster"),
    bulk=(PAUSE, RESUME),
    related=("cluster", "network"),
    changeable_by=reach.own_feeds,
    visible_to=reach.own_feeds,
    save=save_feed,
    after_save=_lead_to_reading,
    links=_links_of_feed,
    page=_reading_of,
    about=_(
        "A feed (RSS or Atom) of a newspaper or an office is read every hour, and what "
        "is new in it comes among the press items by itself."
    ),
)
BULLETINS = RecordType(
    model=Bulletin,
    form=BulletinForm,
    address=pgettext_lazy("address", "manage/bulletins/"),
    columns=(
        column("title", _("title"), order="title_it"),
        Column(_("period"), _period_of, name="period", order=("first_day",)),
        choice_column(Bulletin, "state"),
        column(
            "published_at",
            pgettext_lazy("bulletin", "published on"),
            order="published_at",
        ),
        column("edited_by", _("last written by")),
        BODY,
    ),
    search=("title_it", "title_en", "body_it", "body_en"),
    facets=("state", "cluster"),
    related=("cluster", "network", "about", "edited_by"),
    changeable_by=reach.own_bulletins,
    visible_to=reach.visible_bulletins,
    save=save_bulletin,
    reason_to_keep=reason_to_keep_bulletin,
    after_save=_lead_to_desk,
    links=_links_of_bulletin,
    page=desk_of,
    public_address=_public_page_of,
    add_label=_("Compose a bulletin"),
    other_ways=_ways_of_bulletins,
    about=_(
        "A bulletin tells what the record holds of a period, in both languages; you "
        "write in it, somebody else approves it, and it is published."
    ),
)

RECORDS = (BULLETINS, ITEMS, FEEDS)
