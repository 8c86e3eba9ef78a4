"""A table of 基本支出 that does not say of which money is read where its total is stated elsewhere."""

from desktop.layouts.form import loader
from desktop.published.reading import amounts, read_all
from desktop.published.subjects import in_any_layout
from desktop.published.subjects.basic import recognised
from tests.published.subjects.written import titled
from tests.small_cases import small_cases

W = 1_000_000
FORM = loader.load("chongqing/2023")
ROWS = (
    "科目编码|科目名称|金额",
    "|合计|80.00",
    "301|工资福利支出|70.00",
    "30101|基本工资|70.00",
    "302|商品和服务支出|10.00",
    "30201|办公费|10.00",
)


def spending(*rows):
    source = titled("支出总表", "支出|预算数", *rows)
    found = in_any_layout.recognised(source, FORM)
    return list(amounts(read_all([found])))


def of_basic(title, known):
    found = list(recognised([titled(title, *ROWS)], known, FORM))
    return [dict(cell.where) for cell in amounts(read_all(found)) if cell.amount == 80 * W] if found else []


@small_cases(
    "title",
    [
        "表5 基本支出预算表（部门预算支出经济分类）",
        "表四 基本支出按经济分类情况表",
        "基本支出预算表（人员类、运转类公用经费）",
    ],
)
def test_its_total_is_that_of_all_basic_spending(title):
    known = spending("基本支出|80.00", "项目支出|20.00", "支出总计|100.00")
    (where,) = of_basic(title, known)
    assert where == {"side": ("支出",), "nature": ("人员", "公用")}


def test_its_total_is_that_of_one_source():
    source = titled(
        "一般公共预算支出表",
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|90.00|80.00|10.00",
        "201|一般公共服务支出|90.00|80.00|10.00",
    )
    known = list(amounts(read_all([in_any_layout.recognised(source, FORM)])))
    (where,) = of_basic("基本支出预算表", known)
    assert where["fund"] == ("一般公共预算",)


@small_cases(
    ("title", "rows"),
    [
        ("基本支出预算表", ("基本支出|81.00", "项目支出|19.00", "支出总计|100.00")),
        ("基本支出预算表", ("一般公共服务支出|80.00", "社会保障和就业支出|20.00", "支出总计|100.00")),
        ("项目支出预算表", ("基本支出|80.00", "项目支出|20.00", "支出总计|100.00")),
    ],
)
def test_without_that_total_it_stays_unread(title, rows):
    assert of_basic(title, spending(*rows)) == []
