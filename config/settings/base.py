"""Settings common to every way of running Easel; people set theirs by the environment."""

from collections.abc import MutableMapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP, build_policy

from config.admin_theme import THEME
from config.content_credentials import c2pa_identity
from config.env import ROOT, Env, SettingError
from config.logging import logging_config

env = Env()

BASE_DIR = ROOT
DATA_DIR = env.data_dir()

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.kept_secret("SECRET_KEY", DATA_DIR)
FIELD_ENCRYPTION_KEYS = env.encryption_keys("FIELD_ENCRYPTION_KEYS", DATA_DIR)
PORT = env.port("PORT", 8000)
SITE_URL = env.url("SITE_URL", f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", f"{urlsplit(SITE_URL).hostname},127.0.0.1,localhost,[::1]"
)

# Applications

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "huey.contrib.djhuey",
    "copilot",
    "imaging",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "copilot.middleware.DeletedMeanwhile",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.mail.mail_server",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# People

AUTH_USER_MODEL = "copilot.User"
KNOX_TOKEN_MODEL = "copilot.ApiToken"  # noqa: S105 - a model's name
# Our model takes the place of knox's, whose own migrations would make a table that nobody uses.
MIGRATION_MODULES = {"knox": None}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SIGNUP = env.flag("SIGNUP", default=True)
ACCOUNT_ADAPTER = "copilot.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True

MAILERS = {"default": env.mailer("EMAIL_URL")}
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"easel@{urlsplit(SITE_URL).hostname}")

# Transport

HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "easel_session"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = [
    # What other hosts of the domain do is not Easel's to say, nor is a list in every browser.
    "security.W005",
    "security.W021",
    # Whatever ends TLS in front of Easel also sends http:// on to https://.
    "security.W008",
]
X_FRAME_OPTIONS = "DENY"
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


def _protect(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Give static files, which pass by Django's middleware, the headers that it gives to pages."""
    headers["Content-Security-Policy"] = build_policy(SECURE_CSP)
    headers["X-Content-Type-Options"] = "nosniff"


SERVESTATIC_ADD_HEADERS_FUNCTION = _protect
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# Data

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.secret("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "imaging.redis_cache.RedisOrMemoryCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Static files are collected under names that carry their hash, so they may be cached for ever.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]

MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(DATA_DIR / "media"))).resolve()
IMAGE_STORAGE = env.choice("IMAGE_STORAGE", "filesystem", ("filesystem", "s3", "gcs", "azure"))
IMAGE_STORAGE_BACKENDS = {
    "filesystem": "imaging.filesystem.AtomicFileSystemStorage",
    "s3": "storages.backends.s3.S3Storage",
    "gcs": "storages.backends.gcloud.GoogleCloudStorage",
    "azure": "storages.backends.azure_storage.AzureStorage",
}
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": IMAGE_STORAGE_BACKENDS[IMAGE_STORAGE],
        "OPTIONS": {"location": MEDIA_ROOT} if IMAGE_STORAGE == "filesystem" else {},
    },
    "staticfiles": {"BACKEND": "config.static_storage.StaticStorage"},
}

# Work off the request

TASKS = {
    "default": {
        "BACKEND": "huey.contrib.djhuey.tasks_backend.HueyBackend",
        "ENQUEUE_ON_COMMIT": True,
    }
}
HUEY: dict[str, Any] = (
    {"huey_class": "imaging.redis_queue.WakeUpRedisHuey", "name": "easel", "url": REDIS_URL}
    if REDIS_URL
    else {
        "huey_class": "imaging.queue.WakeUpHuey",
        "name": "easel",
        "filename": DATA_DIR / "queue.sqlite3",
    }
) | {"immediate": False}
WORKER_CONCURRENCY = env.integer("WORKER_CONCURRENCY", 16, minimum=1)

# Images and text

IMAGE_PROVIDERS = env.words(
    "IMAGE_PROVIDERS",
    "gemini,imagen,openai,canvas",
    among=("gemini", "imagen", "openai", "canvas"),
)
GEMINI_API_KEY = env.secret("GEMINI_API_KEY") or env.secret("GOOGLE_API_KEY")
GEMINI_BASE_URL = env.url("GEMINI_BASE_URL")
GEMINI_IMAGE_MODELS = env.words(
    "GEMINI_IMAGE_MODELS",
    "gemini-nano-banana-2.1,gemini-3.1-flash-lite-image,gemini-3-pro-image",
)
GEMINI_TEXT_MODELS = env.words("GEMINI_TEXT_MODELS", "gemini-3.8-flash,gemini-3.5-flash-lite")
GEMINI_TIMEOUT_S = env.integer("GEMINI_TIMEOUT_S", 60, minimum=1)
GEMINI_MAX_RETRIES = env.integer("GEMINI_MAX_RETRIES", 2)
IMAGEN_FALLBACK_ENABLED = env.flag("IMAGEN_FALLBACK_ENABLED", default=True)
IMAGEN_AUTO_FALLBACK = env.flag("IMAGEN_AUTO_FALLBACK", default=True)
IMAGEN_MODEL = env.text("IMAGEN_MODEL", "imagen-4.0-generate-001")
IMAGEN_MAX_IMAGES = env.integer("IMAGEN_MAX_IMAGES", 1, minimum=1)
IMAGEN_QUALITY = env.choice("IMAGEN_QUALITY", "1k", ("1k", "2k")).upper()
IMAGEN_BASE_URL = env.url("IMAGEN_BASE_URL")
OPENAI_API_KEY = env.secret("OPENAI_API_KEY")
OPENAI_BASE_URL = env.url("OPENAI_BASE_URL")
# Another server has models of its own, which nobody here can know.
OPENAI_IMAGE_MODEL = env.text("OPENAI_IMAGE_MODEL", "" if OPENAI_BASE_URL else "gpt-image-2")
OPENAI_TEXT_MODEL = env.text("OPENAI_TEXT_MODEL", "" if OPENAI_BASE_URL else "gpt-5.4-mini")
C2PA_IDENTITY = c2pa_identity(env)
IMAGE_REVIEW = env.choice("IMAGE_REVIEW", "flag", ("off", "flag", "required"))
USER_DAILY_IMAGES = env.integer("USER_DAILY_IMAGES", 50)

# LinkedIn publishes no count of what a feed shows before "…more"; others have measured about these.
LINKEDIN_FOLD_DESKTOP = env.integer("LINKEDIN_FOLD_DESKTOP", 210, minimum=1)
LINKEDIN_FOLD_PHONE = env.integer("LINKEDIN_FOLD_PHONE", 140, minimum=1)

# Admin

UNFOLD = THEME

# API

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "imaging.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["imaging.api.throttling.PersonThrottle"],
    "DEFAULT_PARSER_CLASSES": ["imaging.api.parsers.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "imaging.api.pagination.NewestFirst",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "imaging.api.problems.exception_handler",
    # `?format=` filters images; it chooses no renderer.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Easel",
    "DESCRIPTION": "Drafts LinkedIn posts and paints the images for them.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "Operation": "imaging.models.job.OPERATIONS",
        "Way": "imaging.models.image.WAYS",
        "Format": "imaging.providers.types.Format",
        "Quality": "imaging.providers.types.Quality",
        "JobStatus": "imaging.models.JobStatus",
        "AttemptStatus": "imaging.models.AttemptStatus",
        "ReviewStatus": "imaging.models.ReviewStatus",
        "IdeaKind": "imaging.prompts.ideas.KINDS",
    },
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=365), "AUTO_REFRESH": False}
API_RATE = env.rate("API_RATE", "600/minute")
JOB_RATE = env.rate("JOB_RATE", "60/minute")

LOGGING_CONFIG = None
LOGGING = logging_config(debug=DEBUG)

if not ALLOWED_HOSTS:
    raise SettingError("ALLOWED_HOSTS", "at least one host name")
