"""When what is planned is done: neither a plan nor a goal is of a year before the budget's.

Rules, sources and what is not seen: resources/rules/audit/plans.md, of sentences resources/rules/audit/years.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding, row_quote
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import Statements
from desktop.findings import Severity
from desktop.outside.document import Document, Table

W = Severity.WARNING
BUDGET = re.compile(
    r"(?<![比较与同自从至到\d〔（])(20\d\d)年(?:度|年初|本?(?:部门|单位)|本级|我(?:部门|单位|局|中心))*"
    r"(?=，?[^，。；、：0-9]{0,24}(?:预算|拟(?:新增|购置|报废|配置)|收入|支出|经费|安排|采购|拨款|费用?(?:总额|合计|共计|为|共)?[0-9])|，?[^，。；、：]{0,16}绩效(?:目标|管理))"
)
"""A year of which something is planned."""
OF_ANOTHER = re.compile("决算|执行|上年|完成|总结|回顾")
DATE = r"\d{1,2}月(?:\d{1,2}日|底|末)?"
TO = r"(?:止?，?(?:至|到|-|—|－|~|～){1,2})"
POINT = r"(?:年度?|[./])(?:\d{1,2}(?:[./]\d{1,2}(?!\d)|月(?:\d{1,2}日|底|末|初)?|(?!\d))|底|末|初)?"
LABEL = (
    "(?:周期|期限|期间|时间|时限|年限|工期|进度安排|起止(?:年月|日期|年度|时段)|(?:实施|建设|执行|服务)期"
    "|(?:实施|建设|执行)(?:年度|年份|日期))"
)
PERIOD = re.compile(
    rf"(?:{LABEL}(?:安排|计划)?(?:（[^（）\d]{{1,8}}）)?(?:[：:]|计划|预计|拟|为|是|自|从|由|于|在){{0,3}}|(?:项目|工程|计划|拟|预计)[自从由])"
    rf"(20\d\d){POINT}(?:起|开始)?{TO}(?:(20\d\d){POINT}|{DATE})"
)
"""From when to when something is carried out: 起止时间：2031年3月至11月, 项目自2031年3月起至2031年11月止."""
WHOLE = re.compile(
    r"(?:实施|建设|执行)(?:年度|年份|年限|周期|期限|时间|期)(?:[：:]|为|是|于|在){1,2}(20\d\d)年度?(?P<end>)(?=[，。；）]|$)"
)
"""The one year in which something is carried out: 实施年度：2031年."""
GROUND = re.compile(r"(?:立项|项目|实施|设立|政策)*(?:依据|背景|必要性)[^；。]*[；。]")
"""What a project rests on: a field of its own in a sentence that tells its fields (立项依据为……批复；)."""
MEASURED = re.compile(
    "统计|评价|自评|审计|考核|监控|数据|调查|规划|合同|租赁|协议|聘[用任期]|保修|质保|公示|公开|申报|填报"
)
"""Words before a period in which something is looked at or agreed, not carried out."""
DUE = re.compile(
    r"(?<![比较与同由从自到\d〔])(?P<year>20\d\d)年(?:度|年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上半年|下半年)?(?:之?前|以前)"
    r"(?:全部|基本|全面|足额|如期|按时|须|必须|要|应|将[^，。；、\d]{2,16}(?=(?:发放|拨付|兑付|支付|落实)))*"
    r"(?:完成|完工|竣工|交付|交货|验收|投入使用|投入运行|投用|建成|办结|(?:发放|拨付|兑[付现]|支付|缴纳|配发|补贴|下达|采购|安装|落实|整改|发)(?:完毕|完成|到位|到户|到人|到账|结束))"
)
"""When something is to be finished: 于 2023 年 12 月底前完成, 8 月 1 日前发放完毕."""
TO_BUY = re.compile(
    r"(?<![比较与同由从自到\d〔])(?P<year>20\d\d)年度?(?:本?(?:单位|部门)|我[局院校])?(?:无|没有|未|不|暂无|暂不|无任何)[^，。；、\d]{0,6}"
    r"(?:购置|更新|新增|采购|配置|报废|处置)[^，。；\d]{0,20}(?:计划|打算|安排|预算)(?=[，。；]|$)"
)
"""Words that a year has no plans to buy: 2031 年无购置车辆计划."""
TERM_OF = re.compile(
    r"(?:完成|拨付|支付|发放|实施|竣工|验收|到位|采购|使用|办理|兑付|建设|投入|完工|交付|开展|执行)的?(?:时间|时限|期限|日期|进度|及时性)"
    r"(?:为|：|≤|<|＜|于|在)?(?P<year>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:之?前|以前|内|完成|(?!(?:至|到|-|—|－|~)20|起)(?=[，。；\u4e00-\u9fff]|$))"
)
"""When a goal is to be reached, in the words of a table that stands in the text: 拨付时间 2031 年 11 月 30 日前."""
AIMED = re.compile(
    r"(?:(?:计划|拟|预计)(?:于|在|从|自)?|将[于在从自]|(?<![现特兹])将(?=20\d\d年(?:\d|[内底])))(?P<year>20\d\d)年(?!度?预算)(?!以来)"
)
"""When something is planned to be done; 现将 2030 年绩效自评情况公开 is no plan."""
PAST = re.compile(
    "已|曾|原计划|原定|上年|去年|上一年|结转|截[至止]|决算|文件|通知|规划|实际|以来|目前|尾款|质保|欠|历年|前期|批复|立项|启动|开工|[四五]期间|规划期|〔|［|建成于|成立|指导|支付20|按照|根据|要求|发行|债|贷款|合同|协议|签订"
)
"""Words of a sentence in which an earlier year has its place."""


def periods(text: Statements) -> Iterator[AuditFinding]:
    """Yield where what this budget pays for is carried out, or is to be finished, in no year of its own."""
    due = [int(match["year"]) for passage in text.passages for match in DUE.finditer(passage.text)]
    for passage in text.passages:
        for match in (*PERIOD.finditer(passage.text), *WHOLE.finditer(passage.text)):
            late = text.year - 3 <= int(match[1]) <= int(match[2] or match[1]) < text.year
            late = late or (text.year < int(match[1]) <= text.year + 2 and not _of_later(passage, match))
            if late and not _measured(passage.text, match.start()) and not _of_past(passage, match):
                message = f"这是 {text.year} 年预算，实施的时间写成 {match[1]} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year} 年")
        for match in (*DUE.finditer(passage.text), *AIMED.finditer(passage.text)):
            year = int(match["year"])
            ahead = year == text.year + 1 and len(due) >= FEWEST and due.count(year) == 1 and due.count(text.year) > 1
            ahead = ahead and match.re is DUE and not _of_later(passage, match)
            late = ahead or text.year - 3 <= year < text.year
            if late and not _of_past(passage, match) and not passage.heading:
                message = f"这是 {text.year} 年预算，计划的时间写成 {year} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year} 年")


LATER = re.compile(
    "规划|[三五两]年|分年|分[两三]年|中期|学年|学期|下一?年|明年|次年|后续|跨年|合同|租|任期|届|分期|二期|三期|工程|建设|竣工|完工|长期|续建|收获|采暖|供暖|债"
)
"""Words of a sentence in which a later year than the budget's has its place."""
FEWEST = 3
"""Days by which something is to be finished that tell of which year all of them are."""


def _of_later(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a sentence has a reason to speak of a year after the budget's."""
    a, b = passage.sentence_at(match.start())
    return LATER.search(passage.text[a:b]) is not None


def _measured(text: str, at: int) -> bool:
    """Tell whether the words right before a place make its period one of looking back or of a contract."""
    return MEASURED.search(re.split("[，。；：]", text[max(at - 12, 0) : at])[-1]) is not None


def to_come(text: Statements) -> Iterator[AuditFinding]:
    """Yield where it is an earlier year that has no plans to buy, or by which a goal is to be reached."""
    for passage in text.passages:
        around = "".join(passage.path)
        for match in (*TO_BUY.finditer(passage.text), *TERM_OF.finditer(passage.text)):
            year, near = int(match["year"]), passage.text[max(match.start() - 20, 0) : match.start()]
            former = OF_ANOTHER.search(around) or "名词" in around or PAST.search(re.split("[。；]", near)[-1])
            if text.year - 3 <= year < text.year and not former and not BUDGET.match(passage.text, match.start()):
                message = f"这是 {text.year} 年预算，计划的时间写成 {year} 年"
                yield passage_finding("A51", W, message, passage, match.span(), f"{text.year} 年")


def _of_past(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a sentence has a reason to speak of what was done before, or only counts what was."""
    a, b = passage.sentence_at(match.start())
    words = passage.text[a:b]
    if any(re.search("名词解释|执行情况|决算|上年|回顾|总结|评价", above) for above in passage.path):
        return True
    own = re.findall(r"20\d\d(?=年)", match[0])
    later = [year for year in re.findall(r"20\d\d(?=年)", passage.text[match.end() : b]) if year > max(own)]
    words = re.sub("开工|启动|建成|成立", "", words) if match.re is AIMED else words
    words = GROUND.sub("", words) if match.re in (PERIOD, WHOLE) else words
    return bool(later) or PAST.search(words) is not None


CELL_DUE = re.compile(rf"(?:≤|<|＜)?(?:于|在)?(20\d\d)年(?:度|{DATE}|年?底|年?末)?(?:之?前|以前|内)?(?:完成)?")
OF_TIME = re.compile("时效|时限|时间|及时|完成|进度|期限")
STARTED = re.compile("开始|起始|立项|设立|开工|上年|启动|批复|成立|制定|申报|填报|编制")


def _carried_out(table: Table, at: int, year: int) -> Iterator[str]:
    """Yield the periods before a year in a row of a table of projects, under or behind a label that asks for one."""
    cells = [re.sub(r"\s", "", cell) for cell in table.rows[at]]
    for place, cell in enumerate(cells):
        match = PERIOD.fullmatch(f"期限：{cell.removesuffix('止')}") if len(cell) <= LONGEST else None
        if match is None or not year - 3 <= int(match[1]) <= int(match[2] or match[1]) < year:
            continue
        before = next((each for each in reversed(cells[:place]) if each and each != cell), "")
        head = re.sub(r"\s", "", table.rows[0][place]) if at and place < len(table.rows[0]) else ""
        if AT.fullmatch(before) or AT.fullmatch(head):
            yield cell


AT = re.compile(rf"(?:项目)?(?:预算|实施|建设|执行|起止)*(?:{LABEL}|年度)(?:[（(][^（）()]*[）)])?[：:]?")
FORMER = re.compile("上年|去年|结转|结余|续建|尾款|质保|决算|执行情况|自评|合同|已完")
"""Words of a row whose project is of a former year with good reason."""
LONGEST = 32
"""Letters of a cell that is a period."""


def _alone(document: Document, year: int) -> bool:
    """Tell whether the goals of a document are to be reached in the budget's year, all but one."""
    cells = (re.sub(r"\s", "", cell) for table in document.tables for row in table.rows for cell in row if "年" in cell)
    years = [int(match[1]) for match in map(CELL_DUE.fullmatch, cells) if match]
    return years.count(year) > 1 and sum(each > year for each in years) == 1


def goals(document: Document) -> Answer:
    """A26: in a table of goals nothing is to be finished before the budget's year begins."""
    year, findings, seen = read(document).year, [], 0
    alone = _alone(document, year)
    for table in document.tables if year else ():
        titled = {int(each) for line in table.above for each in re.findall(r"20\d\d(?=年)", line)}
        for at, row in enumerate(table.rows):
            cells = [re.sub(r"\s", "", cell) for cell in row]
            words = "".join(cells)
            for cell in _carried_out(table, at, year) if titled <= {year} and not FORMER.search(words) else ():
                seen += 1
                message = f"这是 {year} 年预算，实施的时间写成 {cell[:4]} 年"
                findings.append(finding("A26", W, message, [row_quote(table, at)], (), f"{year} 年"))
            if not re.search("指标|目标", words + "".join(table.rows[0])) or STARTED.search(words):
                continue
            dates = [match for cell in cells if (match := CELL_DUE.fullmatch(cell))]
            if len(dates) != 1 or not OF_TIME.search(words):
                continue
            seen += 1
            ahead = int(dates[0][1]) == year + 1 and alone and not LATER.search(words)
            if year - 3 <= int(dates[0][1]) < year or ahead:
                quoted = row_quote(table, at)
                message = f"这是 {year} 年预算，绩效目标的时间写成 {dates[0][1]} 年"
                findings.append(finding("A26", W, message, [quoted], (), f"{year} 年"))
    return answer(findings, seen, (), "绩效目标没有写完成的时间")


RULES: tuple[Rule, ...] = (Rule("A26", "绩效目标的时间在预算年度", goals),)
"""When the goals of a budget are reached."""
