"""Items that are counted and then numbered one by one: 重点抓好以下五项工作：一是……二是…….

Rules, sources and what is not seen: resources/rules/audit/enumerated.md.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import DEEPEST, Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

DIGITS = "一二三四五六七八九十"
WORDS = (*DIGITS, *(f"十{each}" for each in DIGITS[:9]), "二十")
MOST = len(WORDS)
FAMILIES = {
    "一是": [f"{each}是" for each in WORDS],
    "第一": [f"第{each}，" for each in WORDS],
    "（一）": [f"（{each}）" for each in WORDS],
    "（1）": [f"（{n}）" for n in range(1, MOST + 1)],
    "①": [chr(ord("①") + n) for n in range(MOST)],
    "1.": [f"{n}." for n in range(1, MOST + 1)],
    "1、": [f"{n}、" for n in range(1, MOST + 1)],
}
"""The numbers that items may bear, in order."""
ABSTRACT = (
    "工作|任务|措施|举措|原因|因素|目标|内容|事项|职责|职能|项目|问题|重点|行动|工程|部分|环节|变化|要求|实事|"
    "指标|层面|步骤|抓手|经费"
)
BESIDE = "[^，。；：、（）\\d]"
FIRST = r"一是|第一，|（一）|（1）|①|1[.、]"
COUNT = re.compile(
    rf"(?<![\d.,第\-—~至])(?P<count>\d{{1,2}}|{NUMERAL})(?:"
    rf"大?(?P<any>项|条|点|类(?!事业|单位|公益)|种|方面|件)(?P<noun>{BESIDE}{{0,16}})"
    rf"|[个大](?P<one>方面|{BESIDE}{{0,8}}(?:{ABSTRACT}))(?P<more>{BESIDE}{{0,10}})"
    rf")(?:(?P<comma>[，（])(?={FIRST})|(?P<between>，[^，。；：（）]{{0,24}})?(?P<sign>[：。；]))"
)
"""How many items there are, to the sign behind which the first stands."""
TURNED = re.compile(
    rf"(?P<noun>{ABSTRACT})(?:主要|共|大致)?(?:有|为|共)(?:以下)?(?P<count>\d{{1,2}}|{NUMERAL})(?P<any>[个项条点]?)(?P<sign>[：，。])"
)
"""原因有三：, 任务共4项：."""
ALL = re.compile("以下|如下|下列|分为|包括|重点|抓好|做好|围绕|共|从|着力|聚焦|突出|主要|实施|完成好|落实好")
"""Words of a clause whose count is of what follows in the next one."""
SOME = re.compile("其中|上年|去年|之一|(?:新增|增加|减少|取消)了?$|等|已完成|完成了|印发|余|多$|超过|不少于|以上")
"""Words by which a count is of more than what follows."""
OF_ANOTHER = re.compile(f"由于|主要是|用于|{ABSTRACT}")
"""Words between a count and a list that is of something else: 减少 2 个项目，主要原因：一是."""
LEFT = re.compile("此外|另外|以及其[他它]|最后")
"""Words of a list that has an item without a number."""
AHEAD, LETTERS = 80, 6000
"""Passages behind a count in which its items may stand; letters of them."""
INNERMOST = 3
"""The level of numbers below which a paragraph is of an item without a number of its own level (一是)."""


@dataclass(frozen=True, slots=True)
class Items:
    """A count and what follows it, from the first item on."""

    stated: int
    passage: Passage
    span: tuple[int, int]
    text: str
    marks: Sequence[str]


def look(document: Document) -> Answer:
    """A120: as many numbered items follow a count as it says."""
    passages, findings, seen = read(document).passages, [], 0
    for at, passage in enumerate(passages):
        for each in _counted(passages, at, passage):
            last = _last(each)
            if last is None:
                continue
            seen += 1
            if last != each.stated:
                message = f"写 {each.stated} 项，后面逐项编号列出 {last} 项"
                quotes = [passage.quote(*each.span)]
                findings.append(finding("A120", Severity.WARNING, message, quotes, (), f"{last} 项，或补上漏列的"))
    return answer(findings, seen, (), "没有写几项又逐项编号列出的")


def _counted(passages: Sequence[Passage], at: int, passage: Passage) -> Iterator[Items]:
    """Yield the counts of a passage behind which a first number stands at once."""
    for match in (*COUNT.finditer(passage.text), *TURNED.finditer(passage.text)):
        groups = match.groupdict()
        before = passage.text[max(match.start() - 24, 0) : match.start()]
        before = re.split("[，。；：]", before)[-1]
        named = (groups.get("one") or "") + (groups.get("noun") or "")
        if (
            number(match["count"]) < len("二项")
            or SOME.search(before)
            or SOME.search(match[0])
            or (groups.get("between") and OF_ANOTHER.search(groups["between"] or ""))
        ):
            continue
        if groups["sign"] != "：" and not (ALL.search(before) or re.search("如下|方面|原因", named)):
            continue
        follows = passage.text[match.end() :]
        ahead = not follows
        if ahead:
            follows = _following(passages, at)
        marks = next((several for several in FAMILIES.values() if follows.startswith(several[0])), None)
        if marks and _goes_with(marks[0], ahead=ahead):
            yield Items(number(match["count"]), passage, match.span(), follows, marks)


def _goes_with(first: str, *, ahead: bool) -> bool:
    """Tell whether items may bear such numbers: whole paragraphs any, parts of a sentence no 1、."""
    return ahead or first != "1、"


def _following(passages: Sequence[Passage], at: int) -> str:
    """Return the passages behind one, to the next section that is not below it; each begins behind a line end."""
    own, parts = passages[at], list[str]()
    first = passages[at + 1].level if at + 1 < len(passages) else DEEPEST
    inner = next((level for level in (first, own.level) if level < DEEPEST), INNERMOST)
    for each in passages[at + 1 : at + 1 + AHEAD]:
        sibling = own.level < DEEPEST and each.level <= own.level
        if sibling or (parts and each.level < inner):
            break
        parts.append(each.text)
    if sum(map(len, parts)) > LETTERS or len(parts) == AHEAD:
        return ""
    return "\n".join(parts)


def _last(each: Items) -> int | None:
    """Return the number of the last item; None where the numbers begin again, have a gap, or another has none."""
    places, at = list[int](), 0
    for mark in each.marks:
        found = _place(each.text, mark, at)
        if found < 0:
            break
        places.append(found)
        at = found + len(mark)
    again = _place(each.text, each.marks[0], len(each.marks[0]))
    later = len(places) + 1 < MOST and _place(each.text, each.marks[len(places) + 1], at) >= 0
    if len(places) < 2 or (again >= 0 and again < places[-1]) or later or LEFT.search(each.text[: places[-1]]):
        return None
    tail = re.split("\n", each.text[places[-1] :])[0]
    return None if len(places) < each.stated and LEFT.search(tail) else len(places)


def _place(text: str, mark: str, start: int) -> int:
    """Return where a number stands that begins an item: behind a sign or at the start of a passage."""
    at = text.find(mark, start)
    while at > 0 and text[at - 1] not in "。；，：\n（":
        at = text.find(mark, at + 1)
    return at


RULES: tuple[Rule, ...] = (Rule("A120", "写明的项数与逐项编号列出的相符", look),)
