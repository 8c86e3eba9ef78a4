"""Control numbers (控制数) out of a bureau's file: any table by block, fund, project or unit, nothing guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from desktop.dataclass import dataclass
from desktop.intake import bureau_panels
from desktop.intake.bureau_reading import Asked, BureauReading, figures_of
from desktop.intake.bureau_totals import Figure
from desktop.intake.bureau_words import NEW_PROJECT, Vocabulary
from desktop.ledger.records import Project, Unit
from desktop.ledger.vocabulary import FUNDS, Fund
from desktop.money import YUAN, Fen
from desktop.outside.source_files import SourceTable

GENERAL = "一般公共预算财政拨款支出"


@dataclass(frozen=True, slots=True)
class Number:
    """A control number as the file has it, in 分. project: a project's number in the book, or the name of a new one.

    cut: the file gives only what is taken off the number given before; `fen` is that number less the cut.
    """

    unit: int
    block: str
    fund: str
    project: str
    fen: Fen
    figures: tuple[Figure, ...]
    cut: Fen = 0

    @property
    def place(self) -> str:
        """Where it stands."""
        return "、".join(figure.place for figure in self.figures)


@dataclass(slots=True)
class ControlReading(BureauReading):
    """What a file of control numbers holds."""

    numbers: list[Number] = field(default_factory=list)


def of_tables(
    file: str,
    tables: Iterable[SourceTable],
    units: Iterable[Unit],
    projects: Mapping[int, list[Project]],
    year: int,
    asked: Asked,
) -> ControlReading:
    """Read the sheets of a file. projects: those of each unit's budget."""
    reading = ControlReading(file)
    words = Vocabulary(units, {word: meaning for word, meaning in asked.words.items() if meaning != NEW_PROJECT})
    for unit, found in projects.items():
        words.add_projects(str(unit), found)
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    panels = [panel for table in tables for panel, _ in bureau_panels.split(table, words)]
    for figure in figures_of(reading, panels, words, year, asked, cuts=True):
        subject = figure.subject
        if figure.total and not (figure.fen or subject.block):
            continue  # 0 below a column in which nothing stands
        if problem := _problem(figure, words):
            reading.reject(problem, figure.sheet, figure.row, figure.heading)
            continue
        fund = "" if subject.project and subject.fund == "财政拨款" else subject.fund
        block = subject.block or GENERAL
        groups.setdefault((subject.unit, block, "" if block == GENERAL else fund, subject.project), []).append(figure)
    for key, figures in groups.items():
        _take_group(reading, Number(int(key[0]), *key[1:], 0, tuple(figures)))
    if not reading.numbers and not reading.rejects:
        who = "这个单位的" if asked.unit else ""
        reading.reject(f"文件中没有{who}控制数：各格都是空的")
    return reading


def _problem(figure: Figure, words: Vocabulary) -> str:
    """Return why a figure cannot be a control number, empty where it can."""
    subject = figure.subject
    if figure.fen < 0 and not figure.cut:
        return f"控制数是负数（{YUAN.show(figure.fen)} 元）；请核对，核减应从控制数中扣除后下达"
    if not subject.unit:
        return "没有写明是哪个单位的控制数；请指定单位" if len(words.units) > 1 else "账本中还没有单位"
    if subject.carry:
        return "是上年结转资金的数，控制数只管当年；请指定这一列或这一行“不导入”"
    if not subject.block and subject.fund != Fund.GENERAL:
        return f"没有写明是哪个板块的控制数（{figure.label or figure.heading}）；请指定板块或“不导入”"
    if subject.fund and subject.fund not in FUNDS and not (subject.project and subject.fund == "财政拨款"):
        return f"“{subject.fund}”没有分资金；请指定按哪种资金（例如 {FUNDS[0]}），或“不导入”"
    return ""


def _take_group(reading: ControlReading, number: Number) -> None:
    """Take the figures of one number: the one that is whole, or the sum of those that divide it further."""
    undivided = [f for f in number.figures if not (f.subject.detail or f.subject.function or f.subject.economic)]
    if len({figure.fen for figure in undivided}) > 1 or (len(undivided) > 1 and len({f.sheet for f in undivided}) == 1):
        places = "；".join(f"{f.place} {YUAN.show(f.fen)} 元" for f in undivided)
        first = undivided[0]
        reading.reject(
            f"同一个控制数出现了 {len(undivided)} 次（{places}）；请核对", first.sheet, first.row, first.heading
        )
        return
    figures = undivided[:1] or list(number.figures)
    if len(figures) > 1:
        parts = "、".join(
            dict.fromkeys(f.subject.detail or f.subject.function or f.label or f.heading for f in figures)
        )
        reading.understood.append(f"“{number.block}”由 {len(figures)} 处相加：{parts}")
    amount = sum(f.fen for f in figures)
    if not any(f.cut for f in figures):
        reading.numbers.append(replace(number, fen=amount, figures=tuple(figures)))
    elif not all(f.cut for f in figures) or min(f.fen for f in figures) < 0 < max(f.fen for f in figures):
        places = "；".join(f"{f.place} {YUAN.show(f.fen)} 元" for f in figures)
        first = figures[0]
        reading.reject(f"核减数有正有负，或与控制数混在一起（{places}）；请核对", first.sheet, first.row, first.heading)
    else:
        reading.numbers.append(replace(number, figures=tuple(figures), cut=abs(amount)))
