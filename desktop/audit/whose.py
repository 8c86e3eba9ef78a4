"""Whose budget of which year a document says it is: by its title, else by the words above its tables. Never guessed."""

import re
from collections.abc import Iterable, Iterator, Mapping

from desktop.dataclass import dataclass
from desktop.outside.document import Document

TITLE_LINES, SHORT, CAPTION_ROWS = 12, 60, 4
"""Lines at the beginning in which a title may stand, letters it has at most, rows in which a table says whose it is."""
TITLE = re.compile(r"(20\d\d)(?:年|年度)[^。；]*?(?:预算|公开)")
CAPTION = re.compile(r"(?:单位|部门)(?:名称|编码|代码)?[：:]")
YEAR = re.compile(r"(20\d\d)年")
BEFORE = r"(?:^|(?<=[：:（(、，和与“\0>》])|(?<=关于)|(?<=年)|(?<=年度))"
AFTER = r"(?=$|[）)、，和与”\0]|[（(](?!本级)|20\d\d|部门|单位|预算|概况)"
"""What stands around the whole name of a unit: 甲局 is not the maker where 甲局下属丙中心 or 丁县甲局 is written."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Whose budget a document is. unit: as named to `maker_of`, year: 0 unknown; problem: why it cannot be told."""

    unit: str = ""
    year: int = 0
    department: bool = False
    """Whether the title speaks of a 部门, with all its units."""
    problem: str = ""


def maker_of(document: Document, units: Mapping[str, str]) -> Maker:
    """Return which of some units made a document, and for which year. units: {name: code, or empty}."""
    titles, captions = list(_titles(document)), list(_captions(document))
    years = _years(titles) or _years(captions)
    found: list[str] = []
    for lines in (titles, captions):
        found = _named(lines, units)
        if found:
            break
    if not found:
        return Maker(problem="文件的标题和表头没有写明账本中的单位")
    if len(found) > 1:
        return Maker(problem=f"文件的标题或表头写了几个单位（{'、'.join(found)}），分不清是哪一个")
    if len(years) != 1:
        listed = f"写了几个年度（{'、'.join(map(str, years))}）" if years else "没有写明预算年度"
        return Maker(found[0], problem=f"文件的标题{listed}")
    department = any("部门预算" in line or "部门综合预算" in line for line in titles)
    return Maker(found[0], years[0], department)


def _titles(document: Document) -> Iterator[str]:
    """Yield the title, with the line above it on a cover."""
    lines = [_plain(part.text) for part in list(document.paragraphs)[:TITLE_LINES]]
    first = next(document.tables, None)
    if first is not None:
        lines += [_plain(line) for line in (*first.above, *(c for row in first.rows[:CAPTION_ROWS] for c in row))]
    for number, line in enumerate(lines):
        if len(line) <= SHORT and TITLE.search(line):
            above = lines[number - 1] if number and len(lines[number - 1]) <= SHORT else ""
            yield above + line if not YEAR.search(above) else line


def _captions(document: Document) -> Iterator[str]:
    """Yield the lines over tables that say whose they are, and their titles."""
    for table in document.tables:
        cells = (cell for row in table.rows[:CAPTION_ROWS] for cell in row)
        for line in (_plain(each) for each in (*table.above, *cells)):
            if len(line) <= SHORT and (CAPTION.search(line) or TITLE.search(line)):
                yield line


def _years(lines: Iterable[str]) -> list[int]:
    return sorted({int(match[1]) for line in lines if (match := TITLE.search(line))})


def _named(lines: Iterable[str], units: Mapping[str, str]) -> list[str]:
    """Return the units that lines name; a name inside a longer one is not meant."""
    found: dict[str, None] = {}
    longest_first = sorted(units, key=lambda name: (-len(_plain(name)), name))
    for line in lines:
        left = line
        for name in longest_first:
            code = units[name]
            coded = bool(code) and re.search(rf"(?:编码|代码|[：:])[^\d]{{0,3}}{re.escape(code)}(?!\d)", line)
            if _plain(name) and re.search(BEFORE + re.escape(_plain(name)) + AFTER, left):
                left = left.replace(_plain(name), "\0")
                found.setdefault(name)
            elif coded:
                found.setdefault(name)
    return [name for name in units if name in found]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
