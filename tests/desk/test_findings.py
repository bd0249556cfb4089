"""Findings on their page: by attachment and column, in bulk or one by one, page by page."""

from io import BytesIO
from urllib.parse import urlencode

import openpyxl
import pytest

from gongkai.desk.documents import findings as shown
from gongkai.disclosures import operations
from gongkai.kernel import files, kept
from gongkai.screening.models import Finding
from tests.disclosures.walks import AT

pytestmark = pytest.mark.django_db
COLUMN = "附件“名单.xlsx” · 工作表“名单” · 列“电话”"
NUMBERS = [f"1390000{n:04}" for n in range(30)]


def page(client, url, **data):
    answer = client.post(url, data, follow=True) if data else client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def workbook() -> BytesIO:
    book = openpyxl.Workbook()
    book.properties.creator = "周小审"
    sheet = book.active
    sheet.title = "名单"
    sheet.append(["序号", "单位", "电话"])
    for n, number in enumerate(NUMBERS):
        sheet.append([n, "某店", number])
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


@pytest.fixture
def document(office):
    pdf, table = BytesIO(b"%PDF-1.7\n%%EOF\n"), workbook()
    return office.drafted(
        body=f"<p>电话13800001111。邮箱zhou@example.com，QQ号：{NUMBERS[0][:9]}</p>",
        attachments=(
            ("名单.xlsx", files.keep(table, name="名单.xlsx", at=AT)),
            ("图.pdf", files.keep(pdf, name="图.pdf", at=AT)),
        ),
    )


def url_of(document, **asked):
    base = f"/desk/documents/{document.pk}/findings/"
    return f"{base}?{urlencode(asked)}" if asked else base


def test_findings_are_shown_by_attachment_and_column_with_words_around(document, at_desk):
    html = page(at_desk("李办"), url_of(document))
    assert "附件“名单.xlsx” · 31 处待处理" in html
    assert "手机号码 30 处" in html
    assert "工作表“名单” · 列“电话”" in html
    assert "0 某店 <code>13900000000</code>" in html
    assert "还有 10 处没有逐条列出" in html
    assert "看全部 30 处" in html
    assert "文件属性里的作者 1 处" in html
    assert "这 30 处都遮盖" in html
    assert "已人工查看" in html
    assert html.index("手机号码 30 处") < html.index("清除隐藏内容")


def test_one_column_has_pages_of_its_own(document, at_desk, monkeypatch):
    monkeypatch.setattr(shown, "A_PAGE", 12)
    client, asked = at_desk("李办"), {"kind": "mobile", "group": COLUMN}
    html = page(client, url_of(document, **asked, page=2))
    assert "第 2 页，共 3 页" in html
    assert "上一页" in html
    assert "下一页" in html
    assert NUMBERS[12] in html
    assert NUMBERS[11] not in html
    assert "回到全部提示" in html
    assert "图.pdf" not in html
    assert "第 1 页" in page(client, url_of(document, **asked, page="x"))
    assert "13900000029" in page(client, url_of(document, **asked, page=3))
    assert NUMBERS[0] not in page(client, url_of(document, **asked, page=9))
    assert "手机号码 30 处" not in page(client, url_of(document, kind="mobile", group="别处"))


def test_more_groups_than_a_page_holds_are_counted(document, at_desk, monkeypatch):
    monkeypatch.setattr(shown, "MOST_GROUPS", 1)
    assert "组没有列出" in page(at_desk("李办"), url_of(document))


def test_a_column_is_masked_with_one_answer_and_taken_back(document, at_desk):
    client = at_desk("李办")
    given = {"answer": "mask", "kind": "mobile", "group": COLUMN, "seen": 1}
    html = page(client, url_of(document), **given)
    assert "已遮盖 30 处，存为新的一版，记入不予公开登记" in html
    assert "撤销" in html
    html = page(client, f"/desk/documents/{document.pk}/")
    assert "附件换成遮盖副本：名单.xlsx" in html
    given = {"answer": "mask", "kind": "hidden", "group": "附件“名单.xlsx” · 看不见的内容"}
    assert "已清除看不见的内容，存为新的一版" in page(client, url_of(document), seen=2, **given)


def test_everything_that_can_be_masked_is_masked_at_once(document, at_desk):
    html = page(at_desk("李办"), url_of(document), answer="mask", every="1", seen=1)
    assert "已遮盖 3" in html
    assert set(Finding.objects.filter(present=True).values_list("kind", flat=True).order_by()) == {
        "hidden",
        "unread",
    }
    html = page(at_desk("李办"), url_of(document), answer="keep", ground="consent", every="1")
    assert "请先选中" in html


def test_who_has_looked_at_a_file_is_told(document, at_desk):
    unread = Finding.objects.get(kind="unread")
    client = at_desk("李办")
    assert "已处理 1 处" in page(
        client, url_of(document), answer="see", finding=[unread.pk], note="看过"
    )
    assert "已人工查看 · 李办 · 看过" in page(client, url_of(document))
    refused = page(client, url_of(document), answer="dismiss", finding=[unread.pk], note="x")
    assert "请打开看过" in refused


def test_hidden_content_that_may_stay_is_said_so(document, at_desk):
    hidden = Finding.objects.get(kind="hidden")
    html = page(
        at_desk("李办"), url_of(document), answer="dismiss", finding=[hidden.pk], note="署名"
    )
    assert "可以公开 · 署名" in html


def test_data_in_a_file_that_cannot_be_masked_say_what_to_do(document, at_desk):
    held = Finding.objects.filter(kind="mobile").first()
    Finding.objects.filter(pk=held.pk).update(files=["图.pdf"], group="附件“图.pdf” · 文字")
    html = page(at_desk("李办"), url_of(document))
    assert "PDF 不能直接遮盖" in html
    assert "重新导出 PDF" in html


def test_file_whose_bytes_are_gone_is_not_there(document, at_desk):
    file = document.draft.attachments.get(name="图.pdf").file
    files.erase(file)
    assert not kept.verify(file)
    client = at_desk("李办")
    assert client.get(f"/desk/documents/{document.pk}/versions/1/files/2/").status_code == 404


def test_discarded_document_offers_no_answers(document, office, at_desk):
    operations.discard(document, by=office.clerk, at=AT)
    assert "这 30 处都遮盖" not in page(at_desk("李办"), url_of(document))
