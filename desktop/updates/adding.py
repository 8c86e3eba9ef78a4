"""Adding layouts and packs from a file, and removing them: first looked at in the limited child, then put in place.

What is shipped is never replaced. What was added before is replaced only by what says that it is not older.
"""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from desktop import paths, processes
from desktop.catalog import policy
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.layouts.form import folders
from desktop.ledger import private
from desktop.outside.child import MAX_SECONDS
from desktop.updates import listing
from desktop.updates.child import LAYOUT, PACK

SAME = "相同的"
UNLISTED, LISTED = "未附校验清单", "已按校验清单逐个核对"


@dataclass(frozen=True, slots=True)
class Part:
    """A layout or a pack that a source brings. state: 新增, 更新 or 相同的."""

    kind: str
    key: str
    title: str
    span: str
    issued: str
    digest: str
    state: str

    @property
    def text(self) -> str:
        """What is shown of it."""
        years = f"，适用{self.span}" if self.span else ""
        issued = f"发布日期 {self.issued}" if self.issued else "没有写发布日期"
        named = f"{listing.KINDS[self.kind]}“{self.key}”：{self.title}{years}"
        return f"{self.state}{named}，{issued}，摘要 {self.digest[:12]}"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source would bring; it lies in a folder of its own until it is taken."""

    staging: Path
    parts: tuple[Part, ...]
    listed: bool

    @property
    def text(self) -> str:
        """What is shown before anything is taken."""
        return "\n".join([*(part.text for part in self.parts), LISTED if self.listed else UNLISTED])


@contextlib.contextmanager
def offered(source: Path) -> Iterator[Offer]:
    """Look at a source. Raises UserError where anything of it cannot be taken; then nothing of it is."""
    offer = looked_at(source)
    try:
        yield offer
    finally:
        drop(offer)


def drop(offer: Offer) -> None:
    """Remove what an offer was staged in."""
    shutil.rmtree(offer.staging, ignore_errors=True)


def looked_at(source: Path) -> Offer:
    """Return what a source would bring, staged until `drop`. Raises UserError; then nothing stays staged."""
    if not source.is_dir():
        paths.require_file(source)
    recover()
    staging = private.folder(_base() / f"new-{os.getpid()}-{int.from_bytes(os.urandom(4))}")
    try:
        for name in ("forms", "policy"):
            if (paths.home() / name).is_dir():
                shutil.copytree(paths.home() / name, staging / name)
        answer = json.loads(_asked(source, staging))
        if "refused" in answer:
            raise UserError(f"“{source.name}”{answer['refused']}")
        return Offer(staging, tuple(_part(each) for each in answer["parts"]), bool(answer["listed"]))
    except ValueError as error:  # the child did not survive it
        shutil.rmtree(staging, ignore_errors=True)
        raise UserError(f"“{source.name}”读不了（已损坏，或需要的内存、时间过多），没有加入") from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def recover() -> None:
    """Put back the layouts that a power cut left between the old and the new one; remove what killed runs staged."""
    for staging in _base().glob("new-*"):
        owner = staging.name.split("-")[1]
        if not owner.isdigit() or int(owner) == os.getpid() or paths.process_alive(int(owner)):
            continue
        for head in (staging / "old").glob("*/*/form.toml"):
            target = folders.own() / head.parent.parent.name / head.parent.name
            if not target.exists():
                os.replace(head.parent, target)
        shutil.rmtree(staging, ignore_errors=True)


def _base() -> Path:
    return paths.home() / "updates"


def _asked(source: Path, staging: Path) -> bytes:
    """Return what the limited child prints about a source."""
    command = [*processes.command("desktop.updates.child"), str(source.resolve()), str(staging.resolve())]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAX_SECONDS + 10, cwd=paths.root(),
            check=False, creationflags=processes.flags(),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UserError(f"“{source.name}”读取时间过长，已停止，没有加入") from error
    return done.stdout


def _part(raw: dict[str, Any]) -> Part:
    """Return a part with how it stands to what is there. Raises UserError for one that is older, or does not say."""
    kind, key, issued, digest = (str(raw[name]) for name in ("kind", "key", "issued", "digest"))
    here = listing.digest_here(kind, key)
    state = SAME if here == digest else "更新" if here else "新增"
    if here and here != digest:
        before, named = listing.issued_here(kind, key), f"{listing.KINDS[kind]}“{key}”"
        if before and issued < before:
            stated = f"发布于 {issued}" if issued else "没有写发布日期"
            raise UserError(f"{named}没有加入：已有的发布于 {before}，这一份{stated}；请索取较新的一份")
        if not before and not issued:
            raise UserError(f"{named}没有加入：已有一份内容不同的，两份都没有写发布日期，不知道哪份新；请先删除已有的")
    return Part(kind, key, str(raw["title"]), str(raw["span"]), issued, digest, state)


def take(offer: Offer) -> None:
    """Put all that was looked at into the user's folder, or nothing of it. Raises UserError."""
    changed = [part for part in offer.parts if part.state != SAME]
    today = date.today().isoformat()
    back: list[Callable[[], None]] = []
    try:
        for part in changed:
            back.append(_put(offer.staging, part))
        listing.note(
            {"kind": p.kind, "key": p.key, "digest": p.digest, "added": today, "listed": offer.listed} for p in changed
        )
    except BaseException as error:
        for undo in reversed(back):
            with contextlib.suppress(OSError, UserError):
                undo()
        if isinstance(error, OSError):
            raise UserError(paths.explain_os_error(error, Path(str(error.filename or paths.home())))) from error
        raise


def _put(staging: Path, part: Part) -> Callable[[], None]:
    """Put one part in its place; return what takes it back."""
    if part.kind == PACK:
        target = policy.own_folder() / f"{part.key}.toml"
        before = target.read_bytes() if target.exists() else None
        _put_pack(target, (staging / "policy" / target.name).read_bytes())
        return target.unlink if before is None else lambda: _put_pack(target, before)
    target = folders.own() / part.key
    private.folder(target.parent)
    old = staging / "old" / part.key
    old.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        paths.patiently(lambda: os.replace(target, old), target)
    try:
        paths.patiently(lambda: os.replace(staging / "forms" / part.key, target), target)
    except (OSError, UserError):
        if old.exists():
            os.replace(old, target)
        raise
    paths.sync_folder(target.parent)

    def undo() -> None:
        os.replace(target, staging / "forms" / part.key)
        if old.exists():
            os.replace(old, target)

    return undo


def _put_pack(target: Path, content: bytes) -> None:
    private.folder(target.parent)
    paths.write_beside(target, paths.filled_with(content), private.FILE_MODE)


def found(name: str) -> listing.Resource:
    """Return the layout or pack of a key that can be removed. Raises UserError for a shipped or unknown one."""
    known = [each for each in listing.all_of_them() if each.key == name]
    own = [each for each in known if each.source != listing.SHIPPED]
    if own:
        return own[0]
    if known:
        raise UserError(f"“{name}”随软件提供，不能删除")
    raise UserError(f"没有“{name}”；请在版式和参数包的列表中选要删除的")


def remove(resource: listing.Resource) -> None:
    """Remove a layout or pack that was added or made here. Raises UserError where another one rests on it."""
    if resource.kind == LAYOUT:
        target = folders.own() / resource.key
        if resting := [key for key in folders.keys_in(folders.own()) if _rests_on(key, resource.key)]:
            raise UserError(f"版式“{'”“'.join(resting)}”以“{resource.key}”为底本；请先删除前者")
        gone = private.folder(_base()) / f"removed-{os.getpid()}-{int.from_bytes(os.urandom(4))}"
        paths.patiently(lambda: os.replace(target, gone), target)
        shutil.rmtree(gone, ignore_errors=True)
        with contextlib.suppress(OSError):
            target.parent.rmdir()
    else:
        path = policy.own_folder() / f"{resource.key}.toml"
        paths.patiently(path.unlink, path)
    listing.note((), [(resource.kind, resource.key)])


def _rests_on(key: str, parent: str) -> bool:
    from desktop.catalog.strict import DataError, read_head

    with contextlib.suppress(DataError):
        return read_head(folders.own() / key / "form.toml", key).get("extends") == parent
    return False
