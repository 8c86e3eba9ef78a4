"""Files dragged onto the window: recognised by their kind, nothing entered before a person says what they are."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from desktop.intake.record_kinds import KINDS
from desktop.recognised_files import Seeming
from desktop.ui.kit import background
from desktop.ui.start import dropped_files
from desktop.ui.start.dropped_files import asked, files_of, take, ways
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
        (("参数.zip",), 1),
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
    for names in (["甲.mzb"], ["甲.mzs", "乙.mzs"], ["本县.toml"]):
        take(window, desk, [Path(name) for name in names])
    assert desk.asked == [("book", "甲.mzb"), ("packs", ["甲.mzs", "乙.mzs"]), ("updates", "本县.toml")]


def test_of_a_table_it_is_asked_what_it_is(qtbot):
    desk, window = Desk(), QWidget()
    qtbot.addWidget(window)
    menu = asked(window, desk, Path("工资表.xlsx"), Seeming("template", "像是要填的表"))
    assert desk.asked == [], "nothing happens before somebody has chosen"
    assert menu.defaultAction().text() == "填写这份财政局下发的表格", "what it seems to be comes first"
    assert [each.text() for each in menu.actions() if each.text()][1:3] == [
        "像是要填的表",
        "填写这份财政局下发的表格",
    ]
    words = {action.text(): action for action in menu.actions() if action.text()}
    words["导入花名册或工资表"].trigger()
    words["填写这份财政局下发的表格"].trigger()
    words["取消"].trigger()
    assert desk.asked == [("roster", "工资表.xlsx"), ("template", "工资表.xlsx")]
    for action in words["导入其他明细"].menu().actions():
        action.trigger()
    assert {kind for kind, _ in desk.asked[2:]} == KINDS.keys() - {kind for _, kind in ways(Path("工资表.xlsx"))}


def test_what_is_not_recognised_is_only_asked(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    menu = asked(window, Desk(), Path("工资表.xlsx"), Seeming())
    assert menu.defaultAction() is None
    assert "没有从内容认出是哪一种；请选择" in [each.text() for each in menu.actions()]


def test_control_numbers_need_a_book_first(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    menu = asked(window, Desk(), Path("控制数.xlsx"), Seeming("controls", "像是控制数"), without_book=True)
    assert "像是控制数；请先打开或新建账本，再导入" in [each.text() for each in menu.actions()]


def test_a_list_that_is_rarely_dropped_is_offered_where_it_is_recognised():
    assert ways(Path("甲.xlsx"), Seeming("procurements", ""))[0] == ("导入政府采购", "procurements")
    assert "procurements" not in {kind for _, kind in ways(Path("甲.xlsx"), Seeming("lines", ""))}


def test_who_waits_too_long_is_asked_without_knowing(qtbot, monkeypatch):
    window, free = QWidget(), Event()
    qtbot.addWidget(window)
    monkeypatch.setattr(dropped_files, "PATIENCE", 0)
    monkeypatch.setattr(dropped_files, "seeming", lambda _: free.wait(20))
    shown = []
    monkeypatch.setattr(dropped_files, "_pop_up", shown.append)
    take(window, Desk(), [Path("大.xlsx")])
    qtbot.waitUntil(lambda: bool(shown))
    free.set()
    qtbot.waitUntil(lambda: not background._running)
    assert len(shown) == 1, "what arrives later is thrown away"
    assert "文件较大，没有等内容认完" in [each.text() for each in shown[0].actions()]


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
    monkeypatch.setattr(shared.commands, "look_at_parts", opened.append)
    shared.import_file("updates", tmp_path / "本县.toml")
    assert opened[-1] == tmp_path / "本县.toml"
    assert kinds <= {"roster", "projects", "controls", "approved", "last_year", "text", "template", *KINDS}
    assert {".mzb", ".mzs"} <= dropped_files.KNOWN


def test_a_file_dropped_on_a_text_is_for_the_window(shared, qtbot, monkeypatch):
    """Qt would put its path into the text."""
    monkeypatch.setattr(dropped_files, "seeming", lambda _: Seeming())
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
            QApplication.sendEvent(
                target, QDropEvent(QPointF(3, 3), event.possibleActions(), data, event.buttons(), NONE)
            )
            assert shared.narrative.editor.template() == before
            qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            QApplication.activePopupWidget().close()
