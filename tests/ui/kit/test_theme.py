"""Looks: words can be read on their ground in each of them, and the shipped fonts are used."""

import re

import pytest
from PySide6.QtGui import QColor, QFont

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


@pytest.mark.parametrize("look", theme.LOOKS)
def test_words_can_be_read_on_their_ground(look):
    c = theme.LOOKS[look]
    for ink, ground in ((c.ink, c.paper), (c.ink, c.ground), (c.ink, c.stripe), (c.ink, c.header), (c.ink, c.selection),
                        (c.error, c.paper), (c.ink, c.wrong), (c.warning, c.paper), (c.good, c.paper), (c.up, c.paper),
                        (c.down, c.paper), (c.accent, c.paper), (c.banner_ink, c.banner), (c.scenario_ink, c.scenario),
                        (c.on_accent, c.accent)):  # fmt: skip
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    if look == "contrast":
        assert contrast(c.ink, c.paper) == pytest.approx(21)


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
