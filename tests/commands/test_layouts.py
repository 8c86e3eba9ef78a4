"""The command layout: settings of a budget, and the document its layout was compared with."""

import json

import pytest


@pytest.fixture
def book(run, tmp_path):
    path = tmp_path / "新.mzb"
    assert run("new", path, "--unit", "某县档案馆", "--kind", "事业", "--year", "2027")[0] == 0
    return path


def test_settings_are_shown_changed_and_taken_back(run, book):
    shown = run("layout", book, "--form", "chongqing/2026")[1]
    assert "适用2026年起" in shown
    assert "percent\t百分比小数位数\tform" in shown
    set_ = ("layout", book, "--form", "chongqing/2026", "--set", "percent=two", "--set", "说明中的收入来源=ten")
    changed = run(*set_)[1]
    assert "percent\t百分比小数位数\ttwo" in changed
    assert "income_list\t说明中的收入来源\tten" in changed
    data = json.loads(run("layout", book, "--form", "chongqing/2026", "--json")[1])
    assert {each["id"]: each["choice"] for each in data["settings"]}["percent"] == "two"
    assert "\tform\t" in run("layout", book, "--form", "chongqing/2026", "--set", "percent=form")[1]


def test_a_layout_of_other_years_is_compared_with_a_document(run, book):
    henan = ("--form", "henan/2022")
    assert "2027年：较旧，适用2022–2023年，没有河南2027年的版式" in run("layout", book, *henan)[1]
    assert "C130" in run("check", book, *henan)[1]
    assert "已与洛财预〔2027〕1号核对" in run("layout", book, *henan, "--reviewed", "洛财预〔2027〕1号")[1]
    assert "已与洛财预〔2027〕1号核对，版式未变" in run("check", book, *henan)[1]
    assert "核对，版式未变" not in run("layout", book, *henan, "--reviewed", "")[1]


def test_a_book_uses_another_layout_from_then_on(run, book):
    assert run("layout", book, "--use", "jiangxi/2025")[1].startswith("jiangxi/2025\t")
    assert run("layout", book)[1].startswith("jiangxi/2025\t")
    status, _, wrong = run("layout", book, "--use", "jiangxi/1999")
    assert status == 1 and "jiangxi/1999" in wrong
    assert run("layout", book)[1].startswith("jiangxi/2025\t")


@pytest.mark.parametrize(
    ("wanted", "said"), [("pursent=two", "没有“pursent”这一设置；是不是“percent”"), ("percent=three", "可以选：form（按版式）、whole（整数）、")]
)  # fmt: skip
def test_what_does_not_exist_is_refused(run, book, wanted, said):
    status, _, wrong = run("layout", book, "--set", wanted)
    assert status == 1
    assert said in wrong


def test_set_takes_the_settings_that_layout_takes_and_no_others(run, book):
    assert run("set", book, "版式设置.新增单位=是", "版式设置.文件命名规则={年度}{单位}")[0] == 0
    shown = run("layout", book)[1]
    assert "new_unit\t新增单位\tyes\t" in shown and "{年度}{单位}" in shown
    for wanted, said in (
        ("没有的=是", "没有“没有的”这一设置"),
        ("新增单位=也许", "no（不是）、yes（是，"),
        ("file_name=a/b", "有“/”"),
    ):
        status, _, wrong = run("set", book, f"版式设置.{wanted}")
        assert (status, said in wrong) == (1, True)
    assert run("set", book, "版式设置.新增单位=")[0] == 0
    assert "new_unit\t新增单位\tno\t" in run("layout", book)[1]


def test_forms_say_which_fit_a_year_and_why_others_do_not(run):
    lines = run("forms", "--year", "2027")[1].splitlines()
    states = [line.split("\t")[2] for line in lines]
    assert states == sorted(states, key=lambda state: state != "适用")
    old = next(line for line in lines if line.startswith("chongqing/2023"))
    assert "较旧" in old
    assert "2026年起的十二张表" in old


def test_a_frozen_stage_keeps_its_layout(run, book):
    assert run("layout", book, "--use", "jiangxi/2025")[0] == 0
    assert run("freeze", book, "--stage", "草稿")[0] == 0
    status, _, wrong = run("layout", book, "--use", "sichuan/2025")
    assert status == 1 and "“草稿”已冻结" in wrong and "解除冻结" in wrong
    assert run("layout", book)[1].startswith("jiangxi/2025\t")


def test_forms_of_a_year_say_when_its_subjects_are_not_held(run):
    assert "2027 年预算用的是 2026 年的科目；取得新版后请载入" in run("forms", "--year", "2027")[2]
    assert run("forms", "--year", "2026")[2] == ""


def test_rules_for_names_are_shown_changed_and_refused(run, book):
    assert (
        "file_name\t文件命名规则\t{单位}_{年度}_{文稿}\t可以写：{单位}、{编码}、{年度}、{阶段}、{文稿}\n"
        in run("layout", book)[1]
    )
    assert "附件{序号}" in run("layout", book, "--set", "attachment_name=附件{n}", "--set", "文件命名规则={year}")[1]
    data = json.loads(run("layout", book, "--json")[1])
    assert data["names"] == {"file_name": "{year}", "attachment_name": "附件{n}", "folder_name": ""}
    status, _, wrong = run("layout", book, "--set", "folder_name={table}")
    assert (status, "{table} 不认识" in wrong) == (1, True)
