"""The page 审阅: a published document, what was found in it and what was not checked, beside a marked copy of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import pipeline
from desktop.audit.auditing import KINDS
from desktop.audit.outcome import Outcome
from desktop.audit.results import opinion
from desktop.audit.results.folder import Result
from desktop.exporters import letter
from desktop.findings import Severity
from desktop.layouts.form import loader
from desktop.personal import Guard
from desktop.ui.audit.audit_work import WAYS, Audited, OpenBook, auditing_of, book_of, folder_of
from desktop.ui.audit.finding_list import FindingList
from desktop.ui.audit.marked_copy import MarkedCopy
from desktop.ui.audit.obligation_list import MARKS, ObligationList, outcome_color
from desktop.ui.audit.rule_dialog import RuleDialog
from desktop.ui.kit import ask_file, theme
from desktop.ui.kit.background import Job, run_in_background, run_in_steps
from desktop.ui.kit.plain_text import PlainLabel, escaped
from desktop.ui.kit.small_screens import Rows, labelled, let_shrink
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session

FILES = f"公开的预算 ({' '.join(f'*{kind}' for kind in sorted(KINDS))})"
PAPERS = "PDF 文件 (*.pdf);;Word 文件 (*.docx)"
EMPTY = (
    "把一份公开的预算拖到这里，或者点“打开公开文件…”。\n\n"
    "Word、PDF、Excel、OFD、网页和文本都可以；不改动文件，也不改动账本。"
)
SHARES = (500, 660)
"""How the width is parted between the findings and the marked copy."""
UNMARKED = "这一处引文不在文件中（例如账本的数），没有标记"


class AuditPanel(QWidget):
    """The page, with an open book or without one."""

    rule_asked = Signal(str)

    def __init__(self, session: Session | None = None) -> None:
        super().__init__()
        self._session = session
        self.audited: Audited | None = None
        self._colors = theme.colors()
        self.job: Job[Audited] | None = None
        self.folder_job: Job[Result] | None = None
        self._workbook = Path()
        self.setAcceptDrops(True)
        self._make_controls()
        self.findings, self.copy = FindingList(), MarkedCopy()
        self.unchecked = ObligationList("未检查的项目", self.rule_asked.emit)
        self.every = ObligationList("全部核对项目", self.rule_asked.emit)
        self.tabs = QTabWidget()
        for page, title in ((self.findings, "问题"), (self.unchecked.table, "未检查"), (self.every.table, "全部项目")):
            self.tabs.addTab(page, title)
        self._arrange()
        self._connect()

    def _make_controls(self) -> None:
        self.open, self.again = QPushButton("打开公开文件…"), QPushButton("重新核对")
        self.folder = QPushButton("核对整个文件夹…")
        self.folder.setToolTip("文件夹里的每个文件核对一遍，结果写成一个 Excel 表：每个文件一行，另列问题和未检查的")
        self.export = QPushButton("导出审阅意见…")
        self.forms, self.ways = DropDown(), DropDown()
        self.forms.setAccessibleName("文件的版式")
        self.ways.setAccessibleName("与什么核对")
        self.forms.addItem("自动辨认", "")
        for key, title in loader.titles().items():
            self.forms.addItem(title, key)
        for key, title in WAYS.items():
            self.ways.addItem(title, key)
        let_shrink(self.forms, 6)
        let_shrink(self.ways, 6)
        for button in (self.open, self.again, self.folder, self.export):
            button.setObjectName("small")
        self.against = labelled("核对范围", self.ways)
        self.against.setVisible(self._session is not None)
        self.ways.setToolTip("按文件标题决定：标题写明是现在看的单位和年度的，与账本核对")
        for button in (self.again, self.export):
            button.setEnabled(False)
        self.file, self.note, self.hint = PlainLabel("", "heading"), PlainLabel("", "muted"), PlainLabel("", "muted")
        self.note.setWordWrap(True)
        self.counts, self.written = QLabel(), QLabel()
        for label in (self.counts, self.written):
            label.setTextFormat(Qt.TextFormat.RichText)
        self.written.setWordWrap(True)
        self.written.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.written.linkActivated.connect(lambda _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workbook))))
        self.empty = PlainLabel(EMPTY, "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)

    def _arrange(self) -> None:
        controls = Rows(self.open, self.folder, labelled("版式", self.forms), self.against, self.again, self.export)
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.copy, 1)
        below.addWidget(self.hint)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.tabs)
        self.splitter.addWidget(right)
        self.splitter.setChildrenCollapsible(False)
        for at, share in enumerate(SHARES):  # on a small screen neither side takes the other's room
            self.splitter.setStretchFactor(at, share)
        self.splitter.setSizes(list(SHARES))
        controls.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(5)
        column.addLayout(controls)
        for widget in (self.written, self.file, self.note, self.counts):
            column.addWidget(widget)
            widget.hide()
        column.addWidget(self.splitter, 1)
        column.addWidget(self.empty, 1)
        self.splitter.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._fit_rows())
        self.open.clicked.connect(self.ask_file)
        self.folder.clicked.connect(self.ask_folder)
        self.again.clicked.connect(self.check_again)
        self.export.clicked.connect(self.ask_export)
        self.findings.chosen.connect(self._show_mark)
        self.findings.filtered.connect(self.copy.show_only)
        self.findings.rule_asked.connect(self.rule_asked)
        self.copy.finding_chosen.connect(self._mark_chosen)
        self.rule_asked.connect(lambda code: RuleDialog(code, self).open())
        for box in (self.forms, self.ways):
            box.activated.connect(lambda _: self.check_again())
        if self._session is not None:
            self._session.changed.connect(self._book_changed)

    # reading ------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a document and audit it."""
        if path := ask_file.to_read(self, "打开公开文件", FILES):
            self.open_file(path)

    def open_file(self, path: Path, way: str = "") -> None:
        """Read and audit a document beside the window. way: of `WAYS`, empty: as it is chosen."""
        if way:
            self.ways.setCurrentIndex(self.ways.findData(way))
        book: OpenBook | None = book_of(self._session) if self._session is not None else None
        work = auditing_of(path, self.forms.currentData(), self.ways.currentData(), book)
        self.job = run_in_steps(self.window(), f"正在审阅“{path.name}”…", work, self.show_audit)

    def check_again(self) -> None:
        """Audit the same document again, as it is now."""
        if self.audited is not None:
            self.open_file(self.audited.path)

    def ask_folder(self) -> None:
        """Ask for a folder and for the workbook that takes what is found in its documents."""
        at = self.audited.path.parent if self.audited else ""
        folder = ask_file.folder(self, "选择放公开文件的文件夹", at)
        if folder is None:
            return
        if target := ask_file.to_write(self, "审阅结果表", "审阅结果.xlsx", "Excel 文件 (*.xlsx)", folder):
            self.audit_folder(folder, target)

    def audit_folder(self, folder: Path, target: Path) -> None:
        """Audit every document of a folder into a workbook beside the window."""
        book = book_of(self._session) if self._session is not None else None
        work = folder_of(folder, target, self.forms.currentData(), self.ways.currentData(), book)

        def done(result: Result) -> None:
            summary, self._workbook = f"“{folder.name}”核对完了：{result.summary}。结果表：{target}", target
            self.written.setText(f'{escaped(summary)}　<a href="open">打开结果表</a>')
            self.written.show()
            if self._session is not None:
                self._session.message.emit(summary)  # the person may have gone to another page

        self.folder_job = run_in_steps(self.window(), f"正在核对“{folder.name}”…", work, done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one document."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Audit the document that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    # showing ------------------------------------------------------------------------------------------

    def show_audit(self, audited: Audited) -> None:
        """Show what was found in a document."""
        self.audited, audit, self._colors = audited, audited.audit, theme.colors()
        self.empty.hide()
        for widget in (self.splitter, self.file, self.note, self.counts):
            widget.show()
        layout = loader.titles().get(audit.layout, audit.layout) or "没有识别，按表的结构核对"
        self.file.setText(f"{audit.document.file}　　版式：{layout}")
        self.note.setText("；".join((f"核对范围：{audited.compared}", *audit.document.notes)))
        self.copy.show_document(audited)
        self.unchecked.show(audit.not_checked)
        self.every.show(list(audit.obligations))
        self.findings.show_audit(audited)
        self.tabs.setTabText(0, f"问题（{len(audit.findings)}）")
        self.tabs.setTabText(1, f"未检查（{len(audit.not_checked)}）")
        self.tabs.setTabText(2, f"全部项目（{len(audit.obligations)}）")
        self._count()
        for button in (self.again, self.export):
            button.setEnabled(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Row heights depend on the width, known only now."""
        super().showEvent(event)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Show the same in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.audited and self._colors is not theme.colors():
            self.show_audit(self.audited)

    def _fit_rows(self) -> None:
        for table in (self.findings.table, self.unchecked.table, self.every.table):
            table.resizeRowsToContents()

    def _count(self) -> None:
        """Say how many findings there are and how the obligations came out; the words are all our own."""
        if self.audited is None:
            return
        audit, parts = self.audited.audit, []
        for severity in Severity:
            parts.append(f"<b style='color:{theme.of_severity(severity)}'>{severity} {audit.count(severity)}</b>")
        parts.append("｜")
        for outcome in Outcome:
            count = sum(each.outcome is outcome for each in audit.obligations)
            parts.append(f"<span style='color:{outcome_color(outcome)}'>{MARKS[outcome]} {outcome} {count}</span>")
        self.counts.setText("　".join(parts))

    def _show_mark(self, finding: int, quote: int) -> None:
        marked = self.copy.choose(finding, quote)
        words = [] if marked else [UNMARKED]
        if self.copy.left_out:
            words.append(f"文件很大：表中没有标记的 {self.copy.left_out} 行没有显示，核对时都读了")
        self._say("；".join(words))

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _mark_chosen(self, finding: int) -> None:
        self.tabs.setCurrentIndex(0)
        self.findings.choose(finding)

    def _book_changed(self) -> None:
        """Say that an audit against the book is of before the change."""
        changed = "账本在核对之后有改动，请点“重新核对”"
        if self.audited is not None and self.audited.with_book and changed not in self.note.text():
            self.note.setText(f"{changed}；{self.note.text()}")

    # the paper ----------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask for a name and write the opinion for the unit that made the document."""
        if self.audited is None:
            return
        offered, at = f"{opinion.file_stem(self.audited.audit)}.pdf", self.audited.path.parent
        if path := ask_file.to_write(self, "导出审阅意见", offered, PAPERS, at):
            self.write_opinion(path)

    def write_opinion(self, path: Path) -> None:
        """Write the opinion to a file, .pdf or .docx."""
        audited = self.audited
        if audited is None:
            return

        guard = pipeline.guard_of(self._session.disclosure) if self._session and audited.with_book else Guard()

        def work() -> Path:
            letter.write(replace(opinion.opinion_of(audited.audit, audited.compared), guard=guard), [path])
            return path

        run_in_background(self.window(), "正在写审阅意见…", work, lambda done: self._say(f"已写好审阅意见：{done}"))


def _dropped(event: QDropEvent) -> Path | None:
    """Return the document that is dragged, None where it is another thing or several."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in KINDS else None
