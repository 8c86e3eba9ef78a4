"""Which table gives way: the short one, by name, where the others agree without it."""

from dataclasses import dataclass, field

from desktop.findings import Place
from desktop.published import outweighed
from desktop.published.targets import Target


def table(title, cells):
    return Target(title, Place(), "支出", (1,), tuple(((1,), n) for n in range(cells)), 1)


@dataclass
class Found:
    tables: list
    refused: list = field(default_factory=list)
    marks: bool = False


LONG, SHORT, OTHER = table("长", 20), table("短", 3), table("中", 9)


def quarrel(*pairs):
    """A search that refuses the second of each pair where both are there; and what it was asked."""
    asked = []

    def search(tables):
        asked.append([each.title for each in tables])
        titles = {each.title for each in tables}
        return Found(tables, [b for a, b in pairs if a.title in titles and b.title in titles])

    return search, asked


def agreed(search, *tables):
    named = []
    found = outweighed.agreed(tables, search, lambda _, target: named.append(target.title))
    return [each.title for each in found.tables], named


def test_tables_that_agree_are_searched_once():
    search, asked = quarrel()
    assert agreed(search, LONG, SHORT) == (["长", "短"], []) and len(asked) == 1


def test_a_short_table_gives_way_to_a_long_one_and_is_named():
    search, _ = quarrel((SHORT, LONG))
    assert agreed(search, SHORT, LONG, OTHER) == (["长", "中"], ["短"])


def test_of_sentences_none_gives_way_to_another():
    def search(tables):
        return Found(tables, [LONG] if SHORT in tables else [], marks=True)

    assert agreed(search, SHORT, LONG) == (["短", "长"], [])


def test_a_refused_table_that_is_shorter_stays_refused():
    search, asked = quarrel((LONG, SHORT))
    assert agreed(search, LONG, SHORT) == (["长", "短"], []) and len(asked) == 1


def test_leaving_out_a_table_that_changes_nothing_is_no_gain():
    search, _ = quarrel((table("甲", 30), LONG))
    assert agreed(search, table("甲", 30), LONG, SHORT)[1] == []


def test_only_few_are_tried():
    many = [table(f"表{n}", 2) for n in range(9)]
    search, asked = quarrel((table("甲", 30), LONG))
    agreed(search, table("甲", 30), LONG, *many)
    assert len(asked) == 1 + outweighed.MOST_TRIED
