from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class PortalConfig(AppConfig):
    name = "fondaco.portal"
    label = "portal"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.portal.permissions")
        import_module("fondaco.portal.panels")
        # So must what the search finds, before tables are made.
        import_module("fondaco.portal.searching.kinds")
        keeping = import_module("fondaco.core.search_index.keeping")
        # Migrations tell nothing to an app without models.
        core = apps.get_app_config("core")
        pre_migrate.connect(keeping.forget_triggers, sender=core)
        post_migrate.connect(keeping.keep_in_step, sender=core)
