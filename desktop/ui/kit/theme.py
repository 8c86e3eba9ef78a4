"""Look of the window: fonts shipped with the program, a quiet light palette, one style sheet."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.dataclass import dataclass
from desktop.layouts.paper.typeface import faces


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of one look; a printed page in the preview stays black on white in all of them."""

    ink: str
    muted: str
    line: str
    accent: str
    accent_soft: str
    paper: str
    ground: str
    stripe: str
    header: str
    selection: str
    disabled: str
    error: str
    warning: str
    good: str
    up: str
    down: str
    wrong: str
    banner: str
    banner_ink: str
    scenario: str
    scenario_ink: str
    handle: str
    """What a scroll bar is moved by; 3 : 1 on its ground, as what is no text needs."""
    on_accent: str = "#ffffff"
    desk: str = "#dfe5ea"


LOOKS = {
    "light": Colors(
        ink="#1f2933", muted="#5a6775", line="#d5dbe1", accent="#1f5fa8", accent_soft="#e6eef8", paper="#ffffff",
        ground="#f3f5f7", stripe="#f8fafb", header="#eef1f4", selection="#cfe0f4", disabled="#93a0ac",
        error="#b3261e", warning="#96600a", good="#1d7a46", up="#a8401c", down="#1d6b58", wrong="#fdecea",
        banner="#fff4dc", banner_ink="#6b4a06", scenario="#e3d3f7", scenario_ink="#45157a",
        handle="#828f9c",
    ),
    "dark": Colors(
        ink="#e4e8ec", muted="#a3aeb9", line="#3a444e", accent="#7db4f0", accent_soft="#243447", paper="#1d2329",
        ground="#161a1f", stripe="#21282f", header="#272f37", selection="#2f4a68", disabled="#6b7682",
        error="#ff8a80", warning="#f0b95a", good="#6fd39a", up="#f0a080", down="#7fd0b8", wrong="#4a2623",
        banner="#40351a", banner_ink="#f3dca0", scenario="#46286b", scenario_ink="#f0e4ff",
        handle="#6f7c88",
        on_accent="#10161c", desk="#2b3239",
    ),
    "contrast": Colors(
        ink="#000000", muted="#1a1a1a", line="#000000", accent="#0000b0", accent_soft="#dcdcff", paper="#ffffff",
        ground="#ffffff", stripe="#ffffff", header="#e0e0e0", selection="#ffe45c", disabled="#4d4d4d",
        error="#a00000", warning="#5c3a00", good="#004d20", up="#7a2000", down="#003d30", wrong="#ffd6d2",
        banner="#ffe45c", banner_ink="#000000", scenario="#5b1199", scenario_ink="#ffffff",
        handle="#404040",
    ),
}  # fmt: skip
TITLES = {"light": "浅色", "dark": "深色", "contrast": "高对比"}
POINTS, LARGE_POINTS = 10.0, 13.0

_shown = [LOOKS["light"]]


def colors() -> Colors:
    """Return the colours of the look that is shown."""
    return _shown[0]


FAMILIES: dict[str, str] = {}
"""Qt family names of the shipped cuts, by key of `typeface`."""


def _sheet(c: Colors) -> str:
    """Return the style sheet of a look."""
    return f"""
QMainWindow, QDialog {{ background: {c.ground}; }}
QToolBar {{ background: {c.paper}; border: none; border-bottom: 1px solid {c.line}; spacing: 4px; padding: 5px 8px; }}
QToolButton {{ padding: 5px 11px; border-radius: 5px; color: {c.ink}; }}
QToolButton:hover {{ background: {c.accent_soft}; }}
QToolButton:checked {{ background: {c.accent_soft}; color: {c.accent}; font-weight: bold; }}
QToolButton:disabled {{ color: {c.disabled}; }}
QToolButton#primary {{ background: {c.accent}; color: {c.on_accent}; font-weight: bold; padding: 5px 16px; }}
QToolButton#primary:hover {{ background: {c.accent}; }}
QTabWidget::pane {{ border: 1px solid {c.line}; background: {c.paper}; top: -1px; }}
QTabBar::tab {{ padding: 7px 16px; margin-right: 2px; background: transparent; color: {c.muted};
  border: 1px solid transparent; border-bottom: none; }}
QTabBar::tab:selected {{ background: {c.paper}; color: {c.accent}; border-color: {c.line}; font-weight: bold;
  border-top: 2px solid {c.accent}; }}
QTableView, QTreeView, QListView {{ background: {c.paper}; alternate-background-color: {c.stripe};
  gridline-color: {c.line};
  border: none; selection-background-color: {c.selection}; selection-color: {c.ink}; }}
QHeaderView::section {{ background: {c.header}; color: {c.ink}; padding: 5px 6px; border: none;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; font-weight: bold; }}
QTableView#frozen {{ border-right: 2px solid {c.accent}; }}
QStatusBar {{ background: {c.paper}; border-top: 1px solid {c.line}; color: {c.muted}; }}
QStatusBar::item {{ border: none; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {c.paper}; border: 1px solid {c.line}; padding: 3px 6px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {c.accent}; }}
QLineEdit:disabled {{ background: {c.header}; color: {c.disabled}; }}
QCheckBox::indicator:unchecked:enabled, QTreeView::indicator:unchecked,
QTableView::indicator:unchecked {{ width: 12px; height: 12px; border: 1px solid {c.muted};
  background: {c.paper}; }}
QLineEdit#refused, QComboBox#refused {{ background: {c.wrong}; border: 1px solid {c.error}; color: {c.error}; }}
QPushButton {{ padding: 6px 18px; border: 1px solid {c.line}; border-radius: 5px; background: {c.paper}; }}
QPushButton:hover {{ background: {c.accent_soft}; }}
QCommandLinkButton#way {{ padding: 8px 12px; border: 1px solid {c.line}; border-radius: 6px; background: {c.paper};
  color: {c.ink}; text-align: left; }}
QCommandLinkButton#way:hover, QCommandLinkButton#way:focus {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QPushButton#small {{ padding: 4px 9px; }}
QPushButton:default {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton:disabled {{ background: {c.header}; color: {c.disabled}; border-color: {c.line}; }}
QToolButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }}
QToolButton#menu {{ padding-right: 20px; }}
QLabel#heading {{ font-weight: bold; color: {c.ink}; }}
QLabel#problem {{ color: {c.error}; }}
QLabel#muted {{ color: {c.muted}; }}
QLabel#banner {{ background: {c.banner}; color: {c.banner_ink}; padding: 6px 12px; border-bottom: 1px solid {c.line}; }}
QFrame#scenario {{ background: {c.scenario}; border-bottom: 2px solid {c.scenario_ink}; }}
QLabel#scenario {{ background: {c.scenario}; color: {c.scenario_ink}; font-weight: bold; border: none; }}
QFrame#tip {{ background: {c.accent_soft}; border-bottom: 1px solid {c.line}; }}
QLabel#tip {{ background: {c.accent_soft}; color: {c.ink}; border: none; }}
QLabel#mark {{ background: {c.banner}; color: {c.banner_ink}; font-weight: bold; padding: 1px 8px; }}
QLabel#strip {{ background: {c.header}; border-top: 1px solid {c.line}; }}
QTableCornerButton::section {{ background: {c.header}; border: none; }}
QLabel, QCheckBox, QRadioButton {{ color: {c.ink}; }}
QComboBox, QSpinBox {{ color: {c.ink}; }}
QMenu {{ background: {c.paper}; color: {c.ink}; border: 1px solid {c.line}; }}
QMenu::item:selected {{ background: {c.selection}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QScrollArea#desk, QWidget#desk {{ background: {c.desk}; border: none; }}
QListWidget#pages {{ background: {c.paper}; outline: none; padding: 0; }}
QListWidget#pages::item {{ padding-left: 12px; color: {c.ink}; border-left: 3px solid transparent; }}
QListWidget#pages::item:hover {{ background: {c.ground}; }}
QListWidget#pages::item:selected {{ background: {c.accent_soft}; color: {c.accent};
  border-left: 3px solid {c.accent}; }}
QListWidget#kinds {{ background: {c.ground}; outline: none; padding: 0 6px;
  border-bottom: 1px solid {c.line}; }}
QListWidget#kinds:focus {{ border-bottom: 1px solid {c.accent}; }}
QListWidget#kinds::item {{ padding: 5px 9px; color: {c.muted}; border-bottom: 2px solid transparent; }}
QListWidget#kinds::item:hover {{ background: {c.accent_soft}; }}
QListWidget#kinds::item:selected {{ background: {c.paper}; color: {c.accent}; border-bottom-color: {c.accent}; }}
QWidget#side {{ background: {c.paper}; border-right: 1px solid {c.line}; }}
QSplitter::handle {{ background: {c.ground}; }}
QScrollBar:vertical {{ background: {c.ground}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {c.ground}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.handle}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QAbstractScrollArea::corner {{ background: {c.ground}; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QToolTip {{ background: {c.banner}; color: {c.ink}; border: 1px solid {c.line}; padding: 4px; }}
"""


def apply(application: QApplication, look: str = "light", *, large: bool = False) -> None:
    """Load the fonts and set palette and style sheet of a look; `large` is the large-type mode."""
    if not FAMILIES:
        for key, face in faces().items():
            file = paths.resources() / "fonts" / face.file
            number = QFontDatabase.addApplicationFont(str(file))
            if number < 0:  # Qt takes every name for UTF-8; under a GBK locale it does not find a Chinese folder
                number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
            families = QFontDatabase.applicationFontFamilies(number)
            FAMILIES[key] = families[0] if families else application.font().family()
    points = LARGE_POINTS if large else POINTS
    _shown[0] = LOOKS.get(look, LOOKS["light"])
    c = colors()
    if application.styleSheet() == _sheet(c) and application.font().pointSizeF() == points:
        return  # every widget would be styled anew
    application.setStyleSheet("")  # otherwise style, font and palette would each style every widget by the old sheet
    application.setStyle("Fusion")
    font = QFont(FAMILIES["sans"])
    font.setPointSizeF(points)
    application.setFont(font)
    palette = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, c.ground),
        (QPalette.ColorRole.WindowText, c.ink),
        (QPalette.ColorRole.Base, c.paper),
        (QPalette.ColorRole.AlternateBase, c.stripe),
        (QPalette.ColorRole.Text, c.ink),
        (QPalette.ColorRole.Button, c.paper),
        (QPalette.ColorRole.ButtonText, c.ink),
        (QPalette.ColorRole.Highlight, c.selection),
        (QPalette.ColorRole.HighlightedText, c.ink),
        (QPalette.ColorRole.PlaceholderText, c.muted),
        (QPalette.ColorRole.Link, c.accent),
    ):
        palette.setColor(role, QColor(color))
    application.setPalette(palette)
    application.setStyleSheet(_sheet(c))


def page_font(face: str, pixels: float) -> QFont:
    """Return the font of a printed cut at a size in device-independent pixels, unhinted as on paper."""
    font = QFont(FAMILIES.get(face, FAMILIES.get("serif", "")))
    font.setBold(face.endswith("bold"))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font
