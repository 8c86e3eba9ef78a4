"""What a roster says of a person beside pay: shares of several funds, declared bases (核定基数), dated changes."""

import re
from decimal import Decimal

from desktop.dataclass import dataclass
from desktop.intake.cells import RowReader
from desktop.intake.payroll_words import BASE, SHARE
from desktop.ledger.vocabulary import FUNDS, PersonStatus, read_source
from desktop.money import Fen

RETIRES, RISES, TOOK_POST, BEGAN, NEXT_RANK = "retires", "rises", "took_post", "began", "next_rank"
"""Columns of dates, and of the rank (职级) after a rise."""

WHOLE = Decimal(100)
DECEMBER = 12
_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2}))?|(?P<two>\d\d)(?P<last>\d\d)?)"
    r"[月日号]?(?:[ T]00:00(?::00)?)?"
)
_SHARE = re.compile(r"(?P<name>[^\d%：:（(]+)[：:（(]?(?P<number>\d+(?:\.\d+)?)[%％][）)]?")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a person that one fund bears; percent is a decimal as text."""

    fund: str
    subsource: str
    percent: str


@dataclass(frozen=True, slots=True)
class DatedChange:
    """What becomes another of a person in a month of the year; see `PersonChange`."""

    month: int
    what: str
    status: str = ""
    rank: str = ""
    pay_ends: int = 0


def month_of(text: str) -> tuple[int, int] | None:
    """Return year and month of a day: 1985.07, 1985-7-1, 198507, 1985年7月; None where it says neither.

    1985.1 may be January or a cut October (1985.10 kept as a number): it is not guessed.
    """
    plain = re.sub(r"\s+", " ", text.strip())
    found = _DAY.fullmatch(plain)
    if found is None or re.fullmatch(r"\d{4}\.1", plain):
        return None
    month = int(found["month"] or found["two"])
    return (int(found["year"]), month) if 1 <= month <= DECEMBER else None


def is_part(text: str) -> bool:
    """Whether a name of money says a part of a fund (非税收入), which a person holds as a share."""
    source = read_source(text)
    return bool(source and source[1])


def shares(row: RowReader) -> tuple[Share, ...]:
    """Return who bears a person: 一般公共预算60%/事业收入40% in one column, or a column for each fund.

    Empty where one fund bears all of it; parts that are not 100 % are refused.
    """
    found = _of_columns(row) or _of_text(row)
    if found and sum(Decimal(share.percent) for share in found) != WHOLE:
        column = next((SHARE + fund for fund in FUNDS if SHARE + fund in row.names), "fund")
        row.reject(column, "各资金来源的比例相加不是 100%，请核对")
    return tuple(found)


def _of_text(row: RowReader) -> list[Share]:
    text = re.sub(r"\s", "", row.text("fund"))
    if not re.search(r"\d", text):
        source = read_source(text)
        return [Share(str(source[0]), source[1], "100")] if source and source[1] else []
    found = []
    for part in filter(None, re.split(r"[/／、,，;；+＋]", text)):
        match = _SHARE.fullmatch(part)
        source = read_source(match["name"]) if match else None
        if match is None or source is None:
            row.reject("fund", f"“{part}”看不懂；请写资金来源和比例，例如“一般公共预算60%/事业收入40%”")
            return []
        found.append(Share(str(source[0]), source[1], match["number"]))
    return found


def _of_columns(row: RowReader) -> list[Share]:
    if not any(name.startswith(SHARE) for name in row.names):
        return []
    parts: dict[str, Decimal] = {}
    for fund in FUNDS:
        text = row.text(SHARE + fund).replace("％", "%")
        if not re.fullmatch(r"(\d+(\.\d+)?)?%?", text):
            row.reject(SHARE + fund, f"“{text}”不是比例，请填百分数，例如 60%")
        elif text.strip("%"):
            parts[fund] = Decimal(text.strip("%"))
    if sum(parts.values()) == 1:
        parts = {fund: part * WHOLE for fund, part in parts.items()}
    return [Share(fund, "", f"{part.normalize():f}") for fund, part in parts.items() if part]


def bases(row: RowReader) -> dict[str, Fen]:
    """Return the declared bases of a row by insurance, in 分 a month."""
    names = [name for name in sorted(row.names) if name.startswith(BASE)]
    return {name.removeprefix(BASE): fen for name in names if (fen := row.amount(name, zero=True))}


def changes(row: RowReader, year: int, status: str) -> tuple[DatedChange, ...]:
    """Return what becomes another in the year: 退休 and 任职 count from the month after, 晋级 from its own month."""
    found = []
    retired = _date(row, RETIRES, year)
    if retired and retired[0] < year and status == PersonStatus.IN_POST and year:
        row.reject(RETIRES, f"退休时间“{row.text(RETIRES)}”在预算年度以前，状态却是在职，请核对")
    if retired and retired[0] == year and retired[1] < DECEMBER and status == PersonStatus.IN_POST:
        found.append(DatedChange(retired[1] + 1, "退休", status=str(PersonStatus.RETIRED), pay_ends=1))
    for name, what, later in ((TOOK_POST, "任职", 1), (RISES, "晋级", 0)):
        day = _date(row, name, year)
        if day and day[0] == year and day[1] + later <= DECEMBER:
            found.append(DatedChange(day[1] + later, what, rank=row.text(NEXT_RANK)))
    return tuple(found)


def began(row: RowReader, year: int) -> int:
    """Return the month of the year in which a person first takes up work, 0 where it is not this year."""
    day = _date(row, BEGAN, year, ask=False)
    return day[1] if day and day[0] == year and year else 0


def _date(row: RowReader, name: str, year: int, *, ask: bool = True) -> tuple[int, int] | None:
    """Return year and month of a column; one that cannot be read is refused where it may be in the budget year."""
    text = row.text(name)
    day = month_of(text)
    if text and day is None and ((ask and not re.match(r"(19|20)\d\d", text)) or (year and str(year) in text)):
        row.reject(name, f"“{text}”看不出是哪年哪月，请写成 {year or 2027}-07 或 {year or 2027}年7月")
    return day
