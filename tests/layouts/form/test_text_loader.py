"""What a form asks people to write, and the terms it explains."""

from dataclasses import replace

import pytest

from desktop.catalog.classification import load
from desktop.catalog.strict import DataError, Reader
from desktop.layouts.form import text_loader
from desktop.layouts.form.folders import Chain
from desktop.layouts.form.text_loader import read_citizens, read_glossary, read_texts


def texts(hint="", asked=("goal",)):
    raw = {"asked": list(asked), "texts": {"goal": {"label": "绩效目标", "hint": hint}, "other": {"label": "不问"}}}
    return read_texts(Reader(raw, "yunnan/2025/form.toml"), {"performance": "表11"})


def test_only_what_is_asked_is_asked_and_hints_name_tables_by_their_numbers():
    assert [(t.key, t.hint, t.required) for t in texts("用于{number:performance}")] == [("goal", "用于表11", False)]


def test_what_is_not_there_is_refused():
    with pytest.raises(DataError, match="asked: texts 中没有 'gaol'；是不是“goal”"):
        texts(asked=("gaol",))
    with pytest.raises(DataError, match=r"goal.*hint: 没有名为 'performence' 的表；是不是“performance”"):
        texts("用于{number:performence}")


def test_terms_are_the_nearest_forms_and_subjects_are_of_all(tmp_path):
    for key, parent, code in (("national/2023", "", "201"), ("yunnan/2025", "national/2023", "2010301")):
        (tmp_path / key).mkdir(parents=True)
        (tmp_path / key / "form.toml").write_text(f'extends = "{parent}"', encoding="utf-8")
        content = f'[[terms]]\nname = "甲"\ntext = "{key}"\n[[subjects]]\nsubject = "{code}"\ntext = "{key}"\n'
        content += f'[[subjects]]\nsubject = "事业运行"\ntext = "{key}"\n'
        (tmp_path / key / "glossary.toml").write_text(content, encoding="utf-8")
    terms, subjects = read_glossary(Chain(tmp_path, "yunnan/2025"))
    assert terms == (("甲", "yunnan/2025"),)
    assert subjects == {"201": "national/2023", "2010301": "yunnan/2025", "事业运行": "yunnan/2025"}


@pytest.mark.parametrize(("subject", "hint"), [("事业运型", "是不是“事业运行”"), ("2019999999", ""), ("abc", "")])
def test_a_subject_that_the_classification_does_not_have_is_refused(tmp_path, subject, hint):
    folder = tmp_path / "yunnan/2025"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text("", encoding="utf-8")
    (folder / "glossary.toml").write_text(f'[[subjects]]\nsubject = "{subject}"\ntext = "甲"\n', encoding="utf-8")
    with pytest.raises(DataError, match=f"yunnan/2025/glossary.toml.subjects: 功能分类科目中没有“{subject}”.*{hint}"):
        read_glossary(Chain(tmp_path, "yunnan/2025"))


def test_a_subject_may_be_named_as_it_was_before_a_change(tmp_path, monkeypatch):
    """An edition taken in on one computer must not make a layout unusable there."""
    table = load("function")
    renamed = replace(table.codes["2010350"], name="新名称", former=((2027, "事业运行"),))
    others = {code: each for code, each in table.codes.items() if each.name != "事业运行"}
    monkeypatch.setattr(text_loader, "load", lambda _: replace(table, codes={**others, "2010350": renamed}))
    text_loader._check_subjects({"事业运行": "甲"}, "yunnan/2025/glossary.toml")


def citizens(tmp_path, text):
    folder = tmp_path / "yunnan/2025"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text("", encoding="utf-8")
    (folder / "citizens.toml").write_text(text, encoding="utf-8")
    return read_citizens(Chain(tmp_path, "yunnan/2025"), {"expenditure": None})


def test_a_form_words_the_page_for_citizens_otherwise(tmp_path):
    five = '[[five]]\nmeasure = "expenditure"\nlabel = "全部支出"\ntext = "一年的钱"\n'
    spec = citizens(tmp_path, f'work = "干什么用"\n{five}[causes]\n"项目结束" = "做完了的项目"\n')
    assert (spec.words["work"], spec.words["figures"]) == ("干什么用", "五个数")
    assert [each.label for each in spec.five] == ["全部支出"]
    assert spec.causes["项目结束"] == "做完了的项目"
    assert spec.causes["定额标准调整"] == "公用经费的定额标准调整"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('work = "{amount}"', "citizens.toml.work.*amount.*不存在"),
        ('wrok = "甲"', "wrok"),
        ('[[five]]\nmeasure = "expense"\nlabel = "甲"\ntext = "乙"', "没有“expense”这一指标"),
        ("five = []", "要写 1 到 5 个数"),
    ],
)
def test_words_of_the_page_for_citizens_are_read_strictly(tmp_path, text, words):
    five = "" if "five" in text else '\n[[five]]\nmeasure = "expenditure"\nlabel = "甲"\ntext = "乙"'
    with pytest.raises(DataError, match=words):
        citizens(tmp_path, text + five)
