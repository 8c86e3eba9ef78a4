"""What a grid without rows says: what it is for, in one sentence, and a button that does the first thing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit.plain_text import PlainLabel

ADD = "新增一行"
"""The first thing where nothing else is said: a row of its own."""
FIRST = {
    "Person": ("导入工资表…", "roster"),
    "Control": ("导入控制数…", "controls"),
    "ApprovedFigure": ("导入批复数…", "approved"),
    "Execution": ("导入上年执行数…", "executions"),
    "Project": ("新增项目", ""),
    "IncomeGrid": ("新增收入行", ""),
    "ExpenditureGrid": ("新增支出行", ""),
}
"""By the name of a grid: the words of its button, and what is imported by it; empty: a row is added."""
ABOUT = {
    "Person": "每人一行；有了人员和工资，人员经费、社保和公积金就自动算出来。",
    "PersonChange": "年内退休、调动、晋级等写在这里，从变动的月份起按新的情况计算。",
    "PayItem": "年内某个月起工资项金额变了的写在这里；年初的工资写在“人员”里。",
    "DeclaredBase": "社保、公积金已由经办机构核定基数的写在这里，不再按工资推算。",
    "FundShare": "某人的经费由几种资金分担时，写各占多少；没有写的用“人员”中写的资金来源。",
    "ParameterValue": "本单位与政策参数不同的标准写在这里，写明自哪天起和文号。",
    "QuotaSplit": "定额公用经费分到哪些经济科目，写金额或百分比。",
    "BasisCount": "按车辆、面积等数量核定的定额，在这里写数量；人数从“人员”中来。",
    "PublicLine": "不按定额、按事项测算的公用经费写在这里：数量、单价、次数。",
    "EventPlan": "计划召开的会议、举办的培训写在这里，会议费和培训费由此算出。",
    "Project": "一个项目一行；测算明细、绩效目标和采购都挂在项目下面。",
    "ProjectLine": "每个项目的钱怎样算出来：数量、单价、次数和资金来源。",
    "FundShareproject_line": "一条测算明细由几种资金分担时，写各占多少。",
    "ProjectYear": "跨年度的项目，以后各年还要多少钱。",
    "Indicator": "项目要达到什么目标，分三级写；财政部门审核和公开时都要看。",
    "Procurement": "要通过政府采购买的货物、工程和服务，一项一行。",
    "AssetPlan": "打算新增的车辆、设备和房屋，一项一行。",
    "Control": "财政或主管部门下达的控制数；录入以后，各页会显示还可以安排多少。",
    "ApprovedFigure": "财政批复的数与编报不同的写在这里，各表按批复数生成。",
    "Adjustment": "年度中间追加、调剂的预算写在这里，一笔一行。",
    "StageElsewhere": "哪个阶段不是用明账编的，写明文号，工作清单就不再提醒。",
    "Institution": "内设机构和下属单位，公开文本中的单位概况由此写出。",
    "RunningFunction": "各类人员的经费列在哪个功能科目；没有写的用本单位运行科目。",
    "Establishment": "批准的编制数，与实有人数核对。",
    "Asset": "年末的车辆和大型设备，公开文本中的国有资产情况由此写出。",
    "CarryOut": "当年用不完、要结转到下年的资金。",
    "Execution": "上年实际花了多少，用来说明增减原因。",
    "IncomeGrid": "本年有哪些收入：财政拨款、事业收入和其他收入；也可以随支出自动填列。",
    "ExpenditureGrid": "全部支出都在这里，与上年并列；人员、公用和项目测算出来的会自动列出，其余的直接录入。",
}
"""What a grid is for, by its name."""
WIDEST, TOP = 520, 24
"""Of the words, and their distance from the last row, in pixels."""


class EmptyPage(QFrame):
    """The sentence and the button, over the empty part of a grid; gone with the first row."""

    def __init__(self, view: GridView, begin: Callable[[str], None]) -> None:
        """begin: does the first thing; it gets what is to be imported, empty where a row is to be added."""
        super().__init__(view)
        self._view, name = view, view.grid.name
        text, what = FIRST.get(name, (ADD, ""))
        about = PlainLabel(ABOUT[name], "muted")
        about.setWordWrap(True)
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(text if what else f"{text}（Alt+Ins）")
        self.button.clicked.connect(lambda: begin(what))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        before = view.previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, self.button)
        QWidget.setTabOrder(self.button, view)
        view.viewport().installEventFilter(self)
        view.grid.modelReset.connect(self.follow)
        view.grid.dataChanged.connect(self._give_way)
        self.follow()

    def follow(self) -> None:
        """Be there while the grid has no row and none that a filter hides; no button where nothing can be typed."""
        grid = self._view.grid
        self.button.setVisible(grid.session.writable)
        self.setVisible(not grid.rows and not grid.hidden)
        self._place()

    def _give_way(self) -> None:
        """Go when a first row was begun in the empty one, which announces no new rows."""
        if self._view.grid.rows and not self.isHidden():
            self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the empty part."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        room = self._view.viewport().geometry()
        rows = self._view.model().rowCount() * self._view.verticalHeader().defaultSectionSize()
        width = min(WIDEST, room.width())
        height = self.heightForWidth(width)
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.top() + rows + TOP, width, height)


def watch(view: GridView, begin: Callable[[str], None]) -> None:
    """Let a grid say what it is for while it has no rows."""
    if view.grid.name in ABOUT and (page := view.findChild(EmptyPage)) is None:
        page = EmptyPage(view, begin)
        page.raise_()
