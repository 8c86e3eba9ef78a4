"""Amounts of which a sentence states one of two parts (其中基本支出 8 万元。), where the other one is known elsewhere.

Rules, sources and what is not seen: resources/rules/audit/one_of_two.md.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.sentences.prose import DEEPEST, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

GROUPS = (
    {"基本支出": "基本支出", "项目支出": "项目支出"},
    {"人员经费": "人员(?:经费|支出)", "公用经费": "公用(?:经费|支出)"},
    {"本年预算": "[本当]年(?:收入|支出|预算)", "上年结转": "结转|结余"},
    {
        "公务用车购置费": "购置(?:费|支出|经费)",
        "公务用车运行维护费": "(?<![及和、])(?:运行(?:维护)?费|运维费|运行维护(?:支出|经费))",
    },
    {"因公出国（境）费": "出国", "公务接待费": "接待费|公务接待", "公务用车购置及运行费": "公务用车|运行(?:维护)?费"},
)
"""Kinds that divide an amount and leave nothing out, by how they are called in a sentence."""
OPENS = re.compile(r"(?:其中|包括|分为|构成(?=[为：]))(?:主要)?[为：，]?")
CHANGED = re.compile("(?:增|减|升|降|涨|压|占)[^，。；：]{0,6}$|(?:比|较|与|同)[^，。；：]{0,30}$")
"""Words right before a figure by which it is a change, or what is compared with."""
ALONE = "上年结转"
"""The kind that may be stated without the rest: 其中上年结转 8 万元."""
WHOLE = re.compile(
    "(?:收入|支出|收支)(?:预算)?(?:总额|总计|合计|总预算|总数)|总(?:收入|支出)|三公|公务用车购置|基本支出"
    "|(?:^|，|部门|单位|年度?|本年|财政拨款|一般公共预算(?:当年)?(?:拨款)?)(?:收入|支出|收支)"
)
"""What a list divides that leaves nothing out; of one subject (商品和服务支出) a part may be told alone."""
CLOSE = 2 * FEN_PER["万元"] // 100
"""How far what is left may be off by rounding."""
BEFORE, BEHIND, STARTS, FIRST, NEAR = 90, 260, 16, 14, 6
"""Letters before the list in which what it divides stands, of the list; of a sentence in which its subject stands, of a
list in which its first part is named; passages behind in which it may go on."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a list states of a group: what its parts come to, and which kinds it leaves out.

    some: 其中 and one amount alone, as is said of what is among others.
    """

    span: tuple[int, int]
    added: Interval
    missing: dict[str, str]
    some: bool = False


def look(document: Document) -> Answer:
    """A122: where a list states one of two parts, the other one that the document knows is in it too."""
    findings, seen = list[AuditFinding](), 0
    passages = read(document).passages
    for at, passage in enumerate(passages):
        if any("名词" in words for words in passage.path):
            continue
        for part in _parts(passage):
            seen += 1
            behind = [
                passage.text[part.span[1] : part.span[1] + BEHIND * 4],
                *_behind(passages[at + 1 : at + 1 + NEAR], passage),
            ]
            left = {name: words for name, words in part.missing.items() if not _goes_on(behind, words)}
            findings += list(_gone(document, passage, part, left))[:1] if left == part.missing else ()
    return answer(findings, seen, (), "没有只写出一部分的构成")


def _parts(passage: Passage) -> Iterator[Part]:
    """Yield each list that has some kinds of a group and not all of them, to the end of its sentence."""
    text = passage.text
    for match in OPENS.finditer(text):
        end = min(passage.sentence_at(match.end())[1], match.end() + BEHIND)
        rest = text[match.end() : end]
        for group in GROUPS:
            found = {
                name: re.search(rf"(?:{words})([^，。；：、\d]{{0,10}})(?=\d)", rest) for name, words in group.items()
            }
            named = {name: each for name, each in found.items() if each and not CHANGED.search(each[1])}
            missing = {name: words for name, words in group.items() if not re.search(words, rest)}
            if not named or not missing or ALONE in named or min(each.start() for each in named.values()) > FIRST:
                continue
            amounts = [TOKEN.match(rest, each.end()) for each in named.values()]
            known = [Printed.of(each).amount for each in amounts if each and each[2] in FEN_PER]
            if len(known) == len(named):
                some = match[0].startswith("其中") and sum(each[2] in FEN_PER for each in TOKEN.finditer(rest)) == 1
                yield Part((match.start(), end), sum(known, ZERO), missing, some)


def _behind(passages: tuple[Passage, ...], own: Passage) -> Iterator[str]:
    """Yield the passages in which a list may go on: up to the next heading."""
    for each in passages:
        if each.heading or (each.level <= own.level < DEEPEST):
            return
        yield each.text[:BEHIND]


def _goes_on(behind: list[str], words: str) -> bool:
    """Tell whether a sentence or clause behind a list begins with the kind that it leaves out."""
    starts = (start[: STARTS * 2] for text in behind for start in re.split("[。；：]", text))
    own = re.compile(rf"(?:{words})[^，\d由从比较增减]{{0,8}}\d")
    return any(found.start() < STARTS for found in map(own.search, starts) if found)


def _gone(document: Document, passage: Passage, part: Part, missing: dict[str, str]) -> Iterator[AuditFinding]:
    """Yield that a list leaves out a kind which comes to what is left of an amount before it."""
    start = part.span[0]
    before = passage.text[max(start - BEFORE, 0) : start]
    tokens = [
        each for each in TOKEN.finditer(before) if each[2] in FEN_PER and not CHANGED.search(before[: each.start()])
    ]
    totals = [Printed.of(each) for each in tokens]
    of = re.split("[。；：]", before[: tokens[-1].start()])[-1] if tokens else ""
    if any(part.added.meets(each.amount) for each in totals) or not WHOLE.search(of):
        return
    for total in totals[-1:]:
        rest = total.amount - part.added
        for name, words in missing.items() if rest.fen > rest.half else ():
            known = next(_known(document, words, rest), None)
            if known is not None:
                message = f"{total.text}{total.unit}的构成少了{name} {wan(rest.fen)}"
                quotes = [passage.quote(max(start - BEFORE, 0) + total.start, part.span[1]), known]
                degree = Severity.INFO if part.some else Severity.WARNING
                yield finding("A122", degree, message, quotes, (), f"补上{name} {wan(rest.fen)}")


def _known(document: Document, words: str, amount: Interval) -> Iterator[Quote]:
    """Yield where the document states an amount of a kind: in a sentence, a row or under the head of a column."""
    places, shelf = _places(document), int(amount.fen // CLOSE)
    for near in (shelf, shelf - 1, shelf + 1):
        known = places.get((words, near))
        if known and known[0].meets(amount) and abs(known[0].fen - amount.fen) <= CLOSE:
            yield known[1]


@remembered
def _places(document: Document) -> dict[tuple[str, int], tuple[Interval, Quote]]:
    """Return the first place of each amount of each kind, by the words of the kind and the amount to a few 分."""
    found: dict[tuple[str, int], tuple[Interval, Quote]] = {}
    kinds = [words for group in GROUPS for words in group.values()]

    def put(name: str, amount: Interval, where: Callable[[], Quote]) -> None:
        for words in kinds:
            key = (words, int(amount.fen // CLOSE))
            if key not in found and re.search(words, name):
                found[key] = (amount, where())

    for value in read(document).values:
        if value.plan:
            own = value.passage.text[value.start : value.figure.start]
            put(own, value.amount, partial(value.passage.quote, value.start, value.figure.end))
    for grid, half, row, column in tabled(document).figures():
        figure = row.figures[column].value
        title = grid.title if labels.is_total(row.label) else ""
        if figure is not None:
            name = title + row.label + "".join(half.columns[column])
            put(name, figure, partial(grid.quote, row, column, half))
    return found


RULES: tuple[Rule, ...] = (Rule("A122", "构成中没有漏写另一部分", look),)
