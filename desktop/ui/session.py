"""The open book of a window with everything that can be done to it."""

from PySide6.QtCore import QTimer, Signal

from desktop.ledger.book import Book
from desktop.ui.computed_lines import ComputedLines
from desktop.ui.edits.pair_edits import PairEdits
from desktop.ui.edits.record_edits import RecordEdits
from desktop.ui.edits.refused_texts import RefusedTexts
from desktop.ui.edits.scenario_edits import ScenarioEdits
from desktop.ui.edits.undoing import Undoing
from desktop.ui.edits.unit_edits import UnitEdits
from desktop.ui.edits.word_edits import WordEdits
from desktop.ui.edits.year_edits import YearEdits
from desktop.ui.opened_book import OpenedBook

LOOK_AGAIN = 200
"""Milliseconds after which a backup that is under way is looked at again."""


class Session(OpenedBook):
    """An open book and its edits, one object for each kind. Edits raise UserError for what cannot be kept."""

    kind_asked = Signal(object, str)
    """A unit and the kind (单位性质) that was typed for it: it moves figures, so a person is asked first."""

    in_wan = False
    """Whether the grids show amounts in 万元, for reading only; while a window is open, never remembered."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.pair_edits = PairEdits(self)
        self.record_edits = RecordEdits(self)
        self.year_edits = YearEdits(self)
        self.word_edits = WordEdits(self)
        self.unit_edits = UnitEdits(self)
        self.scenario_edits = ScenarioEdits(self)
        self.refused = RefusedTexts(self)
        self.undoing = Undoing(self, self.refused)
        self.computed = ComputedLines(self)
        self.checked.connect(self._back_up)

    def _back_up(self) -> None:
        """Begin the backup that the opening owes, now that the window is seen; tell what becomes of one under way."""
        if self.book.closed:
            return
        self.book.begin_owed_backup()
        if not self.book.is_backed_up:
            QTimer.singleShot(LOOK_AGAIN, self, self._back_up)
        elif self.book.backup_problem:
            self.gone.emit()

    @property
    def checks_are_due(self) -> bool:
        """Whether the checks run in a moment, piece by piece: who waits for `checked` holds nothing up."""
        return self._later.isActive() and "outcomes" not in vars(self.disclosure)
