"""Work in pieces between which the window answers: begun anew, stopped, and never two at once."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QProgressDialog, QWidget

from desktop.findings import UserError
from desktop.ui.kit import in_pieces
from desktop.ui.kit.in_pieces import InPieces, walk


def counted(done, pieces=3):
    def work():
        for number in range(pieces):
            done.append(number)
            yield
        done.append("end")

    return work


def test_the_window_has_its_turn_between_pieces(qapp, monkeypatch):
    monkeypatch.setattr(in_pieces, "PIECE", -1)
    done = []
    work = InPieces(qapp, counted(done))
    work.begin(0)
    for so_far in ([0], [0, 1], [0, 1, 2], [0, 1, 2, "end"]):
        assert work.isActive()
        work.timeout.emit()
        assert done == so_far
    work.stop()


def test_what_is_begun_anew_begins_at_the_beginning(qapp, monkeypatch):
    monkeypatch.setattr(in_pieces, "PIECE", -1)
    done = []
    work = InPieces(qapp, counted(done))
    work.begin(0)
    work.timeout.emit()
    work.timeout.emit()
    work.begin(0)
    work.timeout.emit()
    work.stop()
    assert done == [0, 1, 0]


def test_short_work_is_one_piece_and_may_ask_for_itself_again(qapp, qtbot):
    done = []

    def work():
        done.append(len(done))
        if len(done) == 1:
            pieces.begin(0)
        yield
        done.append("end")

    pieces = InPieces(qapp, work)
    pieces.begin(0)
    qtbot.waitUntil(lambda: "end" in done)
    assert done == [0, 1, "end"]


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_all_steps_are_done(parent):
    done = []

    def steps():
        for left in (2, 1, 0):
            done.append(left)
            yield left

    assert walk(parent, "汇总", steps())
    assert done == [2, 1, 0]
    assert walk(parent, "汇总", iter(()))


def test_it_stops_where_a_person_cancels(parent, monkeypatch):
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda dialog: dialog.value() == 2)
    done = []
    assert not walk(parent, "汇总", (done.append(left) or left for left in (3, 2, 1, 0)))
    assert done == [3, 2]


def test_a_refusal_passes_on(parent):
    def steps():
        yield 1
        raise UserError("不行")

    with pytest.raises(UserError, match="不行"):
        walk(parent, "汇总", steps())


def test_what_cannot_be_left_half_done_is_named_while_it_goes_on(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    with pytest.raises(UserError), in_pieces.busy(window, "正在另存…"):
        assert window.statusBar().currentMessage() == "正在另存…"
        assert QGuiApplication.overrideCursor() is not None
        raise UserError("磁盘已满")
    assert window.statusBar().currentMessage() == ""
    assert QGuiApplication.overrideCursor() is None
    with in_pieces.busy(None, "正在打开…"):
        pass
