"""A percentage without an amount, and both years' amounts in other sentences."""

from desktop.audit.counts.percent_alone import look
from tests.audit.documents import document
from tests.small_cases import small_cases

HEAD = "甲局2031年部门预算"
THIS = "甲局2031年“三公”经费预算12.00万元，其中：公务接待费4.80万元，公务用车购置及运行费7.20万元。"
LAST = "2030年公务接待费预算5.00万元。2031年公务接待费计划用于考察调研。"


@small_cases(
    ("lines", "wrong"),
    [
        ((THIS, "（二）公务接待费较2030年预算下降20.00%。", LAST), 1),
        ((THIS, "（二）公务接待费较2030年预算增长4.00%。", LAST), 1),
        ((THIS, "（二）公务接待费较2030年预算下降4.00%。", LAST), 0),
        ((THIS, "（二）公务接待费较2030年预算下降20.00%。"), 0),
        ((THIS, "（二）公务接待费较2030年预算下降20.00%。", "二、其他", "无。", "（一）人员", "无。", LAST), 0),
        (("公务接待费4.80万元，比上年下降20.00%。", LAST), 1),
        (("公务接待费4.80万元，较上年压减4%。", LAST), 0),
        (("公务接待费4.80万元，比上年下降20.00%。", "2030年公务接待费执行数5.00万元。"), 0),  # carried out
        (("公务接待费4.80万元，比2029年下降20.00%。", LAST), 0),
        (("公务接待费4.80万元，比上年下降20.00%。", "2030年公务用车运行费预算5.00万元。"), 0),
        (("公务接待费4.80万元，比上年下降20.00%。", LAST, "2030年公务接待费预算6.00万元，为其他口径。"), 0),
    ],
)
def test_a_percentage_alone(lines, wrong):
    assert len(look(document(HEAD, *lines)).findings) == wrong
