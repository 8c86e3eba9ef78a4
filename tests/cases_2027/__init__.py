"""Cases of 2027 worked out by hand: inputs, local rules, every expected line with its arithmetic, sums and traps.

`book_of` makes a book's facts of a case and `pack_of` a policy pack; both only rename, nothing is worked out here.
"""

import copy
import json
from datetime import date
from pathlib import Path

from desktop import paths
from desktop.catalog import chosen_rules, policy_reader
from desktop.ledger.records import (
    Asset,
    BasisCount,
    Budget,
    BudgetFacts,
    DeclaredBase,
    Establishment,
    FundShare,
    Income,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    Procurement,
    Project,
    ProjectLine,
    PublicLine,
    RunningFunction,
    Unit,
)
from desktop.ledger.vocabulary import read_carry, read_fund
from desktop.money import parse_yuan

HERE = Path(__file__).parent
NAMES = ("mixed_bureau_2027", "town_2027", "school_2027", "hospital_2027")
PACK = "本地"
PLAN = "计划"
BASES = {"车辆": "车辆数"}
TOWN_YEARS = (0, 10, 20)


def load(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


# the policy pack ------------------------------------------------------------------------------------------


def pack_tables(case):
    """Return the tables of the pack as they stand in its file."""
    policy = case["policy"]
    parameters = {p["id"]: _parameter(p) for p in policy["parameters"]}
    for entry in policy["contributions"]:
        parameters.setdefault(entry["rate"], {"label": entry["item"], "unit": "比例", "values": []})
    items = [_pay_item(entry, policy, parameters) for entry in policy["pay_items"]]
    quotas = [entry for entry in case["quotas"] if entry["base"] != PLAN]
    return {
        "title": case["unit"]["name"],
        "choices": {key: entry["value"] for key, entry in policy["choices"].items()},
        "parameters": parameters,
        "pay_items": items,
        "base_sets": policy["base_sets"],
        "contributions": [_contribution(entry) for entry in policy["contributions"]],
        "quotas": [_quota(entry) for entry in quotas],
    }


def pack_of(case):
    raw = pack_tables(case)
    return chosen_rules.applied(policy_reader.from_raw(copy.deepcopy(raw), PACK, paths.resources() / "policy"))


def _parameter(entry):
    values = [
        {"from": date.fromisoformat(v["valid_from"]), "value": v["value"], "reference": entry["document"]}
        for v in entry["values"]
    ]
    return {"label": entry["label"], "unit": entry["unit"], "values": values}


def _pay_item(entry, policy, parameters):
    made = {"item": entry["item"], "economic": entry["dept_econ"], "kinds": entry["kinds"], "nature": entry["nature"]}
    made["period"] = entry["period"]
    if entry["period"] == "奖金":
        made["parameter"] = "bonus13.months"
    if "function" in entry:
        made["function"] = entry["function"]
    if "status" in entry:
        made["statuses"] = [entry["status"]]
    if entry.get("by") == "职级":
        made["by_rank"] = entry["parameter"]
    if entry.get("by") == "乡镇工作年限":
        made["steps"] = _town_steps(policy, parameters)
    return made


def _town_steps(policy, parameters):
    (table,) = [entry for entry in policy["information"] if entry["id"] == "town.allowance"]
    steps = []
    for years, value in zip(TOWN_YEARS, table["values"][0]["value"].split("/"), strict=True):
        name = f"town.allowance.{years}"
        one = {**table, "label": f"乡镇工作补贴 满{years}年", "values": [{**table["values"][0], "value": value}]}
        parameters[name] = _parameter(one)
        steps.append({"years": years, "parameter": name})
    return steps


def _function(value):
    return "own" if value == "运行科目" else value


def _contribution(entry):
    return {
        "label": entry["item"], "insurance": entry["fund"], "kinds": entry["kinds"], "economic": entry["dept_econ"],
        "function": _function(entry["function"]), "rate": entry["rate"], "base": entry["base"],
        "floor": f"{entry['limits']}.floor", "ceiling": f"{entry['limits']}.ceiling",
    }  # fmt: skip


def _quota(entry):
    made = {"label": entry["name"], "basis": BASES.get(entry["base"], entry["base"]), "parameter": entry["parameter"]}
    for name in ("kinds", "classes", "items", "fund", "function"):
        if name in entry:
            made[name] = entry[name]
    if "status" in entry:
        made["statuses"] = [entry["status"]]
    if "count" in entry:
        made["counted"] = entry["name"]
    if "split" in entry:
        made["percents"] = entry["split"]
    if "dept_econ" in entry:
        made["economic"] = entry["dept_econ"]
    if "sub_sources" in entry:
        made["subsources"] = entry["sub_sources"]
    return made


# the book -------------------------------------------------------------------------------------------------


def book_of(case):
    """Return the facts of a case's budget, every record numbered as a book would."""
    year = case["unit"]["fiscal_year"]
    made = _Facts(year)
    made.staff(case)
    made.public(case)
    made.projects(case)
    made.incomes(case)
    unit = case["unit"]
    return BudgetFacts(
        unit=Unit(id=1, code=unit["code"], name=unit["name"], kind=unit["unit_kind"], scope=unit["scope"],
                  funding=unit["funding"], category=unit["category"],
                  vehicle_posts=unit.get("vehicles_establishment")),
        budget=Budget(id=1, unit_id=1, year=year, policy=PACK),
        establishments=tuple(Establishment(id=n, unit_id=1, kind=kind, posts=posts)
                             for n, (kind, posts) in enumerate(unit["establishment"].items(), 1)),
        running_functions=tuple(
            RunningFunction(id=n, unit_id=1, staff=name, function_code=code)
            for n, (name, code) in enumerate((unit["operating_function"] | unit.get("centres", {})).items(), 1)
        ),
        **{name: tuple(records) for name, records in made.found.items()},
    )  # fmt: skip


def _month(text):
    return int(text[-2:])


class _Facts:
    def __init__(self, year):
        self.year = year
        self.found = {}
        self.made = {}

    def add(self, facts_name, record, /, **values):
        self.made[facts_name] = number = self.made.get(facts_name, 0) + 1
        record = record(id=number, budget_id=1, **values)
        self.found.setdefault(facts_name, []).append(record)
        return record

    def staff(self, case):
        self.yearly = {i["item"] for i in case["policy"]["pay_items"] if i["period"].startswith("年·")}
        for entry in case["people"]:
            insured = "、".join(entry["insured"]) if entry.get("insured") else "无"
            person = self.add(
                "people", Person, code=entry["id"], name=entry["name"], kind=entry["kind"], status=entry["status"],
                post=entry.get("post", ""), rank=entry.get("rank", ""), first_month=_month(entry["from"]),
                last_month=_month(entry["to"]), centre=entry.get("centre", ""),
                function_code=entry.get("function", ""), insured=insured, first_job=int(entry.get("first_job", False)),
                town_years=entry.get("town_years"),
            )  # fmt: skip
            self.pay(person, {**entry.get("pay", {}), **entry.get("yearly", {})}, 1)
            for insurance, amount in entry.get("declared_base", {}).items():
                self.add("declared_bases", DeclaredBase, person_id=person.id, insurance=insurance,
                         amount=parse_yuan(amount))  # fmt: skip
            for change in entry.get("changes", []):
                self.change(person, change)
            self.shares({"person_id": person.id}, entry.get("fund_shares", {}))
            for item, shares in entry.get("item_shares", {}).items():
                self.shares({"person_id": person.id, "item": item}, shares)

    def pay(self, person, items, month):
        for item, amount in items.items():
            known = [
                i for i in self.found.get("pay_items", []) if (i.person_id, i.item, i.month) == (person.id, item, month)
            ]
            for old in known:  # a change from January on takes the place of what the payroll says
                self.found["pay_items"].remove(old)
            self.add("pay_items", PayItem, person_id=person.id, item=item, amount=parse_yuan(amount), month=month)

    def change(self, person, entry):
        month = _month(entry["from"])
        items = entry.get("pay_all", entry.get("pay", {}))
        fields = {name: entry[name] for name in ("kind", "status", "rank", "centre") if name in entry}
        if "insured" in entry:
            fields["insured"] = "、".join(entry["insured"]) or "无"
        if "function" in entry:
            fields["function_code"] = entry["function"]
        ends = int("pay_all" in entry)
        self.add("person_changes", PersonChange, person_id=person.id, month=month, what=entry["what"], pay_ends=ends,
                 **fields)  # fmt: skip
        self.pay(person, items, month)
        if ends:  # pay ends; what is paid by year goes on as long as a rule takes it
            yearly = [i for i in self.found["pay_items"] if i.person_id == person.id and i.item in self.yearly]
            for old in yearly:
                self.add("pay_items", PayItem, person_id=person.id, item=old.item, amount=old.amount, month=month)

    def shares(self, owner, shares):
        for fund, percent in shares.items():
            self.add("fund_shares", FundShare, **owner, fund=str(read_fund(fund)), percent=percent)

    def public(self, case):
        for entry in case["assets"]:
            same = [a for a in self.found.get("assets", []) if a.kind == entry["class"]]
            if same:
                self.found["assets"].remove(same[0])
            stock = int(entry["count"]) + sum(a.stock for a in same)
            self.add("assets", Asset, kind=entry["class"], stock=stock)
        for quota in case["quotas"]:
            if "count" in quota:
                self.add("basis_counts", BasisCount, basis=quota["base"], name=quota["name"], amount=quota["count"])
            for line in quota.get("lines", []):
                self.add(
                    "public_lines", PublicLine, item=quota["name"], name=line["name"],
                    function_code=quota.get("function", ""), economic_code=line["dept_econ"],
                    quantity=int(line["quantity"]), times=int(line.get("times", "1")),
                    price=parse_yuan(line["price_yuan"]), fund=str(read_fund(line["fund"])),
                )  # fmt: skip
                self.procure(line, None)

    def procure(self, line, project):
        if "procurement" in line:
            self.add("procurements", Procurement, kind=line["procurement"], item=line["name"],
                     project_id=project.id if project else None, fund=str(read_fund(line.get("fund", "事业收入"))),
                     quantity=int(line["quantity"]), amount=parse_yuan(line["amount_yuan"]),
                     economic_code=line["dept_econ"])  # fmt: skip

    def projects(self, case):
        for entry in case["projects"]:
            project = self.add(
                "projects", Project, code=entry["code"], name=entry["name"], category=entry["kind"],
                function_code=entry["function"], basis=entry["basis"],
                control=parse_yuan(entry["control_yuan"]) if "control_yuan" in entry else None,
            )  # fmt: skip
            for line in entry["lines"]:
                self.measured(project, line)
                self.procure(line, project)

    def measured(self, project, line):
        made = self.add(
            "project_lines", ProjectLine, project_id=project.id, name=line["name"], economic_code=line["dept_econ"],
            quantity=int(line["quantity"]), times=int(line.get("times", "1")), price=parse_yuan(line["price_yuan"]),
            fund=str(read_fund(line.get("fund", "一般公共预算"))), carry=str(read_carry(line.get("carry", ""))),
            subsource=line.get("sub_source", ""), function_code=line.get("function", ""),
        )  # fmt: skip
        for fund, amount in line.get("funds", {}).items():
            self.add("fund_shares", FundShare, project_line_id=made.id, fund=str(read_fund(fund)),
                     amount=parse_yuan(amount))  # fmt: skip
        for subsource, percent in line.get("sub_sources", {}).items():
            self.add("fund_shares", FundShare, project_line_id=made.id, fund=made.fund, subsource=subsource,
                     percent=percent)  # fmt: skip

    def incomes(self, case):
        for entry in case["income"]:
            follows = entry["rule"] == "按支出填列"
            self.add(
                "incomes", Income, source=str(read_fund(entry["fund"])), carry=str(read_carry(entry["carry"].replace("当年", ""))),
                subsource=entry["sub_source"], follows=int(follows), counterpart=entry.get("counterpart", ""),
                amount=0 if follows else parse_yuan(entry["amount_yuan"]), note=entry["rule"],
            )  # fmt: skip


def local_value(parameter, since, value, reference="某文〔2026〕1号"):
    return ParameterValue(id=1, budget_id=1, parameter=parameter, valid_from=since, value=value, reference=reference)
