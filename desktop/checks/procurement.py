"""Group E: government procurement and new assets, C54–C59.

Rules, sources and what is not seen: resources/rules/checks/procurement.md.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from desktop.checks.projects import label, money
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check
from desktop.disclosure import Disclosure
from desktop.findings import Severity
from desktop.ledger.records import Procurement, Project
from desktop.ledger.records.base import at
from desktop.money import YUAN, Fen

E, W = Severity.ERROR, Severity.WARNING


def _bought(disclosure: Disclosure) -> tuple[Procurement, ...]:
    if not disclosure.facts.procurements:
        raise NotApplicable("没有政府采购预算")
    return disclosure.facts.procurements


def _project_of(disclosure: Disclosure, record: Procurement) -> Project | None:
    return next((p for p in disclosure.facts.projects if p.id == record.project_id), None)


@check("C54", "采购不超过对应支出", E)
def procurement_within_lines(disclosure: Disclosure) -> Iterator[Wrong]:
    """Per project and 款: Σ procurement ≤ Σ lines."""
    sums: dict[tuple[int, str], Fen] = {}
    bought_records = _bought(disclosure)
    for record in bought_records:
        if record.project_id and record.economic_code:
            key = (record.project_id, record.economic_code)
            sums[key] = sums.get(key, 0) + record.amount
    if not sums:
        raise NotChecked("采购没有指定项目和经济科目")
    projects = {p.id: p for p in disclosure.facts.projects}
    for (project_id, code), bought in sums.items():
        project = projects[project_id]
        budget = money(disclosure, project, economic=[code])
        if bought > budget:
            a, b = YUAN.show(bought), YUAN.show(budget)
            record = next(r for r in bought_records if (r.project_id, r.economic_code) == (project_id, code))
            message = f"项目 {label(project)} 科目 {code} 采购 {a} 元，超过预算 {b} 元"
            yield Wrong(message, at(record, "amount"), a, b)
    loose = sum(not record.project_id or not record.economic_code for record in bought_records)
    if loose:
        raise NotChecked(f"有 {loose} 项采购没有指定项目或经济科目，没有核对")


@check("C55", "采购数量乘单价等于金额", E)
def quantity_times_price(disclosure: Disclosure) -> Iterator[Wrong]:
    """Qty × price = amount; 采购合计 = 货物 + 工程 + 服务; what is kept for small businesses is part of it."""
    for record in _bought(disclosure):
        yield from _wrongly_reserved(record)
        if record.price is not None and record.quantity * record.price != record.amount:
            worked, stated = YUAN.show(record.quantity * record.price), YUAN.show(record.amount)
            formula = f"{record.quantity} × {YUAN.show(record.price)} = {worked}"
            message = f"采购“{record.item}”{formula}，与金额 {stated} 不相等"
            yield Wrong(message, at(record, "amount"), worked, stated)
    parts = sum(disclosure.sum(f"procurement_{kind}") for kind in ("goods", "works", "services"))
    if parts != disclosure.sum("procurement"):
        a, b = YUAN.show(disclosure.sum("procurement")), YUAN.show(parts)
        yield Wrong(f"采购合计 {a} 不等于货物、工程、服务之和 {b}", at(Procurement), a, b)
    bare = sum(record.price is None for record in disclosure.facts.procurements)
    if bare:
        raise NotChecked(f"有 {bare} 项采购没有填写单价，没有核对数量乘单价")


def _wrongly_reserved(record: Procurement) -> Iterator[Wrong]:
    """小微企业 ≤ 中小企业 ≤ amount, where both are told (财库〔2020〕46号)."""
    sizes = (
        ("reserved_micro", "预留小微企业", record.reserved_micro),
        ("reserved", "预留中小企业", record.reserved),
        ("amount", "金额", record.amount),
    )
    known = [(field, name, amount) for field, name, amount in sizes if amount is not None]
    for (field, name, part), (_, total_name, total) in pairwise(known):
        if not 0 <= part <= total:
            a, b = YUAN.show(part), YUAN.show(total)
            message = f"采购“{record.item}”{name} {a} 元，应在 0 和{total_name} {b} 元之间"
            yield Wrong(message, at(record, field), a, b)


FITTING = {
    "货物": ("310", "30201", "30218"),
    "工程": ("31001", "31005", "31006", "30213"),
    "服务": ("302", "31007"),
}


@check("C56", "采购类别与经济科目匹配", W)
def kind_fits_subject(disclosure: Disclosure) -> Iterator[Wrong]:
    """货物 ↔ 310xx/30201/30218; 工程 ↔ 31001/05/06, 30213; 服务 ↔ 302xx, 31007."""
    coded = [record for record in _bought(disclosure) if record.economic_code]
    if not coded:
        raise NotChecked("采购没有指定经济科目")
    for record in coded:
        if not record.economic_code.startswith(FITTING[record.kind]):
            message = f"采购“{record.item}”类别为{record.kind}，与经济科目 {record.economic_code} 不匹配，请核对"
            yield Wrong(message, at(record, "kind"))
    if len(coded) < len(disclosure.facts.procurements):
        raise NotChecked(f"有 {len(disclosure.facts.procurements) - len(coded)} 项采购没有指定经济科目，没有核对")


THRESHOLD, CATALOGUE = "procurement.threshold.", "procurement.catalogue."
"""Parameters: 限额标准 of 货物, 工程, 服务, and what the 集中采购目录 names; the amount in 元 each begins at."""

NEVER_BOUGHT = ("30211", "30212", "30217", "30226", "30228", "30229", "30239", "30240")
"""差旅, 出国, 接待, 劳务, 工会, 福利, 其他交通费用, 税金: paid under 302, yet not procurement."""


@check("C57", "达到采购标准的支出编制了采购预算", W)
def nothing_unbought(disclosure: Disclosure) -> Iterator[Wrong]:
    """A line over the threshold, or an asset in the catalogue, needs a procurement row; the province sets both.

    Whatever they are: where last year had procurement and this year has none, it was probably not entered yet.
    """
    yield from _forgotten(disclosure)
    limits = _limits(disclosure, THRESHOLD)
    named = _limits(disclosure, CATALOGUE)
    if not limits and not named:
        raise NotChecked("没有本地集中采购目录和限额标准（可在“本账本参数”中填写），请人工核对")
    if not disclosure.facts.projects:
        raise NotApplicable("没有项目")
    spent = _spent(disclosure)
    for project in disclosure.facts.projects:
        yield from _over_threshold(disclosure, project, limits, spent.get(project.name, {}))
    for plan in disclosure.facts.asset_plans:
        amount = plan.quantity * plan.price
        begins = next((limit for name, limit in named.items() if name in plan.name), None)
        bought = any(r.item == plan.name and r.project_id == plan.project_id for r in disclosure.facts.procurements)
        if begins is not None and amount >= begins and not bought:
            message = f"“{plan.name}”在集中采购目录内，未编政府采购预算"
            yield Wrong(message, at(Procurement), right=YUAN.show(amount))
    codes = {code for of_project in spent.values() for code in of_project}
    missing = [f"{kind}采购限额标准" for kind in FITTING if kind not in limits and any(_kind(c) == kind for c in codes)]
    missing += ["集中采购目录"] if disclosure.facts.asset_plans and not named else []
    if missing:
        raise NotChecked(f"没有{'、'.join(missing)}（可在“本账本参数”中填写），请人工核对")


def _forgotten(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield a budget without any procurement after a year with some: nobody entered it, and 0 would be printed."""
    before = () if disclosure.last is None else disclosure.last.procurements
    if before and not disclosure.facts.procurements:
        amount = YUAN.show(Fen(sum(record.amount for record in before)))
        message = f"没有录入政府采购，说明和公开表写 0；上年有 {len(before)} 项 {amount} 元，请核对是不是还没有录入"
        yield Wrong(message, at(Procurement), YUAN.show(0), amount)


def _limits(disclosure: Disclosure, prefix: str) -> dict[str, Fen]:
    """Return {name: 分} of the parameters with a prefix."""
    values = disclosure.drafted.values
    if values is None:
        return {}
    known = {name: parameter.at(date(values.year, 1, 1)) for name, parameter in values.policy.parameters.items()}
    return {
        name.removeprefix(prefix): Fen(value.value * 100)
        for name, value in known.items()
        if value is not None and name.startswith(prefix)
    }


def _spent(disclosure: Disclosure) -> dict[str, dict[str, Fen]]:
    """Return what each project spends this year on each 款, by name and code."""
    sums: dict[str, dict[str, Fen]] = {}
    for line in disclosure.cube.chosen(disclosure.select((("side", ("支出",)),))):
        if line.project:
            codes = sums.setdefault(line.project, {})
            codes[line.economic] = codes.get(line.economic, 0) + line.amount
    return sums


def _kind(code: str) -> str:
    """Return what is bought under a 款: 工程, 货物 or 服务; empty where nothing is."""
    found = next((kind for kind in ("工程", "货物", "服务") if code.startswith(FITTING[kind])), "")
    return "" if code in NEVER_BOUGHT else found


def _over_threshold(
    disclosure: Disclosure, project: Project, limits: dict[str, Fen], spent: dict[str, Fen]
) -> Iterator[Wrong]:
    rows = [r for r in disclosure.facts.procurements if r.project_id in (project.id, None)]
    for code, amount in sorted(spent.items()):
        kind = _kind(code)
        if kind not in limits or amount < limits[kind]:
            continue
        if not any(r.economic_code == code or (not r.economic_code and r.kind == kind) for r in rows):
            a, b = YUAN.show(amount), YUAN.show(limits[kind])
            message = f"项目 {label(project)} 科目 {code} 共 {a} 元，达到{kind}采购限额标准 {b} 元，"
            yield Wrong(f"{message}未编政府采购预算，请核对", at(Procurement), a, b)


@check("C58", "政府购买服务属于服务类采购", W)
def purchased_services(disclosure: Disclosure) -> Iterator[Wrong]:
    """政府购买服务 is a part of the 服务 procurement; marks on lines of expenditure alone are printed nowhere."""
    marked = [record for record in disclosure.facts.procurements if record.purchased_service]
    lines = [line for line in disclosure.facts.lines if line.purchased_service]
    if not marked and not lines:
        raise NotApplicable("没有政府购买服务")
    spent, bought = sum(line.amount for line in lines), sum(record.amount for record in marked)
    if spent > bought:
        a, b = YUAN.show(spent), YUAN.show(bought)
        message = (
            f"支出明细中标为政府购买服务的有 {len(lines)} 行 {a} 元，政府采购中标为政府购买服务的只有 {b} 元；"
            "公开表和说明只列政府采购中的，请在“项目—政府采购”录入这些购买服务"
        )
        yield Wrong(message, at(Procurement), a, b)
    for record in marked:
        if record.kind != "服务":
            message = f"“{record.item}”标为政府购买服务，但采购类别是{record.kind}，请核对"
            yield Wrong(message, at(record, "kind"))


@check("C59", "新增资产不超过标准和预算", W)
def assets_within_standard(disclosure: Disclosure) -> Iterator[Wrong]:
    """Price ≤ standard of that asset (a parameter); Σ qty × price of a project ≤ its 310 lines."""
    plans = disclosure.facts.asset_plans
    if not plans:
        raise NotApplicable("没有新增资产")
    values = disclosure.drafted.values
    unknown = []
    for plan in plans:
        name = f"asset.standard.{plan.name}"
        known = values is not None and name in values.policy.parameters
        standard = values.at(name, 1) if values is not None and known else None
        if standard is None:
            unknown.append(f"“{plan.name}”")
        elif plan.price > standard.value * 100:
            a, b = YUAN.show(plan.price), f"{standard.value}"
            yield Wrong(f"资产“{plan.name}”超过配置标准（{a} > {b}），请说明或调整", at(plan, "price"))
    for project in disclosure.facts.projects:
        of_project = [plan for plan in plans if plan.project_id == project.id]
        planned = sum(plan.quantity * plan.price for plan in of_project)
        budget = money(disclosure, project, economic=["310"])
        if planned > budget:
            a, b = YUAN.show(planned), YUAN.show(budget)
            message = f"项目 {label(project)} 新增资产 {a} 元超过资本性支出 {b} 元"
            yield Wrong(message, at(of_project[0], "quantity"))
    if unknown:
        raise NotChecked(f"参数中没有{'、'.join(dict.fromkeys(unknown))}的配置标准，请人工核对")
