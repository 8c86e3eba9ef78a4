"""版式设置: in which of its ways the layout is printed, and with which document one of other years was compared."""

from dataclasses import astuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.exporters.delivery import names
from desktop.layouts.form import loader, years
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session


class LayoutDialog(QDialog):
    """A drop-down for each setting of the layout; the number of the document that it was compared with."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("版式设置")
        self.setMinimumWidth(560)
        self._form = loader.load(session.form, with_text=False)
        self.about = PlainLabel(self._standing())
        self.about.setWordWrap(True)
        self.choices: dict[str, DropDown] = {}
        rows = QFormLayout()
        for setting in self._form.settings:
            rows.addRow(setting.label, self._choice(setting.id))
        self.rules = {rule: self._rule(rule) for rule in names.SETTINGS}
        for rule, line in self.rules.items():
            rows.addRow(names.SETTINGS[rule], line)
        self.document = QLineEdit(self._reviewed_with())
        self.document.setAccessibleName("已与哪份文件核对")
        self.document.setPlaceholderText("文号；逐表核对过、版式没有变才填写")
        rows.addRow("已与哪份文件核对", self.document)
        buttons = QDialogButtonBox()
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(12)
        column.addWidget(self.about)
        column.addLayout(rows)
        column.addWidget(buttons)

    def _standing(self) -> str:
        known = [loader.load(key, with_text=False) for key in loader.available()]
        year = self._session.budget.year
        return f"{self._form.title}：{years.standing(self._form, year, known).reason}；本预算是{year}年。"

    def _choice(self, name: str) -> DropDown:
        setting = next(each for each in self._form.settings if each.id == name)
        taken = {record.setting: record.choice for record in self._session.facts.layout_choices}
        box = DropDown()
        for choice in setting.choices:
            box.addItem(choice.label, choice.id)
        box.setCurrentIndex(max(0, box.findData(taken.get(name, setting.default))))
        box.setAccessibleName(setting.label)
        box.setToolTip(setting.hint)
        self.choices[name] = box
        return box

    def _rule(self, name: str) -> QLineEdit:
        """Return the line of a rule for names; the layout's own shows where nothing is typed."""
        taken = {record.setting: record.choice for record in self._session.facts.layout_choices}
        line = QLineEdit(names.in_chinese(taken.get(name, "")))
        usual = dict(zip(names.SETTINGS, astuple(self._form.names), strict=True))[name]
        line.setPlaceholderText(names.in_chinese(usual) or "不另建文件夹")
        line.setToolTip("可以写：" + "、".join(f"{{{names.WORDS[word]}}}" for word in names.known_words(name)))
        line.setAccessibleName(names.SETTINGS[name])
        return line

    def _reviewed_with(self) -> str:
        reviews = self._session.facts.layout_reviews
        return next((review.document for review in reviews if review.form == self._form.key), "")

    def save(self) -> None:
        """Keep settings and document as one step."""
        defaults = {setting.id: setting.default for setting in self._form.settings}
        typed = {name: str(box.currentData()) for name, box in self.choices.items()}
        choices = {name: "" if choice == defaults[name] else choice for name, choice in typed.items()}

        choices |= {name: line.text().strip() for name, line in self.rules.items()}

        def keep() -> None:
            for name in names.SETTINGS:
                names.require_pattern(name, choices[name])
            self._session.year_edits.keep_layout(choices, self._form.key, self.document.text())
            self.accept()

        guarded(self, keep)
