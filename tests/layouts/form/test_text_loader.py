"""What a form asks people to write, and the terms it explains."""

import pytest

from desktop.catalog.strict import DataError, Reader
from desktop.layouts.form.folders import Chain
from desktop.layouts.form.text_loader import read_glossary, read_texts


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
    for key, parent in (("national/2023", ""), ("yunnan/2025", "national/2023")):
        (tmp_path / key).mkdir(parents=True)
        (tmp_path / key / "form.toml").write_text(f'extends = "{parent}"', encoding="utf-8")
        content = f'[[terms]]\nname = "甲"\ntext = "{key}"\n[[subjects]]\nsubject = "{key[:2]}"\ntext = "{key}"\n'
        content += f'[[subjects]]\nsubject = "事业运行"\ntext = "{key}"\n'
        (tmp_path / key / "glossary.toml").write_text(content, encoding="utf-8")
    terms, subjects = read_glossary(Chain(tmp_path, "yunnan/2025"))
    assert terms == (("甲", "yunnan/2025"),)
    assert subjects == {"na": "national/2023", "yu": "yunnan/2025", "事业运行": "yunnan/2025"}
