"""Row lists (一行一条) of a bureau's workbook: which list a table is, and which field a header asks for."""

import re
from functools import cache

from desktop import paths
from desktop.catalog.strict import Reader, read_toml
from desktop.dataclass import dataclass
from desktop.published.labels import ORDINAL

EVERY_LIST = "_any"
"""The entry of the data file with the headers that every list may have."""

LEVELS = ("类", "款", "项")
CODE_FIELDS = {"功能科目": "function", "经济科目": "economic", "政府经济科目": "government"}
PAY_ITEM = "工资项."
"""How the field of a pay item begins: 工资项.基本工资."""

OF_CODES = ("科目编码", "科目代码", "编码", "代码", "编号")
NAMES = ("名称", "科目名称")
"""What heads the code and the name of a subject below the name of its classification."""

_IN_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_CODE_WORDS = re.compile(r"(?:(?P<function>功能)|(?P<government>政府).*经济|经济)(?:.*分类|科目)")
_AMOUNT = re.compile(r"(?:本年度?|年度)?(?:预算|申报|安排|建议|测算|支出)?(?:预算)?(?:金额|数|数额|资金|安排)")
_NOISE = re.compile(r"[\s　*＊：:“”\"、，,/]|20[0-9]{2}年度?")


@dataclass(frozen=True, slots=True)
class RecordList:
    """A kind of row list: the titles it goes by, the fields that only it has, and the words of its headers.

    pay_items: headers that are pay items (工资项); same_pay: groups of names for one and the same.
    """

    name: str
    titles: tuple[str, ...]
    identity: tuple[str, ...]
    headers: dict[str, str]
    pay_items: tuple[str, ...] = ()
    same_pay: tuple[tuple[str, ...], ...] = ()

    @property
    def names_people(self) -> bool:
        """Whether it is a list of people: their names are what a bureau asks for there, and nowhere else."""
        return "姓名" in self.headers.values()

    def field(self, path: list[str]) -> str:
        """Return the field that a header path asks for, empty where it is none of this list's."""
        words = [bare(text) for text in path]
        for number in range(len(words) - 1, -1, -1):
            word, deeper = words[number], words[number + 1 :]
            if word in OF_CODES and any(_of_code(above) for above in words[:number] if above not in OF_CODES):
                continue  # 科目编码 is of the classification that the header above it names
            known = self.headers.get(word) or _of_code(word) or ("金额" if _AMOUNT.fullmatch(word) else "")
            if known in CODE_FIELDS and deeper and deeper[-1] in LEVELS:
                return f"{known}.{deeper[-1]}"
            if known in CODE_FIELDS and deeper and deeper[-1] in NAMES:
                return f"{known}名称"
            if known and (not deeper or deeper[-1] in (*OF_CODES, "总计", "合计", "小计")):
                return known
            if word in self.pay_items and not deeper:
                return f"{PAY_ITEM}{word}"
        return ""


def _of_code(word: str) -> str:
    """Return the field of a header that speaks of a classification in words of its own."""
    if word in OF_CODES[:2]:
        return "功能科目"
    match = _CODE_WORDS.search(word)
    if match is None:
        return ""
    field = "功能科目" if match["function"] else "政府经济科目" if match["government"] else "经济科目"
    return f"{field}名称" if word.endswith("名称") else field


def bare(text: str) -> str:
    """Return a header as compared: without numbering, marks, years and what stands in brackets."""
    return _NOISE.sub("", _IN_BRACKETS.sub("", ORDINAL.sub("", text.strip())))


@cache
def known_lists() -> dict[str, RecordList]:
    """Return the lists of the data file by name."""
    raw = Reader(read_toml(paths.resources() / "record_lists.toml", "record_lists.toml"), "record_lists.toml")
    entries = raw.named()
    shared = next(_headers(reader) for name, reader in entries if name == EVERY_LIST)
    lists = {}
    for name, reader in entries:
        if name == EVERY_LIST:
            continue
        titles, identity, items = reader.texts("titles"), reader.texts("identity"), reader.texts("pay_items", ())
        reader.raw("sums")  # read where they are added up
        same = tuple(tuple(group) for group in reader.raw("same_pay") or ())
        lists[name] = RecordList(name, titles, identity, {**shared, **_headers(reader)}, items, same)
        reader.done()
    return lists


def _headers(reader: Reader) -> dict[str, str]:
    fields: dict[str, list[str]] = reader.raw("headers")
    return {bare(word): name for name, words in fields.items() for word in words}


def list_of(title: str, headers: list[list[str]]) -> RecordList | None:
    """Return the list that a table is, by a column only it has or by its title; None where it is none.

    A table with columns for two classifications at once is one of single lines of expenditure (支出明细).
    """
    words = {bare(path[-1]) for path in headers if path}
    best: tuple[int, RecordList] | None = None
    for entry in known_lists().values():
        fields = {name for path in headers if (name := entry.field(path))}
        bases = {name.partition(".")[0].removesuffix("名称") for name in fields}
        titled = any(word in title for word in entry.titles)
        identified = len(words & {bare(word) for word in entry.identity})
        lines = entry.name == "支出明细" and len(bases & {*CODE_FIELDS}) > 1
        if len(fields) < 2 or not (identified or lines or (titled and not entry.identity)):
            continue
        score = 2 * titled + 2 * identified + len(fields)
        if best is None or score > best[0]:
            best = (score, entry)
    return best[1] if best else None
