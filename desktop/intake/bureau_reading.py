"""Reading a file of a bureau: what it says of itself and of its amounts, and all that a person has to decide.

What a file does not say (whose numbers, in which unit of money, by which document) is asked for; a word nobody knows is
named and nothing is entered until a person decides; sums are compared with their parts.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from desktop.dataclass import dataclass
from desktop.findings import Finding, Place, Severity
from desktop.intake import bureau_amounts, bureau_columns, bureau_table, bureau_titles, bureau_totals
from desktop.intake.bureau_table import Sheet
from desktop.intake.bureau_totals import Disagreement, Figure
from desktop.intake.bureau_words import IGNORED, NEW_PROJECT, Subject, Vocabulary, plain
from desktop.ledger.control_trail import OF_PROJECTS
from desktop.ledger.vocabulary import BLOCKS, FUNDS
from desktop.outside import source_files
from desktop.outside.source_files import SourceTable


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has said about a file: document, day, unit of money, unit, words, accepted disagreements."""

    document: str = ""
    day: str = ""
    money: str = ""
    unit: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    sheets: tuple[str, ...] = ()


def with_words(asked: Asked, remembered: Mapping[str, str]) -> Asked:
    """Return what was said with the words that earlier files were given a meaning for."""
    return replace(asked, words={**remembered, **asked.words})


@dataclass(slots=True)
class BureauReading:
    """What a file says of itself, what is open (findings), and what was understood, in words."""

    file: str
    document: str = ""
    day: str = ""
    year: int = 0
    money: str = ""
    rejects: list[Finding] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    """Words nobody knows, and what kind of word each seems to be."""
    disagreements: list[Disagreement] = field(default_factory=list)
    """Sums that are not those of their parts and were not accepted."""
    agreed: list[Figure] = field(default_factory=list)
    """Sums that are those of their parts."""
    understood: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reject(self, message: str, sheet: str = "", row: int = 0, column: str = "", code: str = "I06") -> None:
        """Add a reason why nothing can be entered."""
        place = Place(file=self.file, sheet=sheet, line_number=row, column=column)
        self.rejects.append(Finding(code, Severity.ERROR, message, place))


def figures_of(
    reading: BureauReading,
    tables: Iterable[SourceTable],
    words: Vocabulary,
    year: int,
    asked: Asked,
    adjust: Callable[[Sheet], None] = lambda _: None,
    *,
    cuts: bool = False,
) -> list[Figure]:
    """Understand the sheets of a file; return its amounts without the sums that only repeat others.

    adjust: what is known of the rows of a sheet beside its words. cuts: read tables of nothing but cuts too.
    """
    sheets = [bureau_table.understand(table, words, year, asked.money, cuts=cuts) for table in tables]
    for sheet in sheets:
        adjust(sheet)
    with_rows = [sheet for sheet in sheets if sheet.rows or sheet.unread]
    if not with_rows:
        reading.reject(_nothing_in(sheets))
        return []
    _take_title(reading, sheets, asked, year)
    for sheet in with_rows:
        _take_sheet(reading, sheet, words, asked)
    _name_new_projects(with_rows, asked)
    found = bureau_totals.sort(with_rows)
    reading.agreed = list(found.agreed)
    for each in found.wrong:
        if each.key in asked.accepted:
            reading.understood.append(f"已接受：{each.describe()}；按各部分读取")
        else:
            reading.disagreements.append(each)
            text = f"{each.words()}；请与财政局核对，或者接受这一处（“{each.key}”）"
            reading.reject(text, each.total.sheet, each.total.row, each.total.heading, "I07")
    return [
        figure
        for figure in found.parts
        if not figure.left_out and not (asked.unit and figure.subject.unit not in ("", str(asked.unit)))
    ]


def _nothing_in(sheets: list[Sheet]) -> str:
    """Return why no sheet has a number."""
    if any(sheet.figures for sheet in sheets):
        return "没有找到可以读取的数：各格都是空的"
    others = list(dict.fromkeys(c.heading for sheet in sheets for c in sheet.columns if c.role == "other"))
    if others:
        return (
            f"没有可以读取的金额列，只有{'、'.join(f'“{heading}”' for heading in others)}；"
            "要有“控制数”（或“批复数”）一列，或者同一内容的“申报数”和“核减数”各一列而没有核增、增减的列；请核对是否选错了文件，或请财政局给出核定的数"
        )
    wanted = "例如 单位、类别、项目名称、控制数、一般公共预算"
    return f"没有找到可以读取的数：前 {bureau_columns.SEARCHED} 行中没有认得的表头（{wanted}）"


def tables_of(path: Path, chosen: tuple[str, ...] = ()) -> list[SourceTable]:
    """Return the visible sheets of a file, or those chosen by name. Raises UserError."""
    first = source_files.read(path, chosen[0] if chosen else "")
    if not first.sheet:
        return [first]
    if chosen:
        return [first, *(source_files.read(path, name) for name in chosen[1:])]
    return source_files.read_sheets(path)


def _take_title(reading: BureauReading, sheets: list[Sheet], asked: Asked, year: int) -> None:
    """Find document, day and year: what a person said goes before titles, these before notes and the file's name."""
    titles = " ".join(line for sheet in sheets for line in sheet.title)
    notes = " ".join(line for sheet in sheets for line in sheet.notes)
    reading.notes = [line for sheet in sheets for line in sheet.notes]
    found = next(filter(None, map(bureau_amounts.documents, (titles, notes, reading.file))), [])
    reading.document = bureau_amounts.document(asked.document) or (found[0] if len(found) == 1 else "")
    if not reading.document:
        why = f"有 {len(found)} 个文号（{'、'.join(found)}）" if found else "没有文号"
        reading.reject(f"文件中{why}，请指定文号")
    days = bureau_amounts.days(titles) or bureau_amounts.days(notes)
    reading.day = bureau_amounts.day(asked.day) or (days[0] if len(days) == 1 else "")
    years = {int(text[:4]) for text in bureau_titles.budget_years(titles)}
    reading.year = years.pop() if len(years) == 1 else 0
    if reading.year and reading.year != year:
        reading.reject(f"标题写的是{reading.year}年，要导入的是{year}年预算；请核对文件，或改选年度")
    elif not reading.year and not asked.document:
        _ask_for_year(reading, year)


def _ask_for_year(reading: BureauReading, year: int) -> None:
    """Reject a file without a budget year whose document is not of the year before the budget's or of it."""
    found = re.search(r"〔(\d{4})〕", reading.document)
    if found and int(found[1]) not in (year - 1, year):
        reading.reject(
            f"文号“{reading.document}”是{found[1]}年的，标题没有写是哪一年的预算，要导入的是{year}年预算；"
            "请核对文件；确实是这一年的，请指定文号"
        )


def _take_sheet(reading: BureauReading, sheet: Sheet, words: Vocabulary, asked: Asked) -> None:
    """Put what the title says into the rows, and collect what is not understood."""
    name = sheet.table.sheet
    _take_units(reading, sheet, words, asked)
    for column in sheet.columns:
        if column.role == "unknown":
            reading.unknown.setdefault(column.texts[-1] if column.texts else column.heading, "列")
            where = sheet.rows[0].source.number - 1 if sheet.rows else 0
            choices = "板块、资金，或“不导入”"
            reading.reject(
                f"不认识列“{column.heading}”，其中有金额；请指定它是什么（{choices}）", name, where, column.heading
            )
        elif column.role == "figure" and not (column.unit or sheet.money or _bear_their_unit(sheet, column.position)):
            reading.reject("没有写明金额单位（元或万元）；请指定金额单位", name, 0, column.heading)
    for number, heading, reason in sheet.unread:
        reading.reject(reason, name, number, heading)
    if strangers := _leave_out_strangers(sheet, words, asked):
        reading.understood.append(f"{f'工作表“{name}”：' if name else ''}其他单位的行没有读取：{'、'.join(strangers)}")
    for row in sheet.rows:
        known, open_words = bool({"what", "function", "economic"} & {*row.subject.filled}), []
        for kind, text in row.unknown:
            if (not kind and (known or len(row.unknown) > 1)) or row.total or asked.words.get(text) == NEW_PROJECT:
                continue
            reading.unknown.setdefault(text, KINDS.get(kind, "板块"))
            open_words.append((kind, text))
            reading.reject(f"不认识{KINDS.get(kind, '板块')}“{text}”；{_ways(kind)}", name, row.source.number)
        row.unknown = [each for each in row.unknown if each in open_words or asked.words.get(each[1]) == NEW_PROJECT]
    moneys = {column.unit or sheet.money for column in sheet.figures} - {""}
    titled = {bureau_amounts.unit_in_line(line) for line in sheet.title} - {""}
    if not asked.money and titled and moneys - titled:
        both = "、".join(sorted(moneys | titled))
        reading.reject(f"表头与表上方写的金额单位不同（{both}）；请指定金额单位", name)
    reading.money = "、".join(dict.fromkeys(filter(None, (reading.money, *sorted(moneys)))))
    shown = "、".join(f"“{column.heading}”" for column in sheet.figures if not column.left_out)
    label = f"工作表“{name}”：" if name else ""
    reading.understood.append(
        f"{label}{len(sheet.rows)} 行，读取 {shown}，单位 {'、'.join(sorted(moneys)) or '未写明'}"
    )
    if sheet.less:
        reading.understood.append(f"{label}按申报数减核减数读取，没有核减的就是申报数")
    not_read = [column.heading for column in sheet.columns if column.left_out or column.role in ("other", "ignored")]
    if not_read:
        reading.understood.append(f"{label}不读取的列：{'、'.join(not_read)}")


def _bear_their_unit(sheet: Sheet, position: int) -> bool:
    """Whether each amount of a column names its own unit of money: 90万元."""
    cells = [row.source.cells[position].strip() for row in sheet.rows if position in row.amounts]
    return bool(cells) and all(re.search(r"\d\s*(?:[万千百亿]?元|万)$", cell) for cell in cells)


def _leave_out_strangers(sheet: Sheet, words: Vocabulary, asked: Asked) -> list[str]:
    """Leave out units that the book does not have; return their names.

    Only where one unit is asked for, or is the only one of the book, and has rows of its own in the sheet.
    """
    own = str(asked.unit or "") or (next(iter(words.units)) if len(words.units) == 1 else "")
    if not own or all(row.subject.unit != own for row in sheet.rows):
        return []
    name = words.units[own].name
    found = [row for row in sheet.rows if row.subject.unit.startswith(bureau_table.STRANGER)]
    found = [row for row in found if name not in row.subject.unit]  # what bears its name may belong to it
    for row in found:
        row.left_out, row.unknown = True, []
    return list(dict.fromkeys(row.subject.unit.removeprefix(bureau_table.STRANGER) for row in found))


KINDS = {
    "unit": "单位",
    "block": "板块",
    "project": "项目",
    "fund": "资金",
    "function": "功能科目",
    "economic": "经济科目",
}


def _ways(kind: str) -> str:
    """Return what can be decided about a word."""
    ways = {
        "unit": "账本中没有这个单位；请指定是哪个单位，或“不导入”；只要一个单位的，请选定这个单位",
        "project": f"预算中没有这个项目；请指定是哪个项目、“{NEW_PROJECT}”或“{IGNORED}”",
        "fund": f"请指定是哪种资金（{'、'.join(FUNDS[:3])} 等）或“{IGNORED}”",
    }
    return ways.get(kind, f"请指定是哪个板块（{'、'.join(BLOCKS[:4])} 等）、项目、“{NEW_PROJECT}”或“{IGNORED}”")


def _take_units(reading: BureauReading, sheet: Sheet, words: Vocabulary, asked: Asked) -> None:
    """Give rows the unit, block and fund that only the title or the sheet's name says."""
    titled = bureau_titles.titled(sheet, words)
    divided = any(row.subject.unit for row in sheet.rows) or any(column.subject.unit for column in sheet.figures)
    if titled.unknown_unit and not divided:
        reading.unknown.setdefault(titled.unknown_unit, "单位")
        reading.reject(f"表上方的单位“{titled.unknown_unit}”不在账本中；请指定是哪个单位", sheet.table.sheet)
    only = next(iter(words.units)) if len(words.units) == 1 else str(asked.unit or "")
    other = "" if divided or titled.unknown_unit or words.unit(titled.other_unit) else titled.other_unit
    if other:
        reading.unknown.setdefault(other, "单位")
        reading.reject(f"标题中的单位“{other}”不在账本中；请指定是哪个单位", sheet.table.sheet)
    rest = Subject(
        unit="" if divided else titled.subject.unit or only, block=titled.subject.block, fund=titled.subject.fund
    )
    blocks = any(row.subject.block for row in sheet.rows) or any(column.subject.block for column in sheet.figures)
    funds = any(row.subject.fund for row in sheet.rows) or any(column.subject.fund for column in sheet.figures)
    rest = replace(rest, block="" if blocks else rest.block, fund="" if funds else rest.fund)
    for row in sheet.rows:
        row.subject = rest.joined(row.subject)


def _name_new_projects(sheets: list[Sheet], asked: Asked) -> None:
    """Let a project a person wants to be added stand under its own name."""
    new = {plain(word) for word, meaning in asked.words.items() if meaning == NEW_PROJECT}
    for row in (row for sheet in sheets for row in sheet.rows):
        names = [text for _, text in row.unknown if plain(text) in new]
        if names:
            row.subject = replace(row.subject, block=OF_PROJECTS, project=f"+{plain(names[-1])}", detail="")
            row.unknown = [each for each in row.unknown if each[1] not in names]
