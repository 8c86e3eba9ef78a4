"""Functional subjects (支出功能分类科目) as terms to be explained: those a unit has money in, and what each is."""

from collections.abc import Mapping

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.compute.cube import Cube

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


def _term(code: str, level: int, explained: Mapping[str, str], scope: str) -> str:
    subjects = load("function")
    names = [subjects.name(each) or each for each in subjects.ancestors(code)]
    path = "".join(f"{name}（{word}）" for name, word in zip(names, LEVELS, strict=False))
    words = explained.get(code) or (explained.get(names[-1]) if level == len(LEVELS) else None)
    if words:
        return f"{path}：{words.replace('{scope}', scope)}"
    return f"{path}：政府收支分类中的支出功能分类科目。"
