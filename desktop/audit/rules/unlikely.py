"""What is only unlikely: a 0 beside what contradicts it, words of another place, what is announced and not given.

None of it is an error; a person looks at it. Rules, sources and what is not seen: resources/rules/audit/unlikely.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figures, finding, passage_finding, quote, wan
from desktop.audit.interval import sharper
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.rules.agreeing import facts
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statement, Statements
from desktop.audit.sentences.subjects import TOTAL
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Table

INFO = Severity.INFO
BOUGHT = re.compile(r"平台|系统|信息化|设备|运维|运行维护|装修|改造|工程|物业|维修|大厅")
"""What is usually bought by 政府采购, in the names of projects and tasks."""

CUT = re.compile(r"压减|压缩|减少|下降|严控|精简")
NO_EQUIPMENT = re.compile(r"(?:办公|其他)[^，。；]{0,6}设备[^，。；单价值以上]{0,6}?(?:共|共有)?0(?:台|件)")
PEOPLE = re.compile(r"(?:实有|在编|在职|编制)[^，。；]{0,8}?[1-9]\d*(?:人|名)")


def zeros(document: Document) -> Answer:
    """A95: a 0 has neighbours that allow it."""
    text = read(document)
    findings = [*_nothing_bought(text), *_cut_of_nothing(text), *_no_equipment(text)]
    return answer(findings, len(text.values), (), "没有金额")


def _nothing_bought(text: Statements) -> Iterator[AuditFinding]:
    known = facts(text)
    bought = [v for key, values in known.items() if key[3] == "政府采购" and not key[0] for v in values]
    projects = [v for key, values in known.items() if key[3] == "项目支出" and not key[0] for v in values]
    basic = [v for key, values in known.items() if key[3] == "基本支出" and not key[0] for v in values]
    if not bought or any(v.amount.fen for v in bought) or not projects or not basic:
        return
    first = projects[0]
    words = next((p for p in text.passages if BOUGHT.search(p.text) and re.search("项目|任务|职责|负责", p.text)), None)
    if first.amount.fen > basic[0].amount.fen and words:
        message = f"政府采购为 0，而项目支出 {first.written}，且写有通常需要采购的工作；请核对采购预算"
        yield finding("A95", INFO, message, [quote(bought[0]), quote(first)], figures([bought[0], first]))


def _cut_of_nothing(text: Statements) -> Iterator[AuditFinding]:
    for value in text.values:
        if value.amount.fen or value.changes or value.unsure or value.parent:
            continue
        after = value.passage.text[value.figure.end : value.figure.end + 60]
        reason = re.match(r"，(?:主要)?原因(?:是|为|：)([^。；]*)", after)
        if reason and CUT.search(reason[1]):
            message = f"{value.shown}为 0，写了压减的原因，却没有写上年数和增减额"
            yield finding("A95", INFO, message, [value.passage.quote(value.start, value.figure.end + reason.end())])


def _no_equipment(text: Statements) -> Iterator[AuditFinding]:
    if any(PEOPLE.search(passage.text) for passage in text.passages):
        for passage in text.passages:
            for match in NO_EQUIPMENT.finditer(passage.text):
                yield passage_finding("A95", INFO, "有在职人员，却写没有办公设备；请核对", passage, match.span())


COMPARED = ("收入", "支出")
OWN_SECTIONS = ("运行经费", "政府采购", "三公经费")


def comparisons(document: Document) -> Answer:
    """A96: what is compared with last year is compared all through; what more than doubles says by how much."""
    text = read(document)
    findings = [*_doubled(text), *_not_compared(text)]
    return answer(findings, len(text.changes), (), "没有与上年比较")


def _doubled(text: Statements) -> Iterator[AuditFinding]:
    for value in text.values:
        for change in value.changes:
            signed = change.signed
            if change.percent or not signed or not change.rises or value.subject is None or value.parent:
                continue
            before = value.amount.fen - signed.fen
            if before > 0 and signed.fen > before and value.subject.name == TOTAL:
                message = f"{value.shown}增加的比上年数还多，没有写百分比；请核对并说明原因"
                yield finding("A96", INFO, message, [quote(value), quote(change)], figures([value]))
                return


def _not_compared(text: Statements) -> Iterator[AuditFinding]:
    stated: dict[str, list[Statement]] = {}
    for value in text.values:
        subject = value.subject
        if subject is None or subject.owner or value.year not in {0, text.year}:
            continue
        sides = ("收入", "支出") if subject.side == "收支" else (subject.side,) if subject.side else ()
        for name in (
            (subject.name,) if subject.name in OWN_SECTIONS else sides if subject.name == TOTAL and all(sides) else ()
        ):
            stated.setdefault(name, []).append(value)
    with_change = {name for name, values in stated.items() if any(v.changes or v.unsure or v.last for v in values)}
    alone = [name for name in (*COMPARED, *OWN_SECTIONS) if name in stated and name not in with_change]
    nothing = {name for name in alone if not any(v.amount.fen for v in stated[name])}
    missing = [name for name in alone if name not in nothing]
    if with_change and missing:
        message = f"{'、'.join(sorted(with_change))}与上年比较了，{'、'.join(missing)}没有比较"
        yield finding("A96", INFO, message, [quote(stated[name][0]) for name in missing])


OF_OFFICES = re.compile(r"机关运行经费(?:预算)?(?:安排)?|机关工资福利支出|机关商品和服务支出")
OFFICES = r"[^。；、，：]{2,14}(?:股|科|室)"


def words(document: Document) -> Answer:
    """A97: the words are those of this place and of this kind of unit."""
    text = read(document)
    return answer([*_of_provinces(text), *_of_offices(text), *_units(text)], 1)


def _of_provinces(text: Statements) -> Iterator[AuditFinding]:
    everything = "".join(passage.text for passage in text.passages)
    if "自治区" not in everything or re.search(r"[\u4e00-\u9fff]{2}省[\u4e00-\u9fff]{2}[市县区]", everything):
        return
    for passage in text.passages:
        for match in re.finditer(r"全省|我省|省委|省政府", passage.text):
            yield passage_finding(
                "A97", INFO, f"文中是自治区，此处写“{match[0]}”", passage, _near(passage, match), "全区"
            )


def _of_offices(text: Statements) -> Iterator[AuditFinding]:
    everything = "".join(passage.text for passage in text.passages)
    is_service = re.search(r"(?:是|为|属于?)[^。；，]{0,24}事业单位|(?:全额|差额)拨款事业单位|事业编制", everything)
    if not is_service or re.search(
        r"行政编制|政法专项编制|行政单位|参照公务员|参公|公务员法|机关本级|行政人员", everything
    ):
        return
    for passage in text.passages:
        if any("名词" in above for above in passage.path):
            continue
        match = OF_OFFICES.search(passage.text)
        if match and re.search(r"[1-9][\d.]*万?元", passage.text[match.end() :]) and not passage.heading:
            message = f"是事业单位，此处写“{match[0]}”，请核对科目和用语"
            yield passage_finding("A97", INFO, message, passage, _near(passage, match))


def _units(text: Statements) -> Iterator[AuditFinding]:
    for passage in text.passages:
        match = re.search(rf"包括(?:预算)?单位：({OFFICES}(?:、{OFFICES})+)", passage.text)
        if match:
            yield passage_finding("A97", INFO, "列作预算单位的都是内设机构", passage, match.span())


def _near(passage: Passage, match: re.Match[str]) -> tuple[int, int]:
    return max(match.start() - 10, 0), min(match.end() + 16, len(passage.text))


LONG = 40


def announced(document: Document) -> Answer:
    """A98: what is announced (绩效目标如下：) follows."""
    findings, seen = [], 0
    passages = read(document).passages
    for number, passage in enumerate(passages):
        match = re.search(r"(?:绩效目标|情况|项目|任务|安排)如下(?:（[^）]*）)?[：:]([^：]*)$", passage.text)
        if not match:
            continue
        seen += 1
        after = passages[number + 1] if number + 1 < len(passages) else None
        goes_on = after is not None and (not after.heading or after.level > passage.level) and not match[1]
        content = re.search(r"\d|；|、", match[1]) or len(match[1]) >= LONG
        if not goes_on and not content and not _table_follows(document, passage):
            findings.append(passage_finding("A98", INFO, "写了“如下”，后面没有内容", passage, match.span(), "写出内容"))
    for passage in passages:
        if passage.raw.count("“") != passage.raw.count("”"):
            at = max(passage.text.find("“"), passage.text.find("”"), 0)
            span = (max(at - 8, 0), min(at + 24, len(passage.text)))
            findings.append(passage_finding("A98", INFO, "引号没有成对", passage, span))
    return answer(findings, seen, (), "没有写“如下”的句子")


def _table_follows(document: Document, passage: Passage) -> bool:
    parts = list(document.parts)
    place = next((n for n, part in enumerate(parts) if isinstance(part, Paragraph) and part.spot == passage.spot), -1)
    return 0 <= place < len(parts) - 1 and isinstance(parts[place + 1], Table)


def names(document: Document) -> Answer:
    """A99: one thing has one name, and reasons do not speak against what else is written."""
    text = read(document)
    findings: list[AuditFinding] = []
    seen: dict[str, tuple[str, Passage, tuple[int, int]]] = {}
    for passage in text.passages:
        for match in re.finditer(r"([\u4e00-\u9fff]{2,12}?)(支出)?类(?:科目)?支出", passage.text):
            stem = re.sub(r"^.*(?:其中|用于)", "", match[1])
            known = seen.setdefault(stem, (match[2] or "", passage, match.span()))
            if known[0] != (match[2] or ""):
                message = f"同一类一处写“{stem}类”，一处写“{stem}支出类”"
                findings.append(
                    finding("A99", INFO, message, [known[1].quote(*known[2]), passage.quote(*match.span())])
                )
    more = _first(text, r"人员(?:有所)?增加|增加人员|人员增多")
    same = _first(text, r"(?:人员编制|编制|人员)(?:数量?)?(?:无|没有)(?:变化|增减)")
    if more and same:
        findings.append(finding("A99", INFO, "一处写人员增加，一处写人员编制没有变化；请核对", [more, same]))
    return answer(findings, 1)


def _first(text: Statements, pattern: str) -> Quote | None:
    for passage in text.passages:
        if match := re.search(pattern, passage.text):
            return passage.quote(*_near(passage, match))
    return None


PENSION, ANNUITY = re.compile(r"基本养老保险缴费|2080505"), re.compile(r"职业年金缴费|2080506")
HALF = Decimal("0.5")
"""职业年金 is paid at 8 %, 基本养老保险 at 16 % of one base: 国办发〔2015〕18号, 国办发〔2019〕13号."""


def people_behind(document: Document) -> Answer:
    """A94: what is spent on people has the people, and the rates, behind it."""
    text = read(document)
    findings = [*_annuity(text), *_retired(text)]
    return answer(findings, len(text.values), (), "没有金额")


def _annuity(text: Statements) -> Iterator[AuditFinding]:
    """Yield where 职业年金 is near half of 养老保险 and yet not half: what is kept on account is far from it."""
    paid = [
        next((v for v in text.values if v.plan and v.year in {0, text.year} and _of(pattern, v)), None)
        for pattern in (PENSION, ANNUITY)
    ]
    if paid[0] is None or paid[1] is None or not paid[0].amount.fen:
        return
    base, share = (sharper(each.amount, text.half) if text.half else each.amount for each in paid if each)
    half = base * HALF
    near = abs(share.fen - half.fen) < half.fen / 10
    if near and not share.meets(half):
        right = wan(half.fen, paid[1].figure.unit)
        message = (
            f"职业年金缴费 {paid[1].written}不是基本养老保险缴费 {paid[0].written}的一半（{right}）；请核对缴费基数"
        )
        yield finding("A94", INFO, message, [quote(paid[0]), quote(paid[1])], figures([paid[0], paid[1]]))


def _of(pattern: re.Pattern[str], value: Statement) -> bool:
    words = value.passage.text[max(value.start - 40, 0) : value.figure.start].rpartition("。")[2]
    return pattern.search(words) is not None and value.subject is not None and value.subject.group == "功能项"


def _retired(text: Statements) -> Iterator[AuditFinding]:
    """Yield where 离休费 is among what is paid and nowhere is a person or an amount of it."""
    listed = next(
        (
            (p, m)
            for p in text.passages
            if (m := re.search(r"离休(?:人员)?(?:离休)?费(?=[、，；。等])", p.text)) and "名词" not in "".join(p.path)
        ),
        None,
    )
    counted = re.compile(r"离休[^，。；、]{0,8}?[1-9][\d.,]*(?:人|名|万?元)")
    if listed and not any(counted.search(p.text) for p in text.passages):
        message = "用途里写了离休费，全文没有离休人员和离休费的数；没有离休人员的，请删去"
        yield finding("A94", INFO, message, [listed[0].quote(*_near(*listed))])


RULES: tuple[Rule, ...] = (
    Rule("A94", "人员支出有人员和费率支持", people_behind),
    Rule("A95", "写为 0 的与前后文相称", zeros),
    Rule("A96", "与上年的比较写全", comparisons),
    Rule("A97", "用语符合本地和本单位", words),
    Rule("A98", "写了“如下”的有内容，引号成对", announced),
    Rule("A99", "名称前后一致，原因不与别处矛盾", names),
)
