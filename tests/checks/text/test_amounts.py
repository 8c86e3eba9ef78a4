"""Amounts, changes and shares that sentences state are recomputed to the digits they show."""

from desktop import pipeline
from desktop.findings import Severity, Status
from tests.small_cases import small_cases


@small_cases(
    ("text", "severity"),
    [
        ("支出110万元，比上年增加10万元，增长10%。", None),
        ("支出110万元，比上年增加10万元，增长12%。", Severity.ERROR),
        ("支出90万元，比上年减少10万元，下降10%。", None),
        ("支出90万元，比上年减少10万元，下降8%。", Severity.ERROR),
        ("支出10万元，比上年增加10万元，增长100%。", Severity.WARNING),
        ("支出110.5万元，比上年增加10.5万元，增长10.50%。", None),
        ("支出110.5万元，比上年增加10.5万元，增长10.60%。", Severity.ERROR),
        ("支出1.21亿元，比上年增加1100万元，增长10%。", None),
        ("支出1.21亿元，比上年增加1100万元，增长12%。", Severity.ERROR),
    ],
)
def test_a_percentage_is_recomputed_to_its_digits(text, severity, read):
    found = read("C73", text)
    assert [f.severity for f in found.findings] == ([severity] if severity else [])


def test_without_percentages_there_is_nothing_to_recompute(read):
    assert read("C73", "支出110万元。").status is Status.NOT_APPLICABLE
    assert read("C74", "支出110万元。").status is Status.NOT_APPLICABLE


def test_shares_of_one_whole_may_miss_a_hundred_by_rounding(read):
    assert read("C74", "基本支出占支出的33.3%，项目支出占支出的66.7%。").status is Status.PASSED
    (rounded,) = read("C74", "甲占支出的33.3%，乙占支出的33.3%，丙占支出的33.3%。").findings
    assert (rounded.severity, "99.9%" in rounded.message) == (Severity.INFO, True)


def test_a_share_that_is_only_a_bound_is_not_added_up(read):
    text = "甲占支出的60%，乙占支出不足0.01%，丙占支出的40%。"
    assert (read("C74", text).status, read("C74", text).findings) == (Status.PASSED, [])
    assert read("C74", "乙占支出不足0.01%。").status is Status.NOT_APPLICABLE


def test_a_lost_wan_is_found(read):
    assert read("C75", "支出110万元，比上年增加10元。").findings
    assert not read("C75", "支出110万元，比上年增加10万元。").findings
    assert not read("C75", "支出110元，比上年增加10元。").findings


def test_vehicle_purchase_and_running_make_their_sum(read):
    wrong = "公务用车购置及运行费20万元，其中购置费15万元，运行费4万元。"
    assert [f.code for f in read("C64", wrong).findings] == ["C64"]
    assert not read("C64", wrong.replace("4万元", "5万元")).findings


def test_an_amount_beside_a_figures_words_is_the_figures(read, wuxi):
    figure = wuxi.figures.get("basic_total")
    right = f"{figure.label}{figure.shown}万元。"
    assert not read("C81", right).findings
    (found,) = read("C81", f"{figure.label}1.23万元。").findings
    assert found.left == "12,300.00"


def test_changes_are_not_summed_without_last_year(wuxi):
    alone = pipeline.disclose(wuxi.facts, None, wuxi.form)
    assert next(o for o in alone.outcomes if o.code == "C77").status is Status.NOT_CHECKED
