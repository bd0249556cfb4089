"""The page of a procedure: states, steps and conditions as Markdown, from names and sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

CLOCKS = {
    "start": "开始计时",
    "stop": "停止计时",
    "resume": "恢复计时",
    "restart": "重新计时",
    "end": "计时结束",
}
"""What a step does to the statutory clock, in words; a step without effect is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """One step in words. `only` says when it is offered, `needs` what must be fulfilled first."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    basis: str
    clock: str = ""
    only: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureText:
    """A whole procedure in words: keys of states with their labels, the first one, the steps.

    `origin` is where the table stands in the program, for the line that names it.
    """

    title: str
    origin: str
    states: Mapping[str, str]
    initial: str
    steps: Sequence[StepText]


def procedure_page(text: ProcedureText) -> str:
    """Return the page, ending in a line break; the same text gives the same bytes."""
    parts = [_head(text), _states(text), _steps(text), *(_detail(s, text) for s in text.steps)]
    return "\n\n".join(parts) + "\n"


def _head(text: ProcedureText) -> str:
    return (
        f"# {text.title}：状态与步骤\n\n"
        f"本页由程序中的 `{text.origin}` 生成，测试核对两者一致；要改的是那张表，不是本页。\n"
        f"共 {len(text.states)} 个状态、{len(text.steps)} 个步骤，"
        f"从“{text.states[text.initial]}”开始。"
    )


def _states(text: ProcedureText) -> str:
    rows = [
        (label, f"`{key}`", _joined(s.label for s in text.steps if key in s.sources))
        for key, label in text.states.items()
    ]
    return "## 状态\n\n" + _table(("状态", "代码", "可以办理"), rows)


def _steps(text: ProcedureText) -> str:
    rows = [
        (
            f"[{step.label}](#{step.name})",
            _joined(text.states[key] for key in step.sources),
            text.states[step.target],
            _joined(step.roles),
            step.basis,
        )
        for step in text.steps
    ]
    return "## 步骤\n\n" + _table(("步骤", "从", "到", "谁办理", "依据"), rows)


def _detail(step: StepText, text: ProcedureText) -> str:
    lines = [
        f'<a id="{step.name}"></a>',
        "",
        f"### {step.label}（`{step.name}`）",
        "",
        f"谁办理：{_joined(step.roles)}。依据：{step.basis}。",
    ]
    if step.clock:
        lines[-1] += f"{CLOCKS[step.clock]}。"
    if step.target not in step.sources:
        lines[-1] += f"办理后是“{text.states[step.target]}”。"
    lines += _sentences("遇到下列情形，不提供这一步：", step.only)
    lines += _sentences("有下列情形之一，不能办理，并提示：", step.needs)
    return "\n".join(lines)


def _sentences(before: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield from ("", before, "", *(f"- {each}" for each in sentences))


def _joined(words: Iterator[str] | Sequence[str]) -> str:
    return "、".join(dict.fromkeys(words)) or "—"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
