"""A budget out of a published narrative without tables: the totals its sentences state, and nothing more.

A sentence knows less than a table, so only what the text states becomes last year's figure; the rest stays unknown.
"""

from collections.abc import Iterator

from desktop.findings import Place
from desktop.layouts.form.spec import Form
from desktop.ledger.records import Unit
from desktop.money import YUAN
from desktop.outside.document import Document
from desktop.published.budget_records import facts_of, open_records
from desktop.published.disagreements import UNSAID, Disagreement, of_open
from desktop.published.domains import EXPECTED_SIDES, universe_of
from desktop.published.proposal import Proposal, unread
from desktop.published.rebuild import Rebuilt, Watch, rebuild
from desktop.published.settle import settle
from desktop.published.stated import StatedTotal, contradictions, one_of_each, stated_in, targets_in, year_of


def read_sentences(
    document: Document, forms: list[Form], unit: Unit, year: int, watch: Watch | None = None
) -> Proposal | None:
    """Read the sentences of a published document as the totals of `year`; None when no total is found."""
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    form, every, stated = max(
        ((form, found, one_of_each(found)) for form in forms for found in (stated_in(paragraphs, form),)),
        key=lambda read: len(read[2]),
    )
    if not stated:
        return None
    place = Place(file=document.file)
    universe = universe_of((), unit.operating_cost)
    rebuilt = rebuild(universe, targets_in(stated, universe, place), marks=True, watch=watch)
    cells = [figure.cell(place) for figure in stated]
    settle(rebuilt, cells)
    proposal = Proposal(document.file, form, year_of(paragraphs), [], facts_of(rebuilt, unit, year))
    proposal.findings += [*rebuilt.findings, *unread(document)]
    proposal.compare(cells)
    more = [*_contradictions(every), *_unstated_wholes(stated, rebuilt), *of_open(open_records(rebuilt))]
    proposal.disagree(rebuilt, EXPECTED_SIDES, more)
    proposal.doubt_year(year)
    return proposal


def _contradictions(stated: list[StatedTotal]) -> Iterator[Disagreement]:
    """Yield each figure of which the text states different amounts: which one is meant a person must say."""
    for first, others in contradictions(stated):
        amounts = dict.fromkeys(YUAN.show(each.amount) for each in (first, *others))
        yield Disagreement(f"文件中有几个不同的“{first.label}”", "、".join(amounts), YUAN.show(first.amount))


def _unstated_wholes(stated: list[StatedTotal], rebuilt: Rebuilt) -> Iterator[Disagreement]:
    """Yield each side whose total the text does not state: its largest figure stood in for it."""
    for side, pieces in rebuilt.pieces.items():
        universe, everything = rebuilt.universe, rebuilt.universe.all(side)
        of_side = [figure.where for figure in stated if side in universe.sides(figure.where)]
        entered = sum(piece.amount for piece in pieces)
        if entered and not any(universe.domain(side, where) == everything for where in of_side):
            yield Disagreement(f"文件没有写明{side}总计", UNSAID, YUAN.show(entered))
