"""The list of likely duplicates, and what stands beside a name being written."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fondaco.core.duplicates import reject_pair, reopen_pair
from fondaco.core.numbers import row_number
from fondaco.core.permissions import Actor, require
from fondaco.registry.duplicates import (
    KINDS,
    Kind,
    Pair,
    find_duplicates,
    pairs_to_look_at,
    read_pairs,
)
from fondaco.registry.models import Cluster
from fondaco.registry.reach import managed_clusters
from fondaco.registry.records.duplicates import find_likenesses
from fondaco.web.methods import form_page, read_only
from fondaco.web.records.types import RECORD_TYPES

PAGE_SIZE = 25


@form_page
@login_required
def duplicate_list(request: HttpRequest) -> HttpResponse:
    require(request.user, "accounts.keep_records")
    name = request.GET.get("kind", "organisations")
    kind = KINDS.get(name, KINDS["organisations"])
    if request.method == "POST":
        return _answer(request, kind)
    cluster, rejected = request.GET.get("cluster", ""), "rejected" in request.GET
    pairs = pairs_to_look_at(kind, request.user, cluster=cluster, rejected=rejected)
    page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "kind": name if name in KINDS else "organisations",
        "kinds": [
            (name, capfirst(str(one.model._meta.verbose_name_plural)))
            for name, one in KINDS.items()
        ],
        "page": page,
        "pairs": [
            (one, _called(kind, one), _compare_url(kind, one, request.user))
            for one in read_pairs(kind, page.object_list)
        ],
        "clusters": _clusters(request),
        "cluster": cluster,
        "rejected": rejected,
    }
    return render(request, "registry/duplicate_list.html", context)


def _called(kind: Kind, pair: Pair) -> list[str]:
    merging = RECORD_TYPES[kind.model].merging
    assert merging
    return [merging.called(pair.first), merging.called(pair.second)]


def _compare_url(kind: Kind, pair: Pair, actor: Actor) -> str:
    """Whose keeper the person is, that one is kept unless they choose otherwise."""
    record_type = RECORD_TYPES[kind.model]
    keep, gone = pair.first, pair.second
    if not record_type.may(actor, "delete", keep) or (
        _fuller(gone, keep) and record_type.may(actor, "delete", gone)
    ):
        keep, gone = gone, keep
    return f"{record_type.url('merge', keep)}?with={gone.uid}"


def _fuller(one: Any, other: Any) -> bool:
    """Whether it says more, and so is the better one to keep."""
    return _filled(one) > _filled(other)


def _filled(record: Any) -> int:
    published = 100 * bool(getattr(record, "is_published", False))
    fields = record._meta.concrete_fields
    return published + sum(bool(getattr(record, field.attname)) for field in fields)


def _clusters(request: HttpRequest) -> list[Cluster]:
    found = list(managed_clusters(request.user))
    return found if len(found) > 1 else []


def _answer(request: HttpRequest, kind: Kind) -> HttpResponse:
    pressed = request.POST.get("press", "")
    if pressed == "look":
        number = find_duplicates(kind)
        text = _("All records were compared. New likely duplicates: %d.")
        messages.success(request, text % number)
        return redirect(request.get_full_path())
    asked = request.POST.get("pair", "")
    rejected = pressed == "reopen"
    pairs = pairs_to_look_at(kind, request.user, rejected=rejected)
    pair = pairs.filter(pk=row_number(asked) or 0).first()
    if pair is None:
        raise Http404
    if rejected:
        reopen_pair(pair)
        messages.success(request, _("The two stand among the likely duplicates again."))
    else:
        reject_pair(pair, actor=request.user)  # type: ignore[arg-type]
        text = _("Noted: they are two, and are not suggested again.")
        messages.success(request, text)
    return redirect(request.get_full_path())


@read_only
def organisation_likenesses(request: HttpRequest) -> HttpResponse:
    """What may be the organisation whose name is being written: a part of a page."""
    require(request.user, "registry.add_organisation")
    found = find_likenesses(request.GET.dict(), request.user)
    return render(request, "web/record_likenesses.html", {"likenesses": found})
