"""Sending a file, and fetching what stands at an address."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fondaco.core.permissions import require
from fondaco.newsroom import actions
from fondaco.newsroom.forms.records import FetchForm, UploadForm
from fondaco.newsroom.models import PressItem
from fondaco.newsroom.records import ITEMS, page_of
from fondaco.web.methods import form_page
from fondaco.web.records.options import Options


@form_page
def pressitem_upload(request: HttpRequest) -> HttpResponse:
    def take_in(form: Any, actor: Any) -> PressItem:
        sent = form.cleaned_data["file"]
        return actions.take_in_file(
            form.instance, sent.read(), name=sent.name, actor=actor
        )

    return _take_in(request, UploadForm, take_in, "newsroom/pressitem_upload.html")


@form_page
def pressitem_fetch(request: HttpRequest) -> HttpResponse:
    def take_in(form: Any, actor: Any) -> PressItem:
        return actions.take_in_page(form.instance, actor=actor)

    return _take_in(request, FetchForm, take_in, "newsroom/pressitem_fetch.html")


def _take_in(
    request: HttpRequest,
    form_class: type[UploadForm] | type[FetchForm],
    take_in: Callable[[Any, Any], PressItem],
    template: str,
) -> HttpResponse:
    require(request.user, "newsroom.add_pressitem")
    form = form_class(
        request.POST or None,
        request.FILES or None,
        instance=PressItem(),
        options=Options(request.user),
    )
    form.preselect()
    if form.is_valid():
        require(request.user, "newsroom.add_pressitem", form.instance)
        try:
            item = take_in(form, request.user)
        except actions.KnownError as known:
            messages.info(request, " ".join(known.messages))
            return redirect(page_of(known.item))
        except ValidationError as error:
            form.add_error(None, error)
        except IntegrityError:
            form.add_error(None, _("Somebody saved the same meanwhile. Try again."))
        else:
            messages.success(request, _("The text is here. Look whether it is whole."))
            return redirect(page_of(item))
    context = {"form": form, "plural": ITEMS.plural, "list_url": ITEMS.url("manage")}
    return render(request, template, context)
