"""Boxes, questions and dialogs that wait for a person: in a test that does not answer them they would wait for ever."""

from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog
from PySide6.QtWidgets import QColorDialog, QDialog, QFileDialog, QFontDialog, QInputDialog, QMessageBox

WAITING = {
    QMessageBox: ("question", "information", "warning", "critical", "about", "aboutQt"),
    QFileDialog: (
        *("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory", "getOpenFileUrl"),
        *("getOpenFileUrls", "getSaveFileUrl", "getExistingDirectoryUrl"),
    ),
    QInputDialog: ("getText", "getMultiLineText", "getItem", "getInt", "getDouble"),
    QColorDialog: ("getColor",),
    QFontDialog: ("getFont",),
}
"""What a class shows and waits for; after the widget it belongs to come its title and its words."""
SHOWN = (QDialog, QPrintDialog, QPageSetupDialog)
"""Classes whose `exec` waits; all others take that of QDialog, so that who answers it answers theirs too.

That of a menu cannot be replaced; menus of ours are opened by `popup`, which does not wait.
"""


def fail(patch) -> None:
    """Let each of them fail with its words instead; a test that answers one puts its answer in its place."""
    for kind, names in WAITING.items():
        for name in names:
            patch.setattr(kind, name, _asked)
    for kind in SHOWN:
        patch.setattr(kind, "exec", _shown)


def _asked(*arguments, **more):
    raise AssertionError(f"nobody answers: {' '.join(each for each in arguments if isinstance(each, str))}")


def _shown(*arguments):
    waiting = arguments[0] if arguments else None
    title = waiting.windowTitle() if isinstance(waiting, QDialog) else type(waiting).__name__
    text = waiting.text() if isinstance(waiting, QMessageBox) else ""
    raise AssertionError(f"nobody answers: {title} {text}".strip())
