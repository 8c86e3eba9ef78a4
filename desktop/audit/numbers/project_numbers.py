"""How many projects an amount is of, in two places, and how many of each kind where the kinds' amounts add up.

Rules, sources and what is not seen: resources/rules/audit/project_numbers.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import Passage, cleaned, sentences
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.audit.tables import labels
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

N = rf"(?<![\d.,])(?P<count>\d{{1,3}}|{NUMERAL})个"
MONEY = rf"(?P<amount>{NUMBER})(?P<unit>万元|千元|元)(?![/每以（]?[以]上)"
GAP = r"[^。；\d（]{0,26}?"
PAIRS = (
    re.compile(rf"{N}[^，。；、：\d（）]{{0,14}}?项目(?![组部库])(?:（[^（）\d]{{0,12}}）)?{GAP}{MONEY}"),
    re.compile(rf"项目(?:支出)?(?:共计|共有|共|有|为|合计)?{N}(?!月|百分){GAP}{MONEY}"),
    re.compile(
        rf"(?<![\d.,]){MONEY}[，、（]?(?:共计|共有|共|涉及|分为|包括|安排)(?:安排)?{N}[^，。；、：\d（）]{{0,10}}?项目"
    ),
)
"""A number of projects and the money of all of them: 安排项目 7 个、551.80 万元; 43.60 万元，共 4 个项目."""
ADDED = re.compile(
    r"(?P<list>(?:[^，。；：\d]{0,24}(?:\d{1,3})个[^，。；：、\d]{0,10}项目[^，。；、：\d]{0,6}[和及与、，]?){2,5})(?:，)?(?:共计|合计|总计|共)(?P<all>\d{1,3})个[^，。；、：\d]{0,8}项目"
)
"""Projects of several kinds and of all: 一般公共预算 3 个项目和财政专户 1 个项目共 4 个项目."""
PART = re.compile(r"(\d{1,3})个[^，。；：、\d]{0,10}项目")
OTHER = re.compile(
    "一级|二级|上年|去年|20\\d\\d年(?:度)?(?:执行|决算)|增加|减少|工程项目|建设项目|招商|储备|审批|科研|以上的|新增|压减|取消"
)
"""Words of a number of projects that are no projects of the budget, or of another year."""
AMONG = re.compile("其中|分别|包括|[：:]")
LISTED = re.compile(r"个[^，。；：、\d（]{0,12}[，、和及与][^。；\d]{0,20}?$")
"""What stands before the last of several numbers of projects: 甲类项目 5 个、乙类项目 3 个，金额… is of all of them."""
BY_FUND = re.compile(
    "一般公共|财政|基金|国有资本|专户|事业收入|自有|自筹|单位资金|其他资金|结转|上级|本级|中央|省级|市级"
)
"""Words of the money of projects: one of them may be paid from two sources and is counted with each."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of projects with their money, and where it stands."""

    count: int
    amount: Interval
    passage: Passage
    span: tuple[int, int]


def look(document: Document) -> Answer:
    """A163: an amount is of one number of projects, and the kinds of projects add up as their amounts do."""
    findings, seen = list[AuditFinding](), 0
    every = list[Counted]()
    for passage in read(document).passages:
        if "项目" not in passage.text:
            continue
        for start, end in sentences(passage.text):
            pairs = list(_pairs(passage, start, end))
            every += pairs
            wrong = _parts(pairs, passage)
            findings += [wrong] if wrong else []
        for match in ADDED.finditer(passage.text):
            seen += 1
            added = sum(int(each) for each in PART.findall(match["list"]))
            twice = BY_FUND.search(match["list"]) and int(match["all"]) == added - 1
            if added != int(match["all"]) and not twice and not OTHER.search(match[0]):
                message = f"各类项目之和 {added} 个，写成共 {match['all']} 个"
                quotes = [passage.quote(*match.span())]
                findings.append(finding("A163", Severity.WARNING, message, quotes, (), f"{added} 个"))
    findings += _in_tables(document, every)
    reported = {quoted for each in findings for quoted in each.quotes}
    for wrong in _unlike(every):
        findings += [wrong] if not reported & set(wrong.quotes) else []
    return answer(findings, seen + len(every), (), "没有写项目个数和金额")


def _pairs(passage: Passage, start: int, end: int) -> Iterator[Counted]:
    """Yield each number of projects of a sentence with its money, a number and an amount once only."""
    taken = set[int]()
    sentence = passage.text[start:end]
    for match in sorted(
        (m for pattern in PAIRS for m in pattern.finditer(sentence)), key=lambda m: m.end() - m.start()
    ):
        marks = {match.start("count"), match.start("amount")}
        clause = re.split("[，；]", sentence[: match.start()])[-1]
        before = sentence[: match.start("count")]
        inner = before.count("（") > before.count("）")  # 7 个项目（含基金项目 1 个）
        inner = inner or (match.start("count") < match.start("amount") and LISTED.search(before) is not None)
        if inner or taken & marks or OTHER.search(clause + match[0]) or not number(match["count"]):
            continue
        taken |= marks
        amount = printed(match["amount"], match["unit"])
        if amount.fen:
            yield Counted(number(match["count"]), amount, passage, (start + match.start(), start + match.end()))


def _parts(pairs: list[Counted], passage: Passage) -> AuditFinding | None:
    """Return that the kinds of projects are more or fewer than all, where their amounts are all of the money."""
    pairs = sorted(pairs, key=lambda each: each.span)
    for at, total in enumerate(pairs):
        rest = pairs[at + 1 :]
        if len(rest) < 2 or not AMONG.search(passage.text[total.span[0] : rest[0].span[1]]):
            continue
        for size in range(2, len(rest) + 1):
            some = rest[:size]
            if sum((each.amount for each in some), ZERO).meets(total.amount):
                added = sum(each.count for each in some)
                words = passage.text[total.span[0] : some[-1].span[1]]
                twice = BY_FUND.search(words) and total.count == added - 1
                if added == total.count or twice:
                    return None
                message = f"各类项目之和 {added} 个，写成共 {total.count} 个，而金额之和恰好相等"
                quotes = [passage.quote(*each.span) for each in (total, *some)]
                return finding("A163", Severity.WARNING, message, quotes, (), f"{added} 个，或改正其中一个")
    return None


def _unlike(every: list[Counted]) -> Iterator[AuditFinding]:
    """Yield where one amount is of two numbers of projects."""
    by_amount: dict[Decimal, list[Counted]] = defaultdict(list)
    for each in every:
        by_amount[each.amount.fen].append(each)
    for fen, several in by_amount.items():
        counts = dict.fromkeys(each.count for each in several)
        places = {(each.passage.number, each.span) for each in several}
        apart = len({each.passage.number for each in several}) > 1  # in one passage: kinds that cost as much
        if len(counts) == 2 and len(places) > 1 and apart:
            words = "、".join(f"{count} 个" for count in counts)
            firsts = [next(each for each in several if each.count == count) for count in counts]
            quotes = [each.passage.quote(*each.span) for each in firsts]
            message = f"{wan(fen)}的项目个数有不同的写法：{words}"
            yield finding("A163", Severity.WARNING, message, quotes, (), "各处一致")


NAME_HEAD = re.compile("(?:政府)?(?:采购|购买服务|服务|购买|预算|支出|二级|一级)*项目(?:名称|内容)?(?:（[^）]*）)?")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
UNITS = {"万元": 1_000_000, "千元": 100_000, "元": 100}
SEVERAL = re.compile("^其[他它余]|等(?:项目|经费|支出)?$|^各|小计")


def _in_tables(document: Document, every: list[Counted]) -> Iterator[AuditFinding]:
    """Yield where a table that comes to the amount has another number of projects."""
    lists = [each for table in document.tables for each in _listed(table)] if every else []
    for each in every:
        digits = str(each.amount.fen.normalize()).split("E")[0]
        same = [(rows, table) for rows, total, table in lists if total == each.amount.fen and len(digits) > 2]
        if same and not any(each.count in rows for rows, _ in same):
            rows, table = same[0]
            shown = max(rows)
            message = f"写 {each.count} 个项目共 {wan(each.amount.fen)}，表中这个合计有 {shown} 个项目"
            quotes = [each.passage.quote(*each.span), Quote("；".join(table.rows[0])[:60], table.spot(0))]
            yield finding("A163", Severity.WARNING, message, quotes, (), f"{shown} 个")


def _listed(table: Table) -> Iterator[tuple[set[int], Decimal, Table]]:
    """Yield for each column of money of a table of projects how many there may be, and what they come to."""
    for at, cells in enumerate(table.rows[:3]):
        column = next((n for n, cell in enumerate(cells) if NAME_HEAD.fullmatch(cleaned(cell)[0])), None)
        if column is not None:
            columns = list(_columns(table, at, column))
            every = set[int]().union(*(rows for rows, *_ in columns))  # some of them have no money of one kind
            yield from ((every, total, table) for _, total, table in columns)
            return


def _columns(table: Table, head: int, names: int) -> Iterator[tuple[set[int], Decimal, Table]]:
    rows = [row for row in table.rows[head + 1 :] if names < len(row)]
    for column in range(names + 1, max((len(row) for row in rows), default=0)):
        found, totals = dict[str, Decimal](), list[Decimal]()
        lines = 0
        for row in rows:
            cell, name = row[column].strip() if column < len(row) else "", cleaned(row[names])[0]
            if not FIGURE.fullmatch(cell):
                continue
            value = Decimal(cell.replace(",", ""))
            if any(map(labels.is_total, row)):
                totals.append(value)
            elif not name or SEVERAL.search(name):
                break
            elif value:
                found[name] = found.get(name, Decimal(0)) + value
                lines += 1
        else:
            added = sum(found.values(), Decimal(0))
            if found and totals == [added]:
                for per in UNITS.values():
                    yield {len(found), lines}, added * per, table


RULES: tuple[Rule, ...] = (Rule("A163", "同一金额的项目个数一致，各类之和等于总数", look),)
