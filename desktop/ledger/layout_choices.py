"""Storing what a person decides about the layout of a budget: settings, and the document it was compared with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, LayoutChoice, LayoutReview
from desktop.ledger.vocabulary import has_document_number

R = TypeVar("R", LayoutChoice, LayoutReview)


def keep(book: Book, budget: Budget, choices: Mapping[str, str], form: str = "", document: str | None = None) -> None:
    """Store choices of settings, and with which document a layout was compared, as one operation.

    choices: {setting: choice}; an empty choice is the layout's own again; settings that are not named stay.
    form: the key of the layout that was compared; document: its number (文号), empty takes it back, None leaves it.
    Raises UserError for a document without a number: nobody could look up what the layout was compared with.
    """
    if document is not None and document.strip() and not has_document_number(document):
        raise UserError(
            f"“{document.strip()}”不是文号，没有保存；已与哪份文件核对，请写它的文号，例如 某财预〔2026〕12号"
            "（发文机关、年份和“号”都要有），没有核对过的不要填写"
        )
    with book.operation("版式设置"):
        for setting, choice in choices.items():
            known = book.records(LayoutChoice, budget_id=budget.id, setting=setting)
            _store(book, known, LayoutChoice(budget_id=budget.id, setting=setting, choice=choice), choice)
        if document is not None:
            number = document.strip()
            reviewed = book.records(LayoutReview, budget_id=budget.id, form=form)
            _store(book, reviewed, LayoutReview(budget_id=budget.id, form=form, document=number), number)


def _store(book: Book, known: list[R], record: R, value: str) -> None:
    """Put a record in the place of the one there is, if any; one without a value is removed."""
    old = known[0] if known else None
    if old is not None and value:
        changed = replace(record, id=old.id)
        if changed != old:
            book.update(changed)
    elif old is not None:
        book.delete(old)
    elif value:
        book.insert(record)
