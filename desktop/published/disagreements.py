"""Where a published file differs from the records that would be entered, each difference under a key of its own.

A key is made of what its disagreement says, so that accepting one never accepts another, nor the same place with
other amounts.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.dataclass import dataclass
from desktop.findings import Finding
from desktop.ledger.vocabulary import UNSPLIT
from desktop.money import YUAN, Fen
from desktop.published.budget_records import Choice
from desktop.published.reading import ReadCell

UNSAID = "未写明"
KEY_LENGTH = 8
PROPERTY_NAMES = {
    "function": "功能分类",
    "economic": "经济分类",
    "government": "政府经济分类",
    "nature": "支出性质",
    "fund": "资金来源",
    "carry": "当年或结转",
    "project": "所属项目",
    "procurement": "采购类别",
    "service": "是否政府购买服务",
}
CLASSIFICATIONS = ("function", "economic", "government")
NOT_COMPARED = f"备注“{UNSPLIT}”，人员、公用不与上年比较"
SHOWN_OPTIONS = 4
"""How many of the possible values a choice names."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the file and the figure the new budget gives for it, in 分."""

    cell: ReadCell
    rebuilt: Fen

    @property
    def agrees(self) -> bool:
        """Whether what would be entered prints as the file has it."""
        return abs(self.cell.amount - self.rebuilt) <= self.cell.half


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The file's value (元, or 未写明) and the value that would be entered; the label names the figure, never empty."""

    label: str
    stated: str
    entered: str
    key: str = ""


def of_figures(compared: Iterable[Compared]) -> Iterator[Disagreement]:
    """Yield every figure that would not come out as the file has it."""
    for figure in compared:
        if not figure.agrees:
            yield Disagreement(name_of(figure.cell), YUAN.show(figure.cell.amount), YUAN.show(figure.rebuilt))


def name_of(cell: ReadCell) -> str:
    """Return the words that name a figure of a file: sheet, row and column."""
    place = cell.place
    line = f"第 {place.line_number} 行" if place.line_number else ""
    return " ".join(
        part for part in (place.sheet, line, cell.label or cell.row or "（没有名称）", place.column) if part
    )


def of_choices(choices: Iterable[Choice]) -> Iterator[Disagreement]:
    """Yield every property that a record needs and the file does not state."""
    for choice in choices:
        values = choice.options
        if choice.name in CLASSIFICATIONS and len(values) > SHOWN_OPTIONS:
            values = tuple(dict.fromkeys(code[:3] for code in values))
        options = "、".join(f"“{option or '否'}”" for option in values[:SHOWN_OPTIONS])
        more = "等" if len(values) > SHOWN_OPTIONS else ""
        amount = YUAN.show(choice.amount)
        label = f"文件没有写明 {amount} 元{choice.side}的{PROPERTY_NAMES[choice.name]}（可能是{options}{more}）"
        if choice.name == "project":
            label = f"文件没有写明 {amount} 元项目支出属于哪个项目"
        yield Disagreement(
            label, UNSAID, f"按“{choice.taken or '否'}”记入{'，' + NOT_COMPARED if choice.unsplit else ''}"
        )


def of_rejects(rejects: Iterable[Finding]) -> Iterator[Disagreement]:
    """Yield what stands in a table and could not be read."""
    for reject in rejects:
        place = reject.place
        line = f"第 {place.line_number} 行" if place.line_number else ""
        where = " ".join(part for part in (place.sheet, line, place.column) if part)
        yield Disagreement(f"{where}：{reject.message}", "没有读取", "不记入")


def of_open(records: Iterable[tuple[str, Fen]]) -> Iterator[Disagreement]:
    """Yield each record whose amount the file does not state, though its totals allow it."""
    for words, amount in records:
        yield Disagreement(f"文件没有写明这一行有多少：{words}", UNSAID, YUAN.show(amount))


def of_sides(sides: Iterable[str]) -> Iterator[Disagreement]:
    """Yield the sides of the budget that the file does not mention."""
    for side in sides:
        yield Disagreement(f"文件中没有读到{side}", UNSAID, f"不记入，上年{side}将为空")


def keyed(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Give each disagreement its key; several that say the same words are numbered first."""
    seen: dict[Disagreement, int] = {}
    keyed_disagreements = []
    for disagreement in disagreements:
        seen[disagreement] = seen.get(disagreement, 0) + 1
        words = "\n".join((disagreement.label, disagreement.stated, disagreement.entered, str(seen[disagreement])))
        keyed_disagreements.append(replace(disagreement, key=hashlib.sha256(words.encode()).hexdigest()[:KEY_LENGTH]))
    return keyed_disagreements
