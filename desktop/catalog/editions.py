"""Which edition of the classification a budget year uses, what changes between two years, and codes added by hand."""

from collections.abc import Callable, Iterable

from desktop.catalog import change_list, classification
from desktop.catalog.change_list import ABSENT, ADDED, BY_HAND, EDITION, ENDED, ON_CODES, RENAMED, UNSEEN, Change
from desktop.catalog.classification import FILES, LEVEL_LENGTHS, TITLES, Code, load
from desktop.dataclass import dataclass
from desktop.findings import UserError

FIRST, LAST = 2018, 2099
"""Budget years in which the two economic classifications of today are used."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The subjects a budget year uses.

    changed: year of the latest change in them, 0 where none is known; documents: notices they contain;
    absent: titles of the classifications whose newer edition exists and is not here; newest: the year of that edition;
    unseen: notices known by title alone; full_catalogues: editions that were taken in, with their documents.
    """

    year: int
    changed: int
    documents: tuple[str, ...]
    absent: tuple[str, ...]
    newest: int
    unseen: tuple[str, ...]
    full_catalogues: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """One sentence about the edition."""
        until = f"，变动计到 {self.changed} 年" if self.changed else ""
        contained = f"（{'、'.join(self.documents)}）" if self.documents else ""
        text = f"科目：{self.year} 年预算用本机科目表（由公开资料汇集，不是财政部全本）{until}{contained}"
        if self.full_catalogues:
            text += f"；已载入全本：{'、'.join(self.full_catalogues)}"
        if self.absent:
            text += f"；{self.missing}"
        return text + (f"；正文未取得的通知：{'、'.join(self.unseen)}" if self.unseen else "")

    @property
    def missing(self) -> str:
        """What is known to exist and not held, and what to do; empty when nothing is."""
        if not self.absent:
            return ""
        return (
            f"{self.newest} 年版科目已有，本机没有它的{'、'.join(self.absent)}，"
            f"{self.year} 年预算用的是 {self.newest - 1} 年的科目；"
            "取得新版后请载入（“帮助”→“科目…”），载入以后才换"
        )


def edition(year: int) -> Edition:
    """Return the edition in force in a budget year."""
    known = [change for change in change_list.every() if change.year <= year]
    on_codes = [change for change in known if change.action in (*ON_CODES, EDITION) and not change.single]
    absent = {change.kind: change.year for change in known if change.action == ABSENT}
    held = {(change.kind, change.year) for change in known if change.action == EDITION}
    lacking = {kind: newest for kind, newest in absent.items() if not any((kind, y) in held for y in _years(newest))}
    return Edition(
        year=year,
        changed=max((change.year for change in on_codes), default=0),
        documents=tuple(dict.fromkeys(change.document for change in on_codes if change.document)),
        absent=tuple(TITLES[kind] for kind in FILES if kind in lacking),
        newest=max(lacking.values(), default=0),
        unseen=tuple(dict.fromkeys(f"{c.document}（{c.date}）" for c in known if c.action == UNSEEN)),
        full_catalogues=tuple(f"{TITLES[c.kind]} {c.year} 年版（{c.document}）" for c in known if c.action == EDITION),
    )


def _years(first: int) -> range:
    return range(first, LAST + 1)


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to a code between two years: `action` 新增, 停用 or 更名; `instead`: what it becomes."""

    kind: str
    action: str
    code: Code
    before: str
    instead: tuple[Code, ...] = ()

    @property
    def text(self) -> str:
        """One line: old → new."""
        title, code = TITLES[self.kind], self.code
        document = f"（{code.document}）" if code.document else ""
        if self.action == RENAMED:
            return f"{title} 更名 {code.code} {self.before} → {code.name}{document}"
        if self.action == ADDED:
            return f"{title} 新增 {code.shown}{document}"
        becomes = "、".join(f"{each.code} {each.name}" for each in self.instead) or "没有载明改用什么，请按当年科目改列"
        return f"{title} 停用 {code.code} {self.before} → {becomes}{document}"


def between(first: int, last: int, used: dict[str, set[str]] | None = None) -> list[Difference]:
    """Return what changes from the budget of one year to that of another, of the codes in `used` only when given."""
    found: list[Difference] = []
    for kind in FILES:
        table = load(kind)
        for code in sorted(table.codes.values(), key=lambda each: each.code):
            if used is None or code.code in used.get(kind, set()):
                found += _difference(kind, code, first, last)
    return found


def _difference(kind: str, code: Code, first: int, last: int) -> list[Difference]:
    before, after = code.in_force(first), code.in_force(last)
    name = code.name_in(first)
    if before and not after:
        return [Difference(kind, ENDED, code, name, tuple(load(kind).successors(code.code, last)))]
    if after and not before:
        return [Difference(kind, ADDED, code, "")]
    if before and name != code.name_in(last):
        return [Difference(kind, RENAMED, code, name)]
    return []


def used_codes(lines: Iterable[tuple[str, str, str]]) -> dict[str, set[str]]:
    """Return the codes of lines (功能, 部门经济, 政府经济) with those above them, by classification."""
    used: dict[str, set[str]] = {kind: set() for kind in FILES}
    for codes in lines:
        for kind, code in zip(FILES, codes, strict=True):
            used[kind].update({code, *load(kind).ancestors(code)} - {""})
    return used


def unknown(used: dict[str, set[str]]) -> list[str]:
    """Return a line for each used code that the tables of this computer do not have."""
    missing = [(kind, code) for kind in FILES for code in sorted(used[kind]) if code not in load(kind).codes]
    return [f"{TITLES[kind]} 本机科目表没有 {code}" for kind, code in missing]


def described(change: Change) -> str:
    """Return one line about a change of a code."""
    becomes = f" → {'、'.join(change.becomes)}" if change.becomes else ""
    return f"{change.year} 年 {change.action} {change.code} {change.name}{becomes}"


def touched(changes: Iterable[Change], used: dict[str, set[str]]) -> list[str]:
    """Return a line for each change of a used code, of one above it too; an ended one ends all that is below it."""
    found = []
    for change in changes:
        ended_below = change.action == ENDED and any(code.startswith(change.code) for code in used[change.kind])
        if change.code in used[change.kind] or ended_below:
            name = load(change.kind).name(change.code)
            becomes = "、".join(change.becomes) or change.name
            found.append(f"{TITLES[change.kind]} {change.code} {name} {change.action} → {becomes or '没有载明'}")
    return found


def add(kind: str, code: str, name: str, document: str, year: int) -> Change:
    """Add one code to the list of this computer, from the budget of a year on. Raises UserError."""
    for text, what in ((name, "科目名称"), (document, "文号")):
        if not text.strip():
            raise UserError(f"没有填写{what}；自行增加科目须写明名称和依据的文件")
    change = Change(
        year, kind, ADDED, code, name.strip(), document=document.strip(), source=BY_HAND, confidence="A", own=True
    )
    problem = problem_of(change, load(kind).codes.get)
    if problem:
        raise UserError(f"{problem}；没有增加")
    save([change])
    return change


def remove(kind: str, code: str) -> Change:
    """Take away a code that was added by hand. Raises UserError when there is none."""
    own = change_list.read_own()
    found = [change for change in own if change.single and (change.kind, change.code) == (kind, code)]
    if not found:
        raise UserError(f"{TITLES[kind]}科目“{code}”不是在本机自行增加的，不能删除")
    change_list.write_own(change for change in own if change not in found)
    classification.forget()
    return found[0]


def save(changes: list[Change]) -> None:
    """Add changes to the list of this computer; the tables are read anew afterwards. Raises UserError."""
    change_list.write_own([*change_list.read_own(), *changes])
    classification.forget()


def problem_of(change: Change, find: Callable[[str], Code | None]) -> str:
    """Return why a change of a code cannot be taken, empty when it can; `find` knows the codes before it."""
    title, lengths = TITLES[change.kind], LEVEL_LENGTHS[change.kind].values()
    if not (change.code.isascii() and change.code.isdecimal()) or len(change.code) not in lengths:
        return f"{title}科目编码“{change.code}”不对，应为 {'、'.join(map(str, lengths))} 位数字"
    if not FIRST <= change.year <= LAST:
        return f"年度“{change.year}”不对，应在 {FIRST} 到 {LAST} 之间"
    now = find(change.code)
    in_force = now is not None and now.in_force(change.year)
    if change.action == ADDED and now is not None and in_force:
        return f"{title}科目“{now.code} {now.name}”在 {change.year} 年已有，不用增加"
    if change.action == ADDED:
        return _problem_above(change, find)
    if now is None or not in_force:
        return f"{title}科目“{change.code}”在 {change.year} 年的科目表中没有，不能{change.action}"
    if change.action == ENDED and not now.in_force(change.year - 1):
        return f"{title}科目“{change.code} {now.name}”自 {now.first} 年起才使用，不能在 {change.year} 年停用"
    return "新名称与现有名称相同" if change.action == RENAMED and change.name == now.name else ""


def _problem_above(change: Change, find: Callable[[str], Code | None]) -> str:
    """An added code needs a name and the subject above it."""
    title = TITLES[change.kind]
    if not change.name:
        return f"{title}科目“{change.code}”没有名称"
    above = [code for code in load(change.kind).ancestors(change.code) if code != change.code]
    if above:
        parent = find(above[-1])
        if parent is None or not parent.in_force(change.year):
            return f"{title}科目“{change.code}”的上级科目 {above[-1]} 在 {change.year} 年没有，请先增加上级"
    return ""
