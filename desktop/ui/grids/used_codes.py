"""Which subjects come first where a code is typed: the unit's own 项, then those this budget uses, then all others."""

from collections import Counter

from desktop.catalog.classification import load
from desktop.ui.session import Session


def used_codes(session: Session, key: str) -> tuple[str, ...]:
    """Return the codes of a classification (function, economic, government) that are likely meant, most likely first.

    The running 项 of the unit and of its kinds of people (运行科目) stand before what lines carry; the more often a
    code is used, this year or last, the sooner it comes.
    """
    own: list[str] = []
    if key == "function":
        facts = session.facts
        own = [session.unit.own_function, *(each.function_code for each in facts.running_functions)]
    counted = Counter(getattr(line, key) for line in session.disclosure.cube.lines if line.side == "支出")
    often = sorted(counted, key=lambda code: (-counted[code], code))
    return tuple(dict.fromkeys(code for code in (*own, *often) if code))


def path_of(key: str, code: str) -> str:
    """Return the names above a subject, highest first: 一般公共服务支出 › 政府办公厅（室）及相关机构事务."""
    names = load(key)
    return " › ".join(names.name(above) for above in names.ancestors(code)[:-1])
