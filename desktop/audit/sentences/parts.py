"""Which amounts of a list stand side by side, whether they are all there is, and how the list may be read."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.audit.interval import ZERO, Interval
from desktop.audit.sentences.belonging import by_economic_items, more_than
from desktop.audit.sentences.marks import OF_CHANGES
from desktop.audit.sentences.statements import Enumeration, Statement
from desktop.audit.sentences.subjects import TOTAL, subject
from desktop.dataclass import dataclass

CLOSED = {
    "结构": ({"基本支出", "项目支出"},),
    "基本": ({"人员经费", "公用经费"},),
    "类别": ({"人员类", "运转类", "特定目标类"},),
    "采购": ({"货物", "工程", "服务"},),
    "三公": (
        {"因公出国（境）费", "公务接待费", "公务用车购置及运行费"},
        {"因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行费"},
    ),
}
"""Members that together are all there is."""

CAR_COSTS = "公务用车购置及运行费"
CARS = {"公务用车购置费", "公务用车运行费"}
PERSONNEL = {"工资福利", "对个人和家庭的补助"}
"""What 人员经费 is divided into."""
STEPS = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of one kind that a list gives of an amount. known: of which kind they are is known.

    closed: the list leaves nothing out: it ends with 其他 (rest), or divides an amount in a bracket; open_end: it names
    the main purposes only.
    """

    parents: tuple[Statement, ...]
    parts: tuple[Statement, ...]
    flat: tuple[Statement, ...]
    known: bool
    name: str
    closed: bool = False
    rest: bool = False
    open_end: bool = False


def total(parts: "tuple[Statement, ...] | list[Statement]") -> Interval:
    """Return what the sum of printed amounts may be."""
    return sum((part.amount for part in parts), ZERO)


def groups(each: Enumeration) -> list[Group]:
    """Return the groups of a list with at least two members; of two levels of one classification only the upper."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for part in each.parts:
        found[part.subject.group if part.subject else ""].append(part)
    if "总额" in found and "资金" in found:
        found["资金"] = [part for part in each.parts if part.subject and part.subject.group in {"总额", "资金"}]
        del found["总额"]
    for kind in ("功能", "经济", "政府经济"):
        levels = [step for step in STEPS if kind + step in found]
        for lower in levels[1:]:
            del found[kind + lower]
    if by_economic_items(each, found):
        found = defaultdict(list, {"经济款": list(each.parts)})
    parents = tuple(each.parents)
    if each.parts and _of_something_else(parents, each.parts[0]):
        return []
    rest = _ends_with_rest(each)
    closed = (
        (each.closed and not any(map(_chosen, each.parts)))
        or rest
        or (bool(each.parts) and _counted(each))
        or (_of_assets(parents) and not any(map(_chosen, each.parts)))
    )
    operating = parents[0].subject is not None and parents[0].subject.name == "运转类"
    if (closed or operating) and len(found) > 1 and not each.spread:
        found = defaultdict(list, {"": each.parts})
    return [
        Group(
            parents,
            tuple(parts),
            tuple(each.flat),
            bool(name) and name != "总额",
            name,
            closed or _all_sources(each, name),
            rest,
            each.open_end,
        )
        for name, parts in found.items()
        if len(parts) > 1
    ]


def _ends_with_rest(each: Enumeration) -> bool:
    """Tell whether the last of several parts is all the rest: 其他 4 万元, 其他资产 0 万元."""
    last = each.parts[-1] if len(each.parts) > 2 else None
    parent = each.parents[0].subject
    of_item = parent is not None and parent.group in {"三公", "会议", "培训", "经济款"}
    pattern = r"(?:.{0,8}[和及])?[和及以、]*(?:公务用车|车辆)?其[他它]" + (
        "(?!收入|资金)" if of_item else "(?!收入|支出|资金)"
    )
    return last is not None and re.match(pattern, last.passage.text[last.start : last.figure.start]) is not None


def _counted(each: Enumeration) -> bool:
    """Tell whether as many parts are listed as the words before them count (共3个项目：…), or how all is allotted."""
    first, parent = each.parts[0], each.parents[0]
    same = first.passage is parent.passage
    start = parent.passage.text[parent.figure.end : first.figure.start if same else None]
    if not same and not each.spread:
        start += first.passage.text[: first.figure.start]
    if re.search(r"(?:分配|构成)情况[：:][^：。；]*$", start):
        return len(each.parts) > 1
    if re.search(r"(?:具体(?:包括|为|如下)|分别[为是])[：:]?[^，。；：、]*$", start) and len(each.parts) > 1:
        return True
    count = re.search(
        r"(?<!\d)(\d{1,2})个(?:项目|方面|大类)?(?:，?(?:其中|分别[为是]|具体为|包括))?[：:][^：。；]*$", start
    )
    before = re.search(
        r"项目(\d{1,2})个，?(?:共?涉及|共)[^，。；\d]{0,12}$", parent.passage.text[: parent.figure.start]
    )
    count = count or (before if same else None)
    return count is not None and int(count[1]) == len(each.parts) > 1


def _all_sources(each: Enumeration, group: str) -> bool:
    """Tell whether 收入包括 or 收入分别为 lists the funds of a total: that names all of them."""
    first, parent = each.parts[0], each.parents[0]
    if group != "资金" or parent.subject is None or parent.subject.name != TOTAL or first.passage is not parent.passage:
        return False
    start = first.passage.text[parent.figure.end : first.figure.start]
    return re.search(r"(?<!主要)收入(?:包括|分别为)[：:]?[^，。；：、]*$", start) is not None


def _of_assets(parents: tuple[Statement, ...]) -> bool:
    """Tell whether all assets are divided: their kinds leave nothing out."""
    first = parents[0]
    return re.search(r"资产(?:总额|合计|总计|总值)", first.passage.text[first.start : first.figure.start]) is not None


def _chosen(part: Statement) -> bool:
    """Tell whether a part is only what is dear enough to be named: 单位价值50万元以上的设备."""
    clause = part.passage.text[: part.figure.start].rpartition("；")[2]
    return re.search(r"(?:单价|单位价值)[^。]*以上", clause) is not None


SIDE_AGAIN = re.compile("(收入|支出)(?:预算|内容)?(?:主要)?(?:包括|包含|有)[：:]")
"""How a sentence begins that divides a total by what comes in or goes out."""


def _of_something_else(parents: tuple[Statement, ...], first: Statement) -> bool:
    """Tell whether a sentence names itself what it divides (本年收入中：), and that is not the amount before it."""
    text = first.passage.text
    start = text.rfind("。", 0, first.start) + 1
    side = SIDE_AGAIN.match(text[start : first.start])
    of = [each.subject for each in parents if each.subject and each.subject.name == TOTAL]
    if side and not any(each.side in {side[1], "收支", ""} for each in of):
        return True  # 收入包括：…，上年结转 9 万元。支出包括：…
    named = re.search(r"(?<!其)中[：:，]", text[start : first.start])
    words = text[start : start + named.start()] if named else ""
    again = subject(words) if words else None
    if again and any(
        p.subject and (words in p.subject.words or p.subject.name == again.name != TOTAL) for p in parents
    ):
        return False
    return bool(named) and all(parent.passage is first.passage and parent.figure.end <= start for parent in parents)


def readings(group: Group) -> list[tuple[Statement, ...]]:
    """Return the ways in which the list may be meant: cut where its signs change, without what is told twice."""
    found = [group.parts, *cut(group.parts)]
    for parts in tuple(found):
        found += _without_double(parts)
    if group.flat and group.flat != group.parts:
        found += [group.flat, *cut(group.flat), *_without_double(group.flat)]
    if group.parents[0].subject and group.parents[0].subject.name == CAR_COSTS:
        found.append(tuple(part for part in group.parts if part.subject and part.subject.name in CARS))
    return [parts for parts in found if parts]


def without_cars(group: Group) -> list[tuple[Statement, ...]]:
    """Return the readings of a list that leave out 购置费 and 运行费, and add up."""
    found = []
    for parts in readings(group):
        left = [part for part in group.parts if not any(part is other for other in parts)]
        cars = all(part.subject and part.subject.name in CARS for part in left)
        found += [parts] if left and cars and total(parts).meets(group.parents[0].amount) else []
    return found


def beginnings(group: Group) -> list[tuple[Statement, ...]]:
    """Return the parts of a list, and its beginnings after which something else may follow."""
    return [group.parts, *(parts for parts in cut(group.parts) if len(parts) > 1)]


def cut(parts: tuple[Statement, ...]) -> list[tuple[Statement, ...]]:
    """Return the beginnings of a list up to where ； stands although the members before are parted by 、 or ，."""
    found, plain = [], False
    for number in range(1, len(parts)):
        before, part = parts[number - 1], parts[number]
        between = before.passage.text[before.figure.end : part.start] if before.passage is part.passage else "；"
        if number > 1 and plain and ("；" in between or "其中" in between):
            found.append(parts[:number])
        plain = plain or "；" not in between
    return found


def _without_double(parts: tuple[Statement, ...]) -> list[tuple[Statement, ...]]:
    names = [part.subject.name if part.subject else "" for part in parts]
    found = []
    if CAR_COSTS in names:
        found.append(tuple(part for part, name in zip(parts, names, strict=True) if name not in CARS))
    if any(part.subject and part.subject.fund == "财政拨款" and part.subject.group == "资金" for part in parts):
        found.append(tuple(p for p in parts if not (p.subject and p.subject.fund == "财政拨款")))
        members = {"一般公共预算", "政府性基金", "国有资本经营"}
        found.append(tuple(p for p in parts if not (p.subject and p.subject.fund in members)))
    single = list(
        {
            (part.subject.name, part.subject.fund, part.figure.text) if part.subject else id(part): part
            for part in parts
        }.values()
    )
    if len(single) < len(parts):
        found.append(tuple(single))
    return found


LESS = re.compile(r"不含|不包括|不包含|不计|除[^，。；]{1,12}外")


def comparable(group: Group) -> bool:
    """Tell whether parts and what they are of are amounts of one year, budgeted or carried out, of the same money."""
    first = group.parts[0]
    start, _ = first.passage.sentence_at(first.figure.start)
    apart = first.passage is not group.parents[0].passage or group.parents[0].figure.end <= start
    if apart and LESS.search(first.passage.text[start : first.figure.start]):
        return False  # 按支出经济分类（不含项目支出），包括…
    return alike((*group.parents, *group.parts))


def alike(everyone: tuple[Statement, ...]) -> bool:
    """Tell whether amounts are of one year, and all budgeted or all of what was carried out."""
    years = {each.year for each in everyone if each.year}
    return len({each.plan for each in everyone}) == 1 and len(years) < 2


def complete(group: Group) -> bool:
    """Tell whether the parts are all there is: members that leave nothing out, or a list that names even what is 0."""
    last = group.parts[-1]
    if last.passage.text[last.figure.end :].startswith(("等", "，等", "，其余")) or _names_more(group):
        return False
    if OF_CHANGES.match(group.parents[0].passage.text, group.parents[0].figure.end):
        return False
    if group.closed:
        return True
    names = {part.subject.name for part in group.parts if part.subject}
    parent = group.parents[0].subject
    funds = {part.subject.fund for part in group.parts if part.subject}
    if group.name == "资金" and parent and parent.fund == "财政拨款" and {"一般公共预算", "政府性基金"} <= funds:
        return True
    if group.open_end:
        return False
    if parent and parent.name == "人员经费" and names >= PERSONNEL:
        return True
    if names >= CARS and group.parents[0].subject and group.parents[0].subject.name == CAR_COSTS:
        return True
    if two_of_three(group):
        return True
    if group.name in CLOSED:
        return any(closed <= names for closed in CLOSED[group.name])
    if not group.known:
        return False
    if group.name == "资金":
        return len(group.parts) > 2
    zero = any(not part.amount.fen for part in group.parts)
    shares = [part.shares[0][0].percent for part in group.parts if part.shares]
    return (
        len(group.parts) > 2
        or zero
        or (len(shares) == len(group.parts) and abs(sum(shares, Decimal(0)) - 100) <= len(shares))
    )


def _names_more(group: Group) -> bool:
    """Tell whether a sentence before a list names more parts than have an amount: 用于甲、乙和丙等。其中：甲 8 万元."""
    parent, first = group.parents[0], group.parts[0]
    apart = parent.passage is not first.passage
    if not apart and parent.figure.end > first.start:
        return False
    between = parent.passage.text[parent.figure.end : None if apart else first.start]
    earlier, sign, _ = (between.rstrip("。"), "。", "") if apart else between.rpartition("。")
    named = re.search(r"(?:用于|包括|用途为)([^。；]+)$", earlier) if sign else None
    return named is not None and len(re.split("、|和|及", named[1])) > len(group.parts)


def may_have_ended(group: Group) -> bool:
    """Tell whether a subject may be left out that had money last year and has none now: a list without zeros."""
    return group.name.startswith(("功能", "经济", "政府经济")) and all(part.amount.fen for part in group.parts)


def outgrown(parts: Sequence[Statement], parents: Sequence[Statement]) -> bool:
    """Tell whether most parts are more than what they seem to be of: a list of something else was put under it.

    One part that is larger is a mistake; who adds up does not write most of them larger than all, nor in 亿元 of 万元.
    """
    larger = sum(all(more_than(part, each) for each in parents) for part in parts)
    other_unit = any(part.figure.unit == "亿元" != parents[0].figure.unit for part in parts)
    return other_unit or (larger > 1 and larger * 2 > len(parts))


def two_of_three(group: Group) -> bool:
    """Tell whether purchases are divided into two of their three kinds: the third, not named, is 0."""
    names = {part.subject.name for part in group.parts if part.subject}
    return group.name == "采购" and len(names & CLOSED["采购"][0]) == 2 and len(group.parts) == 2


def plain_list(group: Group) -> bool:
    """Tell whether parts stand side by side in one sentence, nothing among them that is divided or compared."""
    for before, part in pairwise(group.parts):
        between = part.passage.text[before.figure.end : part.figure.start]
        if before.passage is not part.passage or re.search(r"。|其中|包|含|（|）|合计|共|比|较|上年|：|用于", between):
            return False
    first = group.parts[0]
    parent = group.parents[0]
    start = first.passage.text[parent.figure.end : first.figure.start] if parent.passage is first.passage else "。"
    start = re.sub(
        r"^(?:，占[^，。；]{0,12}%|，(?:全部|均)(?:为|是|用于)[^，。；]{1,16}|，(?:同比|[比较与][^，。；]{2,12}?)?(?:增加|减少|增长|下降)[^，。；]{1,16})+",
        "",
        start,
    )
    return re.match(r"[，。；（]?(?:其中|主要(?:用于|为|是|包括))[：:]?[^，。；]*$", start) is not None


INCLUDES = re.compile("(?:支出|项目)(?:主要)?包括[：:][^，。；：]*$")


def inside(part: Statement, each: Enumeration) -> bool:
    """Tell whether words say that an amount lies inside the one before it in the same line: 其中一期工程 8 万元."""
    parent = each.parents[0]
    words = part.passage.text[part.start : part.figure.start]
    known = parent.subject is not None and parent.passage is part.passage
    named = words.startswith("其中") or INCLUDES.search(part.passage.text[parent.figure.end : part.figure.start])
    return known and bool(named) and part is each.parts[0]
