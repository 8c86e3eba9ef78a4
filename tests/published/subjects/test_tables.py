"""Tables of subjects in headers that no layout has: read where they are plain, unknown otherwise."""

import docx
import pytest

from desktop.layouts.form import loader
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.published import entry
from desktop.published.reading import BodyReader
from desktop.published.subjects.tables import recognised, title_of, with_rest

FUNCTION = [
    "|合计|100.00|60.00|40.00",
    "201|一般公共服务支出|90.00|50.00|40.00",
    "20103|政府办公厅（室）及相关机构事务|90.00|50.00|40.00",
    "2010301|行政运行|50.00|50.00|",
    "2010302|一般行政管理事务|40.00|—|40.00",
    "208|社会保障和就业支出|10.00|10.00|",
]
HEAD = "科目编码|科目名称|合计|基本支出|项目支出"


@pytest.fixture(scope="module")
def form():
    return loader.load("chongqing/2023")


def table(*lines, sheet="表格 1"):
    return SourceTable("公开.docx", sheet, tuple(SourceRow(n, tuple(line.split("|"))) for n, line in enumerate(lines)))


def general(*lines, title="表4 一般公共预算支出表", unit="单位：万元"):
    return table(title, unit, *lines)


def amounts(source, form):
    found = BodyReader(recognised(source, form)).read()
    assert not found.rejects
    return {(cell.row.removeprefix("total0"), dict(cell.where).get("nature")): cell.amount for cell in found.cells}


@pytest.mark.parametrize(
    "head",
    [
        (HEAD,),
        ("功能分类科目||合计|基本支出|项目支出", "编码|名称|||"),
        ("功能科目编码|功能科目名称|总计|其中：基本支出|其中：项目支出",),
        ("科目代码|科目|2025年预算数||", "||小计|基本支出|项目支出"),
        ("支出功能分类科目||2025年预算|2025年预算|2025年预算", "科目编码|科目名称|合计|基本支出|项目支出"),
        (HEAD, "栏次||1|2|3"),
    ],
)
def test_a_table_is_known_in_any_header_of_the_same_meaning(form, head):
    found = amounts(general(*head, *FUNCTION), form)
    basic, project = ("人员", "公用"), ("!人员", "!公用")
    assert found["", None] == 100_000_000 and found["2010301", basic] == 50_000_000
    assert (found["2010301", project], found["2010302", basic], found["2010302", project]) == (0, 0, 40_000_000)


def test_codes_in_three_columns_and_a_total_across_them(form):
    rows = (
        "合计|合计|合计|合计|100.00",
        "201|||一般公共服务支出|100.00",
        "201|03||政府办公厅|100.00",
        "201|03|01|行政运行|100.00",
    )
    source = general("科目编码|||科目名称|2025年预算数", "类|款|项||", *rows)
    assert {row for row, _ in amounts(source, form)} == {"", "201", "20103", "2010301"}


def test_economic_subjects_of_basic_spending(form):
    rows = ("|合计|9|7|2", "301|工资福利支出|7|7|", "30101|基本工资|7|7|", "302|商品和服务支出|2||2")
    source = general("经济分类科目编码|科目名称|合计|人员经费|公用经费", *rows, title="2025年一般公共预算基本支出表")
    found = BodyReader(recognised(source, form)).read()
    staff = next(cell for cell in found.cells if cell.row == "30101" and cell.column == "c3")
    assert dict(staff.where) == {
        "side": ("支出",),
        "fund": ("一般公共预算",),
        "nature": ("人员",),
        "economic": ("30101",),
    }
    assert recognised(source, form).year == 2025


@pytest.mark.parametrize(
    "lines",
    [
        ("表4 一般公共预算支出表", HEAD, *FUNCTION),
        ("表9 项目支出表", "单位：万元", HEAD, *FUNCTION),
        ("某局财政专户支出表（分单位）", "单位：万元", HEAD, *FUNCTION),
        ("表4 一般公共预算支出表", "单位：万元", "单位编码|单位名称|合计|基本支出|项目支出", *FUNCTION),
        ("表4 一般公共预算支出表", "单位：万元", "科目编码|项目名称|合计|基本支出|项目支出", *FUNCTION),
        ("表4 一般公共预算支出表", "单位：万元", HEAD, *FUNCTION, *FUNCTION),
        ("表4 一般公共预算支出表", "单位：万元", HEAD, "299|某某支出|1|1|", "298|某某支出|1|1|"),
        ("表4 一般公共预算支出表", "单位：万元", "科目编码|科目名称|上年预算数|上年执行数", "201|一般公共服务支出|1|1"),
        ("表4 一般公共预算支出表", "单位：万元"),
        (),
    ],
    ids=[
        "no unit",
        "kind of spending",
        "fund unknown",
        "units",
        "projects",
        "twice",
        "codes",
        "years",
        "empty",
        "none",
    ],
)
def test_what_is_not_plain_stays_unknown(form, lines):
    assert recognised(table(*lines), form) is None


@pytest.mark.parametrize(
    ("title", "fund", "basic"),
    [
        ("某县教育局2025年支出总表", None, False),
        ("部门公开表3 部门支出总表", None, False),
        ("支出预算总表", None, False),
        ("一般公共预算财政拨款支出预算表（按功能分类科目）", ("一般公共预算",), False),
        ("表七 一般公共预算安排的基本支出明细表", ("一般公共预算",), True),
        ("政府性基金预算支出情况表", ("政府性基金",), False),
        ("2024年部门一般公共预算基本支出部门预算经济分类预算表", ("一般公共预算",), True),
        ("国有资本经营预算支出表", ("国有资本经营",), False),
        ("某县图书馆2022年一般公共预算安排基本支出分经济科目表（表6）", ("一般公共预算",), True),
        ("一般公共预算基本支出情况表（部门预算支出经济分类）", ("一般公共预算",), True),
        ("2025年财政拨款支出表", ("一般公共预算", "政府性基金", "国有资本经营"), False),
    ],
)
def test_titles(title, fund, basic):
    found = dict(title_of([title, "单位：元"]))
    assert (found.get("fund"), "nature" in found) == (fund, basic)


@pytest.mark.parametrize(
    "title",
    [
        "项目支出表",
        "基本支出预算表",
        "基本支出按经济分类情况表",
        "基本支出预算表（人员类、运转类公用经费）",
        "“三公”经费支出表",
        "一般公共预算项目支出表",
        "政府采购支出表",
        "部门收支总表",
        "绩效目标表",
    ],
)
def test_titles_of_other_tables(title):
    assert title_of([title]) is None


@pytest.mark.parametrize(
    "before",
    [[], [HEAD], ["续表", HEAD], ["（接上表）续表"]],
    ids=["rows", "header again", "marked", "marked at once"],
)
def test_the_rest_on_the_next_page_belongs_to_the_table(form, before):
    first, rest = general(HEAD, *FUNCTION[:4]), table(*before, *FUNCTION[4:], sheet="第 2 页 表格 2")
    together, other = with_rest([first, rest, table("项目|金额", "某项|1")])
    assert amounts(together, form) == amounts(general(HEAD, *FUNCTION), form)
    assert other.rows[0].cells == ("项目", "金额")


def test_a_name_that_goes_on_on_the_next_page_is_one_name():
    cut = "20103|政府办公厅（室）及相关机|90.00|50.00|40.00"
    first, rest = general(HEAD, FUNCTION[0], FUNCTION[1], cut), table("|构事务|||", *FUNCTION[3:])
    (together,) = with_rest([first, rest])
    assert together.rows[5].cells == ("20103", "政府办公厅（室）及相关机构事务", "90.00", "50.00", "40.00")
    numbers = [row.number for row in together.rows]
    assert numbers == sorted(set(numbers)) and len(numbers) == 9


def test_another_table_is_no_rest():
    first = general(HEAD, *FUNCTION)
    others = [
        table("表5 一般公共预算基本支出表", HEAD, *FUNCTION[4:]),
        table("科目编码|科目名称|本年|上年|增减", "208|社会保障和就业支出|10.00|10.00|0"),
        table("2010302|一般行政管理事务|40.00"),
        table("某局|机关|1|2|3"),
    ]
    assert len(with_rest([first, *others])) == 5


TEXT = """某县档案馆2023年单位预算公开
2023年支出总计150万元，收入总计150万元。一般公共预算支出100万元，政府性基金预算支出50万元。
"""


def test_tables_of_different_money_are_held_together_by_the_stated_whole(tmp_path, sample_facts):
    """Each table alone was taken for all there is, and the other refused."""
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    fund = [
        "|合计|50.00||50.00",
        "212|城乡社区支出|50.00||50.00",
        "21208|国有土地使用权出让收入安排的支出|50.00||50.00",
    ]
    for title, rows in (("一般公共预算支出表", FUNCTION), ("政府性基金预算支出表", fund)):
        document.add_paragraph(title)
        document.add_paragraph("单位：万元")
        grid = document.add_table(0, 5)
        for line in (HEAD, *rows):
            for cell, text in zip(grid.add_row().cells, line.split("|"), strict=True):
                cell.text = text
    document.save(str(tmp_path / "公开.docx"))
    unit = sample_facts["wuxi_2023"][0].unit
    forms = [loader.load(key) for key in loader.available()]
    proposal = entry.read(tmp_path / "公开.docx", forms, unit, 2023)
    assert len(proposal.tables) == 2
    assert all(figure.agrees for figure in proposal.compared)
    assert sum(line.amount for line in proposal.facts.lines) == 150_000_000


def test_a_dash_in_the_column_of_codes_is_no_code(form):
    lines = (HEAD, *FUNCTION[1:], "——|合计|100.00|60.00|40.00")
    found = BodyReader(recognised(table("表3 支出总表", "单位：万元", *lines), form)).read()
    assert found.rejects == []
    assert {cell.amount for cell in found.cells if cell.label == "—— 合计"} == {100_000_000, 60_000_000, 40_000_000}
