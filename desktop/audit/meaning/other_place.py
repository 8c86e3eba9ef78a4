"""The maker's own cars, assets, people or money, told of the same kind of office (县委办公室) of another place.

Rules, sources and what is not seen: resources/rules/audit/other_place.md.
"""

import re
from collections.abc import Iterator, Sequence

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

LED = "(?:中国共产党|中共|中国共产主义青年团|共青团|政协)?"
REGION = "(?:自治[县州旗区]|新区|[省市县区旗州盟])(?![级属])"
PLACE = rf"(?:[\u4e00-\u9fff]{{2,12}}?{REGION}){{1,3}}(?:[\u4e00-\u9fff]{{2,5}}?(?:街道|镇|乡))?"
OWN = re.compile(
    rf"^(?:20\d\d年度?)?(?P<led>{LED})(?P<place>{PLACE})(?P<kind>[\u4e00-\u9fff]{{2,18}}?)"
    r"(?:[（(][^（）()]*[）)]|本级|机关)?(?=20\d\d年|(?:部门|单位)?(?:综合)?预算)"
)
"""The maker of a document in its title: what leads its name, its place and the kind of office it is."""
BEFORE = (
    r"(?:(?<=[。；，：、年度末底日）])"
    r"|^(?:\d{1,2}[.、]|（[一二三四五六七八九十\d]{1,2}）|[一二三四五六七八九十]{1,2}、)?)"
)
ACTS = (
    r"(?=(?:20\d\d年度?(?:末|底|初)?)?(?:本级|机关)?，?(?:共有|共|现有|实有|拥有|占有|占用|保有|有|固定资产|国有资产|资产|账面|车辆|公务用车|办公用房|房屋"
    r"|部门|单位|预算|收入|支出|收支|总收入|总支出|财政拨款|一般公共|政府性基金|国有资本|“?三公|机关运行|政府采购|政府购买|采购|基本支出|项目支出"
    r"|[为是系属](?:[\u4e00-\u9fff]{1,12}?(?:所属|下属|直属|管理|主管)|公益|全额|差额|自收自支|财政|[一二]级|独立)[^，。；]{0,20}?(?:单位|部门|机构)"
    r"|隶属于?|下辖|内有|创[办建]于|始建于|占地|位于|开放床位|编制床位|教职工|在校|教学班"
    r"|公用经费|人员经费|人员|编制|在职|在编|绩效|整体支出|安排|没有|未|无|不|纳入|实行|所有|全部|内设|下设|年初|当年|拟|计划|购置|新增|上年|与上年|比上年|较上年))"
)
"""Words behind the name of one whose own things or acts are told."""
BESIDE = re.compile(
    "^(?:由|向|与|和|及|对|按|经|从|受|同|在|至|到|于|将|把|给|为|是|根据|依据|依托|配合|协助|联合|会同|支援|支持|上级|原|其中)"
)
"""Words before a place by which its office only stands beside the one that acts."""
LED_BY = re.compile("^(?:即|仅有?|仅含|只有|只含|以?下简称|简称|包括|包含|含)(?=[\u4e00-\u9fff]{2})")
"""Words between a comma and a name that are no part of it: 即清原县政协办公室本级."""
ABOVE = re.compile(r"[为是系属][^，。；]{0,20}?(?:上级)?主管[^，。；]{0,20}?(?:单位|部门|机构)")
"""What an office says of itself by those over it."""
REASON = re.compile(
    "对口|帮扶|支援|协作|援|划[转入出]|合并|撤并|代管|托管|代建|借调|挂职|跨|合作|牵头|下达|批复|转拨|调拨|上级|主管|参照|学习|考察"
)
"""Words of a sentence that has a reason to tell of another office."""
USUAL_PLACE = 6
USUAL = re.compile(rf"[\u4e00-\u9fff]{{0,{USUAL_PLACE}}}[省市县区旗州镇乡](?!级)[\u4e00-\u9fff]{{2,14}}")
SEEN = re.compile(
    r"(?:20\d\d年度?)?(?:共有车辆|共有公务用车|固定资产|国有资产|资产总额|机关运行|“?三公|政府采购|政府性基金|国有资本|一般公共|部门预算|单位预算|预算"
    r"|整体支出|收支总|收入总|支出总|收入预算|支出预算|绩效|没有|未安排|无|收|支|财政拨款|基本支出|项目支出|人员|公用经费|办公用房|房屋面积|实有人数|在职人员|编制人数|公务用车)"
)
"""Names and the words behind them that rule A82 reads."""
TITLES, MOST = 8, 2


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a document: what leads its name, its place, its kind of office."""

    led: str
    place: str
    kind: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.led}{self.place}{self.kind}"


def look(document: Document) -> Answer:
    """A149: what is told of the maker is not told of the same kind of office of another place."""
    passages = read(document).passages
    own = _maker(passages)
    if own is None:
        return answer((), 0, (), "标题没有写明是哪个地方的哪个单位")
    cells = (re.sub(r"\s", "", cell) for table in document.tables for row in (table.above, *table.rows) for cell in row)
    everything = "\n".join((*(each.text for each in passages), *cells))
    findings = [
        passage_finding("A149", Severity.WARNING, f"全文是“{own.name}”，此处写“{name}”", passage, span, own.name)
        for passage in passages
        for name, span in _others(passage, own, everything)
    ]
    return answer(findings, 1)


def _maker(passages: Sequence[Passage]) -> Maker | None:
    titles = (NUMBERED.sub("", each.text, count=1) for each in passages[:TITLES] if "预算" in each.text)
    match = next(filter(None, map(OWN.match, titles)), None)
    return Maker(match["led"], match["place"], match["kind"]) if match else None


def _others(passage: Passage, own: Maker, everything: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the offices of the maker's kind in another place whose own things a passage tells."""
    for match in _named(own.kind).finditer(passage.text) if own.kind in passage.text else ():
        place, name, start = match["place"], match["name"], match.start("name")
        if led := LED_BY.match(name):
            place, name, start = place.removeprefix(led[0]), name[led.end() :], start + led.end()
        a, b = passage.sentence_at(start)
        sentence = ABOVE.sub("", passage.text[a:b])
        same = place in own.place or own.place in place or _letters_of(place, own.place)
        often = everything.count(place) > MOST or everything.count(name) != everything.count(place)
        if same or often or BESIDE.match(name) or REASON.search(sentence):
            continue
        if not (USUAL.fullmatch(name) and SEEN.match(passage.text, match.end("name"))):
            yield name, (start, match.end("name"))


def _named(kind: str) -> re.Pattern[str]:
    return re.compile(rf"{BEFORE}(?P<name>{LED}(?P<place>{PLACE}){re.escape(kind)}){ACTS}")


def _letters_of(short: str, full: str) -> bool:
    """Tell whether a place is called by some letters of its name: 白沙县 of 白沙黎族自治县."""
    letters = iter(full)
    return all(letter in letters for letter in short)


RULES: tuple[Rule, ...] = (Rule("A149", "没有写成别的地方的同类单位", look),)
