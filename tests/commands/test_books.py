"""Commands that make books and files: samples, forms, new, export."""

from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit

FORM = ["--form", "chongqing/2023"]


def test_samples_and_forms_are_listed(run):
    assert "wuxi_2023" in run("samples")[1]
    assert "chongqing/2023" in run("forms")[1]


def test_a_book_from_nothing_to_three_files(run, tmp_path):
    book, out = tmp_path / "新.mzb", tmp_path / "out"
    assert run("new", book, "--unit", "某县档案馆", "--kind", "事业", "--year", "2023")[0] == 0
    lines = tmp_path / "l.csv"
    lines.write_text(
        "year,function_code,economic_code,nature,project,fund,carry,amount_yuan,note\n"
        "2023,2012604,30101,人员,,一般公共预算,当年,500000,\n"
        "2023,2012604,30227,项目,数字化,一般公共预算,当年,120000.5,\n",
        encoding="utf-8",
    )
    income = tmp_path / "i.csv"
    income.write_text("year,source,carry,amount_yuan\n2023,一般公共预算,当年,620000.5\n", encoding="utf-8")
    assert "导入支出明细 2 行" in run("import-lines", book, lines)[1]
    assert "620,000.50" in run("import-income", book, income)[1]
    status, shown, _ = run("check", book, *FORM)
    errors = [line for line in shown.splitlines() if line.startswith("错误")]
    assert (status, [line.split()[1] for line in errors]) == (1, ["C140", "C140"]), shown
    assert "没有录入2022年预算" in errors[0] + errors[1]
    status, shown, _ = run("export", book, *FORM, "--out", out, "--only", "xlsx,docx")
    assert status == 0
    assert sorted(p.suffix for p in out.iterdir()) == [".docx", ".xlsx"]


def test_a_new_book_has_the_unit_as_named_and_this_and_last_year(run, tmp_path):
    path = tmp_path / "新.mzb"
    shown = run("new", path, "--unit", " 某县档案馆 ", "--kind", "参公", "--scope", "部门", "--year", "2026")[1]
    assert "2026年" in shown
    with Book.open_to_read(path) as book:
        (unit,) = book.records(Unit)
        assert (unit.name, unit.kind, unit.scope) == ("某县档案馆", "参公", "部门")
        assert sorted(b.year for b in book.records(Budget)) == [2025, 2026]
        assert [s.name for s in book.history()] == ["新建账本"]


def test_an_export_with_open_errors_is_marked_a_draft_and_said_so(run, wuxi_book, tmp_path):
    from desktop.ledger.records import Income

    with Book.open(wuxi_book) as book, book.operation("改"):
        income = book.records(Income)[0]
        book.update(replace(income, amount=income.amount + 1))
    status, shown, said = run("export", wuxi_book, *FORM, "--out", tmp_path / "o", "--only", "docx")
    assert status == 0
    assert "回读核对" in shown
    assert "文件页脚已注明“草稿”" in said


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_a_year_out_of_reach_makes_no_book(run, tmp_path, year):
    status, _, said = run("new", tmp_path / "新.mzb", "--unit", "甲", "--kind", "事业", "--year", year)
    assert (status, "四位年份" in said) == (1, True)
    assert not (tmp_path / "新.mzb").exists()


def test_what_is_to_be_published_with_open_errors_is_refused_unless_a_draft_is_asked_for(run, tmp_path):
    path, out = tmp_path / "空.mzb", tmp_path / "o"
    run("new", path, "--unit", "某县档案馆", "--kind", "事业", "--year", "2023")
    with Book.open(path) as book, book.operation("改"):
        budget = next(each for each in book.records(Budget) if each.year == 2023)
        book.update(replace(budget, stage="公开"))
    status, shown, said = run("export", path, *FORM, "--out", out)
    assert (status, shown, out.exists()) == (1, "", False)
    assert said.startswith("某县档案馆 2023年“公开”还有 ")
    assert "  C140 预算是空的，没有录入任何收入和支出" in said
    assert "--draft" in said.splitlines()[-1]
    run("layout", path, *FORM, "--set", "file_name={year}{unit}（{stage}）")
    status, shown, said = run("export", path, *FORM, "--out", out, "--draft", "--only", "docx", "--zip")
    assert (status, "文件页脚已注明“草稿”" in said) == (0, True)
    assert [each.name for each in out.iterdir()] == ["草稿_2023某县档案馆（公开）.zip"]
    assert shown.startswith(str(out / "草稿_2023某县档案馆（公开）.zip"))


def test_pages_bear_a_code_where_it_is_asked_for(run, wuxi_book, tmp_path, monkeypatch):
    from desktop.exporters import package

    given = []
    monkeypatch.setattr(package, "export", lambda publication, *_, **__: given.append(publication.page_code) or [])
    for option in ([], ["--qr"], ["--no-qr"]):
        assert run("export", wuxi_book, *FORM, "--out", tmp_path, *option)[0] == 0
    plain, coded, without = given
    assert (plain, without) == ("", "")
    assert coded.startswith("|2023|草稿|")


def test_a_scenario_bears_no_code(run, wuxi_book, tmp_path):
    assert run("scenario", "new", wuxi_book, "试算")[0] == 0
    status, _, said = run("export", wuxi_book, *FORM, "--out", tmp_path, "--scenario", "试算", "--qr")
    assert (status != 0, "不印二维码" in said) == (True, True)


def test_a_pdf_that_cannot_be_written_is_told_and_the_command_does_not_end_well(run, tmp_path):
    """Who asked for three files and got two must notice, in a script too."""
    book, out = tmp_path / "村.mzb", tmp_path / "out"
    assert run("new", book, "--unit", "𠮷家村委会", "--kind", "事业", "--year", "2023")[0] == 0
    status, shown, said = run("export", book, *FORM, "--out", out, "--draft", "--only", "xlsx,pdf")
    assert (status, [path.suffix for path in out.iterdir()]) == (1, [".xlsx"])
    assert "没有写PDF 打印稿" in said and "“𠮷”（U+20BB7）" in said and ".xlsx" in shown
