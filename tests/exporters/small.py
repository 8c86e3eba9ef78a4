"""A publication small enough to change one cell at a time: two tables, a text with a table in it, a chart."""

from contextlib import contextmanager
from dataclasses import replace

from desktop.exporters.publication import Publication
from desktop.layouts.form import loader
from desktop.layouts.form.spec import ColumnSpec
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.charts import Bar, Chart
from desktop.layouts.tables.table import Block, BlockRow, Cell, Lead, Table
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.money import NumberStyle

YUAN = NumberStyle("元", 2)
WAN = NumberStyle("万元", 2)
FORM = loader.load("chongqing/2023")
COLUMNS = (
    ColumnSpec("name", ("项目",), "label", 30),
    ColumnSpec("this", ("预算数", "本年"), "amount", 14),
    ColumnSpec("last", ("预算数", "上年"), "amount", 14),
    ColumnSpec("share", ("占比",), "amount", 10),
)


def amount(fen, style, terms=()):
    return Cell(style.show(fen), "amount", fen, style.steps(fen), 0, terms)


def table(style, name="收支总表", notes=("注：单位为示例",)) -> Table:
    """Three rows under a two-line header: a total that is a formula, two parts, blanks and a percentage."""
    share = Cell("33.33%", "percent", None, 3333)
    rows = [
        ("合计", amount(12_345_678_901, style, ((1, 1, 1), (1, 2, 1))), amount(0, style), Cell("—", "text")),
        ("基本支出", amount(12_345_000_000, style), Cell(), share),
        ("项目 支出", amount(678_901, style), amount(-5_001, style), Cell("2", "number")),
    ]
    made = [BlockRow(str(n), [Cell(label, "text"), *cells]) for n, (label, *cells) in enumerate(rows)]
    lead = [Lead("部门", Cell("某县统计局", "text"))]
    block = Block(COLUMNS, made, merges=[(1, 2, 0)] if name == "合并表" else [])
    return Table(name, "表1", name, "某县统计局", "单位", style, "portrait", True, [block], lead, list(notes), False)


def publication(rounding="independent", *, charts=True) -> Publication:
    small = table(YUAN, "文中表", ())
    text = Narrative(
        "某县统计局2024年预算公开",
        [
            Paragraph((Run("一、收支情况"),), level=1),
            Paragraph((Run("本年收入"), Run("1.23", figure="f"), Run("万元 & <其他>，\t比上年增加。"))),
            Paragraph((), table=small),
        ],
        {},
    )
    chart = Chart("c", "收入构成", 2024, WAN, (Bar("财政拨款", 12_345_678, None, 0), Bar("其他", 1, None, 0)))
    sheets = (sheet_of(table(WAN)), sheet_of(table(YUAN, "合并表", ())))
    form = replace(FORM, rounding=rounding, percent_decimals=2)
    drawn = (chart,) if charts else ()
    return Publication(form, "某县统计局", "部门", 2024, text, sheets, "ABCD-1234", drawn, ("草稿，不作公开用",))


@contextmanager
def changed(cell: Cell, **values):
    """The cell with other values, for as long as a file is written."""
    before = {name: getattr(cell, name) for name in values}
    for name, value in values.items():
        setattr(cell, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(cell, name, value)
