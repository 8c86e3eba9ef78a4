"""另存为 in the window: asked for, or offered where the book's own file is no longer under its name."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from desktop.findings import UserError
from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit.plain import as_it_is
from desktop.ui.start import recent

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

ROLE = QMessageBox.ButtonRole


def save_as(window: "MainWindow") -> bool:
    """Ask for a name, write the whole book there and go on with that file; return whether that was done."""
    window.finish_edits()
    book = window.session.book.path
    folder = book.parent if book.parent.is_dir() else Path.home()
    name, _ = QFileDialog.getSaveFileName(
        window,
        "账本另存为",
        str(folder / f"{book.stem}_另存.mzb"),
        "明账账本 (*.mzb)",
        options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever overwritten
    )
    if not name:
        return False
    path = Path(name) if name.lower().endswith(".mzb") else Path(f"{name}.mzb")
    try:
        window.session.save_as(path)
    except UserError as error:
        QMessageBox.warning(window, "没有另存", as_it_is(str(error)))
        return False
    recent.remember(path)
    window.finish_edits()  # what was refused before can be kept now
    waiting = sum(len(view.grid.pending) for view in window.findChildren(GridView))
    if waiting:
        window.session.said.emit(f"已另存为“{path}”；标红的 {waiting} 处无法自动入账，请逐处选中、按 F2 后重新回车确认")
    return True


def offer(parent: QWidget | None, error: UserError) -> None:
    """Show that a change was refused because the file is gone, with 另存为 as the way out."""
    window = _window_of(parent)
    box, other = _box(parent, "没有保存", str(error))
    box.addButton("知道了", ROLE.RejectRole)
    box.exec()
    if box.clickedButton() is other and window is not None:
        save_as(window)


def may_close(window: "MainWindow") -> bool:
    """Before a window closes whose book has no file any more: tell, offer 另存为, and stay where that was chosen."""
    gone = window.session.book.out_of_place
    if not gone:
        return True
    box, other = _box(window, "关闭窗口", f"{gone}。现在关闭，只在这个窗口里的内容就没有了")
    drop = box.addButton("不保存，关闭", ROLE.DestructiveRole)
    box.addButton("取消", ROLE.RejectRole)
    box.exec()
    if box.clickedButton() is other and save_as(window):
        return not any(view.grid.pending for view in window.findChildren(GridView))
    return box.clickedButton() is drop


def _box(parent: QWidget | None, title: str, text: str) -> tuple[QMessageBox, QPushButton]:
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box, box.addButton("另存为…", ROLE.AcceptRole)


def _window_of(widget: QWidget | None) -> "MainWindow | None":
    """Return the window a dialog belongs to."""
    from desktop.ui.main_window import MainWindow

    while widget is not None and not isinstance(widget, MainWindow):
        widget = widget.parentWidget()
    return widget
