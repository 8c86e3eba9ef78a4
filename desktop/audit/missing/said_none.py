"""What the text says is not paid for this year (未安排会议费, 公务接待费 0 万元), against the rows of tables.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator
from functools import cache

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows.named import Place, places
from desktop.audit.rows.standing import of_other_year
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import member_over
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels, three_public
from desktop.audit.tables.tabled import amount, shown
from desktop.catalog.classification import load
from desktop.findings import Severity
from desktop.outside.document import Document

PUBLIC = (
    ("vehicle", r"公务用车购置[及和与、](?:公务用车)?运行(?:维护)?费?", ()),
    ("purchase", r"公务用车购置(?:费|(?=预算|支出|计划))", ("31013", "30913")),
    ("operation", r"公务用车运行(?:维护)?费?", ("30231",)),
    ("abroad", r"因公出国（境）费用?", ("30212",)),
    ("reception", r"公务接待费", ("30217",)),
    ("meeting", r"会议费", ("30215",)),
    ("training", r"培训费", ("30216",)),
)
"""Items of 三公经费 and of its tables: how they are called, and the codes of 经济分类."""
BOUGHT = r"(?:政府)?采购(?P<kind>货物|工程|服务)(?:类)?|(?P<of>货物|工程|服务)(?:类)?(?:政府)?采购(?:项目)?"
REST = r"(?:经费|支出|预算|项目|安排|计划|资金|拨款|数)*"
NONE = (
    r"(?<!有)(?:未|没有|无|不|不再|暂未|均未|尚未|未再)(?:计划|申报|编制|编列|列支|安排|预算|使用|设置|列入|涉及|发生)*"
    r"(?:20\d\d年度?|本年度?|当年|年初|一般公共预算|财政拨款|财政)*(?:安排的?)?"
)
BEHIND = (
    r"(?:未|没有|无|不|暂未|均未|均无)(?:安排|编列|列支|预算|计划)+|为零|为0"
    r"|(?:预算|支出|安排)*(?:数|额)?(?:均?为|是|：)?(?:0(?:\.0+)?|零)(?:万元|元)"
)
END = r"(?=[，。；、）]|$)"
JOIN = "[、和及与或]"
OTHER = re.compile(
    "项目支出|专项|机关运行|政府性基金|国有资本|上级|结转|结余|单位资金|自有|事业收入|非财政|其他资金|工会|党|新增|追加|增加|减少"
)
"""Words of a clause that speak of some money only, or of a change."""
OWN = re.compile("一般公共|财政拨款|三公|机关运行经费")
"""Titles of tables that show public money, as such sentences mean it."""
LONGEST = 200
"""Letters of a sentence before a place that may say of what it speaks."""
NO_TABLE = re.compile("绩效|指标|购买服务")
CHANGE = re.compile("增减|增加|减少|变动|幅度")


def look(document: Document) -> Answer:
    """B86: what the text says is not paid for this year has no amount in the tables of this year's public money."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    titles = titles_of(text.passages)
    for passage in text.passages if places(document) else ():
        if any("名词" in words for words in passage.path) or member_over(passage, titles):
            continue
        for name, start, end in _nothing(passage):
            cells = _cells(document).get(name, [])
            if not cells or not _of_now(passage, start, text.year, titles):
                continue
            seen += 1
            there = next(((place, column) for place, column in cells if _fen(place, column)), None)
            if there and all(_fen(place, column) for place, column in cells if "三公" in place.grid.title):
                findings.append(_differ(passage, (start, end), *there))
    return answer(findings, seen, (), "没有写“未安排……”而表中有这一项的句子")


@cache
def _things() -> str:
    """Return the names of what may not be paid for: 三公经费 and 款 of 商品和服务支出, 货物, 工程 and 服务 bought."""
    costs = [re.escape(name) for name in _costs() if name not in {"会议费", "培训费", "公务接待费"}]
    groups = [f"(?P<{name}>{words})" for name, words, _ in PUBLIC]
    return "|".join((*groups, f"(?P<cost>{'|'.join(sorted(costs, key=len, reverse=True))})", BOUGHT))


@cache
def _costs() -> dict[str, str]:
    """Return the codes of the 款 of 商品和服务支出 and of purchases that are called a cost (差旅费), by name."""
    known = load("economic").codes.items()
    names = {each.name: code for code, each in known if len(code) == 5 and code[:3] in ("302", "310")}
    return {name: code for name, code in names.items() if name.endswith("费") and len(name) > 2}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    bare = re.sub(r"\?P<\w+>", "?:", _things())
    before = re.compile(rf"{NONE}(?:{bare}){REST}(?:{JOIN}(?:{bare}){REST}){{0,6}}{END}")
    return before, re.compile(rf"(?<![\u4e00-\u9fff]其他)(?:{bare}){REST}(?:{BEHIND}){END}"), re.compile(_things())


def _nothing(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield what a passage says there is none of, and where: rule B77 reads some of it already."""
    before, behind, thing = _patterns()
    spans = [match.span() for pattern, _ in negations.SAID_NONE for match in pattern.finditer(passage.text)]
    known = {place for start, end in spans for place in range(start, end)}
    for pattern in (before, behind):
        for match in pattern.finditer(passage.text):
            if known.intersection(range(*match.span())):
                continue
            for each in thing.finditer(passage.text, match.start(), match.end()):
                groups = {name: words for name, words in each.groupdict().items() if words}
                name = groups.get("cost") or groups.get("kind") or groups.get("of") or next(iter(groups))
                yield name, match.start(), match.end()


def _of_now(passage: Passage, at: int, year: int, titles: str) -> bool:
    """Tell whether what is said at a place is of this year and of all of the unit."""
    sentence = max(passage.sentence_at(at)[0], at - LONGEST)
    clause = re.split("[，；：、（]", passage.text[sentence:at])[-1]
    before = passage.text[sentence:at].rpartition("；")[2]
    if OTHER.search(clause) or re.search("项目支出|机关运行|政府性基金|国有资本", before):
        return False
    return negations.of_now(passage, at - len(clause), year, titles) and negations.of_now(passage, at, year, titles)


@remembered
def _cells(document: Document) -> dict[str, list[tuple[Place, int]]]:
    """Return the cells of this year of what is paid for, by how this rule calls it."""
    found: dict[str, list[tuple[Place, int]]] = {}
    for place in places(document):
        title = place.grid.title
        if NO_TABLE.search(title):
            continue
        for name in _names_of(place):
            found.setdefault(name, []).extend((place, column) for column in _columns(document, place))
    return found


def _names_of(place: Place) -> Iterator[str]:
    title, row = place.grid.title, place.row
    if "采购" in title:
        texts = {labels.unnumbered(cell).removesuffix("类") for cell in place.grid.table.rows[row.number]}
        yield from texts & {"货物", "工程", "服务"}
    elif OWN.search(title):
        yield from (name for name, _, codes in PUBLIC if row.code in codes)
        yield from (name for name, code in _costs().items() if row.code == code)
        item = three_public.item(row.label) if "三公" in title and not row.code else ""
        yield from (name for name, _, _ in PUBLIC if name == item)


def _columns(document: Document, place: Place) -> Iterator[int]:
    year = read(document).year
    for column, path in place.half.columns.items():
        head = "".join(path)
        if not of_other_year(head, year) and not CHANGE.search(head):
            yield column
            return


def _fen(place: Place, column: int) -> bool:
    value = place.row.figures[column].value
    return value is not None and value.fen > 0


def _differ(passage: Passage, span: tuple[int, int], place: Place, column: int) -> AuditFinding:
    value = place.row.figures[column].value
    assert value is not None
    right = shown(value, place.grid)
    message = f"写“{passage.text[slice(*span)]}”，“{place.grid.name}”的“{labels.unnumbered(place.row.label)}”有 {right}"
    quotes = [passage.quote(*span), place.quote(column)]
    return finding("B86", Severity.WARNING, message, quotes, [amount("表", value)], "表与说明一致")


RULES: tuple[Rule, ...] = (Rule("B86", "写明没有安排的费用、采购类别表中没有金额", look),)
