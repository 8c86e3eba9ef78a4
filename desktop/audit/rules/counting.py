"""Counts: a number of offices, units, kinds or vehicles against what is listed, posts against people.

Rules, sources and what is not seen: resources/rules/audit/counting.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise, takewhile

from desktop.audit.contradiction import answer, finding, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.prose import DEEPEST, Passage, cleaned, level_of
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import explained
from desktop.audit.sentences.statements import Statement
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Table

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
KIND = (
    r"(?:职能|内设|下属|所属|直属|二级|预算|事业|行政|参公|综合|业务|基层|独立核算|派出)*"
    r"(?:机构|科室|股室|处室|部室|单位|科|股|室|处|部门|中心|所|站|队)"
)
LISTED = re.compile(
    rf"{NUMBER}[个家]({KIND})(?:预算)?(?:（[^）]{{0,12}}）)?(?:[，,]?(?:分别是|分别为|即|为|包括|是)|：|，|（)([^。；]+)"
)
TURNED = re.compile(
    rf"({KIND})(?:共计|共有|合计|共|有|为)?{NUMBER}[个家](?:：|，(?:具体)?(?:分别是|分别为|即|为|包括|有)|（)([^。；]+)"
)
BEFORE = re.compile(rf"(?:包括|：|为|由|设有?)([^。；：，]{{1,120}}?)(?:，?共(?:计)?)?{NUMBER}个({KIND})")
KINDS = re.compile(
    rf"(?:分为|共计?|共有){NUMBER}(?:类|部分|项|个方面|个|家)(?:{KIND})?，?(?:其中|具体)?(?:分别[为是]|包括|如下)?：?$"
    rf"|{KIND}{NUMBER}[个家]，?(?:具体)?(?:分别[为是]|包括|如下)：?$"
)
OF_KINDS = re.compile(rf"{NUMBER}[个家](?:{KIND})?[，（]其中[：，]?(?:[^，。；、]+{NUMBER}[个家][、，])+$")
"""A count and its kinds but the last, before a list of names: 6个，其中行政单位2个、."""
OWN_COUNT = re.compile(rf"(?:下?设|另|有|下辖)?[^，]*{NUMBER}[个家]{KIND}$")
"""Names that are followed by their own count: what stood before them is another list."""
OF_SOME = re.compile(r"含|另|(?:其中：?)?(?:小学|[初高]?中学|幼儿园)\d")
"""What follows a count and is no list of names: some of them, or kinds of schools with their own counts."""
OFFICE = re.compile(
    r"(?:科|股|室|处|部|中心|所|站|队|局|办|委|组|院|校|团|馆|会|公司|机关|本级|大厅|署|学|园|庭|场)(?:（[^）]*）)?$"
)


def number(text: str) -> int:
    """Return a count in digits or Chinese numerals up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def lists(document: Document) -> Answer:
    """A71: as many names are listed as the count says."""
    findings, unsure, seen = [], [], 0
    for passage in read(document).passages:
        for match, count, names in _counted(passage):
            possible = sizes(names)
            if not possible:
                unsure.append(f"“{match[0][:30]}”读不出列了几个名称")
                continue
            seen += 1
            if count not in possible and not _lists_all(passage, match, possible):
                message = f"写 {count} 个，列出 {min(possible)} 个"
                findings.append(passage_finding("A71", E, message, passage, match.span(), f"{min(possible)} 个"))
        findings += list(_and_itself(passage))
    findings += [*_projects(document), *_in_table(document)]
    findings += _kinds(document)
    return answer(findings, seen, unsure, "没有写个数又列出名称的句子")


def _counted(passage: Passage) -> Iterator[tuple[re.Match[str], int, str]]:
    for match in LISTED.finditer(passage.text):
        if OWN_COUNT.match(match[3]) or OF_SOME.match(match[3]):
            continue
        yield match, number(match[1]), match[3]
    for match in TURNED.finditer(passage.text):
        if not OF_SOME.match(match[3]):
            yield match, number(match[2]), match[3]
    for match in BEFORE.finditer(passage.text):
        if "、" in match[1] and not re.search(r"\d[个名]", match[1]):  # kinds with counts of their own
            yield match, number(match[2]), match[1]


def _lists_all(passage: Passage, match: re.Match[str], possible: set[int]) -> bool:
    """Tell whether the names are of a count divided before: 预算单位6个，其中行政单位2个、事业单位4个，分别是：…."""
    divided = OF_KINDS.search(passage.text[: match.start()])
    return divided is not None and number(divided[1]) in possible


def sizes(names: str) -> set[int]:
    """Return how many names a list may hold; empty where it is no list of offices."""
    plain = re.sub(r"（[^（）]*）", "", re.sub(r"（[^（）]*）", "", names)).rstrip("）")
    plain = re.sub(r"等(?:\d+|[一二三四五六七八九十]+)?个?.*$|(?:共)?[\d]+个.*$", "", plain)
    clauses = plain.split("，")
    if "、" not in plain and len(clauses) < 2 and not OFFICE.search(plain):
        return set()
    offices = list(takewhile(lambda clause: OFFICE.search(clause) or "、" in clause, clauses))
    if not offices:
        return set()
    items = [item for clause in offices for item in clause.split("、") if item]
    if sum(bool(OFFICE.search(item)) for item in items) * 2 < len(items):
        return set()
    joined = sum(len(re.findall(r"以及|及|和|与", item)) for item in items)
    wide = re.split(r"[、，]", "，".join(offices))
    return set(range(len(items), max(len(items) + joined, len(wide)) + 1)) - ({len(items)} if _joined(items) else set())


def _joined(items: list[str]) -> bool:
    """Tell whether the last name is two for certain: 甲股以及乙股."""
    return re.search(r"(?:科|股|室|处|部|中心)(?:以及|及|和)[^、]+(?:科|股|室|处|部|中心)$", items[-1]) is not None


def _projects(document: Document) -> Iterator[AuditFinding]:
    """Yield where a number of projects is not how many are listed, whose amounts add up to what they come to."""
    for each in read(document).lists:
        parent = each.parents[0]
        a, _ = parent.passage.sentence_at(parent.start)
        stated = PROJECTS.search(parent.passage.text[a : parent.start])
        named = any(part.subject and part.subject.group in {"资金", "总额", "结构", "采购"} for part in each.parts)
        added = sum((part.amount.fen for part in each.parts), Decimal(0))
        same = len(each.parts) > 1 and not named and added == parent.amount.fen != 0
        if not stated or not same:
            continue
        count, own = int(stated[1] or stated[2]), [_projects_of(part) for part in each.parts]
        listed = sum(map(int, own)) if all(own) else len(each.parts) if not any(own) else count
        if count != listed:
            message = f"写 {count} 个项目，列出 {listed} 个，金额已经写全"
            span = (a + stated.start(), a + stated.end())
            yield passage_finding("A71", W, message, parent.passage, span, f"{listed} 个")


def _projects_of(part: Statement) -> str:
    """Return how many projects a kind has by the words before its amount: 运转类项目2个，涉及预算60万元."""
    words = re.split("[；。：]", part.passage.text[: part.figure.start])[-1]
    counts = PROJECTS.findall(words)
    return next(filter(None, counts[-1])) if counts else ""


PROJECTS = re.compile(r"项目(?:支出)?共?(\d{1,2})个|(?<!\d)(\d{1,2})个项目")
TABLE_BELOW = re.compile(
    rf"{NUMBER}[个家]{KIND}?[^。；\d]{{0,12}}(?:(?:见下表|如下表|如下)[：:。]?|(?:包括|分别[为是])[：:])$"
)


def _in_table(document: Document) -> Iterator[AuditFinding]:
    """Yield where a number of units is not how many rows the numbered table right below has."""
    parts = document.parts
    for part, below in pairwise(parts):
        if not isinstance(part, Paragraph) or not isinstance(below, Table):
            continue
        text = cleaned(part.text)[0]
        match = TABLE_BELOW.search(text) if re.search(KIND, text) else None
        rows = [row[0].strip() for row in below.rows]
        numbers = [int(cell) for cell in rows if cell.isdigit() and len(cell) < 3]
        if match and rows[0] == "序号" and numbers and len(numbers) != number(match[1]):
            message = f"写 {number(match[1])} 个，下面的表列出 {len(numbers)} 个"
            yield finding("A71", E, message, [Quote(part.text.strip(), part.spot)], (), f"{len(numbers)} 个")


def _and_itself(passage: Passage) -> Iterator[AuditFinding]:
    """Yield where an office and the units below it are not those and one more."""
    for match in AND_ITSELF.finditer(passage.text):
        below, together = number(match[1]), number(match[2])
        if together != below + 1:
            message = f"本级和所属 {below} 个单位，应共 {below + 1} 个，写 {together} 个"
            yield passage_finding("A71", W, message, passage, match.span(), f"{below + 1} 个")


def _kinds(document: Document) -> Iterator[AuditFinding]:
    """Yield where “共分为四类” is followed by another number of numbered lines."""
    passages = read(document).passages
    for at, passage in enumerate(passages):
        match = KINDS.search(passage.text)
        if not match or at + 1 == len(passages):
            continue
        level, stated = passages[at + 1].level, number(match[1] or match[2])
        over = next((deep for words in reversed(passage.path) if (deep := level_of(words)) < DEEPEST), -1)
        own = list(takewhile(partial(_deep, level), passages[at + 1 :]))
        found = sum(p.level == level for p in own)
        if level > (over if passage.level == DEEPEST else passage.level) and found > 1 and found != stated:
            message = f"写分为 {stated} 项，列出 {found} 项"
            quotes = [passage.quote(*match.span()), *(p.quote(0, 20) for p in own if p.level == level)]
            yield finding("A71", E, message, quotes, (), f"{found} 项")


def _deep(level: int, passage: Passage) -> bool:
    return passage.level >= level


def people(document: Document) -> Answer:
    """A72: there are not more people in post than posts."""
    findings, seen = [], 0
    posts = r"编制(?:总?数|人数|为|人员|共|总计)?(\d+)(?:名|人|个)"
    staff = r"(?:实有|现有|在编|在职)(?:在编|在职|在岗)?(?:人员|职工|干部)?(?:总?数|为|共|共有)?(\d+)(?:名|人)"
    for passage in read(document).passages:
        a, b = re.search(posts, passage.text), re.search(staff, passage.text)
        if not a or not b:
            continue
        seen += 1
        if int(b[1]) > int(a[1]):
            message = f"在编人员 {b[1]} 人多于编制 {a[1]} 人"
            findings.append(
                finding("A72", INFO, message, [passage.quote(*a.span()), passage.quote(*b.span())], (), "不超过编制")
            )
    return answer(findings, seen, (), "没有同时写编制和在编人数")


UNITS = r"(辆|人|名|台（套）|台|套|个|家|平方米|万?亩|公顷|公里|万?册|件)"
COUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,7}(?:\.\d{1,4})?"
CHANGED = r"(?:，(?:较上年|比上年|与上年相比，?)?(?:(?:减少|增加)\d{1,6}UNIT|无变化|持平))?"
WORTH = r"(?:[，、]?(?:账面)?(?:价值|原值)[\d.,]{1,14}万?元)?"
ITEMS = rf"((?:[^，。；、：\d]{{0,40}}(?:{COUNT})UNIT{CHANGED}{WORTH}[，、；]?){{1,60}})"
DIVIDED = re.compile(
    rf"(?<![\d.,])({COUNT}){UNITS}[^，。；、：（）\d]{{0,16}}{WORTH}[，。；（]?（?(?:其中|包括)[：，]?"
    + ITEMS.replace("UNIT", r"\2")
)
SUMMED = re.compile(
    rf"((?:[^。；：\d]{{2,60}}(?:{COUNT}){UNITS}[，、；]){{2,12}})(?:以上)?(?:共计|合计|总计|共)({COUNT})\2(?!项目|单位)"
)
"""Kinds with their counts, and then what they come to: 行政编制 8 名，事业编制 4 名，共计 12 名."""
WITHIN = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}}?)中[，：]?(?=[^，。；、：\d]{{1,20}}({COUNT}){UNITS})" + ITEMS.replace("UNIT", r"\3")
)
INNER = re.compile(rf"(?<![\d.,])({COUNT}){UNITS}（((?:[^，。；、：（）\d]{{1,20}}(?:{COUNT})\2[、，]?){{2,12}})）")
"""A count and its kinds in the bracket right behind it: 24 辆（救护车 22 辆、冷藏车 2 辆）."""
INNER_BRACKET = re.compile(rf"(?:{COUNT}){UNITS}（((?!其中)[^（）。；]{{1,200}})）")
AND_ITSELF = re.compile(
    rf"(?:机关|本级|本部)(?:及|和|与)(?:其|所属|下属|直属|的)*{NUMBER}[个家]{KIND}，共(?:计|有)?{NUMBER}[个家]"
)
"""An office and the units below it: 局机关及所属 8 个单位，共 9 个."""
OWED = re.compile(r"[^，。；、：]{0,30}（待填写")
"""A further kind whose count nobody has filled in yet."""
CLOSED = (
    {"在职", "退休"},
    {"离休", "退休"},
    {"管理", "专业技术", "工勤"},
    {"管理", "教师", "工勤"},
    {"行政", "事业"},
    {"全额", "差额"},
    {"公务员", "工勤"},
    {"在编", "编外"},
)
CAR = re.compile(
    r"(?:领导|干部|公务|机要|通信|应急|保障|执法|执勤|特种|技术|离退休|其他|校车|救护|警|作业|轿车|越野车|客车|货车).{0,8}$"
)
"""Words of kinds that leave nothing out; the kinds of vehicles."""


def vehicles(document: Document) -> Answer:
    """A73: counts of kinds of vehicles, equipment or people add up to the count they are of; no kind stands twice."""
    findings, unsure, seen = [], [], 0
    for passage in read(document).passages:
        for match, total, unit, listed in _divided(passage):
            parts = _kinds_of(listed, unit)
            seen += 1
            result = _counts(passage, match, total, unit, parts)
            findings += [result] if isinstance(result, AuditFinding) else []
            unsure += [result] if isinstance(result, str) and result else []
    return answer(findings, seen, unsure, "没有分项的数量")


def _divided(passage: Passage) -> Iterator[tuple[re.Match[str], Decimal, str, str]]:
    """Yield each count with its kinds: the match, the count, what is counted, the kinds."""
    for match in DIVIDED.finditer(_without_inner(passage.text)):
        yield match, _count(match[1]), match[2], match[3]
    for match in INNER.finditer(passage.text):
        yield match, _count(match[1]), match[2], match[3]
    for match in SUMMED.finditer(passage.text):
        yield match, _count(match[3]), match[2], match[1]
    for match in WITHIN.finditer(passage.text):
        total = re.search(rf"{match[1]}({COUNT}){match[3]}", passage.text[: match.start()])
        if total:
            yield match, _count(total[1]), match[3], match[4]


def _without_inner(text: str) -> str:
    """Return a text with the brackets blotted out in which a kind is divided further: 事业 13 个（含卫生院 10 个）."""
    for match in INNER_BRACKET.finditer(text):
        if "其中" in text[text.rfind("。", 0, match.start()) + 1 : match.start()]:
            text = text[: match.start(2)] + "＊" * len(match[2]) + text[match.end(2) :]
    return text


def _count(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _kinds_of(listed: str, unit: str) -> list[tuple[str, str]]:
    """Return the kinds with their counts; what follows a ； after kinds parted by 、 or ， is of something else."""
    plain = re.sub(WORTH, "", re.sub(CHANGED.replace("UNIT", re.escape(unit)), "", listed))
    plain = _undivided(plain, unit)
    found = [re.findall(rf"([^，。；、：\d（]*)({COUNT}){re.escape(unit)}", each) for each in plain.split("；")]
    return found[0] if len(found[0]) > 1 else [part for several in found for part in several]


def _undivided(listed: str, unit: str) -> str:
    """Return kinds without those that divide one of them up to its ；: 在职17人，包括公务员11人、工勤6人；."""
    inner = re.compile(rf"({COUNT}){re.escape(unit)}[，、]?(?:其中|包括)[：:]?([^；。]*)")
    for match in inner.finditer(listed):
        parts = [_count(count) for count in re.findall(rf"({COUNT}){re.escape(unit)}", match[2])]
        if len(parts) > 1 and sum(parts) == _count(match[1]):
            return listed.replace(match[0], f"{match[1]}{unit}")
    return listed


def _counts(
    passage: Passage, match: re.Match[str], total: Decimal, unit: str, parts: list[tuple[str, str]]
) -> AuditFinding | str:
    names = [name for name, _ in parts]
    double = next((name for name in names if name and names.count(name) > 1), "")
    if double:
        return passage_finding("A73", W, f"“{double}”写了两次", passage, match.span(), f"“{double}”只写一次")
    added = sum((_count(count) for _, count in parts), Decimal(0))
    below = [_count(count) for name, count in parts if name.endswith("小计")]
    first = [sum(_count(count) for _, count in parts[:n]) for n in range(2, len(parts))]  # then of something else
    if match.re is SUMMED:  # and before them
        first = [sum(_count(count) for _, count in parts[n:]) for n in range(len(parts) - 1)]
    if added == total or total in (sum(below), added - sum(below), *first):
        return ""
    words = "、".join(names)
    closed = any(all(word in words for word in kinds) for kinds in CLOSED)
    closed = closed or (match.re is SUMMED and not re.search("[^\\d个名人辆台套][、，]", match[1]))
    kinds = len(parts) > 1 and (closed or (unit == "辆" and all(map(CAR.search, names))))
    owed = OWED.match(passage.text, match.end()) is not None
    lists = [[count for _, count in parts[:n]] for n in range(len(parts), 1, -1)]
    slip = next(filter(None, (explained(each, str(total)) for each in lists)), None)
    if slip and (added < total or not kinds):
        message = f"各项之和 {added}{unit}，总数 {total}{unit}；{slip[0]} 写成 {slip[1]} 就恰好相等，疑为笔误"
        return passage_finding("A73", W, message, passage, match.span(), f"核对 {slip[0]}")
    if re.search("女|党员|学历|职称|以上(?!领导)|民族", words) or (
        added < total and (owed or not (kinds or match.re is SUMMED or ("其他" in words and added)))
    ):
        return f"“{match[0][:30]}”不一定写全了"
    severity = E if (kinds and added > total) or "其他" in words or (added > total and len(parts) < 3) else W
    message = f"各项之和 {added}{unit}，总数 {total}{unit}"
    return passage_finding("A73", severity, message, passage, match.span(), f"{added}{unit}，或改正其中一项")


RULES: tuple[Rule, ...] = (
    Rule("A71", "个数与列出的名称相符", lists),
    Rule("A72", "在编人员不多于编制", people),
    Rule("A73", "数量的各项之和等于总数", vehicles),
)
