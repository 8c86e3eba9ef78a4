"""The roll-up of random places: touched and summed lines together come to what consolidating all lines comes to."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from desktop.collect import collecting, engines, expressions, place, source, transfers
from desktop.collect.dataset import Dataset
from desktop.compute import consolidation
from desktop.compute.lines import BudgetLine, Origin
from desktop.packs import reading
from tests import scale
from tests.collect import packs

pytestmark = pytest.mark.long_only
FUNDS = ("一般公共预算", "事业收入", "上级补助收入", "附属单位上缴收入", "其他收入")


def contents(seed):
    """Return units that pay each other, also more than they were given, and money handed on twice."""
    chance = random.Random(seed)
    count = chance.randint(2, 7)
    found = [packs.content(number, 6, seed=seed) for number in range(count)]
    for number, (_, tables) in enumerate(found):
        for _ in range(chance.randint(0, 4)):
            other = f"{100000 + chance.randrange(count + 1)}"
            year, fund, amount = chance.choice((2026, 2027)), chance.choice(FUNDS), chance.randint(1, 9)
            nature = chance.choice(("对附属单位补助支出", "上缴上级支出", "公用"))
            tables["lines"].append(packs.line("支出", amount, year, nature=nature, fund=fund, counterpart=other))
            tables["lines"].append(
                packs.line(
                    "收入", chance.randint(1, 9), year, fund=fund, counterpart=f"第{chance.randrange(count)}单位"
                )
            )
            tables["lines"].append(
                packs.line("支出", chance.randint(1, 9), year, nature="公用", fund=fund, economic="30201")
            )
            tables["lines"].append(packs.line("结转下年", number + 1, year, fund=fund))
    return found


def everything(found, folder):
    """Return the lines of all, consolidated in one go by what a book uses."""
    names = {about["unit_code"]: about["unit"] for about, _ in found} | {
        about["unit"]: about["unit"] for about, _ in found
    }
    lines, others = [], {}
    for about, _ in found:
        read = source.read_pack(folder / f"{about['unit_code']}.mzs", reading.read).tables["lines"]
        for each in sorted(
            read,
            key=lambda line: [str(line[name]) for name in transfers.KEPT] + [line["amount"], line["counterpart"]],
        ):
            values = {name: each[name] for name in transfers.KEPT if name != "line_year"}
            line = BudgetLine(
                year=each["line_year"],
                amount=each["amount"],
                origin=Origin("direct_line", len(lines) + 1),
                unit=about["unit"],
                **values,
            )
            others[line.key] = names.get(each["counterpart"], "")
            lines.append(line)
    return consolidation.consolidate(lines, lambda line: others[line.key] if others[line.key] != line.unit else "")


def sums(lines):
    found = Counter()
    for line in lines:
        found[replace(line, amount=0, origin=Origin("direct_line", 0), unit="")] += line.amount
    return {line: amount for line, amount in found.items() if amount}


@pytest.mark.parametrize("seed", range(scale.count(5)))
def test_a_place_is_what_a_book_of_all_its_units_would_be(tmp_path, seed):
    found = contents(seed)
    for about, tables in found:
        packs.write(tmp_path / "in" / f"{about['unit_code']}.mzs", about, tables)
    collecting.collect(tmp_path / "in", tmp_path / "out", workers=1)
    with engines.opened(Dataset(tmp_path / "out")) as tables:
        of = expressions.period(tables, 2027, "一上")
        asked = [each.to_pyarrow().to_pylist() for each in (transfers.touched(of), transfers.summed(of), of.packs)]
    whole, wanted = place.of_lines(*asked), everything(found, tmp_path / "in")
    assert Counter((p.year, p.kind, p.payer, p.receiver, p.paid, p.received) for p in whole.pairs) == Counter(
        (p.year, p.kind, p.payer, p.receiver, p.paid, p.received) for p in wanted.pairs
    )
    assert sums(whole.lines) == sums(wanted.lines)
