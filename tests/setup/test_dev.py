"""The entry point `dev`: what it promises before anything is installed."""

import ast
import importlib.machinery
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(monkeypatch, tmp_path):
    """`dev` as a module, with an environment folder of its own."""
    monkeypatch.setenv("GONGKAI_VENV", str(tmp_path / "venv"))
    monkeypatch.syspath_prepend(str(ROOT / "tests"))
    loader = importlib.machinery.SourceFileLoader("dev_script", str(ROOT / "dev"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("dev_script", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def installed(dev, monkeypatch):
    """The list of requirement files that were installed, while nothing really is."""
    files = []

    def make_environment():
        dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        dev.PYTHON.touch()
        (dev.VENV / "pyvenv.cfg").write_text("version = 3.11.7")

    def install_with_uv(wanted):
        files.append(wanted.name)
        return True

    monkeypatch.setattr(dev, "make_environment", make_environment)
    monkeypatch.setattr(dev, "install_with_uv", install_with_uv)
    return files


def pins(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;]+)", text, re.MULTILINE))


def test_dev_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "dev").read_text())
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    own = {"postgres"}
    assert {name.split(".")[0] for name in names} - own <= sys.stdlib_module_names


def test_postgres_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "tests" / "postgres.py").read_text())
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_dev_can_be_read_by_an_old_python():
    assert ast.parse((ROOT / "dev").read_text(), feature_version=(3, 7))


def test_dev_says_that_python_is_too_old(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        dev.start_again_under_newer_python()
    assert "需要 Python 3.11" in capsys.readouterr().err


def test_dev_starts_again_under_a_newer_python(dev, monkeypatch):
    started = []
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(
        dev.shutil, "which", lambda name: f"/opt/{name}" if name == "python3.12" else None
    )
    monkeypatch.setattr(dev.os, "execv", lambda path, words: started.append(path))
    with pytest.raises(SystemExit):
        dev.start_again_under_newer_python()
    assert started == ["/opt/python3.12"]


def test_second_start_installs_nothing(dev, installed):
    dev.install("run")
    dev.install("run")
    assert installed == ["run.txt"]


def test_tests_bring_what_the_demo_needs(dev, installed):
    dev.install("dev")
    dev.install("run")
    assert installed == ["dev.txt"]


def test_new_python_installs_again(dev, installed):
    dev.install("run")
    (dev.VENV / "pyvenv.cfg").write_text("version = 3.12.1")
    dev.install("run")
    assert installed == ["run.txt", "run.txt"]


def test_failed_install_leaves_no_stamp(dev, installed, monkeypatch, capsys):
    monkeypatch.setattr(dev, "install_with_uv", lambda wanted: False)
    monkeypatch.setattr(dev, "install_with_pip", lambda wanted: False)
    with pytest.raises(SystemExit):
        dev.install("run")
    assert not dev.is_installed("run")
    assert "PIP_INDEX_URL" in capsys.readouterr().err


def test_missing_venv_module_names_the_package(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        dev.install_debian_venv()
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"sudo apt install {package}" in capsys.readouterr().err


@pytest.mark.parametrize("variable", ["CI", "GONGKAI_REQUIRE_POSTGRES"])
def test_missing_postgres_stops_a_run_that_must_have_it(dev, monkeypatch, capsys, variable):
    import postgres

    for name in ("CI", "GONGKAI_REQUIRE_POSTGRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(postgres, "find", lambda: None)
    assert dev.postgres_programs(asked=False) is None
    monkeypatch.setenv(variable, "true")
    with pytest.raises(SystemExit) as stopped:
        dev.postgres_programs(asked=False)
    assert stopped.value.code == 4
    assert "没有找到 PostgreSQL" in capsys.readouterr().err


@pytest.fixture
def gates(dev, monkeypatch):
    """What `dev check` ran, as lists of words; all of it passes but what is put into `failing`."""
    ran, failing = [], []

    def pretend(*words, **_options):
        ran.append([str(word) for word in words])
        return not any(word in ran[-1] for word in failing)

    monkeypatch.setattr(dev, "install", lambda kind: None)
    monkeypatch.setattr(dev, "postgres_programs", lambda asked: None)
    monkeypatch.setattr(dev, "quiet", pretend)
    monkeypatch.setattr(dev, "call", lambda *words, **_: 0 if pretend(*words) else 1)
    return ran, failing


def test_check_tells_every_gate(dev, gates, capsys):
    assert dev.check([]) == 0
    told = capsys.readouterr().out.splitlines()
    passed = [line.split("（")[0] for line in told if line.startswith("✓")]
    assert passed == [
        *("✓ 格式", "✓ 规范", "✓ 模板规范", "✓ 类型", "✓ 分层", "✓ 迁移", "✓ 模板编译", "✓ 文档"),
        *("✓ 测试", "✓ 覆盖率 95%", "✓ 覆盖率 100%"),
    ]


@pytest.mark.parametrize(
    ("word", "gate"), [("--check", "格式"), ("tests/docs", "文档"), ("-n", "测试")]
)
def test_check_goes_on_after_a_gate_that_failed_and_fails(dev, gates, capsys, word, gate):
    gates[1].append(word)
    with pytest.raises(SystemExit) as stopped:
        dev.check([])
    assert stopped.value.code == 1
    said = capsys.readouterr()
    assert f"✗ {gate}（" in said.out
    assert "✓ 覆盖率 100%" in said.out
    assert f"没有通过：{gate}\n" in said.err


def test_check_leaves_out_of_the_tests_only_what_is_a_gate_of_its_own(dev, gates):
    dev.check([])
    ran, _ = gates
    left_out = {
        word.removeprefix("--ignore=") for words in ran for word in words if "--ignore=" in word
    }
    own = {word for words in ran for word in words if word.startswith("tests/")}
    by_tool = {f"tests/architecture/test_{name}.py" for name in ("imports", "types", "style")}
    assert left_out == own | by_tool
    assert [path for path in left_out if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    ("larger", "smaller"), [("dev", "run"), ("bench", "dev"), ("postgres", "run")]
)
def test_larger_requirements_contain_the_smaller_ones(larger, smaller):
    assert pins(smaller).items() <= pins(larger).items()


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--help"], 0), (["tset"], 2)])
def test_unknown_words_are_answered_with_the_usage(words, code):
    done = subprocess.run(
        [sys.executable, ROOT / "dev", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "python3 dev demo" in done.stdout
