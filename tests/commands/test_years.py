"""Commands between years: rolling forward, differences, causes."""

import json

import pytest

from desktop.commands.years import find_budget
from desktop.findings import UserError
from desktop.ledger.book import Book


def test_stages_and_years(run, tmp_path):
    book = tmp_path / "清河.mzb"
    assert run("sample", "qinghe_2025", book)[0] == 0
    found = json.loads(run("causes", book, "--json")[1])
    assert all(item["fen"] == sum(part["fen"] for part in item["parts"]) for item in found)
    by_code = {item["code"]: item["fen"] for item in found}
    assert by_code["支出"] == sum(fen for code, fen in by_code.items() if code not in ("支出", "收入"))
    assert by_code["2010399"] == -25_000_00
    staged = run("next-stage", book, "一上")
    assert staged[1].endswith("2025年“草稿”已冻结；“一上”已建立，可继续编制\n")
    assert run("diff", book, "2025/草稿", "2025/一上")[1] == "两者相同\n"
    assert "请核对以下" in run("roll-forward", book)[1]
    assert "合计“收入合计”金额：" in run("diff", book, "2025", "2026")[1]
    missing = run("diff", book, "2025", "2031")
    assert missing[0] == 1
    assert missing[2] == "账本中没有“2031”；现有：2024/草稿、2025/草稿、2025/一上、2026/草稿\n"


def test_a_year_alone_means_its_newest_stage(run, wuxi_book):
    run("next-stage", wuxi_book, "一上")
    with Book.open_to_read(wuxi_book) as book:
        assert find_budget(book, "2023").stage == "一上"
        assert find_budget(book, " 2023 / 草稿 ").stage == "草稿"
        with pytest.raises(UserError, match="2023/草稿、2023/一上"):
            find_budget(book, "2023/批复")


def test_differences_as_text_and_as_data(run, wuxi_book):
    shown = run("diff", wuxi_book, "2022", "2023")[1]
    data = json.loads(run("diff", wuxi_book, "2022", "2023", "--json")[1])
    assert f"共 {len(data)} 处不同" in shown
    assert len(shown.splitlines()) == len(data) + 1


def test_causes_add_up_line_by_line_and_need_a_last_year(run, wuxi_book, tmp_path):
    shown = run("causes", wuxi_book)[1]
    data = json.loads(run("causes", wuxi_book, "--json")[1])
    assert shown.splitlines()[0] == "支出 支出合计：-13,870.00 元"
    assert data[0]["fen"] == sum(part["fen"] for part in data[0]["parts"]) == -1_387_000
    new = tmp_path / "新.mzb"
    run("new", new, "--unit", "甲", "--kind", "事业", "--year", "2025")
    status, _, said = run("causes", new)
    assert (status, "没有2024年的数据" in said) == (1, True)
