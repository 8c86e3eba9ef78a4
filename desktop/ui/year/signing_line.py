"""The lines of the export page that ask for a digital signature: certificate file and passphrase, kept nowhere."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import extras
from desktop.exporters.delivery import signing
from desktop.exporters.delivery.signing import Signer
from desktop.findings import UserError
from desktop.ui.kit import ask_file
from desktop.ui.kit.plain_text import PlainLabel

CERTIFICATES = "证书文件 (*.p12 *.pfx)"


class SigningLine(QWidget):
    """Whether PDFs are signed, and with what; where the extra is not there it says how to get it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox("PDF 加数字签名（自己的证书文件，看不见的签名）")
        self.lack = extras.SIGN.lack()
        self.wanted.setEnabled(not self.lack)
        self.note = PlainLabel(self.lack, "muted")
        self.note.setWordWrap(True)
        self.note.setVisible(bool(self.lack))
        self.file = QLineEdit()
        self.file.setPlaceholderText("证书文件（.p12、.pfx）")
        self.file.setAccessibleName("证书文件")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("证书密码，不保存")
        self.passphrase.setAccessibleName("证书密码")
        browse = QPushButton("选择…")
        browse.clicked.connect(self._browse)
        self.asked = QWidget()
        line = QHBoxLayout(self.asked)
        line.setContentsMargins(24, 0, 0, 0)
        line.addWidget(self.file, 3)
        line.addWidget(browse)
        line.addWidget(QLabel("密码"))
        line.addWidget(self.passphrase, 2)
        self.asked.hide()
        self.wanted.toggled.connect(self.asked.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.wanted, self.note, self.asked):
            column.addWidget(widget)

    def later(self) -> Callable[[], Signer | None]:
        """Return what loads who signs, in any thread, None where nobody asked; it raises UserError where it cannot."""
        if not self.wanted.isChecked():
            return lambda: None
        file, passphrase = self.file.text().strip(), self.passphrase.text()
        return lambda: _load(file, passphrase)

    def _browse(self) -> None:
        if path := ask_file.to_read(self, "选择证书文件", CERTIFICATES):
            self.file.setText(str(path))


def _load(file: str, passphrase: str) -> Signer:
    if not file:
        raise UserError("请选择证书文件（.p12 或 .pfx），或者不加数字签名")
    return signing.load(Path(file), passphrase)
