"""Where figures, reasons and brackets begin and end."""

import pytest

from desktop.audit.sentences.marks import depth, events, in_reason, year_of
from desktop.audit.sentences.prose import passages
from tests.audit.texts import document, findings
from tests.small_cases import small_cases


def test_figures_and_words_for_no_change_stand_in_order():
    assert [(match[0], flat) for match, flat in events("收入1万元，与上年持平，支出2万元")] == [
        ("1万元", False),
        ("持平", True),
        ("2万元", False),
    ]


@small_cases(
    ("before", "gap", "after"),
    [
        (False, "，主要原因是人员", True),
        (True, "，办公费", True),
        (True, "；项目支出", False),
        (True, "；二是", True),
        (False, "，原因是甲。乙", False),
    ],
)
def test_a_reason_goes_on_until_the_sentence_is_over(before, gap, after):
    assert in_reason(before, gap) is after


@pytest.mark.parametrize(("gap", "closed"), [("），项目", -1), ("（境）费", 0), ("", 0)])
def test_a_bracket_that_was_opened_before_is_closed(gap, closed):
    assert depth(gap) == closed


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["某局2024年部门预算"], 2024),
        (["收入。", "2023年预算1万元。2023年支出预算2万元，比2022年预算增加"], 2023),
        (["概况"], 0),
    ],
)
def test_the_year_is_of_the_title_or_of_most_budgets(lines, year):
    assert year_of(passages(document(*lines))) == year


def test_a_comparison_may_end_with_a_single_word():
    text = "三公经费14.2万元，其中接待4.2万元，公务用车运行费10万元。与上年15.2万元{}，减少{}万元，下降6.6%。"
    for word in ("比", "相比", "对比"):
        assert findings("某局2024年部门预算", text.format(word, "1"), codes="A11 A12") == []
        assert findings("某局2024年部门预算", text.format(word, "2"), codes="A11") != []
