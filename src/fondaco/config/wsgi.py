"""What a WSGI server such as gunicorn loads."""

import gc
import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from fondaco.config.data_folder import keep_secret_key
from fondaco.web.deep_calls import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")

# The pages of visitors, whom nobody asked to wait for the first of them.
TEMPLATES = (
    "web/base.html",
    "web/shell_*.html",
    "web/components/*.html",
    "web/charts/*.html",
    "activities/*.html",
    "portal/*.html",
    "presence/*.html",
)


def _compile_templates() -> None:
    for app in apps.get_app_configs():
        folder = Path(app.path, "templates")
        for pattern in TEMPLATES:
            for path in folder.glob(pattern):
                get_template(path.relative_to(folder).as_posix())


keep_secret_key()
application = with_room(get_wsgi_application())
# The pages are loaded now, and not while the first visitor waits. What stays for good
# is not looked through for garbage again: it is most of the memory, and each look over
# it would keep a visitor waiting a quarter of a second.
_ = get_resolver().url_patterns
if not settings.DEBUG:
    _compile_templates()
gc.collect()
gc.freeze()
