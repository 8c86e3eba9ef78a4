"""Numbers in tables of performance goals (绩效目标表) against what the text counts of the same thing.

Rules, sources and what is not seen: resources/rules/audit/goals.md.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.sentences.numerals import MANY, many
from desktop.audit.sentences.prose import Passage, cleaned
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import same_digits, slips
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

UNIT = r"[%‰]|[人家场户批件]次|平方米|公里|公顷|万?亩|[人名户生辆台套个期班次座件册间栋场处所条项批张例对头只株份家]"
GOALS = re.compile("指标值?|绩效目标|目标值")
"""Words in the head of a table of goals."""
VALUE = re.compile(rf"(?P<sign>[≥≤=＝>＞<＜])?({MANY})({UNIT})(?:以上|左右|以[下内])?")
ENTIRE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,4}}指标\d?)?(?P<noun>[\u4e00-\u9fff“”]{{4,20}}?)(?:期数|次数|人数|数量|面积)?(?P<sign>[≥≤=＝>＞<＜])?({MANY})({UNIT})"
)
"""A goal in one cell or line: 建设村级站点 60 个."""
LINE = re.compile("(?:产出|效益|满意度)?(?:数量|质量|时效|成本|社会效益|服务对象满意度|满意度)指标")
"""How the line of a goal begins in a text."""
LABEL = re.compile(r"(?P<noun>[\u4e00-\u9fff“”]{4,20}?)(?:数量|人数|次数|期数|户数|面积|总数|数)?(?:（[^（）]*）)?")
COUNTED = re.compile(
    rf"([\u4e00-\u9fff“”]{{2,24}}?)(?:\d{{1,3}}[期次场批](?=\d))?(?:共计?|约|为|达到?|不少于|不低于|不超过|控制在|[≥≤])?(?<![\d.,])({MANY})({UNIT})(?!元|/)"
)
ACT = "开展|举办|召开|组织|建设|新建|改造|维修|购置|采购|编制|印发|发放|检测|抽检"
TURNED = re.compile(
    rf"(?P<act>{ACT})(?:了|各类)?(?<![\d.,])({MANY})({UNIT})(?P<noun>[\u4e00-\u9fff]{{2,8}}?)(?=[，。；、（]|$)"
)
"""A number before what it counts: 开展 6 次培训."""
MOST, LEAST = re.compile("以[下内]|不超过|控制在|低于|≤"), re.compile("以上|不低于|不少于|≥")
"""Words by which a number is a bound."""
OTHER_TIME = re.compile(
    "上年|去年|截[至止]|(?:[由从]|自(?![然主愿治来有行备动费办救]))[^，。；]{0,12}$|实际|(?<!计划)(?<!拟)(?<!预计)(?<!目标)完成|原计划|累计|其中|新增|增加|减少|增至|减至|每[^，。；]{0,4}$|每个?(?:[季月周日天]|半年)"
)
"""Words before a number that is of another time, or of a part or a change."""
PART = re.compile(
    r"第[一二三四五]批|首批|(?:[一二两三四五六七八九十]|(?<!\d)\d)年内|期间|到20\d\d年|试点|抽取|选取|每[个村镇乡站所校班组户处座家期]"
)
"""Words of a clause whose number is of a part of the things, of several years or of what each has."""
SHORTEST = 3
"""Letters of a noun that tells which thing it is."""
FEWEST = 100
"""A number from which two digits that changed places tell a slip where the nouns are only alike."""
PEOPLE = {"人", "名", "户"}
"""Units of which a number with two digits that changed places is a slip whatever the two nouns are called."""
TOGETHER = re.compile("(?:新建|改建|扩建|续建|维修|改造|购置|更新)[和及]?$")
"""An act before the one of a goal: 新建改建农村公路 is of both."""
ENDING = 2
"""Letters that the nouns of two numbers have in common at the end to be alike: 受益学生, 在校学生."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of a table of goals: its noun, sign, number, unit and the row."""

    noun: str
    sign: str
    value: Decimal
    text: str
    unit: str
    quote: Quote


def goals(document: Document) -> Answer:
    """A47: a goal is the number that the text has of the same thing."""
    text = read(document)
    passages = [passage for passage in text.passages if not LINE.match(passage.text)]
    stated = [each for passage in passages for each in _stated(passage, text.year)]
    everything = [(p, m) for p in passages for m in COUNTED.finditer(p.text)]
    turned = [(p, m) for p in passages for m in TURNED.finditer(p.text) if _planned(p, m, text.year)]
    findings, seen = list[AuditFinding](), 0
    known = [*_goals(document), *_lines(text.passages)] if everything or turned else []
    for goal in known:
        named = stated if len(goal.noun) >= SHORTEST else ()  # 培训 alone is of any project
        own = [(p, m) for p, m in named if _unit(m[3]) == _unit(goal.unit) and _same_noun(goal.noun, _bare(m[1]))]
        alike = own or _slipped(goal, everything) or _acted(goal, known, turned)
        seen += bool(alike)
        if found := _two_ways(goal, own):
            findings.append(found)
            continue
        values = {_value(match) for _, match in alike}
        if not alike or len(values) > 1 or goal.value in values or _of_another(goal, values, known):
            continue
        if any(_rounded(goal.value, value) for value in values):
            continue
        passage, match = alike[0]
        if _reached(goal, *values) and not _both_bounds(goal, passage, match):
            continue
        message = f"绩效目标“{goal.noun}”为 {goal.text}{goal.unit}，说明中为 {match[2]}{match[3]}"
        quotes = [goal.quote, passage.quote(*match.span())]
        findings.append(finding("A47", Severity.WARNING, message, quotes, (), f"{match[2]}{match[3]}，或改正说明"))
    return answer(findings, seen, (), "没有在绩效目标表和说明中都写的数量")


def _of_another(goal: Goal, values: set[Decimal], known: list[Goal]) -> bool:
    """Tell whether a number of the text is another goal of the same name: two projects, one of them in the text."""
    return any(each.value in values and (each.noun, each.unit) == (goal.noun, goal.unit) for each in known)


def _goals(document: Document) -> Iterator[Goal]:
    """Yield the rows of tables of goals whose value is a number of something."""
    for table in document.tables:
        head = "".join(cell for row in table.rows[:4] for cell in row)
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            if not GOALS.search(head) and not any(map(LINE.match, cells)):
                continue
            found = [(n, match) for n, cell in enumerate(cells) if (match := VALUE.fullmatch(cell))]
            listed = [each for cell in cells for part in re.split("[，；]", cell) if (each := ENTIRE.fullmatch(part))]
            spot = (table.spots[at],) if at < len(table.spots) else ()
            quote = Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)
            for match in listed if not found else ():
                if not OTHER_TIME.search(match["noun"]):
                    yield _goal(match, quote)
            names = [match for cell in cells[: found[0][0]] if (match := LABEL.fullmatch(cell))] if found else []
            if len(found) == 1 and names and not re.search("指标$", names[-1]["noun"]):
                match = found[0][1]
                value = many(match[2])
                noun = names[-1]["noun"].removesuffix(match[3])
                yield Goal(noun, match["sign"] or "=", value, match[2], match[3], quote)


def _goal(match: re.Match[str], quoted: Quote) -> Goal:
    """Return the goal that one cell or line states."""
    return Goal(match["noun"], match["sign"] or "=", many(match[3]), match[3], match[4], quoted)


def _lines(passages: tuple[Passage, ...]) -> Iterator[Goal]:
    """Yield the goals that stand in lines of the text, as a table does that was written as text."""
    for passage in passages:
        begin = LINE.match(passage.text)
        match = ENTIRE.fullmatch(passage.text, begin.end()) if begin else None
        if match and not OTHER_TIME.search(match["noun"]):
            yield _goal(match, passage.quote(0, len(passage.text)))


def _acted(
    goal: Goal, goals: list[Goal], turned: list[tuple[Passage, re.Match[str]]]
) -> list[tuple[Passage, re.Match[str]]]:
    """Return the one number before a noun that is of a goal, where it can be of no other: 开展 6 次培训."""

    def fits(goal: Goal, match: re.Match[str]) -> bool:
        same = goal.noun.startswith(match["act"]) and goal.noun.endswith(match["noun"])
        return same and _unit(match[3]) == _unit(goal.unit)

    found = [(p, m) for p, m in turned if fits(goal, m)]
    alone = len(found) == 1 and sum(fits(each, found[0][1]) for each in goals) == 1
    return found if alone else []


def _planned(passage: Passage, match: re.Match[str], year: int) -> bool:
    """Tell whether the words before a number speak of the budget's year."""
    before = passage.text[passage.sentence_at(match.start())[0] : match.start()]
    years = {int(each) for each in re.findall(r"20\d\d(?=年)", before)}
    return not (years - {year} or OTHER_TIME.search(re.split("[，；、：]", before)[-1]))


def _rounded(first: Decimal, other: Decimal) -> bool:
    """Tell whether one number is the other one with fewer digits: 86.32 万亩, 86.3 万亩."""
    long, short = sorted((first, other), key=_places, reverse=True)
    return _places(long) > _places(short) and abs(long - short) * 2 <= Decimal(1).scaleb(-_places(short))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _both_bounds(goal: Goal, passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a goal and a number of the text are bounds of one kind: ≤3.5‰, 控制在 3.1‰ 以下."""
    words = match[0] + passage.text[match.end() : match.end() + 2]
    return bool((goal.sign in "≤<＜" and MOST.search(words)) or (goal.sign in "≥>＞" and LEAST.search(words)))


def _stated(passage: Passage, year: int) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the numbers of a passage that are of the budget year, with the words before each."""
    for match in COUNTED.finditer(passage.text):
        start, _ = passage.sentence_at(match.start())
        before = passage.text[start : match.start(2)]
        clause = re.split("[，；、：]", before)[-1]
        years = {int(each) for each in re.findall(r"20\d\d(?=年)", before)}
        if years - {year} or OTHER_TIME.search(clause) or PART.search(clause):
            continue
        yield passage, match


def _two_ways(goal: Goal, own: list[tuple[Passage, re.Match[str]]]) -> AuditFinding | None:
    """Return that the text has a goal once as the table has it, and once with two digits exchanged."""
    if goal.value not in {_value(match) for _, match in own}:
        return None
    other = next(((p, m) for p, m in own if same_digits(m[2], goal.text)), None)
    if other is None:
        return None
    passage, match = other
    message = f"“{goal.noun}”在绩效目标和说明别处为 {goal.text}{goal.unit}，此处为 {match[2]}{match[3]}，疑为抄错"
    quotes = [passage.quote(*match.span()), goal.quote]
    return finding("A47", Severity.WARNING, message, quotes, (), f"{goal.text}{goal.unit}")


def _same_noun(of_goal: str, of_text: str) -> bool:
    """Tell whether two nouns are of one thing: the words of one in another order, or with further words inside.

    保护性耕作推广, 推广保护性耕作; 招募捐献志愿者, 招募造血干细胞捐献志愿者.
    """
    if of_text.endswith(of_goal) and TOGETHER.search(of_text.removesuffix(of_goal)):
        return False
    if of_text.endswith(of_goal) or (len(of_text) == len(of_goal) and sorted(of_text) == sorted(of_goal)):
        return True
    letters = iter(of_text)
    ends = of_text.startswith(of_goal[:ENDING]) and of_text.endswith(of_goal[-ENDING:])
    return ends and len(of_goal) > 2 * ENDING and all(letter in letters for letter in of_goal)


def _slipped(goal: Goal, stated: list[tuple[Passage, re.Match[str]]]) -> list[tuple[Passage, re.Match[str]]]:
    """Return the one number of which a goal is a slip, where the nouns end alike and no number is the goal."""
    if goal.value < FEWEST or goal.sign not in "=＝≥" or "." in goal.text:
        return []
    of_unit = [(p, m) for p, m in stated if _unit(m[3]) == _unit(goal.unit)]
    posts = "编" in goal.noun  # posts (编制) are no people
    of_unit = [(p, m) for p, m in of_unit if posts or "编制" not in m[1]]
    same = [(p, m) for p, m in of_unit if m[1][-ENDING:] == goal.noun[-ENDING:] or goal.unit in PEOPLE]
    if any(_value(match) == goal.value for _, match in same):
        return []
    turned = {Decimal(each) for each in slips(goal.text) if len(each) == len(goal.text.replace(",", ""))}
    return [(p, m) for p, m in same if _value(m) in turned]


@lru_cache(maxsize=4096)
def _bare(noun: str) -> str:
    """Return the words before a number without what only says that it is one."""
    return re.sub("(?:数量|人数|次数|期数|户数|面积|总数|数)$", "", noun)


def _reached(goal: Goal, value: Decimal) -> bool:
    """Tell whether a number of the text reaches a goal that is a bound and no slip of it."""
    turned = {Decimal(each) for each in slips(goal.text)}
    if (value in turned or value == goal.value * 10) and goal.value >= FEWEST:
        return False
    return (goal.sign in "≥>＞" and value >= goal.value) or (goal.sign in "≤<＜" and value <= goal.value)


def _unit(unit: str) -> str:
    return "人" if unit in {"名", "生"} else unit


def _value(match: re.Match[str]) -> Decimal:
    return many(match[2])


PRICE = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(万元|元)/({UNIT})(?:/年|·年)?")
EACH = re.compile(rf"每({UNIT})(每?年|每?月|每?学期|每?天)?[^，。；、\d]{{0,8}}(\d[\d,]*(?:\.\d+)?)(万?元)(?!/)")
"""What each one gets, and in what time: 每生每年 800 元."""
OF_EACH = re.compile(rf"[=＝≥≤]?(\d[\d,]*(?:\.\d+)?)(万?元)/每?({UNIT})[/·.•・、每]?(年|月|学期|天)")
OF_LINE = re.compile(
    rf"(?:成本|产出|数量)指标([\u4e00-\u9fff（）]{{2,24}}?)[=＝≥≤]?(\d[\d,]*(?:\.\d+)?)(万?元)/每?({UNIT})[/·.•・、每]?(年|月|学期|天)$"
)
"""What each one gets, in the row of a goal written as a line of text."""
STANDARD = re.compile("标准|补助|补贴|成本|单价")
PRICED = re.compile(rf"([\u4e00-\u9fff]{{2,8}})每({UNIT})[^，。；、\d]{{0,6}}(\d[\d,]*(?:\.\d+)?)(万元|元)")
"""A price in a table of goals, and in the text: 县道每公里 8,000 元."""


def priced(document: Document) -> Answer:
    """A57: what one of a thing costs in a table of goals is what the text says that it costs."""
    passages = read(document).passages
    stated = [(p, m) for p in passages for m in PRICED.finditer(p.text)]
    findings, seen = list[AuditFinding](), 0
    for table in document.tables if stated else ():
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            found = [match for cell in cells if (match := PRICE.fullmatch(cell))]
            own = [(p, m) for p, m in stated if len(found) == 1 and m[2] == found[0][3] and _named(cells, m[1])]
            seen += bool(own)
            if not own or any(printed(m[3], m[4]).fen == printed(found[0][1], found[0][2]).fen for _, m in own):
                continue
            passage, match = own[0]
            message = f"绩效目标写 {found[0][0]}，说明中为“{match[0]}”"
            spot = (table.spots[at],) if at < len(table.spots) else ()
            quotes = [Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot)]
            quotes.append(passage.quote(*match.span()))
            findings.append(finding("A57", Severity.WARNING, message, quotes, (), f"{match[3]}{match[4]}"))
    return answer(findings, seen, (), "没有在绩效目标表和说明中都写的标准")


def each_gets(document: Document) -> Answer:
    """A27: what each one gets in a table of goals is what the text says, where all such amounts but one agree."""
    passages = read(document).passages
    stated = [(p, m) for p in passages for m in EACH.finditer(p.text) if m[2] and not OTHER_TIME.search(_clause(p, m))]
    known = list(_standards(document)) if stated else []
    findings, seen = list[AuditFinding](), 0
    for kind in dict.fromkeys((_unit(match[3]), match[4]) for _, _, match in known):
        rows = {printed(m[1], m[2]).fen: (row, q, m) for row, q, m in known if (_unit(m[3]), m[4]) == kind}
        own = {printed(m[3], m[4]).fen: (p, m) for p, m in stated if (_unit(m[1]), m[2].lstrip("每")) == kind}
        seen += bool(own)
        only_goals, only_text = rows.keys() - own.keys(), own.keys() - rows.keys()
        if len(only_goals) == len(only_text) == 1:
            (row, quoted, match), (passage, other) = rows[only_goals.pop()], own[only_text.pop()]
            message = f"绩效目标“{row}”为 {match[0]}，说明中为“{other[0]}”"
            quotes = [quoted, passage.quote(*other.span())]
            findings.append(finding("A27", Severity.WARNING, message, quotes, (), f"{other[3]}{other[4]}，或改正说明"))
    return answer(findings, seen, (), "没有在绩效目标表和说明中都写的每人标准")


def _clause(passage: Passage, match: re.Match[str]) -> str:
    return re.split("[，；。]", passage.text[: match.start()])[-1]


def _standards(document: Document) -> Iterator[tuple[str, Quote, re.Match[str]]]:
    """Yield the rows of tables of goals that say what each one gets: the label, the row, the amount."""
    for table in document.tables:
        for at, row in enumerate(table.rows):
            cells = [cleaned(cell)[0] for cell in row]
            found = [match for cell in cells if (match := OF_EACH.fullmatch(cell))]
            label = next((cell for cell in reversed(cells) if STANDARD.search(cell)), "")
            if len(found) == 1 and label:
                spot = (table.spots[at],) if at < len(table.spots) else ()
                yield label, Quote(" ".join(cell.strip() for cell in row if cell.strip()), *spot), found[0]
    for passage in read(document).passages:
        line = OF_LINE.search(passage.text) if LINE.match(passage.text) and len(passage.text) < LONGEST_LINE else None
        amount = OF_EACH.fullmatch(passage.text, line.start(2)) if line else None
        if line and amount and STANDARD.search(line[1]):
            yield line[1].rpartition("指标")[2], passage.quote(0, len(passage.text)), amount


LONGEST_LINE = 80
"""Letters of the longest line that is read as the row of a goal."""


def _named(cells: list[str], words: str) -> bool:
    """Tell whether a label of a row begins with the noun before a price."""
    return any(cell.startswith(words[at:]) for cell in cells for at in range(len(words) - 1))


RULES: tuple[Rule, ...] = (
    Rule("A27", "绩效目标的每人标准与说明一致", each_gets),
    Rule("A47", "绩效目标的数量与说明一致", goals),
    Rule("A57", "绩效目标的标准与说明一致", priced),
)
