"""Patterns become names; what can be no name is said before anything is written."""

from dataclasses import replace

import pytest

from desktop.exporters import package
from desktop.exporters.delivery import names
from desktop.findings import UserError
from desktop.layouts.form.spec import Names
from tests.exporters import small

VALUES = {"unit": "某县/统计局", "code": "101001", "year": 2026, "stage": "公开"}


def test_each_word_becomes_its_value_without_what_file_systems_refuse():
    assert names.fill("{code}{unit}{year}年（{stage}）{other}", VALUES) == "101001某县_统计局2026年（公开）{other}"
    assert names.fill("{编码}{单位}{年度}", VALUES) == "101001某县_统计局2026"
    assert names.in_chinese("{code}{单位}{foo}") == "{编码}{单位}{foo}"
    assert len(names.fill("{unit}", {"unit": "局" * 100}).encode()) == 198


def test_names_of_sixty_characters_give_names_that_file_systems_take():
    unit = "甲" * 60
    title = f"{unit}2027年度一般公共预算财政拨款支出预算表"
    values = {"unit": unit, "code": "101001", "year": 2027, "stage": "公开", "table": title, "n": 12}
    found = {
        pattern: names.fill(pattern, values)
        for pattern in ("附件{n} {table}", "{unit}{n}{table}", "{单位}_{表名}{年度}")
    }
    assert found["附件{n} {table}"] == "附件12 2027年度一般公共预算财政拨款支出预算表", "what tells tables apart stays"
    assert all("年度一般公共预算财政拨款支出预算表" in name for name in found.values())
    names.require_names([f"{name}.xlsx" for name in found.values()])
    longer = names.fill("{unit}_{year}_预算公开", {"unit": "甲" * 60 + "（选择汇总：12个单位）", "year": 2027})
    names.require_names([f"{longer}_读懂预算.html"])
    short = {**values, "unit": "某县统计局", "table": "某县统计局收支总表"}
    assert names.fill("附件{n} {table}", short) == "附件12 某县统计局收支总表"


def test_a_budget_has_its_own_rule_or_that_of_the_layout():
    assert names.of(Names("甲", "乙", ""), {"file_name": "丙", "percent": "two"}) == Names("丙", "乙", "")


@pytest.mark.parametrize(
    ("setting", "pattern", "words"),
    [
        (
            "file_name",
            "{unit}{foo}",
            r"“\{单位\}\{foo\}”中的 \{foo\} 不认识；可以写 \{单位\}、\{编码\}、\{年度\}、\{阶段\}、\{文稿\}$",
        ),
        ("file_name", "{表名}", r"\{表名\} 不认识"),
        ("folder_name", "a/b", "中有“/”"),
        ("attachment_name", "附件{n", "中有“{”"),
        ("file_name", "CON", "“CON”是 Windows 保留的名称"),
        ("folder_name", "nul", "“nul”是 Windows 保留的名称"),
        ("attachment_name", "Com1.{n}", r"“Com1.\{序号\}”是 Windows 保留的名称"),
        ("file_name", "{code}", "要用编码，但还没有填写"),
        ("file_name", "{编码}", "要用编码，但还没有填写"),
    ],
)
def test_a_rule_that_names_nothing_is_refused(setting, pattern, words):
    with pytest.raises(UserError, match=words):
        names.require_values(setting, pattern, {**VALUES, "code": " "})
    names.require_values("attachment_name", "附件{n} {table} {year}", VALUES)
    names.require_values("file_name", "CON{year}", VALUES)


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (["con.pdf"], "Windows 保留"),
        (["局" * 84 + ".pdf"], r"太长（256 字节，最多 255 字节"),
        ([" a.pdf"], "首尾不能是空格"),
        (["表.pdf", "表.PDF"], "两个文件都叫"),
    ],
)
def test_a_name_no_system_takes_is_refused(listed, words):
    with pytest.raises(UserError, match=words):
        names.require_names(listed)
    names.require_names(["局" * 83 + ".pdf"])


@pytest.mark.parametrize(
    ("rule", "as_zip"), [(Names("nul"), False), (Names("{x}"), False), (Names(folder="CON"), True)]
)
def test_nothing_is_written_under_a_name_that_cannot_be(tmp_path, rule, as_zip):
    with pytest.raises(UserError):
        package.export(replace(small.publication(), names=rule), tmp_path / "out", ("html",), as_zip=as_zip)
    assert not (tmp_path / "out").exists()
