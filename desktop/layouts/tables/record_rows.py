"""Records that tables and figures list: their values, as they may be published.

A field value is text, or an amount in 分 when its name is in AMOUNT_FIELDS or STATED_FIELDS.
"""

from dataclasses import field, replace
from fnmatch import fnmatchcase

from desktop.catalog.classification import load
from desktop.catalog.measures import make_filter
from desktop.compute import quota_bases
from desktop.compute.cube import Cube, Selection
from desktop.dataclass import dataclass
from desktop.layouts.form.fields import CODES, NEVER_ADDED
from desktop.layouts.tables import withheld
from desktop.layouts.tables.table import RecordKey
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import RECORD_TYPES, BudgetFacts, Indicator, Project, Record
from desktop.ledger.vocabulary import InstitutionKind
from desktop.money import Fen

PUBLISHED_FIELDS = {
    "projects": ("project_kind",),
    "project_indicators": ("project_kind",),
    "procurements": ("procurement_kind", "fund", "economic", "economic_name", "purchased_service"),
    "lines": ("function", "function_name", "economic", "economic_name", "government", "government_name", "fund"),
}
"""Fields that are published of a project whose name is withheld: classes that totals are made of, no words."""


def _key(record: Record) -> RecordKey:
    return record.TABLE, record.id


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record as shown: its texts, and for amounts the selection behind them.

    stated: amounts (分) that the record says itself; one that was not entered is not there. of: the records it shows,
    by table and id; none where a name is withheld, or where it is the sum of several.
    """

    values: dict[str, str]
    amounts: dict[str, Selection]
    group: str
    stated: dict[str, int] = field(default_factory=dict)
    of: tuple[RecordKey, ...] = ()


def rows_of(
    source: str, only: tuple[tuple[str, tuple[str, ...]], ...], facts: BudgetFacts, cube: Cube
) -> list[RecordRow]:
    """Return the records of a source that match `only`, in the order of the ledger, as they may be published.

    The source "tables" is not of the ledger: the table builder lists the tables itself.
    """
    return _published(source, _matching(source, only, facts, cube), facts)


def added(rows: list[RecordRow]) -> RecordRow:
    """Return rows as one without words: all their lines, and what they state added up (blank where none does)."""
    amounts: dict[str, Selection] = {}
    stated: dict[str, int] = {}
    for row in rows:
        for name, bits in row.amounts.items():
            amounts[name] = amounts.get(name, 0) | bits
        for name, fen in row.stated.items():
            if name not in NEVER_ADDED:
                stated[name] = stated.get(name, 0) + fen
    return RecordRow({}, amounts, "", stated)


def counted(
    source: str, only: tuple[tuple[str, tuple[str, ...]], ...], facts: BudgetFacts, cube: Cube, field: str = ""
) -> int:
    """Return how many records of a source match, or the sum of a field of them; withheld projects count too."""
    matching = _matching(source, only, facts, cube)
    return sum(int(row.values.get(field) or 0) for row in matching) if field else len(matching)


def amounts(
    source: str, only: tuple[tuple[str, tuple[str, ...]], ...], facts: BudgetFacts, cube: Cube, field: str
) -> list[Fen | None]:
    """Return the money in a field of the records of a source that match, in 分; None where a record leaves it open."""
    wanted = {row.group for row in _matching(source, only, facts, cube)}
    name, records = next(
        (each.name, getattr(facts, kind.ABOUT.facts))
        for kind in RECORD_TYPES
        if kind.ABOUT.source == source
        for each in fields_of(kind)
        if each.printed == field
    )
    return [getattr(record, name) for record in records if str(record.id) in wanted]


def _matching(
    source: str, only: tuple[tuple[str, tuple[str, ...]], ...], facts: BudgetFacts, cube: Cube
) -> list[RecordRow]:
    rows = _SOURCES[source](facts, cube)
    return [row for row in rows if all(_fits(row.values.get(name, ""), patterns) for name, patterns in only)]


def _published(source: str, rows: list[RecordRow], facts: BudgetFacts) -> list[RecordRow]:
    """Put the published name in the place of a withheld one, drop its words, and let equal rows be one.

    Equal rows are those of projects that are merged, and the rows of one project's indicators.
    """
    names = withheld.of(facts).names
    published: list[RecordRow] = []
    places: dict[tuple[str, ...], int] = {}
    for row in rows:
        shown = names.get(row.values.get("project", ""))
        if shown is None:
            published.append(row)
            continue
        values = {**dict.fromkeys(row.values, ""), "project": shown}
        values |= {name: row.values[name] for name in PUBLISHED_FIELDS.get(source, ())}
        if source == "procurements":
            values["item"] = f"{row.values['procurement_kind']}采购"
            published.append(RecordRow(values, row.amounts, row.group))
            continue
        key = tuple(values.values()) if source == "lines" else (shown,)
        if key in places:
            published[places[key]] = _merged_row(published[places[key]], replace(row, values=values))
        else:
            places[key] = len(published)
            published.append(replace(added([row]), values=values, group=shown))
    return published


def _merged_row(first: RecordRow, second: RecordRow) -> RecordRow:
    """Return two rows as one: all their lines, what both state together, and the words in which they agree."""
    agreeing = {name: text if second.values[name] == text else "" for name, text in first.values.items()}
    return replace(added([first, second]), values=agreeing, group=first.group)


def _fits(value: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(value, pattern) for pattern in patterns)


def _values(record: Record, projects: dict[int, str] | None = None) -> dict[str, str]:
    """Return the texts of a record by the names forms use, without amounts (those are selections of lines)."""
    values = {}
    for each in fields_of(type(record)):
        value = getattr(record, each.name)
        if not each.printed or each.kind is Kind.MONEY:
            continue
        if each.kind is Kind.REFERENCE:
            values[each.printed] = (projects or {}).get(value or 0, "")
        elif each.kind is Kind.FLAG:
            values[each.printed] = "是" if value else ""
        else:
            values[each.printed] = str(value)
        if each.kind is Kind.CODE:
            values[f"{each.printed}_name"] = load(each.of).name(value) or ""
    return values


def _project_selection(project: Project, cube: Cube) -> Selection:
    where = make_filter({"side": ["支出"], "project": [project.name]}, "projects")
    return cube.select(where) & cube.in_year(cube.year)


def _indicators(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [RecordRow(_values(i), {}, str(i.id), of=(_key(i),)) for i in facts.indicators if i.project_id is None]


def _projects(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    return [
        RecordRow(_values(p), {"amount": _project_selection(p, cube)}, str(p.id), of=(_key(p),)) for p in facts.projects
    ]


def _project_indicators(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    rows = []
    for project in facts.projects:
        base, amount = _values(project), {"amount": _project_selection(project, cube)}
        indicators = [i for i in facts.indicators if i.project_id == project.id]
        for each in indicators or [Indicator(nature="")]:
            of = (_key(project), _key(each)) if each.id else (_key(project),)
            rows.append(RecordRow({**base, **_values(each)}, amount, str(project.id), of=of))
    return rows


def _procurements(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    names = {p.id: p.name for p in facts.projects}
    positions: dict[int, int] = {}
    for n, line in enumerate(cube.lines):  # an item that two moneys pay has two lines
        if line.origin.table == "procurement" and line.year == cube.year:
            positions[line.origin.record_id] = positions.get(line.origin.record_id, 0) | 1 << n
    return [
        RecordRow(_values(p, names), {"amount": positions.get(p.id, 0)}, str(p.id), of=(_key(p),))
        for p in facts.procurements
    ]


def _assets(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [RecordRow(_values(asset), {}, str(asset.id)) for asset in facts.assets]


def _asset_plans(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    names = {p.id: p.name for p in facts.projects}
    return [
        RecordRow(_values(p, names), {}, str(p.id), {"price": p.price, "cost": p.quantity * p.price}, (_key(p),))
        for p in facts.asset_plans
    ]


def _project_plans(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    """The projects that have a plan for one of the two years after this one (项目中期规划)."""
    years = {"next_year": cube.year + 1, "year_after": cube.year + 2}
    planned = {(plan.project_id, plan.year): plan.amount for plan in facts.project_years}
    rows = []
    for project in facts.projects:
        stated = {name: planned[project.id, year] for name, year in years.items() if (project.id, year) in planned}
        if stated:
            amount = {"amount": _project_selection(project, cube)}
            rows.append(RecordRow(_values(project), amount, str(project.id), stated, (_key(project),)))
    return rows


def _institutions(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [RecordRow(_values(institution), {}, str(institution.id)) for institution in facts.institutions]


def _budget_units(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    """The units of a view; of one unit itself (本级), and the units below it that its budget holds."""
    below = [("", i.name, "") for i in facts.institutions if i.kind == InstitutionKind.SUBORDINATE]
    own = (facts.unit.code, facts.unit.name, facts.unit.kind)
    units = [(unit.code, unit.name, unit.kind) for unit in facts.units] or [own, *below]
    this = cube.in_year(cube.year)
    return [
        RecordRow(
            {"number": str(number), "unit_code": code, "unit_name": name, "unit_kind": kind},
            {"amount": cube.select((("unit", (name,)),)) & this},
            "",
        )
        for number, (code, name, kind) in enumerate(units, 1)
    ]


def _people(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    """Who is there at the base date: 实有人数 is one number in text, tables and checks."""
    return [RecordRow(_values(person), {}, str(person.id)) for person in quota_bases.at_base_date(facts)]


def _establishments(facts: BudgetFacts, _: Cube) -> list[RecordRow]:
    return [RecordRow(_values(posts), {}, "") for posts in facts.establishments]


def _lines(facts: BudgetFacts, cube: Cube) -> list[RecordRow]:
    """Expenditure of this year, one row for lines that agree in project, codes and fund."""
    groups: dict[tuple[str, ...], Selection] = {}
    for position, line in enumerate(cube.lines):
        if line.side == "支出" and line.year == facts.budget.year:
            key = (line.project, line.function, line.economic, line.government, line.fund)
            groups[key] = groups.get(key, 0) | 1 << position
    names = {dimension: load(dimension) for dimension in CODES}
    rows = []
    for (project, function, economic, government, fund), selection in sorted(groups.items()):
        codes = {"function": function, "economic": economic, "government": government}
        values = {"project": project or facts.unit.name, "fund": fund, **codes}
        values |= {f"{kind}_name": names[kind].name(code) or "" for kind, code in codes.items()}
        rows.append(RecordRow(values, {"amount": selection}, ""))
    return rows


def _no_tables(_facts: BudgetFacts, _cube: Cube) -> list[RecordRow]:
    return []


_SOURCES = {
    "indicators": _indicators,
    "projects": _projects,
    "project_indicators": _project_indicators,
    "procurements": _procurements,
    "assets": _assets,
    "asset_plans": _asset_plans,
    "project_plans": _project_plans,
    "institutions": _institutions,
    "budget_units": _budget_units,
    "people": _people,
    "establishments": _establishments,
    "lines": _lines,
    "tables": _no_tables,
}
