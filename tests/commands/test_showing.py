"""Commands that read a book: the same figures as text and as JSON, exit status 1 on an error."""

import json

from desktop.ledger.book import Book
from tests import samples

FORM = ["--form", "chongqing/2023"]


def test_tables_as_json(run, wuxi_book):
    tables = json.loads(run("tables", wuxi_book, *FORM, "--json")[1])
    assert [t["number"] for t in tables][:3] == ["表一", "表二", "表三"]
    first = tables[0]
    assert first["unit"] == "万元"
    assert first["header"][0] == ["收入", "项目"]
    cell = first["rows"][0][1]
    assert (cell["text"], cell["fen"]) == ("360.67", 360_669_000)
    assert cell["line_ids"] == ["I1"]


def test_narrative_as_text_and_json(run, wuxi_book):
    assert "收入比2022年预算数减少1.39万元" in run("narrative", wuxi_book, *FORM)[1]
    data = json.loads(run("narrative", wuxi_book, *FORM, "--json")[1])
    figure = next(f for f in data["figures"] if f["id"] == "three_public_total")
    assert (figure["value"], figure["unit"], figure["fen"], figure["measure"]) == (
        "4",
        "万元",
        4_000_000,
        "three_public",
    )
    assert figure["change"]["direction"] == "持平"
    lines = {line["id"]: line for line in json.loads(run("lines", wuxi_book, "--json")[1])}
    assert [lines[i]["economic_code"] for i in figure["line_ids"]] == ["30231"]
    assert sum(lines[i]["fen"] for i in figure["line_ids"]) == figure["fen"]


def test_lines_hold_both_years_and_the_crosswalk(run, wuxi_book):
    lines = json.loads(run("lines", wuxi_book, "--json")[1])
    assert {line["year"] for line in lines} == {2022, 2023}
    assert {line["government_code"] for line in lines if line["side"] == "支出"} == {"50501", "50502"}
    assert len({line["id"] for line in lines}) == len(lines)


def test_check_fails_on_an_error_and_lists_what_was_not_checked(run, wuxi_book):
    with Book.open(wuxi_book) as book, book.operation("破坏"):
        from dataclasses import replace

        from desktop.ledger.records import Income

        income = book.records(Income)[0]
        book.update(replace(income, amount=income.amount + 1))
    status, shown, _ = run("check", wuxi_book, *FORM)
    assert status == 1
    assert "C01" in shown
    assert "相差 0.01 元" in shown
    assert shown.splitlines()[-1].endswith("mingzhang checks 编号")
    data = json.loads(run("check", wuxi_book, *FORM, "--json")[1])
    ended = {o["code"]: o["status"] for o in data["outcomes"]}
    assert ended["C01"] == "未通过"
    assert ended["C17"] == "不适用"


def test_tables_as_text_name_number_unit_and_notes(run, wuxi_book):
    shown = run("tables", wuxi_book, *FORM)[1]
    assert "表一 财政拨款收支总表（单位：万元）" in shown
    assert "收入/项目 | 收入/预算数" in shown
    assert "备注：本部门2023年没有政府性基金预算收支，本表无数据。" in shown


def test_a_line_is_explained_down_to_its_source_as_text_and_json(run, tmp_path):
    book = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", book)
    lines = json.loads(run("lines", book, "--json")[1])
    pension = next(line for line in lines if line["economic_code"] == "30108" and line["year"] == 2025)
    tree = json.loads(run("explain", book, pension["id"], "--json")[1])
    assert tree["children"]
    text = run("explain", book, pension["id"])[1]
    assert tree["label"] in text
    assert len(text.splitlines()) > len(tree["children"])


def test_a_line_that_is_not_there_is_said_with_the_way_out(run, wuxi_book):
    status, _, said = run("explain", wuxi_book, "L99999")
    assert (status, "没有编号为“L99999”的行" in said, "lines 命令" in said) == (1, True, True)


def test_a_sound_book_passes_and_says_what_was_not_looked_at(run, wuxi_book):
    status, shown, _ = run("check", wuxi_book, *FORM)
    assert status == 0
    assert "检查结果：通过" in shown
    assert any(line.strip().startswith("不适用 C17") for line in shown.splitlines())


def test_each_command_says_that_the_chosen_layout_is_not_used(run, wuxi_book, tmp_path):
    with Book.open(wuxi_book) as book:
        book.choose_form("gone/1999")
    text = tmp_path / "说明.txt"
    text.write_text("2023年收入360.67万元。", encoding="utf-8")
    for command in (("tables",), ("narrative",), ("export", "--out", tmp_path, "--only", "xlsx")):
        assert "“gone/1999”不能使用" in run(command[0], wuxi_book, *command[1:])[2], command
    assert "“gone/1999”不能使用" in run("audit", text, "--book", wuxi_book)[2]
    code, out, _ = run("check", wuxi_book)
    assert code == 1
    assert "错误 C99 账本选用的版式“gone/1999”不能使用" in out
    assert "C99" not in run("check", wuxi_book, "--form", "henan/2022")[1].partition("检查结果")[0]
