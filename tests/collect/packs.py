"""Generated packs and datasets: units of three kinds, seeded, whose amounts a test can add up by itself."""

import csv
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

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
    """Write a pack of some content."""
    members = {f"data/{name}.csv": _csv(rows) for name, rows in tables.items()}
    about = about | {"members": {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(about, ensure_ascii=False))
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _csv(rows: list[dict[str, Any]]) -> bytes:
    if not rows:
        return b""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def folder_of(folder: Path, count: int, lines: int = 30, **more: Any) -> Path:
    """Fill a folder with packs of so many units."""
    for number in range(count):
        about, tables = content(number, lines, **more)
        write(folder / f"{about['unit_code']}.mzs", about, tables)
    return folder
