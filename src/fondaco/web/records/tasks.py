"""Tasks: those of a record on its page, and everybody's own on a list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fondaco.core.models import Task
from fondaco.core.permissions import Actor, RefusedError
from fondaco.core.tasks import add_task, finish_task, reopen_task, tasks_of
from fondaco.web.methods import form_page
from fondaco.web.records.colleagues import colleagues_of
from fondaco.web.records.locating import (
    back_to,
    locate,
    may_change,
    panels_url,
    read_records,
    type_of,
)
from fondaco.web.records.panels import Panel, register
from fondaco.web.records.types import RECORD_TYPES
from fondaco.web.returning import own_address

WITHIN = dt.timedelta(days=7)
PAGE_SIZE = 50
VIEWS = ("mine", "shared", "done")


class TaskForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is to be done"), max_length=200)
    due_on = forms.DateField(
        label=gettext_lazy("By"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    owner: Any = forms.ModelChoiceField(
        label=gettext_lazy("Who does it"), queryset=None, empty_label=None
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any, *, actor: Actor, record: Any = None) -> None:
        soon = timezone.localdate() + WITHIN
        first = {"due_on": soon, "owner": actor.pk}
        super().__init__(data, initial=first, auto_id="task-%s")
        self.record = record
        self.fields["owner"].queryset = colleagues_of(actor)  # type: ignore[attr-defined]

    def clean_owner(self) -> Any:
        """Nobody is asked to do what they may not."""
        owner = self.cleaned_data["owner"]
        if self.record is not None and not may_change(owner, self.record):
            raise forms.ValidationError(
                _("%(name)s may not change this record: ask somebody who may.")
                % {"name": owner}
            )
        return owner

    def clean_due_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["due_on"]
        if not 1900 <= day.year <= 2200:
            raise forms.ValidationError(_("Write a day of this century."))
        return day


def may_change_task(actor: Actor, task: Task) -> bool:
    """Its owner may, and whoever may change what it is about."""
    if actor.pk is None:
        return False
    if task.owner_id == actor.pk:
        return True
    if task.content_type_id is None:
        return bool(task.created_by_id == actor.pk)
    return may_change(actor, task.record)


def visible_tasks(actor: Actor) -> "QuerySet[Task]":
    """The same of all tasks; only kinds of records that have some are asked about."""
    own = Q(owner=actor.pk) | Q(content_type=None, created_by=actor.pk)
    kinds = Task.objects.order_by().exclude(content_type=None)
    for pk in kinds.values_list("content_type", flat=True).distinct():
        kind = ContentType.objects.get_for_id(pk)
        record_type = RECORD_TYPES.get(kind.model_class())  # type: ignore[arg-type]
        if record_type is not None:
            within = record_type.changeable_by(actor).order_by().values("pk")
            own |= Q(content_type=kind, object_id__in=within)
    return Task.objects.filter(own).select_related("owner")


def read_tasks(record: Any, actor: Actor) -> Mapping[str, Any] | None:
    if not may_change(actor, record):
        return None
    today, found = timezone.localdate(), list(tasks_of(record))
    return {
        "tasks": [line(task, today) for task in found if not task.is_done],
        "done": [line(task, today) for task in found if task.is_done][-10:],
        "form": TaskForm(None, actor=actor, record=record),
        "add_url": panels_url(record, "web:record_task"),
    }


register(
    Panel("tasks", gettext_lazy("Tasks"), read_tasks, "web/panel_tasks.html", order=30)
)


@dataclass(frozen=True)
class TaskLine:
    task: Task
    url: str
    is_late: bool
    about: str = ""
    about_url: str = ""


def line(task: Task, today: dt.date, about: Any = None) -> TaskLine:
    record_type = type_of(about) if about is not None else None
    return TaskLine(
        task=task,
        url=reverse("web:task_change", args=[task.uid]),
        is_late=task.is_late(today),
        about=str(about) if record_type else "",
        about_url=record_type.url("change", about) if record_type else "",
    )


def lines(tasks: Iterable[Task], actor: Actor) -> list[TaskLine]:
    """Tasks with the names of what they are about, those that the person may change."""
    tasks, today = list(tasks), timezone.localdate()
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for task in tasks:
        if task.content_type_id:
            kind = ContentType.objects.get_for_id(task.content_type_id)
            wanted[kind.model_class()].add(task.object_id)
    known = read_records(wanted, actor, changeable=True)
    return [line(task, today, known.get(_place(task))) for task in tasks]


def _place(task: Task) -> Any:
    if task.content_type_id is None:
        return None
    kind = ContentType.objects.get_for_id(task.content_type_id)
    return (kind.model_class(), task.object_id)


@form_page
@login_required
def task_list(request: HttpRequest) -> HttpResponse:
    form = TaskForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        _add(request, form)
        return redirect(request.get_full_path())
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else VIEWS[0]
    page = Paginator(_of_view(view, request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "view": view,
        "page": page,
        "lines": lines(page.object_list, request.user),
        "here": request.get_full_path(),
    }
    return render(request, "web/task_list.html", context)


def _of_view(view: str, actor: Actor) -> "QuerySet[Task]":
    if view == "mine":
        return Task.objects.filter(owner=actor.pk, done_at=None).select_related("owner")
    if view == "shared":
        others = visible_tasks(actor).filter(done_at=None)
        return others.exclude(owner=actor.pk, owner__isnull=False)
    return visible_tasks(actor).exclude(done_at=None).order_by("-done_at", "-pk")


@form_page
def add_to_record(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    record_type, record = locate(request, kind, key, "change")
    form = TaskForm(request.POST or None, actor=request.user, record=record)
    if request.method == "POST" and form.is_valid():
        _add(request, form)
        return redirect(back_to(request, record, "tasks"))
    context = {"form": form, "record": record, "record_type": record_type}
    return render(request, "web/task_form.html", context)


def _add(request: HttpRequest, form: TaskForm) -> None:
    words = form.cleaned_data
    task = add_task(
        words["title"],
        note=words["note"],
        due_on=words["due_on"],
        owner=words["owner"],
        actor=request.user,  # type: ignore[arg-type]
        record=form.record,
    )
    messages.success(request, _("“%(name)s” was noted.") % {"name": task})


@form_page
def change_task(request: HttpRequest, key: str) -> HttpResponse:
    """Done, or not yet after all: a button beside the task."""
    task = get_object_or_404(Task, uid=key)
    if not may_change_task(request.user, task):
        raise RefusedError("core.change_task", task)
    if request.method == "POST":
        if request.POST.get("press") == "reopen":
            reopen_task(task, actor=request.user)  # type: ignore[arg-type]
            text = _("“%(name)s” is to be done again.")
        else:
            finish_task(task, actor=request.user)  # type: ignore[arg-type]
            text = _("“%(name)s” is done. It stands among those done, to be reopened.")
        messages.success(request, text % {"name": task})
    return redirect(_back(request, task))


def _back(request: HttpRequest, task: Task) -> str:
    asked = own_address(request, request.POST.get("next", ""))
    return asked or reverse("web:task_manage")
