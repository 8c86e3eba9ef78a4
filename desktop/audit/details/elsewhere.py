"""The name of another county (县、旗) in a document of one county: a phrase that was copied.

Rules, sources and what is not seen: resources/rules/audit/elsewhere.md.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from desktop import paths
from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

OWN = re.compile(
    r"(?:20\d\d年度?)?(?:关于)?(?:中国共产党|中共|共产主义青年团|共青团|中国人民政治协商会议|政协)?(?:[\u4e00-\u9fff]{2,6}?[省市州盟](?!场))*?"
    r"([\u4e00-\u9fff]{1,10}?(?:县|旗(?!县)|(?<![社校园景山])区))(?![级直])"
)
"""The county in the title of a document."""
TITLE_LINES, SHORT, CERTAIN, STEM = 8, 60, 4, 2
"""Lines that may be a title, letters of one, how often a document of a county names it, by how many letters."""
OTHER = re.compile(
    r"(?<=[为在对由与向赴从给经《“省市州盟])(?P<name>[\u4e00-\u9fff]{2})(?P<kind>[县旗])"
    r"(?!级|委|政府|域|城|乡|直|本级|区|内|外|里|处|境|人大|政协|纪|财政|市|团|两|际|长|（)"
)
"""Two letters and 县 behind a word or sign that no name ends with."""
NO_NAME = re.compile(
    "[全本我各该外每整两多几跨的和及与省市州区级个是了于到至县]|国家|其他|相关|有关|重点|示范|贫困|试点|脱贫|先进|卫生|文明"
    "|承担|负责|组织|推[动进]|加强|保障|落实|完成|支持|服务|提升|做好|开展|参与|配合|协助|指导|统筹|实施|纳入|属于|包括|[不包]含|促进|优化"
)
REASON = re.compile(
    "对口|帮扶|结对|协作|支援|援|跨|联办|交流|借调|挂职|跟班|选派|调入|调出|籍|考察|学习|比赛|经验|模式|接壤|毗邻|交界|相邻|邻近|周边|流域"
    "|[江河湖沟渠]|水库|公路|高速|铁路|国道|省道|路段|大桥|隧道|线路|航线|[至到]|原属|划[入出]|撤|地名|历史|古|迁|产地|采购于|供应|公司|集团|合作社|厂"
)
"""Words of a sentence that explain why another county is named."""

BECAUSE = re.compile(
    "对口|帮扶|结对|协作|支援|援助|跨|联办|合办|交流|借调|挂职|跟班|选派|调入|调出|籍|考察|学习|比赛|邀请赛|经验|模式|接壤|毗邻|交界|相邻|邻近|周边|流域"
    "|水库|公路|高速|铁路|国道|省道|路段|大桥|隧道|线路|航线|电站|原属|划[入出]|撤|地名|历史|迁|产地|采购|供应|公司|集团|合作社|厂|会议|调研|观摩|参观|培训|报名|等"
)
"""The same of one clause that names a county beyond doubt."""
BOUNDS = re.compile("[，。；：（）]")
AMONG = re.compile("(?:[至到往]|[县旗区市州][、和与及])$")
"""The end of words behind which a county is one of several, or the end of a road."""


@cache
def _counties() -> re.Pattern[str]:
    """Return how the counties, and the cities and districts of their rank, are called: resources/counties.txt."""
    lines = (paths.resources() / "counties.txt").read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split()}
    cities = _any(name for name in names if name[-1] in "市区")
    counties = _any(name.removesuffix("县") for name in names if name[-1] not in "市区")
    behind = "(?!级|域|[、和及与])"
    return re.compile(rf"(?P<name>{cities}|(?:{counties})(?:[\u4e00-\u9fff]{{2,8}}?自治)?[县旗]){behind}")


@cache
def _own_city() -> re.Pattern[str]:
    """Return how a title begins that is of a city of a county's rank."""
    lines = (paths.resources() / "counties.txt").read_text(encoding="utf-8").splitlines()
    cities = _any(name for line in lines for name in line.split() if name.endswith("市"))
    return re.compile(rf"(?:20\d\d年度?)?(?:中共|共青团|[\u4e00-\u9fff]{{2,3}}省)?({cities})")


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=lambda each: (-len(each), each)))


def _known(passage: Passage, own: str, everything: str) -> Iterator[re.Match[str]]:
    """Yield the counties of the country that a passage names, and nothing else does, without a reason in the clause."""
    for match in _counties().finditer(passage.text) if re.search("[县旗市区]", passage.text) else ():
        before, after = BOUNDS.split(passage.text[: match.start()])[-1], BOUNDS.split(passage.text[match.end() :])[0]
        road = AMONG.search(before) or after.startswith(("至", "到", "段", "境"))
        stem = match["name"].removesuffix("县").removesuffix("旗")
        alone = everything.count(stem) == 1 and not _within(stem, own) and not _cut(passage.text, match)
        if alone and not road and not BECAUSE.search(before + after):
            yield match


def _cut(text: str, match: re.Match[str]) -> bool:
    """Tell whether a name of a city or district may be the end of other words: 和平区 behind 公共."""
    return match[0][-1] in "市区" and BEGINS.search(text[: match.start()][-1:]) is None


BEGINS = re.compile("^$|[，。；：、（“《年月日在为由向对从给经省市州盟的是报至系以]")
"""The letter before a name that begins there; before a city or district no other."""


def _within(name: str, own: str) -> bool:
    """Tell whether a name and that of the maker's county are of one place: 承德 and 承德县."""
    return name in own or own[:-1] in name


def places(document: Document) -> Answer:
    """A09: a document of one county names no other one without a reason."""
    passages = read(document).passages
    cells = "".join(cell for table in document.tables for row in (table.above, *table.rows) for cell in row)
    everything = "".join((*(passage.text for passage in passages), re.sub(r"\s", "", cells)))
    own = _own(passages, everything)
    if not own:
        return answer((), 0, (), "标题没有写明是哪个县的预算")
    findings = []
    for passage in passages:
        found = {match.end(): match for look in (_others, _known) for match in look(passage, own, everything)}
        for match in found.values():
            message = f"全文是“{own}”，此处写“{match[0]}”"
            findings.append(passage_finding("A09", Severity.WARNING, message, passage, match.span(), own))
    return answer(findings, 1)


def _own(passages: tuple[Passage, ...], everything: str) -> str:
    """Return the county whose document it is: of the title, and named again."""
    first = passages[0].text[:SHORT] if passages else ""  # a long title may go on in the next line
    short = (each.text for each in passages[1:TITLE_LINES] if len(each.text) <= SHORT)
    lines = (NUMBERED.sub("", each, count=1) for each in (first, *short))
    titles = [line for number, line in enumerate(lines) if not number or ("预算" in line and "。" not in line)]
    found = sorted({match[1] for match in map(OWN.match, titles) if match}, key=len)
    found = found or list({match[1] for match in map(_own_city().match, titles) if match})
    named = found[0] if found and all(each.endswith(found[0]) for each in found) else ""
    return named if everything.count(named[:STEM]) > 1 else ""


def _others(passage: Passage, own: str, everything: str) -> Iterator[re.Match[str]]:
    """Yield what is called like another county, where the document names its own one all the way through."""
    if everything.count(own) < CERTAIN:
        return
    for match in OTHER.finditer(passage.text):
        a, b = passage.sentence_at(match.start())
        alone = everything.count(match["name"]) == 1 and match["name"] not in own
        if alone and not NO_NAME.search(match["name"]) and not REASON.search(passage.text[a:b]):
            yield match


RULES: tuple[Rule, ...] = (Rule("A09", "没有写成别的县", places),)
