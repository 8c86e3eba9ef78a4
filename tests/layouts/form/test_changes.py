"""Changes of a parent's table: one column, row or word; what is not there is refused, naming file and key."""

import pytest

from desktop.catalog.strict import DataError
from desktop.layouts.form.changes import changed
from tests.small_cases import small_cases

PLACE = "yunnan/2025/form.toml.tables.balance"


def table():
    left = {
        "columns": [{"header": ["项目"], "kind": "label", "width": 20}, {"id": "total", "header": ["数"], "width": 9}],
        "rows": [{"label": "收入", "measure": "income_total"}, {"id": "rest", "label": "其他"}],
    }
    right = {"columns": [{"id": "total", "header": ["支出数"], "width": 9}], "rows": [{"id": "all", "label": "支出"}]}
    return {"title": "总表", "blocks": [left, right]}


def columns(found, block=0):
    return [(c.get("id", c["header"][-1]), c["width"]) for c in found["blocks"][block]["columns"]]


def test_one_column_changes_and_the_table_read_does_not():
    read = table()
    found = changed(read, {"columns": {"项目": {"width": 30, "header": ["名称"]}}}, PLACE)
    assert columns(found) == [("项目", 30), ("total", 9)]
    assert found["blocks"][0]["columns"][0]["header"] == ["名称"]
    assert read == table()


def test_a_row_gets_another_label_or_filter():
    found = changed(table(), {"rows": {"rest": {"label": "其余"}, "收入": {"where": {"side": ["收入"]}}}}, PLACE)
    first, second = found["blocks"][0]["rows"]
    assert second["label"] == "其余"
    assert first == {"id": "收入", "label": "收入", "where": {"side": ["收入"]}}


def test_a_column_is_taken_out_moved_or_new():
    change = {"columns": {"项目": {"after": "1/total"}}}
    with pytest.raises(DataError, match="after"):
        changed(table(), change, PLACE)
    moved = changed(table(), {"columns": {"项目": {"after": "total"}}}, PLACE)
    assert columns(moved) == [("total", 9), ("项目", 20)]
    new = changed(table(), {"columns": {"remark": {"after": "项目", "header": ["备注"], "width": 5}}}, PLACE)
    assert columns(new) == [("项目", 20), ("remark", 5), ("total", 9)]
    first = changed(table(), {"columns": {"1/remark": {"after": "", "header": ["备注"], "width": 5}}}, PLACE)
    assert columns(first) == [("remark", 5), ("项目", 20), ("total", 9)]
    assert columns(changed(table(), {"columns": {"项目": {"remove": True}}}, PLACE)) == [("total", 9)]


def test_the_second_block_is_named_by_its_number():
    found = changed(table(), {"columns": {"2/total": {"width": 11}}}, PLACE)
    assert (columns(found)[1], columns(found, 1)) == (("total", 9), [("total", 11)])


def test_the_tables_own_words_change():
    found = changed(table(), {"title": "收支总表", "number": "附表", "notes": ["注"]}, PLACE)
    assert (found["title"], found["number"], found["notes"]) == ("收支总表", "附表", ["注"])


REFUSED = [
    ({"columns": {"totl": {"width": 5}}}, r"balance\.columns\.totl: 表里没有“totl”这一列；是不是“total”"),
    ({"columns": {"remark": {"width": 5}}}, "新增的一列要写 after"),
    ({"rows": {"res": {"label": "x"}}}, "是不是“rest”"),
    ({"columns": {"total": {"width": 5}}}, "“1/total”或“2/total”"),
    ({"columns": {"3/total": {"width": 5}}}, "没有第 3 个区块"),
    ({"columns": {"项目": {"widht": 5}}}, "没有“widht”这一项；是不是“width”"),
    ({"columns": {"项目": {"id": "x"}}}, "没有“id”这一项"),
    ({"titel": "x"}, "没有“titel”这一项；是不是“title”"),
    ({"columns": {"项目": {"after": "nothing"}}}, "没有“nothing”"),
    ({"columns": {"remark": {"after": "nothing", "header": ["x"], "width": 1}}}, "不知道放在哪里"),
    ({"columns": {"remark": {"after": "项目", "remove": True}}}, "不能同时 remove"),
    ({"columns": ["total"]}, "要写成"),
    ({"columns": {"total": 5}}, "应当是一个表"),
    ("total", "应当是一个表"),
]


@small_cases(("change", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_a_change_of_what_is_not_there_is_refused(change, reason):
    with pytest.raises(DataError, match=reason) as refused:
        changed(table(), change, PLACE)
    assert str(refused.value).startswith(PLACE)
