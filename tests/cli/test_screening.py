"""`gongkai screen`: what, where, how sure and the mask; the datum itself only when asked for."""

import json

from openpyxl import Workbook

from gongkai.cli.main import main

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
