"""The child process that looks at what is to be added: `python -m desktop.updates.child SOURCE STAGING`.

Somebody else's layouts and packs are read with limited memory and time. STAGING is a folder like the user's own, with
copies of the layouts and packs that are there; the files are put among them and everything is loaded by the same
loaders as later. What comes back is JSON on stdout: the parts that were found, or why nothing is taken.
"""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from desktop.outside.child import limit
from desktop.outside.refusal import Refused
from desktop.updates import members

LAYOUT, PACK = "layout", "pack"
Files = dict[str, bytes]
Parts = dict[tuple[str, str], Files]
"""The files of each part, by its kind and key."""


def parts_of(files: Mapping[str, bytes]) -> Parts:
    """Return which layouts and packs the files are. Raises Refused for a file that belongs to none."""
    found: Parts = {}
    places = [PurePosixPath(name).parent for name in files if PurePosixPath(name).name == "form.toml"]
    for name, content in files.items():
        path = PurePosixPath(name)
        folder = next((place for place in places if path.is_relative_to(place)), None)
        if path.suffix not in members.KINDS:
            raise Refused(f"中的“{path.name}”不是版式或参数包的文件，没有加入；请先移走")
        if folder is not None:
            if len(folder.parts) < 2:
                raise Refused("中的版式没有放在“地区/年份”的文件夹里，没有加入；请按 forms/README 的样子存放")
            inner = path.relative_to(folder).as_posix()
            found.setdefault((LAYOUT, "/".join(folder.parts[-2:])), {})[inner] = content
        elif path.suffix == ".toml":
            if path.name in ("policy.toml", "rules.toml", "parameters.toml"):
                raise Refused("中的参数包分成了几个文件；请用一个 .toml 文件的参数包")
            found.setdefault((PACK, path.stem), {})[path.name] = content
    if not found:
        raise Refused("中没有版式（form.toml）也没有参数包（.toml），没有加入")
    return found


@contextlib.contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Let the loaders take a folder for the user's own."""
    before = os.environ.get("MINGZHANG_HOME")
    os.environ["MINGZHANG_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MINGZHANG_HOME"]
        else:
            os.environ["MINGZHANG_HOME"] = before


def answer(source: Path, staging: Path) -> dict[str, Any]:
    """Put the parts of a source into the staging folder and say what they are, or {"refused": reason}."""
    try:
        read = members.read(source)
        parts = parts_of(read.files)
        with _home(staging):
            before = _broken()
            _put(parts, staging)
            after = _broken()
            for kind, key in sorted(parts):
                if (kind, key) in after:
                    raise Refused(f"中的{_named(kind, key)}不能使用：{after[kind, key]}")
            for kind, key in sorted(after.keys() - before.keys()):
                raise Refused(f"会让已有的{_named(kind, key)}不能使用（{after[kind, key]}），没有加入")
            found = [_described(kind, key, files) for (kind, key), files in sorted(parts.items())]
        return {"parts": found, "listed": read.listed}
    except Refused as refused:
        return {"refused": str(refused)}
    except OSError:
        return {"refused": "无法读取（没有权限、已被移走或磁盘出错）；请复制到自己的文件夹后再试"}
    except MemoryError:
        return {"refused": "打开时需要的内存过大，没有打开"}


def _named(kind: str, key: str) -> str:
    return f"{'版式' if kind == LAYOUT else '参数包'}“{key}”"


def _put(parts: Parts, staging: Path) -> None:
    import shutil

    for (kind, key), files in parts.items():
        folder = staging / "forms" / key if kind == LAYOUT else staging / "policy"
        if kind == LAYOUT:
            shutil.rmtree(folder, ignore_errors=True)
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _broken() -> dict[tuple[str, str], str]:
    """Return which layouts and packs of the folder cannot be used, and why."""
    from desktop.catalog import own_packs, pack_check
    from desktop.findings import UserError
    from desktop.layouts.form import loader

    found = {(LAYOUT, key): reason for key, reason in loader.problems().items()}
    for name, path in own_packs.saved().items():
        try:
            own_packs.target_of(name)
            wrong = own_packs.wrong(pack_check.check(str(path), date.today().year + 1))
        except UserError as error:
            found[PACK, name] = str(error)
            continue
        if wrong:
            found[PACK, name] = wrong[0].message
    return found


def _described(kind: str, key: str, files: Files) -> dict[str, Any]:
    """Return what is shown of a part before it is taken."""
    from desktop.catalog import policy
    from desktop.catalog.strict import read_head
    from desktop.layouts.form import folders, loader, years

    if kind == LAYOUT:
        form = loader.load(key)
        title, span, head = form.title, years.span(form), folders.own() / key / "form.toml"
    else:
        title, span, head = policy.load(key).title, "", policy.own_folder() / f"{key}.toml"
    issued = read_head(head, key).get("issued")
    return {
        "kind": kind, "key": key, "title": title, "span": span,
        "issued": issued.isoformat() if isinstance(issued, date) else "",
        "digest": members.digest_of(files),
    }  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the answer as JSON."""
    limit()
    sys.stdout.buffer.write(json.dumps(answer(Path(arguments[0]), Path(arguments[1]))).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
