"""The canonical HTML: what is kept, what goes, and that cleaning is a fixed point."""

import re

import nh3
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.text import html
from gongkai.text.builder import Builder
from gongkai.text.refusal import BadFile

SHA = "ab" * 32
PICTURE = f"files/{SHA}.png"

CLEANED = [
    # headings
    ("<h1>标题</h1><h5>小节</h5>", "<h2>标题</h2><h4>小节</h4>"),
    ("<table><tr><td><h2>表内</h2></table>", "<table><tbody><tr><td>表内</td></tr></tbody></table>"),
    # what Word leaves behind
    ('<p class=MsoNormal style="mso-bidi:x"><span lang=EN-US>甲</span><o:p></o:p></p>', "<p>甲</p>"),
    ("<p>　　甲</p><p>&nbsp;</p><p><br></p><p>\u200b</p><p>乙 　</p>", "<p>甲</p><p>乙</p>"),
    ("<!--[if gte mso 9]><xml>丙</xml><![endif]--><p>甲</p>", "<p>甲</p>"),
    ("<p>青禾县\n  人民政府 a\n b</p>", "<p>青禾县人民政府 a b</p>"),
    ("<p>a\u00a0\u00a0b<b> c</b> <b> d</b></p>", "<p>a b<strong> c</strong> <strong>d</strong></p>"),
    # alignment
    ('<p style="text-align: right">甲</p>', '<p class="r">甲</p>'),
    ('<p align="center">甲</p><center>乙</center>', '<p class="c">甲</p><p class="c">乙</p>'),
    ('<div align=right><p>甲</p><p align=left>乙</p></div>丙', '<p class="r">甲</p><p>乙</p><p>丙</p>'),
    ('<p class="sign other">甲</p>', '<p class="sign">甲</p>'),
    ('<p class="evil">甲</p>', "<p>甲</p>"),
    # paragraphs written with breaks
    ("甲<br>　　乙<br><br>丙<br>丁", "<p>甲</p><p>乙</p><p>丙<br>丁</p>"),
    ("<h2>甲<br><br>　乙</h2>", "<h2>甲<br>乙</h2>"),
    # marks
    ("<p><i><b>甲</b></i><strike>乙</strike></p>", "<p><strong><em>甲</em></strong><s>乙</s></p>"),
    ('<p><span style="font-weight:700">甲</span></p>', "<p><strong>甲</strong></p>"),
    ('<p><b style="font-weight:normal">甲</b></p>', "<p>甲</p>"),
    ("<p>H<sub>2</sub>O m<sup>2</sup></p>", "<p>H<sub>2</sub>O m<sup>2</sup></p>"),
    ("<p><b>甲<i>乙</i></b></p>", "<p><strong>甲<em>乙</em></strong></p>"),
    ('<p><a href="#x">甲</a></p>', "<p>甲</p>"),
    ("<p><b>甲</b><b>乙</b></p>", "<p><strong>甲乙</strong></p>"),
    ("<b><p>甲</p><p>乙</p></b>", "<p><strong>甲</strong></p><p><strong>乙</strong></p>"),
    # links
    ('<a href="https://a.cn/?x=1&amp;y=2">甲</a>', '<p><a href="https://a.cn/?x=1&amp;y=2">甲</a></p>'),
    ('<a href="/zwgk/">甲</a><a href="mailto:a@b.cn">乙</a>',
     '<p><a href="/zwgk/">甲</a><a href="mailto:a@b.cn">乙</a></p>'),
    ('<a href="javascript:alert(1)">甲</a><a href="data:text/html,x">乙</a>', "<p>甲乙</p>"),
    ('<a href="java\nscript:alert(1)">甲</a><a href=" JAVASCRIPT:1">乙</a>', "<p>甲乙</p>"),
    ('<a href="file:///c:/a">甲</a>', "<p>甲</p>"),
    # pictures
    (f'<img src="{PICTURE}" alt=" 图 一 ">', f'<p><img alt="图 一" src="{PICTURE}"></p>'),
    (f'<img src="{PICTURE}">', f'<p><img alt="" src="{PICTURE}"></p>'),
    (f'<figure><img src="{PICTURE}"><figcaption>图<p>一</p></figcaption></figure>',
     f'<figure><img alt="" src="{PICTURE}"><figcaption>图<br>一</figcaption></figure>'),
    ("<figure>甲<figcaption>乙</figcaption></figure>", "<p>甲</p><p>乙</p>"),
    (f"<figure><figcaption>甲</figcaption><img src={PICTURE}><figcaption>乙</figcaption></figure>",
     f'<figure><img alt="" src="{PICTURE}"><figcaption>甲<br>乙</figcaption></figure>'),
    (f"<figure><img src={PICTURE}><figcaption> </figcaption></figure>",
     f'<figure><img alt="" src="{PICTURE}"></figure>'),
    # lists
    ("<ul><li><p>甲</p></li><li>乙<ol start=3><li>丙</ol></ul>",
     '<ul><li>甲</li><li>乙<ol start="3"><li>丙</li></ol></li></ul>'),
    ("<ul>甲<li></li></ul><ol start=1><li>乙</ol>", "<ul><li>甲</li></ul><ol><li>乙</li></ol>"),
    ('<ul><li><p align=right>甲</p></li></ul>', "<ul><li>甲</li></ul>"),
    ("<ul><li><p>甲</p><p>乙</p></li></ul>", "<ul><li><p>甲</p><p>乙</p></li></ul>"),
    ("<ul></ul><blockquote> </blockquote>", ""),
    ("<li>甲</li>", "<p>甲</p>"),
    # tables
    ("<table><tr><th>甲<th>乙<tr><td>1</table>",
     "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"),
    ('<table><caption>表</caption><tr><td colspan=2 rowspan=1 onclick=x>甲<td align=right>1</table>',
     '<table><caption>表</caption><tbody><tr><td colspan="2">甲</td><td class="r">1</td></tr></tbody></table>'),
    ('<table><tr><td><p class="sign">甲</p><td style="text-align:center">乙</table>',
     '<table><tbody><tr><td class="r">甲</td><td class="c">乙</td></tr></tbody></table>'),
    ('<table><thead><tr><th scope=col>甲</thead><tfoot><tr><td class="sign">乙</tfoot></table>',
     '<table><thead><tr><th scope="col">甲</th></tr></thead><tbody><tr><td class="r">乙</td></tr></tbody></table>'),
    ("<table><caption>表</caption></table>", "<p>表</p>"),
    ('<p class="caption">表一<br>单位：元</p><table><tr><td>1</td></tr></table>',
     "<table><caption>表一<br>单位：元</caption><tbody><tr><td>1</td></tr></tbody></table>"),
    ('<p class="caption">表</p><table><caption>一</caption><tr><td>1</td></tr></table>',
     "<table><caption>表<br>一</caption><tbody><tr><td>1</td></tr></tbody></table>"),
    ('<p class="caption">表</p><p>文</p><p class="caption">尾</p>',
     '<p class="c">表</p><p>文</p><p class="c">尾</p>'),
    ('<blockquote><p class="caption">表</p><table><tr><td>1</td></tr></table></blockquote>',
     "<blockquote><table><caption>表</caption><tbody><tr><td>1</td></tr></tbody></table></blockquote>"),
    ('<table><tr><td class="caption">甲</td></tr></table><div class="caption">乙</div>',
     "<table><tbody><tr><td>甲</td></tr></tbody></table><p>乙</p>"),
    ('<table><tr><td colspan="x" rowspan="99999" scope=x>甲</table>',
     "<table><tbody><tr><td>甲</td></tr></tbody></table>"),
    ("<table><tr><td>甲<table><tr><td>乙</table></table>",
     "<table><tbody><tr><td><p>甲</p><table><tbody><tr><td>乙</td></tr></tbody></table></td></tr></tbody></table>"),
    ("<table><tr></tr></table>", ""),
    ("<table><caption>甲<hr>乙</caption><tr><td>1</table>",
     "<table><caption>甲<br>乙</caption><tbody><tr><td>1</td></tr></tbody></table>"),
    # the rest
    ("甲<hr>乙", "<p>甲</p><hr><p>乙</p>"),
    ("<blockquote>甲</blockquote>", "<blockquote><p>甲</p></blockquote>"),
    ("<form action=x><p>甲</p></form>", "<p>甲</p>"),
    ("1 < 2 & 3 > 2 \"引\"", "<p>1 &lt; 2 &amp; 3 &gt; 2 \"引\"</p>"),
    ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("given_html", "expected"), CLEANED)
def test_clean_gives_the_canonical_form(given_html, expected):
    assert html.clean(given_html).html == expected
    assert html.clean(expected) == html.Cleaned(expected)


def test_lost_things_are_said_in_chinese():
    cleaned = html.clean(
        '<img src="file:///C:/a.png"><img src="data:image/png;base64,AA"><img src="//a.cn/b.png">'
        "<script>alert(1)</script><iframe src=x></iframe><video src=x></video><p><del>旧</del></p>"
    )
    assert cleaned.html == "<p><s>旧</s></p>"
    assert cleaned.notes == (
        "有 3 张图片没有粘过来，请用“插入图片”。",
        "已去掉脚本、表单等不能公开的内容。",
        "已去掉视频、音频或矢量图，请作为附件上传。",
        "文中有修订痕迹，请在 Word 里接受或拒绝修订后再粘贴。",
    )


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "<p style='background:url(javascript:1)'>x</p>", "<iframe srcdoc='<script>1</script>'>",
        "<a href='&#106;avascript:alert(1)'>x</a>", "<math><mi//xlink:href='data:x,1'>",
        "<style>@import 'x'</style>", "<base href='//evil'>", "<meta http-equiv=refresh>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)  # fmt: skip
def test_nothing_active_survives(attack):
    cleaned = html.clean(f"<p>前</p>{attack}<p>后</p>").html
    assert not re.search(r"script|on\w+=|style|iframe|svg|evil|meta", cleaned)
    assert "前" in cleaned


def test_too_much_is_refused(monkeypatch):
    with pytest.raises(BadFile, match="层层嵌套"):
        html.clean("<font size=1>" * 500)
    assert html.clean("<b></b></zz>" * 1000 + "甲").html == "<p>甲</p>"
    monkeypatch.setattr(html, "MAX_TEXT", 10)
    with pytest.raises(BadFile, match="正文有 11 个字"):
        html.clean("<p>" + "字" * 11)
    monkeypatch.setattr(html, "MAX_MARKUP", 20)
    with pytest.raises(BadFile, match="内容太长"):
        html.clean("<p>" + "字" * 21)


def test_a_document_of_two_million_characters_is_taken_and_one_more_is_not():
    text = "青禾县政务公开" * 285_714
    assert len(html.plain(html.clean(f"<p>{text}ab</p>").html)) == 2_000_000
    with pytest.raises(BadFile, match="2000001"):
        html.clean(f"<p>{text}abc</p>")


def test_deep_lists_are_flattened_without_losing_text():
    cleaned = html.clean("<ul><li>" * 60 + "底" + "</ul>" * 60).html
    assert html.plain(cleaned) == "底"
    assert html.clean(cleaned).html == cleaned


def test_lone_surrogates_and_controls_do_not_break_it():
    assert html.clean("<p>甲\ud800乙\x00\x0b\x1f丙</p>").html == "<p>甲?乙 丙</p>"


FRAGMENTS = (
    "<p> </p> <h1> </h1> <h3> </h3> <b> </b> <i> <u> </u> <s> </s> <sub> </sub> <ul> </ul> <ol> "
    "<ol_start=2> </ol> <li> </li> <table> </table> <caption> </caption> <tr> </tr> <td> </td> <th> "
    "<td_colspan=2> <td_align=right> <br> <hr> <a_href=/x> </a> <a_href=javascript:1> <figure> "
    "</figure> <figcaption> </figcaption> <blockquote> </blockquote> <div_align=center> </div> "
    "<p_class=sign> <p_style='text-align:right'> <span_style='font-weight:bold'> </span> &nbsp; 　 "
    "&lt; &amp;amp; 甲 乙 a 1 。 _ <!--x--> <script> </script> <thead> </thead> <tfoot> </th> "
    "<img_src=x> <pre> </pre> <del> <font_color=red> \u200b"
)
PIECES = st.sampled_from(re.split(" ", FRAGMENTS)).map(lambda piece: piece.replace("_", " "))
MARKUP = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES | st.just(f"<img src={PICTURE} alt='图'>") | st.just("\n"), max_size=25).map(
        "".join
    ),
    st.text(max_size=60),
)


@given(MARKUP)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_clean_is_idempotent(markup):
    once = html.clean(markup).html
    assert html.clean(once).html == once


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_clean_loses_no_letter(markup):
    whole = re.sub(r"<script>.*?(</script>|$)", "", markup, flags=re.DOTALL)
    text = nh3.clean(whole, tags=set(), clean_content_tags=set())
    letters = re.sub(r"[^甲乙a1。]", "", re.sub("&[a-z]+;", "", text))
    kept = re.sub(r"[^甲乙a1。]", "", html.plain(html.clean(whole).html))
    assert sorted(kept) == sorted(letters)


def test_plain_and_blocks():
    cleaned = html.clean(
        "<h1>标题</h1><p>甲<br>乙</p><table><caption>表</caption><tr><td>1<p>2<br>3</p><td>4</table>"
        f"<ul><li>丙<ul><li>丁</ul></ul><img src={PICTURE} alt=图>"
    ).html
    assert html.plain(cleaned) == "标题\n甲\n乙\n表\n1 2 3\t4\n丙\n丁"
    assert html.blocks(cleaned) == ["标题", "甲\n乙", "表", "1 2 3\t4", "丙", "丁"]


def test_the_tree_ignores_what_is_not_nested():
    blocks = Builder().build("</p><td>甲</td></tr><p>乙</b></p><table>丙<tr>丁</tr></table>")
    assert [block.pieces[0].text for block in blocks] == ["甲", "乙", "丙", "丁"]
