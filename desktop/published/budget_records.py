"""The amounts rebuilt from published tables as the records of a budget, and the choices that had to be made.

A record needs one nature, one source, one project. Where the file leaves several possible, one is taken and the choice
is a `Choice`, so that a person can see what the file did not say. A code that is not known in full is kept as far as
it is known: that is no choice.
"""

from collections.abc import Sequence

from desktop.catalog.classification import load
from desktop.catalog.crosswalk import government_code
from desktop.dataclass import dataclass
from desktop.ledger.records import (
    Budget,
    BudgetFacts,
    CarryOut,
    DirectLine,
    Income,
    Procurement,
    Project,
    Unit,
)
from desktop.ledger.vocabulary import UNSPLIT, Carry, Fund, Nature, ProcurementKind, not_of_classes
from desktop.money import Fen
from desktop.published.domains import OTHER_PROJECT, PROPERTIES, Universe
from desktop.published.rebuild import Piece, Rebuilt

NOTE = "由公开表导入"
CODES = ("function", "economic", "government")


@dataclass(frozen=True, slots=True)
class Choice:
    """An amount (分) of a side for which the file leaves a property open: the possible values and the one taken.

    unsplit: nothing says how it divides into 人员 and 公用, so those are not compared with the year.
    """

    side: str
    name: str
    options: tuple[str, ...]
    taken: str
    amount: Fen
    unsplit: bool = False


def choices(rebuilt: Rebuilt) -> list[Choice]:
    """Return the values taken that the file does not state, one entry for each kind of choice."""
    sums: dict[tuple[str, str, tuple[str, ...], str, bool], Fen] = {}
    settled = _nothing_carried_in(rebuilt)
    for side, pieces in rebuilt.pieces.items():
        for piece in pieces:
            options = _options(rebuilt.universe, side, piece)
            likely = _spent_funds(rebuilt, side, options)
            known = {name: _chosen(name, values, options, likely) for name, values in options.items()}
            for name, values in options.items():
                if _is_choice(name, values, known) and not (settled and name == "carry" and side == "支出"):
                    key = (side, name, tuple(values), known[name], name == "nature" and _is_unsplit(options))
                    sums[key] = sums.get(key, 0) + piece.amount
    return [Choice(*key[:4], amount, key[4]) for key, amount in sums.items()]


def _nothing_carried_in(rebuilt: Rebuilt) -> bool:
    """Tell whether all income is of this year and pays for all spending: then none of it is of money carried in."""
    income, spent = (rebuilt.pieces.get(side, []) for side in ("收入", "支出"))
    carries = {tuple(_options(rebuilt.universe, "收入", piece)["carry"]) for piece in income}
    enough = sum(piece.amount for piece in income) >= sum(piece.amount for piece in spent)
    return carries == {(str(Carry.CURRENT),)} and enough


CAPITAL = ("309", "310")
"""资本性支出 with and without 基本建设: layouts that name no class mean either by these words; the second is usual."""


def open_records(rebuilt: Rebuilt) -> list[tuple[str, Fen]]:
    """Return the words and the amount of each record that the file would also allow to be another."""
    open_pieces = []
    for side, pieces in rebuilt.pieces.items():
        for piece in pieces:
            if piece.open:
                known = _known(rebuilt, side, piece)
                left_out = {"government"} | ({"project"} if known.get("nature") != Nature.PROJECT else set())
                words = [_worded(name, known[name]) for name in PROPERTIES[side] if name not in left_out]
                open_pieces.append((" ".join([side, *filter(None, words)]), piece.amount))
    return open_pieces


def _worded(name: str, value: str) -> str:
    return f"{value} {load(name).name(value) or ''}".strip() if name in CODES else value


def _is_choice(name: str, values: list[str], known: dict[str, str]) -> bool:
    if len(values) == 1:
        return False
    if name in CODES:
        return bool(known[name]) and not all(value.startswith(known[name]) for value in values)
    if name == "project":
        return known["nature"] == Nature.PROJECT
    if name == "nature":  # a column headed 项目支出 holds whatever is not basic spending: the file itself calls it so
        return not (known[name] == Nature.PROJECT and not {Nature.PERSONNEL, Nature.PUBLIC} & set(values))
    return True


def facts_of(rebuilt: Rebuilt, unit: Unit, year: int) -> BudgetFacts:
    """Return the records of a rebuilt budget (ids from 1; none is stored)."""
    spent = _of(rebuilt, "支出")
    names = sorted({known["project"] for known, _ in spent if known["nature"] == Nature.PROJECT})
    ids = {name: number for number, name in enumerate(names, 1)}
    expenditure = tuple(
        DirectLine(
            id=number,
            position=number,
            function_code=known["function"],
            economic_code=known["economic"],
            government_code=_government(known, unit),
            nature=known["nature"],
            project_id=ids.get(known["project"]) if known["nature"] == Nature.PROJECT else None,
            fund=known["fund"],
            carry=known["carry"],
            amount=amount,
            note="；".join(filter(None, (NOTE, UNSPLIT if known["unsplit"] else "", known["not_of"]))),
        )
        for number, (known, amount) in enumerate(sorted(spent, key=lambda entry: sorted(entry[0].items())), 1)
    )
    return BudgetFacts(
        unit=unit,
        budget=Budget(unit_id=unit.id, year=year),
        projects=tuple(Project(id=n, position=n, name=name) for name, n in ids.items()),
        lines=expenditure,
        incomes=tuple(
            Income(id=n, position=n, source=known["fund"], carry=known["carry"], amount=amount, note=NOTE)
            for n, (known, amount) in enumerate(_of(rebuilt, "收入"), 1)
        ),
        carry_outs=tuple(
            CarryOut(id=n, position=n, fund=known["fund"], amount=amount)
            for n, (known, amount) in enumerate(_of(rebuilt, "结转下年"), 1)
        ),
        procurements=tuple(
            Procurement(
                id=n,
                position=n,
                kind=known["procurement"] or str(ProcurementKind.GOODS),
                item=f"上年{known['procurement']}采购",
                fund=known["fund"],
                amount=amount,
                purchased_service=int(known["service"] == "是"),
            )
            for n, (known, amount) in enumerate(_of(rebuilt, "采购"), 1)
        ),
    )


def _of(rebuilt: Rebuilt, side: str) -> list[tuple[dict[str, str], Fen]]:
    return [(_known(rebuilt, side, piece), piece.amount) for piece in rebuilt.pieces.get(side, [])]


def _known(rebuilt: Rebuilt, side: str, piece: Piece) -> dict[str, str]:
    """Return the properties of a piece as fields of a record; an open code keeps the digits its candidates share."""
    options = _options(rebuilt.universe, side, piece)
    likely = _spent_funds(rebuilt, side, options)
    known = {name: _chosen(name, values, options, likely) for name, values in options.items()}
    not_of = not_of_classes(_barred(known["economic"], options["economic"])) if side == "支出" else ""
    return known | {"unsplit": "是" if _is_unsplit(options) else "", "not_of": not_of}


def _barred(code: str, possible: list[str]) -> list[str]:
    """Return the classes below an open code that are not possible, those of a whole 类 as that 类."""
    if len(code) >= len(possible[0]):
        return []
    below = [each for each in load("economic").codes if each.startswith(code) and len(each) == len(possible[0])]
    classes = {each[:3] for each in possible}
    return sorted({each if each[:3] in classes else each[:3] for each in below if each not in possible})


def _is_unsplit(options: dict[str, list[str]]) -> bool:
    """Tell whether an amount may be 人员 or 公用, and no economic class says which."""
    either = {Nature.PERSONNEL, Nature.PUBLIC} <= set(options.get("nature", ()))
    return either and len(_shared(options["economic"])) < 3


def _options(universe: Universe, side: str, piece: Piece) -> dict[str, list[str]]:
    return {name: universe.values(name, mask) for name, mask in zip(PROPERTIES[side], piece.domain, strict=True)}


def _spent_funds(rebuilt: Rebuilt, side: str, options: dict[str, list[str]]) -> list[str]:
    """Return the sources that income of an open one may be of and that money of the same year is spent of."""
    if side != "收入" or len(options["fund"]) == 1:
        return []
    spending = [_options(rebuilt.universe, "支出", piece) for piece in rebuilt.pieces.get("支出", [])]
    spent = {each["fund"][0] for each in spending if len(each["fund"]) == 1 and each["carry"] == options["carry"]}
    return [fund for fund in options["fund"] if fund in spent]


def _chosen(name: str, values: list[str], options: dict[str, list[str]], likely: Sequence[str] = ()) -> str:
    if len(values) == 1:
        return values[0]
    if name in CODES:
        shared = _shared(values)
        few = values[-1] if len(values) == 2 else ""  # 公务用车购置费 is 30913 or 31013: both print alike
        few = few or (CAPITAL[-1] if {value[:3] for value in values} == set(CAPITAL) else "")
        return next((shared[:n] for n in (5, 3) if len(shared) >= n), few)
    if name == "nature":
        economic = _shared(options["economic"])
        if Nature.PROJECT in values and Nature.PERSONNEL not in values:
            return str(Nature.PROJECT)
        usual = str(Nature.PUBLIC if economic.startswith(("302", "310")) else Nature.PERSONNEL)
        return usual if usual in values else values[0]
    if name == "project":
        return OTHER_PROJECT
    preferred = {"fund": (*likely, Fund.GENERAL, Fund.OTHER), "carry": (Carry.CURRENT,)}.get(name, ())
    return next((str(word) for word in preferred if word in values), values[0])


def _shared(codes: list[str]) -> str:
    """Return the digits that all codes begin with."""
    first, last = min(codes), max(codes)
    return next((first[:n] for n in range(len(first), 0, -1) if last.startswith(first[:n])), "")


def _government(known: dict[str, str], unit: Unit) -> str:
    """Return the government class where the file states one that the crosswalk would not give."""
    stated = known["government"]
    if len(known["economic"]) < 5:
        return stated
    usual = government_code(known["economic"], unit.kind) if len(known["economic"]) == 5 else ""
    return "" if len(stated) < 5 or stated == usual else stated
