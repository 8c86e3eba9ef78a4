"""Counts, products and lengths that no unit budget reaches: slips, refused wherever they are entered."""

from desktop import paths
from desktop.findings import UserError
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import AssetPlan, Procurement, ProjectLine, PublicLine, Record
from desktop.money import LARGEST_FEN

DIGITS = 12
"""A whole number with more digits is beyond every bound, and is not even read."""


def read_count(field: FieldDescription, text: str) -> tuple[int, str]:
    """Return a count as typed by a person, or why it is refused. A field without bounds takes up to 12 digits."""
    if not (text.isascii() and text.isdigit()):
        return 0, f"“{text}”不是数量，请填整数"
    if len(text) > DIGITS:
        return 0, problem_of(field, 10**DIGITS)
    return int(text), problem_of(field, int(text))


def problem_of(field: FieldDescription, value: int) -> str:
    """Return why a value of a counted field is refused, empty where it is not."""
    least, largest = field.bounds if any(field.bounds) else (0, 10**DIGITS - 1)
    return "" if least <= value <= largest else f"{field.label}不对，请填 {least} 到 {largest} 的整数"


def length_problem(field: FieldDescription, text: str) -> str:
    """Return why a name is refused: no page has room for it, or not all of it can be seen; empty where it is not."""
    if not field.longest or (len(text) <= field.longest and paths.shown_name(text) == text):
        return ""
    if len(text) <= field.longest:
        return f"{field.label}“{paths.shown_name(text)}”中有看不见的字符（以�表示），请删除后重新输入"
    return f"{field.label}有 {len(text)} 个字，最多 {field.longest} 个，表题和目录放不下；请用规范的简称"


def product_problem(record: Record) -> str:
    """Return why quantity × price (× times) of a record is refused, empty where it is not: 10 万亿元 is the limit."""
    if isinstance(record, ProjectLine | PublicLine):
        product, words = record.quantity * record.price * record.times, "数量 × 单价 × 次数"
    elif isinstance(record, AssetPlan | Procurement):
        product, words = record.quantity * (record.price or 0), "数量 × 单价"
    else:
        return ""
    return f"{words}超过 10 万亿元，请核对数量和单价（单位为元）" if abs(product) > LARGEST_FEN else ""


_with_bounds: dict[str, tuple[FieldDescription, ...]] = {}


def _bounded(kind: type[Record]) -> tuple[FieldDescription, ...]:
    """Return the fields of a record that have bounds: all counts, and the texts that have to find room on a page."""
    if kind.TABLE not in _with_bounds:
        all_fields = fields_of(kind)
        _with_bounds[kind.TABLE] = tuple(
            field for field in all_fields if field.kind is Kind.WHOLE or (field.kind is Kind.TEXT and field.longest)
        )
    return _with_bounds[kind.TABLE]


def require(record: Record) -> None:
    """Raise UserError for a record that holds a count, a product or a text beyond its bounds."""
    for field in _bounded(type(record)):
        value = getattr(record, field.name)
        if field.kind is Kind.TEXT:
            reason = length_problem(field, value)
        else:
            reason = "" if value is None and field.default is None else problem_of(field, value)
        if reason:
            raise UserError(f"{reason}；没有保存")
    reason = product_problem(record)
    if reason:
        raise UserError(f"{reason}；没有保存")
