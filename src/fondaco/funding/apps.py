from importlib import import_module

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "fondaco.funding"
    label = "funding"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.funding.permissions")
