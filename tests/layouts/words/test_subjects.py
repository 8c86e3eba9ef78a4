"""Functional subjects as terms: those with money, at the level asked, with words where there are some."""

from dataclasses import replace

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.words import subjects


def test_each_level_names_the_subjects_that_have_money(wuxi):
    assert subjects.terms(wuxi.cube, 1, {}, "单位")[0].startswith("一般公共服务支出（类）：")
    assert any(
        "（类）政府办公厅（室）及相关机构事务（款）：" in term for term in subjects.terms(wuxi.cube, 2, {}, "单位")
    )
    third = subjects.terms(wuxi.cube, 3, {"事业运行": "反映{scope}运转。"}, "单位")
    assert any(term.endswith("（款）事业运行（项）：反映单位运转。") for term in third)
    used = {line.function for line in wuxi.cube.lines if line.side == "支出" and line.year == wuxi.cube.year}
    assert len(third) == len(used)


def test_words_by_code_come_before_words_by_name_and_without_words_nothing_is_made_up(wuxi):
    code = next(line.function for line in wuxi.cube.lines if line.function.endswith("50"))
    both = subjects.terms(wuxi.cube, 3, {code: "按编码", "事业运行": "按名称"}, "单位")
    assert any(term.endswith("按编码") for term in both)
    plain = subjects.terms(wuxi.cube, 3, {}, "单位")
    assert all(term.endswith("（项）：政府收支分类中的支出功能分类科目。") for term in plain)


def test_a_form_that_asks_for_them_prints_them_after_its_terms(wuxi):
    form = loader.load("guizhou/2025")
    text = pipeline.disclose(wuxi.facts, wuxi.last, form).narrative.text
    found = [line for line in text.splitlines() if "事业运行（项）" in line]
    assert len(found) == 1
    number = len(form.glossary)
    assert found[0].startswith(("（六）", "（七）"))
    assert number < 7
    assert "反映事业单位维持机构运转的基本支出" in found[0]
    assert "（项）：" not in wuxi.narrative.text


def test_without_money_none_is_named(wuxi):
    empty = replace(wuxi.facts, lines=(), people=(), project_lines=())
    text = pipeline.disclose(empty, None, loader.load("guizhou/2025")).narrative.text
    assert "（项）：" not in text


def test_what_is_left_over_is_what_the_others_do_not_hold(wuxi):
    """其他… says by its name what it is, also where a 项 bears the name of its 款."""
    lines = [replace(wuxi.facts.lines[0], id=n, function_code=code) for n, code in ((1, "2010399"), (2, "2089999"))]
    cube = pipeline.disclose(replace(wuxi.facts, lines=tuple(lines), people=()), None, wuxi.form).cube
    found = [term.partition("：")[2] for term in subjects.terms(cube, 3, {}, "单位")]
    assert found[:2] == [
        "反映政府办公厅（室）及相关机构事务中其他项没有包括的支出。",
        "反映社会保障和就业支出中其他款没有包括的支出。",
    ]


def test_the_classes_with_money_are_explained_where_the_form_asks_for_them(wuxi):
    text = pipeline.disclose(wuxi.facts, wuxi.last, loader.load("guangxi/2022")).narrative.text
    terms = [line.partition("（类）：")[2] for line in text.splitlines() if "（类）：" in line]
    assert len(terms) == 4 and all(term.startswith("反映政府") for term in terms)
