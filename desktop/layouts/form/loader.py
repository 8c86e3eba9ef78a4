"""Loading a form folder (`forms/<place>/<year>/`), with inheritance through `extends`.

A child's form.toml overrides the parent's keys; a file that the child folder lacks is taken from the parent.
Errors are DataError and name file and key.
"""

import contextlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.catalog.measures import Measure, read_measures, standard
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.findings import UserError
from desktop.layouts.form import folders, limits, sentences
from desktop.layouts.form.changes import changed
from desktop.layouts.form.figure_loader import BASES, read_figures
from desktop.layouts.form.folders import Chain, checked_id
from desktop.layouts.form.head_loader import (
    read_chart,
    read_frame,
    read_headings,
    read_incomes,
    read_kinds,
    read_line,
    read_names,
    read_numbers,
    read_papers,
    read_scope_titles,
    read_words,
    read_years,
)
from desktop.layouts.form.numbering import styled
from desktop.layouts.form.settings import SettingsReader
from desktop.layouts.form.spec import BUDGET, Form, TableSpec
from desktop.layouts.form.table_loader import TableReader
from desktop.layouts.form.text_loader import read_citizens, read_glossary, read_texts
from desktop.layouts.form.tie_loader import check_leads, read_ties
from desktop.ledger.vocabulary import SCOPES

_NOTHING: Mapping[str, str] = {}

_Stamp = tuple[tuple[str, int, int], ...]
"""The files of the user's own forms: path, time of the last change, size."""


def available() -> list[str]:
    """Return the keys of all forms that can be used, e.g. ["national/2023", …]; the user's own come last."""
    return [*_shipped(), *_own()[0]]


def is_available(key: str) -> bool:
    """Tell whether there is a form of a key that can be used; the user's own are looked at for their keys alone."""
    return key in _shipped() or key in _own()[0]


def problems() -> dict[str, str]:
    """Return {key: why it cannot be used} of the user's own forms that are wrong."""
    return dict(_own()[1])


@cache
def default() -> str:
    """Return the key of the form used where nobody chose one: the content of forms/default.txt."""
    return (paths.forms() / "default.txt").read_text(encoding="utf-8").strip()


def titles() -> dict[str, str]:
    """Return {key: title} of all forms that can be used, without reading the rest of the shipped ones."""
    return _shipped_titles() | {key: form.title for key, form in _own()[0].items()}


def load(key: str, *, with_text: bool = True, department: bool = False) -> Form:
    """Return a form. Raises UserError when there is none of that name, or a user's own that is wrong.

    with_text: whether a shipped form's sentences are looked through too; a window that only shows tables does it later.
    department: with what the form changes of itself for a 部门 of several units (`[department]`).
    """
    if key in _shipped():
        if with_text:
            _look_through(key)
        return _load_shipped(key, department)
    forms, wrong, departments = _own()
    if key in wrong:
        raise UserError(f"版式“{key}”不能使用：{wrong[key]}")
    if key not in forms:
        raise UserError(f"没有名为“{key}”的公开版式；可用的版式有：{'、'.join(available())}")
    return (departments if department else forms)[key]


def with_choices(form: Form, choices: Iterable[tuple[str, str]]) -> Form:
    """Return a form with choices of its settings; the same form for the same question.

    A setting or choice that the form does not have changes nothing: it was made for another layout.
    """
    defaults = {spec.id: spec for spec in form.settings}
    chosen = tuple((name, c) for name, c in choices if name in defaults and c != defaults[name].default)
    if dict(chosen) == form.chosen:
        return form
    known, varied = _varied.get((id(form), chosen), (None, form))
    if known is not form:
        while len(_varied) >= _MOST_VARIED:
            del _varied[next(iter(_varied))]
        root = form.folder.parent.parent
        varied = FormLoader(
            root, form.key, paths.forms(), department=form.department, chosen=dict(chosen)
        ).tables_only()
        _varied[id(form), chosen] = (form, varied)
    return varied


_varied: dict[tuple[int, tuple[tuple[str, str], ...]], tuple[Form, Form]] = {}
_MOST_VARIED = 16


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(folders.keys_in(paths.forms()))


@cache
def _shipped_titles() -> dict[str, str]:
    root = paths.forms()
    return {key: folders.own_title(root, key) or FormLoader(root, key).title() for key in _shipped()}


@cache
def _load_shipped(key: str, department: bool) -> Form:
    return FormLoader(paths.forms(), key, department=department).tables_only()


@cache
def _look_through(key: str) -> None:
    FormLoader(paths.forms(), key).check_sentences(_load_shipped(key, False))


def _own() -> tuple[dict[str, Form], dict[str, str], dict[str, Form]]:
    """Return the user's own forms, why others of them cannot be used, and the first ones as for a department.

    They are read again when a file changed.
    """
    root = folders.own()
    return _read_own(root, _stamp(root)) if root.is_dir() else ({}, {}, {})


def _stamp(root: Path) -> _Stamp:
    found = []
    for path in sorted(path for pattern in ("*/*/*", "*/*/tables/*") for path in root.glob(pattern)):
        with contextlib.suppress(OSError):
            about = path.stat()
            found.append((str(path), about.st_mtime_ns, about.st_size))
    return tuple(found)


@lru_cache(maxsize=2)
def _read_own(root: Path, _: _Stamp) -> tuple[dict[str, Form], dict[str, str], dict[str, Form]]:
    forms: dict[str, Form] = {}
    departments: dict[str, Form] = {}
    wrong: dict[str, str] = {}
    for key in folders.keys_in(root):
        try:
            if key in _shipped():
                raise DataError(f"{key}: 与自带的版式同名；请换一个文件夹名")
            form = FormLoader(root, key, paths.forms()).form()
            departments[key] = FormLoader(root, key, paths.forms(), department=True).form()
            forms[key] = form
        except (DataError, OSError, RecursionError) as error:
            wrong[key] = str(error) or "读不了"
        except Exception as error:  # somebody else's file: whatever is wrong with it, the others can be used
            wrong[key] = f"读不了（{type(error).__name__}）"
    return forms, wrong, departments


class FormLoader:
    """Reads one form and its parents under a root folder; shipped: where parents lie that the root does not have.

    department: with what each of them changes for a department (`[department]` in form.toml, the same keys).
    chosen: {setting: choice}, with what these change.
    """

    def __init__(
        self,
        root: Path,
        key: str,
        shipped: Path | None = None,
        *,
        department: bool = False,
        chosen: Mapping[str, str] = _NOTHING,
    ) -> None:
        self.key = key
        self._department = department
        self._chain = Chain(root, key, shipped)
        self._place = f"{key}/form.toml"
        self._chosen = chosen
        self._heads: dict[str, dict[str, Any]] = {}

    def title(self) -> str:
        """Return the form's title."""
        for level in self._chain.levels:
            head = level.head("form.toml")
            if "title" in head:
                return Reader(head, level.place("form.toml")).text("title")
        raise DataError(f"{self._place}: 没有 title")

    def form(self) -> Form:
        """Read everything and check it. Raises DataError naming file and key."""
        form = self.tables_only()
        self.check_sentences(form)
        own = self._chain.levels[0].toml("form.toml").get("settings", {})
        for setting in form.settings:
            for choice in setting.choices if setting.id in own else ():
                self.check_sentences(with_choices(form, [(setting.id, choice.id)]))
        return form

    def check_sentences(self, form: Form) -> None:
        """Look through every branch of the sentences of the form. Raises DataError naming file and line."""
        from desktop.layouts.form import template_check  # loads the template library, which tables do not need

        template_check.check(form, sentences.read(self._chain))

    def tables_only(self) -> Form:
        """Read everything and check all but the sentences. Raises DataError naming file and key."""
        reader = self._reader()
        year = limits.number(reader, "year", None, *limits.YEARS)
        first_year, last_year = read_years(Reader(self._chain.levels[0].toml("form.toml"), self._place), year)
        measures = dict(standard()) | self._measures(reader)
        tables_reader = TableReader(measures)
        asset_kinds = reader.texts("asset_kinds")
        figures_raw = self._settings.figures(self._chain.merged("figures.toml"))
        base = reader.text("base", BUDGET, BASES)
        figures = read_figures(figures_raw, f"{self.key}/figures.toml", tables_reader, asset_kinds, base)
        tables, inline = self._tables(reader, tables_reader)
        template = sentences.read(self._chain)
        glossary, subjects = read_glossary(self._chain)
        form = Form(
            key=self.key,
            folder=self._chain.levels[0].folder,
            region=reader.text("region"),
            year=year,
            title=reader.text("title"),
            **read_numbers(reader),
            **read_papers(reader),
            words=read_words(reader),
            headings=read_headings(reader),
            asset_kinds=asset_kinds,
            measures=measures,
            tables=tables,
            figures=figures,
            texts=read_texts(reader, {table.id: table.number for table in (*tables, *inline.values())}),
            glossary=glossary,
            ties=read_ties(self._chain, tables, figures, SCOPES[self._department]),
            template=template.source,
            unit_label=reader.text("unit_label", SCOPES[self._department]),
            charts=tuple(read_chart(tables_reader, measures, r) for r in reader.tables("charts")),
            scope_titles=read_scope_titles(reader),
            frame=read_frame(reader),
            names=read_names(reader),
            citizens=read_citizens(self._chain, measures),
            operating_kinds=read_kinds(reader),
            inline_tables=inline,
            subjects=subjects,
            first_year=first_year,
            last_year=last_year,
            department=self._department,
            settings=self._settings.specs,
            chosen=self._settings.chosen,
            **read_incomes(reader, figures),
        )
        reader.done()
        check_leads(form)
        return form

    def _reader(self) -> Reader:
        """Return form.toml with what a department prints otherwise put in, where the form is for one."""
        raw = self._chain.merged("form.toml")
        changes = raw.pop("department", {})
        if not isinstance(changes, dict):
            raise DataError(f"{self._place}.department: 要写成 [department]")
        raw = folders.merge(raw, changes) if self._department else raw
        self._settings = SettingsReader(raw.pop("settings", {}), self._chosen, self._place)
        reader = Reader(self._settings.over(raw), self._place)
        reader.text("extends", "")
        reader.raw("years")
        reader.day("issued")  # when the layout was given out; only looked at where a newer one is added
        return reader

    def _measures(self, reader: Reader) -> dict[str, Measure]:
        raw = reader.raw("measures")
        found = read_measures(raw, f"{reader.place}: measures") if raw is not None else {}
        for name, measure in found.items():
            limits.check_words(measure.where, f"{reader.place}: measures.{name}.where")
        return found

    def _tables(self, reader: Reader, tables: TableReader) -> tuple[tuple[TableSpec, ...], dict[str, TableSpec]]:
        """Return the tables in their order, numbered, and those that stand inside the narrative."""
        numbering = read_line(reader, "numbering", "表{n}", limits.NUMBERING)
        order = [checked_id(name, f"{self._place}.order") for name in reader.texts("order", None)]
        inline = [checked_id(name, f"{self._place}.inline_tables") for name in reader.texts("inline_tables")]
        if len({*order, *inline}) != len(order) + len(inline):
            raise DataError(f"{self._place}.order: 有一张表写了两次")
        reader.raw("tables")
        for name in self._own_changes():
            if name not in (*order, *inline):
                hint = nearest(name, (*order, *inline))
                raise DataError(f"{self._place}.tables.{name}: order 中没有这张表{hint}")
        found, count = [], 0
        for name in order:
            raw, place = self._table(name)
            count += "number" not in raw
            found.append(tables.table(name, {"number": styled(numbering, count), **raw}, place))
        return tuple(found), {name: tables.table(name, *self._table(name)) for name in inline}

    def _own_changes(self) -> dict[str, Any]:
        """Return the changes of tables that must be in the order (of a department: its own)."""
        own = self._head(self._chain.levels[0])
        found = own.get("tables", {})
        for_department = own.get("department", {}).get("tables", {}) if self._department else {}
        if not isinstance(found, dict) or not isinstance(for_department, dict):
            raise DataError(f"{self._place}.tables: 表的次序写在 order 中，改动写成 [tables.表的 id]")
        return for_department if self._department else found

    def _head(self, level: folders.Level) -> dict[str, Any]:
        """Return form.toml of one level, read once for all tables; not to be changed."""
        if level.key not in self._heads:
            self._heads[level.key] = level.toml("form.toml")
        return self._heads[level.key]

    def _table(self, table_id: str) -> tuple[dict[str, Any], str]:
        """Return a table's file with what this form and those between change of it, and how messages call it."""
        name = f"tables/{table_id}.toml"
        owner = self._chain.find(name)
        raw, place = owner.toml(name), owner.place(name)
        for level in self._chain.below(owner):
            own = self._head(level)
            parts = {"tables": own, "department.tables": own.get("department", {}) if self._department else {}}
            for name, part in parts.items():
                every = part.get("tables", {}) if isinstance(part, dict) else {}
                change = every.get(table_id) if isinstance(every, dict) else None
                if change is not None:
                    raw = changed(raw, change, f"{level.place('form.toml')}.{name}.{table_id}")
                    if level is not owner:
                        place += f"（经 {level.place('form.toml')} 改动）"
        for change, place_of_change in self._settings.tables(table_id):
            raw = changed(raw, change, place_of_change)
        return raw, place
