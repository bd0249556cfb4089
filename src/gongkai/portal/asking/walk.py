"""Walking through the four steps: which is shown next, what is already public, handing in."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from gongkai.foi import operations
from gongkai.foi.operations import Paper
from gongkai.law.procedure import NotAllowed
from gongkai.organs.access import public_organ
from gongkai.portal.asking.forms import STEPS, StepForm, WhatForm, WhoForm, application
from gongkai.search import queries
from gongkai.text.refusal import BadFile

MOST_OFFERED = 5
LAST = len(STEPS) - 1


@dataclass(frozen=True, slots=True)
class Hit:
    """Something public that may be what is asked for."""

    title: str
    address: str
    reference: str


class Walk:
    """One page of the form as it was sent, or the first one; nothing is kept between pages."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, offices: list[Any], slug: str = ""
    ) -> None:
        self.data: Any = data if data is not None else {}
        self.token = str(self.data.get("token") or secrets.token_urlsafe(24))
        self.offices, self.slug = offices, slug
        asked = str(self.data.get("step", "0"))
        self.step = min(int(asked), LAST) if asked.isdecimal() and len(asked) == 1 else 0
        self.hits: list[Hit] = []
        self.fault = ""
        self.form = self.made(self.step, bound=False)

    def made(self, step: int, *, bound: bool) -> StepForm:
        """Return the form of a step with what was typed; `bound` to judge it."""
        kind = STEPS[step]
        more: dict[str, Any] = {"offices": self.offices} if kind is WhoForm else {}
        if bound:
            return kind(self.data, **more)
        typed = {name: self.data[name] for name in kind.base_fields if name in self.data}
        return kind(initial={"organ": self.slug} | typed, **more)

    def go(self, way: str) -> None:
        """Go back, or judge this step and go on; a step that lacks something is shown again."""
        if way == "back":
            self.step = max(0, self.step - 1)
            self.form = self.made(self.step, bound=False)
            return
        form = self.made(self.step, bound=True)
        if form.is_valid() and not self._offers(form):
            self.step = min(self.step + 1, LAST)
            form = self.made(self.step, bound=False)
        self.form = form

    def _offers(self, form: StepForm) -> bool:
        """Show what is public already, once, before the request goes on."""
        if not isinstance(form, WhatForm):
            return False
        self.hits = found(form.cleaned_data["description"])
        return bool(self.hits) and not form.cleaned_data["still"]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed on the other steps, to travel with this page."""
        own = set(STEPS[self.step].base_fields)
        names = [name for kind in STEPS[:LAST] for name in kind.base_fields if name not in own]
        return [(name, str(self.data[name])) for name in names if name in self.data]

    @property
    def summary(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Everything typed, step by step, as it will be handed in."""
        told = []
        for number, kind in enumerate(STEPS[:LAST]):
            form = self.made(number, bound=False)
            rows = [
                (str(bound.label), shown(bound, str(self.data.get(bound.name, ""))))
                for bound in form
                if bound.name != "still" and self.data.get(bound.name)
            ]
            told.append((kind.title, rows))
        return told

    def hand_in(
        self, files: list["UploadedFile[Any]"], *, address: str, at: datetime
    ) -> "operations.Submitted | None":
        """Hand the request in; None when something is missing, with that step shown again."""
        clean = []
        for number in range(LAST + 1):
            form = self.made(number, bound=True)
            if not form.is_valid():
                self.step, self.form = number, form
                return None
            clean.append(form.cleaned_data)
        who, what, how, _ = clean
        what["offered"] = [hit.reference for hit in found(what["description"])]
        papers = [Paper("paper", file.name or "附件", file) for file in files]
        try:
            organ = public_organ(who["organ"])
            return operations.submit(
                organ, application(who, what, how),
                token=self.token, address=address, at=at, papers=papers,
            )  # fmt: skip
        except (NotAllowed, BadFile) as why:
            self.fault = str(why)
            self.step, self.form = LAST, self.made(LAST, bound=False)
            return None


def shown(bound: Any, value: str) -> str:
    """Return what was chosen in words, or what was typed."""
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(value, value))


def found(words: str) -> list[Hit]:
    """Return what is public already and may answer the question, by its words."""
    answer = queries.find(words[:200], only={})
    return [
        Hit("".join(piece.text for piece in row.title), row.thing.address, str(row.thing.seq))
        for row in answer.rows[:MOST_OFFERED]
    ]
