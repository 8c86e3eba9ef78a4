"""People, households and villages of a kind, which are no more than all there are: 住校生 of 在校学生.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.details.things import Quantity, in_row, in_text
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

COUNTED = "(?:总数|总人数|人数|户数|数|总量|总|共计|共有|共|现有|有|约|达到|达|为|合计)*$"
"""Words between what is counted and its number."""
OTHER = re.compile("累计|上年|去年|以来|历年|已|人次|每|另|新增|减少|增加|目标|跨|周边|外来|规划|设计|可容纳|容纳")
"""Words of a clause whose number is of another time, or not of those there are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All there are of something, and parts of them: the words of each, right before a number or right behind it."""

    name: str
    counted: frozenset[str]
    every: re.Pattern[str]
    every_behind: re.Pattern[str]
    part: re.Pattern[str]
    part_behind: re.Pattern[str]


def _kind(name: str, counted: str, every: str, part: str) -> Kind:
    ends = re.compile(f"(?:{every}){COUNTED}")
    starts = re.compile(f"(?:{part})(?:护理|生活|住宿|教育|机动)?(?:补贴|补助|救助)?{COUNTED}")
    behind, part_behind = (re.compile(f"(?:{words})") for words in (every, part))
    return Kind(name, frozenset(counted), ends, behind, starts, part_behind)


STUDENTS = "(?:中小学|初中|高中|小学|中职)?(?:学生|生)"
KINDS = (
    _kind(
        "在校学生",
        "人",
        f"(?:在校|在籍|在读|在册){STUDENTS}|全校(?:共有|现有)?{STUDENTS}|(?:现有|共有){STUDENTS}",
        "(?:住校|寄宿|住宿|内宿|走读|毕业班|高三|初三|脱贫家庭|家庭(?:经济)?困难|贫困家庭|建档立卡|残疾|留守|女)(?:学生|生)",
    ),
    _kind(
        "在园幼儿",
        "人",
        "(?:在园|全园)(?:幼儿|儿童)",
        "(?:困难|贫困|留守|残疾|脱贫家庭|大班|中班|小班|寄宿)(?:幼儿|儿童)",
    ),
    _kind(
        "人口",
        "人",
        "(?:总|常住|户籍|辖区|全[县市区旗镇乡])(?:总)?人口",
        "(?:低保|特困|脱贫|监测|贫困|建档立卡|农业|60岁以上老年|65岁以上老年|80岁以上|高龄|残疾|持证残疾|退役军)(?:人口|人员|老人|老年人|对象|人)",
    ),
    _kind(
        "户数",
        "户",
        "总户|(?:总|常住|农|全[镇乡村]|辖区)(?:农)?户",
        "(?:低保|脱贫|监测|贫困|五保|特困|建档立卡|计生|计划生育家庭|易地搬迁|困难)(?:农|家庭)?户",
    ),
    _kind(
        "持证残疾人",
        "人",
        "(?:持证|办证|登记)(?:的)?残疾人",
        "(?:重度|困难|一二级|一级|二级|三四级|智力|精神|视力|肢体)残疾人",
    ),
    _kind(
        "党员",
        "人",
        "全[县市区旗镇乡](?:共有|现有)?党员",
        "(?:预备|流动|困难|农村|在职|离退休|退休|女|建国前入党|老)党员",
    ),
    _kind(
        "行政村",
        "个",
        "(?:辖|下辖|全[县市区旗镇乡](?:共|现)?有?)(?:行政)?村(?:民委员会|委会)?",
        "(?:脱贫|贫困|出列|软弱涣散|空壳)(?:行政)?村",
    ),
)
VILLAGES = re.compile("(?:辖|下辖|共有|现有)$")
"""How the words before a number of villages end that is of all of them: 下辖 12 个行政村."""
OF_VILLAGES = re.compile("(?:行政村|村民委员会|村委会)(?!小组)")


SCHOOL = re.compile(
    "[\u4e00-\u9fff]{0,2}(?:[一二三四五六七八九十]中|中学|小学(?!生)|学校|幼儿园|高中(?!生|在校|学生)|该校|某校)"
)
"""The name of a school before a number."""
OWN = re.compile("[我本全]校|[我本]园")


def look(document: Document) -> Answer:
    """B88: no more of a part than there are of the whole."""
    passages = read(document).passages
    title = passages[0].text if passages else ""
    stated = [each for each in _quantities(document) if not OTHER.search(each.clause)]
    findings, seen = list[AuditFinding](), 0
    for kind in KINDS:
        own = [each for each in stated if each.counted in kind.counted and each.planned]
        parts = [each for each in own if _is(kind.part, kind.part_behind, each)]
        known = set(map(id, parts))
        totals = [each for each in own if id(each) not in known and _of_all(kind, each)] if parts else []
        of_others = {each.place for each in own if _of_one_school(each, title)}
        totals, parts = ([each for each in several if each.place not in of_others] for several in (totals, parts))
        if not totals:
            continue
        seen += 1
        most = sum({each.value for each in totals}, Decimal(0))
        found = dict[str, Quantity]()
        for part in (each for each in parts if each.value > most and each.sign != "<"):
            found.setdefault(part.text, part)
        findings += [_found(kind, each, totals[0]) for each in found.values()]
    return answer(findings, seen, (), "没有同时写出全部和其中一部分的人数、户数、村数")


def _quantities(document: Document) -> Iterator[Quantity]:
    text = read(document)
    for passage in text.passages:
        yield from in_text(passage, text.year)
    for number, table in enumerate(document.tables):
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            if any(re.search(r"\d[\d.万]*[人名户个生]", cell) for cell in cells):
                quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), table.spot(at))
                yield from in_row(cells, ("table", number, at), quote)


def _is(before: re.Pattern[str], behind: re.Pattern[str], each: Quantity) -> bool:
    return before.search(each.before) is not None or behind.match(each.behind) is not None


def _of_all(kind: Kind, each: Quantity) -> bool:
    if kind.name == "行政村" and VILLAGES.search(each.before) and OF_VILLAGES.match(each.behind):
        return True
    return _is(kind.every, kind.every_behind, each)


def _of_one_school(each: Quantity, title: str) -> bool:
    """Tell whether a number is of a school that is not the maker of the document: 县一中在校学生 3126 人."""
    school = SCHOOL.search(each.clause)
    return school is not None and school[0] not in title and not OWN.search(school[0])


def _found(kind: Kind, part: Quantity, every: Quantity) -> AuditFinding:
    words = kind.part.search(part.before) or kind.part_behind.match(part.behind)
    name = re.sub(COUNTED, "", words[0]) if words else ""
    message = f"{name} {part.text}{part.unit}，多于{kind.name} {every.text}{every.unit}"
    right = f"不大于 {every.text}{every.unit}"
    return finding("B88", Severity.WARNING, message, [part.quote, every.quote], (), right)


RULES: tuple[Rule, ...] = (Rule("B88", "部分的人数、户数不大于全部", look),)
