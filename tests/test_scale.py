"""What ./test takes instead of everything has everything in it."""

from dataclasses import fields, is_dataclass
from functools import cache

from desktop.layouts.form import loader
from tests import scale

CHOICES = ("kind", "orientation", "unit", "value", "records", "by")
"""Settings of which each value is something else, not only whether there is one."""


def settings_of(item) -> set[tuple[str, str, str]]:
    """Return what a layout says: of each kind of part, which settings are used; of choices, which choice."""
    found = set()
    if is_dataclass(item):
        for each in fields(item):
            value = getattr(item, each.name)
            shown = str(value) if isinstance(value, bool) or each.name in CHOICES else str(bool(value))
            found |= {(type(item).__name__, each.name, shown), *settings_of(value)}
    elif isinstance(item, tuple | list | frozenset):
        found = set().union(*map(settings_of, item))
    elif isinstance(item, dict):
        found = set().union(*map(settings_of, item.values()))
    return found


@cache
def settings_of_layout(key: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(settings_of(loader.load(key)))


def missing(keys) -> set[tuple[str, str, str]]:
    everything = set().union(*map(settings_of_layout, loader.available()))
    return everything - set().union(*map(settings_of_layout, keys))


def test_the_layouts_of_the_short_form_have_everything_any_layout_has():
    assert missing(scale.REPRESENTATIVES) == set()
    assert set(scale.REPRESENTATIVES) <= set(loader.available())


def test_a_layout_with_something_of_its_own_is_noticed_when_it_is_left_out():
    assert all(missing({*scale.REPRESENTATIVES} - {key}) for key in scale.REPRESENTATIVES)
    assert scale.layouts(loader.available()) == sorted(scale.REPRESENTATIVES)
