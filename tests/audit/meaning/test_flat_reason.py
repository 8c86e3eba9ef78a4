"""No change, and a reason of one (A174)."""

from desktop.audit.meaning.flat_reason import look
from tests.audit.documents import document
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"


@small_cases(
    "text",
    [
        "项目支出30.00万元，与2030年预算数相同，主要原因是新增护林防火项目。",
        "人员经费80.00万元，与上年持平，主要原因是人员工资正常晋级晋档。",
        "公用经费8.00万元，与去年一致，原因是在职人员减少。",
        "2031年支出90.00万元，与上年持平。增长原因主要是护林项目。",
        "公积金9.00万元，较上年持平，主要是缴费基数提高。",
        "项目支出30.00万元，与上年相同，减少的主要原因是造林任务完成。",
    ],
)
def test_a_reason_of_a_change(text):
    (found,) = look(document(TITLE, text)).findings
    assert found.severity.name == "WARNING"


@small_cases(
    "text",
    [
        "公务接待费2.00万元，与上年持平，主要原因是严格控制接待批次。",
        "公务用车运行费2.00万元，与上年持平，主要原因是车辆数没有变化。",
        "因公出国（境）费0万元，与上年持平，主要原因是未安排出国任务。",
        "公务用车购置费0万元，与上年持平，主要原因是人员减少。",
        "支出90.00万元，与上年持平，主要原因是人员增资与项目压减相抵。",
        "支出90.00万元，比上年增加9.00万元，主要原因是新增护林项目。",
        "会议费2.00万元，与上年持平，主要用于新增会议。",
        "支出90.00万元，与上年持平，主要原因是退休人员减少，同时在职人员增加。",
    ],
)
def test_a_reason_why_nothing_changes(text):
    assert look(document(TITLE, text)).findings == ()
