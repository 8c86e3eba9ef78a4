"""Words before an amount are brought to one name."""

from desktop.audit.sentences.subjects import subject
from tests.small_cases import small_cases


@small_cases(
    ("words", "group", "name"),
    [
        ("一般公共服务类科目支出预算", "功能类", "一般公共服务"),
        ("事业运行（2010350）", "功能项", "2010350"),
        ("工资福利支出（301）", "经济类", "301"),
        ("教育支出（类）普通教育（款）小学教育（项）2024年预算数为", "功能项", "教育/普通教育/小学教育"),
        ("2022年“三公”经费支出预算为", "三公", "三公经费"),
        ("公务用车购置费及运行费", "三公", "公务用车购置及运行费"),
        ("公务用车运行维护费", "三公", "公务用车运行费"),
        ("政府采购服务预算", "采购", "服务"),
        ("政府采购预算总额", "采购", "政府采购"),
        ("一般公共预算基本支出年初预算为", "结构", "基本支出"),
        ("日常公用经费", "基本", "公用经费"),
        ("事业单位经营收入", "资金", "经营收入"),
        ("政府性基金预算拨款", "资金", "总额"),
        ("收入总计", "总额", "总额"),
        ("办公费", "经济款", "办公费"),
        ("1.“2070808广播电视事务”科目", "功能项", "2070808"),
        ("【2070808】广播电视事务", "功能项", "2070808"),
        ("2101102－事业单位医疗", "功能项", "2101102"),
        ("用于2101102“事业单位医疗”", "功能项", "2101102"),
        ("其中：30201_办公费", "经济款", "30201"),
        ("2010104-人大会议", "功能项", "2010104"),
    ],
)
def test_words_name_a_member_of_a_list(words, group, name):
    found = subject(words)
    assert (found.group, found.name) == (group, name)


def test_words_that_name_nothing_of_a_budget_have_no_subject():
    assert subject("30201人") is None
    assert subject("2101102和2101103项目") is None, "of two codes before one amount it is open which is meant"
    assert subject("搬迁") is None
    assert subject("（999）") is None


def test_fund_and_side_are_read_where_they_stand():
    found = subject("一般公共预算财政拨款支出")
    assert (found.fund, found.side, found.clear, found.shown) == ("一般公共预算", "支出", True, "一般公共预算支出总额")


def test_what_narrows_a_notion_makes_it_unclear():
    assert subject("项目支出").clear
    assert not subject("信息化项目支出").clear
    assert not subject("商品和服务支出").clear, "it stands in both economic classifications"


def test_a_part_is_of_the_fund_and_the_spending_it_stands_under():
    parent = subject("一般公共预算项目支出")
    part = subject("办公费").under(parent)
    assert part.key == ("", "一般公共预算", "", "项目支出/办公费")
    assert subject("人员经费").under(subject("基本支出")).key == ("", "", "", "人员经费")
    assert part.under(None) == part


def test_money_of_funds_is_called_by_its_short_name_too():
    assert [subject(words).fund for words in ("基金预算收入", "基金预算拨款支出")] == ["政府性基金"] * 2
    known = subject("社会保险基金预算收入")
    assert known is None or known.fund == ""


def test_all_money_is_of_no_fund_of_the_section():
    part = subject("其他群众团体事务支出（2012999）全部资金").under(subject("一般公共预算支出"))
    assert part.fund == "全部资金"
