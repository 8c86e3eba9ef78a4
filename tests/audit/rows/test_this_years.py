"""Amounts of the budget's year that a sentence says to be last year's (A67)."""

from desktop.audit.rows.subjects import changes
from tests.audit.documents import document, table
from tests.small_cases import small_cases

YEARS = table("一般公共预算支出表", "科目|2030年预算数|2031年预算数", "行政运行|421.50|437.16", "合计|1020.40|1079.83")
PLAIN = table("部门收支总表", "项目|预算数", "行政运行|437.16", "收入总计|1079.83")


def _found(text, of):
    return [each.message for each in changes(document("甲县司法局2031年部门预算", text, of)).findings]


@small_cases(
    ("text", "of"),
    [
        ("2030年部门财务总收入1079.83万元，其中一般公共预算1079.83万元。", YEARS),
        ("行政运行（项）：2030年预算数为437.16万元，比上年预算增加15.66万元，原因是2031年人员调入。", YEARS),
        ("行政运行（项）：2030年预算数为437.16万元，比上年预算增加15.66万元，原因是2031年人员调入。", PLAIN),
        ("（一）基本支出：2030年本单位支出预算数1079.83万元，主要保障正常运转。", PLAIN),
        ("甲县司法局2030年收入预算1079.83万元，其中：一般公共预算拨款1079.83万元。", PLAIN),
        ("一、2030年支出合计1079.83万元，较上年增加59.43万元，因2031年新增任务。", PLAIN),
    ],
)
def test_the_tables_have_it_as_this_years(text, of):
    assert len(_found(text, of)) == 1


@small_cases(
    ("text", "of"),
    [
        ("2031年部门财务总收入1079.83万元，其中一般公共预算1079.83万元。", YEARS),
        ("2031年支出1079.83万元，2030年预算1020.40万元。", YEARS),
        ("2031年支出1079.83万元，2030年支出1079.83万元，与上年持平。", YEARS),
        ("2030年决算支出1079.83万元。", YEARS),
        ("2031年支出预算90.00万元，2030年固定资产价值1079.83万元。", PLAIN),
        ("甲县司法局2030年收入1079.83万元。", table("收支总表", "项目|上年预算数|预算数", "收入总计|1079.83|1020.40")),
        ("2031年支出预算90.00万元，比2030年支出预算1079.83万元减少989.83万元。", PLAIN),
        ("2030年支出预算437.16万元，2031年支出预算90.00万元。", PLAIN),
        ("2030年预算安排437.16万元的项目已完工。2031年支出预算90.00万元。", PLAIN),
    ],
)
def test_other_amounts_of_last_year(text, of):
    assert _found(text, of) == []
