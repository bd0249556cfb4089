"""`gongkai screen`: what, where, how sure and the mask; the datum itself only when asked for."""

import json

from openpyxl import Workbook, load_workbook
from PIL import Image

from gongkai.cli import screening
from gongkai.cli.main import main
from gongkai.text.documents.scan import Stretch

IDENTITY = "11010519491231002X"


def test_the_datum_is_told_only_when_asked_for(tmp_path, capsys):
    file = tmp_path / "名单.txt"
    file.write_text(f"村民张三，身份证号{IDENTITY}\n", encoding="utf-8")

    assert main(["screen", str(file), "--json"]) == 1
    told = capsys.readouterr().out
    assert IDENTITY not in told
    (answer,) = json.loads(told)
    assert [(f["kind"], f["mask"]) for f in answer["findings"]] == [
        ("name", "张*"), ("identity_number", "110105************"),
    ]  # fmt: skip
    assert main(["screen", str(file), "--json", "--show"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["findings"][1]["text"] == IDENTITY


def test_names_of_a_list_are_counted_not_asked_about(tmp_path, capsys):
    book = Workbook()
    book.active.append(["姓名", "村组", "金额"])
    book.active.append(["张三", "望湖村3组", 560])
    book.save(tmp_path / "低保公示.xlsx")

    assert main(["screen", str(tmp_path / "低保公示.xlsx")]) == 0
    assert "另有 1 个姓名" in capsys.readouterr().out
    assert main(["screen", str(tmp_path / "低保公示.xlsx"), "--list", "subsistence"]) == 0
    assert "姓名" not in capsys.readouterr().out


def test_the_name_of_the_file_counts(tmp_path, capsys):
    file = tmp_path / "张三_13900001111.txt"
    file.write_text("无\n", encoding="utf-8")

    assert main(["screen", str(file)]) == 1
    assert "文件名 手机号码（把握 95%）139****1111" in capsys.readouterr().out


def test_an_unknown_kind_of_list_is_refused(tmp_path, capsys):
    assert main(["screen", str(tmp_path), "--list", "nothing"]) == 2
    assert "没有名为“nothing”的名单种类" in capsys.readouterr().out


def test_a_masked_copy_is_written_and_holds_nothing_any_more(tmp_path, capsys):
    book, file, out = Workbook(), tmp_path / "低保公示.xlsx", tmp_path / "遮盖.xlsx"
    book.active.append(["姓名", "身份证号", "住址", "金额"])
    book.active.append(["张三", IDENTITY, "望湖路12号3单元401室", 560])
    book.save(file)

    assert main(["screen", str(file), "--mask", str(out), "--list", "subsistence"]) == 0
    assert "已遮盖" in capsys.readouterr().out
    assert main(["screen", str(out), "--list", "subsistence"]) == 0
    rows = list(load_workbook(out).active.values)
    assert rows[0] == ("姓名", "身份证号", "住址", "金额")
    assert (rows[1][0], rows[1][1], rows[1][3]) == ("张三", "110105************", 560)
    assert "401" not in rows[1][2]


def test_a_copy_that_cannot_be_made_is_refused(tmp_path, capsys):
    file, out = tmp_path / "稿.txt", tmp_path / "有.txt"
    file.write_text("无\n", encoding="utf-8")
    out.write_text("别的\n", encoding="utf-8")

    assert main(["screen", str(file), "--mask", str(out)]) == 2
    assert "已经存在" in capsys.readouterr().out
    assert main(["screen", str(file), str(out), "--mask", str(tmp_path / "新")]) == 2
    assert "一次只能遮盖一个文件" in capsys.readouterr().out


def test_what_is_hidden_and_how_a_file_was_read_is_told(tmp_path, capsys):
    book = Workbook()
    book.active.append(["公告"])
    hidden = book.create_sheet("底稿")
    hidden.append([IDENTITY])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "公告.xlsx")

    assert main(["screen", str(tmp_path / "公告.xlsx")]) == 1
    told = capsys.readouterr().out
    assert "工作表“底稿” A1单元格 身份证号" in told
    assert "隐藏的工作表" in told
    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert main(["screen", str(tmp_path / "图.png")]) == 2


def test_a_scan_is_read_where_a_machine_can(tmp_path, capsys, monkeypatch):
    file = tmp_path / "公告.png"
    Image.new("RGB", (40, 20)).save(file)

    monkeypatch.setattr(screening, "recogniser", lambda: None)
    assert main(["screen", str(file)]) == 2
    assert "还不能读出文字" in capsys.readouterr().out
    line = Stretch(f"身份证号{IDENTITY}", 0, 0, 300, 20, 0.9)
    monkeypatch.setattr(screening, "recogniser", lambda: lambda picture: [line])
    assert main(["screen", str(file)]) == 1
    told = capsys.readouterr().out
    assert "机器识读 第1段 " in told
    assert "请对照原件" in told
