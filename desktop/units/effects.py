"""What another layout (版式), or another kind of the unit (单位性质), would change; nothing is stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from desktop import pipeline
from desktop.catalog import classification
from desktop.disclosure import Disclosure
from desktop.layouts.form import loader
from desktop.layouts.tables.compared import totals
from desktop.ledger.book import Book
from desktop.ledger.records import Unit
from desktop.money import YUAN
from desktop.units import together
from desktop.units.views import View

SHOWN = 6
"""How many titles of tables, or subjects, are named."""


def in_layout(book: Book, before: Disclosure, key: str, view: View | None) -> Disclosure:
    """Return what is disclosed now as another layout shows it; view: the units that are shown as one."""
    if view is not None:
        return together.of_view(book, view, key)
    return pipeline.of_book(book, key, before.facts.budget)


def of_layout(before: Disclosure, after: Disclosure) -> list[str]:
    """Return in Chinese what changes with the layout: the five figures, the tables, what nobody wrote for it yet."""
    rows = [*_figures(before, after), "", f"表格：{len(before.tables)} 张 → {len(after.tables)} 张"]
    rows += _listed("新版式没有", _only_in(before, after))
    rows += _listed("新版式多出", _only_in(after, before))
    waiting = len({gap for paragraph in after.narrative.paragraphs for gap in paragraph.gaps})
    return [*rows, *([f"说明中待填写 {waiting} 处"] if waiting else [])]


def of_unit(before: Disclosure, unit: Unit) -> list[str]:
    """Return in Chinese what changes where the unit is as given: the five figures, and where spending moves to."""
    facts, last = (replace(facts, unit=unit) if facts is not None else None for facts in (before.facts, before.last))
    assert facts is not None
    form = loader.load(before.form.key, with_text=False)
    after = pipeline.disclose(facts, last, form)
    return [*_figures(before, after), *_moved(before, after)]


def _figures(before: Disclosure, after: Disclosure) -> list[str]:
    main = [each for each in totals((before.form, before.cube), (after.form, after.cube)) if each.main]
    changed = [each.describe() for each in main if each.difference]
    same = "、".join(each.label for each in main if not each.difference)
    return [*changed, *([f"不变：{same}"] if same else [])]


def _moved(before: Disclosure, after: Disclosure) -> Iterator[str]:
    """Name each 类 of the government's economic classification (政府预算支出经济分类) with another sum."""
    first, second = _by_government(before), _by_government(after)
    found = [code for code in sorted({*first, *second}) if first[code] != second[code]]
    names = classification.load("government")
    if found:
        yield ""
        yield "政府预算支出经济分类："
    for code in found[:SHOWN]:
        name = f"{code} {names.name(code)}" if code else "未定"
        yield f"　{name}：{YUAN.show(first[code])} → {YUAN.show(second[code])} 元"
    if len(found) > SHOWN:
        yield f"　……共 {len(found)} 类有变化"


def _by_government(disclosure: Disclosure) -> Counter[str]:
    sums: Counter[str] = Counter()
    for line in disclosure.cube.lines:
        if line.side == "支出" and line.year == disclosure.facts.budget.year:
            sums[line.government[:3]] += line.amount
    return sums


def _only_in(these: Disclosure, others: Disclosure) -> list[str]:
    """Return the titles of the tables whose meaning the others have none of."""
    meanings = {table.id for table in others.tables}
    return [table.title for table in these.tables if table.id not in meanings]


def _listed(word: str, titles: list[str]) -> list[str]:
    if not titles:
        return []
    more = f"等 {len(titles)} 张" if len(titles) > SHOWN else ""
    return [f"　{word}：{'、'.join(titles[:SHOWN])}{more}"]
