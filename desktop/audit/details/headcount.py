"""More or fewer people: told one way in one place, the other way or as no change in another.

Rules, sources and what is not seen: resources/rules/audit/headcount.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import NUMERAL, WHOLE, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

N = rf"(?:{WHOLE}|{NUMERAL})"
IN_POST = (
    r"(?<!离)(?<!退休)(?<!编外)(?:在职在编|在职|在编|实有|在岗)(?:在职|在编)?(?:教职工|干部职工|职工|人员|教师|干部|人数)?"
    r"|教职工|干部职工|(?<=[是为因于，、：])人员(?=增加|减少|净增|净减)"
)
RETIRED = "(?<!离)退休(?:人员|干部|职工|教师|教职工)"
KINDS = {"在职人员": IN_POST, "退休人员": RETIRED}
UP, DOWN, SAME = 1, -1, 0
WAY = r"(?:净)?(?P<way>增加|减少|增长|下降|增多|新增|减员|增员)(?:了)?"
LIKE = r"(?:(?:，)?(?:较|比|与|同)(?:上年|去年|20\d\d年)(?:末|底|度|预算|同期)?(?:相比|相|比)?，?)?"
NO_CHANGE = r"(?:无变化|没有变化|未发生变化|无增减变化|无增减|持平|保持不变|没有增减|相同)"
STATED = {
    kind: (
        re.compile(
            rf"(?:{who})(?:总)?(?:人?数)?(?:为|共)?(?:{N}[人名])?(?:（[^（）]*）)?{LIKE}{WAY}(?P<count>{N}[人名个])?"
            r"(?!经费|支出|费|工资)"
        ),
        re.compile(
            rf"{WAY}(?P<first>{N}[人名个])?(?:的)?(?:{who})(?P<count>{N}[人名])?"
            r"(?!经费|支出|费用|工资|待遇|补贴|补助|福利|社保|保险|医疗|医保|公积金)"
        ),
        re.compile(rf"(?:{who})(?:总)?(?:人?数)?(?:{N}[人名])?{LIKE}(?P<none>{NO_CHANGE})"),
    )
    for kind, who in KINDS.items()
}
OF_OTHERS = re.compile(
    "中心|站(?!位)|(?<!本)所(?!需|有|属|以|致)|大?队(?!伍)|下属|所属|分局|经费|工资|标准|基数|待遇|津贴|补贴|缴费|支出|占比|比例|编制|预计|以后|今后|自然"
)
"""Words right around a change that is of a unit below, or of money."""
OTHER_TIME = re.compile(r"20\d\d年|上年(?!末|底|相比|同期|预算|减|增|，)|前年|决算|上半年|下半年")
NEAR = 24
"""Letters before a change that may say of whom it is."""
LISTS = ("名词", "职责", "职能", "任务")


@dataclass(frozen=True, slots=True)
class Said:
    """A change of the people of a kind: which way, by how many (0: not told), and where."""

    way: int
    count: int
    passage: Passage
    span: tuple[int, int]


def look(document: Document) -> Answer:
    """A115: the people in post, or those retired, have become more or fewer alike wherever it is told."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for kind in KINDS:
        several = [each for passage in text.passages for each in _stated(kind, passage, text.year)]
        seen += len(several) > 1
        counted = [each for each in several if each.count]
        ways = {each.way for each in counted}
        if len(ways) > 1 and not _one_count(counted):
            continue  # 退休 2 人, 新录用 1 人: several changes of one kind
        base = next(iter(counted), None)
        other = next((each for each in several if base and _against(base, each)), None)
        if base and other and base.passage is not other.passage:
            words = {UP: "增加", DOWN: "减少", SAME: "没有变化"}
            message = f"{kind}一处写{words[base.way]} {base.count} 人，另一处写{words[other.way]}"
            quotes = [each.passage.quote(*each.span) for each in (base, other)]
            findings.append(finding("A115", Severity.WARNING, message, quotes, (), "各处一致"))
    return answer(findings, seen, (), "没有在两处写人员的增减")


def _one_count(counted: list[Said]) -> bool:
    return len({each.count for each in counted}) == 1


def _against(base: Said, other: Said) -> bool:
    """Tell whether a change goes against one that has a number: with the same number, or with none."""
    return other.way != base.way and other.count in {0, base.count} and not (other.way == SAME and base.way == SAME)


def _stated(kind: str, passage: Passage, year: int) -> Iterator[Said]:
    if any(word in words for word in LISTS for words in passage.path):
        return
    found = list[Said]()
    for pattern in STATED[kind]:
        for match in pattern.finditer(passage.text):
            start, end = passage.sentence_at(match.start())
            before = passage.text[max(start, match.start() - NEAR) : match.start()]
            clause = re.split("[，；。：、（]", before)[-1] + match[0] + passage.text[match.end() : match.end() + 2]
            years = set(re.findall(r"20\d\d(?=年)", passage.text[start:end])) - {
                str(year),
                str(year - 1),
                str(year - 2),
            }
            if (
                OF_OTHERS.search(clause)
                or years
                or any(a.span[0] < match.end() and match.start() < a.span[1] for a in found)
            ):
                continue
            groups = match.groupdict()
            way = SAME if groups.get("none") else UP if re.search("增", groups["way"]) else DOWN
            words = groups.get("count") or groups.get("first") or ""
            count = number(words.rstrip("人名个")) if words else 0
            found.append(Said(way, count, passage, match.span()))
    ways = {each.way for each in found}
    yield from found if len(ways) == 1 else ()


RULES: tuple[Rule, ...] = (Rule("A115", "人员的增减各处一致", look),)
