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
from desktop.published.proposal import Proposal
from desktop.published.rebuild import Rebuilt, Watch, rebuild
from desktop.published.settle import settle
from desktop.published.stated import StatedTotal, one_of_each, stated_in, targets_in, year_of


def read_sentences(
    document: Document, forms: list[Form], unit: Unit, year: int, watch: Watch | None = None
) -> Proposal | None:
    """Read the sentences of a published document as the totals of `year`; None when no total is found."""
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    form, stated = max(
        ((form, one_of_each(stated_in(paragraphs, form))) for form in forms), key=lambda pair: len(pair[1])
    )
    if not stated:
        return None
    place = Place(file=document.file)
    universe = universe_of()
    rebuilt = rebuild(universe, targets_in(stated, universe, place), marks=True, watch=watch)
    cells = [figure.cell(place) for figure in stated]
    settle(rebuilt, cells)
    proposal = Proposal(document.file, form, year_of(paragraphs), [], facts_of(rebuilt, unit, year))
    proposal.findings += rebuilt.findings
    proposal.compare(cells)
    more = [*_unstated_wholes(stated, rebuilt), *of_open(open_records(rebuilt))]
    proposal.disagree(rebuilt, EXPECTED_SIDES, more)
    proposal.doubt_year(year)
    return proposal


def _unstated_wholes(stated: list[StatedTotal], rebuilt: Rebuilt) -> Iterator[Disagreement]:
    """Yield each side whose total the text does not state: its largest figure stood in for it."""
    for side, pieces in rebuilt.pieces.items():
        everything = rebuilt.universe.all(side)
        totals = {figure.amount for figure in stated if rebuilt.universe.domain(side, figure.where) == everything}
        entered = sum(piece.amount for piece in pieces)
        if entered and entered not in totals:
            yield Disagreement(f"文件没有写明{side}总计", UNSAID, YUAN.show(entered))
