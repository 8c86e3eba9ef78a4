"""Money that a goal (绩效目标) and the text name of one thing: 城建重点工程投资 4600 万元, 计划完成投资 4.60 亿元.

Rules, sources and what is not seen: resources/rules/audit/goal_sums.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.details.aligned import likeness, weight_of
from desktop.audit.details.things import KIND, LABEL, OTHER_TIME, TABLE, WORDS, Quantity
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

VALUE = re.compile(rf"(?:[≥≤=＝>＞<＜]=?|不超过|不低于|约)?({NUMBER})(亿元|万元|元)(?:以内|以上|以下|左右)?")
AMOUNT = re.compile(rf"(?<![\d.,])({NUMBER})(亿元|万元|元)(?![/每])")
GENERAL = re.compile(
    "项目(?:总)?(?:成本|预算|金额|资金|支出|投入|总额)|预算(?:控制)?数|总成本|成本(?:控制)?|资金总额|经费|总额"
)
"""Labels that say nothing of what the money is for: the money of the project, that other rules compare."""
LETTERS, SHARE, ALL, MOST, DIGITS, LONGEST = 2, 0.6, 0.95, 400, 2, 40
"""Weight and shares of the letters in common; amounts of a document; figures that tell; letters before an amount."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in 分, how it is printed, and the words before it."""

    fen: Decimal
    text: str
    of: Quantity


def look(document: Document) -> Answer:
    """A181: money in a goal is no slip of what the text has for the same thing: a figure, or the point."""
    goals = list(_goals(document))[:MOST]
    texts = list(_texts(document))[:MOST] if goals else []
    known = {each.fen for each in texts}
    findings, seen = [], 0
    for goal in goals:
        moved = [each for each in texts if _moved(goal, each) and _of_one(goal, each, SHARE)]
        same = moved or [each for each in texts if _slip(goal, each) and _of_one(goal, each, ALL)]
        seen += bool(same) or goal.fen in known
        if goal.fen in known or len({each.fen for each in same}) != 1:
            continue
        other = same[0]
        doubt = "，小数点或单位疑有误" if moved else ""
        message = f"绩效目标“{goal.of.before}”为 {goal.text}，说明中为 {other.text}{doubt}"
        quotes = [goal.of.quote, other.of.quote]
        findings.append(finding("A181", Severity.WARNING, message, quotes, (), f"{wan(other.fen)}，或改正说明"))
    return answer(findings, seen, (), "没有在绩效目标和说明中都写的金额")


def _goals(document: Document) -> Iterator[Sum]:
    """Yield the amounts of tables of goals that stand in a cell of their own beside a label."""
    for index, table in enumerate(document.tables):
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
            continue
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            values = [(n, match) for n, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
            labels = [cell for cell in cells[: values[0][0]] if LABEL.fullmatch(cell)] if len(values) == 1 else []
            if not labels or KIND.search(labels[-1]) or GENERAL.fullmatch(labels[-1]):
                continue
            spot = (table.spots[at],) if at < len(table.spots) else ()
            quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
            yield _sum(labels[-1], "", values[0][1], ("table", index, at), quote)


def _texts(document: Document) -> Iterator[Sum]:
    """Yield the amounts of the text that are of the budget's year."""
    for passage in read(document).passages:
        for match in AMOUNT.finditer(passage.text):
            before = passage.text[max(0, match.start() - LONGEST) : match.start()]
            words, clause = WORDS.search(before), re.split("[，；：。]", before)[-1]
            sentence = re.split("[；。]", before)[-1]
            if words and not OTHER_TIME.search(clause):
                span = (match.start() - len(words[0]), match.end())
                thing = "".join(re.findall("[\u4e00-\u9fff]", sentence))
                yield _sum(thing, "", match, ("text", passage.number, 0), passage.quote(*span))


def _sum(before: str, behind: str, match: re.Match[str], place: tuple[str, int, int], quote: Quote) -> Sum:
    value = printed(match[1], match[2])
    text = f"{match[1]}{match[2]}"
    return Sum(value.fen, text, Quantity(before, behind, value.fen, text, match[2], "", True, place, quote, before))


def _moved(goal: Sum, other: Sum) -> bool:
    """Tell whether two amounts have the same figures, and one is ten, a hundred or more times the other."""
    a, b = (_figures(each) for each in (goal, other))
    return goal.fen != other.fen and a == b and len(a) >= DIGITS


def _slip(goal: Sum, other: Sum) -> bool:
    """Tell whether one amount is the other but for one figure, or for two that changed places."""
    a, b = (str(int(each.fen)) for each in (goal, other))
    if len(a) != len(b) or min(len(_figures(each)) for each in (goal, other)) < DIGITS:
        return False
    differ = [at for at in range(len(a)) if a[at] != b[at]]
    return len(differ) == 1 or (len(differ) == DIGITS and differ[1] == differ[0] + 1 and sorted(a) == sorted(b))


def _figures(each: Sum) -> str:
    return str(int(each.fen)).rstrip("0")


def _of_one(goal: Sum, other: Sum, share: float) -> bool:
    """Tell whether the words before an amount have what the label of a goal says."""
    how = likeness(goal.of, other.of, "")
    return weight_of(goal.of.before) >= LETTERS and how.weight >= LETTERS and how.share >= share


RULES: tuple[Rule, ...] = (Rule("A181", "绩效目标与说明中同一事物的金额一致", look),)
