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
