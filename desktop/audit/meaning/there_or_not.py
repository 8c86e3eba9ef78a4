"""What is said not to be there at all (无公务用车, 无下属单位), against amounts and numbers of it elsewhere.

Rules, sources and what is not seen: resources/rules/audit/there_or_not.md.
"""

import re
from collections.abc import Iterator
from itertools import chain

from desktop.audit.contradiction import answer, finding, quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import member_over
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement, Statements
from desktop.audit.tables.between import value_of
from desktop.audit.tables.tabled import quote_of, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

NOT = r"(?<!有)(?:目前)?(?:无|没有|未保留|未配备|未配置|未保有|不保有|未设立?|尚无|均无)(?:任何)?"
MOST = r"[1-9]\d{0,2}"
END = r"(?=[，。；、）]|$)"
NO_CAR = re.compile(
    rf"{NOT}(?:公务用车|公务车辆?|公车){END}|公务用车(?:保有量|实有数|数量|保有数)(?:为|是|共)?(?:0|零)[辆台]"
)
CARS = re.compile(
    rf"(?:保有|现有|实有|共有|拥有|配备|保留)(?:一般)?(?:公务用车|公务车|公车)(?:保有量|数量)?(?:为|共)?{MOST}[辆台]"
    rf"|公务用车(?:保有量|实有数|保有数|数量)(?:为|是|共)?{MOST}[辆台]"
)
OTHER_CARS = re.compile(
    rf"(?:特种专业技术用车|执法执勤用车|执法用车|机要通信用车|应急保障用车|救护车|消防车|校车|警车|环卫车|作业车|专用车辆?|摩托车|业务用车|生产用车)[^，。；、\d]{{0,6}}{MOST}[辆台]"
    rf"|{MOST}[辆台](?:特种|执法|机要|应急|救护|消防|校车|警车|环卫|作业|专用|摩托|业务|生产)|租赁|租车|租用|公车平台|用车平台|统一调度|集中管理|统一管理|借用|调剂"
)
"""Vehicles that are no 公务用车 in the words of some offices, but whose costs are; cars of others."""
NO_UNIT = re.compile(rf"{NOT}(?:下属|所属|下级|二级)(?:二级|基层|行政)*单位{END}")
NO_BUDGET_UNIT = re.compile(rf"{NOT}(?:下属|所属|下级|二级)(?:二级|基层|事业|行政)*预算单位{END}")
UNITS = re.compile(
    rf"(?:下属|所属|下级|二级)(?P<of>(?:二级|基层|事业|预算|行政|独立核算|独立编制)*的?(?:二级|事业|预算|行政)*)单位(?:共计|共有|共|有|为|：|数量)*(?:{MOST}|[一二两三四五六七八九十]{{1,2}})(?:个|家)"
    rf"|(?<!\d)(?:{MOST}|[一二两三四五六七八九十]{{1,2}})(?:个|家)(?:下属|所属|二级)(?P<of2>(?:二级|事业|预算|行政|独立核算)*)单位"
)
NOT_ALONE = re.compile("不独立|未独立|非独立|不单独|未单独|不纳入|未纳入|不再|撤销|上年|去年|原有|划出")
NO_TRIP = re.compile(
    rf"(?:未|没有|无|不)(?:安排|计划|组织|申报)*因公出国（境）(?:团组|计划|任务|安排|活动|出访|人员)*{END}"
)
TRIPS = re.compile(
    rf"因公出国（境）[^，。；\d]{{0,8}}(?:团组|计划|任务)?[^，。；\d]{{0,6}}{MOST}(?:个(?:团组|团)?|批次?|人次?)"
    rf"|(?:拟|计划|预计|安排)(?:组织|参加)?[^，。；\d]{{0,8}}{MOST}个(?:团组|出国团组)"
)
NO_GUEST = re.compile(rf"(?:未|没有|无|不)(?:安排|计划|发生)*(?:国内)?公务接待(?:活动|任务|计划|安排)*{END}")
GUESTS = re.compile(rf"(?:预计|计划|安排|拟)[^，。；\d]{{0,8}}接待[^，。；\d]{{0,6}}{MOST}(?:批次?|人次)")
ITEMS = (
    (NO_CAR, "公务用车运行费", "operation", CARS, OTHER_CARS),
    (NO_TRIP, "因公出国（境）费", "abroad", TRIPS, None),
    (NO_GUEST, "公务接待费", "reception", GUESTS, None),
)
"""Words of none, the cost in the text and in tables, words of some, words that may explain both."""
_NONE = r"(?<!有)(?:无|没有|未|不)(?:再)?(?:使用|安排|编列|列支|申报|计划|涉及|发生)*"
_REST = rf"(?:支出|预算|经费|费用|项目|资金)*{END}"
MONEY = tuple(
    (re.compile(rf"{_NONE}(?:{words}){_REST}"), name)
    for words, name in (
        ("因公出国（境）(?:费用?|经费|支出|预算)", "因公出国（境）费"),
        ("公务接待(?:费|支出|预算|经费)", "公务接待费"),
        ("公务用车购置(?:费|支出|预算|经费)", "公务用车购置费"),
        ("公务用车运行(?:维护)?(?:费|支出|预算|经费)", "公务用车运行费"),
        ("会议费", "会议费"),
        ("培训费", "培训费"),
        ("政府采购", "政府采购"),
        ("机关运行经费", "运行经费"),
        ("项目支出", "项目支出"),
    )
)
"""Words that no money is planned for something, and how the amounts of it are called."""
ELSEWHERE = re.compile("单位资金|自有|非财政|事业收入|专户|其他资金|上级|下属|所属|结转|结余|上年|去年|决算|执行|标准")
"""Words of a sentence whose amount is of other money, another unit or another year."""
TERMS, SHOWN, CARRY = "名词", 40, ("carry", "结转")


def look(document: Document) -> Answer:
    """A142: of what the text says there is none, nothing is counted or paid for elsewhere."""
    text = read(document)
    everything = [each for each in text.passages if not any(TERMS in words for words in each.path)]
    titles, findings, seen = titles_of(text.passages), [], 0
    there = {none: next(found, None) for none, found in _searches(document, text, everything)}
    for passage in everything:
        for none, place in there.items():
            for match in none.finditer(passage.text):
                seen += 1
                if place is None:
                    break
                now = negations.of_now(passage, match.start(), text.year, titles)
                if now and not member_over(passage, titles) and not _of_one_fund(passage, match):
                    message = f"写“{match[0]}”，另一处却有：{place.text.strip()[:SHOWN]}"
                    quotes = [passage.quote(*match.span()), place]
                    findings.append(finding("A142", Severity.WARNING, message, quotes, (), "两处一致"))
                    break
    return answer(findings, seen, (), "没有写无公务用车、无下属单位等")


def _searches(
    document: Document, text: Statements, everything: list[Passage]
) -> Iterator[tuple[re.Pattern[str], Iterator[Quote]]]:
    """Yield the words that there is none of something, with the places by which there is."""
    for none, name, item, some, other in ITEMS:
        if not any(other and other.search(each.text) for each in everything):
            yield none, _of_item(document, text, everything, (name, item, some))
    for none, name in MONEY:
        yield none, chain(_paid(text, everything, name), _tabled(document, name))
    yield NO_UNIT, _units(everything, "")
    yield NO_BUDGET_UNIT, _units(everything, "预算|独立")


def _of_item(
    document: Document, text: Statements, everything: list[Passage], of: tuple[str, str, re.Pattern[str]]
) -> Iterator[Quote]:
    """Yield the words, the amounts and the cells by which there is something; nothing where one of them is 0."""
    name, item, some = of
    own = [v for v in text.values if v.subject and v.subject.name == name and v.plan and v.year in {0, text.year}]
    known = (cells for key, cells in tabled(document).meanings.items() if ("item", item) in key and CARRY not in key)
    cells = [cell for several in known for cell in several]
    if any(not each.amount.fen for each in own) or any(not value_of(cell).fen for cell in cells):
        return
    for passage in everything:
        matches = (match for match in some.finditer(passage.text) if _of_now(passage, match, text.year))
        yield from (passage.quote(*match.span()) for match in matches)
    yield from (quote(each) for each in own)
    yield from (quote_of(cell) for cell in cells)


def _paid(text: Statements, everything: list[Passage], name: str) -> Iterator[Quote]:
    """Yield the amounts of this year that the text states of something, where none of them is 0."""
    numbers = {each.number for each in everything}
    own = [v for v in text.values if v.subject and v.subject.name == name and v.plan and v.year in {0, text.year}]
    if all(each.amount.fen and each.passage.number in numbers for each in own):
        yield from (quote(each) for each in own if _plain(each))


FUND = re.compile("一般公共|财政拨款|财政资金|基金|资本|结转|结余|单位资金|事业收入|其他收入|自有|专户")


def _of_one_fund(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether it is said of one kind of money only that it pays for no projects."""
    before = passage.text[passage.sentence_at(match.start())[0] : match.start()]
    return "项目支出" in match[0] and FUND.search(before) is not None


PROJECTS = frozenset({("side", "支出"), ("nature", "project")})
"""All that is spent on projects, as tables print it."""


def _tabled(document: Document, name: str) -> Iterator[Quote]:
    """Yield the cells by which money is spent on projects, where all tables that print it have some."""
    cells = tabled(document).meanings.get(PROJECTS, []) if name == "项目支出" else []
    if all(value_of(cell).fen for cell in cells):
        yield from (quote_of(cell) for cell in cells)


def _plain(value: Statement) -> bool:
    """Tell whether an amount is of all of the unit and of no money beside the public budget."""
    start = value.passage.sentence_at(value.figure.start)[0]
    words = value.passage.text[max(start, value.figure.start - NEAR) : value.figure.start]
    known = value.subject is not None and value.subject.clear and not value.subject.owner
    return known and not ELSEWHERE.search(words)


NEAR = 60
"""Letters before an amount that say of which money it is."""


def _units(everything: list[Passage], kind: str) -> Iterator[Quote]:
    """Yield where units below the office are counted, those of a kind only where there is one."""
    for passage in everything:
        for match in UNITS.finditer(passage.text):
            start, end = passage.sentence_at(match.start())
            named = f"{match['of'] or ''}{match['of2'] or ''}"
            if re.search(kind, named) and not NOT_ALONE.search(passage.text[start:end]):
                yield passage.quote(*match.span())


def _of_now(passage: Passage, match: re.Match[str], year: int) -> bool:
    """Tell whether a number is of the budget's year, or of the end of the one before it."""
    start, _ = passage.sentence_at(match.start())
    before = passage.text[start : match.start()]
    years = {int(each) for each in re.findall(r"(20\d\d)年(?!末|底|1[12]月)", before)}
    return not years - {year} and not re.search("上年|去年|下属|所属", before)


RULES: tuple[Rule, ...] = (Rule("A142", "写明没有的公务用车、单位、出国、接待别处也没有", look),)
