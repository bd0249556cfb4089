"""The reviewer's form: the checklist, three judgements, the conclusion, and what follows from it."""

from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.desk.fields import DeskForm
from gongkai.screening import queries as screening

if TYPE_CHECKING:
    from gongkai.disclosures.models import Document
    from gongkai.screening.models import Review

ANSWERS = [("ok", "没有问题"), ("problem", "有问题"), ("na", "不涉及")]
FIT = [("fit", "适当"), ("unfit", "不适当")]
CONCLUSIONS = [("clear", "不涉密，可以公开"), ("unsure", "不能确定"), ("secret", "涉密，不得公开")]
JUDGEMENTS = {"content": "内容", "timing": "时间", "manner": "方式"}
PREFIX = "q-"


class CheckForm(DeskForm):
    """Everything may stay open while the review is only saved; the law asks when it is passed."""

    conclusion = forms.ChoiceField(
        label="审查结论", required=False, choices=CONCLUSIONS, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label="审查意见",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "in"}),
    )

    def __init__(self, *args: Any, document: "Document", **options: Any) -> None:
        super().__init__(*args, **options)
        edition = screening.checklist(document.organ_id)
        self.questions = edition.questions if edition else screening.STANDARD_QUESTIONS
        for question in self.questions:
            self.fields[PREFIX + question["key"]] = forms.ChoiceField(
                label=question["text"],
                required=False,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                help_text=question.get("basis", ""),
            )
        for name, label in JUDGEMENTS.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{label}是否适当", required=False, choices=FIT, widget=forms.RadioSelect
            )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions of the checklist, as fields."""
        return [self[PREFIX + question["key"]] for question in self.questions]

    @property
    def judged(self) -> list[forms.BoundField]:
        """The three judgements, as fields."""
        return [self[name] for name in JUDGEMENTS]

    def review(self) -> dict[str, Any]:
        """Return what the operation `screening.review` takes."""
        given = self.cleaned_data
        answers = {q["key"]: given[PREFIX + q["key"]] for q in self.questions}
        return {
            "answers": answers,
            "conclusion": given["conclusion"],
            "remark": given["remark"],
            **{name: given[name] for name in JUDGEMENTS},
        }


def record_of(review: "Review") -> dict[str, Any]:
    """Return a review as its printed record says it: each question with what was answered."""
    said, fit = dict(ANSWERS), dict(FIT)
    asked = review.checklist.questions
    answers = [
        (
            question["text"],
            question.get("basis", ""),
            said.get(review.answers.get(question["key"], ""), "没有填写"),
        )
        for question in asked
    ]
    judged = [
        (f"{label}是否适当", "", fit.get(getattr(review, name), "没有填写"))
        for name, label in JUDGEMENTS.items()
    ]
    return {"review": review, "rows": [*answers, *judged]}


def initial_of(review: "Review | None") -> dict[str, str]:
    """Return what a reviewer wrote before about this very text."""
    if review is None:
        return {}
    answers = {PREFIX + key: value for key, value in review.answers.items()}
    own = {name: getattr(review, name) for name in (*JUDGEMENTS, "conclusion", "remark")}
    return answers | own
