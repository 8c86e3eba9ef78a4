"""The layer table of the architecture, held by a test: who may import whom, of ours and of third parties."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = {"money", "findings", "paths"}
MAY = {
    "money": set(),
    "findings": set(),
    "paths": {"findings"},
    "file_set": {"findings", "paths"},
    "ledger": BASE,
    "catalog": BASE,
    "compute": {"ledger.records", "ledger.describe", "ledger.vocabulary", "catalog", "money", "findings"},
    "layouts": {"compute", "catalog", "ledger.records", "ledger.describe", "ledger.vocabulary", *BASE},
    "checks": {"compute", "layouts", "catalog", "ledger.records", "ledger.vocabulary", "money", "findings"},
    "exporters": {"layouts", "file_set", *BASE},
    "intake": {"ledger", "catalog", *BASE},
    "published": {"intake", "layouts", "compute", "ledger", "catalog", *BASE},
    "template": {"published", "intake", "layouts", "compute", "catalog", *BASE},
    "pipeline": {"ledger", "catalog", "compute", "layouts", "checks", "exporters", "intake", *BASE},
    "reports": {"pipeline", "compute", "layouts", "checks", "catalog", "ledger.records", *BASE},
    "problems": {"paths"},
    "samples": {"pipeline", "exporters", "intake", "ledger", *BASE},
    "commands": {
        "published",
        "template",
        "pipeline",
        "reports",
        "exporters",
        "intake",
        "ledger",
        "catalog",
        "layouts",
        "compute",
        *BASE,
    },
    "cli": {"commands", "problems", "samples", "ledger", "ui", *BASE},
    "ui": {
        "file_set",
        "problems",
        "published",
        "template",
        "pipeline",
        "samples",
        "exporters",
        "intake",
        "ledger",
        "layouts",
        "compute",
        "catalog",
        "checks",
        *BASE,
    },
    "__main__": {"cli"},
    "__init__": set(),
}
THIRD = {
    "layouts": {"jinja2"},
    "catalog": {"pypinyin"},
    "exporters": {"xlsxwriter", "reportlab", "docx", "python_calamine", "pypdfium2"},
    "intake": {"python_calamine", "pypdfium2"},
    "ui": {"PySide6", "shiboken6"},
}
FILES = sorted((ROOT / "desktop").rglob("*.py"))


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT / "desktop").parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [
                f"{node.module}.{alias.name}" if node.module == "desktop" else node.module for alias in node.names
            ]
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_layers(path):
    layer = layer_of(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "desktop":
            inner = rest.split(".")
            allowed = inner[0] == layer or rest == "VERSION" or any(".".join(inner[:n]) in MAY[layer] for n in (1, 2))
            assert allowed, f"{layer} may not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in THIRD.get(layer, set()), f"{layer} may not import {name}"


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
        geometry = layer_of(path) in ("ui", "exporters", "layouts")
        if geometry and path.name not in ("build.py", "rounding.py", "figures.py", "narrative.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("float", "round"), f"{path.name}:{node.lineno} calls {node.func.id}"


def test_the_ledger_is_never_opened_by_qt():
    for path in FILES:
        assert not any("QtSql" in name for name in imported(path)), path
