"""A list that adds up in another way is not called wrong."""

from desktop.audit.outcome import Outcome
from desktop.audit.rules.adding_up import sums
from tests.audit.texts import document
from tests.small_cases import small_cases

TITLE = "某局2031年部门预算"


@small_cases(
    ("text", "wrong"),
    [
        (
            "收入预算900.0万元。其中：一般公共预算拨款收入700.0万元；政府性基金预算拨款收入150.0万元；其他收入50.0万元，"
            "为清运站的清运收入30.0万元和苗圃的销售收入20.0万元。",
            0,
        ),
        (
            "收入预算900.0万元。其中：一般公共预算拨款收入760.0万元；政府性基金预算拨款收入150.0万元；其他收入50.0万元，"
            "为清运站的清运收入30.0万元和苗圃的销售收入20.0万元。",
            1,
        ),
        (
            "支出预算90.00万元，其中：基本支出50.00万元，占55.56%；项目支出40.00万元，占44.44%，项目支出中当年财政拨款"
            "30.00万元、上年结转10.00万元。",
            0,
        ),
        ("机关运行经费270.00万元，其中：办公费38.50万元，印刷费8.40万元，差旅费26.00万元，会议费2.80万元。", 0),
        ("机关运行经费75.70万元，其中：办公费38.50万元，印刷费8.40万元，差旅费26.00万元，会议费2.80万元。", 0),
        ("机关运行经费70.00万元，其中：办公费38.50万元，印刷费8.40万元，差旅费26.00万元，会议费2.80万元。", 1),
        ("办事处运行费21.0万元（每处每年7.0万元，其中房租4.0万元、水电0.5万元、其他2.5万元）。", 0),
        ("办事处运行费21.0万元，其中房租4.0万元、水电0.5万元、其他2.5万元。", 1),
        ("总投资1.20亿元；养护56公里，平均每公里造价分别为6.00万元和20.00万元。", 0),
        ("项目支出70.00万元，分别为培训30.00万元、维护40.00万元、设备12.00万元。", 1),
        (
            "政府采购预算90.0万元，其中：货物支出20.0万元，工程支出30.0万元，服务支出40.0万元，服务支出主要为保洁外包。",
            0,
        ),
    ],
)
def test_what_divides_the_part_before_it_is_no_further_part(text, wrong):
    answer = sums(document(TITLE, text))
    assert len(answer.findings) == wrong


def test_another_reading_is_said_as_not_checked():
    answer = sums(
        document(
            TITLE,
            "收入预算900.0万元。其中：一般公共预算拨款收入700.0万元；政府性基金预算拨款收入150.0万元；其他收入50.0万元，"
            "为清运站的清运收入30.0万元和苗圃的销售收入20.0万元。",
        )
    )
    assert answer.outcome in {Outcome.NOT_CHECKED, None}
