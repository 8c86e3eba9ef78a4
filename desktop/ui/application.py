"""Starting the window: fonts, look, and what happens when something of ours goes wrong.

What the window needs is imported when it is needed, with the search for garbage paused: the window is there sooner.
"""

import gc
import sys
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import garbage

SEARCHES = "searches for cycles"
SEARCH_EVERY = 150
"""Milliseconds after which it is seen whether there is enough new to search."""


def run(book_path: Path | None) -> int:
    """Open the window on a book (or the start page) and stay until it is closed; return the exit status."""
    from desktop.ui.kit import desktop_session

    desktop_session.prepare()
    application = cast(QApplication, QApplication.instance() or desktop_session.application())
    desktop_session.introduce(application)
    gc.disable()
    try:
        status = _open(book_path)
    finally:
        gc.enable()
    if status is not None:
        return status
    calm_collector()
    return application.exec()


def _open(book_path: Path | None) -> int | None:
    """Open the window; return the exit status where it is not opened."""
    from desktop import parsed_texts, paths
    from desktop.ledger import leftovers
    from desktop.ui.guide import news, tips
    from desktop.ui.kit import chinese, look, window_place
    from desktop.ui.main_window import MainWindow
    from desktop.ui.start.opening import open_book, window_on

    chinese.speak_chinese()
    look.apply()
    sys.excepthook = _report
    leftovers.clear()
    parsed_texts.COPIES.use(paths.home() / "parsed.json")
    _mend_exports()
    _mend_additions()
    news.show_after_update()
    tips.switch_on()
    first = None
    if book_path is None:
        from desktop.ui.start.start_page import StartPage

        page = StartPage()
        if not page.exec() or page.path is None:
            return 0
        book_path, first = page.path, page.first
        page.deleteLater()
    book = open_book(book_path)
    window = window_on(book, MainWindow) if book is not None else None
    if window is None:
        return 1
    parsed_texts.COPIES.keep()
    window_place.restore(window)
    window.show()
    window.session.check_soon()  # from now on: it is painted before the checks begin
    window.show_figures_soon()
    if first is not None:
        window.import_menu.begin_with(first)
    return None


def _mend_exports() -> None:
    """Put right what a power cut left of an export, and say so before anything else is shown."""
    from desktop import file_set
    from desktop.ui.kit.plain_text import as_plain_text

    if sentences := file_set.recover_all():
        QtWidgets.QMessageBox.information(None, "上次的导出", as_plain_text("\n".join(sentences)))


def _mend_additions() -> None:
    """Put right what a power cut left of an addition of layouts."""
    from desktop import paths

    if any((paths.home() / "updates").glob("new-*")):
        from desktop.updates import adding

        adding.recover()


def calm_collector() -> None:
    """Make the search for unreachable cycles rare, and do it between what a person does: it takes as long as an edit.

    Figures are freed by their count of references; what is loaded by now stays for good and is not searched again.
    """
    gc.freeze()
    gc.set_threshold(400_000, 50, 100)
    application = QApplication.instance()
    if application is not None and application.findChild(QTimer, SEARCHES) is None:
        between = QTimer(application)
        between.setObjectName(SEARCHES)
        between.setInterval(SEARCH_EVERY)
        between.timeout.connect(garbage.search_between)
        between.start()


def _report(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Show one plain dialog instead of a traceback."""
    from desktop.error_log import log_problem
    from desktop.findings import UserError
    from desktop.ledger.errors import BookGone
    from desktop.ui.kit.guarded import offer_save_as
    from desktop.ui.kit.plain_text import as_plain_text

    if isinstance(error, BookGone):
        offer_save_as(QApplication.activeWindow(), error)
        return
    if issubclass(kind, UserError):
        QtWidgets.QMessageBox.warning(None, "没有完成", as_plain_text(str(error)))
        return
    text = "程序出现内部问题，刚才的操作没有完成；已保存的内容完好。请重试，若再次出现，请用“帮助 → 报告问题”。"
    QtWidgets.QMessageBox.critical(None, "内部问题", as_plain_text(f"{text}\n（{log_problem(error)}）"))
