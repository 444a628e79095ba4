from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "fondaco.config"
    label = "config"
