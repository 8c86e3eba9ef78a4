"""What a form folder says, as frozen data. `loader` fills it; nothing here computes."""

from dataclasses import field
from pathlib import Path

from desktop.catalog.measures import Filter, Measure
from desktop.dataclass import dataclass
from desktop.money import NumberStyle

BUDGET, EXECUTION = "budget", "execution"
"""What a change is measured against: last year's budget (预算数) or what was spent of it (执行数)."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a block.

    kind: label, code, name (of a tree row), pair_code, pair_name (of its second classification), amount, field
    (of a record), or blank (to be written in by hand). A code column with `source`
    shows only that level's own digits (类, 款 or 项 apart).
    value: what an amount column shows: this, last, change, percent or share.
    optional: the column is left out where no money is in it. each_unit: it stands once for each unit of the view.
    """

    id: str
    header: tuple[str, ...]
    kind: str
    width: int
    where: Filter = ()
    value: str = "this"
    sum_of: tuple[str, ...] = ()
    source: str = ""
    align: str = ""
    optional: bool = False
    each_unit: bool = False


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row, or a rule for many rows, of a block.

    kind: fixed (label + filter), tree (codes of a dimension), total (sum of the rows named, or of the tree's
    top level), records (one row for each record), blank. An optional row (or record) without money is left out.
    pair: a second dimension; the tree's last level then has a row for each pair of codes. code: of a fixed row.
    """

    id: str
    kind: str
    label: str = ""
    where: Filter = ()
    sum_of: tuple[str, ...] = ()
    indent: int = 0
    bold: bool = False
    bottom: bool = False
    optional: bool = False
    dimension: str = ""
    levels: tuple[str, ...] = ()
    ordinal: bool = False
    source: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: tuple[str, ...] = ()
    pair: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """Columns and rows that stand together; a two-sided table (收支总表) has two blocks."""

    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]


@dataclass(frozen=True, slots=True)
class LeadSpec:
    """A line above the header: a label beside a free text, the unit's name, or an amount."""

    label: str
    text: str = ""
    where: Filter | None = None


@dataclass(frozen=True, slots=True)
class InsideSpec:
    """Sources of money that have no column or row of their own: a note says that `place` holds them (含…)."""

    place: str
    where: Filter


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a form."""

    id: str
    number: str
    title: str
    orientation: str
    style: NumberStyle | None
    where: Filter
    blocks: tuple[BlockSpec, ...]
    lead: tuple[LeadSpec, ...] = ()
    notes: tuple[str, ...] = ()
    empty_sentence: str = ""
    empty_reason: str = ""
    unit_line: bool = True
    inside: tuple[InsideSpec, ...] = ()
    lists_tables: bool = False


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """One figure of the narrative (or a series of figures).

    Exactly one of `measure`, `where`, `count`, `asset` says where the value comes from; `by` splits a
    measure into a series (or, shown as a count, says how many classes have money), `records` makes a series
    from records; `asset` is the name of a group of assets (`vehicles`) or words in which `*` is allowed.
    A count with `source` adds up that field of the records (heads, posts, money) instead of counting them.
    each: a series with one figure for each kind of the asset, but those that fit `unlisted`. base: what its change is
    measured against, last year's budget or its execution (`BUDGET`, `EXECUTION`).
    """

    id: str
    label: str
    section: str = ""
    where: Filter | None = None
    measure: str = ""
    show: str = "amount"
    unit: str = ""
    reason: bool = False
    zero_text: str = ""
    count: str = ""
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asset: str = ""
    source: str = ""
    by: str = ""
    level: str = ""
    always: tuple[str, ...] = ()
    records: str = ""
    each: bool = False
    unlisted: tuple[str, ...] = ()
    base: str = BUDGET

    @property
    def is_series(self) -> bool:
        """Whether it stands for several figures: by class, by record, by kind."""
        return bool(self.records or self.each or (self.by and self.show != "count"))


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A free text the form asks the unit for."""

    key: str
    label: str
    required: bool
    hint: str


@dataclass(frozen=True, slots=True)
class TieSpec:
    """A tie between two places (勾稽关系): `table.row.column`, `figure:ID`, joined by + or −."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    title: str
    severity: str = "错误"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart: bars for each value of a dimension (`by`, codes at a `level`) or for each of some measures.

    title_alone: what it is called where last year is not known and nothing is compared.
    """

    id: str
    title: str
    title_alone: str = ""
    where: Filter = ()
    by: str = ""
    level: str = ""
    measures: tuple[str, ...] = ()
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words a region uses.

    against: the comparison, {change} being 增加1.39万元; percent: what is added where changes are also given in
    percent, {word} being rise or fall; reason: what leads in a reason; no_base: last year had nothing, no_execution:
    it spent nothing. {base} is budget_base or execution_base: 预算数, 执行数.
    """

    up: str
    down: str
    flat: str
    no_base: str
    no_prior: str
    against: str
    percent: str
    rise: str
    fall: str
    reason: str
    budget_base: str
    execution_base: str
    no_execution: str

    def base(self, figure_base: str) -> str:
        """Return what the number of last year is called that a change is measured against."""
        return self.execution_base if figure_base == EXECUTION else self.budget_base


@dataclass(frozen=True, slots=True)
class Names:
    """How files are named: the whole ones, the attachments of single tables, and the folder ("": none of its own)."""

    files: str = "{unit}_{year}_{paper}"
    tables: str = "附件{n} {table}"
    folder: str = ""


@dataclass(frozen=True, slots=True)
class FiveSpec:
    """One of the figures of the page for citizens: a measure, what the page calls it, and what it is in plain words."""

    measure: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CitizensSpec:
    """The words of the page for citizens (读懂本单位预算). causes: what it calls the causes of a change."""

    words: dict[str, str] = field(default_factory=dict)
    five: tuple[FiveSpec, ...] = ()
    causes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """One choice of a setting: its id and its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """A setting of a form (版式设置). default: the choice that is the form as it stands."""

    id: str
    label: str
    choices: tuple[ChoiceSpec, ...]
    default: str
    hint: str = ""


PUBLICATION = "预算公开"
"""What the paper is called where the form says nothing else."""


@dataclass(frozen=True)
class Form:
    """A region's disclosure for a year: everything that differs between regions."""

    key: str
    folder: Path
    region: str
    year: int
    title: str
    table_style: NumberStyle
    text_style: NumberStyle
    percent_decimals: int
    percent_small_digits: int
    comparison: str
    empty_table: str
    rounding: str
    tail_note: str
    words: Words
    headings: tuple[str, ...]
    cover: tuple[str, ...]
    signatures: tuple[str, ...]
    seal: str
    asset_kinds: tuple[str, ...]
    measures: dict[str, Measure]
    tables: tuple[TableSpec, ...]
    figures: dict[str, FigureSpec]
    texts: tuple[TextSpec, ...]
    glossary: tuple[tuple[str, str], ...]
    ties: tuple[TieSpec, ...]
    template: str
    narrative_title: str
    cover_notes: tuple[str, ...] = ()
    papers: dict[str, str] = field(default_factory=dict)
    """What the paper is called at a stage at which it is not the publication (`paper`)."""
    publication: str = PUBLICATION
    annex: str = "after"
    charts: tuple[ChartSpec, ...] = ()
    unit_label: str = "单位"
    scope_titles: dict[str, str] = field(default_factory=dict)
    inline_tables: dict[str, TableSpec] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    """What a functional subject is, by its code or by its name, for the terms at the end."""
    first_year: int = 0
    last_year: int | None = None
    """The budget years the layout is for; None: until another one is made."""
    department: bool = False
    """Whether it is as for a 部门 of several units."""
    settings: tuple[SettingSpec, ...] = ()
    chosen: dict[str, str] = field(default_factory=dict)
    """What has been chosen of the settings, where it is not the default."""
    incomes: tuple[str, ...] = ()
    """The figures of income in the order in which the sentences list them; those in `always_listed` also at zero."""
    always_listed: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    """Titles of the two parts of the document (第一部分 text, 第二部分 tables); none: the text stands by itself."""
    names: Names = Names()
    citizens: CitizensSpec = CitizensSpec()
    operating_kinds: tuple[str, ...] = ()
    """Kinds of units whose public funds are 机关运行经费; none: all kinds."""

    def choice(self, setting: str) -> str:
        """Return what a setting is at. Raises KeyError for one the form does not have."""
        spec = next((each for each in self.settings if each.id == setting), None)
        if spec is None:
            raise KeyError(setting)
        return self.chosen.get(setting, spec.default)

    def paper(self, stage: str) -> str:
        """Return what cover and title call the paper at a stage: {paper}."""
        return self.papers.get(stage, self.publication)

    def publishes(self, stage: str) -> bool:
        """Tell whether the paper of a stage is the publication (预算公开)."""
        return stage not in self.papers

    def fits(self, year: int) -> bool:
        """Tell whether the layout is for the budget of a year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, table_id: str) -> TableSpec | None:
        """Return a table by id."""
        return next((t for t in self.tables if t.id == table_id), None)
