"""What a row gives: its money, and the project it belongs to, which is asked where the book has none of its name."""

from desktop.intake.imported_record import amount_of, imported, note, project_of
from desktop.ledger.records import Asset, AssetPlan, Income, ProjectLine
from tests.intake.record_files import row
from tests.small_cases import small_cases

HEAD = ["项目名称", "项目编码", "资产名称", "数量", "单价（元）"]


def test_the_money_of_a_record():
    assert amount_of(Income(amount=7)) == 7
    assert amount_of(ProjectLine(quantity=2, price=3, times=4)) == 24
    assert (amount_of(AssetPlan(quantity=2, price=3)), amount_of(Asset(stock=3))) == (6, 0)


@small_cases(
    ("cells", "chosen", "project"),
    [
        (["大厅运维", None], {}, ("大厅运维", "")),
        ([None, "P2"], {}, ("大厅运维", "P2")),
        ([None, None], {}, ("", "")),
        (["新系统", "P7"], {"新系统": "新增项目"}, ("新系统", "P7")),
        (["日常公用", None], {"项目/日常公用": "不属于项目"}, ("", "")),
        (["大厅", None], {"大厅": "大厅运维"}, ("大厅运维", "")),
    ],
)
def test_the_project_of_a_row(cells, chosen, project):
    found = row("asset_plans", HEAD, [*cells, "空调", 1, 2], chosen)
    assert (project_of(found), found.rejects) == (project, [])


def test_a_project_that_nobody_knows_is_asked():
    found = row("asset_plans", HEAD, ["新系统", None, "空调", 1, 2])
    assert project_of(found) == ("", "")
    assert found.words.unknown == {"项目/新系统": ("新增项目", "不属于项目", "大厅运维")}
    assert "账本中没有项目“新系统”" in found.rejects[0].describe()


def test_what_the_file_has_columns_for_is_filled_and_rules_are_counted():
    found = imported(row("asset_plans", HEAD, [None, None, "空调", 1, 2]), AssetPlan(name="空调"), 2026)
    assert {"name", "quantity", "price", "project"} <= found.filled
    assert "goal" not in found.filled
    notes = {}
    note(notes, "甲")
    note(notes, "甲")
    assert notes == {"甲": 2}
