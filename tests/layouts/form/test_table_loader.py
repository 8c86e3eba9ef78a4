"""The strictness of table files: an unknown key, measure, column or field is refused, naming file and key."""

import pytest

from desktop.catalog.strict import DataError, Reader
from desktop.layouts.form.loader import FormLoader
from desktop.layouts.form.table_loader import read_only_filter, read_style
from desktop.money import NumberStyle

FIRST = "chongqing/2023"


BROKEN = [
    ("tables/fiscal_balance.toml", 'measure = "income_general"', 'measure = "income_nothing"', "income_nothing"),
    ("tables/fiscal_balance.toml", 'kind = "label"', 'kind = "lable"', "fiscal_balance.toml.blocks.*kind"),
    ("tables/fiscal_balance.toml", "width = 26", 'width = "wide"', "columns.*width"),
    ("tables/fiscal_balance.toml", '"by_general", "by_gov_fund"', '"by_genral", "by_gov_fund"', "没有 'by_genral' 这一列"),
    ("tables/fiscal_balance.toml", 'sum_of = ["current", "carried"]', 'sum_of = ["curent"]', "没有 'curent' 这一行"),
    ("tables/fiscal_balance.toml", 'dimension = "function"', 'dimension = "funktion"', "dimension"),
    ("tables/fiscal_balance.toml", 'levels = ["类"]', 'levels = ["章"]', "levels"),
    ("tables/fiscal_balance.toml", 'where = { fund = ["一般公共预算"] }', 'where = { found = ["x"] }', "没有 'found' 这一口径"),
    ("tables/overall_performance.toml", 'field = "weight"', 'field = "wait"', "没有 'wait' 这个字段"),
    ("tables/overall_performance.toml", 'records = "indicators"', 'records = "indicator"', "records"),
    ("tables/project_performance.toml", "project_kind", "kind", "没有 'kind' 这个字段"),
    ("tables/procurement.toml", 'kind = "label"', 'optional = true, kind = "label"', "只有金额列可以省去"),
    ("tables/fiscal_balance.toml", "[[blocks]]", '[[inside]]\nplace = "无此栏"\nwhere = {}\n[[blocks]]', "没有“无此栏”这一栏"),
    ("tables/fiscal_balance.toml", "[[blocks]]", '[[inside]]\nplace = "total"\nwhere = {}\n[[blocks]]', "要写明含哪些资金来源"),
    ("tables/project_performance.toml", '"goal"]', '"gaol"]', "没有 'gaol' 这一列"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN, ids=[f"{b[0]}-{n}" for n, b in enumerate(BROKEN)])
def test_a_broken_table_is_refused_naming_file_and_key(forms, file, old, new, said):
    path = forms / FIRST / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        FormLoader(forms, FIRST).form()


def test_a_style_is_read_over_its_default():
    base = NumberStyle(unit="元", decimals=2)
    style = read_style(Reader({"decimals": 0, "zero": "—"}, "t"), base)
    assert (style.unit, style.decimals, style.zero) == ("元", 0, "—")
    assert read_style(None, base) is base


def test_a_filter_over_records_takes_lists_of_patterns():
    reader = Reader({"only": {"unit": ["%", "个*"]}}, "t")
    assert read_only_filter(reader) == (("unit", ("%", "个*")),)
    assert read_only_filter(Reader({}, "t")) == ()
