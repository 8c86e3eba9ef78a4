"""The years of a document: its title, its sentences, its goals and what they compare with belong together.

Rules, sources and what is not seen: resources/rules/audit/years.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding, quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences import last_year, sheet_titles
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import NUMBER, Statement, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.audit.times import announced, left_over, plans
from desktop.audit.times.plans import BUDGET, OF_ANOTHER
from desktop.findings import Severity
from desktop.outside.document import Document

E, W = Severity.ERROR, Severity.WARNING
BEFORE = re.compile(
    r"上年|去年|比20|较20|与20|同20|相比|决算|执行|底|末|结转|截[至止]|期间|以来|规划|十四五|目标|原因|由于|因为|文件|通知|印发"
    r"|成立|三年|中期|审计|评价|检查|以前|(?:根据|按照)[^，]*$"
)
MAKER = re.compile("[\u4e00-\u9fff]{2,30}[局院委办站所队校馆会]$|[\u4e00-\u9fff]{2,30}中心$")
"""The name of an office right before the year: 正阳县审计局2031年."""
AFTER = re.compile(
    r"^[^。；]{0,14}(?:决算|执行(?:数|情况|率|期间|中)|实际|完成|结转|结余|追加|批复后|年中|调剂|年底|年末|底，|末，)"
)
"""What makes a sentence speak of another year with good reason: words before the year, and right after it."""
CARRIED_OUT = re.compile(
    r"(20\d\d)年度?[^，。；\d]{0,20}\d[\d,.]*[万千]?元，(?:(?:调整|追加)[^，。；\d]{0,8}\d[\d,.]*[万千]?元，)?(?:\1年度?)?"
    r"(?:全年|当年|年末|年底|预计|已|部门|支出|收入|收支|预算|累计)*(?:执行|实际|决算|完成)[^，。；\d]{0,8}\d[\d,.]*(?:[万千]?元|%)"
)
"""The budget of a year with what was carried out of it: 2031年年初预算 8 万元，执行 7 万元."""
DONE = re.compile(
    r"已(?:于|经|在)?(?:20\d\d年)?(?:\d{1,2}月)?(?:底|末|全部|基本|全面)*(?:完|竣|建成|拨付|支付|投入|兑付|发放|形成|交付|结题|验收|使用)"
    r"|(?:完工|竣工|建成|交付使用)(?=[。，；]|$)"
)
"""Words of what was done with the money of a former year."""
TOLD = re.compile("执行情况|决算情况|完成情况|回顾")
OF_FORMER = re.compile("名词解释|执行情况|决算|(?<![比较与同和])上年|回顾")
"""Words of a heading under which other years are told; 比上年增减情况 is of this one."""
OF_THIS = re.compile(r"(?<!年)(?:本年|今年)度?(?:预算|安排|(?:收入|支出)(?!\d))")
STATES = re.compile(r"\d(?:[亿万千]?元|辆|台|个|人)|无|没有|未|情况(?:具体)?如下")
"""What a sentence of a budget has: an amount, a count, that there is none, or that these follow."""
LEADING = 24
"""Words that lead a passage which tells of a former year, and the letters in which they stand."""


def sentences(document: Document) -> Answer:
    """A51: what is planned is planned for the year of the budget."""
    text, findings, seen = read(document), [], 0
    if not text.year and text.passages:
        return answer((), 0, ["读不出这是哪一年的预算"])
    for passage in text.passages:
        if passage.heading or any(map(OF_FORMER.search, passage.path)):
            continue
        if TOLD.search(re.split("[。：]", passage.text)[0][:LEADING]):
            continue
        for start, end in _sentences(passage):
            sentence = passage.text[start:end]
            if not STATES.search(sentence):
                continue
            first = BUDGET.search(sentence) or OF_AMOUNT.match(sentence)
            if not first:
                continue
            seen += 1
            year = int(first[1])
            before = MAKER.sub("", sentence[: first.start()])
            if year == text.year or BEFORE.search(before) or AFTER.search(sentence[first.end() :]):
                continue
            if year < text.year and (DONE.search(sentence, first.end()) or _goes_back(sentence, text.year)):
                continue
            if year < text.year and CARRIED_OUT.match(sentence, first.start(1)):
                continue
            if year < text.year and last_year.had_none(passage, start + first.start(), end):
                continue
            if WORKED_ON.match(sentence, first.end()) or (
                EVALUATED.match(sentence, first.end())
                and sentence[: first.start()].endswith(("对", "针对", "开展", "完成"))
            ):
                continue
            if year > text.year and (
                LATER.search(sentence)
                or (NEXT.match(sentence, first.end()) and last_year.goes_on_from(passage, start, text.year))
            ):
                continue
            last = year == text.year - 1 and last_year.is_meant(text, passage, (start, end), first)
            if (
                last
                or str(text.year) in sentence
                or (year < text.year and OF_THIS.search(sentence))
                or not text.year - 3 <= year <= text.year + 2
            ):
                continue
            span = (start + first.start(), min(start + first.end() + 20, end))
            message = f"这是 {text.year} 年预算，此处写成 {year} 年"
            findings.append(passage_finding("A51", E, message, passage, span, f"{text.year} 年"))
    findings += [
        *announced.another_year(text),
        *left_over.of_last_year(text),
        *plans.periods(text),
        *plans.to_come(text),
        *_same_amounts(text),
        *_days(document, text),
        *_reasons(text),
        *_compared(text),
    ]
    return answer(findings, seen, (), "没有写明年度的句子")


WORKED_ON = re.compile(r"[^，。；：\d]{0,8}(?:预算编制(?:工作|培训|布置|审核|经费)|项目库|项目储备|预算评审)")
EVALUATED = re.compile(r"[^，。；：\d]{0,16}(?:评价|审计|考核|检查|核查|会审)")
"""Work of this year on the budget of another one: 2032年部门预算编制工作经费, 对2030年度项目开展绩效评价."""
NEXT = re.compile("(?:计划|预计|拟|将|继续|再|还)*(?:安排|支付|下达|投入|实施|拨付)")
"""How a sentence begins on what is done the year after, behind the one that tells this year's."""
LATER = re.compile("尾款|余款|质保金|剩余|后续|分[年期]|跨年|[三五]年|规划|总投资|滚动|续建")
"""Words of a sentence on money that is paid in later years."""
EACH_YEAR = re.compile(r"(20\d\d)年度?(?:预算)?(?:安排|投入|拨付|下达|支出|为)?[^，。；：、\d]{0,8}\d[\d,.]*万?元")


def _goes_back(sentence: str, year: int) -> bool:
    """Tell whether a sentence goes back from year to year: 180 万元，2021年安排 160 万元，2020年安排 120 万元."""
    years = set(map(int, EACH_YEAR.findall(sentence)))
    return {year - 1, year - 2} <= years and re.search(r"\d万?元", sentence.partition(str(year - 1))[0]) is not None


OF_AMOUNT = re.compile(
    r"(20\d\d)年度?(?=[^，。；：\d]{24,70}(?:预算|经费|拨款|支出|收入)(?:数|总额|安排|为|共)*\d[\d,.]*万?元)"
)
"""A year that begins the sentence in which an amount is budgeted, however much stands between."""
PLANNED = re.compile(
    r"(20\d\d)年度?(?=[^，。；：、\d]{0,6}(?:继续|进一步|严格|严控|厉行|压减|压缩|拟|将|计划|新增|预计|预算安排))"
)
"""A year in a reason of which something is planned."""
REASON = re.compile("原因|主要是|由于|主要系|因为")


def _reasons(text: Statements) -> Iterator[AuditFinding]:
    """Yield where the reason of a change speaks of plans of a year that is neither the budget's nor the one before."""
    for passage in text.passages:
        for match in PLANNED.finditer(passage.text):
            a, _ = passage.sentence_at(match.start())
            before, year = passage.text[a : match.start()], int(match[1])
            reason = REASON.search(before) and not re.search("自$|从$|以来|规划", before[-6:])
            if reason and year not in {text.year, text.year - 1, text.year + 1} and _named(text, passage, match):
                message = f"这是 {text.year} 年预算，原因写的是 {match[1]} 年"
                span = (match.start(), match.end() + 8)
                yield passage_finding("A51", E, message, passage, span, f"{text.year} 年")


def _named(text: Statements, passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether the words before a year name the budget's year or the one before."""
    before = passage.text[: match.start()]
    return str(text.year) in before or str(text.year - 1) in before


BESIDE = re.compile(
    rf"(?:，|（)(20\d\d)年(?:度|预算|年初|安排|数|为|是)*{NUMBER}万?元(?=[，）)](?:[^，。；]{{0,4}}(?:与上年|比上年|较上年)?[^，。；]{{0,6}}"
    r"(?:持平|相同|一致|增|减|下降)|主要|[，。；]|$))"
)
"""The amount of another year right beside one: 2025 年预算 6 万元，2024 年预算 6 万元，与上年持平."""


def _compared(text: Statements) -> Iterator[AuditFinding]:
    """Yield where the amount compared with beside this year's is of neither year."""
    for passage in text.passages:
        for match in BESIDE.finditer(passage.text):
            a, _ = passage.sentence_at(match.start())
            before = re.split("[；]", passage.text[a : match.start()])[-1]
            year, planned = int(match[1]), re.search(r"\d万?元", before)
            other = re.search("决算|执行|完成|底|末", before + match[0])
            if planned and not other and year not in {text.year, text.year - 1} and _named(text, passage, match):
                message = f"这是 {text.year} 年预算，作比较的写成 {match[1]} 年的数"
                yield passage_finding("A51", E, message, passage, match.span(), f"{text.year - 1} 年")


COUNTED = re.compile(
    r"截[至止]到?(20\d\d)年(?:度?([末底])|(\d{1,2})月)?|(?<![比较与同至止到\d])(20\d\d)年(?:年?度?期?([末底]))(?![前计])"
)
PLANS = re.compile("预计|计划|力争|达到|目标|规划|增至|减至|比20|较20")
"""The day at which assets and people are counted."""
THINGS = re.compile(r"车辆|资产|设备|房屋|用房|面积|在职|在编|实有|编制|(?:部门|单位)基本情况|在校学生")
OLDEST = 2
"""Years before the budget's in which its assets may have been counted."""


def _counted(text: Statements) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield where a passage says at which day assets or people were counted."""
    for passage in text.passages:
        for match in COUNTED.finditer(passage.text):
            a, b = passage.sentence_at(match.start())
            if THINGS.search(passage.text[a:b]) and not passage.heading:
                yield passage, match


def _days(document: Document, text: Statements) -> Iterator[AuditFinding]:
    """Yield where assets or people are counted at the end of a year that has not come, or long ago.

    Two years before the budget's is long ago where other things are counted at the end of last year, or where all
    else speaks of last year and nothing of that one.
    """
    cells = (cell for table in document.tables for row in (table.above, *table.rows) for cell in row)
    everything = "".join((*(passage.text for passage in text.passages), *cells))
    lone = everything.count(str(text.year - OLDEST)) == 1 and str(text.year - 1) in everything
    last = any(str(text.year - 1) in (match[1], match[4]) for _, match in _counted(text))
    for passage in text.passages:
        for match in COUNTED.finditer(passage.text):
            a, b = passage.sentence_at(match.start())
            year, end = int(match[1] or match[4]), (match[2] or match[5]) is not None or match[3] == "12"
            if match[4] and PLANS.search(passage.text[a:b]):
                continue
            early = year > text.year or (year == text.year and end)
            old = year < text.year - OLDEST or (year == text.year - OLDEST and (last or (lone and match[1])))
            if (early or old) and THINGS.search(passage.text[a:b]) and not passage.heading:
                message = f"这是 {text.year} 年预算，{'还没有到' if early else '写的是'} {year} 年的时点"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year - 1} 年")


def _amount_of(value: Statement) -> tuple[str, ...]:
    """Return by what an amount is known again: totals of all funds by their figure alone."""
    subject = value.subject
    return (
        (subject.name, value.figure.text)
        if subject and subject.name == TOTAL
        else (*(subject.key if subject else ()), value.figure.text)
    )


def _same_amounts(text: Statements) -> Iterator[AuditFinding]:
    """Yield amounts said to be of last year that are this year's elsewhere, although there is a change."""
    this: dict[tuple[str, ...], Statement] = {}
    changed = {
        v.subject.key for v in text.values if v.subject and any(c.amount and c.amount.amount.fen for c in v.changes)
    }
    for value in text.values:
        if value.subject and value.year in {0, text.year} and value.plan:
            this.setdefault(_amount_of(value), value)
    for value in text.values:
        if value.subject is None or not value.subject.clear or not value.amount.fen or value.year != text.year - 1:
            continue
        same = this.get(_amount_of(value))
        if same and (value.subject.key in changed or (same.subject and same.subject.key in changed)):
            span = (value.start, value.figure.end)
            message = f"这是 {text.year} 年预算，{value.shown} {value.written}写成 {value.year} 年"
            yield finding("A51", E, message, [value.passage.quote(*span), quote(same)], (), f"{text.year} 年")


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in re.finditer("[。；]|$", passage.text):
        if match.start() > start:
            found.append((start, match.end()))
        start = match.end()
    return found


HEADING = re.compile(
    r"(?:(?<![比较与同\d〔])|(?<=表\d)|(?<=表\d\d))(20\d\d)年(?:度)?(?=[^，。]{0,24}"
    r"(?:预算|收支|三公|工作任务|重点工作|工作计划|(?:收入|支出)[^，。]{0,10}表|绩效目标))"
)


def _is_sentence(words: str) -> bool:
    """Tell whether a numbered line is no heading but a sentence: 4、做好自评，对 2021 年度预算项目开展自评。."""
    return words.endswith("。") and "，" in words


def headings(document: Document) -> Answer:
    """A52: headings, and titles of the sheets of a workbook, name the year of the budget."""
    text, findings, seen = read(document), [], 0
    over = [
        (each.text, each.quote(0, len(each.text)))
        for each in text.passages
        if each.heading and not _is_sentence(each.text)
    ]
    for words, shown in (*over, *((title.text, title) for title in sheet_titles.titles(document))):
        for match in HEADING.finditer(words):
            seen += 1
            other = text.year and int(match[1]) != text.year
            if other and str(text.year) not in words and not OF_ANOTHER.search(words):
                message = f"这是 {text.year} 年预算，标题写成 {match[1]} 年"
                findings.append(finding("A52", E, message, [shown], (), f"{text.year} 年"))
    findings += announced.titled(text) if text.year else ()
    unsure = ["读不出这是哪一年的预算"] if not text.year and (seen or text.passages) else []
    return answer(findings, seen, unsure, "标题没有写年度")


RULES: tuple[Rule, ...] = (
    Rule("A51", "句中的年度是预算年度", sentences),
    Rule("A52", "标题的年度一致", headings),
)
