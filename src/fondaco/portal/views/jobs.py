"""What the installation does by itself, and what went wrong: for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fondaco.core.numbers import row_number
from fondaco.core.outbox.settling import give_up, try_again, try_all_again
from fondaco.core.permissions import require
from fondaco.portal.permissions import KEEP_JOBS
from fondaco.portal.queries.jobs import read_jobs
from fondaco.web.methods import form_page


@form_page
@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    require(request.user, KEEP_JOBS)
    if request.method == "POST":
        _settle(request)
        return redirect("portal:jobs")
    return render(request, "portal/jobs.html", {"page": read_jobs()})


def _settle(request: HttpRequest) -> None:
    verb, _space, key = request.POST.get("settle", "").partition(" ")
    number = row_number(key) or 0
    if verb == "again" and try_again(number):
        messages.success(request, gettext("It will be tried again in a moment."))
    elif verb == "drop" and give_up(number):
        messages.success(request, gettext("It was given up."))
    elif verb == "all":
        try_all_again()
        messages.success(request, gettext("All that failed will be tried again."))
    else:
        messages.info(request, gettext("There was nothing left to decide about it."))
