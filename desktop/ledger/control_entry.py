"""Entering the control numbers (控制数) of a document: each joins the trail of its own, none is written over."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.ledger import control_trail
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Control, Project


def enter(book: Book, budget: Budget, revised: Sequence[control_trail.Revision]) -> int:
    """Add the numbers of a document to the trails of a budget, inside the caller's operation; return how many.

    A number that the same document gave before changes nothing. One that stood beside a project becomes the first
    revision of its trail.
    """
    stored = book.records(Control, budget_id=budget.id)
    projects = {project.id: project for project in book.records(Project, budget_id=budget.id)}
    count = 0
    for each in revised:
        control = replace(each.control, id=0, budget_id=budget.id)
        if any(replace(other, id=0) == control for other in stored):
            continue
        project = projects.get(control.project_id or 0)
        if project is not None and project.control is not None:
            (typed,) = control_trail.typed([project])
            book.insert(replace(typed, budget_id=budget.id))
            projects[project.id] = replace(project, control=None)
            book.update(projects[project.id])
        book.insert(control)
        count += 1
    return count
