"""The file that `screen --mask` writes."""

import pytest

from gongkai.cli.masking import told, write_copy
from gongkai.text.document import Place
from gongkai.text.masking import Done, Masking, Report
from gongkai.text.refusal import BadFile
from tests.text.masking.proof import PHONE, detect


def test_copy_is_written_beside_the_original(tmp_path):
    path, out = tmp_path / "名单.txt", tmp_path / "公开.txt"
    path.write_text(f"电话{PHONE}", encoding="utf-8")
    report = write_copy(path, out, Masking(detect))
    assert out.read_text(encoding="utf-8") == "电话138****8000"
    assert list(told(report, out)) == [f"已遮盖 1 处，写入 {out}", "  第1行 → 138****8000"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["公开.txt", "名单.txt"]


def test_refused_copy_leaves_nothing(tmp_path):
    path, out = tmp_path / "名单.pdf", tmp_path / "公开.pdf"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(BadFile, match="重新导出 PDF"):
        write_copy(path, out, Masking(detect))
    assert [p.name for p in tmp_path.iterdir()] == ["名单.pdf"]


def test_nothing_is_written_over(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text(PHONE)
    with pytest.raises(BadFile, match="已经存在"):
        write_copy(path, path, Masking(detect))
    assert path.read_text() == PHONE


def test_what_is_told(tmp_path):
    many = tuple(Done(Place(row=n), "") for n in range(1, 53))
    report = Report(many, ("批注",), ("有 1 张图片里的文字没有检查，请逐张看一遍。",))
    lines = list(told(report, tmp_path))
    assert lines[1] == "  第1行 → （删去）"
    assert lines[-3:] == [
        "  另有 2 处",
        "  已删去：批注",
        "  请注意：有 1 张图片里的文字没有检查，请逐张看一遍。",
    ]
    assert list(told(Report(is_same=True), tmp_path)) == [
        f"没有需要遮盖的内容，{tmp_path} 与原文件相同"
    ]
