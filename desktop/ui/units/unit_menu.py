"""The menu of units: what is done to one unit, to many, and what is looked at together."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMenu

from desktop.ledger.records import Unit
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.guarded import guarded


class UnitMenu(QMenu):
    """Commands about the unit in view, or the one that `show_for` names; dialogs are loaded when asked for."""

    def __init__(self, window: BookWindow, go_to: Callable[[object], None]) -> None:
        """go_to: shows the record of a line (what does not pair leads there)."""
        super().__init__("单位", window)
        self._window, self._session, self._go_to = window, window.session, go_to
        self._unit: Unit | None = None
        self.newer_files: Callable[[], Sequence[Path]] = tuple
        """The files of packs that are others than those taken in from them."""
        self.insert = self.addAction("新增下级单位…", self.add)
        self._changing = [self.insert]
        self._many = []
        for text, run in (
            ("单位改名…", self.rename),
            ("移动单位…", self.move_unit),
            ("撤并单位（机构改革）…", self.end),
        ):
            self._changing.append(self.addAction(text, run))
        self._many += self._changing[2:]
        self.addSeparator()
        for text, run in (("从另一单位复制…", self.copy), ("改一个参数到全部单位…", self.set_parameter)):
            self._changing.append(self.addAction(text, run))
        self._many += self._changing[4:6]
        self.addSeparator()
        self._changing.append(self.addAction("收到的单位（装入）…", self.receive))
        self.addAction("传出单位数据包…", self.send)
        self._many.append(self.addAction("下达控制数…", self.issue))
        self.addSeparator()
        for text, run in (
            ("选择汇总…", self.choose_view),
            ("不成对的往来…", self.pairs),
            ("批量检查…", self.check_many),
            ("批量导出…", self.export_many),
        ):
            self._many.append(self.addAction(text, run))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what is possible now."""
        book = self._session.book
        several = len(book.units()) > 1
        for action in self.actions():
            action.setEnabled(
                not (action in self._changing and book.read_only) and (several or action not in self._many)
            )

    def about(self, unit: Unit | None) -> None:
        """Let the commands be about a unit, None for the one in view."""
        self._unit = unit

    @property
    def unit(self) -> Unit:
        """The unit the commands are about."""
        tree = self._session.unit_edits.tree()
        return tree.of_id(self._unit.id if self._unit is not None else self._session.unit.id)

    def add(self) -> None:
        """Add a unit below."""
        from desktop.ui.units.unit_dialogs import AddUnitDialog

        self._window.finish_edits()
        AddUnitDialog(self._session, self.unit, self._window).open()

    def rename(self) -> None:
        """Give the unit another name."""
        from desktop.ui.units.unit_dialogs import RenameUnitDialog

        self._window.finish_edits()
        RenameUnitDialog(self._session, self.unit, self._window).open()

    def move_unit(self) -> None:
        """Put the unit somewhere else."""
        from desktop.ui.units.unit_dialogs import MoveUnitDialog

        self._window.finish_edits()
        MoveUnitDialog(self._session, self.unit, self._window).open()

    def end(self) -> None:
        """Let the unit end."""
        from desktop.ui.units.unit_dialogs import EndUnitDialog

        self._window.finish_edits()
        EndUnitDialog(self._session, self.unit, self._window).open()

    def copy(self) -> None:
        """Copy from unit to units."""
        from desktop.ui.units.many_dialogs import CopyDialog

        self._window.finish_edits()
        CopyDialog(self._session, self.unit, self._window).open()

    def set_parameter(self) -> None:
        """Change a parameter of many units."""
        from desktop.ui.units.many_dialogs import ParameterDialog

        self._window.finish_edits()
        ParameterDialog(self._session, self._window).open()

    def choose_view(self) -> None:
        """Choose units to be shown together."""
        from desktop.ui.units.many_dialogs import ChooseViewDialog

        self._window.finish_edits()
        ChooseViewDialog(self._session, self._window).open()

    def pairs(self) -> None:
        """Show what does not pair in the 汇总 in view, else in that of the whole book."""
        guarded(self._window, self._show_pairs)

    def _show_pairs(self) -> None:
        from desktop.ui.units.pairs_dialog import PairsDialog

        self._window.finish_edits()
        if self._session.view is None:
            tree = self._session.unit_edits.tree()
            top = tree.of_id(self._session.unit.id)
            while (above := tree.above(top)) is not None:
                top = above
            self._session.choose_view([top], below=True)
        dialog = PairsDialog(self._session, self._window)
        dialog.line_chosen.connect(self._go_to)
        dialog.open()

    def receive(self) -> None:
        """Look at files of units and take them in; those that are others than when they were taken in are read."""
        self.receive_files(self.newer_files())

    def receive_files(self, files: Sequence[Path]) -> None:
        """Look at these files of units."""
        from desktop.ui.units.received_dialog import ReceivedDialog

        self._window.finish_edits()
        dialog = ReceivedDialog(self._session, self._window)
        dialog.open()
        dialog.read(files)

    def send(self) -> None:
        """Write the pack of the unit."""
        from desktop.ui.units.send_dialogs import SendDialog

        self._window.finish_edits()
        SendDialog(self._session, self.unit, self._window).open()

    def issue(self) -> None:
        """Write the control numbers of units."""
        from desktop.ui.units.send_dialogs import IssueDialog

        self._window.finish_edits()
        IssueDialog(self._session, self._window).open()

    def check_many(self) -> None:
        """Check many units."""
        self._batch("check")

    def export_many(self) -> None:
        """Write the files of many units."""
        self._batch("export")

    def _batch(self, kind: str) -> None:
        from desktop.ui.units.batch_dialog import BatchDialog

        self._window.finish_edits()
        BatchDialog(self._session, kind, self._window).open()
