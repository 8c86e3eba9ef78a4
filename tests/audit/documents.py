"""Small documents for tests of the audit: tables typed row by row, sentences."""

from desktop.outside.document import Document, Paragraph, Spot, Table

UNIT = "单位：甲局 单位：万元"


def table(title: str, *rows: str, unit: str = UNIT) -> Table:
    """Return a table of rows whose cells are parted by |."""
    grid = tuple(tuple(row.split("|")) for row in rows)
    return Table(grid, (title, unit), (), tuple(Spot(line=n) for n in range(1, len(grid) + 1)))


def document(*parts: Table | str, kind: str = "docx") -> Document:
    """Return a document of tables and sentences."""
    content = tuple(Paragraph(part, Spot(line=n)) if isinstance(part, str) else part for n, part in enumerate(parts, 1))
    return Document(f"甲局.{kind}", kind, content)


OUTLAY = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "|合计|12.00|10.00|2.00",
    "201|一般公共服务支出|9.00|7.00|2.00",
    "20103|政府办公厅（室）及相关机构事务|9.00|7.00|2.00",
    "2010301|行政运行|7.00|7.00|",
    "2010302|一般行政管理事务|2.00||2.00",
    "221|住房保障支出|3.00|3.00|",
    "22102|住房改革支出|3.00|3.00|",
    "2210201|住房公积金|3.00|3.00|",
)
BALANCE = (
    "收入||支出|",
    "项目|预算数|项目|预算数",
    "一般公共预算拨款收入|11.00|一般公共服务支出|9.00",
    "其他收入||住房保障支出|3.00",
    "本年收入合计|11.00|本年支出合计|12.00",
    "上年结转|1.00|结转下年|",
    "收入总计|12.00|支出总计|12.00",
)


def changed(rows: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """Return rows with one of them changed."""
    assert old in rows, old
    return tuple(new if row == old else row for row in rows)


NAMES_ALONE = (
    "项目|预算数",
    "合计|20.00",
    "工资福利支出|12.00",
    "基本工资|7.00",
    "津贴补贴|5.00",
    "商品和服务支出|6.00",
    "办公费|2.00",
    "水费|1.00",
    "差旅费|3.00",
    "对个人和家庭的补助|2.00",
    "生活补助|2.00",
)
"""The rows of a table of economic subjects that prints no codes."""
