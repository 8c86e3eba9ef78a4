"""What belongs together in a text: an amount and a change, an amount and the section it stands in."""

import re
from dataclasses import replace

from desktop.audit.prose import Passage
from desktop.audit.statements import Change, Statement
from desktop.audit.subjects import FUNDS, Subject


def same(a: Subject | None, wanted: Subject) -> bool:
    """Tell whether an amount may be what a change names."""
    if a is None:
        return False
    if a.name != wanted.name:
        return False
    return (not wanted.side or not a.side or a.side == wanted.side or "收支" in (a.side, wanted.side)) and (
        not wanted.fund or a.fund == wanted.fund or not a.fund
    )


def of_section(found: Subject | None, passage: Passage) -> Subject | None:
    """Return a subject with the fund that the headings over it name, where it names none itself."""
    if found is None:
        return None
    over = next((words for words in reversed(passage.path) if re.search("基本支出|项目支出", words)), "")
    if (
        over
        and found.group.startswith(("功能", "经济", "政府经济"))
        and not ("基本支出" in over and "项目支出" in over)
    ):
        found = replace(found, within="基本支出" if "基本支出" in over else "项目支出")
    if found.fund or found.group in {"三公", "运行", "会议", "培训"}:
        return found
    funds = [name for words in reversed(passage.path) for pattern, name in FUNDS if re.search(pattern, words)]
    return replace(found, fund=funds[0]) if len(funds) == 1 else replace(found, clear=False) if funds else found


def other_side(statement: Statement, parent: Statement) -> bool:
    """Tell whether one is income and the other spending: no part, then."""
    sides = {each.subject.side for each in (statement, parent) if each.subject}
    return {"收入", "支出"} <= sides


def other_fund(value: Statement, change: Change) -> bool:
    """Tell whether an amount and a change name different funds."""
    return value.subject is not None and change.subject is not None and value.subject.fund != change.subject.fund


def unique(found: list[Statement]) -> list[Statement]:
    """Return statements in order, each once."""
    return list({id(value): value for value in found}.values())


def same_sentence(value: Statement, change: Change) -> bool:
    """Tell whether no sentence ends between an amount and a change."""
    return "。" not in value.passage.text[value.figure.end : change.start]
