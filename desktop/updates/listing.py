"""Which layouts and policy packs there are: shipped, added from a file, or of one's own making; with their digests."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from desktop import VERSION, paths
from desktop.catalog import policy
from desktop.catalog.strict import DataError, read_head
from desktop.dataclass import dataclass
from desktop.layouts.form import folders, loader
from desktop.updates import members
from desktop.updates.child import LAYOUT, PACK

SHIPPED, ADDED, OWN = "随软件", "后加", "自制"
"""Where a layout or a pack is from: with the program, from a file by `resources add`, or made on this computer."""
KINDS = {LAYOUT: "版式", PACK: "参数包"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One layout or pack. issued: when it was given out; added: when it was taken in (both empty where not known)."""

    kind: str
    key: str
    title: str
    source: str
    issued: str
    added: str
    digest: str
    problem: str = ""


def records() -> dict[tuple[str, str], dict[str, str]]:
    """Return what was noted about each addition, by kind and key; nothing of a note that cannot be read."""
    try:
        raw = json.loads(_notes().read_text(encoding="utf-8"))
        return {(entry["kind"], entry["key"]): entry for entry in raw}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def note(entries: Iterable[dict[str, Any]], without: Iterable[tuple[str, str]] = ()) -> None:
    """Note additions, and forget others. Raises UserError."""
    from desktop.ledger import private

    known = records()
    for gone in without:
        known.pop(gone, None)
    known |= {(entry["kind"], entry["key"]): entry for entry in entries}
    private.folder(_notes().parent)
    private.write(_notes(), json.dumps(list(known.values()), ensure_ascii=False, indent=1))


def _notes() -> Path:
    return paths.home() / "updates" / "added.json"


def all_of_them() -> list[Resource]:
    """Return all layouts and packs, shipped ones first."""
    known = records()
    wrong = loader.problems()
    found = [_layout(key, paths.forms() / key, known) for key in folders.keys_in(paths.forms())]
    found += [_layout(key, folders.own() / key, known, wrong.get(key, "")) for key in folders.keys_in(folders.own())]
    shipped = policy.available(paths.resources() / "policy")
    for key in policy.available():
        folder = paths.resources() / "policy" / key
        files = sorted(folder.glob("*.toml")) if key in shipped else [policy.own_folder() / f"{key}.toml"]
        found.append(_described(PACK, key, policy.title_of(key), files, files[0].parent, known))
    return sorted(found, key=lambda each: (each.kind != LAYOUT, each.source != SHIPPED))


def digest_here(kind: str, key: str) -> str:
    """Return the digest of what lies in the user's folder under a key; empty where there is nothing."""
    if kind == PACK:
        path = policy.own_folder() / f"{key}.toml"
        return _digest([path], path.parent) if path.is_file() else ""
    folder = folders.own() / key
    return _digest(files_of(folder), folder) if folder.is_dir() else ""


def issued_here(kind: str, key: str) -> str:
    """Return when what lies in the user's folder under a key was given out; empty where that is not said."""
    return _issued(policy.own_folder() / f"{key}.toml" if kind == PACK else folders.own() / key / "form.toml")


def files_of(folder: Path) -> list[Path]:
    """Return the files of a layout."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _layout(key: str, folder: Path, known: dict[tuple[str, str], dict[str, str]], problem: str = "") -> Resource:
    title = "" if problem else loader.titles().get(key, "")
    return _described(LAYOUT, key, title, files_of(folder), folder, known, problem)


def _described(
    kind: str, key: str, title: str, files: list[Path], folder: Path,
    known: dict[tuple[str, str], dict[str, str]], problem: str = "",
) -> Resource:  # fmt: skip
    digest = _digest(files, folder)
    issued = _issued(folder / "form.toml" if kind == LAYOUT else files[0])
    if folder.is_relative_to(paths.root()):
        return Resource(kind, key, title, SHIPPED, issued or VERSION, "", digest)
    noted = known.get((kind, key))
    source = OWN if noted is None else ADDED if noted.get("digest") == digest else f"{ADDED}，已改动"
    return Resource(kind, key, title, source, issued, (noted or {}).get("added", ""), digest, problem)


def _digest(files: list[Path], folder: Path) -> str:
    return members.digest_of({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def _issued(head: Path) -> str:
    try:
        found = read_head(head, head.name).get("issued")
    except DataError:
        return ""
    return found.isoformat() if isinstance(found, date) else ""
