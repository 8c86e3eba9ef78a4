"""From which price things are counted by the forms of 国有资产占用: 单价 50 万元以上通用设备, 100 万元以上专用设备.

Rules, sources and what is not seen: resources/rules/audit/tables.md, B93.
"""

import re
import tomllib
from decimal import Decimal
from functools import cache

from desktop import paths
from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import DEEPEST
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

PRICE = re.compile(
    r"(?:单(?:位|台|件|套|项)?(?:价值|价格|价)|价值)(?:在|为|均|达|超过)?(?P<price>\d[\d,.]*)万元(?:（含(?:本数)?）)?及?以上的?(?:（含）)?"
    r"(?P<kind>[^，。；、：\d]{0,8}?(?:通用|专用|大型|设备|仪器|机械))"
)
"""A price from which equipment is counted."""


@cache
def prices() -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """Return the prices of forms and those an office may choose besides, in 万元 (resources/equipment_prices.toml)."""
    raw = tomllib.loads((paths.resources() / "equipment_prices.toml").read_text(encoding="utf-8"))
    return frozenset(map(Decimal, raw["forms"])), frozenset(map(Decimal, raw["chosen"]))


def look(document: Document) -> Answer:
    """B93: equipment is counted from a price that forms know."""
    findings, seen = [], 0
    forms, chosen = prices()
    for passage in read(document).passages:
        if passage.heading and passage.level == DEEPEST:
            continue
        for match in PRICE.finditer(passage.text):
            price = Decimal(match["price"].replace(",", "").rstrip(".") or "0")
            seen += 1
            if price in (forms if re.search("通用|专用", match["kind"]) else forms | chosen):
                continue
            message = f"“{match[0]}”不是统计设备的单价标准"
            right = "50 万元" if "通用" in match["kind"] else "100 万元" if "专用" in match["kind"] else "核对单价标准"
            findings.append(passage_finding("B93", Severity.WARNING, message, passage, match.span(), right))
    return answer(findings, seen, (), "没有写单价多少以上的设备")


RULES: tuple[Rule, ...] = (Rule("B93", "统计设备的单价标准", look),)
