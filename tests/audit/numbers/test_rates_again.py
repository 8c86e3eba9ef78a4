"""A rate that is told twice has one value (A156)."""

from desktop.audit.numbers import rates_again
from desktop.findings import Severity
from tests.audit.documents import document, table
from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "甲县司法局2031年部门预算"


def _found(text, *rows):
    goals = table("绩效目标表", "指标|指标值", *rows)
    return len(rates_again.look(document(TITLE, text, goals)).findings)


@small_cases(
    ("text", "row"),
    [
        ("全年开展矫正，社区矫正对象再犯罪率控制在{}%以内。", "矫正对象再犯罪率|≤0.2%"),
        ("生活垃圾日产日清率达到{}%以上，保洁员180名。", "生活垃圾日产日清率|≥0.2%"),
        ("（二）审计查出问题整改率不低于{}%。", "审计查出问题整改率|0.2%"),
        ("绩效目标：群众法律咨询答复率为{}%。", "群众法律咨询答复率|＝0.2%"),
    ],
)
def test_a_rate_in_the_text_and_in_the_table_of_goals(text, row):
    assert _found(text.format("0.2"), row) == 0
    assert _found(text.format("0.3"), row) == 1


def test_a_rate_in_two_sentences():
    first, second = "生活垃圾日产日清率达到95%以上。", "年度目标：生活垃圾日产日清率达到{}%以上，群众满意。"
    assert findings(TITLE, first, second.format(95), codes="A156") == []
    assert len(findings(TITLE, first, second.format(98), codes="A156")) == 1


@small_cases(
    ("text", "row"),
    [
        ("受益群众满意度达到90%以上。", "受益群众满意度|≥95%"),  # each project has one
        ("工程验收合格率100%。", "工程验收合格率|≥95%"),
        ("上年生活垃圾日产日清率为92%。", "生活垃圾日产日清率|≥95%"),
        ("生活垃圾日产日清率由92%提高到95%。", "生活垃圾日产日清率|≥95%"),
        ("公共场所消毒率达到90%。", "生活垃圾日产日清率|≥95%"),
        ("日产日清率达到90%。", "日产日清率|≥95%"),  # hardly a name
    ],
)
def test_rates_of_other_things_and_times(text, row):
    assert _found(text, row) == 0


def test_values_of_several_places():
    rows = ("贫困人口参保登记率|≥95%", "贫困人口参保登记率|≥96%", "贫困人口参保登记率|≥97%")
    assert _found("贫困人口参保登记率达到95%。", *rows) == 0


@small_cases(
    ("lines", "wrong"),
    [
        ("家庭医生签约服务率达到75%。|重点人群家庭医生签约服务率达到90%。", 0),
        ("生活污水处理率达到85%。|县城生活污水处理率达到97%。", 0),
        ("垃圾无害化处理率为100%。|全年垃圾无害化处理率达到98%以上。", 0),
        ("农村垃圾无害化处理率为92%。|垃圾无害化处理率为98%。", 0),
        ("生活污水处理率达到85%。|生活污水处理率达到97%。", 1),
        ("家庭医生签约服务率达到75%以上。|确保家庭医生签约服务率达到57%以上。", 1),
    ],
)
def test_a_rate_of_some_and_a_bound_that_is_reached(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A156")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A156"] * wrong
