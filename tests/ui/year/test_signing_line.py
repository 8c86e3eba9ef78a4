"""The export page asks for a certificate where the extra is there, and says how to get it where it is not."""

from datetime import date

import pytest

from desktop import extras
from desktop.exporters.delivery import signing
from desktop.exporters.delivery.signing import Signer
from desktop.extras import Extra
from desktop.findings import UserError
from desktop.ui.year.signing_line import SigningLine


def line(qtbot, monkeypatch, module):
    monkeypatch.setattr(extras, "SIGN", Extra("sign", (module,), "数字签名"))
    made = SigningLine()
    qtbot.addWidget(made)
    return made


def test_without_the_extra_nothing_can_be_chosen_and_the_way_is_said(qtbot, monkeypatch):
    shown = line(qtbot, monkeypatch, "no_such_library")
    assert (shown.wanted.isEnabled(), shown.note.isVisibleTo(shown)) == (False, True)
    assert "请找给这台电脑装软件的人" in shown.note.text() and "pip" not in shown.note.text()
    assert shown.later()() is None


def test_with_the_extra_file_and_passphrase_are_asked_for_only_when_wanted(qtbot, monkeypatch):
    shown = line(qtbot, monkeypatch, "json")
    assert (shown.wanted.isEnabled(), shown.note.isVisibleTo(shown), shown.asked.isVisibleTo(shown)) == (
        True,
        False,
        False,
    )
    shown.wanted.setChecked(True)
    assert shown.asked.isVisibleTo(shown)
    with pytest.raises(UserError, match="请选择证书文件"):
        shown.later()()
    shown.file.setText(" 单位.p12 ")
    shown.passphrase.setText("密码")
    opened = []
    fake = Signer("某局", date(2030, 1, 1), bytes)
    monkeypatch.setattr(signing, "load", lambda path, secret: opened.append((path.name, secret)) or fake)
    assert shown.later()() is fake
    assert opened == [("单位.p12", "密码")]
    assert shown.passphrase.echoMode() == shown.passphrase.EchoMode.Password
