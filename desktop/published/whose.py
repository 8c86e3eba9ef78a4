"""Whose budget a published document says it is, and whether it is one: another file is soon chosen by mistake."""

import re
from collections.abc import Iterator

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import Unit
from desktop.outside.document import Document

TITLE_LINES, SHORT, CAPTION_ROWS = 12, 60, 4
"""Lines at the beginning in which a title may stand, letters it has at most, rows in which a table says whose it is."""
_CAPTION = re.compile(r"(?:编制|填报|预算)?(?:单位|部门)(?:名称)?[:：](\D{3,})")
_FINAL = re.compile(r"20\d\d年度?(?:单位|部门)?决算|决算(?:公开|报告|情况)?(?:说明|报表)?$")
_TITLE = re.compile(r"(\D{4,}?)(?:关于)?20\d\d年度?(?:单位|部门)?(?:综合)?预算")


_YEAR = re.compile(r"(20\d\d)年度?[^。；]*?预算")
_COVER = re.compile(r"20\d\d年度?(?:单位|部门)?(?:综合)?预算")


@dataclass(frozen=True, slots=True)
class Titled:
    """Whose budget of which year a document says it is; empty and 0 where it says nothing, or several."""

    unit: str = ""
    year: int = 0


def titled(document: Document) -> Titled:
    """Return the unit and the year in the titles of a document, else those above its tables. Never guessed."""
    titles = [_plain(part.text) for part in list(document.paragraphs)[:TITLE_LINES]]
    above = ["", *titles]
    covers = {up for up, line in zip(above, titles, strict=False) if _COVER.match(line) and _is_name(up)}
    captions = list(_lines(document))
    units = ({_named(line) for line in titles} | covers, {_named(line) for line in captions})
    years = [{int(found[1]) for line in lines if (found := _short(_YEAR, line))} for lines in (titles, captions)]
    named: set[str] = next(filter(None, (found - {""} for found in units)), set())
    dated: set[int] = next(filter(None, years), set())
    return Titled(next(iter(named)) if len(named) == 1 else "", next(iter(dated)) if len(dated) == 1 else 0)


def _is_name(line: str) -> bool:
    """Whether a line above a title may be the name of a unit: a few letters, no mark and no number."""
    return 3 < len(line) <= SHORT and re.fullmatch(r"[一-鿿（）()]+", line) is not None and not line.startswith("附件")


def _short(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.search(line) if len(line) <= SHORT else None


def doubt_unit(document: Document, unit: Unit) -> Iterator[Finding]:
    """Yield a warning where a document names units in its titles and the book's is none of them.

    One that names none says nothing; so does a name that is a part of the other: a unit may be written in short.
    """
    own = _plain(unit.name)
    named = [name for line in _lines(document) if (name := _named(line))]
    if not named or not own or any(own in name or name in own for name in named):
        return
    if own in _text(document):
        message = f"题名写的是“{named[0]}”，只在其中提到“{unit.name}”；若是部门汇总数，请换成本单位的文件"
    else:
        message = f"写的单位是“{named[0]}”，其中没有出现“{unit.name}”，请核对是否选错了文件（改过名称的单位除外）"
    yield Finding("上年", Severity.WARNING, message, Place(file=document.file))


def doubt_kind(document: Document) -> Iterator[Finding]:
    """Yield an error where the titles of a document are those of a final account (决算) and none of a budget."""
    titles = [line for line in _lines(document) if 0 < len(line) <= SHORT and "。" not in line]
    final = next((line for line in titles if _FINAL.search(line)), "")
    if final and not any("预算" in line for line in titles):
        message = f"“{final}”是决算，不是预算，请换成上年的预算公开文件"
        yield Finding("上年", Severity.ERROR, message, Place(file=document.file))


def _lines(document: Document) -> Iterator[str]:
    """Yield the lines that may say whose the document is, without blanks."""
    yield from (_plain(part.text) for part in list(document.paragraphs)[:TITLE_LINES])
    for table in document.tables:
        yield from map(_plain, table.above)
        yield from (_plain(cell) for row in table.rows[:CAPTION_ROWS] for cell in row)


def _named(line: str) -> str:
    match = (_CAPTION.fullmatch(line) or _TITLE.match(line)) if len(line) <= SHORT else None
    return "" if match is None or re.search("元$", match[1]) else match[1]


def _text(document: Document) -> str:
    cells = (cell for table in document.tables for row in (table.above, *table.rows) for cell in row)
    return _plain("\0".join((*(part.text for part in document.paragraphs), *cells)))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
