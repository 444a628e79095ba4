from importlib import import_module

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "fondaco.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.correspondence.permissions")
        import_module("fondaco.correspondence.panels")
