"""The language of sentences: no code runs, no loop goes on for ever, nothing grows without end."""

import pytest

from desktop.catalog.strict import DataError
from desktop.layouts.form import language
from tests.small_cases import small_cases

PLACE = "云南/2025/narrative.j2"


def render(source, **names):
    return language.render(source, PLACE, names)


def test_words_functions_conditions_and_loops_are_the_language():
    source = (
        "{% for a in list %}{{ f(a) }}{{ '，' if not loop.last }}{% else %}无{% endfor %}{% if n > 1 %}多{% endif %}"
    )
    assert render(source, list=["甲", "乙"], f=lambda text: f"《{text}》", n=2) == "《甲》，《乙》多"


ESCAPES = [
    ('{{ "".__class__ }}', "__class__"),
    ('{{ ""["__class__"] }}', "方括号"),
    ("{{ f.__globals__ }}", "__globals__"),
    ("{% for c in ().__class__.__mro__[1].__subclasses__() %}{{ c }}{% endfor %}", "只能调用"),
    ("{{ cycler.__init__.__globals__.os.popen('id') }}", "只能调用"),
    ("{{ f|attr('__class__') }}", "没有名为“attr”的过滤器"),
    ("{{ 'x'|map }}", "没有名为“map”的过滤器"),
    ("{{ f(*list) }}", "按顺序"),
    ("{{ f(a=1) }}", "按顺序"),
    ("{% set x = 1 %}", "“set”"),
    ("{% include 'x' %}", "“include”"),
    ("{% extends 'x' %}", "“extends”"),
    ("{% import 'x' as y %}", "“import”"),
    ("{% block a %}{% endblock %}", "“block”"),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "“macro”"),
    ("{% autoescape true %}{% endautoescape %}", "不能用"),
    ("{{ x is defined }}", "“is”"),
    ("{% for a in list recursive %}{{ loop(list) }}{% endfor %}", "循环只能写成"),
    ("{% for a in list if a %}{% endfor %}", "循环只能写成"),
    ("{{ lipsum() }}", "lipsum"),
]


@small_cases(("source", "reason"), ESCAPES, ids=range(len(ESCAPES)))
def test_what_is_no_part_of_it_is_refused_naming_file_and_reason(source, reason):
    with pytest.raises(DataError, match=reason) as refused:
        render(source, f=str, list=["甲"], x="")
    assert str(refused.value).startswith(PLACE)


LARGE = "[" + ",".join(["1"] * 300) + "]"
ENDLESS = [
    "{{ 'a' * 10**9 }}",
    "{{ 9**9**9 }}",
    "{{ '%999999999s' % 'a' }}",
    "{% for a in range(10**9) %}{% endfor %}",
    "{% for a in range(1000000000) %}{% endfor %}",
    f"{{% for a in {LARGE} %}}{{% for b in {LARGE} %}}{{% endfor %}}{{% endfor %}}",
    "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "9" * 5000 + " }}",
    "字" * (language.LONGEST_SOURCE + 1),
]


@pytest.mark.parametrize("source", ENDLESS, ids=range(len(ENDLESS)))
def test_what_would_not_end_or_not_fit_is_refused(source):
    with pytest.raises(DataError, match=PLACE):
        render(source)


def test_the_text_has_an_end(monkeypatch):
    monkeypatch.setattr(language, "LONGEST_TEXT", 100)
    assert render("{% for a in list %}字{% endfor %}", list=range(100)) == "字" * 100
    with pytest.raises(DataError, match="超过 100 个字"):
        render("{% for a in list %}字{% endfor %}", list=range(101))


def test_loops_are_counted_together_and_anew_in_each_rendering(monkeypatch):
    monkeypatch.setattr(language, "MOST_STEPS", 12)
    source = "{% for a in list %}{% for b in list %}{% endfor %}{% endfor %}"
    for _ in range(3):
        assert render(source, list=[1, 2, 3]) == ""
    with pytest.raises(DataError, match="循环超过 12 次"):
        render(source, list=[1, 2, 3, 4])


def test_wrong_writing_names_the_line():
    with pytest.raises(DataError, match="第 2 行写法不对"):
        render("# 标题\n{% if %}")


def test_nothing_of_the_words_is_escaped():
    assert render("<“三公”> & {{ unit }}", unit="<甲>&乙") == "<“三公”> & <甲>&乙"


def test_the_first_and_last_of_an_empty_list_are_nothing():
    assert render("甲{{ list|first }}{{ list|last }}乙", list=[]) == "甲乙"
    assert render("{{ list|first }}{{ list|last }}", list=["子", "丑"]) == "子丑"
