"""Icon and name of the windows; a fallback for the input method that Qt has no plugin for."""

import ctypes.util
import os
import sys
from pathlib import Path

import pytest

from desktop.findings import UserError
from desktop.ui.kit import desktop_session
from tests.small_cases import small_cases

PLUGINS = ["libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"]
FCITX = [*PLUGINS, "libfcitx5platforminputcontextplugin.so"]


@small_cases(
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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens of Linux")
@pytest.mark.parametrize(
    ("environment", "plugin", "said"),
    [
        ({}, "", "没有设置 DISPLAY"),
        ({"DISPLAY": ":987"}, "", "连不上图形界面“:987”"),
        ({"DISPLAY": ":987"}, "missing.so", "缺少系统组件|窗口组件无法载入"),
        ({"DISPLAY": ":987", "QT_QPA_PLATFORM": "offscreen"}, "missing.so", ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "missing.so", ""),
    ],
)
def test_a_screen_that_cannot_be_reached_is_said_before_qt_ends_the_program(
    environment, plugin, said, monkeypatch, tmp_path
):
    if "DISPLAY" in environment:
        monkeypatch.setenv("DISPLAY", environment["DISPLAY"])
    found = tmp_path / plugin if plugin else Path(ctypes.util.find_library("c"))
    if not said:
        desktop_session.require_screen(environment, found)
        return
    with pytest.raises(UserError, match=said):
        desktop_session.require_screen(environment, found)


def test_the_windows_have_an_icon_and_a_name(qapp):
    before = qapp.applicationName()
    desktop_session.introduce(qapp)
    try:
        assert {size.width() for size in qapp.windowIcon().availableSizes()} == set(desktop_session.ICON_SIZES)
        assert qapp.desktopFileName() == "mingzhang"
        assert qapp.applicationName() == "明账"
    finally:
        qapp.setApplicationName(before)
