"""Digital signatures of a PDF: counted, checked with the extra, said to be unchecked without it."""

import pytest

from desktop import extras
from desktop.exporters import package
from desktop.extras import Extra
from desktop.findings import UserError
from desktop.outside import signatures, source_files
from desktop.outside.signatures import Signature, Signatures
from tests.exporters import small
from tests.exporters.signed import with_field


@pytest.fixture
def pdf(tmp_path):
    (written,) = package.export(small.publication(charts=False), tmp_path, ("pdf",))
    return written.path


def test_what_is_signed_is_never_passed_over_without_the_extra(pdf, monkeypatch):
    monkeypatch.setattr(extras, "SIGN", Extra("sign", ("no_such_library",), "数字签名"))
    assert signatures.from_answer(signatures.read(pdf)).describe() == ["没有数字签名"]
    pdf.write_bytes(with_field(pdf.read_bytes()))
    found = signatures.from_answer(signatures.read(pdf))
    (line,) = found.describe()
    assert (found.count, found.broken) == (1, False)
    assert line.startswith("有 1 个数字签名，未核对签名：数字签名要用的组件没有安装")


def test_the_child_answers_and_a_damaged_file_is_refused(pdf):
    assert source_files.read_signatures(pdf) == Signatures(0)
    pdf.write_bytes(pdf.read_bytes()[:50])
    with pytest.raises(UserError, match="已损坏"):
        source_files.read_signatures(pdf)


def test_a_signature_is_described_by_what_is_known_of_it():
    good = Signature("某局", "2026-05-01 08:00", "2027-05-01", intact=True, complete=True)
    trust = "；证书由谁签发、是否可信没有核对（未核对信任）"
    assert good.describe() == f"数字签名：某局（2026-05-01 08:00 签，证书有效期至 2027-05-01）：签名后没有改动{trust}"
    assert "又增加了内容" in Signature("某局", "", "2027-05-01", intact=True).describe()
    changed = Signature("某局", "", "2027-05-01")
    assert changed.describe() == f"数字签名：某局（证书有效期至 2027-05-01）：签名后文件被改动过，签名无效{trust}"
    strange = Signature(problem="签名的写法认不出")
    assert strange.describe() == "数字签名：未核对签名（签名的写法认不出）"
    assert [Signatures(1, (each,)).broken for each in (good, changed, strange)] == [False, True, True]


def test_a_name_that_turns_the_line_round_or_never_ends_is_tamed():
    """Anybody can make a certificate; its name is printed on the terminal and shown in the window."""
    line = Signature("局\u202e\x1b[31m" + "长" * 500, "", "2027-05-01", intact=True, complete=True).describe()
    assert line.startswith("数字签名：局��[31m长")
    assert line.count("长") < 60
