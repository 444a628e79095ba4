"""How long what is kept, and what is due: for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from fondaco.core.permissions import require
from fondaco.core.privacy import purge_due, read_lines
from fondaco.portal.permissions import KEEP_RETENTION
from fondaco.web.methods import form_page


@form_page
@login_required
def retention(request: HttpRequest) -> HttpResponse:
    require(request.user, KEEP_RETENTION)
    if request.method == "POST":
        total = sum(purge_due().values())
        words = ngettext("%(total)s row is gone.", "%(total)s rows are gone.", total)
        messages.success(request, words % {"total": total})
        return redirect("portal:retention")
    return render(request, "portal/retention.html", {"lines": read_lines()})
