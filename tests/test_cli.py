"""The command line as scripts use it: exit codes, JSON shapes, and one Chinese sentence for every failure."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import paths
from desktop.cli import main
from desktop.intake import sample
from desktop.ledger.book import Book

ROOT = Path(__file__).resolve().parent.parent
FORM = ["--form", "chongqing/2023"]


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main([str(a) for a in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return call


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
    assert "导入支出 2 行" in run("import-lines", book, lines)[1]
    assert "620,000.50" in run("import-income", book, income)[1]
    status, shown, _ = run("check", book, *FORM)
    assert status == 0, shown
    status, shown, _ = run("export", book, *FORM, "--out", out, "--only", "xlsx,docx")
    assert status == 0
    assert sorted(p.suffix for p in out.iterdir()) == [".docx", ".xlsx"]


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
    assert "收入比2022年减少1.39万元" in run("narrative", wuxi_book, *FORM)[1]
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
    data = json.loads(run("check", wuxi_book, *FORM, "--json")[1])
    ended = {o["code"]: o["status"] for o in data["outcomes"]}
    assert ended["C01"] == "未通过"
    assert ended["C17"] == "不适用"


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
    [(["foo"], "不能是 'foo'"), (["check"], "缺少 book"), (["new", "a", "--unit", "b", "--kind", "企业", "--year", "1"], "--kind"),
     (["samples", "--x"], "不认识 --x")],
)  # fmt: skip
def test_wrong_arguments_are_answered_in_chinese(arguments, said, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    error = capsys.readouterr().err
    assert "命令参数不对" in error
    assert said in error


def test_a_held_book_can_be_read_through_a_copy(run, wuxi_book):
    code = (
        "import sys\nfrom pathlib import Path\nfrom desktop.ledger.book import Book\nb = Book.open(Path(sys.argv[1]))\n"
    )
    code += "print('held', flush=True)\nsys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(wuxi_book)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline().strip() == "held"
    status, _, error = run("check", wuxi_book, *FORM)
    assert status == 1
    assert "正被用户" in error
    assert "--copy" in error
    assert run("check", wuxi_book, *FORM, "--copy")[0] == 0
    assert list(paths.copied_books().iterdir()) == [], "the copy goes when the command is done"
    holder.communicate("")


def test_headless_run_makes_everything(tmp_path):
    import os

    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment |= {"PYTHONPATH": str(ROOT)}
    shown = subprocess.run(
        [sys.executable, "-m", "desktop"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    made = sorted(p.name for p in (tmp_path / "out").iterdir())
    title = "巫溪县政务服务中心_2023_预算公开"
    assert made == sorted(["wuxi_2023.mzb", f"{title}.docx", f"{title}.pdf", f"{title}.xlsx"])
    assert "共 12 张表" in shown.stdout


def test_samples_are_books_of_public_figures_only():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "samples").glob("*.json"))
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dXx]", text)
    assert sample.titles()


def test_stages_and_years(run, tmp_path):
    book = tmp_path / "清河.mzb"
    assert run("sample", "qinghe_2025", book)[0] == 0
    found = json.loads(run("causes", book, "--json")[1])
    assert all(item["fen"] == sum(part["fen"] for part in item["parts"]) for item in found)
    by_code = {item["code"]: item["fen"] for item in found}
    assert by_code["支出"] == sum(fen for code, fen in by_code.items() if code not in ("支出", "收入"))
    assert by_code["2010399"] == -25_000_00
    staged = run("next-stage", book, "一上")
    assert staged[1] == "2025年“草稿”已冻结；“一上”已建立，可继续编制\n"
    assert run("diff", book, "2025/草稿", "2025/一上")[1] == "两者相同\n"
    assert "请核对以下" in run("roll-forward", book)[1]
    assert "合计“收入合计”金额：" in run("diff", book, "2025", "2026")[1]
    missing = run("diff", book, "2025", "2031")
    assert missing[0] == 1
    assert missing[2] == "账本中没有“2031”；现有：2024/草稿、2025/草稿、2025/一上、2026/草稿\n"


def test_rosters_and_projects_are_previewed_then_imported(run, tmp_path):
    book, people, projects = tmp_path / "清河.mzb", tmp_path / "花名册.csv", tmp_path / "项目.csv"
    run("sample", "qinghe_2025", book)
    people.write_text("工号,姓名,职务工资,序号\nN1,甲,3000,1\n", encoding="utf-8")
    projects.write_text("项目名称,功能科目,经济科目,金额\n新项目,2010306,30201,12.34\n", encoding="utf-8")
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


def test_a_policy_pack_is_chosen_by_name(run, tmp_path):
    book = tmp_path / "a.mzb"
    run("new", book, "--unit", "某单位", "--kind", "事业", "--year", "2025")
    assert "example\t" in run("policies")[1]
    assert run("policy", book, "别处")[2].startswith("没有政策参数包“别处”")
    roster = tmp_path / "花名册.csv"
    roster.write_text("姓名\n甲\n", encoding="utf-8")
    assert "没有选择政策参数包" in run("import-roster", book, roster)[2]
    assert run("policy", book, "example")[1] == "2025年预算按“示例参数（请核对后使用）”计算\n"
    assert run("import-roster", book, roster)[0] == 0


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
    assert "注意：这是较早的一份账本" in run("next-stage", other, "二上")[2]
    assert "注意：同一账本有两份不同的修改" in run("roll-forward", book)[2]


def test_what_an_earlier_version_left_open_to_others_is_closed(run, home):
    home.mkdir()
    (home / "settings.ini").write_text("[x]")
    (home / "settings.ini").chmod(0o644)
    run("samples")
    assert (home / "settings.ini").stat().st_mode & 0o777 == 0o600
