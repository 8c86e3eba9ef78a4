"""What belongs together in a text: an amount and a change, an amount and the section it stands in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.audit.sentences import slips
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage, level_of
from desktop.audit.sentences.statements import Change, Enumeration, Statement, Statements
from desktop.audit.sentences.subjects import FILLERS, FUNDS, TOTAL, Subject, subject


def same(a: Subject | None, wanted: Subject) -> bool:
    """Tell whether an amount may be what a change names."""
    if a is None:
        return False
    if a.name != wanted.name:
        return False
    if a.name == TOTAL and wanted.fund and not a.fund:
        return False  # 一般公共预算拨款 is a part of 收入预算, whose change it does not state
    return (not wanted.side or not a.side or a.side == wanted.side or "收支" in (a.side, wanted.side)) and (
        not wanted.fund or a.fund == wanted.fund or not a.fund
    )


def of_title(title: str) -> Subject | None:
    """Return what a heading names: （二）支出预算情况."""
    plain = NUMBERED.sub("", title, count=1)
    found = subject(re.sub(r"(?:支出|预算|情况|说明|表)+$", "", plain))
    if found is None and re.fullmatch(r"(?:20\d\d年)?(?:部门|单位)?(?:收入|支出)预算(?:总体)?(?:情况|说明)*", plain):
        found = subject(re.sub(r"(?:情况|说明)+$", "", plain))
    return found


def of_section(found: Subject | None, passage: Passage) -> Subject | None:
    """Return a subject with the fund that the headings over it name, where it names none itself."""
    if found is None:
        return None
    over = next((words for words in reversed(passage.path) if re.search("基本支出|项目支出", words)), "")
    if (
        over
        and found.group.startswith(("功能", "经济", "政府经济"))
        and not ("基本支出" in over and "项目支出" in over)
    ):
        found = replace(found, within="基本支出" if "基本支出" in over else "项目支出")
    if found.fund or found.group in {"三公", "运行", "会议", "培训"}:
        return found
    funds = [name for words in reversed(passage.path) for pattern, name in FUNDS if re.search(pattern, words)]
    return replace(found, fund=funds[0]) if len(funds) == 1 else replace(found, clear=False) if funds else found


def elsewhere(of: Enumeration, passage: Passage) -> bool:
    """Tell whether a passage stands under another heading without a number than what a list divides."""
    before, after = of.parents[0].passage.path[-1:], passage.path[-1:]
    return before != after and all(words and level_of(words[0]) == DEEPEST for words in (before, after))


IN_MONEY = re.compile(r"^([\u4e00-\u9fff“”]{2,20})中[，：,:]")


def of_sentence(found: Subject | None, sentence: str) -> Subject | None:
    """Return 基本支出, 项目支出 or a part with the fund whose division its sentence begins: 一般公共预算支出中，…."""
    if found is None or found.fund or not found.group.startswith(("结构", "基本")):
        return found
    begins = IN_MONEY.match(sentence)
    funds = [name for pattern, name in FUNDS if re.search(pattern, begins[1])] if begins else []
    return replace(found, fund=funds[0]) if len(funds) == 1 else found


OWN_NAME = 4
"""Letters of a name beside the words that all amounts share."""
OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:局|中心|所|站|队|院|校|小学|中学|幼儿园|馆|委|办|委员会|协会|本级|机关)(?:（(?:本级|机关)）)?$"
)
ABOUT_MONEY = re.compile(r"预算|收入|支出|收支|经费|情况|说明|资金|采购|职责|职能|机构|构成|概况|事项")


def member_over(passage: Passage, titles: str) -> str:
    """Return the member of a department whose section a passage stands in; empty where no heading names one.

    titles: those of the document, in which its maker is named.
    """
    for words in reversed(passage.path):
        name = NUMBERED.sub("", words, count=1)
        if OFFICE.fullmatch(name) and not ABOUT_MONEY.search(name):
            maker = any(name in title and not title.endswith(name) for title in titles.split("|"))
            return "" if maker else name
    return ""


def owner_of(words: str, titles: str) -> tuple[str, str]:
    """Return whose amount it is, if not the maker's, by the words before the year; and the other words."""
    match = re.match(r"(.{2,40}?)(20\d\d年度?.*)$", words)
    if not match:
        return "", words
    who = re.sub(r"^[一二三四五六七八九十\d（）]+[、.．）]|^（", "", match[1])
    general = re.fullmatch(
        r".{0,3}(?:本|我|全)?(?:部门|单位|局|中心|委|办|院|校|镇|乡|街道)|截[至止]|根据|按照|.*[本我].*", who
    )
    if general or who in titles or subject(who):
        return "", match[2] if not subject(who) else words
    return who, match[2]


PAID_FROM = re.compile("收入(?:预算)?安排的?$")
"""How a source is named from which something is paid: 基本支出 8 万元，其中事业收入安排 2 万元."""


def other_side(statement: Statement, parent: Statement) -> bool:
    """Tell whether one is income and the other spending: no part, then, but where the one pays for the other."""
    spent = parent.subject is not None and parent.subject.side == "支出"
    if spent and statement.subject and PAID_FROM.search(statement.subject.words):
        return False
    sides = {each.subject.side for each in (statement, parent) if each.subject}
    return {"收入", "支出"} <= sides


def other_total(value: Statement, main: Statement, part: Statement) -> bool:
    """Tell whether an amount is the total of the other side in the passage of the first: 收入 9 万元；支出 9 万元."""
    total = value.subject is not None and value.subject.name == TOTAL and value.parent is None
    return total and value.passage is main.passage and not other_side(part, value) and not in_bracket(value)


def of_another(name: str) -> bool:
    """Tell whether words before a change name something of their own unknown here: 桥梁维修项目减少 8 万元."""
    plain = re.sub(r"[^\u4e00-\u9fff]", "", FILLERS.sub("", name))
    return name.startswith(("其余", "其他", "其它")) or len(plain) >= OWN_NAME


def likeness(value: Statement, change: Change) -> tuple[bool, ...]:
    """Return how well an amount fits a change of the same name: the same fund first, then nothing narrower.

    Of a total and this year's part of it (其中本年拨款) a change of the total is that of the total.
    """
    if value.subject is None or change.subject is None:
        return (True, True, True)
    own, other = (OF_THIS_YEAR.search(each.words) is not None for each in (value.subject, change.subject))
    narrow = change.subject.clear and not value.subject.clear
    return (value.subject.fund != change.subject.fund, own and not other, narrow)


OF_THIS_YEAR = re.compile("本年(?!度)|当年")
"""Words of what is without the money carried over."""


THIS_YEAR = re.compile("(?:当年|本年)(?:财政)?(?:拨款|安排|预算)")


def of_this_year(value: Statement) -> bool:
    """Tell whether words say that an amount is without what was carried over: 一般公共预算当年拨款结构情况."""
    text = value.passage.text
    start, _ = value.passage.sentence_at(value.figure.start)
    heads = text[: text.find("。") + 1] if NUMBERED.match(text) else ""
    return any(map(THIS_YEAR.search, (*value.passage.path[-2:], heads, text[start : value.figure.start])))


def car_costs(found: Subject | None, words: str, parent: Subject | None) -> Subject | None:
    """Return what 购置费 and 运行维护费 are, said within 公务用车购置及运行费."""
    if parent is None or parent.name != "公务用车购置及运行费" or (found and found.group == "三公"):
        return found
    name = "公务用车购置费" if "购置" in words else "公务用车运行费" if re.search("运行|运维|维护费", words) else ""
    return Subject("三公", name, clear=True, words=words) if name else found


def unique(found: list[Statement]) -> list[Statement]:
    """Return statements in order, each once."""
    return list({id(value): value for value in found}.values())


def same_sentence(value: Statement, change: Change) -> bool:
    """Tell whether no sentence ends between an amount and a change."""
    return "。" not in value.passage.text[value.figure.end : change.start]


def paid_from(statement: Statement, previous: Statement | None) -> Subject | None:
    """Return the subject of an amount; what a source pays of the amount before it is not all of the source."""
    found = statement.subject
    if found is None or statement.parent or previous is None or previous.passage is not statement.passage:
        return found
    spent = previous.subject and (previous.subject.group == "结构" or PAID_FROM.search(previous.subject.words))
    if not spent or not PAID_FROM.search(found.words) or "。" in _between(previous, statement):
        return found
    return replace(found, clear=False)


def _between(first: Statement, second: Statement) -> str:
    return first.passage.text[first.figure.end : second.figure.start]


def of_source(statement: Statement) -> Subject | None:
    """Return 基本支出, 项目支出 and their parts with the source they are listed under, as with a fund.

    财政专户管理资金 8 万元，其中基本支出 3 万元 is nothing of the whole unit.
    """
    found, parent = statement.subject, statement.parent
    source = parent.subject if parent else None
    if found is None or parent is None or source is None or found.fund or found.group not in {"结构", "基本"}:
        return found
    fits = statement.amount.fen - statement.amount.half <= parent.amount.fen + parent.amount.half
    return replace(found, fund=source.name) if fits and source.group == "资金" and source.name != TOTAL else found


def of_sibling(statement: Statement, previous: Statement | None) -> Subject | None:
    """Return 项目支出 with the fund of the 基本支出 right before it: 财政拨款基本支出 8 万元、项目支出 5 万元."""
    found, before = statement.subject, previous.subject if previous else None
    if found is None or before is None or previous is None or previous.passage is not statement.passage:
        return found
    of_two = found.group == before.group and found.group in {"结构", "基本"} and found.name != before.name
    own = of_two and not found.fund and any(re.search(pattern, before.words) for pattern, _ in FUNDS)
    near = re.fullmatch(r"[、，][^，。；：、\d]*", _between(previous, statement))
    return replace(found, fund=before.fund) if own and near else found


def of_running(statement: Statement, main: Statement | None, values: Sequence[Statement]) -> Subject | None:
    """Return the subject of an amount that names no fund with the one of the passage before it in the same section.

    main: the first amount of that passage; values: all amounts so far. What is more than the fund is none of it: it
    has the fund under which the same amount stands elsewhere; where several funds follow one another, none for sure.
    """
    named = statement.subject
    if named is None or statement.parent or named.fund or main is None or main.subject is None:
        return named
    kinds = named.group.startswith(("结构", "基本", "功能", "经济", "政府经济"))
    if not kinds or main.passage.path != statement.passage.path or of_two_sections(statement, main):
        return named
    if main.subject.fund and main.subject.name == TOTAL and more_than(statement, main):
        if same_amount := next((v for v in values if v.subject and _same_again(v, statement)), None):
            return replace(named, fund=same_amount.subject.fund if same_amount.subject else "")
        around = (v.subject for v in values if v.subject and v.passage.path == main.passage.path)
        if any(each.name == TOTAL and each.fund not in {"", main.subject.fund} for each in around):
            return replace(named, clear=False)
    return replace(named, fund=main.subject.fund)


def more_than(part: Statement, total: Statement) -> bool:
    """Tell whether an amount surely is more than another one, however both were rounded."""
    return part.amount.fen - part.amount.half > total.amount.fen + total.amount.half


def same_digits(value: Statement, others: Sequence[Statement]) -> Statement | None:
    """Return the first of other amounts that differs by two digits that changed places, in the same unit."""
    alike = (each for each in others if each.figure.unit == value.figure.unit)
    return next((each for each in alike if slips.same_digits(each.figure.text, value.figure.text)), None)


def _same_again(value: Statement, wanted: Statement) -> bool:
    """Tell whether an amount is the same one under the same name."""
    of, named = value.subject, wanted.subject
    same_name = of is not None and named is not None and (of.name, of.within) == (named.name, named.within)
    return same_name and value is not wanted and value.amount.fen == wanted.amount.fen != 0


def of_other_money(part: Statement, total: Statement, values: Sequence[Statement]) -> bool:
    """Tell whether a part that does not itself name the fund of a total stands elsewhere as one of other money."""
    fund = part.subject.fund if part.subject else ""
    if not fund or part.parent or not part.subject or fund in part.subject.words or not more_than(part, total):
        return False
    return any(v.subject and v.subject.fund != fund and _same_again(v, part) for v in values)


def of_several(text: Statements, first: Statement, other: Statement) -> bool:
    """Tell whether the difference of two amounts of one name is a third one of that name: all units, and each."""
    name, apart = first.subject.name if first.subject else "", abs(first.amount.fen - other.amount.fen)
    least = min(first.amount.fen, other.amount.fen)
    same = (each for each in text.values if each.subject and each.subject.name == name and each.plan)
    return apart != least and any(each.amount.fen == apart for each in same)


WITH_CARRIED = re.compile(r"总预算|总计|总收入|总支出|总数|收支总")


def with_carried(text: Statements, value: Statement) -> bool:
    """Tell whether an amount is a total with the money of former years in it."""
    if value.subject is None or value.subject.name != TOTAL:
        return False
    lists = (each for each in text.lists if each.parents[0] is value)
    carried = any(part.subject and "结转" in part.subject.words for each in lists for part in each.parts)
    return carried or WITH_CARRIED.search(value.subject.words) is not None


SECTION = 1
"""The level of what 一、 numbers."""


def of_two_sections(value: Statement, main: Statement) -> bool:
    """Tell whether amounts stand in sections of one line each: 四、收入预算：… and 五、支出预算：…."""
    return main.passage.level == value.passage.level == SECTION and main.passage is not value.passage


OTHER_MONEY = re.compile(
    r"自有|自筹|单位资金|非财政|其他资金|事业收入|经营收入|不在[^，。]{0,8}(?:口径|范围)|不计入|不纳入"
)
"""Words of a sentence about costs that are not paid with public money."""


def of_own_money(value: Statement) -> bool:
    """Tell whether the sentence of an amount says that it is not paid with public money."""
    a, b = value.passage.sentence_at(value.start)
    return OTHER_MONEY.search(value.passage.text[a:b]) is not None


def only_amount(text: Statements, change: Change) -> Statement | None:
    """Return the only amount that a document states of an item of 三公经费 whose change stands by itself."""
    of = change.subject
    if of is None or of.group != "三公" or of.owner or (change.about and change.about.passage is change.passage):
        return None
    same = [v for v in text.values if v.subject and (v.subject.name, v.subject.owner) == (of.name, "")]
    own = [v for v in same if v.plan and v.year in {0, text.year} and not of_own_money(v)]
    return own[0] if len({each.amount for each in own}) == 1 else None


def in_bracket(value: Statement) -> bool:
    """Tell whether an amount stands in a bracket: 支出（含结转 2 万元）8 万元."""
    before = value.passage.text[: value.figure.start]
    return before.rfind("（") > before.rfind("）")


def by_economic_items(each: Enumeration, found: dict[str, list[Statement]]) -> bool:
    """Tell whether 人员 or 公用经费 is divided by 经济科目, some of them called as functions are (住房公积金)."""
    of = each.parents[0].subject if each.parents else None
    economic = of is not None and of.group in {"基本", "经济类"}
    return economic and set(found) <= {"经济款", "功能项", ""} and 2 * len(found.get("经济款", ())) > len(each.parts)


def by_last(change: Change) -> Statement | None:
    """Return the amount before a change that is of it by its size: 9 万元，与上年 8 万元相比，收、支各增加 1 万元."""
    of, size = change.about, change.signed
    known = of is not None and of.last is not None and size is not None and of.passage is change.passage
    return of if known and of and of.last and size and (of.amount - of.last.amount).meets(size) else None
