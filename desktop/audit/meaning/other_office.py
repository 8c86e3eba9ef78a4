"""The maker's own facts told of another office of its county, or of another town: 附城镇人民政府 in 礼义镇's budget.

Rules, sources and what is not seen: resources/rules/audit/other_office.md.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

TITLES, LONGEST_TITLE, OFTEN = 8, 60, 2
OWN = re.compile(
    r"(?:20\d\d年度?)?(?:关于)?(?:中国共产党|中共|共产主义青年团|共青团)?(?:[\u4e00-\u9fff]{2,6}?[省州盟](?!场))?(?:[\u4e00-\u9fff]{2,4}市(?=[\u4e00-\u9fff]{1,4}[区县]))?"
    r"(?P<county>[\u4e00-\u9fff]{1,10}?(?:县|旗(?!县)|(?<![社校园景山])区|市))(?:人民政府(?=[\u4e00-\u9fff]{2,4}街道))?"
    r"(?P<town>[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道)(?=人民政府|办事处))?(?P<office>[\u4e00-\u9fff]{2,20}?)(?=20\d\d年|(?:部门|单位)?(?:综合)?预算|$)"
)
"""The maker of a document in its title: its county, its town, the rest of its name."""
TOWN = re.compile(r"(?P<name>[\u4e00-\u9fff]{2}(?:镇|乡|街道))(?=人民政府|办事处|党工委|党委|便民|20\d\d年)")
"""Two letters of the name of a town before what only a town has."""
NO_TOWN = re.compile(
    "[乡各我本该全区县市其两及和与或村于在为由向对按从指入仅即含至将把]|街道.|所属|有关|相关|部分|其他|重点|示范|中心|下辖|辖区|每个|以及|包括|支持|指导|推动|负责"
)
BESIDE = re.compile(
    "对口|帮扶|结对|协作|支援|毗邻|相邻|邻近|周边|合并|划[入转出]|原(?![则因])|撤|并入|交流|借调|联合|共同|学习|考察|[路线桥河]|调[入出任]|由.{0,12}转"
)
"""Words of a sentence that has a reason to name another town or office."""
BEFORE = (
    r"(?:^|(?<=[。；，：]))(?:关于|表[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]"
    r"|(?:编制|填报|预算)?(?:单位|部门)(?:名称)?：){0,2}"
    r"(?:截至20\d\d年(?:末|底|12月31日)，?|20\d\d年度?，?)?"
)
FACTS = (
    r"(?=(?:机关|本级|部门)?(?:实有|行政编制\d|编制总数|内设[^，。；：]{2,8}[、，]|共有预算单位|(?:共设置|填报|编制)?[^，。；]{0,10}绩效目标|对\d{1,2}个项目|[是为](?:县|市|区|旗|一级|主管|国家的)[^，。；]{0,20}(?:单位|部门|机关|组织|工作)|核定编制|编制\d|共?设(?:有)?\d|内设\d|内设(?:机构|科室|股室)\d|下设\d|无下属|没有下属|无所属|共有(?:车辆|公务用车)|固定资产|资产总额|政府采购预算|机关运行经费|“?三公”?经费|在职(?:人员|职工)\d"
    r"|(?:部门)?所有收入|全部收入|20\d\d年度?(?:部门|单位)?(?:预算|收支|收入|支出|财政拨款|一般公共|政府性基金|国有资本|“?三公|机关运行|政府采购|项目支出|没有|未|无)|(?:金额)?单位：[万千]?元$))"
)
"""What is told of an office by itself alone."""
IS = (
    r"(?=[为是系属](?:[\u4e00-\u9fff]{1,12}?(?:所属|下属|直属|管理|主管)|公益|全额|差额|财政|[一二]级)[^，。；]{0,20}?(?:单位|部门|机构)"
    r"|隶属于?|始建于|创[办建]于|占地|位于|下辖|现有|教职工|在校|开放床位|编制床位|没有|未|内有)"
)
"""What a school, a hospital or a station tells of itself."""
BY_TOWN = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?P<rest>[\u4e00-\u9fff]{0,10}(?:学校|小学|中学|幼儿园|卫生院|医院|敬老院|福利院|文化站|站|所|服务中心|中心))"
)
"""A school, a hospital, a station whose name begins with that of its town."""
KINDS = (
    ("局|委员会|办公室|联合会|总工会|委|办|部", "局|委员会|办公室|联合会|总工会|红十字会|工商业联合会"),
    ("检察院|法院", "检察院|法院|局|委员会"),
    ("医院|卫生院|保健院|中心", "医院|卫生院|保健院|局"),
    ("学校|中学|小学|高中|幼儿园|党校|学院", "学校|中学|小学|幼儿园|党校|局"),
    ("馆|所|站|队|场", "局|委员会|医院|学校|中学|小学"),
)
"""How the maker's name ends, and how those of offices that are not below it."""
OVER = re.compile("财政局$|人民政府$|常务委员会$|代表大会")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a document: its county, its town (empty: none), its office."""

    county: str
    town: str
    office: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.county}{self.town}{self.office}"


def look(document: Document) -> Answer:
    """A170: what only the maker has is not told of another town or another office of the county."""
    passages = read(document).passages
    own = _maker(passages)
    if own is None:
        return answer((), 0, (), "标题没有写明是哪个县的哪个单位")
    cells = (re.sub(r"\s", "", cell) for table in document.tables for row in (table.above, *table.rows) for cell in row)
    everything = "\n".join((*(each.text for each in passages), *cells))
    findings = []
    for passage in passages:
        several = (each(passage, own, everything) for each in (_towns, _of_towns, _offices))
        for name, span in chain.from_iterable(several):
            message = f"全文是“{own.name}”，此处写“{name}”"
            findings.append(passage_finding("A170", Severity.WARNING, message, passage, span, own.name))
    return answer(findings, 1)


def _maker(passages: Sequence[Passage]) -> Maker | None:
    first = passages[0].text[:LONGEST_TITLE] if passages else ""  # a long title may go on in the next line
    short = (each.text for each in passages[1:TITLES] if len(each.text) <= LONGEST_TITLE)
    lines = (NUMBERED.sub("", each, count=1) for each in (first, *short))
    titles = [line for number, line in enumerate(lines) if not number or ("预算" in line and "。" not in line)]
    match = next(filter(None, map(OWN.match, titles)), None)
    return Maker(match["county"], match["town"] or "", match["office"]) if match else None


def _towns(passage: Passage, own: Maker, everything: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the towns that a passage of a town's budget names like its own, and nothing else names."""
    if not own.town or everything.count(own.town) < OFTEN:
        return
    for match in TOWN.finditer(passage.text):
        name = match["name"]
        a, b = passage.sentence_at(match.start())
        known = name in own.name or own.town in passage.text[: match.end()][-len(own.town) :]
        alone = everything.count(name) == 1 and not NO_TOWN.search(name[:2])
        if alone and not known and not BESIDE.search(passage.text[a:b]):
            yield name, match.span("name")


def _of_towns(passage: Passage, own: Maker, everything: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the schools, hospitals, stations of other towns of which a passage tells like of its own."""
    place = None if own.town else BY_TOWN.fullmatch(own.office)
    if place is None or everything.count(own.office) < OFTEN or place["rest"] not in passage.text:
        return
    pattern = (
        rf"{BEFORE}(?P<name>(?P<town>[\u4e00-\u9fff]{{2,4}}?(?:镇|乡|街道)){re.escape(place['rest'])})(?:{FACTS}|{IS})"
    )
    for match in re.finditer(pattern, passage.text):
        name, town = match["name"], match["town"]
        a, b = passage.sentence_at(match.start())
        known = name in own.name or place["town"] in name or everything.count(town) > 1
        around = passage.text[a : match.start("name")] + passage.text[match.end("name") : b]
        if not known and not NO_TOWN.search(town[:2]) and not BESIDE.search(around):
            yield name, match.span("name")


def _offices(passage: Passage, own: Maker, everything: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the other offices of the county of which a passage tells what an office tells of itself."""
    kinds = next((others for ends, others in KINDS if re.search(rf"(?:{ends})$", own.office)), "")
    if not kinds or own.town or own.county not in passage.text:
        return
    named = rf"(?:[\u4e00-\u9fff]{{2,4}}市)?(?P<name>{re.escape(own.county)}[\u4e00-\u9fff]{{2,14}}?(?:{kinds}))"
    pattern = f"{BEFORE}{named}{FACTS}"
    for match in re.finditer(pattern, passage.text):
        name = match["name"]
        a, b = passage.sentence_at(match.start())
        b = min(b, passage.text.find("，", match.end()) % (len(passage.text) + 1))
        alone = everything.count(name) == 1 and everything.count(own.name) >= OFTEN
        same = _letters_of(name, own.name) or _letters_of(own.name, name)
        around = passage.text[a : match.start("name")] + passage.text[match.end("name") : b]
        if alone and not same and not OVER.search(name) and not BESIDE.search(around):
            yield name, match.span("name")


def _letters_of(short: str, full: str) -> bool:
    """Tell whether a name is called by some letters of another: 县卫健局 of 县卫生健康局."""
    letters = iter(full)
    return all(letter in letters for letter in short)


RULES: tuple[Rule, ...] = (Rule("A170", "没有写成别的乡镇和县里别的单位", look),)
