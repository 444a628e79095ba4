from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "fondaco.config"
    label = "config"

    def ready(self) -> None:
        """What the API tells is declared from the start: open data and keys use it."""
        for app in ("registry", "activities", "funding"):
            import_module(f"fondaco.{app}.api")
