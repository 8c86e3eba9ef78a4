"""A count at the end of a paragraph, and the lines or rows below it."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "丙县水利局2030年部门预算\n二、预算单位构成\n"
THREE = "\n1.丙县水利局机关本级\n2.丙县水土保持站\n3.丙县灌溉服务中心\n三、收支情况"
NAMES = "\n丙县水利局机关本级\n丙县水土保持站\n丙县灌溉服务中心\n截至2029年末编制30名。"


@small_cases(
    "text",
    [
        "纳入本部门2030年度部门预算编制范围的单位共2个，具体是：" + THREE,
        "本部门预算单位共有4家，名单如下：" + THREE,
        "部门预算由两个单位构成，分别为：" + THREE,
        "纳入预算管理的单位5个，具体有：" + THREE,
        "编制范围的预算单位共计4个（名单如下）：" + THREE,
        "编制范围内预算单位2家，名单为：" + THREE,
        "预算单位数量为4个。具体如下：" + THREE,
        "纳入编制范围的单位共2个，具体是：" + NAMES,
        "2030年安排项目支出共4个，具体是：\n（1）水土保持项目，预算9.00万元。\n（2）灌区维修项目，预算8.00万元。\n三、收支情况",
        "我局公开的预算表共4张，具体为：\n（一）收支总表\n（二）收入总表\n（三）支出总表\n三、收支情况",
    ],
)
def test_another_number_of_lines_is_found(text):
    assert len(findings(TITLE + text, codes="A136")) == 1


@small_cases(
    "text",
    [
        "纳入本部门2030年度部门预算编制范围的单位共3个，具体是：" + THREE,
        "本部门共有所属单位2家，名单如下：" + THREE,  # and itself
        "预算单位共5个，其中独立核算的有：" + THREE,
        "主要的预算单位共5个，分别是：" + THREE,
        "预算单位5个，其中行政单位1个、事业单位4个，具体为：\n1.丙县水利局机关本级\n2.丙县水土保持站等4个事业单位\n三、收支情况",
        "行政单位1个，事业单位2个，具体是：" + THREE,
        "预算单位共4个，具体是：\n1.丙县水利局机关本级\n2.丙县水土保持站、丙县灌溉服务中心、丙县河道管理所\n三、收支情况",
        "预算单位共4个，具体是：\n1.丙县水利局机关本级\n3.丙县水土保持站\n4.丙县河道管理所\n三、收支情况",
        "我局下设办公室等5个股室，职责是：" + THREE,
        "本年比上年减少2个，分别是：" + THREE,
        "纳入编制范围的单位共2个。\n三、收支情况\n1.收入情况\n2.支出情况\n3.其他情况",
    ],
)
def test_counts_that_fit_and_lists_that_are_not_of_them(text):
    assert findings(TITLE + text, codes="A136") == []


@small_cases(("count", "wrong"), [("3", 0), ("4", 1), ("两", 1)])
def test_rows_with_numbers_are_counted_too(count, wrong):
    from desktop.audit.missing.lines_below import look
    from tests.audit.documents import document, table

    rows = table("", "序号|项目名称", "1|水土保持项目", "2|灌区维修项目", "3|河道清淤项目")
    text = f"2030年安排的项目共{count}个，具体如下："
    assert len(look(document("丙县水利局2030年部门预算", text, rows)).findings) == wrong
