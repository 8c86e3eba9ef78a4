"""Codes and names that nothing on this computer knows are said with their place, or refused where a person types them."""

import pytest

from desktop.catalog import editions
from desktop.exchange import fill, load
from desktop.exchange.setting import set_values
from desktop.exchange.unknown_names import found
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from tests.exchange.test_load import GOOD, changed, written
from tests.small_cases import small_cases

FUNCTION = "功能分类科目编码“2019998”在科目表中不存在"


def told(tmp_path, place=(), **values):
    data = changed(place, **{name: value for name, value in values.items() if name != "running_function"})
    if "running_function" in values:
        data["unit"][0]["running_function"] = values["running_function"]
    return found(load.read(written(tmp_path, data)))


@small_cases(
    ("place", "values", "words"),
    [
        (("project_line", 0), {"economic_code": "30177"}, "budget[0].project_line[0].economic_code：部门经济分类科目编码“30177”"),
        (("project_line", 0), {"economic_code": "302"}, "请填到款级（5 位编码）"),
        (("project", 0), {"function_code": "2019998"}, f"budget[0].project[0].function_code：{FUNCTION}"),
        (("person", 0), {"function_code": "2019998"}, "person[0].function_code"),
        ((), {"running_function": [{"staff": "退休.公务员", "function_code": "2010301"}]}, "没有“退休.公务员”这样的人员"),
        ((), {"policy": "某县"}, "budget[0].policy：这台电脑上没有参数包“某县”"),
        ((), {"policy": "example"}, "pay_item[0].item：参数包“"),
        ((), {"policy": "example", "quota_split": [{"quota": "genral"}]}, "没有“genral”这一"),
    ],
)  # fmt: skip
def test_what_nothing_knows_is_said_with_its_place(tmp_path, place, values, words):
    assert any(words in text for text in told(tmp_path, place, **values)), told(tmp_path, place, **values)


def test_what_is_known_is_not_said(tmp_path):
    assert told(tmp_path, running_function=[{"staff": "农业服务中心", "function_code": "2010301"}]) == []


def test_a_code_added_by_hand_is_known(tmp_path, own_codes):
    assert told(tmp_path, ("project", 0), function_code="2019998")
    editions.add("function", "2019998", "某项工作", "某财〔2026〕1号", 2027)
    assert told(tmp_path, ("project", 0), function_code="2019998") == []


def test_a_book_with_them_is_loaded_and_each_is_handed_on(tmp_path):
    data, heard = changed(("project", 0), function_code="2019998"), []
    fill.load_file(tmp_path / "a.mzb", written(tmp_path, data), heard.append)
    assert [text.partition("，")[0] for text in heard] == [f"unit[0].budget[0].project[0].function_code：{FUNCTION}"]


def test_typed_by_a_person_they_are_refused(tmp_path, own_codes):
    fill.load_file(tmp_path / "a.mzb", written(tmp_path, GOOD))
    with Book.open(tmp_path / "a.mzb") as book:
        (budget,) = book.records(Budget)
        for assignment in ("运行科目.行政=2019998", "本单位运行科目=201", "测算明细.大厅.保洁.经济科目=30177"):
            with pytest.raises(UserError, match=r"没有设置：.*科目"):
                set_values(book, budget, [assignment])
        editions.add("function", "2019998", "某项工作", "某财〔2026〕1号", 2027)
        set_values(book, budget, ["运行科目.行政=2019998"])
