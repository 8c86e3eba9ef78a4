"""import-control and controls: shown first, entered as one step, refused with the true reason, every revision listed."""

import json
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.ledger.book import Book
from tests import samples


@pytest.fixture
def book(run, tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    return path


def write(path, number, amount):
    lines = [
        f"关于下达2025年预算控制数的通知（{number}）",
        "单位：万元",
        "类别,控制数",
        f"人员经费,{amount}",
        f"合计,{amount}",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_numbers_are_shown_entered_and_revised(run, book, tmp_path):
    file = write(tmp_path / "控.csv", "青财预〔2024〕12号", 10)
    status, shown, _ = run("import-control", book, file, "--preview")
    assert (status, "人员经费：（没有） → 100,000.00 元" in shown) == (0, True)
    assert "青财预" not in run("controls", book)[1]
    assert "已导入控制数 1 项" in run("import-control", book, file, "--date", "2024-11-20")[1]
    write(file, "青财预〔2025〕3号", 12)
    assert "100,000.00 元（青财预〔2024〕12号） → 120,000.00 元" in run("import-control", book, file)[1]
    (found, *_) = json.loads(run("controls", book, "--json")[1])
    assert (found["name"], found["amount"]) == ("人员经费", "120,000.00")
    assert [(r["document"], r["date"], r["in_force"]) for r in found["revisions"]] == [
        *(("青财预〔2024〕12号", "2024-11-20", False), ("青财预〔2025〕3号", "", True))
    ]
    assert "超过控制数 120,000.00 元，还要压减 " in run("check", book)[1]


def test_numbers_of_a_department_are_compared_with_all_its_units(run, tmp_path):
    path = tmp_path / "部门.mzb"
    run("sample", "department_2027", path)
    file = write(tmp_path / "控.csv", "澄财预〔2026〕5号", 10)
    file.write_text(file.read_text(encoding="utf-8").replace("2025", "2027"), encoding="utf-8")
    assert run("import-control", path, file, "--unit", "231")[0] == 0
    (found, *_) = json.loads(run("controls", path, "--json")[1])
    assert (found["name"], found["used"]) == ("人员经费", "11,631,654.88")


def test_a_file_with_anything_open_changes_nothing(run, book, tmp_path):
    file = tmp_path / "控.csv"
    file.write_text("类别,控制数\n机动费,5\n合计,6\n", encoding="utf-8")
    before = run("controls", book)[1]
    status, _, said = run("import-control", book, file)
    assert status == 1
    for words in (
        "没有写明金额单位",
        "没有文号",
        "不认识板块“机动费”",
        "“合计”写 6.00 元",
        "没有导入任何行，账本未改动",
    ):
        assert words in said
    status, shown, _ = run("import-control", book, file, "--preview", "--json")
    found = json.loads(shown)
    assert (status, [each["word"] for each in found["unknown"]], len(found["disagreements"])) == (1, ["机动费"], 1)
    assert run("controls", book)[1] == before
    words = (
        "--money",
        "元",
        "--document",
        "文",
        "--word",
        "机动费=项目支出",
        "--accept",
        found["disagreements"][0]["name"],
    )
    assert "已导入控制数 1 项" in run("import-control", book, file, *words)[1]
    assert "不对；请写成 词=意思" in run("import-control", book, file, "--word", "机动费")[2]


def test_approved_figures_are_compared_and_taken_over_only_when_asked(run, book, tmp_path):
    file = tmp_path / "批.csv"
    text = "青禾县2025年部门预算批复（青财预〔2025〕8号）\n单位：元\n类别,批复数\n人员经费,5\n"
    file.write_text(text, encoding="utf-8")
    status, shown, _ = run("import-approved", book, file)
    assert (status, "人员经费：批复 5.00 元，编报 " in shown, "（由您修改）" in shown) == (1, True, True)
    assert "注意：" in shown and "请先转入“批复”阶段" in shown
    status, _, wrong = run("import-approved", book, file, "--take")
    assert (status, "还不是批复，取得批复数会改掉编报的数" in wrong) == (1, True)
    with Book.open(book) as opened, opened.operation("批复"):
        opened.update(replace(pipeline.newest_budget(opened), stage="批复"))
    found = json.loads(run("import-approved", book, file, "--json")[1])
    assert [each["name"] for each in found["units"][0]["differences"]] == ["人员经费"]
    status, shown, _ = run("import-approved", book, file, "--take", "--date", "2025-01-25")
    assert (status, "文号 青财预〔2025〕8号，修改支出行 0 行；还有 1 处要由您修改支出行" in shown) == (0, True)
    file.write_text(text.replace("人员经费", "机动费"), encoding="utf-8")
    assert "不认识板块“机动费”" in run("import-approved", book, file, "--take")[2]
