"""Plain text becomes paragraphs, headings and a signature."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.text import html

LETTER = """关于做好春季政务公开工作的通知
各村（社区）：

　　一、总体要求
（一）加强公开
(二)加强解读。一是及时。二是全面。
　　二、各村要认真落实，做到应公开尽公开。逾期不办的，予以通报。
三、时间安排如下：
青禾县柳溪镇人民政府
　　　　2026年3月5日
（此件公开发布）
附件：1.任务分解表"""


def test_headings_and_signature_are_recognised():
    assert html.from_text(LETTER) == (
        "<p>关于做好春季政务公开工作的通知</p><p>各村（社区）：</p><h2>一、总体要求</h2>"
        "<h3>（一）加强公开</h3><p>(二)加强解读。一是及时。二是全面。</p>"
        "<p>二、各村要认真落实，做到应公开尽公开。逾期不办的，予以通报。</p><p>三、时间安排如下：</p>"
        '<p class="sign">青禾县柳溪镇人民政府</p><p class="sign">2026年3月5日</p>'
        "<p>（此件公开发布）</p><p>附件：1.任务分解表</p>"
    )


def test_a_date_in_chinese_numerals_and_two_signers():
    text = "正文。\n青禾县民政局\n青禾县财政局\n二〇二六年三月五日"
    assert html.from_text(text).count('class="sign"') == 3


def test_a_text_without_a_date_has_no_signature():
    assert "sign" not in html.from_text("甲\n乙\n青禾县人民政府")
    assert html.from_text("2026年3月5日") == "<p>2026年3月5日</p>"
    assert html.from_text("甲\n2026年3月5日") == '<p>甲</p><p class="sign">2026年3月5日</p>'


def test_markup_in_text_stays_text():
    assert (
        html.from_text("<script>1</script>&amp;")
        == "<p>&lt;script&gt;1&lt;/script&gt;&amp;amp;</p>"
    )
    assert html.from_text(" \n\t\n") == ""


@given(st.lists(st.sampled_from([*"一二（）、。年月日甲乙2 \u3000\n<&\r\t", "2026年3月5日"])))
def test_the_result_is_canonical_and_complete(parts):
    text = "".join(parts)
    made = html.from_text(text)
    assert html.clean(made).html == made
    assert "".join(html.plain(made).split()) == "".join(text.split())
