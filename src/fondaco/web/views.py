"""Pages of the shell itself: what went wrong, and the patterns of the interface."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from fondaco.core.permissions import RefusedError
from fondaco.core.refusals import log_refusal
from fondaco.web import context
from fondaco.web.methods import form_page, read_only
from fondaco.web.patterns import samples
from fondaco.web.records.kept_words import keep_words, words_to_give_back
from fondaco.web.records.undo import find_step, names_in, undo, where_done


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/error_400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    log_refusal(request, "not allowed")
    return render(request, "web/error_403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever was signed out while writing is told that the words are kept.

    It is asked of the form that was sent, never of the address: what is private and
    what does not exist answer alike. Whoever is signed in reads their words again: the
    record may have been deleted while they wrote.
    """
    is_cut_off = request.method == "POST" and not request.user.is_authenticated
    if isinstance(exception, RefusedError) and request.user.is_authenticated:
        log_refusal(request, "not theirs", exception.words)
    elif request.method == "POST":
        log_refusal(request, "not found, or not theirs")
    context = _way_back(request, has_words=is_cut_off and keep_words(request))
    context["words"] = words_to_give_back(request)
    return render(request, "web/error_404.html", context, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in again makes the forms of before expire: their words are kept, too."""
    log_refusal(request, "no valid token", reason)
    context = _way_back(request, has_words=keep_words(request))
    return render(request, "web/error_csrf.html", context, status=403)


@form_page
def undo_step(request: HttpRequest, uid: str) -> HttpResponse:
    """Asks before it takes back what the person did; for a day."""
    step = find_step(request.user, uid)
    if step is None:
        raise Http404
    if request.method == "POST":
        try:
            undo(step, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("It was taken back."))
        return redirect(
            where_done(step, request.user) or context.address("portal:home")
        )
    return render(request, "web/undo.html", {"step": step, "names": names_in(step)})


def _way_back(request: HttpRequest, *, has_words: bool) -> dict[str, object]:
    here = request.get_full_path()
    return {"next": urlencode({"next": here}), "here": here, "has_words": has_words}


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user or messages might query the database."""
    page = render_to_string("web/error_500.html", context.shell(None))
    return HttpResponse(page, status=500)


@read_only
def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "web/patterns.html", samples())
