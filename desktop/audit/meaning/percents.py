"""Percentages by themselves: a rate of how many of all, and a part, are no more than all.

Rules, sources and what is not seen: resources/rules/audit/percents.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from desktop.audit.contradiction import answer, finding, passage_finding, row_quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

ALL = 100
MUST = (
    "合格率|覆盖率|覆盖面|满意度|满意率|完好率|准确率|及时率|到位率|发放率|兑付率|拨付率|处置率|处理率|知晓率|知晓度|结案率|办结率|参保率|接种率|入学率|巩固率"
    "|通过率|公开率|规范率|达标率|整改率|就业率|治愈率|清运率|建成率|免疫密度|成功率|正常率|保障率|落实率|回复率|签约率|随访率|管理率|日清率|编报率|真实率"
    "|受理率|安全率|资助率|供给率|普及率|建档率|毕业率|开放率|响应率|足额率|正确率|出勤率|录入率|检测率|成活率|存活率|调解率|办理率|报告率|普惠率|清零率"
)
"""Rates of how many of all: they are 100 % at most."""
SAID = (
    r"(?:指标)?(?:值|目标|均|应|要|需|也|都|力争|确保|保持|稳定|控制){0,3}"
    r"(?:为|是|在|达到?|到|不低于|不少于|大于等于|大于|超过|高于|≥|>=?|＞|：|=|＝|约){0,3}"
)
TOO_MUCH = re.compile(rf"(?P<what>(?:{MUST})){SAID}(?P<rate>[1-9]\d{{2,3}}(?:\.\d+)?)%")
PART_OF = re.compile(
    r"(?<!增)(?<!多)占(?![用地有据领]|上年|去年|20\d\d|预算的?\d)(?P<of>[^，。；：、\d]{0,50}?)(?:的?比例?(?:为|是)?|的|比)?"
    r"(?P<rate>[1-9]\d{2,3}(?:\.\d+)?)%"
)
OF_OTHER = re.compile("上年|去年|年初|调整|计划|任务|目标|完成|执行|决算|标准|定额|核定|编制|在编|在职|库容|设计|床位")
"""What a part may be more of than all."""
WHOLLY = re.compile(
    r"(?:全部|均|全)[为是来]自?(?P<what>[^，。；：、\d]{2,24})，占(?P<of>[^，。；：、\d]{0,16}?)的?(?P<rate>\d[\d.]*)%"
)


def too_much(document: Document) -> Answer:
    """A155: no rate of how many, and no part, is more than all; what is all of it is 100 % of it."""
    findings, seen = list[AuditFinding](), 0
    for passage in read(document).passages:
        for match in (*TOO_MUCH.finditer(passage.text), *PART_OF.finditer(passage.text)):
            other = match.re is PART_OF and OF_OTHER.search(match["of"])
            seen += 1
            if Decimal(match["rate"]) > ALL and not other:
                message = f"“{match[0]}”，超过 100%"
                findings.append(
                    passage_finding("A155", Severity.WARNING, message, passage, match.span(), "不超过 100%")
                )
        for match in WHOLLY.finditer(passage.text):
            seen += 1
            if Decimal(match["rate"]) < ALL:
                message = f"写“全部为{match['what']}”，却占 {match['rate']}%"
                findings.append(passage_finding("A155", Severity.WARNING, message, passage, match.span(), "100%"))
    cells = list(_cells(document))
    return answer([*findings, *(each for each in cells if each)], seen + len(cells), (), "没有写比率和占比")


RATE = re.compile(r"(?:指标值|目标值)?(?:≥|>=?|＞|=|＝|不低于|达到?|为)?(\d{2,4}(?:\.\d+)?)[%％]")


def _cells(document: Document) -> Iterator[AuditFinding | None]:
    """Yield for each rate in a table whether it is more than all."""
    for table in document.tables:
        for at, row in enumerate(table.rows):
            cells = [re.sub(r"\s", "", cell) for cell in row if cell.strip()]
            for name, cell in pairwise(cells):
                match = RATE.fullmatch(cell)
                if not match or not re.search(f"(?:{MUST})$", name):
                    continue
                message = f"“{name}”写成 {match[1]}%，超过 100%"
                above = Decimal(match[1]) > ALL
                quotes = [row_quote(table, at)]
                yield finding("A155", Severity.WARNING, message, quotes, (), "不超过 100%") if above else None


RULES: tuple[Rule, ...] = (Rule("A155", "比率和占比不超过 100%", too_much),)
