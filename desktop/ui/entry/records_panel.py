"""A page of several grids: choose a kind of record, edit its rows."""

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.catalog import policy
from desktop.ledger.records import PARTS, SINGLE, Record, Release
from desktop.ui.entry.record_form import RecordForm
from desktop.ui.entry.sub_pages import SubPages
from desktop.ui.grids import cell_draft
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.new_record import filled
from desktop.ui.grids.record_kinds import RecordKind
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.kit.small_screens import let_shrink
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session

VALUES_TIP = "本预算用到的每个数值：多少、自哪天起、文号、来自参数包还是本账本"
STANDARDS_TIP = "本地标准问卷：填写本地的数值和文号，保存后在这里选用，也可以给其他单位"


IN_EMPTY_ROW = "在末尾空行（＋）输入或粘贴，或用“新增行”“删除行”；双击修改"
"""How rows are added."""


class RecordsPanel(QWidget):
    """A tab of several grids: choose a kind, edit its records."""

    delete_asked = Signal()
    summed = Signal(str)
    menu_asked = Signal(QPoint)
    notes_asked = Signal()
    standards_asked = Signal()
    values_asked = Signal()
    view_made = Signal(object)
    """The grid of the chosen kind, just made."""
    policy_asked = Signal(str)
    """Another pack was chosen in the list; it is used only when whoever hears this says so."""

    def __init__(self, session: Session, kinds: tuple[RecordKind, ...], *, with_policy: bool = False) -> None:
        super().__init__()
        self._session = session
        self._kinds = kinds
        self.tabs = SubPages([kind.title for kind in kinds], self)
        self._view: GridView | None = None
        self._body: QWidget | None = None
        """What is seen: the grid itself, or the form over it."""
        self._owner: Record | None = None
        """The person or line that was looked at last, to which a new part belongs."""
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(10)
        self._hint, self._with_policy = _hint(), with_policy
        if not with_policy:
            bar.addWidget(self._hint, 3)
        self.policy = DropDown()
        self.policy.setAccessibleName("政策参数")
        if with_policy:
            bar.addWidget(QLabel("政策参数 "))
            bar.addWidget(self.policy, 3)
            bar.addWidget(self._button("在用参数…", VALUES_TIP, self.values_asked))
            bar.addWidget(self._button("本地标准…", STANDARDS_TIP, self.standards_asked))
            self.list_policies()
            let_shrink(self.policy, 6)
            self.policy.activated.connect(self._choose_policy)
            session.changed.connect(self._policy_changed)
            self._policy_changed()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.tabs)
        self._column.addLayout(bar)
        self.tabs.turned.connect(self._turn)
        session.changed.connect(self._count)
        self._count()
        if any(isinstance(kind.empty, Release) for kind in kinds):
            session.changed.connect(self._offer)
            self._offer()

    def _button(self, text: str, tip: str, asked: SignalInstance) -> QPushButton:
        """Return a button beside the choice of the pack."""
        button = QPushButton(text)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.clicked.connect(asked)
        return button

    def list_policies(self) -> None:
        """List the packs there are, also those made since; one made anew may have other pay items."""
        self.policy.clear()
        self.policy.addItem("不计算（直接录入各行）", "")
        for key, title in policy.titles().items():
            self.policy.addItem(title, key)
        self._show_policy()
        self._turn()

    def _show_policy(self) -> None:
        """Show the chosen pack, also one that is no longer offered."""
        self._shown = self._session.budget.policy
        if self.policy.findData(self._shown) < 0:
            self.policy.addItem(policy.title_of(self._shown), self._shown)
        self.policy.setCurrentIndex(self.policy.findData(self._shown))

    def _choose_policy(self, _: int) -> None:
        self.policy_asked.emit(self.policy.currentData())
        self._show_policy()

    def _policy_changed(self) -> None:
        self.policy.setEnabled(self._session.writable)
        if self._session.budget.policy != self._shown:
            self._show_policy()
            self._turn()

    @property
    def kind(self) -> RecordKind:
        """The kind of record that is shown."""
        return self._kinds[self.tabs.currentRow()]

    @property
    def _single(self) -> bool:
        """Whether there is only one record of the kind, shown as a form."""
        return isinstance(self.kind.empty, SINGLE)

    def _count(self) -> None:
        """Show how many records of each kind there are."""
        self.tabs.count_records([self._count_of(kind) for kind in self._kinds])
        self._say_how()

    def _offer(self) -> None:
        """Of several units together only what is written for the one that is printed is shown."""
        several = self._session.view is not None
        self.tabs.show_only([n for n, kind in enumerate(self._kinds) if not several or isinstance(kind.empty, Release)])

    def _count_of(self, kind: RecordKind) -> int:
        """Return how many records a kind has; a single one (the unit) is not counted."""
        if isinstance(kind.empty, SINGLE) or self._session.view is not None:
            return 0
        return sum(map(kind.holds, self._session.records(type(kind.empty))))

    @property
    def view(self) -> GridView:
        """The grid of the chosen kind, made when it is first looked at."""
        if self._view is None:
            grid = grid_of(self._session, self.kind)
            if self._single:
                self._body = form = RecordForm(grid, self)
                self._view = form.view
            else:
                self._body = self._view = GridView(grid)
            self._view.setAccessibleName(self.kind.title)
            cell_draft.watch(self._view)
            self._view.delete_asked.connect(self.delete_asked)
            self._view.summed.connect(self.summed)
            self._view.menu_asked.connect(self.menu_asked)
            self._view.notes_asked.connect(self.notes_asked)
            self._column.addWidget(self._body, 1)
            self.setFocusProxy(self._body)
            self._say_how()
            self.view_made.emit(self._view)
        return self._view

    def _say_how(self) -> None:
        """Say how rows are added, where they can be."""
        if self._view is not None:
            self._hint.setVisible(not (self._single or self._with_policy) and self._session.writable)

    @property
    def view_if_made(self) -> GridView | None:
        """The grid of the chosen kind, None before it was looked at."""
        return self._view

    def showEvent(self, event: QShowEvent) -> None:
        """Make the grid when the tab is first shown."""
        super().showEvent(event)
        self._show_body()

    def _show_body(self) -> QWidget:
        """Show the grid or form, made when it is first looked at, and return it."""
        view = self.view
        body = self._body or view
        body.show()
        return body

    def _turn(self) -> None:
        focus, typing = QApplication.focusWidget(), False
        if self._view is not None and self._body is not None:
            typing = focus is not None and (focus is self._body or self._body.isAncestorOf(focus))
            self._view.finish()
            self._remember_owner(self._view)
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._view = self._body = None
        if self.isVisible():
            body = self._show_body()
            if typing:
                body.setFocus()

    def _remember_owner(self, view: GridView) -> None:
        row = view.currentIndex().row()
        record = view.grid.rows[row] if 0 <= row < len(view.grid.rows) else None
        if type(record) in PARTS:
            self._owner = record

    def add(self, above: Record | None = None) -> None:
        """Add an empty record of the chosen kind, at the end or above another, and select it."""
        kind = self.kind
        record = self._session.record_edits.add_record(
            filled(self._session, kind.empty, self._owner), f"新增{kind.title}", above
        )
        self.view.show_known(record.id, kind.columns[0].key)

    def selected(self) -> list[Record]:
        """Return the selected records."""
        return [self.view.grid.rows[n] for n in self.view.selected_rows()]


def _hint() -> QLabel:
    label = QLabel(IN_EMPTY_ROW)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label
