"""What a WSGI server such as gunicorn loads."""

import os

from django.core.wsgi import get_wsgi_application

from fondaco.config.data_folder import keep_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fondaco.config.settings")

keep_secret_key()
application = get_wsgi_application()
