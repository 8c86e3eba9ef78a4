"""What the words of budget tables mean: titles, row labels and headers of all shipped layouts, as filters."""

import re
from dataclasses import dataclass, field

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter, standard
from desktop.layouts.spec import Form, TableSpec
from desktop.published.reading import ORDINAL
from desktop.published.recognise import filled, plain

CODE = re.compile(r"[1-9][0-9]{2}(?:[0-9]{2}){0,2}")


@dataclass(slots=True)
class Vocabulary:
    """Meanings learned from forms; later forms do not overrule earlier ones."""

    tables: dict[str, TableSpec] = field(default_factory=dict)
    rows: dict[str, Filter] = field(default_factory=dict)
    columns: dict[tuple[str, ...], tuple[Filter, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, forms: list[Form]) -> "Vocabulary":
        """Gather the words of forms."""
        found = cls()
        for form in forms:
            for spec in form.tables:
                found.tables.setdefault(plain(filled(spec.title)), spec)
                for block in spec.blocks:
                    for row in block.rows:
                        if row.kind == "fixed" and row.label and row.where:
                            found.rows.setdefault(word(row.label), row.where)
                    for column in block.columns:
                        if column.kind == "amount":
                            found._column(tuple(word(h) for h in column.header), column.where, column.value)
        for measure in standard().values():
            found.rows.setdefault(word(measure.label), measure.where)
        return found

    def _column(self, path: tuple[str, ...], where: Filter, value: str) -> None:
        for start in range(len(path)):
            self.columns.setdefault(path[start:], (where, value))

    def table(self, lines: list[str]) -> TableSpec | None:
        """Return the table whose title one of the lines is; the longest title wins."""
        seen = [plain(line) for line in lines]
        hits = [title for title in self.tables if title and any(line.endswith(title) for line in seen)]
        longer = [t for t in self.tables if any(len(line) > 5 and t.endswith(line) for line in seen)]
        found = max(hits, key=len) if hits else min(longer, key=len, default="")
        return self.tables.get(found)

    def row(self, label: str, code: str, spec: TableSpec | None) -> Filter | None:
        """Return what a row asks for: a code, a label of the table, a subject's name, or a label of any table."""
        if code:
            dimension = "function" if code.startswith("2") else "government" if code.startswith("5") else "economic"
            return ((dimension, (code,)),) if load(dimension).name(code) is not None else None
        name = word(label)
        if spec is not None:
            for block in spec.blocks:
                for row in block.rows:
                    if row.kind in ("fixed", "total") and row.label and word(row.label) == name:
                        return row.where
        bare = ORDINAL.sub("", label.strip())
        for dimension in ("function", "economic", "government"):
            codes = [c.code for c in load(dimension).codes.values() if c.name == bare and len(c.code) == 3]
            if codes:
                return ((dimension, (codes[0],)),)
        return self.rows.get(name) or self.columns.get((name,), ((), ""))[0] or None

    def column(self, path: list[str], spec: TableSpec | None) -> tuple[Filter, str] | None:
        """Return what a column asks for: by its header path in the table, else by the end of its path anywhere."""
        words = tuple(word(text) for text in path)
        if spec is not None:
            for block in spec.blocks:
                for column in block.columns:
                    wanted = tuple(word(h) for h in column.header)
                    if column.kind == "amount" and (wanted == words or wanted[-1:] == words[-1:]):
                        return column.where, column.value
        for start in range(len(words)):
            if words[start:] in self.columns:
                return self.columns[words[start:]]
        return None


def word(text: str) -> str:
    """Return a label or header as compared: without marks, numbering, unit words and years."""
    return plain(ORDINAL.sub("", filled(text).strip()))
