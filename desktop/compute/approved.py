"""What an approved figure (批复数) is given for: written in words, read back from them, and the lines it is about."""

import re
from collections.abc import Iterable

from desktop.catalog import classification
from desktop.catalog.measures import Filter, make_filter, standard
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import FISCAL, FUNDS, Carry

EVERYTHING = "合计"
OF_ALL_FISCAL = "财政拨款"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a budget that an approved figure is given for; empty where nothing is said. project: its name."""

    side: str = ""
    function: str = ""
    economic: str = ""
    project: str = ""
    block: str = ""
    fund: str = ""
    carry: str = ""

    def where(self) -> Filter:
        """Return the filter of the lines it is about: expenditure unless it says 收入."""
        measure = next((m for m in standard().values() if m.label == self.block), None)
        parts = dict(measure.where) if measure is not None else {}
        parts["side"] = (self.side or "支出",)
        if self.fund:
            parts["fund"] = tuple(map(str, FISCAL)) if self.fund == OF_ALL_FISCAL else (self.fund,)
        for name in ("project", "function", "economic", "carry"):
            if getattr(self, name):
                parts[name] = (getattr(self, name),)
        return make_filter({name: list(patterns) for name, patterns in parts.items()}, "approval")

    def words(self) -> str:
        """Return it in words that `read` understands."""
        found = [
            self.side,
            _named("function", self.function),
            _named("economic", self.economic),
            f"项目“{self.project}”" if self.project else self.block,
            self.fund,
            self.carry,
        ]
        return " ".join(filter(None, found)) or EVERYTHING


def _named(kind: str, code: str) -> str:
    return f"{code} {classification.load(kind).name(code)}".strip() if code else ""


def read(text: str) -> Part | None:
    """Return what words of `Part.words` are about; None where a person wrote something else."""
    rest = _Rest(text.strip())
    part = Part(
        side=rest.word(("收入", "支出")),
        function=rest.code("function", r"2\d\d(?:\d\d){0,2}"),
        economic=rest.code("economic", r"3\d\d(?:\d\d)?"),
        project=rest.match(r"项目“(.+?)”(?=\s|$)"),
        block=rest.word(measure.label for measure in standard().values()),
        fund=rest.word((*FUNDS, OF_ALL_FISCAL)),
        carry=rest.word(map(str, Carry)),
    )
    if part == Part():
        return part if rest.text == EVERYTHING else None
    return part if not rest.text else None


class _Rest:
    """What is not read yet of a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def match(self, pattern: str) -> str:
        found = re.match(pattern, self.text)
        if found is None:
            return ""
        self.text = self.text[found.end() :].lstrip()
        return found[found.lastindex or 0]

    def word(self, words: Iterable[str]) -> str:
        longest = sorted({word for word in words if word}, key=len, reverse=True)
        return self.match(f"(?:{'|'.join(map(re.escape, longest))})(?=\\s|$)")

    def code(self, kind: str, pattern: str) -> str:
        code = self.match(f"{pattern}(?=\\s|$)")
        name = classification.load(kind).name(code) if code else ""
        if name:
            self.match(f"{re.escape(name)}(?=\\s|$)")
        return code
