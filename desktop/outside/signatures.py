"""Digital signatures (数字签名) of a PDF: how many there are, by whom, and whether the file is as it was signed.

How many PDFium sees; the rest needs the extra [sign], and without it is said to be unchecked (未核对签名). Whom a
certificate can be trusted for is never checked here: there is no list of issuers, and nothing is asked of a network.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from desktop import extras, paths
from desktop.dataclass import dataclass
from desktop.outside.refusal import Refused

MOST = 50
"""Signatures that are looked at."""
LONGEST_NAME = 60
"""Characters shown of a name: anybody can write a certificate, and what stands in it."""
UNTRUSTED = "证书由谁签发、是否可信没有核对（未核对信任）"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature. name: in the certificate; at: when, by the signer's clock; until: the certificate's last day.

    intact: what was signed is as it was signed; complete: nothing was appended since. problem: why it is unchecked.
    """

    name: str = ""
    at: str = ""
    until: str = ""
    intact: bool = False
    complete: bool = False
    problem: str = ""

    def describe(self) -> str:
        """Return what there is to say of it."""
        if self.problem:
            return f"数字签名：未核对签名（{self.problem}）"
        when = f"{self.at} 签，" if self.at else ""
        name = paths.shown_name(self.name)[:LONGEST_NAME]
        return f"数字签名：{name}（{when}证书有效期至 {self.until}）：{self._state}；{UNTRUSTED}"

    @property
    def _state(self) -> str:
        if not self.intact:
            return "签名后文件被改动过，签名无效"
        return "签名后没有改动" if self.complete else "签名的部分没有改动，但签名后文件又增加了内容"


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of a file. lack: why none was checked, empty where they were."""

    count: int
    each: tuple[Signature, ...] = ()
    lack: str = ""

    @property
    def broken(self) -> bool:
        """Whether a signature that was looked at does not hold or cannot be made out."""
        return not all(signature.intact for signature in self.each)

    def describe(self) -> list[str]:
        """Return a line for each signature, or one that says that there is none, or that none was checked."""
        if not self.count:
            return ["没有数字签名"]
        if self.lack:
            return [f"有 {self.count} 个数字签名，未核对签名：{self.lack}"]
        return [signature.describe() for signature in self.each]


def from_answer(answer: dict[str, Any]) -> Signatures:
    """Return what the child answered."""
    each = tuple(Signature(**signature) for signature in answer["each"])
    return Signatures(int(answer["count"]), each, str(answer["lack"]))


def read(path: Path) -> dict[str, Any]:
    """Return {count, each, lack} of a PDF, in the child. Raises Refused for one that cannot be opened."""
    import pypdfium2

    content = path.read_bytes()
    try:
        document = pypdfium2.PdfDocument(content)
        count = pypdfium2.raw.FPDF_GetSignatureCount(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        raise Refused("已损坏或有密码，无法读取；请另存为没有密码的 PDF 再试") from error
    lack = extras.SIGN.lack() if count > 0 else ""
    return {"count": max(0, count), "each": [] if lack or count < 1 else _checked(content, count), "lack": lack}


def _checked(content: bytes, count: int) -> list[dict[str, Any]]:
    """Check each signature; a library that gives up on a strange one leaves it unchecked, and that is said."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        embedded = list(PdfFileReader(BytesIO(content)).embedded_signatures)[:MOST]
        found = [_answer(signature) for signature in embedded]
    except Exception:  # of a damaged file the library raises many kinds
        return [{"problem": "签名的写法认不出"}] * min(count, MOST)
    return found or [{"problem": "签名的写法认不出"}]


def _answer(signature: Any) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        certificate = status.signing_cert
        subject = certificate.subject.native
        name = subject.get("common_name") or subject.get("organization_name") or certificate.subject.human_friendly
        at = status.signer_reported_dt
        return {
            "name": str(name),
            "at": f"{at:%Y-%m-%d %H:%M}" if at else "",
            "until": f"{certificate.not_valid_after:%Y-%m-%d}",
            "intact": bool(status.intact and status.valid),
            "complete": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        }
    except Exception:  # as above: of this one nothing is known
        return {"problem": "签名的写法认不出"}
