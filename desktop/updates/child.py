"""The child process that looks at what is to be added: `python -m desktop.updates.child SOURCE STAGING`.

Somebody else's layouts and packs are read with limited memory and time. STAGING is a folder like the user's own, with
copies of the layouts and packs that are there; the files are put among them and everything is loaded by the same
loaders as later. What comes back is JSON on stdout: the parts that were found, or why nothing is taken.
"""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from desktop.outside.child import limit
from desktop.outside.refusal import Refused
from desktop.updates import members

LAYOUT, PACK = "layout", "pack"
PARTS = ("policy.toml", "rules.toml", "parameters.toml")
"""The files of a pack that is a folder, as those are that come with the program; a person's own is one file."""
Files = dict[str, bytes]
Parts = dict[tuple[str, str], Files]
"""The files of each part, by its kind and key."""


def parts_of(files: Mapping[str, bytes]) -> Parts:
    """Return which layouts and packs the files are. Raises Refused for a file that belongs to none."""
    found: Parts = {}
    divided: dict[PurePosixPath, Files] = {}
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
        elif path.name in PARTS:
            divided.setdefault(path.parent, {})[path.name] = content
        elif path.suffix == ".toml":
            found.setdefault((PACK, path.stem), {})[path.name] = content
    for place, each in divided.items():
        if (PACK, place.name) in found:
            raise Refused(f"中有两个名称同为“{place.name}”的参数包，没有加入；请只留一个")
        found[PACK, place.name] = {f"{place.name}.toml": joined(place, each)}
    if not found:
        raise Refused("中没有版式（form.toml）也没有参数包（.toml），没有加入")
    return found


def joined(place: PurePosixPath, files: Files) -> bytes:
    """Return a pack of several files (policy, rules, parameters) as the file it is here. Raises Refused."""
    if not place.name or PARTS[0] not in files:
        missing = "没有放在以参数包名称命名的文件夹里" if not place.name else f"缺少 {PARTS[0]}"
        raise Refused(f"中分成几个文件的参数包{missing}，没有加入；一个文件夹应有 {'、'.join(PARTS)}")
    head, rules, parameters = (_text(place, name, files.get(name, b"")) for name in PARTS)
    inside = re.sub(r"(?m)^(\[\[?)[ \t]*(?=[^\s\[])", r"\1parameters.", parameters)
    text = f"{head}\n{rules}\n" + (f"[parameters]\n{inside}\n" if parameters.strip() else "")
    parsed = [_parsed(place, name, each) for name, each in zip(PARTS, (head, rules, parameters), strict=True)]
    expected = {**parsed[0], **parsed[1], **({"parameters": parsed[2]} if parameters.strip() else {})}
    wrong = Refused(f"中参数包“{place.name}”的几个文件合不成一个，没有加入；请用一个 .toml 文件的参数包")
    try:
        if _parsed(place, "", text) == expected and not {*parsed[0]} & {*parsed[1]}:
            return text.encode()
    except Refused as error:  # a line of a list that begins with a bracket was taken for a heading
        raise wrong from error
    raise wrong


def _text(place: PurePosixPath, name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refused(f"中的“{place.name}/{name}”不是 UTF-8 文字，没有加入") from error


def _parsed(place: PurePosixPath, name: str, text: str) -> dict[str, Any]:
    from desktop.catalog.strict import DataError, parse

    try:
        return parse(text, f"{place.name}/{name}")
    except DataError as error:
        raise Refused(f"中的{error}，没有加入") from error


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
