"""Random but balanced budgets for property tests: what a unit could really enter, in all funds and natures."""

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from desktop.catalog.classification import load
from desktop.catalog.crosswalk import government_code
from desktop.ledger.records import (
    Asset,
    Budget,
    BudgetFacts,
    CarryOut,
    DirectLine,
    Income,
    Indicator,
    Procurement,
    Project,
    Unit,
)
from desktop.ledger.vocabulary import Fund

YEAR = 2023
FUNCTIONS = ("2010301", "2010302", "2010306", "2010350", "2050803", "2080505", "2080506", "2101101", "2101102",
             "2210201", "2130199", "2120899")  # fmt: skip
PERSONNEL = ("30101", "30102", "30103", "30108", "30109", "30110", "30113", "30302", "30305")
PUBLIC = ("30201", "30202", "30205", "30206", "30211", "30212", "30215", "30216", "30217", "30231", "30299", "31002")
PROJECT = ("30201", "30209", "30213", "30226", "30227", "31002", "31007", "31013", "30917")
PROJECTS = ("大厅运行", "平台升级", "热线服务")

amounts = st.one_of(
    st.integers(1, 9_999), st.integers(1, 10**9), st.integers(1, 200).map(lambda n: n * 5_000), st.just(10**13)
)


def _codes(kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if government_code(code, kind) and load("economic").get(code, YEAR))


@st.composite
def _lines(draw, kind: str, budget_id: int) -> tuple[DirectLine, ...]:
    listed = []
    for number in range(draw(st.integers(0, 14))):
        nature = draw(st.sampled_from(("人员", "公用", "项目", "项目")))
        codes = {"人员": PERSONNEL, "公用": PUBLIC, "项目": PROJECT}[nature]
        line = DirectLine(
            id=budget_id * 1000 + number,
            budget_id=budget_id,
            position=number,
            function_code=draw(st.sampled_from(FUNCTIONS)),
            economic_code=draw(st.sampled_from(_codes(kind, codes))),
            nature=nature,
            project_id=draw(st.integers(1, len(PROJECTS))) if nature == "项目" else None,
            fund=str(draw(st.sampled_from((Fund.GENERAL, Fund.GENERAL, *Fund))).value),
            carry=draw(st.sampled_from(("当年", "当年", "结转"))),
            amount=draw(amounts),
        )
        listed.append(replace(line, carry="当年") if line.fund == Fund.MAKE_UP else line)
    return tuple(listed)


def _balanced_incomes(lines: tuple[DirectLine, ...], out: tuple[CarryOut, ...], budget_id: int) -> tuple[Income, ...]:
    totals: dict[tuple[str, str], int] = {}
    for line in lines:
        totals[line.fund, line.carry] = totals.get((line.fund, line.carry), 0) + line.amount
    for item in out:
        totals[item.fund, "当年"] = totals.get((item.fund, "当年"), 0) + item.amount
    return tuple(
        Income(id=budget_id * 1000 + n, budget_id=budget_id, position=n, source=fund, carry=carry, amount=amount)
        for n, ((fund, carry), amount) in enumerate(sorted(totals.items()))
    )


@st.composite
def budgets(draw, unit: Unit, year: int, budget_id: int) -> BudgetFacts:
    lines = draw(_lines(unit.kind, budget_id))
    funds = st.sampled_from([f for f in Fund if f is not Fund.MAKE_UP])
    out = tuple(
        CarryOut(id=n + 1, budget_id=budget_id, fund=str(draw(funds).value), amount=draw(amounts))
        for n in range(draw(st.sampled_from((0, 0, 0, 1, 2))))
    )
    bought = tuple(
        Procurement(
            id=budget_id * 1000 + n,
            budget_id=budget_id,
            kind=draw(st.sampled_from(("货物", "工程", "服务"))),
            item="采购",
            fund=str(draw(st.sampled_from(list(Fund))).value),
            amount=draw(amounts),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return BudgetFacts(
        unit=unit,
        budget=Budget(id=budget_id, unit_id=1, year=year),
        projects=tuple(Project(id=n, budget_id=budget_id, name=name) for n, name in enumerate(PROJECTS, 1)),
        lines=lines,
        incomes=_balanced_incomes(lines, out, budget_id),
        carry_outs=out,
        procurements=bought,
        texts={"no_purchased_services": "没有"} | ({} if bought else {"no_procurement": "没有"}),
        indicators=(Indicator(id=1, name="满意度", weight="100", unit="%", target="90"),),
        assets=(Asset(id=1, kind="一般公务用车", stock=draw(st.integers(0, 3))),),
    )


@st.composite
def two_years(draw) -> tuple[BudgetFacts, BudgetFacts]:
    """This and last year's budgets of one unit, both balanced."""
    kind = draw(st.sampled_from(("行政", "参公", "事业")))
    unit = Unit(id=1, name="测试单位", kind=kind, scope=draw(st.sampled_from(("单位", "部门"))))
    return draw(budgets(unit, YEAR, 1)), draw(budgets(unit, YEAR - 1, 2))


PAID_WITH = {"30108": "2080505", "30110": "2101101", "30113": "2210201"}
"""Contributions and the functions they are paid under."""


def ordinary(number: int) -> BudgetFacts:
    """A budget as most units have it, the same for the same number: wages, running costs, three projects, odd 分."""
    chance = Random(number)
    unit = Unit(id=1, name="测试单位", kind=chance.choice(("行政", "参公", "事业")))

    def line(place: int) -> DirectLine:
        nature = chance.choice(("人员", "人员", "公用", "公用", "项目"))
        codes = {"人员": PERSONNEL, "公用": PUBLIC, "项目": PROJECT}[nature]
        economic, project = chance.choice(_codes(unit.kind, codes)), chance.randint(1, len(PROJECTS))
        function = PAID_WITH.get(economic, "2010301") if nature != "项目" else "2010302"
        other, carried = (nature == "项目" and project == paid for paid in (3, 2))
        fund, carry = ("其他收入" if other else "一般公共预算"), ("结转" if carried else "当年")
        amount = chance.randrange(100_000, 500_000_000)
        of = project if nature == "项目" else None
        return DirectLine(place, 1, place, function, economic, "", nature, of, fund, carry, amount)

    lines = tuple(line(place) for place in range(1, chance.randint(12, 30)))
    return BudgetFacts(
        unit=unit,
        budget=Budget(id=1, unit_id=1, year=YEAR),
        projects=tuple(Project(id=n, budget_id=1, name=name) for n, name in enumerate(PROJECTS, 1)),
        lines=lines,
        incomes=_balanced_incomes(lines, (), 1),
    )
