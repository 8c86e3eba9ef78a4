"""The records of a budget as rows of lists: one entry for each person, line, project, measurement line and so on.

Money is in 分. A field that the book does not know is absent: it stays blank, never 0.
"""

from collections.abc import Callable, Iterator

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.catalog.policy import pay_items, yearly_items
from desktop.compute.cube import Cube, Selection
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Person, Procurement, Project
from desktop.ledger.vocabulary import FUNDS, Nature, words
from desktop.template.payroll import PAYROLL, payroll, sums
from desktop.template.record_lists import CODE_FIELDS, PAY_ITEM, bare, known_lists

Value = str | int
"""A text, or a whole number: a count, or 分 for the fields of MONEY."""

MONEY = ("金额", "单价", "项目总额", "控制数", *(name for name, added in sums().items() if not added.count))
YES, NO = "是", "否"

GROUPS = {
    "功能科目": "function",
    "经济科目": "economic",
    "政府经济科目": "government",
    "支出性质": "nature",
    "资金来源": "fund",
    "当年或结转": "carry",
    "是否购买服务": "service",
    "单位名称": "unit",
}
"""By which property of the lines a column of a list of lines divides them."""

OF_PROJECT = (
    "项目编码", "项目名称", "项目类别", "绩效类别", "立项依据", "绩效目标", "项目总额", "控制数", "三保标识",
    "是否评审", "起始年度", "终止年度", "项目期限",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its fields, and the lines that are its money (none where no line comes from it)."""

    fields: dict[str, Value]
    lines: Selection = 0


def is_money(name: str) -> bool:
    """Tell whether a field is an amount of money."""
    return name in MONEY or name.startswith(PAY_ITEM)


class Records:
    """The rows of every list of one budget; `cube` holds its lines."""

    def __init__(self, facts: BudgetFacts, cube: Cube) -> None:
        self.facts = facts
        self.cube = cube
        self._of_record: dict[tuple[str, int], Selection] = {}
        for number, line in enumerate(self.cube.lines):
            if line.year == self.cube.year:
                key = (line.origin.table, line.origin.record_id)
                self._of_record[key] = self._of_record.get(key, 0) | 1 << number

    def entries(self, name: str, fields: set[str], where: Filter) -> list[Entry]:
        """Return the rows of a list in their fixed order; `fields`: those that are shown, `where`: what it speaks of.

        Lines that agree in all that is shown are one row.
        """
        if name in ("支出明细", "项目"):
            return list(self._line_rows(fields, where, projects=name == "项目"))
        if name == "单位":
            lines = self.speaks_of(where)
            every = lines if where else self.cube.in_year(self.cube.year)  # its columns name their sides themselves
            return [self._complete(1, Entry({"金额": self.cube.total(lines)}, every))]
        if name == PAYROLL:
            return [self._complete(1, Entry({**payroll(self.facts, self.cube, self.lines_of)}))]
        found = [self._complete(number, entry) for number, entry in enumerate(_LISTS[name](self), 1)]
        return [entry for entry in found if self._passes(entry, where)]

    def speaks_of(self, where: Filter) -> Selection:
        """Return this year's lines that a filter lets pass; those of expenditure where it names no side."""
        side = () if any(name == "side" for name, _ in where) else (("side", ("支出",)),)
        return self.cube.select((*side, *where)) & self.cube.in_year(self.cube.year)

    def _passes(self, entry: Entry, where: Filter) -> bool:
        """Tell whether a record is of the money that a list speaks of."""
        for dimension, patterns in where:
            known = {"fund": "资金来源", "carry": "当年或结转"}.get(dimension)
            if known in entry.fields and entry.fields[known] not in patterns:
                return False
        return True

    def _complete(self, number: int, entry: Entry) -> Entry:
        """Add number, unit and year, and the names of codes."""
        fields = {"序号": number, "年度": self.facts.budget.year, **entry.fields}
        if not self.facts.units:
            fields = {"单位编码": self.facts.unit.code, "单位名称": self.facts.unit.name, **fields}
        for name, dimension in CODE_FIELDS.items():
            code = str(fields.get(name, ""))
            if code:
                fields[f"{name}名称"] = load(dimension).name(code) or ""
        return Entry({name: value for name, value in fields.items() if value != ""}, entry.lines)

    # lists of lines -------------------------------------------------------------------------------

    def _line_rows(self, fields: set[str], where: Filter, *, projects: bool) -> Iterator[Entry]:
        shown = {name.partition(".")[0].removesuffix("名称") if "科目" in name else name for name in fields}
        groups = [dimension for name, dimension in GROUPS.items() if name in shown]
        if projects or shown & {*OF_PROJECT, "是否政府采购", "是否新增资产"}:
            groups.append("project")
        chosen = self.speaks_of((*where, ("nature", (Nature.PROJECT,))) if projects else where)
        known = {project.name: project for project in self.facts.projects}
        found = [
            (next(iter(self.cube.chosen(lines))), lines)
            for lines in self.split(chosen, groups)
            if not projects or self.cube.chosen(lines)[0].project in known
        ]
        found.sort(key=lambda pair: self._order(pair[0], list(known), groups, by_project=projects))
        number = 0
        for number, (line, lines) in enumerate(found, 1):
            yield self._complete(number, self._of_line(line, lines, groups, known.get(line.project)))
        have_lines = {line.project for line, _ in found}
        for project in known.values() if projects and not where else ():
            if project.name not in have_lines:
                number += 1
                blank = Entry({**_of_project(project, self.facts), "功能科目": project.function_code, "金额": 0})
                yield self._complete(number, blank)

    def split(self, lines: Selection, groups: list[str]) -> list[Selection]:
        """Return lines in groups that agree in some properties."""
        parts = [lines] if lines else []
        for dimension in groups:
            parts = [part for group in parts for part in self.cube.by(dimension, group).values()]
        return parts

    def _order(
        self, line: BudgetLine, projects: list[str], groups: list[str], *, by_project: bool
    ) -> tuple[int | str, ...]:
        project = projects.index(line.project) + 1 if "project" in groups and line.project in projects else 0
        nature = words(Nature).index(line.nature) if "nature" in groups else 0
        codes = [getattr(line, name) if name in groups else "" for name in ("function", "economic", "government")]
        fund = FUNDS.index(line.fund) if "fund" in groups and line.fund in FUNDS else 0
        return (project if by_project else 0, codes[0], nature, project, *codes[1:], fund, line.carry, line.unit)

    def _of_line(self, line: BudgetLine, lines: Selection, groups: list[str], project: Project | None) -> Entry:
        fields: dict[str, Value] = {"金额": self.cube.total(lines)}
        for name, dimension in GROUPS.items():
            if dimension in groups and dimension not in ("service", "unit"):
                fields[name] = str(getattr(line, dimension))
        if "unit" in groups and self.facts.units:
            fields["单位名称"] = line.unit
        if "service" in groups:
            fields["是否购买服务"] = YES if line.service else NO
        if "project" in groups:
            owner = project.id if project else None
            bought = any(p.project_id == owner and p.economic_code in ("", line.economic) for p in _bought(self.facts))
            fields["是否政府采购"] = YES if bought else NO
            assets = project is not None and any(a.project_id == owner for a in self.facts.asset_plans)
            fields["是否新增资产"] = YES if assets and line.economic.startswith(("309", "310")) else NO
            fields |= _of_project(project, self.facts) if project else {}
        return Entry(fields, lines)

    # lists of records -----------------------------------------------------------------------------

    def lines_of(self, table: str, record_id: int) -> Selection:
        """Return this year's lines that a record makes."""
        return self._of_record.get((table, record_id), 0)

    def project_fields(self, project_id: int | None) -> dict[str, Value]:
        """Return the fields of the project that a record belongs to."""
        project = next((p for p in self.facts.projects if p.id == project_id), None)
        return {**_of_project(project, self.facts), "功能科目": project.function_code} if project else {}


def _bought(facts: BudgetFacts) -> list[Procurement]:
    return [p for p in facts.procurements if p.project_id is not None or p.economic_code]


def _of_project(project: Project, facts: BudgetFacts) -> dict[str, Value]:
    years = sorted(y.year for y in facts.project_years if y.project_id == project.id)
    fields: dict[str, Value] = {
        "项目编码": project.code,
        "项目名称": project.name,
        "项目类别": project.category,
        "绩效类别": project.kind,
        "立项依据": project.basis,
        "绩效目标": project.goal,
        "三保标识": project.secured,
        "是否评审": YES if project.reviewed else NO,
    }
    if years:
        fields |= {"起始年度": years[0], "终止年度": years[-1], "项目期限": years[-1] - years[0] + 1}
    amounts = {"项目总额": project.total, "控制数": project.control}
    return {**fields, **{name: amount for name, amount in amounts.items() if amount is not None}}


def _people(records: Records) -> Iterator[Entry]:
    facts = records.facts
    policy = facts.budget.policy if facts.pay_items else ""
    labels, yearly = (pay_items(policy), yearly_items(policy)) if policy else ({}, frozenset())
    for person in facts.people:
        first = [i for i in facts.pay_items if i.person_id == person.id and i.month <= person.first_month]
        monthly = {bare(labels.get(i.item, i.item)): i.amount for i in first if i.item not in yearly}
        pay = {f"{PAY_ITEM}{name}": amount for word, amount in monthly.items() for name in _names_of_pay(word)}
        lines = records.lines_of("person", person.id)
        yield Entry({**_of_person(person), "金额": records.cube.total(lines), **pay}, lines)


def _names_of_pay(word: str) -> tuple[str, ...]:
    """Return the names that a pay item goes by."""
    groups = known_lists()["人员"].same_pay
    return next((group for group in groups if word in group), (word,))


def _of_person(person: Person) -> dict[str, Value]:
    return {
        "人员编号": person.code,
        "姓名": person.name,
        "人员类别": person.kind,
        "人员状态": person.status,
        "是否在编": NO if "编外" in (person.kind, person.status) else YES if person.status == "在职" else "",
        "岗位": person.post,
        "职级": person.rank,
        "起始月": person.first_month,
        "截止月": person.last_month,
        "人数": person.headcount,
        "内设机构": person.centre,
        "资金来源": person.fund,
        "功能科目": person.function_code,
        **({"乡镇工作年限": person.town_years} if person.town_years is not None else {}),
    }


def _measurement(records: Records) -> Iterator[Entry]:
    for line in records.facts.project_lines:
        fields: dict[str, Value] = {
            **records.project_fields(line.project_id),
            "经济科目": line.economic_code,
            "政府经济科目": line.government_code,
            "内容": line.name,
            "数量": line.quantity,
            "单价": line.price,
            "次数": line.times,
            "资金来源": line.fund,
            "当年或结转": line.carry,
            "测算依据": line.basis,
            "金额": line.quantity * line.price * line.times,
        }
        if line.function_code:
            fields["功能科目"] = line.function_code
        yield Entry(fields, records.lines_of("project_line", line.id))


def _indicators(records: Records) -> Iterator[Entry]:
    for item in records.facts.indicators:
        yield Entry({
            **records.project_fields(item.project_id),
            "一级指标": item.level1,
            "二级指标": item.level2,
            "指标名称": item.name,
            "指标性质": item.nature,
            "指标值": item.target,
            "计量单位": item.unit,
            "权重": item.weight,
        })  # fmt: skip


def _procurements(records: Records, *, services: bool = False) -> Iterator[Entry]:
    for item in records.facts.procurements:
        if services and not item.purchased_service:
            continue
        fields: dict[str, Value] = {
            **records.project_fields(item.project_id),
            "采购内容": item.item,
            "采购类别": item.kind,
            "经济科目": item.economic_code,
            "资金来源": item.fund,
            "数量": item.quantity,
            "金额": item.amount,
            "是否政府采购": YES,
        }
        if item.price is not None:
            fields["单价"] = item.price
        yield Entry(fields, records.lines_of("procurement", item.id))


def _assets(records: Records) -> Iterator[Entry]:
    for plan in records.facts.asset_plans:
        own: dict[str, Value] = {"资产名称": plan.name, "数量": plan.quantity, "单价": plan.price}
        yield Entry({**records.project_fields(plan.project_id), **own, "金额": plan.quantity * plan.price})


def _events(kind: str) -> Callable[[Records], Iterator[Entry]]:
    def rows(records: Records) -> Iterator[Entry]:
        for plan in records.facts.event_plans:
            if plan.kind == kind:
                yield Entry({"名称": plan.name, "人数": plan.people, "天数": plan.days,
                             "资金来源": plan.fund, "金额": plan.amount})  # fmt: skip

    return rows


def _incomes(records: Records) -> Iterator[Entry]:
    this_year = records.cube.select((("side", ("收入",)),)) & records.cube.in_year(records.cube.year)
    for lines in records.split(this_year, ["fund", "carry"]):
        line = records.cube.chosen(lines)[0]
        amount = records.cube.total(lines)
        yield Entry({"收入来源": line.fund, "资金来源": line.fund, "当年或结转": line.carry, "金额": amount}, lines)


_LISTS: dict[str, Callable[[Records], Iterator[Entry]]] = {
    "人员": _people,
    "测算明细": _measurement,
    "绩效指标": _indicators,
    "政府采购": _procurements,
    "购买服务": lambda records: _procurements(records, services=True),
    "资产购置": _assets,
    "会议": _events("会议"),
    "培训": _events("培训"),
    "收入": _incomes,
}
