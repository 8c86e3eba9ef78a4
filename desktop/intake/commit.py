"""Putting accepted rows of an import into a book: one undoable operation, all or nothing."""

from desktop.findings import UserError
from desktop.intake.line_import import ImportedIncome, ImportedLine
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project


def add_lines(book: Book, unit_id: int, rows: list[ImportedLine], into: Budget | None = None) -> int:
    """Append expenditure rows to the budgets of their years, or to one that all of them are for; return how many.

    Raises UserError, and changes nothing, when a project code of the file already names another project.
    """
    with book.operation(f"导入支出 {len(rows)} 行"):
        for year in sorted({row.year for row in rows}):
            _add_year(book, into or book.budget_of_year(unit_id, year), [row for row in rows if row.year == year])
    return len(rows)


def add_incomes(book: Book, unit_id: int, rows: list[ImportedIncome], into: Budget | None = None) -> int:
    """Append income rows to the budgets of their years, or to one that all of them are for; return how many."""
    with book.operation(f"导入收入 {len(rows)} 行"):
        for row in rows:
            budget = into or book.budget_of_year(unit_id, row.year)
            position = len(book.records(Income, budget_id=budget.id))
            book.insert(
                Income(
                    budget_id=budget.id,
                    position=position,
                    source=row.source,
                    subsource=row.subsource,
                    carry=row.carry,
                    amount=row.amount,
                    follows=row.follows,
                    counterpart=row.counterpart,
                )
            )
    return len(rows)


def _add_year(book: Book, budget: Budget, rows: list[ImportedLine]) -> None:
    projects = {project.name: project for project in book.records(Project, budget_id=budget.id)}
    position = len(book.records(DirectLine, budget_id=budget.id))
    for offset, row in enumerate(rows):
        if row.project:
            _refuse_taken_code(row, list(projects.values()))
        if row.project and row.project not in projects:
            projects[row.project] = book.insert(
                Project(budget_id=budget.id, position=len(projects), code=row.project_code, name=row.project)
            )
        book.insert(
            DirectLine(
                budget_id=budget.id,
                position=position + offset,
                function_code=row.function_code,
                economic_code=row.economic_code,
                nature=row.nature,
                project_id=projects[row.project].id if row.project else None,
                fund=row.fund,
                subsource=row.subsource,
                carry=row.carry,
                amount=row.amount,
                note=row.note,
                counterpart=row.counterpart,
            )
        )


def _refuse_taken_code(row: ImportedLine, projects: list[Project]) -> None:
    """Refuse a code that names another project in the book, and a second code for a project of the book."""
    if not row.project_code:
        return
    same_code = next((p for p in projects if p.code == row.project_code and p.name != row.project), None)
    same_name = next((p for p in projects if p.name == row.project and p.code not in ("", row.project_code)), None)
    if same_code is not None:
        reason = f"项目编码“{row.project_code}”重复：账本中已用于项目“{same_code.name}”，不能再用于“{row.project}”"
    elif same_name is not None:
        reason = f"项目“{row.project}”在账本中的编码是 {same_name.code}，与文件中的 {row.project_code} 不一致"
    else:
        return
    raise UserError(f"{reason}；没有导入任何行，请改正编码后重试")
