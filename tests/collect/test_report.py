"""The report laid out of its answers; no engine is asked here."""

import pytest

from desktop.collect import report
from desktop.collect.answers import COMPARED
from desktop.collect.dataset import Dataset
from desktop.collect.expected import Expected
from desktop.collect.place import Place
from desktop.collect.report import Wanted
from desktop.findings import UserError
from tests.collect.test_dataset import entry

UNIT = {"unit_key": "101", "unit_code": "101", "unit": "甲", "unit_kind": "行政"}


@pytest.fixture
def dataset(tmp_path):
    dataset = Dataset.make(tmp_path / "out")
    dataset.commit({"batch": 1, "packs": [entry(1), entry(2, stage="二上")]})
    return dataset


@pytest.fixture
def found():
    sums = {"total": 5, "personnel": 0, "public": 5, "project": 0, "other": 0}
    per_head = {**UNIT, "heads": 1, "amount": 5, "value": 5}
    return {
        "units": [{**UNIT, "fingerprint": "f", "layout": "a", "version": "V", "batch": 1, "file": "1.mzs", "income": 5,
                   "expenditure": 5, "line_income": 5, "line_expenditure": 5, "line_carry_out": 0, "errors": 1, "warnings": 0}],
        "replaced": [], "touched": [], "summed": [], "few": [{"unit_kind": "行政", "units": 1}],
        "checks": [{"code": "C08", "severity": "错误", "title": "题", "passed": 0, "failed": 1, "not_applicable": 0, "not_checked": 0}],
        "open": [{**UNIT, "code": "C08", "severity": "错误", "status": "未通过"}, {**UNIT, "code": "C09", "severity": "错误", "status": "未检查"}],
        "function": [{"code": "2010301", **sums}], "economic": [], "government": [],
        "fund": [{"fund": "一般公共预算", "income": 5, "expenditure": 5, "carry_out": 0}],
        "kind": [{"unit_kind": "行政", "units": 1, "heads": 1, "retired": 0, "income": 5, "expenditure": 5, "public": 5}],
        "stages": [{**UNIT, "before": 3, "after": 5}, {**UNIT, "unit": "乙", "before": None, "after": 9}],
        **{f"kind of {name}": [{**per_head, "median": 1, "lower": 1, "upper": 1, "units": 9}] for name in COMPARED},
        **{f"near {name}": [] for name in COMPARED},
    }  # fmt: skip


def test_the_newest_period_is_taken_and_another_one_only_where_it_is_there(dataset):
    assert report.chosen(dataset, Wanted()) == (2027, "二上")
    assert report.chosen(dataset, Wanted(stage="一上")) == (2027, "一上")
    for wanted in (Wanted(year=2026), Wanted(stage="批复")):
        with pytest.raises(UserError, match="现有 2027年一上"):
            report.chosen(dataset, wanted)


def test_an_empty_dataset_is_said(tmp_path):
    with pytest.raises(UserError, match="还没有收入"):
        report.chosen(Dataset.make(tmp_path / "new"), Wanted())


def test_all_sheets_say_what_was_asked(dataset, found):
    wanted = Wanted("某县", 2027, "二上", "一上", "", (Expected("101", "甲"), Expected("102", "乙")))
    sheets = {sheet.name: sheet for sheet in report.all_sheets(dataset, wanted, found, Place([], [], []))}
    assert list(sheets) == [
        "收集情况", "未报送", "单位一览", "需核对", "检查汇总", "单位和检查", "功能科目", "部门经济", "政府经济", "资金来源",
        "单位性质", "阶段比较", "人均异常", "邻近比较", "内部往来",
    ]  # fmt: skip
    assert dict(row[:2] for row in sheets["收集情况"].rows)["应报未报单位"] == "1"
    assert sheets["未报送"].rows == [("应报未报", "102", "乙", "")]
    assert sheets["单位和检查"].rows == [("101", "甲", "行政", "×", "○")]
    assert "没有抵销" in sheets["功能科目"].notes[-1]
    assert "未检查：行政（1 个）" in sheets["人均异常"].notes[1]


def test_stages_are_compared_only_where_both_are_there(dataset, found):
    wanted = Wanted("某县", 2027, "二上", "一上")
    (sheet,) = [s for s in report.all_sheets(dataset, wanted, found, Place([], [], [])) if s.name == "阶段比较"]
    assert [row[3:6] for row in sheet.rows] == [(3, 5, 2), (None, 9, None)]
    assert sheet.total[3:] == (3, 14, 2, "增减合计只含两个阶段都有的单位")


def test_without_a_list_of_units_nobody_is_called_missing(dataset, found):
    sheets = report.all_sheets(dataset, Wanted(), found, Place([], [], []))
    assert "未报送" not in {sheet.name for sheet in sheets}
    assert dict(row[:2] for row in sheets[0].rows)["应报未报单位"] == "没有名单，未核对"


def test_the_version_changes_with_any_pack(found):
    before = report.version(found)
    found["units"][0]["fingerprint"] = "g"
    assert report.version(found) != before
