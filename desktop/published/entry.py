"""Entering a proposal as the budget of a year: one undoable operation, only into a year without content."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from desktop.findings import UserError
from desktop.layouts.form.spec import Form
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit
from desktop.outside import source_files
from desktop.published.proposal import Proposal, read_tables
from desktop.published.rebuild import Watch
from desktop.published.totals import read_sentences
from desktop.published.whose import doubt_kind, doubt_unit


def read(path: Path, forms: list[Form], unit: Unit, year: int, watch: Watch | None = None) -> Proposal:
    """Read a published document of any kind as the budget of a year: its tables, or without any its sentences.

    watch: hears how far the search is, and may end it. Raises UserError.
    """
    document = source_files.read_document(path)
    proposal = read_tables(document, forms, unit, year, watch) or read_sentences(document, forms, unit, year, watch)
    if proposal is None:
        titles = "、".join(form.title for form in forms)
        raise UserError(
            f"文件“{path.name}”中没有认出任何公开表，也没有找到预算总数；请提供公开表或预算情况说明的正文（目前认识的版式有：{titles}）"
        )
    proposal.findings += [*doubt_kind(document), *doubt_unit(document, unit)]
    return proposal


def enter(book: Book, proposal: Proposal, accepted: Collection[str] = ()) -> Budget:
    """Write a proposal's records.

    accepted: keys of the disagreements that a person has accepted. Raises UserError, and changes nothing, when the
    proposal has errors, when a disagreement is not accepted or a key is of none, or when the year has content already.
    """
    facts = proposal.facts
    year, unit = facts.budget.year, facts.unit
    if proposal.errors:
        raise UserError(f"“{proposal.file}”有 {len(proposal.errors)} 处问题，没有导入，账本未改动")
    for existing in book.records(Budget, unit_id=unit.id, year=year):
        if not book.is_empty(existing):
            raise UserError(f"{year}年预算已有内容，没有导入，账本未改动；如需重新导入，请先撤销或清空{year}年预算")
    _refuse_open(proposal, accepted)
    with book.operation(f"导入{year}年公开数（{proposal.file}）"):
        budget = book.budget_of_year(unit.id, year)
        ids = {p.id: book.insert(replace(p, id=0, budget_id=budget.id)).id for p in facts.projects}
        for line in facts.lines:
            project = ids.get(line.project_id) if line.project_id else None
            book.insert(replace(line, id=0, budget_id=budget.id, project_id=project))
        for income in facts.incomes:
            book.insert(replace(income, id=0, budget_id=budget.id))
        for carried in facts.carry_outs:
            book.insert(replace(carried, id=0, budget_id=budget.id))
        for bought in facts.procurements:
            book.insert(replace(bought, id=0, budget_id=budget.id))
    return budget


def _refuse_open(proposal: Proposal, accepted: Collection[str]) -> None:
    """Refuse while a disagreement stands that nobody has accepted, and a key that belongs to none of them."""
    stray = sorted(set(accepted) - {disagreement.key for disagreement in proposal.disagreements})
    if stray:
        raise UserError(
            f"“{proposal.file}”没有编号为“{stray[0]}”的不一致，没有导入，账本未改动；请重新预览后按编号接受"
        )
    unaccepted = [d for d in proposal.disagreements if d.key not in accepted]
    if unaccepted:
        first = unaccepted[0]
        example = f"{first.key} {first.label}：文件 {first.stated}，导入后 {first.entered}"
        raise UserError(
            f"“{proposal.file}”有 {len(unaccepted)} 处不一致或文件没有写明，没有导入，账本未改动；"
            f"请逐项核对并接受（其中：{example}）"
        )
