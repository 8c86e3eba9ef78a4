"""Commands of the menus: what is refused is said in plain words."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QWidget

from desktop.findings import UserError
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN, parse_yuan
from desktop.ui.kit.background import run_in_background
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.year.budget_menu import BudgetMenu, ImportMenu
from desktop.ui.year.compare_dialog import CompareDialog
from desktop.ui.year.stage_dialog import StageDialog


@pytest.fixture
def said(monkeypatch):
    """What message boxes said; a test never waits for one."""
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *a: words.append(a[-1]))
    return words


@pytest.fixture
def window(shared, said):
    shared.turn_to("people")
    return shared


def put(window, row, key, text):
    grid = window.panel().view.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == key)
    return grid.setData(grid.index(row, number), text)


def test_stages_and_next_year_from_the_menu(window, said, agreed):
    menu = BudgetMenu(window.session, window)
    menu.fill()
    first = menu.stages.actions()[0]
    assert first.text() == "一上…"
    first.trigger()
    window.findChildren(StageDialog)[-1].do.click()
    assert window.session.budget.stage == "一上"
    frozen = next(b for b in window.session.book.budgets(1) if b.stage == "草稿" and b.year == 2025)
    window.session.choose(frozen)
    assert "“草稿”阶段已于" in window.banner.text()
    assert not window.add.isEnabled()
    assert not put(window, 0, "name", "甲")
    menu.fill()
    assert not menu.stages.isEnabled()
    assert not window.records["people"].policy.isEnabled()
    ImportMenu(window.session, window).open_file("roster", window.session.book.path)
    assert "已冻结，不能导入" in said[-1]
    window.session.choose(next(b for b in window.session.book.budgets(1) if b.stage == "一上"))
    menu.roll_forward()
    assert window.session.budget.year == 2026
    dialog = next(d for d in window.findChildren(TextDialog))
    assert "请核对" in dialog.text.toPlainText()
    dialog.close()
    window.undo.trigger()
    assert window.session.budget.year == 2025
    menu.fill()
    menu.compare.actions()[-1].trigger()
    compared = window.findChildren(CompareDialog)[-1]
    assert "→ 2025年" in compared.summary.text()
    stages = [compared.later.itemText(n) for n in range(compared.later.count())]
    assert stages.index("2025年 草稿") < stages.index("2025年 一上")
    compared.earlier.setCurrentText("2025年 草稿")
    compared.slider.setValue(stages.index("2025年 草稿"))
    assert compared.later.currentText() == "2025年 草稿"
    assert "同一个阶段" in compared.summary.text()
    assert compared.list.rowCount() == 0
    compared.slider.setValue(0)
    assert compared.later.currentText() == stages[0]
    assert compared.list.rowCount() > 0
    compared.search.setText("合计")
    assert all("合计" in compared.list.item(n, 0).text() for n in range(compared.list.rowCount()))
    row = next(n for n in range(5) if compared.figures.verticalHeaderItem(n).text() == "项目支出")
    shown = [parse_yuan(compared.figures.item(row, n).text()) for n in (stages.index("2025年 草稿"), 0)]
    assert compared.figures.item(row, len(stages)).text() == YUAN.show(shown[1] - shown[0])
    compared.close()


def test_only_stages_still_to_come_are_offered(session, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = BudgetMenu(session, parent)
    session.year_edits.next_stage(Stage.FIRST_UP)
    menu.fill()
    offered = [action.text() for action in menu.stages.actions()]
    assert offered == ["一下控制数…", "二上…", "批复…", "公开…", "调整…"]
    compared = [action.text() for action in menu.compare.actions()]
    assert sorted(compared) == ["2024年　草稿", "2025年　草稿"]


def test_nothing_can_be_imported_into_a_frozen_stage(session, qtbot, tmp_path, said):
    parent = QWidget()
    qtbot.addWidget(parent)
    frozen = session.budget.id
    session.year_edits.next_stage(Stage.FIRST_UP)
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == frozen))
    (tmp_path / "a.csv").write_text("姓名\n甲\n", encoding="utf-8")
    ImportMenu(session, parent).open_file("roster", tmp_path / "a.csv")
    assert said == ["账本只读或该阶段已冻结，不能导入；请转到可以修改的阶段"]


def test_a_text_edited_elsewhere_goes_to_the_audit(session, qtbot, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = ImportMenu(session, parent)
    with qtbot.waitSignal(menu.audit_asked) as asked:
        menu.open_file("text", tmp_path / "说明.txt")
    assert asked.args == [tmp_path / "说明.txt"]


def test_the_files_of_a_new_book_are_shown_after_one_another_though_some_are_refused(session, qtbot, monkeypatch):
    """Each in its turn: a page that is closed, a file refused before it is read, while it is read, and a page."""
    parent = QWidget()
    qtbot.addWidget(parent)
    menu, shown, refused = ImportMenu(session, parent), [], []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: refused.append(words[2]))

    def no(reason):
        raise UserError(reason)

    def read(kind, path):
        if path.name == "甲":
            no("先选政策参数")
        if path.name == "乙":
            job = run_in_background(parent, "", lambda: no("已损坏"), shown.append)
            assert job.wait(60_000), "it may be over before anybody follows it"
            menu._follow(job)
        else:
            shown.append(QDialog(parent))
            menu._show(shown[-1])

    monkeypatch.setattr(menu, "_open", read)
    files = None
    for name in ("二", "乙", "甲", "一"):
        files = FirstFile("roster", Path(name), files)
    menu.begin_with(files)
    assert (len(shown), refused) == (1, []), "the next one waits for the page"
    shown[0].reject()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert refused == ["先选政策参数", "已损坏"]
    shown[1].accept()
    assert len(shown) == 2


def test_the_choice_of_a_file_says_which_one_is_asked_for(shared, monkeypatch):
    menu, asked = ImportMenu(shared.session, shared), []
    monkeypatch.setattr("desktop.ui.kit.ask_file.to_read", lambda _, title, __: asked.append(title))
    for action in (*menu.actions(), *menu.lists.actions()):
        if action.text().startswith(("一体化", "导入时")) or action is menu.lists.menuAction():
            continue
        action.trigger()
    assert len(asked) == len(set(asked)) > 15
    assert {"选择工资表或花名册", "选择上年公开的文件", "选择政府采购文件"} <= set(asked)


@pytest.mark.parametrize(
    ("way", "heading"),
    [("roll_forward", "已结转到2025年，请核对"), ("start_from_last_year", "已以上年为底稿起草2025年，请核对")],
)
def test_what_was_begun_is_called_by_its_name_and_the_page_is_never_empty(shared, agreed, monkeypatch, way, heading):
    menu = BudgetMenu(shared.session, shared)
    monkeypatch.setattr(menu, "_rolled", lambda *_: [])
    getattr(menu, way)()
    dialog = shared.findChildren(TextDialog)[-1]
    assert dialog.findChild(QLabel, "heading").text() == heading
    assert dialog.text.toPlainText().startswith("没有要特别核对的内容")
    dialog.close()


def test_next_year_is_not_begun_by_a_slip_in_the_menu(shared, monkeypatch):
    session, asked = shared.session, []
    before = session.book.fingerprint()
    answer = lambda *words: asked.append(words[2]) or QMessageBox.StandardButton.No  # noqa: E731
    monkeypatch.setattr(QMessageBox, "question", answer)
    BudgetMenu(session, shared).roll_forward()
    year = session.budget.year
    assert len(asked) == 1
    assert f"由{year}年结转到{year + 1}年吗" in asked[0]
    assert session.book.fingerprint() == before
