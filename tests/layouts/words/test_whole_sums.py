"""What a sentence says a total is made of adds up, and a change names what it is of: a book with money of every kind."""

import re
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from desktop import paths, pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import Budget, BudgetFacts, CarryOut, DirectLine, Income, LayoutChoice, Project, Unit
from desktop.ledger.vocabulary import Fund, Nature

FISCAL = {Fund.GENERAL: "2010301", Fund.GOVERNMENT_FUND: "2120899", Fund.STATE_CAPITAL: "2230199"}
ECONOMIC = {Nature.PERSONNEL: "30101", Nature.PUBLIC: "30201", Nature.PROJECT: "30227"}
UNIT = Unit(id=1, name="测试单位", kind="事业")
GONE = DirectLine(900, 1, 900, "2050803", "30216", "", "公用", None, "一般公共预算", "当年", 5_000_000)
"""Money of last year alone: its class has none this year."""


def every_kind(year, step, more=()):
    """Return a balanced book with money of each source, year and nature, and some of it left for next year."""
    lines = list(more)
    for number, (fund, nature, carry) in enumerate(product(Fund, Nature, ("当年", "结转")), 1):
        if (fund, carry) == (Fund.MAKE_UP, "结转") or (fund in FISCAL and nature not in ECONOMIC):
            continue
        code, project = ECONOMIC.get(nature, "30299"), 1 if nature is Nature.PROJECT else None
        amount = 1_000_000 + step * number
        lines.append(
            DirectLine(number, 1, number, FISCAL.get(fund, "2010350"), code, "", nature, project, fund, carry, amount)
        )
    left = tuple(CarryOut(n, 1, n, fund, 70_000 * n + step) for n, fund in enumerate((*FISCAL, Fund.OTHER), 1))
    totals: dict[tuple[str, str], int] = {}
    for each in (*lines, *left):
        key = (each.fund, getattr(each, "carry", "当年"))
        totals[key] = totals.get(key, 0) + each.amount
    incomes = tuple(Income(n, 1, n, *key, totals[key]) for n, key in enumerate(sorted(totals), 1))
    budget, projects = Budget(id=1, unit_id=1, year=year), (Project(1, 1, name="大厅运行", goal="保障运行"),)
    return BudgetFacts(UNIT, budget, lines=tuple(lines), incomes=incomes, carry_outs=left, projects=projects)


@cache
def disclosed(key, **chosen):
    choices = tuple(LayoutChoice(setting=name, choice=choice) for name, choice in chosen.items())
    now = replace(every_kind(2027, 123_400), layout_choices=choices)
    return pipeline.disclose(now, every_kind(2026, 100_100, (GONE,)), loader.load(key))


def plain(narrative):
    """Return the text with each amount as <分>, without changes and shares, and without what stands in brackets."""
    lines = []
    for paragraph in narrative.paragraphs:
        parts = []
        for run in paragraph.runs:
            printed = run.figure and re.fullmatch("[0-9.]+(万元|元)", run.text)
            parts.append(f"<{narrative.figures[run.figure].fen}>" if printed else "" if run.figure else run.text)
        lines.append(re.sub("（[^（）]*）", "", "".join(parts)))
    return "\n".join(lines)


BEGINS = re.compile("(其中|包括|按功能分类|按支出性质|预算中|本年收入中|共分为类)[：，]?(?=[^<>。\n]*<|：?\n)")


def amounts(text):
    return [int(number) for number in re.findall("<([0-9]+)>", text)]


def lists(text):
    """Yield the words a list begins with, its parts, and the amounts that stand before it."""
    starts = [*BEGINS.finditer(text)]
    for found, following in zip(starts, [*starts[1:], None], strict=True):
        rest = text[found.end() : following.start() if following else None]
        if rest.lstrip("：").startswith("\n"):  # a line for each part
            listed, _, _ = rest.lstrip("：").lstrip("\n").partition("。\n")
            parts = [amounts(line)[0] for line in listed.split("\n") if amounts(line)]
        else:
            parts = amounts(re.split("[。\n]", rest)[0])
        if len(parts) > 1:  # 其中 one thing says itself that it is not all
            yield text[max(0, found.start() - 30) : found.end() + 60], parts, amounts(text[: found.start()])[-16:]


@pytest.mark.parametrize("key", loader.available())
def test_the_parts_of_each_sentence_are_its_total(key):
    narrative = disclosed(key).narrative
    found = [*lists(plain(narrative))]
    assert found
    beside = narrative.figures["carry_out"].fen if "（含结转下年" in narrative.text else 0
    wrong = [words for words, parts, before in found if not {sum(parts), sum(parts) + beside} & set(before)]
    assert wrong == []


@pytest.mark.parametrize("key", loader.available())
def test_no_part_of_a_part_is_told_as_if_it_were_another_part(key, sample_facts):
    """其中：货物…、服务…。其中政府购买服务… does not say of which of them the second 其中 is."""
    made = pipeline.disclose(*sample_facts["qinghe_2025"], loader.load(key))
    assert not re.search("其中[^。\n]*。其中", made.narrative.text)


def test_money_of_this_year_has_one_amount_where_it_is_told_twice():
    """Shaanxi's 五（一） tells 一般公共预算拨款收入 without what was carried over; its 五（二） is the same money."""
    text = disclosed("shaanxi/2023").narrative.text
    for source in ("一般公共预算拨款收入", "政府性基金拨款收入", "国有资本经营预算收入"):
        told = re.findall(f"{source}([0-9.]+)万元", text)
        assert len(told) == 2 and len(set(told)) == 1, (source, told)
    assert len(re.findall("、上年结转收入[0-9.]+万元；(预算|财政拨款)收入", text)) == 2


def test_a_reason_stands_behind_the_change_that_it_explains():
    """与上年预算数持平，主要原因是人员经费增长 was the reason of another amount of the same sentence."""
    misplaced = []
    for path in sorted(paths.forms().rglob("*.j2")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            told = ""
            for call, figure in re.findall(r"(versus|change|reason)\(([^),]+)", line):
                if call != "reason":
                    told = figure
                elif figure != told:
                    misplaced.append(f"{path.parent.parent.name}: {figure}")
    assert misplaced == []


@pytest.mark.parametrize(
    "key", [k for k in loader.available() if k.startswith(("chongqing", "national", "g", "hunan"))]
)
def test_a_change_says_of_what_it_is(key):
    """基本支出 and 项目支出 of all money and of the general budget stand in one text: each names which it is of."""
    narrative = disclosed(key).narrative
    for paragraph in narrative.paragraphs:
        of_general = [run.figure for run in paragraph.runs if run.figure in ("basic_total", "project_total")]
        if of_general and narrative.figures[of_general[0]].measure in ("general_basic", "general_project"):
            assert paragraph.text.startswith("一般公共预算")
        if "按用途看" in paragraph.text:
            assert "；一般公共预算拨款按用途看，" in paragraph.text


def test_the_uses_of_the_general_budget_are_its_change():
    figures = disclosed("chongqing/2023").narrative.figures
    uses = [figures[f"income_{use}_change"].change.difference for use in ("personnel", "public", "project", "kept")]
    assert sum(uses) == figures["income_general_budget_change"].change.difference


def test_a_class_of_last_year_alone_is_in_no_list_and_counts_agree():
    text = disclosed("guangxi/2022").narrative.text
    assert "教育支出" not in text
    assert (
        text.partition("共分为3类：\n")[2].split("\n")[:3]
        == [line for line in text.split("\n") if line.startswith(("（1）", "（2）", "（3）"))][:3]
    )
    assert "教育支出0万元" in disclosed("chongqing/2023").narrative.text  # its form always lists it


def test_next_years_money_has_a_column_where_expenditure_is_divided_by_nature():
    (findings,) = [[o for o in disclosed("shanghai/2025").outcomes if o.code == "C10" and o.findings]]
    assert findings == []


def test_who_is_not_counted_prints_no_amount_of_running_cost():
    text = disclosed("guizhou/2025", operating="none").narrative.text
    assert "本单位不在机关运行经费的统计范围之内。" in text and "机关运行经费0" not in text
    assert "不在机关运行经费" not in disclosed("guizhou/2025").narrative.text


def test_charts_may_be_left_out_and_titles_follow_the_book():
    published, own = disclosed("guizhou/2025"), disclosed("guizhou/2025", charts="without", titles="scope")
    assert published.charts and not own.charts
    assert published.tables[0].title.endswith("部门收支总表") and own.tables[0].title.endswith("单位收支总表")


@pytest.mark.parametrize("key", ["shaanxi/2023", "henan/2022"])
def test_the_totals_of_both_sides_share_a_line(key):
    for table in disclosed(key).tables:
        if table.id in ("balance", "fiscal_balance"):
            lines = [{r.cells[0].text: n for n, r in enumerate(block.rows)} for block in table.blocks]
            assert len({n for each in lines for label, n in each.items() if label.startswith("本年")}) <= 1, table.title
            assert len({n for each in lines for label, n in each.items() if label.endswith("总计")}) == 1


def test_the_tables_of_shanghai_stand_before_the_last_part_of_the_text():
    before, after = (narrative := disclosed("shanghai/2025").narrative).around_tables("after")
    assert before[-2].text == "五、预算表" and after[0].text == "六、其他相关情况说明"
    assert narrative.annex_at == len(before)


@pytest.mark.parametrize("key", ["guangxi/2022", "guangxi_liuzhou/2025"])
def test_what_running_cost_leaves_out_of_public_money_is_stated(key, sample_facts):
    text = pipeline.disclose(*sample_facts["qinghe_2025"], loader.load(key)).narrative.text
    assert "运行经费预算" in text and "8.06万元" in text  # of 11.50 of 公用经费
    assert "公用经费中的工会经费、福利费、其他交通费用3.44万元不计入运行经费。" in text


@pytest.mark.parametrize(
    ("nature", "code", "label"),
    [(Nature.PUBLIC, "31002", "资本性支出"), (Nature.PROJECT, "30308", "对个人和家庭的补助")],
)
def test_money_of_a_class_of_its_own_bears_the_name_of_the_class(nature, code, label):
    """Help for pupils (助学金) was called 其他支出, which is a class of its own (399)."""
    facts = every_kind(2027, 123_400)
    first, second, *_ = (each.id for each in facts.lines if each.nature == nature)
    codes = {first: code, second: "39999"}
    lines = tuple(replace(each, economic_code=codes.get(each.id, each.economic_code)) for each in facts.lines)
    told = pipeline.disclose(replace(facts, lines=lines), None, loader.load("guangxi/2022")).narrative.text
    part = told[told.index("按支出结构分类划分") : told.index("（3）其他支出预算")]
    basic, project = part.split("（2）项目支出预算")
    for name in (label, "其他支出"):
        assert re.search(f"\n{name}预算[0-9.]*[1-9][0-9.]*万元", basic if nature is Nature.PUBLIC else project)
