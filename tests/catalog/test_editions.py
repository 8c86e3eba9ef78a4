"""The edition of a budget year, what changes between two years, and codes added by hand."""

import pytest

from desktop.catalog import editions
from desktop.catalog.change_list import ABSENT, ADDED, EDITION, ENDED, RENAMED, Change
from desktop.catalog.classification import FILES, load
from desktop.catalog.search import search
from desktop.findings import UserError


def test_the_edition_follows_from_the_year():
    assert editions.edition(2020).documents == ()
    assert editions.edition(2024).changed == 2024
    assert editions.edition(2025).documents[-1] == "财预〔2025〕41号"
    assert "变动计到 2025 年" in editions.edition(2026).text
    assert editions.edition(2026).missing == ""


def test_an_edition_that_exists_and_is_not_held_is_named_until_it_is_taken_in(own_codes):
    assert "2027 年版科目已有，本机没有它的功能分类、部门经济分类、政府经济分类" in editions.edition(2027).text
    assert (
        "，2028 年预算用的是 2026 年的科目；取得新版后请载入（“帮助”→“科目…”），载入以后才换"
        in editions.edition(2028).text
    )
    editions.save([Change(2027, "function", EDITION, document="甲〔2026〕1号")])
    assert editions.edition(2027).absent == ("部门经济分类", "政府经济分类")
    editions.save([Change(2027, kind, EDITION, document="甲〔2026〕1号") for kind in FILES])
    assert editions.edition(2027).missing == ""
    assert "；已载入全本：功能分类 2027 年版（甲〔2026〕1号）" in editions.edition(2027).text
    editions.save([Change(2028, "function", ABSENT, document="乙")])
    assert editions.edition(2028).missing.startswith("2028 年版科目已有，本机没有它的功能分类，")


def test_between_two_years_old_becomes_new():
    texts = [each.text for each in editions.between(2020, 2021)]
    assert "部门经济分类 停用 39906 赠与 → 39909 经常性赠与、39910 资本性赠与" in texts
    assert editions.between(2025, 2026) == []
    used = editions.used_codes([("2010308", "30201", ""), ("2019877", "", "50201")])
    assert [each.text for each in editions.between(2023, 2026, used)] == [
        "功能分类 停用 2010308 信访事务 → 20140 信访事务"
    ]
    assert editions.unknown(used) == ["功能分类 本机科目表没有 20198", "功能分类 本机科目表没有 2019877"]


def test_an_ended_code_names_what_it_is_now_through_several_changes(own_codes):
    editions.save([
        Change(2026, "economic", ENDED, "39909", becomes=("39999",)),
        Change(2027, "economic", ENDED, "39910"),
        Change(2027, "economic", RENAMED, "39999", "其余支出", document="丙"),
    ])  # fmt: skip
    table = load("economic")
    assert [each.code for each in table.successors("39906", 2027)] == ["39999"]
    assert "请改用“39910 资本性赠与”或“39999 其余支出”" in table.problem("39906", 2026)
    assert "请改用“20140 信访事务”下面的科目" in load("function").problem("2010308", 2025)
    assert table.codes["39999"].name_in(2026) == "其他支出"
    texts = [each.text for each in editions.between(2026, 2027)]
    assert "部门经济分类 更名 39999 其他支出 → 其余支出（丙）" in texts
    assert "部门经济分类 停用 39910 资本性赠与 → 没有载明改用什么，请按当年科目改列" in texts


def test_an_own_code_is_used_and_found_from_its_year_on_and_marked(own_codes):
    assert search("function", "数据管理", 2027) == []
    editions.add("function", "2010397", "数据管理服务", "甲财〔2026〕1号", 2027)
    table = load("function")
    assert table.problem("2010397", 2027) == ""
    assert "不能使用" in table.problem("2010397", 2026)
    (found,) = search("function", "sjglfw", 2027)
    assert found.shown == "2010397 数据管理服务（自行增加）"
    assert found.document == "甲财〔2026〕1号"
    assert editions.edition(2026).changed == editions.edition(2027).changed
    editions.remove("function", "2010397")
    assert "不存在" in load("function").problem("2010397", 2027)
    with pytest.raises(UserError, match="不是在本机自行增加的"):
        editions.remove("function", "2010397")
    with pytest.raises(UserError, match="不是在本机自行增加的"):
        editions.remove("function", "2010350")


@pytest.mark.parametrize(
    ("kind", "code", "name", "document", "year", "told"),
    [
        ("function", "2010397", "", "甲", 2027, "没有填写科目名称"),
        ("function", "2010397", "乙", " ", 2027, "没有填写文号"),
        ("function", "201039", "乙", "甲", 2027, "应为 3、5、7 位数字"),
        ("economic", "３０２９８", "乙", "甲", 2027, "应为 3、5 位数字"),
        ("function", "2010350", "乙", "甲", 2027, "在 2027 年已有"),
        ("function", "2019877", "乙", "甲", 2027, "上级科目 20198 在 2027 年没有"),
        ("function", "2010397", "乙", "甲", 27, "年度“27”不对"),
    ],
)
def test_a_code_that_cannot_be_added_says_why(own_codes, kind, code, name, document, year, told):
    with pytest.raises(UserError, match=told):
        editions.add(kind, code, name, document, year)
    assert not own_codes.exists()


def test_changes_that_do_not_fit_are_refused():
    find = load("economic").codes.get
    assert "没有，不能停用" in editions.problem_of(Change(2027, "economic", ENDED, "30298"), find)
    assert "没有，不能更名" in editions.problem_of(Change(2027, "economic", RENAMED, "39906", "甲"), find)
    assert "起才使用，不能在 2021 年停用" in editions.problem_of(Change(2021, "economic", ENDED, "39909"), find)
    assert "名称相同" in editions.problem_of(Change(2027, "economic", RENAMED, "30201", "办公费"), find)
    assert "没有名称" in editions.problem_of(Change(2027, "economic", ADDED, "30298"), find)
