"""pack, take-in and issue-control on the command line, and verify on what they wrote."""

import json
import zipfile
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Control, Income
from tests import samples


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "单位.mzb"
    samples.write("qinghe_2025", path)
    return path


@pytest.fixture
def bureau(tmp_path, run):
    return samples.once(_bureau, tmp_path / "局.mzb", run)


def _bureau(path, run):
    assert run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2025", "--scope", "部门")[0] == 0


def test_a_unit_is_sent_taken_in_again_and_held_against_its_book(run, own, bureau, tmp_path):
    pack = tmp_path / "单位.mzs"
    status, out, _ = run("pack", own, "--out", pack)
    of_one = "2080801 死亡抚恤，30305 生活补助，一般公共预算（本级）：2025年草稿"
    assert (status, pack.exists(), f"{of_one}只有 1 人，数额可从预算表看出" in out) == (1, False, True)
    assert out.splitlines()[-1].endswith("没有传出，确认要传出请加 --with-few-people")
    status, out, _ = run("pack", own, "--out", pack, "--with-few-people")
    assert (status, "青禾县政务服务中心 2025年 草稿（上列科目已同意传出）" in out) == (0, True)
    assert "已经存在，没有覆盖" in run("pack", own, "--out", pack, "--with-few-people")[2]
    status, out, _ = run("verify", pack, "--book", own)
    assert (status, out.splitlines()[-1]) == (0, "与账本一致")
    assert f"注意：{of_one}不足 3 人，数额可从预算表看出" in out
    status, out, err = run("take-in", bureau, pack)
    assert (status, out.splitlines()[-1]) == (0, "已装入 1 个单位"), err
    assert "新增单位，在“某局”之下" in out
    assert "已经装入过，内容相同" in run("take-in", bureau, pack)[1]
    rows = json.loads(run("units", bureau, "--json")[1])
    assert [(row["name"], row["level"], row["stage"]) for row in rows][1] == ("青禾县政务服务中心", 1, "草稿")

    assert rows[1]["taken_in"]
    assert " 装入" in run("units", bureau)[1]
    assert "是装入的，由单位自己编制" in run("roll-forward", bureau, "--unit", "101002")[2]
    status, out, err = run("next-stage", bureau, "一上", "--all")
    assert (status, "有 1 个单位是装入的，没有处理" in err) == (0, True)

    run("import-income", own, _income(tmp_path), "--year", "2025")
    newer = tmp_path / "单位2.mzs"
    run("pack", own, "--out", newer, "--with-few-people")
    status, out, _ = run("take-in", bureau, newer)
    assert (status, "没有装入；确认要替换请加 --yes" in out, "收入合计" in out) == (1, True, True)
    assert run("verify", newer, "--book", bureau)[0] == 1
    assert run("take-in", bureau, newer, "--yes")[0] == 0
    status, out, _ = run("verify", newer, "--book", bureau, "--json")
    assert (status, json.loads(out)["differences"]) == (0, [])


@pytest.mark.journey
def test_what_was_taken_in_is_taken_back_and_taken_in_again(run, own, bureau, tmp_path):
    assert run("redo", bureau)[:2] == (1, "没有可以重做的操作\n")
    before = run("dump", bureau)[1]
    run("pack", own, "--out", tmp_path / "单位.mzs", "--with-few-people")
    assert run("take-in", bureau, tmp_path / "单位.mzs")[0] == 0
    after = run("lines", bureau, "--all", "--json")[1]
    assert run("undo", bureau)[1] == "已撤销：装入 青禾县政务服务中心（101002） 2025年 草稿\n"
    assert run("dump", bureau)[1] == before
    assert run("redo", bureau)[0] == 0
    assert run("lines", bureau, "--all", "--json")[1] == after


def _income(folder):
    file = folder / "收入.csv"
    file.write_text("year,source,carry,amount_yuan\n2025,其他收入,当年,100\n", encoding="utf-8")
    return file


@pytest.mark.usefixtures("outside_files_are_read_in_a_child")
def test_control_numbers_go_down(run, own, bureau, tmp_path):
    assert (
        run("unit", "add", bureau, "青禾县政务服务中心", "--kind", "事业", "--code", "101002", "--under", "某局")[0]
        == 0
    )
    assert "没有可以下达的" in run("issue-control", bureau, "--out", tmp_path / "下达")[2]
    with Book.open(bureau) as opened, opened.operation("控制数"):
        budget = next(b for b in opened.records(Budget, year=2025) if b.unit_id == 2)
        opened.insert(Control(budget_id=budget.id, block="人员经费", amount=100_00))
    status, out, _ = run("issue-control", bureau, "--out", tmp_path / "下达", "--reference", "某财〔2025〕1号")
    assert (status, "青禾县政务服务中心\t1 项" in out) == (0, True)
    assert "已经存在，没有覆盖" in run("issue-control", bureau, "--out", tmp_path / "下达")[2]
    (file,) = (tmp_path / "下达").iterdir()
    with Book.open(own) as opened, opened.operation("旧数"):
        newest = max(opened.records(Budget), key=lambda each: each.year)
        opened.insert(Control(budget_id=newest.id, block="人员经费", amount=1_00))
    status, out, _ = run("take-in", own, file)
    assert (status, "控制数“人员经费”控制数：1.00 元 → 100.00 元" in out, "请加 --yes" in out) == (1, True, True)
    assert "控制数共 1 项" in run("take-in", own, file, "--yes")[1]
    with Book.open_to_read(own) as opened:
        assert [(c.reference, c.amount) for c in opened.records(Control)] == [("", 1_00), ("某财〔2025〕1号", 100_00)]
    assert "控制数一次装入一个文件" in run("take-in", own, file, file)[2]


def test_a_file_that_is_no_pack_is_refused_in_words(run, own, bureau):
    assert "是账本（.mzb）" in run("verify", own)[2]
    assert "不是单位数据包" in run("take-in", bureau, own)[2]


def test_a_printed_file_and_the_code_at_its_foot_are_held_against_the_book(run, own, tmp_path):
    run("export", own, "--out", tmp_path / "out", "--only", "html")
    (page,) = (tmp_path / "out").glob("*.html")
    status, out, _ = run("verify", page, "--book", own)
    assert (status, out.splitlines()[-1]) == (0, "文件与账本一致")
    code = out.splitlines()[0].split()[-1]
    assert run("verify", f" {code.lower()}", "--book", own)[1].startswith(
        f"版本 {code} 就是账本现在的：青禾县政务服务中心 2025年"
    )
    for typed in (code.replace("-", ""), code.replace("-", "　").lower()):
        assert run("verify", typed, "--book", own)[1].startswith(f"版本 {code} 就是账本现在的")
    assert run("verify", "0000-0000", "--book", own)[0] == 1
    assert "要写明账本" in run("verify", code)[2]
    page.write_text(page.read_text(encoding="utf-8").replace("<h2>", "<h2>附"), encoding="utf-8")
    packed = tmp_path / "公开.zip"
    with zipfile.ZipFile(packed, "w") as package:
        package.write(page, page.name)
    assert "这是 1 个公开文件的压缩包；请加 --book" in run("verify", packed)[2]
    status, out, _ = run("verify", packed, "--book", own)
    assert (status, out.splitlines()[0]) == (1, f"{page.name}：")
    status, out, _ = run("verify", page, "--book", own, "--json")
    assert (status, json.loads(out)["differences"][0]["file"][:1]) == (1, "附")


def test_a_code_of_before_says_which_steps_and_what_is_another(run, own):
    shown = json.loads(run("verify", "0000-0000", "--book", own, "--json")[1])
    assert shown == []
    with Book.open(own) as book:
        budget = pipeline.newest_budget(book)
        then = pipeline.of_book(book, budget=budget).version
        with book.operation("加收入"):
            income = book.records(Income, budget_id=budget.id)[0]
            book.update(replace(income, amount=income.amount + 10_000_00))
        code = pipeline.page_code_of(pipeline.of_book(book, budget=budget)) + "|2|20"
    assert "第 2 页，共 20 页\n版本 " in run("verify", code, "--book", own)[1]
    status, out, _ = run("verify", f"版本 {then.lower()}", "--book", own)
    first, *differing, last = out.splitlines()
    assert (status, first.startswith(f"版本 {then} 是账本较早的：")) == (1, True)
    assert "“加收入”以前）" in first
    assert last == f"与账本现在有 {len(differing)} 处不同"
    assert all(line.startswith(("  说明第", "  《")) and "当时“" in line for line in differing)
    (found,) = json.loads(run("verify", then, "--book", own, "--json")[1])
    assert (found["present"], found["until"]["step"], len(found["differences"])) == (False, "加收入", len(differing))
