"""What a batch does to one unit, and what it says of it."""

from dataclasses import replace

import pytest

from desktop import file_set, pipeline
from desktop.exporters import package
from desktop.findings import Finding, Outcome, Severity, Status, UserError
from desktop.ledger.records import Unit
from desktop.ui.units import batch_work
from tests.ui.units.conftest import find


@pytest.fixture
def disclosure(desk):
    budget = find(desk.session, "文化活动中心", budget=True)
    return budget, pipeline.of_book(desk.session.book, desk.session.form, budget)


def ending(disclosure, *outcomes):
    return replace(disclosure, run_checks=lambda _: list(outcomes))


def failing(severity):
    return Outcome("C1", "x", severity, Status.FAILED, findings=[Finding("C1", severity, "看一看")])


def test_the_word_of_a_check_never_passes_what_was_not_checked(disclosure):
    budget, found = disclosure
    passed = Outcome("C1", "x", Severity.ERROR, Status.PASSED)
    unchecked = Outcome("C2", "y", Severity.ERROR, Status.NOT_CHECKED)

    def word(*outcomes):
        return batch_work.checked(budget, ending(found, *outcomes), None).word

    assert word(passed) == "通过"
    assert word(passed, unchecked) == "要看"
    assert word(failing(Severity.WARNING)) == "要看"
    assert word(failing(Severity.ERROR)) == "有错误"
    text = batch_work.checked(budget, ending(found, failing(Severity.ERROR), unchecked), None).text
    assert text == "错误 1 项，警告 0 项，1 项未检查；看一看"


class Going:
    cancelled = False


def test_files_are_written_in_a_folder_of_the_unit_and_drafts_only_when_asked(disclosure, tmp_path):
    budget, found = disclosure
    folder = tmp_path / "中心"
    wrong = ending(found, failing(Severity.ERROR))
    work = batch_work.exporting({budget.unit_id: folder}, ("xlsx",), drafts=False)
    assert work(budget, wrong, Going()).word == "没有导出"
    assert not folder.exists()
    result = work(budget, ending(found), Going())
    assert (result.word, result.folder, len(list(folder.glob("*.xlsx")))) == ("已导出", folder, 1)
    draft = batch_work.exporting({budget.unit_id: folder}, ("xlsx",), drafts=True)(budget, wrong, Going())
    assert (draft.word, draft.color) == ("草稿", "warning")


def test_units_of_one_name_have_folders_of_their_own(tmp_path):
    units = [Unit(id=1, name="中心", code="7"), Unit(id=2, name="中心"), Unit(id=3, name="站")]
    folders = batch_work.folders_of(tmp_path, units)
    assert [folders[unit.id].name for unit in units] == ["中心_7", "中心_2", "站"]


def test_no_two_units_ever_share_a_folder(tmp_path):
    names = ("中心", "中心", "中心_2", "中心_1", "A站", "a站")
    folders = batch_work.folders_of(tmp_path, [Unit(id=n, name=name) for n, name in enumerate(names, 1)])
    assert len({path.name.casefold() for path in folders.values()}) == len(names)
    assert (folders[3].name, folders[4].name) == ("中心_2", "中心_1")


def test_a_cancelled_unit_leaves_nothing_half_done(disclosure, tmp_path, monkeypatch):
    budget, found = disclosure
    folder = tmp_path / "中心"
    work = batch_work.exporting({budget.unit_id: folder}, ("xlsx",), drafts=False)
    stopped = Going()
    stopped.cancelled = True
    with pytest.raises(package.Cancelled):
        work(budget, ending(found), stopped)
    assert not folder.exists()
    folder.mkdir()
    (folder / "旧.xlsx").write_bytes(b"1")
    with pytest.raises(package.Cancelled):
        work(budget, ending(found), stopped)
    assert [path.name for path in folder.iterdir()] == ["旧.xlsx"]
    monkeypatch.setattr(file_set, "recover", lambda _: "上次导出中断，已恢复")
    assert work(budget, ending(found), Going()).text.endswith("；上次导出中断，已恢复")


@pytest.mark.parametrize(
    ("error", "word", "text"),
    [
        (package.Cancelled(), "已取消", "没有完成"),
        (UserError("原因"), "没有完成", "原因"),
        (PermissionError(13, "x"), "没有完成", "权限"),
        (RuntimeError("x"), "没有完成", "内部问题"),
    ],
)
def test_what_ended_a_unit_is_said_plainly(error, word, text, tmp_path):
    result = batch_work.failed(error, tmp_path)
    assert result.word == word
    assert text in result.text
