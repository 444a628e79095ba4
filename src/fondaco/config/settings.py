"""All settings; what differs between installations is read from the environment.

`docs/reference/settings.md` explains each variable; a test holds it complete.
"""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from fondaco.config import env
from fondaco.config.data_folder import data_folder, secret_key
from fondaco.core.licences import LICENCES

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
OWNER_IDENTIFIER = env.text("FONDACO_OWNER_IDENTIFIER", "")
# Under what terms others may use what is published.
DATA_LICENCE = env.choice("FONDACO_DATA_LICENCE", tuple(LICENCES), "CC-BY-4.0")
# Demonstration accounts have known passwords: never where real data lives.
DEMONSTRATION = not PRODUCTION
SECRET_KEY = env.text("FONDACO_SECRET_KEY") if PRODUCTION else secret_key()

# 2. The house, from the top floor down.
INSTALLED_APPS = [
    "fondaco.config",
    "fondaco.portal",
    "fondaco.newsroom",
    "fondaco.presence",
    "fondaco.funding",
    "fondaco.activities",
    "fondaco.correspondence",
    "fondaco.registry",
    "fondaco.accounts",
    "fondaco.web",
    "fondaco.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "bootstrap_italia_template",
    "csp",
    "django_htmx",
    "rules",
    "simple_history",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fondaco.web.kept_pages.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "fondaco.web.offline.keeping.OfflineMiddleware",
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
    "fondaco.web.addresses.PlainAddressMiddleware",
    "fondaco.web.uploads.BodySizeMiddleware",
    "fondaco.accounts.middleware.SessionMiddleware",
    "fondaco.accounts.middleware.SecondFactorMiddleware",
    "fondaco.core.search_index.middleware.SearchIndexMiddleware",
]
ROOT_URLCONF = "fondaco.config.urls"
WSGI_APPLICATION = "fondaco.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "fondaco.web.rendering.Templates",
        "NAME": "django",
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
                "fondaco.web.templatetags.files",
                "fondaco.web.templatetags.words",
            ],
        },
    }
]

# 3. Data.
DATABASES = {
    "default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'fondaco.sqlite3'}")
}
# A server that the search asks beside the database's own index.
SEARCH_SERVER = env.search_server("FONDACO_SEARCH_URL")
# What counts attempts must be one for all processes: a table, made by `migrate`.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
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
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Failures count by account and address together (`adapters.py`), so that nobody locks
# another out; the last one bounds what many addresses may try of one account.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login_failed": "30/m/ip,5/300s/key",
    "login_failed_anywhere": "200/3600s/key",
    "invitation": "20/m/ip",
    "subscribe": "10/m/ip,60/3600s/ip",
    "change_email": "5/3600s/user",
}
MFA_ADAPTER = "fondaco.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "fondaco.accounts.forms.CodeForm",
    "reauthenticate": "fondaco.accounts.forms.CodeAgainForm",
    "activate_totp": "fondaco.accounts.forms.AppForm",
    "login_webauthn": "fondaco.accounts.passkey_forms.PasskeySignInForm",
    "authenticate_webauthn": "fondaco.accounts.passkey_forms.PasskeyAnswerForm",
    "reauthenticate_webauthn": "fondaco.accounts.passkey_forms.PasskeyAgainForm",
    "add_webauthn": "fondaco.accounts.passkey_forms.PasskeyForm",
    "edit_webauthn": "fondaco.accounts.passkey_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are confirmed by the link that gives the account, not by allauth.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Fondaco"
MFA_TOTP_TOLERANCE = 1
# Browsers themselves allow it on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
REQUIRE_MFA = env.choice(
    "FONDACO_REQUIRE_MFA", ("nobody", "administrators", "editors"), "nobody"
)
# How many proxies in front add to X-Forwarded-For; addresses before them are hearsay.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("FONDACO_PROXIES", 1 if HTTPS else 0)
# One OpenID Connect provider, such as a proxy to SPID and CIE.
OIDC = (
    env.provider(
        env.url(
            "FONDACO_OIDC_ISSUER", "", ("https",) if PRODUCTION else ("http", "https")
        ),
        env.text("FONDACO_OIDC_CLIENT_ID"),
        env.text("FONDACO_OIDC_CLIENT_SECRET"),
    )
    if env.text("FONDACO_OIDC_ISSUER", "")
    else {}
)
SOCIALACCOUNT_ADAPTER = "fondaco.accounts.provider.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC] if OIDC else []}
}
OIDC_LABELS = {
    "it": env.text("FONDACO_OIDC_LABEL_IT", "Accedi con SPID o CIE"),
    "en": env.text("FONDACO_OIDC_LABEL_EN", "Sign in with SPID or CIE"),
}
OIDC_NEW_ACCOUNTS = env.boolean("FONDACO_OIDC_NEW_ACCOUNTS", default=False)
OIDC_TRUST_EMAIL = env.boolean("FONDACO_OIDC_TRUST_EMAIL", default=False)

# 5. Security.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# What other hosts of the domain do is not ours to promise, nor its entry in lists.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [f"{BASE_URL.scheme}://{BASE_URL.netloc}"]
X_FRAME_OPTIONS = "DENY"
# A record's form has a field for each cell of the rows that hang on it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
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
        "worker-src": [SELF],
        # Browsers hold a form's redirects to it, and the provider is one.
        "form-action": [SELF, *([OIDC["settings"]["origin"]] if OIDC else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

# 6. Languages.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
FORMAT_MODULE_PATH = ["fondaco.config.formats"]
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
# The largest file that somebody may send, counted while it arrives.
UPLOAD_LIMIT = env.integer("FONDACO_UPLOAD_LIMIT", 25) * 2**20
FILE_UPLOAD_HANDLERS = [
    "fondaco.core.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# How much of made pages each process keeps, until the record changes.
KEPT_PAGES = 0 if DEBUG else env.integer("FONDACO_KEPT_PAGES", 8) * 2**20

# Requests a minute to the API, of a key or of an address without one; 0: no limit.
API_RATE = env.integer("FONDACO_API_RATE", 600)
if API_RATE < 0:
    raise ImproperlyConfigured("FONDACO_API_RATE must be 0 or more.")

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

# Pages and feeds are got from public addresses alone; tests have a server beside them.
FETCH_PRIVATE = False

# 10. How long personal data is kept, where it differs from the declared periods.
RETENTION = env.periods("FONDACO_RETENTION")

# 11. What the process tells its keeper.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
