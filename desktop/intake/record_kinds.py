"""The lists that can be imported (支出明细, 收入, 政府采购 …): fields, headings, words, what makes rows the same."""

import re
from functools import cache
from typing import Any

from desktop import parsed_texts, paths
from desktop.dataclass import dataclass
from desktop.ledger.describe import headings_of
from desktop.ledger.records import (
    Asset,
    AssetPlan,
    DirectLine,
    EventPlan,
    Execution,
    Income,
    Procurement,
    Project,
    ProjectLine,
    PublicLine,
    Record,
)

_SUM = re.compile(r"(?:本页|本单位|全部)?(?:合计|总计|小计)[:：]?|(?:本年)?(?:收入|支出)总计")


def is_sum(text: str) -> bool:
    """Tell whether a cell says that its row is a sum of others (合计、小计)."""
    return bool(_SUM.fullmatch(re.sub(r"\s", "", text)))


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One list. fields: of a row, by our names. required: those without which a file is no such list.

    identity: what makes a row of the file and a record of the book the same; money: the field that says which money.
    wide: amounts of several funds may stand beside each other; by_nature: those of several natures. product: the sum is
    quantity × price (× times).
    """

    key: str
    label: str
    record: type[Record]
    fields: tuple[str, ...]
    required: tuple[str, ...]
    identity: tuple[str, ...]
    money: str = ""
    wide: bool = False
    by_nature: bool = False
    product: tuple[str, ...] = ()
    total: str = "amount"
    """The field that rows of sums are compared in."""
    years_back: int = 0
    """How many years before the budget the file speaks of."""
    summed: bool = False
    """Whether rows of one identity are one record, the sum of them."""


def _kind(
    key: str, label: str, record: type[Record], fields: str, required: str, identity: str, **more: Any
) -> RecordKind:
    names = ("year", "agency", *fields.split())
    return RecordKind(key, label, record, names, tuple(required.split()), tuple(identity.split()), **more)


KINDS = {
    kind.key: kind
    for kind in (
        _kind(
            *("lines", "支出明细", DirectLine),
            "project project_code function_code function_name economic_code economic_name government_code "
            "government_name nature project_class fund origin subsource carry amount note counterpart secured "
            "purchased_service",
            "function_code economic_code amount",
            "function_code economic_code nature project fund subsource carry counterpart",
            money="fund",
            wide=True,
            by_nature=True,
        ),
        _kind(
            *("incomes", "收入", Income),
            "source subsource carry amount note follows counterpart",
            "source amount",
            "source subsource carry counterpart",
            money="source",
            wide=True,
        ),
        _kind(
            *("procurements", "政府采购", Procurement),
            "project project_code kind item catalogue fund quantity price amount economic_code economic_name "
            "purchased_service reserved reserved_micro",
            "amount",
            "item project kind economic_code fund",
            money="fund",
        ),
        _kind(
            *("asset_plans", "新增资产", AssetPlan),
            "project project_code name quantity price amount",
            "name",
            "name project",
            product=("quantity", "price"),
        ),
        _kind(*("assets", "车辆与设备", Asset), "kind stock purchase", "kind", "kind", total="stock"),
        _kind(
            *("project_profiles", "项目基本信息", Project),
            "code name category function_code function_name total basis goal",
            "name",
            "name",
            total="total",
        ),
        _kind(
            *("project_lines", "项目测算明细", ProjectLine),
            "project project_code category function_code function_name economic_code economic_name government_code "
            "name quantity price times amount fund origin subsource carry basis",
            "project economic_code",
            "project economic_code name fund subsource carry",
            money="fund",
            product=("quantity", "price", "times"),
        ),
        _kind(
            *("public_lines", "公用测算明细", PublicLine),
            "item name function_code function_name economic_code economic_name government_code quantity price times "
            "fund subsource amount",
            "item economic_code",
            "item name function_code economic_code fund subsource",
            money="fund",
            product=("quantity", "price", "times"),
        ),
        _kind(
            *("event_plans", "会议和培训计划", EventPlan),
            "kind name fund people staff days amount",
            "name amount",
            "kind name",
            money="fund",
        ),
        _kind(
            *("executions", "上年执行数", Execution),
            "project project_code function_code function_name economic_code economic_name nature project_class fund "
            "amount",
            "function_code amount",
            "function_code economic_code nature fund",
            money="fund",
            years_back=1,
            summed=True,
            by_nature=True,
        ),
    )
}

LABELS = {
    "year": "年度", "agency": "预算单位", "project": "项目名称", "project_code": "项目编码",
    "function_name": "功能科目名称（只核对）", "economic_name": "部门经济科目名称（只核对）",
    "government_name": "政府经济科目名称（只核对）", "project_class": "项目类别（说明支出性质）",
    "origin": "资金来源（说明子来源、结转）", "catalogue": "采购品目", "staff": "工作人员数",
    "category": "项目类别", "function_code": "功能科目", "amount": "金额",
}  # fmt: skip
"""Words for fields that are not those of the record alone."""


@cache
def data() -> dict[str, Any]:
    """Return the shipped headings and words, as resources/intake/README.md describes them."""
    return parsed_texts.loads((paths.resources() / "intake" / "records.toml").read_text(encoding="utf-8"))


@cache
def headings(key: str) -> dict[str, tuple[str, ...]]:
    """Return the headings of each field of a kind: its own, those that the record names, common ones."""
    kind = KINDS[key]
    named = {name.removesuffix("_id"): texts for name, texts in headings_of(kind.record).items()}
    found: dict[str, tuple[str, ...]] = {}
    for part in (data()[key], named, data()["common"]):
        taken = {text for texts in found.values() for text in texts}
        for name in kind.fields:
            fresh = tuple(text for text in part.get(name, ()) if text not in taken)
            found[name] = found.get(name, ()) + fresh
    return found


@cache
def left_out(key: str) -> frozenset[str]:
    """Return the headings of columns that are known and that no field of the kind holds."""
    ignored = data()["ignored"]
    return frozenset((*ignored["all"], *ignored[key]))


@cache
def spellings(words: str) -> dict[str, str]:
    """Return {a word that files have: ours} of a list of words."""
    return {text: word for word, texts in data()["words"][words].items() for text in texts}
