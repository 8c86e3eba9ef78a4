"""The heading of a list of records: what each column is, in which unit its money stands, which columns nobody knows."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import field

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake import headers, record_kinds, record_words
from desktop.intake.headers import IGNORED, ColumnMapping
from desktop.intake.record_kinds import RecordKind
from desktop.intake.record_units import unit_above, unit_of
from desktop.intake.record_words import Money, read_money, read_nature_word
from desktop.ledger.describe import fields_of
from desktop.ledger.vocabulary import FUNDS, SUBSOURCES, Carry, Nature, words
from desktop.outside.source_files import SourceTable

FUND, NATURE, SUM = "fund:", "nature:", "sum"
"""Before the money or the nature whose amounts a column holds, and a column of sums over such columns."""

PARTS = (FUND, NATURE)

AMOUNTS = frozenset({"amount", "price", "total", "reserved", "reserved_micro"})
LEVELS = ("类", "款", "项")
SUBJECTS = (("政府", "government_code"), ("经济", "economic_code"), ("功能", "function_code"))
CURRENT = ("当年", "本年", "当年预算", "本年预算", "金额")
_SUMS = ("合计", "小计", "总计", "支出合计", "收入合计", "执行数合计")
_CODE, _NAME = ("编码", "代码", "科目编码", "科目代码"), ("名称", "科目名称")
_CODE_AND_NAME = re.compile(r"(?<=编码|代码)[及和与、/]?名称$")
_CODED = {"item": ("catalogue", "item"), "catalogue": ("catalogue", "item"), "project": ("project_code", "project")}
"""What 编码 and 名称 are below a heading over both: 采购目录, 项目."""
_CARRIED = re.compile(r"(?<![不含非])结[转余]")
OTHER_AGENCY = "agency_name"
"""A second column that names the unit: its code and its name beside each other."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: its position, its heading as choices name it, the unit of its money (empty: unknown)."""

    position: int
    text: str
    unit: str = ""
    group: str = ""


@dataclass(slots=True)
class RecordSheet:
    """A sheet with its columns understood. columns: by field, also FUND + money and 类, 款, 项 of a code."""

    table: SourceTable
    kind: RecordKind
    columns: dict[str, Column] = field(default_factory=dict)
    sums: list[Column] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    listed: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Every heading with what it means (empty: nobody knows) and its position."""
    first: int = 0
    """The first row below the heading, as an index."""
    money: str = ""
    title_fund: str = ""
    """The only source of money that a line above the heading names."""
    rejects: list[Finding] = field(default_factory=list)

    @property
    def funds(self) -> dict[str, Column]:
        """The columns of amounts of one money each."""
        return {name: column for name, column in self.columns.items() if name.startswith(FUND)}

    @property
    def parts(self) -> dict[str, Column]:
        """The columns of amounts that divide a row: by money or by nature."""
        return {name: column for name, column in self.columns.items() if name.startswith(PARTS)}

    def reject(self, message: str, row: int = 0, column: str = "") -> None:
        """Add a finding about the sheet or a row of it (by its number in the file)."""
        place = Place(file=self.table.file, sheet=self.table.sheet, line_number=row, column=column)
        self.rejects.append(Finding("I05", Severity.ERROR, message, place))


def understand(
    table: SourceTable, kind: RecordKind, mapping: ColumnMapping, money: str = "", year: int = 0
) -> RecordSheet:
    """Return a sheet with its columns. money: the unit of amounts where nothing in the file says it; year: its own."""
    sheet = RecordSheet(table, kind)
    labels = fields(kind)
    named = {label: name for name, label in labels.items()}
    mapping = {text: named.get(name, name) for text, name in mapping.items()}  # a field is chosen by either name
    recognise = recogniser(kind, mapping, year)
    header = max(headers.candidates(table), key=lambda each: _rank(each, recognise), default=None)
    if unknown := sorted(set(mapping.values()) - set(labels) - {IGNORED}):
        sheet.reject(f"没有字段“{'、'.join(unknown)}”；可用的字段：{'、'.join((*labels.values(), IGNORED))}")
    if header is None or not _rank(header, recognise)[0]:
        usual = "、".join(record_kinds.headings(kind.key)[name][0] for name in kind.required)
        reason = f"前 {headers.SEARCHED} 行中没有找到{kind.label}的表头；应有的列例如：{usual}"
        sheet.reject(reason if table.rows else "文件中没有内容")
        return sheet
    sheet.first = header.last + 1
    line = unit_above(table, header.last)
    above = (cells for row in table.rows[: header.last] if len(cells := [cell for cell in row.cells if cell]) == 1)
    sheet.title_fund = record_words.fund_in(cells[0] for cells in above)
    names = Counter((header.groups.get(position, ""), text) for position, text in header.texts.items())
    for position, text in header.texts.items():
        group = header.groups.get(position, "")
        own = f"{text}（第{position + 1}列）" if names[group, text] > 1 else text
        unit = unit_of(table, header.last, position, group) or line
        column = Column(position, own, unit, group if group != text else "")
        _take(sheet, column, mapping.get(own, "") or recognise(text, group))
    _settle(sheet, header.last)
    _take_units(sheet, money)
    return sheet


def _rank(header: headers.Header, recognise: Callable[..., str]) -> tuple[int, int, int]:
    """How well rows are the heading: fields found in them, columns that are known, the uppermost of equals."""
    known = [recognise(text, header.groups.get(position, "")) for position, text in header.texts.items()]
    return len(set(known) - {"", IGNORED, SUM}), sum(bool(name) for name in known), -header.last


def fields(kind: RecordKind) -> dict[str, str]:
    """Return what a column of the kind can mean, with words."""
    about = {each.name.removesuffix("_id"): each.label for each in fields_of(kind.record)}
    found = {name: record_kinds.LABELS.get(name, about.get(name, name)) for name in kind.fields}
    for title, name in SUBJECTS:
        if name in kind.fields:
            found |= {f"{name}:{level}": f"{title}分类的{level}" for level in LEVELS}
    if kind.wide:
        found |= {f"{FUND}{fund}": f"金额：{fund}" for fund in FUNDS}
        found |= {f"{FUND}{fund}|{Carry.CARRIED}": f"金额：{fund}（上年结转）" for fund in FUNDS}
        found |= {f"{FUND}{FUNDS[0]}|{each}": f"金额：{FUNDS[0]}（{each}）" for each in SUBSOURCES[1:]}
    if kind.by_nature:
        found |= {f"{NATURE}{nature}": f"金额：{nature}" for nature in ("基本支出", *words(Nature))}
    if kind.wide or kind.by_nature:
        found[SUM] = "各资金的合计（只核对）" if kind.wide else "各列的合计（只核对）"
    return found


def money_of(name: str) -> tuple[str, str, str]:
    """Return fund, sub-source and carry of a column of amounts: fund:一般公共预算|结转."""
    fund, *more = name.removeprefix(FUND).split("|")
    subsource = next((each for each in more if each in SUBSOURCES), "")
    return fund, subsource, str(Carry.CARRIED) if Carry.CARRIED in more else str(Carry.CURRENT)


def recogniser(kind: RecordKind, mapping: ColumnMapping, year: int = 0) -> Callable[..., str]:
    """Return a function from a heading and the one over it to a field, 不导入, or empty for one nobody knows.

    year: that of the budget; a heading with another year (2025年预算数) is not taken for this year's.
    """
    spelled = {_plain(text): name for name, texts in record_kinds.headings(kind.key).items() for text in texts}
    chosen = {headers.bare_header(text): name for text, name in mapping.items()}
    aside = record_kinds.left_out(kind.key)

    def recognise(text: str, group: str = "") -> str:
        choice = chosen.get(f"{group}/{text}") or chosen.get(text, "")
        plain = _CODE_AND_NAME.sub("", _plain(text.removeprefix(f"{year}年度").removeprefix(f"{year}年")))
        above = spelled.get(_plain(group.rsplit("/", maxsplit=1)[-1]), "")
        return (
            choice
            or (IGNORED if kind.key == "incomes" and group.startswith("支出") else "")
            or _part_of_code(kind, plain, group)
            or _coded(kind, plain, above)
            or spelled.get(plain, "")
            or (above if plain in _SUMS and above == "amount" and not kind.wide else "")
            or (_money(text, group) or _money(plain, group) if kind.wide else "")
            or (f"{NATURE}{read_nature_word(plain)}" if kind.by_nature and read_nature_word(plain) else "")
            or (SUM if kind.by_nature and plain in _SUMS else "")
            or (IGNORED if {plain, text} & aside or text in headers.NOT_IMPORTED else "")
        )

    return recognise


def _plain(text: str) -> str:
    """Return a heading without blanks, 其中 before it and brackets behind it: 会议天数（天） → 会议天数."""
    bare = re.sub(r"^其中[：:]", "", re.sub(r"[\s*＊]", "", text))
    return re.sub(r"(?<=.)[（(][^（()）]*[)）]$", "", bare) or bare


def _part_of_code(kind: RecordKind, text: str, group: str) -> str:
    name = next((name for title, name in SUBJECTS if title in group and name in kind.fields), "")
    if not name:
        return ""
    if text in LEVELS:
        return f"{name}:{text}"
    if text in _NAME:
        return f"{name.removesuffix('_code')}_name" if f"{name.removesuffix('_code')}_name" in kind.fields else IGNORED
    return name if text in _CODE else ""


def _coded(kind: RecordKind, text: str, above: str) -> str:
    """Return the field of 编码 or 名称 below a heading over both."""
    fields_below = _CODED.get(above, ("", ""))
    field_below = fields_below[0] if text in _CODE else fields_below[1] if text in _NAME else ""
    return field_below if field_below in kind.fields else ""


def _money(text: str, group: str) -> str:
    """Return the money whose amounts stand under a heading, SUM for a sum of such, empty where nothing says it."""
    if text in _SUMS:
        return SUM
    upper = read_money(_plain(group.rsplit("/", maxsplit=1)[-1])) if group else None
    found = read_money(text)
    if found is None and text in SUBSOURCES[1:] and upper:
        found = Money(upper.fund, text, upper.carry)
    if found is None and text in CURRENT and upper:
        found = upper
    if found and not found.carry and _CARRIED.search(group):
        found = Money(found.fund, found.subsource, str(Carry.CARRIED))  # below 上年结转
    return "|".join(filter(None, (f"{FUND}{found.fund}", found.subsource, found.carry))) if found else ""


def _take(sheet: RecordSheet, column: Column, name: str) -> None:
    key = f"{column.group}/{column.text}" if column.text in sheet.listed and column.group else column.text
    name = _wanted(sheet, column, name)
    if column.text not in headers.PERSONAL:
        sheet.listed[key] = (name, column.position)
    if name == IGNORED:
        sheet.ignored.append(column.text)
    elif name == SUM:
        sheet.sums.append(column)
    elif name == "agency" and name in sheet.columns and OTHER_AGENCY not in sheet.columns:
        sheet.columns[OTHER_AGENCY] = Column(column.position, key, column.unit, column.group)
    elif name == "fund" and name in sheet.columns and "origin" in sheet.kind.fields:
        _part_money(sheet, column)
    elif name in sheet.columns:
        other = sheet.columns[name].text
        sheet.reject(f"列“{column.text}”与“{other}”重复；请把其中一列指定为“{IGNORED}”", _number(sheet), column.text)
    elif name:
        sheet.columns[name] = Column(column.position, key, column.unit, column.group)
    else:
        under = f"（在“{column.group}”下）" if column.group else ""
        reason = f"不认识列“{column.text}”{under}；请指定它对应的字段，或指定为“{IGNORED}”"
        sheet.reject(reason, _number(sheet), key)


def _wanted(sheet: RecordSheet, column: Column, name: str) -> str:
    """Return what a column is taken for: 不导入 where nobody need know, as it is empty or repeats another one.

    An empty column of sources says as much as none, where a list may be without.
    """
    rows = [row.cells for row in sheet.table.rows[sheet.first :]]
    without = not name or (name == "fund" and sheet.kind.key != "lines") or name in sheet.columns
    if without and headers.is_empty(sheet.table, sheet.first, column.position):
        return IGNORED
    known = sheet.columns.get(name)
    if known is None or not rows or known.unit != column.unit:
        return name
    pairs = (tuple(cells[each.position : each.position + 1] for each in (known, column)) for cells in rows)
    return IGNORED if all(left == right for left, right in pairs) else name


def _number(sheet: RecordSheet) -> int:
    return sheet.table.rows[sheet.first - 1].number


def _part_money(sheet: RecordSheet, column: Column) -> None:
    """Of 资金性质 and 资金来源 beside each other the first says which money, the second where it comes from."""
    present = sheet.columns["fund"]
    nature, source = (column, present) if "来源" in present.text else (present, column)
    sheet.columns |= {"fund": nature, "origin": source}
    sheet.listed[source.text] = ("origin", source.position)
    sheet.listed[nature.text] = ("fund", nature.position)


def _settle(sheet: RecordSheet, last: int) -> None:
    """Decide what single columns cannot: sums with no parts beside them, lacking columns."""
    kind, columns = sheet.kind, sheet.columns
    if sheet.sums and not sheet.parts and "amount" not in columns:
        first = sheet.sums.pop(0)
        columns["amount"] = first
        sheet.listed[first.text] = ("amount", first.position)
    sheet.ignored += [column.text for column in sheet.sums if not sheet.parts]
    present = set(columns) | {name.split(":")[0] for name in columns if name.split(":")[0].endswith("_code")}
    present |= {name.replace("_name", "_code") for name in columns if name.endswith("_name")}
    present |= {"amount"} if sheet.parts or ({"price", "quantity"} <= present and kind.product) else set()
    present |= {"item"} if "catalogue" in present else set()
    present |= {kind.money} if sheet.funds and kind.key == "incomes" else set()
    lacking = [name for name in kind.required if name not in present]
    if (
        kind.money
        and kind.money not in present
        and not sheet.funds
        and not sheet.title_fund
        and kind.key in ("lines", "incomes")
    ):
        lacking.append(kind.money)
    by_nature = len(sheet.parts) > len(sheet.funds)
    if kind.key == "lines" and not by_nature and not present & {"nature", "project_class", "project"}:
        lacking.append("nature")
    if kind.key == "procurements" and "item" not in present:
        lacking.append("item")
    if kind.product and not present & {"price", "amount"}:
        lacking.append("price")
    if kind.key == "incomes" and sheet.funds and "source" in columns:
        sheet.reject(f"既有“{columns['source'].text}”列，又按资金分列；请把其中一些列指定为“{IGNORED}”")
    if sheet.funds and by_nature:
        sheet.reject(f"既按资金又按支出性质分列，不能确定各格是什么；请把其中一些列指定为“{IGNORED}”")
    if lacking and not sheet.rejects:
        labels = fields(kind)
        names = "、".join(dict.fromkeys(labels[name] for name in lacking))
        spelled = {_plain(text): name for name, texts in record_kinds.headings(kind.key).items() for text in texts}
        aside = "、".join(text for text in sheet.ignored if spelled.get(_plain(text)) in lacking)
        more = f"；列“{aside}”已指定为“{IGNORED}”，请重新指定" if aside else ""
        sheet.reject(f"缺少列：{names}{more}", sheet.table.rows[last].number)


def _take_units(sheet: RecordSheet, money: str) -> None:
    """Give columns of amounts that say nothing the unit a person chose; without one each such file is refused."""
    for name, column in sheet.columns.items():
        if (name in AMOUNTS or name.startswith(PARTS)) and not column.unit:
            unit = money or _unit_in_cells(sheet, column)
            sheet.columns[name] = Column(column.position, column.text, unit, column.group)
    sheet.sums = [Column(each.position, each.text, each.unit or money, each.group) for each in sheet.sums]
    unknown = [c.text for n, c in sheet.columns.items() if (n in AMOUNTS or n.startswith(PARTS)) and not c.unit]
    stated = {c.unit for n, c in sheet.columns.items() if n in AMOUNTS or n.startswith(PARTS)} - {""}
    sheet.money = "、".join(sorted(stated))
    if unknown and not sheet.rejects:
        shown = "、".join(dict.fromkeys(unknown))
        sheet.reject(f"没有写明金额单位（列“{shown}”）；请指定这个文件的金额单位是元还是万元")


def _unit_in_cells(sheet: RecordSheet, column: Column) -> str:
    """Return 元 where every number below bears its own unit (12.5万元), which then goes before any other."""
    cells = [row.cells[column.position] for row in sheet.table.rows[sheet.first :] if column.position < len(row.cells)]
    numbers = [cell.strip() for cell in cells if re.search(r"\d", cell)]
    return "元" if numbers and all(re.search(r"\d\s*[万千百亿]?元$", cell) for cell in numbers) else ""
