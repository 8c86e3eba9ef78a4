"""A table of subjects (科目表) in a header no layout has: told from its title, its columns' words and its codes.

Places head the same table in many ways (功能分类科目编码, 总计, 其中：基本支出). Only what is understood is read; a
column of other words is passed over, and a table whose title, unit of money or codes are not plain stays unknown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import BlockSpec, Form, RowSpec, TableSpec
from desktop.money import NumberStyle
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published.reading import PRINTED
from desktop.published.recognise import DEEPEST, UNIT, YEAR, Recognised, comparable, past_numbers
from desktop.published.subjects.columns import BASIC, FISCAL, NEARLY_ALL, Path, cell_of, columns_of, parted, year_of

CODE = re.compile(r"[235][0-9]{2}(?:[0-9]{2}){0,2}")
CONTINUED = re.compile(r"[（(]?(?:接上[页表])?[）)]?[（(]?续(?:上?表)?[0-9一二三四五六七八九十]{0,2}[）)]?")
TOTALS = ("合计", "总计", "总合计", "支出合计", "支出总计", "本年支出合计")
LEAST_WORDS = 3
"""Different words of the first row of a header: one of codes or names, one of amounts, and one more."""

DIVIDED = "[按分]?(?:部门|政府)?(?:预算)?(?:支出)?(?:功能|经济)(?:分类)?(?:科目)?"
"""By what the spending of a table is divided, in its title."""
TITLE = re.compile(
    r"(一般公共预算|政府性基金|国有资本经营|财政拨款)?(?:预算)?(?:财政)?(?:拨款)?(?:安排的?)?(基本)?支出"
    rf"(?:预算|总体|情况|明细|总|{DIVIDED}|科目)*表(?:按(?:支出)?(?:功能|经济|政府经济)?(?:分类)?(?:科目)?(?:分类)?)?"
    r"(含上年结转|当年拨款|当年)?$"
)
BEFORE_TITLE = re.compile(
    r"(?:.*[局委办院校室厅部会团县区市乡镇旗府处所站队中心馆园社年表])?"
    r"(?:第?[一二三四五六七八九十0-9\-－]*)?(?:预算|公开|年度)*"
)
"""What may stand before the title of a table of all spending: its number, the unit's name; no kind of spending."""
BEHIND = re.compile(
    r"[（(](?:人员类[、和]运转类(?:公用经费)?(?:项目)?|(?:预算|公开|部门|附)*表?[0-9一二三四五六七八九十\-－]{1,4}表?|按[^（）()]*|(?:部门|政府)?(?:预算)?(?:支出)?(?:功能|经济)(?:分类)?(?:科目)?"
    r"|(?P<year>(?:不含上年结转|当年)[^（）()含]*)|(?P<fund>一般公共预算|政府性基金|国有资本经营)[^（）()和、及]*)[）)]\s*$"
)
"""What may stand behind the title of a table: its number （预算公开05表）, by what it is divided, of which money."""
CODE_HEAD = re.compile(r"编码|代码|编号|科目|(?:功能|经济)分类|^[类款项]$")
NAME_HEAD = re.compile(r"名称|科目")
OTHER_ROWS = re.compile(r"项目(?!支出)|(?<!事业)(?<!附属)单位|采购|部门名称|指标")
"""What heads a column by which rows are divided further than by subjects."""


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns' headings, the lines above them, and the number of the row where the body begins."""

    paths: tuple[Path, ...]
    above: tuple[str, ...]
    body: int


def recognised(source: SourceTable, form: Form, basic: Filter | None = None) -> Recognised | None:
    """Return a table of subjects with what its columns mean; None where it is not plainly one.

    basic: of which spending one of 基本支出 is whose title does not say of which money.
    """
    header = _header(source)
    if header is None or any(path and OTHER_ROWS.search(path[-1]) for path in header.paths):
        return None
    where = title_of(header.above) or (basic if _is_basic(header.above) else None)
    unit = next((match[1] for line in header.above if (match := UNIT.search(line))), "")
    rows = [row for row in source.rows if row.number >= header.body]
    codes = _code_columns(header, rows)
    names = [n for n, path in enumerate(header.paths) if n not in codes and NAME_HEAD.search("".join(path))]
    tree = _tree("".join(cell_of(row, n) for n in codes) for row in rows)
    if where is None or not unit or tree is None or not names:
        return None
    columns = parted(columns_of(header.paths, codes, names[0], where), rows)
    if not any(column.kind == "amount" for column in columns):
        return None
    totals = (RowSpec(f"total{n}", "total", label) for n, label in enumerate(TOTALS))
    title = next(line for line in reversed(header.above) if TITLE.search(comparable(BEHIND.sub("", line))))
    block = BlockSpec(columns, (*totals, tree))
    spec = TableSpec(f"subjects:{title}", "", title, "", NumberStyle(unit=unit, zero=""), where, (block,))
    return Recognised(form, spec, source, header.body, 0, unit, _year(header))


def with_rest(sources: Iterable[SourceTable]) -> list[SourceTable]:
    """Return tables with their rest on the next page, which has no caption of its own, below them."""
    found: list[SourceTable] = []
    for source in sources:
        table = found[-1] if found else None
        rest = _rest_of(table, source) if table and table.rows else ()
        if not table or not rest:
            found.append(source)
            continue
        rows = list(table.rows)
        if not any(map(PRINTED.fullmatch, rest[0].cells)):  # a name that was too long for its cell
            rows[-1] = replace(rows[-1], cells=tuple(map("".join, zip(rows[-1].cells, rest[0].cells, strict=True))))
            rest = rest[1:]
        numbered = (SourceRow(rows[-1].number + n, row.cells) for n, row in enumerate(rest, 1))
        found[-1] = replace(table, rows=(*rows, *numbered))
    return found


def _rest_of(table: SourceTable, source: SourceTable) -> tuple[SourceRow, ...]:
    """Return the rows with which a table goes on, below 续表 and its repeated header; none where it is another."""
    rows, last = source.rows, table.rows[-1].cells
    if rows and CONTINUED.fullmatch("".join(rows[0].cells)):
        rows = rows[1:]
    head = [row.cells for row in table.rows[:DEEPEST] if not _is_body(row)]
    repeated = 0
    while repeated < len(rows) and rows[repeated].cells in head:
        repeated += 1
    rows = rows[repeated:]
    if not rows or any(len(row.cells) != len(last) for row in rows):
        return ()
    if not any(map(_begins, table.rows)):
        return rows if _next_page(table, source) and _goes_on(rows) and any(map(_is_body, table.rows)) else ()
    cut = not rows[0].cells[0] and not any(map(PRINTED.fullmatch, rows[0].cells))  # the rest of a name
    begins = _begins(rows[1]) if cut and len(rows) > 1 else _begins(rows[0])
    return rows if begins else ()


def _next_page(table: SourceTable, source: SourceTable) -> bool:
    """Tell whether a table without any caption begins a page and another one stands on the page before."""
    pages = [re.match(r"第 ([0-9]+) 页", each.sheet) for each in (table, source)]
    return bool(pages[0] and pages[1]) and int(pages[0][1]) + 1 == int(pages[1][1]) and source.rows[0].number > 0  # type: ignore[index]


def _goes_on(rows: Sequence[SourceRow]) -> bool:
    """Tell whether rows are no table of their own: the first has an amount, or is the rest of a text above one."""
    first = [cell for cell in rows[0].cells if cell]
    figures = [any(map(PRINTED.fullmatch, row.cells)) for row in rows[:2]]
    return figures[0] or (len(first) == 1 and len(figures) > 1 and figures[1])


def _begins(row: SourceRow) -> bool:
    """Tell whether a row is one of a subject: its first word is a code, and it has an amount."""
    words = [cell for cell in row.cells if cell]
    return bool(words) and CODE.fullmatch(words[0]) is not None and any(map(PRINTED.fullmatch, words[1:]))


def _year(header: _Header) -> int | None:
    """Return the newest year of the headings, else of the lines above: last year's amounts may stand beside."""
    above = [int(year) for line in header.above for year in YEAR.findall(line)]
    return year_of(header.paths) or max(above, default=None)


def _header(source: SourceTable) -> _Header | None:
    """Return the header of a table: from its first row of several words to the first one with a figure."""
    rows = source.rows
    top = next((n for n, row in enumerate(rows[:DEEPEST]) if len({*filter(None, row.cells)}) >= LEAST_WORDS), None)
    if top is None or _is_body(rows[top]):
        return None
    end = next((n for n in range(top + 1, len(rows)) if _is_body(rows[n])), len(rows))
    width = max(len(row.cells) for row in rows[top:end])
    lines = [[cell_of(row, n) for n in range(width)] for row in rows[top:end]]
    above = tuple("".join(row.cells) for row in rows[:top])
    body = rows[end].number if end < len(rows) else rows[-1].number + 1
    return _Header(_paths(lines), (source.sheet, *above), past_numbers({r.number: r.cells for r in rows}, body))


def _paths(lines: list[list[str]]) -> tuple[Path, ...]:
    """Return the headings of each column; one over several columns stands only in the first of them."""
    depth = len(lines)
    for level, line in enumerate(lines):
        for n in range(1, len(line)):
            covered = any(lines[upper][n] for upper in range(level))
            below = any(lines[lower][n] for lower in range(level + 1, depth))
            if not line[n] and not covered and below:
                line[n] = line[n - 1]
    return tuple(tuple(line[n] for line in lines if line[n]) for n in range(len(lines[0])))


def _is_body(row: SourceRow) -> bool:
    words = [cell for cell in row.cells if cell]
    return len(words) < 2 or any(map(PRINTED.fullmatch, words))


def title_of(above: Sequence[str]) -> Filter | None:
    """Return of which spending a table is by the title nearest above it; None for any other table."""
    behind = {comparable(BEHIND.sub("", line)): BEHIND.search(line) for line in above}
    lines = [comparable(BEHIND.sub("", line)) for line in reversed(above)]
    line, match = next(((line, match) for line in lines if (match := TITLE.search(line))), ("", None))
    if match is None:
        return None
    fund, basic, carried = match.groups()
    if ending := behind[line]:
        fund, carried = ending["fund"] or fund, "当年" if ending["year"] else carried
    if not fund and (basic or not BEFORE_TITLE.fullmatch(line[: match.start()])):
        return None  # 基本支出 of which money is not told; spending of one kind
    parts: list[tuple[str, tuple[str, ...]]] = [("side", ("支出",))]
    if fund:
        parts.append(("fund", FISCAL if fund == "财政拨款" else (fund,)))
    if basic:
        parts.append(("nature", BASIC))
    if carried and "当年" in carried:
        parts.append(("carry", ("当年",)))
    return tuple(parts)


def _is_basic(above: Sequence[str]) -> bool:
    """Tell whether the title nearest above a table is one of 基本支出."""
    lines = [comparable(BEHIND.sub("", line)) for line in reversed(above)]
    match = next((match for line in lines if (match := TITLE.search(line))), None)
    return match is not None and match[2] is not None and not match[1]


def _code_columns(header: _Header, rows: Sequence[SourceRow]) -> list[int]:
    """Return the columns of codes: their heading says so, and hardly anything else stands below it."""
    found = []
    for n, path in enumerate(header.paths):
        below = [cell for row in rows if (cell := cell_of(row, n)) and comparable(cell) not in TOTALS]
        figures = [cell for cell in below if cell.isdigit() and cell.isascii() and len(cell) in (2, 3, 5, 7)]
        if CODE_HEAD.search("".join(path)) and figures and len(figures) >= NEARLY_ALL * len(below):
            found.append(n)
    return found


def _tree(codes: Iterable[str]) -> RowSpec | None:
    """Return the rows of a table by their codes: each subject once, nearly all of them known, of one classification."""
    plain = [code for code in codes if code.isdigit()]
    dimension = {"2": "function", "3": "economic", "5": "government"}.get(plain[0][0] if plain else "")
    if dimension is None or len(set(plain)) < len(plain) or any(code[0] != plain[0][0] for code in plain):
        return None
    names = load(dimension)
    if sum(bool(names.name(code)) for code in plain) < NEARLY_ALL * len(plain):
        return None
    return RowSpec("tree", "tree", dimension=dimension, levels=tuple(LEVEL_LENGTHS[dimension]))
