"""The pages of the year's work in their natural order, with what is left to do on each."""

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from desktop.compute.lines import PREFIX
from desktop.dataclass import dataclass
from desktop.findings import Finding
from desktop.ledger.records import DirectLine
from desktop.ui.kit import icons
from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, the kinds of records it edits, what it is for; also: what else its records are called."""

    key: str
    title: str
    tip: str
    kinds: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


PAGES = (
    Page(
        "unit",
        "单位",
        "内设机构、下属单位、编制、车辆与设备、公开审批记录",
        ("单位信息", "内设机构与下属单位", "编制", "各类人员运行科目", "车辆与设备", "公开审批记录"),
    ),
    Page(
        "people",
        "人员",
        "人员、工资项、年内变动和本账本参数；人员经费由此算出",
        ("人员", "年内变动", "年内工资变动", "核定基数", "人员资金分担", "本账本参数"),
    ),
    Page(
        "public",
        "公用",
        "定额分配、会议和培训计划；公用经费由此算出",
        ("定额分配", "定额计算基数", "公用测算明细", "会议和培训计划"),
    ),
    Page(
        "projects",
        "项目",
        "项目、测算明细、绩效指标、政府采购、新增资产、控制数、批复变动、预算调整",
        (
            *("项目", "项目测算明细", "明细资金分担", "项目分年计划", "绩效指标", "政府采购", "新增资产", "控制数"),
            *("批复变动", "预算调整", "未在本软件编制的阶段"),
        ),
    ),
    Page("income", "收入", "收入、结转下年和上年执行数", ("结转下年", "上年执行数")),
    Page("lines", "支出与上年", "全部支出行，本年与上年并列", also=(DirectLine.ABOUT.label,)),
    Page("tables", "表格", "当前版式的各张公开表，与打印一致"),
    Page("checks", "检查", "需要处理的问题和全部检查结果"),
    Page("narrative", "说明", "预算情况说明和需要您写的文字"),
    Page("overview", "概览", "一页纸：五个数、比上年变了什么、为什么、还剩什么要做"),
    Page("audit", "审阅", "审阅任何一份公开的预算：表内、表间、表与文字，也可与本账本核对（F8）"),
    Page("export", "导出", "生成 Excel、PDF、Word 等文件（F9）"),
)
KEYED = 10
"""Pages that Alt with a digit turns to; those behind them, 审阅 and 导出, have F8 and F9."""
PAGE_OF_LINE = {
    PREFIX[table]: page
    for page, tables in (
        ("people", ("person",)),
        ("public", ("quota", "quota_split", "public_line")),
        ("projects", ("project_line", "procurement", "adjustment")),
        ("income", ("income", "carry_out")),
    )
    for table in tables
}
"""Pages where what makes a line is entered, by how its key begins; all others are lines themselves."""
RESULTS = ("overview", "tables", "checks", "narrative", "audit")
"""Pages of results; the grids are hidden beside them, so that they have the whole width."""


LEAST_PAGES = 4
"""Pages that are always in view; in a low window the others are scrolled to."""
APART, CLOSE, CLOSEST = 12, 4, -1
"""Pixels of a page beyond the height of its words: usually, in a low window, where the list would have to scroll."""
AROUND = 2
"""Pixels of the list above and below its pages together."""
PART = 0.57
"""What the list takes of the height of a window at most, where its pages can be closer to each other."""


class PageList(QListWidget):
    """The list of pages at the left, each with its badge."""

    page_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row = 0
        self.setObjectName("pages")
        self.setIconSize(QSize(icons.SIDE, icons.SIDE))
        self.setAccessibleName("工作步骤")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, page in enumerate(PAGES, 1):
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.key)
            item.setToolTip(f"{page.tip}（Alt+{number % 10}）" if number <= KEYED else page.tip)
            self.addItem(item)
        self.itemClicked.connect(lambda item: self.page_chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.itemActivated.connect(lambda item: self.page_chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        session.checked.connect(self.reload)
        self._list({})

    def fit(self, height: int, room: int = 0) -> None:
        """Take less room in a window of little height (pixels), so that as many pages as can be are in view.

        room: what there is for the list when all else has its least; 0 where that is not known.
        """
        row = self._row_height(height)
        if room and row * len(PAGES) + AROUND > room:
            row = max(self.fontMetrics().height() + CLOSEST, (room - AROUND) // len(PAGES))
        if row != self._row:
            self._row = row
            self._list(self._left)

    def _row_height(self, height: int) -> int:
        words = self.fontMetrics().height()
        return max(words + CLOSE, min(words + APART, int(height * PART) // len(PAGES)))

    def sizeHint(self) -> QSize:
        """All pages, where there is room."""
        return QSize(self.minimumWidth(), self.maximumHeight())

    def reload(self) -> None:
        """Show anew what is left to do on each page."""
        self._list(badges(self._session))

    def _list(self, left: dict[str, int]) -> None:
        """Show the pages with how many things are left to do; nothing is said before the checks have run."""
        self._left = left
        height = self._row or self.fontMetrics().height() + APART
        self.setMinimumHeight(height * LEAST_PAGES + AROUND)
        self.setMaximumHeight(height * len(PAGES) + AROUND)
        widest = max(self.fontMetrics().horizontalAdvance(f"{page.title}　99") for page in PAGES)
        self.setMinimumWidth(widest + 30 + icons.SIDE)
        for number, page in enumerate(PAGES):
            count = left.get(page.key, 0)
            self.item(number).setSizeHint(QSize(0, height))
            self.item(number).setIcon(icons.icon(page.key))
            self.item(number).setText(f"{page.title}　{count}" if count else page.title)

    def mark(self, key: str) -> None:
        """Mark the page that is shown."""
        for number, page in enumerate(PAGES):
            if page.key == key:
                self.setCurrentRow(number)


class Side(QWidget):
    """The pages above the units and years: what stands below them has its least before the pages are scrolled."""

    def __init__(self, pages: PageList) -> None:
        super().__init__()
        self.setObjectName("side")
        self._pages = pages
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 1, 4)  # the line at the right is not covered
        self._column.addWidget(pages)

    def add(self, below: QWidget) -> None:
        """Put something below; it takes what the pages leave, and at least what it needs."""
        below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        below.setMinimumHeight(below.minimumSizeHint().height())
        self._column.addWidget(below, 1)

    def add_words(self, words: QLabel) -> None:
        """Put a heading below."""
        self._column.addWidget(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pages stand as close as the room asks."""
        super().resizeEvent(event)
        others = self._column.totalMinimumSize().height() - self._pages.minimumHeight()
        self._pages.fit(self.window().height(), self.height() - others)


def badges(session: Session) -> dict[str, int]:
    """Return how many things are left to do on each page; a page without any is not named."""
    findings = session.disclosure.to_do
    found: dict[str, int] = dict(Counter(page_of(finding) for finding in findings))
    found["checks"] = len(findings)
    required = [spec.key for spec in session.disclosure.form.texts if spec.required]
    unwritten = [key for key in required if not session.facts.texts.get(key)]
    found["narrative"] = len({*session.disclosure.narrative.owed, *unwritten})
    return {key: count for key, count in found.items() if count}


def page_of(finding: Finding) -> str:
    """Return the key of the page where a finding is put right: by the place it names."""
    place = finding.place
    for page in PAGES:
        if place.entry and place.entry in (page.title, *page.kinds, *page.also):
            return page.key
    if place.lines:
        return PAGE_OF_LINE.get(place.lines[0][:1], "lines")
    if place.figure:
        return "narrative"
    return "tables" if place.table else "checks"


def title_of(key: str) -> str:
    """Return the title of a page."""
    return next(page.title for page in PAGES if page.key == key)
