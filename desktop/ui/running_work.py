"""The one place in the window for work that goes on beside it: what is under way, how far it is, and its end."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui.kit.background import SHOWN_AFTER, board, named_jobs_of


class RunningWork(QToolButton):
    """Names the work in the status bar; its menu stops each. Hidden while there is none, and for what is quick."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.setObjectName("menu")
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("正在后台进行的工作；点开可以取消")
        self.setAccessibleName("正在进行的工作")
        self.setMenu(QMenu(self))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER)
        self._soon.timeout.connect(self.show_now)
        board.changed.connect(self._follow)
        self.hide()

    def _follow(self) -> None:
        if self.isHidden() and named_jobs_of(self._window):
            self._soon.start() if not self._soon.isActive() else None
        else:
            self.show_now()

    def show_now(self) -> None:
        """Show what goes on at this moment."""
        jobs = named_jobs_of(self._window)
        self.setVisible(bool(jobs))
        self.menu().clear()
        for job in jobs:
            self.setText(f"{job.label}{job.far}" if len(jobs) == 1 else f"{len(jobs)} 项工作正在进行")
            self.menu().addAction(f"取消：{job.label.rstrip('…')}{job.far}".replace("&", "&&"), partial(job.stop))
