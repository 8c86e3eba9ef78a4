"""What texts in TOML say, and copies of that, so that no start takes the same texts apart again.

Python's reader of TOML goes letter by letter: the three dozen texts of a layout take 8 ms of each start. The window
keeps what they say as JSON in the user's own folder, each under the digest of its text. A text that changed has another
digest; a file of copies that is not as it was written counts for nothing.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.findings import UserError

LARGEST = 4 << 20
"""Bytes of a file of copies at most."""
MOST = 600
"""Texts of which copies are kept at most; those that were not asked for the longest go first."""


class Copies:
    """What texts say, by their digests; `path` is where copies are kept, None where none are."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self._known: dict[str, dict[str, Any]] = {}
        self._is_new = False

    def use(self, path: Path | None) -> None:
        """Read the copies of a file, and keep new ones there; None: none are used."""
        self.path, self._known, self._is_new = path, {}, False
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if path is not None and path.stat().st_size <= LARGEST:
                digest, _, text = path.read_text(encoding="utf-8").partition("\n")
                if digest == _digest(text):
                    self._known = json.loads(text)

    def loads(self, text: str) -> dict[str, Any]:
        """Return what a text says, not to be changed. Raises TOMLDecodeError."""
        if self.path is None:
            return _taken_apart(text)
        digest = _digest(text)
        found = self._known.pop(digest, None)
        if found is None:
            found = _taken_apart(text)
            self._is_new = _is_same_in_json(found) or self._is_new
        self._known[digest] = found  # behind those that were asked for before
        return found

    def keep(self) -> None:
        """Write the copies where a text was new; that it cannot be done does no harm."""
        if self.path is None or not self._is_new:
            return
        known = {digest: content for digest, content in [*self._known.items()][-MOST:] if _is_same_in_json(content)}
        text = json.dumps(known, ensure_ascii=False)
        with contextlib.suppress(OSError, UserError):
            paths.write_beside(self.path, lambda aside: _write(aside, f"{_digest(text)}\n{text}"), 0o600)
        self._is_new = False


COPIES = Copies()
loads = COPIES.loads


def _taken_apart(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_same_in_json(content: dict[str, Any]) -> bool:
    """Tell whether what a text says can be kept: no days and times, which JSON does not know."""
    try:
        return bool(json.loads(json.dumps(content)) == content)
    except (TypeError, ValueError, RecursionError):
        return False


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
