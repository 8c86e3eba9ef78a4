"""What a person should look at before the roll-up is used: everything that was counted one way and could be another."""

from typing import Any

from desktop.collect.answers import Answers
from desktop.collect.dataset import Dataset
from desktop.collect.place import Place
from desktop.collect.sheets import Sheet, text
from desktop.money import YUAN

COLUMNS = (text("事项", 18), text("单位", 30), text("说明", 90))


def sheet(dataset: Dataset, found: Answers, county: Place, year: int, stage: str) -> Sheet:
    """Return the list of what is to be looked at, of one year and stage."""
    rows: list[tuple[Any, ...]] = [
        *_totals(found),
        *_batches(dataset, year, stage),
        *_replaced(found),
        *_transfers(county),
    ]
    return Sheet("需核对", "需要核对的事项", COLUMNS, rows)


def _totals(found: Answers) -> list[tuple[str, str, str]]:
    rows = []
    for unit in found["units"]:
        for name, line, words in (("income", "line_income", "收入"), ("expenditure", "line_expenditure", "支出")):
            if unit[name] is not None and unit[name] != unit[line]:
                sums = f"包中写的{words}合计 {YUAN.show(unit[name])} 元，明细合计 {YUAN.show(unit[line])} 元"
                rows.append(("合计不符", unit["unit"], f"{sums}；汇总用的是明细"))
        outlay = unit["line_expenditure"] + unit["line_carry_out"]
        if unit["line_income"] != outlay:
            sums = f"收入 {YUAN.show(unit['line_income'])} 元，支出和结转下年 {YUAN.show(outlay)} 元"
            rows.append(("收支不平", unit["unit"], sums))
    return rows


def _batches(dataset: Dataset, year: int, stage: str) -> list[tuple[str, str, str]]:
    """What the batches noted; a file that could not be read is of no known year, so it is always listed."""
    taken = {each["file"] for batch in dataset.batches for each in batch["packs"] if each["number"]}
    rows = []
    for batch in dataset.batches:
        for each in batch["packs"]:
            if not each["problem"] or each.get("known"):
                continue
            name = f"第 {batch['batch']} 批 {each['file']}"
            if each["number"]:
                if (each["year"], each["stage"]) == (year, stage):
                    rows.append(("收入时的提醒", each["unit"], f"{name}：{each['problem']}"))
            elif each["file"] not in taken:
                rows.append(("没有收入的包", "", f"{name}：{each['problem']}"))
    return rows


def _replaced(found: Answers) -> list[tuple[str, str, str]]:
    return [
        (
            "有更新的包",
            row["unit"],
            f"第 {row['batch']} 批的“{row['file']}”（版本 {row['version']}）已由后来的包代替，没有计入",
        )
        for row in sorted(found["replaced"], key=lambda row: row["pack"])
    ]


def _transfers(county: Place) -> list[tuple[str, str, str]]:
    rows = [
        ("往来不一致", pair.payer, f"{pair.year}年{pair.kind}：付给{pair.receiver} {YUAN.show(pair.paid)} 元，对方填列 "
         f"{YUAN.show(pair.received)} 元；按较小数抵销，其余留在合计中")
        for pair in county.pairs
        if pair.paid != pair.received
    ]  # fmt: skip
    rows += [
        ("对方不在汇总中", unit, f"对方单位写的是“{other}”，{YUAN.show(amount)} 元没有抵销")
        for unit, other, amount in county.strangers
    ]
    rows += [
        ("没有写对方单位", "", f"{year}年{item}共 {YUAN.show(amount)} 元没有写对方单位，没有抵销，可能重复计算；"
         "是哪些单位，看“单位和检查”中的 C106")
        for (year, item), amount in sorted(county.unnamed.items())
        if amount
    ]  # fmt: skip
    return rows
