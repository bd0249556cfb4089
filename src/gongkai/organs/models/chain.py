"""签批流程: which posts check and which post signs the documents of an organ."""

from typing import ClassVar

from django.db import models

from gongkai.organs.models.organ import Organ
from gongkai.organs.models.post import Post


class ChainLink(models.Model):
    """One post in the sign-off chain of an organ: one or more checks, then one signature."""

    class Act(models.TextChoices):
        """What the post does."""

        CHECK = "check", "保密审查"
        SIGN = "sign", "签发"

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="chain")
    order = models.PositiveIntegerField("次序")
    act = models.CharField("办理", max_length=8, choices=Act.choices)
    post = models.ForeignKey(Post, models.PROTECT, related_name="links")

    class Meta:
        ordering: ClassVar = ["organ", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "order"], name="chain_order_once"),
            models.UniqueConstraint(fields=["organ", "post"], name="chain_post_once"),
            models.UniqueConstraint(
                fields=["organ"], name="chain_signed_once", condition=models.Q(act="sign")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.post} {self.get_act_display()}"
