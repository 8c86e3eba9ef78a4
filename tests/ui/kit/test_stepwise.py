"""Small steps with progress and cancel."""

import pytest
from PySide6.QtWidgets import QProgressDialog, QWidget

from desktop.findings import UserError
from desktop.ui.kit.stepwise import walk


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
