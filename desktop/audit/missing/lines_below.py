"""A count at the end of a paragraph (单位共 5 个，具体是：), against the numbered lines or rows right below it.

Rules, sources and what is not seen: resources/rules/audit/lines_below.md.
"""

import re
from collections.abc import Sequence

from desktop.audit.contradiction import answer, finding
from desktop.audit.missing import enumerated
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.name_lists import KIND, KINDS, OFFICE, TABLE_BELOW
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.prose import DEEPEST, NUMBERED, Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Table

COUNT = rf"(?<![\d.,第\-—~至/])(?:\d{{1,2}}|{NUMERAL})(?:[个家所项张类种条处名]|份)"
SAYS = "(?:名单|情况|内容|名称|详细|具体|分别|主要|依次|列示|明细|各表|它们|即|为|是|有|包括|包含|如下|如后|下列|以下)"
INTRO = re.compile(
    rf"(?P<count>{COUNT})(?P<noun>[^，。；：、（）\d]{{0,16}}?)"
    rf"(?:[，。]?(?:现将)?{SAYS}{{1,4}}(?P<sign>[：:，。]?)|（{SAYS}{{1,4}}）[：:]?|[：:])$"
)
"""A count and the words that its items follow, to the end of a paragraph."""
SAID = re.compile(rf"({NUMERAL}|\d{{1,2}})(?:[个家所项张类种条处名]|份)")
"""Every count of a sentence: the lines may be of any."""
OPEN = re.compile(
    "其中|等|之一|主要|重点|部分|新增|增加|减少|取消|撤销|上年|去年|典型|代表|左右|多[个家项]|余[个家项]|以上|不少于|各有|每"
)
"""Words of a sentence by which not all that is counted follows."""
BELOW, ITSELF = re.compile("二级|下属|所属|直属|下辖|局属"), re.compile("本级|机关|本部")
"""Units below an office; the office itself among the lines."""
LEFT = re.compile("等$|等[单机部]|其[他它余]|另外|此外|以及|[、；].{2,}[、；]|\\d[个家所](?!人)|合计|总计")
"""Words of a line that is more than one item."""
MOST, NAME = 60, 40
"""Passages behind a count that are looked at; letters of a line that is a name and bears no number."""


@dataclass(frozen=True, slots=True)
class Items:
    """What follows a count: how many, the words of each, and where the first and the last stand."""

    words: tuple[str, ...]
    quotes: tuple[Quote, ...]


def look(document: Document) -> Answer:
    """A136: as many lines or rows follow a count as it says."""
    passages, findings, seen = read(document).passages, [], 0
    tables = _tables(document)
    for at, passage in enumerate(passages):
        match = _intro(passage)
        items = _items_of(passages, at, tables) if match else None
        if match is None or items is None:
            continue
        seen += 1
        a = passage.text.rfind("。", 0, match.start()) + 1
        stated, found = number(re.sub(r"[^\d一二三四五六七八九十两]", "", match["count"])), len(items.words)
        if (
            stated == found
            or stated < len("二项")
            or found in _others(passage.text[a:])
            or any(map(LEFT.search, items.words))
        ):
            continue
        if BELOW.search(passage.text[a:]) and found == stated + 1 and any(map(ITSELF.search, items.words)):
            continue
        message = f"写 {passage.quote(*match.span('count')).text}，下面逐行列出 {found} 个"
        quotes = [passage.quote(a, match.end()), *items.quotes]
        findings.append(finding("A136", Severity.WARNING, message, quotes, (), f"{found}，或补上漏列的"))
    return answer(findings, seen, (), "没有写个数后逐行列出的")


def _intro(passage: Passage) -> re.Match[str] | None:
    """Return the count with which a paragraph ends, where no other rule counts what follows it."""
    match = INTRO.search(passage.text) if len(passage.text) < enumerated.LETTERS else None
    if match is None or any("名词" in words for words in passage.path):
        return None
    a = passage.text.rfind("。", 0, match.start()) + 1
    return None if OPEN.search(passage.text[a : match.start()] + match["noun"]) else match


def _items_of(passages: Sequence[Passage], at: int, tables: dict[str, Items]) -> Items | None:
    """Return the lines or rows behind a passage, but those that rules A71 and A120 count."""
    text = passages[at].text
    known = [*enumerated.COUNT.finditer(text), *enumerated.TURNED.finditer(text)]
    known = [each for each in known if each.end() == len(text)]
    lines = None if known or KINDS.search(text) else _lines(passages, at)
    of_units = TABLE_BELOW.search(text) and re.search(KIND, text)
    return lines or (None if of_units else tables.get(text))


def _others(sentence: str) -> set[int]:
    """Return all counts of a sentence, and what all but one of them come to."""
    counts = [number(each) for each in SAID.findall(sentence)]
    return {*counts, sum(counts), sum(counts[1:]), sum(counts[:-1])} if len(counts) > 1 else set()


def _lines(passages: Sequence[Passage], at: int) -> Items | None:
    """Return the lines numbered from the first on right behind a passage, or the names that stand there alone."""
    below = passages[at + 1 : at + 1 + MOST]
    if not below:
        return None
    level = below[0].level
    found = _numbered(below, level) if level < DEEPEST else _names(below)
    deeper = passages[at].level == DEEPEST or level > passages[at].level
    return _items(found) if deeper and len(found) > 1 and len(found) < MOST else None


def _items(found: Sequence[Passage]) -> Items:
    quotes = (found[0].quote(0, NAME), found[-1].quote(0, NAME))
    return Items(tuple(each.text for each in found), quotes)


def _numbered(below: Sequence[Passage], level: int) -> list[Passage]:
    """Return the lines with numbers of one level that run from one on; none where the numbers have a gap."""
    found = list[Passage]()
    for each in below:
        if each.level < level or (each.level == DEEPEST and each.heading):
            break
        if each.level != level:
            continue
        mark = NUMBERED.match(each.text)
        now = number(re.sub(r"[^\d一二三四五六七八九十]", "", mark[0])) if mark else 0
        if now != len(found) + 1:
            return found if now == 1 else []
        found.append(each)
    return found


def _names(below: Sequence[Passage]) -> list[Passage]:
    """Return the lines that each are the name of an office and nothing else."""
    found = list[Passage]()
    for each in below:
        plain = len(each.text) <= NAME and not re.search(r"[，。：、\d]", each.text)
        if not plain or each.level < DEEPEST or not OFFICE.search(each.text.rstrip("；")) or "预算" in each.text:
            break
        found.append(each)
    return found


def _tables(document: Document) -> dict[str, Items]:
    """Return the rows of tables that number them (序号), by the paragraph right before the table or its caption."""
    found, lines = dict[str, Items](), list[str]()
    for part in document.parts:
        if isinstance(part, Paragraph):
            text = cleaned(part.text)[0]
            lines += [text] if text and not CAPTION.fullmatch(text) else []
        elif items := _rows(part):
            found |= dict.fromkeys(lines[-1:], items)
        lines = lines if isinstance(part, Paragraph) else []
    return found


CAPTION = re.compile("[^，。；：]{0,24}|[^，。；]{0,4}(?:单位|部门)[^，。；]{0,40}(?:万?元|：)")
"""A line between a paragraph and the table it tells of: its title, 单位：万元."""


def _rows(table: Table) -> Items | None:
    """Return the numbered rows of a table; none where its numbers do not run from one on."""
    if not table.rows or table.rows[0][0].strip() != "序号":
        return None
    rows = [(at, row) for at, row in enumerate(table.rows) if row[0].strip().isdigit()]
    if len(rows) < 2 or [int(row[0]) for _, row in rows] != list(range(1, len(rows) + 1)):
        return None
    ends = (rows[0], rows[-1])
    words = tuple("".join(row[1:2]).strip() for _, row in rows)
    return Items(words, tuple(Quote(" ".join(row[:2]).strip(), table.spot(at)) for at, row in ends))


RULES: tuple[Rule, ...] = (Rule("A136", "写明的个数与下面逐行列出的相符", look),)
