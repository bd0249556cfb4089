"""账号: the sign-in of a person; what it may do comes from the posts the person holds."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.organs.models.post import Person


class Account(AbstractBaseUser):
    """A sign-in. One person has at most one, so that three signatures are three people."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(
        "账号", max_length=64, unique=True, error_messages={"unique": "这个账号已经有人使用"}
    )
    is_active = models.BooleanField("可用", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []

    objects = BaseUserManager["Account"]()

    def __str__(self) -> str:
        return self.username
