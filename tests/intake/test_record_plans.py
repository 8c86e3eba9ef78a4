"""Rows of plans: the sum is quantity × price × times or gives the price; projects, public funds, assets, meetings."""

from desktop.intake import record_plans
from tests.intake.record_files import messages, row
from tests.small_cases import small_cases

LINE = ["项目名称", "功能科目", "经济科目", "内容", "数量", "单价（元）", "次数", "金额（元）"]


@small_cases(
    ("numbers", "expected", "reason"),
    [
        ([2, 100.5, 3, 603], (2, 10_050, 3), ""),
        ([3, None, None, 9], (3, 300, 1), ""),
        (["2项", 5, None, None], (2, 500, 1), ""),
        ([2, 100, 1, 201], None, "金额 201.00 元 ≠ 数量 × 单价 × 次数 200.00 元"),
        ([3, None, None, 10], None, "金额不能平均到 数量 3 × 次数 1"),
        ([2, 0, 1, None], None, "金额为 0"),
    ],
)
def test_a_product(numbers, expected, reason):
    found = row("project_lines", LINE, ["大厅运维", "2010306", "30201", "纸", *numbers])
    (each,) = record_plans.project_lines(found, 2026, {})
    assert [reason in text for text in messages(found.rejects)] == ([True] if reason else [])
    assert expected is None or (each.record.quantity, each.record.price, each.record.times) == expected


def test_a_line_keeps_a_function_that_differs_from_that_of_its_project_and_a_new_project_gets_it():
    known, new = (
        next(
            record_plans.project_lines(
                row("project_lines", LINE, [name, function, "30201", "纸", 1, 5, 1, 5]), 2026, {}
            )
        )
        for name, function in (("大厅运维", "2010302"), ("新系统", "2010302"))
    )
    assert (known.record.function_code, known.project) == ("2010302", "大厅运维")
    assert (new.record.function_code, new.project, new.project_function) == ("", "新系统", "2010302")


def test_public_funds_assets_and_meetings():
    head = ["事项", "内容", "经济科目", "数量", "单价（元）", "次数", "资金来源"]
    public = row("public_lines", head, ["劳务派遣", "保安", "30226", 3, 2850, 12, "一般公共预算"])
    (line,) = record_plans.public_lines(public, 2026, {})
    assert (line.amount, line.record.item, public.rejects) == (10_260_000, "劳务派遣", [])
    carried = row("public_lines", head, ["劳务派遣", "保安", "30226", 3, 2850, 12, "上年结转（一般公共预算）"])
    list(record_plans.public_lines(carried, 2026, {}))
    assert "只管当年资金" in messages(carried.rejects)[0]
    asset = row("asset_plans", ["资产名称", "申请数量", "单价（元）", "总金额（万元）"], ["空调", 3, 5000, 1.5])
    (plan,) = record_plans.asset_plans(asset, 2026, {})
    assert (plan.amount, plan.record.quantity, asset.rejects) == (1_500_000, 3, [])
    heading = ["会议名称", "会议代表人数（人）", "工作人员数（人）", "会议天数（天）", "会议费支出安排（万元）"]
    meeting = row("event_plans", heading, ["年会", 50, 5, 2, 1.65])
    (event,) = record_plans.event_plans(meeting, 2026, {})
    assert (event.record.kind, event.record.people, event.record.days, event.amount) == ("会议", 55, 2, 1_650_000)
