"""One row of a roster or payroll as a person with pay items; the sum it says was paid is compared with what is read."""

import re
from dataclasses import field, replace
from typing import Any

from desktop.catalog.classification import load
from desktop.dataclass import dataclass
from desktop.intake import payroll_parts, payroll_words
from desktop.intake.cells import Columns, RowReader
from desktop.intake.payroll_parts import DatedChange, Share
from desktop.intake.payroll_words import GROSS, Meaning
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import Person
from desktop.ledger.vocabulary import Fund, PersonKind, PersonStatus, read_fund
from desktop.money import YUAN, AmountError, Fen, parse_yuan
from desktop.outside.source_files import SourceRow, SourceTable

NOTHING = ("-", "--", "—", "——", "－", "/", "\\", "无")
"""What stands for an empty amount."""


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """One accepted person (not stored yet), pay items in 分, and the fields that the file has a column for.

    shares, bases (分 a month by insurance) and changes: see `payroll_parts`; empty where the file says nothing.
    """

    person: Person
    items: dict[str, Fen]
    filled: frozenset[str] = field(default_factory=frozenset)
    shares: tuple[Share, ...] = ()
    bases: dict[str, Fen] = field(default_factory=dict)
    changes: tuple[DatedChange, ...] = ()
    paid: frozenset[str] = frozenset()
    """Pay items the file has a column for; without any, what the book holds stays."""


class PayrollRow(RowReader):
    """Reads one row; `translated`: the words it held for kind and state; `gross`: what it says was paid, in 分.

    part: the title over its rows where that says whose pay they hold, instead of the name of the sheet.
    unknown: words for kind and state that nobody knows. words: what a user has decided; year: of the budget.
    """

    def __init__(
        self,
        table: SourceTable,
        row: SourceRow,
        columns: Columns,
        words: dict[str, str],
        left_out: list[int],
        year: int,
        part: str = "",
    ) -> None:
        super().__init__(table, row, columns)
        self._whose = payroll_words.in_name(super().text("name")) or part or table.sheet
        self._words, self._left_out, self._year = words, left_out, year
        self.translated: dict[str, str] = {}
        self.unknown: list[str] = []
        self.gross: Fen = 0
        self._implied: set[str] = set()

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self._row.number

    def person(self, items: dict[str, str], kind: str) -> ImportedPerson:
        """Return the row's person. items: pay items by id; kind: the kind where neither row nor sheet says one."""
        fields = [field for field in fields_of(Person) if field.headings]
        plain = {field.name: self._value(field) for field in fields if field.name not in ("kind", "status")}
        person = Person(**plain, **self._kind_and_status(kind))
        shares = payroll_parts.shares(self)
        if shares:
            person = replace(person, fund=shares[0].fund)
            self._implied.add("fund")
            shares = shares if len(shares) > 1 or shares[0].subsource else ()
        person = self._begun(person)
        if not person.code and person.name and (tail := self._tail()):
            person = replace(person, code=f"{person.name}{tail}")
        if not (person.code or person.name or person.post):
            self.reject("name", "没有姓名、编号或岗位，不知道是谁的金额，请补充")
        if person.last_month < person.first_month:
            self.reject("last_month", f"截止月 {person.last_month} 早于起始月 {person.first_month}，请核对")
        amounts = {name: fen for name in items if (fen := self.amount(name, zero=True))}
        self._compare(person, sum(amounts.values()))
        changes = payroll_parts.changes(self, self._year, person.status)
        filled = frozenset(self.names | self._implied)
        paid = frozenset(items) & self.names
        return ImportedPerson(person, amounts, filled, shares, payroll_parts.bases(self), changes, paid)

    def _begun(self, person: Person) -> Person:
        """Who first takes up work in the year of the budget is paid from that month on."""
        month = payroll_parts.began(self, self._year)
        if not month:
            return person
        self._implied |= {"first_job", "first_month"}
        first = person.first_month if "first_month" in self.names else month
        return replace(person, first_job=1, first_month=first)

    def text(self, name: str) -> str:
        """Return the text of a column; a dash for an amount is an empty cell."""
        text = super().text(name)
        return "" if text in NOTHING and name not in _FIELDS else text

    def is_blank(self, name: str) -> bool:
        """Tell whether nothing at all stands in a column, not even a dash."""
        return not super().text(name)

    def _kind_and_status(self, kind: str) -> dict[str, Any]:
        by_kind, by_status = self._meaning("kind", PersonKind), self._meaning("status", PersonStatus)
        sheet = payroll_words.of_sheet(self._whose, self._words) or Meaning()
        states = {"kind": by_kind.status if not by_kind.kind else "", "status": by_status.status}
        if all(states.values()) and len(set(states.values())) > 1:
            self.reject("status", f"状态与类别列不一致：一处是{states['status']}，一处是{states['kind']}，请核对")
        status = by_status.status or by_kind.status or sheet.status
        if not status and not sheet.kind and payroll_words.is_unclear(self._whose):
            self.reject("status", "“离退休”说不清是离休还是退休；请加一列“状态”，或分成两张工作表")
        own_kind = by_kind.kind or by_status.kind or sheet.kind
        self._implied = {name for name, word in (("kind", own_kind), ("status", status)) if word}
        return {"kind": own_kind or kind, "status": status or "在职"}

    def _meaning(self, name: str, allowed: type[PersonKind] | type[PersonStatus]) -> Meaning:
        text = self.text(name)
        found = payroll_words.meaning(text, self._words)
        if found is None:
            known = "、".join(str(word.value) for word in allowed)
            self.unknown.append(text)
            self.reject(name, f"“{text}”不在可选范围内，请填：{known}；或指定“{text}”是其中哪一个，会记住")
            return Meaning()
        if text and text not in (found.kind, found.status):
            self.translated[text] = "、".join(word for word in dict.fromkeys((found.kind, found.status)) if word)
        return found

    def _tail(self) -> str:
        """Return the last four places of an identity number, masked before: all of it that is kept."""
        text = re.sub(r"\s", "", self.identifier("identity")).upper()
        if not text or re.fullmatch(r"\d\.\d+E\+\d+", text):
            return ""
        if not re.fullmatch(r"[0-9*]{14}[0-9X*]|[0-9*]{17}[0-9X*]|\*{2,}[0-9]{3}[0-9X]", text):
            self.reject("identity", "身份证号的位数不对，请核对（只用末四位区分同名的人，不保存号码）")
            return ""
        return f"*{text[-4:]}"

    def _compare(self, person: Person, read: Fen) -> None:
        text = self.text(GROSS)
        if not text:
            return
        stated = parse_yuan(text)
        if isinstance(stated, AmountError):
            self.reject(GROSS, stated.reason)
            return
        self.gross = stated
        if stated not in (read, read + self._left_out_amount()):
            who = person.name or person.code or person.post
            difference = YUAN.show(stated - read)
            self.reject(
                GROSS,
                f"{who}应发 {YUAN.show(stated)} 元，读入的工资项相加为 {YUAN.show(read)} 元，相差 {difference} 元；"
                "请核对是否有工资项没有读入，不需要核对时把该列指定为“不导入”",
            )

    def _left_out_amount(self) -> Fen:
        """Return the money in columns that a person chose to leave out: it may be part of what was paid."""
        cells = self._row.cells
        amounts = (parse_yuan(cells[position]) for position in self._left_out if position < len(cells))
        return sum(fen for fen in amounts if not isinstance(fen, AmountError))

    def _code_in(self, name: str) -> str:
        """Return the code of a cell that may name it too: 2080501 行政单位离退休."""
        text = self.text(name)
        code = (re.match(r"\d*", text) or [""])[0]
        if problem := load("function").problem(code, self._year or 2023) if text else "":
            self.reject(name, f"“{text}”：{problem}" if not code else problem)
        return code

    def _value(self, field: FieldDescription) -> Any:
        name = field.name
        if name == "fund":
            known = re.search(r"\d", self.text(name)) or payroll_parts.is_part(self.text(name))
            return str(Fund.GENERAL) if known else self.word(name, lambda text: read_fund(text or Fund.GENERAL), Fund)
        if name == "code":
            return self.identifier(name)
        if name == "name":
            return payroll_words.bare_name(self.text(name))
        if field.kind is Kind.CODE:
            return self._code_in(name)
        if field.kind is Kind.MONTH:
            return self.whole_number(name, field.default, 1, 12)
        if field.kind is Kind.FLAG:
            return self.flag(name)
        if field.kind is Kind.WHOLE and field.default is None and not self.text(name):
            return None
        if field.kind is Kind.WHOLE:
            return self.whole_number(name, field.default, *field.bounds)
        return self.text(name)


_FIELDS = frozenset(field.name for field in fields_of(Person))
