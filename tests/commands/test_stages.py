"""Commands between the stages of a year: a 2027 book from 草稿 to 公开 and one 调整; freezing, opening again."""

import json

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from tests import samples


@pytest.fixture
def book(run, tmp_path):
    """A small budget of 2027 without an error."""
    return samples.once(_small, tmp_path / "a.mzb", run)


def _small(path, run):
    run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2027")
    status, _, err = run(
        *("set", path, "收入.一般公共预算=1000", "支出行.公用.2010301.30201.一般公共预算=600"),
        "支出行.公用.2010301.30211.一般公共预算=400",
    )
    assert (status, err) == (0, "")


def stages_of(path):
    with Book.open_to_read(path) as book:
        return [(each.stage, bool(each.frozen_at)) for each in book.records(Budget, year=2027)], book.fingerprint()


def total(run, path):
    lines = json.loads(run("lines", path, "--json")[1])
    return sum(line["fen"] for line in lines if line["side"] == "支出" and line["year"] == 2027)


def test_a_year_goes_through_all_stages_and_is_adjusted(run, book):
    assert run("next-stage", book, "一上")[1].endswith("2027年“草稿”已冻结；“一上”已建立，可继续编制\n")
    assert "同一阶段不能建立两次" in run("next-stage", book, "一上")[2]
    assert run("next-stage", book, "一下控制数")[0] == 0
    run("set", book, "控制数.公用经费=900")
    assert run("next-stage", book, "二上")[0] == 0
    refused = run("next-stage", book, "批复")
    assert refused[0] == 1
    for words in ("“二上”不能转入“批复”", "还要压减 100.00 元", "“30201 办公费” 600.00 元、“30211 差旅费” 400.00 元"):
        assert words in refused[2]
    run("set", book, "收入.一般公共预算=900", "支出行.公用.2010301.30201.一般公共预算=500")
    assert run("next-stage", book, "批复")[0] == 0
    assert run("next-stage", book, "公开")[0] == 0
    run("layout", book, "--reviewed", "财预〔2027〕1号")
    assert "C89" in run("next-stage", book, "调整")[2]
    run("set", book, *(f"{name}=某人" for name in ("保密审查结果", "保密审查人", "审签人", "单位负责人")))
    run("set", book, "保密审查日期=2027-02-01", "审签日期=2027-02-02")
    assert run("next-stage", book, "调整")[0] == 0
    assert [stage for stage, _ in stages_of(book)[0]] == ["草稿", "一上", "一下控制数", "二上", "批复", "公开", "调整"]
    entry = ("文号=财预〔2027〕9号", "日期=2027-06-30", "功能科目=2010301", "部门经济科目=30201")
    assert run("adjust", book, *entry, "方式=追加", "金额=300")[1].startswith("已录入预算调整 A1：文号 财预〔2027〕9号")
    assert total(run, book) == 1_200_00
    assert "调剂减少" in run("adjust", book, *entry, "方式=调剂减少", "金额=50")[1]
    assert "C116" in run("freeze", book)[2]
    run("adjust", book, *entry[:3], "部门经济科目=30211", "方式=调剂增加", "金额=50")
    assert "预算调整·追加（财预〔2027〕9号）" in run("explain", book, "A1")[1]
    assert "已冻结" in run("freeze", book)[1]
    assert "预算调整（追加、追减、调剂），属于当年，没有结转" in run("roll-forward", book)[1]
    assert total(run, book) == 900_00, "the next year is compared with what was approved"


def test_a_stage_is_frozen_and_opened_again(run, book):
    before = stages_of(book)
    assert "可以用 unfreeze 解除" in run("freeze", book)[1]
    assert "已经封存" in run("set", book, "资产存量.公务用车=3")[2]
    assert run("next-stage", book, "一上")[0] == 0
    assert "解除冻结要写明理由" in run("unfreeze", book, "--reason", " ")[2]
    assert run("unfreeze", book, "--reason", "漏报")[1] == "2027年“草稿”已解除冻结，可以修改；理由记入修改历史\n"
    assert stages_of(book) == before
    assert "没有冻结" in run("unfreeze", book, "--reason", "漏报")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("next-stage", "二上"), "“一上”、“一下控制数”没有编制"),
        (("next-stage", "二上", "--elsewhere", "一上"), "请写成 阶段=文号"),
        (("next-stage", "二上", "--elsewhere", "三上=1号"), "没有“三上”这个阶段"),
        (("next-stage", "一上", "--reason", "同意"), "请写成 编号=理由"),
        (("adjust", "方式=追加"), "现在是“草稿”；预算调整在“调整”阶段录入"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, words, run, book):
    before = stages_of(book)
    status, _, err = run(arguments[0], book, *arguments[1:])
    assert (status, words in err) == (1, True), err
    assert stages_of(book) == before


def test_a_book_may_begin_at_a_later_stage_and_says_what_it_cannot_check(run, book):
    elsewhere = [f"{stage}=某财〔2026〕{n}号" for n, stage in enumerate(("一上", "一下控制数", "二上", "批复"))]
    status, _, err = run("next-stage", book, "公开", *(part for text in elsewhere for part in ("--elsewhere", text)))
    assert (status, err) == (0, "")
    shown = run("check", book)[1]
    assert "未检查 C86 公开数与批复数一致：“批复”未在本软件编制（某财〔2026〕3号），不能与它核对" in shown
    assert run("set", book, "未在本软件编制.二上=某财〔2026〕9号")[1].endswith("某财〔2026〕2号 → 某财〔2026〕9号\n")
    assert "未检查 C85 各板块不超过控制数：“一下控制数”未在本软件编制（某财〔2026〕1号）" in shown


@pytest.mark.journey
def test_all_units_are_frozen_and_opened_in_one_step(run, tmp_path):
    path = tmp_path / "b.mzb"
    samples.write("department_2027", path)
    before = stages_of(path)[1]
    reasons = ("--reason", "C96=测试", "--reason", "C85=测试")
    status, shown, err = run("freeze", path, "--all", *reasons)
    assert (status, "个单位）" in shown) == (0, True), err
    run("unfreeze", path, "--unit", "231003", "--reason", "退回修改")
    assert "中医医院”：2027年“草稿”没有冻结；没有改动任何单位" in run("unfreeze", path, "--all", "--reason", "x")[2]
    assert run("freeze", path, "--unit", "231003", *reasons)[0] == 0
    assert run("unfreeze", path, "--all", "--reason", "退回修改")[0] == 0
    assert stages_of(path)[1] == before
    with Book.open(path) as book:
        assert [book.undo().name[:4] for _ in range(2)] == ["解除冻结", "冻结20"]


def test_status_says_what_is_to_be_done_now(run, book):
    out = run("status", book)[1]
    assert out.startswith("某局　2027年“草稿”\n待办　编制草稿，完成后转入“一上”；期限未知：")
    shown = json.loads(run("status", book, "--json")[1])
    assert (shown["stage"], shown["frozen"]) == ("草稿", None)
    assert {each["state"] for each in shown["work"]} == {"待办", "以后", "已办"}


def test_status_of_an_empty_book_says_that_nothing_was_entered(run, tmp_path):
    run("new", tmp_path / "空.mzb", "--unit", "某局", "--kind", "行政", "--year", "2027")
    said = run("status", tmp_path / "空.mzb")[1]
    assert "\n待办　还没有录入本年预算：先读入上年公开的文件" in said
    ways = ("读入上年公开的文件", "导入工资表或花名册", "录入项目")
    assert sorted(ways, key=said.index) == list(ways), "that of least effort first"


def test_signed_pages_are_kept_with_a_stage_listed_found_again_and_taken_back(run, book, tmp_path):
    assert "还没有签字页" in run("signed-pages", book)[1]
    scan, other = tmp_path / "扫描.png", tmp_path / "报价.exe"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n signed")
    other.write_bytes(b"MZ")
    assert run("freeze", book)[0] == 0
    assert run("signed-pages", book, scan, other)[0] != 0  # all or none
    status, out, _ = run("signed-pages", book, scan)
    assert (status, out.startswith("2027年 草稿　扫描.png　")) == (0, True)
    (listed,) = json.loads(run("signed-pages", book, "--json", "--out", tmp_path / "出")[1])
    assert (listed["stage"], listed["changed_since"], len(listed["sha256"])) == ("草稿", False, 64)
    (copy,) = (tmp_path / "出").iterdir()
    assert (copy.suffix, copy.read_bytes()) == (".png", scan.read_bytes())
    status, out, _ = run("verify", copy, "--book", book)
    assert (status, out.startswith("与账本保存的签字页完全相同：2027年 草稿，")) == (0, True)
    assert json.loads(run("verify", copy, "--book", book, "--json")[1])["signed"] == listed["sha256"]
    assert "添加签字页 1 个" in run("undo", book)[1]
    assert json.loads(run("signed-pages", book, "--json")[1]) == []
