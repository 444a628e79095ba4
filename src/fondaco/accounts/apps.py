from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "fondaco.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.accounts.permissions")
        import_module("fondaco.accounts.watching")
        import_module("fondaco.accounts.webhooks")
        # Lazy: the models do not exist before the apps are ready.
        from fondaco.accounts.checks import no_demonstration_accounts  # noqa: PLC0415

        checks.register(no_demonstration_accounts, checks.Tags.security, deploy=True)
