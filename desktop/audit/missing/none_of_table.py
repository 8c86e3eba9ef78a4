"""What the text says there is none of (没有安排政府购买服务支出), against the table that bears its name.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.named import Place
from desktop.audit.rows.standing import of_other_year
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import member_over
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

BEFORE = re.compile(
    r"^.*20\d\d年(?:度|初)?|^.*?(?:部门|单位)预算(?=[\u4e00-\u9fff]{6})|[（(][^（）()]*[）)]|[\s“”《》]"
)
"""What stands in a title before what the table is of, and what is no part of its name."""
OF_ALL = re.compile(r"^(?:(?:本)?(?:部门|单位)|年度?)(?=政府采购|政府购买服务|新增|转移支付|对下|政府性基金|国有资本)")
"""Words before a name by which the table is of all of the unit: 部门政府采购预算."""
BEHIND_NAME = re.compile(
    "(?:预算|支出|收支|收入|情况|明细|汇总|公开|安排|计划|一览|目录|拨款|财政|项目|总|经费|资金|金额|分配|申报|表)+$"
)
"""How a title ends behind it."""
FORMS = (
    ("购买服务", "(?:政府)?购买服务"),
    ("转移支付", "(?:对下|市对下|县对下|对下级|专项|一般性)?转移支付"),
    ("资产配置", "新增(?:国有)?资产(?:配置)?|(?:国有)?资产配置"),
    ("三公", "“?三公”?(?:经费)?"),
    ("采购", "政府采购"),
    ("政府性基金", "政府性基金"),
    ("国有资本", "国有资本经营"),
    ("债务", "(?:地方)?政府(?:性)?债务|政府债券"),
    ("债券", "(?:地方)?(?:政府)?债券"),
)
"""How sentences call what tables are of, where they do not call it as the title does."""
GENERAL = re.compile(
    "一般公共|财政拨款|收支|基本支出|项目支出|部门|单位|绩效|指标|功能|经济|科目|人员|编制|说明|目标|运行经费|资产(?!配置)|重点|执行|决算|上年"
)
"""Titles of tables that sentences of none are not about, or not about all of."""
FEWEST = 4
DOES = "(?:计划|申报|编制|编列|列支|安排|预算|使用|设置|列入|涉及|开展|发生|实施|存在|下达|有|需要|组织)*"
NONE = (
    rf"(?<!有)(?:未|没有|无|不|不再|暂未|均未|尚未|未再|暂无|尚无|均无)(?:曾|再)?{DOES}"
    r"(?:20\d\d年度?|本年度?|当年|年初)*(?:安排的?)?"
)
REST = r"(?:经费|支出|预算|项目|安排|计划|资金|拨款|收支|收入|事项|业务|任务|活动|需求|费用|的|情况|数)*"
BEHIND = (
    r"(?:未|没有|无|不|暂未|均未|均无)(?:安排|编列|列支|预算|计划|发生|涉及|开展)+|(?:均?为|是|：)(?:零|空)|为空表"
    r"|(?:均?为|是|：|共|合计)?(?:0(?:\.0+)?|零)(?:万元|元)"
)
END = r"(?=[，。；、）]|$)"
OF_SOME = re.compile(
    "增加|减少|新增(?!(?:国有)?资产)|追加|变化|增减|其他|大额|重大|货物|工程|类|限额|上级|单位资金|自有|结转|结余"
)
"""Words of a clause that speaks of some of it, or of a change."""
CHANGE = re.compile("增减|增加|减少|变动|幅度|上年|去年|执行|决算")


def look(document: Document) -> Answer:
    """B91: the table of what the text says there is none of has no amount of this year."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    titles = titles_of(text.passages)
    known = list(_known(document))
    for passage in text.passages if known else ():
        if any("名词" in words for words in passage.path) or member_over(passage, titles):
            continue
        for pattern, place, column in known:
            for match in pattern.finditer(passage.text):
                if _read_elsewhere(document, passage, match) or not _of_all(passage, match, text.year, titles):
                    continue
                seen += 1
                if column is not None:
                    findings.append(_differ(passage, match, place, column))
    return answer(findings, seen, (), "没有写“没有……”而另有这张表的句子")


def _known(document: Document) -> Iterator[tuple[re.Pattern[str], Place, int | None]]:
    """Yield for each table of one thing the sentences that there is none of it, and its largest amount."""
    year = read(document).year
    found: dict[str, list[Grid]] = {}
    for grid in tabled(document).grids:
        if name := _name(grid.title, year):
            found.setdefault(name, []).append(grid)
    for name, grids in found.items():
        filled = [_largest(grid, year) for grid in grids]
        place = next((each for each in filled if each), None)
        empty = Place(grids[0], grids[0].halves[0], grids[0].halves[0].rows[0]) if grids[0].halves[0].rows else None
        if place and all(filled):
            yield _sentence(name), *place
        elif empty:
            yield _sentence(name), empty, None


def _name(title: str, year: int) -> str:
    """Return the words by which sentences call what a table is of; empty for tables of everything."""
    years = {int(each) for each in re.findall(r"20\d\d(?=年)", title)}
    core = BEHIND_NAME.sub("", OF_ALL.sub("", BEFORE.sub("", title)))
    if years - {year} or GENERAL.search(core) or re.search("决算|执行|绩效", title) or len(core) < FEWEST:
        return "“?三公”?(?:经费)?" if core == "三公" and not years - {year} else ""
    if "和" in core or "及" in core or "、" in core:
        return ""
    return next((words for key, words in FORMS if key in core), re.escape(core))


def _sentence(name: str) -> re.Pattern[str]:
    return re.compile(rf"{NONE}(?:{name}){REST}{END}|(?<![\u4e00-\u9fff]其他)(?:{name}){REST}(?:{BEHIND}){END}")


LEAST = 50
"""Fen of an amount that no text prints as 0 元."""


def _largest(grid: Grid, year: int) -> tuple[Place, int] | None:
    """Return the cell of a table with the most money of this year."""
    cells = [
        (value.fen, Place(grid, half, row), column)
        for half in grid.halves
        for column, path in half.columns.items()
        if not of_other_year("".join(path), year) and not CHANGE.search("".join(path))
        for row in half.rows
        if (value := row.figures[column].value) and value.fen >= LEAST
    ]
    best = max(cells, key=lambda each: each[0], default=None)
    return best[1:] if best else None


def _read_elsewhere(document: Document, passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether rule B77 reads a sentence, and knows cells of what there is none of."""
    read_by = [key for pattern, key in negations.SAID_NONE if pattern.match(passage.text, match.start())]
    return any(key in of for key in read_by for of in tabled(document).meanings)


def _of_all(passage: Passage, match: re.Match[str], year: int, titles: str) -> bool:
    """Tell whether a sentence speaks of this year, of all of the unit and of all of the thing."""
    a, _ = passage.sentence_at(match.start())
    before = passage.text[a : match.start()]
    clause = re.split("[，；：（]", before)[-1]
    money = re.search("一般公共|财政|专项|项目支出|基金|资本|机关运行", clause)
    if money or OF_SOME.search(clause + match[0]):
        return False
    return negations.of_now(passage, match.start(), year, titles)


def _differ(passage: Passage, match: re.Match[str], place: Place, column: int) -> AuditFinding:
    value = place.row.figures[column].value
    assert value is not None
    row = labels.unnumbered(place.row.label) or "表中"
    message = f"写“{match[0]}”，“{place.grid.name}”的“{row}”有 {shown(value, place.grid)}"
    quotes = [passage.quote(*match.span()), place.quote(column)]
    return finding("B91", Severity.WARNING, message, quotes, [amount("表", value)], "表与说明一致")


RULES: tuple[Rule, ...] = (Rule("B91", "写明没有的事项，同名的表中没有金额", look),)
