"""The unit of money and the digits of amounts: 元 for 万元, many times the whole budget, too many decimals.

Rules, sources and what is not seen: resources/rules/audit/money_units.md.
"""

import re
from collections import Counter
from collections.abc import Iterator

from desktop.audit import bearing
from desktop.audit.contradiction import answer, figure, figures, finding, passage_finding, quote, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import AMOUNT, Change, Printed, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
DECIMALS = {"亿元": 10, "万元": 6, "千元": 5, "元": 2}
"""Decimals down to 分."""

FEW = 0.1
TOTALS = 2
"""Totals of a budget that have to be stated for an amount to be held against them."""
ENOUGH = 20
"""Amounts of a document among which one that is more than all the others is surely wrong."""
TELLING = 5
"""Characters of a printed amount with which the same one stands nowhere by chance: 55.30."""


WITHIN_A_UNIT = ("（万", "（亿", "（千", "（即", "（合", "（折合")
"""Where a line of a table ends within its unit, 预算规模（万 186.00, 元）in the next line; an amount said once more."""


def _printed(text: Statements) -> list[tuple[Printed, Statement | Change, str]]:
    found: list[tuple[Printed, Statement | Change, str]] = [(v.figure, v, v.shown) for v in text.values]
    found += [(c.amount, c, "增减") for c in text.changes if c.amount]
    return [each for each in found if not each[1].passage.text[: each[0].start].endswith(WITHIN_A_UNIT)]


def units(document: Document) -> Answer:
    """A61: all amounts of the budget are in one unit; the few in another are most likely slips."""
    amounts = _printed(read(document))
    count = Counter(each.unit for each, _, _ in amounts)
    if not amounts:
        return answer((), 0, (), "没有金额")
    usual, _ = count.most_common(1)[0]
    if len(amounts) < 5 or len(amounts) - count[usual] > max(1, len(amounts) * FEW):
        return answer((), len(amounts), () if len(count) == 1 else ["同时使用几种单位，分不出哪一种是笔误"])
    findings = _too_large(document, amounts) if usual == "万元" else []
    most = max(each.amount.fen for each, _, _ in amounts if each.unit == usual)
    same = {each.text for each, _, _ in amounts if each.unit == usual and len(each.text) >= TELLING}
    for each, of, name in amounts:
        if (
            each.unit == usual
            or {each.unit, usual} != {"元", "万元"}
            or (_no_budget(of, each) and each.text not in same)
        ):
            continue
        if each.amount.fen / FEN_PER[each.unit] * FEN_PER[usual] > most:
            continue  # in the usual unit it would be more than all there is: it is meant as it stands
        sure = isinstance(of, Change) and of.about and of.about.figure.unit == usual
        severity = INFO if not each.amount.fen else E if sure else W
        message = f"全文金额单位是{usual}，{name}写成 {each.text}{each.unit}"
        findings.append(finding("A61", severity, message, [quote(of)], [figure(name, each)], f"{each.text}{usual}"))
    return answer(findings, len(amounts))


def _too_large(document: Document, amounts: list[tuple[Printed, Statement | Change, str]]) -> list[AuditFinding]:
    """Return the amount in 万元 that is more than all others together and as 元 stands elsewhere."""
    first = max(amounts, key=lambda each: each[0].amount.fen)
    others = sum(each.amount.fen for each, _, _ in amounts if each is not first[0])
    as_yuan = Interval(first[0].amount.fen / FEN_PER["万元"] * FEN_PER["元"], first[0].amount.half)
    if first[0].unit != "万元" or first[0].amount.fen <= others or not bearing.stands(document, as_yuan):
        return []
    message = f"{first[2]}写成 {first[0].text}万元，比其他金额加起来还多，单位疑应为元"
    degree = E if len(amounts) >= ENOUGH else W  # of few amounts, one may well be more than the others
    return [finding("A61", degree, message, [quote(first[1])], [figure(first[2], first[0])], f"{first[0].text}元")]


MANY = 10
"""How many times the total of a budget an amount of it cannot be."""


def beyond(document: Document) -> Answer:
    """A39: no amount of a budget is many times all of it."""
    text = read(document)
    own = [v for v in text.values if v.subject and v.subject.clear and v.plan and v.year in {0, text.year}]
    totals = [v for v in own if v.subject and v.subject.name == TOTAL and not v.subject.owner and not of_a_project(v)]
    if len(totals) < TOTALS:
        return answer((), 0, (), "没有写收支总额")
    second, most = sorted(totals, key=lambda each: each.amount.fen)[-TOTALS:]
    findings = []
    for value in own if most.amount.fen <= second.amount.fen * MANY else ():
        many = second.amount.fen and value.amount.fen > most.amount.fen * MANY
        if many and value.figure.unit == "万元" and not _no_budget(value, value.figure):
            message = f"{value.shown}写成 {value.written}，是收支总额 {most.written} 的十倍以上，单位或小数点疑有误"
            named = [figure(value.shown, value.figure)]
            findings.append(finding("A39", W, message, [quote(value), quote(most)], named))
    known = {each for of in findings for each in of.quotes}
    findings += [each for each in _bought(text, most) if not known & set(each.quotes)]
    return answer(findings, len(own))


TO_BUY = re.compile(
    r"(?:拟|计划|安排)(?:新增|更新)?(?:购置|采购|购买|新购|配置|新增|更新)[^，。；：、\d]{0,16}?(?P<number>\d[\d,]*(?:\.\d+)?)万元"
)
"""What things cost that are to be bought: 拟购置固定资产总额 8 万元."""
OF_OTHERS = re.compile(
    "债券|统筹|分[两二三四五多]?年|总投资|上级|专项资金|全[县市区旗州]|补贴|以上|20\\d\\d年(?:至|到|—|-)|累计|限额|结转|自筹|贷款"
)
"""Words of what is paid by others too, or in several years."""
FAR_MORE = 2
"""How many times all there is what is bought has to cost at least."""


def _bought(text: Statements, most: Statement) -> Iterator[AuditFinding]:
    """Yield what is to be bought for more than everything comes to."""
    for passage in text.passages:
        for match in TO_BUY.finditer(passage.text):
            start, end = passage.sentence_at(match.start())
            if OF_OTHERS.search(passage.text[start:end]):
                continue
            if printed(match["number"], "万元").fen > most.amount.fen * FAR_MORE:
                message = f"要购置的写成 {match['number']}万元，比收支总额 {most.written} 还多，单位或小数点疑有误"
                quotes = [passage.quote(*match.span()), quote(most)]
                yield finding("A39", W, message, quotes, figures([most]), f"{match['number']}元，或核对金额")


OF_A_PROJECT = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?(?:项目)?(?:年度|本年|当年|20\d\d年)?(?:预算|资金)(?:安排|金额|规模)(?:情况)?(?:[：:]|$)|项目"
)
"""What begins the line of a project's money, or stands in the headings over it."""


def of_a_project(value: Statement) -> bool:
    """Tell whether an amount is the money of one project, and no total of the budget: （6）年度预算安排：…."""
    return OF_A_PROJECT.match(value.passage.text) is not None and any(
        "项目" in words for words in value.passage.path[-2:]
    )


NO_BUDGET = re.compile("[人户生次亩均]均|每[^，。；]{1,6}|单(?!位)|标准|原值|净值|账面|价值|固定资产|资产总额")
"""Words before an amount that is a price, or what is owned: its unit is its own."""

TIMES = re.compile(r"[×✕✖*＊xX]")
"""What stands beside a price within a formula: 180户×120元."""


def _no_budget(of: Statement | Change, amount: Printed) -> bool:
    """Tell whether an amount is no amount of the budget, by the words of its clause."""
    words = re.split("[，。；、：]", of.passage.text[: amount.start])[-1]
    factor = TIMES.match(of.passage.text, amount.end) or TIMES.fullmatch(
        of.passage.text[amount.start - 1 : amount.start]
    )
    return factor is not None or NO_BUDGET.search(words) is not None


def decimals(document: Document) -> Answer:
    """A62: no amount has more decimals than its unit down to 分; decimals are printed in one way."""
    amounts = _printed(read(document))
    findings = []
    for each, of, name in amounts:
        if len(each.text.partition(".")[2]) > DECIMALS[each.unit]:
            findings.append(
                finding("A62", E, f"{name} {each.text}{each.unit}的小数细于 1 分", [quote(of)], [figure(name, each)])
            )
    zeros = [entry for entry in amounts if re.search(r"\.\d*0$", entry[0].text)]
    short = [entry for entry in amounts if re.fullmatch(r"[\d,]+(?:\.[1-9])?", entry[0].text) and entry[0].amount.fen]
    if zeros and short and len(zeros) < len(amounts):
        (a, first, _), (b, second, _) = zeros[0], short[0]
        message = f"末尾的 0 有的写（{a.text}）有的不写（{b.text}），小数位数不统一"
        findings.append(finding("A62", INFO, message, [quote(first), quote(second)]))
    return answer(findings, len(amounts), (), "没有金额")


AGAIN = re.compile(rf"(?<![\d.,]){AMOUNT}（(?:大?约|约?合|折合|即|约?为|近)*{AMOUNT}）")
"""An amount that a bracket behind it says again in another unit: 8,246.00万元（约0.82亿元）."""


def said_again(document: Document) -> Answer:
    """A64: what a bracket says again in another unit is the same amount, to its last digit."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in AGAIN.finditer(passage.text):
            if match[2] == match[4]:
                continue
            exact, rough = printed(match[1], match[2]), printed(match[3], match[4])
            seen += 1
            if abs(exact.fen - rough.fen) > exact.half + 2 * rough.half:  # rounded or cut off
                message = f"{match[1]}{match[2]}在括号中写成 {match[3]}{match[4]}"
                expected = wan(exact.fen, match[4])
                findings.append(passage_finding("A64", E, message, passage, match.span(), expected))
    return answer(findings, seen, (), "没有用两种单位写同一个数")


CUT = re.compile(
    r"(?:预算|经费|支出|收入|资金|拨款|费|金额|总额|增加|减少)[^，。；、：\d]{0,8}(?<![\d.])\d[\d,]*(?:\.\d+)?[万亿](?=[，。；、）]|$)"
)
"""An amount of money without 元: 培训费预算 5 万，."""


def cut_short(document: Document) -> Answer:
    """A63: an amount of money ends with 元."""
    passages = read(document).passages
    findings = [
        passage_finding("A63", W, f"“{match[0]}”后面缺“元”", passage, match.span(), f"{match[0]}元")
        for passage in passages
        for match in CUT.finditer(passage.text)
    ]
    return answer(findings, len(passages), (), "没有金额")


RULES: tuple[Rule, ...] = (
    Rule("A39", "单项金额不是收支总额的许多倍", beyond),
    Rule("A61", "金额单位一致", units),
    Rule("A62", "小数位数合适", decimals),
    Rule("A63", "金额写出“元”", cut_short),
    Rule("A64", "换算单位写的是同一个数", said_again),
)
