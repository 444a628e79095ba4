from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "fondaco.registry"
    label = "registry"

    def ready(self) -> None:
        # Its permissions are predicates that must be registered before any request.
        import_module("fondaco.registry.permissions")
        # Who may be asked to do something, and with whom views of lists are shared.
        import_module("fondaco.registry.colleagues")
        # What stands below an organisation's form is registered once.
        import_module("fondaco.registry.panels")
        # What comes in from files must be known to the command and the page.
        import_module("fondaco.registry.resources")
        # Lazy: the models do not exist before the apps are ready.
        from fondaco.accounts import newcomers  # noqa: PLC0415
        from fondaco.registry.views.invitations import welcome  # noqa: PLC0415

        newcomers.register(welcome)
