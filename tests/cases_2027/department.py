"""The department of 2027 as a book: six units below it, three of them the cases of their own, each with its own pack."""

from dataclasses import replace

from desktop.catalog import policy, policy_writer
from desktop.exchange import shape
from desktop.ledger import units
from desktop.ledger.describe import fields_of
from desktop.ledger.records import OF_A_BUDGET, Budget, DirectLine, Income, Project, Unit
from desktop.ledger.vocabulary import read_carry, read_fund
from desktop.money import parse_yuan
from tests import cases_2027

CASE = cases_2027.load("department_2027")
NAME, YEAR = CASE["unit"]["name"], CASE["unit"]["fiscal_year"]


def fill(book):
    """Write the department and its units into an empty book; each pack goes to the user's own folder."""
    with book.operation("部门"):
        top = units.add(book, Unit(name=NAME, kind="行政", scope="部门", code="231"), (YEAR,))
        for entry in CASE["units"]:
            unit = units.add(
                book, Unit(name=entry["name"], code=entry["code"], kind=entry["unit_kind"], parent_id=top.id)
            )
            if "case" in entry:
                _with_case(book, unit, entry["case"].removesuffix(".json"))
            else:
                _typed(book, unit, entry)


def _with_case(book, unit, name):
    case = cases_2027.load(name)
    facts = cases_2027.book_of(case)
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    pack = policy.own_folder() / f"{name}.toml"
    pack.write_text(policy_writer.written(cases_2027.pack_tables(case)), encoding="utf-8")
    same = {"id": unit.id, "parent_id": unit.parent_id, "position": unit.position, "name": unit.name, "code": unit.code}
    book.update(replace(facts.unit, **same))
    for record in (*facts.establishments, *facts.running_functions):
        book.insert(replace(record, id=0, unit_id=unit.id))
    budget = book.insert(replace(facts.budget, id=0, unit_id=unit.id, policy=name))
    _records(book, facts, budget)


def _records(book, facts, budget):
    ids = {}
    for kind in OF_A_BUDGET:
        for record in getattr(facts, kind.ABOUT.facts, ()) if kind.ABOUT.facts else ():
            changed = {"id": 0, "budget_id": budget.id}
            for field in fields_of(kind):
                target = shape.TABLES.get(field.of)
                value = getattr(record, field.name)
                if target is not None and target is not Budget and field.name.endswith("_id") and value:
                    changed[field.name] = ids[target, value]
            ids[kind, record.id] = book.insert(replace(record, **changed)).id


def _typed(book, unit, entry):
    budget = book.insert(Budget(unit_id=unit.id, year=YEAR))
    names = dict.fromkeys(line["project"] for line in entry["ledger"] if line["project"])
    projects = {name: book.insert(Project(budget_id=budget.id, name=name, code=name)).id for name in names}
    for position, line in enumerate(entry["ledger"]):
        book.insert(
            DirectLine(
                budget_id=budget.id, position=position, function_code=line["function_code"],
                economic_code=line["dept_econ"], government_code=line["gov_econ"], nature=line["nature"],
                project_id=projects.get(line["project"]), fund=str(read_fund(line["fund"])),
                carry=str(read_carry(line["carry"])), amount=parse_yuan(line["amount_yuan"]),
                subsource=line["sub_source"], counterpart=line.get("counterpart", ""), note=line["why"],
            )
        )  # fmt: skip
    for position, line in enumerate(entry["income"]):
        follows = line["rule"] == "按支出填列"
        book.insert(
            Income(
                budget_id=budget.id, position=position, source=str(read_fund(line["fund"])),
                carry=str(read_carry(line["carry"])), subsource=line["sub_source"], follows=int(follows),
                amount=0 if follows else parse_yuan(line["amount_yuan"]), counterpart=line.get("counterpart", ""),
            )
        )  # fmt: skip
