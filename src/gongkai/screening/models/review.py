"""The reviewer's checklist and what he answered about one exact text."""

from typing import ClassVar

from django.db import models

from gongkai.organs.models import Organ, Person


class Checklist(models.Model):
    """An edition of the review checklist of an organ; a review keeps the edition it used."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="checklists")
    number = models.PositiveIntegerField("版次")
    questions = models.JSONField("审查事项")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        ordering: ClassVar = ["organ", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organ", "number"], name="checklist_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ} 第{self.number}版"


class Review(models.Model):
    """One reviewer's answers about one exact text: checklist, three judgements, conclusion."""

    class Conclusion(models.TextChoices):
        """What the reviewer concludes about secrecy."""

        CLEAR = "clear", "不涉密，可以公开"
        UNSURE = "unsure", "不能确定"
        SECRET = "secret", "涉密，不得公开"

    subject = models.CharField("对象", max_length=64)
    digest = models.CharField("文本摘要", max_length=64)
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="reviews")
    answers = models.JSONField("清单答案", default=dict)
    content = models.CharField("内容研判", max_length=16, blank=True)
    timing = models.CharField("时间研判", max_length=16, blank=True)
    manner = models.CharField("方式研判", max_length=16, blank=True)
    conclusion = models.CharField("审查结论", max_length=16, choices=Conclusion.choices, blank=True)
    remark = models.TextField("审查意见", blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("审查时间")

    class Meta:
        ordering: ClassVar = ["subject", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "digest", "person"], name="review_once_per_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.subject}"

    @property
    def complete(self) -> bool:
        """True when every question and all three judgements are answered."""
        asked = {question["key"] for question in self.checklist.questions}
        return asked <= self.answers.keys() and all(
            (self.content, self.timing, self.manner, self.conclusion)
        )

    @property
    def clear(self) -> bool:
        """True when nothing in the review speaks against publication."""
        judged_fit = {self.content, self.timing, self.manner} == {"fit"}
        no_problem = "problem" not in self.answers.values()
        return self.conclusion == self.Conclusion.CLEAR and judged_fit and no_problem
