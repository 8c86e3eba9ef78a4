"""The command that lists the checks and explains one of them."""

import json

from desktop import paths
from desktop.layouts.form import loader


def test_every_check_is_listed_with_its_group_and_a_page_that_exists(run):
    status, shown, _ = run("checks")
    rows = [line.split("\t") for line in shown.splitlines()]
    assert status == 0
    assert ["C38", "警告", "公务用车与运行费对应", "人员和车辆", "resources/rules/checks/staffing.md"] in rows
    assert len(rows) > 110
    assert all((paths.root() / row[4]).is_file() for row in rows)


def test_the_rules_of_the_audit_are_listed_and_shown(run):
    rows = [line.split("\t") for line in run("checks")[1].splitlines()]
    assert ["A01", "审阅", "各项之和等于总数", "各项之和", "resources/rules/audit/adding_up.md"] in rows
    assert [row[0] for row in rows[-3:]] == ["B80", "B81", "B82"]
    shown = run("checks", "a01")[1]
    assert shown.startswith("A01 各项之和等于总数（审阅）")
    assert "**依据**" in json.loads(run("checks", "B80", "--json")[1])["section"]


def test_the_list_as_json_holds_the_ties_of_the_form(run):
    data = json.loads(run("checks", "--json", "--form", "henan/2022")[1])
    ties = [check for check in data if check["page"] == "resources/rules/forms/henan/2022.md"]
    assert ties[-1]["code"] == "HN11"
    assert set(data[0]) == {"code", "severity", "title", "group", "page"}


def test_one_check_prints_its_section_and_nothing_of_the_next(run):
    status, shown, _ = run("checks", "c38")
    assert status == 0
    assert shown.startswith("C38 公务用车与运行费对应（警告）")
    assert all(f"**{name}**" in shown for name in ("规则", "为什么", "依据", "看不到"))
    assert "## " not in shown
    assert "**依据**" in json.loads(run("checks", "C38", "--json")[1])["section"]


def test_a_tie_of_any_form_is_found_without_naming_the_form(run):
    assert loader.default() != "shanghai/2025"
    shown = run("checks", "SH07")[1]
    assert "resources/rules/forms/shanghai/2025.md" in shown
    assert "表间勾稽" in shown


def test_an_unknown_code_is_one_sentence(run):
    status, _, error = run("checks", "C00")
    assert status == 1
    assert error.strip() == "没有编号为“C00”的检查；用 checks 命令查看全部检查"
    assert "版式“henan/2022”中没有" in run("checks", "SH07", "--form", "henan/2022")[2]
