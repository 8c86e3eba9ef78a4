"""另存为 and 复制账本 in the window: asked for, or offered where the book's own file is no longer under its name."""

from pathlib import Path

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown

from desktop.findings import UserError
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.guarded import save_as_box
from desktop.ui.kit.in_pieces import busy
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.start import recent


def save_as(window: BookWindow) -> bool:
    """Ask for a name, write the whole book there and go on with that file; return whether that was done."""
    path = _asked_for(window, "账本另存为", "另存")
    if path is None:
        return False
    try:
        with busy(window, f"正在另存为“{path.name}”…"):
            window.session.save_as(path)
    except UserError as error:
        QtWidgets.QMessageBox.warning(window, "没有另存", as_plain_text(str(error)))
        return False
    recent.remember(path)
    window.finish_edits()  # what was refused before can be stored now
    if waiting := window.unconfirmed():
        window.session.message.emit(
            f"已另存为“{path}”；标红的 {waiting} 处无法自动入账，请逐处选中、按 F2 后重新回车确认"
        )
    return True


def copy(window: BookWindow) -> None:
    """Ask for a name and write a copy of the book there; the window stays with the present one."""
    path = _asked_for(window, "复制账本", "副本")
    if path is None:
        return
    try:
        with busy(window, f"正在复制到“{path.name}”…"):
            window.session.book.copy_to(path)
    except UserError as error:
        QtWidgets.QMessageBox.warning(window, "没有复制", as_plain_text(str(error)))
        return
    waiting = f"；标红的 {window.unconfirmed()} 处没有入账，副本里没有" if window.unconfirmed() else ""
    window.session.message.emit(f"已复制到“{path}”，现在编辑的仍是“{window.session.book.path.name}”{waiting}")


def _asked_for(window: BookWindow, title: str, ending: str) -> Path | None:
    """Ask under which name the book is written, beside the present file at first; None where that is given up."""
    from desktop.ui.kit import ask_file  # not before a file is asked for

    window.finish_edits()
    book = window.session.book.path
    folder = book.parent if book.parent.is_dir() else Path.home()
    offered = f"{book.stem}_{ending}.mzb"
    return ask_file.to_write(window, title, offered, ask_file.BOOK, folder, asks=False)  # nothing is ever overwritten


def may_close(window: BookWindow) -> bool:
    """Before a window closes whose book has no file any more: say so, offer 另存为, and stay where that was chosen."""
    gone = window.session.book.out_of_place
    if not gone:
        return True
    role = QtWidgets.QMessageBox.ButtonRole
    box, save_as_button = save_as_box(window, "关闭窗口", f"{gone}。现在关闭，只在这个窗口里的内容就没有了")
    drop = box.addButton("不保存，关闭", role.DestructiveRole)
    box.addButton("取消", role.RejectRole)
    box.exec()
    if box.clickedButton() is save_as_button and save_as(window):
        return not window.unconfirmed()
    return box.clickedButton() is drop
