"""The layer table of the architecture, held by a test: who may import whom, of ours and of third parties."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = {"money", "findings", "paths"}
RECORDS = {"ledger.records", "ledger.describe", "ledger.vocabulary", "ledger.timeline"}
INNER = {
    "file_set",
    "outside",
    "pipeline",
    "exporters",
    "intake",
    "ledger",
    "layouts",
    "compute",
    "catalog",
    "checks",
    *BASE,
}
"""What stands below the window and the commands."""

SESSION = {"ui.session", "ui.opened_book", "ui.pages"}
"""The files of `ui/` itself that its rooms know: what is open, what it says, and which pages there are."""

MAY = {
    "money": set(),
    "findings": set(),
    "paths": {"findings"},
    "file_set": {"findings", "paths"},
    "ledger": BASE,
    "catalog": BASE,
    "compute": {*RECORDS, "catalog", "money", "findings"},
    "layouts.form": {*RECORDS, "catalog", *BASE},
    "layouts.tables": {"layouts.form", "compute", "catalog", *RECORDS, "money", "findings"},
    "layouts.words": {"layouts.tables", "layouts.form", "compute", "catalog", *RECORDS, "money", "findings"},
    "layouts.paper": {"layouts.words", "layouts.tables", "layouts.form", "compute", "findings", "paths"},
    "checks": {"compute", "layouts", "catalog", "ledger.records", "ledger.vocabulary", "money", "findings"},
    "exporters": {"layouts", "file_set", *BASE},
    "outside": {"findings", "paths"},
    "intake": {"outside", "ledger", "catalog", *BASE},
    "exchange": {"ledger", "catalog", *BASE},
    "published": {"outside", "layouts", "compute", "ledger", "catalog", *BASE},
    "template": {"published", "outside", "layouts", "compute", "catalog", *BASE},
    "pipeline": INNER - {"file_set", "outside", "pipeline"},
    "reports": {"pipeline", "compute", "layouts", "checks", "catalog", "ledger.records", *BASE},
    "problems": {"paths"},
    "samples": {"pipeline", "exporters", "intake", "ledger", *BASE},
    "commands": {"exchange", "published", "template", "reports", *INNER},
    "cli": {"commands", "problems", "samples", "ledger", "ui", *BASE},
    "ui.kit": {*SESSION, "ledger.private", "layouts.paper", *BASE},
    "ui.grids": {
        "ui.kit",
        "ui.main_window",
        "ui.year",
        *SESSION,
        "layouts.paper",
        "compute",
        "catalog",
        "ledger",
        *BASE,
    },
    "ui.results": {"ui.kit", "ui.grids", *SESSION, *INNER},
    "ui.writing": {"ui.kit", *SESSION, "layouts", "catalog", *BASE},
    "ui.year": {"ui.kit", "ui.grids", "ui.start", *SESSION, "problems", "published", "template", *INNER},
    "ui.start": {"ui.kit", "ui.grids", "ui.main_window", *SESSION, "samples", *INNER},
    "ui": {"ui.kit", "ui.grids", "ui.results", "ui.writing", "ui.year", "ui.start"}
    | {"problems", "published", "template", "samples", *INNER},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Who may import whom: a room of a room is named where it has a rule of its own."""

THIRD = {
    "layouts.words": {"jinja2"},
    "layouts.form": {"jinja2"},
    "catalog": {"pypinyin"},
    "exporters": {"xlsxwriter", "reportlab", "docx", "python_calamine", "pypdfium2"},
    "layouts.paper": {"reportlab"},
    "outside": {"python_calamine", "pypdfium2"},
    "ui": {"PySide6", "shiboken6"},
}
ROOMS_OF_THE_WINDOW = 20
"""At most so many files in a room of the window; more than that nobody finds his way in."""

LONGEST = 350
"""Lines of a file at most."""

FILES = sorted((ROOT / "desktop").rglob("*.py"))


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "desktop").with_suffix("").parts
    room = ".".join(parts[:2])
    return room if room in MAY else parts[0]


def _named(module: str, name: str) -> str:
    """Return what `from module import name` takes: a module of ours by its own name."""
    full = f"{module}.{name}"
    place = ROOT / full.replace(".", "/")
    return full if place.is_dir() or place.with_suffix(".py").exists() else module


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [_named(node.module, alias.name) for alias in node.names]
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_layers(path):
    layer = layer_of(path)
    top_layer = layer.partition(".")[0]
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "desktop":
            inner = rest.split(".")
            own = ".".join(inner[:2]) if ".".join(inner[:2]) in MAY else inner[0]
            allowed = own == layer or rest == "VERSION" or any(".".join(inner[:n]) in MAY[layer] for n in (1, 2))
            assert allowed, f"{layer} may not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in THIRD.get(layer, THIRD.get(top_layer, set())), f"{layer} may not import {name}"


def test_pipeline_does_not_load_qt_or_heavy_libraries():
    code = (
        "import desktop.pipeline, sys; bad = {'PySide6', 'openpyxl', 'xlsxwriter', 'reportlab', 'docx', 'pypinyin'};"
        "print(sorted(bad & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_no_python_names_a_region():
    words = (
        "chongqing",
        "shaanxi",
        "henan",
        "guangxi",
        "shanghai",
        "重庆",
        "陕西",
        "河南",
        "广西",
        "上海",
        "guizhou",
        "贵州",
    )
    for path in FILES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            named = [w for w in words if w in line]
            assert not named, f"{path.name}:{number} names {named}"


def test_no_float_where_money_is_computed():
    for path in FILES:
        geometry = layer_of(path).partition(".")[0] in ("ui", "exporters", "layouts")
        if geometry and path.name not in ("build.py", "rounding.py", "figures.py", "narrative.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("float", "round"), f"{path.name}:{node.lineno} calls {node.func.id}"


def test_the_ledger_is_never_opened_by_qt():
    for path in FILES:
        assert not any("QtSql" in name for name in imported(path)), path
