"""The layer table of the architecture, held by a test: who may import whom, of ours and of third parties."""

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = {"money", "findings", "parsed_texts", "paths", "text_files"}
RECORDS = {"ledger.records", "ledger.describe", "ledger.vocabulary", "ledger.timeline", "ledger.control_trail"}
INNER = {
    "disclosure",
    "file_set",
    "outside",
    "personal",
    "pipeline",
    "exporters",
    "intake",
    "ledger",
    "layouts",
    "compute",
    "catalog",
    "checks",
    "units",
    *BASE,
}
"""What stands below the window and the commands."""

EVERYWHERE = {"dataclass", "garbage", "numerals"}
"""How our classes are made, where cycles are freed, how numbers are written; they know nothing of ours."""

AUDITED = {"audit.interval", "audit.outcome", "audit.remembered"}
"""What all rooms of the auditor speak in: figures as intervals, findings with their quotes."""

SESSION = {"ui.session", "ui.opened_book", "ui.pages"}
"""The files of `ui/` itself that its rooms know: what is open, what it says, and which pages there are."""

MAY = {
    "dataclass": set(),
    "garbage": set(),
    "numerals": set(),
    "money": set(),
    "findings": set(),
    "windows": set(),
    "paths": {"findings", "windows"},
    "text_files": {"findings", "paths"},
    "parsed_texts": {"findings", "paths"},
    "processes": {"windows"},
    "missing_libraries": set(),
    "extras": {"findings"},
    "file_set": {"findings", "paths"},
    "personal": {*RECORDS, "findings"},
    "ledger": BASE,
    "catalog": BASE,
    "compute": {*RECORDS, "catalog", "money", "findings"},
    "layouts.form": {*RECORDS, "catalog", *BASE},
    "layouts.tables": {"layouts.form", "compute", "catalog", *RECORDS, "money", "findings"},
    "layouts.words": {"layouts.tables", "layouts.form", "compute", "catalog", *RECORDS, "money", "findings"},
    "layouts.paper": {
        *("layouts.words", "layouts.tables", "layouts.form", "compute", "catalog", "findings", "paths"),
        *RECORDS,
    },
    "layouts.citizens": {
        "layouts.paper",
        "layouts.tables",
        "layouts.form",
        "compute",
        "catalog",
        *RECORDS,
        "money",
        "findings",
    },
    "disclosure": {"compute", "layouts", "catalog", "ledger.records", "money", "findings"},
    "checks": {
        "personal",
        "disclosure",
        "compute",
        "layouts",
        "catalog",
        "ledger.records",
        "ledger.describe",
        "ledger.vocabulary",
        "ledger.control_trail",
        "money",
        "findings",
    },
    "exporters": {"extras", "layouts", "file_set", "personal", *BASE},
    "outside": {"extras", "findings", "paths", "processes", "windows"},
    "intake": {"outside", "exchange", "ledger", "catalog", *BASE},
    "exchange": {"ledger", "catalog", *BASE},
    "approval": {"exchange", *INNER},
    "published": {"outside", "layouts", "compute", "ledger", "catalog", *BASE},
    "audit.sentences": {*AUDITED, "outside", "catalog", *BASE},
    "audit.tables": {*AUDITED, "outside", "layouts.form", "catalog", *BASE},
    "audit.rules": {
        "audit.bearing",
        "audit.contradiction",
        "audit.sentences",
        "audit.tables",
        *AUDITED,
        "outside",
        "catalog",
        *BASE,
    },
    "audit.meaning": {"audit.contradiction", "audit.sentences", "audit.tables", *AUDITED, "outside", *BASE},
    "audit.counts": {
        "audit.contradiction",
        "audit.meaning",
        "audit.rows",
        "audit.sentences",
        "audit.tables",
        *AUDITED,
        "outside",
        *BASE,
    },
    "audit.details": {"audit.contradiction", "audit.counts", "audit.sentences", *AUDITED, "outside", *BASE},
    "audit.rows": {"audit.contradiction", "audit.sentences", "audit.tables", *AUDITED, "outside", "catalog", *BASE},
    "audit.missing": {
        *("audit.contradiction", "audit.rows", "audit.sentences", "audit.tables"),
        *AUDITED,
        "outside",
        "catalog",
        *BASE,
    },
    "audit.times": {"audit.contradiction", "audit.details", "audit.sentences", *AUDITED, "outside", *BASE},
    "audit.aims": {
        *("audit.contradiction", "audit.counts", "audit.details", "audit.rows", "audit.sentences", "audit.tables"),
        *AUDITED,
        "outside",
        *BASE,
    },
    "audit.book": {"audit.tables", *AUDITED, "outside", "disclosure", "checks", "layouts", "compute", *BASE},
    "audit.results": {"audit.auditing", "audit.tables", *AUDITED, "layouts", "outside", "exporters", "personal", *BASE},
    "audit": {
        "audit.aims",
        "audit.sentences",
        "audit.tables",
        "audit.rules",
        "audit.counts",
        "audit.details",
        "audit.meaning",
        "audit.missing",
        "audit.rows",
        "audit.times",
        "outside",
        *BASE,
    },
    "template": {"personal", "published", "outside", "layouts", "compute", "catalog", *RECORDS, *BASE},
    "units": INNER - {"file_set", "outside", "intake", "exporters", "checks"},
    "packs": {"exchange", *INNER},
    "collect": {"error_log", "extras", "packs", *INNER - {"file_set", "outside", "intake", "checks"}},
    "pipeline": INNER - {"file_set", "outside", "pipeline"},
    "updates": {"outside", "processes", "layouts", "catalog", "ledger.private", *BASE},
    "manual": {"exporters", "layouts", *BASE},
    "problem_report": {"checks", "processes", "text_files", *INNER},
    "reports": {"pipeline", "disclosure", "compute", "layouts", "catalog", "ledger.records", *BASE},
    "rule_pages": {"pipeline", "audit", "layouts", "checks", "ledger.records", *BASE},
    "error_log": {"paths"},
    "file_kinds": {"dataclass"},
    "recognised_files": {"file_kinds", "published", "template", "outside", "intake", "layouts", "catalog", "findings"},
    "first_run": {"pipeline", "exporters", "intake", "ledger", *BASE},
    "commands": {
        *("approval", "audit", "collect", "exchange", "packs", "published", "template", "reports", "rule_pages"),
        *("extras", "manual", "problem_report", "updates"),
        *INNER,
    },
    "selftest": {"manual", "missing_libraries", "packs", "published", "rule_pages", "ui", "updates", *INNER},
    "cli": {"commands", "error_log", "processes", "first_run", "ledger", "missing_libraries", "selftest", "ui", *BASE},
    "ui.kit": {"missing_libraries", *SESSION, "ledger.private", "ledger.errors", "layouts.paper", *BASE},
    "ui.edits": {"ui.opened_book", "approval", "audit", "packs", "published", *INNER},
    "ui.grids": {
        "ui.kit",
        "ui.edits",
        *SESSION,
        "layouts.paper",
        "compute",
        "catalog",
        "ledger",
        "intake.record_kinds",
        *BASE,
    },
    "ui.entry": {"ui.kit", "ui.grids", *SESSION, "catalog", "ledger.records"},
    "ui.results": {"ui.kit", "ui.grids", *SESSION, *INNER},
    "ui.writing": {"ui.kit", *SESSION, "layouts", "catalog", *BASE},
    "ui.year": {
        *(
            "extras",
            "ui.kit",
            "ui.grids",
            "ui.bureau",
            "ui.imports",
            "ui.scenarios",
            "audit",
            "error_log",
            "published",
            "template",
        ),
        *SESSION,
        *INNER,
    },
    "ui.bureau": {"ui.kit", *SESSION, "approval", *INNER},
    "ui.imports": {"ui.kit", "ui.grids", "ui.bureau", *SESSION, "published", "template", *INNER},
    "ui.standards": {"ui.kit", *SESSION, *INNER},
    "ui.units": {"ui.kit", *SESSION, "error_log", "packs", *INNER},
    "ui.scenarios": {"ui.kit", "ui.units", *SESSION, *INNER},
    "ui.audit": {"ui.kit", *SESSION, "audit", "rule_pages", *INNER},
    "ui.guide": {"ui.kit", "ui.results", *SESSION, "manual", "problem_report", "updates", *INNER},
    "ui.start": {
        *("ui.guide", "ui.kit", "ui.grids", "ui.audit", "ui.standards"),
        *SESSION,
        *("file_kinds", "first_run", "recognised_files"),
        *INNER,
    },
    "ui": {
        "extras",
        "ui.kit",
        "ui.edits",
        "ui.grids",
        "ui.entry",
        "ui.results",
        "ui.writing",
        "ui.year",
        "ui.bureau",
        "ui.standards",
        "ui.start",
        "ui.units",
        "ui.scenarios",
        "ui.audit",
        "ui.guide",
        "ui.imports",
    }
    | {"manual", "audit", "error_log", "packs", "published", "processes", "template", "first_run", "updates", *INNER},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Who may import whom: a room of a room is named where it has a rule of its own."""

THIRD = {
    "layouts.words": {"jinja2"},
    "layouts.form": {"jinja2"},
    "catalog": {"pypinyin"},
    "collect": {"ibis", "duckdb", "pyarrow", "pyspark", "xlsxwriter"},
    "exporters": {
        "xlsxwriter",
        "reportlab",
        "docx",
        "python_calamine",
        "pypdfium2",
        "pyhanko",
        "cryptography",
        "asn1crypto",
    },
    "layouts.paper": {"reportlab"},
    "outside": {"lxml", "python_calamine", "pypdfium2", "pyhanko", "pyhanko_certvalidator"},
    "ui": {"PySide6", "shiboken6"},
}
MOST_FILES = 20
"""At most so many files in a room of the window or of the auditor; in more nobody finds his way."""

LONGEST = 350
"""Lines of a file at most."""

IMPORT = re.compile(r"^([ \t]*)((?:from [\w.]+ )?import (?:\([^)]*\)|[^\n]*))", re.MULTILINE)
DOCSTRING = re.compile(r'"{3}.*?"{3}', re.DOTALL)
FILES = sorted((ROOT / "desktop").rglob("*.py"))
OURS = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in FILES}


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "desktop").with_suffix("").parts
    room = ".".join(parts[:2])
    return room if room in MAY else parts[0]


def _named(module: str, name: str) -> str:
    """Return what `from module import name` takes: a module of ours by its own name."""
    full = f"{module}.{name}"
    return full if full in OURS else module


@cache
def text_of(path: Path) -> str:
    """Return what stands in a file."""
    return path.read_text(encoding="utf-8")


def nodes_of(path: Path, names: Iterable[str]) -> Iterator[ast.AST]:
    """Yield all nodes of the syntax tree of a file; none where no such name stands outside its docstrings.

    There are many nodes, and most files have no such name.
    """
    if re.search(rf"\b_*(?:{'|'.join(names)})_*\b", DOCSTRING.sub("", text_of(path))):
        yield from ast.walk(ast.parse(text_of(path)))


def imports_in(text: str) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """Return the imports of a module, those at its top and those inside something.

    The format of the code (ruff) begins every statement on a line of its own; all the rest need not be parsed.
    """
    found = IMPORT.findall(DOCSTRING.sub("", text))
    inside = ast.parse("\n".join(statement for indent, statement in found if indent)).body
    return ast.parse("\n".join(statement for indent, statement in found if not indent)).body, inside


def test_an_import_is_found_wherever_it_stands():
    lines = ["try:", " import a", "except E:", " import b", "else:", " import c", "finally:", " import d"]
    lines += [
        "match x:",
        " case 1:",
        "  import e",
        "def f():",
        ' """',
        " import no",
        ' """',
        " with g():",
        "  while h:",
    ]
    lines += ["   from i import (", "      j,", "   )", "import k  # not l", "from m import n"]
    assert [list(map(ast.unparse, part)) for part in imports_in("\n".join(lines))] == [
        ["import k", "from m import n"],
        ["import a", "import b", "import c", "import d", "import e", "from i import j"],
    ]


@pytest.fixture(autouse=True, scope="module")
def _texts_go_away():
    yield
    text_of.cache_clear()


@cache
def imported(path: Path) -> tuple[str, ...]:
    names: list[str] = []
    for node in itertools.chain(*imports_in(text_of(path))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [_named(node.module, alias.name) for alias in node.names]
    return tuple(names)


def may_import(layer: str, name: str) -> bool:
    """Tell whether a file of a layer may import a module."""
    top, _, rest = name.partition(".")
    if top != "desktop":
        third = THIRD.get(layer, THIRD.get(layer.partition(".")[0], set()))
        return top in sys.stdlib_module_names or top in third
    inner = rest.split(".")
    own = ".".join(inner[:2]) if ".".join(inner[:2]) in MAY else inner[0]
    return (
        own == layer
        or own in EVERYWHERE
        or rest in ("", "VERSION")
        or any(".".join(inner[:n]) in MAY[layer] for n in (1, 2))
    )


def test_layers():
    """In one test: hundreds of files would each cost what a test costs besides what it does."""
    wrong = [
        f"{path.relative_to(ROOT)}: {layer_of(path)} may not import {name}"
        for path in FILES
        for name in imported(path)
        if not may_import(layer_of(path), name)
    ]
    assert wrong == []


def test_an_import_that_is_not_allowed_is_noticed():
    assert may_import("ledger", "desktop.money")
    assert not may_import("ledger", "desktop.compute.cube")
    assert not may_import("ledger", "PySide6.QtCore")


def graph() -> dict[str, set[str]]:
    """Return which module of ours imports which: all imports, also in functions and for types only."""
    paths = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    return {name: {other for other in imported(path) if other in paths} - {name} for name, path in paths.items()}


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that lead back to each other (strongly connected components)."""
    reached: dict[str, set[str]] = {}
    for start in arrows:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            new = arrows[waiting.pop()] - seen
            seen |= new
            waiting += new
        reached[start] = seen
    groups = {
        tuple(sorted(two for two in reached[one] if one in reached[two])) for one in arrows if one in reached[one]
    }
    return [list(group) for group in sorted(groups)]


def rooms() -> Counter[Path]:
    """Return how many files each room of the window and of the auditor holds, their own among them."""
    return Counter(path.parent for path in FILES if path.relative_to(ROOT / "desktop").parts[0] in ("audit", "ui"))


def test_all_classes_of_fields_are_made_the_same_way():
    """The decorator of Python compiles every method at import, which the start of the window pays for."""
    others = [path for path in FILES if path != ROOT / "desktop" / "dataclass.py"]
    assert [str(path) for path in others if "dataclasses.dataclass" in imported_names(path)] == []
    assert "dataclasses.dataclass" in imported_names(ROOT / "desktop" / "dataclass.py")


def imported_names(path: Path) -> set[str]:
    """Return what a file imports out of modules, as module.name."""
    nodes = [node for node in itertools.chain(*imports_in(text_of(path))) if isinstance(node, ast.ImportFrom)]
    return {f"{node.module}.{alias.name}" for node in nodes for alias in node.names}


def test_no_imports_lead_in_a_circle():
    assert circles(graph()) == []


def test_a_circle_is_noticed_also_a_hidden_one():
    """An import for types only, the other way round, is a circle as good as any."""
    arrows = graph()
    assert "desktop.ui.grids.grid" in arrows["desktop.ui.grids.grid_view"]
    arrows["desktop.ui.grids.grid"] |= {"desktop.ui.grids.grid_view"}
    (found,) = circles(arrows)
    assert {"desktop.ui.grids.grid", "desktop.ui.grids.grid_view"} <= set(found)


def test_imports_in_functions_and_for_types_count(tmp_path):
    path = tmp_path / "hidden.py"
    hidden = "if TYPE_CHECKING:\n    from desktop.money import Fen\n\ndef late():\n    from desktop import paths\n"
    path.write_text(hidden, encoding="utf-8")
    assert imported(path) == ("desktop.money", "desktop.paths")


def test_no_room_is_crowded():
    assert {room.name: count for room, count in rooms().items() if count > MOST_FILES} == {}


def test_no_file_is_long():
    long = {str(p.relative_to(ROOT)) for p in FILES if len(text_of(p).splitlines()) > LONGEST}
    assert long == set()


def test_only_its_commands_import_the_roll_up_and_only_when_they_run():
    """The extras of the roll-up are not installed on an ordinary desk."""
    rooms = {layer_of(path) for path in FILES if any(name.startswith("desktop.collect") for name in imported(path))}
    assert rooms <= {"collect", "commands"}
    for path in FILES:
        if layer_of(path) in ("collect", "commands"):
            top = {name.partition(".")[0] for name in imported_at_the_top(path)}
            assert not top & {"ibis", "duckdb", "pyarrow", "pyspark"}, path
        if layer_of(path) == "commands":
            assert not any(name.startswith("desktop.collect") for name in imported_at_the_top(path)), path


def imported_at_the_top(path: Path) -> set[str]:
    """Return what a file imports when it is itself imported."""
    nodes, _ = imports_in(text_of(path))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}


def test_pipeline_does_not_load_qt_or_heavy_libraries():
    code = (
        "import desktop.pipeline, sys; bad = {'PySide6', 'openpyxl', 'xlsxwriter', 'reportlab', 'docx', 'pypinyin'};"
        "print(sorted(bad & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def places(forms: Path) -> set[str]:
    """The places of the forms: the names of their folders and what form.toml calls them; the base is no place."""
    found = set()
    for path in sorted(forms.glob("*/*/form.toml")):
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        if "extends" in about:
            found |= {path.parent.parent.name, *([about["region"]] if "region" in about else [])}
    return found


def test_no_python_names_a_region():
    words = places(ROOT / "forms")
    assert {"chongqing", "重庆"} <= words
    assert not words & {"national", "全国"}
    for path in FILES:
        text = text_of(path)
        named = [(text[: text.index(word)].count("\n") + 1, word) for word in words if word in text]
        assert not named, f"{path.name} names at lines {named}"


def test_no_float_where_money_is_computed():
    for path in FILES:
        geometry = layer_of(path).partition(".")[0] in ("ui", "exporters", "layouts")
        if path.parent == ROOT / "desktop" / "outside" / "documents":  # positions on pages
            continue
        if geometry and path.name not in ("build.py", "rounding.py", "figures.py", "narrative.py"):
            continue
        for node in nodes_of(path, ("float", "round")):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("float", "round"), f"{path.name}:{node.lineno} calls {node.func.id}"


def test_the_ledger_is_never_opened_by_qt():
    for path in FILES:
        assert not any("QtSql" in name for name in imported(path)), path


SAY_NOTHING = frozenset({"made", "whole", "one", "kept", "said", "told", "given", "beside"})
"""Words that say what was done with a thing and not what it is."""


def vague_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names of variables, parameters, functions and fields of a module that are such a word."""
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return {name for name in names if name.strip("_") in SAY_NOTHING}


def test_names_say_what_a_thing_is():
    assert {str(path): found for path in FILES if (found := vague_names(nodes_of(path, SAY_NOTHING)))} == {}


def test_a_name_that_says_nothing_is_noticed():
    assert vague_names(ast.walk(ast.parse("def _kept(one):\n    whole = one"))) == {"_kept", "one", "whole"}
