"""The same rate told twice: 生活垃圾日产日清率 in the text, and in the table of goals.

Rules, sources and what is not seen: resources/rules/audit/rates_again.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding, row_quote
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

TOLD = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{5,24}(?:率|度))(?:指标)?(?:值|目标|均|应|要|需|也|都|力争|确保|保持|稳定|控制){0,3}"
    r"(?:为|是|在|达到?|到|不低于|不少于|大于等于|不高于|不超过|小于|≥|>=?|＞|≤|<=?|：|=|＝|约|/){0,3}(?P<rate>\d{1,3}(?:\.\d+)?)%"
)
"""A rate with its name, in a sentence or in the cells of a row."""
SHORTEST = 6
"""Letters of a name that is not of this and that."""
COMMON = re.compile(
    r"^(?:项目|工程|设备|资金|任务|工作|预算|服务|质量|验收|支付|拨付|发放|按时|及时|完成|目标|对象|绩效|采购|使用|经费|支出|建设|施工|安装|补助|补贴|人员|培训|产品|成果|全年|年度"
    r"|合格|到位|达标|准确|覆盖|执行|完好|兑付|规范|合规|有效|正常|编报|管理|足额|准时|项|整体|部门|单位|业务|系统|运行|故障|事故|投诉|处理)*(?:率|度)$"
    r"|满意|增长|增幅|下降|提高|降低"
)
"""Names that each of several projects may have with a value of its own."""
OTHER = re.compile(
    "上年|去年|目前|现有|已达|由|从|提[高升]|降[至到低]|以来|同比|较|比20|规划|末|全[国省市]|平均|[一二三四]季度|上半年|\\d月"
)
"""Words before a rate of another time or place."""
NEAR = 30
"""Letters before a rate in which they stand."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate, and where it is told."""

    rate: Decimal
    shown: str
    at: Quote
    in_table: bool
    bound: bool = False
    """It is at least so much, and another place may say how much."""


def look(document: Document) -> Answer:
    """A156: a rate that is told more than once has one value."""
    by_name: dict[str, list[Rate]] = defaultdict(list)
    for name, rate in _rates(document):
        by_name[name].append(rate)
    findings, seen = [], 0
    for name, own in by_name.items():
        same = [
            *own,
            *(rate for longer, more in by_name.items() if _same_with_more(longer, name) for rate in more),
        ]
        if len(name) < SHORTEST or len(same) < 2:
            continue
        seen += 1
        values = {each.rate for each in same}
        lower = min(values)
        if len(values) == 2 and all(each.bound == (each.rate == lower) for each in same):
            continue  # 达到98%以上 and 100%
        if len(values) != 2 or (len(same) > 2 and min(_times(same, each) for each in values) > 1):
            continue
        first, second = same[0], next(each for each in same if each.rate != same[0].rate)
        message = f"“{name}”一处写 {first.shown}%，一处写 {second.shown}%"
        findings.append(finding("A156", Severity.WARNING, message, [first.at, second.at], (), "同一指标的值一致"))
    return answer(findings, seen, (), "没有两处写同一个比率")


BOUND = re.compile("以上|不低于|不少于|大于|超过|高于|[≥>＞]|%及")
SCOPE = re.compile(
    "重点|一般|特[殊困别]|贫困|困难|残疾|老[年人]|儿童|妇女|学生|孕产|新生|城|农村|[省市县乡镇村]$|(?<!社)区$|园|集中|分散|规[上模]|[大中小]型|初|高|公[立办]|民[办营]|常住|流动|适龄"
)
"""Words before a name by which it is of some of them only (县城生活污水处理率)."""


def _same_with_more(longer: str, name: str) -> bool:
    return longer != name and longer.endswith(name) and not SCOPE.search(longer.removesuffix(name))


def _times(rates: list[Rate], value: Decimal) -> int:
    return sum(each.rate == value for each in rates)


def _rates(document: Document) -> Iterator[tuple[str, Rate]]:
    """Yield each rate by its name, in sentences and in rows of tables."""
    for passage in read(document).passages:
        for match in TOLD.finditer(passage.text):
            before = re.split("[，。；]", passage.text[max(match.start() - NEAR, 0) : match.start()])[-1]
            if not COMMON.search(match["name"]) and not OTHER.search(before + match[0]):
                least = BOUND.search(match[0] + passage.text[match.end() : match.end() + 2]) is not None
                place = passage.quote(*match.span())
                rate = Rate(Decimal(match["rate"]), match["rate"], place, in_table=False, bound=least)
                yield match["name"], rate
    for table in document.tables:
        for at, row in enumerate(table.rows):
            text = "/".join(cleaned(cell)[0] for cell in dict.fromkeys(row) if cell.strip())
            for match in TOLD.finditer(text) if "率" in text or "度" in text else ():
                if not COMMON.search(match["name"]) and not OTHER.search(match[0]):
                    least, at_row = BOUND.search(match[0]) is not None, row_quote(table, at)
                    rate = Rate(Decimal(match["rate"]), match["rate"], at_row, in_table=True, bound=least)
                    yield match["name"], rate


RULES: tuple[Rule, ...] = (Rule("A156", "两处写的同一比率一致", look),)
