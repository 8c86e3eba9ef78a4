"""The rows and columns of a part of a table as members of it: what each means, and which is a part of which."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import field

from desktop.catalog.measures import Filter
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import Carry, Fund, Nature
from desktop.outside.source_files import SourceRow
from desktop.published.domains import universe_of
from desktop.published.labels import ORDINAL
from desktop.published.subjects import words
from desktop.published.subjects.columns import cell_of
from desktop.published.subjects.division import Division, Member, amount_of
from desktop.published.subjects.heads import YEARS, Head, Part
from desktop.published.subjects.words import (
    CARRY_OUT,
    CURRENT,
    INCOME,
    OTHER,
    OUTLAY,
    PART,
    THREE_PUBLIC,
    TOTAL,
    Meaning,
)

THREE = ("30212", "30217", "30231", "31013", "30913")
"""The 款 of 部门经济分类 that are the three public expenditures (“三公”经费)."""
OTHER_NATURES = {str(Nature.OPERATING), str(Nature.TO_SUPERIOR), str(Nature.TO_SUBORDINATE)}
PROJECTS = ("nature", (f"!{Nature.PERSONNEL}", f"!{Nature.PUBLIC}"))
CARRIED: Filter = (("carry", (Carry.CARRIED,)),)
OF_YEAR: Filter = (("carry", (Carry.CURRENT,)),)


@dataclass(slots=True)
class Half:
    """A part of a table that is understood: its columns and rows with an amount, and what does not add up.

    own: what each column narrows by itself. total: what the parts that add up are all of. only: the numbers of the
    rows to read, where the others divide the same money in a way that no ledger keeps. passed: of other money.
    """

    part: Part
    side: str
    columns: dict[int, Member] = field(default_factory=dict)
    own: dict[int, Filter] = field(default_factory=dict)
    rows: dict[int, Member] = field(default_factory=dict)
    proven: bool = False
    total: Filter | None = None
    only: tuple[int, ...] = ()
    passed: set[int] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)


def columns_of(head: Head, half: Half, title: Filter, rows: Sequence[SourceRow]) -> None:
    """Note the columns of amounts whose headings are understood, with the sums that hold in the rows."""
    base = _base(half.side)
    wheres = {n: words.heading(head.paths[n], half.side, head.year, YEARS) for n in half.part.amounts}
    if half.side == THREE_PUBLIC and any(where for where in wheres.values()):
        wheres = _with_whole(head, wheres)
    carried = any(where and "carry" in dict(where) for where in wheres.values())
    universe, seen = universe_of(), set[object]()
    unknown: list[Member] = []
    alone = any(set(dict(where or ()).get("nature", ())) & OTHER_NATURES for where in wheres.values())
    for n, of_heading in wheres.items():
        where = _alone(of_heading) if alone and of_heading else of_heading
        amounts = {row.number: amount_of(cell_of(row, n)) for row in rows}
        if where is None and words.is_of_budget(head.paths[n], head.year, YEARS) and any(amounts.values()):
            unknown.append(Member(f"c{n}", "".join(head.paths[n]), None, amounts))
        if where is None or not any(amount is not None for amount in amounts.values()):
            continue
        apart = carried and "carry" not in dict(where) and ("fund" in dict(where) or words.is_of_year(head.paths[n]))
        own = (*where, *OF_YEAR) if apart else where  # what is carried over has a column of its own
        full = (*base, *title, *own)
        domain = (side := universe.sides(full)[0], universe.domain(side, full))
        if domain not in seen and 0 not in domain[1]:
            half.own[n] = own
            half.columns[n] = Member(f"c{n}", "".join(head.paths[n]) or TOTAL, full, amounts)
        seen.add(domain)
    division = Division([*half.columns.values(), *unknown], one_group=half.side != OUTLAY, closed=True)
    division.run()
    half.doubts += division.doubts
    named = {name for member in half.columns.values() for name in member.parts}
    half.columns = {n: m for n, m in half.columns.items() if m.entered and (division.is_root(m) or m.name in named)}


def _base(side: str) -> Filter:
    if side == THREE_PUBLIC:
        return (("side", (OUTLAY,)),)
    return (("side", (side,)),)


def rows_of(head: Head, half: Half, title: Filter) -> None:
    """Note what the rows of a part are, with the sums that hold in its columns."""
    labels = {row.number: cell_of(row, half.part.label) for row in head.rows if _has_amount(row, half)}
    meanings = {number: _meaning(label, half.side) for number, label in labels.items()}
    if not [meaning for meaning in meanings.values() if meaning and meaning.role == PART]:
        _only_total(head, half, labels, meanings, title)
        return
    totals = {f"r{number}" for number, meaning in meanings.items() if meaning and meaning.role != PART}
    _before_whole(head, half, meanings)
    if half.side == INCOME:
        blank = [row for row in head.rows if row.number not in labels]
        none_carried = any(_is_carried(_meaning(cell_of(row, half.part.label), half.side)) for row in blank)
        _carried_apart(labels, meanings, none_carried=none_carried)
    wholes = _wholes(half.side, meanings.values(), "".join(title_words(title)))
    members = []
    for row in (row for row in head.rows if row.number in labels):
        meaning = meanings[row.number]
        if meaning and meaning.role == OTHER:
            half.passed.add(row.number)
            continue
        where = None if meaning is None else (*(wholes.get(meaning.role) or meaning.where), *title)
        if meaning and meaning.role == TOTAL and "三公" in labels[row.number]:
            where = (("side", (OUTLAY,)), ("economic", THREE), *title)
        amounts = {n: amount_of(cell_of(row, n)) for n in half.columns}
        members.append(Member(f"r{row.number}", labels[row.number] or TOTAL, where, amounts))
        half.rows[row.number] = members[-1]
    _sections(members)
    _grants_apart(members)
    _projects_alone(members)
    _no_doubles(members, totals, half)
    division = Division([member for member in members if member.entered], one_group=half.side == INCOME)
    division.run()
    half.proven = division.proven
    half.total = next((m.where for m in members if m.entered and m.parts and division.is_root(m)), None)
    half.doubts += division.doubts
    if any(member.where is None and any(member.amounts.values()) for member in members):
        for member in filter(division.is_root, members):
            member.parts = ()  # what it is made of is not known in full: it stands for itself


def _before_whole(head: Head, half: Half, meanings: dict[int, Meaning | None]) -> None:
    """Take a 合计 above the last total, and other than it, for that of the year: what is carried stands between."""
    cells = {row.number: [cell_of(row, n) for n in half.columns] for row in head.rows}
    wholes = [number for number, meaning in meanings.items() if meaning and meaning.role == TOTAL]
    if half.side == THREE_PUBLIC or any(meaning and meaning.role == CURRENT for meaning in meanings.values()):
        return
    for number in wholes[:-1]:
        if cells[number] != cells[wholes[-1]]:
            meanings[number] = words.rows_of(half.side)[words.key("本年合计")]


def title_words(title: Filter) -> Iterable[str]:
    """Return the sources that a title names."""
    return dict(title).get("fund", ())


def _meaning(label: str, side: str) -> Meaning | None:
    return words.meaning_of(label, side)


def _has_amount(row: SourceRow, half: Half) -> bool:
    return any(cell_of(row, n) for n in half.columns)


def _only_total(
    head: Head, half: Half, labels: dict[int, str], meanings: dict[int, Meaning | None], title: Filter
) -> None:
    """Take the total of a table whose rows divide it in another way (by units), or the only row there is."""
    totals = [number for number, meaning in meanings.items() if meaning and meaning.role == TOTAL]
    others = [number for number, meaning in meanings.items() if meaning is None]
    if len(totals) + (not totals and len(others)) != 1:
        return
    chosen = (totals or others)[0]
    by_number = {row.number: row for row in head.rows}
    where = (*_base(half.side), *title)
    amounts = {number: {n: amount_of(cell_of(by_number[number], n)) for n in half.columns} for number in labels}
    member = Member(f"r{chosen}", labels[chosen] or TOTAL, where, amounts[chosen])
    parts = [Member(f"r{number}", labels[number], None, amounts[number]) for number in others if number != chosen]
    division = Division([member])
    if parts and not any(division.makes_up(member, group) for group in _levels(head, half, parts)):
        half.doubts.append(division.differs(member, parts))
        return
    half.proven, half.only = True, (chosen,)
    half.rows[chosen] = member


def _levels(head: Head, half: Half, parts: list[Member]) -> list[list[Member]]:
    """Return all rows, and those of the shortest codes only: those below them are parts of theirs."""
    by_number = {f"r{row.number}": row for row in head.rows}
    codes = {}
    for member in parts:
        cells = (cell_of(by_number[member.name], n) for n in range(half.part.first, half.part.label + 1))
        codes[member.name] = max((len(cell) for cell in cells if re.fullmatch("[0-9]{3,}", cell)), default=0)
    shortest = min(codes.values(), default=0)
    return [parts, [member for member in parts if codes[member.name] == shortest]]


def _carried_apart(labels: dict[int, str], meanings: dict[int, Meaning | None], *, none_carried: bool) -> None:
    """Say of sources of money whether they are of this year or carried in (上年结转), where a table has both.

    none_carried: it has a row of 上年结转 that is blank.
    """
    carried, seen, above = none_carried or any(_is_carried(m) for m in meanings.values()), set[Filter](), ""
    for number, meaning in meanings.items():
        if not meaning or not carried:
            continue
        if _is_carried(meaning):
            above = labels[number]
        elif meaning.role == CURRENT or (meaning.role == PART and not _is_below(labels[number], above, meaning, seen)):
            seen.add(meaning.where)
            made_up = any(m and dict(m.where).get("fund") == (Fund.MAKE_UP,) for m in meanings.values())
            rest: Filter = (("fund", (f"!{Fund.MAKE_UP}",)),) if made_up and meaning.role == CURRENT else ()
            side: Filter = (("side", (INCOME,)),)
            where = (*side, *rest) if meaning.role == CURRENT else meaning.where
            meanings[number] = Meaning((*where, *OF_YEAR), PART)
        elif meaning.role == PART:
            meanings[number] = Meaning((*meaning.where, *CARRIED), PART)


def _is_carried(meaning: Meaning | None) -> bool:
    return meaning is not None and dict(meaning.where).get("carry") == (Carry.CARRIED,)


def _is_below(label: str, above: str, meaning: Meaning, seen: set[Filter]) -> bool:
    """Tell whether a source stands below 上年结转: it stood above already, or its number is one of a lower level."""
    if not above:
        return False
    levels = [ORDINAL.match(text.strip()) for text in (above, label)]
    deeper = bool(levels[0] and levels[1]) and levels[0][0][:1] not in "（(" and levels[1][0][:1] in "（("  # type: ignore[index]
    return meaning.where in seen or deeper or label.startswith("其中")


def _wholes(side: str, meanings: Iterable[Meaning | None], fund: str) -> dict[str, Filter]:
    """Return what the totals of a part are totals of."""
    known = [meaning for meaning in meanings if meaning]
    if side == THREE_PUBLIC:
        more = (code for m in known for code in dict(m.where).get("economic", ()) if code not in THREE)
        return {TOTAL: (("side", (OUTLAY,)), ("economic", (*THREE, *more)))}
    out = any(dict(meaning.where)["side"] == (CARRY_OUT,) for meaning in known)
    if side == OUTLAY:
        return {TOTAL: (("side", (OUTLAY, CARRY_OUT) if out else (OUTLAY,)),), CURRENT: (("side", (OUTLAY,)),)}
    return {TOTAL: (("side", (side,)),), CURRENT: (("side", (side,)),)}


def _alone(where: Filter) -> Filter:
    """Return project spending without the other spending that is no basic one (经营支出 …), which stands beside it."""
    return tuple(("nature", (str(Nature.PROJECT),)) if each == PROJECTS else each for each in where)


def _projects_alone(members: list[Member]) -> None:
    natures = {value for member in members for value in dict(member.where or ()).get("nature", ())}
    for member in members if natures & OTHER_NATURES else ():
        member.where = _alone(member.where) if member.where else member.where


def _sections(members: list[Member]) -> None:
    """Let economic classes that make up the nature above them (基本支出, then 工资福利支出 …) be parts of it."""
    nature: Member | None = None
    run: list[Member] = []
    for member in [*members, Member("", "", None, {})]:
        names = {name for name, _ in member.where or ()}
        if nature and names & {"economic", "government"} and "nature" not in names:
            run.append(member)
            continue
        if nature and run and Division([nature]).makes_up(nature, run):
            of_nature = tuple(each for each in nature.where or () if each[0] == "nature")
            for each in run:
                each.where = (*(each.where or ()), *of_nature)
        nature, run = (member if "nature" in names and not names & {"economic", "government"} else None), []


def _grants_apart(members: list[Member]) -> None:
    """Let 人员支出 be without 对个人和家庭的补助 where that stands beside it: the three make up 基本支出 together."""
    alone = {}
    for member in members:
        names = {name: values for name, values in member.where or () if name not in ("side", "fund")}
        alone[next(iter(names.items()), ("", ())) if len(names) == 1 else ("", ())] = member
    keys = [("nature", (str(Nature.PERSONNEL),)), ("economic", ("303",)), ("nature", (str(Nature.PUBLIC),))]
    parts = [alone.get(each) for each in keys]
    basic = alone.get(("nature", (str(Nature.PERSONNEL), str(Nature.PUBLIC))))
    staff, grants, public = parts
    if not (basic and staff and grants and public) or Division([]).makes_up(basic, [staff, public]):
        return
    if Division([]).makes_up(basic, [staff, grants, public]):
        staff.where = (*(staff.where or ()), ("economic", ("!303",)))
        grants.where = (*(grants.where or ()), keys[0])
        public.where = (*(public.where or ()), ("economic", ("!303",)))


def _no_doubles(members: list[Member], totals: set[str], half: Half) -> None:
    """Leave a row apart that means what another one does: a total again is compared, another is not understood."""
    universe = universe_of()
    by_domain: dict[object, list[Member]] = {}
    for member in members:
        if member.where is not None:
            sides = universe.sides(member.where)
            domain = (*sides, *(universe.domain(side, member.where) for side in sides))
            by_domain.setdefault(domain, []).append(member)
    for same in by_domain.values():
        if len(same) > 1 and all(member.name in totals for member in same):
            for member in same[:-1]:
                member.entered = False
            if any(member.amounts != same[-1].amounts for member in same):
                half.doubts.append("、".join(f"“{m.label}”{next(iter(m.amounts.values()))}" for m in same) + " 不一致")
        elif len(same) > 1:
            for member in same:
                member.where = None


def newest(rows: Sequence[SourceRow], label: int) -> list[SourceRow]:
    """Return the rows without those of other years and of changes, where each row is of a year (2025年, 2026年)."""
    years = {row.number: YEARS.findall(cell_of(row, label)) for row in rows} if label >= 0 else {}
    last = max((year for found in years.values() for year in found), default="")
    other = words.other_amounts()
    newer = [row for row in rows if not last or years[row.number] == [last]]
    return [row for row in newer if label < 0 or not other.search(cell_of(row, label))]


def one_row(head: Head, half: Half, title: Filter) -> None:
    """Note the one row of this year of a table whose columns are the items (“三公”经费 across)."""
    rows = [row for row in newest(head.rows, half.part.label) if _has_amount(row, half)]
    totals = [row for row in rows if half.part.label >= 0 and _is_total(cell_of(row, half.part.label), half.side)]
    chosen = totals if len(totals) == 1 else rows
    if len(chosen) != 1:
        return
    row = chosen[0]
    label = cell_of(row, half.part.label) if half.part.label >= 0 else ""
    amounts = {n: amount_of(cell_of(row, n)) for n in half.columns}
    half.rows[row.number] = Member(f"r{row.number}", label, (*_base(half.side), *title), amounts)
    half.only, half.proven = (row.number,), any(member.parts for member in half.columns.values())


def _is_total(label: str, side: str) -> bool:
    meaning = _meaning(label, side)
    return meaning is not None and meaning.role == TOTAL


def _with_whole(head: Head, columns: dict[int, Filter | None]) -> dict[int, Filter | None]:
    """Return columns of the three public expenditures; the one that names none of them is their sum."""
    more = [code for where in columns.values() for code in dict(where or ()).get("economic", ()) if code not in THREE]
    wholes: dict[int, Filter] = {
        n: (("economic", THREE if "三公" in "".join(head.paths[n]) else tuple(dict.fromkeys((*THREE, *more)))),)
        for n in columns
    }
    return {n: wholes[n] if where == () else where for n, where in columns.items()}
