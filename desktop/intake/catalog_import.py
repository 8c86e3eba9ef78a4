"""Taking in a whole edition of a classification or a list of its changes (XLSX, CSV): all rows or none."""

from dataclasses import field, replace
from pathlib import Path

from desktop.catalog import classification, editions
from desktop.catalog.change_list import ADDED, EDITION, ENDED, ON_CODES, RENAMED, Change
from desktop.catalog.classification import FILES, LEVEL_LENGTHS, TITLES, Code, load
from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity, UserError
from desktop.intake import headers
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.outside.source_files import read as read_source

COLUMNS = {
    "code": ("科目编码", "编码", "科目代码", "代码", "code"),
    "name": ("科目名称", "名称", "name"),
    "kind": ("分类", "科目分类", "科目类别", "kind"),
    "action": ("变动", "变动类型", "变动情况", "action"),
    "becomes": ("改为", "改用", "新编码", "改用科目", "becomes"),
    "note": ("说明", "科目说明", "备注", "note"),
    "类": ("类",),
    "款": ("款",),
    "项": ("项",),
}
LEVELS = ("类", "款", "项")
ACTIONS = {
    **dict.fromkeys((ADDED, "增设", "增加"), ADDED),
    **dict.fromkeys((ENDED, "取消", "删除", "撤销", "改为", "并入"), ENDED),
    **dict.fromkeys((RENAMED, "改名", "名称变更"), RENAMED),
}
"""Words of a change list and what they mean; 改为 and 并入 end a code that another one replaces."""


@dataclass(slots=True)
class Reading:
    """What a file holds: its changes, what to know about them, and a finding for every row refused."""

    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rejects: list[Finding] = field(default_factory=list)
    summary: str = ""

    @property
    def on_codes(self) -> list[Change]:
        """The changes of single codes."""
        return [change for change in self.changes if change.action in ON_CODES]


def read(path: Path, year: int, kind: str, document: str, sheet: str = "") -> Reading:
    """Read a file whose changes are in force from the budget of a year on.

    kind: the classification of a file without a column for it. Raises UserError when the file cannot be read.
    """
    if not document.strip():
        raise UserError("没有填写依据的文件（文号）；载入科目须写明")
    table = read_source(path, sheet)
    names = {name: field for field, known in COLUMNS.items() for name in known}
    found = headers.find(table, lambda text: names.get(text.lower(), ""))
    columns = {names[text.lower()]: n for n, text in found.texts.items() if text.lower() in names} if found else {}
    if found is None or not ("name" in columns and ("code" in columns or "类" in columns)):
        raise UserError(f"“{path.name}”中没有找到“科目编码”和“科目名称”两列（或“类、款、项、科目名称”）；请核对表头")
    if "kind" not in columns and not kind:
        raise UserError(f"“{path.name}”没有“分类”一列；请写明是哪一套科目（功能、部门经济或政府经济分类）")
    return _File(table, columns, Change(year, kind, ADDED, document=document.strip(), source=path.name)).read(
        table.rows[found.last + 1 :]
    )


class _File:
    """A file on its way to changes; `common` holds what all of them share."""

    def __init__(self, table: SourceTable, columns: dict[str, int], common: Change) -> None:
        self._table, self._columns, self._common = table, columns, common
        self._reading = Reading()
        self._codes: dict[str, dict[str, Code]] = {key: dict(load(key).codes) for key in FILES}
        self._seen: dict[tuple[str, str], int] = {}
        self._above: dict[str, str] = {}
        self._incomes = 0

    def read(self, rows: tuple[SourceRow, ...]) -> Reading:
        """Return the changes of the rows."""
        stated = [change for row in rows if (change := self._row(row)) is not None]
        if self._incomes:
            self._reading.notes.append(f"收入科目 {self._incomes} 行没有载入：本机科目表只有支出的三套分类")
        if not stated and not self._reading.rejects:
            self._reject(0, "表头下面没有科目")
        is_edition = "action" not in self._columns
        changes = self._of_edition(stated) if is_edition else stated
        order = sorted(changes, key=lambda each: (each.action != ADDED, len(each.code) if each.action == ADDED else 0))
        for change in order:
            self._take(change)
        for change in order:
            self._check_becomes(change)
        count = {action: sum(each.action == action for each in order) for action in ON_CODES}
        numbers = "，".join(f"{action} {number} 个" for action, number in count.items())
        what = "全本" if is_edition else "变动清单"
        self._reading.summary = f"{what}（{self._common.document}，{self._common.year} 年起）：{numbers}"
        return self._reading

    def _text(self, row: SourceRow, name: str) -> str:
        place = self._columns.get(name, -1)
        return row.cells[place].strip() if 0 <= place < len(row.cells) else ""

    def _reject(self, number: int, reason: str) -> None:
        place = Place(file=self._table.file, sheet=self._table.sheet, line_number=number)
        self._reading.rejects.append(Finding("I01", Severity.ERROR, reason, place))

    def _row(self, row: SourceRow) -> Change | None:
        """Return what a row says, None where it is refused or has neither code nor name."""
        word = self._text(row, "kind")
        if "收入" in word:
            self._incomes += 1
            return None
        bare = word.replace("预算", "").replace("支出", "")
        kind = next((key for key in FILES if word == key or TITLES[key] in bare), "") if word else self._common.kind
        code, name = self._code(row), self._text(row, "name")
        if not kind:
            self._reject(row.number, f"分类“{word}”不对，应为：{'、'.join(TITLES.values())}")
            return None
        if not code and not any(self._text(row, each) for each in ("action", "becomes")):
            if name and "合计" not in name:
                self._reject(row.number, f"“{name}”没有科目编码")
            return None
        action = ACTIONS.get(self._text(row, "action")) if "action" in self._columns else ADDED
        if action is None:
            self._reject(row.number, f"变动“{self._text(row, 'action')}”不对，应为：{'、'.join(ON_CODES)}")
            return None
        return self._new(row, kind, code, action)

    def _new(self, row: SourceRow, kind: str, code: str, action: str) -> Change | None:
        name, becomes = self._text(row, "name"), self._text(row, "becomes")
        if (kind, code) in self._seen:
            self._reject(row.number, f"科目“{code}”与第 {self._seen[kind, code]} 行重复")
            return None
        lengths = LEVEL_LENGTHS[kind].values()
        if not (code.isascii() and code.isdecimal()) or len(code) not in lengths:
            wanted = "、".join(map(str, lengths))
            self._reject(row.number, f"{TITLES[kind]}科目编码“{code}”不对，应为 {wanted} 位数字")
            return None
        if not name and action != ENDED:
            self._reject(row.number, f"科目“{code}”没有名称")
            return None
        self._seen[kind, code] = row.number
        for mark in "、；，,;\n":
            becomes = becomes.replace(mark, " ")
        return Change(
            self._common.year, kind, action, code, name, tuple(becomes.split()) if action == ENDED else (),
            document=self._common.document, note=self._text(row, "note"), source=self._common.source, confidence="A",
        )  # fmt: skip

    def _code(self, row: SourceRow) -> str:
        """Return the code of a row, put together where 类, 款 and 项 stand in columns of their own."""
        if "code" in self._columns:
            return "".join(self._text(row, "code").split())
        code = ""
        for depth, level in enumerate(LEVELS):
            part = self._text(row, level)
            if not part:
                continue
            above = "" if depth == 0 else self._above.get(LEVELS[depth - 1], "")
            code = part if len(part) > 2 else above + part.zfill(2)
            self._above[level] = code
        return code

    def _of_edition(self, stated: list[Change]) -> list[Change]:
        """Return what has to change so that the table of this computer becomes the edition."""
        changes: list[Change] = []
        year = self._common.year
        for kind in dict.fromkeys(change.kind for change in stated):
            table, inside = load(kind), {change.code: change for change in stated if change.kind == kind}
            mine = Change(year, kind, EDITION, document=self._common.document, source=self._common.source)
            self._reading.changes.append(mine)
            for code, change in inside.items():
                now = table.get(code, year)
                if now is None or now.name_in(year) != change.name:
                    changes.append(replace(change, action=ADDED if now is None else RENAMED))
            present = [each for each in table.codes.values() if each.in_force(year)]
            gone = [each for each in present if each.code not in inside]
            if len(gone) * 2 > len(present):
                text = (
                    f"文件中的{TITLES[kind]}科目只有 {len(inside)} 个，现有 {len(present)} 个中会有 {len(gone)} 个停用"
                )
                self._reject(0, f"{text}，不像是全本；如果是变动清单，请加一列“变动”（{'、'.join(ON_CODES)}）")
            for each in gone:
                if each.own:
                    self._reading.notes.append(f"自行增加的“{each.code} {each.name}”不在文件中，将停用")
                changes.append(replace(mine, action=ENDED, code=each.code, confidence="A"))
        return changes

    def _take(self, change: Change) -> None:
        """Take a change that fits what came before it."""
        codes = self._codes[change.kind]
        problem = (
            "" if change.action == ENDED and self._ended_with_above(change) else editions.problem_of(change, codes.get)
        )
        if problem:
            self._reject(self._seen.get((change.kind, change.code), 0), problem)
            return
        classification.apply(codes, change, change.kind)
        self._reading.changes.append(change)

    def _ended_with_above(self, change: Change) -> bool:
        """Tell whether a code ended because the one above it did, a row before."""
        now = self._codes[change.kind].get(change.code)
        return (
            now is not None and now.last == change.year - 1 and load(change.kind).get(now.code, change.year) is not None
        )

    def _check_becomes(self, change: Change) -> None:
        for code in change.becomes:
            now = self._codes[change.kind].get(code)
            if now is None or not now.in_force(change.year):
                number = self._seen.get((change.kind, change.code), 0)
                self._reject(
                    number, f"“{change.code}”改为的“{code}”在 {change.year} 年的科目表中没有，请同时列出新增的科目"
                )
