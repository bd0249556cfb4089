"""The public text: the same bytes from the record and from the page, for ever."""

import pytest

from gongkai.text.shown import NoPublicText, in_page, page_form, public_text, tombstone_text

SHA = "a" * 64
BODY = (
    f'<p>文<strong>字</strong>。</p><table><tr><td>1</td></tr></table><img src="files/{SHA}.png">'
    '<table><tr><td>2</td></tr></table><img src="https://x.test/a.png" alt="图">'
)


def test_form_is_frozen():
    """Every page published so far is bound to these bytes: see decision 0012 before changing."""
    text = public_text("标题 <&\"'>", page_form(BODY), [(f"{SHA}.pdf", '附件 "1".pdf')])
    assert text.digest == "854d12c7a85ef67f314c80176559c45c716a199c86ff4992a28f8194833ec4e5"
    assert text.files == (f"{SHA}.pdf",)


def test_pictures_are_found_from_the_page_and_wide_tables_held():
    form = page_form(BODY)
    assert f'<img alt="" src="../../../files/{SHA}.png">' in form
    assert 'aria-label="表格 2，可左右滚动"><table><tr><td>2' in form
    assert form.count("</table></div>") == 2
    assert f'src="files/{SHA}.png"' in page_form(BODY, "")


def page(title="标题", body="<p>文</p>", files=""):
    return f"<html><h1>{title}</h1><a href='x'></a><!--text-->{body}<!--/text-->{files}</html>".encode()


def test_text_of_the_page_is_the_text_of_the_record():
    files = f'<a href="../../../files/{SHA}.pdf" download="a &#34;1&#34;.pdf">x</a>'
    made = public_text("a & b", "<p>文</p>", [(f"{SHA}.pdf", 'a "1".pdf')])
    assert in_page(page("a &amp; b", files=files)) == made


def test_tombstone_holds_its_reason_escaped():
    assert in_page(page("已经撤下", "a &lt; b")) == tombstone_text("已经撤下", "a < b")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (b"", "标题"),
        (page() + b"<h1></h1>", "标题"),
        (b"</h1><h1>", "标题"),
        (b"<h1>a</h1>", "正文"),
        (page() + b"<!--/text-->", "正文"),
    ],
)
def test_page_without_its_marks_has_no_public_text(text, part):
    with pytest.raises(NoPublicText, match=part):
        in_page(text)
