"""The status bar: what was done, what goes on in the background, the sum of the selection, the version."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.kit.plain_text import PlainLabel, ShortenedLabel
from desktop.ui.running_work import RunningWork
from desktop.ui.session import Session

SAID_FOR = 10_000
"""Milliseconds for which it says what was done."""


class StatusBar(QStatusBar):
    """Says what was done for a while, what was refused until something else is done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.saved, self.sum, self.version = ShortenedLabel(), PlainLabel(), PlainLabel()
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(SAID_FOR)
        self._fading.timeout.connect(self.saved.clear)
        self.in_wan = PlainLabel("表格按万元显示，录入和复制仍按元", "mark")
        self.in_wan.hide()
        self.work = RunningWork(window)
        self.addWidget(self.saved, 1)
        for widget in (self.work, self.in_wan, self.sum, self.version):
            self.addPermanentWidget(widget)

    def say(self, text: str) -> None:
        """Show for a while what was done; what was refused stands in red until something else is done."""
        refused = text.startswith(("未保存", "没有"))
        self.saved.setObjectName("problem" if refused else "")
        self.saved.style().polish(self.saved)
        self.saved.setText(text)
        if refused:
            self._fading.stop()
        else:
            self._fading.start()

    def say_refused(self, session: Session) -> None:
        """Say where texts stand that could not be taken before the book was closed."""
        names = {"ExpenditureGrid": "支出与上年", "IncomeGrid": "收入"} | {kind.name: kind.title for kind in KINDS}
        if places := "、".join(dict.fromkeys(names.get(grid, grid) for _, grid in session.refused.grids)):
            count = len(session.refused)
            self.say(f"未保存：上次有 {count} 处内容没有入账，仍标红在原处（{places}），请改正")
