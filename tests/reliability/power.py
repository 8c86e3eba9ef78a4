"""The power cut at every moment: `run(COUNT, SEED)` records what the program really asks of the disk, then replays it.

Each scenario (`scenarios`) works once while its writes, syncs and renames are recorded; the model, with everything
arrived, must be the real disk byte for byte. Then the power is cut behind every event, with the unforced changes lost,
reordered or torn, and what is left is compared with what had been confirmed. Deliberate mistakes are put in at last,
which must be caught: `no sync` (the book is not forced to the disk), `no order` (exported files are not).
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest import mock

from desktop import paths
from desktop.exporters import package
from desktop.ledger import connection, stages
from tests import scale
from tests.reliability import disk, scenarios
from tests.reliability.disk import Disk, Event, State, rebuilt, states
from tests.reliability.points import Points
from tests.reliability.recorder import Recorder
from tests.reliability.scenarios import SCENARIOS, Child, Writers

SYNC_OFF = tuple("PRAGMA synchronous = OFF" if "synchronous" in one else one for one in connection.BASELINE)
MISTAKES = {"no sync": ("edit", "lost"), "no order": ("export", "export")}
"""Deliberate mistakes: the scenario that shows each, and the words it must be caught with."""


@dataclass
class Result:
    """What a run found."""

    events: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    caught: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Recording:
    """What a scenario asked of the disk, and the state of the book at each confirmed step."""

    start: Disk
    events: list[Event]
    confirmed: list[str]


@contextmanager
def mistaken(mistake: str) -> Iterator[None]:
    """Put a deliberate mistake in."""
    with ExitStack() as stack:
        if mistake == "no sync":
            stack.enter_context(mock.patch.object(connection, "BASELINE", SYNC_OFF))
        elif mistake == "no order":
            stack.enter_context(mock.patch.object(paths, "sync_file"))
        yield


def recorded(name: str, template: Path, folder: Path, mistake: str = "") -> Recording:
    """Let a scenario work in a fresh copy; return what it asked of the disk. Raises ValueError where the model errs."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    said: list[str] = []
    recorder = Recorder(folder)

    def say(text: str) -> None:
        said.append(text.removeprefix("DONE "))
        recorder.confirm()

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(stages, "datetime", stages.datetime))  # put back afterwards
        stack.enter_context(mock.patch.object(package, "_write_and_read", package._write_and_read))
        stack.enter_context(mistaken(mistake))
        with recorder.recording():
            SCENARIOS[name].work(Child(folder, say, Points(lambda _: None, -1)))
    if rebuilt(recorder.start, recorder.events) != Disk.of(folder.resolve()).files():
        raise ValueError(f"{name}: the model does not rebuild the disk")
    return Recording(recorder.start, recorder.events, said)


def put(files: dict[str, bytes], folder: Path) -> None:
    """Make a folder hold exactly these files; folders stay, they are taken as safe."""
    for path in folder.rglob("*"):
        if path.is_file() and str(path) not in files:
            path.unlink()
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def replayed(name: str, recording: Recording, chosen: list[State], folder: Path) -> list[str]:
    """Return what is wrong in states of a recording."""
    wrong = []
    for state in chosen:
        put(state.files, folder)
        found = SCENARIOS[name].check(folder, recording.confirmed, state.confirmed)
        wrong += [f"{name}: {state.place}: {text}" for text in found]
    return wrong


def run(
    counts: Mapping[str, int], seed: int, writers: Writers | None = None, variants: tuple[str, ...] = disk.VARIANTS
) -> Result:
    """Cut the power in about so many states of each scenario, and in those of each deliberate mistake."""
    result = Result()
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as place, mock.patch.dict(os.environ):
        template, folder = Path(place) / "template", (Path(place) / "work").resolve()
        os.environ["MINGZHANG_HOME"] = str(template / "home")
        scenarios.prepare(template, writers)
        os.environ["MINGZHANG_HOME"] = str(folder / "home")
        for name, count in counts.items():
            recording = recorded(name, template, folder)
            chosen = list(states(recording.start, recording.events, seed, count, variants))
            result.events[name], result.states[name] = len(recording.events), len(chosen)
            result.wrong += replayed(name, recording, chosen, folder)
        for mistake, (name, words) in MISTAKES.items():
            recording = recorded(name, template, folder, mistake)
            chosen = list(states(recording.start, recording.events, seed, min(counts[name], 100)))
            found = [text for text in replayed(name, recording, chosen, folder) if words in text]
            result.caught[mistake] = len(found)
            if not found:
                result.wrong.append(f"the mistake “{mistake}” is not caught in {len(chosen)} states")
    return result


def main(arguments: list[str]) -> int:
    """Run as a script, with the recorder compared with strace where that is there: COUNT (states of each scenario) and SEED.

    The last line is the result as JSON. As a further part of a run in parts it leaves out what no seed changes.
    """
    from tests.reliability import traced  # which records with what is here

    unheard = [text for name in SCENARIOS for text in traced.run(name)] if shutil.which("strace") else []
    variants = disk.RANDOM if scale.is_further_part() else disk.VARIANTS
    found = run(dict.fromkeys(SCENARIOS, int(arguments[0])), int(arguments[1]), variants=variants)
    found.wrong += unheard
    print("\n".join(found.wrong[:50]))
    print(sum(found.states.values()), "states,", len(found.wrong), "wrong")
    scale.report(asdict(found) | {"wrong": len(found.wrong)})
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
