"""Files of a unit that is not in the department's book, to be taken in."""

from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Control, DirectLine, Income, Unit
from desktop.packs import controls, packing


def written(folder, name="临港幼儿园", fen=10_000_00, year=2027, file="幼儿园.mzs"):
    """Write the pack of a unit of one line and one income."""
    with Book.create(folder / f"{file}.mzb") as book:
        with book.operation("建"):
            unit = units.add(book, Unit(name=name, code="990", kind="事业"), (year,))
            (budget,) = book.records(Budget, unit_id=unit.id)
            line = DirectLine(
                budget_id=budget.id, function_code="2050201", economic_code="30201", nature="公用",
                fund="一般公共预算", amount=fen,
            )  # fmt: skip
            book.insert(line)
            book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=fen))
        (folder / file).write_bytes(packing.pack(book, budget))
    return folder / file


def issued(book, budget, folder):
    """Write the control numbers of one budget, one of them, as a file."""
    with book.operation("控制数"):
        book.insert(Control(budget_id=budget.id, block="人员经费", amount=1_00))
    (found,) = controls.issued(book, [budget], "某文")
    (folder / "控制数.mzs").write_bytes(found.content)
    book.undo()
    return folder / "控制数.mzs"
