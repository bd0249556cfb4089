"""Invented letters, and the words of a .docx and a .pdf without what only the page adds."""

import io
import re
from datetime import date

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

from gongkai.typeset.letters import (
    Form,
    Head,
    Heading,
    Items,
    Letter,
    Paragraph,
    Query,
    Seal,
    Table,
)

ON = date(2026, 3, 20)
PAGE_NUMBER = re.compile(r"— \d+ —")
NOT_WORDS = re.compile(r"[\s\ufffe\x02]")
RECEIVED = (
    "本机关于2026年3月2日收到您网上提交的政府信息公开申请（编号：青柳公开申〔2026〕12号），"
    "申请公开“柳溪镇2025年度农村危房改造补助资金的发放明细”。"
)
REMEDY = (
    "如对本告知不服，可以自收到之日起60日内向青禾县人民政府申请行政复议，"
    "也可以自收到之日起6个月内向青禾县人民法院提起行政诉讼。"
)


def letter(**changes) -> Letter:
    """The shortest decision of 柳溪镇 to 周先生."""
    given = {
        "organ": "青禾县柳溪镇人民政府",
        "title": "政府信息予以公开告知书",
        "on": ON,
        "number": "柳政依复〔2026〕12号",
        "addressee": "周先生",
        "body": (Paragraph(RECEIVED),),
        "remedy": REMEDY,
        "contact": ("联系人：柳溪镇党政办公室　电话：0000-5550101",),
    }
    return Letter(**{**given, **changes})


def full_letter(**changes) -> Letter:
    """A letter with everything a letter can have, over three pages."""
    given = {
        "title": "政府信息部分公开告知书",
        "body": (
            Paragraph(RECEIVED),
            Heading("一、查明的事实"),
            Paragraph(f"{RECEIVED * 3}\n{RECEIVED * 2}"),
            Heading("二、处理决定"),
            Items(("资金发放的户数、金额和标准，予以公开。", "农户的银行账号，不予公开。")),
            Table(
                ("序号", "不予公开的部分", "理由", "金额（元）"),
                (
                    ("1", "农户的银行账号", "涉及个人隐私，第三方不同意公开", "120.00"),
                    ("2", "家庭成员的病残情况", "涉及个人隐私", "1,300.00"),
                ),
                (1, 4, 5, 2),
                "不予公开的部分及理由",
                (3,),
            ),
            Form((("送达方式", "邮寄送达"), ("备注", "")), room=2),
            Paragraph(RECEIVED * 2),
        ),
        "attachments": (
            "柳溪镇2025年度农村危房改造补助资金发放明细（删减本，共12页，含分村汇总）",
            "材料清单",
        ),
        "seal": Seal(),
        "note": "此件依申请公开",
        "query": Query("7K3M-92QX", "https://gk.qinghe.example/jindu/7K3M92QX"),
        "copies": "青禾县人民政府办公室",
        "issued_by": "青禾县柳溪镇党政办公室",
    }
    return letter(**{**given, **changes})


def registration(**changes) -> Letter:
    """A form without red head."""
    given = {
        "head": Head.PLAIN,
        "title": "政府信息公开申请登记表",
        "number": "",
        "addressee": "",
        "remedy": "",
        "body": (Form((("登记编号", "青柳公开申〔2026〕12号"), ("承办人", ""))),),
    }
    return letter(**{**given, **changes})


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of every page as a reader finds it, page numbers left out."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in opened:
            text = page.get_textpage()
            pages.append(PAGE_NUMBER.sub("", text.get_text_range()))
            text.close()
            page.close()
        return pages
    finally:
        opened.close()


def pdf_words(pdf: bytes) -> str:
    return NOT_WORDS.sub("", "".join(pdf_pages(pdf)))


def docx_words(docx: bytes) -> str:
    body = Document(io.BytesIO(docx)).element.body
    return NOT_WORDS.sub("", "".join(node.text or "" for node in body.iter(qn("w:t"))))
