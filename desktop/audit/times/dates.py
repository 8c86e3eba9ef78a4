"""One event or paper with two dates or numbers: when it was approved, under which number (文号) it was issued.

Rules, sources and what is not seen: resources/rules/audit/dates.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

EVENT = re.compile(
    r"(?P<date>20\d\d年\d{1,2}月\d{1,2}日)(?P<event>[^，。；：、\d]{2,40}?"
    r"(?:批复|批准|审议通过|通过|成立|印发|挂牌|开工|竣工|召开|下达|启用|投入使用|揭牌|公开))(?=[，。；：、（）]|$|的|了|《)"
)
"""A day and what happened on it: 2025 年 1 月 20 日县人民代表大会批准."""
MOMENT = re.compile(
    r"(?P<event>[\u4e00-\u9fff]{2,16}(?:时点|时刻|基准日|截止日|截止日期|标准时间))(?:为|是|：|定为|定于)?(?P<date>20\d\d年\d{1,2}月\d{1,2}日)"
)
"""A moment by its name: 普查标准时点为 2020 年 11 月 1 日零时."""
PAPER = re.compile(
    r"《(?P<event>[^《》]{8,60})》（(?P<date>[\u4e00-\u9fff]{1,12}[〔［（](?:20)?\d\d[〕］）]\d{1,4}号)）"
)
"""A paper and its number."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its date, or a paper with its number, where it stands."""

    event: str
    date: str
    quote: Quote


def same(document: Document) -> Answer:
    """A40: one event is of one day, one paper has one number."""
    several: dict[str, list[Dated]] = defaultdict(list)
    for each in _dated(document):
        several[each.event].append(each)
    findings = []
    for event, mentions in several.items():
        dates = list(dict.fromkeys(each.date for each in mentions))
        if len(dates) == 2:
            quotes = [next(each.quote for each in mentions if each.date == date) for date in dates]
            message = f"“{event}”有不同的写法：{'、'.join(dates)}"
            findings.append(finding("A40", Severity.WARNING, message, quotes, (), "各处一致"))
    seen = sum(len(mentions) > 1 for mentions in several.values())
    return answer(findings, seen, (), "没有在两处写同一件事的日期或同一份文件的文号")


def _dated(document: Document) -> Iterator[Dated]:
    for passage in read(document).passages:
        for match in (each for pattern in (EVENT, MOMENT, PAPER) for each in pattern.finditer(passage.text)):
            event = re.sub("^(?:已?[经由于]|.*指标|[以按其])", "", match["event"])
            if len(event) >= 5:
                yield Dated(event, match["date"], passage.quote(*match.span()))
    for table in document.tables:
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            for match in filter(None, (MOMENT.match(a + b) for a, b in pairwise(cells))):
                yield Dated(match["event"], match["date"], row_quote(table, at))


RULES: tuple[Rule, ...] = (Rule("A40", "同一件事的日期、同一份文件的文号一致", same),)
