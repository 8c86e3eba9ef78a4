"""The noun of a clause: a change belongs to what its own clause names."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"
CODES = "A11 A12 A13 A32"


@small_cases(
    ("text", "wrong"),
    [
        # the rest, and an amount reckoned in another way, is another amount than the one before it
        ("支出总计50.00万元，比2022年60.00万元减少10.00万元。扣除一次性搬迁费后，同口径增加4.00万元。", False),
        ("支出总计50.00万元，比2022年60.00万元减少10.00万元。剩余支出合计增加4.00万元。", False),
        ("支出总计50.00万元，比2022年60.00万元减少10.00万元，支出合计增加4.00万元。", True),
        # nothing is planned of it: the amount before it is another one
        ("公务接待费3.00万元，比上年减少1.00万元；公务用车购置费未安排，与上年持平。", False),
        ("公务接待费3.00万元，比上年减少1.00万元，与上年持平。", True),
        # a short name is a noun too; a figure inside the clause does not part it from its noun
        ("收支总预算50.00万元，比上年80.00万元减少30.00万元；另：路灯经费增加4.00万元。", False),
        ("收支总预算50.00万元，比上年80.00万元减少30.00万元；另：预算总额增加4.00万元。", True),
        ("收支总预算50.00万元，比上年80.00万元减少30.00万元。其他收入因出租率升至58%增加36.00万元。", False),
        # all of them are not the last one
        ("资产总额40.00万元，其中流动资产39.00万元，无形资产1.00万元。与上年相比，本年资产总额增加6.00万元。", False),
        # a reason goes on behind ；同时
        (
            "收支总预算50.00万元，比上年80.00万元减少30.00万元。主要是拨款减少40.00万元；同时事业支出增加10.00万元。",
            False,
        ),
        # a project with a name of its own, with and without its amount in the same passage
        ("项目支出80.00万元，其中灯会30.00万元。荷花灯会较上年20.00万元增加10.00万元。", False),
        ("项目支出80.00万元：荷花灯会30.00万元；书展50.00万元。其中荷花灯会较上年20.00万元增加10.00万元。", False),
        ("项目支出80.00万元：荷花灯会30.00万元；书展50.00万元。其中荷花灯会较上年20.00万元增加12.00万元。", True),
        # 以上项目 stands for all of them
        (
            "项目：灯会30.00万元；书展50.00万元，合计80.00万元。灯会30.00万元已落实。以上项目比2022年60.00万元增加20.00万元。",
            False,
        ),
        (
            "项目：灯会30.00万元；书展50.00万元，合计80.00万元。灯会30.00万元已落实。以上项目比2022年60.00万元增加27.00万元。",
            True,
        ),
    ],
)
def test_a_change_is_of_the_noun_of_its_own_clause(text, wrong):
    assert bool(findings(TITLE, text, codes=CODES)) == wrong


@small_cases(
    ("text", "wrong"),
    [
        # of a unit or a project, in a bracket behind it
        ("基本支出90.00万元。各单位：甲河道管理站40.00万元（基本支出30.00万元，项目支出10.00万元）。", False),
        ("基本支出90.00万元。北坡蓄水池工程40.00万元（财政拨款30.00万元）。财政拨款收入80.00万元。", False),
        ("基本支出90.00万元。2023年安排140.00万元（基本支出80.00万元，项目支出60.00万元）。", True),
        # of some of the units
        ("公用经费90.00万元。机关公用经费（不含事业单位公用经费）60.00万元，事业单位公用经费30.00万元。", False),
        # from another purse
        ("政府采购预算90.00万元。单位资金安排政府采购30.00万元。", False),
        ("政府采购预算90.00万元。单位资金安排政府采购30.00万元。单位资金安排的政府采购预算35.00万元。", True),
        ("政府采购预算90.00万元。全年安排政府采购预算85.00万元。", True),
    ],
)
def test_two_amounts_contradict_only_where_unit_project_and_purse_are_the_same(text, wrong):
    assert bool(findings(TITLE, text, codes="A31")) == wrong


@small_cases(
    ("text", "wrong"),
    [
        # far behind its amount, and another amount of the sentence fits: that one is meant
        ("安排支出110.00万元。项目支出90.00万元，重点投向大堤加固工程，比2022年100.00万元增加10.00万元。", False),
        ("安排支出110.00万元。项目支出90.00万元，重点投向大堤加固工程，比2022年100.00万元增加30.00万元。", True),
        ("安排支出110.00万元。项目支出90.00万元，比2022年100.00万元增加10.00万元。", True),
    ],
)
def test_where_another_amount_near_it_fits_nothing_is_wrong(text, wrong):
    assert bool(findings(TITLE, text, codes="A11 A12")) == wrong
