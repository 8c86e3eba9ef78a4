"""Taking steps back: the last one, all up to one, one alone, or one cell of it."""

import sqlite3

from desktop.findings import UserError
from desktop.ledger.journal import Operation, RowChange
from desktop.ui.edits.refused_texts import RefusedTexts
from desktop.ui.opened_book import OpenedBook


class Undoing:
    """Takes back and repeats the steps of a book; never the step that began it."""

    def __init__(self, opened: OpenedBook, refused: RefusedTexts) -> None:
        self._opened, self._refused = opened, refused
        self._book = opened.book

    def next_undo(self) -> Operation | None:
        """Return what undo would take back; never the step that began the book."""
        operation = self._book.next_undo()
        return None if operation is None or operation.id == self._book.founding() else operation

    def undo_named(self) -> str:
        """Return the name of what undo would take back, empty where there is nothing."""
        operation = self.next_undo()
        return self._refused.next_alone() or (operation.name if operation is not None else "")

    def undo(self) -> None:
        """Take back the last operation, and what it left refused; what was refused altogether is a step of its own."""
        if name := self._refused.next_alone():
            self._refused.take_back_alone()
            self._opened.changed.emit()
            self._opened.message.emit(f"已撤销：{name}")
            return
        operation = self._book.undo() if self.next_undo() else None
        if operation:
            lost = self._refused.taken_back(operation)
            self._opened.refresh()
            self._opened.message.emit(f"已撤销：{operation.name}{_not_followed(lost)}")

    def redo_named(self) -> str:
        """Return the name of what redo would repeat, empty where there is nothing."""
        operation = self._book.next_redo()
        return self._refused.next_again() or (operation.name if operation is not None else "")

    def redo(self) -> None:
        """Repeat the operation taken back last, or the step of which all was refused."""
        if name := self._refused.next_again():
            self._refused.repeat_alone()
            self._opened.changed.emit()
            self._opened.message.emit(f"已重做：{name}")
            return
        operation = self._book.redo()
        if operation:
            lost = self._refused.repeated(operation)
            self._opened.refresh()
            self._opened.message.emit(f"已重做：{operation.name}{_not_followed(lost)}")

    def go_back_to(self, operation: Operation) -> None:
        """Take back an operation and all that came after it."""
        lost = 0
        while (last := self.next_undo()) is not None and last.id >= operation.id:
            if (undone := self._book.undo()) is not None:
                lost += self._refused.taken_back(undone)
        self._opened.refresh()
        self._opened.message.emit(f"已撤销到“{operation.name}”之前{_not_followed(lost)}")

    def take_back(self, operation: Operation) -> None:
        """Take back one operation alone. Raises UserError when later ones touched the same records."""
        if operation.id == self._book.founding():
            raise UserError("这是账本的第一步，不能恢复")
        try:
            self._book.take_back(operation)
        except sqlite3.IntegrityError as error:
            message = "后来录入的内容用到了这一步，不能单独恢复；可以撤销到这一步之前"
            raise UserError(message) from error
        self._opened.done(f"恢复“{operation.name}”")

    def put_back(self, change: RowChange, column: str, name: str) -> None:
        """Put one cell back to what it was. Raises UserError when it was changed again since."""
        try:
            self._book.put_back(change, column, name)
        except sqlite3.IntegrityError as error:
            raise UserError("后来录入的内容用到了它，不能单独恢复这一处") from error
        self._opened.done(f"恢复“{name}”")


def _not_followed(lost: int) -> str:
    """Return what is said of refused texts that do not follow a step, empty where all do."""
    return f"；这一步涉及的 {lost} 处标红内容太多，关闭账本时没有保存，请自己核对" if lost else ""
