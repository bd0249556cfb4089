"""A procedure as a page of Markdown."""

from dataclasses import replace

from gongkai.typeset.procedure_page import ProcedureText, StepText, procedure_page

SEND = StepText(
    name="send",
    label="送出",
    sources=("open", "held"),
    target="sent",
    roles=("信息员", "签发"),
    basis="某办法第三条",
    clock="end",
    only=("已经送出",),
    needs=("还没有写完", "还没有署名"),
)
NOTE = StepText(
    name="note", label="附记", sources=("open",), target="open", roles=("信息员",), basis="第四条"
)
TEXT = ProcedureText(
    title="收发",
    origin="law.post.PROCEDURE",
    states={"open": "未办", "held": "搁置", "sent": "已送"},
    initial="open",
    steps=(SEND, NOTE),
)


def test_states_name_what_can_be_done_in_them():
    page = procedure_page(TEXT)
    assert "| 未办 | `open` | 送出、附记 |" in page
    assert "| 搁置 | `held` | 送出 |" in page
    assert "| 已送 | `sent` | — |" in page


def test_steps_lead_to_their_detail():
    page = procedure_page(TEXT)
    assert "| [送出](#send) | 未办、搁置 | 已送 | 信息员、签发 | 某办法第三条 |" in page
    assert '<a id="send"></a>\n\n### 送出（`send`）\n' in page


def test_detail_tells_clock_target_and_both_kinds_of_conditions():
    detail = procedure_page(TEXT).split('<a id="send"></a>')[1].split("<a id=")[0]
    assert "谁办理：信息员、签发。依据：某办法第三条。计时结束。办理后是“已送”。" in detail
    assert "不提供这一步：\n\n- 已经送出\n" in detail
    assert "不能办理，并提示：\n\n- 还没有写完\n- 还没有署名\n" in detail


def test_detail_of_a_plain_step_is_one_sentence():
    detail = procedure_page(TEXT).split('<a id="note"></a>')[1]
    assert detail == "\n\n### 附记（`note`）\n\n谁办理：信息员。依据：第四条。\n"


def test_two_steps_with_one_label_are_named_once_in_a_state():
    twice = replace(TEXT, steps=(SEND, replace(SEND, name="send_again")))
    assert "| 搁置 | `held` | 送出 |" in procedure_page(twice)
