"""The strictness of figures.toml: a field, group, code or source that does not exist is refused."""

import pytest

from desktop.catalog.measures import standard
from desktop.catalog.strict import DataError
from desktop.layouts.form.figure_loader import read_figures
from desktop.layouts.form.table_loader import TableReader
from tests.small_cases import small_cases

KINDS = ("一般公务用车", "执法执勤用车", "单价20万元以上的设备")


def figures(**keys):
    raw = {"x": {"label": "某数", **keys}}
    return read_figures(raw, "yunnan/2025/figures.toml", TableReader(dict(standard())), KINDS)["x"]


def test_right_figures_are_read():
    assert figures(asset="vehicles", field="stock").source == "stock"
    assert figures(asset="*20万*设备*", field="purchase").asset == "*20万*设备*"
    assert figures(count="people", field="headcount", only={"status": ["在职"]}).count == "people"
    assert figures(measure="expenditure", by="function", level="类", always=["205"]).always == ("205",)
    assert figures(count="procurements", field="reserved").source == "reserved"
    assert figures(asset="vehicles", field="stock", each=True).is_series
    assert (figures(measure="expenditure").base, figures(measure="expenditure", base="execution").base) == (
        "budget",
        "execution",
    )


REFUSED = [
    ({"asset": "vehicles", "field": "stok"}, r"\[x\]\.field.*'stok'；是不是“stock”？"),
    ({"asset": "vehicles"}, r"\[x\]\.field.*stock、purchase"),
    ({"asset": "vehicels", "field": "stock"}, "“vehicels”既不是资产类别.*vehicles"),
    ({"asset": "船舶", "field": "stock"}, "asset_kinds"),
    ({"count": "people", "field": "headcont"}, "是不是“headcount”"),
    ({"count": "people", "field": "post"}, "没有可以相加的字段"),
    ({"count": "poeple"}, "是不是“people”"),
    ({"count": "people", "only": {"stauts": ["在职"]}}, "没有 'stauts' 这个字段；是不是“status”"),
    ({"measure": "expenditure", "field": "stock"}, "没有可以相加的字段"),
    ({"measure": "expenditure", "only": {"status": ["在职"]}}, "没有 'status' 这个字段"),
    ({"measure": "expendture"}, "没有 'expendture' 这一指标；是不是“expenditure”"),
    ({"measure": "expenditure", "by": "function", "level": "章"}, "function 没有 '章' 这一级"),
    ({"measure": "expenditure", "by": "function", "level": "类", "always": ["999"]}, "没有类级科目“999”"),
    ({"measure": "expenditure", "level": "类"}, "只有写了 by"),
    ({"count": "people", "by": "function", "level": "类"}, "只有金额"),
    ({"records": "people"}, "不能用；可选"),
    ({"measure": "expenditure", "count": "people"}, "count、asset、records 要写而且只能写一种"),
    ({"count": "people", "each": True}, "只有写了 asset"),
    ({"asset": "vehicles", "field": "stock", "unlisted": ["一般公务用车"]}, "只有写了 each"),
    ({"asset": "vehicles", "field": "stock", "each": True, "unlisted": ["船舶"]}, "asset_kinds"),
    ({"measure": "expenditure", "base": "决算"}, "base"),
    ({"measure": "expenditure", "zero": ""}, "没有“zero”这一项；是不是“zero_text”"),
]


@small_cases(("keys", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_a_wrong_figure_is_refused_naming_file_and_key(keys, reason):
    with pytest.raises(DataError, match=reason) as refused:
        figures(**keys)
    assert str(refused.value).startswith("yunnan/2025/figures.toml: [x]")
