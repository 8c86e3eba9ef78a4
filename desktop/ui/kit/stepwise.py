"""Work in many small steps in the window's own thread, with progress and cancel when it takes long."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOWN_AFTER = 300
"""Milliseconds after which the progress appears."""


def walk(parent: QWidget, label: str, steps: Iterator[int]) -> bool:
    """Do all steps (each says how many are left); return False where a person stopped it."""
    dialog: QProgressDialog | None = None
    try:
        for number, left in enumerate(steps, 1):
            if dialog is None:
                dialog = QProgressDialog(label, "取消", 0, number + left, parent)
                dialog.setWindowTitle("请稍候")
                dialog.setWindowModality(Qt.WindowModality.WindowModal)
                dialog.setMinimumDuration(SHOWN_AFTER)
            dialog.setMaximum(number + left)
            dialog.setValue(number)
            if dialog.wasCanceled():
                return False
    finally:
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
    return True
