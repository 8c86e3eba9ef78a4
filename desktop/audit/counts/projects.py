"""Projects named one by one and then counted: 对甲、乙 2 个项目.

Rules, sources and what is not seen: resources/rules/audit/projects.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import answer, passage_finding
from desktop.audit.interval import ZERO
from desktop.audit.outcome import Answer, Rule
from desktop.audit.sentences.prose import NUMBERED, Passage
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.statements import TOKEN, Printed
from desktop.audit.tables import labels
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

COUNTED = re.compile(
    r"(?:对|将|选取|选择|确定|包括|涉及|涵盖|用于|实施|为|：)([^。；，：\d]{4,160}?)等?(\d{1,2})个(?:重点|支出|部门|财政|专项|预算|一级|二级)*项目"
)

WITH_AMOUNTS = re.compile(
    r"(?<!\d)(?:(\d{1,2})个项目|项目(?:支出)?共?(\d{1,2})个)(?:，?(?:分别[为是]|具体[为是]|包括)[：:]?|：)"
    r"((?:[^，。；：、\d]{2,40}\d[\d,.]*万?元(?:（[^（）]*）)?[，、；]?){2,60})(?=。|$)"
)
"""A number of projects, and then each with its amount to the end of the sentence."""
LISTED_FIRST = re.compile(
    r"(?:[。：]|按项目[^，。：\d]{0,6}，|其中，)"
    r"((?:[^，。；：、\d]{2,40}\d[\d,.]*万?元(?:（[^（）]*）)?[，、；]){2,60})共?计?(\d{1,2})个(?:支出|专项|预算|重点)*项目"
)
"""Projects, each with its amount from the start of a sentence, and then their number."""
BY_NAME = re.compile(
    r"(?<!\d)(?:(\d{1,2})个(?:重点|支出|专项|预算|二级|一级|特定目标类?|绩效)*项目|项目(?:支出)?(?:共|有|共有)?(\d{1,2})个)"
    r"(?:[，。；](?:(?!\d个项目|项目\d)[^；]){0,100}?[。；，](?:上述|以上|这些)(?:\d{1,2}个)?项目|[^。；，：、\d]{0,16}，|，[^，。；：]{0,24}，|：)?"
    r"(?:分别[为是]|具体[为是]|即|包括)[：:]?([^。；，：]{4,300})(?=[。；]|$)"
)
"""A number of projects, and then their names to the end of a sentence: 项目 5 个，…。上述项目分别为甲、乙."""
NAMES_END = re.compile("(?:经费|项目|补助|补贴|资金|工程|费|专项|两项补贴|建设|工作)(?:（[^（）]*）)?$")
"""How the names of projects end, so that none of them is two words."""
SEVERAL = re.compile(
    "其中|含|包括|比|较|等|(?:^|[，、；]|万?元)(?:中央|省级?|市级|县级|区级|本级|财政|上级|自筹|配套|上年结转|一般公共|政府性基金)"
)
"""Words of a list in which a project may have several amounts."""
AMOUNT = re.compile(r"\d[\d,.]*万?元")
NO_PROJECT = re.compile(
    r"(?:其中)?：?(?:20\d\d年度?|本年|当年)?(?:部门|单位|本级)?"
    r"(?:(?:基本|项目|支出|收入|整体|部门|财政|人员|公用|日常公用|事业|经营|全部)*(?:支出|收入|预算|经费)"
    r"|(?:人员|公用|运转|其他运转|特定目标|人员类|公用经费)类?(?:项目)?(?:支出)?"
    r"|(?:一般公共|政府性基金|国有资本经营|财政专户|财政|单位|自有|自筹|其他|上级|上年|结转|专项|专户|管理)+(?:预算|收入|支出|拨款|资金|结转|结余)*)"
    r"(?:总?额|合计|共计|共|为|安排|预算)*"
)
"""What has an amount and is no project by its name: 基本支出, 单位资金, 特定目标类."""


def counts(document: Document) -> Answer:
    """A77: as many projects are named as are counted; names are those that the tables or the text list."""
    text = read(document)
    known = {labels.unnumbered(cell) for table in document.tables for row in table.rows for cell in row}
    known |= {_name(value.passage.text[value.start : value.figure.start]) for value in text.values}
    findings, unsure, seen = [], [], 0
    for passage in text.passages:
        for count, listing, span in _with_amounts(passage):
            plain = re.sub("（[^（）]*）", "", listing)
            if re.search(SEVERAL, plain) or any(map(NO_PROJECT.fullmatch, _items(plain))):
                continue  # an item may have several amounts, or be a kind of spending or of money
            seen += 1
            listed = len(AMOUNT.findall(plain))
            if listed != count:
                message = f"写 {count} 个项目，列出 {listed} 个"
                degree = Severity.ERROR if _adds_up(passage, plain) else Severity.WARNING
                findings.append(passage_finding("A77", degree, message, passage, span, f"{listed} 个"))
        for match in BY_NAME.finditer(passage.text):
            seen += 1
            count, names = int(match[1] or match[2]), re.sub("（[^（）]*）", "", match[3]).split("、")
            joined = len(re.findall("[和及与]", match[3]))
            fewer = len(names) > 1 and len(names) + joined < count
            more = len(names) > count and all(map(NAMES_END.search, names))
            if (fewer or more) and not re.search(r"\d|等|其中", match[3]):
                message, right = f"写 {count} 个项目，列出 {len(names)} 个", f"{len(names)} 个"
                findings.append(passage_finding("A77", Severity.WARNING, message, passage, match.span(), right))
        for match in COUNTED.finditer(passage.text):
            if "、" in re.split("[。；，：]", passage.text[: match.start()])[-1]:
                continue  # it begins within the list
            names = [re.sub("[“”]|项目$", "", name) for name in match[1].split("、")]
            if len(names) < 2 or not all(name in known or name + "项目" in known for name in names):
                unsure.append(f"“{match[0][:30]}”读不出列了几个项目")
                continue
            seen += 1
            if int(match[2]) != len(names) and not ("等" in match[0] and int(match[2]) > len(names)):
                message = f"写 {match[2]} 个项目，列出 {len(names)} 个"
                right = f"{len(names)} 个"
                findings.append(passage_finding("A77", Severity.ERROR, message, passage, match.span(), right))
    return answer(findings, seen, unsure, "没有先列出项目、后写个数的句子")


def _items(listing: str) -> list[str]:
    """Return the words before each amount of a list."""
    return [re.sub("^[，、；]+", "", words) for words in AMOUNT.split(listing)[:-1]]


def _adds_up(passage: Passage, listing: str) -> bool:
    """Tell whether what projects come to stands in their passage too: then no project is left out of the list."""
    amounts = [Printed.of(match).amount for match in TOKEN.finditer(listing) if match[2] in FEN_PER]
    others = (Printed.of(match).amount for match in TOKEN.finditer(passage.text) if match[2] in FEN_PER)
    added = sum(amounts, ZERO)
    return any(each.fen == added.fen for each in others)


def _with_amounts(passage: Passage) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Yield each number of projects that stands before or behind a list of them with their amounts, with its place."""
    for match in WITH_AMOUNTS.finditer(passage.text):
        yield int(match[1] or match[2]), match[3], (match.start(), match.start(3))
    for match in LISTED_FIRST.finditer(passage.text):
        yield int(match[2]), match[1], (match.end(1), match.end())


def _name(words: str) -> str:
    return re.sub(r"(?:支出|预算|安排|为)+$", "", NUMBERED.sub("", words, count=1))


RULES: tuple[Rule, ...] = (Rule("A77", "列出的项目与个数相符", counts),)
