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
PAY, GOODS, PERSONS = "301", "302", "303"
"""工资福利支出, 商品和服务支出, 对个人和家庭的补助."""
RETIRED, PENSION = "离退休人员待遇", "30302"
RETIREMENT = frozenset({"2080501", "2080502"})
"""行政单位离退休, 事业单位离退休: what they pay to persons is for those who retired, whatever the economic subject."""
BILLED, BILL = frozenset({"30205", "30206"}), "水电费"
"""水费 and 电费: one bill to everybody; with money for both a sentence names them together."""
KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("30101", "30102", "30103", "30106", "30107", "30114", "30199"), "在职人员工资福利"),
    (("30108", "30109", "30110", "30111", "30112"), "社会保险缴费"),
    (("30113",), "住房公积金缴存"),
    (("30301", "30302", "30303"), RETIRED),
    ((PERSONS,), "对个人和家庭的补助"),
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
    of_people = basic and {PAY, GOODS} <= {code[:3] for code in codes}
    if of_people and (kinds := _kinds(_with_pensions(cube, figure, codes), scope)):
        return kinds
    by_name: dict[str, Fen] = {}  # 大型修缮 is a subject of both 309 and 310
    for code in sorted(codes):
        name = BILL if code in BILLED and codes >= BILLED else load("economic").name(code)
        by_name[name] = by_name.get(name, 0) + totals[code]
    shown = sorted(by_name, key=lambda name: -by_name[name])[:MOST]
    named = sorted((name for name in by_name if name in shown and name), key=lambda name: name.startswith(REST))
    return _joined(named) + ("等" if len(by_name) > len(shown) else "")


def _joined(names: list[str]) -> str:
    """Return a list, what takes up the rest after 及."""
    if len(names) > 1 and names[-1].startswith(REST):
        return f"{'、'.join(names[:-1])}及{names[-1]}"
    return "、".join(names)


def _with_pensions(cube: Cube, figure: Figure, codes: Collection[str]) -> set[str]:
    """Return the subjects; one of what is paid to persons as 退休费 where all of it is for those who retired."""
    retired = 0
    for function, bits in cube.by("function", figure.selection).items():
        retired |= bits if function in RETIREMENT else 0
    others = cube.by("economic", figure.selection & ~retired)
    return {PENSION if code.startswith(PERSONS) and not cube.total(others.get(code, 0)) else code for code in codes}


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
