"""What is asked before the layout (版式) or the kind of the unit (单位性质) changes, with what that would change."""

from dataclasses import replace

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtWidgets import QWidget

from desktop.layouts.form import loader
from desktop.ledger.records import Unit
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.session import Session
from desktop.units.unit_lines import has_content


def layout(parent: QWidget, session: Session, key: str) -> None:
    """Turn to another layout after its effect was seen.

    Nothing is asked where nothing was entered yet, or where it cannot be chosen at all: then the reason is shown.
    """

    def run() -> None:
        before = session.disclosure
        can_be = not (session.book.read_only or session.budget.frozen_at)  # a 汇总 may have no budget of its own
        if can_be and has_content(before.facts) and not before.form_problem:
            from desktop.units import effects

            after = effects.in_layout(session.book, before, key, session.view)
            head = f"改用版式“{loader.titles()[key]}”吗？录入的数据不变，随时可以改回。"
            if not _agreed(parent, "改用版式", [head, "", *effects.of_layout(before, after)]):
                return
        session.choose_form(key)

    guarded(parent, run)


def unit_kind(parent: QWidget, session: Session, unit: Unit, kind: str) -> None:
    """Give a unit another kind after its effect was seen; undone in one step."""

    def run() -> None:
        changed = replace(session.reread(unit), kind=kind)
        if has_content(session.facts):
            from desktop.units import effects

            head = f"单位性质由“{unit.kind}”改为“{kind}”吗？可以撤销。"
            if not _agreed(parent, "单位性质", [head, "", *effects.of_unit(session.disclosure, changed)]):
                return
        session.record_edits.save_record(changed, "修改单位性质")

    guarded(parent, run)


def _agreed(parent: QWidget, title: str, rows: list[str]) -> bool:
    answer = QtWidgets.QMessageBox.question(parent, title, as_plain_text("\n".join(rows)))
    return answer == QtWidgets.QMessageBox.StandardButton.Yes
