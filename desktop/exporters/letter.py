"""A text of our own, such as the opinion of an audit, as PDF and as Word; each file is read back and compared."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

from desktop import file_set
from desktop.dataclass import dataclass
from desktop.exporters import pdf
from desktop.exporters.delivery import zipped
from desktop.exporters.docx import W, add_text, add_title
from desktop.exporters.docx_styles import blank, set_footer, set_page
from desktop.exporters.publication import Mismatch
from desktop.findings import UserError
from desktop.layouts.paper import letter
from desktop.layouts.words.paragraphs import Paragraph
from desktop.personal import IN_DOCUMENT, Guard


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to be written: title, paragraphs, the words at every page's foot, the year its files are dated with."""

    title: str
    paragraphs: Sequence[Paragraph]
    footer: str
    year: int
    guard: Guard = field(default_factory=Guard)
    """What must not be in it."""


def write(text: Letter, targets: Iterable[Path]) -> None:
    """Write a text to files, .pdf or .docx; those of one folder all change or none. Raises UserError."""
    places = [("标题", text.title), ("页脚", text.footer)]
    places += [(f"第 {number} 段", paragraph.text) for number, paragraph in enumerate(text.paragraphs, 1)]
    text.guard.require_none(text.title, places, IN_DOCUMENT)
    folders: dict[Path, dict[Path, Callable[[Path], None]]] = {}
    for target in targets:
        fill = _write_pdf if target.suffix.lower() == ".pdf" else _write_docx
        folders.setdefault(target.parent, {})[target] = partial(fill, text)
    for writers in folders.values():
        file_set.write(writers)


def _write_pdf(text: Letter, path: Path) -> None:
    document = letter.letter(text.title, text.paragraphs, text.footer)
    pdf.draw(document, path, "", text.year)
    _refuse(pdf.read_back(document, path)[1], "PDF")


def _write_docx(text: Letter, path: Path) -> None:
    document = blank(letter.SIZE, letter.STEP)
    set_page(document.sections[0], landscape=False)
    set_footer(document.sections[0], text.footer)
    marks = count()
    add_title(document, text.title, marks)
    add_text(document, list(text.paragraphs), marks)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = text.title, "", ""
    properties.last_modified_by, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = datetime(text.year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    content = BytesIO()
    document.save(content)
    path.write_bytes(zipped.dated(content, text.year))
    _refuse(_differences([text.title, *(each.text for each in text.paragraphs)], path), "Word")


def _differences(texts: list[str], path: Path) -> list[Mismatch]:
    """Read the file as plain XML and return where a paragraph is not what it should be."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    found = ["".join(part.text or "" for part in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]
    pairs = zip(texts, found, strict=len(texts) == len(found))
    wrong = [Mismatch(f"第 {n} 段", want, have) for n, (want, have) in enumerate(pairs, 1) if want != have]
    return wrong or ([] if len(texts) == len(found) else [Mismatch("段数", str(len(texts)), str(len(found)))])


def _refuse(wrong: list[Mismatch], kind: str) -> None:
    if wrong:
        first = wrong[0]
        raise UserError(f"{kind} 文件读回后与原文不一致（{first.place}：“{first.expected}”），没有保存；请重新导出")
