"""What explains a change does not rise or fall by nothing (A129)."""

from desktop.audit.missing.no_change import look
from tests.audit.documents import document
from tests.small_cases import small_cases

TITLE = "白水县林业局2031年部门预算"
INCOME = "2031年收入预算400.00万元，其中：一般公共预算拨款收入300.00万元，事业收入60.00万元，其他收入40.00万元。"
OUTLAY = "2031年支出预算400.00万元，其中：基本支出300.00万元，项目支出100.00万元。"


@small_cases(
    "text",
    [
        INCOME + "收入较去年增加20.00万元，主要是一般公共预算拨款收入增加20.00万元，其他收入较去年增加0万元。",
        INCOME + "收入比上年减少8.00万元，主要原因是一般公共预算拨款收入减少8.00万元，事业收入减少0万元。",
        OUTLAY + "支出较上年增加15.00万元，主要是基本支出增加15.00万元，项目支出增加0.00万元。",
        OUTLAY + "与2030年相比减少6.00万元，其原因：项目支出减少6.00万元，基本支出比上年减少0.00万元。",
        INCOME
        + "收入与上年相比增加5.00万元，增加原因是事业收入较上年增加5.00万元，一般公共预算拨款收入较上年增加0元。",
    ],
)
def test_a_rise_of_nothing(text):
    assert len(look(document(TITLE, text)).findings) == 1


@small_cases(
    "text",
    [
        INCOME + "收入较去年增加20.00万元，主要是一般公共预算拨款收入增加20.00万元，其他收入与去年持平。",
        INCOME + "收入较去年增加20.00万元，主要是一般公共预算拨款收入增加20.00万元，其他收入增加0万元，增长0%。",
        INCOME + "较去年增加20.00万元，主要是一般公共预算拨款收入增加20.00万元，事业收入增加0万元，其他收入增加0万元。",
        INCOME + "较去年增加20.00万元，主要是一般公共预算拨款收入增加20.00万元，上级补助收入增加0万元。",
        OUTLAY + "支出较上年增加15.00万元，主要是基本支出增加15.00万元，项目支出增加0.01万元。",
    ],
)
def test_another_change_or_a_form(text):
    assert look(document(TITLE, text)).findings == ()


FLAT = "公务接待费2.00万元，与上年持平。公务用车运行维护费3.00万元，与2030年预算持平。"


@small_cases(
    "text",
    [
        FLAT + "因公出国（境）费0万元，比2030年预算增加0万元。",
        FLAT + "因公出国（境）费0万元，较上年减少0.00万元，主要原因是没有出国计划。",
        FLAT + "公务用车购置费0万元，比上年下降0%。",
        "会议费1.00万元，与去年相同。培训费2.00万元，与去年预算数一致。机关运行经费9.00万元，比去年增长0%。",
    ],
)
def test_the_only_rise_of_nothing_where_others_are_as_last_year(text):
    assert len(look(document(TITLE, text)).findings) == 1


@small_cases(
    "text",
    [
        FLAT + "因公出国（境）费0万元，比上年增加0万元，增长0%。",
        FLAT + "因公出国（境）费0万元，比上年增加0万元，与上年持平。",
        FLAT + "因公出国（境）费0万元，比上年增加0万元。公务用车购置费0万元，比上年增加0万元。",
        "公务接待费2.00万元，与上年持平。因公出国（境）费0万元，比上年增加0万元。",
        FLAT + "因公出国（境）费0万元，比上年减少0.01万元。",
    ],
)
def test_a_form_that_writes_rises_of_nothing(text):
    assert look(document(TITLE, text)).findings == ()
