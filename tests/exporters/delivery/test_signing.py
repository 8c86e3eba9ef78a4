"""A digital signature in a PDF: appended to what was proven, or the file is refused; what needs the extra has a form."""

from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from pypdfium2 import raw

from desktop import extras
from desktop.exporters import package
from desktop.exporters.delivery import signing
from desktop.exporters.delivery.signing import Signer
from desktop.extras import Extra
from desktop.findings import UserError
from desktop.outside import signatures
from tests.exporters import small
from tests.exporters.signed import with_field

FAKE = Signer("某县统计局", date(2030, 1, 1), with_field)


def test_each_pdf_of_an_export_is_signed_and_what_was_read_back_stays(tmp_path):
    plain, (signed, book) = (
        package.export(small.publication(), tmp_path / name, kinds, signer=signer)
        for name, kinds, signer in (("a", ("pdf",), None), ("b", ("pdf", "xlsx"), FAKE))
    )
    assert [(each.kind, each.signed) for each in (*plain, signed, book)] == [
        ("pdf", ""), ("pdf", "某县统计局"), ("xlsx", "")
    ]  # fmt: skip
    assert signed.path.read_bytes() == with_field(plain[0].path.read_bytes())
    assert [signatures.read(each.path)["count"] for each in (plain[0], signed)] == [0, 1]


@pytest.mark.parametrize(
    "sign", [lambda pdf: pdf, lambda pdf: b"%PDF-1.4\n" + with_field(pdf)], ids=["none", "rewritten"]
)
def test_a_signature_that_is_not_there_or_changed_the_file_is_refused(tmp_path, sign):
    with pytest.raises(UserError, match="数字签名没有加上，文件没有保存"):
        package.export(small.publication(), tmp_path, ("pdf",), signer=Signer("某县统计局", date(2030, 1, 1), sign))
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_way_to_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "SIGN", Extra("sign", ("no_such_library",), "数字签名"))
    with pytest.raises(UserError, match=r"数字签名要用的组件没有安装.*pip install \"\.\[sign\]\""):
        signing.load(tmp_path / "证书.p12", "secret")


# the extra: `python -m tests.long signature` -------------------------------------------------------------------------

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def certificate(path, *, first=-1, last=400, secret=b"secret", curve=False, with_key=True):
    """Write a PKCS#12 file. first, last: days from NOW."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    key = ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "某县统计局")])
    about = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    about = about.serial_number(7).not_valid_before(NOW + timedelta(first)).not_valid_after(NOW + timedelta(last))
    made = about.sign(key, hashes.SHA256())
    how = serialization.BestAvailableEncryption(secret) if secret else serialization.NoEncryption()
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"", key if with_key else None, made, None, how))
    return path


@pytest.mark.long_only
@pytest.mark.parametrize(("curve", "secret"), [(False, b"secret"), (True, "密码".encode()), (True, b"")])
def test_a_real_signature_holds_and_one_changed_byte_breaks_it(tmp_path, curve, secret):
    signer = signing.load(certificate(tmp_path / "证书.p12", secret=secret, curve=curve), secret.decode(), NOW)
    assert (signer.name, signer.until) == ("某县统计局", (NOW + timedelta(400)).date())
    (written,) = package.export(small.publication(), tmp_path, ("pdf",), signer=signer)
    content = written.path.read_bytes()
    with pypdfium2.PdfDocument(content) as document:
        assert raw.FPDFCatalog_IsTagged(document), "what a screen reader reads stays"
    changed = tmp_path / "改动.pdf"
    at = content.index(b"stream\n") + 40
    for data, state in (
        (content, "签名后没有改动"),
        (content + b"\n%\n", "签名的部分没有改动，但签名后文件又增加了内容"),
        (content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], "签名后文件被改动过，签名无效"),
    ):
        changed.write_bytes(data)
        found = signatures.from_answer(signatures.read(changed))
        (line,) = found.describe()
        assert line.startswith("数字签名：某县统计局（20"), line
        assert line.endswith(f"证书有效期至 {signer.until}）：{state}；{signatures.UNTRUSTED}"), line
        assert found.broken == ("无效" in state)


@pytest.mark.long_only
@pytest.mark.parametrize(
    ("changes", "secret", "words"),
    [
        ({}, "wrong", "密码不对"),
        ({}, "", "密码不对"),
        ({"first": -400, "last": -1}, "secret", "已在 2026-04-30 过期"),
        ({"first": 1}, "secret", "从 2026-05-02 起才有效"),
        ({"with_key": False}, "secret", "没有私钥"),
    ],
)
def test_a_certificate_that_cannot_sign_is_refused_in_plain_words(tmp_path, changes, secret, words):
    with pytest.raises(UserError, match=words):
        signing.load(certificate(tmp_path / "证书.p12", **changes), secret, NOW)


@pytest.mark.long_only
def test_a_damaged_file_or_one_that_is_none_is_said_to_be_none(tmp_path):
    path = certificate(tmp_path / "证书.p12")
    for content in (path.read_bytes()[:-20], b"", b"hello", b"0" * 2_000_000):
        path.write_bytes(content)
        with pytest.raises(UserError, match=r"不是证书文件.*已损坏、不完整"):
            signing.load(path, "secret", NOW)
    with pytest.raises(UserError, match="找不到"):
        signing.load(tmp_path / "没有.p12", "secret", NOW)
