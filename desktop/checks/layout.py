"""The layout and the year of the budget, C130; what was entered and has no place in it, C148.

Rules, sources and what is not seen: resources/rules/checks/layout.md.
"""

from collections.abc import Iterator

from desktop.checks.register import NotApplicable, Wrong, check
from desktop.disclosure import Disclosure
from desktop.findings import Severity
from desktop.layouts.form import loader, years
from desktop.ledger.records import LayoutChoice
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import Stage, has_document_number

W = Severity.WARNING


@check("C130", "版式适用于预算年度", W)
def layout_of_the_year(disclosure: Disclosure) -> Iterator[Wrong]:
    """The layout is for the year of the budget, or was compared with the document that sets this year's tables.

    An error at 公开, a warning before; with the number of the document it is a note.
    """
    form, budget = disclosure.form, disclosure.facts.budget
    if form.fits(budget.year):
        return
    document = reviewed_with(disclosure)
    if document:
        message = f"版式“{form.title}”适用{years.span(form)}，本预算是{budget.year}年；已与{document}核对，版式未变"
        yield Wrong(message, at(LayoutChoice), severity=Severity.INFO)
        return
    known = [loader.load(key, with_text=False) for key in loader.available()]
    reason = years.standing(form, budget.year, known).reason
    message = (
        f"版式“{form.title}”{reason}；请另选版式，或与当年的编制文件逐表核对，"
        f"在“年度与阶段”菜单的“版式设置”中填写文号（已与〔文号〕核对，版式未变）"
    )
    yield Wrong(message, at(LayoutChoice), severity=Severity.ERROR if budget.stage == Stage.DISCLOSED else W)


@check("C148", "整体绩效指标印在公开文件里", Severity.INFO)
def overall_indicators_printed(disclosure: Disclosure) -> Iterator[Wrong]:
    """Indicators of the whole unit (整体绩效指标) that were entered stand in a table of the layout, else it is said."""
    own = [each for each in disclosure.facts.indicators if each.project_id is None]
    if not own:
        raise NotApplicable("没有整体绩效指标")
    form = disclosure.form
    blocks = (block for table in (*form.tables, *form.inline_tables.values()) for block in table.blocks)
    if not any(row.source == "indicators" for block in blocks for row in block.rows):
        message = (
            f"录入了 {len(own)} 条整体绩效指标，版式“{form.title}”没有列它们的表，表和说明中都不印；"
            "当地要求公开的，请另附整体支出绩效目标表"
        )
        yield Wrong(message, at(own[0], "name"))


def reviewed_with(disclosure: Disclosure) -> str:
    """Return the number of the document that the layout was compared with for this budget, empty where it was not.

    A text without a document number (文号) does not count: nobody could look up what was compared.
    """
    reviews = [each.document.strip() for each in disclosure.facts.layout_reviews if each.form == disclosure.form.key]
    return next((document for document in reviews if has_document_number(document)), "")
