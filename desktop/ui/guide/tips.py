"""First-run tips: a line below a page when it is first looked at, each shown once and never again.

It comes and goes while the mouse is down on the list of pages, which must not move then: the click would be lost.
"""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QMainWindow, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.look import settings
from desktop.ui.kit.plain_text import PlainLabel

ON = "tips"
"""The property of the running program that lets windows show tips; whoever makes windows otherwise has none."""
SEEN = "tips_seen"
"""The setting that holds the keys of the tips that were shown."""
GRIDS = ("unit", "people", "public", "projects", "income", "lines")
TIPS = {
    "overview": "上面是工作清单：点一项，就到办理它的地方。左侧从上到下就是一年的工作。",
    "grids": "在末尾的空行（＋）直接输入，或从 Excel、WPS 粘贴；输入后立即保存，Ctrl+Z 可以撤销。",
    "tables": "点任何一个数，下方列出它由哪些行组成；在下方双击一行，就到录入它的地方。",
    "checks": "点一条问题，就到要改的格子；按 Alt+8 回到这里。",
}
"""What is said, by a page or by what all grids have in common."""


class TipStrip(QFrame):
    """The line with its 知道了; hidden where there is nothing new to say."""

    def __init__(self, pages: QListWidget) -> None:
        super().__init__()
        self.setObjectName("tip")
        self.text = PlainLabel(name="tip")
        self.text.setWordWrap(True)
        self.known = QPushButton("知道了")
        self.known.setObjectName("small")
        self.known.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.text, 1)
        row.addWidget(self.known)
        pages.currentItemChanged.connect(lambda item: self.follow(item.data(Qt.ItemDataRole.UserRole) if item else ""))
        self.hide()
        if (item := pages.currentItem()) is not None:
            self.follow(item.data(Qt.ItemDataRole.UserRole))

    def follow(self, page: str) -> None:
        """Show the tip of a page where it was not shown before; it counts as shown from now on."""
        key = "grids" if page in GRIDS else page
        stored = settings()
        seen = str(stored.value(SEEN) or "").split()
        new = key in TIPS and key not in seen
        self.setVisible(new)
        if new:
            self.text.setText(TIPS[key])
            stored.setValue(SEEN, " ".join([*seen, key]).strip())


def switch_on() -> None:
    """Let the windows of this program show tips."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(ON, True)


def begin(window: QWidget) -> None:
    """Give a window the line for tips, where the program shows them and some are new."""
    application = QCoreApplication.instance()
    if application is None or not application.property(ON) or not isinstance(window, QMainWindow):
        return
    pages = window.findChild(QListWidget, "pages")
    center = window.centralWidget().layout()
    if isinstance(pages, QListWidget) and isinstance(center, QVBoxLayout):
        strip = TipStrip(pages)
        center.addWidget(strip)
