from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class WebConfig(AppConfig):
    name = "fondaco.web"
    label = "web"

    def ready(self) -> None:
        # Lazy: the models do not exist before the apps are ready.
        from fondaco.web.records.kept_words import (  # noqa: PLC0415
            forget_words_of_others,
        )

        user_logged_in.connect(forget_words_of_others)
