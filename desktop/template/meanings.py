"""Filters by the titles, row labels and headers of all shipped layouts: the meaning of a bureau's words."""

import re
from dataclasses import field
from functools import cache

from desktop.catalog.classification import load
from desktop.catalog.measures import SIDES, Filter, standard
from desktop.dataclass import dataclass
from desktop.layouts.form.spec import Form, TableSpec
from desktop.published.domains import PROPERTIES, Universe
from desktop.published.labels import ORDINAL, alike
from desktop.published.recognise import YEAR, comparable, filled
from desktop.template.titles import title_limits, without_money, word

TITLE_ROWS = 5
"""In how many rows from the top a title stands."""

HEAD = 8
"""In how many rows from the top a title and the unit of money stand."""

TOTALS = ("合计", "总计", "小计")
"""How a row or column that sums others is headed, or how its heading ends."""

REST = "其他"
"""What the other rows or columns of its own table leave: in another table it is something else."""

CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")

AMOUNT = re.compile(
    r"(?:本年度?|上年度?|当年|年初)?"
    r"(?:(?:预算|安排|申报|建议|资金|执行|决算|完成|调整后?|批复|追加|追减)*(?:金额|总额|数额?)|(?:调整后?|批复)?(?:预算|安排)+)"
)
"""A header that says only that an amount stands below it: 本年预算, 金额, 执行数; `cell_values` says which."""
CARRIED = re.compile(r"结转|结余")
_ALL_OF_A_SIDE = re.compile(r"(?:本年)?(?:收入|支出)(?:合计|总计)|本年(?:收入|支出)")
_SUM_OF_A_SIDE = re.compile(r"(?:本年度?)?(?:支出|预算|资金|安排)+(?:合计|总计|小计)")
_ONLY_INCOME = re.compile(r"(?:预算)?(?:拨款|资金)?收入")
_ONLY_SOURCE = re.compile(r"(?:预算)?(?:拨款|资金|补助)?")
_OF_A_YEAR = re.compile(r"本年|当年|上年|以前年度|结转|结余")
_GOES_ON = re.compile(r"下年|年末|年终|期末")
SECTION = re.compile(r"[一二三四五六七八九十]+、")
_ONLY_CARRIED = re.compile(r"(?:上年|以前年度)?(?:结转|结余)+(?:资金|收入)?")
"""What a header says beside a source of money where it is that of earlier years: 财政拨款结转."""
OVER_AMOUNTS = re.compile(
    r"(?:本年度?|上年度?|当年|年初|年末|收入|支出|项目|功能|经济|分类|科目|情况|资金|来源|其中|执行|比较|调整|预算数?|拨款|财政"
    r"|增减|变动|变化|相比|对比|比|与|较|安排)*"
)
"""A header over amounts that narrows nothing."""


@dataclass(slots=True)
class Meanings:
    """Meanings learned from forms; later forms do not overrule earlier ones."""

    tables: dict[str, TableSpec] = field(default_factory=dict)
    rows: dict[str, Filter] = field(default_factory=dict)
    columns: dict[tuple[str, ...], tuple[Filter, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: list[Form]) -> "Meanings":
        """Gather the words of forms."""
        meanings = cls()
        for form in forms:
            for spec in form.tables:
                meanings.tables.setdefault(comparable(filled(spec.title)), spec)
                for block in spec.blocks:
                    for row in block.rows:
                        if row.kind == "fixed" and row.label and row.where and word(row.label) != REST:
                            meanings.rows.setdefault(word(row.label), _of_any_table(row.label, row.where))
                    for column in block.columns:
                        if column.kind == "amount":
                            meanings._column(tuple(word(h) for h in column.header), column.where, column.value)
        for measure in standard().values():
            meanings.rows.setdefault(word(measure.label), measure.where)
        for name, where in list(meanings.rows.items()):
            for written, other in (("运行费", "运行维护费"), ("运行维护费", "运行费")):  # both are said of vehicles
                meanings.rows.setdefault(name.replace(written, other), where)
        for this_year in ("本年收入", "本年拨款"):
            meanings.columns.setdefault((this_year,), ((("carry", ("当年",)),), "this"))
        for of_income in ("收入合计", "收入总计"):
            meanings.columns.setdefault((of_income,), ((("side", ("收入",)),), "this"))
        meanings.columns.setdefault(("本年支出",), ((("side", ("支出",)),), "this"))
        meanings.columns.setdefault(("本年",), ((), "this"))
        meanings.columns.setdefault(("财政拨款",), (title_limits("财政拨款"), "this"))
        return meanings

    def _column(self, path: tuple[str, ...], where: Filter, value: str) -> None:
        for start in range(len(path)):
            words = path[start:]
            says_only_how_much = all(not each or each in TOTALS or AMOUNT.fullmatch(each) for each in words)
            if words != (REST,) and not (where and says_only_how_much):  # 合计 of the “三公” table is that of no other
                group = {part for above in path[:start] for part in title_limits(above)}
                # 基本支出 over it is no part of the word itself
                own = tuple(part for part in where if part not in group)
                self.columns.setdefault(words, (own, value))

    def table(self, lines: list[str]) -> TableSpec | None:
        """Return the table whose title one of the lines is; the longest title wins."""
        comparable_lines = [comparable(line) for line in lines]
        hits = [title for title in self.tables if title and any(line.endswith(title) for line in comparable_lines)]
        longer = [t for t in self.tables if any(len(line) > 5 and t.endswith(line) for line in comparable_lines)]
        best = max(hits, key=len) if hits else min(longer, key=len, default="")
        return self.tables.get(best)

    def row(self, label: str, code: str, spec: TableSpec | None) -> Filter | None:
        """Return the filter of a row: by its code, a label of the table, a subject's name, or a label of any table."""
        if code:
            dimension = dimension_of(code)
            return ((dimension, (code,)),) if load(dimension).name(code) else None
        name = word(label)
        if spec is not None:
            for block in spec.blocks:
                for row in block.rows:
                    if row.kind in ("fixed", "total") and row.label and word(row.label) == name:
                        return row.where
        if name.endswith(TOTALS):
            if name in TOTALS:
                return None  # of what, only the table itself can say
            total = next((standard_words()[w] for t in TOTALS if (w := name.removesuffix(t)) in standard_words()), None)
            return self.rows.get(name) or total
        bare = ORDINAL.sub("", label.strip())
        for dimension in ("function", "economic", "government"):
            codes = [c.code for c in load(dimension).codes.values() if c.name == bare and len(c.code) == 3]
            if codes:
                return ((dimension, (codes[0],)),)
        known = self.rows.get(name) or self.columns.get((name,), ((), ""))[0] or self._income_alike(bare)
        return known or self._of_this_year(bare) or None

    def _of_this_year(self, label: str) -> Filter:
        """Return the filter of a source of money named as this year's: 本年一般公共预算拨款."""
        plain = re.sub("^(?:本年度?|当年)", "", label)
        where = self.row(plain, "", None) or () if plain != label else ()
        if CARRIED.search(label) or not any(name == "fund" for name, _ in where):
            return ()
        return (*(part for part in where if part[0] != "carry"), ("carry", ("当年",)))

    def _income_alike(self, label: str) -> Filter:
        """Return the filter of an income whose label differs in what means nothing: 财政拨款 for 拨款."""
        if not label.endswith("收入"):
            return ()
        if (limits := title_limits(label)) and _ONLY_INCOME.fullmatch(without_money(label)):
            return (("side", ("收入",)), *limits)
        found = {where for known, where in self.rows.items() if known.endswith("收入") and alike(label, known)}
        found = {where for where in found if ("carry", ("结转",)) not in where}
        return found.pop() if len({frozenset(where) for where in found}) == 1 else ()

    def measure_of(self, title: str) -> Filter:
        """Return the filter of the measure that a title names (“三公”经费), none where it names none."""
        found = self._measures(title)
        return found[0] if found else ()

    def kinds_of(self, title: str) -> Filter:
        """Return the kinds of spending of which a table has only some: its title names one measure of several."""
        found = [where for where in self._measures(title) if ("side", ("支出",)) in where]
        several = found and any(name == "operating" or (name == "economic" and len(p) > 1) for name, p in found[0])
        return found[0] if several and len(found) == 1 else ()

    def _measures(self, title: str) -> list[Filter]:
        """Return the measures that a title names, the longest name first; a name within another one is none."""
        labels = {name: where for name, where in standard_words().items() if name in word(title)}
        names = [name for name in labels if not any(name != other and name in other for other in labels)]
        return [labels[name] for name in sorted(names, key=len, reverse=True)]

    def column(self, path: list[str], spec: TableSpec | None) -> tuple[Filter, str] | None:
        """Return filter and year of a column: by its header path in the table, else by the end of its path in any."""
        words = tuple(word(text) for text in path)
        known = [
            (tuple(word(h) for h in column.header), (column.where, column.value))
            for block in (spec.blocks if spec is not None else ())
            for column in block.columns
            if column.kind == "amount"
        ]
        for header, meaning in known:
            if header == words:
                return meaning
        for header, meaning in known:
            if header[-1:] == words[-1:] and words[-1] not in TOTALS:  # a total is one of its own group
                return self.in_group(words[:-1], meaning, header[:-1])
        summed = False
        while words and (words[-1] in TOTALS or _SUM_OF_A_SIDE.fullmatch(words[-1])) and words not in self.columns:
            words, summed = words[:-1], True  # the sum of a group of columns means what the group means
        if not words:
            return (), "this"
        for start in range(len(words)):
            if words[start:] in self.columns:
                where, value = self.columns[words[start:]]
                if summed and not _OF_A_YEAR.search(words[-1]):  # a sum holds what its group has of every year
                    where = tuple(part for part in where if part[0] != "carry")
                return self.in_group(words[:start], (where, value))
        if (limits := title_limits(words[-1])) and OVER_AMOUNTS.fullmatch(without_money(words[-1])):
            return self.in_group(words[:-1], (limits, "this"))
        if limits and _ONLY_CARRIED.fullmatch(without_money(words[-1])) and not _GOES_ON.search("".join(words)):
            return self.in_group(words[:-1], ((*limits, ("carry", ("结转",))), "this"))
        if summed and words not in self.columns and OVER_AMOUNTS.fullmatch(words[-1]):
            return self.in_group(words[:-1], ((), "this"))
        if code := _class_of(path[len(words) - 1]):
            return self.in_group(words[:-1], ((code,), "this"))
        bare_year = not words[-1] and YEAR.search(path[len(words) - 1])
        return self.in_group(words[:-1], ((), "this")) if bare_year or AMOUNT.fullmatch(words[-1]) else None

    def in_group(
        self, above: tuple[str, ...], found: tuple[Filter, str], usual: tuple[str, ...] = ()
    ) -> tuple[Filter, str] | None:
        """Return what a column means under the headers above it: a group of one fund or nature narrows its columns.

        usual: the headers above it in the layout. None where all it says is a year and nobody knows of what.
        """
        where, value = found
        for words in reversed(above):
            if words in usual or words in TOTALS:
                continue
            group = self.columns.get((words,), ((), ""))[0] or title_limits(words)
            if not group and not where and not (AMOUNT.fullmatch(words) or OVER_AMOUNTS.fullmatch(words)):
                return None
            if not _OF_A_YEAR.search(words):  # 单位资金 of a layout is of this year alone, the word itself is not
                group = tuple(part for part in group if part[0] != "carry")
            if any(name == "carry" for name, _ in group):  # a word of another table is of the year of this group
                where = tuple(part for part in where if part[0] != "carry")
            names = {name for name, _ in where}
            where = (*where, *(part for part in group if part[0] not in names))
        return where, value


@cache
def standard_words() -> dict[str, Filter]:
    """Return the measures by their names as compared."""
    return {word(measure.label): measure.where for measure in standard().values()}


def dimension_of(code: str) -> str:
    """Return the classification that a code is of by its first digit."""
    return "function" if code.startswith("2") else "government" if code.startswith("5") else "economic"


def _class_of(heading: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the 类 of 功能分类 that a column is headed by (教育支出), None for any other heading."""
    name = ORDINAL.sub("", heading.strip())
    codes = [each.code for each in load("function").codes.values() if len(each.code) == 3 and each.name == name]
    return ("function", (codes[0],)) if codes else None


def _of_any_table(label: str, where: Filter) -> Filter:
    """Return the filter of a row for any table: a sum of all is of 财政拨款 only where the title says so."""
    if not _ALL_OF_A_SIDE.fullmatch(word(label)):
        return where
    return tuple(part for part in where if part[0] != "fund" or part[1][0].startswith("!"))


def as_spoken(where: Filter, words: str) -> Filter:
    """Return the filter of a kind of spending without the source of money of the table that its word is known from.

    words: all that the sheet says of the cell. 会议费 in a table of all money is not that of the “三公” table.
    """
    if not any(name == "economic" for name, _ in where) or "三公" in words:
        return where
    says_source = any(name == "fund" for name, _ in title_limits(words))
    return where if says_source else tuple(part for part in where if part[0] != "fund")


def source_of(label: str) -> Filter:
    """Return the source of money that a label names and nothing else (（一）一般公共预算财政拨款); else empty."""
    bare = ORDINAL.sub("", label.strip())
    limits = title_limits(bare)
    only = {name for name, _ in limits} == {"fund"} and _ONLY_SOURCE.fullmatch(without_money(bare))
    return limits if only else ()


def on_side(where: Filter, label: str, section: str, title: str) -> Filter:
    """Return the filter of a row that names a source of money: that of the side its section or the title speak of."""
    if any(name not in ("fund", "carry", "side") for name, _ in where):
        return where
    if not any(name == "side" for name, _ in where):
        return (("side", ("收入",)), *where) if "收入" in section and "支" not in section else where
    spending = "支出" in title and "收" not in title and any(name == "fund" for name, _ in where)
    if not spending or ("side", ("收入",)) not in where:
        return where
    return tuple(part for part in where if part[0] == "fund" or (part[0] == "carry" and CARRIED.search(label)))


def carried_apart(where: Filter) -> Filter:
    """Return the filter of a column of one source of money beside a column for the money of earlier years."""
    names = {name for name, _ in where}
    return (*where, ("carry", ("当年",))) if "fund" in names and "carry" not in names else where


def in_section(where: Filter, label: str, section: str, *, carried_apart: bool) -> Filter:
    """Return the filter of a row of income with the year of its money as the section says that it stands in.

    Layouts write one label under 本年收入, others the same one under 上年结转: only the sheet itself says which.
    carried_apart: the sheet has a row of its own for money of earlier years, so that other rows are without it.
    """
    if ("side", ("收入",)) not in where or CARRIED.search(label) or is_total(label):
        return where
    carried = "结转" if CARRIED.search(section) else "当年"
    if carried_apart and not any(name == "carry" for name, _ in where):
        return (*where, ("carry", (carried,)))
    return tuple(("carry", (carried,)) if name == "carry" and section else (name, value) for name, value in where)


def is_total(heading: str) -> bool:
    """Tell whether a heading is that of a sum; one that names only a part (其中) is not."""
    return "其中" not in heading and word(heading).endswith(TOTALS)


def fitting(where: Filter) -> Filter | None:
    """Return a filter that records of its side can answer, None where they cannot; spending where no side is named.

    A header 一般公共预算拨款 means money of this year where there is money of earlier years too. Procurement is not
    divided so: there the header only names the source.
    """
    if not any(name == "side" for name, _ in where):
        where = (("side", ("支出",)), *where)
    sides = [side for side in SIDES if all(side in patterns for name, patterns in where if name == "side")]
    if not sides:
        return None
    properties = {"side", "year", "unit"}.union(*(PROPERTIES[side] for side in sides))
    fitting_parts = tuple(part for part in where if part[0] in properties or part[0] != "carry")
    without_project = tuple(
        part for part in fitting_parts if part[0] not in ("project", "unit")
    )  # the book's own words
    possible = any(all(_universe().domain(side, without_project)) for side in sides)
    return fitting_parts if possible and all(name in properties for name, _ in fitting_parts) else None


@cache
def _universe() -> Universe:
    return Universe(())
