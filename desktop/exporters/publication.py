"""The input of the exporters: everything printed of one disclosure, already placed."""

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import UTC, datetime
from decimal import Decimal

from desktop import paths
from desktop.dataclass import dataclass
from desktop.exporters.delivery import names
from desktop.findings import UserError
from desktop.layouts.citizens.content import CitizensPage
from desktop.layouts.form.spec import Form, Names
from desktop.layouts.paper.glyphs import unwritable
from desktop.layouts.paper.sheet import Sheet
from desktop.layouts.paper.typeface import invisible
from desktop.layouts.tables.charts import Chart
from desktop.layouts.tables.table import Cell, Table
from desktop.layouts.words.narrative import Narrative
from desktop.money import FEN_PER
from desktop.personal import Guard

DRAFT = "草稿"
"""What the name of a file says that is not final; the first stage is called so too."""

FOOTER = 9.0
"""Points of the letters of a footer of a worksheet, on paper."""


def _no_page() -> CitizensPage:
    raise UserError("这份文件没有“读懂预算”一页")


@dataclass(frozen=True, slots=True)
class Publication:
    """One disclosure ready to be written."""

    form: Form
    unit: str
    scope: str
    year: int
    narrative: Narrative
    sheets: tuple[Sheet, ...]
    version: str
    charts: tuple[Chart, ...] = ()
    cover_notes: tuple[str, ...] = ()
    """Lines on the cover: what the layout prints of the release record, and errors overridden with a reason."""
    draft_note: str = ""
    """Printed in every footer while checks fail, so that an unfinished export is never taken for a final one."""
    scenario: str = ""
    """The name of the scenario (测算方案) that is printed, empty for official data; the draft note then says so."""
    page_code: str = ""
    """What the code (QR) of each page begins with, empty for pages without a code (`page_code.heading`)."""
    code: str = ""
    """The code of the unit (单位编码), empty where none was entered."""
    stage: str = ""
    citizens: Callable[[], CitizensPage] = _no_page
    """What the page for citizens says; worked out when it is asked for."""
    names: Names = Names()
    """How its files are named."""
    remarks: str = ""
    """What to say of the notes (批注) marked 对外 that go with the workbook, empty without any."""
    guard: Guard = field(default_factory=Guard)
    """What must not be in any of its files."""

    @property
    def paper(self) -> str:
        """What the paper is called at its stage (预算公开, 预算草案（二上） …)."""
        return self.form.paper(self.stage)

    @property
    def footer(self) -> str:
        """Left part of every footer: the version code, and the draft note if any."""
        return f"版本 {self.version}" + (f"  {self.draft_note}" if self.draft_note else "")

    def sheet_footer(self, scale: float = 1.0) -> str:
        """Return the footer of a worksheet in Excel's codes; the number leaves the middle to the note of a draft.

        scale: by which the sheet is printed smaller, and its footer with it: it is as large on all pages of a workbook.
        """
        left = self.footer.replace("&", "&&")
        side = "R" if self.draft_note or self.scenario else "C"
        size = f"&{round(FOOTER / scale)}"
        return f"&L{size}{left}&{side}{size}第 &P 页  共 &N 页"

    @property
    def author(self) -> str:
        """The unit's name as a property of a file, which takes 255 characters."""
        return self.unit[:255]

    @property
    def dated(self) -> datetime:
        """The date in the properties of a file: the first day of the budget year, so that it says nothing of today."""
        return datetime(self.year, 1, 1, tzinfo=UTC)

    @property
    def file_stem(self) -> str:
        """File name without extension, by the rule for names; a scenario always bears its own name."""
        if self.scenario:
            return names.fill("{unit}_{year}_测算方案_", self.named) + paths.safe_name(self.scenario)
        return self._marked(self.names.files, self.named)

    @property
    def folder_name(self) -> str:
        """The folder of its own that the files lie in, empty where they lie in the one that was chosen."""
        return "" if self.scenario or not self.names.folder else self._marked(self.names.folder, self.named)

    @property
    def named(self) -> dict[str, object]:
        """What the words in braces of a rule for names become."""
        return {"unit": self.unit, "code": self.code, "year": self.year, "stage": self.stage, "paper": self.paper}

    def table_stem(self, number: int) -> str:
        """Return the file name of the attachment of a table, without extension. number: its place, from 1."""
        values = {**self.named, "n": number, "table": self.sheets[number - 1].table.title}
        if self.scenario:
            return f"{self.file_stem}_{names.fill(self.names.tables, values)}"
        return self._marked(self.names.tables, values)

    def _marked(self, pattern: str, values: dict[str, object]) -> str:
        """Return a name that says 草稿 for the stage of that name and what has open errors: no draft replaces a paper.

        It stands first, where a long name shortened on the screen still has it.
        """
        name = names.fill(pattern, values)
        is_draft = bool(self.draft_note) or self.stage == DRAFT
        return names.fill(f"{DRAFT}_{pattern}", values) if is_draft and DRAFT not in name else name


def refuse_unwritable(publication: Publication) -> None:
    """Raise UserError for a text that no file can hold, naming where it stands; the same for every kind of file."""
    if "\n" in publication.unit:
        raise UserError(f"单位名称“{publication.unit.replace(chr(10), '⏎')}”中有换行，请在“单位”页改成一行后再导出")
    texts = list(_texts(publication))
    if not invisible("".join(set().union(*(text for _, text in texts)))):
        return
    for place, text in texts:
        if problem := unwritable(text):
            raise UserError(f"{place}：{problem}")


def refuse_personal(publication: Publication) -> None:
    """Raise UserError where something personal would leave with the files; it names where."""
    publication.guard.require_none(publication.file_stem, _texts(publication))


def _texts(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield where each text stands, and the text."""
    yield "单位名称", publication.unit
    yield "页脚", publication.draft_note
    for note in publication.cover_notes:
        yield "封面", note
    yield "说明的标题", publication.narrative.title
    for number, paragraph in enumerate(publication.narrative.paragraphs, 1):
        yield f"说明第 {number} 段", paragraph.text
    for sheet in publication.sheets:
        for placed in sheet.cells:
            place = f"《{sheet.table.label}》第 {placed.row + 1} 行第 {placed.column + 1} 列"
            yield place, placed.text
            yield f"{place}的批注", placed.remark
    for chart in publication.charts:
        yield f"图“{chart.title}”", "".join(bar.label for bar in chart.bars)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A text or figure that reads back differently from the one to be written."""

    place: str
    expected: str
    actual: str


def cell_value(table: Table, cell: Cell, *, exact: bool) -> Decimal:
    """Return an amount in the table's money unit: exact, or as printed where a policy moved the tail."""
    if exact:
        return Decimal(cell.amount or 0) / FEN_PER[table.style.unit]
    return Decimal(cell.steps) / 10**table.style.decimals
