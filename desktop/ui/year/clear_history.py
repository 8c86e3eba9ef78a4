"""Clearing the history from the window: two questions, then what was removed and what no program can reach."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.ledger.backups import purge
from desktop.ledger.backups.backup import Backup
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.session import Session


def ask_and_clear(session: Session, parent: QWidget) -> None:
    """Ask twice, clear the history, and show the result. Raises UserError in plain words."""
    book = session.book
    steps, other = len(book.history()), purge.others(book)
    first = (
        f"将清除“{book.path.name}”的 {steps} 步修改历史：以后不能再撤销这些修改，已删除的人员和附件不再留在账本里。"
        f"账本现有内容不变。这份账本的旧备份一并删除，只留下一个清除后的备份。\n\n{purge.BEYOND_REACH}。"
    )
    if not ask(parent, first, "继续") or not ask(parent, "再确认一次：清除后不能恢复。确定清除吗？", "清除历史"):
        return
    everywhere = bool(other) and ask(parent, _about(other), "一并删除", no="保留")
    cleared = purge.clear(book, everywhere=everywhere)
    session.refused.history_cleared()
    session.refresh()
    session.message.emit(f"已清除 {cleared.steps} 步修改历史")
    TextDialog("已清除历史", "\n".join(cleared.describe()), parent).open()


def ask_and_clear_files(session: Session, parent: QWidget) -> None:
    """Ask once, free the contents of removed evidence files, and say so. Raises UserError in plain words."""
    count, size = session.book.removed_files()
    if not count:
        session.message.emit("没有可以清除的附件内容")
        return
    amount = f"已删除的附件 {count} 个，共 {size / 1024 / 1024:.1f} MB"
    if ask(parent, f"将清除{amount}的内容：以后撤销删除也不能再取回这些文件。修改历史和现有内容不变。", "清除附件内容"):
        session.book.clear_removed_files()
        session.refresh()
        session.message.emit(f"清除完成：{amount}的内容已不在账本里")


def _about(other: list[Backup]) -> str:
    places = "\n".join(dict.fromkeys(b.origin or "较早版本的备份（没有记下位置）" for b in other))
    return f"同一账本还有 {len(other)} 个备份不是这份账本的，可能也含有已删除的内容：\n{places}\n\n一并删除吗？"


def ask(parent: QWidget, text: str, yes: str, no: str = "不清除") -> bool:
    """Ask a question; the answer that changes nothing is the one that Enter and Esc give."""
    box = QMessageBox(QMessageBox.Icon.Warning, "清除历史", text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.exec()
    return box.clickedButton() is accept
