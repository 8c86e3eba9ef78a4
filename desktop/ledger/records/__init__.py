"""The frozen records of a book. Each class is one table; a field is one column and says beside itself what it is.

Nothing here is computed: every sum is derived elsewhere.
"""

from dataclasses import field

from desktop.dataclass import dataclass
from desktop.ledger.records.base import Record
from desktop.ledger.records.layout import LayoutChoice, LayoutReview
from desktop.ledger.records.money import ApprovedFigure, CarryOut, Control, DirectLine, Execution, Income, Procurement
from desktop.ledger.records.packs import CheckResult, SummedLine, TakenIn
from desktop.ledger.records.people import (
    BasisCount,
    DeclaredBase,
    EventPlan,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    PublicLine,
    QuotaSplit,
)
from desktop.ledger.records.projects import Asset, AssetPlan, FundShare, Indicator, Project, ProjectLine, ProjectYear
from desktop.ledger.records.stages import Adjustment, StageElsewhere
from desktop.ledger.records.units import Budget, Establishment, Institution, RunningFunction, Unit
from desktop.ledger.records.words import Acceptance, Attachment, FreeText, Reason, Release, Remark

RECORD_TYPES: tuple[type[Record], ...] = (
    *(Unit, Institution, Establishment, RunningFunction, Budget),
    *(Project, DirectLine, Income, CarryOut, Procurement, Indicator, Asset, Reason, FreeText),
    *(Person, PayItem, QuotaSplit, ProjectLine, ProjectYear, AssetPlan, Control, ParameterValue, EventPlan),
    *(PersonChange, DeclaredBase, FundShare, BasisCount, PublicLine, Execution),
    *(StageElsewhere, Adjustment, ApprovedFigure, LayoutChoice, LayoutReview),
    *(Release, Acceptance, TakenIn, SummedLine, CheckResult, Remark, Attachment),
)
"""Every kind of record, parents before children (the order in which they can be inserted)."""

PARTS: dict[type[Record], tuple[type[Record], ...]] = {
    Person: (PayItem, PersonChange, DeclaredBase, FundShare),
    ProjectLine: (FundShare,),
}
"""Kinds of records that belong to one record of another kind alone and go with it."""

SINGLE = (Unit, Release)
"""Kinds of which there is one record: a form shows it, nobody adds another or deletes it."""
OF_A_UNIT = (Institution, Establishment, RunningFunction)
"""Kinds whose records belong to a unit whatever the year, beside its budgets."""

OF_A_BUDGET: tuple[type[Record], ...] = tuple(k for k in RECORD_TYPES if "budget_id" in k.__dataclass_fields__)
"""Kinds whose records belong to a budget, parents before children."""


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """Everything the computation reads of one budget. Plain data: it can be built without a book.

    units: the units with figures in it, where it is several units shown as one (汇总); none where it is one unit's.
    unit_of: the name of the unit each of its budgets is of, by the budget's id, in the same case.
    """

    unit: Unit
    budget: Budget
    institutions: tuple[Institution, ...] = ()
    projects: tuple[Project, ...] = ()
    lines: tuple[DirectLine, ...] = ()
    incomes: tuple[Income, ...] = ()
    carry_outs: tuple[CarryOut, ...] = ()
    procurements: tuple[Procurement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assets: tuple[Asset, ...] = ()
    establishments: tuple[Establishment, ...] = ()
    people: tuple[Person, ...] = ()
    pay_items: tuple[PayItem, ...] = ()
    quota_splits: tuple[QuotaSplit, ...] = ()
    project_lines: tuple[ProjectLine, ...] = ()
    project_years: tuple[ProjectYear, ...] = ()
    asset_plans: tuple[AssetPlan, ...] = ()
    controls: tuple[Control, ...] = ()
    parameters: tuple[ParameterValue, ...] = ()
    event_plans: tuple[EventPlan, ...] = ()
    running_functions: tuple[RunningFunction, ...] = ()
    person_changes: tuple[PersonChange, ...] = ()
    declared_bases: tuple[DeclaredBase, ...] = ()
    fund_shares: tuple[FundShare, ...] = ()
    basis_counts: tuple[BasisCount, ...] = ()
    public_lines: tuple[PublicLine, ...] = ()
    layout_choices: tuple[LayoutChoice, ...] = ()
    layout_reviews: tuple[LayoutReview, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    taken_in: tuple[TakenIn, ...] = ()
    summed_lines: tuple[SummedLine, ...] = ()
    check_results: tuple[CheckResult, ...] = ()
    elsewhere: tuple[StageElsewhere, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    executions: tuple[Execution, ...] = ()
    approved_figures: tuple[ApprovedFigure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    release: Release = field(default_factory=Release)
    reasons: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    unit_of: dict[int, str] = field(default_factory=dict)


__all__ = [
    "OF_A_BUDGET", "OF_A_UNIT", "PARTS", "RECORD_TYPES", "SINGLE", "Acceptance", "Adjustment", "ApprovedFigure",
    "Asset", "AssetPlan", "Attachment", "BasisCount", "Budget", "BudgetFacts", "CarryOut", "CheckResult", "Control",
    "DeclaredBase", "DirectLine", "Establishment", "EventPlan", "Execution", "FreeText", "FundShare", "Income",
    "Indicator", "Institution", "LayoutChoice", "LayoutReview", "ParameterValue", "PayItem", "Person", "PersonChange",
    "Procurement", "Project", "ProjectLine", "ProjectYear", "PublicLine", "QuotaSplit", "Reason", "Record", "Release",
    "Remark", "RunningFunction", "StageElsewhere", "SummedLine", "TakenIn", "Unit",
]  # fmt: skip
