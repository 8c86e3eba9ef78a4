"""The name of another county (县、旗) in a document of one county: a phrase that was copied.

Rules, sources and what is not seen: resources/rules/audit/elsewhere.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from desktop.outside.document import Document

OWN = re.compile(r"(?:^|年度?|省|市|州|盟|关于)([\u4e00-\u9fff]{2,10}?(?:县|旗|(?<![社校园景山])区))(?!级|委|直)")
"""The county in the title of a document."""
TITLE_LINES, SHORT, CERTAIN = 8, 60, 4
"""Lines that may be a title, letters of one, and how often a document of a county names it."""
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


def places(document: Document) -> Answer:
    """A09: a document of one county names no other one without a reason."""
    passages = read(document).passages
    cells = "".join(cell for table in document.tables for row in (table.above, *table.rows) for cell in row)
    everything = "".join((*(passage.text for passage in passages), re.sub(r"\s", "", cells)))
    own = _own(passages, everything)
    if not own:
        return answer((), 0, (), "标题没有写明是哪个县的预算")
    findings = [
        passage_finding("A09", Severity.WARNING, f"全文是“{own}”，此处写“{match[0]}”", passage, match.span(), own)
        for passage in passages
        for match in _others(passage, own, everything)
    ]
    return answer(findings, 1)


def _own(passages: tuple[Passage, ...], everything: str) -> str:
    """Return the county whose document it is: of the title, and named all the way through."""
    titles = [each.text for each in passages[:TITLE_LINES] if len(each.text) <= SHORT and "预算" in each.text]
    found = {match[1] for title in titles for match in OWN.finditer(title)}
    named = found.pop() if len(found) == 1 else ""
    return named if named and everything.count(named) >= CERTAIN else ""


def _others(passage: Passage, own: str, everything: str) -> Iterator[re.Match[str]]:
    for match in OTHER.finditer(passage.text):
        a, b = passage.sentence_at(match.start())
        alone = everything.count(match["name"]) == 1 and match["name"] not in own
        if alone and not NO_NAME.search(match["name"]) and not REASON.search(passage.text[a:b]):
            yield match


RULES: tuple[Rule, ...] = (Rule("A09", "没有写成别的县", places),)
