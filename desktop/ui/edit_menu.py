"""The 编辑 menu, which is also the menu of a right click in a grid: each step by name, and what to do with cells."""

from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit.filled_menu import FilledMenu
from desktop.ui.kit.guarded import guarded
from desktop.ui.page_window import PageWindow
from desktop.ui.window_commands import WindowCommands


def _choose_columns(view: GridView) -> None:
    from desktop.ui.grids.header_menu import ColumnsDialog

    ColumnsDialog(view).open()


class EditMenu(FilledMenu):
    """Filled anew each time it is shown; the keys named in it belong to the window and the grid."""

    def __init__(self, window: PageWindow, commands: WindowCommands) -> None:
        super().__init__("编辑", window)
        self._window, self._commands = window, commands

    def fill(self) -> None:
        """List what can be done now; what is being typed is kept first, for an order or a filter closes its editor."""
        self._window.finish_edits()
        self.clear()
        window, session, commands = self._window, self._window.session, self._commands
        undo, redo = session.undoing.undo_named(), session.undoing.redo_named()
        open_to_change = not session.book.read_only
        self._offer(f"撤销 {undo}".strip(), "Ctrl+Z", commands.undo, open_to_change and bool(undo))
        self._offer(f"重做 {redo}".strip(), "Ctrl+Y", commands.redo, open_to_change and bool(redo))
        self.addSeparator()
        view = window.grid_view()
        writable, chosen = session.writable, view.isVisible() and bool(view.selectedIndexes())
        self._offer("剪切", "Ctrl+X", view.cut, writable and chosen)
        self._offer("复制", "Ctrl+C", view.copy, chosen)
        self._offer("粘贴", "Ctrl+V", view.paste, writable and view.isVisible())
        self._offer("向下填充", "Ctrl+D", view.fill_down, writable and chosen)
        self._offer("清除金额", "Delete", view.clear, writable and chosen)
        self.addSeparator()
        self._offer("在上方插入行", "Ctrl+Shift+=", commands.insert, writable and chosen)
        self._offer("在末尾新增行", "Alt+Ins", commands.add, writable)
        self._offer("删除行", "Ctrl+Del", commands.delete, writable and chosen)
        self._offer("批注与附件…", "Shift+F2", commands.notes, chosen)
        self.addSeparator()
        self._arrange(view)
        self.addSeparator()
        back, forward = commands.trail.ends
        self._offer("返回刚才的位置", "Alt+←", commands.trail.back, back)
        self._offer("前进", "Alt+→", commands.trail.forward, forward)
        self._offer("查找…", "Ctrl+F", commands.find)
        self._offer("修改历史…", "Ctrl+H", commands.history)

    def _arrange(self, view: GridView) -> None:
        section, grid = view.currentIndex().column(), view.grid
        if section >= 0:
            title, column = view.grid.title_of(section), grid.columns[section]
            self._offer(f"按“{title}”升序", "", lambda: grid.sort_by(column))
            self._offer(f"按“{title}”降序", "", lambda: grid.sort_by(column, descending=True))
            self._offer(f"按“{title}”筛选…", "Ctrl+Shift+L", view.filter_column)
        self._offer("恢复录入顺序", "", grid.unsort, bool(grid.arrangement.sorted_by))
        self._offer("显示全部行", "", grid.unfilter, bool(grid.arrangement.filters))
        self._offer("选择要显示的列…", "", lambda: _choose_columns(view))
        self._offer("显示全部列", "", lambda: view.hide_columns(frozenset()), bool(view.hidden_keys()))

    def _offer(self, text: str, keys: str, run: object, enabled: bool = True) -> None:
        action = self.addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda: guarded(self._window, run))  # type: ignore[arg-type]
        action.setEnabled(enabled)
