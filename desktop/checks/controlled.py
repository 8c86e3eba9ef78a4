"""Group F: “三公” and other controlled costs, C63–C71.

Rules, sources and what is not seen: resources/rules/checks/controlled.md.
"""

from collections.abc import Iterator

from desktop.catalog import assets
from desktop.catalog.measures import Filter, make_filter
from desktop.checks.needs import Need, money_of
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, differ
from desktop.checks.text.amounts import vehicle_sentences
from desktop.checks.text.own_words import uses_not_counted
from desktop.compute import operating as public_funds
from desktop.compute.policy_values import MONTHS
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.records import DirectLine, EventPlan, Release
from desktop.ledger.records.base import at
from desktop.money import YUAN, Fen, percent_text

E, W = Severity.ERROR, Severity.WARNING
ITEMS = (
    "three_public_abroad",
    "three_public_reception",
    "three_public_vehicle_purchase",
    "three_public_vehicle_operation",
)
FISCAL = ("一般公共预算", "政府性基金", "国有资本经营")
WITHOUT = "没有“三公”经费"
THREE_PUBLIC = money_of("three_public", note=WITHOUT)
VEHICLES = money_of("three_public_vehicle", note="没有公务用车购置及运行费")
OPERATING_COST = money_of("operating_fund", note="没有运行经费")


@check("C63", "“三公”经费等于各项之和", E, needs=(THREE_PUBLIC,))
def three_public_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """三公 = 30212 + 30217 + 购置及运行费, and the table prints that sum."""
    parts = sum(disclosure.sum(name) for name in ITEMS)
    message = "“三公”经费合计 {a} 与经济科目汇总 {b} 不符"
    yield from differ(message, disclosure.sum("three_public"), parts, _lines(disclosure, "three_public"))
    for amount, label in _printed(disclosure, "three_public"):
        yield from differ(message, amount, parts, Place(table=label))


def _lines(disclosure: Disclosure, measure: str) -> Place:
    """Return the lines of a measure this year; where there are none, the page on which they would be typed."""
    keys = disclosure.cube.keys(disclosure.select(disclosure.measure(measure).where))
    return Place(lines=keys) if keys else at(DirectLine)


def _printed(disclosure: Disclosure, measure: str) -> Iterator[tuple[Fen, str]]:
    """Yield the amounts of this year that the 三公 table prints for a measure, and the table's label."""
    table, wanted = disclosure.table("three_public"), disclosure.select(disclosure.measure(measure).where)
    if table is None or not wanted:
        return
    for block in table.blocks:
        for row in block.rows:
            for cell, column in zip(row.cells, block.columns, strict=True):
                if column.value == "this" and cell.kind == "amount" and cell.selection == wanted:
                    yield cell.amount or 0, table.label


@check("C64", "公务用车购置及运行费等于购置费加运行费", E, needs=(VEHICLES,))
def vehicle_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """购置及运行费 = 31013 (+ 30913) + 30231."""
    parts = disclosure.sum("three_public_vehicle_purchase") + disclosure.sum("three_public_vehicle_operation")
    message = "公务用车购置及运行费 {a} 不等于购置费加运行费 {b}"
    where = _lines(disclosure, "three_public_vehicle")
    yield from differ(message, disclosure.sum("three_public_vehicle"), parts, where)
    yield from vehicle_sentences(disclosure)


def _over(where: Filter, funds: tuple[str, ...]) -> Filter:
    """Return a filter with other funds in the place of its own; none named: all funds."""
    rest = tuple(part for part in where if part[0] != "fund")
    return (*rest, ("fund", funds)) if funds else rest


THREE_PUBLIC_OF_ANY = Need(lambda d: bool(d.select(_over(d.measure("three_public").where, ()))), WITHOUT)
"""Whoever pays: the narrowest of the three sums may well be 0."""


@check("C65", "“三公”经费各口径由小到大", E, needs=(THREE_PUBLIC_OF_ANY,))
def general_within_fiscal_within_all(disclosure: Disclosure) -> Iterator[Wrong]:
    """三公 of 一般公共预算 ≤ of 财政拨款 ≤ of all funds."""
    where = disclosure.measure("three_public").where
    general, fiscal, everything = (disclosure.cube.sum(_over(where, funds)) for funds in (FISCAL[:1], FISCAL, ()))
    if not general <= fiscal <= everything:
        a, b = YUAN.show(general), YUAN.show(everything)
        yield Wrong(f"一般公共预算“三公”经费 {a} 大于全口径 {b}", _lines(disclosure, "three_public"), a, b)


@check("C66", "说明中的“三公”经费与表一致", E, needs=(THREE_PUBLIC,))
def text_equals_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """“三公” text = table, each item."""
    if disclosure.table("three_public") is None:
        raise NotApplicable("本版式没有“三公”经费表")
    for name in ("three_public", *ITEMS):
        figure = disclosure.narrative.figures.get("three_public_total" if name == "three_public" else name)
        for amount, label in _printed(disclosure, name):
            if figure is not None and figure.fen is not None:
                message = f"说明中的{figure.label} {{a}} 与表 {{b}} 不一致"
                yield from differ(message, figure.fen, amount, Place(table=label, figure=figure.id))


@check("C67", "“三公”经费只减不增", W)
def only_down(disclosure: Disclosure) -> Iterator[Wrong]:
    """三公 ≤ last year, in total and each item (机关事务管理条例 art. 12)."""
    if disclosure.last is None:
        raise NotChecked("没有上年预算")
    seen = False
    for name in ("three_public", *ITEMS):
        measure = disclosure.measure(name)
        this, last = disclosure.sum(name), disclosure.cube.sum(measure.where, disclosure.cube.year - 1)
        if this > last:
            a, b, d = YUAN.show(this), YUAN.show(last), YUAN.show(this - last)
            message = f"{measure.label}比上年增加 {d} 元（{a} > {b}），请说明并确认“只减不增”"
            yield Wrong(message, _lines(disclosure, name), a, b)
        seen = seen or bool(this or last)
    if not seen:
        raise NotApplicable("本年和上年都没有“三公”经费")


@check("C68", "公务用车运行费不超过定额，购车有批准文号", W)
def vehicle_quota(disclosure: Disclosure) -> Iterator[Wrong]:
    """30231 ≤ vehicles × quota; 31013 > 0 needs an approval number."""
    operation = disclosure.sum("three_public_vehicle_operation")
    purchase = disclosure.sum("three_public_vehicle_purchase")
    if not operation and not purchase:
        raise NotApplicable("没有公务用车经费")
    if purchase and not disclosure.facts.release.vehicle_approval:
        message = f"安排公务用车购置费 {YUAN.show(purchase)} 元，没有填写批准文号，请在公开审批记录中补充"
        yield Wrong(message, at(Release, "vehicle_approval"))
    vehicles = assets.vehicles(disclosure.facts.assets)
    allowed = _vehicle_allowance(disclosure, vehicles)
    if allowed is None:
        if operation:
            raise NotChecked("没有公务用车运行维护费定额参数")
        return
    if operation > allowed:
        a, b = YUAN.show(operation), YUAN.show(allowed)
        message = f"公务用车运行维护费 {a} 元超过定额 {b} 元（{vehicles} 辆），请核对"
        yield Wrong(message, _lines(disclosure, "three_public_vehicle_operation"), a, b)


def _vehicle_allowance(disclosure: Disclosure, vehicles: int) -> Fen | None:
    """Return what the pack's quotas by 车辆数 allow in a year; None without such a quota or without its value."""
    values = disclosure.drafted.values
    rules = [rule for rule in values.policy.quotas if rule.basis == "车辆数"] if values is not None else []
    if values is None or not rules or any(values.at(r.parameter, m) is None for r in rules for m in MONTHS):
        return None
    return sum(public_funds.amount(rule, vehicles, values) for rule in rules)


@check("C69", "公务接待费占公用经费的比例", W)
def reception_share(disclosure: Disclosure) -> Iterator[Wrong]:
    """30217 ≤ p % of 公用经费 (a local parameter, off where the policy has none)."""
    values = disclosure.drafted.values
    if values is None or "check.reception_percent" not in values.policy.parameters:
        raise NotApplicable("当地政策参数没有规定比例")
    limit = values.at("check.reception_percent", 1)
    public, reception = disclosure.sum("general_public"), disclosure.sum("three_public_reception")
    if limit is None or not public:
        raise NotChecked("没有公用经费或比例")
    numerator, denominator = limit.value.as_integer_ratio()
    if reception * denominator > public * numerator:
        share, most = percent_text(reception, public, 2), f"{(limit.value * 100).normalize():f}"
        message = f"公务接待费占公用经费 {share}%，超过 {most}%，请核对"
        yield Wrong(message, _lines(disclosure, "three_public_reception"))


@check("C70", "会议费、培训费等于计划之和", E)
def planned_events(disclosure: Disclosure) -> Iterator[Wrong]:
    """Plan rows of meetings and trainings sum to 30215 and 30216, all funds."""
    plans = disclosure.facts.event_plans
    if not plans:
        raise NotApplicable("没有录入会议和培训计划")
    for kind, code in (("会议", "30215"), ("培训", "30216")):
        planned = sum(plan.amount for plan in plans if plan.kind == kind)
        booked = disclosure.cube.sum(make_filter({"side": ["支出"], "economic": [code]}, "controlled"))
        yield from differ(f"{kind}费预算 {{b}} 与{kind}计划合计 {{a}} 不符", planned, booked, at(EventPlan))


@check("C71", "运行经费等于公用经费口径汇总", E, needs=(OPERATING_COST,))
def operating_fund(disclosure: Disclosure) -> Iterator[Wrong]:
    """运行经费 = Σ lines of the configured code set (general budget, basic expenditure); its uses are of that set."""
    figure = disclosure.narrative.figures.get("operating_fund")
    if figure is None:
        raise NotApplicable("本版式的说明不列运行经费")
    message = "说明中的运行经费 {a} 与公用经费口径汇总 {b} 不符"
    yield from differ(message, figure.fen or 0, disclosure.sum("operating_fund"), Place(figure=figure.id))
    yield from uses_not_counted(disclosure, figure)
