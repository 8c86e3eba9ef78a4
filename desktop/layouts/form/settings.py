"""Settings of a form (版式设置): choices between ways in which one layout is printed, as data of the form itself.

`[settings.NAME]` has a label, the choice that is the form as it stands (`default`), and its choices. A choice holds
what it changes: the same keys as form.toml, `tables` as there, and `figures` over figures.toml. Sentences ask with
`chosen("NAME", "CHOICE")`. A place overrides a setting by writing the keys themselves; a unit by choosing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.catalog.strict import DataError, Reader, nearest
from desktop.layouts.form import folders
from desktop.layouts.form.spec import ChoiceSpec, Form, SettingSpec
from desktop.ledger.records import BudgetFacts, Unit

OPERATING = "operating"
"""The setting of who is counted in 机关运行经费."""

NEW_UNIT = ("new_unit", "yes")
"""The setting by which a unit says that it had no budget last year."""

_WORDS = ("label", "tables", "figures")
_NOT_CHANGED = ("extends", "region", "year", "years", "title", "settings", "department")


class SettingsReader:
    """The settings of a form and what has been chosen of them."""

    def __init__(self, raw: Any, chosen: Mapping[str, str], place: str) -> None:
        """Read `[settings]`. chosen: {setting: choice}; what this form does not have is left out of account."""
        self._place = f"{place}.settings"
        if not isinstance(raw, dict):
            raise DataError(f"{self._place}: 要写成 [settings.名称]")
        self._choices: dict[str, dict[str, dict[str, Any]]] = {}
        offered = {name: entry for name, entry in raw.items() if not self._taken_out(name, entry)}
        self.specs = tuple(self._setting(name, entry) for name, entry in offered.items())
        known = {spec.id: {choice.id for choice in spec.choices} for spec in self.specs}
        self.chosen = {name: choice for name, choice in chosen.items() if choice in known.get(name, ())}

    def _taken_out(self, name: str, entry: Any) -> bool:
        """Tell whether the form takes a parent's setting out (`remove = true`)."""
        if not isinstance(entry, dict) or "remove" not in entry:
            return False
        if entry["remove"] is not True or "choices" not in entry:
            raise DataError(f"{self._place}.{name}.remove: 只能写 true，而且上级版式要有这项设置")
        return True

    def _setting(self, name: str, entry: Any) -> SettingSpec:
        place = f"{self._place}.{name}"
        reader = Reader(entry, place)
        label, default, hint = reader.text("label"), reader.text("default"), reader.text("hint", "")
        raw = reader.raw("choices")
        reader.done()
        if not isinstance(raw, dict) or not all(isinstance(each, dict) for each in raw.values()):
            raise DataError(f"{place}.choices: 要写成 [settings.{name}.choices.名称]")
        if default not in raw:
            raise DataError(f"{place}.default: 没有“{default}”这一选择{nearest(default, raw)}")
        self._choices[name] = raw
        choices = tuple(ChoiceSpec(key, self._label(key, each, place)) for key, each in raw.items())
        if set(raw[default]) - {"label"}:
            raise DataError(f"{place}.choices.{default}: 默认的选择就是版式本身，不能再改动什么")
        return SettingSpec(name, label, choices, default, hint)

    def _label(self, key: str, entry: dict[str, Any], place: str) -> str:
        for name in _NOT_CHANGED:
            if name in entry:
                raise DataError(f"{place}.choices.{key}.{name}: 设置不能改动这一项")
        if not isinstance(entry.get("label"), str):
            raise DataError(f"{place}.choices.{key}: 要写 label")
        return str(entry["label"])

    def over(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return form.toml with what the choices change."""
        for _, change in self._changes():
            raw = folders.merge(raw, {key: value for key, value in change.items() if key not in _WORDS})
        return raw

    def figures(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Return figures.toml with what the choices change."""
        for _, change in self._changes():
            raw = folders.merge(raw, change.get("figures", {}))
        return raw

    def tables(self, table_id: str) -> Iterable[tuple[Any, str]]:
        """Return what the choices change of a table, and how messages call each change."""
        for place, change in self._changes():
            every = change.get("tables", {})
            if isinstance(every, dict) and table_id in every:
                yield every[table_id], f"{place}.tables.{table_id}"

    def _changes(self) -> Iterable[tuple[str, dict[str, Any]]]:
        for name, choice in self.chosen.items():
            yield f"{self._place}.{name}.choices.{choice}", self._choices[name][choice]


def choices_of(form: Form, facts: BudgetFacts) -> tuple[tuple[str, str], ...]:
    """Return what has been chosen for a budget: (setting, choice), in a fixed order.

    Of several units together each has been looked at by then whether it counts in 机关运行经费.
    """
    chosen = {} if facts.units else dict(counted_as(form, facts.unit))
    chosen |= {record.setting: record.choice for record in facts.layout_choices}
    return tuple(sorted(chosen.items()))


def is_new(form: Form, facts: BudgetFacts) -> bool:
    """Tell whether a unit says that it had no budget last year: then nothing is known of it, and it was nothing."""
    return NEW_UNIT in choices_of(form, facts)


def counted_as(form: Form, unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return the choice that follows from the unit itself.

    Where the form counts only some kinds in 机关运行经费, a unit of another kind that says nothing of itself is not.
    """
    others = form.operating_kinds and unit.kind not in form.operating_kinds
    return ((OPERATING, "none"),) if others and not unit.operating_cost else ()
