from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fondaco.portal"
    label = "portal"
