"""Setting single values of a book by name: 单位名称=…, 运行科目.行政=2010301, 人员.张三.工资项.岗位工资=3210.

A path is the name of a record, what tells it from others of its kind, and a field; names are Chinese labels or those of
the fields. What tells records apart and which field is meant where none is named stands in `keys`; all else follows
from the fields themselves.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.dataclass import dataclass
from desktop.exchange import shape, typed, unknown_names
from desktop.exchange.fill import explained
from desktop.exchange.keys import DOTTED, KEYS, names_of, nearest
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.describe import FieldDescription, fields_of
from desktop.ledger.records import PARTS, Budget, FreeText, Income, Project, Record, Release, Unit
from desktop.ledger.records.words import WEBSITE, WEBSITE_LABEL
from desktop.ledger.vocabulary import NONE, NONE_OF, states_none


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was set, as shown before and after. added: whose record had to be added for it, in words."""

    path: str
    before: str
    after: str
    added: str = ""

    def describe(self) -> str:
        """Return 名称：之前 → 之后."""
        return f"{self.path}：{self.before or '（空）'} → {self.after or '（空）'}{self.added}"


def set_values(book: Book, budget: Budget, assignments: Sequence[str]) -> list[Change]:
    """Set values as one named operation. Raises UserError, with the nearest names, where one does not fit."""
    pairs = [_pair(text) for text in assignments]
    name = f"设置 {pairs[0][0]}" if len(pairs) == 1 else f"设置 {pairs[0][0]} 等 {len(pairs)} 项"
    setter = _Setter(book, budget)
    with book.operation(name):
        changes = [setter.set(path, value) for path, value in pairs]
        setter.finish()
        return changes


def _pair(text: str) -> tuple[str, str]:
    path, sign, value = text.partition("=")
    if not sign or not path.strip():
        raise UserError(f"“{text}”不对；请写成 名称=值，例如 单位编码=101001 或 运行科目.行政=2010301")
    return path.strip(), value.strip()


class _Setter:
    """Finds the record a path leads to, makes it where there is none, and stores the value."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self._book, self._budget = book, budget
        self._new_record: Record | None = None
        self._added = ""
        self._paths_set: dict[tuple[str, int, str], str] = {}
        self._income_amounts: dict[int, str] = {}

    def set(self, path: str, value: str) -> Change:
        """Set one value."""
        self._new_record, self._added = None, ""
        first, *rest = path.split(".")
        kind = self._kind(first)
        if kind is not None and rest:
            return self._in(kind, rest, path, value, self._owner(kind))
        return self._single(path, value)

    def finish(self) -> None:
        """Refuse an amount of income that follows expenditure (按支出填列): it would count for nothing."""
        for record in self._book.records(Income, budget_id=self._budget.id):
            if record.follows and record.amount and record.id in self._income_amounts:
                path = self._income_amounts[record.id]
                flag = f"{path.removesuffix('.金额').removesuffix('.amount')}.按支出填列=否"
                raise UserError(
                    f"“{path}”没有设置：这一条收入按支出填列，金额等于用它安排的支出，填写的金额不起作用；"
                    f"要自己填写，请同时写 {flag}"
                )

    def _kind(self, name: str) -> type[Record] | None:
        return next((kind for kind in (Unit, Release, *KEYS) if name in names_of(kind)), None)

    def _owner(self, kind: type[Record]) -> dict[str, int]:
        if kind is Unit:
            return {"id": self._budget.unit_id}
        of_unit = Unit in shape.owners_of(kind)
        return {"unit_id": self._budget.unit_id} if of_unit else {"budget_id": self._budget.id}

    def _single(self, path: str, value: str) -> Change:
        """Set a field of the unit or of the release form, named without its record."""
        for kind in (Unit, Release):
            field = _field(kind, path)
            if field is not None:
                return self._in(kind, [path], path, value, self._owner(kind))
        if path in NONE_OF.values():
            return self._none_of(path, value)
        if path == WEBSITE_LABEL:
            return self._in(FreeText, [WEBSITE], path, value, self._owner(FreeText))
        known = [each.label for kind in (Unit, Release) for each in _fields(kind)]
        known += [kind.ABOUT.label for kind in KEYS if kind not in _PART_KINDS]
        raise UserError(f"没有“{path}”这一项{nearest(path.partition('.')[0], known)}")

    def _none_of(self, name: str, value: str) -> Change:
        """State that there is none of something this year (政府采购=没有), or take that back with an empty value."""
        if value and not states_none(value):
            raise UserError(
                f"“{name}”只能写“{NONE}”；有{name}的，请用 import-procurement 导入，或在窗口的“项目—政府采购”中录入"
            )
        key = next(key for key, about in NONE_OF.items() if about == name)
        return self._in(FreeText, [key], name, NONE if value else "", self._owner(FreeText))

    def _in(self, kind: type[Record], rest: list[str], path: str, value: str, where: dict[str, int]) -> Change:
        if kind is Release and not value and self._budget.scenario:
            raise UserError(f"测算方案自己没有公开审批记录，没有可以清空的“{rest[-1]}”；要清空，请在正式数据中清空")
        for part in PARTS.get(kind, ()):
            for place in range(1, len(rest) - 1):
                if rest[place] in names_of(part):
                    owner = self._found(kind, rest[:place], path, where)
                    if owner is self._new_record:
                        self._added = f"（新增{kind.ABOUT.label}“{'.'.join(rest[:place])}”）"
                    own = {"budget_id": self._budget.id, shape.owner_field(kind): owner.id}
                    return self._in(part, rest[place + 1 :], path, value, own)
        field = _field(kind, rest[-1]) if len(rest) > 1 or not KEYS.get(kind, _NO_KEYS)[0] else None
        keys = rest[:-1] if field is not None else rest
        if field is None:
            field = self._usual(kind, rest, path)
            if value == "":
                return self._removed(kind, keys, path, where)
        record = self._found(kind, keys, path, where)
        if record is self._new_record and PARTS.get(kind):
            self._added = f"（新增{kind.ABOUT.label}“{'.'.join(keys)}”）"
        return self._stored(record, field, path, value)

    def _usual(self, kind: type[Record], rest: list[str], path: str) -> FieldDescription:
        """Return the field that is meant where none is named."""
        names, usual = KEYS.get(kind, _NO_KEYS)
        if usual:
            return next(each for each in fields_of(kind) if each.name == usual)
        fields = [each.label for each in _fields(kind) if each.name not in names]
        raise UserError(f"“{path}”没有写明是“{kind.ABOUT.label}”的哪一项{nearest(rest[-1], fields)}")

    def _key_values(self, kind: type[Record], keys: list[str], path: str) -> dict[str, Any]:
        names, _ = KEYS.get(kind, _NO_KEYS)
        more = len(keys) - len(names)
        if more > 0 and kind not in DOTTED:
            fields = [each.label for each in _fields(kind) if each.name not in names]
            raise UserError(f"“{path}”中没有“{keys[-1]}”这一项{nearest(keys[-1], fields)}")
        if more > 0:
            keys = [".".join(keys[: more + 1]), *keys[more + 1 :]]
        found: dict[str, Any] = {}
        for field in (each for name in names for each in fields_of(kind) if each.name == name):
            if len(found) < len(keys):
                found[field.name] = self._read(kind, field, keys[len(found)], path)
            elif field.default in ("", 0) and field.name in typed.NEEDED:
                raise UserError(f"“{path}”缺少“{field.label}”；例如 本账本参数.rate.medical.2027-01-01=0.08")
            else:
                found[field.name] = field.default
        return found

    def _matching(self, kind: type[Record], keys: list[str], path: str, where: dict[str, int]) -> list[Record]:
        wanted = self._key_values(kind, keys, path)
        found = [r for r in self._book.records(kind, **where) if all(getattr(r, n) == v for n, v in wanted.items())]
        if not found and "code" in kind.__dataclass_fields__ and len(keys) == 1:
            found = [r for r in self._book.records(kind, **where) if getattr(r, "code", "") == keys[0]]
        if len(found) > 1:
            raise UserError(f"“{path}”对应 {len(found)} 条“{kind.ABOUT.label}”，不能确定是哪一条；请在窗口中修改")
        return found

    def _found(self, kind: type[Record], keys: list[str], path: str, where: dict[str, int]) -> Record:
        found = self._matching(kind, keys, path, where)
        if found:
            return found[0]
        values: dict[str, Any] = {**where, **self._key_values(kind, keys, path)}
        if "position" in kind.__dataclass_fields__:
            values["position"] = len(self._book.records(kind, **where))
        self._new_record = self._book.insert(kind(**values))
        return self._new_record

    def _removed(self, kind: type[Record], keys: list[str], path: str, where: dict[str, int]) -> Change:
        found = self._matching(kind, keys, path, where)
        if not found:
            return Change(path, "", "")
        field = self._usual(kind, keys, path)
        before = typed.shown(field, getattr(found[0], field.name), self._projects())
        for part in self._book.parts_of(found[0]):
            self._book.delete(part)
        self._book.delete(found[0])
        return Change(path, before, "（已删除）")

    def _stored(self, record: Record, field: FieldDescription, path: str, value: str) -> Change:
        first = self._paths_set.setdefault((record.TABLE, record.id, field.name), path)
        if first is not path:
            other = f"（前面写的是“{first}”）" if first != path else ""
            raise UserError(f"“{path}”写了两次{other}，没有设置任何内容；请只写一次")
        after = self._read(type(record), field, value, path)
        if isinstance(record, Unit):
            self._as_operation(record, field, after)
        if isinstance(record, Income) and field.name == "amount":
            self._income_amounts[record.id] = path
        projects = self._projects()
        before = "" if record is self._new_record else typed.shown(field, getattr(record, field.name), projects)
        try:
            self._book.update(replace(record, **{field.name: after}))
        except sqlite3.IntegrityError as error:
            if "frozen" in str(error):
                raise
            raise UserError(f"“{path}”没有设置：{explained(type(record), error)}") from error
        return Change(path, before, typed.shown(field, after, projects), self._added)

    def _as_operation(self, unit: Unit, field: FieldDescription, value: Any) -> None:
        """Let a name or code change as a renaming does; refuse what only ending a unit (撤并) says."""
        if field.name == "ended_year":
            raise UserError("撤并年度不能单独设置；请用 unit end 撤并单位，它会核对预算和下级单位")
        if field.name == "name" and value:
            units.rename(self._book, unit, name=value)
        if field.name == "code":
            units.rename(self._book, unit, code=value)

    def _read(self, kind: type[Record], field: FieldDescription, text: str, path: str) -> Any:
        value, problem = typed.read(kind, field, text, self._projects, self._budget.policy)
        problem = problem or unknown_names.of_code(field, text)
        if problem:
            raise UserError(f"“{path}”没有设置：{problem}")
        return value

    def _projects(self) -> Sequence[Project]:
        return self._book.records(Project, budget_id=self._budget.id)


_NO_KEYS: tuple[tuple[str, ...], str] = ((), "")
_PART_KINDS = {part for parts in PARTS.values() for part in parts}


def _fields(kind: type[Record]) -> list[FieldDescription]:
    return [each for each in shape.values_of(kind) if each.label and not each.place]


def _field(kind: type[Record], name: str) -> FieldDescription | None:
    return next((each for each in _fields(kind) if name in (each.name, each.label)), None)
