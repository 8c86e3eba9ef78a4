"""Several files that change together: after any failure or power cut a folder holds all the old ones or all the new.

Every new file is first written beside its name; every file to be replaced is tried. A journal in the folder lists the
renames and is forced to the disk before the first of them. While it is there the set is unfinished: the next
export into the folder, or the next start, puts the old files back, or only tidies up when all new ones are there.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError

JOURNAL = ".mingzhang-export.json"
_OLD_MARK = f"{paths.TEMPORARY_MARK}old-"


@dataclass(frozen=True, slots=True)
class _Replacement:
    """One file of a set: its name, where the finished new one lies, the second name of the old one, SHA-256 of the new.

    `old` is empty where there was no file of that name.
    """

    name: str
    new: str
    old: str
    digest: str


def write(writers: Mapping[Path, Callable[[Path], None]], mode: int = 0o666) -> None:
    """Write files of one folder so that all change or none.

    mode: permission bits before the umask. Raises UserError in plain words; the folder is then as it was, or it
    says that it is not.
    """
    if len(writers) == 1:
        for target, fill in writers.items():
            paths.write_beside(target, fill, mode)
        return
    temporaries = {target: paths.temporary_beside(target) for target in writers}
    target = Path()
    try:
        for target, fill in writers.items():
            paths.fill(temporaries[target], fill, mode)
            paths.sync_file(temporaries[target])
        for target in writers:
            paths.patiently(partial(_try, target), target)
        _swap(target.parent, [_replacement(target, temporary) for target, temporary in temporaries.items()])
    except OSError as error:
        finals = {temporary: final for final, temporary in temporaries.items()}
        raise UserError(paths.explain_os_error(error, paths.blamed(error, finals, target))) from error
    finally:
        if not os.path.lexists(target.parent / JOURNAL):
            for temporary in temporaries.values():
                paths.discard(temporary)


def recover(folder: Path) -> str:
    """Bring a folder out of an interrupted set of renames; return one sentence about it, empty when there was none.

    Raises UserError when the files cannot be put right now, for instance because one of them is open.
    """
    journal = folder / JOURNAL
    try:
        if not journal.is_file():
            return ""
        with paths.held(journal, os.O_RDWR) as handle:
            changes = _read(handle)
        if not changes:  # cut off before the first rename: nothing has changed
            paths.discard(journal)
            return ""
        all_new = _all_placed(folder, changes)
        set_aside = [] if all_new else _put_back(folder, changes)
        _finish(folder, changes)
    except BlockingIOError:  # another one is at work there right now
        return ""
    except OSError as error:
        raise UserError(_mixed(folder, paths.explain_os_error(error, journal))) from error
    return _sentence(folder, changes, all_new, set_aside)


def recover_all() -> list[str]:
    """Bring every folder an export was interrupted in out of it; return a sentence for each.

    A folder that is not there (a stick that was pulled out) is looked at again the next time.
    """
    sentences = []
    for note in sorted(_notes().glob("*.txt")):
        with contextlib.suppress(OSError, ValueError):
            folder = Path(os.fsdecode(note.read_bytes()))
            try:
                sentences.append(recover(folder))
            except UserError as error:
                sentences.append(str(error))
            if folder.is_dir() and not (folder / JOURNAL).exists():
                paths.discard(note)
    return [text for text in sentences if text]


def _try(target: Path) -> None:
    """Raise UserError for a folder, OSError for a locked file (Excel and WPS on Windows lock theirs)."""
    if target.is_dir():
        raise UserError(f"“{target}”是文件夹，不能用导出的文件替换；请把它改名后再试，或换一个文件夹")
    if target.exists():
        os.close(os.open(target, os.O_RDWR))


def _replacement(target: Path, new: Path) -> _Replacement:
    old = _OLD_MARK + new.name.removeprefix(paths.TEMPORARY_MARK) if target.exists() else ""
    return _Replacement(target.name, new.name, old, paths.sha256_of(new))


def _swap(folder: Path, changes: list[_Replacement]) -> None:
    """Do the renames under a journal; when one fails put the old files back."""
    _note(folder)
    try:
        with paths.held(folder / JOURNAL, os.O_CREAT | os.O_EXCL | os.O_RDWR) as handle:
            os.write(handle, json.dumps([asdict(c) for c in changes], ensure_ascii=False).encode())
            os.fsync(handle)
            paths.sync_folder(folder)
            _rename(folder, changes)
            paths.sync_folder(folder)
    except (FileExistsError, BlockingIOError) as error:
        for change in changes:
            paths.discard(folder / change.new)
        raise UserError(f"另一个明账正在导出到“{folder}”；请等它完成后再试，或换一个文件夹") from error
    except BaseException as error:
        if not _all_placed(folder, changes):
            _take_back(folder, changes, error)
        raise
    with contextlib.suppress(OSError):  # every new file is in place; what is left to tidy up, the next one finds
        _finish(folder, changes)


def _rename(folder: Path, changes: list[_Replacement]) -> None:
    for change in changes:
        if change.old:
            _second_name(folder / change.name, folder / change.old)
    paths.sync_folder(folder)  # a disk may keep a rename and forget an earlier second name: then no way led back
    for change in changes:
        target = folder / change.name
        paths.patiently(partial(os.replace, folder / change.new, target), target)


def _second_name(target: Path, old: Path) -> None:
    """Give a file a second name, so that the first is never missing; where the disk knows no links, move it."""
    try:
        os.link(target, old)
    except OSError:
        paths.patiently(partial(os.replace, target, old), target)


def _take_back(folder: Path, changes: list[_Replacement], error: BaseException) -> None:
    try:
        _put_back(folder, changes)
        _finish(folder, changes)
    except (OSError, UserError) as second:
        raise UserError(_mixed(folder, str(second))) from error


def _put_back(folder: Path, changes: list[_Replacement]) -> list[str]:
    """Give the old files their names again; return the second names of those whose successor was changed since."""
    set_aside = []
    for change in changes:
        target, old = folder / change.name, folder / change.old
        placed = not (folder / change.new).exists()
        changed = target.exists() and placed and paths.sha256_of(target) != change.digest
        if not change.old:
            if placed and target.exists() and not changed:
                paths.patiently(target.unlink, target)
        elif not old.exists():
            continue
        elif changed:
            name = target.with_name(f"{target.stem}（导出前）{target.suffix}")
            paths.patiently(partial(os.replace, old, name), name)
            set_aside.append(name.name)
        elif placed or not target.exists():
            paths.patiently(partial(os.replace, old, target), target)
    paths.sync_folder(folder)
    return set_aside


def _all_placed(folder: Path, changes: list[_Replacement]) -> bool:
    return not any((folder / change.new).exists() for change in changes)


def _finish(folder: Path, changes: list[_Replacement]) -> None:
    """Remove the old files, then the journal, then new files that were not put in place."""
    for change in changes:
        if change.old:
            (folder / change.old).unlink(missing_ok=True)
    paths.sync_folder(folder)
    (folder / JOURNAL).unlink(missing_ok=True)
    paths.sync_folder(folder)
    for change in changes:
        paths.discard(folder / change.new)
    paths.discard(_note_of(folder))


def _read(handle: int) -> list[_Replacement]:
    """Return the changes of a journal, none when it is cut off or speaks of files outside its folder."""
    with contextlib.suppress(ValueError, TypeError):
        with open(os.dup(handle), encoding="utf-8") as file:
            changes = [_Replacement(**entry) for entry in json.load(file)]
        texts = all(isinstance(value, str) for change in changes for value in asdict(change).values())
        if texts and all(_is_ours(change) for change in changes):
            return changes
    return []


def _is_ours(change: _Replacement) -> bool:
    names = (change.name, change.new, change.old)
    inside = all(Path(name).name == name and "\\" not in name for name in names)
    marked = change.new.startswith(paths.TEMPORARY_MARK) and (not change.old or change.old.startswith(_OLD_MARK))
    return inside and marked and change.name != ""


def _mixed(folder: Path, reason: str) -> str:
    return f"导出到“{folder}”时中断，那里的文件可能新旧混杂，现在还不能恢复（{reason}）；排除后再导出一次就会恢复"


def _sentence(folder: Path, changes: list[_Replacement], all_new: bool, set_aside: list[str]) -> str:
    names = "、".join(change.name for change in changes)
    if all_new:
        return f"上次导出到“{folder}”时在最后一步中断；{names} 都已是新版本，可以使用"
    text = f"上次导出到“{folder}”时中断，{names} 已恢复为导出前的样子；请重新导出"
    if set_aside:
        text += f"（有文件后来被改动过，没有动它，导出前的另存为 {'、'.join(set_aside)}）"
    return text


def _notes() -> Path:
    return paths.home() / "unfinished-exports"


def _note_of(folder: Path) -> Path:
    return _notes() / f"{hashlib.sha256(os.fsencode(paths.followed(folder))).hexdigest()[:16]}.txt"


def _note(folder: Path) -> None:
    """Remember the folder of a running export for the next start; the next export into it finds the journal itself."""
    with contextlib.suppress(OSError, UserError):
        note = _note_of(folder)
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        paths.write_beside(note, lambda temporary: _put_bytes(temporary, os.fsencode(paths.followed(folder))), 0o600)


def _put_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
