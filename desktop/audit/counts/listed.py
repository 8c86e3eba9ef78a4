"""What a sentence lists without amounts against the tables: 类 of spending, funds, units; places and their number.

Rules, sources and what is not seen: resources/rules/audit/listed.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, finding, passage_finding
from desktop.audit.outcome import Answer, Quote, Rule
from desktop.audit.sentences.numerals import NUMERAL, number
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.meanings import Statement as Cell
from desktop.audit.tables.tabled import quote_of, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

SPENDING = re.compile(
    r"支出(?:总?预算|总额|总计)?(?:具体)?(?:包括|分为|由|为)[：:]?((?:[^，。；：\d]{2,16}、)+[^，。；：、\d]{2,16})。"
)
"""A sentence that lists 类 of all spending by their names to its end."""
SIDE = ("side", "支出")
PART_OF = re.compile("财政拨款|一般公共预算|基金|资本经营|其中|基本支出|项目支出")
"""Words of a section or sentence that speaks of some of the spending."""
INCOME = re.compile(r"收入(?:总?预算|总额|总计|来源)?(?:具体)?(?:包括|分为|为)[：:]?([^，。；：\d]{4,80})[。；]")
"""A sentence that lists by their names the funds that income comes from."""
FUNDS = {"general": "一般公共", "gov_fund": "政府性基金", "state_capital": "国有资本"}
ONE_FUND = re.compile("(?<!年)一般公共|基金预算|资本经营")
"""Words of a heading over what is said of one fund."""
BELOW = re.compile(
    r"(?:包括|含|由)[^，。；\d]{0,20}?(?:本级|机关|本部)(?:预算)?(?:和|及|与|以及)[^，。；\d]{0,6}(?:所属|下属|直属|局属|二级)[^，。；\d]{0,12}?(?:单位|机构)(?:预算)?(?=[，。；])"
)
"""A sentence that says that units below an office are in its budget."""


def classes(document: Document) -> Answer:
    """A86: a list of the 类 of all spending has every 类 that the table of all spending has money for."""
    text, findings, seen = read(document), [], 0
    known = list(_classes(document))
    for passage in text.passages if known else ():
        for match in SPENDING.finditer(passage.text):
            names = [labels.top_code(name, "function") for name in re.split("、|以及", match[1])]
            if not all(names) or len(names) < 2 or re.search("等(?!支出)|主要", match[0]):
                continue  # 商业服务业等支出 is a name
            before = re.sub("收入[^。；]*?(?:[。；]|，(?=支出))", "", passage.text[: match.start(1)])
            if PART_OF.search(before) or any(map(PART_OF.search, passage.path[-1:])):
                continue
            seen += 1
            missing = [cell for code, cell in known if code not in names]
            if missing:
                words = "、".join(dict.fromkeys(labels.unnumbered(cell.row.label) for cell in missing))
                message = f"所列支出少了“{missing[0].grid.name}”中有金额的{words}"
                quotes = [passage.quote(*match.span()), *map(quote_of, missing)]
                findings.append(finding("A86", Severity.WARNING, message, quotes, (), f"补上{words}"))
    return answer(findings, seen, (), "没有只列支出类名称的句子")


def _classes(document: Document) -> Iterator[tuple[str, Cell]]:
    """Yield the 类 that a table of all spending has money for, with the cell."""
    for key, cells in tabled(document).meanings.items():
        kinds = dict(key)
        if SIDE not in key or set(kinds) != {"side", "function"} or len(kinds["function"]) != 3:
            continue
        some = [cell for cell in cells if cell.figure.value and cell.figure.value.fen > 0]
        if some and len(some) == len(cells):
            yield kinds["function"], some[0]


def funds(document: Document) -> Answer:
    """A37: a list of the funds that income comes from has every source for which the tables have income."""
    findings, seen = [], 0
    known = dict(_funds(document))
    others = _sources(document)
    for passage in read(document).passages if known or others else ():
        if any("名词" in words for words in passage.path) or any(map(ONE_FUND.search, passage.path[-1:])):
            continue
        for match in INCOME.finditer(passage.text):
            names = re.split("、|以及|及|和", match[1])
            if not all(map(SOURCE.search, names)) or re.search("等|主要", match[0]):
                continue
            missing = {
                f"{name}预算": (cell.grid.name, quote_of(cell))
                for name, cell in known.items()
                if name not in match[1] and not _fiscal_only(match[1])
            }
            before = "".join((*passage.path[-1:], passage.text[: match.start()]))
            for name, there in {} if ONE_YEAR.search(before) or len(names) < MIRROR else others.items():
                if not re.search(SOURCES[name], match[1]) and not (name in PUBLIC and _fiscal_only(match[1])):
                    missing[name] = there
            seen += 1
            if missing:
                words = "、".join(missing)
                message = f"所列收入少了“{next(iter(missing.values()))[0]}”中有金额的{words}"
                quotes = [passage.quote(*match.span()), *(there for _, there in missing.values())]
                findings.append(finding("A37", Severity.WARNING, message, quotes, (), f"补上{words}"))
    return answer(findings, seen, (), "没有只列收入来源名称的句子")


SOURCES = {
    "政府性基金": "基金",
    "国有资本经营预算": "国有资本|国资",
    "财政专户管理资金": "专户|教育收费|单位资金",
    "事业收入": "事业(?:单位)?收入|事业和|单位资金|自有|非财政拨款|业务收入|医疗收入",
    "其他收入": "其[他它](?!财政)|单位资金|自有|非财政拨款|其余",
    "上年结转": "结转|结余",
}
"""Sources of income, and the words of a list by which each is in it."""
ROWS = {
    "政府性基金": "政府性基金",
    "国有资本经营预算": "国有资本经营",
    "财政专户管理资金": "财政专户管理",
    "事业收入": "^(?:其中：)?事业收入",
    "其他收入": "^其[他它]收入",
    "上年结转": "^(?:使用)?(?:上年|年初)(?:结转|结余)",
}
"""How the rows of a table of income and spending begin that have their amounts."""
PUBLIC = ("政府性基金", "国有资本经营预算")
BALANCE, ONE_YEAR = re.compile("收支.{0,4}总|收支情况|收支预算"), re.compile("财政拨款|本年|当年|一般公共预算拨款收支")
"""The title of the table of all income and spending; words before a list that is of some of the income."""
MIRROR = 2
"""Names of a list that is compared with all sources."""


def _sources(document: Document) -> dict[str, tuple[str, Quote]]:
    """Return the sources of income that have money in the table of all income and spending: its name, where."""
    found: dict[str, tuple[str, Quote]] = {}
    for grid in tabled(document).grids:
        title, half = labels.bare(grid.title), grid.halves[0]
        if not BALANCE.search(title) or re.search("财政拨款|基金|一般公共", title):
            continue
        for row in half.rows:
            filled = [column for column, figure in row.figures.items() if figure.value]
            value = row.figures[filled[0]].value if filled else None
            for source, words in ROWS.items() if value and value.fen > 0 else ():
                if re.search(words, labels.unnumbered(row.label)):
                    found.setdefault(source, (grid.name, grid.quote(row, filled[0], half)))
    return found


ALL_FROM = re.compile(r"(?:收入|收支|资金)(?:来源)?(?:全部|均|都)(?:为|是|来源于|来自|由)([^，。；\d]{6,60})[，。；]")
"""A sentence that names the funds from which all income comes."""


def of_nothing(document: Document) -> Answer:
    """A28: a sentence that names the funds of all income names none that has no money in the tables."""
    findings, seen = [], 0
    empty = _empty(document)
    for passage in read(document).passages:
        for match in ALL_FROM.finditer(passage.text):
            names = re.split("、|以及|及|和", match[1])
            if len(names) < 2 or not all(map(SOURCE.search, names)):
                continue
            seen += 1
            for words in (each for each in empty if each in match[1]):
                message = f"写收入全部为{match[1]}，各表都没有{words}预算的金额"
                span, right = match.span(), f"删去{words}预算"
                findings.append(passage_finding("A28", Severity.WARNING, message, passage, span, right))
    return answer(findings, seen, (), "没有写收入全部来自哪几种资金的句子")


def _empty(document: Document) -> list[str]:
    """Return the public funds of which no table has any money, where the tables tell funds apart."""
    with_money = {
        name
        for key, cells in tabled(document).meanings.items()
        for kind, name in key
        if kind == "fund" and any(cell.figure.value and cell.figure.value.fen for cell in cells)
    }
    return [words for name, words in FUNDS.items() if with_money and name not in with_money]


SOURCE = re.compile("收入|拨款|资金|结转|结余|预算")


def _fiscal_only(names: str) -> bool:
    """Tell whether a list names public money as one (财政拨款), which holds all of its funds."""
    return (
        re.search("财政拨款", re.sub("(?:一般公共|政府性基金|国有资本经营)预算?(?:当年)?(?:财政)?拨款", "", names))
        is not None
    )


def _funds(document: Document) -> Iterator[tuple[str, Cell]]:
    """Yield the public funds for which every table of income has money, with a cell."""
    for name, words in FUNDS.items():
        cells = tabled(document).meanings.get(frozenset({("side", "收入"), ("fund", name)}), [])
        if cells and all(cell.figure.value and cell.figure.value.fen > 0 for cell in cells):
            yield words, cells[0]


COUNTED = re.compile("(?:所属|下属|直属)(?:公益[一二]类)?事业(?:单位|机构)(?:共|有|共有)?[1-9一二三四五六七八九]")
"""How many institutions there are below an office."""


def units(document: Document) -> Answer:
    """A87: where the text says that the budgets of units below are in it, the table by units has more than one unit."""
    findings, seen = [], 0
    alone = next((grid for grid in tabled(document).grids if _one_unit(grid)), None)
    several = any(len(_units(grid)) > 1 for grid in tabled(document).grids)
    passages = read(document).passages
    counted = any(COUNTED.search(passage.text) for passage in passages)  # then they may have no accounts of their own
    for passage in passages if alone and not several and not counted else ():
        for match in BELOW.finditer(passage.text):
            seen += 1
            message = f"写包括所属单位的预算，“{alone.name if alone else ''}”只有一个单位"
            findings.append(
                passage_finding("A87", Severity.WARNING, message, passage, match.span(), "与表中的单位一致")
            )
    return answer(findings, seen, (), "没有写包括所属单位，或没有分单位的表")


def _units(grid: Grid) -> list[str]:
    """Return the units whose rows divide a table by units."""
    half = grid.halves[0]
    head = grid.table.rows[0][0] if grid.table.rows else ""
    if not re.fullmatch(
        r"(?:预算|部门|所属|二级)*[（(]?(?:单位|部门)[）)]?(?:名称)?|部门（单位）(?:名称)?", labels.bare(head)
    ):
        return []
    names = [row.label for row in half.rows if row.label and not row.code and not labels.is_total(row.label)]
    return list(dict.fromkeys(names))


def _one_unit(grid: Grid) -> bool:
    """Tell whether a table by units has one unit and a total that is as much."""
    units_of = _units(grid)
    if len(units_of) != 1 or not re.search("收入|支出|收支", grid.title):
        return False
    rows = [row for row in grid.halves[0].rows if labels.is_total(row.label) or row.label == units_of[0]]
    column = next(iter(grid.halves[0].columns))
    values = [row.figures[column].value for row in rows]
    return len(rows) == 2 and all(values) and values[0] == values[1]


PLACES = re.compile(
    r"(?:辖|下设|设有|分为|覆盖|涉及|派出|开设|内设|另设|设立|设置|[在对为设])((?:[\u4e00-\u9fff]{1,8}、){1,40}[\u4e00-\u9fff]{1,8}?(?:(?:和|及|以及)[\u4e00-\u9fff]{1,8}?)?)"
    rf"(等)?(?:(?<!各)(?:设有|设立|设置|设|建有))?(?<!\d)(\d{{1,2}}|{NUMERAL})个((?:派出)?(?:人民)?法庭|(?:市场监督管理|市场监管|派出|司法|财政)所|(?:养护|工作|管理|服务)站|(?:工作|专门)?委员会|专业|社区|行政村|村|乡镇|街道|镇|乡|校区|院区|园区|片区|网格|点位|站点|市场|小区)"
)
"""Places by their short names, and then how many they are: 辖东门、西关、南街 3 个社区."""


def places(document: Document) -> Answer:
    """A56: as many places are named as are counted right behind them."""
    findings, seen = [], 0
    for passage in read(document).passages:
        for match in PLACES.finditer(passage.text):
            if re.search("各(?:设|有|建|派|$)|每", match[1]):
                continue
            *most, last = match[1].split("、")
            names = [*most, *re.split("(?<=.)(?:以及|和|及)(?=.)", last)]  # 和 joins the last two; 和平 is a name
            joined = sum(len(re.findall("(?<=..)(?:以及|和|及)(?=..)", name)) for name in most)
            possible = {*range(len(names), len(names) + joined + 1), len(most) + 1}
            seen += 1
            count = number(match[3])
            if count in possible or (match[2] and count > min(possible)):
                continue
            message = f"写 {count} 个{match[4]}，列出 {len(names)} 个"
            findings.append(
                passage_finding("A56", Severity.WARNING, message, passage, match.span(), f"{len(names)} 个")
            )
    return answer(findings, seen, (), "没有列出地名又写个数的句子")


RULES: tuple[Rule, ...] = (
    Rule("A28", "收入全部来自的资金在表中有金额", of_nothing),
    Rule("A37", "列出的收入来源与表一致", funds),
    Rule("A56", "列出的社区、村、乡镇与个数相符", places),
    Rule("A86", "列出的支出类与表一致", classes),
    Rule("A87", "写明包括的所属单位表中有", units),
)
