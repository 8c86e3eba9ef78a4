"""What the words of a title or heading say of money: its source, its nature, the year it comes from."""

import re
from functools import lru_cache

from desktop.catalog.measures import Filter
from desktop.layouts.form.spec import TableSpec
from desktop.ledger.vocabulary import FISCAL, FUNDS, Fund
from desktop.published.labels import ORDINAL
from desktop.published.recognise import comparable, filled

_OF_UNIT = tuple(fund for fund in FUNDS if fund not in (*FISCAL, Fund.SPECIAL_ACCOUNT))
FUND_WORDS = (
    *((fund, (fund,)) for fund in FUNDS),
    ("财政专户(?!管理资金)", (Fund.SPECIAL_ACCOUNT,)),
    ("(?<!单位)经营收入", (Fund.OPERATING,)),
    ("(?<!非)财政(?:拨款|补助)", FISCAL),  # only where no one of the three is named
    ("非财政拨款(?!结余)", (*_OF_UNIT, Fund.SPECIAL_ACCOUNT)),
    ("单位资金|自有资金", _OF_UNIT),
)
"""Words of a sheet's title that say which money it speaks of."""
NATURE_WORDS = (
    ("基本支出", ("人员", "公用")),
    ("人员经费", ("人员",)),
    ("公用经费", ("公用",)),
    ("项目支出", ("项目",)),
)
_BESIDE_LINES = re.compile(r"非税|提前下达|经费拨款|转移支付|债券|政府采购|购买服务")
"""Words of a title that narrow a table by what the filter of a cell cannot ask of expenditure."""
_IN_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
_TITLE_END = re.compile(r"(?:表[一二三四五六七八九十0-9]*|预算|明细|汇总|一览|清单)$")


def is_title(line: str) -> bool:
    """Tell whether a line above a header is the title of a table; what stands in brackets does not count."""
    return _TITLE_END.search(word(_IN_BRACKETS.sub("", line))) is not None


def title_limits(text: str) -> Filter:
    """Return the filter the words of a title give: the source of money and, for spending, its nature."""
    named = [group for words, group in FUND_WORDS if re.search(words, text)]
    single = any(len(group) == 1 and group[0] in FISCAL for group in named)
    funds = {str(fund): None for group in named if group != FISCAL or not single for fund in group}
    natures = tuple(dict.fromkeys(each for words, group in NATURE_WORDS if words in text for each in group))
    limits: list[tuple[str, tuple[str, ...]]] = [("fund", tuple(funds))] if funds else []
    if natures in (("人员",), ("公用",), ("人员", "公用"), ("项目",)):
        limits.append(("nature", natures))
    return tuple(limits)


def with_title(limits: Filter, stated: Filter) -> Filter:
    """Return the limits of a layout with those of a title; one that ends with the layout's may name more money."""
    funds = [set(words) for name, words in stated if name == "fund"]
    own = tuple(part for part in limits if part[0] != "fund" or not any(each > set(part[1]) for each in funds))
    return (*own, *(part for part in stated if part[0] not in {name for name, _ in own}))


def names_apart(title: str, sheet: str) -> str:
    """Return the sources of money that a title and the name of its sheet speak of where they are others; else empty."""
    named = [dict(title_limits(text)).get("fund", ()) for text in (title, sheet)]
    apart = all(named) and not set(named[0]) & set(named[1])
    return "，".join("、".join(funds) for funds in named) if apart else ""


def title_carry(text: str) -> Filter:
    """Return the filter of a title that speaks of the money of earlier years, or leaves it out; empty for any other."""
    if re.search("不含.{0,4}结转", text):
        return (("carry", ("当年",)),)
    return (("carry", ("结转",)),) if re.search("(?<!含)(?:上年结转|结转资金|结转结余)", text) else ()


def unanswered(title: str, spec: TableSpec | None) -> str:
    """Return the word by which a title narrows its table and no cell of expenditure can; empty where there is none."""
    known = spec.title if spec is not None else ""
    return next((word for word in _BESIDE_LINES.findall(title) if word not in known), "")


def without_money(text: str) -> str:
    """Return what a header says beside a source of money and a nature: nothing, of 本年政府性基金预算支出."""
    for words in (*(words for words, _ in FUND_WORDS), *(words for words, _ in NATURE_WORDS)):
        text = re.sub(words, "", text)
    return text


@lru_cache(maxsize=4096)
def word(text: str) -> str:
    """Return a label or header as compared: without marks, numbering, unit words and years."""
    return comparable(ORDINAL.sub("", filled(text).strip()))
