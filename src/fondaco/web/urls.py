"""What every kind of record has: files, tasks; and the parts of the interface."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.web import views
from fondaco.web.offline import views as offline
from fondaco.web.records import beside, files, tasks

app_name = "web"
urlpatterns = [
    path(pgettext_lazy("address", "patterns/"), views.patterns, name="patterns"),
    path(pgettext_lazy("address", "offline/"), offline.offline, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path(
        pgettext_lazy("address", "manage/undo/<str:uid>/"), views.undo_step, name="undo"
    ),
    path(
        pgettext_lazy("address", "manage/about/<str:kind>/<str:key>/"),
        beside.record_panels,
        name="record_panels",
    ),
    path(
        pgettext_lazy("address", "manage/about/<str:kind>/<str:key>/attach/"),
        files.attach,
        name="record_attach",
    ),
    path(
        pgettext_lazy("address", "manage/about/<str:kind>/<str:key>/task/"),
        tasks.add_to_record,
        name="record_task",
    ),
    path(
        pgettext_lazy("address", "manage/attachments/<str:key>/"),
        files.change_attachment,
        name="attachment_change",
    ),
    path(
        pgettext_lazy("address", "attachments/<str:uid>/"),
        files.attachment,
        name="attachment_detail",
    ),
    path(
        pgettext_lazy("address", "manage/tasks/"), tasks.task_list, name="task_manage"
    ),
    path(
        pgettext_lazy("address", "manage/tasks/<str:key>/"),
        tasks.change_task,
        name="task_change",
    ),
]
