"""The sentence that counts what a goal (绩效目标) counts, found by the words that both have, in whatever order.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

from desktop.audit.details.alike import slip
from desktop.audit.details.things import Quantity
from desktop.dataclass import dataclass

EMPTY = re.compile(
    "完成|保障|保证|确保|计划|拟|实施|开展|组织|举办|召开|进行|实现|推进|支持|用于|发放|参与|参加|涉及|覆盖|享受|提供|接受"
    "|全年|年内|年度|本年|预计|目标|任务|项目|工作|数量|长度|个数|面积|规模|里程|人数|人次|户数|场次|次数|期数|总数|家数|家次"
    "|件数|份数|页数|天数|总量|全县|全市|全区|全镇|全乡|我县|我市|我区|我局|辖区|不少于|不低于|运行"
)
"""Words of a goal that say only that it is one, and of what kind."""
GENERIC = re.compile(
    "人员|活动|培训|服务|改造|维修|维护|建设|新建|购置|采购|检查|检测|监测|管理|整治|设备|学生|群众|干部|职工|企业|单位|宣传|业务"
    "|农村|城乡|专项|专题|机构|部门|经费|资金|补助|补贴|救助|慰问|数据|巡查|新增|更新|使用|办理|受益"
)
"""Words that many goals have: each of their letters counts half."""
NEW = re.compile("新[建增购装设]|建[设成好]|打造|创建|购[置买]|采购|增设")
OLD = re.compile("维[修护]|改造|修[复缮]|养护|更新|整治|清淤|翻新|拆除|处置")
"""Acts on what was not there before, and on what was."""
SOME = re.compile("其中|编制|名额|部分|为主|未")
"""Words of a clause whose number is of some of the things, or of posts."""
LEADERS = re.compile("负责人|理事长|代表|干部|书记|主任|法人|带头人|老师|教师|医生|家长|职工")
"""People who are not what they lead or work for: 30 家合作社理事长."""
TOGETHER = re.compile("(?:新建|改建|扩建|续建|维修|改造|购置|更新)[和及]?(?=新建|改建|扩建|续建|维修|改造|购置|更新)")
"""Two acts of which a goal may have only one."""
STOCK = re.compile("现有|实有|共有|拥有|辖|在册|核定|总数|设有|下设|在校|在编|在职|在岗")
"""Words before the number of all there are."""
ENDS = re.compile("[的了约共计达到为至有各类等余及和并对向给在名个]+$")
PAIR = 2
LITTLE, SURE = 2, 3
"""Weight of the letters in common from which two counts may be of one thing, and from which they surely are."""
MOST_OF, ALL_OF = 0.6, 0.95
"""Shares of the weight of a goal's letters that stand around a number."""
NEAR, FEW, OF_FEW, FAR = Decimal("0.7"), Decimal(2), Decimal("0.4"), 4
"""Share of the greater number from which the lesser is near it; by how many, and by what share, few things may differ;
how many times is too far."""
CLOSE = 14
"""Letters around a number in which its act stands."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a number has of a goal: weight of the letters in common, their share, weight of its project's name."""

    weight: float
    share: float
    project: float

    @property
    def rank(self) -> tuple[float, float, float]:
        """Which of several is likelier."""
        return self.weight, self.project, self.share


def likeness(aim: Quantity, other: Quantity, where: str) -> Likeness:
    """Return how much of the words of a goal stands around a number. where: the passage and headings it stands in."""
    letters = _letters(aim.before + "|" + aim.behind)
    total = sum(weight for _, weight in letters)
    weight = _common(letters, _pairs(other.before, other.behind))
    return Likeness(weight, weight / total if total else 0, _project(aim.quote.text, where) if weight else 0)


def _common(letters: tuple[tuple[str, float], ...], around: frozenset[str]) -> float:
    """Return the weight of the letters that stand in a pair of some words."""
    found, seen = set[int](), set[str]()
    for at in range(len(letters) - 1):
        pair = letters[at][0] + letters[at + 1][0]
        if pair in around and pair not in seen:
            found |= {at, at + 1}
            seen.add(pair)
    return sum(letters[at][1] for at in found)


def counterpart(
    aim: Quantity,
    near: Iterable[Quantity],
    where: Callable[[Quantity], str],
    aims: Callable[[Quantity], list[Quantity]],
) -> Quantity | None:
    """Return the number of the text that contradicts a goal, where it can be of no other goal and no other number is.

    near: numbers in the unit of the goal with some of its words; aims: the goals that a number may be of.
    """
    likely = [(likeness(aim, each, where(each)), each) for each in near]
    likely = [(how, each) for how, each in likely if how.share >= MOST_OF and how.weight]
    same = [(how, each) for how, each in likely if each.value == aim.value]
    fit = [(how, each) for how, each in likely if each.planned and _worded(each) and _may(aim, each)]
    best = max((how.rank for how, _ in fit), default=None)
    top = [(how, each) for how, each in fit if how.rank == best]
    if same:
        top = [(how, each) for how, each in fit if _again(aim, how, each)]
    if len({each.value for _, each in top}) != 1 or not _enough(aim, *top[0]):
        return None
    how, other = top[0]
    for rival in aims(other):
        theirs = likeness(rival, other, where(other))
        if rival.value != aim.value and theirs.weight and (theirs.rank >= how.rank or _takes(rival, other, theirs)):
            return None
    return other


def _worded(each: Quantity) -> bool:
    """Tell whether a number stands in words: those of the text, or a cell that says more than a label."""
    return each.place[0] == "text" or each.within


def _again(aim: Quantity, how: Likeness, other: Quantity) -> bool:
    """Tell whether a number is of the goal to the letter, though another place has the goal's own number."""
    entire = how.share >= ALL_OF and how.weight >= SURE and other.value != aim.value
    return entire and _exact(aim, other) and (slip(aim, other) or nearly(aim, other))


def _exact(aim: Quantity, other: Quantity) -> bool:
    """Tell whether a number has no other words before it than a goal, or the goal's own right before it."""
    if ENDS.sub("", other.before).endswith(_without(aim.before)) and not aim.behind:
        return True
    letters = _letters(other.before)
    total = sum(weight for _, weight in letters)
    return bool(total) and _common(letters, _pairs(aim.before, aim.behind)) >= ALL_OF * total


def nearly(aim: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers are so near that the one may be the other, left from before."""
    lesser, greater = min(aim.value, other.value), max(aim.value, other.value)
    return greater - lesser <= min(FEW, greater * OF_FEW) or lesser >= NEAR * greater


def _takes(rival: Quantity, other: Quantity, how: Likeness) -> bool:
    """Tell whether a number is that of another goal."""
    return rival.value == other.value and how.share >= MOST_OF


def _enough(aim: Quantity, how: Likeness, other: Quantity) -> bool:
    """Tell whether the words in common are enough for the difference of two numbers."""
    if slip(aim, other) and len(aim.text) > 1:
        return how.weight >= LITTLE or how.project >= LITTLE
    if nearly(aim, other):
        return how.weight >= LITTLE or (how.project >= LITTLE and how.share >= ALL_OF)
    lesser, greater = min(aim.value, other.value), max(aim.value, other.value)
    return how.weight >= SURE and how.share >= ALL_OF and lesser * FAR >= greater


def _may(aim: Quantity, other: Quantity) -> bool:
    """Tell whether a number can be of what a goal is of: of all the things, of the same act, its noun beside it."""
    if SOME.search(other.clause):
        return False
    if STOCK.search(other.clause) and other.value >= aim.value and not slip(aim, other):
        return False
    words = aim.before + aim.behind
    if OLD.search(words) and not OLD.search(_around(other)) and other.value > aim.value and not slip(aim, other):
        return False
    return one_act(words, other)


def one_act(words: str, other: Quantity) -> bool:
    """Tell whether nothing around a number is against its being of the thing of some words, which stand beside it."""
    return acts_agree(words, other) and adjoins(words, other)


def acts_agree(words: str, other: Quantity) -> bool:
    """Tell whether no act around a number is against its being of the thing of some words."""
    if ("新增" in words) != ("新增" in other.clause) or bool(TOGETHER.search(words)) != bool(
        TOGETHER.search(other.before)
    ):
        return False
    if LEADERS.search(other.behind[:CLOSE]) and not LEADERS.search(words) and other.counted != "人":
        return False
    around = _around(other)
    for acts, opposite in ((NEW, OLD), (OLD, NEW)):
        if acts.search(words) and not opposite.search(words) and opposite.search(around) and not acts.search(around):
            return False
    return not (NEW.search(around) and not NEW.search(words) and weight_of(words) < SURE)


def _around(other: Quantity) -> str:
    return other.before[-CLOSE:] + other.behind[:CLOSE]


def adjoins(words: str, other: Quantity) -> bool:
    """Tell whether the word right before a number, or some word behind it, is one of a goal."""
    own = _pairs(_without(words), "")
    behind = other.behind[:CLOSE]
    if any(behind[at : at + PAIR] in own for at in range(len(behind) - 1)) or other.before[-1:] + behind[:1] in own:
        return True
    head = ENDS.sub("", EMPTY.sub("", ENDS.sub("", other.before)))
    return head[-PAIR:] in own and not (behind and re.match("[\u4e00-\u9fff]", behind) and not LINK.match(behind))


LINK = re.compile(
    "[的并以和及与按进开发实参已均能由在用提确左每]|生活|维[护修]|养护|管护|保洁|护理|运[行转]|测算|计算|核定|日常|安排|建设|改造|全部|全年|需"
)
"""What may follow a number whose noun stands before it."""


def _project(row: str, where: str) -> float:
    """Return the weight of what the row of a goal has in common with a passage: the name of its project."""
    first = next((cell for cell in row.split() if len(_letters(cell)) > PAIR), "")
    return _common(_letters(first), _pairs(where, ""))


@lru_cache(maxsize=4096)
def _letters(words: str) -> tuple[tuple[str, float], ...]:
    """Return the letters of what a goal is of, each with its weight; | parts words."""
    bare = _without(words)
    weights = [0.0 if letter == "|" else 1.0 for letter in bare]
    for match in GENERIC.finditer(bare):
        weights[match.start() : match.end()] = [0.5] * len(match[0])
    return tuple(zip(bare, weights, strict=True))


def _without(words: str) -> str:
    parts = (re.sub("[数量]$", "", part) for part in EMPTY.sub("|", words).split("|"))
    return "|".join(part for part in parts if len(part) >= PAIR)


def weight_of(words: str) -> float:
    """Return the weight of the letters of what is counted."""
    return sum(weight for _, weight in _letters(words))


@lru_cache(maxsize=4096)
def _pairs(before: str, behind: str) -> frozenset[str]:
    """Return the pairs of letters around a number, those at the number included: 帮扶 21 个村 has 扶村."""
    words = before + behind
    return frozenset(words[at : at + PAIR] for at in range(len(words) - 1) if "|" not in words[at : at + PAIR])
