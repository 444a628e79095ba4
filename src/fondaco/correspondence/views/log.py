"""What was said to whom, on a page beside the record."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fondaco.core.permissions import require
from fondaco.correspondence.queries.log import read_log
from fondaco.registry.models import Organisation, Person
from fondaco.registry.permissions import is_editor
from fondaco.web.methods import read_only
from fondaco.web.records.links import change_address


@read_only
def person_log(request: HttpRequest, uid: str) -> HttpResponse:
    person = Person.objects.filter(uid=uid).first()
    if person is None:
        raise Http404
    require(request.user, "registry.change_person", person)
    return _log(request, person, "people")


@read_only
def organisation_log(request: HttpRequest, uid: str) -> HttpResponse:
    """Every cluster that sees the organisation has a log of its own about it."""
    organisation = Organisation.objects.filter(uid=uid).first()
    if organisation is None or not is_editor(request.user):
        raise Http404
    require(request.user, "registry.view_organisation", organisation)
    return _log(request, organisation, "organisations")


def _log(
    request: HttpRequest, record: Person | Organisation, field: str
) -> HttpResponse:
    context = {
        "record": record,
        "record_url": change_address(request, record),
        "said": read_log(record, request.user),
        "add_url": f"{reverse('correspondence:note_add')}?{field}={record.uid}",
        "is_of_organisation": isinstance(record, Organisation),
    }
    return render(request, "correspondence/log.html", context)
