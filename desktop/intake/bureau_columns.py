"""The heading of a bureau's table, over one or several rows, and what each of its columns is."""

import re
from collections.abc import Sequence
from dataclasses import field

from desktop.dataclass import dataclass
from desktop.intake import bureau_amounts
from desktop.intake.bureau_words import IGNORED, Meaning, Subject, Vocabulary, heading_role
from desktop.ledger.control_trail import OF_PROJECTS
from desktop.money import AmountError
from desktop.outside.source_files import SourceRow

SEARCHED, MOST_HEADING_ROWS = 30, 4
LABELS = ("unit", "unit_code", "block", "project", "project_code", "fund", "function", "economic", "carry", "name", "")
"""Roles of columns that say what a row is; the last one: words whose column has no known heading."""

_RATIO = re.compile(r"(?:比例|占比|比重|增长率|增幅|幅度)(?:[（(][^（()）]*[)）])?$|[%％][)）]?$")
"""A heading of percentages: 压减比例, 增减%."""
_INDEX = re.compile(r"(?:栏次|行次|[A-Z甲乙丙丁]|[①-⑳]|\d{1,2}(?:[=＝][\d+＋\-－()（）]+)?)")
_LINE = re.compile(
    r"[:：]|〔|第?\d+号$|(?:19|20)\d{2}年.{0,20}(?:表|情况|明细)|(?:一览|汇总|明细|情况|控制数|批复|分配)表$"
)


@dataclass(slots=True)
class Column:
    """A column: the texts over it from top to bottom, what they mean, its role (figure: an amount that is read)."""

    position: int
    texts: tuple[str, ...]
    role: str
    subject: Subject = field(default_factory=Subject)
    total: str = ""
    part: bool = False
    left_out: bool = False
    """Nobody knows it, or a person chose not to take it; it still counts in the sums of its table."""
    unit: str = ""
    """The unit of money its heading names."""
    cut: bool = False
    """Its amounts are taken off numbers given before."""
    kind: str = ""
    """Of amounts that are no number themselves: what was asked for, a cut, what was added (`bureau_asked`)."""

    @property
    def heading(self) -> str:
        """Its texts as one."""
        return "/".join(dict.fromkeys(self.texts)) or f"第{self.position + 1}列"


def heading_rows(rows: Sequence[SourceRow], words: Vocabulary) -> tuple[int, int]:
    """Return the first row of the heading and the one behind its last; the same number where there is none."""
    for first, row in enumerate(rows[:SEARCHED]):
        if not _is_heading(row.cells, words):
            continue
        after = first + 1
        while after < min(len(rows), first + MOST_HEADING_ROWS) and _goes_on(rows[first:after], rows[after], words):
            after += 1
        return first, after
    return 0, 0


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[-+(（]?[\d,.，]+[)）]?", cell.strip())) or cell.strip() in ("—", "——", "-")


def _is_heading(cells: Sequence[str], words: Vocabulary) -> bool:
    """Whether a row may be the first of a heading: names of columns, no line of a title and no amount."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(_is_number(cell) for cell in filled):
        return False
    if any(_LINE.search(re.sub(r"\s", "", cell)) for cell in filled if not _may_head(cell)):
        return False
    known = [words.meaning(cell) for cell in filled]
    return any(m.role or m.total or m.subject != Subject() for m in known)


def _may_head(cell: str) -> bool:
    """Whether a text that looks like a line of a title may well be a heading: 控制数（单位：万元）, 其中：."""
    return bool(bureau_amounts.unit_in_heading(cell)) or cell.strip().startswith("其中")


def _goes_on(above: Sequence[SourceRow], row: SourceRow, words: Vocabulary) -> bool:
    """Whether a row continues a heading: only under what the rows above leave open, without amounts."""
    filled = [n for n, cell in enumerate(row.cells) if cell]
    if not filled or any(_is_number(row.cells[n]) for n in filled) or is_index(row.cells):
        return False
    top = above[0].cells
    first_named = next(n for n, cell in enumerate(top) if cell)
    known = [words.meaning(row.cells[n]) for n in filled]
    named = sum(m.known for m in known)
    divides = len(filled) > 1 and any(n >= len(top) or not top[n] for n in filled)
    return (filled[0] > first_named or divides) and named > 0 and 2 * named >= len(filled)


def is_index(cells: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 栏次 1 2 3=1+2."""
    filled = [re.sub(r"\s", "", cell) for cell in cells if cell]
    if not filled or not all(_INDEX.fullmatch(cell) for cell in filled):
        return False
    digits = [int(m[0]) for cell in filled if (m := re.match(r"\d+", cell))]
    return len(filled) > 1 and digits == list(range(digits[0], digits[0] + len(digits))) if digits else True


def columns_of(heading: Sequence[SourceRow], body: Sequence[SourceRow], words: Vocabulary, year: int) -> list[Column]:
    """Return the columns of a table: what stands over each, and whether words or amounts stand below."""
    width = max(len(row.cells) for row in (*heading, *body)) if body else len(heading[0].cells)
    cells = [[row.cells[n] if n < len(row.cells) else "" for n in range(width)] for row in heading]
    _fill_merged(cells)
    found = []
    for n in range(width):
        texts = tuple(dict.fromkeys(re.sub(r"\s", "", row[n]) for row in cells if row[n]))
        below = [row.cells[n] for row in body if n < len(row.cells) and row.cells[n]]
        if texts or below:
            column = _column(n, texts, below, words)
            if column.role in ("figure", "unknown") and any(_of_other_year(text, year) for text in texts):
                column.role = "other"
            found.append(column)
    return found


def take_cuts(columns: Sequence[Column]) -> None:
    """Read the columns of cuts (核减数) of a table without the numbers themselves.

    Beside what was asked for (申报数) a cut is taken off that, not off the number given before: that is not read.
    """
    others = [column for column in columns if column.role == "other"]
    cuts = [column for column in others if column.kind == "cut"]
    if len(cuts) < len(others) or any(column.role in ("figure", "unknown") for column in columns):
        return
    for column in cuts:
        column.role, column.cut = "figure", True


def _of_other_year(text: str, year: int) -> bool:
    """Whether a heading names the numbers of another year: 2026年预算数, 上年控制数; not 上年结转."""
    named = {int(each) for each in re.findall(r"(?<!\d)((?:19|20)\d{2})年", text)}
    return (bool(named) and year not in named) or bool(re.match(r"(?:上年|去年|上一年|以前年度)(?!.*结[转余])", text))


def _fill_merged(cells: list[list[str]]) -> None:
    """Give the columns under a merged upper cell its text: it stands only in the first of them."""
    for number, row in enumerate(cells[:-1]):
        for n in range(1, len(row)):
            lower = any(below[n] for below in cells[number + 1 :])
            same_above = all(above[n] == above[n - 1] for above in cells[:number])
            if not row[n] and lower and row[n - 1] and same_above and any(b[n - 1] for b in cells[number + 1 :]):
                row[n] = row[n - 1]


def _column(position: int, texts: tuple[str, ...], below: Sequence[str], words: Vocabulary) -> Column:
    numeric = sum(not isinstance(bureau_amounts.parse(cell, "元"), AmountError) for cell in below)
    amounts = bool(below) and 2 * numeric > len(below) and any(re.search(r"\d", cell) for cell in below)
    meanings = [words.meaning(text) for text in texts]
    unit = next(filter(None, (bureau_amounts.unit_in_heading(text) for text in reversed(texts))), "")
    roles = [meaning.role for meaning in meanings]
    leaf = (heading_role(texts[-1]) or roles[-1]) if texts else ""
    column = Column(position, texts, "", unit=unit)
    if amounts and any(words.chosen(text) == IGNORED for text in texts):
        column.role, column.left_out = "figure", True
        column.subject = _of_left_out(texts, words)
    elif "ignored" in roles or "other" in roles or (texts and _RATIO.search(texts[-1])):
        column.role = "ignored" if "ignored" in roles and "other" not in roles else "other"
    elif leaf in LABELS and leaf and not (amounts and texts[-1] == "项目"):
        column.role = leaf
    elif not amounts and not any(m.total or m.role == "figure" or m.subject != Subject() for m in meanings):
        column.role = ""
    else:
        _take_amounts(column, meanings, known=bool(amounts and texts and texts[-1] == "项目"))
    return column


def _of_left_out(texts: Sequence[str], words: Vocabulary) -> Subject:
    """Return what a column that is not taken is given for: it still counts in the sums of its table."""
    subject = Subject()
    for text in texts:
        subject = subject.joined(words.meaning_of_itself(text).subject)
    return subject if subject != Subject() else Subject(detail=texts[-1])


def _take_amounts(column: Column, meanings: Sequence[Meaning], *, known: bool) -> None:
    """A column of amounts; one whose lowest heading nobody knows is asked about."""
    column.role = "figure"
    for meaning in meanings:
        column.subject = column.subject.joined(meaning.subject)
        column.part = column.part or meaning.part
    if known:
        column.subject = column.subject.joined(Subject(block=OF_PROJECTS))
    column.total = meanings[-1].total if meanings else ""
    named = [m for m in meanings if m.known]
    if not known and (not meanings or not meanings[-1].known) and not (named and column.unit):
        column.role, column.left_out = "unknown", True
        column.subject = column.subject.joined(Subject(detail=column.heading))
