"""The selftest says of each step how it ended, takes all of them, and touches nothing of the user's."""

import os
import shutil
from types import SimpleNamespace

import pytest

from desktop import cli, manual, selftest
from desktop.findings import UserError
from desktop.selftest import Step


def test_every_step_is_taken_and_the_failed_ones_are_said(monkeypatch, home):
    def fail(error):
        raise error

    steps = (
        Step("甲", lambda folder: f"{folder.is_dir()}"),
        Step("乙", lambda _: fail(UserError("没有画出"))),
        Step("丙", lambda _: fail(UserError("磁盘已满"))),
        Step("丁", lambda _: fail(ImportError("no module"))),
        Step("戊", lambda folder: str(os.environ["MINGZHANG_HOME"] == str(folder / "home"))),
    )
    monkeypatch.setattr(selftest, "STEPS", steps)
    lines = []
    assert selftest.run(lines.append) == 1
    assert "自检（源码" in lines[0]
    assert [line.split("  ")[0] for line in lines[1:-1]] == ["1. 通过", "2. 失败", "3. 失败", "4. 失败", "5. 通过"]
    assert "没有画出" in lines[2]
    assert "磁盘已满" in lines[3]
    assert "ImportError（test_selftest.py:" in lines[4]
    assert all("True" in lines[number] for number in (1, 5))
    assert lines[-1].startswith("自检有 3 项失败")
    assert os.environ["MINGZHANG_HOME"] == str(home)
    assert list(home.iterdir()) == []


def test_without_a_failure_it_ends_with_zero(monkeypatch, capsys):
    monkeypatch.setattr(selftest, "STEPS", (Step("甲", lambda _: "好"),))
    assert cli.main(["selftest"]) == 0
    assert "自检通过：1 项全部正常" in capsys.readouterr().out


def test_every_module_is_loaded(monkeypatch):
    """All of them really, and the layouts, are looked at by the long form `selftest`."""
    loaded = []
    found = [SimpleNamespace(name=f"desktop.m{number}") for number in range(250)]
    monkeypatch.setattr(
        selftest.pkgutil, "walk_packages", lambda *_: [*found, SimpleNamespace(name="desktop.__main__")]
    )
    monkeypatch.setattr(selftest.importlib, "import_module", loaded.append)
    assert selftest._modules(None) == "250 个模块"
    assert loaded == sorted(each.name for each in found)


def test_a_module_that_is_not_there_is_a_failed_step(monkeypatch):
    monkeypatch.setattr(selftest.pkgutil, "walk_packages", lambda *_: ())
    with pytest.raises(UserError, match="只找到 0 个模块"):
        selftest._modules(None)


def test_the_reading_steps_take_what_was_exported(tmp_path, wuxi_book):
    """The whole of it, window and export too, is the long form `selftest`."""
    shutil.copyfile(wuxi_book, tmp_path / f"{selftest.SAMPLE}.mzb")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a_预算公开.xlsx").write_bytes(b"PK not a workbook")
    assert selftest._damaged(tmp_path) == "已拒绝并说明原因"
    with pytest.raises(UserError):
        selftest._reading(tmp_path)


def test_the_manual_and_an_addition_are_looked_at(tmp_path, home, monkeypatch):
    assert "幅图" in selftest._manual(tmp_path)
    assert selftest._added(tmp_path) == "1 个参数包，已加入又删除"
    assert not list((home / "policy").glob("*.toml"))
    monkeypatch.setattr(manual, "chapters", dict)
    with pytest.raises(UserError, match="没有操作手册"):
        selftest._manual(tmp_path)


def test_the_samples_are_without_errors_of_computation(tmp_path):
    said = selftest._sample(tmp_path)
    assert "巫溪县政务服务中心" in said
    assert "青禾县政务服务中心" in said
