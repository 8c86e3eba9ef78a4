"""What a place or a school has in all, counted in several places: 下辖 31 个行政村; 全乡 29 个行政村垃圾清运.

Rules, sources and what is not seen: resources/rules/audit/standing_counts.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.details.quantities import quantities
from desktop.audit.details.things import OTHER_TIME, TABLE, Quantity, in_table
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import near
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

NOUNS = (
    "行政村|建制村|村卫生室|卫生室|社区居民委员会|社区居委会|居民委员会|居委会|村民委员会|村委会|村民小组|自然村|社区|村"
    "|派出所|司法所|人民法庭|教学点|小型水库|公共厕所|公厕|乡镇卫生院|乡镇"
    "|在校学生|在校生|寄宿学生|寄宿生|住校生|在园幼儿|幼儿|教学班"
    "|公益林管护员|生态护林员|护林员|管护员|保洁员|书记员|辅警|警务辅助人员|第一书记|村医|乡村医生|社区工作者|村干部|辅导员|网格员|志愿者"
)
SAME = {
    "建制村": "行政村",
    "卫生室": "村卫生室",
    "社区居民委员会": "居委会",
    "社区居委会": "居委会",
    "居民委员会": "居委会",
    "村民委员会": "村委会",
    "在校生": "在校学生",
    "寄宿学生": "寄宿生",
    "住校生": "寄宿生",
    "公厕": "公共厕所",
    "在园幼儿": "幼儿",
    "警务辅助人员": "辅警",
    "乡村医生": "村医",
}
BEFORE = re.compile(rf"(?:^|.*?)(?P<noun>{NOUNS})(?:（[^（）]*）)?(?:总?人?数量?|共|有|为|约|总数)*$")
PEOPLE = "在校学生|寄宿生|幼儿|管护员|护林员|保洁员|书记员|辅警|第一书记|村医|网格员|志愿者"
BEHIND = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,6}}?(?P<who>{PEOPLE})|(?:[县市区镇乡]?(?:城区|辖区|全[县市区镇乡])?的?)(?P<noun>{NOUNS})).*"
)
SOME = re.compile(
    "新建|新增|新设|新招|招[聘录收]|建设|改造|完成|试点|示范|部分|重点|第[一二三]|每|扩大|增[加至]|减[少至]|培训|创建|评选|选派|选拔|招募|涉及|覆盖|惠及|帮扶|派驻|检查|巡[查察]"
    r"|贫困|困难|资助|毕业|获|优秀|先进|其[他余它]|县级|一级|二级|集镇|城市社区|规划|整治|提升|打造|修建|维修|表彰|慰问|另|剩余|等(?!\d)|以上|不少于|不低于|合并|撤|省|市级|基层|农村|预计|秋季|春季|学期|学年|招生|高中|初中|小学部|本科"
)
"""Words of a clause that counts some of them."""
ALL = re.compile(r"辖|共有|现有|设有?|全[县镇乡市区旗州校院街处场园]|管理|所有|实有|在册|聘用|选聘|共|一体化")
BOTH = re.compile("村[（(、和及与/]{1,2}社区|社区[（(、和及与/]{1,2}(?:行政)?村|村[（(]$")
"""Villages and communities counted together: 17 个村（社区）."""
ACTS = frozenset({"维修", "覆盖", "惠及", "涉及", "检查", "帮扶"})
"""What is done with all of them as often as with some: such numbers are compared with each other alone."""
END = re.compile("20\\d\\d年(?:度|12月)?(?:31日|年)?[末底]|截[至止]20\\d\\d年")
"""The end of a year."""
WHOLE = re.compile(r"全[园校县镇乡市区旗]\d")
LARGEST = 50_000
"""More than a county has of them: the code of an item is no number."""
FEW = 3
"""How far a small number may be off that is a slip of another."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of all of a kind, and where it stands."""

    quantity: Quantity
    every: bool


def look(document: Document) -> Answer:
    """A161: what there is of a kind in all is one number wherever it stands."""
    found: dict[str, list[Mention]] = defaultdict(list)
    sentences = {each.number: each.text for each in read(document).passages}
    for each in _quantities(document):
        noun = _noun(each) if not each.sign and 0 < each.value < LARGEST else ""
        some = SOME.search(each.clause + each.behind[:8]) if noun else None
        if noun and (each.planned or _at_end(each, sentences)) and (some is None or some[0] in ACTS):
            act = some[0] if some and not WHOLE.search(each.clause) else ""
            found[act + noun].append(Mention(each, not act and ALL.search(each.clause) is not None))
    findings, seen = list[AuditFinding](), 0
    for noun, mentions in found.items():
        seen += len({each.quantity.place for each in mentions}) > 1
        wrong = _differs(noun, mentions)
        findings += [wrong] if wrong else []
    return answer(findings, seen, (), "没有在两处写全部的村、社区、学生等的个数")


def _at_end(each: Quantity, passages: dict[int, str]) -> bool:
    """Tell whether a number is of the end of the year before: 截至 2022 年底，聘用制书记员 18 名."""
    if each.place[0] != "text" or OTHER_TIME.search(each.clause):
        return False
    text = passages.get(each.place[1], "")
    at = text.find(each.clause)
    return at >= 0 and END.search(text[text.rfind("。", 0, at) + 1 : at]) is not None


def _quantities(document: Document) -> Iterator[Quantity]:
    """Yield the quantities of the text, of goals and of what the tables say of projects."""
    yield from (each for each, _ in quantities(document))
    for number, table in enumerate(document.tables):
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
            yield from in_table(table, number)


def _noun(each: Quantity) -> str:
    """Return what a number counts, where that is one of the kinds a place has; else nothing."""
    behind = BEHIND.match(each.behind)
    noun = (behind["noun"] or behind["who"]) if behind else ""
    if not noun and (before := BEFORE.fullmatch(each.before)):
        noun = before["noun"] if not each.behind else ""
    if noun in {"村", "社区"} and BOTH.search(f"{each.quote.text}；{each.clause}"):
        return ""
    if noun == "乡镇" and not re.search("辖|全[县市区旗]", each.clause):
        return ""
    noun = "行政村" if noun == "村" else noun
    return SAME.get(noun, noun)


def _differs(noun: str, mentions: list[Mention]) -> AuditFinding | None:
    """Return that one number is a slip of the other, where two are told; the one that stands alone is quoted first."""
    by_value: dict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        by_value[str(int(each.quantity.value))].append(each)
    if len(by_value) != 2:
        return None
    few, many = sorted(by_value, key=lambda value: len({each.quantity.place for each in by_value[value]}))
    places = [{each.quantity.place for each in by_value[value]} for value in (few, many)]
    sure = len(places[1]) > 1 or any(each.every for value in by_value.values() for each in value)
    if not sure or places[0] & places[1] or not _slip(few, many):
        return None
    first, other = by_value[few][0].quantity, by_value[many][0].quantity
    message = f"“{noun}”一处为 {first.text}{first.unit}，另一处为 {other.text}{other.unit}"
    return finding("A161", Severity.WARNING, message, [first.quote, other.quote], (), "各处一致")


def _slip(first: str, other: str) -> bool:
    if abs(int(first) - int(other)) <= FEW and min(len(first), len(other)) <= 2:
        return True
    return len(first) == len(other) > 1 and other in set(near(first))


RULES: tuple[Rule, ...] = (Rule("A161", "全部的村、社区、学生、人员等个数各处一致", look),)
