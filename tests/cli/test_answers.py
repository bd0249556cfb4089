"""Commands that answer from the rules: words in, JSON and exit codes out."""

import json

import pytest

from gongkai.cli.main import main


def test_due_explains_every_day(capsys):
    assert main(["due", "gi.reply", "--from", "2026-02-10", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["due_on"], answer["provisional"]) == ("2026-03-16", False)
    assert sum(day["counted"] for day in answer["days"]) == 20
    assert set(answer) == {"due_on", "provisional", "rule", "basis", "days"}


def test_due_in_words_ends_with_date_and_basis(capsys):
    assert main(["due", "gi.active", "--from", "2026-12-10"]) == 0

    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("到期 2027-01-")
    assert "（暂定）" in last


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["due", "gi.nothing", "--from", "2026-01-01"], "gi.nothing"),
        (["due", "gi.reply", "--from", "tomorrow"], "看不懂日期“tomorrow”"),
        (["due", "opinion.press", "--from", "2026-01-01"], "时刻"),
    ],
)
def test_due_refuses_what_it_cannot_reckon(capsys, words, sentence):
    assert main(words) == 2
    assert sentence in capsys.readouterr().out


def test_screen_finds_and_masks(tmp_path, capsys):
    file = tmp_path / "名单.txt"
    file.write_text("第一行\n张某 11010519491231002X\n", encoding="utf-8")

    assert main(["screen", str(file), "--json"]) == 1
    (answer,) = json.loads(capsys.readouterr().out)
    (finding,) = answer["findings"]
    assert finding["kind"] == "identity_number"
    assert (finding["place"], finding["mask"]) == ("第2行", "110105************")


def test_screen_of_a_clean_file_is_quiet(tmp_path, capsys):
    file = tmp_path / "通知.txt"
    file.write_text("定于下周一检修。\n", encoding="utf-8")

    assert main(["screen", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}：0 处\n"


def test_screen_tells_findings_in_words(tmp_path, capsys):
    file = tmp_path / "通知.txt"
    file.write_text("电话13900001111\n", encoding="utf-8")

    assert main(["screen", str(file)]) == 1
    told = capsys.readouterr().out
    assert "第1行 手机号码（把握 95%）139****1111" in told
    assert "13900001111" not in told
    assert main(["screen", str(file), "--show"]) == 1
    assert "13900001111 → 139****1111" in capsys.readouterr().out


def test_screen_says_what_it_cannot_read(tmp_path, capsys):
    missing, scan = tmp_path / "没有.txt", tmp_path / "图.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 32)

    assert main(["screen", str(missing), str(scan)]) == 2
    told = capsys.readouterr().out
    assert "没有.txt" in told
    assert "还不能读出文字" in told or "图.png：" in told


def test_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        main(["nonsense"])
    assert left.value.code == 2
    assert "nonsense" in capsys.readouterr().err
