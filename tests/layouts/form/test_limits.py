"""What a form may say at most; and that one mistaken form of somebody's own stops neither the program nor another."""

import pytest

from desktop.catalog.strict import DataError, Reader
from desktop.layouts.form import folders, limits, loader

HEAD = 'extends = "chongqing/2023"\n'
COLUMNS = "[tables.general_basic.columns]\n"
REFUSED = [
    ('cover_notes = ["{scope:>3000000000}"]', "cover_notes.*不存在"),
    ('cover_notes = ["{secrecy.__class__}"]', "cover_notes.*不存在"),
    ('cover = ["{nothing}"]', "cover.*{nothing} 不存在"),
    ('narrative_title = "{nothing}"', "narrative_title.*不存在"),
    ('numbering = "表{x}"', "numbering.*不存在"),
    ('headings = ["{x}"]', "headings.*不存在"),
    ("headings = []", "headings: 要写 1 到 5 级"),
    ('[words]\nagainst = "{x}"', "words.against.*不存在"),
    ("percent_decimals = -1", "percent_decimals: 只能是 0 到 6"),
    ("percent_small_digits = 99999", "percent_small_digits: 只能是 0 到 6"),
    ("[numbers]\ndecimals = 9999", "numbers.decimals: 只能是 0 到 6"),
    (COLUMNS + "total = { width = 0 }", "width: 只能是 1 到 200"),
    (COLUMNS + "total = { width = -3 }", "width: 只能是 1 到 200"),
    (COLUMNS + 'total = { sum_of = ["total"] }', "合计绕回到自己：total、total"),
    (COLUMNS + 'total = { sum_of = ["personnel"] }\npersonnel = { sum_of = ["total"] }', "合计绕回到自己"),
    ("[tables.general_basic.rows]\n" + 'total = { sum_of = ["total"] }', "合计绕回到自己"),
    (COLUMNS + 'total = { where = { nature = ["人圆"] } }', "nature: 没有“人圆”；可以写的有：人员"),
    ('[measures.basic]\nlabel = "基本"\nwhere = { fund = ["!一般公共"] }', "fund: 没有“一般公共”"),
    (COLUMNS + '"²/total" = { width = 3 }', "没有第 ² 个区块"),
    (COLUMNS + 'total = { where = { function = ["abc"] } }', "where.function: 功能分类科目中没有“abc”"),
    (COLUMNS + 'total = { where = { economic = ["301", "!39x"] } }', "where.economic: 部门经济分类科目中没有“39x”"),
    (
        '[measures.basic]\nlabel = "基本"\nwhere = { government = ["9"] }',
        "basic.where.government: 政府经济分类科目中没有“9”",
    ),
    ("year = 0", "form.toml.year: 只能是 2000 到 2100，不能是 0"),
    ("year = 20255", "form.toml.year: 只能是 2000 到 2100"),
]


def problem(home, form, **files):
    folder = folders.own() / "mou/2025"
    (folder / "tables").mkdir(parents=True)
    (folder / "form.toml").write_text(HEAD + form + "\n", encoding="utf-8")
    for name, text in files.items():
        (folder / "tables" / f"{name}.toml").write_text(text, encoding="utf-8")
    return loader.problems().get("mou/2025", "")


@pytest.mark.parametrize(("form", "reason"), REFUSED)
def test_what_would_print_nonsense_or_never_end_is_refused(home, form, reason):
    with pytest.raises(DataError, match=reason):
        raise DataError(problem(home, form))
    assert "chongqing/2023" in loader.available()


@pytest.mark.parametrize("blocks", ["5", "[1]"])
def test_a_table_of_another_shape_is_refused_where_it_is_changed(home, blocks):
    found = problem(home, COLUMNS + "total = { width = 3 }", general_basic=f'title = "x"\nblocks = {blocks}\n')
    assert "原表的 columns 写法不对" in found


def test_a_mistake_nobody_thought_of_stops_no_other_form(home, monkeypatch):
    def broken(*_):
        raise AttributeError

    monkeypatch.setattr(loader.FormLoader, "form", broken)
    assert problem(home, "") == "读不了（AttributeError）"
    assert loader.load("chongqing/2023").tables


def test_only_plain_names_are_filled_in():
    names = {"scope": "单位"}
    assert limits.filled("{scope}审签{scope.upper}{scope:>9}{x}{", names) == "单位审签{scope.upper}{scope:>9}{x}{"


def test_numbers_and_words_within_bounds_are_taken():
    assert limits.number(Reader({"a": 6}, "form"), "a", None, 0, 6) == 6
    limits.check_words((("fund", ("!一般公共预算", "结转")[:1]), ("project", ("随便",))), "form")
    limits.check_sums({"a": ("b", "c"), "b": ("c",), "c": ()}, "form")
