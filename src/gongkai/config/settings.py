"""Settings of one installation; everything a site may change comes from the environment.

GONGKAI_HOME     folder of database, files and published site (default: var in the working folder)
DATABASE_URL     sqlite:///… (default, in GONGKAI_HOME) or postgres://…
GONGKAI_SEARCH   folder of the search index, below GONGKAI_HOME unless absolute (default: search)
GONGKAI_SERVICE_URL  address of the web process when it is another host than the public files
GONGKAI_SECRET_KEY, GONGKAI_DEBUG, GONGKAI_HOSTS, GONGKAI_TRUSTED_PROXIES, GONGKAI_TOTP_SIGNERS
GONGKAI_LEDGER_KEY, GONGKAI_LEDGER_HASH
GONGKAI_FONT_DIR  folder of fonts the office has a licence for, used first in letters (.pdf)
"""

import secrets
from pathlib import Path

import environ

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(env.str("GONGKAI_HOME", default="var")).resolve()
DEBUG = env.bool("GONGKAI_DEBUG", default=False)


def _secret_key() -> str:
    """The key from the environment, else one made once and kept in the installation's folder."""
    given: str = env.str("GONGKAI_SECRET_KEY", default="")
    if given:
        return given
    kept = HOME / "secret_key"
    if not kept.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GONGKAI_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "gongkai.desk.apps.EditorConfig",
    "gongkai.kernel",
    "gongkai.organs",
    "gongkai.catalogue",
    "gongkai.channels",
    "gongkai.screening",
    "gongkai.disclosures",
    "gongkai.remedies",
    "gongkai.ledger",
    "gongkai.search",
    "gongkai.portal",
    "gongkai.desk",
    "gongkai.clock",
    "gongkai.publish",
    "gongkai.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "portal" / "jinja2"],
        "OPTIONS": {
            "environment": "gongkai.portal.environment.environment",
            "extensions": [],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "desk" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gongkai.desk.context.desk",
            ],
            "builtins": ["gongkai.desk.templatetags.desk"],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'gongkai.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "gongkai.kernel.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"
            f"PRAGMA synchronous={env.str('GONGKAI_SQLITE_SYNCHRONOUS', default='FULL')};"
            "PRAGMA cache_size=-65536;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organs.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "desk-login"
LOGIN_REDIRECT_URL = "desk-todo"
OTP_TOTP_ISSUER = "政务公开"

TRUSTED_PROXIES = env.list("GONGKAI_TRUSTED_PROXIES", default=[])
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "gongkai.desk.account.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "gongkai.desk.account.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 31 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("GONGKAI_HTTPS", default=False)
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("look", PACKAGE / "typeset" / "look")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "gongkai.desk.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "gongkai.desk.errors.csrf_failure"

GONGKAI = {
    "files": HOME / "files",
    "site": HOME / "site",
    "ledger_key": Path(env.str("GONGKAI_LEDGER_KEY", default=str(HOME / "ledger_key"))),
    "ledger_hash": env.str("GONGKAI_LEDGER_HASH", default="sha256"),
    "search": HOME / env.str("GONGKAI_SEARCH", default="search"),
    "max_upload_bytes": env.int("GONGKAI_MAX_UPLOAD_MB", default=100) * 1024 * 1024,
    "max_text_characters": 1_000_000,
    "session_seconds": SESSION_COOKIE_AGE - 60,
    "reassess_months": env.int("GONGKAI_REASSESS_MONTHS", default=12),
    "rate_counts_withheld": env.bool("GONGKAI_RATE_COUNTS_WITHHELD", default=False),
    "totp_for_signers": env.bool("GONGKAI_TOTP_SIGNERS", default=False),
    "base_url": env.str("GONGKAI_BASE_URL", default=""),
    "gzip": env.bool("GONGKAI_GZIP", default=True),
    "service_url": env.str("GONGKAI_SERVICE_URL", default=""),
}
