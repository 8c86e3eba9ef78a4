"""Icon and name of the windows; a fallback for the input method that Qt has no plugin for."""

import os
import sys

import pytest

from desktop.ui.kit import desktop_session

PLUGINS = ["libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"]
FCITX = [*PLUGINS, "libfcitx5platforminputcontextplugin.so"]


@pytest.mark.parametrize(
    ("before", "plugins", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, PLUGINS, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, PLUGINS, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, PLUGINS, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, FCITX, "fcitx"),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, PLUGINS, "ibus"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, PLUGINS, "xim"),
        ({"XMODIFIERS": "@im=ibus"}, PLUGINS, None),
        ({}, PLUGINS, None),
    ],
)
def test_fcitx_is_spoken_to_as_ibus_where_there_is_no_plugin(before, plugins, after):
    desktop_session.choose_input(before, plugins)
    assert before.get("QT_IM_MODULE") == after


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="input methods of Linux")
def test_the_plugins_of_this_qt_are_looked_at(monkeypatch):
    """The wheel has one for ibus and none for fcitx."""
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    desktop_session.prepare()
    assert os.environ["QT_IM_MODULE"] == "ibus"


def test_the_windows_have_an_icon_and_a_name(qapp):
    before = qapp.applicationName()
    desktop_session.introduce(qapp)
    try:
        assert {size.width() for size in qapp.windowIcon().availableSizes()} == set(desktop_session.ICON_SIZES)
        assert qapp.desktopFileName() == "mingzhang"
        assert qapp.applicationName() == "明账"
    finally:
        qapp.setApplicationName(before)
