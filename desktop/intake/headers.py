"""Finding the header of an outside sheet: below titles, over one or two rows, under names a person may choose."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.intake import payroll_words
from desktop.outside.source_files import SourceTable

SEARCHED = 20
"""Rows from the top in which a header is looked for."""

PERSONAL = {
    *("身份证号", "身份证号码", "证件号码", "银行卡号", "银行账号", "联系电话", "手机号", "签名", "签字", "领款人签字"),
    *("性别", "民族", "年龄", "出生日期", "出生年月", "出生年月日", "籍贯", "政治面貌", "入党时间", "家庭住址", "住址"),
    *("学历", "学位", "文化程度", "毕业院校", "专业", "职称", "工龄", "教龄", "入职时间", "工资卡号", "卡号", "账号"),
    *(
        "国籍",
        "国籍（地区）",
        "档案出生日期",
        "津补贴卡号",
        "绩效工资卡号",
        "工资卡卡号",
        "工资卡开户银行",
        "公务卡卡号",
    ),
    *("银行卡账号", "工资账号", "开户行", "开户银行", "电话", "手机", "手机号码", "联系方式"),
}
SUMS = {"合计", "小计", "应发合计", "月合计", "实发工资"}
NOT_IMPORTED = frozenset(
    {
        "序号",
        "行号",
        "级别",
        "档次",
        "级档",
        "工资级别",
        "岗位工资级别",
        "启用日期",
        "津补贴职务",
        "绩效工资岗位",
        "人员标识(正常、特殊等)",
        "备注",
        "部门",
        "科室",
        "股室",
        "所在部门",
        "单位",
        "单位名称",
        "工作单位",
        "单位代码",
        "单位编码",
        "内设机构",
        "证件类型",
        "人员排序",
        "在职人员来源代码",
        "是否工资统发",
        "是否领导",
        "工资月份",
        *PERSONAL,
        *SUMS,
    }
)
"""Columns that are known and left out on purpose: personal data is not kept, sums are computed."""

_TITLE = re.compile(r"[:：]|(工资|发放|明细|汇总|花名|登记)(总)?[表册]|\d年|\d月")
"""What titles hold and no heading of a column does."""

_OF_YEAR = re.compile(r"20\d{2}年度?[^表册：:\d]*(?:数|额|预算|安排|执行|决算)(?:[（(][^（）()]*[)）])?")
"""A column of a year's amounts: 2025年预算数, 2025年预算（万元）."""
_EMPTY = re.compile(r"[\s0.\-—－–/]*|无")
FEW = 4
"""With fewer cells than these a row with such a text is a title."""

IGNORED = payroll_words.IGNORED
"""The field a person chooses for a column that is not wanted."""

ColumnMapping = dict[str, str]
"""Header text → field, as a person chose it."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header ends (index into the table's rows) and the text over each column."""

    last: int
    texts: dict[int, str]
    groups: dict[int, str] = field(default_factory=dict, compare=False)
    """The upper text over a column of a heading in two rows, also where a merged cell left the rest of it empty."""


@lru_cache(maxsize=4096)
def bare_header(text: str) -> str:
    """Return a header without blanks and without 元 behind it: 岗位工资（元/月） → 岗位工资. 百元, 万元 stay."""
    return re.sub(r"[（(](?![^（()）]*[万千百])[^（()）]*元[^（()）]*[）)]$", "", re.sub(r"\s", "", text))


def find(table: SourceTable, recognise: Callable[..., str]) -> Header | None:
    """Return the header with the most recognised columns; None where there is none."""
    best = max(candidates(table), key=lambda header: _rank(header, recognise), default=None)
    return best if best and _rank(best, recognise)[0] else None


def candidates(table: SourceTable) -> list[Header]:
    """Return what may be the header: each of the first rows, and two or three of them as one."""
    return [
        Header(index + span, _joined(table, index, span), _groups(table, index, span))
        for index in range(min(SEARCHED, len(table.rows)))
        for span in (0, 1, 2)
        if index + span < min(len(table.rows), SEARCHED + 1)
        if not any(_is_title(row.cells) for row in table.rows[index : index + span])
    ]


def _rank(header: Header, recognise: Callable[..., str]) -> tuple[int, int, int, int]:
    """Fields found count first: 应发 and 扣款 in an upper row are heads of groups, which the row below divides.

    Then how many columns have a name: a merged group in one row hides those of the row below.
    """
    found = {recognise(text) for text in header.texts.values()} - {""}
    named = sum(not re.fullmatch(r"[\d.,]+", text) for text in header.texts.values())
    return len(found - {payroll_words.GROSS, payroll_words.WITHHELD}), len(found), named, -header.last


def _is_title(cells: tuple[str, ...]) -> bool:
    """Whether a row stands over the heading without being part of it: a title, the unit, the month, the money.

    2025年预算数 among other names is a column's.
    """
    filled = [re.sub(r"\s", "", cell) for cell in cells if cell]
    titles = [cell for cell in filled if len(filled) < FEW or not _OF_YEAR.fullmatch(cell)]
    return (len(filled) == 1 and bool(cells[0])) or any(_TITLE.search(cell) for cell in titles)


def _joined(table: SourceTable, index: int, span: int) -> dict[int, str]:
    """Return the lowest text over each column in one to three rows."""
    rows = [table.rows[index + n].cells for n in range(span + 1)]
    width = max(len(cells) for cells in rows)
    joined = {}
    for column in range(width):
        texts = [bare_header(cells[column]) for cells in rows if column < len(cells) and cells[column]]
        if texts:
            joined[column] = texts[-1]
    return joined


def _groups(table: SourceTable, index: int, span: int) -> dict[int, str]:
    """Return the upper text over each column whose name stands in the lowest row, of three rows both: 应发/津补贴."""
    if not span:
        return {}
    upper, lower = table.rows[index].cells, table.rows[index + span].cells
    between = table.rows[index + 1].cells if span > 1 else ()
    return _groups_of(upper, between, lower)


def _groups_of(upper: tuple[str, ...], between: tuple[str, ...], lower: tuple[str, ...]) -> dict[int, str]:
    groups, over, nearer = {}, "", ""
    for column in range(max(len(upper), len(between), len(lower))):
        texts = [bare_header(cells[column]) if column < len(cells) else "" for cells in (upper, between, lower)]
        if texts[0]:
            over, nearer = texts[0], texts[1]
        nearer = texts[1] or nearer
        if texts[2]:
            groups[column] = "/".join(dict.fromkeys(filter(None, (over, nearer))))
        elif texts[1]:
            groups[column] = over
        else:
            over = nearer = ""
    return groups


def is_empty(table: SourceTable, first: int, position: int) -> bool:
    """Whether a column holds nothing from a row on: no text, or noughts and dashes only. What it means is no matter."""
    cells = (row.cells[position] for row in table.rows[first:] if position < len(row.cells))
    return bool(table.rows[first:]) and all(_EMPTY.fullmatch(cell) for cell in cells)


def remembered(kind: str) -> ColumnMapping:
    """Return the mapping a person chose last for a kind of import."""
    return _stored().get(kind, {})


WORDS = "words"
"""The kind under which what words mean (借调 → 在职) is remembered: the words of an office serve all its books."""


def words() -> ColumnMapping:
    """Return what words were decided to mean, those that earlier releases kept for one book among them."""
    stored = _stored()
    older = [mapping for kind, mapping in stored.items() if kind.startswith(f"{WORDS}:")]
    return {word: meaning for mapping in (*older, stored.get(WORDS, {})) for word, meaning in mapping.items()}


def forget(kind: str, texts: Iterable[str]) -> None:
    """Forget columns or words that were remembered for a kind of import."""
    gone = set(texts)
    kinds = {
        name: {text: field for text, field in mapping.items() if text not in gone or not _is_of(name, kind)}
        for name, mapping in _stored().items()
    }
    _write({name: mapping for name, mapping in kinds.items() if mapping})


def _is_of(name: str, kind: str) -> bool:
    return name == kind or name.startswith(f"{kind}:")


def _stored() -> dict[str, ColumnMapping]:
    try:
        stored = json.loads((paths.home() / "mappings.json").read_text(encoding="utf-8"))
        return {kind: {str(k): str(v) for k, v in mapping.items()} for kind, mapping in stored.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def remember(kind: str, mapping: ColumnMapping) -> None:
    """Store a mapping for the next import of its kind."""
    kinds = _stored()
    kinds[kind] = kinds.get(kind, {}) | mapping
    _write(kinds)


def _write(kinds: dict[str, ColumnMapping]) -> None:
    target = paths.home() / "mappings.json"
    text = json.dumps(kinds, ensure_ascii=False, indent=1)

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    paths.write_beside(target, write, 0o600)


def recogniser(
    known: dict[str, tuple[str, ...]], mapping: ColumnMapping, role: Callable[[str, str], str] | None = None
) -> Callable[..., str]:
    """Return a function from header to field: 不导入 for columns left out, empty for unknown ones.

    role: what a column means that is no field; under an upper heading of money withheld no name is a field's, and a
    choice made for the same name elsewhere does not hold there. A choice may name the heading too: 扣款/其他.
    """
    spellings = {bare_header(text): name for name, texts in known.items() for text in texts}
    chosen = {bare_header(text): field for text, field in mapping.items()}

    def recognise(text: str, group: str = "") -> str:
        special = role(text, group) if role else ""
        aside = role is not None and payroll_words.under_withheld(group)
        choice = chosen.get(f"{group}/{text}") or chosen.get(text, "")
        if choice and not (aside and special and choice not in payroll_words.NO_FIELD):
            return choice
        field = "" if aside else spellings.get(text, "")
        return field or special or (IGNORED if text in NOT_IMPORTED else "")

    return recognise


def unknown_fields(mapping: ColumnMapping, known: Iterable[str]) -> list[str]:
    """Return fields of a mapping that do not exist."""
    return sorted(set(mapping.values()) - set(known) - set(payroll_words.NO_FIELD))
