"""Counts: a number of offices, units, kinds or projects against what is listed, posts against people.

Rules, sources and what is not seen: resources/rules/audit/counting.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise, takewhile

from desktop.audit.contradiction import answer, finding, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences import name_lists
from desktop.audit.sentences.name_lists import BEFORE, KIND, LISTED, NUMBER, OFFICE, SHORTEST, TURNED, names_of, sizes
from desktop.audit.sentences.nouns import WITHOUT_POST
from desktop.audit.sentences.numerals import number
from desktop.audit.sentences.prose import DEEPEST, Passage, cleaned, level_of
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Statement
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Table

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ITSELF_AND_ONE = re.compile(
    r"([^、，]{0,30}?(?:本级|机关|本部))(?:预算)?(?:和|及|与|以及)(?:其|局|县|委|所|下|直|直接|属|管|辖|事业|预算|二级)*(?:单位)?"
    r"(?!各|等|乡镇|基层|全)(?=[^、，]{0,12}[县市区旗州])([^、，和及与\d]{4,30}?(?:局|中心|所|站|队|院|馆|校|学|园|场|社))(?:单位)?(?:预算)?"
)
"""The office itself and one unit by its name."""
OF_KINDS = re.compile(rf"{NUMBER}[个家](?:{KIND})?[，（]其中[：，]?(?:[^，。；、]+{NUMBER}[个家][、，])+$")
"""A count and its kinds but the last, before a list of names: 6个，其中行政单位2个、."""
SIDE_BY_SIDE = re.compile(r"(?:[^，。；、：\d]{2,16}单位\d{1,2}[个家][，、]?){2,6}$")
"""Kinds of units with their counts, one after the other."""
OWN_COUNT = re.compile(
    rf"(?:下?设|另|有|下辖)?[^，]*{NUMBER}[个家]{KIND}$|(?:下属|所属|直属|下设|下辖|另)[^，]*{NUMBER}[个家]$"
)
"""Names that are followed by their own count: what stood before them is another list."""
OF_SOME = re.compile(
    r"含|另|其中：?[^，。；、\d]{1,16}\d+[个家]|[开设]?[设有]有?(?:[^，。；、]{2,8}\d)|[下管]辖|[下附加]设|派[出驻]|所属|下属|直属|局属|未|均|(?:其中：?)?(?:小学|[初高]?中学|幼儿园)\d"
)
"""What follows a count and is no list of names: some of them, or kinds of schools with their own counts."""
COUNT_AMONG = re.compile(rf"(?<!等){NUMBER}[个家]{KIND}")
BELOW, ITSELF = re.compile("二级|下属|所属|直属|下辖"), re.compile("(?:本级|机关|本部)(?:（[^）]*）)?(?:[、，；]|$)")
"""Words of units below an office, and of the office itself among their names."""
OPEN = re.compile("等$")
"""How a list ends that may go on."""
ITEM = re.compile(r"(?:^|(?<=[；。，、\s]))(?:([1-9][0-9]?)[.．、](?!\d)|（([1-9][0-9]?)）)")
"""The number before an item of a list."""
SHORT = 24
"""Letters of the title of a table between it and a sentence."""


def lists(document: Document) -> Answer:
    """A71: as many names are listed as the count says."""
    findings, unsure, seen = [], [], 0
    passages = read(document).passages
    for passage, below in zip(passages, (*passages[1:], None), strict=False):
        for match, count, names in _counted(passage):
            numbered, ended = _numbered(passage.text[match.start(3) :]) if match.re is not BEFORE else (0, False)
            ended = ended and not (below and re.match(rf"（?{numbered + 1}(?!\d)", below.text))
            ordinals = _ordinals(passage.text[match.start(3) :]) if match.re is not BEFORE else 0
            numbered, ended = (ordinals, True) if ordinals else (numbered, ended)
            possible = sizes(names) if not numbered else {numbered} if ended or numbered >= count else set()
            if BELOW.search(match[0][: match[0].find(names)]) and ITSELF.search(names):
                possible |= {min(possible, default=1) - 1}  # the office itself is none of those below it
            if divided := _sum_of_counts(names) if match.re is not BEFORE else 0:
                possible = {divided}
            if not possible or max(possible) < SHORTEST:  # one name is no list of several
                unsure.append(f"“{match[0][:30]}”读不出列了几个名称")
                continue
            seen += 1
            inside = [number(each) for each in re.findall(rf"(?<=[^，。；\d]){NUMBER}[个家所]", names)]
            if re.match("各|全部|所有", names) or (len(inside) > 1 and count == sum(inside)):
                continue  # 9 个机构，包括甲办、乙办 6 个行政机构和丙所、丁站、戊站 3 个事业机构
            if OPEN.search(names) and count > max(possible):
                continue  # 甲股、乙股等6个股室 names some of them
            if count not in possible and not _lists_all(passage, match, possible):
                message = f"写 {count} 个，列出 {min(possible)} 个"
                degree = (
                    W if "，" in re.sub("（[^（）]*）", "", names) and not numbered else E
                )  # where it ends is not sure
                findings.append(passage_finding("A71", degree, message, passage, match.span(), f"{min(possible)} 个"))
        findings += [*_and_itself(passage), *_alone(passage)]
    findings += [*_projects(document), *_in_table(document)]
    findings += _kinds(document)
    return answer(findings, seen, unsure, "没有写个数又列出名称的句子")


def _counted(passage: Passage) -> Iterator[tuple[re.Match[str], int, str]]:
    at, divided = 0, []
    while match := LISTED.search(passage.text, at):
        other = OWN_COUNT.match(match[3]) or OF_SOME.match(match[3])
        names = names_of(match)
        at = match.start(3) + (0 if other else len(names))  # 5 个机构，下设 4 个单位：… counts again
        if not other:
            divided += [match.span(3)] if _sum_of_counts(match[3]) else []
            yield match, number(match[1]), names
    at = 0
    while match := TURNED.search(passage.text, at):
        names = names_of(match)
        at = match.start(3) + len(names)
        if not OF_SOME.match(names):
            yield match, number(match[2]), names
    for match in BEFORE.finditer(passage.text):
        if any(a < match.start() and match.end() <= b for a, b in divided):
            continue
        if "、" in match[1] and not re.search(r"\d[个名]", match[1]):  # kinds with counts of their own
            yield match, number(match[2]), match[1]
        elif two := ITSELF_AND_ONE.fullmatch(match[1]):
            yield match, number(match[2]), f"{two[1]}、{two[2]}"


def _sum_of_counts(names: str) -> int:
    """Return what counts among names come to, where these divide them: 甲科、乙科2个机构，以及丙站1个机构."""
    found = COUNT_AMONG.findall(re.sub(r"（[^（）]*）", "", names))
    return sum(map(number, found)) if len(found) > 1 else 0


def _numbered(text: str) -> tuple[int, bool]:
    """Return how many items are numbered from the beginning on (1.甲局本级；2.乙中心), and whether the list ends there.

    It does where its last item ends the sentence and names the office it is, as the others do.
    """
    found, last = 0, 0
    for each in ITEM.finditer(text) if ITEM.match(text) else ():
        if int(each[1] or each[2]) == found + 1:
            found, last = found + 1, each.end()
    rest = re.match(r"([^。；，]+)。", text[last:])
    return found, found > 1 and rest is not None and OFFICE.search(rest[1]) is not None


ORDINALS = [re.compile(f"(?:^|[：；，。]){each}是") for each in "一二三四五六七八九"]
"""Words before each member of a list: 一是…；二是…."""


def _ordinals(text: str) -> int:
    """Return how many members a sentence names one by one (一是…；二是…), 0 where it does not begin so."""
    text, at = text.partition("。")[0], 0
    for count, pattern in enumerate(ORDINALS):
        match = pattern.search(text, at) if count else pattern.match(text)
        if match is None:
            return count if count > 1 else 0
        at = match.end()
    return len(ORDINALS)


def _lists_all(passage: Passage, match: re.Match[str], possible: set[int]) -> bool:
    """Tell whether the names are of a count divided before: 预算单位6个，其中行政单位2个、事业单位4个，分别是：….

    Or of the kinds right before, together: 行政单位1家，事业单位1家，具体为：….
    """
    several = SIDE_BY_SIDE.search(passage.text[: match.end(2) + 1])
    if several and sum(int(each) for each in re.findall(r"\d+", several[0])) in possible:
        return True
    divided = OF_KINDS.search(passage.text[: match.start()])
    return divided is not None and number(divided[1]) in possible


def _projects(document: Document) -> Iterator[AuditFinding]:
    """Yield where a number of projects is not how many are listed, whose amounts add up to what they come to."""
    for each in read(document).lists:
        parent = each.parents[0]
        a, _ = parent.passage.sentence_at(parent.start)
        stated = PROJECTS.search(parent.passage.text[a : parent.start])
        behind = BEHIND_TOTAL.match(parent.passage.text, parent.figure.end)
        between = parent.passage.text[a + stated.end() : parent.start] if stated else ""
        stated = None if TOKEN.search(between) else stated  # the count is of the amount right behind it
        a, stated = (0, behind) if behind and not stated else (a, stated)
        named = sum(part.subject is not None and part.subject.group in OF_MONEY for part in each.parts) > 1
        places = [OF_PLACES.search(part.passage.text[part.start : part.figure.start]) for part in each.parts]
        named = named or 2 * sum(map(bool, places)) > len(places)
        named = named or any("结转" in part.passage.text[part.start : part.figure.start] for part in each.parts)
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
    words = re.split("[；。：]|元[，、]其中|(?<=元)[，、]", part.passage.text[: part.figure.start])[-1]
    counts = PROJECTS.findall(words)
    return next(filter(None, counts[-1])) if counts else ""


OF_PLACES = re.compile("(?:[镇乡村区县局所院校队]|街道|中心|单位)(?:预算|安排|资金)?$|^(?:其中)?(?:其[他余它]|余下)")
"""Names of parts that are places, units or the rest, and no projects."""
OF_MONEY = {"资金", "总额", "结构", "采购"}
"""Kinds of parts that are no projects."""
BEHIND_TOTAL = re.compile(
    r"，(?:共|拟)?(?:安排|涉及|包括|包含|实施)?项目共?(\d{1,2})个|，(?:共|拟)?(?:安排|涉及|包括|包含|实施)?(\d{1,2})个项目"
)
"""How many projects an amount is for, right behind it: 186 万元，共安排项目 3 个."""
PROJECTS = re.compile(r"(?<!采购)项目(?:支出)?共?(\d{1,2})个|(?<!\d)(\d{1,2})个项目")


def _in_table(document: Document) -> Iterator[AuditFinding]:
    """Yield where a number of units is not how many rows the numbered table right below has."""
    parts = document.parts
    captioned = (
        (part, below) for part, caption, below in zip(parts, parts[1:], parts[2:], strict=False) if _caption(caption)
    )
    for part, below in (*pairwise(parts), *captioned):
        if not isinstance(part, Paragraph) or not isinstance(below, Table):
            continue
        text = cleaned(part.text)[0]
        match = name_lists.TABLE_BELOW.search(text) if re.search(KIND, text) else None
        rows = [row[0].strip() for row in below.rows]
        numbers = [int(cell) for cell in rows if cell.isdigit() and len(cell) < 3]
        possible = name_lists.counts_before(text, match) if match else set()
        if match and rows[0] == "序号" and numbers and len(numbers) not in possible:
            message = f"写 {number(match[1])} 个，下面的表列出 {len(numbers)} 个"
            yield finding("A71", E, message, [Quote(part.text.strip(), part.spot)], (), f"{len(numbers)} 个")
    for part, caption, below in zip(parts, parts[1:], parts[2:], strict=False):
        if isinstance(part, Paragraph) and isinstance(caption, Paragraph) and isinstance(below, Table):
            yield from _units_below(part, below)


def _caption(part: Paragraph | Table) -> bool:
    """Tell whether a line is the title of the table below it."""
    return isinstance(part, Paragraph) and len(part.text) <= SHORT and re.search("[。；，：]", part.text) is None


def _units_below(part: Paragraph, below: Table) -> Iterator[AuditFinding]:
    """Yield where a number of units is not how many the table of units under its caption names."""
    match = UNITS_BELOW.search(cleaned(part.text)[0])
    names = [row[0].strip() for row in below.rows[1:] if row[0].strip()]
    units = [name for name in names if OFFICE.search(name)]
    if not match or not UNIT_HEAD.fullmatch(below.rows[0][0].strip()) or len(units) < len(names) - 1 or not units:
        return
    possible = {len(units)} if "含本级" in match[0] else {len(units), len(units) - 1}
    if number(match[1]) not in possible:
        message = f"写 {number(match[1])} 个单位，下面的表列出 {len(units)} 个"
        yield finding("A71", E, message, [Quote(part.text.strip(), part.spot)], (), f"{len(units)} 个")


UNITS_BELOW = re.compile(
    rf"{NUMBER}[个家](?:基层|二级|下属|所属|预算)*单位(?:（[^（）]*）)?[^。；\d]{{0,12}}(?:20\d\d年)?[^。；\d]{{0,30}}(?:见下表|如下表|如下)[：。]?$"
)
UNIT_HEAD = re.compile("(?:预算)?单位(?:名称)?")
"""The words before a table of units, and how its first column is called."""


ALONE = re.compile(
    rf"(?:{NUMBER}[个家](?:{KIND}|[^，。；：、\d]{{0,8}}单位)|(?:{KIND})(?:共有?|有|为)?{NUMBER}[个家])(?:，即|，为|：|，分别[为是]|，具体[为是])：?"
    r"(?P<name>[^，。；：、\d]{3,40}?(?:本级|机关|本部|局|中心|所|站|队|院|馆|校|委员会|政府|办公室))(?:（[^（）、]{0,40}）)?(?=。|$|，(?:为|系|是|属|该|未|不|无|其|财务|经费))"
)
"""A count of units and then a single name: 预算单位 2 个，即甲局本级."""
TWO_IN_ONE = re.compile("以及|[和及与]|各|等|所有|全部|^[一二]是")


def _alone(passage: Passage) -> Iterator[AuditFinding]:
    """Yield where several units are counted and one alone is named."""
    for match in ALONE.finditer(passage.text):
        count = number(match[1] or match[2])
        if count > 1 and not TWO_IN_ONE.search(match["name"]):
            message = f"写 {count} 个，只列出 1 个"
            yield passage_finding("A71", W, message, passage, match.span(), "1 个，或补上漏列的")


def _and_itself(passage: Passage) -> Iterator[AuditFinding]:
    """Yield where an office and the units below it are not those and one more."""
    found = [(match, match[1] or match[3], match[2] or match[4]) for match in AND_ITSELF.finditer(passage.text)]
    found += [(match, match[2], match[1]) for match in OF_ITSELF.finditer(passage.text)]
    for match in THEN_LISTED.finditer(passage.text):
        listed, ended = _numbered(passage.text[match.end() :])
        found += [(match, match[1], str(listed))] if ended else []
    for match, below, together in ((each, number(a), number(b)) for each, a, b in found):
        if together != below + 1:
            message = f"本级和所属 {below} 个单位，应共 {below + 1} 个，写 {together} 个"
            yield passage_finding("A71", W, message, passage, match.span(), f"{below + 1} 个")


def _kinds(document: Document) -> Iterator[AuditFinding]:
    """Yield where “共分为四类” is followed by another number of numbered lines."""
    passages = read(document).passages
    for at, passage in enumerate(passages):
        match = name_lists.KINDS.search(passage.text)
        if not match or at + 1 == len(passages):
            continue
        level, stated = passages[at + 1].level, number(match[1] or match[2] or match[3])
        over = next((deep for words in reversed(passage.path) if (deep := level_of(words)) < DEEPEST), -1)
        own = list(takewhile(partial(_deep, level), passages[at + 1 :]))
        found = sum(p.level == level for p in own)
        deeper = (over if passage.level == DEEPEST else passage.level) < level < DEEPEST
        if deeper and found > 1 and found != stated:
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
            stated = [int(each[1]) for each in re.finditer(posts, passage.text)]
            full = len(stated) == len(POSTS.findall(passage.text)) and not re.search(WITHOUT_POST, passage.text)
            most = sum(stated) + (FEW_OVER if len(stated) == 1 else 0)
            far = full and int(b[1]) > most and not RETIRED_TOO.match(passage.text, b.end())
            quotes = [passage.quote(*each.span()) for each in (a, b)]
            findings.append(finding("A72", W if far else INFO, message, quotes, (), "不超过编制"))
    return answer(findings, seen, (), "没有同时写编制和在编人数")


POSTS = re.compile(r"编制[^，。；\d]{0,12}\d|\d[名个人][^，。；\d]{0,8}编制(?![^，。；\d]{0,12}\d)")
FEW_OVER, RETIRED_TOO = 2, re.compile("[，：（；。]?(?:其中|包括|含)[^。；]{0,40}(?:退休|离休)")
"""People over the one number of posts, as there are in sound texts; what follows people of whom some are retired."""


AND_ITSELF = re.compile(
    rf"{NUMBER}[个家]{KIND}，加上(?:局|本)?(?:机关|本级|本部)，[^；。\d]{{0,8}}(?:20\d\d年)?[^。；\d]{{0,16}}单位共?(?:有|计)?{NUMBER}[个家]"
    rf"|(?:机关|本级|本部)(?:预算)?(?:及|和|与)(?:其|上述|以上|局属|所属|下属|直属|的)*{NUMBER}[个家所]{KIND}(?:预算)?(?:组成|构成)?"
    rf"(?:，共(?:计|有)?|。[^。；\d]{{0,8}}(?:20\d\d年)?[^。；\d]{{0,16}}预算编制范围的(?:预算)?单位共?(?:有|计)?){NUMBER}[个家]"
)
"""An office and the units below it: 局机关及所属 8 个单位，共 9 个; 本级预算和 1 个所属单位预算。…预算单位 2 个."""
OF_ITSELF = re.compile(
    rf"{NUMBER}[个家](?:{KIND})?，?(?:分别|具体)?(?:包括|含|由|为|是)：?[^，。；、\d]{{0,12}}(?:机关|本级|本部)(?:预算)?(?:及|和|与)"
    rf"(?:其|上述|以上|局属|所属|下属|直属|的)*{NUMBER}[个家]{KIND}"
)
"""The same with its number first: 预算单位共 5 个，包括局机关和 4 个下属事业单位."""
THEN_LISTED = re.compile(
    rf"(?:机关|本级|本部)(?:预算)?(?:以及|及|和|与)(?:其|局属|所属|下属|直属|的)*{NUMBER}[个家]{KIND}[^；]{{0,80}}"
    r"(?:具体|分别|包括)[为是]?：(?=(?:1[.．、]|（1）)[^；。]{2,30}(?:机关|本级|本部))"
)
"""The same before a numbered list whose first name is the office: 局本部以及下属 2 家单位…，具体为：1.局（本部）；…."""


RULES: tuple[Rule, ...] = (
    Rule("A71", "个数与列出的名称相符", lists),
    Rule("A72", "在编人员不多于编制", people),
)
