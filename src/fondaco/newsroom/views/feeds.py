"""How a feed is read: when, what came, and what went wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.newsroom import actions
from fondaco.newsroom.records import FEEDS, page_of
from fondaco.newsroom.views.finding import find_feed
from fondaco.web.methods import form_page

LATEST = 10


@form_page
def feed_reading(request: HttpRequest, uid: str) -> HttpResponse:
    feed = find_feed(request.user, uid)
    if request.method == "POST":
        if feed.is_active:
            actions.start_reading(feed)
            messages.success(request, _("It will be read in a moment."))
        return redirect(request.path)
    latest = feed.items.defer("text")[: LATEST + 1]
    context = {
        "feed": feed,
        "items": [(one, page_of(one)) for one in latest[:LATEST]],
        "has_more": len(latest) > LATEST,
        "number": feed.items.count(),
        "plural": FEEDS.plural,
        "list_url": FEEDS.url("manage"),
        "change_url": FEEDS.url("change", feed),
    }
    return render(request, "newsroom/feed_reading.html", context)
