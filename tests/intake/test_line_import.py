"""Importing lines: what is accepted, and every refusal named with file, row, column and reason."""

import openpyxl
import pytest

from desktop.findings import UserError
from desktop.intake import commit, line_import, project_list
from desktop.ledger import vocabulary
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project, Unit

HEAD = "year,function_code,economic_code,nature,project,fund,carry,amount_yuan,note\n"
GOOD = "2023,2010350,30101,人员,,一般公共预算,当年,100.50,\n2023,2010306,30209,项目,大厅,一般公共预算拨款,,2000,合同\n"


def csv_of(tmp_path, rows, head=HEAD, name="支出.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes((head + rows).encode(encoding))
    return path


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            made.insert(Unit(name="单位"))
        yield made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_good_rows_are_taken_as_one_step(tmp_path, book, encoding):
    reading = line_import.read_lines(csv_of(tmp_path, GOOD, encoding=encoding))
    assert reading.rejects == []
    before = book.fingerprint()
    commit.add_lines(book, book.units()[0].id, reading.lines)
    first, second = book.records(DirectLine)
    assert (first.amount, first.nature, first.carry) == (10050, "人员", "当年")
    assert second.project_id == book.records(Project)[0].id
    assert (second.fund, second.note) == ("一般公共预算", "合同")
    assert book.undo().name == "导入支出 2 行"
    assert book.fingerprint() == before


BAD = [
    ("2010398,30101,人员,,一般公共预算,当年,1", "function_code", "“2010398”在科目表中不存在"),
    ("201,30101,人员,,一般公共预算,当年,1", "function_code", "请填到项级"),
    (",30101,人员,,一般公共预算,当年,1", "function_code", "没有填写"),
    ("2010350,301,人员,,一般公共预算,当年,1", "economic_code", "请填到款级"),
    ('2010350,30101,人员,,一般公共预算,当年,"1,234.5元"', "amount_yuan", "例如 1234.5"),
    ("2010350,30101,人员,,一般公共预算,当年,１２３", "amount_yuan", "全角"),
    ("2010350,30101,人员,,一般公共预算,当年,12.345", "amount_yuan", "超过两位小数"),
    ("2010350,30101,人员,,一般公共预算,当年,-8", "amount_yuan", "负数"),
    ("2010350,30101,人员,,一般公共预算,当年,", "amount_yuan", "金额为空"),
    ("2010350,30101,人员,,一般公共预算,当年,0", "amount_yuan", "金额为 0"),
    ("2010350,30101,工资,,一般公共预算,当年,1", "nature", "请填：人员、公用、项目"),
    ("2010350,30101,人员,,上级,当年,1", "fund", "请填：一般公共预算"),
    ("2010350,30101,人员,,一般公共预算,明年,1", "carry", "请填：当年、结转"),
    ("2010306,30209,项目,,一般公共预算,当年,1", "project", "没有填写项目名称"),
    ("2010350,30101,人员,大厅,一般公共预算,当年,1", "project", "属于基本支出"),
]


@pytest.mark.parametrize(("row", "column", "said"), BAD)
def test_every_bad_cell_is_named(tmp_path, row, column, said):
    reading = line_import.read_lines(csv_of(tmp_path, GOOD + f"2023,{row},\n"))
    assert len(reading.rejects) == 1
    shown = reading.rejects[0].describe()
    assert "文件“支出.csv”第 4 行" in shown
    assert f"“{column}”列" in shown
    assert said in shown


def test_a_bad_year_and_bad_headers(tmp_path):
    assert (
        "四位年份"
        in line_import.read_lines(csv_of(tmp_path, "二三,2010350,30101,人员,,一般公共预算,,1,\n")).rejects[0].message
    )
    lacking = line_import.read_lines(csv_of(tmp_path, "2023\n", head="year\n")).rejects
    assert "缺少列：function_code" in lacking[0].message
    strange = line_import.read_lines(csv_of(tmp_path, GOOD, head=HEAD.replace("note", "颜色"))).rejects
    assert "“颜色”无法识别" in strange[0].message
    assert "没有数据行" in line_import.read_lines(csv_of(tmp_path, "")).rejects[0].message


def test_a_project_code_used_twice(tmp_path, book):
    head = HEAD.replace("project,", "project,project_code,")
    rows = "2023,2010306,30209,项目,甲,P1,一般公共预算,,1,\n2023,2010306,30209,项目,乙,P1,一般公共预算,,1,\n"
    reading = line_import.read_lines(csv_of(tmp_path, rows, head=head))
    assert "项目编码“P1”重复" in reading.rejects[0].message
    one = line_import.read_lines(csv_of(tmp_path, rows.splitlines()[0] + "\n", head=head))
    commit.add_lines(book, book.units()[0].id, one.lines)
    before = book.fingerprint()
    other = line_import.read_lines(csv_of(tmp_path, rows.splitlines()[1] + "\n", head=head))
    with pytest.raises(UserError, match=r"已用于项目“甲”"):
        commit.add_lines(book, book.units()[0].id, other.lines)
    assert book.fingerprint() == before


def workbook(tmp_path, rows, name="支出.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "明细"
    book.save(tmp_path / name)
    return tmp_path / name


def test_a_workbook_with_numbers_as_numbers(tmp_path):
    rows = [HEAD.strip().split(","), [2023, 2010350, 30101, "人员", None, "一般公共预算", "当年", 0.1 + 0.2, None]]
    reading = line_import.read_lines(workbook(tmp_path, rows))
    assert reading.rejects == []
    assert reading.lines[0].amount == 30


def test_a_workbook_names_sheet_row_and_column(tmp_path):
    rows = [HEAD.strip().split(","), [2023, 2010350, 30101, "人员", None, "一般公共预算", "当年", 12.345, None]]
    shown = line_import.read_lines(workbook(tmp_path, rows)).rejects[0].describe()
    assert "文件“支出.xlsx”工作表“明细”第 2 行“amount_yuan”列" in shown


def test_a_formula_without_value_is_not_zero(tmp_path):
    rows = [HEAD.strip().split(","), [2023, 2010350, 30101, "人员", None, "一般公共预算", "当年", "=1+2", None]]
    with pytest.raises(UserError, match="没有计算结果的公式"):
        line_import.read_lines(workbook(tmp_path, rows))


def test_income_rows(tmp_path, book):
    path = csv_of(
        tmp_path, "2023,其他收入,,5000\n2023,一般公共预算拨款,结转,1.5\n", head="year,source,carry,amount_yuan\n"
    )
    reading = line_import.read_incomes(path)
    assert reading.rejects == []
    commit.add_incomes(book, book.units()[0].id, reading.incomes)
    assert [(i.source, i.carry, i.amount) for i in book.records(Income)] == [
        ("其他收入", "当年", 500000), ("一般公共预算", "结转", 150),
    ]  # fmt: skip
    assert [b.year for b in book.records(Budget)] == [2023]


def test_a_year_without_budget_is_refused(tmp_path):
    reading = line_import.read_lines(csv_of(tmp_path, GOOD.replace("2023,", "2032,")), (2022, 2023))
    assert "账本中没有 2032 年的预算（现有：2022、2023）" in reading.rejects[0].message


def test_an_empty_file_and_a_second_code_of_one_project_are_refused(tmp_path):
    empty = line_import.read_lines(csv_of(tmp_path, "\n\n", head=""))
    assert [finding.message for finding in empty.rejects] == ["文件中没有内容"]
    head = HEAD.replace("project,", "project,project_code,")
    row = "2023,2010306,30209,项目,甲,{},一般公共预算,,1,\n"
    same = line_import.read_lines(csv_of(tmp_path, row.format("P1") * 2, head=head))
    assert (same.rejects, len(same.lines)) == ([], 2)
    other = line_import.read_lines(csv_of(tmp_path, row.format("P1") + row.format("P2"), head=head))
    assert [finding.message for finding in other.rejects] == ["项目“甲”有两个编码：P1 和 P2，请统一"]


def test_one_code_may_name_another_project_in_another_year(tmp_path):
    head = HEAD.replace("project,", "project,project_code,")
    row = "{},2010306,30209,项目,{},P1,一般公共预算,,1,\n"
    assert (
        line_import.read_lines(csv_of(tmp_path, row.format(2022, "甲") + row.format(2023, "乙"), head=head)).rejects
        == []
    )


INCOME_HEAD = "年度,收入来源,资金子来源,结转,金额\n"


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("专户资金", "", ("财政专户管理资金", "")),
        ("非税收入", "", ("一般公共预算", "非税")),
        ("非税收入", "非税", ("一般公共预算", "非税")),
        ("一般公共预算", "提前下达", ("一般公共预算", "提前下达")),
        ("上级补助", "", ("上级补助收入", "")),
    ],
)
def test_income_is_taken_by_the_usual_names_of_its_source(tmp_path, book, name, given, taken):
    path = csv_of(tmp_path, f"2023,{name},{given},上年结转,12.50\n", head=INCOME_HEAD)
    reading = line_import.read_incomes(path)
    assert reading.rejects == []
    commit.add_incomes(book, book.units()[0].id, reading.incomes)
    (income,) = book.records(Income)
    assert (income.source, income.subsource, income.carry, income.amount) == (*taken, "结转", 1250)


NAMES = [(name, word, "") for name, word in vocabulary.spellings("funds").items()] + [
    (name, "一般公共预算", word) for name, word in vocabulary.spellings("subsources").items()
]


def test_each_name_of_money_is_taken_by_every_list(tmp_path):
    """One file with all names for each kind of list: income, expenditure, projects; also carried in from last year."""
    carried = [("上年结转（{}）", "结转"), ("{}结转", "结转"), ("{}", "当年")]
    wanted = [(word, part, carry) for _, carry in carried for name, word, part in NAMES]
    rows = [text.format(name) for text, _ in carried for name, _, _ in NAMES]
    incomes = line_import.read_incomes(csv_of(tmp_path, "".join(f"2023,{n},,,1\n" for n in rows), head=INCOME_HEAD))
    assert incomes.rejects == []
    assert [(each.source, each.subsource, each.carry) for each in incomes.incomes] == wanted
    lines = line_import.read_lines(csv_of(tmp_path, "".join(f"2023,2010350,30101,人员,,{n},,7,\n" for n in rows)))
    assert [(each.fund, each.subsource, each.carry) for each in lines.lines] == wanted
    text = "项目名称,功能科目,经济科目,资金来源,单价\n" + "".join(f"甲,2010350,30201,{name},1\n" for name in rows)
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    projects = project_list.read_projects(tmp_path / "p.csv", 2023)
    assert projects.rejects == []
    assert [(each.line.fund, each.line.subsource, each.line.carry) for each in projects.rows] == wanted


@pytest.mark.parametrize(
    ("row", "said"),
    [("上年结转,,,1", "没有说是哪种资金的结转"), ("上年结转（事业收入）,,当年,1", "与“上年结转（事业收入）”不一致")],
)
def test_money_carried_in_says_which_and_not_two_things(tmp_path, row, said):
    reading = line_import.read_incomes(csv_of(tmp_path, f"2023,{row}\n", head=INCOME_HEAD))
    assert [said in reject.message for reject in reading.rejects] == [True]


def test_income_that_follows_needs_no_amount_and_names_the_other_unit(tmp_path, book):
    head = "年度,收入来源,按支出填列,对方单位,金额\n"
    reading = line_import.read_incomes(csv_of(tmp_path, "2023,一般公共预算,是,,\n2023,上级补助,,省局,8\n", head=head))
    assert reading.rejects == []
    commit.add_incomes(book, book.units()[0].id, reading.incomes)
    found = [(each.source, each.follows, each.counterpart, each.amount) for each in book.records(Income)]
    assert found == [("一般公共预算", 1, "", 0), ("上级补助收入", 0, "省局", 800)]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("非税收入", "提前下达", "不一致"),
        ("事业收入", "非税", "不是财政拨款"),
        ("一般公共预算", "上级", "请填：本级、提前下达、非税"),
    ],
)
def test_a_sub_source_that_does_not_fit_is_refused(tmp_path, name, given, said):
    reading = line_import.read_incomes(csv_of(tmp_path, f"2023,{name},{given},,1\n", head=INCOME_HEAD))
    assert [said in reject.message for reject in reading.rejects] == [True]
    assert reading.incomes == []


def test_lines_keep_the_sub_source_of_their_money(tmp_path, book):
    reading = line_import.read_lines(csv_of(tmp_path, "2023,2010350,30101,人员,,非税,结转资金,7,\n"))
    commit.add_lines(book, book.units()[0].id, reading.lines)
    (line,) = book.records(DirectLine)
    assert (line.fund, line.subsource, line.carry) == ("一般公共预算", "非税", "结转")


def test_who_receives_money_is_taken(tmp_path, book):
    head = "年度,功能科目,经济科目,性质,资金来源,金额,对方单位\n"
    row = "2023,2050199,39999,对附属单位补助支出,事业收入,600,实验中学\n"
    reading = line_import.read_lines(csv_of(tmp_path, row, head=head))
    commit.add_lines(book, book.units()[0].id, reading.lines)
    assert [(line.counterpart, line.amount) for line in book.records(DirectLine)] == [("实验中学", 600_00)]
