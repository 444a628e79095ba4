from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "fondaco.activities"
    label = "activities"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.activities.permissions")
        # How two participations become one is declared beside the action.
        import_module("fondaco.activities.actions.combining")
        # Pairs that may be one are looked for with those of the registry.
        import_module("fondaco.activities.duplicates")
        # What comes in from files must be known to the command and the page.
        import_module("fondaco.activities.resources")
