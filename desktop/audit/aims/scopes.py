"""Counts of goals (绩效目标) and of the text with the project each is of: 高龄津贴项目 … 800 名, 发放人数 800 人.

Rules, sources and what is not seen: resources/rules/audit/tied_goals.md.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.audit.counts.goals import PART
from desktop.audit.details.quantities import quantities
from desktop.audit.details.things import OTHER_TIME, TABLE, Quantity, in_table
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.dataclass import dataclass
from desktop.outside.document import Document, Table

NAME_HEAD = re.compile("(?:专项|预算|支出|二级)?项目(?:（[^）]*）)?名称(?:（[^）]*）)?|项目|专项资金名称")
HEADED = re.compile(
    "金额|预算|资金|科目|编码|合计|总额|小计|拨款|指标|目标|单位|部门|名称|内容|依据|标准|类别|类型|属性"
)
"""Words of what heads a column beside that of the names."""
ABOVE = re.compile(
    r"项目(?:名称)?：([^，。；：（]{3,30})|[“（]([^“”（）]{3,30})[”）](?:项目)?(?:支出)?绩效"
    r"|^(?!.*(?:部门|单位|整体|预算|重点|财政|公开|本级|[县市区局表]|20\d\d))([^，。；：（“]{4,24}?)(?:项目)?(?:支出)?绩效目标"
)
"""How a line above a table names its project."""
NO_NAME = re.compile("指标|目标|内容|名称|绩效|单位|部门|说明|计算|标准|[，。；：]")
MONEY = re.compile(r"[（(]?[\d.,]+(?:万元|元)?[）)]?$")
PADDING = re.compile("(?:项目|经费|资金|补助|补贴|专项|支出|预算|（[^（）]*）|费用|费|及|和|的)+$")
SENTENCE = re.compile("[。；]")
SHORTEST, LONGEST, MOST = 2, 30, 0.75
"""Letters of the name of a project without what pads it; the share of its pairs by which a sentence names it."""
REVIEW = re.compile("回顾|总结|决算|执行情况|完成情况")
"""Words of a heading over what was done before."""
OVERALL = re.compile("[^，。；指标]{0,16}目标")
"""How the row of the goal of a whole project begins."""
AIM = re.compile("绩效|目标|指标|项目|经费|资金|补助|用于|测算|安排")
"""Words of a sentence that is about a project, its goals or the use of its money."""
MORE = re.compile("另有|另聘|另外|再加")
"""Words that part a count from the staff, and are of no other time."""
KINDS = {
    "场": "次",
    "期": "次",
    "批": "次",
    "批次": "次",
    "场次": "次",
    "班次": "次",
    "家": "户",
    "处": "个",
    "所": "个",
}
"""Words for one thing counted: a course is held 3 times, 3 期, 3 场."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, whether it is of a goal, the sentence and headings it stands in, and the projects these name."""

    of: Quantity
    goal: bool
    where: str
    projects: frozenset[str]
    planned: bool

    @property
    def aim(self) -> bool:
        """Whether it is of a goal: in a table of goals, or in a sentence about a project or its goals."""
        return self.goal or AIM.search(self.where) is not None

    @property
    def overall(self) -> bool:
        """Whether it stands in the goal of the whole project, and in no row of an indicator."""
        return self.goal and OVERALL.match(self.of.quote.text) is not None

    @property
    def worded(self) -> bool:
        """Whether it stands in words, not in a cell of its own beside a label."""
        return self.of.within or bool(self.of.behind)

    @property
    def kind(self) -> str:
        """What it is counted in, one word for those that may stand for each other."""
        return KINDS.get(self.of.counted, self.of.counted)


def counted(document: Document) -> list[Counted]:
    """Return the counts of a document with the projects they are of."""
    names = dict(_names(document))
    every = frozenset(sorted({name for several in names.values() for name in several})[:NAMES])
    text = read(document)
    passages, year = {each.number: each for each in text.passages}, text.year
    found, seen = [], set[tuple[object, ...]]()
    for each, goal in (*quantities(document), *_of_projects(document, names)):
        key = (each.before, each.behind, each.text, each.unit, each.place)
        if key in seen:
            continue
        seen.add(key)
        if each.place[0] == "text":
            passage = passages[each.place[1]]
            own = _around(passage.text, each)
            named = _named(own, every) or _named("".join(passage.path[-1:]), every) or _only(passage.text, every)
            found.append(Counted(each, False, own, named, _planned(each, passage, own, year)))
        else:
            found.append(Counted(each, goal, "", names.get(each.place, frozenset()), each.planned))
    return found


def _of_projects(
    document: Document, names: dict[tuple[str, int, int], frozenset[str]]
) -> Iterator[tuple[Quantity, bool]]:
    """Yield what tables that are none of goals say of projects: 寻找最美家庭 20 户."""
    for number, table in enumerate(document.tables):
        if not TABLE.search("".join((*table.above, *(cell for row in table.rows[:4] for cell in row)))):
            yield from (
                (each, False) for each in in_table(table, number) if names.get(each.place) and each.behind[:1] != "目"
            )


def _planned(each: Quantity, passage: Passage, sentence: str, year: int) -> bool:
    """Tell whether a count is of the budget's year: its clause, its sentence and its headings name no other time."""
    years = {
        int(found) for found in re.findall(r"(?<![比较与同和])20\d\d(?=年)", sentence[: sentence.find(each.clause) + 1])
    }
    clause = MORE.sub("", each.clause)
    another = OTHER_TIME.search(clause) or PART.search(clause)
    return not (another or years - {year} or any(REVIEW.search(words) for words in passage.path))


def _around(text: str, each: Quantity) -> str:
    """Return the sentence of a passage in which a count stands."""
    at = text.find(each.clause[:-2] if len(each.clause) > SHORTEST else each.clause)
    at = max(at, 0)
    low = max(text.rfind("。", 0, at), text.rfind("；", 0, at)) + 1
    end = SENTENCE.search(text, at + len(each.clause) - SHORTEST)
    return text[low : end.start() if end else len(text)]


def _names(document: Document) -> Iterator[tuple[tuple[str, int, int], frozenset[str]]]:
    """Yield the projects that each row of a table is of: the one in its column of names, or the one over it."""
    for index, table in enumerate(document.tables):
        over = frozenset(_above(table))
        column, name = -1, ""
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            head = next((n for n, cell in enumerate(cells) if NAME_HEAD.fullmatch(cell.rstrip("："))), -1)
            if head >= 0:
                name_cell = next((each for each in cells[head + 1 :] if each and each != cells[head]), "")
                name = "" if HEADED.search(name_cell) else bare_name(name_cell)
                column = -1 if name else head
            elif 0 <= column < len(cells):
                own = cells[column]
                name = bare_name(own) if own and not NO_NAME.search(own) else ("" if own else name)
            yield ("table", index, at), frozenset((name,)) if name else over


def _above(table: Table) -> Iterator[str]:
    """Yield the project that a line above a table names."""
    for line in table.above[-3:]:
        words = cleaned(line)[0]
        match = ABOVE.search(words)
        if match and (bare := bare_name(match[1] or match[2] or match[3])):
            yield bare


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """Return the name of a project without what pads it."""
    words = re.sub(r"^20\d\d年(?:度)?", "", MONEY.sub("", labels.unnumbered(cleaned(name)[0])))
    bare = PADDING.sub("", words) or words
    usable = SHORTEST <= len(bare) <= LONGEST and re.search("[\u4e00-\u9fff]{2}", bare) and not re.search(r"\d", bare)
    return bare if usable else ""


@lru_cache(maxsize=512)
def _named(words: str, names: frozenset[str]) -> frozenset[str]:
    """Return the projects that some words name: by their name, or by nearly all pairs of its letters."""
    return frozenset(name for name in names if len(name) > SHORTEST and (name in words or _nearly(name, words)))


def _nearly(name: str, words: str) -> bool:
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return len(pairs) > LETTERS and sum(pair in words for pair in pairs) >= MOST * len(pairs)


def _only(text: str, names: frozenset[str]) -> frozenset[str]:
    found = _named(text, names) if text.count("。") <= FEW else frozenset[str]()
    return found if len(found) == 1 else frozenset()


LETTERS, FEW, NAMES = 4, 2, 200
"""Pairs of letters from which a name is known by most of them."""
