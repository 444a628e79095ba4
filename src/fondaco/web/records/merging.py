"""The page on which two records of one thing become one, and on which it is undone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from fondaco.core.duplicates import propose_merge, reject_pair
from fondaco.core.merging import (
    following_merges,
    merge_records,
    merges_to_undo,
    undo_merge,
)
from fondaco.core.models import LikelyPair, Merge
from fondaco.core.permissions import Actor, RefusedError, require
from fondaco.core.texts import plain
from fondaco.web.methods import form_page
from fondaco.web.records.answers import context_of
from fondaco.web.records.changes import version_of
from fondaco.web.records.comparing import (
    compare_fields,
    compared_names,
    find_whole,
    foresee_rows,
    taken,
)
from fondaco.web.records.types import RecordType

MOST_FOUND = 20
Page = Callable[..., HttpResponse]


def follows_merges(view: Page) -> Page:
    """Lead from a record that was merged to the one that was kept, for ever.

    Only those who may see that one: others learn nothing.
    """

    @wraps(view)
    def page(
        request: HttpRequest, record_type: RecordType, key: str, **more: Any
    ) -> HttpResponse:
        try:
            return view(request, record_type, key, **more)
        except Http404:
            if record_type.key != "uid" or request.method == "POST":
                raise
            kept = following_merges(record_type.model, uid=key)
            if kept is None or not record_type.may(request.user, "change", kept):
                raise
            name = str(request.resolver_match and request.resolver_match.url_name)
            verb = name.rpartition("_")[2]
            return redirect(record_type.url(verb, kept), permanent=True)

    return page


@form_page
def record_merge(
    request: HttpRequest, record_type: RecordType, key: str
) -> HttpResponse:
    keep = find_whole(record_type, key)
    if request.method == "POST" and (one := _one_already(request, record_type, key)):
        messages.info(request, _("Somebody merged the two meanwhile: this is the one."))
        return redirect(record_type.url("change", one))
    if keep is None:
        raise Http404
    require(request.user, record_type.permission("delete"), keep)
    if request.method == "POST" and request.POST.get("press") == "undo":
        return _undo(request, record_type, keep)
    gone = _other(request, record_type, keep)
    if gone is None:
        return _choose(request, record_type, keep)
    may_merge = _may_merge(record_type, request.user, keep, gone)
    if request.method == "POST":
        return _answer(request, record_type, keep, gone, may_merge)
    return _compare(request, record_type, keep, gone, may_merge)


def _one_already(request: HttpRequest, record_type: RecordType, key: str) -> Any:
    """What the two became by whoever was quicker, for those who may change it."""
    if record_type.key != "uid":
        return None
    keys = {key, plain(request.POST.get("with", ""))}
    merged: list[Any] = [following_merges(record_type.model, uid=one) for one in keys]
    for kept in filter(None, merged):
        of_both = kept.uid in keys and len(keys) == 2
        if of_both and record_type.may(request.user, "change", kept):
            return kept
    return None


def _other(request: HttpRequest, record_type: RecordType, keep: Any) -> Any:
    """The second record, which the person sees or its keeper proposed to merge."""
    asked = request.POST.get("with") or request.GET.get("with", "")
    if not asked:
        return None
    other = find_whole(record_type, asked)
    if other is None or other.pk == keep.pk:
        raise Http404
    if not record_type.may(request.user, "view", other) and not _may_merge(
        record_type, request.user, keep, other
    ):
        raise RefusedError(record_type.permission("view"), other)
    return other


def _pair(record_type: RecordType, one: Any, other: Any) -> LikelyPair | None:
    first, second = sorted((one.pk, other.pk))
    return (
        LikelyPair.objects.filter(
            content_type__app_label=record_type.model._meta.app_label,
            content_type__model=record_type.name,
            first_id=first,
            second_id=second,
        )
        .select_related("proposed_by")
        .first()
    )


def _may_merge(record_type: RecordType, actor: Actor, keep: Any, gone: Any) -> bool:
    """Whoever keeps both; or one, where the keeper of the other said they are one."""
    if record_type.may(actor, "delete", gone):
        return True
    pair = _pair(record_type, keep, gone)
    proposer = pair.proposed_by if pair else None
    return proposer is not None and record_type.may(proposer, "delete", gone)


def _choose(request: HttpRequest, record_type: RecordType, keep: Any) -> HttpResponse:
    """Which other record it is: those that are likely, and those searched for."""
    merging = record_type.merging
    assert merging
    words = plain(request.GET.get("search", ""))[:200]
    context = context_of(request, record_type, keep, str(keep)) | {
        "found": [
            (one, merging.called(one))
            for one in merging.find(keep, words, request.user)[:MOST_FOUND]
        ],
        "search": words,
        "merges": merges_to_undo(keep),
    }
    return render(request, "web/record_merge_choose.html", context)


def _compare(
    request: HttpRequest,
    record_type: RecordType,
    keep: Any,
    gone: Any,
    may_merge: bool,
    *,
    errors: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    merging = record_type.merging
    assert merging
    # Who only proposes sees of the other no more than all managers do.
    hidden = set() if may_merge else set(merging.private)
    names = [one for one in compared_names(record_type.model) if one not in hidden]
    fields = [
        one
        for one in compare_fields(keep, gone, names, request.POST.dict(), request.user)
        if one.name not in merging.united
    ]
    context = context_of(request, record_type, keep, str(keep)) | {
        "keep": keep,
        "gone": gone,
        "fields": [one for one in fields if not one.is_equal],
        "equal": [one for one in fields if one.is_equal and one.kept],
        "rows": foresee_rows(keep, gone, request.user, keeps_both=may_merge),
        "may_merge": may_merge,
        "may_swap": record_type.may(request.user, "delete", gone),
        "swap_url": f"{record_type.url('merge', gone)}?with={keep.uid}",
        "versions": f"{version_of(keep)},{version_of(gone)}",
        "refusal": merging.refusal(keep, gone, request.user),
        "errors": errors,
    }
    return render(request, "web/record_merge.html", context, status=status)


def _answer(
    request: HttpRequest, record_type: RecordType, keep: Any, gone: Any, may_merge: bool
) -> HttpResponse:
    pressed = request.POST.get("press", "")
    actor: Any = request.user
    if pressed == "not_same":
        pair = _pair(record_type, keep, gone) or propose_merge(keep, gone, actor=actor)
        reject_pair(pair, actor=actor)
        messages.success(
            request, _("Noted: they are two, and are not suggested again.")
        )
        return redirect(record_type.url("merge", keep))
    if not may_merge:
        propose_merge(keep, gone, actor=actor)
        text = _("Whoever keeps “%s” finds your proposal among the duplicates.")
        messages.success(request, text % gone)
        return redirect(record_type.url("merge", keep))
    return _merge(request, record_type, keep, gone)


def _merge(
    request: HttpRequest, record_type: RecordType, keep: Any, gone: Any
) -> HttpResponse:
    merging, actor = record_type.merging, request.user
    assert merging
    error = merging.refusal(keep, gone, actor)
    if request.POST.get("versions") != f"{version_of(keep)},{version_of(gone)}":
        error = error or _(
            "Somebody changed one of the two meanwhile. Look again, then merge."
        )
    names = compared_names(record_type.model)
    chosen = request.POST.dict() | {f"field-{name}": "" for name in merging.united}
    fields = compare_fields(keep, gone, names, chosen, actor)
    old_names, gone_name = merging.names(keep, gone), str(gone)
    if not error:
        try:
            merge_records(
                keep,
                gone,
                take=taken(fields),
                actor=actor,  # type: ignore[arg-type]
                save=record_type.action,
                write_rows=lambda: merging.keep_names(keep, old_names),
            )
        except ValidationError as refused:
            error = " ".join(refused.messages)
    if error:
        return _refused(request, record_type, keep, gone, error)
    text = _("“{gone}” is now part of “{keep}”. For a day it can be undone: {link}.")
    link = format_html(
        '<a href="{}">{}</a>', record_type.url("merge", keep), _("undo the merge")
    )
    messages.success(request, format_html(text, gone=gone_name, keep=keep, link=link))
    return redirect(record_type.url("change", keep))


def _refused(
    request: HttpRequest, record_type: RecordType, keep: Any, gone: Any, error: str
) -> HttpResponse:
    """The two as they are now, with what was chosen; or the list, if one is gone."""
    keep_key, gone_key = (getattr(one, record_type.key) for one in (keep, gone))
    keep, gone = find_whole(record_type, keep_key), find_whole(record_type, gone_key)
    if keep is None or gone is None:
        messages.error(request, error)
        return redirect(record_type.url("manage"))
    return _compare(request, record_type, keep, gone, True, errors=(error,), status=409)


def _undo(request: HttpRequest, record_type: RecordType, keep: Any) -> HttpResponse:
    uid = plain(request.POST.get("merge", ""))
    merges = Merge.objects.filter(
        content_type=ContentType.objects.get_for_model(keep), kept_id=keep.pk
    )
    merge = merges.exclude(before={}).filter(uid=uid).first()
    if merge is None:
        raise Http404
    actor: Any = request.user
    try:
        back = undo_merge(merge, actor=actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("“%s” is a record of its own again.") % back)
    return redirect(record_type.url("merge", keep))
