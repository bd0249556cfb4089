"""The pages of the procedures say what the tables of law say.

`GONGKAI_WRITE_DOCS=1 pytest tests/docs` writes them anew.
"""

import os
from pathlib import Path

import pytest

from gongkai.law import complaint, disclosure, dispute, foi, screening_run, secrecy, withholding
from gongkai.law.procedure import Procedure
from gongkai.portal.flows import step_text
from gongkai.typeset.procedure_page import ProcedureText, procedure_page

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "disclosure": ("law.disclosure.PROCEDURE", disclosure.PROCEDURE),
    "screening": ("law.screening_run.PROCEDURE", screening_run.PROCEDURE),
    "secrecy": ("law.secrecy.PROCEDURE", secrecy.PROCEDURE),
    "withholding": ("law.withholding.PROCEDURE", withholding.PROCEDURE),
    "foi": ("law.foi.PROCEDURE", foi.PROCEDURE),
    "dispute": ("law.dispute.PROCEDURE", dispute.PROCEDURE),
    "complaint": ("law.complaint.PROCEDURE", complaint.PROCEDURE),
}
FOLDER = ROOT / "docs" / "procedures"


def made(origin: str, procedure: Procedure) -> str:
    steps = [step_text(step) for step in procedure.steps]
    return procedure_page(
        ProcedureText(
            title=procedure.title,
            origin=origin,
            states=procedure.states,
            initial=procedure.initial,
            steps=steps,
        )
    )


@pytest.mark.parametrize("name", PAGES)
def test_page_is_fresh(name):
    page, fresh = FOLDER / f"{name}.md", made(*PAGES[name])
    if os.environ.get("GONGKAI_WRITE_DOCS"):
        page.parent.mkdir(exist_ok=True)
        page.write_text(fresh, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == fresh, "GONGKAI_WRITE_DOCS=1 pytest tests/docs"


def test_no_page_is_left_of_a_procedure_that_is_gone():
    assert {page.stem for page in FOLDER.glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_page_tells_every_step_once_with_every_sentence(name):
    page = made(*PAGES[name])
    for step in PAGES[name][1].steps:
        assert page.count(f'<a id="{step.name}"></a>') == 1
        detail = page.split(f'<a id="{step.name}"></a>')[1].split("<a id=")[0]
        assert step.basis in detail
        assert [s for _, s in (*step.only, *step.needs) if f"- {s}\n" not in detail + "\n"] == []
