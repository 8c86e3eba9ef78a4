"""Files of known kinds that no reader here takes (pictures, archives, RTF …): each is refused by its true name.

Else a file in RTF or a saved mail would be read as plain text, and its marks as words and figures.
"""

import re
from collections.abc import Collection
from pathlib import Path

from desktop.outside.refusal import Refused

PICTURE = "是图片（扫描件或照片），文字读不出；请向编制的人要 Word、Excel 或文字可以复制的 PDF"
ARCHIVE = "是压缩包；请先解压，再选择里面的文件"
AS_WORD, AS_EXCEL = "请在 Word 或 WPS 中打开，另存为 .docx 再试", "请在 Excel 或 WPS 中打开，另存为 .xlsx 再试"
BEGINNINGS = (
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", PICTURE),
    (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ", ARCHIVE),
    (rb"\{\\rtf", f"是 RTF 格式；{AS_WORD}"),
    (rb"(?:From: |MIME-Version: |Content-Type: multipart/)", f"是 .mht 网页存档；{AS_WORD}"),
    (rb"(?s:<\?xml.{0,400}<(?:\?mso-application progid=.Word|w:wordDocument|pkg:package))",
     f"是 XML 格式的 Word 文档；{AS_WORD}"),
    (rb"(?s:<\?xml.{0,400}<(?:\?mso-application progid=.Excel|Workbook))", f"是 XML 格式的 Excel 工作簿；{AS_EXCEL}"),
    (rb"(?s:<\?xml.{0,400}<uof:UOF)", "是标文通（UOF）格式；请在 WPS 中打开，另存为 .docx 或 .xlsx 再试"),
)  # fmt: skip
"""How a file begins (after a byte order mark and blanks), and what is then to do."""
OF_PACKAGES = (
    (b"application/vnd.oasis.opendocument.text", f"是 OpenDocument 文字文档（.odt）；{AS_WORD}"),
    (b"application/vnd.oasis.opendocument", "是演示或绘图文件；请检查是否选错了文件"),
)
"""What a package declares to be in its `mimetype`, and what is then to do."""
SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
INSIDE = re.compile(r"[.](?:docx?|xls[xm]?|pdf|ofd|wps|et|html?|txt|csv|jpe?g|png)$", re.IGNORECASE)
"""What members of an archive that somebody packed are called; those of a document are called .xml."""
HEAD = 4096


def refuse(path: Path) -> None:
    """Raise Refused where the first bytes of a file say that it is of a kind no reader takes."""
    with path.open("rb") as handle:
        head = handle.read(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, reason in BEGINNINGS:
        if re.match(beginning, head):
            raise Refused(reason)


def refuse_package(declared: bytes, members: Collection[str]) -> None:
    """Raise Refused for a package that says to be of another kind, or was packed by a person.

    declared: what its `mimetype` says, else empty.
    """
    if declared.startswith(SHEETS):
        return
    for sign, reason in OF_PACKAGES:
        if declared.startswith(sign):
            raise Refused(reason)
    if "ppt/presentation.xml" in members:
        raise Refused("是演示文稿（.pptx）；请检查是否选错了文件")
    if not any(name.endswith(".xml") for name in members) and any(map(INSIDE.search, members)):
        raise Refused(ARCHIVE)
