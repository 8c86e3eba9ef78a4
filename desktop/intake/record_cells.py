"""The cells of one row of a list of records, by field: what each says, or why it is refused."""

import re

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake import bureau_amounts, record_words, subject_codes
from desktop.intake.record_columns import LEVELS, OTHER_AGENCY, Column, RecordSheet
from desktop.intake.record_rows import DataRow
from desktop.intake.record_words import SKIP, Money, RecordWords
from desktop.ledger import bounds
from desktop.ledger.describe import field_of
from desktop.ledger.records import Project
from desktop.ledger.vocabulary import FISCAL, FUNDS, SUBSOURCES, Carry, read_carry
from desktop.money import AmountError, Fen

_COUNT = re.compile(r"(\d{1,12})(?:\.0+)?\s*(?:台|辆|个月|个|套|项|批|次|人|天|月|件|年)?")
YES_OR_NO = {"是": str(Carry.CARRIED), "否": str(Carry.CURRENT)}
"""What stands under a heading that asks whether money is carried over (是否结转)."""
_KEYS = {"function_code": "function", "economic_code": "economic", "government_code": "government"}
_TITLES = {"function": "功能科目", "economic": "部门经济科目", "government": "政府经济科目"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a file is read for: the year where it says none, the years that may be, the unit's names, its projects."""

    year: int
    years: tuple[int, ...] = ()
    unit: tuple[str, ...] = ()
    projects: tuple[Project, ...] = ()


class RecordRow:
    """Reads one row; `skipped` says that a person wanted none of its kind."""

    def __init__(self, sheet: RecordSheet, row: DataRow, words: RecordWords, context: Context) -> None:
        self.sheet = sheet
        self.row = row
        self.words = words
        self.context = context
        self.rejects: list[Finding] = []
        self.skipped = ""

    def has(self, name: str) -> bool:
        """Whether the file has a column of the field."""
        return name in self.sheet.columns

    def text(self, name: str) -> str:
        """Return the text of a field, empty where the file has no such column."""
        return self.row.text(self.sheet.columns.get(name))

    def reject(self, name: str, reason: str) -> None:
        """Refuse a cell."""
        column = self.sheet.columns.get(name)
        place = Place(
            file=self.sheet.table.file,
            sheet=self.sheet.table.sheet,
            line_number=self.row.number,
            column=column.text if column else "",
        )
        self.rejects.append(Finding("I01", Severity.ERROR, reason, place))

    def year(self) -> int:
        """Return the budget year, that of the budget where the file has none (one of last year names that)."""
        if not self.has("year"):
            return self.context.year
        text = self.text("year")
        match = re.fullmatch(r"(20\d{2})(?:年度?)?", text)
        if match is None:
            self.reject("year", f"年度“{text}”不对，请填四位年份，例如 2023")
            return self.context.year
        if back := self.sheet.kind.years_back:
            if int(match[1]) != self.context.year - back:
                self.reject("year", f"这是 {match[1]} 年的数，应为 {self.context.year - back} 年，请核对年度")
            return self.context.year
        if self.context.years and int(match[1]) not in self.context.years:
            known = "、".join(str(year) for year in sorted(self.context.years))
            self.reject("year", f"账本中没有 {match[1]} 年的预算（可导入：{known}），请核对年度")
        return int(match[1])

    def of_this_unit(self) -> None:
        """Ask about a row that names another unit."""
        for name in ("agency", OTHER_AGENCY):
            self._of_this_unit(name)

    def _of_this_unit(self, name: str) -> None:
        text = self.text(name)
        if not text or not self.context.unit or record_words.is_own(text, self.context.unit):
            return

        def reader(word: str) -> str | None:
            return word if word in (record_words.OWN, SKIP) else None

        found = self.words.read("预算单位", text, reader, (record_words.OWN, SKIP))
        if found is None:
            self.reject(name, f"“{text}”不是这个单位；请指定它就是本单位，或“{SKIP}”这些行")
        elif found == SKIP:
            self.skipped = f"预算单位“{text}”不导入"

    def code(self, name: str, year: int) -> str:
        """Return a code in force; one that cannot stand is asked about with its cell."""
        key = _KEYS[name]
        text = self.text(name) or subject_codes.joined({n: self.text(f"{name}:{n}") for n in LEVELS})
        text = text or (self.row.function if name == "function_code" else "")
        subject_name = self.text(name.replace("_code", "_name"))
        decided = self.words.decided(_TITLES[key], text or subject_name)
        found = subject_codes.read(decided or text, key, year, "" if decided else subject_name)
        if not found.problem:
            if decided or found.by_name:
                word = f"{_TITLES[key]}/{text or subject_name}"
                self.words.translated[word] = found.code
                self.words.offered[word] = tuple(subject_codes.candidates(text or subject_name, key, year))
            return found.code
        columns = (name, name.replace("_code", "_name"), *(f"{name}:{level}" for level in reversed(LEVELS)))
        self.reject(next((each for each in columns if self.has(each)), name), found.problem)
        if text or subject_name:
            options = tuple(subject_codes.candidates(text or subject_name, key, year))
            self.words.unknown[f"{_TITLES[key]}/{text or subject_name}"] = options
        return ""

    def word(self, name: str, label: str, allowed: tuple[str, ...], spelled: str, empty: str = "") -> str:
        """Return a word of a closed list, `empty` where the file says nothing."""
        text = self.text(name)
        if not text and (empty or "" in allowed):
            return empty
        found = self.words.read(label, text, record_words.listed(spelled, allowed), tuple(w for w in allowed if w))
        if found is None:
            self.reject(name, f"“{text}”不在可选范围内，请填：{'、'.join(word for word in allowed if word)}")
        return found or ""

    def money(self, name: str, usual: str = "") -> Money:
        """Return fund, sub-source and carry; `usual` where the file has no such column."""
        text = self.text(name)
        usual = self.sheet.title_fund or usual
        if not self.has(name) and usual:
            return self._with_columns(name, Money(str(usual)))
        if text == SKIP or self.words.decided("资金来源", text) == SKIP:
            self.skipped = f"资金来源“{text}”不导入"
            return Money("")
        found = self.words.read("资金来源", text, record_words.read_money, record_words.MONEY_OPTIONS)
        if found is None:
            carried = "没有说是哪种资金的结转，请写全，例如“上年结转（一般公共预算）”，或指定"
            unclear = f"不能确定是哪种资金，请指定，或填：{'、'.join(FUNDS)}"
            self.reject(name, f"“{text}”{carried if '结转' in text else unclear}")
            return Money("")
        return self._with_columns(name, found)

    def _with_columns(self, name: str, found: Money) -> Money:
        """Join what columns of sub-source, 结转 and 资金来源 beside 资金性质 say; they may not contradict the money."""
        subsource, carry = found.subsource, self._carry(name, found)
        origin = self.text("origin")
        if origin:
            more = self.words.read(
                "资金来源（子来源）", origin, record_words.read_origin, (*SUBSOURCES[1:], "结转", "当年")
            )
            if more is None:
                self.reject("origin", f"“{origin}”不认识，请指定它是子来源（本级、提前下达、非税）还是结转")
            elif more.fund and more.fund != found.fund:
                self.reject("origin", f"“{origin}”与“{self.text(name)}”不一致，请核对")
            else:
                subsource, carry = subsource or more.subsource, more.carry or carry
        text = self.text("subsource")
        if text not in SUBSOURCES:
            self.reject("subsource", f"“{text}”不在可选范围内，请填：{'、'.join(SUBSOURCES[1:])}")
        elif text and found.fund not in FISCAL:
            self.reject("subsource", f"“{self.text(name)}”不是财政拨款，没有资金子来源，请留空")
        elif subsource and text not in ("", subsource):
            self.reject("subsource", f"资金子来源“{text}”与资金来源“{self.text(name)}”不一致，请核对")
        return Money(found.fund, text or subsource, carry)

    def _carry(self, name: str, found: Money) -> str:
        text = self.text("carry")
        column = self.sheet.columns.get("carry")
        asked = column is not None and re.search("是否.*(?:结转|结余)", column.text) is not None
        known = YES_OR_NO if asked else {}
        carry = self.words.read("当年或结转", text, lambda word: read_carry(known.get(word, word)), tuple(Carry))
        if carry is None:
            self.reject("carry", f"“{text}”不在可选范围内，请填：当年、结转")
        elif found.carry and text and carry != found.carry:
            self.reject("carry", f"“{text}”与“{self.text(name)}”不一致，请核对")
        return found.carry or str(carry or Carry.CURRENT)

    def amount(self, name: str, *, empty: bool = False, signed: bool = False) -> Fen | None:
        """Return an amount in 分; None for an empty cell where it may be empty, and for a refused one.

        signed: it may be negative, as money that came back is in a list of payments.
        """
        return self.amount_in(self.sheet.columns.get(name), name, empty=empty, signed=signed)

    def amount_in(self, column: Column | None, name: str, *, empty: bool = False, signed: bool = False) -> Fen | None:
        """Return the amount under a column, as `amount` does."""
        text = self.row.text(column)
        fen = bureau_amounts.parse(text, column.unit if column else "元")
        if isinstance(fen, AmountError):
            self.reject(name, fen.reason)
            return None
        if fen is None:
            if not empty:
                self.reject(name, "金额为空，请填写数字，没有金额的行请整行删除")
            return None
        if fen < 0 and not signed:
            self.reject(name, f"金额“{text}”是负数，预算金额不能为负，请核对")
            return None
        return fen

    def count(self, name: str, default: int) -> int:
        """Return a whole number, the default for an empty cell or a refused one."""
        text = self.text(name).replace(",", "")
        match = _COUNT.fullmatch(text)
        if not text or match is None:
            if text:
                self.reject(name, f"“{text}”不对，请填整数")
            return default
        described = "people" if name == "staff" else name
        reason = bounds.problem_of(field_of(self.sheet.kind.record, described), int(match[1]))
        if reason:
            self.reject(name, reason)
            return default
        return int(match[1])

    def flag(self, name: str) -> int:
        """Return 1 for 是, 0 for 否 or an empty cell."""
        text = self.text(name)
        found = record_words.listed("flag", ("0", "1"))(text) if text else "0"
        if found is None:
            self.reject(name, f"“{text}”不对，请填“是”或“否”")
        return int(found or 0)

    def identifier(self, name: str) -> str:
        """Return a code or name as text; one that a workbook kept as a number too long for it is refused."""
        text = self.text(name)
        if problem := subject_codes.lost_digits(text, "编号"):
            self.reject(name, problem)
        return text
