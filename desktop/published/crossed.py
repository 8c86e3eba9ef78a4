"""Whether a file tells how the spending of each function divides into 基本支出 and 项目支出 or by economic class.

Tables by function and tables by nature each come out whatever the division between them is. One is taken, and named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.catalog.classification import load
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts
from desktop.ledger.vocabulary import Nature
from desktop.published.disagreements import UNSAID, Disagreement
from desktop.published.reading import ReadCell

BASIC = {str(Nature.PERSONNEL), str(Nature.PUBLIC)}
SHOWN = 3
"""How many functions the words name."""


def not_divided(facts: BudgetFacts, cells: Iterable[ReadCell]) -> Iterator[Disagreement]:
    """Yield the functions of which no figure says what is basic spending and what is of projects, as one entry.

    A function is told of by a figure of its own nature or of a project of its; one that is left of all others is known.
    """
    natures: dict[str, set[bool]] = defaultdict(set)
    for line in facts.lines:
        natures[line.function_code].add(line.nature in BASIC)
    if set().union(*natures.values()) != {True, False}:
        return  # all spending is of one kind
    stated = _stated(cells)
    open_codes = [code for code in natures if not _is_stated(code, stated, natures)]
    if len(open_codes) > 1:
        names = "、".join(f"{code} {load('function').name(code) or ''}".strip() for code in sorted(open_codes)[:SHOWN])
        more = f"等 {len(open_codes)} 个" if len(open_codes) > SHOWN else ""
        label = f"文件没有写明各功能科目的基本支出和项目支出（{names}{more}）"
        yield Disagreement(label, UNSAID, "按与各表都相符的一种分法记入")


def economic_classes(facts: BudgetFacts, cells: Iterable[ReadCell]) -> Iterator[Finding]:
    """Yield that the economic classes of each function are one of several divisions, where no figure tells them."""
    functions, classes = ({getattr(line, f"{name}_code") for line in facts.lines} for name in ("function", "economic"))
    crossed = any({"function", "economic"} <= {name for name, _ in cell.where} for cell in cells)
    if len(functions) > 1 and len(classes) > 1 and not crossed:
        message = "文件没有写明各功能科目的经济分类，按与各表都相符的一种分法记入，只宜比较各科目、各经济分类的合计"
        yield Finding("上年", Severity.INFO, message)


def _stated(cells: Iterable[ReadCell]) -> set[str]:
    """Return the functions of which a figure tells one kind of spending."""
    found = set()
    for cell in cells:
        where = dict(cell.where)
        natures = set(where.get("nature", ()))
        one_kind = bool(natures) and (natures <= BASIC or not natures & BASIC)
        if one_kind or cell.project:
            found |= {code for code in where.get("function", ()) if not code.startswith("!")}
    return found


def _is_stated(code: str, stated: set[str], every: Iterable[str]) -> bool:
    """Tell whether a function is stated, or the only one below a stated one."""
    above = [each for each in stated if code.startswith(each)]
    return any(sum(other.startswith(each) for other in every) == 1 or each == code for each in above)
