"""What would be entered as last year's budget, and both sides of every figure for a person to look at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.catalog.crosswalk import government_code
from desktop.compute import lines
from desktop.compute.cube import Cube
from desktop.findings import Finding, Place, Severity, UserError
from desktop.intake import rows
from desktop.layouts.spec import Form
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
from desktop.ledger.vocabulary import Carry, Fund, Nature, ProcurementKind
from desktop.money import YUAN, Fen
from desktop.published.domains import OTHER_PROJECT, PROPERTIES, Universe
from desktop.published.reading import BodyReader, ReadCell, ReadTable, amounts
from desktop.published.rebuild import Piece, Rebuilt, of_tables
from desktop.published.recognise import Recognised, recognise

NOTE = "由公开表导入"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the file beside what the new budget gives for it, in 分."""

    cell: ReadCell
    rebuilt: Fen

    @property
    def agrees(self) -> bool:
        """Whether both sides are equal to the 分."""
        return self.cell.amount == self.rebuilt


@dataclass(slots=True)
class Proposal:
    """The records of a year's budget read from a file; nothing is written before a person has looked."""

    file: str
    form: Form
    year: int | None
    tables: list[ReadTable]
    facts: BudgetFacts
    compared: list[Compared] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def compare(self, cells: Iterable[ReadCell]) -> None:
        """Set every figure of the file beside what the new budget gives, and report those that differ."""
        cube = Cube(lines.of_records(self.facts), self.facts.budget.year)
        for cell in cells:
            where = (*cell.where, ("project", (cell.project,))) if cell.project else cell.where
            if not cell.item:
                self.compared.append(Compared(cell, cube.sum(where)))
        for one in self.compared:
            if not one.agrees:
                a, b = YUAN.show(one.cell.amount), YUAN.show(one.rebuilt)
                message = f"“{one.cell.label}”文件为 {a} 元，导入后为 {b} 元，请核对"
                self.findings.append(Finding("上年", Severity.WARNING, message, one.cell.place, a, b))

    def doubt_year(self, year: int) -> None:
        """Refuse a document of another year."""
        if self.year is not None and self.year != year:
            message = f"这是 {self.year} 年的文件，应为 {year} 年，请核对是否选错了文件"
            self.findings.append(Finding("上年", Severity.ERROR, message, Place(file=self.file)))

    @property
    def errors(self) -> list[Finding]:
        """What must be put right before anything is entered."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def read_workbook(path: Path, forms: list[Form], unit: Unit, year: int) -> Proposal:
    """Read a published workbook as the budget of `year`. Raises UserError when it is no known layout.

    forms: the layouts it may be in; the one that knows most of its sheets is taken.
    """
    sources = rows.read_sheets(path)
    best: list[Recognised] = []
    for form in forms:
        known = [one for source in sources if (one := recognise(source, form)) is not None]
        best = max(best, known, key=len)
    if not best:
        titles = "、".join(form.title for form in forms)
        raise UserError(f"文件“{path.name}”中没有认出任何公开表；目前认识的版式有：{titles}")
    unknown = [s for s in sources if s.rows and s.sheet not in {one.source.sheet for one in best}]
    return propose(best, [source.sheet for source in unknown], unit, year)


def propose(known: list[Recognised], unknown: list[str], unit: Unit, year: int) -> Proposal:
    """Return what recognised tables amount to."""
    findings = list(_doubts(known, unknown, year))
    readable = [one for one in known if one.unit and _has_amounts(one)]
    tables = [BodyReader(one).read() for one in readable]
    findings += [reject for table in tables for reject in table.rejects]
    rebuilt = of_tables(tables)
    findings += rebuilt.findings
    facts = facts_of(rebuilt, unit, year)
    form = known[0].form
    proposal = Proposal(known[0].source.file, form, _year(known), tables, facts, findings=findings)
    proposal.compare(amounts(tables))
    proposal.findings += _incomplete(rebuilt)
    return proposal


def _has_amounts(one: Recognised) -> bool:
    return any(column.kind == "amount" for block in one.spec.blocks for column in block.columns)


def _year(known: list[Recognised]) -> int | None:
    years = {one.year for one in known if one.year}
    return years.pop() if len(years) == 1 else None


def _doubts(known: list[Recognised], unknown: list[str], year: int) -> Iterator[Finding]:
    for one in known:
        place = Place(file=one.source.file, sheet=one.source.sheet)
        if not one.unit and _has_amounts(one):
            yield Finding("上年", Severity.ERROR, "没有写金额单位（元或万元），没有读取，请在表头注明后再导入", place)
        if one.year is not None and one.year != year:
            message = f"这是 {one.year} 年的表，应为 {year} 年，请核对是否选错了文件"
            yield Finding("上年", Severity.ERROR, message, place)
    if unknown:
        yield Finding("上年", Severity.INFO, f"没有认出的工作表（未读取）：{'、'.join(unknown)}")
    missing = [spec.title for spec in known[0].form.tables if spec.id not in {one.spec.id for one in known}]
    if missing:
        yield Finding("上年", Severity.INFO, f"文件中没有这些表：{len(missing)} 张，相应内容无法导入")


def _incomplete(rebuilt: Rebuilt) -> Iterator[Finding]:
    """Say what the file does not tell."""
    names = PROPERTIES["支出"]
    unknown = sum(
        piece.amount
        for piece in rebuilt.pieces.get("支出", [])
        if len(rebuilt.universe.values("economic", piece.domain[names.index("economic")])) > 1
    )
    if unknown:
        message = f"公开表没有给出 {YUAN.show(unknown)} 元支出的经济分类，按经济分类比较的上年数不完整"
        yield Finding("上年", Severity.WARNING, message)


# records ----------------------------------------------------------------------------------------------


def facts_of(rebuilt: Rebuilt, unit: Unit, year: int) -> BudgetFacts:
    """Return the records of a rebuilt budget (ids from 1; none is stored)."""
    universe = rebuilt.universe
    spent = [(_known(universe, "支出", piece), piece.amount) for piece in rebuilt.pieces.get("支出", [])]
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
            note=NOTE,
        )
        for number, (known, amount) in enumerate(sorted(spent, key=lambda one: sorted(one[0].items())), 1)
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
    return [(_known(rebuilt.universe, side, piece), piece.amount) for piece in rebuilt.pieces.get(side, [])]


def _known(universe: Universe, side: str, piece: Piece) -> dict[str, str]:
    """Return what is known of a piece as the words of a record; an open code keeps what its candidates share."""
    options = {name: universe.values(name, mask) for name, mask in zip(PROPERTIES[side], piece.domain, strict=True)}
    return {name: _chosen(name, values, options) for name, values in options.items()}


def _chosen(name: str, values: list[str], options: dict[str, list[str]]) -> str:
    if len(values) == 1:
        return values[0]
    if name in ("function", "economic", "government"):
        shared = _shared(values)
        few = values[-1] if len(values) == 2 else ""  # 公务用车购置费 is 30913 or 31013: both print alike
        return next((shared[:n] for n in (5, 3) if len(shared) >= n), few)
    if name == "nature":
        economic = _shared(options["economic"])
        if Nature.PROJECT in values and Nature.PERSONNEL not in values:
            return str(Nature.PROJECT)
        return str(Nature.PUBLIC if economic.startswith(("302", "310")) else Nature.PERSONNEL)
    if name == "project":
        return OTHER_PROJECT
    preferred = {"fund": (Fund.GENERAL, Fund.OTHER), "carry": (Carry.CURRENT,)}.get(name, ())
    return next((str(word.value) for word in preferred if word in values), values[0])


def _shared(codes: list[str]) -> str:
    """Return the digits that all codes begin with."""
    first, last = min(codes), max(codes)
    return next((first[:n] for n in range(len(first), 0, -1) if last.startswith(first[:n])), "")


def _government(known: dict[str, str], unit: Unit) -> str:
    """Return the government class where the file tells one that the crosswalk would not give."""
    told = known["government"]
    if len(known["economic"]) < 5:
        return told
    usual = government_code(known["economic"], unit.kind) if len(known["economic"]) == 5 else ""
    return "" if len(told) < 5 or told == usual else told
