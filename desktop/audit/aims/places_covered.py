"""How many villages, schools or sites a project covers: its goal says it in words, a row of the same table by number.

Rules, sources and what is not seen: resources/rules/audit/places_covered.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.details.things import TABLE
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

KINDS = (
    "(?:行政)?村(?:庄|子)?",
    "(?:城市|农村)?社区",
    "乡?镇(?:（街道）|（区）)?|乡镇",
    "学校",
    "小区",
    "企业",
    "监测(?:站点|点位|点)",
    "站点",
    "点位",
    "地块",
    "断面",
    "水源地",
    "景区",
    "卫生院",
    "村卫生室",
    "敬老院",
)
"""Places that a project covers, each by the words for it."""
BOUND = r"(?:[≥≤=＝>＞<＜]=?)?"
VALUE = re.compile(rf"(?P<sign>{BOUND})(?P<number>\d{{1,5}})(?:个|所|家|处)?")
"""The cell of a goal that is a number of places."""
COUNT = "(?:总?个?数量?|个数)"
GOAL = re.compile("绩效目标|总体目标|年度目标|目标内容|总目标")
"""What leads the cell in which the goal is told in words."""
NOT_ALL = re.compile("新建|新增|其中|试点|示范|重点|已|上年|另|分别|累计|余|以上|以内|不少于|不低于|至少|超过|每|第")
"""Words of a goal or a label that is of some of them, or of a bound."""
SHARED = 2
"""Letters in a row that the label and the goal have in common beside the places: 运维, 治理."""
LONGEST_CELL = 1200


@dataclass(frozen=True, slots=True)
class Row:
    """A row of goals that counts places: its words and the number."""

    at: int
    words: str
    number: Decimal
    shown: str


def look(document: Document) -> Answer:
    """A131: as many places stand in a row of goals as the goal over them says in words."""
    findings, seen = [], 0
    text = "".join(passage.text for passage in read(document).passages)
    for table in document.tables:
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:6] for cell in row)))):
            continue
        sentences = list(_goals(table))
        for kind in KINDS:
            rows = list(_rows(table, kind))
            goals = [(at, match) for at, goal in sentences for match in _counted(goal, kind)]
            numbers = {int(match["number"]) for _, match in goals}
            if len(rows) != 1 or len(numbers) != 1:
                continue
            at, match = goals[0]
            row = rows[0]
            if not _of_one_thing(row.words, match.string, kind):
                continue
            seen += 1
            again = re.search(rf"(?<!\d){row.number}(?:个|所|家|处)(?:{kind})", text)
            if row.number not in numbers and not again:
                message = f"绩效目标写“{match[0]}”，同一表的指标“{row.words[:20]}”为 {row.shown}"
                quotes = [row_quote(table, row.at), row_quote(table, at)]
                right = f"{match['number']}个，或改正目标"
                findings.append(finding("A131", Severity.WARNING, message, quotes, (), right))
    return answer(findings, seen, (), "没有在绩效目标中和指标中都写个数的村、社区、学校、点位等")


def _goals(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the goals of a table that are in words, with their rows."""
    for at, row in enumerate(table.rows):
        cells = [cleaned(cell)[0] for cell in row]
        lead = next((n for n, cell in enumerate(cells) if GOAL.search(cell) and len(cell) <= 12), None)
        if lead is not None:
            words = next((cell for cell in cells[lead + 1 :] if len(cell) > 8 and not GOAL.fullmatch(cell)), "")
            if words and len(words) < LONGEST_CELL:
                yield at, words


def _counted(goal: str, kind: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a kind of places in a goal that are of all of them."""
    for match in re.finditer(rf"(?<![\d.第])(?P<number>\d{{1,5}})(?:个|所|家|处)(?:{kind})(?![委级校医])", goal):
        clause = re.split("[，。；：]", goal[: match.start()])[-1]
        if not NOT_ALL.search(clause):
            yield match


def _rows(table: Table, kind: str) -> Iterator[Row]:
    """Yield the rows that count places of a kind: 运行维护村庄数 30 个."""
    label = re.compile(rf"[\u4e00-\u9fff（）]*(?:{kind})的?{COUNT}")
    for at, row in enumerate(table.rows):
        cells = [cleaned(cell)[0] for cell in row]
        values = [match for cell in cells if (match := VALUE.fullmatch(cell))]
        labels = [cell for cell in cells if label.fullmatch(cell) and "指标" not in cell]
        if (
            len(values) == 1
            and labels
            and not any(map(NOT_ALL.search, labels))
            and values[0]["sign"] in ("", "=", "＝")
        ):
            yield Row(at, "".join(labels), Decimal(values[0]["number"]), values[0][0])


def _of_one_thing(label: str, goal: str, kind: str) -> bool:
    """Tell whether the words of a row, without those of the places and of counting, stand in the goal too."""
    left = re.sub(rf"(?:{kind})的?{COUNT}|{COUNT}", "|", label)
    pairs = (left[at : at + SHARED] for at in range(len(left) - 1))
    return any("|" not in pair and pair in goal for pair in pairs)


RULES: tuple[Rule, ...] = (Rule("A131", "绩效目标写的村、学校、点位等个数与指标一致", look),)
