"""Commands that take outside files into a book: all rows or none, preview first, mapping remembered."""

import pytest
from openpyxl import Workbook

from desktop.ledger.book import Book
from tests import samples


def test_a_rejected_file_changes_nothing(run, wuxi_book, tmp_path):
    with Book.open_to_read(wuxi_book) as book:
        before = book.fingerprint()
    bad = tmp_path / "bad.csv"
    bad.write_text("year,function_code\n", encoding="utf-8")
    status, _, said = run("import-lines", wuxi_book, bad)
    assert status == 1
    assert "没有导入任何行" in said
    with Book.open_to_read(wuxi_book) as book:
        assert book.fingerprint() == before


def test_rosters_and_projects_are_previewed_then_imported(run, tmp_path):
    book, people, projects = tmp_path / "清河.mzb", tmp_path / "花名册.csv", tmp_path / "项目.csv"
    samples.write("qinghe_2025", book)
    people.write_text("工号,姓名,职务工资,序号\nN1,甲,3000,1\n", encoding="utf-8")
    projects.write_text("项目名称,功能科目,经济科目,金额（元）\n新项目,2010306,30201,12.34\n", encoding="utf-8")
    status, _, said = run("import-roster", book, people)
    assert status == 1
    assert "不认识列“职务工资”" in said
    named = ("--map", "职务工资=post_wage")
    status, shown, _ = run("import-roster", book, people, *named, "--preview")
    assert (status, shown.splitlines()[-1]) == (0, "预览：可导入 1 行；没有写入账本")
    assert "列“职务工资” → 岗位工资" in shown
    assert run("import-roster", book, people, *named)[1].endswith("已导入花名册：新增 1 行，更新 0 行\n")
    assert run("import-roster", book, people)[1].endswith("已导入花名册：新增 0 行，更新 1 行\n")
    assert run("import-roster", book, people, "--map", "职务工资")[0] == 1
    assert run("import-projects", book, projects)[1].endswith("已导入项目：新增 1 个，更新 0 个，合计 12.34 元\n")
    assert "新项目" in run("lines", book)[1]
    assert "\t2010350 30101 人员 \t一般公共预算\t36,000.00" in run("lines", book)[1]


def test_a_payroll_in_several_sheets_is_imported_and_a_word_is_remembered_for_every_book(run, tmp_path):
    book, other, file = tmp_path / "甲.mzb", tmp_path / "乙.mzb", tmp_path / "工资.xlsx"
    for path in (book, other):
        samples.write("qinghe_2025", path)
    workbook = Workbook()
    workbook.active.title = "在职"
    for row in (
        ("姓名", "身份证号", "状态", "岗位工资", "代扣个税", "应发合计"),
        ("甲", "11010119900307001X", "借调", 10, 1, 10),
    ):
        workbook.active.append(row)
    for row in (("姓名", "遗属补助"), ("乙", 5)):
        workbook.create_sheet("遗属").append(row) if row[0] == "姓名" else workbook["遗属"].append(row)
    workbook.save(file)
    before = run("lines", book)[1]
    status, _, said = run("import-roster", book, file, "--sheet", "全部")
    assert (status, "“借调”不在可选范围内" in said, "账本未改动" in said) == (1, True, True)
    assert run("lines", book)[1] == before
    assert "不是人员的类别或状态" in run("import-roster", book, file, "--word", "借调=借出")[2]
    assert "请写成 词=类别或状态" in run("import-roster", book, file, "--word", "借调")[2]
    status, shown, _ = run("import-roster", book, file, "--word", "借调=在职", "--sheet", "在职、遗属")
    assert status == 0
    for words in ("列“岗位工资” → 岗位工资　例：10", "代扣的列，不计入支出：代扣个税", "“借调” 按 在职",
                  "有应发列的工作表应发共 10.00 元", "新增 2 行"):  # fmt: skip
        assert words in shown
    assert "11010119900307001X" not in shown
    assert run("import-roster", book, file)[0] == 0
    status, shown, _ = run("import-roster", other, file)
    assert (status, "“借调” 按 在职" in shown) == (0, True), "what is remembered is said"
    shown = run("import-roster", other, file, "--word", "借调=退休", "--preview")[1]
    assert all(words in shown for words in ("新增：甲", "文件中没有：S1", "没有改动，仍保留在账本中"))


@pytest.mark.parametrize("command", ["import-lines", "import-income"])
def test_a_year_the_book_does_not_have_is_refused(run, wuxi_book, tmp_path, command):
    path = tmp_path / "a.csv"
    rows = {
        "import-lines": "year,function_code,economic_code,nature,fund,carry,amount_yuan\n2032,2010350,30101,人员,一般公共预算,当年,5\n",
        "import-income": "year,source,carry,amount_yuan\n2032,一般公共预算,当年,5\n",
    }
    path.write_text(rows[command], encoding="utf-8")
    status, _, said = run(command, wuxi_book, path)
    assert status == 1
    assert "2032" in said
    assert "账本未改动" in said


def test_each_problem_of_a_file_is_told_with_its_row_before_the_refusal(run, wuxi_book, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("year,source,carry,amount_yuan\n2023,一般公共预算,当年,abc\n2023,彩票,当年,5\n", encoding="utf-8")
    said = run("import-income", wuxi_book, path)[2].splitlines()
    assert "第 2 行" in said[0]
    assert "第 3 行" in said[1]
    assert "有 2 处问题，没有导入任何行" in said[-1]


def test_a_list_of_projects_is_previewed_with_its_sum_and_a_bad_row_changes_nothing(run, wuxi_book, tmp_path):
    path = tmp_path / "项目.csv"
    head = "项目名称,功能科目,经济科目,金额（元）,备注\n"
    with Book.open_to_read(wuxi_book) as book:
        before = book.fingerprint()
    path.write_text(f"{head}新项目,2010306,30201,12.34,x\n", encoding="utf-8")
    status, shown, _ = run("import-projects", wuxi_book, path, "--preview")
    assert (status, shown.splitlines()[-1]) == (0, "预览：可导入 1 行，合计 12.34 元；没有写入账本")
    assert "  不导入的列：备注" in shown.splitlines()
    assert "  列“项目名称” → 项目名称" in shown.splitlines()
    path.write_text(f"{head.replace('（元）', '')}新项目,2010306,30201,12.34,x\n", encoding="utf-8")
    assert "没有写明金额单位" in run("import-projects", wuxi_book, path, "--preview")[2]
    shown = run("import-projects", wuxi_book, path, "--preview", "--money", "万元")[1]
    assert "  金额单位：万元\n预览：可导入 1 行，合计 123,400.00 元；没有写入账本" in shown
    path.write_text(f"{head}新项目,2010306,30201,12.34,x\n,2010306,30201,abc,x\n", encoding="utf-8")
    status, _, error = run("import-projects", wuxi_book, path)
    assert (status, "账本未改动" in error) == (1, True)
    with Book.open_to_read(wuxi_book) as book:
        assert book.fingerprint() == before


@pytest.mark.parametrize("command", ["import-lines", "import-income"])
def test_a_book_without_a_unit_takes_nothing(run, tmp_path, command):
    Book.create(tmp_path / "空.mzb").close()
    (tmp_path / "a.csv").write_text("year\n", encoding="utf-8")
    status, _, error = run(command, tmp_path / "空.mzb", tmp_path / "a.csv")
    assert (status, "还没有单位；请先用 new 新建账本" in error) == (1, True)
