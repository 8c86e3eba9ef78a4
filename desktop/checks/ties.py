"""The ties of a form (its own 勾稽关系): sums of table cells and figures that must agree to the 分."""

from desktop.disclosure import Disclosure
from desktop.findings import Finding, Outcome, Place, Severity, Status
from desktop.layouts.form.spec import TieSpec
from desktop.money import YUAN, Fen


def run(disclosure: Disclosure) -> list[Outcome]:
    """Return one outcome for each tie of the form."""
    return [_run_one(tie, disclosure) for tie in disclosure.form.ties]


def _run_one(tie: TieSpec, disclosure: Disclosure) -> Outcome:
    severity = Severity(tie.severity)
    outcome = Outcome(tie.id, tie.title, severity, Status.PASSED)
    left = _side(tie.left, disclosure)
    right = _side(tie.right, disclosure)
    if left is None or right is None:
        outcome.status, outcome.note = Status.NOT_CHECKED, _why_not(tie, disclosure)
    elif not left and not right:
        outcome.status, outcome.note = Status.NOT_APPLICABLE, "两边都没有金额"
    elif left != right:
        a, b = YUAN.show(left), YUAN.show(right)
        message = f"勾稽关系“{tie.title}”不成立：{a} / {b}，相差 {YUAN.show(abs(left - right))} 元"
        outcome.status = Status.FAILED
        outcome.findings = [Finding(tie.id, severity, message, _place(tie, disclosure), a, b)]
    return outcome


def _why_not(tie: TieSpec, disclosure: Disclosure) -> str:
    """Return why a side of a tie has no amount: a figure waits for what nobody entered, or a row was not built."""
    terms = (term.removeprefix("-") for term in (*tie.left, *tie.right))
    named = (disclosure.figures.get(term.removeprefix("figure:")) for term in terms if term.startswith("figure:"))
    waits = next((figure.missing for figure in named if figure.missing), None)
    return f"没有录入{waits[0]}，说明中还没有写出" if waits else "版式中的表格或行本次没有生成"


def _side(terms: tuple[str, ...], disclosure: Disclosure) -> Fen | None:
    total = 0
    for term in terms:
        amount = _value(term.removeprefix("-"), disclosure)
        if amount is None:
            return None
        total += -amount if term.startswith("-") else amount
    return total


def _value(term: str, disclosure: Disclosure) -> Fen | None:
    if term.startswith("figure:"):
        return disclosure.figures.get(term.removeprefix("figure:")).fen
    table_id, row, column = term.split("/")
    table = disclosure.table(table_id)
    cell = table.find(row, column) if table else None
    if table is not None and cell is None and row.isdigit():
        return 0
    return cell.amount if cell else None


def _place(tie: TieSpec, disclosure: Disclosure) -> Place:
    first = next((t for t in tie.left if "/" in t), None)
    table = disclosure.table(first.removeprefix("-").split("/")[0]) if first else None
    figure = next((term.removeprefix("-").removeprefix("figure:") for term in tie.left if "figure:" in term), "")
    return Place(table=table.label) if table else Place(figure=figure, entry="说明")
