"""Functional subjects (支出功能分类科目) as terms to be explained: those a unit has money in, and what each is."""

from collections.abc import Mapping

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.compute.cube import Cube
from desktop.layouts.form.spec import FigureSpec
from desktop.layouts.tables.figures import Figure

LEVELS = tuple(LEVEL_LENGTHS["function"])
"""类, 款, 项: level 1, 2, 3."""


def terms(cube: Cube, level: int, explained: Mapping[str, str], scope: str) -> list[str]:
    """Return a term for each subject of a level that has expenditure this year: its names from 类 down, what it is.

    explained: words of the form by code or by name. Where there are none, only its place in the classification is
    stated: nothing is made up.
    """
    length = LEVEL_LENGTHS["function"][LEVELS[level - 1]]
    inside = cube.select((("side", ("支出",)),)) & cube.in_year(cube.year)
    money = {code for code, bits in cube.by("function", inside).items() if cube.total(bits)}
    codes = {code[:length] for code in money if len(code) >= length}
    return [_term(code, level, explained, scope) for code in sorted(codes)]


REST = "其他"


def _term(code: str, level: int, explained: Mapping[str, str], scope: str) -> str:
    subjects = load("function")
    names = [subjects.name(each) or each for each in subjects.ancestors(code)]
    path = "".join(f"{name}（{word}）" for name, word in zip(names, LEVELS, strict=False))
    words = explained.get(code) or (explained.get(names[-1]) if level == len(LEVELS) else None)
    if words:
        return f"{path}：{words.replace('{scope}', scope)}"
    rest = next((n for n, name in enumerate(names) if n and name.startswith(REST)), 0)
    if rest and names[-1].startswith(REST):  # a subject of what the others of its place do not hold, by its very name
        return f"{path}：反映{names[rest - 1]}中其他{LEVELS[rest]}没有包括的支出。"
    return f"{path}：政府收支分类中的支出功能分类科目。"


def path(specs: dict[str, FigureSpec], figure: Figure) -> list[str]:
    """Return the names above and of a classified figure, topmost first (类, 款, 项).

    A code that ends before the level of the series has no name there; the code says so in its place.
    """
    spec = next(s for s in specs.values() if s.by and figure.id == f"{s.id}_{figure.code}")
    code, names = figure.code, load(spec.by)
    found = []
    for level, length in LEVEL_LENGTHS[spec.by].items():
        found.append(names.name(code[:length]) or code[:length] if length <= len(code) else f"编码不全：{code}")
        if level == spec.level:
            break
    return found
