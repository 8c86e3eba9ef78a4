"""Grids over the other records of a budget: projects, structure, procurement, indicators, assets, money carried out.

One model serves all; what differs is the list of columns.
"""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ledger.records import (
    Asset,
    CarryOut,
    Indicator,
    Institution,
    Procurement,
    Project,
    Record,
)
from desktop.ledger.vocabulary import Fund, InstitutionKind, ProcurementKind, ProjectKind
from desktop.money import YUAN, AmountError, parse_yuan
from desktop.ui.grid import Grid, GridColumn
from desktop.ui.grid_view import GridView
from desktop.ui.session import Session

FUNDS = tuple(str(f.value) for f in Fund)
NATURES = ("≥", "≤", "＝", "＞", "＜", "定性")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its title, an empty record to start from, its columns."""

    title: str
    fresh: Record
    columns: tuple[GridColumn, ...]


KINDS = (
    RecordKind(
        "项目",
        Project(name="新项目"),
        (
            GridColumn("code", "项目编码", 12, "text"),
            GridColumn("name", "项目名称", 28, "text"),
            GridColumn("kind", "类别", 14, "choice", tuple(str(k.value) for k in ProjectKind)),
            GridColumn("goal", "绩效目标", 40, "text"),
        ),
    ),
    RecordKind(
        "绩效指标",
        Indicator(name="新指标"),
        (
            GridColumn("project", "所属项目（空为整体）", 26, "project"),
            GridColumn("name", "指标名称", 26, "text"),
            GridColumn("weight", "权重", 8, "text"),
            GridColumn("unit", "计量单位", 10, "text"),
            GridColumn("nature", "指标性质", 10, "choice", NATURES),
            GridColumn("target", "指标值", 12, "text"),
        ),
    ),
    RecordKind(
        "政府采购",
        Procurement(item="新采购项目"),
        (
            GridColumn("kind", "类别", 10, "choice", tuple(str(k.value) for k in ProcurementKind)),
            GridColumn("item", "采购内容", 28, "text"),
            GridColumn("project", "所属项目", 22, "project"),
            GridColumn("fund", "资金来源", 18, "choice", FUNDS),
            GridColumn("quantity", "数量", 8, "number", numeric=True),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
    RecordKind(
        "内设机构与下属单位",
        Institution(name="新机构"),
        (
            GridColumn("kind", "类别", 14, "choice", tuple(str(k.value) for k in InstitutionKind)),
            GridColumn("name", "名称", 36, "text"),
            GridColumn("remark", "级别或别名", 22, "text"),
        ),
    ),
    RecordKind(
        "车辆与设备",
        Asset(kind="一般公务用车"),
        (
            GridColumn("kind", "种类", 26, "text"),
            GridColumn("stock", "上年末数量", 14, "number", numeric=True),
            GridColumn("purchase", "本年购置数量", 14, "number", numeric=True),
        ),
    ),
    RecordKind(
        "结转下年",
        CarryOut(),
        (
            GridColumn("fund", "资金来源", 22, "choice", FUNDS),
            GridColumn("amount", "金额（元）", 16, "amount", numeric=True),
        ),
    ),
)


class RecordGrid(Grid):
    """The records of one kind of the chosen budget."""

    def __init__(self, session: Session, kind: RecordKind) -> None:
        self.kind = kind
        self.columns = kind.columns
        super().__init__(session)

    def _read(self) -> list[Any]:
        return self.session.records(type(self.kind.fresh))

    def _projects(self) -> dict[int, str]:
        return {project.id: project.name for project in self.session.facts.projects}

    def _text(self, row: int, column: GridColumn, *, plain: bool) -> str:
        record = self.rows[row]
        if column.editor == "project":
            return self._projects().get(record.project_id or 0, "")
        value = getattr(record, column.key)
        if column.editor == "amount":
            return YUAN.show(value).replace(",", "" if plain else ",")
        return str(value)

    def _take(self, row: Any, column: GridColumn, text: str) -> str:
        field, value, reason = column.key, text, ""
        taken: Any = value
        if column.editor == "amount":
            taken = parse_yuan(text)
            reason = taken.reason if isinstance(taken, AmountError) else ""
        elif column.editor == "number":
            reason = "" if text.isascii() and text.isdigit() else f"“{text}”不是数量，请填整数"
            taken = int(text) if not reason else 0
        elif column.editor == "project":
            ids = {name: key for key, name in self._projects().items()}
            reason = "" if not text or text in ids else f"没有名为“{text}”的项目，请先在“项目”中添加"
            field, taken = "project_id", ids.get(text)
        elif column.key in ("name", "kind", "item") and not text:
            reason = f"{column.header}不能为空"
        if not reason:
            self.session.save_record(replace(row, **{field: taken}), f"修改{self.kind.title}")
        return reason


class RecordsPanel(QWidget):
    """The 其他资料 tab: choose a kind, edit its grid."""

    delete_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choice = QComboBox()
        self.choice.addItems([kind.title for kind in KINDS])
        self.view = GridView(RecordGrid(session, KINDS[0]))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 8, 6)
        bar.addWidget(self.choice)
        hint = QLabel("用“新增行”“删除行”增减，双击修改")
        hint.setObjectName("muted")
        bar.addWidget(hint)
        bar.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(bar)
        self._column.addWidget(self.view, 1)
        self.view.delete_asked.connect(self.delete_asked)
        self.choice.currentIndexChanged.connect(self._turn)

    def _turn(self, number: int) -> None:
        old = self.view
        self.view = GridView(RecordGrid(self._session, KINDS[number]))
        self.view.delete_asked.connect(self.delete_asked)
        self._column.replaceWidget(old, self.view)
        old.hide()
        old.deleteLater()

    def add(self) -> None:
        """Append an empty record of the chosen kind and select it."""
        kind = KINDS[self.choice.currentIndex()]
        self._session.add_record(kind.fresh, f"新增{kind.title}")
        self.view.show_row(len(self.view.grid.rows) - 1, kind.columns[0].key)

    def selected(self) -> list[Record]:
        """Return the selected records."""
        return [self.view.grid.rows[n] for n in self.view.selected_rows()]
