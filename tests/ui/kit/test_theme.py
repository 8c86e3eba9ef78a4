"""Looks: words can be read on their ground in each of them, and the shipped fonts are used."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QProxyStyle,
    QPushButton,
    QSpinBox,
    QStyle,
    QToolButton,
)

from desktop import paths
from desktop.ui.kit import theme


@pytest.fixture(autouse=True)
def _light_again(qapp):
    yield
    theme.apply(qapp)


def luminance(color):
    parts = [QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


INKS, GROUNDS = (
    ("ink", "muted", "accent", "error", "warning", "good", "up", "down"),
    ("paper", "ground", "stripe", "header"),
)
"""Every colour words are drawn in, and every plain ground a page, list, table or dialog has; a selected row has `ink`."""
OTHERS = (
    *(("ink", ground) for ground in ("selection", "wrong", "banner", "accent_soft", "desk")),
    *(("accent", ground) for ground in ("accent_soft",)),
    *(("muted", "accent_soft"), ("on_accent", "accent"), ("banner_ink", "banner"), ("scenario_ink", "scenario")),
)
DRAWN = (("muted", "paper"), ("muted", "accent_soft"), ("accent", "accent_soft"), ("accent", "paper"), ("frame", "ground"),
         ("frame", "paper"), ("muted", "ground"), ("accent", "selection"), ("error", "wrong"))  # fmt: skip
"""Icons, ticks, handles and the frame of what has the focus: 3 : 1 is enough for what is no text."""


@pytest.mark.parametrize("look", theme.LOOKS)
def test_every_pair_of_colours_that_is_used_can_be_told_apart(look):
    c = theme.LOOKS[look]
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + list(OTHERS)
    found = {pair: contrast(getattr(c, pair[0]), getattr(c, pair[1])) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.5} == {}
    drawn = {pair: contrast(getattr(c, pair[0]), getattr(c, pair[1])) for pair in DRAWN}
    assert {pair: round(ratio, 2) for pair, ratio in drawn.items() if ratio < 3} == {}
    if look == "contrast":
        assert contrast(c.ink, c.paper) == pytest.approx(21)


@pytest.mark.parametrize("look", theme.LOOKS)
def test_no_rule_of_the_style_sheet_pairs_what_cannot_be_read(look):
    """Read from the sheet itself: a rule that names both colours; what cannot be chosen (disabled) may be pale."""
    wrong, seen = [], 0
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", theme._sheet(theme.LOOKS[look])):
        ink = re.search(r"(?<![\w-])color: (#[0-9a-f]{6})", rule)
        ground = re.search(r"(?<![\w-])background: (#[0-9a-f]{6})", rule)
        if ink and ground and ":disabled" not in selector:
            seen += 1
            wrong += [selector.strip()] if contrast(ink[1], ground[1]) < 4.5 else []
    assert wrong == []
    assert seen > 8


FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QPushButton)


@pytest.mark.parametrize("look", theme.LOOKS)
def test_the_frame_of_every_field_can_be_seen_on_page_and_dialog(qapp, qtbot, look):
    """As drawn: somewhere across the upper edge of a field stands a line of 3 : 1 on what is around it."""
    theme.apply(qapp, look)
    faint = {}
    for kind in FIELDS:
        field = kind()
        qtbot.addWidget(field)
        field.resize(120, 30)
        drawn = field.grab().toImage()
        edge = [drawn.pixelColor(60, y).name() for y in range(3)]
        for ground in ("ground", "paper"):
            ratio = max(contrast(color, getattr(theme.colors(), ground)) for color in edge)
            faint |= {(kind.__name__, ground): round(ratio, 2)} if ratio < 3 else {}
    assert faint == {}


def test_the_pale_colour_is_for_what_cannot_be_chosen_alone():
    """Words that are there to be read, a reason or what is left out, are muted, not pale."""
    root = Path(theme.__file__).parents[1]
    users = {
        path.name
        for path in root.rglob("*.py")
        if re.search(r"\b(c|colors|colors\(\))\.disabled", path.read_text("utf-8"))
    }
    assert users == {"icons.py"}
    sheet = (paths.resources() / "style.qss").read_text("utf-8").splitlines()
    pale = [line for line in sheet if "${disabled}" in line]
    assert pale
    assert all(":disabled {" in line for line in pale)


def test_what_stands_in_an_empty_field_can_be_read(qapp):
    for look, colors in theme.LOOKS.items():
        theme.apply(qapp, look)
        hint = qapp.palette().color(QPalette.ColorRole.PlaceholderText).name()
        assert contrast(hint, colors.paper) >= 4.5, look


@pytest.mark.parametrize("look", theme.LOOKS)
def test_a_look_is_applied_whole_and_an_unknown_one_is_light(qapp, look):
    theme.apply(qapp, look)
    assert theme.colors() is theme.LOOKS[look]
    assert theme.LOOKS[look].ink in qapp.styleSheet()
    theme.apply(qapp, "no such look")
    assert theme.colors() is theme.LOOKS["light"]


def test_a_look_is_colours_alone_and_takes_no_more_room_than_another():
    sheets = {re.sub("#[0-9a-f]{6}", "", theme._sheet(colors)) for colors in theme.LOOKS.values()}
    assert len(sheets) == 1


def test_the_shipped_fonts_are_used_on_screen_and_for_pages(qapp):
    theme.apply(qapp)
    assert qapp.font().family() == theme.FAMILIES["sans"]
    page = theme.page_font("sans-bold", 12.4)
    assert (page.bold(), page.pixelSize()) == (True, 12)
    assert page.hintingPreference() == QFont.HintingPreference.PreferNoHinting
    assert theme.page_font("serif", 0.1).pixelSize() == 1


def test_every_look_has_a_name():
    assert set(theme.TITLES) == set(theme.LOOKS)


class Pictured(QProxyStyle):
    """A style as Qt has it where the desktop has no say: with old pictures beside 确定 and 取消."""

    def styleHint(self, hint, option=None, widget=None, returned=None):
        pictures = hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        return 1 if pictures else super().styleHint(hint, option, widget, returned)


def test_buttons_of_dialogs_bear_no_pictures_of_another_style(qapp, qtbot):
    theme.apply(qapp)
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    style = Pictured()
    box.setStyle(style)
    assert box.addButton(QDialogButtonBox.StandardButton.Ok).icon().isNull()
    box.setStyle(None)


def test_the_buttons_of_the_file_dialog_can_be_seen(qapp, qtbot):
    """Qt gives them a fixed size; what a button of the toolbar has around its words would leave a dot of their pictures."""
    theme.apply(qapp, "dark")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    button = dialog.findChild(QToolButton, "toParentButton")
    button.setEnabled(True)
    button.resize(24, 24)
    picture = button.grab().toImage()
    ground = picture.pixel(0, 0)
    drawn = [x for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y) != ground]
    assert max(drawn) - min(drawn) >= 10


@pytest.mark.parametrize("look", theme.LOOKS)
def test_how_far_work_is_can_be_seen_on_a_flat_bar(qapp, qtbot, look):
    theme.apply(qapp, look)
    bar = QProgressBar()
    qtbot.addWidget(bar)
    bar.setRange(0, 2)
    bar.setValue(1)
    bar.setTextVisible(False)
    bar.resize(200, 24)
    picture, c = bar.grab().toImage(), theme.colors()
    filled, left, frame = (picture.pixelColor(*at).name() for at in ((50, 12), (150, 12), (50, 0)))
    assert {picture.pixelColor(50, y).name() for y in range(3, 21)} == {filled}, "one colour, no shine"
    assert (filled, left, frame) == (c.selection, c.paper, c.frame)
    theme.apply(qapp)
