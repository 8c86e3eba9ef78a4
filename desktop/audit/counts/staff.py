"""People and units: no more of a kind than there are in all, as many as the tables say.

Rules, sources and what is not seen: resources/rules/audit/staff.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.numerals import NUMERAL, WHOLE, number
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.findings import Severity
from desktop.outside.document import Document, Table

E, W = Severity.ERROR, Severity.WARNING
COUNT = rf"({WHOLE})"
OF_ALL = re.compile(
    rf"(?:在职(?:在编)?(?:职工|人员|教职工|教职员工|干部职工)?|职工|教职工)(?:总数|总人数|共有?|合计|为)*{COUNT}(?:人|名)"
)
OF_A_KIND = re.compile(
    rf"((?:卫生)?(?:专业)?技术人员|专任教师|(?:副高|正高|高|中|初)级(?:以上)?职称(?:人员)?)(?:共|为)?{COUNT}(?:人|名)"
)
WIDER = re.compile("[。退]|全[县市区省镇乡旗州]|系统|辖区|辖内|培训|引进|招聘")
"""Words between a total and a kind that is not of it."""
MEMBERS = re.compile(
    r"(?:二级(?:预算)?|下属(?:二级)?(?:预算)?|所属(?:二级)?(?:预算)?)单位(?:共|有|共有)?(\d{1,2})[个家]"
    rf"|(?:下辖|下属|所属|下设|管辖)(?:共?有)?(\d{{1,2}}|{NUMERAL})[个家](?:二级|基层|独立核算)*预算单位"
)
IN_ALL = re.compile(rf"编制范围的(?:预算)?单位(?:共|共有|共计|有|合计|为)*(\d{{1,2}}|{NUMERAL})[个家]")
ITSELF = re.compile("本级|机关|本部|[（(]本")
"""The office itself in the list of the units of the budget."""
KINDS = ("编制", "在编", "在职", "退休", "离休", "车辆")
STATED = re.compile(
    rf"(编制|在编|在职|退休|离休|车辆)(?:人员|人数|职工|干部|总?数|共有?|合计|为)*{COUNT}(?:人|名|辆|个)"
)

Stated = dict[str, list[tuple[int, re.Match[str]]]]


def kinds(document: Document) -> Answer:
    """A74: there are not more people of a kind than there are in all."""
    findings, seen = [], 0
    for passage in read(document).passages:
        of_all = OF_ALL.search(passage.text)
        for kind in OF_A_KIND.finditer(passage.text, of_all.end()) if of_all else ():
            if not of_all or WIDER.search(passage.text[of_all.end() : kind.start()]):
                continue
            seen += 1
            if number(kind[2]) > number(of_all[1]):
                message = f"“{kind[1]}”{kind[2]} 人多于职工总数 {of_all[1]} 人"
                quotes = [passage.quote(*of_all.span()), passage.quote(*kind.span())]
                findings.append(finding("A74", E, message, quotes, (), "部分不多于总数"))
    return answer(findings, seen, (), "没有同时写职工总数和其中一类的人数")


def units(document: Document) -> Answer:
    """A75: the units of a budget are those below and the office itself, not more, and not fewer where it is named."""
    findings, seen = [], 0
    for passage in read(document).passages:
        below, together = MEMBERS.search(passage.text), IN_ALL.search(passage.text)
        if not below or not together or "二级" in passage.text[together.start() - 4 : together.end()]:
            continue
        seen += 1
        count = number(below[1] or below[2])
        _, end = passage.sentence_at(together.start())
        itself = ITSELF.search(passage.text[together.end() : end]) and "预算" in below[0]
        if number(together[1]) > count + 1 or (itself and number(together[1]) == count > 1):
            message = f"所属单位 {count} 个，加上本级是 {count + 1} 个，写纳入预算编制范围的共 {together[1]} 个"
            quotes = [passage.quote(*below.span()), passage.quote(*together.span())]
            findings.append(finding("A75", W, message, quotes, (), f"{count + 1} 个，或改正所属单位的个数"))
    return answer(findings, seen, (), "没有同时写所属单位和预算单位的个数")


def in_tables(document: Document) -> Answer:
    """A76: what the text counts of people and vehicles is the total of the table that agrees with its other counts."""
    findings, seen = list[AuditFinding](), 0
    for table in document.tables:
        totals = dict(_totals(table))
        for passage in read(document).passages if len(totals) > 1 else ():
            stated: Stated = defaultdict(list)
            for match in STATED.finditer(passage.text):
                stated[match[1]].append((number(match[2]), match))
            both = totals.keys() & stated.keys()
            same = [kind for kind in both if any(count == totals[kind][0] for count, _ in stated[kind])]
            if not same or len(same) * 2 < len(both):
                continue
            seen += 1
            findings += _others(passage, stated, totals)
    vehicles = list(_left_over(document))
    seen += len(vehicles)
    findings += [each for each in vehicles if each]
    return answer(findings, seen, (), "没有在文字和表中都写出的人数、车辆数")


CARS = r"(?:(?:一般)?公务|执法(?:执勤)?|业务|老旧|超编)*(?:用|车)*[车辆]*"
LEFT = re.compile(
    rf"(?:报废|处置|拍卖|上缴|调出|划转|移交|淘汰)(?:处置)?了?{CARS}(?P<gone>\d{{1,2}}|{NUMERAL})(?:辆|台(?=[公车，后]))(?P<between>[^。]{{0,48}}?)"
    rf"(?:现有|保有|实有|尚有|剩余|现在?为)(?:{CARS})(?:保有量|数量)?(?:为|共)?(?P<now>\d{{1,3}}|{NUMERAL})[辆台]"
)
"""Vehicles that are gone, and behind it how many are left: 报废 1 辆，现有 2 辆."""
TO_COME = re.compile("计划|拟|将|预计|本年|当年|今年|年内")
"""Words by which they go only this year."""
AS_OF = re.compile(r"截[至止](20\d\d)年(?:(\d{1,2})月)?")
"""Of which day the vehicles of a table are."""
DECEMBER = 12
ROW = re.compile(
    r"(?:其中：)?(?:现有|实有)?(?:公务用车|(?:公务)?车辆|汽车)(?:合计|总数|数量?|保有量|实有数|总计)?(?:（[^）]*）)?(?:数量|合计)?"
)


def _left_over(document: Document) -> Iterator[AuditFinding | None]:
    """Yield that a table still has the vehicles which the text says are gone, None where it has those left."""
    text = read(document)
    rows = list(_vehicles(document))
    dates = [(int(m[1]), int(m[2] or DECEMBER)) for each in text.passages for m in AS_OF.finditer(each.text)]
    for passage in text.passages if rows else ():
        for match in LEFT.finditer(passage.text):
            start = passage.sentence_at(match.start())[0]
            years = [int(each) for each in re.findall(r"20\d\d(?=年)", passage.text[start : match.start()])]
            if TO_COME.search(passage.text[start : match.end()]) or (years and max(years) >= text.year):
                continue
            now, before = number(match["now"]), number(match["now"]) + number(match["gone"])
            counts = {count for count, _ in rows}
            gone = (max(years, default=0), DECEMBER)
            if counts != {before} or any(each < gone or not years for each in dates):
                yield None
                continue
            message = f"写减少 {match['gone']} 辆后现有 {now} 辆，表中仍为 {before} 辆"
            quotes = [passage.quote(*match.span()), rows[0][1]]
            yield finding("A76", W, message, quotes, (), f"{now} 辆，或改正文字")


def _vehicles(document: Document) -> Iterator[tuple[int, Quote]]:
    """Yield how many vehicles there are by the rows of tables that count them."""
    for table in document.tables:
        for at, cells in enumerate(table.rows):
            label = labels.unnumbered(cleaned(cells[0])[0]) if cells else ""
            count = next((cell.strip() for cell in cells[1:] if cell.strip()), "")
            if ROW.fullmatch(label) and count.isdigit() and 0 < int(count) < MANY:
                spot = (table.spots[at],) if at < len(table.spots) else ()
                yield int(count), Quote(f"{cells[0]} {count}", *spot)


MANY = 300
"""More vehicles than an office has: the number of a row is no count of them."""


def _others(passage: Passage, stated: Stated, totals: dict[str, tuple[int, Quote]]) -> Iterator[AuditFinding]:
    """Yield each count that a passage states once and the table otherwise; 离休 may be counted with 退休."""
    retired = stated["离休"][0][0] if "离休" in stated else 0
    for kind in (kind for kind, several in stated.items() if kind in totals and len(several) == 1):
        (count, match), (right, quote) = stated[kind][0], totals[kind]
        if right not in {count, count + retired if kind == "退休" else count}:
            message = f"{kind}写 {count}，表中合计 {right}"
            yield finding("A76", W, message, [passage.quote(*match.span()), quote], (), str(right))


def _totals(table: Table) -> Iterator[tuple[str, tuple[int, Quote]]]:
    """Yield the kinds of people that a table counts in one column each, with their total."""
    row = next((n for n, cells in enumerate(table.rows) if any(map(labels.is_total, cells[:2]))), None)
    if row is None:
        return
    heads = [cleaned(cell)[0] for cell in table.rows[0]]
    for kind in KINDS:
        named = re.compile(rf"(?:实有|现有)?{kind}(?:人员)?(?:人?数|数量)?")
        columns = [n for n, head in enumerate(heads) if named.fullmatch(head)]
        text = table.rows[row][columns[0]].strip() if len(columns) == 1 else ""
        if text.isdigit():
            spot = (table.spots[row],) if row < len(table.spots) else ()
            yield kind, (int(text), Quote(f"合计 {text}", *spot))


RULES: tuple[Rule, ...] = (
    Rule("A74", "一类人员不多于总人数", kinds),
    Rule("A75", "预算单位的个数相符", units),
    Rule("A76", "文字中的人数、车辆数与表一致", in_tables),
)
