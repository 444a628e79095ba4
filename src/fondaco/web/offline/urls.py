"""The worker has one address, at the root: it may keep only what lies below it."""

from django.urls import path

from fondaco.web.offline import views

urlpatterns = [path("sw.js", views.worker, name="service_worker")]
