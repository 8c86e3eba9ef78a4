"""A name in a list of amounts that no table knows, where the row with its amount bears quite another one.

Rules, sources and what is not seen: resources/rules/audit/unknown_names.md.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.rows.standing import of_other_year, plain
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.audit.sentences.subjects import subject
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown
from desktop.catalog.classification import load
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

ITEM = re.compile(
    rf"(?:^|[、，；：。])(?:以?及|和|其中)?(?:主要|具体|分别)?(?:包括|用于|为|是)?(?P<name>[\u4e00-\u9fff（）“”]{{4,30}}?)(?:项目)?(?:资金|支出)?(?:预算|安排|共|为|计)*"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""A name and its amount in a list."""
NO_NAME = re.compile("上年|比|较|增|减|其中|合计|总|共|结转|财政|预算|拨款|收入|资金|基本支出|项目支出|每|用于|支出$")
KINDS = {"2": "function", "3": "economic", "5": "government"}
"""Classifications by the first digit of their codes."""
LEAST, ALIKE = 2, 0.5
"""Names of a list that must be those of a table, how alike two names of one thing are."""


@dataclass(frozen=True, slots=True)
class Item:
    """A name with its amount in a sentence."""

    passage: Passage
    name: str
    stated: Printed


def look(document: Document) -> Answer:
    """A117: the names of a list of amounts are those of the table that has all of these amounts."""
    findings, seen = list[AuditFinding](), 0
    columns = _columns(document)
    names = {_bare(name) for column in columns.values() for place, _ in column for name in _names(place)}
    for passage in read(document).passages if columns else ():
        for items in _lists(passage):
            unknown = [item for item in items if _bare(item.name) not in names] if len(items) > LEAST else []
            found = list(_other_name(items, unknown[0], columns))[:1] if len(unknown) == 1 else []
            seen += bool(unknown)
            if found and not _known(unknown[0].name, names) and _alone(document, unknown[0].name):
                findings += found
    return answer(findings, seen, (), "没有逐项列出表中各行金额的句子")


Columns = dict[tuple[int, int], list[tuple[Place, int]]]


def _columns(document: Document) -> Columns:
    """Return the cells of this year of rows that are no subjects of the classification, by table and column."""
    found: Columns = defaultdict(list)
    year = read(document).year
    for place in named.places(document):
        for column, figure in place.row.figures.items():
            head = "".join(place.half.columns[column])
            if figure.value and figure.value.fen and not of_other_year(head, year) and not _of_subject(place):
                found[place.grid.index, column].append((place, column))
    return found


def _of_subject(place: Place) -> bool:
    """Tell whether a row is of a subject of the classification, and of no project that is paid from it."""
    code = place.row.code
    known = load(KINDS[code[0]]).codes.get(code) if code[:1] in KINDS else None
    return known is not None and labels.core(known.name) == labels.core(place.row.label)


def _names(place: Place) -> set[str]:
    """Return the names in the cells of a row: a project may stand behind its unit."""
    cells = map(labels.unnumbered, place.grid.table.rows[place.row.number])
    return {cell for cell in cells if len(cell) > LEAST and re.search(r"[\u4e00-\u9fff]{3}", cell)}


def _lists(passage: Passage) -> Iterator[list[Item]]:
    for sentence in re.finditer(r"[^。]+", passage.text):
        items = []
        for match in ITEM.finditer(passage.text, sentence.start(), sentence.end()):
            if not NO_NAME.search(match["name"]) and subject(match["name"]) is None:
                stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
                items.append(Item(passage, match["name"], stated))
        yield items


def _bare(name: str) -> str:
    return re.sub("[（）“”]|项目|经费|资金|专项", "", plain(name))


def _known(name: str, names: set[str]) -> bool:
    """Tell whether a name is one of a table, or part of one, or nearly one."""
    bare = _bare(name)
    return any(bare in other or (other and other in bare) or _alike(bare, other) for other in names)


def _alike(name: str, other: str) -> bool:
    return SequenceMatcher(None, name, other, autojunk=False).ratio() > ALIKE


def _alone(document: Document, name: str) -> bool:
    """Tell whether a name stands in a document once only."""
    counts = Counter(passage.text.count(name) for passage in read(document).passages)
    return counts[1] == 1 and not any(times > 1 for times in counts)


def _other_name(items: list[Item], unknown: Item, columns: Columns) -> Iterator[AuditFinding]:
    """Yield what a table calls the amount of an unknown name, where it has all other items of the list by name."""
    others = [item for item in items if item is not unknown]
    for cells in columns.values():
        rows = [_row_of(item, cells) for item in others]
        numbers = {place.row.number for place in rows if place}
        same = [
            (place, column)
            for place, column in cells
            if (value := place.row.figures[column].value) and value.meets(unknown.stated.amount)
        ]
        if not all(rows) or len(numbers) < len(others) or len(same) != 1 or same[0][0].row.number in numbers:
            continue
        place, column = same[0]
        value = place.row.figures[column].value
        name = labels.unnumbered(place.row.label)
        if value is None:
            continue
        message = f"“{unknown.name}”在各表中没有；“{place.grid.name}”中这个金额（{shown(value, place.grid)}）是“{name}”"
        quotes = [unknown.passage.quote(unknown.stated.start - len(unknown.name), unknown.stated.end)]
        amounts = [amount(name, value)]
        yield finding("A117", Severity.WARNING, message, [*quotes, place.quote(column)], amounts, name)


def _row_of(item: Item, cells: list[tuple[Place, int]]) -> Place | None:
    """Return the row that bears the name of an item and has its amount."""
    bare = _bare(item.name)
    for place, column in cells:
        value = place.row.figures[column].value
        if value and value.meets(item.stated.amount) and any(bare == _bare(name) for name in _names(place)):
            return place
    return None


RULES: tuple[Rule, ...] = (Rule("A117", "逐项列出的名称与表中的名称一致", look),)
