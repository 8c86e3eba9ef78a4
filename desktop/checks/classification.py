"""Group B: classification, C21–C30. Mostly warnings: local practice differs.

Rules, sources and what is not seen: resources/rules/checks/classification.md.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from desktop.catalog import crosswalk, editions
from desktop.catalog.classification import Code, load
from desktop.checks.line_groups import by_message, spending
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.vocabulary import Nature, UnitKind

W = Severity.WARNING
E = Severity.ERROR
ADMINISTRATIVE = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_MANAGED)
INSTITUTION = str(UnitKind.INSTITUTION)


def _kinds(disclosure: Disclosure) -> set[str]:
    """Return the kinds whose codes fit: that of the unit and, where it has people of its own kind, of the others.

    A roster without anybody of the unit's kind says that the unit's kind is wrong, not that all codes are right.
    """
    unit, known = disclosure.facts.unit.kind, {str(kind) for kind in UnitKind}
    people = {person.kind for person in disclosure.facts.people} & known
    return {unit, *people} if unit in people else {unit}


TRANSFER_DOWN = "51301"
"""上下级政府间转移性支出: what goes to governments below, whatever the 部门经济 class."""


@check("C21", "政府经济分类与部门经济分类对应", W)
def crosswalk_followed(disclosure: Disclosure) -> Iterator[Wrong]:
    """政府经济 = map(部门经济, kind of the unit or of its people); codes without a known partner are not checked."""
    kind, kinds = disclosure.facts.unit.kind, _kinds(disclosure)
    groups = spending(disclosure)

    @cache
    def wrong(economic: str, government: str) -> str:
        expected = crosswalk.government_code(economic, kind)
        fitting = {crosswalk.government_code(economic, each) for each in kinds}
        if not expected or government in fitting or government == TRANSFER_DOWN:
            return ""
        now = government or "空"
        return f"部门经济 {economic} 按本单位性质（{kind}）应对应政府经济 {expected}，现为 {now}，请确认当地口径"

    findings = list(by_message(disclosure, lambda line: wrong(line.economic, line.government), groups))
    known = {code for code, each in crosswalk.table() if each in kinds and crosswalk.government_code(code, each)}
    unknown = sorted({line.economic for line, _ in groups if line.economic not in known})
    if unknown and not findings:
        raise NotChecked(f"对照表中没有 {'、'.join(unknown)} 在{kind}单位的对应科目，请人工核对")
    yield from findings


@check("C22", "政府经济分类与单位性质相符", W)
def government_class_fits(disclosure: Disclosure) -> Iterator[Wrong]:
    """事业 does not use 501–504, 行政/参公 not 505/506, unless people of the other kind work there."""
    kind = disclosure.facts.unit.kind
    kinds = _kinds(disclosure)
    mixed = bool(kinds & set(ADMINISTRATIVE)) and INSTITUTION in kinds
    of_others = ("505", "506") if kind in ADMINISTRATIVE else ("501", "502", "503", "504")
    barred = () if mixed else of_others

    def wrong(line: BudgetLine) -> str:
        if not line.government.startswith(barred):
            return ""
        return f"本单位为{kind}单位，却使用了政府经济科目 {line.government}，请确认当地口径"

    yield from by_message(disclosure, wrong)


@check("C23", "绩效工资与奖金科目适用", W)
def pay_items_fit(disclosure: Disclosure) -> Iterator[Wrong]:
    """30107 绩效工资 is for 事业 people only. Whether they may get 30103 奖金 is a local rule, not judged here."""
    kind, kinds = disclosure.facts.unit.kind, _kinds(disclosure)

    def wrong(line: BudgetLine) -> str:
        if line.economic != "30107" or kind not in ADMINISTRATIVE or INSTITUTION in kinds:
            return ""
        return f"{kind}单位一般不列“30107 绩效工资”，请核对是否应列津贴补贴或奖金"

    yield from by_message(disclosure, wrong)


@check("C24", "行政运行与事业运行适用", W)
def running_item_fits(disclosure: Disclosure) -> Iterator[Wrong]:
    """…01 行政运行 only for 行政/参公, …50 事业运行 only for 事业: of the unit or of people in it."""
    kind, kinds = disclosure.facts.unit.kind, _kinds(disclosure)
    barred = [name for name, of in (("事业运行", {INSTITUTION}), ("行政运行", set(ADMINISTRATIVE))) if not kinds & of]
    names = load("function")

    def wrong(line: BudgetLine) -> str:
        name = names.name(line.function)
        if name not in barred:
            return ""
        return f"功能科目“{line.function} {name}”与单位性质（{kind}）不符，请核对"

    yield from by_message(disclosure, wrong)


GOVERNMENT = "government"
PAIRED = {"2101101": ADMINISTRATIVE, "2080501": ADMINISTRATIVE, "2101102": ("事业",), "2080502": ("事业",)}


@check("C25", "医疗和离退休科目适用", W)
def medical_and_retired_fit(disclosure: Disclosure) -> Iterator[Wrong]:
    """2101101 and 2080501 ↔ 行政, 2101102 and 2080502 ↔ 事业: of the unit or of people in it."""
    kind, kinds = disclosure.facts.unit.kind, _kinds(disclosure)

    def wrong(line: BudgetLine) -> str:
        if kinds & set(PAIRED.get(line.function, (kind,))):
            return ""
        name = load("function").name(line.function)
        return f"科目“{line.function} {name}”与单位性质（{kind}）不符，请核对医疗或离退休科目"

    yield from by_message(disclosure, wrong)


@check("C26", "社保和公积金的功能科目", W)
def contributions_booked_as_usual(disclosure: Disclosure) -> Iterator[Wrong]:
    """Pairs 30108↔2080505, 30109↔2080506, 30110↔21011xx, 30113↔2210201 (local practice may differ)."""
    groups = [group for group in spending(disclosure) if group[0].economic in crosswalk.USUAL_FUNCTION]
    if not groups:
        raise NotApplicable("没有社会保险缴费和住房公积金的支出行")

    def wrong(line: BudgetLine) -> str:
        usual = crosswalk.USUAL_FUNCTION[line.economic]
        if line.function.startswith(usual):
            return ""
        name = load("economic").name(line.economic)
        return f"“{line.economic} {name}”通常列功能科目 {usual}，现列 {line.function}，请确认当地口径"

    yield from by_message(disclosure, wrong, groups)


OFFICE_EQUIPMENT = "31002"
"""办公设备购置 is public funds in many places."""
NOT_BASIC = ("309", "310", "311", "312", "313", "399")


@check("C27", "基本支出不含资本性等科目", W)
def basic_without_capital(disclosure: Disclosure) -> Iterator[Wrong]:
    """基本支出 has no 309, 311–313, 399; 310 only where the place allows it, so it is pointed out too."""

    def wrong(line: BudgetLine) -> str:
        if line.nature not in (Nature.PERSONNEL, Nature.PUBLIC) or not line.economic.startswith(NOT_BASIC):
            return ""
        if line.nature == Nature.PUBLIC and line.economic == OFFICE_EQUIPMENT:
            return ""
        return f"基本支出中出现科目 {line.economic}（资本性等支出），请确认是否应列项目支出"

    yield from by_message(disclosure, wrong)


@check("C28", "项目不列支在编人员经费", W)
def project_without_pay(disclosure: Disclosure) -> Iterator[Wrong]:
    """项目 has no 30101–30103 and 30107–30113."""
    pay = {"30101", "30102", "30103", *(f"301{n:02d}" for n in range(7, 14))}

    def wrong(line: BudgetLine) -> str:
        if line.nature != Nature.PROJECT or line.economic not in pay:
            return ""
        return f"项目“{line.project}”列支了在编人员经费科目 {line.economic}，请改列基本支出"

    yield from by_message(disclosure, wrong)


@check("C29", "科目在当年科目表中", E)
def codes_in_force(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every code exists and is in force in the budget year."""
    year = disclosure.cube.year

    problems = {
        (key, code): load(key).problem(code, year) for key, code in _used(disclosure) if code or key != GOVERNMENT
    }
    groups = spending(disclosure) if any(problems.values()) else []

    def wrong(line: BudgetLine) -> str:
        return "；".join(filter(None, (problems.get(pair, "") for pair in _codes(line))))

    findings = [*by_message(disclosure, wrong, groups), *_own_and_renamed(disclosure)]
    missing = editions.edition(year).missing
    if missing and not findings:
        raise NotChecked(f"{missing}；现有科目表中的编码已核对")
    yield from findings


def _codes(line: BudgetLine) -> tuple[tuple[str, str], ...]:
    """Return the codes of a line, each with the classification it is of."""
    return ("function", line.function), ("economic", line.economic), ("government", line.government)


def _used(disclosure: Disclosure) -> list[tuple[str, str]]:
    """Return the codes of this year's expenditure, each with its classification. Raises NotApplicable without any."""
    spending(disclosure)
    inside = disclosure.select((("side", ("支出",)),))
    return [(key, code) for key in ("function", "economic", GOVERNMENT) for code in disclosure.cube.values(key, inside)]


def _own_and_renamed(disclosure: Disclosure) -> Iterator[Wrong]:
    """Point out codes that were added by hand, and those that had another name in the budget year."""
    year = disclosure.cube.year
    known = {(key, code): load(key).get(code, year) for key, code in _used(disclosure)}
    unusual = {pair: each for pair, each in known.items() if each and (each.own or each.name_in(year) != each.name)}
    if not unusual:
        return

    def codes(line: BudgetLine) -> list[Code]:
        return [unusual[pair] for pair in _codes(line) if pair in unusual]

    def own(line: BudgetLine) -> str:
        added = [f"“{each.code} {each.name}”（{each.document}）" for each in codes(line) if each.own]
        return f"科目{'、'.join(added)}是本机自行增加的，请确认当地系统已启用" if added else ""

    def renamed(line: BudgetLine) -> str:
        other = [each for each in codes(line) if each.name_in(year) != each.name]
        names = "、".join(f"{each.code} {each.name_in(year)}（表上印的是后来的名称“{each.name}”）" for each in other)
        return f"{year} 年的科目名称不同：{names}，请核对表上的名称" if names else ""

    yield from (replace(each, severity=Severity.INFO) for each in by_message(disclosure, own))
    yield from (replace(each, severity=W) for each in by_message(disclosure, renamed))


@check("C30", "科目名称与编码一致", E)
def names_match_codes(disclosure: Disclosure) -> Iterator[Wrong]:
    """In every table, the name printed beside a code is the catalogue's name of that code; unknown ones once."""
    seen = False
    unknown: dict[str, Place] = {}
    functions, economics = load("function"), load("economic")
    for table in disclosure.tables:
        for block in table.blocks:
            kinds = [column.kind for column in block.columns]
            if "code" not in kinds or "name" not in kinds:
                continue
            codes, names = [n for n, kind in enumerate(kinds) if kind == "code"], kinds.index("name")
            for row in block.rows:
                code = "".join([row.cells[n].text for n in codes])
                name = row.cells[names].text
                seen = seen or bool(code)
                known = functions if code[:1] == "2" else economics
                if code and code not in known.codes:
                    unknown.setdefault(code, Place(table=table.label, row=code))
                elif code and known.name(code) != name:
                    message = f"科目编码 {code} 与名称“{name}”不匹配，请核对科目"
                    yield Wrong(message, Place(table=table.label, row=code))
    if not seen:
        raise NotApplicable("没有带科目编码的表行")
    for code, place in unknown.items():
        yield Wrong(f"科目编码 {code} 在科目表中没有，各表上没有它的名称，请按 C29 改正或增加", place)
