"""Look of the window: fonts shipped with the program, a quiet light palette, one style sheet."""

from dataclasses import fields
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.layouts.paper.typeface import faces
from desktop.ui.kit.desktop_session import STYLE, STYLED


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
    frame: str
    """Frames of fields, and what a scroll bar is moved by; 3 : 1 on every ground, as what is no text needs."""
    on_accent: str = "#ffffff"
    desk: str = "#dfe5ea"


LOOKS = {
    "light": Colors(
        ink="#1f2933", muted="#5a6775", line="#d5dbe1", accent="#1f5fa8", accent_soft="#e6eef8", paper="#ffffff",
        ground="#f3f5f7", stripe="#f8fafb", header="#eef1f4", selection="#cfe0f4", disabled="#93a0ac",
        error="#b3261e", warning="#96600a", good="#1d7a46", up="#a8401c", down="#1d6b58", wrong="#fdecea",
        banner="#fff4dc", banner_ink="#6b4a06", scenario="#e3d3f7", scenario_ink="#45157a",
        frame="#7b8895",
    ),
    "dark": Colors(
        ink="#e4e8ec", muted="#a3aeb9", line="#3a444e", accent="#7db4f0", accent_soft="#243447", paper="#1d2329",
        ground="#161a1f", stripe="#21282f", header="#272f37", selection="#2f4a68", disabled="#6b7682",
        error="#ff8a80", warning="#f0b95a", good="#6fd39a", up="#f0a080", down="#7fd0b8", wrong="#4a2623",
        banner="#40351a", banner_ink="#f3dca0", scenario="#46286b", scenario_ink="#f0e4ff",
        frame="#788591",
        on_accent="#10161c", desk="#2b3239",
    ),
    "contrast": Colors(
        ink="#000000", muted="#1a1a1a", line="#000000", accent="#0000b0", accent_soft="#dcdcff", paper="#ffffff",
        ground="#ffffff", stripe="#ffffff", header="#e0e0e0", selection="#ffe45c", disabled="#4d4d4d",
        error="#a00000", warning="#5c3a00", good="#004d20", up="#7a2000", down="#003d30", wrong="#ffd6d2",
        banner="#ffe45c", banner_ink="#000000", scenario="#5b1199", scenario_ink="#ffffff",
        frame="#404040",
    ),
}  # fmt: skip
TITLES = {"light": "浅色", "dark": "深色", "contrast": "高对比"}
POINTS, LARGE_POINTS = 10.0, 13.0
FUSION_DARKENS = 140
"""By how many percent Fusion draws the frame of a round choice darker than the ground its palette names."""

_shown = [LOOKS["light"]]


def colors() -> Colors:
    """Return the colours of the look that is shown."""
    return _shown[0]


def of_severity(severity: Severity) -> str:
    """Return the colour of a severity in the look that is shown."""
    c = colors()
    return {Severity.ERROR: c.error, Severity.WARNING: c.warning, Severity.INFO: c.accent}[severity]


FAMILIES: dict[str, str] = {}
"""Qt family names of the shipped cuts, by key of `typeface`."""


def _sheet(c: Colors) -> str:
    """Return the style sheet of a look: resources/style.qss with its colours."""
    icons = (paths.resources() / "icons").as_posix()
    return _style().substitute({field.name: getattr(c, field.name) for field in fields(c)}, icons=icons)


@cache
def _style() -> Template:
    return Template((paths.resources() / "style.qss").read_text(encoding="utf-8"))


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
    sheet = _sheet(c)
    if application.styleSheet() == sheet and application.font().pointSizeF() == points:
        return  # every widget would be styled anew
    application.setStyleSheet("")  # otherwise style, font and palette would each style every widget by the old sheet
    if not application.property(STYLED):
        application.setStyle(STYLE)
        application.setProperty(STYLED, True)
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
    framed = QPalette(palette)
    framed.setColor(QPalette.ColorRole.Window, QColor(c.frame).lighter(FUSION_DARKENS))
    application.setPalette(framed, "QRadioButton")  # type: ignore[arg-type]  # it takes a str and refuses bytes
    application.setStyleSheet(sheet)


def page_font(face: str, pixels: float) -> QFont:
    """Return the font of a printed cut at a size in device-independent pixels, unhinted as on paper."""
    font = QFont(FAMILIES.get(face, FAMILIES.get("serif", "")))
    font.setBold(face.endswith("bold"))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(False)
    return font
