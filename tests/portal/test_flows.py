"""公开流程 shows the procedure that is executed."""

from gongkai.law import disclosure
from gongkai.portal import flows
from gongkai.portal.shell import Shell
from tests.portal.press import ON
from tests.portal.reading import read


def test_page_tells_every_step_with_its_article_and_refusals(press):
    _, page = flows.pages(Shell(ON))
    seen = read(page.text)
    for step in disclosure.PROCEDURE.steps:
        assert step.label in seen.text("table")
        assert step.basis in seen.text("table")
        for _, sentence in step.needs:
            assert sentence in seen.text("dl")
    assert seen.text("tbody").count("计时结束") == 1


def test_picture_names_every_state_and_says_where_its_words_are(press):
    _, page = flows.pages(Shell(ON))
    seen = read(page.text)
    (drawing,) = [svg for svg in seen.all("svg") if svg.get("class") == "flow"]
    assert drawing["aria-label"] == "主动公开流程图，内容见下表"
    for label in disclosure.PROCEDURE.states.values():
        assert label in seen.text("svg")


def test_list_of_procedures(press):
    page, _ = flows.pages(Shell(ON))
    hrefs = [a["href"] for a in read(page.text).all("a")]
    assert "../../xxgk/liucheng/disclosure.html" in hrefs
