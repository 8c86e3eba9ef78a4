"""What a person decides about the layout of a budget: settings that differ, and that it is still the one in use."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record

IN_LAYOUT = "chosen among the settings of the layout"


@dataclass(frozen=True, slots=True)
class LayoutChoice(Record):
    """A setting of the layout (版式设置) that this budget has otherwise: id of the setting, id of the choice."""

    TABLE: ClassVar[str] = "layout_choice"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("版式设置", facts="layout_choices", compared=False)
    budget_id: int = place(of="budget")
    setting: str = described("设置项", Kind.TEXT, "", not_shown=IN_LAYOUT)
    choice: str = described("选择", Kind.TEXT, "", not_shown=IN_LAYOUT)


@dataclass(frozen=True, slots=True)
class LayoutReview(Record):
    """That a layout made for other years was compared with this year's document and has not changed (版式核对).

    form: the key of the layout; document: number of the document (文号) that sets this year's tables.
    """

    TABLE: ClassVar[str] = "layout_review"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "版式核对", facts="layout_reviews", rolls=False, compared=False
    )
    budget_id: int = place(of="budget")
    form: str = described("版式", Kind.TEXT, "", not_shown=IN_LAYOUT)
    document: str = described("文号", Kind.TEXT, "", not_shown=IN_LAYOUT)
