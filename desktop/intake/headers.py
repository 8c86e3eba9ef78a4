"""Finding the header of an outside sheet: below titles, over one or two rows, under names a person may choose."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.outside.source_files import SourceTable

SEARCHED = 20
"""Rows from the top in which a header is looked for."""

PERSONAL = {"身份证号", "身份证号码", "证件号码", "银行卡号", "银行账号", "联系电话", "手机号", "签名"}
SUMS = {"合计", "小计", "应发合计", "月合计", "实发工资"}
NOT_IMPORTED = frozenset({"序号", "行号", "备注", "部门", "科室", *PERSONAL, *SUMS})
"""Columns that are known and left out on purpose: personal data is not kept, sums are computed."""

IGNORED = "不导入"
"""The field a person chooses for a column that is not wanted."""

ColumnMapping = dict[str, str]
"""Header text → field, as a person chose it."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header ends (index into the table's rows) and the text over each column."""

    last: int
    texts: dict[int, str]


def bare_header(text: str) -> str:
    """Return a header without blanks and without 元 behind it: 岗位工资（元/月） → 岗位工资. 万元 stays."""
    return re.sub(r"[（(](?![^（()）]*万)[^（()）]*元[^（()）]*[）)]$", "", re.sub(r"\s", "", text))


def find(table: SourceTable, recognise: Callable[[str], str]) -> Header | None:
    """Return the header with the most recognised columns; None where there is none."""
    candidates = [
        Header(index + span, _joined(table, index, span))
        for index in range(min(SEARCHED, len(table.rows)))
        for span in (0, 1)
        if index + span < len(table.rows)
    ]
    scored = [(len({recognise(text) for text in h.texts.values()} - {""}), -h.last, h) for h in candidates]
    best = max(scored, key=lambda candidate: candidate[:2], default=None)
    return best[2] if best and best[0] else None


def _joined(table: SourceTable, index: int, span: int) -> dict[int, str]:
    """Return the texts of one row, or of two: the lower one, the upper one where the lower is empty."""
    rows = [table.rows[index + n].cells for n in range(span + 1)]
    width = max(len(cells) for cells in rows)
    joined = {}
    for column in range(width):
        texts = [bare_header(cells[column]) for cells in rows if column < len(cells) and cells[column]]
        if texts:
            joined[column] = texts[-1]
    return joined


def remembered(kind: str) -> ColumnMapping:
    """Return the mapping a person chose last for a kind of import."""
    try:
        stored = json.loads((paths.home() / "mappings.json").read_text(encoding="utf-8"))
        return {str(k): str(v) for k, v in stored.get(kind, {}).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def remember(kind: str, mapping: ColumnMapping) -> None:
    """Store a mapping for the next import of its kind."""
    target = paths.home() / "mappings.json"
    kinds = {name: remembered(name) for name in ("roster", "projects")}
    kinds[kind] |= mapping
    text = json.dumps(kinds, ensure_ascii=False, indent=1)

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    paths.write_beside(target, write, 0o600)


def recogniser(known: dict[str, tuple[str, ...]], mapping: ColumnMapping) -> Callable[[str], str]:
    """Return a function from header text to field: 不导入 for columns left out, empty for unknown ones."""
    spellings = {bare_header(text): name for name, texts in known.items() for text in texts}
    chosen = {bare_header(text): field for text, field in mapping.items()}

    def recognise(text: str) -> str:
        if text in chosen:
            return chosen[text]
        return spellings.get(text) or (IGNORED if text in NOT_IMPORTED else "")

    return recognise


def unknown_fields(mapping: ColumnMapping, known: Iterable[str]) -> list[str]:
    """Return fields of a mapping that do not exist."""
    return sorted(set(mapping.values()) - set(known) - {IGNORED})
