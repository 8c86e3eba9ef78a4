"""What a check looks at, how it reports, and the register of all checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.catalog.measures import Filter, Measure
from desktop.compute.cube import Cube, Selection
from desktop.compute.drafting import Drafted
from desktop.compute.policy_values import PolicyValues
from desktop.findings import Finding, Place, Severity, Status
from desktop.layouts.form.spec import Form
from desktop.layouts.tables.figures import Figures
from desktop.layouts.tables.table import Table
from desktop.layouts.words.narrative import Narrative
from desktop.ledger.records import BudgetFacts
from desktop.money import YUAN, Fen


@dataclass(frozen=True, slots=True)
class Context:
    """One computed disclosure, as the checks see it."""

    facts: BudgetFacts
    last: BudgetFacts | None
    cube: Cube
    drafted: Drafted
    form: Form
    tables: dict[str, Table]
    figures: Figures
    narrative: Narrative
    approved: BudgetFacts | None = None
    """The 批复 stage of the same year, where there is one."""

    def sum(self, measure: str) -> Fen:
        """Return a named measure of this year, in 分."""
        return self.cube.sum(self.measure(measure).where)

    def measure(self, name: str) -> Measure:
        """Return a measure as the form defines it."""
        return self.form.measures[name]

    def select(self, where: Filter) -> Selection:
        """Return this year's lines that match a filter."""
        return self.cube.select(where) & self.cube.in_year(self.cube.year)

    def table(self, table_id: str) -> Table | None:
        """Return a table of the form, None when the layout has none of that meaning."""
        return self.tables.get(table_id)


@dataclass(slots=True)
class Outcome:
    """How one obligation ended, and the findings if it failed. `note` gives the reason of any other end."""

    code: str
    title: str
    severity: Severity
    status: Status
    note: str = ""
    findings: list[Finding] = field(default_factory=list)


class NotApplicable(Exception):
    """Raised inside a check: the obligation does not arise here; the text says why."""


class NotChecked(Exception):
    """Raised inside a check: it should be looked at but could not be; the text says why."""


Check = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A check with its official number, Chinese title and severity."""

    code: str
    title: str
    severity: Severity
    run: Check
    whole_roster: bool = False
    """Whether it can only pass when everybody of the roster was computed."""


REGISTER: list[Registered] = []
"""Every check (domain.md §8.2); run in the order of the catalogue."""


def check(code: str, title: str, severity: Severity, *, whole_roster: bool = False) -> Callable[[Check], Check]:
    """Register a check under its catalogue number."""

    def register(function: Check) -> Check:
        REGISTER.append(Registered(code, title, severity, function, whole_roster))
        return function

    return register


NOT_COMPUTED = "本账本参数有错误（见 C42），没有计算"
"""Why a check of computed money says nothing, where a policy pack was chosen."""


def computed_with(context: Context) -> PolicyValues:
    """Return the parameters the budget was computed with. Raises NotChecked, with the reason, when it was not."""
    if context.drafted.values is None:
        chosen = context.facts.budget.policy
        raise NotChecked(NOT_COMPUTED if chosen else "没有选择政策参数")
    return context.drafted.values


def differ(code: str, severity: Severity, message: str, left: Fen, right: Fen, place: Place) -> Iterator[Finding]:
    """Yield a finding when two amounts differ by at least one 分; the message may use {a} {b} {d}."""
    if left != right:
        a, b, d = YUAN.show(left), YUAN.show(right), YUAN.show(abs(left - right))
        yield Finding(code, severity, message.format(a=a, b=b, d=d), place, a, b)


def run_one(registered: Registered, context: Context) -> Outcome:
    """Run a check and return how it ended; what it found before it had to give up is kept."""
    outcome = Outcome(registered.code, registered.title, registered.severity, Status.PASSED)
    try:
        for finding in registered.run(context):
            outcome.findings.append(finding)
    except NotApplicable as reason:
        outcome.status, outcome.note = Status.NOT_APPLICABLE, str(reason)
    except NotChecked as reason:
        outcome.status, outcome.note = Status.NOT_CHECKED, str(reason)
    if outcome.findings:
        outcome.status = Status.FAILED
    elif outcome.status is Status.PASSED and registered.whole_roster and _is_not_computed(context):
        outcome.status, outcome.note = Status.NOT_CHECKED, NOT_COMPUTED
    elif outcome.status is Status.PASSED and registered.whole_roster and _is_without_values(context):
        outcome.status, outcome.note = Status.NOT_CHECKED, WITHOUT_VALUES
    elif outcome.status is Status.PASSED and registered.whole_roster and context.drafted.unpaid:
        outcome.status = Status.NOT_CHECKED
        outcome.note = f"花名册中有 {len(context.drafted.unpaid)} 行没有算全（见 C95），不能核对"
    return outcome


WITHOUT_VALUES = "有参数没有有效值（见 C42），相关金额没有计算，不能核对"


def _is_without_values(context: Context) -> bool:
    """Tell whether a value was asked for that nobody gave, so that not everything was computed."""
    return context.drafted.values is not None and bool(context.drafted.values.missing)


def _is_not_computed(context: Context) -> bool:
    """Tell whether a pack was chosen and yet nothing was computed with it."""
    return bool(context.facts.budget.policy) and context.drafted.values is None


def run_all(context: Context) -> list[Outcome]:
    """Run every registered check."""
    return [run_one(registered, context) for registered in sorted(REGISTER, key=lambda r: (len(r.code), r.code))]
