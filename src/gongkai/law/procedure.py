"""Procedures: what may happen to a case, who may do it, and on what legal basis.

A procedure is data. Nothing here reads a clock, a database or a request.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from gongkai.law.roles import Role

ClockEffect = Literal["start", "stop", "resume", "restart", "end", ""]
Guard = Callable[[Any], bool]


class NotAllowed(Exception):
    """The law or the office's own rules forbid this now; the text is a sentence for the user."""


class UnknownStep(LookupError):
    """A step was asked for that the procedure does not have: a fault of the program."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody in a role may do to a case, with its article.

    `only` and `needs` pair a predicate over the case's facts with the sentence said when it
    fails. A step whose `only` fails is not meant for this case and is not offered at all; one
    whose `needs` fail is offered with the sentence, so that people learn what is missing.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[Role]
    basis: str
    clock: ClockEffect = ""
    only: tuple[tuple[Guard, str], ...] = ()
    needs: tuple[tuple[Guard, str], ...] = ()


def step(
    name: str,
    label: str,
    sources: tuple[str, ...],
    target: str,
    roles: Collection[Role],
    basis: str,
    *needs: tuple[Guard, str],
    only: tuple[tuple[Guard, str], ...] = (),
    clock: ClockEffect = "",
) -> Step:
    """Return a row of a table of steps, in the order such tables are read."""
    return Step(name, label, sources, target, frozenset(roles), basis, clock, only, needs)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step shown to a person: possible now, or the sentence why it is not."""

    step: Step
    refusal: str | None

    @property
    def possible(self) -> bool:
        """True when the step may be taken now."""
        return self.refusal is None


def _first_failing(needs: tuple[tuple[Guard, str], ...], facts: Any) -> str | None:
    return next((sentence for holds, sentence in needs if not holds(facts)), None)


@dataclass(frozen=True)
class Procedure:
    """A closed table of states and steps, checked when it is built (ValueError)."""

    name: str
    title: str
    states: Mapping[str, str]
    initial: str
    final: frozenset[str]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise ValueError(f"{self.name}: " + "; ".join(faults))

    @cached_property
    def _by_name(self) -> dict[str, Step]:
        return {step.name: step for step in self.steps}

    def step(self, name: str) -> Step:
        """Return the step of this name; UnknownStep if there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownStep(f"{self.name}: {name}") from None

    def offered(self, state: str, roles: Collection[Role], facts: Any) -> list[Offer]:
        """Return the steps these roles see in this state, each with the first reason against it."""
        return [
            Offer(step, _first_failing(step.needs, facts))
            for step in self.steps
            if state in step.sources
            and step.roles & set(roles)
            and _first_failing(step.only, facts) is None
        ]

    def take(self, name: str, *, state: str, roles: Collection[Role], facts: Any) -> Step:
        """Return the step if it is allowed here and now, else raise NotAllowed."""
        step = self.step(name)
        if state not in step.sources:
            raise NotAllowed(f"“{self.states[state]}”状态下不能{step.label}")
        if not step.roles & set(roles):
            raise NotAllowed(f"您的岗位没有“{step.label}”的职责")
        if refusal := _first_failing((*step.only, *step.needs), facts):
            raise NotAllowed(refusal)
        return step

    def _faults(self) -> Iterator[str]:
        if len(self._by_name) != len(self.steps):
            yield "two steps share a name"
        if self.initial not in self.states:
            yield f"initial state {self.initial} is unknown"
        for state in sorted(self.final - self.states.keys()):
            yield f"final state {state} is unknown"
        for step in self.steps:
            yield from self._faults_of(step)
        yield from self._faults_of_states()

    def _faults_of(self, step: Step) -> Iterator[str]:
        for state in (*step.sources, step.target):
            if state not in self.states:
                yield f"{step.name} names unknown state {state}"
        if self.final & set(step.sources):
            yield f"{step.name} leaves a final state"
        if not step.basis:
            yield f"{step.name} has no legal basis"
        if not step.roles:
            yield f"{step.name} is open to nobody"

    def _faults_of_states(self) -> Iterator[str]:
        reached = {self.initial}
        while new := {s.target for s in self.steps if reached & set(s.sources)} - reached:
            reached |= new
        for state in sorted(self.states.keys() - reached):
            yield f"{state} cannot be reached"
        for state in sorted(self.states.keys() - self.final):
            if not any(state in s.sources for s in self.steps):
                yield f"{state} is a dead end"
