"""What a cell of a published table says, told from the words around it: equal meanings must be equal amounts.

A cell whose words are not all understood has no meaning here; nothing is ever compared by guess.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.audit.tables import labels, three_public
from desktop.audit.tables.across import years_of
from desktop.audit.tables.cells import Figure
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.dataclass import dataclass

Key = frozenset[tuple[str, str]]
"""Properties of an amount by their kind: side, fund, carry, nature, function, economic, government, item, project."""

FUNDS = (
    ("make_up", r"非财政拨款|弥补"),
    ("special", r"财政专户"),
    ("gov_fund", r"政府性基金"),
    ("state_capital", r"国有资本"),
    ("general", r"一般公共|^公共预算"),
    ("superior", r"上级补助"),
    ("subordinate", r"附属单位上缴"),
    ("operation", r"经营收入"),
    ("business", r"^事业收入"),
    ("unit", r"单位资金|自有资金"),
    ("other", r"^其他(?:收入|资金)"),
    ("fiscal", r"财政拨款"),
)
NATURES = (
    ("basic", r"基本支出|人员经费和公用经费"),
    ("personnel", r"人员(?:经费|支出)"),
    ("public", r"公用(?:经费|支出)"),
    ("project", r"项目支出|专项业务经费"),
)
SPECIFIC = {("fund", "fiscal"), ("nature", "basic")}
"""What gives way to a narrower word beside it."""
COMPARED = {"general", "gov_fund", "state_capital", "fiscal", "superior", "subordinate", "operation"}
"""Sources that every layout understands alike; 事业收入 and 其他 hold here more, there less."""
CARRIED, CARRY_OUT = r"上年结转|上年结余|结转结余|^结转(?!下年|至下年|以后)", r"结转下年|年终结转|结转至下年"
PLAIN = re.compile(
    r"^(?:(?:本年|当年|年初)?(?:收入|支出)?(?:(?:预算数?|金额)?(?:合计|总计|小计)|预算数?|金额|预算金额)|(?:财政拨款)?(?:本年)?(?:收入|支出)(?:预算)?"
    r"|项目|项目金额|总额|预算安排|支出功能分科目.*|.*支出经济科目.*|.*功能分类.*|本年预算数?|当年|年|部门预算|单位预算|科目)$"
)
OWN_WORLD = re.compile(r"采购|目录|构成|购买服务|资产|结转|绩效|转移支付|机构|人员情况")
PROJECTS = re.compile(r"项目支出|专项业务经费|项目绩效|绩效目标|项目表")


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount of a table with its meaning. flavour: 本年 (without what is carried), 总计 (with it), or not told."""

    key: Key
    flavour: str
    grid: Grid
    half: Half
    row: Row
    column: int

    @property
    def figure(self) -> Figure:
        """What the cell says."""
        return self.row.figures[self.column]


def statements_of(grid: Grid) -> Iterator[Statement]:
    """Yield every amount of a table whose meaning its words tell."""
    title = labels.bare(grid.title)
    if "三公" in title:
        yield from _three_public(grid)
        return
    plain = re.sub("（[^（）]*）", "", title)  # 政府采购（资产配置、购买服务）预算表 is one of purchases
    if "政府采购" in plain and not re.search("购买服务|目录", plain):
        yield from _procurement(grid)
        return
    if PROJECTS.search(title):
        yield from _projects(grid)
    base = _base(title)
    if base is None:
        return
    for half in grid.halves:
        side = _side(title, half)
        if side:
            yield from _half(grid, half, base | {("side", side)})


def _base(title: str) -> set[tuple[str, str]] | None:
    """Return what the title says of all amounts of a table, None for one that is no table of the budget's money."""
    if not title or OWN_WORLD.search(title) or not re.search(r"收支|收入|支出", title):
        return None
    found: set[tuple[str, str]] = set()
    fund = next((name for name, pattern in FUNDS if re.search(pattern, title)), "")
    if fund in ("gov_fund", "state_capital", "general", "fiscal"):
        found.add(("fund", fund))
    if "基本支出" in title:
        found.add(("nature", "basic"))
    elif re.search(r"项目支出|专项业务经费支出", title):
        found.add(("nature", "project"))
    return found


def _side(title: str, half: Half) -> str:
    if "收支" not in title:
        return "收入" if "收入" in title else "支出"
    words = "".join(path[0] for path in half.columns.values() if path)
    words += "".join(row.label for row in half.rows if row.label.endswith(("总计", "合计")))
    income, outlay = "收入" in words, "支出" in words
    return "" if income == outlay else "收入" if income else "支出"


def _half(grid: Grid, half: Half, base: set[tuple[str, str]]) -> Iterator[Statement]:
    columns = {c: words for c, words in _columns(half).items() if c not in _of_earlier_years(half)}
    plain = [column for column, words in columns.items() if words is not None and not words]
    if len(plain) > 1:  # 本年收入合计 beside 收入总计 leaves out what was carried over
        columns |= {column: None for column in plain if re.search("本年|当年", "".join(half.columns[column][-1:]))}
    carried = any(("carry", "结转") in (words or ()) for words in columns.values())
    carried_rows = any(re.search(CARRIED, row.label) for row in half.rows)
    section: set[tuple[str, str]] = set()
    for row in (row for row in half.rows if row.number not in _rows_of_parts(half)):
        words, flavour = _row(row, half, base)
        if words is None:
            continue
        if {kind for kind, _ in words} & {"carry", "nature"} or flavour:
            section = {each for each in words if each[0] in ("carry", "nature")}
        elif {kind for kind, _ in words} & {"fund", "economic"}:
            words = words | section
        for column, head in columns.items():
            if head is None:
                continue
            key = _merged(base | words | head)
            if key is None:
                continue
            of_fund = any(kind == "fund" for kind, _ in head | words)
            current = (carried and any(kind == "fund" for kind, _ in head)) or (
                carried_rows and any(kind == "fund" for kind, _ in words)
            )
            if current and of_fund and not any(kind == "carry" for kind, _ in key):
                key = key | {("carry", "当年")}
            yield Statement(key, flavour, grid, half, row, column)


def _rows_of_parts(half: Half) -> set[int]:
    """Return the rows of subjects that a table names several times, for projects: none is all of its subject."""
    several: dict[str, list[Row]] = {}
    for row in half.rows:
        if row.code:
            several.setdefault(row.code, []).append(row)
    named = (rows for rows in several.values() if len(rows) > 1)
    return {row.number for rows in named if len({row.label for row in rows}) == len(rows) for row in rows}


def _columns(half: Half) -> dict[int, set[tuple[str, str]] | None]:
    """Return what each column says; one that is headed 其中：… in a header of one row lies inside the one before it."""
    found: dict[int, set[tuple[str, str]] | None] = {}
    last: set[tuple[str, str]] | None = set()
    for column, path in half.columns.items():
        words = _column(path)
        if len(path) == 1 and labels.bare(path[0]).startswith("其中"):
            found[column] = None if words is None or last is None else words | last
        else:
            found[column] = last = words
    return found


def _of_earlier_years(half: Half) -> set[int]:
    """Return the columns whose header names an earlier year than others do."""
    years = {column: years_of(path) for column, path in half.columns.items()}
    newest = max((year for known in years.values() for year in known), default="")
    totals = [
        path
        for column, path in half.columns.items()
        if path and not years_of(path) and (labels.is_total(path[-1]) or _before_a_year(half, column))
    ]
    named = {column for column, path in half.columns.items() if years_of(path) and _is_budget(path[-1])}
    if totals and len({newest, *(max(known) for known in years.values() if known)}) == 1:
        return named  # 合计 is of this year, and a budget of a year beside it that of the last one
    return {column for column, known in years.items() if known and max(known) < newest}


def _before_a_year(half: Half, column: int) -> bool:
    """Tell whether a column of no year, which is no last year's either, stands before the first that names one."""
    first = min((other for other, path in half.columns.items() if years_of(path)), default=0)
    return column < first and not re.search("上年|去年|执行|决算|完成|增减|结转", "".join(half.columns[column]))


def _is_budget(name: str) -> bool:
    """Tell whether a header says nothing but the budget of a year: 2025年预算数."""
    return re.fullmatch(r"(?:预算|安排|执行)?(?:数|金额|额)?", labels.bare(name)) is not None


def _column(path: tuple[str, ...]) -> set[tuple[str, str]] | None:
    """Return what the header of a column says, None where it says something that is not understood."""
    found: set[tuple[str, str]] = set()
    for part in path:
        words = _words(part)
        if words is None:
            return None
        found |= words
    return found


def _words(part: str) -> set[tuple[str, str]] | None:
    part = labels.bare(part)
    if re.search(CARRIED, part):
        return {("carry", "结转")}
    if not part:
        return set()  # only its year
    found = {("fund", name) for name, pattern in FUNDS if re.search(pattern, part)}
    found |= {("nature", name) for name, pattern in NATURES if re.search(pattern, part)}
    if found:
        return found
    if PLAIN.match(part) or labels.is_total(part):
        return set()
    code = labels.top_code(part, "economic")
    return {("economic", code)} if code else None


def _row(row: Row, half: Half, base: set[tuple[str, str]]) -> tuple[set[tuple[str, str]] | None, str]:
    """Return what a row says besides its table, and whether it is 本年 or 总计; None where it is not understood."""
    if row.code:
        kind = {"2": "function", "3": "economic", "5": "government"}.get(row.code[0], "")
        return ({(kind, row.code)} if kind and len(row.code) in (3, 5, 7) else None), ""
    plain = labels.unnumbered(row.label)
    if labels.is_total(row.label):
        return set(), ""
    if re.fullmatch(r"本年(?:收入|支出)(?:合计|总计|小计)?", plain):
        return set(), "本年"
    if re.fullmatch(r"(?:收入|支出)(?:合计|总计)", plain):
        return set(), "总计"
    if re.search(CARRY_OUT, plain):
        return {("carry", "下年")}, ""
    head = "".join(labels.bare(part) for path in half.columns.values() for part in path[:1])
    if ("side", "支出") in base:
        nature = next((name for name, pattern in NATURES if re.match(pattern, plain)), "")
        if nature:
            return {("nature", nature)}, ""
        kind = "government" if "政府预算" in head else "economic" if "经济" in head else "function"
        code = labels.top_code(row.label, kind)
        return ({(kind, code)} if code else None), ""
    if re.search(CARRIED, plain):
        return {("carry", "结转")}, ""
    fund = next((name for name, pattern in FUNDS if re.search(pattern, plain)), "")
    return ({("fund", fund)} if fund else None), ""


def _merged(words: set[tuple[str, str]]) -> Key | None:
    """Return the properties without those that a narrower word beside them makes needless, None where they clash."""
    kinds: dict[str, set[tuple[str, str]]] = {}
    for each in words:
        kinds.setdefault(each[0], set()).add(each)
    found: set[tuple[str, str]] = set()
    for of_kind in kinds.values():
        narrow = of_kind - SPECIFIC if len(of_kind) > 1 else of_kind
        if len(narrow) != 1:
            return None
        found |= narrow
    if any(kind == "fund" and name not in COMPARED for kind, name in found):
        return None
    return frozenset(found)


def _three_public(grid: Grid) -> Iterator[Statement]:
    title = labels.squeezed(grid.title)
    named = {name for name, pattern in FUNDS if re.search(pattern, title)} - {"fiscal"}
    of_fund = {("fund", name) for name in named if len(named) == 1 and name in ("gov_fund", "state_capital")}
    for half in grid.halves:
        by_row = sum(1 for row in half.rows if three_public.item(row.label)) > 1
        for row in half.rows if by_row else _of_newest_year(half.rows):
            for column, path in half.columns.items():
                head = "".join(path) + ("上年" if column in _of_earlier_years(half) else "")
                item = three_public.item(row.label) if by_row else three_public.of_header(path)
                if item and not re.search(r"上年|增减|去年|决算|机关运行", head):
                    yield Statement(frozenset({("item", item), *of_fund}), "", grid, half, row, column)


def _of_newest_year(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without those of last year, or of the change, where each row is of a year: 2025年, 2026年."""
    years = {row.number: year[0] for row in rows if (year := re.match(r"20\d\d(?=年|$)", labels.squeezed(row.label)))}
    newest = max(years.values(), default="")
    older = re.compile("上年|去年|增减|增加|变动|比较")
    return [row for row in rows if years.get(row.number, newest) == newest and not older.search(row.label)]


def _procurement(grid: Grid) -> Iterator[Statement]:
    """Yield the total of a table of 政府采购."""
    for half in grid.halves:
        column = next(
            (c for c, path in half.columns.items() if path and re.search(r"合计|总计|金额|预算", path[-1])), None
        )
        totals = [row for row in half.rows if labels.is_total(row.label) and not row.code]
        if column is not None and len(totals) == 1:
            yield Statement(frozenset({("item", "procurement")}), "", grid, half, totals[0], column)


def _projects(grid: Grid) -> Iterator[Statement]:
    of_fund = {("fund", name) for name, pattern in FUNDS if re.search(pattern, labels.bare(grid.title))}
    for half in grid.halves:
        column = next(
            (c for c, path in half.columns.items() if path and re.search(r"合计|金额|预算|资金", path[-1])), None
        )
        if column is None:
            continue
        for row in half.rows:
            name = labels.bare(row.label)
            if len(name) > 3 and not labels.is_total(name) and not row.code and not row.figures[column].blank:
                yield Statement(frozenset({("project", name), *of_fund}), "", grid, half, row, column)
