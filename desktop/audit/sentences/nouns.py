"""The noun of a clause: what it speaks of by its own words, and whether those words say more than is known."""

import re

from desktop.audit.sentences.statements import TOKEN, Change, Statement
from desktop.audit.sentences.subjects import FILLERS, TOTAL, known_out, subject

COMPARED = re.compile(
    r"(?:(?:与|比|较|同)(?:20\d\d年|上年|去年|上一年|同期)|同比|环比)[^，。；：]*$|相比|对比|比较|同期|上年|去年|20\d\d年"
)
NEUTRAL = re.compile(
    r"同比|实际|略|有所|大幅|小幅|净|均|相应|总体|整体|总的|基本|约|上述|以上|前述|该|其|此|这|再|又|也|则|而|并|将|已|由|从|到|了"
    r"|相|比|较|与|同|数|幅度|规模|水平|变动|变化|主要|因此|拟|共|其中|其|中|对|在|方面|上|下|有|等|另外|此外|此项|比例|[（）“”]"
)
"""Words that leave open of what a clause speaks: it goes on with what was spoken of before."""
OTHER_BASIS = re.compile(
    r"剔除|扣除|除外|不含|还原|不考虑|同口径|可比口径|口径调整"
    r"|(?:含|包括|加上|连同|算上|计入)(?:上年|往年|历年|以前年度|年初)?(?:财政)?(?:拨款)?(?:结转|结余)+(?:资金|部分|数)?(?:的|后|在内|口径|因素|[，计])"
)
"""Words of an amount that was reckoned in another way than the one printed (可比口径)."""
REST = ("其余", "其他", "其它", "剩余", "余下")
OF_LAST = re.compile(r"([^，。；：\d]{3,24}?)(?:20\d\d年|上年|去年)[^，。；：]{0,8}$")
"""A clause that says what something was last year: 基金支出上年为0，增加 6 万元."""
NO_NOUN = re.compile("主要|用于|其中|包括|含|按|从|由|根据|与|比|较|和")
NONE_OF_IT = re.compile(
    r"^(?:其中)?([^，。；：\d]{3,40}?)(?:均|都|也|未|没有|不|无)+(?:作)?(?:安排|发生|编列|列支|预算)"
)
"""A clause that says that nothing is planned of what it names: 公务用车购置费未安排."""
ALL_OF_IT = re.compile(
    r"(?:以上|上述|前述|这些|这)[^，。；：\d]{0,4}(?:项目|支出|资金|各项|\d项|[一二三四五六七八九十]+项)"
)
"""Words that stand for all that was listed before: 以上项目与上年相比…."""
BY_UNIT = re.compile(
    "(?:分|按|各)(?:预算)?单位(?:看|分|来看|列示|划分|情况|构成)?[，：:]|其中(?:本级|机关)[^，。；：]{0,6}(?=\\d)"
)
"""Words of a sentence that goes from unit to unit: what follows is each one's own."""
FEWEST = 2
"""Letters that are a noun of their own."""


def left_over(words: str) -> str:
    """Return what is said by words beside known names of a budget and words that say nothing: 桃花节 of 桃花节支出."""
    plain = FILLERS.sub("", NEUTRAL.sub("", COMPARED.sub("", known_out(words))))
    return re.sub(r"[^\u4e00-\u9fff]", "", plain)


def narrower(words: str) -> bool:
    """Tell whether words speak of the rest, or of an amount reckoned in another way, of which no other place speaks."""
    return words.startswith(REST) or OTHER_BASIS.search(words) is not None


def without_amount(gap: str) -> str:
    """Return what the words between an amount and a change name that has no amount; empty where they name nothing.

    8 万元；公务用车购置费未安排，与上年持平 speaks of 公务用车购置费.
    """
    *_, tail = re.split("[；。]", gap)
    first, sign, _ = tail.partition("，")
    if sign and tail != gap and not NO_NOUN.match(first) and (match := OF_LAST.match(first)) and subject(match[1]):
        return match[1]
    for clause in reversed(re.split("[，。；]", gap)[1:]):
        match = NONE_OF_IT.match(clause)
        if match and left_over(match[1]) != match[1]:
            return match[1]
    return ""


def owned_by(parent: Statement) -> str:
    """Return what an amount is of that names nothing of a budget: a project or a unit, of which its parts are too."""
    of = parent.subject
    words = parent.passage.text[parent.start : parent.figure.start]
    own = UNIT.search(words)
    if of is not None and (of.clear or of.name != TOTAL):
        return ""
    name = own[0] if own else left_over(words)
    return name if own or len(name) >= FEWEST * 2 else ""


UNIT = re.compile(r"[\u4e00-\u9fff]{0,24}(?:本级|局|中心|所|站|队|院|校|小学|中学|园|馆|办|委)(?=(?:（[^）]*）)?\d*$)")
"""A unit that has an amount: 水库管理中心."""


def straight(value: Statement, change: Change) -> bool:
    """Tell whether a change surely is of an amount: named, or right behind it with nothing that bears another name.

    Where that is not so, it may be of another amount near it.
    """
    if value.passage is not change.passage or change.start < value.figure.end:
        return True
    if change.subject and value.subject and change.subject.name == value.subject.name:
        return len({change.subject.fund, value.subject.fund} - {""}) < 2
    same = (each.end for each in value.changes if each.passage is change.passage and each.end <= change.start)
    start = max(same, default=value.figure.end)
    between = re.sub("（[^（）]*）", "", value.passage.text[start : change.start])
    for last in (change.was, value.last):  # last year's amount, to which the words between compare
        between = between.replace(f"{last.text}{last.unit}", "", 1) if last else between
    clauses = [each for each in re.split("[，；：、]", between)[1:-1] if not each.startswith("占")]
    plain = OWN_SHARE.sub("", between)
    return "。" not in between and not TOKEN.search(plain) and all(len(left_over(c)) < NAMED for c in clauses)


OWN_SHARE = re.compile(r"，占[^，。；：、]{0,24}%")
"""The share an amount has in another one, right behind it."""
NAMED = 4
"""Letters of words that may be what a change behind them is of."""


def behind_part(owner: Statement, change: Change) -> bool:
    """Tell whether a change may be of what its amount is a part of: 8 万元，其中结转 1 万元，较上年增加 2 万元."""
    parent = owner.parent
    if parent is None or parent.passage is not owner.passage or change.passage is not owner.passage:
        return False
    between = owner.passage.text[parent.figure.end : change.start]
    return re.match("，(?:其中|含)(?!：)", between) is not None and not re.search("[；。]", between)


OF_ONE_UNIT = re.compile("本级|机关(?!运行|事业)|下属|所属|二级单位")


def of_one_unit(value: Statement) -> bool:
    """Tell whether an amount is a part of one that its words give to a unit: 局本级“三公”经费 8 万元，其中…."""
    of = value.parent
    return of is not None and OF_ONE_UNIT.search(of.passage.text, of.start, of.figure.start) is not None


def pays(value: Statement) -> bool:
    """Tell whether a source of income is told as what pays for a part: 采购 61 万元，其中事业收入安排 53 万元."""
    words = value.passage.text[value.start : value.figure.start]
    return value.parent is not None and re.search("收入安排(?:资金|支出)?$", words) is not None


WITHOUT_POST = (
    "聘|编外|临时|劳务|合同|公益|控制数|备案|员额|雇员|购买|特岗|县管|人事代理|跟班|挂职|借调|支教|超编|军[转队]|[上下]派|消化"
    "|三支|志愿|选调|见习|提前|[内二]退|二线"
)
"""Words of people who are paid without a post of the unit, or beside its posts."""
