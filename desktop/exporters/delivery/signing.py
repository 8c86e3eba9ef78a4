"""A digital signature (数字签名) in a PDF, with a certificate of the user's own in a PKCS#12 file (.p12, .pfx).

The signature is invisible and appended: what was written and read back stays byte for byte, tags among it. The
libraries are the extra [sign] and are loaded when a certificate is opened. A passphrase is used and kept nowhere.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop import extras, paths
from desktop.dataclass import dataclass
from desktop.findings import UserError

LARGEST = 1_000_000
"""Bytes of a certificate file; ordinary ones have a few thousand."""
ENDING = ".pdf"
"""What files that can be signed end in."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the name in the certificate, its last day, and what turns the bytes of a PDF into those signed."""

    name: str
    until: date
    sign: Callable[[bytes], bytes]


def load(path: Path, passphrase: str, now: datetime | None = None) -> Signer:
    """Open a certificate file. Raises UserError: extra missing, not readable, wrong passphrase, not or no longer valid.

    now: the moment it must be valid at, in UTC; the present one if not given.
    """
    extras.SIGN.need()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    content = _content(path)
    secret = passphrase.encode() or None
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, secret)
    except UnsupportedAlgorithm as error:
        raise UserError(_other_algorithm(path)) from error
    except ValueError as error:
        raise UserError(f"证书文件“{path.name}”打不开：密码不对（也可能文件内容已损坏）；请核对密码后再试") from error
    if key is None or certificate is None:
        raise UserError(f"证书文件“{path.name}”里没有{'证书' if key else '私钥'}，不能签名；请从发证机构重新导出 .p12")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise UserError(_other_algorithm(path))
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    moment = now or datetime.now(UTC)
    if moment > last:
        raise UserError(f"证书“{path.name}”已在 {last:%Y-%m-%d} 过期，不能签名；请换用有效的证书")
    if moment < first:
        raise UserError(f"证书“{path.name}”从 {first:%Y-%m-%d} 起才有效，现在不能签名；请核对电脑的日期")
    return Signer(name_of(certificate.subject), last.date(), _with_pyhanko(content, secret))


def apply(path: Path, signer: Signer) -> None:
    """Sign a finished PDF where it lies.

    Raises UserError where what was proven did not stay to the letter, or the file bears no signature afterwards.
    """
    from pypdfium2 import PdfDocument, raw

    content = path.read_bytes()
    signed = signer.sign(content)
    document = PdfDocument(signed)
    try:
        count = raw.FPDF_GetSignatureCount(document)
    finally:
        document.close()
    if count != 1 or not signed.startswith(content):
        raise UserError("数字签名没有加上，文件没有保存；请联系维护人员，或者不加数字签名导出")
    path.write_bytes(signed)


def name_of(subject: Any) -> str:
    """Return whose a certificate is (`cryptography`'s name): its common name, else organization, else all of it."""
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := subject.get_attributes_for_oid(kind):
            return str(found[0].value)
    return str(subject.rfc4514_string()) or "（证书没有写名称）"


def _content(path: Path) -> bytes:
    """Return the bytes of a certificate file. Raises UserError for what is none at a glance."""
    from asn1crypto import pkcs12

    paths.require_file(path)
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    try:
        pkcs12.Pfx.load(content, strict=True).native  # noqa: B018  # reads all of its frame
    except (ValueError, TypeError) as error:
        raise UserError(f"“{path.name}”不是证书文件（.p12 或 .pfx），或者已损坏、不完整；请重新导出证书") from error
    return content


def _other_algorithm(path: Path) -> str:
    return f"证书“{path.name}”的算法不能签 PDF（只能用 RSA 或 ECDSA）；国密（SM2）证书请在导出后用单位自己的签章软件签"


def _with_pyhanko(content: bytes, secret: bytes | None) -> Callable[[bytes], bytes]:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf

    signer = SimpleSigner.load_pkcs12_data(content, [], passphrase=secret)

    def sign(pdf: bytes) -> bytes:
        signed = BytesIO()
        about = PdfSignatureMetadata(field_name="Signature1")
        sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=signer, output=signed)
        return signed.getvalue()

    return sign
