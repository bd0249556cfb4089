"""机关: county, township, street, village, community, and the departments inside them."""

from typing import ClassVar

from django.db import models

from gongkai.law.kinds import OrganKind

KINDS = [(kind.value, kind.label) for kind in OrganKind]


class OrganQuerySet(models.QuerySet["Organ"]):
    """Scopes of the tree."""

    def within(self, organ: "Organ") -> "OrganQuerySet":
        """The organ itself and everything below it."""
        return self.filter(path__startswith=organ.path)

    def publishing(self) -> "OrganQuerySet":
        """Organs with a public page of their own: all but departments."""
        return self.exclude(kind=OrganKind.DEPARTMENT)


class Organ(models.Model):
    """An office; `path` is `/1/4/9/`, so that a subtree is one prefix."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级",
    )
    path = models.CharField("路径", max_length=200, unique=True, editable=False)
    order = models.PositiveIntegerField("次序", default=0)
    kind = models.CharField("类别", max_length=16, choices=KINDS)
    name = models.CharField("全称", max_length=100)
    short_name = models.CharField("简称", max_length=32)
    slug = models.SlugField(
        "网址名",
        max_length=40,
        unique=True,
        error_messages={"unique": "这个网址名已经被别的机关使用"},
    )
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    functions = models.TextField("机构职能", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=64, blank=True)
    fax = models.CharField("传真", max_length=32, blank=True)
    email = models.EmailField("电子邮箱", max_length=100, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)

    objects = OrganQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="organ_name_once_in_parent",
                violation_error_message="同一个上级下面已经有同名的机关",
            ),
            models.UniqueConstraint(
                models.Case(models.When(parent__isnull=True, then=models.Value(1))),
                name="organ_one_root",
                violation_error_message="已经有最上级的机关，新设机关要选定上级",
            ),
            models.CheckConstraint(
                name="organ_kind_known", condition=models.Q(kind__in=[key for key, _ in KINDS])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestry(self) -> list[int]:
        """The keys from the root down to this organ itself."""
        return [int(key) for key in self.path.strip("/").split("/")]
