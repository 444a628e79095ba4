"""Who signs in: a person known by e-mail. What they may do rests on mandates."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.core.identifiers import new_uid


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in; `is_superuser` marks the administrators."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("it", "Italiano"), ("en", "English")],
        default="it",
    )
    wants_digest = models.BooleanField(
        _("a mail a day with what waits"),
        default=True,
        help_text=_("It comes in the morning, and only when something is due."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_demonstration = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class SignIn(models.Model):
    """That somebody signed in: when, from where and how, for who keeps the accounts."""

    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="sign_ins",
        verbose_name=_("user"),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    ip = models.GenericIPAddressField(_("address"), null=True)
    device = models.CharField(_("device"), max_length=200)
    method = models.CharField(_("how"), max_length=20)

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """What a program sends to act as somebody, for what it was made for and no more."""

    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("user"),
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_("Of the program or the computer that will use it."),
    )
    # SHA-256: whoever reads the database learns no token.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # What it may change, between spaces: “write:activities write:registry”.
    scopes = models.CharField(_("may change"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("key made on"), auto_now_add=True)
    expires_on = models.DateField(_("expires on"))
    last_used_on = models.DateField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("key for programs")
        verbose_name_plural = _("keys for programs")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name


class Webhook(models.Model):
    """An address that is told what changes of what its owner may see."""

    uid = models.CharField(max_length=16, unique=True, default=new_uid, editable=False)
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="webhooks",
        verbose_name=_("user"),
    )
    url = models.URLField(_("address to call"), max_length=500)
    # What each call is signed with, so that the other side knows it for ours.
    secret = models.CharField(max_length=64, editable=False)
    # Of which kinds of record, between spaces, as addresses of the API call them.
    types = models.CharField(_("is told of"), max_length=500, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # What became of the last call.
    called_at = models.DateTimeField(_("last call"), null=True, editable=False)
    answer = models.CharField(_("its answer"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.url
