"""Records from a spreadsheet, on one page in four steps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from fondaco.core.imports import steps
from fondaco.core.imports.undoing import undo_import
from fondaco.core.models import Import, ImportState
from fondaco.core.permissions import RefusedError, require
from fondaco.core.resources import RESOURCES, ImportScope
from fondaco.core.spreadsheets import UnreadableTableError
from fondaco.core.spreadsheets.writing import MEDIA_TYPES
from fondaco.core.texts import plain
from fondaco.core.uploads import too_large, was_too_large
from fondaco.portal import importing
from fondaco.portal.permissions import visible_imports
from fondaco.portal.views.paging import page_of
from fondaco.registry.models import Cluster
from fondaco.web.methods import form_page, read_only


@form_page
def import_start(request: HttpRequest) -> HttpResponse:
    require(request.user, "core.view_import")
    form = importing.UploadForm(request.user, request.POST or None, request.FILES)
    if was_too_large(request):
        form = importing.UploadForm(request.user, request.POST, {})
        form.errors.pop("file", None)
        form.add_error("file", too_large())
    elif request.method == "POST" and form.is_valid():
        if record := _receive(request, form):
            return redirect("portal:import_detail", uid=record.uid)
    elif request.method != "POST":
        form = importing.UploadForm(request.user)
    context = {
        "form": form,
        "steps": importing.steps_of(None),
        "kinds": importing.kinds_for(request.user),
        "page": page_of(request, visible_imports(request.user).select_related("actor")),
    }
    status = 413 if was_too_large(request) else 200
    return render(request, "portal/import_start.html", context, status=status)


def _receive(request: HttpRequest, form: importing.UploadForm) -> Import | None:
    """Keep the file; what is wrong with it stands beside the field."""
    said = form.cleaned_data
    upload, cluster = said["file"], said["cluster"]
    assert isinstance(upload, UploadedFile)
    user = request.user
    assert user.is_authenticated
    scope = ImportScope(user, cluster.pk if cluster else None, said["publish"])
    try:
        return steps.receive_file(upload, RESOURCES[said["kind"]], scope)
    except UnreadableTableError as error:
        form.add_error("file", str(error))
    except ValidationError as error:
        form.add_error("cluster", error.messages[0])
    return None


@form_page
def import_detail(request: HttpRequest, uid: str) -> HttpResponse:
    record = _find(request, uid)
    if request.method == "POST":
        try:
            _press(request, record, request.POST.get("press", ""))
        except (ValidationError, ValueError) as error:
            texts = error.messages if isinstance(error, ValidationError) else [error]
            for text in texts:
                messages.error(request, str(text))
        return redirect("portal:import_detail", uid=uid)
    context = {
        "record": record,
        "cluster": Cluster.objects.filter(pk=record.cluster or 0).first(),
        "resource": steps.resource_of(record),
        "steps": importing.steps_of(record),
        "columns": importing.columns_of(record),
        "options": importing.options_of(record),
        "givable": importing.givable_of(record),
        "broken": importing.broken_rows(record)[: importing.MOST_BROKEN],
        "alike": importing.alike(record),
        "noted": importing.noted(record),
        "repeated": importing.repeated(record),
        "changes": record.preview.get("changes", []),
        "kept": record.preview.get("kept", []),
        "good_rows": record.created + record.updated,
    }
    return render(request, "portal/import_detail.html", context)


def _find(request: HttpRequest, uid: str) -> Import:
    record = get_object_or_404(Import.objects.select_related("actor"), uid=uid)
    require(request.user, "core.view_import", record)
    if record.kind not in RESOURCES:
        raise Http404
    return record


def _press(request: HttpRequest, record: Import, pressed: str) -> None:
    assert request.user.is_authenticated
    if pressed in {"match", "all", "good"}:
        # Whoever goes on answers for what is written.
        record.actor = request.user
        record.save(update_fields=["actor"])
    if pressed == "match":
        _match(request, record)
        if steps.is_large(record):
            steps.hand_to_worker(record, "look")
        else:
            steps.look_through(record)
    elif pressed == "back" and record.state in _BEFORE:
        record.state = ImportState.UPLOADED
        record.save(update_fields=["state"])
    elif pressed in {"all", "good"}:
        _carry_out(request, record, partial=pressed == "good")
    elif pressed == "undo":
        _undo(request, record)


def _match(request: HttpRequest, record: Import) -> None:
    places = range(len(record.headers))
    chosen = [request.POST.get(f"column-{place}", "") for place in places]
    names = [one.name for one in steps.resource_of(record).givable]
    given = {name: plain(request.POST.get(f"given-{name}", ""))[:300] for name in names}
    try:
        steps.match_columns(record, chosen, given)
    except (ValidationError, ValueError):
        if record.state == ImportState.UPLOADED:
            # What was typed stands there again, to be mended.
            record.given = given
            record.save(update_fields=["given"])
        raise


_BEFORE = {ImportState.PLANNED, ImportState.FAILED}


def _carry_out(request: HttpRequest, record: Import, *, partial: bool) -> None:
    if record.state not in _BEFORE:
        raise ValidationError(_("Look at the dry run first."))
    record.partial = partial
    record.save(update_fields=["partial"])
    if steps.is_large(record):
        steps.hand_to_worker(record, "apply")
        return
    plan = steps.carry_out(record)
    if plan.problems and not partial:
        raise ValidationError(_("Nothing was written: there are errors."))
    messages.success(request, _("The import is done."))


def _undo(request: HttpRequest, record: Import) -> None:
    undone = undo_import(record, actor=request.user)  # type: ignore[arg-type]
    record.refresh_from_db()
    record.preview["kept"] = undone.kept[:200]
    record.save(update_fields=["preview"])
    text = _("Undone: %(restored)s restored, %(deleted)s deleted.")
    values = {"restored": undone.restored, "deleted": undone.deleted}
    messages.success(request, text % values)


@read_only
def import_errors(request: HttpRequest, uid: str) -> HttpResponse:
    record = _find(request, uid)
    name = _("rows-to-mend")
    return _download(importing.errors_workbook(record), f"{name}-{record.uid}.xlsx")


@read_only
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    require(request.user, "core.view_import")
    resource = RESOURCES.get(kind)
    if resource is None:
        raise Http404
    if not resource.may(request.user):
        raise RefusedError(f"import {kind}")
    return _download(importing.template_workbook(resource), f"{kind}.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES["xlsx"], headers=headers)
