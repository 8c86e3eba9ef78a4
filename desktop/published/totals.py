"""Totals out of a published narrative (DOCX, PDF, text): the figures a layout prints, found by their words.

A sentence knows less than a table, so only what the text states becomes last year's figure; the rest stays unknown.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.findings import Place, UserError
from desktop.layouts.form.spec import Form
from desktop.ledger.records import Unit
from desktop.money import FEN_PER, YUAN, Fen
from desktop.outside import source_files
from desktop.published.budget_records import facts_of, open_records
from desktop.published.disagreements import UNSAID, Disagreement, of_open
from desktop.published.domains import EXPECTED_SIDES, PROPERTIES, Universe, union
from desktop.published.proposal import Proposal
from desktop.published.reading import ReadCell, printed_amount
from desktop.published.rebuild import Rebuilt, Target, rebuild

AMOUNT = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?)\s*(万元|元)"
LINK = r"(?:类科目|科目|预算数|预算|支出|收入|合计|总额|总计|共计|共|安排|年初|为|是|达|[（(][0-9]{3,7}[）)]|\s){0,5}"
YEAR = re.compile(r"(20[0-9]{2})\s*年")
BEFORE = "，、：:；。（）() 年的中和与及元%％”"


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A figure found in the text: its words, the question it answers, the amount (分) and the 分 of its last digit."""

    label: str
    where: Filter
    amount: Fen
    step: Fen


def read_document(path: Path, forms: list[Form], unit: Unit, year: int) -> Proposal:
    """Read a published narrative as the totals of `year`. Raises UserError when no total is found."""
    paragraphs = source_files.read_paragraphs(path)
    best = max(((form, _stated(paragraphs, form)) for form in forms), key=lambda pair: len(pair[1]))
    form, stated = best
    if not stated:
        raise UserError(f"文件“{path.name}”中没有找到预算总数；请提供公开表（Excel）或预算情况说明的正文")
    place = Place(file=path.name)
    universe = Universe(())
    rebuilt = rebuild(universe, _targets(stated, universe, place), marks=True)
    proposal = Proposal(path.name, form, _year(paragraphs), [], facts_of(rebuilt, unit, year))
    proposal.findings += rebuilt.findings
    proposal.compare([_cell(figure, place) for figure in stated])
    more = [*_unstated_wholes(stated, rebuilt), *of_open(open_records(rebuilt))]
    proposal.disagree(rebuilt, EXPECTED_SIDES, more)
    proposal.doubt_year(year)
    return proposal


def _year(paragraphs: list[str]) -> int | None:
    """Return the year the head of the document names."""
    year = next((match for line in paragraphs[:5] if (match := YEAR.search(line))), None)
    return int(year[1]) if year else None


def _cell(stated: StatedTotal, place: Place) -> ReadCell:
    return ReadCell("", 0, stated.label, "", stated.where, stated.amount, True, place=place, label=stated.label)


def _unstated_wholes(stated: list[StatedTotal], rebuilt: Rebuilt) -> Iterator[Disagreement]:
    """Yield each side whose total the text does not state: its largest figure stood in for it."""
    for side, pieces in rebuilt.pieces.items():
        everything = rebuilt.universe.all(side)
        totals = {figure.amount for figure in stated if rebuilt.universe.domain(side, figure.where) == everything}
        entered = sum(piece.amount for piece in pieces)
        if entered and entered not in totals:
            yield Disagreement(f"文件没有写明{side}总计", UNSAID, YUAN.show(entered))


def _stated(paragraphs: list[str], form: Form) -> list[StatedTotal]:
    """Return every figure of a form that the text states; the first statement of it counts."""
    by_filter: dict[Filter, StatedTotal] = {}
    for label, where in _questions(form):
        figure = _find(paragraphs, label, where)
        if figure is not None and where not in by_filter:
            by_filter[where] = figure
    return list(by_filter.values())


def _questions(form: Form) -> list[tuple[str, Filter]]:
    questions = [(s.label, s.where) for s in form.figures.values() if s.where is not None and not s.by and s.label]
    for spec in form.figures.values():
        if spec.by and spec.show != "count" and spec.where is not None:
            length = LEVEL_LENGTHS[spec.by][spec.level]
            questions += [(name, (*spec.where, (spec.by, (code,)))) for name, code in _codes(spec.by, length)]
    return questions


def _codes(classification: str, length: int) -> list[tuple[str, str]]:
    """Return the names and codes of a level; a name that several codes bear is looked for with its code."""
    named_codes = [(code.name, code.code) for code in load(classification).codes.values() if len(code.code) == length]
    names = [name for name, _ in named_codes]
    return [(name if names.count(name) == 1 else f"{name}（{code}）", code) for name, code in sorted(named_codes)]


def _find(paragraphs: list[str], label: str, where: Filter) -> StatedTotal | None:
    shorter = label.removesuffix("支出") if len(label) > 4 else label
    naming = [text for text in paragraphs if shorter in text]
    if not naming:  # most of the names: their patterns would take longer to make than the document to read
        return None
    pattern = re.compile(f"(?:^|(?<=[{re.escape(BEFORE)}]))(?:{re.escape(label)}|{re.escape(shorter)}){LINK}{AMOUNT}")
    for text in naming:
        match = pattern.search(text)
        amount = printed_amount(match[1], match[2]) if match else None
        if match and isinstance(amount, int):
            decimals = len(match[1].partition(".")[2])
            return StatedTotal(label, where, amount, FEN_PER[match[2]] // 10**decimals or 1)
    return None


def _targets(stated: list[StatedTotal], universe: Universe, place: Place) -> list[Target]:
    """Group the figures into sets that divide one whole (by 类, by nature, by item …), the whole itself first."""
    targets = []
    for side in PROPERTIES:
        figures = [figure for figure in stated if universe.sides(figure.where) == [side]]
        if not figures:
            continue
        everything = universe.all(side)
        total = max(figure.amount for figure in stated if side in universe.sides(figure.where))
        targets.append(Target("合计", place, side, everything, ((everything, total),), figures[0].step))
        groups: dict[tuple[str, ...], list[StatedTotal]] = {}
        for figure in figures:
            groups.setdefault(tuple(name for name, _ in figure.where if name != "side"), []).append(figure)
        for names, group in groups.items():
            parts = [p for p in group if not _contains_other(p, group, universe, side)]
            domains = tuple((universe.domain(side, figure.where), figure.amount) for figure in parts)
            within = tuple(union(masks) for masks in zip(*(domain for domain, _ in domains), strict=True))
            title = "、".join(figure.label for figure in parts[:3]) + ("等" if len(parts) > 3 else "")
            step = max(figure.step for figure in parts)
            if abs(sum(figure.amount for figure in parts) - total) <= (len(parts) + 1) * step // 2:
                within = everything
            targets.append(Target(title or "、".join(names), place, side, within, domains, step))
    return targets


def _contains_other(figure: StatedTotal, group: list[StatedTotal], universe: Universe, side: str) -> bool:
    domain = universe.domain(side, figure.where)
    for other in group:
        inner = universe.domain(side, other.where)
        if other is not figure and inner != domain and all(a & b == b for a, b in zip(domain, inner, strict=True)):
            return True
    return False
