from django.apps import AppConfig


class PresenceConfig(AppConfig):
    name = "fondaco.presence"
    label = "presence"
