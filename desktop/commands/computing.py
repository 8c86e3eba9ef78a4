"""Commands that compute and then write or compare: fill-income, calibrate."""

import argparse
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.common import chosen, reading, show_json, writing
from desktop.commands.parsing import Command, add_copy, add_json, of_budget, of_scenario
from desktop.findings import UserError
from desktop.ledger.vocabulary import FUNDS, read_fund
from desktop.money import YUAN

if TYPE_CHECKING:
    from desktop.compute.people.calibrate import Calibration, Compared


def fill_income(parsed: argparse.Namespace) -> int:
    """Let income follow what it funds, as one operation; print each source before and after."""
    from desktop.compute import filled_income

    funds = tuple(_fund(name) for name in parsed.source)
    with writing(parsed) as book:
        budget = chosen(book, parsed)
        facts = book.facts(budget)
        filled = filled_income.plan(facts, funds) if funds else filled_income.plan(facts)
        if not filled:
            print(f"{budget.year}年收入已按支出填列，没有变动")
            return 0
        with book.operation(f"{budget.year}年收入按支出填列"):
            for each in filled:
                if each.record.id:
                    book.update(each.record)
                else:
                    book.insert(each.record)
    for each in filled:
        print(f"{each.label}：{YUAN.show(each.before)} 元 → {YUAN.show(each.after)} 元（按支出填列，随支出变动）")
    return 0


def _fund(name: str) -> str:
    fund = read_fund(name)
    if fund is None:
        raise UserError(f"没有资金来源“{name}”；可以写：{'、'.join(FUNDS)}")
    return str(fund)


def calibrate(parsed: argparse.Namespace) -> int:
    """Hold one month's payroll and insurance bill against what is computed; 0 when all is the same, else 1."""
    from desktop.catalog import policy
    from desktop.compute import policy_values
    from desktop.compute.people import calibrate as compare
    from desktop.intake import month_totals

    with reading(parsed) as book:
        facts = book.facts(chosen(book, parsed))
    values = policy_values.of_budget(facts)
    if values is None:
        raise UserError(f"没有选择政策参数包，不能核对；请先用 policy use 选择，可用的有：{'、'.join(policy.titles())}")
    reading_of_month = month_totals.read(Path(parsed.file), parsed.sheet, values.policy.items)
    year, month = compare.month_of(parsed.month or reading_of_month.month or f"{facts.budget.year - 1}-10")
    found = compare.calibrate(facts, values.policy, year, month, reading_of_month.totals)
    if parsed.json:
        show_json({"month": f"{year}-{month:02d}", "ignored": reading_of_month.ignored, **_data(found)})
    else:
        yearly = "；一年一发的项目、定额和科目按全年" if any(each.whole_year for each in found.items) else ""
        print(f"按 {year}年{month}月的参数和年初人员计算{yearly}，与“{Path(parsed.file).name}”比较：")
        for each in found.items:
            print("\n".join(_rows(each)))
        _print_left(found, reading_of_month.ignored)
    return 1 if found.unknown or any(each.difference or each.deviations for each in found.items) else 0


def _rows(each: "Compared") -> list[str]:
    mark = "一致" if not each.difference else f"相差 {YUAN.show(each.difference)} 元"
    of_year = "（全年）" if each.whole_year else ""
    rows = [f"{each.label}{of_year}：计算 {YUAN.show(each.computed)} 元，实际 {YUAN.show(each.actual)} 元，{mark}"]
    if each.computed_base is not None and each.difference:
        rates = "、".join(f"{(rate * 100).normalize():f}%" for rate in each.rates)
        stated = "没有写明" if each.actual_base is None else f"{YUAN.show(each.actual_base)} 元"
        rows.append(f"  计算基数 {YUAN.show(each.computed_base)} 元，费率 {rates}；实际基数 {stated}")
        implied = [f"费率应为 {(each.implied_rate * 100).normalize():f}%"] if each.implied_rate is not None else []
        if each.implied_base is not None:
            implied.append(f"按现费率基数应为 {YUAN.show(each.implied_base)} 元")
        rows.append(f"  由实际数推算：{'，或'.join(implied)}")
    for deviation in each.deviations:
        computed = "账本中没有此人" if deviation.computed is None else f"计算 {YUAN.show(deviation.computed)} 元"
        actual = "文件中没有此人" if deviation.actual is None else f"实际 {YUAN.show(deviation.actual)} 元"
        rows.append(f"  {deviation.who}：{computed}，{actual}")
    return rows


def _print_left(found: "Calibration", ignored: list[str]) -> None:
    for problem in found.no_codes:
        print(problem)
    for text, names in (
        ("文件中有、账本没有计算的项目（没有比较）", found.unknown),
        ("账本计算了、文件中没有的项目", found.not_in_file),
        ("没有数值的参数，用到它的没有计算", found.missing),
        ("没有读取的列", ignored),
    ):
        if names:
            print(f"{text}：{'、'.join(names)}")


def _data(found: "Calibration") -> dict[str, Any]:
    items = [
        {key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(each).items()}
        | {"rates": [str(rate) for rate in each.rates], "difference": each.difference}
        for each in found.items
    ]
    left = {name: getattr(found, name) for name in ("unknown", "no_codes", "not_in_file", "missing")}
    return {"items": items, **left}


def _fill_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    of_scenario(parser)
    parser.add_argument(
        "--source", action="append", default=[], metavar="来源", help="按支出填列的收入来源，可重复；不写则为财政拨款"
    )


def _calibrate_options(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "FILE 是 CSV、Excel（“项目、金额”两列，或每人一行）或 TOML（[[total]] item、amount、base、person）"
    )
    add_json(parser)
    add_copy(parser)
    of_budget(parser)
    parser.add_argument("--month", default="", metavar="年-月", help="工资册的月份；不写则为上年 10 月")
    parser.add_argument("--sheet", default="", help="工作表名称；不写则取第一个可见的")


_CALIBRATE = "用一个月的工资册和缴费单核对测算；不一致时退出码为 1"
COMMANDS = (
    Command("fill-income", "财政拨款收入按支出填列", fill_income, ("book",), _fill_options),
    Command("calibrate", _CALIBRATE, calibrate, ("book", "file"), _calibrate_options),
)
