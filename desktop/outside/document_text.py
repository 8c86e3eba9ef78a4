"""The paragraphs of a DOCX, PDF or TXT file, read inside the limited child process (see `outside`)."""

import re
from collections.abc import Iterable
from pathlib import Path

from desktop.outside import decoding, other_formats, package
from desktop.outside.documents import pdf_streams
from desktop.outside.refusal import Refused

MAX_PART = 60_000_000
MAX_PAGES = 400
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BEGINS = re.compile(
    r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、])"
)
"""How a paragraph begins; a line of a PDF that does not begin so goes on with the one above."""


def read(path: Path) -> list[str]:
    """Return the paragraphs of a document. Raises Refused."""
    with path.open("rb") as handle:
        head = handle.read(8)
    if head.startswith(b"PK"):
        return _docx(path)
    if head.startswith(b"%PDF"):
        return _pdf(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("是旧的 .doc 或 .xls 格式；请在 Word 或 WPS 中另存为 .docx 再试")
    other_formats.refuse(path)
    return _text_file(path)


def _docx(path: Path) -> list[str]:
    with package.opened(path) as opened:
        if "word/document.xml" not in opened.namelist():
            raise Refused("不是 Word 文档；请另存为 .docx 再试")
        body = package.tree_of(opened, "word/document.xml").find(f"{W}body")
    texts = [] if body is None else ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    return [text.strip() for text in texts if text.strip()]


def _pdf(path: Path) -> list[str]:
    import pypdfium2

    raw = path.read_bytes()
    pdf_streams.require_sound(raw)
    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
        if count > MAX_PAGES:
            raise Refused(f"超过 {MAX_PAGES} 页；请只保留说明文字的页面后再试")
        lines = [line for n in range(count) for line in document[n].get_textpage().get_text_range().splitlines()]
    except pypdfium2.PdfiumError as error:
        raise Refused("已损坏或有密码，无法读取；请另存为没有密码的 PDF 再试") from error
    if not any(line.strip() for line in lines):
        raise Refused("没有文字（可能是扫描件）；请提供 Word 或 Excel 文件")
    return _joined(line.strip() for line in lines if line.strip())


def _joined(lines: Iterable[str]) -> list[str]:
    """Join the lines of a page into paragraphs."""
    paragraphs: list[str] = []
    for line in lines:
        if paragraphs and not BEGINS.match(line) and not paragraphs[-1].endswith(("。", "；", "：", ":")):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def _text_file(path: Path) -> list[str]:
    raw = path.read_bytes()
    if len(raw) > MAX_PART:
        raise Refused("过大，没有打开；请只保留说明文字后再试")
    pdf_streams.refuse_remains(raw, path.name)
    text = decoding.decoded(raw, "文本或 .docx")
    return [line.strip() for line in text.splitlines() if line.strip()]
