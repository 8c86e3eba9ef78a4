"""Generated packs and datasets: units of three kinds, seeded, whose amounts a test can add up by itself."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.ledger.records import (
    Budget,
    BudgetFacts,
    CarryOut,
    CheckResult,
    DirectLine,
    Income,
    Person,
    Project,
    TakenIn,
    Unit,
)
from desktop.packs import archive
from desktop.packs.content import Content

KINDS = ("行政", "参公", "事业")
FUNCTIONS = ("2010301", "2010350", "2050203", "2080505", "2080506", "2101101", "2210201", "2120803")
PERSONNEL, PUBLIC = (
    ("30101", "30102", "30107", "30108", "30112", "30113"),
    ("30201", "30211", "30216", "30217", "30231"),
)
GOVERNMENT = {
    "行政": {"301": "50101", "302": "50201"},
    "参公": {"301": "50101", "302": "50201"},
    "事业": {"301": "50501", "302": "50502"},
}
CHECKS = ("C08", "C09", "C19", "C35", "C50")


def line(side: str, amount: int, year: int, **more: str) -> dict[str, Any]:
    names = (
        "function",
        "economic",
        "government",
        "nature",
        "project",
        "fund",
        "subsource",
        "carry",
        "procurement",
        "service",
        "operating",
        "counterpart",
    )
    return {"side": side, "line_year": year, "amount": amount, **dict.fromkeys(names, ""), "carry": "当年", **more}


def content(
    number: int, count: int = 300, year: int = 2027, seed: int = 0
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return what a pack says of a unit and its tables, income equal to expenditure."""
    chance = random.Random(f"{seed}-{number}")
    kind = KINDS[number % 3]
    heads = chance.randint(5, 60)
    lines = []
    for place in range(count - 2):
        nature = ("人员", "公用", "项目")[place % 3]
        economic = chance.choice(PERSONNEL if nature == "人员" else PUBLIC)
        amount = heads * chance.randint(100_00, 900_00) * (40 if number % 97 == 5 and nature == "公用" else 1)
        fund = "事业收入" if kind == "事业" and place % 10 == 2 else "一般公共预算"
        lines.append(
            line(
                "支出",
                amount,
                year,
                function=chance.choice(FUNCTIONS),
                economic=economic,
                nature=nature,
                fund=fund,
                government=GOVERNMENT[kind][economic[:3]],
                project=f"项目{place % 7}" if nature == "项目" else "",
            )
        )
    for fund in dict.fromkeys(each["fund"] for each in lines):
        lines.append(
            line(
                "收入",
                sum(each["amount"] for each in lines if each["fund"] == fund and each["side"] == "支出"),
                year,
                fund=fund,
            )
        )
    outcomes = [
        {
            "code": code,
            "title": f"检查{code}",
            "severity": "错误" if code != "C50" else "警告",
            "status": chance.choices(("通过", "未通过", "未检查", "不适用"), (90, 3, 3, 4))[0],
        }
        for code in CHECKS
    ]
    staff = [
        {"kind": kind, "status": status, "first_month": 1, "last_month": 12, "heads": count}
        for status, count in (("在职", heads), ("退休", heads // 3))
    ]
    about = {
        "unit": f"第{number}单位",
        "unit_code": f"{100000 + number}",
        "unit_kind": kind,
        "year": year,
        "stage": "一上",
        "layout": "national/2023",
        "version": f"V{number}",
        "totals": {
            side: sum(each["amount"] for each in lines if each["side"] == word)
            for side, word in (("income", "收入"), ("expenditure", "支出"))
        },
    }
    return about, {"lines": lines, "staff": staff, "outcomes": outcomes, "projects": [], "indicators": []}


def write(path: Path, about: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> Path:
    """Write a pack of some content, as a unit's own program does."""
    unit = Unit(id=1, name=about["unit"], code=about["unit_code"], kind=about["unit_kind"])
    lines = tables["lines"]
    last = sorted({each["line_year"] for each in lines} - {about["year"]})
    people = [
        Person(id=n, kind=row["kind"], status=row["status"], headcount=row["heads"])
        for n, row in enumerate(tables["staff"], 1)
        if row["heads"]
    ]
    results = [
        CheckResult(n, 1, row["code"], row["title"], row["severity"], row["status"])
        for n, row in enumerate(tables["outcomes"], 1)
    ]
    budgets = [
        _budget(unit, place, year, about["stage"], lines) for place, year in enumerate((about["year"], *last), 1)
    ]
    budgets[0] = replace(budgets[0], people=tuple(people), check_results=tuple(results))
    content = Content(tuple(budgets), about["layout"], about["version"], 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(archive.packed(archive.manifest_of(content), archive.members_of(content)))
    return path


def _budget(unit: Unit, place: int, year: int, stage: str, lines: list[dict[str, Any]]) -> BudgetFacts:
    own = [each for each in lines if each["line_year"] == year]
    names = sorted({each["project"] for each in own} - {""})
    numbers = {name: number for number, name in enumerate(names, 1)}
    money = [{name: each[name] for name in ("fund", "subsource", "amount")} for each in own]
    common = [{"id": n, "budget_id": place, "position": n, **each} for n, each in enumerate(money, 1)]
    found: dict[str, list[Any]] = {"支出": [], "收入": [], "结转下年": []}
    for each, fields in zip(own, common, strict=True):
        if each["side"] == "支出":
            codes = {f"{name}_code": each[name] for name in ("function", "economic", "government")}
            more = {"nature": each["nature"], "carry": each["carry"], "project_id": numbers.get(each["project"])}
            found["支出"].append(DirectLine(**fields, **codes, **more, counterpart=each["counterpart"]))
        elif each["side"] == "收入":
            fields["source"] = fields.pop("fund")
            found["收入"].append(Income(**fields, carry=each["carry"], counterpart=each["counterpart"]))
        else:
            found["结转下年"].append(
                CarryOut(**{name: fields[name] for name in ("id", "budget_id", "position", "fund", "amount")})
            )
    return BudgetFacts(
        unit, Budget(place, 1, year, stage), taken_in=(TakenIn(),),
        projects=tuple(Project(id=number, budget_id=place, position=number, name=name) for name, number in numbers.items()),
        **{name: tuple(replace(each, id=n) for n, each in enumerate(found[side], 1)) for name, side in (("lines", "支出"), ("incomes", "收入"), ("carry_outs", "结转下年"))},
    )  # fmt: skip


def folder_of(folder: Path, count: int, lines: int = 30, **more: Any) -> Path:
    """Fill a folder with packs of so many units."""
    for number in range(count):
        about, tables = content(number, lines, **more)
        write(folder / f"{about['unit_code']}.mzs", about, tables)
    return folder
