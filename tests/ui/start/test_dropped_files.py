"""Files dragged onto the window: recognised by their kind, nothing entered before a person says what they are."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from desktop.intake.record_kinds import KINDS
from desktop.ui.start import dropped_files
from desktop.ui.start.dropped_files import files_of, take, ways
from tests.small_cases import small_cases

NONE = Qt.KeyboardModifier.NoModifier


def drop(*names):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/tmp/{name}") for name in names])
    return QDropEvent(
        QPointF(0, 0), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ), data


class Desk:
    """What the window is asked for."""

    def __init__(self):
        self.asked = []

    def open_book(self, path):
        self.asked.append(("book", path.name))

    def receive(self, files):
        self.asked.append(("packs", [file.name for file in files]))

    def import_file(self, kind, path):
        self.asked.append((kind, path.name))


@small_cases(
    ("names", "taken"),
    [
        (("甲.MZB",), 1),
        (("甲.mzs", "乙.mzs"), 2),
        (("工资表.xls",), 1),
        (("公开.pdf",), 1),
        (("甲.mzs", "工资表.xls"), 0),
        (("甲.xlsx", "乙.xlsx"), 0),
        (("照片.jpg",), 0),
        ((), 0),
    ],
)
def test_only_what_the_program_knows_is_taken(names, taken):
    event, _ = drop(*names)
    assert len(files_of(event)) == taken


def test_a_book_is_opened_and_files_of_units_are_looked_at(qtbot):
    desk, window = Desk(), QWidget()
    qtbot.addWidget(window)
    assert take(window, desk, [Path("甲.mzb")]) is None
    assert take(window, desk, [Path("甲.mzs"), Path("乙.mzs")]) is None
    assert desk.asked == [("book", "甲.mzb"), ("packs", ["甲.mzs", "乙.mzs"])]


def test_of_a_table_it_is_asked_what_it_is(qtbot):
    desk, window = Desk(), QWidget()
    qtbot.addWidget(window)
    menu = take(window, desk, [Path("工资表.xlsx")])
    assert desk.asked == [], "nothing happens before somebody has chosen"
    words = {action.text(): action for action in menu.actions() if action.text()}
    words["导入花名册或工资表"].trigger()
    words["填写这份财政局下发的表格"].trigger()
    words["取消"].trigger()
    assert desk.asked == [("roster", "工资表.xlsx"), ("template", "工资表.xlsx")]
    for action in words["导入其他明细"].menu().actions():
        action.trigger()
    assert {kind for kind, _ in desk.asked[2:]} == KINDS.keys() - {kind for _, kind in ways(Path("工资表.xlsx"))}


def test_a_text_can_only_be_last_year_or_audited():
    assert [kind for _, kind in ways(Path("公开.ofd"))] == ["last_year", "text"]
    assert "template" not in {kind: words for words, kind in ways(Path("旧.xls"))}


def test_without_a_book_a_file_is_a_beginning_or_audited():
    assert [kind for _, kind in ways(Path("公开.ofd"), without_book=True)] == ["last_year", "text"]
    assert [kind for _, kind in ways(Path("工资.xls"), without_book=True)] == ["last_year", "roster", "text"]
    event, _ = drop("甲.mzs")
    assert files_of(event, without_book=True) == []


def test_each_way_is_one_of_the_menu(shared, monkeypatch, tmp_path):
    """The kinds are those that the menu 导入 knows."""
    kinds = {kind for name in ("a.xlsx", "a.pdf") for _, kind in ways(Path(name))}
    opened = []
    monkeypatch.setattr(shared.import_menu, "_open", lambda kind, path: opened.append(kind))
    for kind in sorted(kinds):
        shared.import_file(kind, tmp_path / "a.xlsx")
    assert opened == sorted(kinds)
    assert kinds <= {"roster", "projects", "controls", "approved", "last_year", "text", "template", *KINDS}
    assert {".mzb", ".mzs"} <= dropped_files.KNOWN


def test_a_file_dropped_on_a_text_is_for_the_window(shared):
    """Qt would put its path into the text."""
    for page in ("unit", "narrative"):
        shared.turn_to(page)
        fields = [each for kind in (QLineEdit, QTextEdit) for each in shared.findChildren(kind) if each.isVisible()]
        assert fields
        for field in fields:
            target = field.viewport() if isinstance(field, QTextEdit) else field
            _, data = drop("公开.pdf")
            event = QDragEnterEvent(QPoint(3, 3), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
            QApplication.sendEvent(target, event)
            assert event.isAccepted(), "the window takes it"
            before = shared.narrative.editor.template()
            menus = len(shared.findChildren(QMenu))
            QApplication.sendEvent(
                target, QDropEvent(QPointF(3, 3), event.possibleActions(), data, event.buttons(), NONE)
            )
            assert shared.narrative.editor.template() == before
            assert len(shared.findChildren(QMenu)) == menus + 1
            QApplication.activePopupWidget().close()
