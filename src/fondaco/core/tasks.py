"""Promising to do something by a day, doing it, and taking that back."""

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from fondaco.core.actions import Actor, save_record
from fondaco.core.models import Task


def tasks_of(record: Model) -> "QuerySet[Task]":
    """What is to be done about a record, the most urgent first."""
    return Task.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ).select_related("owner")


@transaction.atomic
def add_task(
    title: str,
    *,
    due_on: dt.date,
    owner: Actor,
    actor: Actor,
    note: str = "",
    record: Model | None = None,
) -> Task:
    task = Task(title=title, note=note, due_on=due_on)
    task.owner, task.created_by = owner, actor  # type: ignore[assignment]
    if record is not None:
        task.record = record
    save_record(task, actor=actor)
    return task


@transaction.atomic
def finish_task(task: Task, *, actor: Actor) -> Task:
    """Done twice is done once: who was first stays on record."""
    held = Task.objects.select_for_update().get(pk=task.pk)
    if not held.is_done:
        held.done_at, held.done_by = timezone.now(), actor  # type: ignore[assignment]
        save_record(held, actor=actor)
    return held


@transaction.atomic
def reopen_task(task: Task, *, actor: Actor) -> Task:
    held = Task.objects.select_for_update().get(pk=task.pk)
    if held.is_done:
        held.done_at = held.done_by = None
        save_record(held, actor=actor)
    return held
