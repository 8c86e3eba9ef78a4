"""The toolbar: books, steps, rows, menus, the layout, and the one key that makes every file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from desktop.layouts.form import loader
from desktop.ui.edit_menu import EditMenu
from desktop.ui.kit import icons, theme
from desktop.ui.kit.look import LookMenu, settings
from desktop.ui.kit.small_screens import let_shrink
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.page_window import PageWindow
from desktop.ui.window_commands import WindowCommands
from desktop.ui.year.budget_menu import BudgetMenu, ImportMenu


class Toolbar(QToolBar):
    """Every command of a window that has a button."""

    def __init__(self, window: PageWindow, commands: WindowCommands) -> None:
        super().__init__("工具", window)
        self._window, self._commands = window, commands
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(icons.SIDE, icons.SIDE))
        self._drawings: dict[QAction, str] = {}
        session, standard = window.session, QKeySequence.StandardKey
        self._files = QMenu("文件", window)
        self._drop(self._files)
        self._books = (
            self._button("开始", "start", commands.start_page, QKeySequence("Ctrl+Shift+O")),
            self._button("新建", "new", commands.new, QKeySequence(standard.New)),
            self._button("打开", "open", commands.open, QKeySequence(standard.Open)),
        )
        self._fill_file_menu()
        self._after_books = self.addSeparator()
        self.undo = self._button("撤销", "undo", commands.undo, QKeySequence(standard.Undo))
        self.redo = self._button("重做", "redo", commands.redo, QKeySequence("Ctrl+Y"))
        between = self.addSeparator()
        self.add = self._button("新增行", "add", commands.add, QKeySequence("Alt+Insert"))
        self.remove = self._button("删除行", "remove", commands.delete, QKeySequence("Ctrl+Delete"))
        self._rows = (self.undo, self.redo, between, self.add, self.remove)
        self._after_rows = self.addSeparator()
        self.edit_menu, self.import_menu = EditMenu(window, commands), ImportMenu(session, window)
        self.budget_menu = BudgetMenu(session, window)
        self.budget_menu.addSeparator()
        self.budget_menu.addMenu(window.unit_menu)
        others = (self.budget_menu, self._look_menu(), self._help_menu())
        for menu in (self.edit_menu, self.import_menu, *others):
            self._drop(menu)
        self.forms = DropDown()
        self._offered: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self.addWidget(self._form_choice())
        self.export = self._button("导出 F9", "", commands.export, QKeySequence("F9"))
        self.export.setToolTip("生成 Excel、PDF、Word 等文件（F9）")
        self.widgetForAction(self.export).setObjectName("primary")
        self._narrow, self._full = False, 0
        self._tight, self._least = False, 0
        self._draw_icons()
        session.changed.connect(self._draw_icons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the books to the menu 文件 and the words of the rows to their tips where not all has room.

        On the smallest screens with large type the rows are left to the menu 编辑: 导出 has to be seen.
        """
        super().resizeEvent(event)
        width = event.size().width()
        if (width < self._full) != self._narrow:
            self._narrow = not self._narrow
            self._show_actions(self._books, self._after_books, shown=not self._narrow)
            self._draw_icons()
        if (self._narrow and width < self._least) != self._tight:
            self._tight = not self._tight
            self._show_actions(self._rows, self._after_rows, shown=not self._tight)
            self._draw_icons()

    def _show_actions(self, actions: tuple[QAction, ...], after: QAction, *, shown: bool) -> None:
        """Show buttons before another one, or take them away; their keys go on to work."""
        for action in actions:
            if shown:
                self.insertAction(after, action)
            else:
                self.removeAction(action)
                self._window.addAction(action)
        after.setVisible(shown or after is not self._after_rows)

    def _button(self, text: str, drawing: str, run: object, key: QKeySequence) -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(key)
        action.setToolTip(f"{text}（{key.toString(QKeySequence.SequenceFormat.NativeText)}）")
        action.triggered.connect(run)
        self.addAction(action)
        if drawing:
            self._drawings[action] = drawing
        return action

    def _draw_icons(self) -> None:
        """Draw the icons in the colours of the look; the two arrows need no words, large type has no room for both."""
        large = QApplication.font().pointSizeF() >= theme.LARGE_POINTS
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextOnly if large else style.ToolButtonTextBesideIcon)
        for action, drawing in self._drawings.items():
            action.setIcon(icons.icon(drawing))
        for action in (self.undo, self.redo, self.add, self.remove):
            button = self.widgetForAction(action)
            if not isinstance(button, QToolButton):
                continue  # left to the menu 编辑
            alone = self._narrow or action in (self.undo, self.redo)
            button.setToolButtonStyle(style.ToolButtonIconOnly if alone else self.toolButtonStyle())
            button.setAccessibleName(action.text())
        if not self._narrow:
            self._full = self.sizeHint().width()
        elif not self._tight:
            self._least = self.sizeHint().width()

    def _drop(self, menu: QMenu) -> None:
        drop = QToolButton()
        drop.setObjectName("menu")
        drop.setText(menu.title())
        drop.setMenu(menu)
        drop.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.aboutToHide.connect(partial(_let_go, drop))
        self.addWidget(drop)

    def _fill_file_menu(self) -> None:
        """Fill 文件: also with what has a button, as a narrow window has no room for those."""
        menu, commands = self._files, self._commands
        menu.addActions(self._books)
        for action in self._books:
            self._window.addAction(action)  # its key works where its button is not shown
        menu.addSeparator()
        self._filled(menu, (("另存为…", "Ctrl+Shift+S", commands.save_as), ("复制账本…", "", commands.copy_book)))
        menu.addSeparator()
        self._filled(menu, (("打印…", "Ctrl+P", commands.preview),))
        menu.addSeparator()
        self._filled(menu, (("退出", "Ctrl+Q", commands.leave),))

    def _look_menu(self) -> QMenu:
        """Return 显示 with the choice whether results stand beside the grids."""
        menu = LookMenu(self._window.session, self._window)
        menu.addSeparator()
        self.preview = menu.addAction("右侧显示表格和检查")
        self.preview.setCheckable(True)
        self.preview.setChecked(settings().value("preview", "1") == "1")
        self.preview.toggled.connect(self._window.show_preview)
        self.preview.setShortcut(QKeySequence("F7"))
        self._window.addAction(self.preview)
        self.in_wan = menu.addAction("金额按万元显示（录入仍按元）")
        self.in_wan.setCheckable(True)
        self.in_wan.toggled.connect(self._show_in_wan)
        return menu

    def _show_in_wan(self, on: bool) -> None:
        """Show the amounts of the grids in 万元, or in 元 again; what is being typed is stored first."""
        self._window.finish_edits()
        self._window.session.in_wan = on
        self._window.session.changed.emit()
        self._window.session.checked.emit()

    def _help_menu(self) -> QMenu:
        menu, commands = QMenu("帮助", self._window), self._commands
        return self._filled(
            menu,
            (
                ("本页帮助", "F1", commands.help),
                ("操作手册…", "", commands.manual),
                ("查找…", "Ctrl+F; Ctrl+K", commands.find),
                ("修改历史…", "Ctrl+H", commands.history),
                ("从备份恢复…", "", commands.backups),
                ("快捷键…", "", commands.keys),
                ("新在哪里…", "", commands.news),
                ("更新版式与参数…", "", commands.updates),
                ("科目…", "", commands.subjects),
                ("报告问题…", "", commands.report_problem),
                ("关于明账…", "", commands.about),
            ),
        )

    def _filled(self, menu: QMenu, commands: tuple[tuple[str, str, Callable[[], None]], ...]) -> QMenu:
        """Return a menu with these commands, whose keys work while it is closed too; it shows the first of each."""
        for text, key, run in commands:
            action = menu.addAction(text, run)
            action.setShortcuts(QKeySequence.listFromString(key))
            self._window.addAction(action)
        return menu

    def _form_choice(self) -> QWidget:
        """Return the choice of the layout: as wide as its words where there is room, else narrower."""
        self._show_form()
        self.forms.setAccessibleName("公开版式")
        let_shrink(self.forms, 4)
        self.forms.currentIndexChanged.connect(lambda _: self.choose_form())
        self.forms.activated.connect(lambda _: self.choose_form())
        self._window.session.changed.connect(self._show_form)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 6, 0)
        row.addStretch(1)
        row.addWidget(QLabel("版式"))
        row.addWidget(self.forms, 1000)
        return holder

    def choose_form(self) -> None:
        """Turn to the chosen layout when its effect was seen; the choice goes back where that is refused.

        The one that took the place of another may be chosen too: then it is the book's own.
        """
        session, forms = self._window.session, self.forms
        if forms.currentData() != session.form or session.disclosure.form_problem:
            from desktop.ui.year import asked_first

            asked_first.layout(self._window, session, forms.currentData())
            self._show_form()

    def _show_form(self) -> None:
        """Show the layout that is used; nothing is chosen by it."""
        offered = loader.titles(), loader.problems()
        with QSignalBlocker(self.forms):
            if offered != self._offered:
                self._offer_forms(*offered)
                self._offered = offered
            self.forms.setCurrentIndex(self.forms.findData(self._window.session.form))

    def _offer_forms(self, titles: dict[str, str], problems: dict[str, str]) -> None:
        """List the layouts; one that is wrong with its reason, not to be chosen."""
        self.forms.clear()
        for key, title in titles.items():
            self.forms.addItem(title, key)
        for key, reason in problems.items():
            self.forms.addItem(f"{key}（不能使用，原因见提示）", "")
            last = self.forms.count() - 1
            self.forms.setItemData(last, reason, Qt.ItemDataRole.ToolTipRole)
            self.forms.setItemData(last, 0, Qt.ItemDataRole.UserRole - 1)  # what a list of Qt takes for "disabled"


def _let_go(button: QToolButton) -> None:
    """Light the button of a menu that closes no longer: Qt does not hear that the mouse left it for the menu."""
    if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        button.update()
