"""Lists of offices and units in a sentence beside their count: how they are written, how many names they may hold."""

import re
from itertools import takewhile

from desktop.audit.sentences.numerals import NUMERAL, number

NUMBER = rf"(\d{{1,3}}|{NUMERAL})"
KIND = (
    r"(?:职能|办事|内设|机关|下属|所属|直属|二级|预算|事业|行政|参公|综合|业务|基层|独立核算|派出)*"
    r"(?:机构|科室|股室|处室|部室|办公室|单位|科|股|室|处|部门|中心|所|站|队|法庭|学校|分局|卫生院)"
)
KINDS = re.compile(
    rf"(?:分为|共计?|共有){NUMBER}(?:类|部分|项|个方面|个|家)(?:{KIND})?，?(?:其中|具体)?(?:分别[为是]|包括|如下)?：?$"
    rf"|{KIND}{NUMBER}[个家]，?(?:具体)?(?:分别[为是]|包括|如下)：?$"
    rf"|涉及{NUMBER}个[类款项]级科目，?(?:其中|具体|分别[为是]|包括|如下)*：?$"
)
"""How a count ends a paragraph whose numbered lines follow: 共分为四类：."""
TABLE_BELOW = re.compile(
    rf"{NUMBER}[个家]{KIND}?[^。；\d]{{0,12}}(?:(?:见下表|如下表|如下)[：:。]?|(?:包括|分别[为是])[：:])$"
)
"""The same before a table that numbers its rows."""
LISTED = re.compile(
    rf"{NUMBER}[个家]({KIND})(?:预算)?(?:（[^）]{{0,12}}）)?(?:，[均都全]部?[为是][^，。；：、\d]{{2,20}})?(?:[，,]?(?:具体)?(?:分别是|分别为|即|为|包括|是)：?|：|，|（)([^。；]+)"
)
TURNED = re.compile(
    rf"({KIND})(?:共计|共有|合计|包括|共|有|为)?{NUMBER}[个家](?:，[均都全]部?[为是][^，。；：、\d]{{2,20}})?(?:：|，(?:具体)?(?:分别是|分别为|即|为|包括|有|是)：?|（)([^。；]+)"
)
BEFORE = re.compile(rf"(?:包括|：|为(?!民)|由|设有?)([^。；：，]{{1,120}}?)(?:，?共(?:计)?)?{NUMBER}个({KIND})")
FROM_TO = re.compile(
    r"第([一二三四五六七八九])(?:至|到|-|—)第?([二三四五六七八九十])([\u4e00-\u9fff]{2,12}?[室科股处庭部所队])"
)
COUNTED_AMONG = re.compile(rf"(?:^|、|以及|[和及与]){NUMBER}[家所](?![^、，]*、[^、，]*共)([^、，；。]*)")
"""Offices that are only counted among names: 县医院、县中医院和5家乡镇卫生院."""
INSIDE = re.compile("(?:[^（）]|（[^（）]*）)*")
LONG_WORD = 4
"""Letters of a word before 和 that is no short name of an office."""
PREDICATE = re.compile(
    r"不(?!动产)|未|没有|均|都(?!市)|暂|尚|纳入|并入|合并|列入|计入|随[^、]{1,8}(?:编|核算)|由[^、]{1,16}(?:管|编|核算|代|负责)"
    r"|实行|编制|核算|单独|独立|撤销|划转|合署|挂靠|承担|负责|属于|隶属|[为是系属][^、]{0,8}(?:单位|机构|部门|编制)|预算$|管理$"
)
"""What a clause says of the offices it names."""
ANOTHER_LIST = re.compile(
    r"另|下设|下辖|下属|所属|直属|派[出驻]|管理(?!局|所|处|站|中心|科|股|办)|代管|指导|挂(?!职)|加挂|并|同时|以上|上述|此外|其中"
)
"""How a clause begins that lists others."""
SHORTEST = 2
"""Letters of a word before 和 without which it is only a piece of a name: 仁和法庭 is one."""
OFFICE = re.compile(
    r"(?:科|股|室|处|部|中心|所|站|队|局|办|委|组|院|校|团|馆|会|公司|机关|本级|大厅|署|学|园|庭|场)(?:（[^）]*）)?$"
)


def names_of(match: re.Match[str]) -> str:
    """Return the names behind a count; those in a bracket to its end: 机构2个（甲股、乙股），派出机构1个（丙站）."""
    inside = INSIDE.match(match[3]) if match.string[match.start(3) - 1] == "（" else None
    return inside[0] if inside else match[3]


def counts_before(text: str, match: re.Match[str]) -> set[int]:
    """Return what a table below may count: 共 4 个，其中行政 1 个、事业 3 个，见下表 is any of them, or all kinds."""
    if re.search("共[有计]?$", text[: match.start(1)]):
        return {number(match[1])}
    kinds = [number(each) for each in re.findall(rf"{NUMBER}[个家]", text.rpartition("其中")[2])]
    return {number(match[1]), sum(kinds), *(number(each) for each in re.findall(rf"{NUMBER}[个家]", text))}


def sizes(names: str) -> set[int]:
    """Return how many names a list may hold; empty where it is no list of offices."""
    plain = re.sub(r"（[^（）]*）", "", re.sub(r"（[^（）]*）", "", names)).rstrip("）")
    plain = FROM_TO.sub(lambda match: "、".join([match[3]] * (number(match[2]) - number(match[1]) + 1)), plain)
    plain = COUNTED_AMONG.sub(lambda match: "、" + "、".join([match[2]] * number(match[1])), plain).lstrip("、")
    plain = re.sub(r"(?<!天)等(?:\d+|[一二三四五六七八九十]+)?个?.*$|(?:共)?[\d]+个.*$", "", plain)
    clauses = plain.split("，")
    if re.match("各|所有|全部|全县|全市", plain):
        return set()  # 各派出所 names none of them
    if "、" not in plain and len(clauses) < 2 and not OFFICE.search(plain):
        return set()
    offices = [*takewhile(_lists, clauses[:1]), *takewhile(_goes_on, clauses[1:] if _lists(clauses[0]) else [])]
    if not offices:
        return set()
    items = [item for clause in offices for item in clause.split("、") if item]
    if sum(bool(OFFICE.search(item)) for item in items) * 2 < len(items):
        return set()
    joined = sum(_may_be_two(item, last=item is items[-1]) for item in items)
    wide = re.split(r"[、，]", "，".join(offices))
    return set(range(len(items), max(len(items) + joined, len(wide)) + 1)) - ({len(items)} if _joined(items) else set())


def _lists(clause: str) -> bool:
    """Tell whether a clause is one of names of offices."""
    return OFFICE.search(clause) is not None or "、" in clause


def _goes_on(clause: str) -> bool:
    """Tell whether a later clause goes on with the list: 乙队、丙所不单独编制预算 does not, 下属乙站 begins another."""
    if ANOTHER_LIST.match(clause):
        return False
    return _lists(clause) and (OFFICE.search(clause) is not None or not PREDICATE.search(clause.rpartition("、")[2]))


def _may_be_two(item: str, *, last: bool) -> int:
    """Return by how many names an item may be more than one: 财务和资产科 may be two, 种植业与农药管理股 is one.

    和 joins the last two names; within a list it joins two only where the first one is whole: 甲股和乙股.
    """
    *heads, _ = re.split("以及|(?<![普涉])及|和|(?<=[科股室处部心所站队局办])与", item)
    offices = [len(head) >= SHORTEST and OFFICE.search(head) is not None for head in heads]
    short = [last and SHORTEST <= len(head) < LONG_WORD for head in heads]
    return sum(a or b for a, b in zip(offices, short, strict=True))


def _joined(items: list[str]) -> bool:
    """Tell whether the last name is two for certain: 甲股以及乙股."""
    return re.search(r"(?:科|股|室|处|部|中心)(?:以及|及|和)[^、]+(?:科|股|室|处|部|中心)$", items[-1]) is not None
