"""One key makes every file: choose the folder, watch progress, cancel, see what was written."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import paths, pipeline
from desktop.error_log import log_problem
from desktop.exporters import package
from desktop.exporters.package import Written
from desktop.findings import UserError
from desktop.ledger.vocabulary import Stage
from desktop.ui.kit import ask_file, window_place
from desktop.ui.kit.background import Job
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.session import Session
from desktop.ui.year.signed_pages import SignedPages
from desktop.ui.year.signing_line import SigningLine

LISTED = 5
"""Open errors that the dialog names; the rest is counted."""


def _described(files: list[Written]) -> str:
    """Return what there is to say of the files of one kind: one by its name, several by their number."""
    first, size, compared = files[0], sum(file.size for file in files), sum(file.compared for file in files)
    named = first.path.name if len(files) == 1 else f"{package.KINDS[first.kind]}：{len(files)} 个文件"
    signed = f"，已由“{first.signed}”数字签名" if first.signed else ""
    return f"✓ {named}（{size // 1024} KB，回读核对 {compared} 处一致{signed}）"


class ExportDialog(QDialog):
    """Export the disclosure of the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出公开文件")
        self._publication = pipeline.publication(session.disclosure)
        self._code = pipeline.page_code_of(session.disclosure)
        self._open = [] if self._publication.scenario else session.disclosure.open_errors
        self._publishing = session.budget.stage == Stage.DISCLOSED
        self._refused = session.refused.waiting()
        self._session, self._book = session, session.book.path
        self._job: Job[list[Written]] | None = None
        self._notices: list[str] = []
        self._folder, self._made_in = Path(), Path()
        self.folder = QLineEdit(str(ask_file.exports_of(self._book)))
        ending = {kind: f"（.{kind}）" for kind in package.WHOLE}
        self.kinds = {kind: QCheckBox(f"{name}{ending.get(kind, '')}") for kind, name in package.KINDS.items()}
        self.as_zip = QCheckBox("全部打成一个压缩包（.zip）")
        self.anyway = QCheckBox("仍要导出草稿，每页页脚注明“草稿”")
        self.coded = QCheckBox("PDF、OFD 每页印二维码（供核验纸质件）")
        self.coded.setChecked(bool(self._publication.page_code))
        self.coded.setVisible(bool(self._code))
        self.signing = SigningLine(self)
        self.signing.setVisible(not session.budget.scenario)
        self.signing.wanted.toggled.connect(self._fit)
        self.signed = SignedPages(session, self)
        self.signed.setVisible(not session.budget.scenario)
        self.setMinimumWidth(560 if session.budget.scenario else 1040)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()  # until something runs it would look like a field to fill in
        self.message = PlainLabel()
        self.message.setWordWrap(True)
        self.start = QPushButton("导出")
        self.start.setDefault(True)
        self.stop = QPushButton("关闭")
        self.stop.setAutoDefault(False)
        self.look = QPushButton("打开文件夹")
        self.look.hide()
        self._arrange()
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self._stop_or_close)
        self.look.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made_in))))

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        named = PlainLabel(self._publication.file_stem, "heading")
        named.setWordWrap(True)
        column.addWidget(named)
        self.refused = PlainLabel(self._refused, "problem")
        self.refused.setWordWrap(True)
        self.refused.setVisible(bool(self._refused))
        column.addWidget(self.refused)
        self._add_warning(column)
        line = QHBoxLayout()
        line.addWidget(QLabel("保存到"))
        line.addWidget(self.folder, 1)
        browse = QPushButton("选择…")
        browse.clicked.connect(lambda: ask_file.folder_into(self.folder))
        line.addWidget(browse)
        column.addLayout(line)
        for kind, box in self.kinds.items():
            box.setChecked(kind in package.USUAL)
            column.addWidget(box)
        if self._publication.remarks:
            remarks = PlainLabel(self._publication.remarks, "muted")
            remarks.setWordWrap(True)
            column.addWidget(remarks)
        column.addWidget(self.coded)
        column.addWidget(self.as_zip)
        column.addWidget(self.bar)
        column.addWidget(self.message)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.look, self.start, self.stop):
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 18, 20, 16)
        page.setSpacing(10)
        page.addLayout(self._beside_signatures(column), 1)
        page.addLayout(buttons)

    def _add_warning(self, column: QVBoxLayout) -> None:
        """Say above all why only a draft can be exported, where that is so."""
        if self._publication.scenario:
            note = QLabel("现在打开的是测算方案，不是正式数据：只能导出草稿，文件名和每页页脚都会注明。")
            note.setObjectName("banner")
            note.setWordWrap(True)
            column.addWidget(note)
        elif self._open:
            stage = "“公开”阶段还有" if self._publishing else "有"
            count = len(self._open)
            text = f"{stage} {count} 项检查错误未处理，不能作为正式文件导出。请先处理，或者只导出草稿。"
            listed = [f"· {finding.code} {finding.describe()}" for finding in self._open[:LISTED]]
            listed += [f"· 另有 {count - LISTED} 项，见“检查”"] if count > LISTED else []
            self.waiting = PlainLabel("\n".join([text, *listed]), "banner")
            self.waiting.setWordWrap(True)
            column.addWidget(self.waiting)
            column.addWidget(self.anyway)
            self.start.setEnabled(False)
            self.anyway.toggled.connect(self.start.setEnabled)

    def _beside_signatures(self, column: QVBoxLayout) -> QHBoxLayout:
        """Return what is written at the left, and signed pages with the signature at the right."""
        proof = QVBoxLayout()
        proof.addWidget(self.signed, 1)
        proof.addWidget(self.signing)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addLayout(column, 1)
        sides.addLayout(proof)
        return sides

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the wrapped words need at this width and size of letters."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout, room = self.layout(), window_place.room_for(self)
        if layout is not None:
            layout.activate()  # else the height is that of the words before
            wanted = max(self.height(), layout.totalHeightForWidth(self.width()))
            if wanted > room.height():  # long lists of errors or files: they are scrolled, the buttons stay in view
                window_place.fit(self, room)
            self.resize(self.width(), min(wanted, room.height()))
            window_place.keep_on_screen(self)

    def begin(self) -> None:
        """Start writing in a thread."""
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        if self._open and not self.anyway.isChecked():
            self.message.setText("有检查错误未处理；要导出草稿，请先勾选“仍要导出草稿”")
            return
        if not kinds or self._job is not None:
            self.message.setText("请至少选择一种文件" if not kinds else "正在导出")
            return
        try:
            folder = ask_file.written_path(self.folder.text())
        except UserError as error:
            self._say(str(error), problem=True)
            return
        self._say("")
        self.bar.show()
        self.bar.setRange(0, len(kinds))
        self.bar.setValue(0)
        self._notices.clear()
        self.start.setEnabled(False)
        self.stop.setText("取消")
        self._folder, as_zip = folder, self.as_zip.isChecked()
        publication = replace(self._publication, page_code=self._code if self.coded.isChecked() else "")

        signer = self.signing.later()

        def write(job: Job[list[Written]]) -> list[Written]:
            cancelled, progress, notice = lambda: job.cancelled, job.progressed.emit, job.noticed.emit
            return package.export(
                publication, folder, kinds, progress, cancelled, notice, as_zip=as_zip, signer=signer()
            )

        self._job = Job(self, write, self._finished, self._failed, "正在导出公开文件")
        self._job.progressed.connect(self._progress)
        self._job.noticed.connect(self._notice)
        self._job.begin()

    def _notice(self, text: str) -> None:
        self._notices.append(text)

    def _progress(self, text: str, done: int, total: int) -> None:
        self.message.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _finished(self, written: list[Written]) -> None:
        self._end()
        lines = [_described(list(files)) for _, files in groupby(written, key=lambda file: file.kind)]
        self.message.setText("\n".join([*self._notices, *lines]))
        self._made_in = written[0].path.parent
        self._session.message.emit(self._outcome(written))
        ask_file.note_exports(self._book, self._folder)
        self.look.show()
        self._fit()

    def _outcome(self, written: list[Written]) -> str:
        """Return what the window says of files that were written."""
        return f"已导出 {len(written)} 个文件，保存在“{written[0].path.parent}”"

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, UserError):
            text = str(error)
        elif isinstance(error, OSError):
            text = paths.explain_os_error(error, self._folder)
        else:
            text = f"程序出现内部问题，没有导出，文件夹里的文件没有变化（{log_problem(error)}）"
        self._say("\n".join([*self._notices, text]), problem=True)
        self.bar.hide()  # an empty one would look like a field to fill in
        self._fit()

    def _say(self, text: str, *, problem: bool = False) -> None:
        """Say what came of it, a refusal in red."""
        self.message.setObjectName("problem" if problem else "")
        self.message.style().polish(self.message)
        self.message.setText(text)

    def _end(self) -> None:
        self._job = None
        self.start.setEnabled(True)
        self.stop.setText("关闭")

    def _stop_or_close(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.message.setText("正在取消，文件夹里的文件不会变化…")
        else:
            self.close()

    def done(self, result: int) -> None:
        """Wait for a running export to stop before the dialog goes away, also by the Esc key; say what came of it."""
        if self._job is not None:
            written = [file for files in self._job.stop_now() for file in files]
            self._end()
            if written:
                ask_file.note_exports(self._book, self._folder)
            self._session.message.emit(self._outcome(written) if written else f"没有导出：{package.Cancelled()}")
        super().done(result)
