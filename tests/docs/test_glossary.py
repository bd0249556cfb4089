"""The glossary and the code use the same words, line by line."""

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

from gongkai.disclosures.models import Genre, Notice, Signature
from gongkai.law import complaint, dispute, foi, screening_run, secrecy, withholding
from gongkai.law.answers import all_answers
from gongkai.law.disclosure import PROCEDURE
from gongkai.law.exemptions import GROUNDS, RESERVE_GROUNDS, Attribute, KeepGround
from gongkai.law.fees import Method
from gongkai.law.kinds import OrganKind
from gongkai.law.remedies import Dispute, Remedy, Result
from gongkai.law.request_clock import Standing
from gongkai.law.request_events import Channel, Party, Way
from gongkai.law.roles import Role
from gongkai.law.withholding import Extent
from gongkai.screening.models import Assessment, Finding

PAGE = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| (.+?) \| `(.+?)` \| (.+?) \|$", re.MULTILINE)
CONCEPTS = "基本概念"


def members(enumeration):
    return {(each.label, each.name) for each in enumeration}


IN_CODE = {
    "职责": members(Role),
    "状态": {(label, key) for key, label in PROCEDURE.states.items()},
    "步骤": {(step.label, step.name) for step in PROCEDURE.steps},
    "依申请公开的状态": {(label, key) for key, label in foi.PROCEDURE.states.items()},
    "依申请公开的步骤": {(step.label, step.name) for step in foi.PROCEDURE.steps},
    "申请的提交方式": members(Channel),
    "期限的状况": members(Standing),
    "征求意见的对象": members(Party),
    "送达方式": members(Way),
    "答复类型": {(row.title, row.code) for row in all_answers()},
    "收费方式": members(Method),
    "救济告知": members(Remedy),
    "争议的种类": members(Dispute),
    "争议的结果": members(Result),
    "争议案件的状态": {(label, key) for key, label in dispute.STATES.items()},
    "争议案件的步骤": {(step.label, step.name) for step in dispute.PROCEDURE.steps},
    "举报的状态": {(label, key) for key, label in complaint.STATES.items()},
    "举报的步骤": {(step.label, step.name) for step in complaint.PROCEDURE.steps},
    "举报的核查结论": members(complaint.Outcome),
    "稿件类型": members(Genre),
    "公开属性": members(Attribute),
    "法定理由": {(row.label, row.code) for row in (*GROUNDS, *RESERVE_GROUNDS)},
    "保留个人信息的依据": members(KeepGround),
    "机关类别": members(OrganKind),
    "签名": members(Signature.Act),
    "公开说明的种类": members(Notice.Kind),
    "个人信息提示的处理": members(Finding.Answer),
    "登记范围": members(Extent),
    "登记状态": {(label, key) for key, label in withholding.STATES.items()},
    "登记步骤": {(step.label, step.name) for step in withholding.PROCEDURE.steps},
    "自动检查状态": {(label, key) for key, label in screening_run.STATES.items()},
    "涉密拦截状态": {(label, key) for key, label in secrecy.STATES.items()},
    "影响评估结论": members(Assessment.Conclusion),
    "提示来源": members(Finding.Source),
}


def sections():
    """Every heading with its rows: Chinese, name in code, meaning."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: ROW.findall(part) for part in parts}


def test_every_section_is_bound_to_code():
    assert sections().keys() == {CONCEPTS, *IN_CODE}


@pytest.mark.parametrize("heading", IN_CODE)
def test_section_says_what_the_code_says(heading):
    rows = sections()[heading]
    assert {(chinese, name) for chinese, name, _ in rows} == IN_CODE[heading]
    assert len(rows) == len(IN_CODE[heading])


def test_no_line_of_a_table_is_overlooked():
    lines = [x for x in PAGE.read_text(encoding="utf-8").splitlines() if x.startswith("|")]
    heads = [line for line in lines if line.startswith(("| 中文", "| ---"))]
    assert len(lines) - len(heads) == sum(map(len, sections().values()))


@pytest.mark.parametrize("name", [name for _, name, _ in sections()[CONCEPTS]])
def test_concept_is_in_the_code(name):
    assert resolve_name(f"gongkai.{name}") is not None


def test_one_word_means_one_concept():
    words = [word for word, _, _ in sections()[CONCEPTS]]
    assert len(words) == len(set(words))
