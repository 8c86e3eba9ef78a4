"""Every shipped classification is a whole tree; a code is refused with its name, the reason and what to do."""

import pytest

from desktop.catalog.change_list import ADDED, ENDED, RENAMED, Change
from desktop.catalog.classification import FILES, LEVEL_LENGTHS, Classification, Code, changed, load, read

HEAD = "code,name,level,parent,edition_first,edition_last,note,source,confidence\n"


@pytest.mark.parametrize("key", FILES)
def test_classifications_are_whole_trees(key):
    table = load(key)
    for code, entry in table.codes.items():
        assert LEVEL_LENGTHS[key][entry.level] == len(code)
        assert entry.parent == "" or entry.parent in table.codes, code
        assert code.startswith(entry.parent)
        assert entry.confidence in "ABCD"
        assert entry.name
    assert sum(len(children) for children in table.children.values()) == len(table.codes)


def test_editions_limit_the_years():
    table = load("function")
    limited = [entry for entry in table.codes.values() if entry.first or entry.last]
    assert limited
    for entry in limited:
        if entry.first:
            assert table.get(entry.code, entry.first - 1) is None
            assert table.get(entry.code, entry.first) is entry
        if entry.last:
            assert table.get(entry.code, entry.last) is entry
            assert table.get(entry.code, entry.last + 1) is None


def test_problems_name_the_code_and_what_to_do():
    table = load("function")
    assert table.problem("2010350", 2023) == ""
    assert "不存在" in table.problem("2010398", 2023)
    assert "请填到项级（7 位编码）" in table.problem("201", 2023)
    assert "没有填写功能分类科目编码" in table.problem("", 2023)
    assert "请填到款级（5 位编码）" in load("economic").problem("301", 2023)


def test_a_code_is_refused_in_the_year_after_its_last_and_not_in_its_last():
    gone = Code("30199", "旧科目", "款", "301", 2018, 2022, "A")
    table = Classification("economic", {"30199": gone})
    assert [table.problem("30199", year) == "" for year in (2017, 2018, 2022, 2023)] == [False, True, True, False]
    assert table.problem("30199", 2023) == "部门经济分类科目“30199 旧科目”在 2023 年不能使用，请改用当年科目"


def test_ancestors_stand_highest_first_and_end_with_the_code():
    assert load("function").ancestors("2010350") == ["201", "20103", "2010350"]
    assert load("function").ancestors("20103") == ["201", "20103"]
    assert load("economic").name("301") == "工资福利支出"
    assert load("economic").name("30198") == ""


@pytest.mark.parametrize("rows", ["301,甲,类,,,,,,A\n301,乙,类,,,,,,A\n", "301,甲,类,,,,,,A\n302,乙,款,,,,,,A\n"])
def test_a_broken_classification_names_file_and_row(tmp_path, rows):
    (tmp_path / "x.csv").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=r"x.csv row 3"):
        read("economic", tmp_path / "x.csv")


def test_changes_are_applied_in_their_order_and_only_to_their_own_kind():
    table = changed(
        load("economic"),
        [
            Change(2027, "economic", ADDED, "314", "新类", document="甲"),
            Change(2027, "economic", ADDED, "31401", "新款", document="甲"),
            Change(2027, "economic", RENAMED, "30201", "办公经费"),
            Change(2027, "function", ENDED, "201"),
            Change(2028, "economic", ENDED, "314", becomes=("302",)),
        ],
    )
    assert (table.codes["31401"].parent, table.codes["31401"].level, table.children["314"]) == ("314", "款", ["31401"])
    assert [table.problem("31401", year) == "" for year in (2026, 2027, 2028)] == [False, True, False]
    assert table.codes["31401"].becomes == ("302",)
    assert [table.codes["30201"].name_in(year) for year in (2026, 2027)] == ["办公费", "办公经费"]
    again = changed(table, [Change(2030, "economic", ADDED, "31401", "又一款")])
    assert [again.problem("31401", year) == "" for year in range(2026, 2032)] == [False, True, False, False, True, True]
    assert [again.codes["31401"].name_in(year) for year in (2027, 2030)] == ["新款", "又一款"]
    earlier = changed(table, [Change(2025, "economic", ADDED, "31401", "新款")])
    assert [earlier.problem("31401", year) == "" for year in range(2024, 2029)] == [False, True, True, True, False]
    assert load("economic").name("30201") == "办公费"


def test_the_shipped_additions_of_2025_are_in_force_from_then_on():
    assert load("function").problem("2170404", 2025) == ""
    assert load("function").get("2170404", 2024) is None
    assert load("function").codes["2170404"].document == "财预〔2025〕41号"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoted", [False, True])
def test_rows_are_read_with_and_without_quotes_and_with_ends_of_lines_of_any_system(tmp_path, end, quoted):
    path = tmp_path / "economic.csv"
    name = '"工资，福利"' if quoted else "工资，福利"
    rows = ["code,name,level,parent,edition_first,edition_last,note,confidence", f"301,{name},类,,2018,,说明,A", ""]
    path.write_bytes((end.join([*rows, "30101,基本工资,款,301,,2020,,B", ""])).encode())
    found = read("economic", path)
    assert [(each.code, each.name, each.first, each.last, each.note, each.confidence) for each in found.codes.values()] == [
        ("301", "工资，福利", 2018, None, "说明", "A"), ("30101", "基本工资", None, 2020, "", "B")
    ]  # fmt: skip
    assert found.children == {"": ["301"], "301": ["30101"]}


def test_a_comma_in_quotes_ends_no_cell(tmp_path):
    path = tmp_path / "economic.csv"
    heading = "code,name,level,parent,edition_first,edition_last,note,confidence"
    path.write_text(f'{heading}\n301,"工资,福利",类,,,,"一\n二",A\n', encoding="utf-8")
    subject = read("economic", path).codes["301"]
    assert (subject.name, subject.note) == ("工资,福利", "一\n二")
