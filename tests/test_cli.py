"""The command line as scripts use it: exit codes, JSON shapes, and one Chinese sentence for every failure."""

import argparse
import errno
import io
import json
import os
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import VERSION, cli
from desktop.cli import _parser, main
from desktop.commands import policies
from desktop.commands.parsing import Command
from desktop.ledger.book import Book
from desktop.ledger.records import Asset, Budget, Income
from tests.openings import backups_at_opening, opening_makes_no_backup

__all__ = ["backups_at_opening", "opening_makes_no_backup"]

ROOT = Path(__file__).resolve().parent.parent
FORM = ["--form", "chongqing/2023"]


FAILURES = [
    (["check", "{tmp}/none.mzb", *FORM], "找不到账本"),
    (["check", "{tmp}/text.mzb", *FORM], "不是明账账本"),
    (["check", "{tmp}", *FORM], "是文件夹"),
    (["check", "{book}", "--form", "nowhere/1"], "没有名为“nowhere/1”的公开版式"),
    (["sample", "nothing", "{tmp}/x.mzb"], "没有名为“nothing”的示例账本"),
    (["sample", "wuxi_2023", "{book}"], "已经存在"),
    (["export", "{book}", *FORM, "--out", "{tmp}/o", "--only", "exe"], "不能导出“exe”"),
    (["export", "{book}", *FORM, "--out", "{tmp}/text.mzb"], "text.mzb"),
    (["import-lines", "{book}", "{tmp}/none.csv"], "找不到"),
    (["new", "{tmp}/y.mzb", "--unit", " ", "--kind", "事业", "--year", "2025"], "单位名称不能为空"),
    (["new", "{tmp}/y.mzb", "--unit", "甲", "--kind", "事业", "--year", "25"], "四位年份"),
]


@pytest.mark.parametrize(("arguments", "said"), FAILURES, ids=[str(n) for n in range(len(FAILURES))])
def test_every_failure_is_one_chinese_sentence(run, wuxi_book, tmp_path, arguments, said):
    (tmp_path / "text.mzb").write_text("hello")
    filled = [a.replace("{tmp}", str(tmp_path)).replace("{book}", str(wuxi_book)) for a in arguments]
    status, _, error = run(*filled)
    assert status == 1
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert re.search("[\u4e00-\u9fff]", error)
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["foo"], "没有 foo 这个命令；用"), (["check"], "缺少 book"), (["new", "a", "--unit", "b", "--kind", "企业", "--year", "1"], "--kind"),
     (["samples", "--x"], "不认识 --x")],
)  # fmt: skip
def test_wrong_arguments_are_answered_in_chinese(arguments, said, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert "命令参数不对" in error
    assert said in error


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"明账 {VERSION}\n"


@pytest.mark.parametrize(
    ("words", "opened"), [(["我的 账本.mzb"], True), (["A.MZB"], True), (["单位.mzs"], True), (["samples"], False)]
)
def test_a_book_alone_is_opened_in_the_window(words, opened, monkeypatch):
    """A double click, a book dropped on the icon."""
    shown = []
    monkeypatch.setattr(cli, "_window", lambda path: shown.append(path) or 0)
    assert main(words) == 0
    assert shown == ([Path(words[0])] if opened else [])


def test_the_history_is_cleared_only_when_it_is_meant(run, tmp_path):
    book = tmp_path / "清河.mzb"
    run("sample", "qinghe_2025", book)
    run("next-stage", book, "一上")
    before = run("lines", book, "--json")[1]
    status, shown, said = run("clear-history", book)
    assert (status, said) == (1, "没有清除；确认要清除请加 --yes\n")
    assert shown.startswith("将清除 2 步修改历史，清除后不能撤销；")
    status, shown, _ = run("clear-history", book, "--yes")
    assert status == 0
    assert shown.startswith("已清除 2 步修改历史和不再使用的附件；账本现有内容没有变化\n账本文件由 ")
    assert "程序无法清除" in shown
    assert run("lines", book, "--json")[1] == before
    with Book.open_to_read(book) as opened:
        assert [o.name for o in opened.history()] == ["清除历史"]
        assert [b.reason for b in opened.backups()] == ["清除历史"]


def test_a_book_in_a_synced_folder_or_forked_is_told_on_stderr_only(run, tmp_path):
    (tmp_path / "坚果云").mkdir()
    book, other = tmp_path / "坚果云" / "a.mzb", tmp_path / "b.mzb"
    run("sample", "qinghe_2025", book)
    shutil.copy(book, other)
    status, shown, said = run("lines", book, "--json")
    assert (status, said[:12]) == (0, "注意：账本在“坚果云”同")
    assert json.loads(shown)
    assert run("next-stage", book, "一上")[2] == said
    assert "注意：这是较早的一份账本" in run("next-stage", other, "一下控制数", "--elsewhere", "一上=1号")[2]
    assert "注意：同一账本有两份不同的修改" in run("roll-forward", book)[2]


def test_what_an_earlier_version_left_open_to_others_is_closed(run, home):
    home.mkdir(exist_ok=True)
    (home / "settings.ini").write_text("[x]")
    (home / "settings.ini").chmod(0o644)
    run("samples")
    assert (home / "settings.ini").stat().st_mode & 0o777 == 0o600


def test_a_book_with_a_pack_without_pay_items_is_told_why_no_roster_can_be_read(run, tmp_path):
    from dataclasses import replace

    from desktop.catalog import policy
    from desktop.ledger.book import Book

    book = tmp_path / "a.mzb"
    run("new", book, "--unit", "某单位", "--kind", "事业", "--year", "2025")
    with Book.open(book) as opened, opened.operation("旧账本的参数包"):
        unit = opened.units()[0]
        opened.update(replace(opened.budgets(unit.id)[0], policy="空"))
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    (policy.own_folder() / "空.toml").write_text('title = "空包"', encoding="utf-8")
    roster = tmp_path / "花名册.csv"
    roster.write_text("姓名,岗位工资\n甲,3010\n", encoding="utf-8")
    told = run("import-roster", book, roster)[2]
    assert "政策参数包“空包”没有人员项目，不能导入工资；请先改选有计算规则的参数包" in told


def test_a_mistake_of_ours_is_one_sentence_without_values_and_whole_when_debugging(run, monkeypatch):
    def fail(_):
        raise ValueError("张三 3010.00")

    monkeypatch.setattr(policies, "COMMANDS", (Command("policies", "列出政策参数包", fail),))
    status, shown, error = run("policies")
    assert (status, shown) == (1, "")
    assert "程序内部问题（ValueError" in error
    assert "账本未受影响" in error
    assert "张三" not in error
    monkeypatch.setenv("MINGZHANG_DEBUG", "1")
    with pytest.raises(ValueError, match="张三"):
        main(["policies"])


@pytest.mark.parametrize(
    ("variables", "screen"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({"DISPLAY": ""}, False)],
)
def test_without_a_screen_the_same_job_is_done_headless(run, monkeypatch, variables, screen):
    from desktop import cli

    done = []
    monkeypatch.setattr(cli.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cli, "_window", lambda book: done.append(("window", book)) or 0)
    monkeypatch.setattr("desktop.first_run.headless_run", lambda out: done.append(("headless", out)) or 0)
    monkeypatch.setattr("desktop.first_run.sample_book", lambda: Path("示例.mzb"))
    assert run()[0] == 0
    assert done == [("window", Path("示例.mzb")) if screen else ("headless", Path("out"))]


def test_a_window_opens_on_the_sample_only_while_no_book_is_known(run, monkeypatch, wuxi_book):
    from desktop import cli
    from desktop.ui.start import recent

    opened = []
    monkeypatch.setattr(cli, "_has_screen", lambda: True)
    monkeypatch.setattr(cli, "_window", lambda book: opened.append(book) or 0)
    recent.remember(wuxi_book)
    assert (run()[0], run("open", wuxi_book)[0]) == (0, 0)
    assert opened == [None, wuxi_book]


OF_NO_BUDGET = {
    "open": "the window turns to the newest",
    "sample": "makes a book",
    "new": "makes a book",
    "clear-history": "of the whole book",
    "report-problem": "of the whole book",
    **dict.fromkeys(("units", "unit add", "unit rename", "unit move", "unit end"), "of the units, whatever the year"),
    "catalog import": "its year is that of the edition",
    **dict.fromkeys(("take-in", "verify"), "year and stage are those of the file"),
    **dict.fromkeys(("undo", "redo"), "one step of the whole book"),
}
"""Commands that name a book and are about no budget of it."""


def commands():
    """Every command with its parser, those under another one too."""
    waiting, found = [("", _parser([]))], {}
    while waiting:
        name, parser = waiting.pop()
        below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        for action in below:
            waiting += [(f"{name} {key}".strip(), each) for key, each in action.choices.items()]
        if name and not below:
            found[name] = parser
    return found


def test_every_command_that_reads_or_writes_a_book_says_of_which_year_and_stage():
    lacking = []
    for name, parser in commands().items():
        names = {option for action in parser._actions for option in (*action.option_strings, action.dest)}
        if {"book", "--book"} & names and name not in OF_NO_BUDGET and not {"--year", "--stage"} <= names:
            lacking.append(name)
    assert lacking == []
    assert OF_NO_BUDGET.keys() <= commands().keys()


@pytest.fixture
def staged(run, tmp_path):
    """A book with 2026 and two stages of 2027."""
    path = tmp_path / "a.mzb"
    run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2027")
    run("next-stage", path, "一上", "--year", "2027", "--stage", "草稿")
    return path


def budgets_with(path, kind):
    with Book.open_to_read(path) as book:
        return {f"{b.year}{b.stage}": len(book.records(kind, budget_id=b.id)) for b in book.records(Budget)}


def test_rows_of_a_file_go_into_the_budget_that_is_named(run, staged, tmp_path):
    file = tmp_path / "收入.csv"
    file.write_text("year,source,carry,amount_yuan\n2027,一般公共预算,当年,100\n", encoding="utf-8")
    assert run("import-income", staged, file, "--year", "2027")[0] == 0
    assert budgets_with(staged, Income) == {"2026草稿": 0, "2027草稿": 0, "2027一上": 1}
    assert "已经封存" in run("import-income", staged, file, "--stage", "草稿")[2]
    assert run("import-income", staged, file, "--year", "2026")[0] == 1
    assert run("import-lines", staged, file, "--year", "2030")[2].startswith("账本中没有2030年的预算")


def test_one_stage_goes_out_and_in_alone(run, staged, tmp_path):
    run("set", staged, "资产存量.公务用车=3")
    data = json.loads(run("dump", staged, "--year", "2027", "--stage", "一上")[1])
    assert [(b["year"], b["stage"]) for b in data["unit"][0]["budget"]] == [(2027, "一上")]
    assert "没有2030年" in run("dump", staged, "--year", "2030")[2]
    whole, again = tmp_path / "全.json", tmp_path / "b.mzb"
    whole.write_text(run("dump", staged)[1], encoding="utf-8")
    assert "没有2027年“公开”的预算" in run("load", again, whole, "--year", "2027", "--stage", "公开")[2]
    assert not again.exists()
    assert run("load", again, whole, "--stage", "一上")[0] == 0
    assert budgets_with(again, Asset) == {"2027一上": 1}


def test_stages_are_compared_by_their_names_where_the_year_is_said(run, staged, tmp_path):
    run("set", staged, "资产存量.公务用车=3")
    assert "共 1 处不同" in run("diff", staged, "草稿", "一上", "--year", "2027")[1]
    assert "两者相同" in run("diff", staged, "2026", "2027", "--stage", "草稿")[1]
    copy = tmp_path / "c.mzb"
    shutil.copy(staged, copy)
    assert "--stage 要与 --year 一起写" in run("diff", staged, copy, "--stage", "一上")[2]
    shown = run("diff", staged, copy, "--year", "2026")[1]
    assert "2027年" not in shown


def test_a_stage_is_not_copied_from_one_that_is_not_there(run, staged):
    assert "没有2027年“批复”的预算" in run("next-stage", staged, "公开", "--year", "2027", "--stage", "批复")[2]


def test_published_figures_go_before_the_year_that_is_named(run, staged, tmp_path):
    assert "没有2030年的预算" in run("import-last-year", staged, tmp_path / "无.xlsx", "--year", "2030")[2]


@pytest.mark.parametrize(
    ("platform", "error", "gone"),
    [
        ("linux", BrokenPipeError(errno.EPIPE, "Broken pipe"), True),
        ("win32", OSError(errno.EINVAL, "Invalid argument"), True),
        ("win32", OSError(errno.EINVAL, "Invalid argument", "a.mzb"), False),
        ("linux", OSError(errno.EINVAL, "Invalid argument"), False),
    ],
)
def test_a_reader_that_has_gone_is_no_disk_error(platform, error, gone, monkeypatch):
    monkeypatch.setattr(cli.sys, "platform", platform)
    assert cli._reader_has_gone(error) is gone


def test_nothing_is_said_when_the_reader_ends_first(monkeypatch, tmp_path, capsys):
    """`mingzhang samples | head -0`: what is still to be written is noticed before Python ends."""
    with (tmp_path / "pipe").open("w", encoding="utf-8") as stream:

        def fail():
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

        monkeypatch.setattr(cli.sys, "stdout", SimpleNamespace(write=stream.write, flush=fail, fileno=stream.fileno))
        assert main(["samples"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("terminal", "encoding"), [(True, "gbk"), (False, "utf-8")])
def test_a_terminal_is_spoken_to_in_its_own_encoding(terminal, encoding, monkeypatch):
    """And a file or another program in UTF-8; a sign the terminal lacks becomes a question mark."""

    class Stream(io.TextIOWrapper):
        def isatty(self):
            return terminal

    raw = io.BytesIO()
    shown = Stream(raw, encoding="gbk")
    monkeypatch.setattr(cli.sys, "stdout", shown)
    assert main(["samples"]) == 0
    print("𬭎", file=shown, flush=True)
    assert "巫溪县政务服务中心" in raw.getvalue().decode(encoding)


def test_in_a_folder_of_somebody_else_the_demo_writes_into_the_users_own(monkeypatch, home):
    asked = []
    monkeypatch.setattr("desktop.first_run.headless_run", lambda out: asked.append(out) or 0)
    assert main(["demo"]) == 0
    monkeypatch.setattr(cli.os, "access", lambda *_: False)
    assert main(["demo"]) == 0
    assert asked == [Path("out"), home / "out"]


@pytest.mark.parametrize("words", [["check", "a\0.mzb"], ["export", "a.mzb", "--out", "a\0"], ["verify", "\0"]])
def test_a_nul_character_in_any_word_is_refused_plainly(words, capsys):
    assert main(words) == 1
    assert capsys.readouterr().err.endswith("”中含有空字符（多半是粘贴带来的），不能用作名称或路径；请重新输入\n")


@pytest.mark.parametrize(
    ("words", "status", "shown"),
    [
        (["units", "空.mzb"], 0, "账本中还没有单位"),
        (["diff", "空.mzb", "2024", "2025"], 1, "还没有预算，没有可以比较的"),
        (["verify", "空.mzb", "--book", "空.mzb"], 1, "“空.mzb”是账本（.mzb）"),
        (["verify", "空.mzb", "--unit", "某局"], 1, "--unit 只用来核验选择汇总"),
        (["take-in", "空.mzb", "."], 1, "“.”是文件夹，不是文件"),
        (["new", "", "--unit", "甲", "--year", "2026", "--kind", "事业"], 1, "没有写文件名"),
        (["new", " ", "--unit", "甲", "--year", "2026", "--kind", "事业"], 1, "没有写文件名"),
        (["sample", "qinghe_2025", ""], 1, "没有写文件名"),
        (["unit", "move", "空.mzb", "甲", "--place", "-1"], 1, "次序“-1”不对"),
    ],
)
def test_what_is_empty_or_something_else_is_named_as_that(words, status, shown, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Book.create(tmp_path / "空.mzb").close()
    assert main(words) == status
    assert shown in "".join(capsys.readouterr())


READING = (
    "check {}", "diff q.mzb {}", "import-projects q.mzb {}", "import-lines q.mzb {}", "import-last-year q.mzb {}",
    "take-in q.mzb {}", "verify {}", "verify {} --book q.mzb", "load neu.mzb {}", "policy check {}",
    "resources add {}", "template learn {}", "audit {}", "signed-pages q.mzb {}",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
def test_a_pipe_or_a_link_to_itself_is_never_read(tmp_path, monkeypatch, capsys):
    """The end of a pipe or a device may never come; a link to itself is no file."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "q.mzb", "--unit", "甲", "--kind", "事业", "--year", "2026"]) == 0
    os.mkfifo("管道.pdf")
    os.symlink("圈.pdf", "圈.pdf")
    opened = Path.open

    def watched(path, *more, **how):
        assert path.name != "管道.pdf", "it would wait for ever"
        return opened(path, *more, **how)

    monkeypatch.setattr(Path, "open", watched)
    for words in READING:
        for name in ("管道.pdf", "圈.pdf"):
            assert main(words.format(name).split()) in (1, 3)
            shown = capsys.readouterr().err
            assert name in shown, words
            assert "内部问题" not in shown, words
