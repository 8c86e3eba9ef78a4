"""The units of a book at the left of the window: the tree with badges, the year and stage in view, the menu."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.findings import UserError
from desktop.ledger import scenarios
from desktop.ledger.records import Budget, TakenIn, Unit
from desktop.ui.kit import theme
from desktop.ui.kit.book_window import BookWindow
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.in_pieces import walk
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.units import badges, since_taken
from desktop.ui.units.badges import Badges
from desktop.ui.units.since_taken import SinceTaken
from desktop.ui.units.unit_menu import UnitMenu
from desktop.ui.units.unit_tree_view import ALONE, CHOSEN, TOGETHER, Badge, Node, UnitTreeView
from desktop.units import standing

LEAST_UNITS = 3
"""Lines of the tree that are in view at least; the pages above it come first in a low window."""


class UnitsPanel(QWidget):
    """Shown where a book has more than one unit."""

    def __init__(self, window: BookWindow, menu: UnitMenu) -> None:
        super().__init__()
        self._window, self._session, self.menu = window, window.session, menu
        self.tree = UnitTreeView()
        self.tree.node_chosen.connect(self.open_node)
        self.tree.moved.connect(self._move)
        self.tree.menu_asked.connect(self._show_menu)
        self.budgets = DropDown()
        self.budgets.setAccessibleName("年度与阶段")
        self.budgets.activated.connect(lambda _: self._choose_budget())
        button = QToolButton()
        button.setObjectName("menu")
        button.setText("操作")
        button.setAccessibleName("对单位的操作")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu.aboutToHide.connect(lambda: menu.about(None), Qt.ConnectionType.QueuedConnection)
        self.button = button
        QShortcut(QKeySequence("Alt+U"), window, self.tree.setFocus)
        self.tree.setStatusTip("Alt+U 到单位的树，方向键移动，回车打开")
        heading = QLabel("单位")
        heading.setObjectName("heading")
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 4, 4)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(button)
        above = QHBoxLayout()
        above.setContentsMargins(8, 0, 8, 4)
        above.addWidget(self.budgets)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(above)
        column.addWidget(self.tree, 1)
        self.tree.setMinimumHeight(LEAST_UNITS * self.fontMetrics().height())
        self.badges = Badges(self._session, self)
        self.badges.changed.connect(self.show_badges)
        self.since = SinceTaken(self._session, self)
        self.since.changed.connect(self.show_badges)
        menu.newer_files = self.since.files
        menu.aboutToShow.connect(self.since.look_again)
        self._session.changed.connect(self.reload)
        self._session.checked.connect(self.show_badges)
        self.reload()

    def reload(self) -> None:
        """Show the tree as it is now, and what is in view."""
        session = self._session
        tree = session.unit_edits.tree()
        view = session.view
        chosen = f"选择汇总（{len(view.parts)} 个单位）" if view is not None and session.chosen_units else ""
        self.tree.show_tree(tree, session.budget.year, chosen)
        self._mark()
        self._list_budgets()
        self.since.look()
        self.show_badges()
        self.badges.want([budget for node in self._alone() if (budget := self._budget(node.unit)) is not None])

    def follow_in_tab_order(self, before: QWidget) -> None:
        """Let Tab go from the widget above to the menu, the years and the tree."""
        for widget in (self.button, self.budgets, self.tree):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _mark(self) -> None:
        session = self._session
        kind = CHOSEN if session.chosen_units else TOGETHER if session.view is not None else ALONE
        self.tree.mark(session.unit.id, kind)

    def _alone(self) -> list[Node]:
        return [node for node in self.tree.nodes() if node.kind == ALONE]

    def _budget(self, unit: Unit) -> Budget | None:
        return self._session.unit_edits.budget_of(unit)

    # opening ------------------------------------------------------------------------------------------

    def open_node(self, node: Node) -> None:
        """Draft a unit, or show it with all below it."""
        self._window.finish_edits()
        guarded(self._window, lambda: self._open(node))
        self._mark()

    def open_where_the_figures_are(self) -> None:
        """Show the 汇总 of the unit in view where the unit itself has no figures and units below it."""
        if self._session.is_only_node:
            wanted = (node for node in self.tree.nodes() if node.kind == TOGETHER)
            node = next((node for node in wanted if node.unit.id == self._session.unit.id), None)
            if node is not None:
                self.open_node(node)

    def _open(self, node: Node) -> None:
        session = self._session
        if node.kind == ALONE:
            budget = self._budget(node.unit)
            if budget is None:
                raise UserError(f"“{node.unit.name}”还没有预算；请先在“年度与阶段”中结转，或由上级单位新增")
            if session.view is not None or budget.id != session.budget.id:
                session.choose(budget)
            return
        steps = session.view_steps([node.unit], below=True)
        if node.kind == TOGETHER and not self._shows(node) and walk(self, "正在汇总…", steps):
            session.refresh()

    def _shows(self, node: Node) -> bool:
        """Tell whether the 汇总 of a row is in view."""
        session = self._session
        return session.view is not None and not session.chosen_units and session.unit.id == node.unit.id

    def _list_budgets(self) -> None:
        """List the years and stages of what is in view."""
        session = self._session
        with QSignalBlocker(self.budgets):
            self.budgets.clear()
            if session.view is None:
                listed = session.book.budgets(session.unit.id)
            else:
                units = [part.unit.id for part in session.view.parts]
                found = {(b.year, b.stage): b for unit in units for b in session.book.budgets(unit)}
                listed = [found[key] for key in sorted(found, key=lambda key: -key[0])]
            if session.view is None:
                listed = [each for stage in listed for each in (stage, *scenarios.of_stage(session.book, stage))]
            for budget in listed:
                name = f"　方案：{budget.scenario}" if budget.scenario else f"{budget.year}年　{budget.stage}"
                self.budgets.addItem(name, budget)
            present = [(budget.year, budget.stage, budget.scenario) for budget in listed]
            wanted = (session.budget.year, session.budget.stage, session.budget.scenario)
            self.budgets.setCurrentIndex(present.index(wanted) if wanted in present else -1)

    def _choose_budget(self) -> None:
        session, budget = self._session, self.budgets.currentData()
        view, chosen = session.view, set(session.chosen_units)
        self._window.finish_edits()
        if view is None:
            session.choose(budget)
        else:
            tree = session.unit_edits.tree()
            units = [unit for unit in tree.units if unit.id in chosen] or [tree.of_id(session.unit.id)]
            below, year, stage = not chosen, budget.year, budget.stage
            guarded(self._window, lambda: session.choose_view(units, below=below, year=year, stage=stage))

    # operations ---------------------------------------------------------------------------------------

    def _move(self, unit: Unit, parent: Unit | None, place: int | None) -> None:
        self._window.finish_edits()
        guarded(self._window, lambda: self._session.unit_edits.move(unit, parent, place))
        self.reload()

    def _show_menu(self, node: Node, point: QPoint) -> None:
        self.menu.about(node.unit)
        self.menu.popup(point)

    # badges -------------------------------------------------------------------------------------------

    def show_badges(self) -> None:
        """Show beside each row what is known."""
        for node in self.tree.nodes():
            show: Callable[[Node], Badge] = self._badge if node.kind == ALONE else self._badge_together
            self.tree.show_badge(node, show(node))

    def _badge(self, node: Node) -> Badge:
        budget = self._budget(node.unit)
        if budget is None:
            return Badge("没有预算")
        stage = f"{budget.year}年　{budget.stage}" + ("，已冻结" if budget.frozen_at else "")
        for mark in self._session.book.records(TakenIn, budget_id=budget.id):
            stage += f"\n装入的单位（{mark.taken_at.replace('T', ' ')}，指纹 {mark.fingerprint[:8]}），只能看"
        if self.badges.is_empty(budget):
            return Badge(badges.EMPTY, tip=f"{stage}\n还没有录入")
        if self._session.view is None and self._session.budget.scenario and self._session.unit.id == node.unit.id:
            return self._badge_of_scenario(stage, self.badges.of(budget))
        found, since = self.badges.of(budget), self.since.of(node.unit.id)
        text = f"{badges.short(found)} {since_taken.SHORT}" if since else badges.short(found)
        if budget.stage != self._session.budget.stage:
            text = f"{budget.stage} {text}"
        return Badge(text, _color(found), "\n".join([stage, *since, *badges.full(found)]))

    def _badge_of_scenario(self, stage: str, official: standing.Standing | None) -> Badge:
        """Return the badge of a unit of which a scenario (测算方案) is in view: that one's; its tip has the stage's."""
        scenario = self._session.budget
        found = self.badges.of(scenario)
        words = [f"测算方案“{scenario.scenario}”，不是正式数据", *badges.full(found), f"正式数据（{stage}）："]
        return Badge(f"方案 {badges.short(found)}", _color(found), "\n".join([*words, *badges.full(official)]))

    def _badge_together(self, node: Node) -> Badge:
        """Return the badge of a 汇总: known while it is in view."""
        session = self._session
        here = session.view is not None and (node.kind == CHOSEN) == bool(session.chosen_units)
        if here and (node.kind == CHOSEN or node.unit.id == session.unit.id) and "outcomes" in vars(session.disclosure):
            found = standing.of(session.disclosure)
            problems = list(session.view.problems) if session.view is not None else []
            return Badge(badges.short(found), _color(found), "\n".join(["汇总", *badges.full(found), *problems]))
        return Badge("汇总", tip="单击看汇总；汇总的检查在打开时进行")


def _color(found: standing.Standing | None) -> str:
    c = theme.colors()
    if found is None:
        return c.muted
    if found.errors or found.over:
        return c.error
    return c.warning if found.owed or found.warnings else c.good
