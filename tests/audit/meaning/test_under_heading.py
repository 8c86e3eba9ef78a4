"""Sentences that there is none of something, beside the heading over them."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "丙县妇幼保健院2030年单位预算\n"
FUND = "（七）2030年政府性基金预算支出情况说明\n丙县妇幼保健院2030年没有政府性基金预算拨款安排的支出。\n"


@small_cases(
    "text",
    [
        FUND + "（八）2030年国有资本经营预算支出情况说明\n丙县妇幼保健院2030年没有政府性基金预算拨款安排的支出。",
        FUND + "（八）国有资本经营预算支出情况\n我单位无政府性基金预算收支，故本部分为空。",
        FUND + "（八）关于国有资本经营预算的说明。本单位2030年未安排政府性基金预算支出。",
        "六、国有资本经营预算\n2030年没有使用国有资本经营预算拨款安排的支出。\n七、政府性基金预算\n2030年没有使用国有资本经营预算拨款安排的支出。",
        "六、国有资本经营预算支出\n不涉及国有资本经营预算。\n七、社会保险基金预算支出\n本单位不涉及国有资本经营预算。",
        FUND + "（九）机关运行经费\n本单位2030年没有政府性基金预算拨款安排的支出。",
        FUND + "（九）政府采购情况\n2030年政府性基金预算支出为0万元。",
        FUND + "八、“三公”经费支出情况\n2030年本单位没有政府性基金预算支出，与上年持平。",
    ],
)
def test_a_sentence_of_another_section_is_found(text):
    assert len(findings(TITLE + text, codes="A148")) == 1


@small_cases(
    "text",
    [
        FUND + "（八）2030年国有资本经营预算支出情况说明\n丙县妇幼保健院2030年没有国有资本经营预算拨款安排的支出。",
        FUND + "（八）国有资本经营预算支出\n我单位没有政府性基金预算支出，也没有国有资本经营预算支出。",
        FUND + "（八）政府性基金、国有资本经营预算\n我单位没有政府性基金预算支出。",
        FUND + "（八）国有资本经营预算支出\n我单位没有此项支出。",
        FUND + "（八）其他重要事项\n我单位没有政府性基金预算支出。",
        FUND + "（八）国有资本经营预算支出\n该项支出为零，政府性基金预算亦无支出。",
        "（八）国有资本经营预算支出\n我单位没有政府性基金预算支出。",  # it has no section of its own
        "六、政府采购情况\n没有政府采购预算。\n七、政府购买服务情况\n本单位没有政府采购预算。",
        FUND + "八、国有资本经营预算支出\n九、机关运行经费\n2030年机关运行经费9.00万元。",
        FUND + "第四部分名词解释\n（一）国有资本经营预算：指对国有资本收益作出的安排。",
    ],
)
def test_sections_of_their_own_or_of_several(text):
    assert findings(TITLE + text, codes="A148") == []
