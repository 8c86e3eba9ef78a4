"""Another office by its short name (县残联) where a sentence tells of the maker's own budget.

Rules, sources and what is not seen: resources/rules/audit/short_names.md.
"""

import re

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

STEMS = (
    "残联|妇联|工商联|文联|侨联|社科联|科协|团委|总工会|红十字会|供销社|党校|法院|检察院|政协|人大|信访局|编办|纪委|政法委|统战部|组织部|宣传部"
    "|审计局|财政局|教育局|教体局|科技局|工信局|民政局|司法局|人社局|住建局|水利局|水务局|林业局|林草局|商务局|文旅局|卫健局|卫健委|应急局|应急管理局"
    "|市监局|市场监管局|统计局|医保局|发改局|发改委|交通局|交通运输局|自然资源局|环保局|城管局|退役军人局|公安局|档案馆|档案局|农业农村局|气象局|机关事务局"
)
"""How offices are called in short, and those whose whole name is as short."""
NAMED = re.compile(
    rf"(?:^|(?<=[。；：，]))(?P<name>(?:我)?[县市区旗州](?:{STEMS}))(?:本级|机关)?(?:20\d\d年度?)?"
    r"(?P<told>(?:未|没有|无)(?:安排|使用|编制|列支|因公|公务|政府性|国有资本|会议|培训|三公|“三公)"
    r"|(?:“?三公”?经费|机关运行经费|政府采购|公务接待费|公务用车|因公出国|共有车辆|车辆|固定资产|国有资产|资产总额|房屋|收入预算|支出预算|收支|部门预算|基本支出|项目支出|一般公共预算)[^，。；\d]{0,20}(?=\d))"
)
"""A short name and, behind it, what the maker of a budget tells of itself."""
OF_THEM = re.compile("统一|统筹|代编|代列|批复|下达|拨付|合并|划[入转出]|原[县市区]|并入|合署")
"""Words of a sentence in which another office has its place."""
RULED = re.compile("[县市区旗州]")
OFFICE = re.compile(
    "[\u4e00-\u9fff]{3,24}?(?:局|委员会|联合会|协会|部|院|中心|总工会|团委|馆|社|校|办公室|联|科协|纪委)"
)
"""Names in which a short one may be contained."""


def look(document: Document) -> Answer:
    """A125: what a document tells of a budget is told of its maker and of the offices that it names."""
    passages = read(document).passages
    found = [(passage, match) for passage in passages for match in NAMED.finditer(passage.text)]
    every = _everything(document) if found else ""
    own = set(OFFICE.findall(every))
    findings = []
    for passage, match in found:
        start, end = passage.sentence_at(match.start())
        if OF_THEM.search(passage.text[start:end]):
            continue
        name = RULED.sub("", match["name"].removeprefix("我"), count=1)
        known = every.count(name) > 1 or any(_in_order(name, each) for each in own if not each.endswith(match["name"]))
        if not known:
            message = f"全文没有“{match['name']}”，此处写的是它的预算"
            quotes = [passage.quote(*match.span())]
            findings.append(finding("A125", Severity.WARNING, message, quotes, (), "改为本单位的名称"))
    return answer(findings, len(found), (), "没有用简称写单位的预算")


def _in_order(short: str, name: str) -> bool:
    """Tell whether a name has the letters of a short one in their order: 残联 in 残疾人联合会."""
    rest = iter(name)
    return all(letter in rest for letter in short)


def _everything(document: Document) -> str:
    """Return all words of a document, its name of file and cells included."""
    cells = (cell for table in document.tables for row in (table.above, *table.rows) for cell in row)
    return "\n".join((document.file, *(each.text for each in document.paragraphs), *cells))


RULES: tuple[Rule, ...] = (Rule("A125", "没有写成别的单位的简称", look),)
