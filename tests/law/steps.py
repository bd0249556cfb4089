"""What every table of steps is held to: allowed where it says, to whom it says, nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.law.procedure import NotAllowed, Procedure, Step
from gongkai.law.roles import Role


def everywhere(procedure: Procedure) -> Callable[[Any], Any]:
    """Ask a test of every step, in every state, for every role."""

    def asked(test: Any) -> Any:
        test = pytest.mark.parametrize("role", list(Role))(test)
        test = pytest.mark.parametrize("state", list(procedure.states))(test)
        return pytest.mark.parametrize("step", procedure.steps, ids=lambda step: step.name)(test)

    return asked


def is_allowed_exactly(procedure: Procedure, step: Step, state: str, role: Role, facts: Any):
    """The step is taken where the table names this state and this role, and refused elsewhere."""
    wanted = state in step.sources and role in step.roles
    try:
        taken = procedure.take(step.name, state=state, roles={role}, facts=facts)
    except NotAllowed:
        assert not wanted
    else:
        assert wanted
        assert taken is step
