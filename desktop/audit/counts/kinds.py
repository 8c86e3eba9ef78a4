"""Counts of people, vehicles and rooms: the kinds add up to the count they are of.

Rules, sources and what is not seen: resources/rules/audit/kinds.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import explained
from desktop.findings import Severity
from desktop.outside.document import Document

E, W = Severity.ERROR, Severity.WARNING
UNITS = (
    r"(辆|人次|人|名|台（套）|台|套|个|家|平方米|万?亩|公顷|公里|万?册|件"
    r"|座|张|间|栋|棵|株|头|只|羽|孔|眼|口|处|所|户|期|条|例|次|场|万?吨|公斤|立方米|平方公里|盏|幅|份|篇|批次)"
)
CHANGED = r"(?:，(?:较上年|比上年|与上年相比，?)?(?:(?:减少|增加)\d{1,6}UNIT|无变化|持平))?"
WORTH = r"(?:[，、]?(?:账面|资产)?(?:价值|原值|净值|总值|金额)(?:为|共|约)?[\d.,]{1,14}万?元)?"
ITEMS = rf"((?:[^，。；、：\d]{{0,40}}(?:{MANY})UNIT(?:（＊+）)?{CHANGED}{WORTH}[，、；]?){{1,60}})"
DIVIDED = re.compile(
    rf"(?<![\d.,])({MANY}){UNITS}[^，。；、：（）\d]{{0,16}}{WORTH}[，。；（]?（?(?:其中|包括|内容为|：?(?=(?:[托小大中]班|[七八九]年级|[初高][一二三](?:年级)?)(?:{MANY})个))[：，]?"
    + ITEMS.replace("UNIT", r"\2")
)
SUMMED = re.compile(
    rf"((?:[^。；：\d]{{2,60}}(?:{MANY}){UNITS}[，、；]){{2,12}})(?:以上)?(?:共计|合计|总计|共)({MANY})\2(?!项目|单位)"
)
"""Kinds with their counts, and then what they come to: 行政编制 8 名，事业编制 4 名，共计 12 名."""
WITHIN = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}}?)中[，：]?(?=[^，。；、：\d]{{1,20}}({MANY}){UNITS})" + ITEMS.replace("UNIT", r"\3")
)
PRESENT = re.compile(
    rf"(?:实有|供养|在册|单位|总)人[数员](?:总数|总计|合计|共计?|为)*({MANY})(人|名)[。；，：](?=在职)"
    + ITEMS.replace("UNIT", r"\2")
)
"""All people and then those in post and retired, in a sentence of their own."""
TOGETHER = re.compile(
    rf"((?:[^。]{{0,30}}实有(?:{MANY})(人|名)[；，。]){{2,6}})(?:单位|年末)?实有(?:人员|人数)?(?:合计|共计|总计|共)({MANY})\2"
)
"""People in post of each kind of post, and what they come to: 行政编制9人，实有8人；…。实有人员合计13人."""
INNER = re.compile(rf"(?<![\d.,])({MANY}){UNITS}（((?:[^，。；、：（）\d]{{1,20}}(?:{MANY})\2[、，]?){{2,12}})）")
"""A count and its kinds in the bracket right behind it: 24 辆（救护车 22 辆、冷藏车 2 辆）."""
INNER_BRACKET = re.compile(rf"(?:{MANY}){UNITS}（([^（）。；]{{1,200}})）")
OF_ITSELF = re.compile(r"(?<!\d)[\u4e00-\u9fff]（((?:含|包括|包含)[^（）。；]{1,200})）")
"""A bracket that says what an office has in it: 县纪委机关（含6个派驻组）."""
OF_ONE, LISTED = re.compile("含|包括|其中"), re.compile(r"[班级一二三]\d{1,3}个、[^。；（]*$")
"""How a bracket begins that divides one of several kinds of classes; such kinds before it."""
WORDS = re.compile(r"（[^（）\d]{1,60}）")
"""A bracket that only explains: 旅行车（含商务车、面包车）4 辆."""
IN_POST = re.compile("在职|在编|在岗|教职工|职工")
OTHERS = re.compile("(?:另有?)?(?:离退休|退休|离休|编外|聘用|临聘|劳务|遗属|学生|在校|住校)")
"""People after a ； who are of no kind of those before it: 在职 208 人，其中专任教师 186 人；退休人员 97 人."""
STAND_BESIDE = re.compile(
    rf"(离休|编外|[聘返]用|临聘|临时|劳务|遗属|公益性?岗|借调|退养|内退|政府购买|志愿)[^，。；、：\d]{{0,14}}({MANY})[人名]"
)
"""Other people, who may be of all there are where those in post and retired do not come to it."""
BESIDE = 60
"""Letters behind kinds in which they stand."""
WIDER = re.compile("全[县市区州镇乡旗]")
"""Words of a count that is of a place, not of the kinds before it."""
ALIKE = Decimal("0.8")
"""How much of all there is kinds of one thing have to be for the list to be taken as full."""
OF_ANOTHER = re.compile(
    "[，、；](?:另|此外|还有|不含|比|较|同比|与|(?:全[县市区州镇乡旗校])?累计|全[县市区州镇乡旗]"
    "|轮换|销售|收购|实现|达到|惠及|受益|覆盖|发放)"
)
"""Words behind kinds with which counts of something else begin."""
CHANGE = re.compile(r"(?:增加|减少|新增|净增|净减|增长|下降|增|减)了?$")
"""What makes a count one of a change: 比上年减少 4 人."""
HEAD = re.compile(
    rf"(?<![\d.,])({MANY})UNIT[，、（][^，。；：（）\d]{{0,12}}(?:增加|减少|净增|净减|增长|下降|增|减)了?$"
)
"""The count right before its own change: 实有 172 人，比上年减少 4 人，其中行政 39 人…."""
NEAR = 48
"""Letters before a count in which what it is the change of stands."""
ITSELF = re.compile(
    "(?:本级|机关|本部|本身|自身|[局委办院会部府社校厅站])[^，。；：、\\d]{0,8}(?:和|及|以及|与|、|，)(?:所属|下属|下辖|直属|其)?(?:的)?$"
)
"""The office itself, counted with the units below it: 由局本级和 2 个下属单位组成."""
OVERLAP, PAIR = Decimal("1.5"), 2
"""How many times all there is kinds come to that are likely told of the same things."""
OWED = re.compile(r"[^，。；、：]{0,30}（待填写")
"""A further kind whose count nobody has filled in yet."""
CLOSED = (
    {"在职", "退休"},
    {"离休", "退休"},
    {"管理", "专业技术", "工勤"},
    {"管理", "教师", "工勤"},
    {"管理", "专业技术"},
    {"员额", "辅助", "司法行政"},
    {"法官", "辅助", "司法行政"},
    {"检察官", "辅助", "司法行政"},
    {"行政", "事业"},
    {"全额", "差额"},
    {"公务员", "工勤"},
    {"参公", "工勤"},
    {"行政", "工勤"},
    {"教师", "工勤"},
    {"自有", "租用"},
    {"自有", "租赁"},
    {"新建", "续建"},
    {"新建", "改建"},
    {"新建", "改造"},
    {"城市", "农村"},
    {"城镇", "农村"},
    {"小班", "中班", "大班"},
    {"七年级", "八年级", "九年级"},
    {"高一", "高二", "高三"},
    {"稻谷", "小麦"},
    {"男", "女"},
    {"在编", "编外"},
    {"定编", "非定编"},
)
CAR = re.compile(
    r"(?:领导|干部|公务|机要|通信|应急|保障|执法|执勤|特种|技术|离退休|其他|校车|救护|消防|环卫|洒水|防疫|业务|专用|警|作业|轿车|越野车|旅行车|面包车|客车|货车|巡查|巡逻|巡护|工作|生产|勘察|用车$|车辆?$).{0,8}$"
)
"""Words of kinds that leave nothing out; the kinds of vehicles."""


def vehicles(document: Document) -> Answer:
    """A73: counts of kinds of vehicles, equipment or people add up to the count they are of; no kind stands twice."""
    findings, unsure, seen = [], [], 0
    for passage in read(document).passages:
        for match, total, unit, listed in _divided(passage):
            parts = _kinds_of(_without_others(match, _own(passage, match, listed)), unit)
            if not parts:
                continue
            seen += 1
            result = _counts(passage, match, total, unit, parts)
            findings += [result] if isinstance(result, AuditFinding) else []
            unsure += [result] if isinstance(result, str) and result else []
    return answer(findings, seen, unsure, "没有分项的数量")


def _divided(passage: Passage) -> Iterator[tuple[re.Match[str], Decimal, str, str]]:
    """Yield each count with its kinds: the match, the count, what is counted, the kinds."""
    text, at = _without_inner(passage.text), 0
    while match := DIVIDED.search(text, at):
        stated = _head(text, match)
        if stated is not None:
            yield match, stated, match[2], match[3]
        at = match.start(3)  # one of the kinds may be divided again
    for match in PRESENT.finditer(passage.text):
        yield match, many(match[1]), match[2], match[3]
    for match in INNER.finditer(passage.text):
        if not CHANGE.search(passage.text[max(match.start() - NEAR, 0) : match.start()]):
            yield match, many(match[1]), match[2], match[3]
    for match in SUMMED.finditer(passage.text):
        if not match[1].startswith(match[2]):  # 1个行政单位，参公单位2个，共3个: the first stands before
            yield match, many(match[3]), match[2], match[1]
    for match in TOGETHER.finditer(passage.text):
        kinds = re.findall(rf"([\u4e00-\u9fff]{{2,8}}?)(?:编制)?(?:{MANY})?[人名]?，?实有({MANY})", match[1])
        yield match, many(match[3]), match[2], "，".join(f"{name}{count}{match[2]}" for name, count in kinds)
    for match in WITHIN.finditer(passage.text):
        total = re.search(rf"{match[1]}({MANY}){match[3]}", passage.text[: match.start()])
        if total:
            yield match, many(total[1]), match[3], match[4]


def _head(text: str, match: re.Match[str]) -> Decimal | None:
    """Return the count whose kinds follow: the one before where the nearest is its change, none where that is alone."""
    before = text[max(match.start() - NEAR, 0) : match.start()]
    if not CHANGE.search(before):
        return many(match[1])
    head = re.search(HEAD.pattern.replace("UNIT", re.escape(match[2])), before)
    return many(head[1]) if head else None


def _without_inner(text: str) -> str:
    """Return a text with the brackets blotted out in which a kind is divided further: 事业 13 个（含卫生院 10 个）."""
    text = WORDS.sub(lambda match: f"（{'＊' * (len(match[0]) - 2)}）", text)
    for match in (*INNER_BRACKET.finditer(text), *OF_ITSELF.finditer(text)):
        before = text[text.rfind("。", 0, match.start()) + 1 : match.start()]
        if "其中" in before or (OF_ONE.match(match[match.lastindex or 1]) and LISTED.search(before[-80:])):
            inside = match.lastindex or 1
            text = text[: match.start(inside)] + "＊" * len(match[inside]) + text[match.end(inside) :]
    return text


def _kinds_of(listed: str, unit: str) -> list[tuple[str, str]]:
    """Return the kinds with their counts; what follows a ； after kinds parted by 、 or ， is of something else."""
    plain = re.sub("（＊+）", "", listed)
    plain = re.sub(WORTH, "", re.sub(CHANGED.replace("UNIT", re.escape(unit)), "", plain))
    plain = _undivided(plain, unit)
    found = [re.findall(rf"([^，。；、：\d（]*)({MANY}){re.escape(unit)}", each) for each in plain.split("；")]
    return found[0] if len(found[0]) > 1 else [part for several in found for part in several]


def _own(passage: Passage, match: re.Match[str], listed: str) -> str:
    """Return kinds without the people after a ； who are none of those in post before it."""
    first, *rest = listed.split("；")
    in_post = IN_POST.search(passage.text[max(match.start() - 10, 0) : match.start()])
    return "；".join([first, *(each for each in rest if not ((in_post and OTHERS.match(each)) or WIDER.match(each)))])


def _without_others(match: re.Match[str], listed: str) -> str:
    """Return kinds without those of another list: 另有退休 13 人 behind them; before 另聘用…共计, what is before 另."""
    if match.re is SUMMED:
        parts = re.split("(?:^|(?<=[，、；]))(?=另)", listed)
        return parts[-1] if len(re.findall(MANY, parts[-1])) > 1 else listed
    return OF_ANOTHER.split(listed)[0]


def _undivided(listed: str, unit: str) -> str:
    """Return kinds without those that divide one of them: 在职17人，包括公务员11人、工勤6人；."""
    inner = re.compile(rf"({MANY}){re.escape(unit)}[，、]?{AGAIN}([^；。]*)")
    for match in inner.finditer(listed):
        added, end = Decimal(0), 0
        for count in re.finditer(rf"({MANY}){re.escape(unit)}", match[2]):
            added, end = added + many(count[1]), count.end()
            if added >= many(match[1]):
                break
        if added == many(match[1]) and end:
            return listed.replace(match[0], f"{match[1]}{unit}{match[2][end:]}")
    return listed


AGAIN = (
    r"(?:其中|包括|即|含"
    r"|[^，。；、：\d（]{0,12}?(?:主要|分别|具体|均|都|全部)(?:是|为|系|包括|包含|含|有|用作|用于))[：:]?"
)
"""Words between a kind and what it is in its turn."""


def _alike(names: list[str]) -> bool:
    """Tell whether kinds are all of the same thing by their last letter: 成人阅览席、少儿阅览席、电子阅览席."""
    return len({name[-2:] for name in names}) == 1 and len(set(names)) == len(names)


def _some(match: re.Match[str], parts: list[tuple[str, str]]) -> list[Decimal]:
    """Return what some of the kinds come to where the others may be of something else: the last ones, before a total.

    Those behind a list of kinds are (学生 90 人，其中一年级…，住校生 40 人), unless they bear the name of a kind.
    """
    counts = [many(count) for _, count in parts]
    if match.re is SUMMED:
        return [sum(counts[n:], Decimal(0)) for n in range(len(parts) - 1)]
    first, _, rest = match[3].partition("，")
    listed = len(re.findall(MANY + re.escape(match[2]), first))
    if listed > 1 and "、" in first and not re.search("其[他余]", rest):
        return [sum(counts[:listed], Decimal(0))]  # 新建 2 万亩、改造 1 万亩，节水 1 万亩
    if not re.search("[人名]$", match[2]):
        return []
    if "；" in match[3] and len(parts) > 1 and counts[0] == many(match[1]):
        return counts[:1]  # 实有44人，其中：在职44人；退休23人: the others stand beside those in post
    first_others = next((n for n, (name, _) in enumerate(parts) if OTHERS.match(name)), len(parts))
    if 1 < first_others < len(parts) and all(OTHERS.match(name) for name, _ in parts[first_others:]):
        return [sum(counts[:first_others], Decimal(0))]  # 61人，其中行政29人，事业32人，退休人员24人
    ends = [name[-2:] for name, _ in parts]
    other = [n for n in range(2, len(parts)) if ends[n] not in ends[:n] and "其他" not in parts[n][0]]
    return [sum(counts[:n], Decimal(0)) for n in other]


def with_others(text: str, span: tuple[int, int], names: str, lacks: Decimal) -> bool:
    """Tell whether other people in or behind a list may be what it lacks: 其中在职 26 人；退休 15 人。遗属 2 人."""
    found = STAND_BESIDE.finditer(text, span[0], span[1] + BESIDE)
    others = sum((many(each[2]) for each in found if each[1] not in names), Decimal(0))
    return 0 < others <= lacks


def _counts(
    passage: Passage, match: re.Match[str], total: Decimal, unit: str, parts: list[tuple[str, str]]
) -> AuditFinding | str:
    names = [name for name, _ in parts]
    double = next((name for name in names if name and names.count(name) > 1), "")
    if double:
        return passage_finding("A73", W, f"“{double}”写了两次", passage, match.span(), f"“{double}”只写一次")
    added = sum((many(count) for _, count in parts), Decimal(0))
    below = [many(count) for name, count in parts if name.endswith("小计")]
    if added == total + 1 and ITSELF.search(passage.text, max(match.start() - NEAR, 0), match.start()):
        return ""
    people = "".join(names)
    if re.search("在职.*退休", people) and with_others(passage.text, match.span(), people, total - added):
        return f"“{match[0][:30]}”之外还有别的人员"
    if _ranked(names):
        return f"“{match[0][:30]}”按两种分法写"
    if added == total or total in (sum(below), added - sum(below), *_some(match, parts)):
        return ""
    words = "、".join(names)
    closed = any(all(word in words for word in kinds) for kinds in CLOSED)
    closed = closed or (match.re is INNER and not (re.match("其中|含|包括", match[3]) or SOME_OF.search(words)))
    closed = closed or (match.re is SUMMED and not re.search("[^\\d个名人辆台套][、，]", match[1]))
    kinds = len(parts) > 1 and (closed or (unit in {"辆", "台"} and all(map(CAR.search, names))))
    lone = len(parts) == 1 and added < total  # 5 辆，其中其他用车 2 辆
    kinds = kinds or (len(parts) > 2 and ALIKE * total <= added and _alike(names))
    owed = OWED.match(passage.text, match.end()) is not None
    lists = [[count for _, count in parts[:n]] for n in range(len(parts), 1, -1)]
    slip = next(filter(None, (explained(each, str(total)) for each in lists)), None)
    if slip and (added < total or not kinds):
        message = f"各项之和 {added}{unit}，总数 {total}{unit}；{slip[0]} 写成 {slip[1]} 就恰好相等，疑为笔误"
        return passage_finding("A73", W, message, passage, match.span(), f"核对 {slip[0]}")
    if re.search("女|党员|学历|职称|(?<!规模)(?<!限额)以上(?!领导)|民族", words) or (
        added < total
        and (owed or not (kinds or match.re is SUMMED or (re.search("其[他余]", words) and added and not lone)))
    ):
        return f"“{match[0][:30]}”不一定写全了"
    severity = E if (kinds and added > total) or re.search("其[他余]", words) else W
    most = max(many(count) for _, count in parts)
    if len(parts) == PAIR and not kinds and match.re is DIVIDED and added >= OVERLAP * total and most <= total:
        return f"“{match[0][:30]}”可能互相重叠"
    message = f"各项之和 {added}{unit}，总数 {total}{unit}"
    return passage_finding("A73", severity, message, passage, match.span(), f"{added}{unit}，或改正其中一项")


SOME_OF = re.compile("医师|医生|护士|护理|药师|药剂|技师|医技|教练|辅导员|班主任|会计|工程师|博士|硕士|人才|骨干")
"""Callings beside which there are always others: 卫生技术人员 215 人（执业医师 86 人、护士 98 人）."""
RANK = re.compile(
    "正高|副高|高级|中级|初级|[一二三]级(?:及以下)?教师|特级|骨干|双师|硕士|博士|研究生|本科|大专|获奖|持证"
)
"""Words of what the people of any kind may be besides."""


def _ranked(names: list[str]) -> bool:
    """Tell whether some kinds are ranks and others are not: 专任教师 120 人，高级教师 40 人."""
    ranked = [RANK.search(name) is not None for name in names]
    return any(ranked) and not all(ranked) and not any(re.search("其[他余]", name) for name in names)


RULES: tuple[Rule, ...] = (Rule("A73", "数量的各项之和等于总数", vehicles),)
