"""What only this budget tells, under last year's number: its goals, what it leaves out, what is planned, who is in it.

Rules, sources and what is not seen: resources/rules/audit/this_budget.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

LEAD = re.compile(
    r"(?:^|(?<=[。；：，]))(?P<before>(?:第[一二三四五]部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]|[①-⑩])?"
    r"[^，。；：、\d]{0,24})(?P<year>20\d\d)年(?:度|初)?，?"
)
"""A year that begins a sentence, an office before it."""
OTHER_BEFORE = re.compile(
    "[比较与同从自至到截据按于]$|上年|去年|以来|结转|文件|通知|决算|执行|完成|评价|原因|由于|主要|其中|名词"
)
"""Words right before a year that is meant to be another one."""
NEXT = r"[^。；]{0,40}?"
GOAL = re.compile(
    rf"(?:{NEXT}(?:实行|实施|纳入|编制|编报|填报|设置|设定|设立|申报|报送|制定|开展|进行)了?[^。；，\d]{{0,14}}绩效(?:目标|管理)"
    r"|[^，。；：、\d]{0,12}\d{1,2}个(?:预算|重点)?项目(?:分别)?(?:为|是|：)"
    r"|[^。；\d]{0,24}(?:绩效目标)(?:管理|申报|编制)?(?:的)?(?:预算)?(?:项目|金额|资金)"
    r"|[^，。；：、\d]{0,14}(?:设置|编制|编报|填报|申报|设定)\d{1,3}个[^，。；：、\d]{0,6}绩效目标"
    r"|[^，。；：、\d]{0,14}所有收入和支出均纳入"
    r"|[^，。；：、\d]{0,14}重点(?:绩效|预算|支出)*项目(?:绩效目标)?(?:共?有|共|为|是|\d|：|（))"
)
"""How many projects have goals, and which are the great ones."""
MEASURED = re.compile(
    "评价|自评|监控|抽查|检查|审核|复核|执行|完成情况|决算|结果|得分|已|实现了|回顾|总结|上年|去年|比|较"
)
CARRIED = re.compile("上年(?:结转|结余)|比例|(?:预算|资金)?执行中|比重")
"""Words that hold 上年 or 比 and compare with nothing."""
NONE = re.compile(
    r"(?:预算|财政拨款|一般公共)*(?:本?(?:部门|单位|级)|我[局院校站所办委]|[^，。；：、\d]{2,20}?)?(?:年初)?(?:预算)?(?:均|暂)?(?:没有|无|未|不涉及)"
    r"[^，。；：\d]{0,24}?(?:政府性?基金|国有资本经营|机关运行经费|因公出国|公务用车购置|政府采购|会议费|培训费|政府购买服务|财政专户|转移支付|债务)"
)
"""What is not in this budget."""
NARRATED = re.compile("^(?!.*编制了?绩效目标，从).*(?:了|严格|强化|认真|积极|不断|高度重视|切实|加强)")
"""Words of a sentence without numbers that may tell how the year before went."""
COMPARED = re.compile(
    "无变化|没有变化|一致|相同|不变|仍|本年|今年|上年|去年|同比|比20|较20|与20|增|减|持平|下降|上升|决算|执行|\\d万?元"
)
PLAN = re.compile(
    r"[^，。；：、\d]{0,14}(?<!原)(?:计划|拟|预计|将)(?:用于|接待|征收|接收|开展|实施|新增|安排|举办|召开|采购|购置|完成|组织|建设|围绕|继续|重点|以|把|按|深入|全面|进一步|坚持|大力|着力)"
)
"""What is planned."""
DONE = re.compile(
    "已|实际|完成了|取得|实现了|执行(?:情况|数|率|完|到位|进度|中)|因|未能|推迟|取消|顺延|原计划|原定|决算|上年|去年|回顾|总结|成效|评价|结转|延续|续建|比|较"
)
WORK = re.compile(
    r"[^。；：\d]{0,60}?(?:重点(?:做好|抓好|推进|开展|围绕)|(?:主要|重点)工作(?:任务|目标|安排|计划)?[：。]?一是|(?:主要|重点)工作(?:任务|目标|安排|计划)?：|(?:主要|重点|工作)任务(?:是|为|：|如下)|(?:总体)?(?:工作)?(?:思路|目标|要求)(?:是|为|：)"
    r"|以[^。；，\d]{4,60}为(?:目标|主线|抓手|统领|中心|重点))"
)
"""What is to be done in the year."""
IN_BUDGET = re.compile(
    r"(?<=纳入)(?:本(?:部门|单位)|[^，。；：、\d]{0,16})(?P<year>20\d\d)年度?(?:本|县|市|区|省|部门|单位|综合|汇总|年初)*预算(?:编制|编报|汇编|公开)?(?:范围|的(?:预算)?单位)"
    r"|(?:^|(?<=[。；：，]))(?P<led>20\d\d)年度?(?=纳入[^，。；：、\d]{0,24}预算编制范围)"
)
"""Who is in the budget."""
AIMED_MONEY = re.compile(
    r"(?<=纳入)(?P<year>20\d\d)年度?[^，。；：、\d]{0,16}绩效(?:目标|管理)[^，。；：、\d]{0,8}(?:金额|资金|项目)"
)
"""How much money, or how many projects, have goals: 纳入 2032 年单位整体支出绩效目标的金额."""
NO_PLAN = re.compile(
    r"(?:原因[是为系：]|主要[是为系])[^，。；：、\d]{0,16}(?P<year>20\d\d)年度?(?:本?(?:部门|单位)|我[局院校])?(?:无|没有|未安排|未编制|不安排|暂无)"
    r"[^，。；：\d]{0,10}(?:购车|购置|更新|因公出国|出国|出访|接待|车辆)[^，。；：\d]{0,10}(?:计划|任务|安排|预算|打算|需求)?(?=[，。；]|$)"
)
"""Why something stays at nothing: 与 2031 年持平，主要原因是 2032 年无购车计划."""
FEWER = re.compile("持平|减少|下降|一致|相同|不变|无变化|没有变化")
MORE = re.compile("增加|增长|上升|提高")
NOTE = re.compile("(?:注|说明|备注|附注)[：:]")
"""How a note below a table begins: it is under no heading of the text."""
FORMER = re.compile("名词|决算|执行|上年|去年|回顾|总结|完成情况|评价|成效")
"""Words of a heading under which another year is stated."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a passage tells of a year: which words say so, and the year."""

    passage: Passage
    start: int
    end: int
    year: int
    what: str


def look(document: Document) -> Answer:
    """A188: what only this budget tells bears no year before."""
    text, findings, seen = read(document), [], 0
    for passage in text.passages if text.year else ():
        former = any(map(FORMER.search, passage.path)) and not NOTE.match(passage.text)
        if former or "年" not in passage.text:
            continue
        taken = set[int]()
        for stated in _statements(passage, text.year):
            seen += 1
            if stated.year == text.year - 1 and stated.start not in taken:
                taken.add(stated.start)
                message = f"这是 {text.year} 年预算，{stated.what}写成 {stated.year} 年"
                span = (stated.start, stated.end)
                findings.append(passage_finding("A188", Severity.WARNING, message, passage, span, f"{text.year} 年"))
    unsure = ["读不出这是哪一年的预算"] if not text.year and text.passages else []
    return answer(findings, seen, unsure, "没有写明年度的绩效目标、计划等")


def _statements(passage: Passage, year: int) -> Iterator[Stated]:
    """Yield what a passage tells of a year that only the budget of that year tells."""
    for match in LEAD.finditer(passage.text):
        what = None if OTHER_BEFORE.search(match["before"]) else _what(passage, match, year)
        if what:
            yield Stated(passage, match.start("year"), match.end() + 20, int(match["year"]), what)
    for match in IN_BUDGET.finditer(passage.text):
        own = int(match["year"] or match["led"])
        if own == year or str(year) not in passage.text:
            yield Stated(passage, match.start(), match.end(), own, "预算编制范围")
    for match in AIMED_MONEY.finditer(passage.text):
        if str(year) not in passage.text or int(match["year"]) == year:
            yield Stated(passage, match.start(), match.end(), int(match["year"]), "绩效目标")
    for match in NO_PLAN.finditer(passage.text):
        before = passage.text[passage.text.rfind("；", 0, match.start()) + 1 : match.start()]
        near = re.split("[。；]", before)[-1]
        if FEWER.search(near) and not MORE.search(near):
            yield Stated(passage, match.start("year"), match.end(), int(match["year"]), "计划")


def _what(passage: Passage, match: re.Match[str], year: int) -> str | None:
    """Return what a sentence that begins with a year tells; None where another year may tell it too."""
    text, at = passage.text, match.end()
    _, end = passage.sentence_at(match.start("year"))
    sentence, other = text[at:end], int(match["year"]) != year
    if other and f"{year}年" in text[match.end("year") : end]:
        return None
    first = re.split("[。；]", sentence)[0]
    if GOAL.match(sentence):
        if other and NARRATED.search(first) and not re.search(r"\d", first):
            return None
        return None if MEASURED.search(CARRIED.sub("", first)) or (other and f"{year}年" in text) else "绩效目标"
    if NONE.match(sentence):
        around = text[: match.start("year")] + sentence
        return None if COMPARED.search(around) or (other and f"{year}年" in text) else "没有安排的"
    if text[: match.start()].endswith("，"):
        return None
    if PLAN.match(sentence):
        reason = re.search("原因|由于|主要是|因为", text[text.rfind("。", 0, at) + 1 : at])
        return None if DONE.search(first) or reason else "计划"
    opens = match.start() == 0 and WORK.match(sentence)
    if opens:
        return None if DONE.search(text) or (other and f"{year}年" in text) else "工作任务"
    return None


RULES: tuple[Rule, ...] = (Rule("A188", "只有本年预算才说的写的是预算年度", look),)
