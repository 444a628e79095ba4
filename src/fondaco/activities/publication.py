"""The pages on which a draft becomes public, or turns out to be there already."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from fondaco.activities.actions import join_activity, publish_activity
from fondaco.activities.duplicates import likely_duplicates
from fondaco.activities.joining import foresee_joining
from fondaco.activities.models import Activity, Participation
from fondaco.core.permissions import may, require
from fondaco.registry.scope import scope_of
from fondaco.web.methods import form_page

# What only the draft says may be among these, and is told by name.
_POINTED_TO = ("parent", "occasion", "programme", "working_group")


def publish_from_form(request: HttpRequest, activity: Any) -> str | None:
    """Publish at once what nobody has recorded yet; else lead to the choice."""
    if activity.is_published:
        return None
    if likely_duplicates(activity, scope_of(request.user)):
        return reverse("activities:activity_publish", args=[activity.uid])
    publish_activity(activity, actor=request.user)  # type: ignore[arg-type]
    _tell(request, activity)
    return None


@form_page
def activity_publish(request: HttpRequest, uid: str) -> HttpResponse:
    """“This may already be in the calendar”: take part in that one, or go on."""
    activity = _own(request, uid)
    if request.method == "POST":
        pressed = request.POST.get("press", "")
        if pressed == "publish":
            publish_activity(activity, actor=request.user)  # type: ignore[arg-type]
            _tell(request, activity)
            return redirect("activities:activity_detail", uid=activity.uid)
        if pressed == "join":
            return _give_up(request, activity)
    found = likely_duplicates(activity, scope_of(request.user))
    duplicates = [
        {
            "activity": joining.keep,
            "merge_url": _merge_url(request, joining.keep, activity),
            "joining": joining,
        }
        for joining in foresee_joining(activity, *(one.activity for one in found))
    ]
    context = {"activity": activity, "duplicates": duplicates}
    return render(request, "activities/activity_publish.html", context)


def _merge_url(request: HttpRequest, keep: Activity, draft: Activity) -> str:
    if not may(request.user, "activities.delete_activity", keep):
        return ""
    url = reverse("activities:activity_merge", args=[keep.uid])
    return f"{url}?with={draft.uid}"


def _give_up(request: HttpRequest, draft: Activity) -> HttpResponse:
    """The draft's participations go to the activity chosen, and so do its words."""
    scope, uid = scope_of(request.user), request.POST.get("with", "").replace("\0", "")
    keep = Activity.objects.visible_to(scope).filter(uid=uid).first()
    if keep is None:
        raise Http404
    had_participations = draft.participations.exists()
    clusters = None if scope.is_administrator else scope.managed_clusters
    actor: Any = request.user
    try:
        bearer = join_activity(keep, draft, clusters, actor=actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("activities:activity_publish", uid=draft.uid)
    messages.success(request, _("The draft is now part of “%s”.") % keep)
    if bearer is not None:
        _tell_of_the_note(request, bearer)
        if not had_participations:
            return redirect("activities:participation_change", key=bearer.uid)
    if had_participations:
        return redirect("activities:activity_detail", uid=keep.uid)
    return redirect(f"{reverse('activities:participation_add')}?activity={keep.uid}")


def _tell_of_the_note(request: HttpRequest, bearer: Participation) -> None:
    text = _(
        "What only the draft said is in the private note and the sources of your "
        "participation: “{link}”."
    )
    url = reverse("activities:participation_change", args=[bearer.uid])
    link = format_html('<a href="{}">{}</a>', url, bearer)
    messages.info(request, format_html(text, link=link))


def _own(request: HttpRequest, uid: str) -> Activity:
    known = Activity.objects.select_related(*_POINTED_TO)
    activity = known.filter(uid=uid).first()
    if activity is None:
        raise Http404
    require(request.user, "activities.change_activity", activity)
    return activity


def _tell(request: HttpRequest, activity: Activity) -> None:
    messages.success(request, _("“%s” is published.") % activity)
    drafts = activity.participations.filter(
        is_published=False, cluster__in=scope_of(request.user).managed_clusters
    ).count()
    if drafts:
        text = _(
            "Your participations in it are still drafts: publish them, too, from the "
            "list of participations."
        )
        messages.info(request, text)
