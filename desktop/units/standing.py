"""How far a unit's budget is: errors, what is owed, what it spends against its control numbers. Never stored."""

from desktop.compute import controls
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Severity
from desktop.ledger import control_trail
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Control:
    """A control number: its block, amount, and what the budget uses of it (None: not compared). Amounts in 分."""

    name: str
    amount: Fen
    used: Fen | None

    @property
    def over(self) -> bool:
        """True where the budget uses more than the control allows."""
        return self.used is not None and self.used > self.amount

    def describe(self) -> str:
        """Return in Chinese what is left of it."""
        if self.used is None:
            return f"{self.name}控制数 {YUAN.show(self.amount)} 元，没有核对"
        left = self.amount - self.used
        rest = f"超 {YUAN.show(-left)} 元" if left < 0 else f"余 {YUAN.show(left)} 元"
        return f"{self.name}控制数 {YUAN.show(self.amount)} 元，{rest}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a budget is. owed: texts and reasons that are not written; spending: 本年支出 in 分."""

    errors: int
    warnings: int
    owed: int
    spending: Fen
    controls: tuple[Control, ...]

    @property
    def over(self) -> bool:
        """True where a control number is exceeded."""
        return any(control.over for control in self.controls)


def of(disclosure: Disclosure) -> Standing:
    """Return how far the budget of a disclosure is; its checks are run."""
    errors = len(disclosure.open_errors)
    required = [spec.key for spec in disclosure.form.texts if spec.required]
    unwritten = [key for key in required if not disclosure.facts.texts.get(key)]
    names = control_trail.project_names(disclosure.facts)
    compared = (
        Control(
            control_trail.name_of(control, names),
            control.amount,
            controls.used(control, disclosure.cube, names),
        )
        for control in control_trail.current(disclosure.facts.controls)
    )
    return Standing(
        errors=errors,
        warnings=sum(finding.severity is Severity.WARNING for finding in disclosure.to_do),
        owed=len({*disclosure.narrative.owed, *unwritten}),
        spending=disclosure.sum("expenditure"),
        controls=tuple(compared),
    )
