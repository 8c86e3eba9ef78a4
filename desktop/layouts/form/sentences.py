"""The sentences of a form: the nearest `narrative.j2`, and what its children put in the place of a part.

A part stands between `{% block name %}` and `{% endblock %}`, each alone on its line. A child's `sentences.j2` holds
nothing but such parts; each takes the place of the part of that name.

What several forms say alike stands once, in `shared.j2`: `{% shared name %}`, alone on its line, puts the part of that
name there, the nearest one on the way up.
"""

import re
from dataclasses import field

from desktop.catalog.strict import DataError, nearest
from desktop.dataclass import dataclass
from desktop.layouts.form.folders import Chain, Level

WHOLE, PARTS, SHARED = "narrative.j2", "sentences.j2", "shared.j2"
_BEGIN = re.compile(r"\s*\{%-?\s*block\s+([a-z][a-z0-9_]*)\s*-?%\}\s*")
_END = re.compile(r"\s*\{%-?\s*endblock(?:\s+[a-z0-9_]+)?\s*-?%\}\s*")
_PUT = re.compile(r"\s*\{%-?\s*shared\s+([a-z][a-z0-9_]*)\s*-?%\}\s*")

Line = tuple[str, str]
"""A line of a template, and where it stands: file and number."""


@dataclass(slots=True)
class Part:
    """Some lines of a template; `name` is empty for those between the named parts."""

    name: str
    place: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The whole template and where each of its lines stands."""

    source: str
    places: tuple[str, ...]

    def place(self, line: int) -> str:
        """Return file and line of a line of the whole (1 = first), as messages name it."""
        return self.places[min(max(line, 1), len(self.places)) - 1] if self.places else WHOLE


def read(chain: Chain) -> Sentences:
    """Return the template of a form. Raises DataError naming the file for parts that do not fit."""
    owner = chain.find(WHOLE)
    if chain.levels[0].has(WHOLE) and chain.levels[0].has(PARTS):
        raise DataError(f"{chain.levels[0].place(PARTS)}：已有 {WHOLE}，两个文件只能有一个")
    parts = _parts(owner, WHOLE)
    for level in chain.below(owner)[1:]:
        if level.has(PARTS):
            _replace(parts, _parts(level, PARTS))
    lines = _with_shared([line for part in parts for line in part.lines], _shared(chain))
    return Sentences("\n".join(text for text, _ in lines) + "\n", tuple(place for _, place in lines))


def _shared(chain: Chain) -> dict[str, list[Line]]:
    """Return the shared parts by name; a child's takes the place of its parent's."""
    found: dict[str, list[Line]] = {}
    for level in reversed(chain.levels):
        if level.has(SHARED):
            parts = _parts(level, SHARED)
            _refuse_loose(parts)
            found |= {part.name: part.lines for part in parts if part.name}
    return found


def _with_shared(lines: list[Line], shared: dict[str, list[Line]]) -> list[Line]:
    """Put shared parts where they are named; they name no others."""
    found: list[Line] = []
    for text, place in lines:
        named = _PUT.fullmatch(text)
        if named is None:
            found.append((text, place))
        elif named[1] in shared:
            found += shared[named[1]]
        else:
            raise DataError(f"{place}：{SHARED} 中没有名为“{named[1]}”的段落{nearest(named[1], shared)}")
    return found


def _refuse_loose(parts: list[Part]) -> None:
    """Raise DataError for lines that stand in no part."""
    lines = (line for part in parts if not part.name for line in part.lines)
    for text, place in lines:
        if text.strip() and not text.strip().startswith("{#"):
            raise DataError(f"{place}：这里只能写 block 段落")


def _parts(level: Level, name: str) -> list[Part]:
    """Split a file into its named parts and what is between them."""
    file = level.place(name)
    parts = [Part("", file)]
    for number, text in enumerate(level.text(name).splitlines(), 1):
        place = f"{file}：第 {number} 行"
        begin = _BEGIN.fullmatch(text)
        if begin:
            if parts[-1].name:
                raise DataError(f"{place}：段落“{parts[-1].name}”还没有 endblock")
            if any(part.name == begin[1] for part in parts):
                raise DataError(f"{place}：段落“{begin[1]}”写了两次")
            parts.append(Part(begin[1], place))
        elif _END.fullmatch(text):
            if not parts[-1].name:
                raise DataError(f"{place}：endblock 前面没有 block")
            parts.append(Part("", file))
        elif "block" in text and re.search(r"\{%-?\s*(?:end)?block\b", text):
            raise DataError(f"{place}：block 和 endblock 要各自单独成行")
        else:
            parts[-1].lines.append((text, place))
    if parts[-1].name:
        raise DataError(f"{parts[-1].place}：段落“{parts[-1].name}”没有 endblock")
    return parts


def _replace(parts: list[Part], own: list[Part]) -> None:
    """Put a child's parts in the place of those of the same name."""
    by_name = {part.name: part for part in parts if part.name}
    _refuse_loose(own)
    for part in own:
        if not part.name:
            continue
        if part.name not in by_name:
            raise DataError(f"{part.place}：上级版式没有名为“{part.name}”的段落{nearest(part.name, by_name)}")
        by_name[part.name].lines = part.lines
