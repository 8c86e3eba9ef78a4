"""Vehicles to be bought against the money for them: 公务用车购置费 0 万元 and 购置车辆 1 辆 cannot both be.

Rules, sources and what is not seen: resources/rules/audit/bought.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, figures, finding, quote, wan
from desktop.audit.interval import MONEY, printed
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Statement, Statements
from desktop.findings import Severity
from desktop.outside.document import Document

BOUGHT = re.compile(
    r"(?:安排|拟|计划|将|预算|本年度?|今年)[^，。；：\d]{0,8}(?:购[置买]|更新)(?:公务用车|公车|车辆)(?:数量?|为|共)?(?P<count>\d{1,2})[辆台]"
    r"|(?:安排|拟|计划|将|预算|本年度?|今年)[^，。；：\d]{0,8}(?:购[置买]|更新)(?P<before>\d{1,2})[辆台](?:公务用车|公车|车辆)"
)
"""How many vehicles are to be bought."""
NONE = re.compile("(?:未|没有|不|无)(?:安排|计划|预算)?[^，。；：、]{0,6}购[置买](?:公务用车|公车|车辆)(?!费|购)")
"""Words that no vehicle is to be bought."""
MONEY_FOR = re.compile(
    r"(?:安排|拟|计划|将|预算|列支|用于)[^，。；：、\d]{0,10}(?:购[置买]|更新)(?:公务用车|公车|车辆)(?:费用?|经费|资金|预算|支出|所需)*"
    rf"(?:共计|共|为|约)?(?P<fee>{NUMBER})(?P<unit>{MONEY})"
    rf"|(?:(?:公务用车|公车|车辆)(?:购置|更新)|购车)(?:费用?|经费|资金|支出|款)(?:预算)?(?:共计|共|为|安排)?(?P<fee2>{NUMBER})(?P<unit2>{MONEY})"
)
"""How much is to be spent on vehicles, in a sentence that does not speak of 三公经费."""
OWN_MONEY = re.compile(
    "自有|自筹|单位资金|事业收入|经营收入|其他资金|非财政|结转|结余|专户|捐赠|上级|省级?财政|中央|专款|专项|债券|基金|统筹|下属|所属|统一"
)
OTHER = re.compile("特种|专用|专业|环卫|救护|消防|防疫|校车|上年|去年|截至|已|原")
"""Words of a vehicle that is none of 公务用车, or of what was bought before."""
FEE = "公务用车购置费"


def vehicles(document: Document) -> Answer:
    """A101: vehicles are bought where there is money for them, and none where there is not."""
    text = read(document)
    fees = [
        value
        for value in text.values
        if value.subject and value.subject.name == FEE and value.plan and value.year in {0, text.year}
    ]
    findings, seen = list(_paid(text, fees)), 0
    for passage, match, count in _bought(text) if fees else ():
        seen += 1
        if all(bool(fee.amount.fen) != bool(count) for fee in fees):
            findings.append(_wrong(passage, match, count, fees[0]))
    return answer(findings, seen, (), "没有同时写购置费和购置的车辆")


def _bought(text: Statements) -> Iterator[tuple[Passage, re.Match[str], int]]:
    for passage in text.passages:
        if any("名词" in words for words in passage.path):
            continue
        for match in (*BOUGHT.finditer(passage.text), *NONE.finditer(passage.text)):
            start, end = passage.sentence_at(match.start())
            clause = passage.text[max(start, match.start() - 12) : min(end, match.end() + 6)]
            years = {int(each) for each in re.findall(r"20\d\d(?=年)", passage.text[start : match.start()])}
            if not OTHER.search(clause) and not years - {text.year}:
                yield passage, match, int(match["count"] or match["before"]) if match.re is BOUGHT else 0


def _paid(text: Statements, fees: list[Statement]) -> Iterator[AuditFinding]:
    """Yield where money is planned for vehicles although 公务用车购置费 is 0 wherever it stands."""
    plain = [fee for fee in fees if any("三公" in words for words in (fee.passage.text, *fee.passage.path[-1:]))]
    if not plain or any(fee.amount.fen for fee in plain):
        return
    for passage in text.passages:
        for match in MONEY_FOR.finditer(passage.text):
            amount = printed(match["fee"] or match["fee2"], match["unit"] or match["unit2"])
            if amount.fen and "三公" not in passage.text and _of_vehicles_now(text, passage, match):
                message = f"{FEE} {plain[0].written}，此处写购置车辆 {wan(amount.fen)}"
                quotes = [passage.quote(*match.span()), quote(plain[0])]
                yield finding("A101", Severity.WARNING, message, quotes, figures([plain[0]]), "购置费与购置的车辆一致")


def _of_vehicles_now(text: Statements, passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether words are of 公务用车 bought this year with public money."""
    start, end = passage.sentence_at(match.start())
    sentence = passage.text[start:end]
    clause = passage.text[max(start, match.start() - 12) : match.end()]
    years = {int(each) for each in re.findall(r"20\d\d(?=年)", passage.text[start : match.start()])}
    out = OTHER.search(clause) or OWN_MONEY.search(sentence) or any("名词" in words for words in passage.path)
    return not out and not years - {text.year}


def _wrong(passage: Passage, match: re.Match[str], count: int, fee: Statement) -> AuditFinding:
    bought = f"购置 {count} 辆" if count else "不购置"
    message = f"{FEE} {fee.written}，此处写{bought}公务用车"
    quotes = [passage.quote(*match.span()), quote(fee)]
    return finding("A101", Severity.WARNING, message, quotes, figures([fee]), "购置费与购置的车辆一致")


RULES: tuple[Rule, ...] = (Rule("A101", "公务用车购置费与购置的车辆一致", vehicles),)
