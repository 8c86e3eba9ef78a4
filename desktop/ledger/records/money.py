"""Typed lines, income, money carried out, procurement, control numbers. Amounts in 分."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import Kind, RecordDescription, described, place
from desktop.ledger.records.base import Record
from desktop.ledger.vocabulary import BLOCKS, FUNDS, SECURED, SUBSOURCES, Carry, Nature, ProcurementKind, words
from desktop.money import Fen

IN_LINES = "shown by the grid of expenditure and last year, which has columns of its own"
IN_INCOMES = "shown by the grid of income, which has columns of its own"


@dataclass(frozen=True, slots=True)
class DirectLine(Record):
    """A typed or imported expenditure line. `government_code` empty: the crosswalk decides.

    counterpart: the unit that receives it (对方单位), where money goes to another unit.
    """

    TABLE: ClassVar[str] = "direct_line"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("支出行", facts="lines")
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    function_code: str = described(
        "功能科目",
        Kind.CODE,
        "",
        of="function",
        not_shown=IN_LINES,
        headings=("function_code", "功能分类科目编码", "功能科目"),
    )
    economic_code: str = described(
        "部门经济科目",
        Kind.CODE,
        "",
        of="economic",
        not_shown=IN_LINES,
        headings=("economic_code", "部门经济分类科目编码", "经济科目"),
    )
    government_code: str = described("政府经济科目", Kind.CODE, "", of="government", not_shown=IN_LINES)
    nature: str = described(
        "支出性质",
        Kind.CHOICE,
        "公用",
        choices=words(Nature),
        not_shown=IN_LINES,
        headings=("nature", "支出性质", "性质"),
    )
    project_id: int | None = described(
        "所属项目", Kind.REFERENCE, None, of="project", not_shown=IN_LINES, headings=("project", "项目", "项目名称")
    )
    fund: str = described(
        "资金来源",
        Kind.CHOICE,
        "一般公共预算",
        choices=FUNDS,
        not_shown=IN_LINES,
        headings=("fund", "资金来源", "资金性质"),
    )
    carry: str = described(
        "当年或结转",
        Kind.CHOICE,
        "当年",
        choices=words(Carry),
        not_shown=IN_LINES,
        headings=("carry", "当年或结转", "结转"),
    )
    amount: Fen = described(
        "金额",
        Kind.MONEY,
        0,
        not_shown=IN_LINES,
        headings=("amount_yuan", "金额（元）", "金额(元)", "金额"),
    )
    purchased_service: int = described("政府购买服务", Kind.FLAG, 0, not_shown=IN_LINES)
    note: str = described("备注", Kind.TEXT, "", not_shown=IN_LINES, headings=("note", "备注"))
    secured: str = described("三保标识", Kind.CHOICE, "", choices=SECURED, not_shown=IN_LINES)
    subsource: str = described(
        "资金子来源", Kind.CHOICE, "", choices=SUBSOURCES, not_shown=IN_LINES, headings=("subsource", "资金子来源")
    )
    counterpart: str = described("对方单位", Kind.TEXT, "", not_shown=IN_LINES, headings=("对方单位", "收款单位"))


@dataclass(frozen=True, slots=True)
class Income(Record):
    """Income (收入) of a budget by source, 当年 or carried in (上年结转).

    follows (按支出填列): the amount is not typed, it is what the expenditure of the same source, sub-source and carry
    leaves uncovered. counterpart: the unit that pays or receives it (对方单位).
    """

    TABLE: ClassVar[str] = "income"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("收入", facts="incomes")
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    source: str = described(
        "收入来源",
        Kind.CHOICE,
        "一般公共预算",
        choices=FUNDS,
        not_shown=IN_INCOMES,
        headings=("source", "收入来源", "资金来源"),
    )
    carry: str = described(
        "当年或结转",
        Kind.CHOICE,
        "当年",
        choices=words(Carry),
        not_shown=IN_INCOMES,
        headings=("carry", "当年或结转", "结转"),
    )
    amount: Fen = described(
        "金额",
        Kind.MONEY,
        0,
        not_shown=IN_INCOMES,
        headings=("amount_yuan", "金额（元）", "金额(元)", "金额"),
    )
    note: str = described("备注", Kind.TEXT, "", not_shown=IN_INCOMES)
    subsource: str = described(
        "资金子来源", Kind.CHOICE, "", choices=SUBSOURCES, not_shown=IN_INCOMES, headings=("subsource", "资金子来源")
    )
    follows: int = described("按支出填列", Kind.FLAG, 0, not_shown=IN_INCOMES, headings=("按支出填列",))
    counterpart: str = described("对方单位", Kind.TEXT, "", not_shown=IN_INCOMES, headings=("对方单位", "来源单位"))


@dataclass(frozen=True, slots=True)
class CarryOut(Record):
    """Money planned to be carried into the next year (结转下年), by fund."""

    TABLE: ClassVar[str] = "carry_out"
    ABOUT: ClassVar[RecordDescription] = RecordDescription("结转下年", facts="carry_outs", rolls=False)
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 22, choices=FUNDS)
    amount: Fen = described("金额", Kind.MONEY, 0, 16)


@dataclass(frozen=True, slots=True)
class Procurement(Record):
    """A procurement item (政府采购). amount is kept as agreed; quantity × price is checked, not trusted.

    reserved: what of it is kept for small and medium businesses (预留中小企业份额), reserved_micro: of that for small
    and micro ones (小微企业); None while nobody has decided, 0 where nothing is (财库〔2020〕46号).
    """

    TABLE: ClassVar[str] = "procurement"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "政府采购", facts="procurements", rolls=False, source="procurements", first=(("item", "新采购项目"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    kind: str = described("类别", Kind.CHOICE, "货物", 10, choices=words(ProcurementKind), printed="procurement_kind")
    item: str = described("采购内容", Kind.TEXT, "", 28, printed="item")
    project_id: int | None = described("所属项目", Kind.REFERENCE, None, 22, of="project", printed="project")
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 18, choices=FUNDS, printed="fund")
    quantity: int = described("数量", Kind.WHOLE, 1, 8, bounds=(0, 1_000_000), printed="quantity")
    price: Fen | None = described("单价", Kind.MONEY, None, 14)
    amount: Fen = described("金额", Kind.MONEY, 0, 16, printed="amount")
    economic_code: str = described("经济科目", Kind.CODE, "", 24, of="economic", printed="economic")
    purchased_service: int = described("政府购买服务", Kind.FLAG, 0, 12, printed="purchased_service")
    reserved: Fen | None = described("预留中小企业", Kind.MONEY, None, 18, empty="空为未定", printed="reserved")
    reserved_micro: Fen | None = described(
        "其中小微企业", Kind.MONEY, None, 18, empty="空为未定", printed="reserved_micro"
    )


@dataclass(frozen=True, slots=True)
class Execution(Record):
    """What was spent last year (上年执行数) under a 项: the base a disclosure may compare this year's budget with.

    Each record is a part of its own. nature and economic_code empty: of all that no other record of the 项 names.
    amount: None while it is not known.
    """

    TABLE: ClassVar[str] = "execution"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "上年执行数", facts="executions", rolls=False, compared=False, first=(("function_code", ""),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    function_code: str = described("功能科目", Kind.CODE, "", 26, of="function")
    amount: Fen | None = described("上年执行数", Kind.MONEY, None, 16)
    fund: str = described("资金来源", Kind.CHOICE, "一般公共预算", 14, choices=FUNDS)
    economic_code: str = described("经济科目", Kind.CODE, "", 22, of="economic", empty="空为不分")
    nature: str = described("支出性质", Kind.CHOICE, "", 18, choices=("", *words(Nature)), empty="空为不分")


@dataclass(frozen=True, slots=True)
class Control(Record):
    """One revision of a control number (控制数) of a block (人员经费, “三公”经费 and so on), or of one project.

    fund empty: of the block as its measure defines it; else only of that fund's money. reference: the document that
    issues it (文号), issued_on its day. A later document adds a record and leaves the earlier ones; `control_trail`
    says which of them counts.
    """

    TABLE: ClassVar[str] = "control"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "控制数", facts="controls", rolls=False, first=(("block", "人员经费"),)
    )
    budget_id: int = place(of="budget")
    block: str = described("板块", Kind.CHOICE, "", 26, choices=BLOCKS)
    fund: str = described("资金", Kind.CHOICE, "", 18, choices=("", *FUNDS), empty="空为板块口径")
    amount: Fen = described("控制数", Kind.MONEY, 0, 16)
    reference: str = described("文号", Kind.TEXT, "", 22)
    project_id: int | None = described("项目", Kind.REFERENCE, None, 22, of="project", empty="空为整个板块")
    issued_on: str = described("下达日期", Kind.DATE, "", 12)


@dataclass(frozen=True, slots=True)
class ApprovedFigure(Record):
    """A figure that was approved otherwise than drafted (批复变动): both sides and the document that says so.

    Entered with the approved figures (批复数) of a bureau; it changes no line by itself.
    """

    TABLE: ClassVar[str] = "approved_figure"
    ABOUT: ClassVar[RecordDescription] = RecordDescription(
        "批复变动", facts="approved_figures", rolls=False, compared=False, first=(("subject", "新变动"),)
    )
    budget_id: int = place(of="budget")
    position: int = place(label="次序")
    subject: str = described("内容", Kind.TEXT, "", 44)
    drafted: Fen = described("编报数", Kind.MONEY, 0, 16)
    amount: Fen = described("批复数", Kind.MONEY, 0, 16)
    reference: str = described("批复文号", Kind.TEXT, "", 22)
    issued_on: str = described("批复日期", Kind.DATE, "", 12)
