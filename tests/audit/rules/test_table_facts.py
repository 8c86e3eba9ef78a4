"""三公经费, 政府采购 and the parts of the spending in text and tables."""

import pytest

from desktop.audit.outcome import Outcome
from desktop.audit.rules import table_facts
from desktop.findings import Severity
from desktop.outside.document import Table
from tests.audit.documents import OUTLAY, document, table
from tests.small_cases import small_cases

TABLE = table("部门支出总表", *OUTLAY)
THREE = table(
    "“三公”经费支出表", "三公经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费", "5.00|0.00|3.00|2.00"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年支出12万元，其中：基本支出10万元，项目支出2万元。", 0),
        ("2026年支出12万元，其中：基本支出9万元，项目支出2万元。", 1),
        ("财政专户管理资金3万元，其中基本支出2万元，项目支出1万元。", 0),
        ("2026年“三公”经费5万元，其中：公务接待费2万元。", 0),
        ("2026年“三公”经费6万元，其中：公务接待费2万元。", 1),
    ],
)
def test_what_the_text_says_stands_in_a_table(text, found):
    assert len(table_facts.look(document("2026年部门预算", TABLE, THREE, text)).findings) == found


@pytest.mark.parametrize(("whole", "found"), [("24", 0), ("12", 1)])
def test_a_part_of_more_than_a_table_divides_is_not_looked_for_in_it(whole, found):
    general = table("一般公共预算支出表", *OUTLAY)
    text = f"2026年支出预算合计{whole}.00万元，其中：基本支出10.00万元，项目支出14.00万元。"
    assert len(table_facts.look(document("2026年部门预算", general, text)).findings) == found


@pytest.mark.parametrize(("project", "found"), [("14.00", 0), ("6.00", 0), ("15.00", 1), ("9.00", 1)])
def test_what_a_row_comes_to_over_the_columns_of_each_fund_is_none_of_one_column(project, found):
    rows = (
        "科目|合计|一般公共预算||财政专户管理资金|",
        "||基本支出|项目支出|基本支出|项目支出",
        "教育支出|21.00|7.00|6.00||8.00",
        "住房保障支出|3.00|3.00|||",
        "合计|24.00|10.00|6.00||8.00",
    )
    by_fund = Table(
        tuple(tuple(row.split("|")) for row in rows), ("支出预算总表", "单位：万元"), ((0, 2, 1, 2), (0, 4, 1, 2))
    )
    text = f"2026年支出预算24.00万元，按用途分，基本支出10.00万元，项目支出{project}万元。"
    assert len(table_facts.look(document("2026年部门预算", by_fund, text)).findings) == found


@pytest.mark.parametrize(
    ("heading", "found"), [("四、收入预算：", 0), ("四、一般公共预算支出：基本支出14.00万元；", 1)]
)
def test_a_section_of_one_line_does_not_lend_its_fund_to_the_next(heading, found):
    general = table("一般公共预算支出表", *OUTLAY)
    income = (
        "收入24.00万元，一般公共预算拨款12.00万元；事业收入12.00万元。",
        "五、支出预算：基本支出10.00万元；项目支出14.00万元。",
    )
    text = (f"{heading}{income[0]}", income[1] if not found else "")
    assert len(table_facts.look(document("2026年部门预算", *text, general)).findings) == found


@pytest.mark.parametrize(
    ("text", "found"), [("资产原值{}万元。拟购4.00万元。详见下表。", 0), ("拟购{}万元，详见下表。", 0)]
)
def test_the_table_below_may_be_of_all_that_stands_before_it(text, found):
    (below,) = (rule.look for rule in table_facts.RULES if rule.code == "B75")
    rows = table("资产表", "项目|金额", "房屋|5.00", "车辆|2.00", "设备|1.00", "合计|8.00")
    assert len(below(document("2026年部门预算", text.format("8.00"), rows)).findings) == found
    assert len(below(document("2026年部门预算", text.format("8.80"), rows)).findings) == 1


def test_an_amount_that_stands_in_another_table_is_none_of_the_one_below():
    (below,) = (rule.look for rule in table_facts.RULES if rule.code == "B75")
    rows = table("固定资产占用情况表", "项目|金额", "房屋|5.00", "车辆|2.00")
    text = "拟购置固定资产9.00万元，{}详见下表。"
    assert below(document("2026年部门预算", text.format("已列入政府采购预算，"), rows)).findings == ()
    assert len(below(document("2026年部门预算", text.format(""), rows)).findings) == 1


def test_a_table_of_purchases_may_name_their_kinds_in_brackets():
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    rows = ("采购项目|采购目录|数量|金额", "合计|||8.50", "防汛物资|货物类|1批|6.00", "办公设备|货物类|5台|2.50")
    title = "表12 单位综合预算政府采购（资产配置、购买服务）预算表"
    text = "本单位2026年无政府采购预算，并已公开空表。"
    assert len(none(document("青山县水务局2026年部门预算", text, table(title, *rows))).findings) == 1
    assert none(document("青山县水务局2026年部门预算", text, table("政府购买服务预算表", *rows))).findings == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年无政府性基金预算，无国有资本经营预算。", 1),
        ("2026年没有使用政府性基金预算拨款安排的支出。", 1),
        ("2026年没有使用国有资本经营预算拨款安排的支出。", 0),
        ("上年没有安排政府性基金预算支出。", 0),
        ("2026年没有安排政府性基金预算支出的新项目。", 0),
        ("2026年未安排公务接待费。", 1),
        ("县水务局2026年没有使用政府性基金预算拨款安排的支出。", 1),
        ("县灌溉站2026年没有使用政府性基金预算拨款安排的支出。", 0),
        ("2026年未安排公务用车购置费。", 0),
        ("2026年公务接待费2万元，与上年持平；无公务用车购置及运行费。", 1),
        ("与上年一样，公务接待费2万元，上年未安排公务用车购置及运行费。", 0),
    ],
)
def test_what_is_not_there_by_the_text_has_no_amount_in_a_table(text, found):
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    fund = table("政府性基金预算支出表", *OUTLAY)
    assert len(none(document("青山县水务局2026年部门预算", fund, THREE, text)).findings) == found


@pytest.mark.parametrize(("amount", "found"), [("7.50", 0), ("7.80", 1)])
def test_a_list_without_a_total_shows_what_its_rows_come_to(amount, found):
    (below,) = (rule.look for rule in table_facts.RULES if rule.code == "B75")
    listed = table("绩效目标表", "项目名称|金额", "河堤加固|4.00", "水质监测|3.50")
    text = f"实行绩效管理的项目2个，涉及金额{amount}万元。具体情况见下表："
    assert len(below(document(text, listed)).findings) == found


@pytest.mark.parametrize(("words", "found"), [("政府性基金预算支出", 0), ("政府性基金预算收支", 1)])
def test_what_is_not_spent_may_still_come_in(words, found):
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    rows = ("收入|预算数|支出|预算数", "政府性基金预算拨款收入|4.00|教育支出|9.00", "收入总计|9.00|支出总计|9.00")
    paper = document("青山县水务局2026年部门预算", table("部门收支总表", *rows), f"2026年没有{words}。")
    assert len(none(paper).findings) == found


def test_a_table_with_a_row_for_each_year_is_of_the_newest():
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    rows = (
        "年度|合计|出国（境）费|公务用车购置费|公务用车运行费|公务接待费",
        "2025|8.60|0.00|0.00|5.00|3.60",
        "2026|8.10|0.00|0.00|4.50|3.60",
    )
    paper = ("2026年部门预算", table("“三公”经费支出表", *rows), "2026年无公务用车购置及运行费。")
    (finding,) = none(document(*paper)).findings
    assert "4.50" in finding.message


def test_costs_that_are_not_of_public_money_are_no_costs_of_the_table():
    three = table(
        "一般公共预算“三公”经费支出表",
        "合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费",
        "0.00|0.00|0.00|0.00|0.00",
    )
    own = "另：本单位使用事业收入安排公务接待费3.50万元，不纳入财政拨款“三公”经费。"
    assert table_facts.look(document("甲院2024年单位预算", own, three)).findings == ()
    assert len(table_facts.look(document("甲院2024年单位预算", "公务接待费3.50万元。", three)).findings) == 1


@pytest.mark.parametrize(("fund", "severity"), [("", "警告"), ("一般公共预算", "错误")])
def test_an_amount_of_no_fund_differs_from_a_table_of_one_fund_only_as_a_hint(fund, severity):
    general = (
        "科目编码|科目名称|合计|基本支出|项目支出",
        "201|一般公共服务支出|11.00|8.00|3.00",
        "|合计|11.00|8.00|3.00",
    )
    text = f"2026年{fund}基本支出9.00万元。"
    tables = (table("部门支出总表", "科目|合计", "合计|12.00"), table("一般公共预算支出表", *general))
    found = table_facts.look(document("2026年部门预算", *tables, text)).findings
    assert [each.severity.value for each in found] == [severity]


def test_a_table_whose_items_do_not_come_to_its_total_was_not_read_rightly():
    """Its columns may stand elsewhere than their headers: it takes part in no comparison, and that is said."""
    head = "三公经费合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
    text = "2026年“三公”经费5.00万元，其中公务接待费3.00万元。"
    wrong = table_facts.look(document("2026年部门预算", table("“三公”经费支出表", head, "5.00|3.00|0.00|3.50"), text))
    assert (wrong.findings, wrong.outcome) == ((), Outcome.NOT_CHECKED)
    sound = table_facts.look(document("2026年部门预算", table("“三公”经费支出表", head, "5.00|3.00|0.00|2.00"), text))
    assert len(sound.findings) == 1


COSTS = table(
    "一般公共预算“三公”经费、会议费、培训费支出表",
    "“三公”经费合计|因公出国（境）费|公务用车运行费|公务接待费|会议费|培训费",
    "7.40|0.00|4.80|2.60|1.20|18.00",
)
BY_KIND = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|合计|人员经费|公用经费",
    "302|商品和服务支出|20.00|0|20.00",
    "30216|培训费|16.00|0|16.00",
)
CARRIED = "上年结转20.00万元。一般公共预算拨款安排的公务接待费2.60万元。"


@small_cases(
    ("text", "found"),
    [
        ("一般公共预算拨款安排的培训费预算支出13.00万元，比上年增加2.00万元。", ["错误"]),
        (CARRIED + "一般公共预算拨款安排的培训费支出13.00万元。", ["错误"]),
        ("2026年一般公共预算安排会议费2.10万元，与上年持平。", ["错误"]),
        ("九、会议费、培训费情况|2026年培训费预算81.00万元，较上年增加。", ["警告"]),
        ("九、“三公”经费、会议费、培训费情况|会议费预算12.00万元，主要用于召开工作会议。", ["警告"]),
        ("一般公共预算拨款安排的培训费预算支出18.00万元，会议费1.20万元。", []),
        ("九、会议费、培训费情况|2026年培训费预算16.00万元。", []),  # as a row of another table prints it
        ("一般公共预算项目支出中培训费13.00万元。", []),
        ("九、会议费、培训费情况|局本级培训费13.00万元，下属单位培训费5.00万元。", []),
        ("九、会议费、培训费情况|事业收入安排的培训费13.00万元。", []),
        ("2025年一般公共预算拨款安排的培训费13.00万元。", []),
        ("骨干教师培训安排培训费13.00万元。", []),  # of a task, in no section of its own
        ("结转和结余20.00万元。一般公共预算拨款安排的培训费13.00万元。", []),  # other money may be in it
    ],
)
def test_costs_beside_those_of_three_kinds_are_those_of_the_table(text, found):
    paper = document("青山县水务局2026年部门预算", BY_KIND, COSTS, *text.split("|"))
    named = {Severity.ERROR: "错误", Severity.WARNING: "警告"}
    assert [named[each.severity] for each in table_facts.look(paper).findings] == found


BOTH = table(
    "一般公共预算基本支出表",
    "科目编码|科目名称|合计|人员经费|公用经费",
    "30215|会议费|1.20|0|1.20",
    "30216|培训费|16.00|0|16.00",
)


@small_cases(
    ("text", "found"),
    [
        ("五、一般性支出情况|2026年本部门会议费预算1.20万元，拟召开会议2次。", 0),
        ("五、一般性支出情况|2026年本部门会议费预算2.10万元，拟召开会议2次。", 1),
        ("（三）一般性支出情况：2026年本单位会议费预算1.10万元，拟召开2次会议。", 1),
        ("（三）一般性支出情况：2026年本单位会议费预算1.60万元，拟召开2次会议。", 0),  # 0.40 may be of projects
        ("六、会议费、培训费|2026年培训费预算61.00万元，主要用于干部培训。", 1),
        ("六、会议费、培训费|2026年培训费预算14.00万元，主要用于干部培训。", 1),
        ("六、会议费、培训费|2026年培训费预算18.00万元，主要用于干部培训。", 0),
        ("六、会议费、培训费|2026年培训费预算24.50万元，其中项目支出安排8.50万元。", 0),
        ("五、一般性支出情况|2026年本部门会议费预算69.60万元，其中人代会68.40万元。", 0),
        ("五、一般性支出情况|2025年本部门会议费预算2.20万元。", 0),
        ("公用经费17.20万元：会议费1.30万元。", 0),
    ],
)
def test_a_cost_that_only_a_table_of_kinds_prints_is_no_slip_of_it(text, found):
    paper = document("青山县水务局2026年部门预算", BOTH, *text.split("|"))
    assert len(table_facts.look(paper).findings) == found


@small_cases(
    ("cell", "total", "found"),
    [("1.20", "7.40", 0), ("1.80", "7.40", 1), ("2.10", "7.40", 1), ("9.40", "7.40", 0), ("1.80", "9.90", 0)],
)
def test_the_table_of_costs_itself_may_have_the_slip(cell, total, found):
    costs = table(
        "“三公”经费、会议费、培训费支出表",
        "“三公”经费合计|因公出国（境）费|公务用车运行费|公务接待费|会议费|培训费",
        f"{total}|0.00|4.80|{float(total) - 4.8:.2f}|{cell}|16.00",
    )
    text = (
        "五、“三公”经费、会议费、培训费",
        "2026年“三公”经费预算7.40万元。",
        "（二）会议费。2026年会议费预算1.20万元。",
    )
    wrong = table_facts.look(document("青山县水务局2026年部门预算", BOTH, costs, *text)).findings
    assert [each.severity for each in wrong if each.message.startswith("说明中会议费")] == [Severity.WARNING] * found


@small_cases(
    "total", ["2026年涉及“三公”经费6.00万元", "2026年部分所属单位承担“三公”经费6.00万元", "“三公”经费完成6.00万元"]
)
def test_an_item_whose_total_is_not_understood_is_still_looked_at(total):
    text = f"{total}，其中：公务接待费1.00万元。"
    assert len(table_facts.look(document("2026年部门预算", THREE, text)).findings) == 1


@pytest.mark.parametrize(
    ("title", "words", "wrong"),
    [
        ("部门政府采购预算", "未安排政府采购预算", 1),
        ("2025年单位政府采购预算", "没有安排政府采购", 1),
        ("部门政府采购预算情况", "无政府采购支出", 1),
        ("甲法院2025年部门政府采购预算", "未安排政府采购项目", 1),
        ("部门政府采购预算", "安排政府采购预算48.00万元", 0),
        ("部门政府采购预算", "未安排政府采购工程预算", 0),
        ("部门政府采购预算", "2024年未安排政府采购预算", 0),
        ("部门设备配置", "未安排政府采购预算", 0),
    ],
)
def test_a_table_of_purchases_whose_title_does_not_end_in_table(title, words, wrong):
    (none,) = (rule.look for rule in table_facts.RULES if rule.code == "B77")
    rows = ("采购项目|类别|总计", "执法执勤用车|货物|18.00", "便携式计算机|货物|30.00", "合计||48.00")
    text = f"2025年，本部门{words}。"
    assert len(none(document("甲法院2025年部门预算", text, table(title, *rows, unit="单位：万元"))).findings) == wrong


@pytest.mark.parametrize(
    ("fund", "found"), [("政府性基金预算", 0), ("国有资本经营预算", 0), ("一般公共预算", 1), ("财政拨款", 1)]
)
def test_money_of_another_fund_is_not_in_the_table_of_three_costs(fund, found):
    text = f"（二）甲局2026年{fund}“三公”经费预算数为0万元，与上年预算持平。"
    assert len(table_facts.look(document("2026年部门预算", TABLE, THREE, text)).findings) == found
