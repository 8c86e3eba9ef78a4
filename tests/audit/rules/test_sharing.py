"""Shares of what they are of."""

from desktop.findings import Severity
from tests.audit.texts import errors, findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("text", "code", "severity"),
    [
        ("支出总计8.00万元，其中：基本支出5.00万元，占62.5%；项目支出3.00万元，占37.5%。", "A21", None),
        ("支出总计8.00万元，其中：基本支出5.00万元，占支出总计66%；项目支出3.00万元，占支出总计38%。", "A21", "错误"),
        ("支出总计8.00万元，其中：基本支出5.03万元，占62%；项目支出2.97万元，占38%。", "A21", "提示"),
        ("支出总计8.00万元，其中：基本支出5.00万元，占63%；项目支出3.00万元，占38%。", "A22", "提示"),
        ("支出总计8.00万元，其中：基本支出5.00万元，占62.5%；项目支出3.00万元，占47.5%。", "A22", "错误"),
        ("收入预算9.00万元，其中：一般公共预算拨款收入占31.72%，政府性基金收入占68.28%。", "A25", None),
        ("收入预算9.00万元，其中：一般公共预算拨款收入占31.72%，政府性基金收入占62.88%。", "A25", "警告"),
        ("在职90人，其中：女性占42%，本科以上占81%。", "A25", None),
    ],
)
def test_shares(text, code, severity):
    assert next((found.severity.value for found in findings(TITLE, text, codes=code)), None) == severity


def test_shares_of_a_passage_have_one_base_though_it_is_not_named():
    lines = [
        TITLE,
        "支出总计10.00万元。",
        "教育支出5.00万元，占50%；国防支出3.00万元，占30%；住房保障支出2.00万元，占25%。",
    ]
    assert [found.expected for found in findings(*lines, codes="A21")] == ["20.00%"]


def test_a_share_behind_a_bracket_is_of_the_amount_before_it():
    text = "支出总计8.00万元，其中：基本支出5.00万元，占62.5%；项目支出3.00万元（含上年结转1.00万元），占{}%。"
    assert findings(TITLE, text.format("37.5"), codes="A21") == []
    (found,) = findings(TITLE, text.format("57.5"), codes="A21")
    assert found.expected == "37.50%"


def test_a_share_that_is_only_a_bound_is_no_figure():
    """不足0.01% is what a share of 0.004% is printed as: it can neither be recomputed nor added up."""
    text = "支出总计1000.00万元，其中：基本支出999.96万元，占100%；项目支出0.04万元，占不足0.01%。"
    assert findings(TITLE, text, codes="A21") == []


@small_cases(
    ("text", "wrong"),
    [
        # of the total whose side is named, not of the other one that a shorter word also is
        ("本年收入6.00万元，上年结转2.00万元。支出总预算8.00万元：基本支出4.00万元，占支出总预算的50%。", False),
        ("本年收入6.00万元，上年结转2.00万元。支出总预算8.00万元：基本支出4.00万元，占支出总预算的60%。", True),
        # of all, though the amount stands behind one that is divided itself
        (
            "收入总计20.00万元。甲校12.00万元（其中基金8.00万元），乙校5.00万元，后两校共计8.00万元，占收入总计的40%。",
            False,
        ),
        (
            "收入总计20.00万元。甲校12.00万元（其中基金8.00万元），乙校5.00万元，后两校共计8.00万元，占收入总计的45%。",
            True,
        ),
        # the clause names what it is the share of, and of what
        ("政府采购预算8.00万元，其中货物2.00万元、服务6.00万元，计入年初安排的采购总额中货物占25%。", False),
        ("政府采购预算8.00万元，其中货物2.00万元、服务6.00万元，采购总额中货物占35%。", True),
        # what is only a bound has no share of its amount; nor is a base known that leaves something out
        ("政府采购预算8.00万元，单位资金2.00万元，预留份额不低于6.40万元，占政府采购预算的80%。", False),
        ("支出总计9.00万元。项目8.00万元，占财政资金总额（人员经费除外）的100%。", False),
        # a part without an amount
        ("项目支出8.00万元，其中绿化养护占70%。", False),
    ],
)
def test_a_share_is_of_the_noun_of_its_clause(text, wrong):
    assert bool(findings(TITLE, text, codes="A21")) == wrong


@small_cases(
    ("share", "wrong"), [("占支出预算总额的40%", False), ("占支出预算总额的45%", True), ("占总额的40%", False)]
)
def test_a_total_that_is_named_is_not_what_pays_for_a_part_before_it(share, wrong):
    lines = [
        TITLE,
        "2023年甲县卫生健康委员会支出预算总额为20.00万元。",
        "其中：按支出项目类别划分，基本支出12.00万元，占支出预算总额的60%，其中财政拨款安排7.00万元、事业收入安排5.00万元；"
        "项目支出8.00万元，占支出预算总额的40%，其中财政拨款安排6.00万元、事业收入安排2.00万元。",
        f"按功能科目划分，教育支出12.00万元，占支出预算总额的60%；住房保障支出8.00万元，{share}。",
    ]
    assert bool(findings(*lines, codes="A21")) is wrong


@small_cases(("percent", "wrong"), [("40", False), ("41", True), ("140", True)])
def test_a_part_of_less_than_all_is_of_nothing_smaller_than_itself(percent, wrong):
    lines = [
        TITLE,
        "2023年收入总计20.00万元。",
        "财政拨款支出5.00万元，其中：教育支出2.00万元。",
        f"项目支出8.00万元，占支出总额的{percent}%。",
    ]
    assert bool(findings(*lines, codes="A21")) is wrong


def test_shares_of_all_members_of_what_has_no_amount_of_its_own():
    text = (
        "“三公”经费中，因公出国（境）费支出0万元，占“三公”经费的0%；公务用车购置及运行费支出5.00万元，"
        "占“三公”经费的65.79%；公务接待费支出2.60万元，占“三公”经费的{}%。"
    )
    assert len(findings("某局2022年部门预算", text.format("32.41"), codes="A22")) == 1
    assert findings("某局2022年部门预算", text.format("34.21"), codes="A22") == []


def test_a_share_behind_a_bracket_is_of_what_the_bracket_divides():
    text = (
        "政府采购预算90.00万元（货物30.00万元、工程20.00万元、服务40.00万元），其中面向中小企业预留60.00万元，占{}%。"
    )
    assert errors("某局2023年部门预算", text.format("66.67"), codes="A21") == []
    assert len(errors("某局2023年部门预算", text.format("76.67"), codes="A21")) == 1


def test_a_share_of_the_money_of_one_source_is_not_of_all_of_it():
    lines = (TITLE, "收入预算100.00万元，其中：财政拨款收入{}万元。", "支出预算100.00万元。", "项目支出预算55.00万元。")
    share = "填报绩效目标的项目支出预算50.00万元，占当年财政拨款安排的项目支出预算的100%。"
    for fiscal, wrong in (("95.00", 0), ("100.00", 1)):
        found = findings(*(line.format(fiscal) for line in lines), share, codes="A21")
        assert len(found) == wrong, fiscal


@small_cases(
    ("text", "right", "wrong"),
    [
        ("按支出性质分，基本支出占{}%，项目支出占33.61%。", "66.39", "63.69"),
        ("公共安全支出占{}%，社会保障和就业支出占7.74%，卫生健康支出占4.43%，住房保障支出占6.36%。", "81.47", "84.17"),
        ("按功能科目分类，社会保障和就业支出占{}%，商业服务业等支出占83.21%，住房保障支出占8.26%。", "8.54", "5.84"),
        ("2031年收入构成：拨款收入占{}%，事业收入占22.40%。", "77.60", "76.70"),
    ],
)
def test_a_sentence_of_shares_adds_up(text, right, wrong):
    assert findings(text.format(right), codes="A25") == []
    assert len(findings(text.format(wrong), codes="A25")) == 1


@small_cases(
    "text",
    [
        "人员经费支出占62.30%，商品和服务支出占12.20%。",
        "基本支出占66.4%，其中人员支出占58.2%。",
        "教育支出占62.30%，卫生健康支出占17.20%。",
        "货物采购占20%，专业技术人员占30%。",
    ],
)
def test_some_shares_need_not_be_all(text):
    assert findings(text, codes="A25") == []


BASIC = "2031年支出预算1731.36万元，其中基本支出1346.86万元，项目支出384.50万元。\n"
OF_BASIC = "按经济分类，工资福利支出1007.58万元，占{}的74.81%；商品和服务支出88.60万元，占6.58%；对个人和家庭的补助250.68万元，占{}%。"


@small_cases(
    ("base", "share", "count"),
    [
        ("基本支出", "18.61", 0),
        ("基本支出", "16.81", 1),
        ("基本支出预算", "18.61", 0),
        ("基本支出预算", "81.61", 1),
        ("本年基本支出", "18.61", 0),
        ("本年基本支出", "13.61", 1),
    ],
)
def test_items_go_on_with_the_base_of_the_first(base, share, count):
    found = errors("甲县某街道2031年部门预算\n" + BASIC + OF_BASIC.format(base, share), codes="A21 A01")
    assert len(found) == count


def test_a_list_of_its_own_passage_is_of_the_amount_it_comes_to():
    head = "甲县某街道2031年部门预算\n" + BASIC
    text = "按经济分类，工资福利支出1007.58万元、商品和服务支出88.60万元、对个人和家庭的补助{}万元。"
    assert errors(head + text.format("250.68"), codes="A01") == []


@small_cases(
    "text",
    [
        "2023年实际执行“三公”经费15.20万元，其中接待费4.20万元、公务用车运行费11.00万元，占年初预算的84.44%。",
        "“三公”经费15.20万元，其中公务用车运行费11.00万元，占上年预算的84.44%。",
        "“三公”经费15.20万元，其中公务用车运行费11.00万元，占调整预算的84.44%。",
        "“三公”经费15.20万元，其中公务用车运行费11.00万元，占上年决算的84.44%。",
    ],
)
def test_a_share_of_another_time_is_none_of_this_budget(text):
    assert findings("某局2024年部门预算", text, codes="A21") == []


@small_cases("base", ["“三公”经费", "三公经费预算", "“三公”经费总额", "全部“三公”经费"])
def test_a_share_of_this_budget_is_checked(base):
    text = f"2024年“三公”经费15.20万元，其中公务用车运行费11.00万元，占{base}的84.44%。"
    assert [each.expected for each in findings("某局2024年部门预算", text, codes="A21")] == ["72.37%"]


@small_cases(
    ("lines", "wrong"),
    [
        ("基本支出80.00万元，占80.00%；项目支出20.00万元，占20.00%；其中一般公共预算安排项目15.00万元，占75.00%。", 0),
        ("政府采购100.00万元，面向中小企业80.00万元，占80%；其中小微企业60.00万元，占75%。", 0),
    ],
)
def test_a_share_of_the_amount_before_among_them(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A21")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A21"] * wrong


@small_cases(
    ("text", "shares"),
    [
        ("支出预算10.00万元，其中基本支出6.00万元、项目支出4.00万元，分别占60%和40%。", []),
        ("支出预算10.00万元，其中：基本支出6.00万元，项目支出4.00万元，分别占支出预算的60.0%、40.0%。", []),
        ("本年支出合计10.00万元，包括基本支出6.00万元和专项业务经费支出4.00万元，分别占总支出的60%与40%。", []),
        ("支出预算10.00万元，其中人员经费5.00万元、公用经费1.00万元、项目支出4.00万元，分别占50%、10%和40%。", []),
        ("支出预算10.00万元，其中基本支出6.00万元、项目支出4.00万元，分别占66%和40%。", ["60.00%"]),
        ("支出预算10.00万元，其中基本支出6.00万元、项目支出4.00万元，分别占60%和44%。", ["40.00%"]),
        ("支出预算10.00万元，其中：基本支出6.00万元，项目支出4.00万元，分别占支出预算的60.0%、48.0%。", ["40.00%"]),
        (
            "支出预算10.00万元，其中人员经费5.00万元、公用经费1.00万元、项目支出4.00万元，分别占50%、70%和40%。",
            ["10.00%"],
        ),
    ],
)
def test_shares_told_one_after_another_belong_to_the_amounts_in_their_order(text, shares):
    assert [found.expected for found in findings(TITLE, text, codes="A21")] == shares
