"""Tables of the log: leaves, the hashes above them, the heads, and the edge where it grows."""

from typing import ClassVar

from django.db import models

from gongkai.ledger.leaf import Statement, instant


class Leaf(models.Model):
    """One act on one public document. Append-only by trigger; only the salt may be erased.

    `number` is the place in the tree, without gaps from 0. `sealed` is the entry of the log: the
    salted hash of the statement. `entry` is the ledger line the leaf was made of.
    """

    class Act(models.TextChoices):
        """What happened to the public text."""

        PUBLISH = "publish", "公开"
        CORRECT = "correct", "更正"
        RESTORE = "restore", "重新公开"
        REPEAL = "repeal", "宣布失效或废止"
        WITHDRAW = "withdraw", "撤下"

    number = models.BigIntegerField("登记号", primary_key=True)
    entry = models.BigIntegerField("台账行", unique=True)
    subject = models.CharField("对象", max_length=64)
    act = models.CharField("行为", max_length=16, choices=Act.choices)
    address = models.CharField("网址", max_length=64)
    at = models.DateTimeField("时间")
    since = models.DateTimeField("文本起始")
    text = models.CharField("网页文本摘要", max_length=64)
    algorithm = models.CharField("摘要算法", max_length=8)
    salt = models.BinaryField("盐值", max_length=16, null=True)
    sealed = models.BinaryField("存证摘要", max_length=32)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["subject", "number"], name="leaf_subject")]

    def __str__(self) -> str:
        return f"第{self.number}号 {self.get_act_display()} {self.address}"

    def statement(self, earlier: tuple[int, ...]) -> Statement:
        """Return what the leaf says, given the leaves about the same document before it."""
        at, since = instant(self.at), instant(self.since)
        return Statement(self.act, self.address, at, since, self.text, earlier)


class Node(models.Model):
    """The hash over a full tile: one row for 256 leaves or 256 nodes below. Append-only."""

    level = models.PositiveSmallIntegerField("层")
    place = models.BigIntegerField("位置")
    hash = models.BinaryField("摘要", max_length=32)

    class Meta:
        ordering: ClassVar = ["level", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["level", "place"], name="node_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class Head(models.Model):
    """The tree after one sealing: its size and root, what a checkpoint signs. Append-only."""

    size = models.BigIntegerField("叶数", primary_key=True)
    root = models.BinaryField("总摘要", max_length=32)
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["size"]

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()[:12]}"


class Edge(models.Model):
    """The one row that changes: where the tree grows, and which ledger lines were looked at.

    All lines up to `settled` are decided. `ahead` is the last line seen when the transactions
    below `ahead_xid` were still running (PostgreSQL); `key` is the public key that signs.
    """

    ONLY = 1

    size = models.BigIntegerField("叶数", default=0)
    frontier = models.BinaryField("右缘", default=bytes)
    settled = models.BigIntegerField("已定台账行", default=0)
    ahead = models.BigIntegerField("待定台账行", default=0)
    ahead_xid = models.BigIntegerField("待定事务", default=0)
    key = models.CharField("公钥", max_length=255, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="edge_only_one", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"{self.size} → {self.settled}"
