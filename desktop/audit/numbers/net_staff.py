"""By how many people a staff grew or shrank, told in several places: 在职 99 人，增加 2 人; 在职人员净增加 4 人.

Rules, sources and what is not seen: resources/rules/audit/net_staff.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

N = rf"(?<![\d.,])(?P<count>\d{{1,3}}|{NUMERAL})[人名]"
RETIRED = r"(?<!离)退休(?:人员|干部|职工|教师|教职工)(?:人数)?"
STAFF = r"(?:在职在编|在编在职|在职|在编|实有)?(?:教职工|教职员工|干部职工|职工|人员|教师|干部)(?:人数)?"
CHANGES = (
    re.compile(
        rf"(?P<who>在职在编|在编在职|在职|在编|(?<!离)退休)(?:人员|教职工|职工|干部)?\d{{1,5}}[人名]，(?:[较比与](?:上年|去年)(?:末|同期|相比)?，?)?(?P<way>净?增加?|净?减少?){N}"
    ),
    re.compile(rf"(?P<who>{STAFF}|{RETIRED})(?P<way>净?增加?|净?减少?)了?{N}"),
    re.compile(rf"(?P<way>净?增加|净增|新增|净?减少|净减)了?(?P<who>{STAFF}|{RETIRED}){N}"),
)
"""The people in post, or retired, by how many they are more or fewer."""
OTHER = re.compile(
    "行政(?!运行|单位|区)|事业(?!单位|运行)|参公|工勤|专任|本级|机关(?!事业)|所属|下属|中心|大?队|站|其中|编外|聘用|临聘|劳务|遗属|退休|离休|公益|党员|拟|将|招聘|调[入出]"
    "|上年|去年|前年|以来|累计|培训|管理人员|专业技术|贫困|就业|参保|服务"
)
"""Words of people who are some of all, or of another time."""
ITEM = re.compile("行政运行|事业运行|(?:行政|事业)单位医疗|公务员医疗|机构运行|（项）|（款）")
"""Items of the budget that pay some of the people."""


@dataclass(frozen=True, slots=True)
class Changed:
    """By how many, and where it stands. part: the item of the budget it explains may pay only some of the people."""

    count: int
    quote: Quote
    passage: int
    part: bool


def look(document: Document) -> Answer:
    """A159: the staff is by one number more or fewer, wherever that is told."""
    text = read(document)
    found: dict[tuple[str, str], list[Changed]] = defaultdict(list)
    for passage in text.passages:
        if not any("名词" in words for words in passage.path):
            for key, each in _changes(passage):
                found[key].append(each)
    findings, seen = [], 0
    for (who, way), every in found.items():
        seen += len(every) > 1
        most = max((each.count for each in every if not each.part), default=0)
        several = [each for each in every if not each.part or each.count > most > 0]
        counts = dict.fromkeys(each.count for each in several)
        if len(counts) == 2 and len({each.passage for each in several}) > 1:
            words = "、".join(f"{count} 人" for count in counts)
            quotes = [next(each.quote for each in several if each.count == count) for count in counts]
            message = f"{who}人员{way}的人数有不同的写法：{words}"
            findings.append(finding("A159", Severity.WARNING, message, quotes, (), "各处一致"))
    return answer(findings, seen, (), "没有在两处写在职人员增减的人数")


def _changes(passage: Passage) -> Iterator[tuple[tuple[str, str], Changed]]:
    """Yield by whom and how the staff changed, and by how many."""
    taken = set[int]()
    for match in (each for pattern in CHANGES for each in pattern.finditer(passage.text)):
        start, end = passage.sentence_at(match.start())
        before = re.split("[，；：]", passage.text[start : match.start()])
        own = "" if match.re is CHANGES[0] else before[-1][-24:]
        retired = match["who"].startswith("退休")
        near = own + ("" if retired else match["who"])
        behind = re.split("[，；。、]", passage.text[match.end() : end])[0][:8]
        if match.end() in taken or OTHER.search(near + behind) or not number(match["count"]):
            continue
        taken.add(match.end())
        who = "退休" if retired else "新增" if "新增" in match["way"] else "在职"
        who = "教师" if match["who"].endswith(("教师", "教师人数")) and not retired else who  # some of 教职工
        way = "减少" if "减" in match["way"] else "增加"
        part = ITEM.search(passage.text[start : match.start()]) is not None
        yield (who, way), Changed(number(match["count"]), passage.quote(*match.span()), passage.number, part)


RULES: tuple[Rule, ...] = (Rule("A159", "在职人员增减的人数各处一致", look),)
