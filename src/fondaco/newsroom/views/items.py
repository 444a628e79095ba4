"""A text with what is known of it, and the others that tell the same."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.newsroom import actions
from fondaco.newsroom.models import PressItem
from fondaco.newsroom.queries.alike import others_of_story, others_to_join
from fondaco.newsroom.reach import own_items
from fondaco.newsroom.records import ITEMS, SET_ASIDE, TAKE_UP, page_of
from fondaco.newsroom.views.finding import find_item
from fondaco.newsroom.vocabularies import ItemState
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.answers import with_way_back
from fondaco.web.records.bulk import carry_out, plan, with_their_groups

PER_PAGE = 20
LONGEST_SEARCH = 200


@read_only
def pressitem_detail(request: HttpRequest, uid: str) -> HttpResponse:
    item = find_item(request.user, uid, "feed", "source", "added_by")
    context = _context(item) | {
        "others": [(one, page_of(one)) for one in others_of_story(item)],
        "is_set_aside": item.state == ItemState.SET_ASIDE,
        "may_delete": not actions.reason_to_keep_item(item, request.user),
        "delete_url": ITEMS.url("delete", item),
        "history_url": ITEMS.url("history", item),
    }
    return render(request, "newsroom/pressitem_detail.html", context)


@form_page
def pressitem_state(request: HttpRequest, uid: str) -> HttpResponse:
    """Sets a text aside, or takes it up again, with those that tell the same."""
    item = find_item(request.user, uid)
    known = {one.name: one for one in (SET_ASIDE, TAKE_UP)}
    action = known.get(request.POST.get("press", ""))
    if action is not None:
        along = with_their_groups(ITEMS, request.user, [item])
        made = plan(ITEMS, action, request.user, along)
        step = carry_out(ITEMS, made, request.user)
        done = {
            SET_ASIDE: _("It was set aside."),
            TAKE_UP: _("It is among those to be read again."),
        }
        messages.success(request, with_way_back(done[action], step))
    return redirect(page_of(item))


@form_page
def pressitem_group(request: HttpRequest, uid: str) -> HttpResponse:
    """What is put with a text, and taken from it, by hand."""
    item = find_item(request.user, uid)
    press = request.POST.get("press", "")
    if press in {"join", "leave"}:
        other = find_item(request.user, request.POST.get("other", ""))
        _regroup(request, item, other, press)
        return redirect(page_of(item))
    search = request.GET.get("search", "")[:LONGEST_SEARCH].replace("\0", "")
    found = others_to_join(item, own_items(request.user), search)
    context = _context(item) | {
        "search": search,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "newsroom/pressitem_group.html", context)


def _regroup(
    request: HttpRequest, item: PressItem, other: PressItem, press: str
) -> None:
    actor: Any = request.user
    try:
        if press == "join":
            actions.join_stories(other, item, actor=actor)
            messages.success(request, _("They stand together now."))
        elif other.story_id == item.story_id:
            actions.leave_story(other, actor=actor)
            messages.success(request, _("It stands by itself now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def _context(item: PressItem) -> dict[str, Any]:
    return {
        "item": item,
        "plural": ITEMS.plural,
        "list_url": ITEMS.url("manage"),
        "item_url": page_of(item),
        "change_url": ITEMS.url("change", item),
    }
