"""Reading a file of exchanged data: all is looked at first, and one thing that does not fit refuses the whole."""

import base64
import binascii
import difflib
import hashlib
import json
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.dataclass import dataclass
from desktop.exchange import shape, values
from desktop.exchange.dump import FORMAT
from desktop.findings import UserError
from desktop.ledger.attachments import LARGEST
from desktop.ledger.records import Attachment, Record, Unit
from desktop.ledger.unit_tree import UnitTree

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of the largest file that is read, attachments in it too."""
MOST_DIGITS = 18
"""Digits of the longest whole number that is read as one; a longer one is refused at its place."""
MOST_SHOWN = 20
"""Problems that are listed one by one; the rest is counted."""


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were written twice."""

    repeated: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """One record as read: its values by field, the records it names, and what stands in it.

    path: where it stands in the file. references: field → (kind, place in the list of its kind).
    """

    kind: type[Record]
    path: str
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, tuple[type[Record], int]] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    about: str = ""
    content: bytes = b""


def read(path: Path) -> list[Node]:
    """Return the units of a file with everything in them. Raises UserError that lists what does not fit, and where."""
    reader = _Reader()
    units = reader.book(_parsed(path))
    if reader.problems:
        shown = "\n".join(reader.problems[:MOST_SHOWN])
        more = len(reader.problems) - MOST_SHOWN
        rest = f"\n……另有 {more} 处" if more > 0 else ""
        raise UserError(f"文件“{path.name}”有 {len(reader.problems)} 处不对，没有载入任何内容：\n{shown}{rest}")
    return units


def _parsed(path: Path) -> Any:
    def pairs(found: list[tuple[str, Any]]) -> _Object:
        entries = _Object(found)
        names = [name for name, _ in found]
        entries.repeated = tuple(name for name in entries if names.count(name) > 1)
        return entries

    def integer(digits: str) -> int | Decimal:
        return int(digits) if len(digits) <= MOST_DIGITS else Decimal(digits)

    paths.require_file(path)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        limit = f"超过 {LARGEST_FILE // 1024 // 1024} MB"
        raise UserError(f"文件“{path.name}”有 {size // 1024 // 1024} MB，{limit}，没有载入；请改为直接复制账本文件")
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=pairs, parse_int=integer, parse_float=Decimal, parse_constant=Decimal)
    except UnicodeDecodeError as error:
        raise UserError(f"文件“{path.name}”的文字编码无法识别；请另存为 UTF-8 编码") from error
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        where = f"第 {error.lineno} 行第 {error.colno} 列" if isinstance(error, json.JSONDecodeError) else ""
        raise UserError(f"文件“{path.name}”{where}不是正确的 JSON；请检查逗号、引号和括号是否成对") from error


def _unit(number: int, node: Node) -> Unit:
    """Return what the tree of units needs of one as read; it is numbered by its place."""
    _, above = node.references.get("parent_id", (Unit, None))
    name, code = (str(node.values.get(field, "")) for field in ("name", "code"))
    ended = node.values.get("ended_year")
    return Unit(id=number, parent_id=above, name=name, code=code, ended_year=ended)


class _Reader:
    """Collects every problem with its path instead of stopping at the first one."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._paths: set[str] = set()
        self._notes: list[Node] = []

    def _problem(self, path: str, text: str) -> None:
        self.problems.append(f"{path}：{text}")

    def book(self, raw: Any) -> list[Node]:
        """Read the outermost object."""
        if not isinstance(raw, _Object):
            self._problem("文件", "最外层应为 {…}，例如 dump 命令写出的样子")
            return []
        if raw.get("format") != FORMAT:
            self._problem("format", f'应为 "{FORMAT}"，现为 {values.as_written(raw.get("format"))}')
        self._known(raw, "", ["format", Unit.TABLE])
        if not raw.get(Unit.TABLE):
            self._problem(Unit.TABLE, '没有单位；请写 "unit": [{…}]')
        units = self._list(Unit, raw.get(Unit.TABLE, []), "")
        self._link(units, {Unit: units})
        for text in UnitTree(map(_unit, range(len(units)), units)).problems():
            self._problem(Unit.TABLE, text)
        for note in self._notes:
            if note.about not in self._paths:
                self._problem(f"{note.path}.{shape.ABOUT}", f"文件中没有“{note.about[:60]}”这条记录")
        return units

    def _known(self, raw: _Object, path: str, names: list[str], labels: dict[str, str] | None = None) -> None:
        for name in raw.repeated:
            self._problem(f"{path}{name}", "写了两次；请只保留一次")
        for name in raw:
            if name not in names:
                near = (labels or {}).get(name) or "、".join(difflib.get_close_matches(name, names, 3, 0.5))
                hint = f"，是否为 {near}" if near else f"；这里可以写：{'、'.join(names)}"
                self._problem(f"{path}{name}", f"没有“{name[:40]}”这个名称{hint}")

    def _list(self, kind: type[Record], raw: Any, owner: str) -> list[Node]:
        place = f"{owner}{kind.TABLE}"
        if not isinstance(raw, list):
            self._problem(place, f"应为 [{{…}}]，每个{kind.ABOUT.label}一项，现为 {values.as_written(raw)}")
            return []
        return [self._record(kind, each, f"{place}[{number}]") for number, each in enumerate(raw)]

    def _record(self, kind: type[Record], raw: Any, path: str) -> Node:
        node = Node(kind, path)
        self._paths.add(path)
        if not isinstance(raw, _Object):
            self._problem(path, f"应为 {{…}}（一个{kind.ABOUT.label}），现为 {values.as_written(raw)}")
            return node
        fields, parts = shape.values_of(kind), shape.children_of(kind)
        names = [*(each.name for each in fields), *(each.TABLE for each in parts)]
        names += [shape.ABOUT] if kind in shape.NOTES else []
        names += [shape.CONTENT] if kind is Attachment else []
        labels = {each.label: each.name for each in fields} | {each.ABOUT.label: each.TABLE for each in parts}
        self._known(raw, f"{path}.", names, labels)
        for each in fields:
            if each.name in raw and not (shape.is_reference(each) and raw[each.name] is not None):
                node.values[each.name], problem = values.read(each, raw[each.name])
                if problem:
                    self._problem(f"{path}.{each.name}", problem)
            elif each.name in raw:
                node.values[each.name] = raw[each.name]
        self._note(node, raw)
        for part in parts:
            if part.TABLE in raw:
                node.children += self._list(part, raw[part.TABLE], f"{path}.")
        return node

    def _note(self, node: Node, raw: _Object) -> None:
        if node.kind in shape.NOTES:
            node.about = str(raw.get(shape.ABOUT, ""))
            self._notes.append(node)
        if node.kind is not Attachment or shape.CONTENT not in raw:
            return
        try:
            node.content = base64.b64decode(str(raw[shape.CONTENT]), validate=True)
        except (binascii.Error, ValueError):
            self._problem(f"{node.path}.{shape.CONTENT}", "不是 base64 文本")
            return
        digest, size = hashlib.sha256(node.content).hexdigest(), len(node.content)
        if (node.values.get("digest"), node.values.get("size")) != (digest, size) or size > LARGEST:
            self._problem(f"{node.path}.{shape.CONTENT}", "与 digest、size 不符，或者过大；请用 dump 写出的内容")

    def _link(self, nodes: list[Node], known: dict[type[Record], list[Node]]) -> None:
        """Find what each reference names among the records of the same budget."""
        for node in nodes:
            for each in shape.values_of(node.kind):
                if shape.is_reference(each) and node.values.get(each.name) is not None:
                    self._reference(node, each.name, shape.TABLES[each.of], known)
            inner = dict(known)
            for child in node.children:
                inner[child.kind] = [each for each in node.children if each.kind is child.kind]
            self._link(node.children, inner)

    def _reference(self, node: Node, name: str, kind: type[Record], known: dict[type[Record], list[Node]]) -> None:
        raw = node.values.pop(name)
        siblings = known.get(kind, [])
        stand_ins = [kind(**{n: v for n, v in each.values.items() if n in ("name", "code")}) for each in siblings]
        found = shape.find_among(raw, stand_ins) if isinstance(raw, str) else None
        if found is None:
            listed = "、".join(str(each.values.get("name", "")) for each in siblings[:10]) or "（没有）"
            self._problem(
                f"{node.path}.{name}",
                f"没有名称或编码为 {values.as_written(raw)} 的{kind.ABOUT.label}，或不止一个；现有：{listed}",
            )
            return
        node.references[name] = (kind, next(n for n, each in enumerate(stand_ins) if each is found))
