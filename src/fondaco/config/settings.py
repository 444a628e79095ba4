"""All settings; what differs between installations is read from the environment.

`docs/reference/settings.md` explains each variable; a test holds it complete.
"""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from fondaco.config import env
from fondaco.config.data_folder import data_folder, secret_key

# 1. Where we are.
DATA_DIR = data_folder()
PRODUCTION = (
    env.choice("FONDACO_ENV", ("development", "production"), "development")
    == "production"
)
BASE_URL = env.url("FONDACO_BASE_URL", "http://localhost:8000", ("http", "https"))
HTTPS = BASE_URL.scheme == "https"
if PRODUCTION and not HTTPS:
    raise ImproperlyConfigured(
        "FONDACO_BASE_URL must be an https: address where FONDACO_ENV is production."
    )
DEBUG = env.boolean("FONDACO_DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("FONDACO_DEBUG must be false in production.")
ALLOWED_HOSTS = env.words(
    "FONDACO_ALLOWED_HOSTS",
    BASE_URL.hostname or "" if PRODUCTION else "localhost,127.0.0.1,[::1]",
)
# Who runs this installation, and whom visitors write to about privacy and access.
OWNER_NAME = env.text("FONDACO_OWNER_NAME", "")
CONTACT_EMAIL = env.text("FONDACO_CONTACT_EMAIL", "")
# Demonstration accounts have known passwords: never where real data lives.
DEMONSTRATION = not PRODUCTION
SECRET_KEY = env.text("FONDACO_SECRET_KEY") if PRODUCTION else secret_key()

# 2. The house, from the top floor down.
INSTALLED_APPS = [
    "fondaco.config",
    "fondaco.portal",
    "fondaco.presence",
    "fondaco.funding",
    "fondaco.activities",
    "fondaco.registry",
    "fondaco.accounts",
    "fondaco.web",
    "fondaco.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "bootstrap_italia_template",
    "csp",
    "django_htmx",
    "rules",
    "simple_history",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fondaco.web.uploads.BodySizeMiddleware",
]
ROOT_URLCONF = "fondaco.config.urls"
WSGI_APPLICATION = "fondaco.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fondaco.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fondaco.web.templatetags.charts",
                "fondaco.web.templatetags.components",
                "fondaco.web.templatetags.words",
            ],
        },
    }
]

# 3. Data.
DATABASES = {
    "default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'fondaco.sqlite3'}")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# 4. Who signs in.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "fondaco.accounts.backends.EmailBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
ACCOUNT_ADAPTER = "fondaco.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Fondaco] "
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

# 5. Security.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [f"{BASE_URL.scheme}://{BASE_URL.netloc}"]
X_FRAME_OPTIONS = "DENY"
# A record's form has a field for each cell of the rows that hang on it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Above the largest spreadsheet that is read (core.spreadsheets).
LARGEST_BODY_MB = 65
CSRF_FAILURE_VIEW = "fondaco.web.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap Italia's CSS draws with data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

# 6. Languages.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"

# 7. Files.
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fondaco.web.storage.StaticStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

# 8. Mail.
_MAIL = env.mail("FONDACO_EMAIL_URL", "console:")
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
EMAIL_HOST = _MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = _MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_SSL", False)
# A server that is silent must not hold a worker for long.
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("FONDACO_EMAIL_FROM", "Fondaco <fondaco@localhost>")

# 9. Jobs and backups.
SERVE_WORKER = env.boolean("FONDACO_SERVE_WORKER", default=True)
BACKUP_DIR = env.text("FONDACO_BACKUP_DIR", "")
BACKUP_AT = env.clock_time("FONDACO_BACKUP_AT", "02:30")
BACKUPS_KEPT = env.integer("FONDACO_BACKUPS_KEPT", 14)
if BACKUPS_KEPT < 1:
    raise ImproperlyConfigured("FONDACO_BACKUPS_KEPT must be 1 or more.")

# 10. What the process tells its keeper.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
