"""One walk through every page, a long one through every dialog: the wheel changes no value, no person's words are drawn as
HTML, no word is English, no dialog too large for the smallest screen.

To make all dialogs costs much more than to look at them. What is looked at, and that it is noticed, is in
tests/ui/kit/test_wheel_safe.py, test_plain_text.py and test_chinese.py.
"""

import gc
import weakref
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication

from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import (
    RECORD_TYPES,
    SINGLE,
    Acceptance,
    Adjustment,
    Attachment,
    Project,
    Release,
    Remark,
    StageElsewhere,
)
from desktop.ledger.vocabulary import Stage
from desktop.ui.kit import window_place
from tests.ui import everything
from tests.ui.kit.test_chinese import english, qt_in_chinese  # noqa: F401 - a fixture
from tests.ui.kit.test_plain_text import HOSTILE, drawn
from tests.ui.kit.test_wheel_safe import changed

MEANT_FOR_THE_PROGRAM = {
    *("RunningFunction.staff", "Budget.frozen_at", "Budget.policy", "Budget.scenario", "Asset.kind", "Reason.figure"),
    *("FreeText.key", "Person.insured", "PersonChange.what", "PersonChange.insured", "BasisCount.name"),
    *("PublicLine.item", "LayoutChoice.setting", "LayoutChoice.choice", "LayoutReview.form", "Acceptance.code"),
    *("TakenIn.fingerprint", "SummedLine.item", "CheckResult.code"),
}
"""Texts that are no words of a person: names that the program gives things."""

ANSWERED = {"ExportDialog", "LineDialog", "IncomeDialog", "StartPage", "NewBookDialog", "BackupsDialog"}
"""Dialogs whose answer is read after they are closed."""

KEPT_BY_THE_TAB_CHAIN = {"IncomeDialog", "NewBookDialog"}
"""Of these PySide keeps the empty shell: a step along their Tab chain holds the widget that was before."""

SMALLEST = QSize(911, 512) - window_place.FRAME
"""Room for a dialog on a screen of 1366 × 768 at 150 %."""


def make_hostile(book):
    """Put a hostile text into every field that takes words, of every record; return how many kinds of fields there were."""
    filled = set()
    for kind in RECORD_TYPES:
        fields = [field for field in fields_of(kind) if field.kind is Kind.TEXT and not field.of and not field.choices]
        names = [field.name for field in fields if f"{kind.__name__}.{field.name}" not in MEANT_FOR_THE_PROGRAM]
        for number, record in enumerate(book.records(kind) if names else ()):
            book.update(replace(record, **dict.fromkeys(names, f"{HOSTILE}{number}")))
            filled |= {(kind, name) for name in names}
    return len(filled)


@pytest.fixture
def window(shared):
    """A book in which every text a person can write is hostile."""
    session = shared.session
    project, budget = session.records(Project)[0], session.budget.id
    with session.together("改名"):
        mark = {"budget_id": budget, "record_table": project.TABLE, "record_id": project.id}
        session.book.insert(Remark(**mark, text="x"))
        session.book.insert(Attachment(**mark, name="x", digest="0" * 64, size=1))
        session.book.insert(StageElsewhere(budget_id=budget, stage=Stage.SECOND_UP, reference="x"))
        session.book.insert(Adjustment(budget_id=budget, amount=1, reference="x", note="x"))
        session.book.insert(Acceptance(budget_id=budget, code="C01", subject="x", reason="x"))
        session.book.insert(Release(budget_id=budget))
        assert make_hostile(session.book) > 40
    return shared


def name(widget):
    return widget.accessibleName() or (widget.text() if hasattr(widget, "text") else type(widget).__name__)


class Looks:
    """What was seen on all that was looked at."""

    def __init__(self):
        self.count, self.moved, self.found, self.foreign, self.views = 0, [], [], [], set()

    def at(self, root, name):
        self.found += [f"{name}: {one}" for one in drawn(root, self.views)]
        self.foreign += [f"{name}: {text}" for text in english(root)]
        count, moved = changed(root)  # which turns the wheel
        self.count += count
        self.moved += moved

    def assert_clean(self, least):
        assert self.found == []
        assert self.foreign == []
        assert self.moved == []
        assert self.count > least


def test_no_notch_changes_a_value_and_no_word_is_drawn_on_any_page(window, qt_in_chinese):  # noqa: F811
    before, looks, grids = window.session.book.fingerprint(), Looks(), {}
    for page in everything.pages(window):
        QApplication.processEvents()
        looks.at(window, page)
        if (view := window.grid_view()).isVisible() and not issubclass(view.grid.record_type, SINGLE):
            grids[f"{page}: {view.accessibleName()}"] = view.grid.empty_row
    looks.assert_clean(100)
    assert len(grids) > 20
    assert [where for where, row in grids.items() if row < 0] == [], "each has an empty row to type or paste into"
    assert window.session.book.fingerprint() == before


def test_every_dialog_stands_in_the_list():
    """Those that are made; that the list makes each of them, the long form sees."""
    source = Path(everything.__file__).read_text(encoding="utf-8")
    assert sorted(name for name in everything.classes() if f"{name}(" not in source) == []


@pytest.mark.journey
def test_no_notch_changes_a_value_and_no_word_is_drawn_on_any_dialog(window, tmp_path, qt_in_chinese):  # noqa: F811
    before, looks, made, large, turned = window.session.book.fingerprint(), Looks(), set(), [], []
    for dialog in everything.dialogs(window, tmp_path):
        made.add(type(dialog).__name__)
        looks.at(dialog, type(dialog).__name__)
        dialog.grab()  # which places everything
        window_place.tab_as_read(dialog)
        steps = pairwise(window_place.tab_stops(dialog))
        turned += [
            f"{type(dialog).__name__}: {name(a)} → {name(b)}" for a, b in steps if window_place.goes_back(dialog, a, b)
        ]
        window_place.fit(dialog, SMALLEST)
        needed = dialog.minimumSizeHint().expandedTo(dialog.minimumSize()).expandedTo(dialog.size())
        if needed.boundedTo(SMALLEST) != needed:
            large.append(type(dialog).__name__)
        dialog.close()
    assert made == everything.classes()
    assert turned == [], "Tab goes another way than the eye"
    assert large == [], "larger than a screen of 1366 × 768 at 150 %"
    looks.assert_clean(100)
    assert window.session.book.fingerprint() == before
    steps = [step.name for step in window.session.book.history()]
    assert steps[:-2] == ["放弃测算方案“试算”", "新建测算方案“试算”"], "a scenario for its dialogs, and nothing else"


@pytest.mark.journey
def test_a_dialog_that_was_closed_is_gone_with_all_it_held(shared, tmp_path):
    """One that is asked for an answer goes away by the hand of who asked (`exec`), the others by themselves."""
    seen = []
    for dialog in everything.dialogs(shared, tmp_path):
        dialog.setParent(shared, dialog.windowFlags())
        by_itself = dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        QApplication.processEvents()
        dialog.reject()
        if not by_itself:
            assert type(dialog).__name__ in ANSWERED
            dialog.deleteLater()
        seen.append((type(dialog).__name__, weakref.ref(dialog)))
        del dialog
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert len(seen) > 40
    assert {name for name, dialog in seen if dialog() is not None} <= KEPT_BY_THE_TAB_CHAIN
