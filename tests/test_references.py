"""Whatever a text of the repository points to is in the repository: pages, files, sections of the rules."""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

from desktop import rule_pages
from desktop.layouts.form import loader
from tests.small_cases import small_cases

ROOT = Path(__file__).resolve().parents[1]
EXCLUDED: tuple[str, ...] = ()
"""Where nothing is looked at."""

ROOMS = ("desktop", "tests", "forms", "resources", "packaging")
SUFFIXES = (".py", ".md", ".toml", ".j2", ".sh")
HISTORY = "CHANGELOG.md"
"""What was there once may be named in it."""

PAGE = re.compile(r"(?<![\w/.-])[\w*{}<>./-]*\w\.md\b")
FILE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(ROOMS)})/[\w*{{}}<>./-]*[\w*}}>/]")
OUTSIDE = {
    "a hazard by its number": re.compile(r"\bH[0-9]{2}\b"),
    "a design page": re.compile(r"\b[Dd]esign (?:page|note)s?\b"),
    "a section by a number": re.compile(r"(?<!Unicode )(?<!32000-1 )§+\s*[0-9.]+"),
    "a mark of notes that are not here": re.compile(r"\[(?:GK|seed|derived|computed)\b[^\]]*\]"),
}
MARKED = re.compile(r"H[0-9]{2}|esign (?:page|note)|§|\[(?:GK|seed|derived|computed)")
"""What every text has that something of OUTSIDE stands in; quicker to find."""

SECTION = re.compile(r"(resources/rules/[\w/]+\.md), ([CNG][0-9]{2})")
CODE = re.compile(r"\b([CNG][0-9]{2})\b")


def texts_of(path: Path, source: str) -> list[str]:
    """Return what is said in a file: of Python the comments and docstrings, of everything else all of it."""
    if path.suffix != ".py":
        return [source]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    alone = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr))
    return comments + [node.value for node in alone if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@cache
def exists(name: str, folder: Path) -> bool:
    """Tell whether a name leads somewhere, from the root or from the folder of the file; {…}, <…> and * may be anything."""
    pattern = re.sub(r"\{[^}]*\}|<[^>]*>", "*", name).rstrip("/")
    if "*" in pattern:
        return any(any(base.glob(pattern.removeprefix("/"))) for base in (ROOT, folder))
    return (ROOT / pattern).exists() or (folder / pattern).exists()


def dangling(path: Path, source: str) -> list[str]:
    """Return the references of a file that lead nowhere."""
    if not dangling_in(source, path.parent):
        return []
    return sorted({name for text in texts_of(path, source) for name in dangling_in(text, path.parent)})


def dangling_in(text: str, folder: Path) -> list[str]:
    """Return the references of a text that lead nowhere, from the root or from a folder."""
    lines = text.splitlines()
    pages = "\n".join(line for line in lines if ".md" in line)
    paths = "\n".join(line for line in lines if "/" in line)
    names = [*PAGE.findall(pages), *FILE.findall(paths)]
    found = [name for name in names if not exists(name, folder)]
    if MARKED.search(text):
        found += [f"{what}: {match[0]}" for what, pattern in OUTSIDE.items() for match in pattern.finditer(text)]
    sections = [(page, code) for page, code in SECTION.findall(text) if exists(page, ROOT)]
    return found + [f"{p}, {code}" for p, code in sections if f"\n## {code} " not in rule_pages.page_text(p)]


def files() -> list[Path]:
    rooms = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in SUFFIXES)
    found = [*rooms, *ROOT.glob("*.md"), ROOT / "pyproject.toml"]
    names = {path: path.relative_to(ROOT).as_posix() for path in found}
    return sorted(path for path, name in names.items() if name != HISTORY and not name.startswith(EXCLUDED))


def test_every_reference_leads_to_something_in_the_repository():
    found = {path.relative_to(ROOT).as_posix(): dangling(path, path.read_text(encoding="utf-8")) for path in files()}
    assert {name: names for name, names in found.items() if names} == {}


PLANTED = {
    '"""Group A (domain.md §8.2)."""': ["a section by a number: §8.2", "domain.md"],
    "# See resources/rules/checks/absent.md for it.": ["resources/rules/checks/absent.md"],
    "# Held by desktop/ledger/absent.py": ["desktop/ledger/absent.py"],
    "x = 1  # the copy of H12": ["a hazard by its number: H12"],
    "# Design page of the forms": ["a design page: Design page"],
    "# (resources/rules/checks/balance.md, C99)": ["resources/rules/checks/balance.md, C99"],
}


@small_cases("source", PLANTED)
def test_a_planted_reference_to_nothing_is_noticed(source):
    assert dangling(ROOT / "desktop" / "money.py", source) == PLANTED[source]


@pytest.mark.parametrize(
    "source",
    [
        "# (resources/rules/checks/balance.md, C19), ARCHITECTURE.md, forms/<region>/<year>/form.toml, desktop/ledger/",
        'x = "H12 and domain.md are values here, no reference"',
    ],
)
def test_a_reference_to_something_is_none_that_dangles(source):
    assert dangling(ROOT / "desktop" / "money.py", source) == []


def test_the_checks_that_pages_and_helps_name_exist():
    known = {check.code for check in rule_pages.described(loader.load(loader.default()))}
    pages = [path for path in files() if path.suffix == ".md"]
    assert {code for path in pages for code in CODE.findall(path.read_text(encoding="utf-8"))} <= known
