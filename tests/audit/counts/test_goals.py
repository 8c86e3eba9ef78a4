"""The goals of a table are the numbers of the text."""

from desktop.audit.counts.goals import goals, priced
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "某校2031年单位预算"


def found(text, *rows):
    head = "一级指标|三级指标|指标值"
    return [each.message for each in goals(document(TITLE, text, table("绩效目标表", head, *rows))).findings]


@small_cases(
    ("text", "row", "wrong"),
    [
        ("全年计划举办青年班12期。", "产出指标|青年班期数|12期", 0),
        ("全年计划举办青年干部班12期。", "产出指标|青年干部班期数|11期", 1),
        ("2030年举办青年干部班12期。", "产出指标|青年干部班期数|11期", 0),  # last year
        ("由上年的9期增加到今年青年干部班12期。", "产出指标|青年干部班期数|≥11期", 0),  # reached
        ("现有在校学生1386人。", "产出指标|受益学生数|1368人", 1),
        ("现有在校学生1386人。", "产出指标|受益学生数|1386人", 0),
        ("现有在校学生1386人。", "产出指标|受益学生数|1200人", 0),  # some of them
        ("新建村级公路15公里，养护村级公路51公里。", "产出指标|养护村级公路|51公里", 0),
        ("养护村级公路51公里。", "产出指标|养护村级公路|15公里", 1),
        ("村级公路51公里。", "产出指标|村级公路完好率|15%", 0),
    ],
)
def test_goals_and_numbers_of_the_text(text, row, wrong):
    assert len(found(text, row)) == wrong


@small_cases(
    ("row", "wrong"),
    [
        ("成本指标|县道补助标准|6000元/公里", 0),
        ("成本指标|县道补助标准|600元/公里", 1),
        ("成本指标|乡道补助标准|600元/公里", 0),
        ("成本指标|县道补助标准|600元/亩", 0),
    ],
)
def test_a_price_of_the_table_is_that_of_the_text(row, wrong):
    text = "日常养护按县道每公里6,000元测算。"
    of = document(TITLE, text, table("绩效目标表", "一级指标|三级指标|指标值", row))
    assert len(priced(of).findings) == wrong
