"""Amounts beside the name of a project in the text, against the rows of its name: “甲”项目 8 万元.

Rules, sources and what is not seen: resources/rules/audit/project_amounts.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, figure, finding, row_quote, wan
from desktop.audit.interval import Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows import named
from desktop.audit.rows.named import Place
from desktop.audit.sentences.prose import NUMBERED
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import one_off
from desktop.audit.sentences.statements import NUMBER, Printed
from desktop.audit.tables import labels
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document, Table

NAME = re.compile(r"[\u4e00-\u9fff（）—－0-9]{5,40}")
PROJECTS = re.compile("项目")
BEHIND = re.compile(
    rf"(?P<words>[”’]?(?:项目|专项|工程|经费|资金)*[”’]?(?!（[类款项]）)(?:（[^（）\d]{{0,12}}）)?(?:预算|安排|投入|资金|总投资|共|为|计)*"
    r"(?:[，；：](?:20\d\d年|年度|当年|本年|年初)?(?:项目)?预算(?:安排|资金|规模|金额|总额|数|为|共|：)*)?)"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""What stands between the name of a project and its amount."""
OWN_NAME = re.compile(
    rf"项目名称[：:]?[“]?(?P<named>[\u4e00-\u9fff（）、—－]{{4,40}})|^(?:{NUMBERED.pattern})?[“]?(?P<first>[\u4e00-\u9fff（）—－]{{4,40}}?)[”]?(?:项目|专项|经费|资金)*(?=[。：；]|$)"
)
"""The name of the project that a section speaks of: after 项目名称, or at the head of its first line."""
OWN_MONEY = re.compile(
    rf"(?:^|[。；，）])(?:{NUMBERED.pattern})?(?:(?:20\d\d年度?|年度|当年)?预算(?:安排|规模|资金|金额)*|金额)[：为共]?(?:20\d\d年)?(?:安排)?(?:财政拨款)?"
    rf"(?P<number>{NUMBER})(?P<unit>万元|元)"
)
"""The whole money of that project in it: 年度预算安排：8 万元."""
SUFFIX = re.compile("(?:项目|专项|经费|资金)+$")
"""What the name of a project may end with in a sentence and not in a table, or the other way round."""
SHORTEST = 4
"""Letters of such a name without it."""
BEFORE = re.compile("[。；，、：“（）.．和及对]$|(?:安排|其中|分别为|主要为|项目为|名称)$")
"""What stands before a name that is no part of a longer one."""


def look(document: Document) -> Answer:
    """A90: the amount right behind the name of a project is one of those in its rows."""
    rows = _projects(document)
    findings, seen = list[AuditFinding](), 0
    patterns = {name: re.compile("[“”]?".join(map(re.escape, name))) for name in rows}
    for passage in read(document).passages if rows else ():
        bare = re.sub("[“”]", "", passage.text)
        for name, several in ((name, several) for name, several in rows.items() if name in bare):
            for at in patterns[name].finditer(passage.text):
                match = BEHIND.match(passage.text, at.end())
                alone = at.start() == 0 or BEFORE.search(passage.text[max(at.start() - 3, 0) : at.start()])
                if not match or not alone or not match["words"] or "总投资" in match["words"]:  # of several years
                    continue
                seen += 1
                stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
                known = named.amounts(several)
                if not stated.amount.fen or any(each.meets(stated.amount) for each in known):
                    continue
                meant = named.slipped(stated, known)
                right = shown(meant or known[0], several[0].grid)
                message = f"“{name}”写成 {stated.text}{stated.unit}，“{several[0].grid.name}”为 {right}"
                amounts = [figure("说明", stated), amount("表", meant or known[0])]
                quotes = [passage.quote(at.start(), match.end()), several[0].quote()]
                degree = Severity.ERROR if meant else Severity.WARNING
                findings.append(finding("A90", degree, message, quotes, amounts, right))
    sections = list(_sections(document, rows)) if rows else []
    quoted = {each.quotes[0].spot for each in findings}
    findings += [each for each in sections if each and each.quotes[0].spot not in quoted]
    return answer(findings, seen + len(sections), (), "说明没有写表中项目的金额")


def _sections(document: Document, rows: dict[str, list[Place]]) -> Iterator[AuditFinding | None]:
    """Yield for the money of a project in its own section what is wrong with it: 项目名称：甲…年度预算安排：8 万元."""
    (name, level), text = ("", 0), read(document)
    for passage in text.passages:
        found = OWN_NAME.search(passage.text)
        own = SUFFIX.sub("", found["named"] or found["first"]) if found else ""
        if own in rows or (found and found["named"]) or passage.level < level:
            name, level = own if own in rows else "", passage.level if own in rows else 0
        for match in OWN_MONEY.finditer(passage.text) if name else ():
            years = re.findall("(20\\d\\d)年", match[0])
            if not name or any(int(year) != text.year for year in years):
                continue
            stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
            known = named.amounts(rows[name])
            slips = [printed(text, stated.unit) for text in one_off(stated.text)]
            meant = next((each for each in known if each.fen and any(map(each.meets, slips))), None)
            same = not stated.amount.fen or any(each.meets(stated.amount) for each in known)
            if same or meant is None or stands_in_tables(document, stated.amount.fen):
                name = "" if same and stated.amount.fen else name  # what follows all of it is a part, or last year's
                yield None
                continue
            right = shown(meant, rows[name][0].grid)
            message = f"“{name}”写成 {stated.text}{stated.unit}，“{rows[name][0].grid.name}”为 {right}"
            quotes = [passage.quote(*match.span()), rows[name][0].quote()]
            amounts = [figure("说明", stated), amount("表", meant)]
            yield finding("A90", Severity.WARNING, message, quotes, amounts, right)


def stands_in_tables(document: Document, fen: Decimal) -> bool:
    """Tell whether an amount is that of a cell of any table."""
    return any(value.fen == fen for *_, row, at in tabled(document).figures() if (value := row.figures[at].value))


def _projects(document: Document) -> dict[str, list[Place]]:
    """Return the rows of projects by name, those left out that a longer name holds."""
    found: dict[str, list[Place]] = defaultdict(list)
    titled = set[str]()
    several = [(place, re.sub("[“”]", "", labels.unnumbered(place.row.label))) for place in named.places(document)]
    elsewhere = {name for place, name in several if not PROJECTS.search(place.grid.title)}
    for place, name in several:
        short = SUFFIX.sub("", name)
        of_subject = place.row.code and (name in elsewhere or not PROJECTS.search(place.grid.title))
        if NAME.fullmatch(name) and not of_subject and all(f.value for f in place.row.figures.values()):
            plain = short if len(short) >= SHORTEST else name
            found[plain].append(place)
            titled |= {plain} if PROJECTS.search(place.grid.title) else set()
    names = [name for name in titled if named.amounts(found[name])]
    return {name: found[name] for name in names if not any(name != other and name in other for other in found)}


PROJECT = re.compile(r"[\u4e00-\u9fff（）—－0-9、]{4,40}")
GOALS = re.compile("绩效")
MOST_PROJECTS = 40
"""Projects of one table that are looked for in the text."""
TITLES = (
    re.compile(r"绩效目标(?:申报|批复|自评)?表?[（(](?P<name>[\u4e00-\u9fff“”、—]{4,30})[）)]"),
    re.compile(r"(?P<name>[\u4e00-\u9fff、—]{4,30}?)”?项目(?:支出)?绩效目标"),
)
"""The name of a project in the title of the table of its goals."""
WHOLE_COST = re.compile(
    r"(?:项目|预算|当年|年度|财政|一般公共预算|经费|补贴|资金|经济)*(?:总?成本|总投入|金额|总额|控制数|预算|拨款|资金)"
    r"(?:（(?:万元|元)）)?"
)
"""What heads all the money of a project among its goals."""
VALUE = re.compile(rf"[≤<＜=＝]{{0,2}}(?P<number>{NUMBER})(?P<unit>万元|元)?(?:以内|以下)?")
OF_NAME = re.compile(BEHIND.pattern.replace("工程|", "工程|支出|补助|补贴|", 1))
UNIT = re.compile("（(万元|元)）")
OF_TABLE = re.compile("单位[：:]?(万元|元)")
NO_PROJECT = re.compile("部门|单位|预算|表|部分|整体|指标|年度|名称|目标|节选|摘要")
KIND = re.compile("(?:项目|专项|经费|资金|支出|补助|补贴)+$")
"""What the name of a project may end with or not."""


def goal_costs(document: Document) -> Answer:
    """A118: all the money of a project among its goals is one of its amounts elsewhere."""
    findings, seen = list[AuditFinding](), 0
    for index, table in enumerate(document.tables):
        lines = _lines(table)
        costs: dict[str, list[tuple[int, Printed]]] = defaultdict(list)
        for at, name, stated in _costs(document, table, lines) if any(map(GOALS.search, lines)) else ():
            costs[name].append((at, stated))
        for name, several in list(costs.items())[:MOST_PROJECTS]:
            known = [*_of_text(document, name), *_of_rows(document, index, name)]
            (at, stated) = several[0]
            seen += bool(known)
            if len(several) == 1 and known and not any(value.meets(stated.amount) for value, _ in known):
                findings.append(_other_cost(table, at, name, stated, known[0]))
    return answer(findings, seen, (), "绩效目标表没有写别处所列项目的金额")


def _lines(table: Table) -> list[str]:
    return [*table.above, *(cell for row in table.rows[:4] for cell in row)]


def whole_cost(document: Document, table: Table) -> Iterator[tuple[int, str, Printed]]:
    """Yield the rows of a table of goals that state all the money of a project, with its name."""
    return _costs(document, table, _lines(table))


def title_of_goals(table: Table) -> str:
    """Return the name of the project whose goals a table has, empty where its title and head do not say it."""
    return next(filter(None, map(_titled, _lines(table))), "")


@remembered
def _by_name(document: Document) -> dict[str, list[Place]]:
    """Return the rows of tables without goals that bear the name of a project in one of their cells."""
    found: dict[str, list[Place]] = defaultdict(list)
    for place in named.places(document):
        for cell in dict.fromkeys(place.grid.table.rows[place.row.number]):
            name = plain_name(cell)
            if PROJECT.fullmatch(name) and not labels.is_total(name) and not GOALS.search(place.grid.title):
                found[name].append(place)
    return found


def _of_rows(document: Document, index: int, name: str) -> list[tuple[Interval, Quote]]:
    """Return the amounts of a project in other tables."""
    several = [place for place in _by_name(document).get(name, ()) if place.grid.index != index]
    return [(value, several[0].quote()) for value in named.amounts(several) if value.fen]


def amounts_in_text(document: Document, name: str) -> list[Interval]:
    """Return the amounts right behind the name of a project in sentences."""
    return [value for value, _ in _of_text(document, name)]


def _of_text(document: Document, name: str) -> Iterator[tuple[Interval, Quote]]:
    """Yield the amounts right behind the name of a project in sentences."""
    pattern = re.compile("[“”]?".join(map(re.escape, name)))
    for passage in read(document).passages:
        for at in pattern.finditer(passage.text):
            match = OF_NAME.match(passage.text, at.end())
            if match:
                stated = Printed(match["number"], match["unit"], match.start("number"), match.end())
                yield stated.amount, passage.quote(at.start(), match.end())


def _titled(line: str) -> str:
    """Return the name of a project in the title of the table of its goals, empty where there is none."""
    for pattern in TITLES:
        match = pattern.search(
            labels.unnumbered(re.sub(r"^\s*(?:附[件表]?\s*\d*\s*[：:]?|\d{1,2}\s*[.．、])", "", line))
        )
        if match and not NO_PROJECT.search(match["name"]):
            return plain_name(match["name"])
    return ""


def plain_name(text: str) -> str:
    """Return the name of a project as it is compared: without what it may end with or not."""
    return KIND.sub("", re.sub("[“”]", "", labels.unnumbered(text)))


def _costs(document: Document, table: Table, lines: list[str]) -> Iterator[tuple[int, str, Printed]]:
    """Yield the rows of a table of goals that state all the money of a project, with its name."""
    titled = next(filter(None, (_titled(line) for line in lines)), "")
    unit = next((match[1] for line in lines if (match := OF_TABLE.search(labels.bare(line)))), "")
    for at, row in enumerate(table.rows):
        texts = [labels.bare(cell) for cell in row if cell.strip()]
        if len(texts) == 2 and texts[0] == "项目名称":
            titled = plain_name(texts[1])
        value = VALUE.fullmatch(texts[-1]) if len(texts) > 1 else None
        first = plain_name(texts[0]) if texts else ""
        own = first if first and (first in _by_name(document) or first in titled) else titled
        if value is None or not own or not (WHOLE_COST.fullmatch(texts[-2]) or plain_name(texts[-2]) == own):
            continue
        of = value["unit"] or next((match[1] for text in texts if (match := UNIT.search(text))), unit)
        if of:
            yield at, own, Printed(value["number"], of, 0, 0)


def _other_cost(table: Table, at: int, name: str, stated: Printed, known: tuple[Interval, Quote]) -> AuditFinding:
    right = wan(known[0].fen, stated.unit)
    message = f"绩效目标表中“{name}”的金额写成 {stated.text}{stated.unit}，别处为 {right}"
    quotes = [row_quote(table, at), known[1]]
    return finding("A118", Severity.WARNING, message, quotes, [figure("绩效目标", stated)], right)


RULES: tuple[Rule, ...] = (
    Rule("A90", "项目名称后面的金额在表中", look),
    Rule("A118", "绩效目标表中项目的金额与别处一致", goal_costs),
)
