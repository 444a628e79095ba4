"""The settings of the tests: the product's own, faster and in memory."""

import os
import tempfile

os.environ.setdefault("FONDACO_DATA_DIR", tempfile.mkdtemp(prefix="fondaco-test-"))
os.environ.setdefault("DATABASE_URL", "sqlite://")

from fondaco.config.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
KEPT_PAGES = 0
API_RATE = 0
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
