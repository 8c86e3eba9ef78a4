"""A new book by a short form: what is missing is said, the file name is made up, nothing is overwritten."""

from pathlib import Path

from desktop.catalog import own_packs
from desktop.ledger.book import Book
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.main_window import MainWindow
from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog
from desktop.ui.start.new_book_dialog import NewBookDialog


def test_new_book_dialog(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.make()
    assert "请填写" in dialog.problem.text()
    dialog.unit.setText("某县档案馆")
    dialog.file.setText(str(tmp_path / "档案馆"))
    dialog.make()
    assert dialog.path == tmp_path / "档案馆.mzb"
    window = MainWindow(Book.open(Path(dialog.path)))
    qtbot.addWidget(window)
    assert "某县档案馆" in window.windowTitle()
    window.close()


def test_the_file_is_named_after_unit_and_year_until_a_person_names_it(qtbot):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某县/档案馆")
    dialog.year.setValue(2027)
    made_up = Path(dialog.file.text())
    assert made_up.suffix == ".mzb"
    assert "2027" in made_up.stem
    assert "/" not in made_up.name
    dialog.file.setText("/别处/我的.mzb")
    dialog.year.setValue(2028)
    assert dialog.file.text() == "/别处/我的.mzb"


def test_layout_policy_and_words_are_kept_with_the_book(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某单位")
    dialog.scope.setCurrentText("部门")
    dialog.form.setCurrentIndex(dialog.form.findData("henan/2022"))
    dialog.policy.setCurrentIndex(dialog.policy.findData("example"))
    dialog.year.setValue(2025)
    dialog.file.setText(str(tmp_path / "a.mzb"))
    dialog.make()
    with Book.open_to_read(tmp_path / "a.mzb") as book:
        (unit,) = book.units()
        assert (book.form, unit.scope) == ("henan/2022", "部门")
        assert {(b.year, b.policy) for b in book.budgets(unit.id)} == {(2024, ""), (2025, "example")}


def test_a_book_that_is_there_is_not_overwritten(qtbot, tmp_path, wuxi_book):
    before = wuxi_book.read_bytes()
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某单位")
    dialog.file.setText(str(wuxi_book))
    dialog.make()
    assert "已经存在" in dialog.problem.text()
    assert dialog.path is None
    assert wuxi_book.read_bytes() == before


def test_the_standards_of_the_place_are_made_here_and_chosen(qapp, qtbot, monkeypatch):
    def answered(dialog):
        dialog.sheet.title = "青禾县"
        dialog.save()

    monkeypatch.setattr(QuestionnaireDialog, "exec", answered)
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.ask_standards()
    assert dialog.policy.currentData() == "青禾县"
    assert list(own_packs.saved()) == ["青禾县"]
    monkeypatch.setattr(QuestionnaireDialog, "exec", lambda _: None)
    dialog.ask_standards()
    assert dialog.policy.currentData() == "青禾县"


def test_the_layout_follows_the_year_until_a_person_chooses_one(qtbot):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    suggested = []
    for year in (2027, 2025):
        dialog.year.setValue(year)
        suggested.append(dialog.form.currentData())
    assert suggested == ["chongqing/2026", "chongqing/2023"]
    dialog.form.setCurrentIndex(dialog.form.findData("henan/2022"))
    dialog.year.setValue(2028)
    assert dialog.form.currentData() == "henan/2022"


def test_a_list_of_people_begins_with_the_official_pay_items(qtbot, tmp_path):
    for roster, policy in ((tmp_path / "工资表.xlsx", "national"), (None, "")):
        dialog = NewBookDialog(None, roster)
        qtbot.addWidget(dialog)
        assert dialog.policy.currentData() == policy


def test_running_functions_and_the_files_to_begin_with_are_asked_and_may_be_left(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某单位")
    dialog.year.setValue(2027)
    dialog.file.setText(str(tmp_path / "a.mzb"))
    dialog.kind.setCurrentText("行政")
    assert "行政运行" in dialog.function.itemText(0), "what is usual for the unit comes first"
    dialog.function.setEditText("20105")
    dialog.make()
    assert "本单位运行科目" in dialog.problem.text()
    dialog.function.setEditText("2010501")
    dialog.function_of_others.setEditText("2010550 事业运行（统计信息事务）")
    dialog.controls.setText(str(tmp_path / "没有.xlsx"))
    dialog.make()
    assert "找不到控制数文件" in dialog.problem.text()
    names = {"roster": "工资表.xlsx", "controls": "控制数.xlsx"}
    for kind, name in names.items():
        (tmp_path / name).touch()
        getattr(dialog, kind).setText(str(tmp_path / name))
    assert dialog.policy.currentData() == "national", "people need pay items"
    dialog.make()
    assert dialog.first == FirstFile(
        "roster", tmp_path / "工资表.xlsx", FirstFile("controls", tmp_path / "控制数.xlsx")
    )
    with Book.open_to_read(tmp_path / "a.mzb") as book:
        (unit,) = book.units()
        budget = next(each for each in book.budgets(unit.id) if each.year == 2027)
        (other,) = book.facts(budget).running_functions
        assert (unit.own_function, other.staff, other.function_code) == ("2010501", "事业", "2010550")


def test_what_is_missing_is_no_longer_said_when_it_is_being_put_right(qtbot):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某县档案馆")
    dialog.function.setEditText("9999999")
    dialog.make()
    assert "本单位运行科目" in dialog.problem.text()
    dialog.function.setEditText("2010350")
    assert dialog.problem.text() == ""


def published(folder, *lines):
    path = folder / "公开稿最终版.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_unit_and_year_come_from_what_the_file_says_not_only_from_its_name(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.begin_with(published(tmp_path, "青禾县统计局2025年部门预算公开", "一、部门概况"))
    qtbot.waitUntil(lambda: dialog.unit.text() == "青禾县统计局")
    assert dialog.year.value() == 2026


def test_what_a_person_wrote_is_not_replaced_by_what_a_file_says(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("青禾县档案馆")
    dialog.year.setValue(2030)
    dialog.begin_with(published(tmp_path, "青禾县统计局2025年部门决算公开", "一、部门概况"))
    qtbot.waitUntil(lambda: "决算" in dialog.problem.text())
    assert (dialog.unit.text(), dialog.year.value()) == ("青禾县档案馆", 2030)


def test_a_file_that_cannot_be_read_is_told_at_once(qtbot, tmp_path):
    path = tmp_path / "青禾县统计局2025年部门预算.docx"
    path.write_bytes(b"PK\x03\x04")
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.begin_with(str(path))
    assert (dialog.unit.text(), dialog.year.value()) == ("青禾县统计局", 2026)
    qtbot.waitUntil(lambda: dialog.problem.text() != "")


def test_a_new_book_is_written_to_a_full_path_only_and_its_ending_may_be_in_capitals(qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.unit.setText("某单位")
    for typed in ("账本", "账本/甲.mzb"):
        dialog.file.setText(typed)
        dialog.make()
        assert "不是完整的路径" in dialog.problem.text()
    assert list(tmp_path.iterdir()) == []
    for typed, place in ((str(tmp_path / "甲.MZB"), tmp_path / "甲.MZB"), ("~/乙", tmp_path / "乙.mzb")):
        dialog.file.setText(typed)
        dialog.make()
        assert dialog.path == place
        assert place.is_file()


def test_a_file_whose_place_was_typed_is_read_for_unit_and_year_too(qtbot, tmp_path):
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    dialog.before.setText(published(tmp_path, "青禾县统计局2025年部门预算公开", "一、部门概况"))
    dialog.before.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.unit.text() == "青禾县统计局")
    assert dialog.year.value() == 2026
    dialog.unit.setText("青禾县档案馆")
    dialog.before.editingFinished.emit()
    assert dialog.unit.text() == "青禾县档案馆", "it was read once"
    dialog.before.setText(str(tmp_path / "没有.docx"))
    dialog.before.editingFinished.emit()
    assert dialog.problem.text() == "", "it is told when the book is made"
