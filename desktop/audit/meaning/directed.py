"""Which way the reason of a change goes, by what it is that changed and of which money it is."""

import re

from desktop.audit.meaning.causes import way, way_of_carried
from desktop.audit.sentences.statements import Change, Statements

NEAR = 90
"""Letters before a change that say what changed."""
CARRIED = re.compile(r"结转|结余")
FUNDS = re.compile(
    "一般公共|财政拨款|财政补助|政府性基金|国有资本|专户|事业收入|经营收入|单位资金|自有|自筹|其他收入|转移支付|(?:上级|中央|省级?|市级)[^，。；]{0,8}?(?:补助|资金|专项|拨款|配套|财政|经费|下达|奖补|收入)|专项资金|非税|结转|结余|罚没"
)
"""Money of which one kind may take the place of another."""
INCOME = re.compile("收入|学费|收费")
ALL_MONEY = re.compile("收支(?:预算)?总|收、支总|收支预算")
"""All that comes in and goes out, of which any income is a part."""
PUBLIC = re.compile("一般公共|财政拨款|财政补助|补助收入")
"""What may rise because the unit's own income falls."""
TOTAL_OF = re.compile("收入|收支|总")
ITEMS = re.compile("(?:^|(?<=[；，：。]))(?:[一二三四五六七八九]是|（[1-9一二三四五六七八九]）|[①-⑨]|[1-9][.．、])")


def of_what(change: Change) -> str:
    """Return the words before a change that say what changed: of its clauses, else of what stands before them."""
    text = change.passage.text
    start = max(text.rfind(sign, 0, change.start) for sign in "。；") + 1
    words = text[max(start, change.start - NEAR) : change.start]
    about = change.about.subject.words if change.about and change.about.subject else ""
    if not about and len(words) < SHORT:
        words = text[max(change.start - NEAR, 0) : change.start] or words
        words = "，".join((*change.passage.path[-1:], words))
    return f"{about}，{words}"


SHORT = 16
"""Letters of words that only compare (比上年), so that what changed stands before them."""


def goes(text: Statements, change: Change, reason: str) -> bool | None:
    """Tell whether the reason of a change says that there is more or less of what changed; None where not sure."""
    of = of_what(change)
    parts = [each for each in ITEMS.split(reason) if each]
    reason = "，".join(each.strip("；，。") for each in parts)
    if CARRIED.search(of) and not FUNDS.search(CARRIED.sub("", of)):
        return way_of_carried(reason)
    others = {match[0] for match in FUNDS.finditer(reason)} - {match[0] for match in FUNDS.finditer(of)}
    if others and (FUNDS.search(of) or not TOTAL_OF.search(of)):
        return None
    if INCOME.search(reason) and (
        not (INCOME.search(of) or ALL_MONEY.search(of)) or (PUBLIC.search(of) and not PUBLIC.search(reason))
    ):
        return None
    return way(reason, of, text.year)
