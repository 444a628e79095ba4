from importlib import import_module

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "fondaco.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.newsroom.permissions")
