"""Presidio's analyzer with recognisers for mainland China, as somebody who uses it there would set it up."""

import logging
import re
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from gongkai.law import identifiers

PLATE = (
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]·?"
    r"[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警挂港澳]"
)
ADDRESS = (
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|市|县|区|镇|乡|街道|村|社区|路|街|巷|花园|小区|苑)){1,5}"
    r"(?:[0-9一二三四五六七八九十]{1,5}(?:组|号楼|号院|号|栋|幢|单元|室)){1,5}"
)
GAP = r"[ \u3000-]?"
KINDS = {
    "ZH_ID": "identity_number",
    "ZH_MOBILE": "mobile",
    "ZH_CARD": "bank_card",
    "ZH_PLATE": "plate",
    "ZH_PASSPORT": "passport",
    "EMAIL_ADDRESS": "email",
    "ZH_LANDLINE": "landline",
    "ZH_ACCOUNT": "social_account",
    "ZH_ADDRESS": "address",
}
"""What the peer is asked for; names and illnesses it could find only with a model."""


class Blank(SpacyNlpEngine):
    """A pipeline of a tokeniser for Chinese; models cannot be had without the internet."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "zh", "model_name": "blank"}])
        self.nlp = {"zh": spacy.blank("zh")}

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Say that it is."""
        return True


class Checked(PatternRecognizer):
    """A pattern whose hits must pass a check digit."""

    def __init__(self, check: Any, **options: Any) -> None:
        super().__init__(supported_language="zh", **options)
        self.check = check

    def validate_result(self, pattern_text: str) -> bool:
        """Whether the check digit is right."""
        return bool(self.check(re.sub(r"[\s-]", "", pattern_text)))


def recognisers() -> list[Any]:
    """Return the recognisers for mainland numbers, with the context words of their kinds."""
    return [
        Checked(
            identifiers.is_identity_number,
            supported_entity="ZH_ID",
            patterns=[
                Pattern("id", rf"(?<!\d)[1-8]\d{{5}}{GAP}(?:18|19|20)\d\d{GAP}\d{{4}}{GAP}\d{{3}}[\dXx](?![\dXx])", 0.6)
            ],
            context=["身份证", "证件"],
        ),
        PatternRecognizer(
            supported_entity="ZH_MOBILE", supported_language="zh",
            patterns=[Pattern("mobile", rf"(?<!\d)1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}(?!\d)", 0.6)],
            context=["手机", "电话", "联系"],
        ),
        Checked(
            identifiers.is_bank_card,
            supported_entity="ZH_CARD",
            patterns=[Pattern("card", rf"(?<!\d)[3-6]\d{{3}}(?:{GAP}\d{{4}}){{3}}{GAP}\d{{0,3}}(?!\d)", 0.6)],
            context=["卡号", "账号", "银行"],
        ),
        PatternRecognizer(
            supported_entity="ZH_PLATE", supported_language="zh",
            patterns=[Pattern("plate", PLATE, 0.6)],
            context=["车牌", "号牌"],
        ),
        PatternRecognizer(
            supported_entity="ZH_PASSPORT", supported_language="zh",
            patterns=[Pattern("passport", r"(?<![A-Za-z0-9])(?:[EeGg]\d{8}|[Ee][A-Za-z]\d{7})(?!\d)", 0.5)],
            context=["护照"],
        ),
        # Presidio's own looks up the list of public suffixes on the internet.
        PatternRecognizer(
            supported_entity="EMAIL_ADDRESS", supported_language="zh",
            patterns=[Pattern("email", r"(?<![\w.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", 0.6)],
            context=["邮箱", "邮件"],
        ),
        PatternRecognizer(
            supported_entity="ZH_LANDLINE", supported_language="zh",
            patterns=[Pattern("landline", r"(?<!\d)0\d{2,3}[-－ ]?[2-9]\d{6,7}(?!\d)", 0.4)],
            context=["家庭电话", "住宅电话", "固话"],
        ),
        PatternRecognizer(
            supported_entity="ZH_ACCOUNT", supported_language="zh",
            patterns=[Pattern("account", r"(?<=微信号：)[A-Za-z][\w-]{5,19}|(?<=QQ：)[1-9]\d{4,10}", 0.6)],
            context=["微信", "QQ"],
        ),
        PatternRecognizer(
            supported_entity="ZH_ADDRESS", supported_language="zh",
            patterns=[Pattern("address", ADDRESS, 0.4)],
            context=["住址", "家住", "现住"],
        ),
    ]  # fmt: skip


def engine() -> AnalyzerEngine:
    """Return the peer, ready."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(supported_languages=["zh"])
    for one in recognisers():
        registry.add_recognizer(one)
    return AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["zh"])


def find(peer: AnalyzerEngine, text: str) -> list[tuple[int, int, str]]:
    """Return what the peer finds, as (start, end, kind)."""
    return [
        (one.start, one.end, KINDS[one.entity_type]) for one in peer.analyze(text, language="zh")
    ]
