"""What money is for, where nobody said it: kinds of spending for people and what they need, else economic subjects."""

from collections.abc import Collection

from desktop.catalog.classification import load
from desktop.compute.cube import Cube
from desktop.layouts.tables.figures import Figure
from desktop.ledger.vocabulary import Nature
from desktop.money import Fen

MOST = 6
"""Subjects that a sentence lists at most, the largest."""
REST = "其他"
"""What the subjects begin with that take up the rest; a sentence names them last (退休费、其他商品和服务支出)."""
PAY, GOODS = "301", "302"
"""工资福利支出, 商品和服务支出."""
KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("30101", "30102", "30103", "30106", "30107", "30114", "30199"), "在职人员工资福利"),
    (("30108", "30109", "30110", "30111", "30112"), "社会保险缴费"),
    (("30113",), "住房公积金缴存"),
    (("30301", "30302", "30303"), "离退休人员待遇"),
    (("303",), "对个人和家庭的补助"),
    (("310",), "资本性支出"),
)
"""Economic subjects (款, or a 类 for the rest of it) and what a sentence calls them."""


def told_by(cube: Cube, figure: Figure, scope: str) -> str:
    """Return in words what a figure is spent on.

    Basic expenditure for people together with what they work with is told by its kinds, as accountants do: a list of
    subjects would be a list of pay items. Any other is told by its subjects.
    """
    totals = {code: cube.total(bits) for code, bits in cube.by("economic", figure.selection).items()}
    codes = {code for code, fen in totals.items() if fen}
    basic = Nature.PROJECT not in cube.by("nature", figure.selection)
    if basic and {PAY, GOODS} <= {code[:3] for code in codes} and (kinds := _kinds(codes, scope)):
        return kinds
    by_name: dict[str, Fen] = {}  # 大型修缮 is a subject of both 309 and 310
    for code in sorted(codes):
        name = load("economic").name(code)
        by_name[name] = by_name.get(name, 0) + totals[code]
    shown = sorted(by_name, key=lambda name: -by_name[name])[:MOST]
    named = sorted((name for name in by_name if name in shown and name), key=lambda name: name.startswith(REST))
    return "、".join(named) + ("等" if len(by_name) > len(shown) else "")


def _kinds(codes: Collection[str], scope: str) -> str:
    """Return the kinds of the subjects, what keeps the office going at the end; none where a subject is of no kind."""
    found: list[str] = []
    for code in sorted(codes):
        if code[:3] == GOODS:
            continue
        kind = next((name for starts, name in KINDS if code.startswith(starts)), "")
        if not kind:
            return ""
        if kind not in found:
            found.append(kind)
    return f"{'、'.join(found)}，以及维持{scope}正常运转的商品和服务支出"
