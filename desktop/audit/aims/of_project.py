"""How many people or things a project is for: in the words of its row (保障辅警 123 人), and in the text.

Rules, sources and what is not seen: resources/rules/audit/of_project.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding
from desktop.audit.counts import goals
from desktop.audit.details import quantities
from desktop.audit.details.aligned import nearly
from desktop.audit.details.alike import PERCENT, slip
from desktop.audit.details.things import Quantity, in_table, in_text
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

HEAD = re.compile("目标|指标|项目(?:内容|概况|说明|简介|用途)|测算|资金用途|主要内容|支出内容|立项依据|备注")
PROJECT = re.compile("项目|专项")
"""Words over a table of projects and what each is for."""
PADDING = re.compile(
    "(?:项目|经费|资金|补助|补贴|专项|支出|工资|报酬|待遇|生活|费用|费|（[^（）]*）|及|和|保险|社保|社会保险|劳务|绩效|购买服务|运行|运转|保障|配套)+$"
)
"""What ends the name of a project beside those it is for."""
ENDS = re.compile("[的了约共计达到为至有各类等余及和并对向给在名个总数]+$")
LEADS = re.compile(
    "^(?:完成|保障|保证|确保|计划|拟|实施|组织|用于|发放|支付|聘用|聘请|招聘|配备|落实|安排|为|对|给|全县|全市|全区|全镇|本年|全年|20|年|度|共|约|现有|在岗|在册|我[局院校])+"
)
GENERIC = re.compile("(?:人员|人数|职工|干部|群众|对象|数量|人|名|服务|全员|工作人员|户|家庭)?")
"""Words before a number that say nothing but that it is of those of the project."""
SOME = re.compile(
    "其中|编制|培训|新增|新招|增加|减少|上年|退出|补充|另|每|试点|部分|重点|死亡|因公|优秀|表彰|奖励|考核|体检|抽取|首批"
)
"""Words of a clause whose number is of some of them, or of posts."""
PEOPLE = frozenset({"人", "户"})
FEWEST, MANY, NAME, SHORT, HUNDRED, LONGEST = 3, 10, 4, 2, 100, 8
"""Letters of names, short ones and long ones; numbers from which a slip, and one of a general name, is believed."""
MOST = 400
"""Numbers with one pair of letters that are looked at."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A number in the row of a project. project: its name where the number is of those it is named for."""

    project: str
    of: Quantity


def look(document: Document) -> Answer:
    """A133: a project is for as many people or things as the text counts of those it is named for."""
    aims = [aim for n, table in enumerate(document.tables) for aim in _aims(table, n)]
    findings, seen = [], 0
    index: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    text, every = read(document), set()
    for passage in text.passages if aims else ():
        for each in in_text(passage, text.year):
            every.add((each.counted, each.value))
            noun = ENDS.sub("", each.before)
            if len(noun) >= SHORT and each.counted not in PERCENT and not SOME.search(each.clause):
                for key in (noun[-SHORT:], *dict.fromkeys(noun[-LONGEST:])):  # one letter: of a name in short
                    index[each.counted, key].append(each)
    for aim in aims:
        pairs = dict.fromkeys(aim.project[at : at + SHORT] for at in range(len(aim.project) - 1))
        words = aim.of.before[-LONGEST:] + "|" + aim.of.behind[:LONGEST]
        pairs |= dict.fromkeys(words[at : at + SHORT] for at in range(len(words) - 1))
        pairs |= dict.fromkeys(("人员", "家庭", ENDS.sub("", aim.of.before)[-1:]))
        near = [each for pair in pairs for each in index.get((aim.of.counted, pair), [])[:MOST]]
        near = list(dict.fromkeys(near))
        of_project = [each for each in near if aim.project and _of_project(aim, each)]
        stated = of_project or [each for each in near if _of_words(aim.of, each)]
        seen += bool(stated)
        if len({each.value for each in stated}) != 1 or stated[0].value == aim.of.value:
            continue
        if (aim.of.counted, aim.of.value) not in every and _wrong(aim, stated, bool(of_project)):
            of, other = aim.of, stated[0]
            shown = f"{other.text}{other.unit}"
            message = f"项目目标写 {of.text}{of.unit}，说明中为 {shown}"
            findings.append(
                finding("A133", Severity.WARNING, message, [of.quote, other.quote], (), f"{shown}，或改正说明")
            )
    others = [*goals.goals(document).findings, *quantities.look(document).findings] if findings else []
    known = {quote.text for each in others for quote in each.quotes}
    findings = [each for each in findings if each.quotes[0].text not in known]
    return answer(findings, seen, (), "没有在项目和说明中都写的人数、数量")


def _wrong(aim: Aim, stated: list[Quantity], of_project: bool) -> bool:
    """Tell whether two numbers are one that was copied wrongly, or nearly one and stated where the year is planned."""
    planned = any(each.planned for each in stated)
    sure = aim.of.value >= MANY and slip(aim.of, stated[0])
    return sure or (of_project and planned and aim.of.value >= MANY and len(stated) > 1 and nearly(aim.of, stated[0]))


def _aims(table: Table, index: int) -> Iterator[Aim]:
    """Yield the numbers in rows of projects that may be of those the project is named for; one of a unit in a row."""
    words = "".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))
    if not HEAD.search(words) or not PROJECT.search(words):
        return
    rows = defaultdict[int, list[Quantity]](list)
    for each in in_table(table, index):
        rows[each.place[2]].append(each)
    for at, several in rows.items():
        name = next((labels.unnumbered(cleaned(cell)[0]) for cell in table.rows[at] if _is_name(cell)), "")
        name = PADDING.sub("", name)
        for each in several if len(name) >= SHORT else ():
            alone = sum(other.counted == each.counted for other in several) == 1
            of_all = each.planned and each.counted not in PERCENT and not SOME.search(each.clause)
            if alone and of_all:
                yield Aim(name if _is_of(each, name) else "", each)


def _is_name(cell: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]{2}", cell) is not None


def _is_of(each: Quantity, name: str) -> bool:
    """Tell whether a number of a row is of those the project is named for (辅警 of 警务辅助人员), of no others."""
    before = LEADS.sub("", ENDS.sub("", each.before))
    behind = re.split("[的发工补生劳社待开按进参]", each.behind)[0]
    noun = before if not GENERIC.fullmatch(before) or each.counted not in PEOPLE else behind
    if GENERIC.fullmatch(noun):
        return each.counted in PEOPLE
    return noun.removesuffix("人员") in name or (len(noun) <= NAME and set(noun) <= set(name + "人员"))


def _of_words(of: Quantity, each: Quantity) -> bool:
    """Tell whether a number of the text is of those that the words around the number of a row name, also in short."""
    noun = LEADS.sub("", ENDS.sub("", each.before))
    before, behind = LEADS.sub("", ENDS.sub("", of.before)), of.behind
    if len(noun) < SHORT or GENERIC.fullmatch(noun):
        return False
    if len(noun) >= FEWEST and (before.endswith(noun) or (not before and behind.startswith(noun))):
        return True
    if len(before) >= FEWEST and noun.endswith(before):
        return True
    if SHORT <= len(before) <= min(NAME, len(noun) - SHORT) and not GENERIC.fullmatch(before):
        return set(before.removesuffix("人员")) <= set(noun)
    return not before and behind[:SHORT] == noun[-SHORT:] and of.value >= HUNDRED


def _of_project(aim: Aim, each: Quantity) -> bool:
    """Tell whether a number of the text is of those that a project is named for."""
    noun = LEADS.sub("", ENDS.sub("", each.before))
    own = aim.project if aim.project.endswith("人员") or not noun.endswith("人员") else aim.project + "人员"
    if len(noun) < FEWEST:
        return noun == aim.project
    if noun.endswith(own) or own.endswith(noun):
        return min(len(noun), len(own)) >= FEWEST
    return len(noun) > NAME and own.startswith(noun)


RULES: tuple[Rule, ...] = (Rule("A133", "项目写的人数、数量与说明一致", look),)
