"""What goes with what: 人员增加，公用经费相应增加; items joined as one reason go one way.

Rules, sources and what is not seen: resources/rules/audit/accordingly.md.
"""

import re

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.meaning.causes import way
from desktop.audit.meaning.directed import FUNDS
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

UP, DOWN = "增加|增多|增长|提高|上升|上调", "减少|下降|降低|下调|压减|核减"
FOLLOWS = re.compile(
    rf"(?:相应|随之|同步|相对应)(?:地|的)?(?:[^，。；、\d增减升降提压核]{{0,3}})(?P<way>{UP}|{DOWN})(?!幅|率)"
)
"""What follows from the cause before it: 公用经费相应增加."""
CAUSE = re.compile(
    r"^.*(?:原因|主要|由于|因为|因|受|随着|[一二三四五]是|（[1-9]）|[①-⑨])(?:是|为|系|在于|由于)?[：:，]?"
)
"""What stands before a cause in its clauses."""
REPLACED = re.compile("租|社会化|集中采购|统一采购|比例|费率|非税|改[为用电气]|[购成装]后|基础设施|工程|煤")
"""More such words in what is said to follow: cars of others for own ones, a share of a rate."""
LONGEST = 60
"""Letters of a cause."""
OTHERWISE = re.compile(
    "退休|离休|抚恤|补贴对象|减免|免费|免收|免除|收费|缺口|补足|补助收入|财政补助|结转|结余|抵|但|而|不足|短缺|自筹|债|欠|替代|转|置换|更新|冲|上年|去年|免|外聘|临聘|劳务|外包"
)
"""Words with which less of one thing may bring more of the other."""
JOINS = re.compile("以及|及(?!时|其)|(?<!缓)和(?!谐|平)|与(?!上年|去年|20)")
"""Words that join two things into one reason."""
ENDS_UP, ENDS_DOWN = re.compile(rf"(?:{UP})$"), re.compile(rf"(?:{DOWN})$")
MIXED = re.compile("但|同时|抵|净(?!增加?\\d)|虽|而(?!且)|有增有减|增减|一是|分别|差|大于|小于|多于|少于|不变|持平")
"""Words of a reason that weighs one thing against another."""


def look(document: Document) -> Answer:
    """A151: what is said to follow goes the way of its cause."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for passage in text.passages:
        for match in FOLLOWS.finditer(passage.text):
            cause = _cause(passage, match.start()) if _is_money(passage, match) else ""
            meant = way(cause, "", text.year) if cause and not _otherwise(passage, cause, match) else None
            seen += meant is not None
            if meant is not None and meant != (match["way"] in UP.split("|")):
                message = f"“{cause}”，却写“{match[0]}”"
                span = (passage.text.rfind(cause, 0, match.start()), match.end())
                findings.append(
                    passage_finding("A151", Severity.WARNING, message, passage, span, "原因与结果的方向一致")
                )
    return answer(findings, seen, (), "没有写“相应增加（减少）”")


def _is_money(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether what follows is money: fewer people may well do more work (工作量相应增加)."""
    start = max(passage.text.rfind(sign, 0, match.start()) for sign in "，。；：") + 1
    behind = re.split("[，。；]", passage.text[match.end() : match.end() + LONGEST])[0]
    words = passage.text[start : match.start()] + behind
    return OF_MONEY.search(words) is not None and not OF_WORK.search(words)


OF_MONEY = re.compile("费|支出|收入|资金|拨款|预算|补贴|补助|公积金|工资|保险|投入|开支")
OF_WORK = re.compile(
    "效率|效益|效能|质量|水平|能力|压力|难度|风险|工作量|任务|强度|满意|占比|比例|比重|其[他它余](?!交通|商品|工资|社会)"
)
"""Words of what is no money, or goes the other way of it."""


def _cause(passage: Passage, end: int) -> str:
    """Return the clause before what follows from it: the one before, or the words before it in its own clause."""
    start = max(passage.text.rfind(sign, 0, end) for sign in "。；")
    clauses = passage.text[max(start + 1, end - LONGEST) : end].split("，")
    own = CAUSE.sub("", clauses[-1])
    if len(clauses) > 1 and not re.search(f"{UP}|{DOWN}|新|招|调|聘", own):
        return CAUSE.sub("", clauses[-2])
    found = re.match(rf"(.*?(?:{UP}|{DOWN}|新招录人员|新录用人员)(?:\d+[人名])?)", own)
    return found[1] if found else ""


def _otherwise(passage: Passage, cause: str, match: re.Match[str]) -> bool:
    """Tell whether something in the cause or in what follows may turn it around."""
    between = passage.text[passage.text.rfind(cause, 0, match.start()) : match.end()]
    start = max(passage.text.rfind(sign, 0, match.start()) for sign in "。；") + 1
    at = passage.text.rfind(cause, 0, match.start())
    earlier = CAUSE.sub("", passage.text[max(start, at - LONGEST) : max(start, at)])
    first = re.search(f"(?:{UP if match['way'] in UP else DOWN})，$", earlier)  # the first of two causes counts
    return any(each.search(between) for each in (OTHERWISE, REPLACED)) or first is not None


def joined_against(reason: str, *, rises: bool) -> str:
    """Return the item of a reason that goes the other way than what it is joined with, nothing where there is none."""
    if MIXED.search(reason) or re.search(r"\d[万千亿]?元", reason) or FUNDS.search(reason) or len(reason) > LONGEST:
        return ""
    against, along = (ENDS_DOWN, ENDS_UP) if rises else (ENDS_UP, ENDS_DOWN)
    for clause in re.split("[；。，]", re.sub("，(?=以及|及|和)", "", reason)):
        items = [each for words in JOINS.split(clause) for each in words.split("、") if each]
        other = [each for each in items if against.search(each) and not OTHERWISE.search(each)]
        same = [each for each in items if along.search(each) or way(each) is rises]
        if len(other) == 1 and same and JOINS.search(clause):
            return other[0]
    return ""


PAIRS = (
    (r"门诊|住院|业务量|诊疗|就诊|患者|病人|病床|体检", r"(?:医疗|事业|业务|门诊|住院|诊疗)收入"),
    (
        r"学生|幼儿|在园|在校生?|生源|招生|学员|住宿生",
        r"(?:保教费|学费|住宿费|事业|保育费|伙食费|培训费)[^，。；、]{0,8}收入|生均公用经费",
    ),
    (
        r"(?:在职|在编|教职工|编制|招录|录用|新进|调[入出])[^，。；退离]{0,12}|^人员",
        r"(?:人员|公用)经费|定额公用|工会经费|交通费用|交通补贴|公务交通|社保缴费|福利费|公积金|工资福利支出",
    ),
    (r"报废|车辆(?:减少|增加)|停用", r"运行(?:维护)?(?:费|支出|经费)|燃[油料]费|维修费|保险费"),
)
"""What depends on what: the words of a cause, and of the money that goes its way."""
RESULT = re.compile(rf"^(?P<what>[^，。；、\d]{{2,24}}?)(?:有所|预计|均|也|正常)?(?P<way>{UP}|{DOWN})$")
"""A clause that says of what there is more."""


def depends(document: Document) -> Answer:
    """A153: money that depends on people, cases or cars goes their way, where both are told as one reason."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for passage in text.passages:
        for why in WHY.finditer(passage.text):
            clauses = re.split("，", why["why"])
            result = RESULT.match(clauses[1]) if len(clauses) == BOTH else None
            pair = result and any(re.search(a, clauses[0]) and re.search(b, result["what"]) for a, b in PAIRS)
            if not result or not pair or OTHERWISE.search(why["why"]) or MIXED.search(why["why"]):
                continue
            meant = way(clauses[0], "", text.year)
            seen += meant is not None
            if meant is not None and meant != (result["way"] in UP.split("|")):
                message = f"“{clauses[0]}”，却写“{clauses[1]}”"
                findings.append(
                    passage_finding("A153", Severity.WARNING, message, passage, why.span(), "原因与结果的方向一致")
                )
    return answer(findings, seen, (), "没有写人员、业务量与经费的增减")


WHY = re.compile(
    r"(?:(?:主要)?原因(?:分析|说明)?(?:主要)?(?:[是为：]|在于|由于)|主要[是为系]|由于|因为)[：:]?(?P<why>[^。；：]{6,70})(?=[。；]|$)"
)
"""All that is said as the reason of something."""
BOTH = 2


AGAINST = re.compile(
    rf"(?:与|同)(?:上年度?|去年|上一年度?|20\d\d年度?)(?!相比|比较|对比|比，|[^，。；]{{0,12}}(?:相比|比较|对比))[^，。；：、\d]{{0,12}}?(?P<way>{UP}|{DOWN})(?=[，。；）]|$)"
)
"""A comparison that begins as one of two that are the same, and names a direction without a size: 与上年预算增加."""


def unfinished(document: Document) -> Answer:
    """A152: what is compared "with" last year is the same, or more or less by an amount."""
    text, findings, seen = read(document), list[AuditFinding](), 0
    for passage in text.passages:
        for match in AGAINST.finditer(passage.text):
            seen += 1
            message = f"“{match[0]}”没有写{match['way']}多少，或者应为“持平”"
            quotes = passage, match.span()
            findings.append(passage_finding("A152", Severity.WARNING, message, *quotes, "写明增减额，或写“持平”"))
    return answer(findings, seen, (), "没有只写方向的比较")


RULES: tuple[Rule, ...] = (
    Rule("A151", "相应的增减与原因方向一致", look),
    Rule("A153", "随人员、业务量、车辆而定的收支与其增减方向一致", depends),
    Rule("A152", "与上年比较写明持平或者增减多少", unfinished),
)
