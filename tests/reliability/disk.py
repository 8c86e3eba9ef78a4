"""A disk as a power cut leaves it: what was forced to it is there, of the rest nothing, everything or any part.

An `Event` is one change of a file or a folder, in the order the program asked for them. `states` rebuilds, for a cut
behind any event, what may lie on the disk then: bytes count from the file's own sync, names from the sync of their
folder (on a disk like ext4 a new file's name also from the file's own sync).
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
VARIANTS = ("nothing", "all", "data", "names", "sizes", "torn", "torn again", "prefix")
"""What of the unforced changes reached the disk: none, all, bytes alone, names alone, lengths without their bytes, any
subset with torn sectors (twice), all up to a moment."""
RANDOM = VARIANTS[5:]
"""Those that come out otherwise with every seed."""


@dataclass(frozen=True)
class Event:
    """One change. kind: create, write, truncate, link, unlink, replace, sync, folder, confirm."""

    kind: str
    path: str = ""
    file: int = 0
    offset: int = 0
    content: bytes = b""
    old: str = ""


@dataclass
class Disk:
    """Names → numbers of files → bytes, with what is pending behind the last sync."""

    names: dict[str, int] = field(default_factory=dict)
    content: dict[int, bytes] = field(default_factory=dict)
    pending: list[Event] = field(default_factory=list)
    confirmed: int = 0

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """Return a disk on which all files of a folder are safe."""
        paths = sorted(str(path) for path in folder.rglob("*") if path.is_file())
        return cls(
            {path: at for at, path in enumerate(paths, 1)}, {at: Path(p).read_bytes() for at, p in enumerate(paths, 1)}
        )

    def copy(self) -> "Disk":
        """Return another disk of the same content, with nothing pending."""
        return Disk(dict(self.names), dict(self.content), [], self.confirmed)

    def take(self, event: Event, strict: bool) -> None:
        """Go one event on."""
        if event.kind == "confirm":
            self.confirmed += 1
        elif event.kind == "sync":
            self._settle(lambda one: one.file == event.file and (
                one.kind in ("write", "truncate") or (one.kind == "create" and not strict)))  # fmt: skip
        elif event.kind == "folder":
            self._settle(lambda one: one.kind in NAMING and os.path.dirname(one.path) == event.path)
        else:
            self.pending.append(event)

    def _settle(self, chosen: Callable[[Event], bool]) -> None:
        self.apply([event for event in self.pending if chosen(event)])
        self.pending = [event for event in self.pending if not chosen(event)]

    def apply(self, events: list[Event]) -> None:
        """Let changes reach the disk, one after the other."""
        changed: dict[int, bytearray] = {}
        for event in events:
            if event.kind in ("create", "link"):
                self.names[event.path] = event.file
            elif event.kind == "unlink":
                self.names.pop(event.path, None)
            elif event.kind == "replace":
                self.names[event.path] = event.file
                if self.names.get(event.old) == event.file:
                    del self.names[event.old]
            else:
                content = changed.setdefault(event.file, bytearray(self.content.get(event.file, b"")))
                if event.kind == "truncate":
                    del content[event.offset :]
                content.extend(bytes(max(0, event.offset - len(content))))
                content[event.offset : event.offset + len(event.content)] = event.content
        self.content |= {number: bytes(content) for number, content in changed.items()}

    def after_cut(self, variant: str, chance: random.Random) -> "Disk":
        """Return what lies on the disk when the power fails now."""
        left = self.copy()
        left.apply(_reached(self.pending, variant, chance))
        return left

    def files(self) -> dict[str, bytes]:
        """Return the bytes under each name."""
        return {path: self.content.get(number, b"") for path, number in self.names.items()}


NAMING = ("create", "link", "unlink", "replace")


def _reached(pending: list[Event], variant: str, chance: random.Random) -> list[Event]:
    if variant in ("all", "nothing"):
        return pending if variant == "all" else []
    if variant == "data":
        return [event for event in pending if event.kind not in NAMING]
    if variant == "names":
        return [event for event in pending if event.kind in NAMING]
    if variant == "sizes":
        return [event if event.kind != "write" else Event("write", event.path, event.file, event.offset, bytes(len(event.content)))
                for event in pending]  # fmt: skip
    if variant == "prefix":
        return pending[: chance.randint(0, len(pending))]
    return [part for event in pending for part in _torn(event, chance)]


def _torn(event: Event, chance: random.Random) -> list[Event]:
    """Return the part of a change that arrived: of a write any of its sectors, of anything else all or nothing."""
    if event.kind != "write":
        return [event] if chance.random() < 0.5 else []
    parts = [(start, event.content[start : start + SECTOR]) for start in range(0, len(event.content), SECTOR)]
    whole = chance.random()
    return [
        Event("write", event.path, event.file, event.offset + start, content)
        for start, content in parts
        if whole < 0.25 or (whole < 0.75 and chance.random() < 0.5)
    ]


@dataclass(frozen=True)
class State:
    """What one cut left: the files, how many steps were confirmed before it, and where it was."""

    files: dict[str, bytes]
    confirmed: int
    place: str


def states(
    start: Disk, events: list[Event], seed: int, count: int, variants: tuple[str, ...] = VARIANTS
) -> Iterator[State]:
    """Yield different states that a cut may leave, on both kinds of disk: at most about `count`, spread over all cuts."""
    cuts = len(events) + 1
    wanted = {(at * cuts * 2 * len(variants)) // count for at in range(count)}
    place = 0
    for strict in (False, True):
        disk, chance, seen = start.copy(), random.Random(seed), set()
        for number, event in enumerate((Event("start"), *events)):
            if number:
                disk.take(event, strict)
            for variant in variants:
                place += 1
                if place - 1 not in wanted:
                    continue
                left = disk.after_cut(variant, chance)
                key = hash((disk.confirmed, frozenset(left.files().items())))
                if key not in seen:
                    seen.add(key)
                    kind = "strict" if strict else "like ext4"
                    yield State(left.files(), disk.confirmed, f"cut {number} behind {event.kind} ({variant}, {kind})")


def rebuilt(start: Disk, events: list[Event]) -> dict[str, bytes]:
    """Return the files when everything reached the disk: what really lies there in the end."""
    disk = start.copy()
    for event in events:
        disk.take(event, True)
    return disk.after_cut("all", random.Random(0)).files()
