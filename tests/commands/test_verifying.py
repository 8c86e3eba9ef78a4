"""verify and a digital signature on the command line: said of each PDF, and a broken one is no success."""

import argparse
import getpass
import json
import sys

import pytest

from desktop import extras
from desktop.commands import books
from desktop.exporters.delivery import signing
from desktop.exporters.delivery.signing import Signer
from desktop.extras import Extra
from desktop.findings import UserError
from desktop.outside import child, source_files
from desktop.outside.signatures import Signature, Signatures
from desktop.packs import papers
from tests import samples
from tests.exporters.delivery.test_signing import FAKE, certificate


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "单位.mzb"
    samples.write("wuxi_2023", path)
    return path


@pytest.fixture
def known(monkeypatch):
    """What the certificate was opened with; it is one of nobody."""
    opened = []

    def load(path, passphrase) -> Signer:
        opened.append((path.name, passphrase))
        return FAKE

    monkeypatch.setattr(signing, "load", load)
    monkeypatch.setattr(extras, "SIGN", Extra("sign", ("json",), "数字签名"))
    return opened


def test_a_signed_export_is_said_to_be_signed_and_verified_with_its_signature(run, book, known, tmp_path, monkeypatch):
    secret = tmp_path / "密码.txt"
    secret.write_text("来自文件\n", encoding="utf-8")
    signed = ("export", book, "--out", tmp_path, "--only", "citizens", "--sign", "单位.p12")
    status, out, _ = run(*signed, "--passphrase-file", secret)
    assert (status, "已由“某县统计局”数字签名" in out) == (0, True)
    (pdf,) = tmp_path.glob("*.pdf")
    found, compare = [], papers.compare
    monkeypatch.setattr(
        papers, "compare", lambda *asked: found[0] if found else found.append(compare(*asked)) or found[0]
    )
    state = Signatures(1, (Signature("某局", "", "2027-05-01", intact=True, complete=True),))
    monkeypatch.setattr(source_files, "read_signatures", lambda _: state)
    status, out, _ = run("verify", pdf, "--book", book)
    assert (status, out.splitlines()[-2]) == (0, "文件与账本一致")
    assert out.splitlines()[-1] == state.describe()[0]
    state = Signatures(1, (Signature("某局", "", "2027-05-01"),))
    status, out, _ = run("verify", pdf, "--book", book, "--json")
    shown = json.loads(out)
    assert (status, shown["differences"], shown["signatures"], shown["signature_broken"]) == (
        1, [], state.describe(), True,
    )  # fmt: skip
    assert known == [("单位.p12", "来自文件")]


def signer(sign="单位.p12", kinds=("pdf",), template="", file=""):
    parsed = argparse.Namespace(sign=sign, passphrase_file=file, template=template)
    return books._signer(parsed, kinds)


def test_a_passphrase_comes_from_the_surroundings_or_the_terminal_and_never_from_nowhere(known, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _: "来自终端")
    assert signer() is FAKE
    monkeypatch.setenv(books.PASSPHRASE, "来自环境")
    assert signer() is FAKE
    assert [secret for _, secret in known] == ["来自终端", "来自环境"]
    monkeypatch.delenv(books.PASSPHRASE)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    for asked, words in (
        ({}, "不知道证书的密码"),
        ({"kinds": ("xlsx", "docx")}, "没有 PDF；请去掉 --sign"),
        ({"template": "x"}, "没有 PDF；请去掉 --sign"),
        ({"sign": "", "file": "密码.txt"}, "--passphrase-file 要和 --sign"),
    ):
        with pytest.raises(UserError, match=words):
            signer(**asked)
    assert signer(sign="") is None


@pytest.mark.long_only
def test_a_real_signature_is_read_in_the_limited_child(run, book, tmp_path):
    """As a unit would: signed on the command line, verified against the book, then changed."""
    own = certificate(tmp_path / "单位.p12", first=-1, last=36_500)
    secret = tmp_path / "密码.txt"
    secret.write_text("secret", encoding="utf-8")
    status, out, err = run(
        "export", book, "--out", tmp_path, "--only", "pdf", "--sign", own, "--passphrase-file", secret
    )
    assert (status, "已由“某县统计局”数字签名" in out) == (0, True), err
    (pdf,) = tmp_path.glob("*.pdf")
    status, out, _ = run("verify", pdf, "--book", book)
    assert (status, out.splitlines()[-2], "签名后没有改动；证书" in out.splitlines()[-1]) == (0, "文件与账本一致", True)
    answer = source_files._printed(pdf, child.SIGNATURES)
    assert json.loads(answer)["each"][0]["intact"], "the child's limits leave room for the libraries"
    content = pdf.read_bytes()
    for at, state in (
        (content.index(b"\n%") + 2, "签名后文件被改动过，签名无效"),
        (content.rindex(b"/SubFilter") + 1, "认不出"),
    ):
        pdf.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        status, out, _ = run("verify", pdf, "--book", book)
        assert (status, "文件与账本一致" in out, state in out) == (1, True, True), out
