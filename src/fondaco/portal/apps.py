from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fondaco.portal"
    label = "portal"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.portal.permissions")
        import_module("fondaco.portal.panels")
