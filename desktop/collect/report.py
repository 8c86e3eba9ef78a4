"""The roll-up of a dataset: what was asked, laid out as sheets, written as one workbook."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog import measures
from desktop.collect import answers, classified, concerns, engines, expected, place, sheets, workbook
from desktop.collect.answers import COMPARED, Answers
from desktop.collect.dataset import Dataset
from desktop.collect.expected import Expected
from desktop.collect.place import Place
from desktop.collect.sheets import Column, Kind, Sheet, count, money, text
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.vocabulary import Stage

PLAIN_SUM = "各单位数简单相加，没有抵销单位之间的往来；抵销以后的数见后面的各汇总表"
MARKS = {"未通过": "×", "未检查": "○"}
UNIT = {"unit_code": text("单位编码", 14), "unit": text("单位名称", 30), "unit_kind": text("单位性质", 10)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is about. stage, year: empty or 0 for the newest. before: the stage to compare with.

    name: of the place. form: layout of the consolidated tables, empty for none of them. expected: the units that
    should have sent a pack, None where nobody says.
    """

    name: str = "全部单位"
    year: int = 0
    stage: str = ""
    before: str = ""
    form: str = ""
    expected: tuple[Expected, ...] | None = None


def chosen(dataset: Dataset, wanted: Wanted) -> tuple[int, str]:
    """Return year and stage of a report. Raises UserError where the dataset has none such."""
    periods = dataset.periods()
    if not periods:
        raise UserError(f"“{dataset.folder}”中还没有收入任何单位数据包")
    year = wanted.year or max(year for year, _ in periods)
    order = [str(stage) for stage in Stage]
    there = sorted({stage for each, stage in periods if each == year}, key=order.index)
    if wanted.stage in there or (there and not wanted.stage):
        return year, wanted.stage or there[-1]
    has = "、".join(f"{year}年{stage}" for year, stage in sorted(periods))
    raise UserError(f"数据中没有{year}年{wanted.stage}；现有 {has}")


def ask(dataset: Dataset, wanted: Wanted, engine: str = "duckdb", memory: str = "", master: str = "") -> Answers:
    """Run all that a report asks on an engine."""
    year, stage = chosen(dataset, wanted)
    if wanted.before:
        chosen(dataset, Wanted(year=year, stage=wanted.before))
    with engines.opened(dataset, engine, memory, master) as tables:
        return answers.run(answers.questions(tables, year, stage, wanted.before))


def write(dataset: Dataset, wanted: Wanted, found: Answers, path: Path) -> None:
    """Write the workbook of a report out of its answers."""
    year, stage = chosen(dataset, wanted)
    county = place.of_lines(found["touched"], found["summed"], found["units"])
    tables = place.tables(county, wanted.name, year, stage, wanted.form, version(found)) if wanted.form else None
    workbook.write(all_sheets(dataset, wanted, found, county), tables, path)


def version(found: Answers) -> str:
    """Return a code for what was counted: it changes when any pack does."""
    prints = "\n".join(sorted(unit["fingerprint"] for unit in found["units"]))
    return hashlib.sha256(prints.encode()).hexdigest()[:12].upper()


def all_sheets(dataset: Dataset, wanted: Wanted, found: Answers, county: Place) -> list[Sheet]:
    """Return the sheets of a report but for the consolidated tables."""
    year, stage = chosen(dataset, wanted)
    listed = concerns.sheet(dataset, found, county, year, stage)
    result = [
        _summary(wanted, found, f"{year}年 {stage}", len(listed.rows)),
        *([_missing(wanted.expected, found)] if wanted.expected is not None else []),
        _units(found),
        listed,
        *_checks(found),
        classified.sheet("功能科目", "支出按功能分类（类、款、项）", "function", found["function"]),
        classified.sheet("部门经济", "支出按部门预算支出经济分类", "economic", found["economic"]),
        classified.sheet("政府经济", "支出按政府预算支出经济分类", "government", found["government"]),
        *_sources(found),
        *([_stages(found, wanted.before, stage)] if wanted.before else []),
        *_outliers(found),
        _pairs(county),
    ]
    for sheet in result:
        if sheet.name in ("功能科目", "部门经济", "政府经济", "资金来源", "单位性质"):
            sheet.notes = (*sheet.notes, PLAIN_SUM)
    return result


def _summary(wanted: Wanted, found: Answers, period: str, concerned: int) -> Sheet:
    units = found["units"]
    absent = None if wanted.expected is None else len(expected.missing(wanted.expected, units))
    rows: list[tuple[Any, ...]] = [
        ("已报送单位", len(units), None),
        ("应报未报单位", "没有名单，未核对" if absent is None else absent, None),
        ("有错误的单位", sum(1 for unit in units if unit["errors"]), None),
        ("需要核对的事项", concerned, None),
        ("计入的包（版本码）", version(found), None),
        ("收入合计（未抵销）", None, sum(unit["line_income"] for unit in units)),
        ("支出合计（未抵销）", None, sum(unit["line_expenditure"] for unit in units)),
    ]
    rows = [(name, f"{value:,}" if isinstance(value, int) else value, amount) for name, value, amount in rows]
    return Sheet(
        "收集情况", f"{wanted.name} {period} 收集汇总", (text("项目", 28), text("数量", 22), money("金额")), rows
    )


def _missing(wanted: Sequence[Expected], found: Answers) -> Sheet:
    units = found["units"]
    rows: list[tuple[Any, ...]] = [("应报未报", e.code, e.name, e.note) for e in expected.missing(wanted, units)]
    rows += [("不在名单中", u["unit_code"], u["unit"], "") for u in expected.strangers(wanted, units)]
    columns = (text("情况", 14), text("单位编码", 14), text("单位名称", 36), text("备注", 44))
    return Sheet("未报送", "应报未报的单位和名单以外的单位", columns, rows)


def _units(found: Answers) -> Sheet:
    columns = {
        **UNIT,
        "line_income": money("收入"),
        "line_expenditure": money("支出"),
        "line_carry_out": money("结转下年"),
        "errors": count("错误"),
        "warnings": count("警告"),
        "layout": text("版式", 15),
        "version": text("版本码", 14),
        "batch": count("批次", added=False),
        "file": text("文件", 22),
    }
    return sheets.of_rows("单位一览", "单位一览", columns, found["units"], totals=True)


def _checks(found: Answers) -> list[Sheet]:
    ends = {"passed": "通过", "failed": "未通过", "not_applicable": "不适用", "not_checked": "未检查"}
    columns = {"code": text("编号", 10), "severity": text("级别", 8), "title": text("检查", 50)}
    counts: dict[str, Column] = {name: count(heading) for name, heading in ends.items()}
    totals = sheets.of_rows("检查汇总", "各项检查在各单位的结果", columns | counts, found["checks"])
    codes = sorted({row["code"] for row in found["open"]})
    cells: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in found["open"]:
        unit = row["unit_code"], row["unit"], row["unit_kind"]
        cells.setdefault(unit, {})[row["code"]] = MARKS[row["status"]]
    rows = [(*unit, *(marks.get(code, "") for code in codes)) for unit, marks in sorted(cells.items())]
    heads = (*UNIT.values(), *(Column(code, Kind.MARK, 7) for code in codes))
    note = "× 未通过　○ 未检查　空白为通过或不适用；没有列出的单位全部通过或不适用"
    return [totals, Sheet("单位和检查", "各单位没有通过的检查", heads, rows, (note,))]


def _sources(found: Answers) -> list[Sheet]:
    funds = {
        "fund": text("资金来源", 24),
        "income": money("收入"),
        "expenditure": money("支出"),
        "carry_out": money("结转下年"),
    }
    kinds = {
        "unit_kind": text("单位性质", 14),
        "units": count("单位数"),
        "heads": count("在职人数"),
        "retired": count("退休人数"),
        "income": money("收入"),
        "expenditure": money("支出"),
        "public": money("公用经费"),
    }
    return [
        sheets.of_rows("资金来源", "收支按资金来源", funds, found["fund"], totals=True),
        sheets.of_rows("单位性质", "收支和人数按单位性质", kinds, found["kind"], totals=True),
    ]


def _stages(found: Answers, before: str, after: str) -> Sheet:
    rows = []
    for row in found["stages"]:
        first, second = row["before"], row["after"]
        known = first is not None and second is not None
        note = "" if known else f"没有“{before if first is None else after}”的包，不比较"
        rows.append(
            (row["unit_key"], row["unit"], row["unit_kind"], first, second, second - first if known else None, note)
        )
    columns = (*UNIT.values(), money(before), money(after), money("增减"), text("备注", 30))
    sheet = Sheet("阶段比较", f"支出：{after}与{before}比较", columns, rows)
    sheet.total = sheets.total_of(columns, rows) if rows else None
    if sheet.total is not None and any(row[-1] for row in rows):
        sheet.total = (*sheet.total[:-1], "增减合计只含两个阶段都有的单位")
    return sheet


def _outliers(found: Answers) -> list[Sheet]:
    labels = {name: each.label for name, each in measures.read(paths.resources() / "measures.toml").items()}
    few = "、".join(f"{row['unit_kind']}（{row['units']} 个）" for row in found["few"])
    note = (f"未检查：{few}，单位太少，说不出通常是多少",) if few else ()
    heads = {**UNIT, "measure": text("经费", 14), "heads": count("在职人数", added=False), "amount": money("金额")}
    per_head = {**heads, "value": money("人均", added=False)}
    kind = {
        **per_head,
        "median": money("同类中位数", added=False),
        "lower": money("下四分位", added=False),
        "upper": money("上四分位", added=False),
        "units": count("同类单位", added=False),
    }
    near = {**per_head, "near_value": money("邻近单位人均", added=False), "near_units": count("邻近单位", added=False)}
    rule = "人均数超出四分位以外一倍半四分位距的单位；中位数和四分位都是某个单位的数"
    rule_near = "与同一性质、在职人数最接近的单位（前后各五个）比，人均数超过两倍或不到一半的单位"
    return [
        sheets.of_rows(
            "人均异常", "人均公用、三公、培训与同类单位比较", kind, _named(found, "kind of", labels), (rule, *note)
        ),
        sheets.of_rows(
            "邻近比较", "人均公用、三公、培训与邻近单位比较", near, _named(found, "near", labels), (rule_near, *note)
        ),
    ]


def _named(found: Answers, question: str, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{**row, "measure": labels[name]} for name in COMPARED for row in found[f"{question} {name}"]]


def _pairs(county: Place) -> Sheet:
    rows = [
        (pair.year, str(pair.kind), pair.payer, pair.receiver, pair.paid, pair.received, pair.eliminated,
         "" if pair.paid == pair.received else "两方不一致，按较小数抵销")
        for pair in county.pairs
    ]  # fmt: skip
    columns = (
        *(text("年度", 8), text("种类", 8), text("付款单位", 28), text("收款单位", 28)),
        *(money("付款方填列"), money("收款方填列"), money("抵销"), text("备注", 26)),
    )
    sheet = Sheet("内部往来", "单位之间往来的抵销", columns, rows)
    sheet.total = sheets.total_of(columns, rows) if rows else None
    return sheet
