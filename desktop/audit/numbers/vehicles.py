"""Vehicles of one kind in two places: to be bought, kept running, and the only kind there is.

Rules, sources and what is not seen: resources/rules/audit/vehicles.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

N = rf"(?<![\d.,])(?P<count>\d{{1,3}}|{NUMERAL})"
KIND = "[\u4e00-\u9fff]{0,12}?(?:车辆|车)"
ACT = r"(?:购置|购买|更新|更换|采购|新购)(?:购置|更新|购买)?了?"
BOUGHT = (
    re.compile(rf"{ACT}(?P<kind>{KIND})(?:数量?|为|共)?{N}[辆台]"),
    re.compile(rf"{ACT}{N}[辆台](?:已?达到?报废年限的|老旧的?)?(?P<kind>{KIND})"),
    re.compile(rf"{N}[辆台](?P<kind>{KIND})(?:已?达到?|因)报废[^。；\d]{{0,16}}更新"),
)
"""Vehicles to be bought: 更新执法执勤用车 8 辆, 更新 1 辆应急抢险车."""
TOTAL = re.compile(
    rf"(?:安排|拟|计划|将|预算|共计|本年度?|全年|[，。；])(?:新增)?(?:更新)?(?:购置|购买|配置|配备)(?:更新)?(?P<kind>公务用车|公车|车辆){N}[辆台]"
    rf"|(?:安排|拟|计划|将|预算)(?:新增)?(?:更新)?(?:购置|购买|配置|配备)(?:更新)?(?P<before>\d{{1,3}})[辆台](?:公务用车|公车|车辆)"
)
"""All vehicles to be bought this year."""
EARLIER = re.compile(
    r"上年|去年|上一年|(?:比|较|与)20\d\d年|不再|未安排|累计|以前|截[至止]|已(?!达|到|经?批|经)|原有|到期|其中|另"
)
OTHER_YEAR = re.compile(r"20\d\d(?=年)")
GENERAL = frozenset({"车辆", "公务用车", "公车", "用车", "车"})
ALIKE = ("车辆", "用车", "车")
"""Words at the end of a kind that say only that it is of vehicles."""
ONLY = re.compile(
    r"(?:共有|现有|实有|拥有|保有)(?:公务用车|公车|车辆)(?P<all>\d{1,3})[辆台][，。；（]?其中[：:，]?(?P<kind>[^，。；、：\d（）]{0,12}车(?:辆)?)(?P<count>\d{1,3})[辆台](?P<end>[。；])"
    r"|(?:共有|现有|实有|拥有|保有)(?:公务用车|公车|车辆)(?P<all2>\d{1,3})[辆台]，(?:均|全部|都)?(?:为|是|系)(?P<kind2>[^，。；、：\d（）]{0,12}车(?:辆)?)(?P<count2>\d{1,3})[辆台](?P<end2>[。；，])"
)
"""All vehicles, and the one kind they are of: 共有车辆 1 辆，其中：机要通信用车 1 辆."""
SOME_OF = re.compile("其中(?![：:])")
"""A word before one kind of several: a form prints 其中： and all of them."""
OWNED = re.compile(
    r"(?:共有|现有|实有|拥有|保有)(?:公务用车|公车|车辆)(?P<all>\d{1,3})[辆台]|公务用车保有量(?:为)?(?P<kept>\d{1,3})[辆台]"
)
PART = re.compile(r"(?P<kind>[\u4e00-\u9fff]{2,12}车(?:辆)?)(?P<count>\d{1,3})[辆台]")
RUN = re.compile(
    r"(?:用于|保障|按|涉及|含|为)(?:[\u4e00-\u9fff]{0,4}?(?:学校|单位|中心|医院|机关|本局|全局|现有|保有的?))?"
    r"(?P<list>(?:\d{1,3}[辆台][\u4e00-\u9fff“”]{0,16}?车(?:辆)?[、和及与]?){1,4})(?:所需)?的?(?:日常)?(?:[燃加]油|燃料|运行|维修|维护|保险|保养|年检)"
)
"""Vehicles that are kept running, kind by kind: 用于 2 辆救护车和 1 辆业务用车的燃油、维修."""
RUNNING = re.compile(r"(\d{1,3})[辆台]([\u4e00-\u9fff“”]{0,16}?车(?:辆)?)(?=[、和及与]|$)")
RENTED = re.compile("租|借|调剂|平台|自行车|电动|摩托|所属|下属|本级|上年|去年|环卫|作业|项目|社会")


@dataclass(frozen=True, slots=True)
class Vehicles:
    """A number of vehicles to be bought, and where it stands."""

    kind: str
    count: int
    passage: Passage
    span: tuple[int, int]


def look(document: Document) -> Answer:
    """A158: vehicles to be bought, kept running and of the only kind are as many in each place."""
    text = read(document)
    passages = [each for each in text.passages if not any("名词" in words for words in each.path)]
    bought = [each for passage in passages for each in _bought(passage, text.year)]
    totals = [each for passage in passages for each in _totals(passage, text.year)]
    findings = [*_unlike(bought), *_more(bought, totals), *_only(passages), *_run(passages)]
    seen = len(bought) + len(totals) + sum(bool(ONLY.search(each.text)) for each in passages)
    return answer(findings, seen, (), "没有写购置、使用的车辆数")


def _bought(passage: Passage, year: int) -> Iterator[Vehicles]:
    for match in (each for pattern in BOUGHT for each in pattern.finditer(passage.text)):
        count = number(match["count"])
        if count and _now(passage, match, year):
            yield Vehicles(match["kind"], count, passage, match.span())


def _totals(passage: Passage, year: int) -> Iterator[Vehicles]:
    for match in TOTAL.finditer(passage.text):
        if _now(passage, match, year):
            kind = "公务用车" if "公务" in match[0] or "公车" in match[0] else "车辆"
            yield Vehicles(kind, number(match["count"] or match["before"]), passage, match.span())


def _now(passage: Passage, match: re.Match[str], year: int) -> bool:
    """Tell whether vehicles are bought in the budget's year."""
    start, end = passage.sentence_at(match.start())
    clause = re.split("[，；：（]", passage.text[start : match.start()])[-1]
    years = {int(each) for each in OTHER_YEAR.findall(clause)}
    behind = re.split("[，；。]", passage.text[match.end() : end])[0]
    return not EARLIER.search(clause + match[0]) and not years - {year} and "上年" not in behind


def _bare(kind: str) -> str:
    """Return the words that tell a kind of vehicles from the others."""
    kind = re.sub("^(?:报废|老旧|到期|公务用车平台|一批|新能源|购置|更新)+", "", kind)
    return next((kind.removesuffix(each) for each in ALIKE if kind.endswith(each)), kind)


def _unlike(bought: list[Vehicles]) -> Iterator[AuditFinding]:
    """Yield where vehicles of one kind are to be bought, two different numbers of them."""
    kinds = dict.fromkeys(_bare(each.kind) for each in bought)
    for kind in kinds:
        same = [each for each in bought if _bare(each.kind) == kind]
        counts = dict.fromkeys(each.count for each in same)
        places = {each.passage.number for each in same}
        if kind and len(counts) == 2 and len(places) > 1 and not _summed(same):
            first, other = (next(each for each in same if each.count == count) for count in counts)
            if first.passage is not other.passage:
                yield _differs(first, other, f"购置“{first.kind}”一处为 {first.count} 辆，另一处为 {other.count} 辆")


def _summed(same: list[Vehicles]) -> bool:
    """Tell whether one number is the sum of others of one passage."""
    return any(
        each.count == sum(other.count for other in same if other.passage is not each.passage)
        and len([other for other in same if other.passage is not each.passage]) > 1
        for each in same
    )


def _more(bought: list[Vehicles], totals: list[Vehicles]) -> Iterator[AuditFinding]:
    """Yield where more vehicles of a kind are to be bought than vehicles at all."""
    counts = {each.count for each in totals}
    none = [each for each in totals if not each.count]
    if len(counts) == 1 or none:
        of = none[0] if none else totals[0]
        most = of.count
        for each in bought:
            same = most or of.kind == "车辆" or OFFICIAL.fullmatch(_bare(each.kind))
            if each.count > most and same and (each.passage is not of.passage or each.span[0] != of.span[0]):
                yield _differs(each, of, f"购置“{each.kind}”{each.count} 辆，多于购置的全部车辆 {most} 辆")
                return


OFFICIAL = re.compile("(?:一般|老旧)?(?:公务|公)?|执法执勤|执法|机要通信|应急保障|一般公务")
"""Kinds of vehicles that are 公务用车 without doubt."""


def _differs(first: Vehicles, other: Vehicles, message: str) -> AuditFinding:
    quotes = [first.passage.quote(*first.span), other.passage.quote(*other.span)]
    return finding("A158", Severity.WARNING, message, quotes, (), "各处一致")


def _only(passages: list[Passage]) -> Iterator[AuditFinding]:
    """Yield where all vehicles are of one kind, and not as many."""
    for passage in passages:
        for match in ONLY.finditer(passage.text):
            every, count = int(match["all"] or match["all2"]), int(match["count"] or match["count2"])
            if count > every or (every > count and (every - count == 1 or not SOME_OF.search(match[0]))):
                message = f"共有车辆 {every} 辆，只列出“{match['kind'] or match['kind2']}”{count} 辆"
                quotes = [passage.quote(*match.span())]
                yield finding("A158", Severity.WARNING, message, quotes, (), f"{count} 辆，或列出其余车辆")


def _run(passages: list[Passage]) -> Iterator[AuditFinding]:
    """Yield where more vehicles are kept running than there are, in all or of a kind."""
    owned = [(passage, match) for passage in passages for match in OWNED.finditer(passage.text)]
    counts = {int(match["all"] or match["kept"]) for _, match in owned}
    if not owned or any("其中" in passage.text[max(match.start() - 12, 0) : match.start()] for passage, match in owned):
        return
    bought = {number(m["count"]) for each in passages for kind in BOUGHT for m in kind.finditer(each.text)}
    for passage in passages:
        for match in RUN.finditer(passage.text):
            start, _ = passage.sentence_at(match.start())
            if RENTED.search(re.split("[，；]", passage.text[start : match.start()])[-1] + match[0]):
                continue
            several = [(int(count), kind) for count, kind in RUNNING.findall(match["list"])]
            if len(several) == 1 and several[0][1] in GENERAL:
                continue  # A93 looks at these
            added = sum(count for count, _ in several)
            if several and added > max(counts) and added - max(counts) in bought:
                continue  # one that is bought this year runs as well
            if several and added > max(counts):
                message = f"写 {added} 辆车的运行，而车辆共 {max(counts)} 辆"
                quotes = [passage.quote(*match.span()), owned[0][0].quote(*owned[0][1].span())]
                yield finding("A158", Severity.WARNING, message, quotes, (), f"不超过 {max(counts)} 辆")
            else:
                yield from _of_kinds(passage, match, several, owned)


def _of_kinds(
    passage: Passage,
    match: re.Match[str],
    several: list[tuple[int, str]],
    owned: list[tuple[Passage, re.Match[str]]],
) -> Iterator[AuditFinding]:
    """Yield where more vehicles of a kind are kept running than the list of all vehicles has of it."""
    for place, every in owned:
        end = place.sentence_at(every.start())[1]
        kinds = {
            _bare(each["kind"].removeprefix("其中")): int(each["count"])
            for each in PART.finditer(place.text, every.end(), end)
        }
        for count, kind in several:
            most = kinds.get(_bare(kind), 0)
            if _bare(kind) and 0 < most < count:
                message = f"写 {count} 辆{kind}的运行，而这种车辆共 {most} 辆"
                quotes = [passage.quote(*match.span()), place.quote(every.start(), end)]
                yield finding("A158", Severity.WARNING, message, quotes, (), f"不超过 {most} 辆")
                return


RULES: tuple[Rule, ...] = (Rule("A158", "购置、使用和只有一种的车辆各处一致", look),)
