"""Look of the window: fonts shipped with the program, a quiet light palette, one style sheet."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.layouts.typeface import faces

INK, MUTED, LINE = "#1f2933", "#62707f", "#d5dbe1"
ACCENT, ACCENT_SOFT, PAPER, GROUND = "#1f5fa8", "#e6eef8", "#ffffff", "#f3f5f7"
ERROR, WARNING, INFO, GOOD = "#b3261e", "#96600a", "#1f5fa8", "#1d7a46"
UP, DOWN = "#a8401c", "#1d6b58"

FAMILIES: dict[str, str] = {}
"""Qt family names of the shipped cuts, by key of `typeface`."""

SHEET = f"""
QMainWindow, QDialog {{ background: {GROUND}; }}
QToolBar {{ background: {PAPER}; border: none; border-bottom: 1px solid {LINE}; spacing: 4px; padding: 5px 8px; }}
QToolButton {{ padding: 5px 11px; border-radius: 5px; color: {INK}; }}
QToolButton:hover {{ background: {ACCENT_SOFT}; }}
QToolButton:disabled {{ color: #a9b3bd; }}
QToolButton#primary {{ background: {ACCENT}; color: white; font-weight: bold; padding: 5px 16px; }}
QToolButton#primary:hover {{ background: #184d8a; }}
QTabWidget::pane {{ border: 1px solid {LINE}; background: {PAPER}; top: -1px; }}
QTabBar::tab {{ padding: 7px 16px; margin-right: 2px; background: transparent; color: {MUTED};
  border: 1px solid transparent; border-bottom: none; }}
QTabBar::tab:selected {{ background: {PAPER}; color: {ACCENT}; border-color: {LINE}; font-weight: bold;
  border-top: 2px solid {ACCENT}; }}
QTableView, QTreeView, QListView {{ background: {PAPER}; alternate-background-color: #f8fafb; gridline-color: #e4e8ec;
  border: none; selection-background-color: #cfe0f4; selection-color: {INK}; }}
QHeaderView::section {{ background: #eef1f4; color: {INK}; padding: 5px 6px; border: none;
  border-right: 1px solid {LINE}; border-bottom: 1px solid {LINE}; font-weight: bold; }}
QStatusBar {{ background: {PAPER}; border-top: 1px solid {LINE}; color: {MUTED}; }}
QStatusBar::item {{ border: none; }}
QLineEdit, QPlainTextEdit, QTextBrowser {{ background: {PAPER}; border: 1px solid {LINE}; padding: 3px 6px;
  selection-background-color: {ACCENT}; selection-color: white; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {ACCENT}; }}
QPushButton {{ padding: 6px 18px; border: 1px solid {LINE}; border-radius: 5px; background: {PAPER}; }}
QPushButton:hover {{ background: {ACCENT_SOFT}; }}
QPushButton:default {{ background: {ACCENT}; color: white; border-color: {ACCENT}; }}
QPushButton:disabled {{ background: #eef1f4; color: #93a0ac; border-color: {LINE}; }}
QToolButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }}
QToolButton#menu {{ padding-right: 20px; }}
QLabel#heading {{ font-weight: bold; color: {INK}; }}
QLabel#muted {{ color: {MUTED}; }}
QLabel#banner {{ background: #fff4dc; color: #6b4a06; padding: 6px 12px; border-bottom: 1px solid #ecd9a8; }}
QListWidget#pages {{ background: {PAPER}; outline: none; padding: 0; }}
QListWidget#pages::item {{ padding-left: 12px; color: {INK}; border-left: 3px solid transparent; }}
QListWidget#pages::item:hover {{ background: {GROUND}; }}
QListWidget#pages::item:selected {{ background: {ACCENT_SOFT}; color: {ACCENT}; border-left: 3px solid {ACCENT}; }}
QWidget#side {{ background: {PAPER}; border-right: 1px solid {LINE}; }}
QSplitter::handle {{ background: {GROUND}; }}
QToolTip {{ background: #fffbe8; color: {INK}; border: 1px solid #d8c98a; padding: 4px; }}
"""


def apply(application: QApplication) -> None:
    """Load the fonts and set palette and style sheet."""
    for key, face in faces().items():
        number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / face.file))
        families = QFontDatabase.applicationFontFamilies(number)
        FAMILIES[key] = families[0] if families else application.font().family()
    application.setStyle("Fusion")
    font = QFont(FAMILIES["sans"])
    font.setPointSizeF(10)
    application.setFont(font)
    palette = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.Button, PAPER),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, "#cfe0f4"),
        (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.PlaceholderText, "#93a0ac"),
    ):
        palette.setColor(role, QColor(color))
    application.setPalette(palette)
    application.setStyleSheet(SHEET)


def page_font(face: str, pixels: float) -> QFont:
    """Return the font of a printed cut at a size in device-independent pixels, unhinted as on paper."""
    font = QFont(FAMILIES.get(face, FAMILIES.get("serif", "")))
    font.setBold(face.endswith("bold"))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font
