"""The page that shows every part of the interface."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from fondaco.web import views

app_name = "web"
urlpatterns = [
    path(pgettext_lazy("address", "patterns/"), views.patterns, name="patterns"),
    path(
        pgettext_lazy("address", "manage/undo/<str:uid>/"), views.undo_step, name="undo"
    ),
]
