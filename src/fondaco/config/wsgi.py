"""What a WSGI server such as gunicorn loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from fondaco.config.data_folder import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")

keep_secret_key()
application = get_wsgi_application()
# The pages are loaded now, and not while the first visitor waits. What stays for good
# is not looked through for garbage again: it is most of the memory, and each look over
# it would keep a visitor waiting a quarter of a second.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
