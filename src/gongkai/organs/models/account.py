"""账号: the sign-in of a person; what it may do comes from the posts the person holds."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.organs.models.post import Person


class AccountManager(BaseUserManager["Account"]):
    """Accounts come with their person: an account alone may do nothing."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Every account, each with its person."""
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """A sign-in. One person has at most one, so that three signatures are three people."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(
        "账号", max_length=64, unique=True, error_messages={"unique": "这个账号已经有人使用"}
    )
    is_active = models.BooleanField("可用", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.username
