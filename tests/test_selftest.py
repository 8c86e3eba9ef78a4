"""The selftest says of each step how it ended, takes all of them, and touches nothing of the user's."""

import os
import re
import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest

from desktop import cli, manual, pipeline, selftest
from desktop.exporters import package
from desktop.findings import UserError
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.outside import source_files
from desktop.published import entry
from desktop.selftest import Step
from desktop.ui import trial
from tests import samples


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


def test_layouts_and_fonts_that_are_not_there_fail_the_first_step(monkeypatch, tmp_path):
    monkeypatch.setattr(loader, "available", lambda: [loader.default()])
    assert selftest._files(tmp_path).startswith("公开版式 1 个，检查 ")
    monkeypatch.setattr(selftest.Path, "glob", lambda *_: iter(()))
    with pytest.raises(UserError, match="字体不全，只有 0 个"):
        selftest._files(tmp_path)
    monkeypatch.setattr(loader, "available", list)
    with pytest.raises(UserError, match="中没有公开版式"):
        selftest._files(tmp_path)


def test_a_sample_that_computes_nothing_or_to_errors_fails(monkeypatch, tmp_path):
    cube, measures = SimpleNamespace(sum=lambda _: 0), {"expenditure": SimpleNamespace(where=())}
    empty = SimpleNamespace(findings=[], cube=cube, form=SimpleNamespace(measures=measures))
    monkeypatch.setattr(selftest.pipeline, "of_book", lambda _: empty)
    monkeypatch.setattr(sample, "write", samples.write)
    with pytest.raises(UserError, match="有 0 个错误，支出合计 0 分"):
        selftest._sample(tmp_path)


def test_an_export_is_said_by_kind(monkeypatch, tmp_path, wuxi_book):
    shutil.copyfile(wuxi_book, tmp_path / f"{selftest.SAMPLE}.mzb")
    written = [SimpleNamespace(kind=kind, compared=number) for number, kind in enumerate(package.KINDS, 7)]
    monkeypatch.setattr(package, "export", lambda *_: written)
    names = list(package.KINDS.values())
    assert selftest._export(tmp_path) == "，".join(f"{name} {n} 处一致" for n, name in enumerate(names, 7))


def test_exported_files_that_read_as_something_else_fail(monkeypatch, tmp_path):
    """All are there and hold what every table of income and expenditure prints."""
    (tmp_path / "out").mkdir()
    kinds = ("docx", "html", "ofd", "pdf", "xlsx")
    for kind in kinds:
        (tmp_path / "out" / f"a_预算公开.{kind}").touch()
    read = dict.fromkeys(kinds, "支 出\u3000总计")

    def document(path):
        kind = path.suffix[1:]
        table = SimpleNamespace(rows=[[read[kind]]])
        return SimpleNamespace(kind=kind, paragraphs=(), tables=[table])

    monkeypatch.setattr(source_files, "read_document", document)
    assert selftest._reading(tmp_path) == "docx 1 张表，html 1 张表，ofd 1 张表，pdf 1 张表，xlsx 1 张表"
    read["pdf"] = "别的"
    with pytest.raises(UserError, match=r"从“a_预算公开\.pdf”读回的内容中没有“支出总计”"):
        selftest._reading(tmp_path)
    (tmp_path / "out" / "a_预算公开.pdf").unlink()
    with pytest.raises(UserError, match="只读到 4 个文件"):
        selftest._reading(tmp_path)


def test_an_import_must_come_to_what_was_exported(monkeypatch, tmp_path, wuxi_book):
    shutil.copyfile(wuxi_book, tmp_path / f"{selftest.SAMPLE}.mzb")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.xlsx").touch()
    with Book.open_to_read(wuxi_book) as book:
        last = pipeline.newest_budget(book)
        lines = book.facts(last).lines
    figures = [SimpleNamespace(agrees=True), SimpleNamespace(agrees=False)]

    def proposed(*_):
        return SimpleNamespace(compared=figures, disagreements=(), facts=SimpleNamespace(lines=lines))

    def enter(book, proposal, _):
        with book.operation("上年"):
            unit = book.units()[0]
            budget = book.insert(Budget(unit_id=unit.id, year=last.year))
            for line in proposal.facts.lines:
                book.insert(replace(line, id=0, budget_id=budget.id, project_id=None))

    monkeypatch.setattr(entry, "read", proposed)
    monkeypatch.setattr(entry, "enter", enter)
    assert selftest._import(tmp_path) == f"支出 {len(lines)} 行，1 个数与文件一致"
    (tmp_path / "导入.mzb").unlink()
    figures[:] = []
    lines = [replace(lines[0], amount=lines[0].amount + 1), *lines[1:]]
    with pytest.raises(UserError, match=r"导入后支出合计 \d+ 分，应为 \d+ 分"):
        selftest._import(tmp_path)


def test_a_damaged_workbook_that_is_read_all_the_same_fails(monkeypatch, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.xlsx").write_bytes(b"PK not a workbook")
    monkeypatch.setattr(source_files, "read", lambda _: [])
    with pytest.raises(UserError, match="损坏的工作簿没有被拒绝"):
        selftest._damaged(tmp_path)


def test_a_pack_is_read_by_the_process_that_reads_many(tmp_path):
    samples.write(selftest.COMPUTED_SAMPLE, tmp_path / f"{selftest.COMPUTED_SAMPLE}.mzb")
    assert re.fullmatch(r"[1-9]\d* 个成员，[\d,]+ 字节", selftest._pack(tmp_path))


def test_the_window_is_tried_without_a_screen_on_the_computed_sample(monkeypatch, tmp_path):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(trial, "run", lambda path: f"{path.name} {os.environ['QT_QPA_PLATFORM']}")
    assert selftest._window(tmp_path) == f"{selftest.COMPUTED_SAMPLE}.mzb offscreen"
