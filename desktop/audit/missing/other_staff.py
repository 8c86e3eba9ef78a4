"""Staff and clients of another kind of unit: a school does not pay 医务人员, a hospital has no 在校学生.

Rules, sources and what is not seen: resources/rules/audit/other_staff.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

TITLES, LONGEST_TITLE = 10, 60
"""Passages at the start among which the title stands, and its letters."""
TITLE = re.compile(
    r"^(?:20\d\d年度?|关于|附件\d?[：:]?)*(?P<name>[\u4e00-\u9fff（）]{4,30}?)(?:本级)?(?:20\d\d年度?)?(?:本级)?(?:部门|单位)?(?:综合)?预算"
)
"""The maker of a document in its title."""
MEDICAL = "医务(?:人员|工作者|职工)|医护人员|医疗卫生人员|医师|护士"
TEACHING = "教职员?工|教师|教职人员|教学人员"
JUDGES = "法官|审判人员|法院干警"
PROSECUTORS = "检察官|检察人员|检察干警|检察院干警"
POLICE = "民警|公安干警|警务人员|辅警"
PATIENTS = r"门诊量|就诊人[次数]|住院人[次数]|诊疗人[次数]|住院病人|就诊患者"
PUPILS = r"在校(?:学)?生(?:人?数)?|学生人数|招生人数|学生资助|学费收入"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of units: how its name ends, whose staff it is not, whose clients; words by which a unit has both."""

    name: re.Pattern[str]
    own: re.Pattern[str]
    staff: re.Pattern[str]
    clients: re.Pattern[str]
    both: re.Pattern[str]


NOBODY = re.compile("(?!)")
KINDS = (
    Kind(
        re.compile(r"(?:学校|小学|中学|高中|[一二三四五六七八九十]中|幼儿园|职中|中专|校区|学院)$"),
        re.compile(f"{TEACHING}|职工|学生|幼儿"),
        re.compile("|".join((MEDICAL, JUDGES, PROSECUTORS, POLICE))),
        re.compile(PATIENTS),
        re.compile(
            "医学|卫生学校|卫校|护理[学专]|医药[学卫]|医院|医务室|卫生室|保健室|校医|警官|警察|政法|特殊教育|特教|康复"
        ),
    ),
    Kind(
        re.compile(r"(?:医院|卫生院|保健院|卫生服务中心|中医院|防治院)$"),
        re.compile(f"{MEDICAL}|职工|患者|医疗"),
        re.compile("|".join((TEACHING, JUDGES, PROSECUTORS, POLICE))),
        re.compile(PUPILS),
        re.compile("大学|学院|学校|卫校|护校|幼儿园|带教|教学医院|实习|戒毒|监狱"),
    ),
    Kind(
        re.compile("法院$"),
        re.compile(f"{JUDGES}|干警|职工"),
        re.compile("|".join((MEDICAL, TEACHING, PROSECUTORS))),
        re.compile(f"{PATIENTS}|{PUPILS}"),
        re.compile("学校|医院|党校|学院|检察院"),
    ),
    Kind(
        re.compile("检察院$"),
        re.compile(f"{PROSECUTORS}|干警|职工"),
        re.compile("|".join((MEDICAL, TEACHING, JUDGES))),
        re.compile(f"{PATIENTS}|{PUPILS}"),
        re.compile("学校|医院|党校|学院|法院"),
    ),
    Kind(
        re.compile("(?:公安局|公安分局|派出所|交警[支大]队|交通警察[支大]队)$"),
        re.compile(f"{POLICE}|干警|职工"),
        re.compile("|".join((TEACHING, JUDGES, PROSECUTORS, MEDICAL))),
        re.compile(f"{PATIENTS}|{PUPILS}"),
        re.compile("学校|医院|党校|学院|法院|检察院|看守所|戒毒|拘留所|卫生所|监管"),
    ),
    Kind(
        re.compile("(?:镇|乡|人民政府|街道|街道办事处)$"),
        re.compile("机关|干部|职工"),
        re.compile("|".join((JUDGES, PROSECUTORS))),
        NOBODY,
        re.compile("法庭|检察室|法院|检察院"),
    ),
)
"""Kinds of units that hardly pay the people of another kind."""
OF_OTHERS = re.compile(
    "教|学|校|幼|医|卫生|卫健|健康|疾|福利|老龄|养老|残|体育|党|政法|公安|司法|军|少年|科协|文化馆|红十字|救助|血|药"
)
"""Words in the name of an office that may have teachers or doctors."""
OTHERS = Kind(
    re.compile(r"(?:局|委员会|委|办公室|联合会|协会|中心|总工会|工会|馆|队|站|部)$"),
    re.compile("职工|干部|工作人员|机关"),
    re.compile("|".join((MEDICAL, TEACHING, JUDGES, PROSECUTORS))),
    NOBODY,
    re.compile(
        "学校|幼儿园|医院|卫生院|卫生室|医务室|福利院|敬老院|养老院|看守所|法院|检察院|救助站|党校|门诊|体校|康复中心|戒毒|卫生所|中学|小学"
    ),
)
"""Any other office: only those of whom nothing in its document speaks."""
PAY = (
    r"缴[纳存付]|工资|薪酬|薪级|晋级|晋档|晋升|调资|增资|津贴|补贴|公积金|养老保险|医疗保险|医疗补助|医保|社保|社会保险|职业年金|绩效奖"
    r"|人员经费|福利费|奖金|(?:基数|标准)(?:提高|上调|调整)|工会经费|抚恤|生活补助|取暖|基本支出"
)
PAID = "(?:为|用于|给|发放|支付|保障|负担|我[院校局]|本[单部院校局][位门]?|在职|在编|离?退休|全体|聘用|临聘)"
OF_PAY = re.compile(rf"{PAID}(?:[^，。；：\d]{{0,10}}?)$"), re.compile(rf"[^，。；：\d]{{0,16}}?(?:{PAY})")
"""What stands before those who are paid, and what behind them."""
NO_ACT = re.compile(
    "指|反映|名词|解释|职责|职能|政策|全[县市区镇乡]|辖区|各|乡村|村级|驻|慰问|培训|管理|服务|补助对象|援|代"
)
"""Words of a passage or a clause in which others may be paid."""
REASON = re.compile(r"(?:原因[是为]?[^。；]{0,30}|由于[^。；]{0,20}|因)(?:[\u4e00-\u9fff、]{0,10}?)$")
MORE = re.compile(r"[^，。；：\d]{0,10}?(?:增加|减少|增长|下降|增多|上升|收入)")
LEAST = 2
"""How often more a document must have the words of its own kind than those of another."""


def look(document: Document) -> Answer:
    """A135: the people who are paid, and those by whom amounts are explained, are of the maker's kind."""
    passages = read(document).passages
    kind, maker = _kind(passages)
    if kind is None:
        return answer([], 0, (), "看不出编制单位是学校、医院、法院、乡镇等哪一类")
    everything = "".join([p.text for p in passages] + [c for t in document.tables for row in t.rows for c in row])
    findings = []
    several = kind.both.search(kind.staff.sub("", everything.replace(maker, "")))
    seen = len(kind.own.findall(everything))
    for passage in passages if not several else ():
        for match in _foreign(kind, passage):
            if everything.count(match[0]) <= LEAST and seen >= LEAST * everything.count(match[0]):
                message = f"“{maker}”没有“{match[0]}”，疑为照抄其他单位的文字"
                right = "改为本单位的人员或对象"
                findings.append(passage_finding("A135", Severity.WARNING, message, passage, match.span(), right))
    return answer(findings, seen, (), "没有写本单位的人员")


def _kind(passages: tuple[Passage, ...]) -> tuple[Kind | None, str]:
    """Return of which kind the maker of a document is, by its title; none where the title does not say."""
    for passage in passages[:TITLES]:
        match = TITLE.match(NUMBERED.sub("", passage.text, count=1)) if len(passage.text) <= LONGEST_TITLE else None
        name = re.sub("（[^）]*）$", "", match["name"]) if match else ""
        for kind in (*KINDS, OTHERS):
            if name and kind.name.search(name):
                return (None if kind is OTHERS and OF_OTHERS.search(name) else kind), name
    return None, ""


def _foreign(kind: Kind, passage: Passage) -> Iterator[re.Match[str]]:
    """Yield the words of a passage for people of another kind who are paid, or by whom an amount is explained."""
    if any(map(NO_ACT.search, passage.path[-1:])):
        return
    for match in kind.staff.finditer(passage.text):
        before = re.split("[，。；：]", passage.text[max(match.start() - 40, 0) : match.start()])[-1]
        behind = OF_PAY[1].match(passage.text, match.end())
        if behind and (OF_PAY[0].search(before) or not before) and not NO_ACT.search(before + match[0] + behind[0]):
            yield match
    for match in kind.clients.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        before = passage.text[max(start, match.start() - 60) : match.start()]
        behind = MORE.match(passage.text, match.end())
        if behind and REASON.search(before) and not NO_ACT.search(re.split("[，；：]", before)[-1] + behind[0]):
            yield match


RULES: tuple[Rule, ...] = (Rule("A135", "发放对象、增减原因与单位性质相符", look),)
