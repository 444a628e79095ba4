from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from fondaco.core.searching import teach_sqlite


class CoreConfig(AppConfig):
    name = "fondaco.core"
    label = "core"

    def ready(self) -> None:
        connection_created.connect(teach_sqlite)
        import_module("fondaco.core.changes")
        import_module("fondaco.core.revisions")
