"""What the words of a bureau's tables mean: blocks, funds, the book's units and projects, sums, columns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cache
from typing import Any

from desktop import paths
from desktop.catalog import classification
from desktop.dataclass import dataclass
from desktop.ledger.records import Project, Unit
from desktop.ledger.vocabulary import BLOCKS, FUNDS, Carry, read_source, spellings, split_carried

IGNORED, NEW_PROJECT, ANY_FUND = "不导入", "新增项目", "不限资金"
"""What a person may choose for a word beside a block, a fund, a unit and a project."""

_NUMBERING = re.compile(
    r"^(?:[（(](?:[一二三四五六七八九十]+|\d{1,2})[)）][、.．]?|\d{1,2}(?:[.．]\d{1,2})+[、.．]?(?=[^\d.．])|(?:[一二三四五六七八九十]+|\d{1,2})[、.．](?!\d)|[①-⑳]|[*★•·-])+"
)
_CODE_AND_NAME = re.compile(r"[\[（【]?(\d+)[\]）】]?[-—－–_/]*(\D.*)")
_CODE_OF_FUND = re.compile(r"^\d+[-—－_ ]+(?=[\u4e00-\u9fff])")
_PART = re.compile(r"^(?:其中包括|其中|包括)[:：]?(.*)$")
_BRACKETS = re.compile(r"[（(\[【][^（()）\[\]]*[元位][^（()）\[\]]*[）)\]】]$")
_QUALIFIED = re.compile(r"^(.+?)[（(](.+?)[）)]$")
_ENDINGS = re.compile(r"(?:控制数额?|控制额度|下达数|核定数|预算数|批复数|预算|支出|额度|金额|安排数|限额)$")
_SUM = re.compile(r"^(.*?)[（(]?(合计|小计|总计|共计)(?:数|金额|控制数)?[）)]?$")
_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度|初)?|^(?:本年度?|当年)(?!收入|支出)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an amount is given for; empty where nothing is said. project: a project's number in the book or a new name.

    detail: what divides it further than the product's control numbers do (经费拨款, 特定目标类). side: 收入 or 支出.
    """

    unit: str = ""
    block: str = ""
    project: str = ""
    fund: str = ""
    function: str = ""
    economic: str = ""
    detail: str = ""
    side: str = ""
    carry: str = ""

    def joined(self, other: "Subject") -> "Subject":
        """Return both together; what the other one says goes before."""
        filled = {name: getattr(other, name) for name in NAMES if getattr(other, name)}
        return replace(self, **filled)

    def refines(self, other: "Subject") -> bool:
        """Tell whether this is a part of what another one is given for, and not the same."""
        return self != other and all(_within(name, getattr(self, name), getattr(other, name)) for name in NAMES)

    @property
    def filled(self) -> tuple[str, ...]:
        """Which of its fields say something; block, project and what divides them count as one."""
        chain = {"block": "what", "project": "what", "detail": "what"}
        return tuple(dict.fromkeys(chain.get(name, name) for name in NAMES if getattr(self, name)))


NAMES = ("unit", "block", "project", "fund", "function", "economic", "detail", "side", "carry")


def _within(name: str, own: str, other: str) -> bool:
    if not other or own == other:
        return True
    if name == "block":
        return own in data()["sums"].get(other, ())
    if name == "fund":
        return own in data()["several"].get(other, ())
    return name in ("function", "economic") and own.startswith(other)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word is. role: of a column (unit, block, project, …), figure, other, ignored; empty for a subject.

    total: 合计 over everything or 小计 over what stands before it. part: it is marked as 其中.
    """

    subject: Subject = field(default_factory=Subject)
    role: str = ""
    total: str = ""
    part: bool = False

    @property
    def known(self) -> bool:
        """Whether the word says anything at all."""
        return bool(self.subject != Subject() or self.role or self.total)


@cache
def data() -> dict[str, Any]:
    """Return the shipped words (resources/intake/bureau.toml)."""
    return tomllib.loads((paths.resources() / "intake" / "bureau.toml").read_text(encoding="utf-8"))


@cache
def _blocks() -> dict[str, tuple[str, str]]:
    """Return {word: (block, detail)}."""
    found = {name: (block, "") for block in BLOCKS for name in (block, block.replace("“", "").replace("”", ""))}
    found |= {name: (block, "") for block, names in data()["blocks"].items() for name in names}
    return found | {name: (block, name) for block, names in data()["parts"].items() for name in names}


@cache
def _roles() -> dict[str, str]:
    roles = {"left_out": "ignored", "figure": "figure", "after": "figure"}
    roles |= dict.fromkeys(("other", "asked", "cut", "added", "before"), "other")
    tables = (data()["headings"], data()["amounts"])
    return {plain(n): roles.get(role, role) for table in tables for role, names in table.items() for n in names}


def shown(text: str) -> str:
    """Return a word as a person is asked about it: without numbering and 其中."""
    bare = _NUMBERING.sub("", text.strip())
    return re.sub(r"^(?:其中包括|其中|包括)[:：]?\s*", "", bare) or bare


def heading_role(text: str) -> str:
    """Return what a column of words with this heading says of its rows, empty where the heading is not known."""
    return _roles().get(plain(text), "")


def plain(text: str) -> str:
    """Return a word without blanks, numbering, quotes and the unit of money behind it."""
    bare = re.sub(r"[\s\u3000“”\"'‘’]", "", text).replace("(", "（").replace(")", "）")
    return _NUMBERING.sub("", _BRACKETS.sub("", bare)).rstrip(":：")


class Vocabulary:
    """Understands words for a book: its units, the projects of a unit, and what a person decided."""

    def __init__(
        self, units: Iterable[Unit] = (), chosen: Mapping[str, str] | None = None, subjects_of: int = 0
    ) -> None:
        """subjects_of: the year whose names of function and economic subjects are words too; 0: they are not."""
        self._year = subjects_of
        self.units = {str(unit.id): unit for unit in units}
        self._chosen = {plain(word): meaning for word, meaning in (chosen or {}).items()}
        self._names = {plain(unit.name): key for key, unit in self.units.items()}
        self._codes = {unit.code: key for key, unit in self.units.items() if unit.code}
        self._projects: dict[str, list[Project]] = {}

    def add_projects(self, unit: str, projects: Iterable[Project]) -> None:
        """Let the projects of a unit's budget be known."""
        self._projects[unit] = list(projects)

    def chosen(self, text: str) -> str:
        """Return what a person decided about a word, empty where nothing was."""
        return self._chosen.get(plain(text), "")

    def unit(self, text: str) -> str:
        """Return the unit of a name or code (also 101001-甲局), empty for an unknown one."""
        word = plain(self.chosen(text) or text)
        code, _, name = word.partition("-")
        found = self._names.get(word) or self._codes.get(word) or (self._names.get(name) if name else "")
        return found or (self._codes.get(code, "") if name else "") or self._behind_code(word)

    def _behind_code(self, word: str) -> str:
        """Return the unit whose code and name stand together, whatever is between them: 101001 甲局, [101001]甲局."""
        found = _CODE_AND_NAME.fullmatch(word)
        key = self._names.get(found[2], "") if found else ""
        return key if found and key and self.units[key].code in ("", found[1]) else ""

    def unit_in(self, text: str) -> str:
        """Return the one unit whose name stands in a title, the longest where one holds the other; empty otherwise."""
        bare = re.sub(r"\s", "", text)
        found = [name for name in self._names if name in bare]
        longest = [name for name in found if not any(name in other and name != other for other in found)]
        return self._names[longest[0]] if len(longest) == 1 else ""

    def project(self, text: str, unit: str) -> str:
        """Return the number of a project by name or code, among those of a unit where it is known; else empty."""
        word = plain(text)
        known = self._projects.get(unit, []) if unit else [p for each in self._projects.values() for p in each]
        bare = re.sub(r"\s", "", text)
        alike = [p for p in known if word and (plain(p.name) == word or p.code == word or f"{p.code}{p.name}" == bare)]
        alike = alike or [p for p in known if p.code and f"{p.code}-{plain(p.name)}" == word]
        return str(alike[0].id) if len(alike) == 1 else ""

    def meaning(self, text: str, unit: str = "") -> Meaning:
        """Return what a word means, nothing known for a word nobody knows."""
        part, decided = _PART.match(plain(text)), self.chosen(shown(text))
        if decided == IGNORED:
            return Meaning(role="ignored")
        return self._meant(decided or (part[1] if part else text), unit, bool(part))

    def meaning_of_itself(self, text: str) -> Meaning:
        """Return what a word means whatever a person decided about it."""
        part = _PART.match(plain(text))
        return self._meant(part[1] if part else text, "", bool(part))

    def _meant(self, text: str, unit: str, part: bool) -> Meaning:
        found = self._of(plain(text), unit, depth=3) if plain(text) else Meaning()
        return replace(found, part=part) if part else found

    def _of(self, word: str, unit: str, depth: int) -> Meaning:
        if word in data()["totals"]["all"]:
            return Meaning(total="合计")
        if word in data()["totals"]["part"]:
            return Meaning(total="小计")
        subject = self._subject(word, unit)
        if subject is not None:
            return Meaning(subject)
        if word in _roles():
            return Meaning(role=_roles()[word])
        return self._taken_apart(word, unit, depth) if depth else Meaning()

    def _subject(self, word: str, unit: str) -> Subject | None:
        if word == ANY_FUND:
            return None
        if self.unit(word):
            return Subject(unit=self.unit(word))
        if self.project(word, unit):
            return Subject(block="项目支出", project=self.project(word, unit))
        if word in _blocks():
            block, detail = _blocks()[word]
            return Subject(block=block, detail=detail)
        return fund_of(word) or (self._of_classification(word) if self._year else None)

    def _of_classification(self, word: str) -> Subject | None:
        """Return the function or economic subject of a name, or what is carried in or out."""
        if spellings("carry").get(word, word) == Carry.CARRIED:
            return Subject(carry=str(Carry.CARRIED))
        if word in data()["carried_out"]["names"]:
            return Subject(side="结转下年")
        for kind in ("function", "economic"):
            code = _subject_names(kind, self._year).get(word, "")
            if code:
                return Subject(**{kind: code})
        return None

    def _taken_apart(self, word: str, unit: str, depth: int) -> Meaning:
        """Understand a word by its parts: 一般公共预算人员经费, 2027年人员经费控制数, 教育局小计."""
        sums = _SUM.match(word)
        if sums:
            of = self._of(sums[1], unit, depth - 1) if sums[1] else Meaning()
            return replace(of, total="合计" if of.known else "小计", role="")
        for shorter in (_YEAR.sub("", word), _ENDINGS.sub("", word)):
            if shorter and shorter != word:
                found = self._of(shorter, unit, depth - 1)
                if found.known:
                    return found
        qualified = _QUALIFIED.match(word)
        pairs = [qualified.groups()] if qualified else [(w, word[len(w) :]) for w in _openings(word)]
        for first, second in pairs:
            left, right = (self._of(each, unit, 1) if each else Meaning() for each in (first, second))
            if left.known and right.known and not (left.role or right.role or left.total or right.total):
                return Meaning(left.subject.joined(right.subject))
            if left.subject.fund and right.role == "figure":
                return left
        return Meaning()


def fund_of(word: str) -> Subject | None:
    """Return the fund a word names, with the part of it (经费拨款) as detail, and 结转 where it says that.

    A code may stand before it: 111-一般公共预算资金.
    """
    word = _CODE_OF_FUND.sub("", word)
    several = next((name for name, words in data()["several_names"].items() if word in words), "")
    if several:
        return Subject(fund=several)
    text, carried = split_carried(word)
    found = read_source(text) if text else None
    if found is None:
        return None
    return Subject(fund=str(found[0]), detail=found[1] and text, carry=carried)


@cache
def _fund_names() -> tuple[str, ...]:
    names = {*spellings("funds"), *spellings("funds").values(), *spellings("subsources")}
    return tuple(sorted(names, key=len, reverse=True))


def _openings(word: str) -> list[str]:
    """Return the names of funds with which a word begins, the longest first."""
    return [name for name in _fund_names() if word.startswith(name) and word != name]


@cache
def _subject_names(kind: str, year: int) -> dict[str, str]:
    """Return {name: code} of the subjects in force whose name is theirs alone; of equal names the highest one's."""
    found: dict[str, str] = {}
    for code, each in classification.load(kind).codes.items():
        name = plain(each.name_in(year))
        if each.in_force(year) and (name not in found or found[name].startswith(code)):
            found[name] = code
        elif each.in_force(year) and not code.startswith(found[name]):
            found[name] = ""
    return found


def subject_code(kind: str, text: str, year: int) -> str:
    """Return the code of a function or economic subject written as code, name or both; empty where there is none."""
    bare = re.sub(r"\s", "", text)
    digits = re.match(r"\d+", bare)
    if digits:
        return digits[0] if classification.load(kind).get(digits[0], year) else ""
    return _subject_names(kind, year).get(plain(bare), "")


BLOCK_OR_FUND = (*BLOCKS, *FUNDS, ANY_FUND)
"""Meanings a person may choose for a word whatever the book is."""
