"""The department of 2027 as a book: six units below it, three of them the cases of their own, each with its own pack."""

from dataclasses import replace

from desktop import pipeline
from desktop.catalog import policy, policy_writer
from desktop.catalog.measures import make_filter
from desktop.exchange import shape
from desktop.ledger import units
from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    OF_A_BUDGET,
    Asset,
    Budget,
    DirectLine,
    FreeText,
    Income,
    Institution,
    Project,
    ProjectLine,
    ProjectYear,
    Unit,
)
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


DUTIES = {
    "231": "1. 贯彻教育、卫生、文化、就业和社会保障的法律法规和政策。\n2. 统筹新区社会事业发展规划、项目和资金。\n3. 指导和监督所属单位的业务、财务和国有资产管理。",
    "231001": "1. 承担新区社会事业的行政管理。\n2. 编制部门预算并组织执行。\n3. 管理智慧民生服务平台和基层公共文化服务项目。",
    "231002": "1. 组织教师研修和教育教学研究。\n2. 建设和管理课程资源。",
    "231003": "1. 提供中医医疗、预防、保健和康复服务。\n2. 推进中医药传承创新。",
    "231004": "1. 实施初中和高中教育。\n2. 落实寄宿生营养改善和生活补助。",
    "231005": "1. 组织群众文化活动。\n2. 提供公共文化场馆服务。",
    "231006": "1. 经办社会保险业务。\n2. 提供公共就业服务。",
}
DIVISIONS = ("办公室", "计划财务科", "教育体育科", "卫生健康科", "文化旅游科", "就业和社会保障科")
PROJECTS = {"Z1": "教师研修与课程资源", "W1": "群众文化活动", "J1": "公共就业服务"}
CAR = "一般公务用车"
DRIVING = ("231003", "231005")
"""The units with a car or ambulance of their own; all others of the department say that they have none."""


def complete(book):
    """Add what a department publishes besides figures: what the shipped sample has and the case does not say."""
    by_code = {unit.code: unit for unit in book.units()}
    with book.operation("说明"):
        for code, text in DUTIES.items():
            (budget,) = book.records(Budget, unit_id=by_code[code].id)
            book.insert(FreeText(budget_id=budget.id, key="duties", text=text))
            if by_code[code].parent_id is not None and not book.facts(budget).procurements:
                book.insert(FreeText(budget_id=budget.id, key="no_procurement", text="没有"))
            _projects(book, budget)
            for person in book.facts(budget).people:
                book.update(replace(person, name=""))
            for bought in book.facts(budget).procurements:  # below the limits of 财库〔2020〕46号: kept in full
                book.update(replace(bought, reserved=bought.amount, reserved_micro=bought.amount * 6 // 10))
            for asset in book.facts(budget).assets:
                if asset.kind == "公务用车":
                    book.update(replace(asset, kind=CAR))
                    book.insert(Asset(budget_id=budget.id, position=9, kind="执勤执法用车"))
            if code == "231005":
                book.insert(Asset(budget_id=budget.id, kind=CAR, stock=1))
            elif code not in ("231", *DRIVING) and CAR not in {asset.kind for asset in book.facts(budget).assets}:
                book.insert(Asset(budget_id=budget.id, kind=CAR))
        for code in ("231", "231001"):
            for position, name in enumerate(DIVISIONS):
                book.insert(Institution(unit_id=by_code[code].id, position=position, kind="内设机构", name=name))


def _projects(book, budget):
    cube = pipeline.lines_of(book, budget)
    facts = book.facts(budget)
    measured = {line.project_id for line in book.records(ProjectLine, budget_id=budget.id)}
    for project in facts.projects:
        amount = cube.sum(make_filter({"side": ["支出"], "project": [project.name]}, ""))
        if project.id in measured:
            book.insert(ProjectYear(budget_id=budget.id, project_id=project.id, year=YEAR, amount=amount))
            book.update(replace(project, reviewed=1))
        else:
            book.update(replace(project, name=PROJECTS[project.name]))


def sample_packs():
    """Return the text of each unit's pack by its name, with the values and documents of the invented county."""
    names = (entry["case"].removesuffix(".json") for entry in CASE["units"] if "case" in entry)
    tables = {name: cases_2027.pack_tables(cases_2027.load(name)) for name in names}
    return {name: policy_writer.written(pack) for name, pack in tables.items()}
