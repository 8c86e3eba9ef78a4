"""Changes that are explained: reasons with amounts come to the change, and go its way.

Rules, sources and what is not seen: resources/rules/audit/explained.md.
"""

import re
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, quote, wan
from desktop.audit.interval import Interval
from desktop.audit.meaning.accordingly import joined_against
from desktop.audit.meaning.directed import goes
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import turned
from desktop.audit.sentences.statements import CHANGE, TOKEN, UP, Change, Printed
from desktop.findings import Severity
from desktop.outside.document import Document

ITEMS = re.compile("[一二三四五六七八九]是|（[1-9]）|[①-⑨]")
"""The number of a reason."""
CLOSES = re.compile(r"[，；](?:以上|上述)?[^，。；\d]{0,6}(?:增减)?相抵[^，。；\d]{0,8}$")
"""Words before the change that closes a list of reasons."""
CLOSING = 60
"""Letters before an amount in which they stand, with the direction of the change."""
NEW = re.compile(r"新增[^，。；：、\d]{0,16}$")
WORD = re.compile(r"(增加|减少)[^，。；：、\d]{1,14}$")
"""The direction before what is more: 增加行政运行支出 8 万元."""
MORE = re.compile(r"等(?:原因|因素)|等[，。；]|为主|其中|[由从比较][^，。；\d]{0,8}\d[\d.,]*[亿万千]?元")
"""Words with which more may be meant than what is listed."""
WHY = re.compile("(?:(?:增加|减少|增长|下降|变动|变化|增减)的?)?(?:主要)?原因")
"""How the sentence begins that says why."""
SET_OFF = re.compile(r"^.*[，；](?:增减)?相抵[^，。；\d]{0,3}后?")
"""The changes that a reason sets off against each other, before what they come to."""
BRACKET = re.compile(r"（([^（）]*)）")


def reasons(document: Document) -> Answer:
    """A59: numbered reasons that all have an amount, or are closed by what they come to, add up to the change."""
    text = read(document)
    findings, seen = [], 0
    for change in text.changes:
        if change.reason or change.signed is None or change.amount is None or not change.amount.amount.fen:
            continue
        parts = _bracketed(change) or _numbered(change) or _closed(change)
        if len(parts) < 2:
            continue
        seen += 1
        added = sum(parts, Interval(Decimal(0), Decimal(0)))
        others = [c for c in text.changes if c.passage is change.passage and not c.reason and c.signed]
        if any(added.meets(each.signed) for each in others if each.signed):
            continue
        found = next(filter(None, (_turned_part(each, parts) for each in others)), None)
        findings.append(found or _wrong(change, parts, added))
    return answer(findings, seen, (), "没有把增减的原因逐项写出金额")


def _wrong(change: Change, parts: list[Interval], added: Interval, hint: str = "") -> AuditFinding:
    stated = change.signed or added
    message = f"说明增减原因的各项之和 {wan(added.fen)}，增减写成 {wan(stated.fen)}{hint}"
    return finding("A59", Severity.WARNING, message, [quote(change)], (), wan(stated.fen))


def _turned_part(change: Change, parts: list[Interval]) -> AuditFinding | None:
    """Return which part has the wrong direction, where with the other one all parts come to a change."""
    at = turned([each.fen for each in parts], change.signed.fen) if change.signed else None
    if at is None:
        return None
    hint = f"；其中 {wan(abs(parts[at].fen))} 的增减方向反过来就恰好相等"
    return _wrong(change, parts, sum(parts, Interval(Decimal(0), Decimal(0))), hint)


def _rest(change: Change) -> str:
    """Return what its sentence says behind a change."""
    text = change.passage.text
    end = change.passage.sentence_at(change.start)[1]
    if WHY.match(text[end:]):
        end = change.passage.sentence_at(end)[1]
    return text[change.end : end]


def _bracketed(change: Change) -> list[Interval]:
    """Return the changes in a bracket right behind a change, if there is nothing else in it."""
    match = BRACKET.match(_rest(change))
    return _signed(match[1]) if match else []


def _numbered(change: Change) -> list[Interval]:
    """Return the changes of numbered reasons, if every one has an amount."""
    rest = _rest(change)
    starts = [match.start() for match in ITEMS.finditer(rest)]
    if len(starts) < 2 or not re.search("原因|由于|主要是", rest[: starts[0]]) or TOKEN.search(rest[: starts[0]]):
        return []
    found = [_signed(_first(SET_OFF.sub("", rest[a:b]))) for a, b in zip(starts, [*starts[1:], len(rest)], strict=True)]
    return [each for several in found for each in several] if all(found) else []


def _first(reason: str) -> str:
    """Return a reason without what explains its own amount: 项目支出增加44.20万元，主要为某项增加42.42万元."""
    own = TOKEN.search(reason)
    inner = INNER.search(reason, own.end()) if own else None
    return reason[: inner.start()] if inner else reason


INNER = re.compile("[，（](?:主要|其中)(?!原因)")


def _closed(change: Change) -> list[Interval]:
    """Return the changes before words that say what all of them come to: 增减相抵后净减少 8 万元."""
    text = change.passage.text
    rest = text[change.end :]
    near = ((match, rest[max(match.start() - CLOSING, 0) : match.start()]) for match in TOKEN.finditer(rest))
    last = next((match for match, before in near if CLOSES.search(_without_change(before))), None)
    if last is None or change.amount is None:
        return []
    if not Printed.of(last).amount.meets(change.amount.amount):
        return []
    between = rest[: last.start()]
    return _signed(between[: max(between.rfind("，"), between.rfind("；"))])


def _without_change(words: str) -> str:
    return re.sub(r"净?$", "", CHANGE.sub("", words))


def _signed(words: str) -> list[Interval]:
    """Return the changes that words state, nothing where an amount among them may be something else."""
    found: list[Interval] = []
    end, direction = 0, None
    for match in TOKEN.finditer(words):
        before = words[end : match.start()]
        end = match.end()
        if match[2] in {"%", "个百分点"}:
            continue
        clause = re.split("[，。；：]", before)[-1]
        word = CHANGE.search(clause) or WORD.search(clause)
        went = (word[1] in UP if word[1] != "增减" else None) if word else True if NEW.search(before) else None
        went = direction if before in {"、", "和"} else went  # 分别增加 8 万元、5 万元和 6 万元
        if went is None:
            return []
        direction = went
        size = Printed.of(match).amount
        found.append(size if went else Interval(-size.fen, size.half))
    return [] if MORE.search(words) else found


REASON_IS = re.compile(
    r"(?:[，。]主要用于[^，。；]{2,80}|，(?:上年|去年|20\d\d年)[^，。；\d]{0,6}\d[\d.,]*[万千]?元)?[，。；]?(?:其|这)?(?:(?:增加|减少|增长|下降|变动|变化|增减|增减变化|增减变动)的?)?(?:主要|具体|直接)?(?:增加|减少|增长|下降|变动)?"
    r"(?:(?:原因|因素)(?:分析|说明|如下)?(?:主要)?(?:[是为]|在于|(?=：))|是由于|由于|是因为|因为|(?:主要)?系|主要是(?:因为|由于)?|主要为(?:了)?|因(?![素此公地而]))：?([^。；]{2,90})[。；]"
)
"""The reason of a change, right behind it."""
GOES_DOWN, GOES_UP = (
    re.compile(
        "压减|减少|下降|降低|压缩|缩减|精简|核减|厉行节约|(?:从严|严格|从紧|有效)控制|严控|减编|减员|不再(?:安排|实施|列支)|完工|竣工"
    ),
    re.compile(
        "增加|提高|增多|上升|增长|上调|新增|扩大|上涨|增资|增设|增编|增员|提标|扩面|晋级|晋档|晋升|调资|调标|涨工资"
    ),
)
OTHERWISE = (
    re.compile(
        "新(?!能源|型|老)|增|涨|提高|提标|扩|上升|上调|调整|晋|补(?!平衡)|加大|追加|纳入|转入|划入|首次|[调招]入|招聘|需|更新|购置"
    ),
    re.compile(
        "减|降|缩|精简|控|节约|取消|不再|停|结束|完成|完工|退休|调出|划出|转出|剥离|一次性|未|无|没有|调整|合并|统筹|划转|列入|改由|线上|视频|网上|电子|新能源"
    ),
)
"""Words of a reason that may explain a rise, and a fall, beside those of the other direction."""
NUMBERED = re.compile(rf"(?:{ITEMS.pattern})|[1-9一][.．、]")
"""The first of several reasons, of which another may go the other way."""
MORE_BEFORE = re.compile(
    r"(?:上年|去年)[^，。；]{0,20}(?:多|高|大)于(?:本年|今年)|(?:本年|今年)[^，。；]{0,20}(?:少|低|小)于(?:上年|去年)"
    r"|(?:上年|去年)[^，。；]{0,30}(?:完成|完工|竣工|结束|到期)，(?:而)?(?:本年|今年|20\d\d年)度?(?:无|没有|不再|未)"
    r"|(?:上年|去年)[^，。；]{0,12}一次性[^，。；]{0,20}?，?(?:本年|今年|20\d\d年)度?(?:无|没有|不再|未)"
    r"|已(?:全部|全面|经)*(?:完成|完工|竣工|结束|到期)，(?:本年|今年|20\d\d年)度?不再(?:安排|列支|实施)"
    r"|(?:上年|去年)度?(?:有|安排|实施|开展|购置|更新|一次性)[^，。；]{0,24}，(?:而)?(?:本年|今年)度?(?:无|没有|不再|未)"
)
MORE_NOW = re.compile(
    r"(?:上年|去年)[^，。；]{0,20}(?:少|低|小)于(?:本年|今年)|(?:本年|今年)[^，。；]{0,20}(?:多|高|大)于(?:上年|去年)"
    r"|(?:上年|去年)度?(?:无|没有|未)[^，。；]{0,24}，(?:而)?(?:本年|今年)度?(?:有|新增|增加|安排|需|拟)"
)
"""Reasons that compare the two years: 上年更新的设备多于本年."""
ELSEWHERE = re.compile("上年|去年|以前|20\\d\\d年|收入|抵|免|上级|专户|自有|结转|中央|省级|市级|下达|直达|转移支付")
"""Words of money that may take the place of what became less."""
OF_LAST_YEAR = re.compile(
    r"上年|去年|以前年度|20\d\d年|收入|资金|(?<!缴费)(?<!缴存)(?<!社保)基数|拨款|补助|结转|结余|免|抵"
)
"""Words of a reason that may go the other way: 上年一次性支出减少."""


PAY = re.compile(
    "(?:正常)?(?:调整|调增)(?:机关|事业|在职|单位|人员)*(?:工资|薪级|津贴|津补贴|薪酬)(?:标准|待遇)?"
    "|(?:工资|薪级|薪酬|津贴补贴|津补贴|工资标准)(?:标准)?(?:正常)?调整"
)
"""Words of pay that is changed, which is a rise; those of bases (缴费基数调整) say neither."""
BASES = re.compile(
    "(?:人员|公用)?(?:经费|补助|工资|津贴|定额)标准(?:正常)?调整|(?:社会保障|社会保险|社保|公积金|养老保险|医保|医疗保险)*(?:缴费|缴存)?基数(?:正常)?调整"
)
ONLY_MORE = re.compile(
    "[^，、。；：]{2,24}(?<!上年)(?:项目|人员|补助|任务|人数|标准|经费|工作量|业务量|需求|数量|对象)(?:有所|较多|大幅|相应)?(?:增加|增多|提高|增长)"
)
"""A reason of one clause that says what became more."""


def _plain(why: str) -> str:
    """Return a reason with its words of pay and bases in those of a direction."""
    return BASES.sub("", PAY.sub("调资", why))


def _sentence_end(change: Change, why: re.Match[str]) -> int:
    """Return where the sentence of a reason ends."""
    end = change.passage.text.find("。", why.end())
    return end if end >= 0 else len(change.passage.text)


def directions(document: Document) -> Answer:
    """A20: the reason of a change does not speak of the other direction alone."""
    text = read(document)
    findings, seen = list[AuditFinding](), 0
    for change in text.changes:
        size = change.amount.amount.fen if change.amount else change.percent.percent if change.percent else 0
        stated = not change.reason and size and change.rises is not None
        why = REASON_IS.match(change.passage.text, change.end) if stated else None
        if why is None:
            continue
        by_words = _against_words(change, why)
        all_of = ITS_OWN.sub("", re.sub("，其中[^；]*$", "", _all_reasons(change, why)))
        meant = goes(text, change, all_of) if all_of else None
        seen += by_words is not None or meant is not None
        joined = joined_against(why[1], rises=bool(change.rises))
        if joined or by_words or (meant is not None and meant != change.rises):
            reason = joined or (why[1] if by_words else all_of)
            message = f"写“{'增加' if change.rises else '减少'}”，原因却是“{reason}”"
            quotes = [quote(change), change.passage.quote(change.end, why.end())]
            findings.append(finding("A20", Severity.WARNING, message, quotes, (), "增减与原因的方向一致"))
    return answer(findings, seen, (), "没有用一句话写出增减的原因")


def _against_words(change: Change, why: re.Match[str]) -> bool | None:
    """Tell whether a reason has words of the other direction alone; None where it is not looked at."""
    compared = (MORE_BEFORE.search(why[1]), MORE_NOW.search(why[1]))
    if NUMBERED.match(why[1]):
        return None
    words = _plain(ITS_OWN.sub("", why[1]))
    more = not change.rises and ONLY_MORE.fullmatch(words) and not ELSEWHERE.search(words)
    if OF_LAST_YEAR.search(words) and not any(compared) and not more:
        return None
    against, for_it = (GOES_DOWN, OTHERWISE[0]) if change.rises else (GOES_UP, OTHERWISE[1])
    if why[0].endswith("；") and for_it.search(change.passage.text[why.end() : _sentence_end(change, why)]):
        return False  # another reason follows, which goes this way
    by_years = compared[0 if change.rises else 1] and not compared[1 if change.rises else 0]
    return bool(by_years or (not any(compared) and against.search(words) and not for_it.search(words)))


def _all_reasons(change: Change, why: re.Match[str]) -> str:
    """Return all that is given as reason; nothing where what follows may be a reason too, or of another change."""
    rest = change.passage.text[why.end() : _sentence_end(change, why)] if why[0].endswith("；") else ""
    if rest and NUMBERED.match(why[1]):
        return f"{why[1]}；{rest}"
    return "" if rest and not OF_NEXT.match(rest) else why[1]


ITS_OWN = re.compile(r"，[^，；]{2,20}?(?:增加|减少|增长|下降)\d[\d.,]*[万千]?元，(?:主要|原因|因|系)[^；]*$")
"""A change with a reason of its own behind a reason: 主要为调资，项目支出减少 5 万元，主要为压减."""
OF_NEXT = re.compile(
    r"[^，。；：]{2,40}?(?:预算|支出|收入|费|经费|安排|为|资金)(?:(?![增减升降])[^，。；：\d]){0,8}\d[\d.,]*[万千]?元"
)
"""How what follows a reason begins where it is of another amount."""


def circles(document: Document) -> Answer:
    """A15: the reason of a change says more than the change itself."""
    findings, seen = [], 0
    changes = read(document).changes
    for before, change, after in zip(changes, changes[1:], (*changes[2:], None), strict=False):
        alone = after is None or not after.reason or after.about is not change.about
        if not change.reason or before.reason or before.passage is not change.passage or not alone:
            continue
        seen += 1
        same = before.amount and change.amount and before.amount.text == change.amount.text
        if same and before.rises == change.rises and before.amount and before.amount.amount.fen:
            findings.append(
                finding("A15", Severity.INFO, "原因只是重复了增减额，没有说明为什么", [quote(before), quote(change)])
            )
    return answer(findings, seen, (), "没有用金额说明的原因")


def opposite_reasons(document: Document) -> Answer:
    """A18: where the reason of a change is one other change of the same amount, both go the same way."""
    findings, seen = [], 0
    changes = [each for each in read(document).changes if each.amount and each.amount.amount.fen]
    for before, change, after in zip(changes, changes[1:], (*changes[2:], None), strict=False):
        alone = after is None or not after.reason or after.passage is not change.passage
        if not change.reason or before.reason or before.passage is not change.passage or not alone:
            continue
        a, b = before.signed, change.signed
        between = change.passage.text[before.end : change.start]
        if a is None or b is None or "。" in between or abs(a.fen) != abs(b.fen):
            continue
        seen += 1
        if (a.fen > 0) != (b.fen > 0):
            message = f"增减为 {wan(a.fen)}，所写的原因却是 {wan(b.fen)}，方向相反"
            findings.append(finding("A18", Severity.ERROR, message, [quote(before), quote(change)], (), "方向一致"))
    return answer(findings, seen, (), "没有用一项同样金额的增减说明原因")


RULES: tuple[Rule, ...] = (
    Rule("A15", "原因不是重复增减额", circles),
    Rule("A18", "原因的增减与总的增减方向一致", opposite_reasons),
    Rule("A20", "增减与所写的原因方向一致", directions),
    Rule("A59", "逐项写出的增减原因与增减相符", reasons),
)
