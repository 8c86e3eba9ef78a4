"""The walk through the sentences at loading: what they name must exist in every branch, with the right arguments."""

from pathlib import Path

import pytest

from desktop.catalog.strict import DataError
from desktop.layouts.form import loader
from desktop.layouts.form.loader import FormLoader

FIRST = "chongqing/2023"


def written(forms: Path, sentence: str) -> FormLoader:
    (forms / FIRST / "narrative.j2").write_text("# 标题\n\n" + sentence, encoding="utf-8")
    return FormLoader(forms, FIRST)


def test_a_figure_misspelt_in_a_branch_that_no_sample_takes_is_refused(forms):
    path = forms / FIRST / "narrative.j2"
    text = path.read_text(encoding="utf-8")
    hidden = '安排的支出{{ amount("gov_fund_budget") }}'
    assert hidden in text
    path.write_text(text.replace(hidden, hidden.replace("budget", "bugdet")), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        FormLoader(forms, FIRST).form()
    line = next(n for n, each in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "bugdet" in each)
    expected = f"{FIRST}/narrative.j2：第 {line} 行：没有名为“gov_fund_bugdet”的数据项"
    assert str(refused.value).startswith(expected)
    assert "是不是“gov_fund_budget”？" in str(refused.value)


REFUSED = [
    ("{{ amuont('income_total') }}", "没有名为“amuont”的函数；是不是“amount”"),
    ("{{ range(3) }}", "没有名为“range”的函数"),
    ("{{ colour }}", "没有名为“colour”的名称"),
    ("{{ amount }}", "“amount”是函数"),
    ("{{ amount() }}", "要 1 个参数，这里写了 0 个"),
    ("{{ amount('income_total', 'amount') }}", "要 1 个参数，这里写了 2 个"),
    ("{{ versus('income_total', 'percent') }}", "没有名为“percent”的比较方式"),
    ("{{ text('dutys') }}", "没有名为“dutys”的文字.*是不是“duties”"),
    ("{% if has_text('dutys') %}{% endif %}", "dutys"),
    ("{{ use('basic_usage', 'basic_total') }}", "basic_usage"),
    ("{{ table('indicator') }}", "没有名为“indicator”的文中的表.*是不是“indicators”"),
    ("{{ number('gov_found') }}", "没有名为“gov_found”的有表号的表；是不是“gov_fund”"),
    ("{{ table_count(1) }}", "要 0 个参数"),
    ("{{ glossary(4) }}", "1（类）、2（款）、3（项）"),
    ("{{ amount('expenditure_function') }}", "要单个数据项"),
    ("{% for f in series('income_total') %}{% endfor %}", "要一组数据项"),
    ("{{ versus('vehicles_total') }}", "要金额，“vehicles_total”是个数"),
    ("{{ share('income_total', 'vehicles_total') }}", "要金额"),
    ("{{ parts(['income_total', 'nothing'], '') }}", "nothing"),
    ("{{ parts('income_total', '') }}", "直接写出"),
    ("{{ amount(unit) }}", "直接写出名称"),
    ("{{ amount('income_' ~ 'total') }}", "直接写出名称"),
    ("{% for id in ['income_total', 'incme_other'] %}{{ amount(id) }}{% endfor %}", "incme_other.*income_other"),
    ("{{ amount('income_total' if year else 'nothing') }}", "nothing"),
    ("{% if year %}{% elif zero('nothing') %}{% endif %}", "nothing"),
    ("{% if year == zero('nothing') %}{% endif %}", "nothing"),
    ("{% for f in series('expenditure_function') %}{{ f.colour }}{% endfor %}", "colour"),
    ("{% for f in series('expenditure_function') %}{{ f.index }}{% endfor %}", "没有名为“index”的属性"),
    ("{% for f in series('expenditure_function') %}{{ path(f)[1] }}{% endfor %}", "只到“类”，序号只能是 0 到 0"),
    ("{% for f in series('expenditure_function') %}{{ f }}{% endfor %}", "要印文字"),
    ("{% for f in series('project_notes') %}{{ versus(f) }}{% endfor %}", "“versus”不能用于“project_notes”中的一项"),
    ("{% for f in series('vehicle_kinds') %}{{ goal(f, '') }}{% endfor %}", "“goal”不能用于“vehicle_kinds”"),
    ("{{ goal('project_total', '') }}", r"要series\(…\) 中的一项，“project_total”不是"),
    ("{{ release('signed_by') }}", "没有名为“signed_by”的公开审批记录的内容"),
    ("{{ prior('vehicles_total') }}", "要金额，“vehicles_total”是个数"),
    ("{{ compared('executed_total') }}", "要印文字"),
    ("{% for unit in departments %}{% endfor %}", "已有别的意思"),
    ("{% for a in unit %}{% endfor %}", "要是一个清单"),
    ("{{ path('income_total')[0] }}", "series"),
    ("{{ departments }}", "要印文字"),
    ("{{ zero('income_total') }}", "要印文字"),
    ("政府性基金见表五。", "写死了“表五”"),
    ("见表 5。", "写死了“表 5”"),
    ("见公开05表。", "写死了“05表”"),
    ("报表共十二张，见后。", "写死了“共十二张”"),
    ("安排支出 12.5 万元。", "第 3 行：文字中写死了“12.5 万元”"),
    ("在职人员３５人。", "写死了“３５人”"),
    ("增长10%。", "写死了“10%”"),
    ("{{ 12345 }}", "要印文字"),
    ("{{ unit ~ 12 }}", "只能连接文字"),
    ("{{ '12345' }}万元", "写死了“12345”"),
    ("{{ parts(['income_total'], '增加12.5万元') }}", "写死了"),
    ("{% if year > unit %}x{% endif %}", "比较大小"),
    ("{% if unit in year %}x{% endif %}", "in 后面"),
    ("{% for _step in departments %}x{% endfor %}", "已有别的意思"),
]


@pytest.mark.parametrize(("sentence", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_a_sentence_may_not_name_is_refused_with_file_and_line(forms, sentence, reason):
    with pytest.raises(DataError, match=reason) as refused:
        written(forms, sentence).check_sentences(loader.load(FIRST))  # whose tables and figures are the same
    assert str(refused.value).startswith(f"{FIRST}/narrative.j2：第 3 行")


ALLOWED = [
    "{% for id in ['income_total', 'income_other'] %}{{ label(id) }}{{ versus(id, 'amount') }}{% endfor %}",
    "{{ amount('income_total' if zero('income_other') else 'income_other') }}",
    "{% for f in series('expenditure_function') %}{{ f.label ~ path(f)[0] ~ f.code }}{{ amount(f) }}{% endfor %}",
    "{% if departments|length > 2 and not zero('income_other') %}{{ amount('income_other') }}{% endif %}",
    "{{ departments|length }}{{ departments|join('、') }}{{ departments|first }}",
    "人大代表一行、每人一张、代表五方、表示同意。",
]


def test_what_is_right_is_taken(forms):
    template = written(forms, "\n\n".join(ALLOWED)).form().template
    assert [sentence for sentence in ALLOWED if sentence not in template] == []


@pytest.mark.parametrize("sentence", ["{{ ''.__class__ }}", "{{ amount('nothing') }}", "{% if %}", "见表五。"])
def test_a_childs_part_is_named_by_its_own_file_and_line(forms, sentence):
    child = forms / "wanzhou/2025"
    child.mkdir(parents=True)
    (child / "form.toml").write_text(f'extends = "{FIRST}"\nyear = 2025\n', encoding="utf-8")
    (child / "sentences.j2").write_text(f"{{% block assets %}}\n\n{sentence}\n{{% endblock %}}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"^wanzhou/2025/sentences\.j2：第 3 行"):
        FormLoader(forms, "wanzhou/2025").form()


def test_thresholds_months_years_and_numbers_of_rules_are_words(forms):
    words = "截至2022年12月，单价50万元以上的设备（财预〔2016〕143号第2项、近3个月）。{% if year > 2024 %}x{% endif %}"
    assert words in written(forms, words).form().template
