from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "fondaco.core"
    label = "core"
