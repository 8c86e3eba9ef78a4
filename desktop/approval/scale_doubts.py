"""Figures of a bureau's file that are so far from those of the book that the unit of money is in doubt (元, 万元).

They are said before anything is entered, and stop nothing: a project may well have grown a hundredfold.
"""

from collections.abc import Iterator

from desktop import pipeline
from desktop.approval.taking import Plan as Approval
from desktop.compute import controls
from desktop.intake.control_plan import Plan as Controls
from desktop.ledger import control_trail
from desktop.ledger.book import Book


def of_controls(book: Book, planned: Controls) -> list[str]:
    """Return in Chinese which control numbers are far from the draft, or from the number before where it has none."""
    return list(_controls(book, planned))


def _controls(book: Book, planned: Controls) -> Iterator[str]:
    for each in planned.units:
        facts, cube = book.facts(each.budget), pipeline.lines_of(book, each.budget)
        names = control_trail.project_names(facts)
        whose = f"{each.unit.name} " if len(planned.units) > 1 else ""
        for change in each.changes:
            drafted = controls.used(change.revision.control, cube, names) if not change.project else 0
            called, other = ("本稿", drafted) if drafted else ("以前下达的", change.before or 0)
            doubt = controls.scale_doubt(change.number.fen, other, called)
            if doubt:
                yield f"{whose}{change.name}：{doubt}"


def of_approved(planned: Approval) -> list[str]:
    """Return in Chinese which approved figures are far from what was drafted."""
    found = []
    for unit in planned.units:
        whose = f"{unit.unit.name} " if len(planned.units) > 1 else ""
        for each in unit.comparison.differing:
            doubt = controls.scale_doubt(each.approved, each.drafted, "编报")
            found += [f"{whose}{each.name}：批复 {doubt}"] if doubt else []
    return found
