"""Damaged and hostile files for every reader: `run(COUNT, SEED)` mutates a sound file of each kind, `bombs` makes the worst.

Each file goes to the limited child as the program does it. What must hold: an answer or a plain refusal, within the time
and the memory that are allowed, and for what has checksums never another content in silence. A text or a PDF has none:
there the changed ones are counted.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from desktop.catalog import answers
from desktop.findings import UserError
from desktop.outside import child
from desktop.template import mapping
from tests import scale
from tests.reliability import bombs
from tests.reliability.bombs import KINDS, MANIFEST, READERS

LONGEST, LARGEST = child.MAX_SECONDS + 2, 512
"""Seconds of processor time, MiB of memory that one file may take."""
CHECKED = {"xlsx", "ods", "docx", "ofd", "mzs"}
"""Kinds whose packages carry a checksum of every part."""
DATA = {"toml": answers.read, "json": mapping.load}
"""Readers of small files that a person writes for the program: bounded by their size, in the program itself."""
PACKING = zipfile.ZIP_DEFLATED


@dataclass
class Result:
    """What a run found: how often each kind was refused, the same or changed, and what must not be."""

    fates: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a package as this run does."""
    return bombs.packed(path, parts, PACKING)


def sound(folder: Path) -> dict[str, Path]:
    """Make one sound file of each kind; old workbooks by our own small writer of them."""
    import docx
    import openpyxl
    from reportlab.pdfgen import canvas

    from tests import xls
    from tests.outside.documents import test_ofd

    rows = [("姓名", "岗位工资"), *((f"人{n}", 3000 + n) for n in range(40))]
    text = "".join(f"第{n}项 本年预算 {n * 7}.25 万元。\n" for n in range(1, 40))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(folder / "a.docx")
    page = canvas.Canvas(str(folder / "a.pdf"))
    for n in range(30):
        page.drawString(50, 800 - n * 20, f"{n}. total {n * 7}.25 wan yuan")
    page.save()
    xls.write(folder / "a.xls", {"在职": rows})
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "a.csv").write_text("".join(f"{a},{b}\n" for a, b in rows), encoding="utf-8")
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    (folder / "a.html").write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    packed(folder / "a.mzs", {"manifest.json": b'{"kind": "x"}', "data/lines.csv": text.encode()})
    layer = "".join(test_ofd.text(line, 20, 10 + 7 * n) for n, line in enumerate(text.splitlines()[:30]))
    content = f"<ofd:Page {test_ofd.NAMES}><ofd:Content><ofd:Layer>{layer}</ofd:Layer></ofd:Content></ofd:Page>"
    pages = '<ofd:Pages><ofd:Page ID="0" BaseLoc="P.xml"/></ofd:Pages>'
    area = (
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
    )
    whole = f"<ofd:Document {test_ofd.NAMES}>{area}{pages}</ofd:Document>"
    packed(folder / "a.ofd", {"OFD.xml": test_ofd.ENTRY.encode(), "Doc_0/Document.xml": whole.encode(),
                              "Doc_0/P.xml": content.encode()})  # fmt: skip
    ods = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{a}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="string"><text:p>{b}</text:p></table:table-cell></table:table-row>'
        for a, b in rows
    )
    space = "".join(f' xmlns:{name}="{ods}:{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="在职">{body}</table:table>'
    inner = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    packed(folder / "a.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                              "content.xml": f"<office:document-content{space}>{inner}</office:document-content>".encode(),
                              "META-INF/manifest.xml": MANIFEST.encode()})  # fmt: skip
    return {path.suffix[1:]: path for path in sorted(folder.iterdir())}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Change, cut out, double or cut off a few bytes."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw))
        kind = chance.random()
        if kind < 0.7:
            raw[at] = chance.randrange(256)
        elif kind < 0.8:
            del raw[at : at + chance.randint(1, 30)]
        elif kind < 0.9:
            raw[at:at] = raw[at : at + chance.randint(1, 30)]
        elif len(raw) > 100:
            del raw[max(50, at) :]
    return bytes(raw)


def answer(path: Path, request: str) -> object:
    """Read a file as the program does, in this process; return its content, or the refusal as a text."""
    if request in DATA:
        try:
            return DATA[request](path)
        except UserError as error:
            return str(error)
    found = child.answer(path, request)
    return found.get("refused", found)


def run(count: int, seed: int, kinds: tuple[str, ...] = KINDS) -> Result:
    """Mutate each kind `count` times; in one process with the limits of the child, so that it stays quick."""
    result, chance = Result(), random.Random(seed)
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as place:
        files = sound(Path(place))
        for kind in kinds:
            path = Path(place) / f"b.{kind}"
            whole = files[kind].read_bytes()
            originals = {request: answer(files[kind], request) for request in READERS[kind]}
            assert not any(isinstance(found, str) for found in originals.values()), (kind, originals)
            for number in range(count):
                path.write_bytes(mutated(whole, chance))
                for request, original in originals.items():
                    try:
                        found = answer(path, request)
                    except Exception as error:
                        result.wrong.append(f"{kind} {request} {number}: raw {type(error).__name__} {error}")
                        continue
                    same = _content(found) == _content(original)
                    fate = "refused" if isinstance(found, str) else "same" if same else "changed"
                    result.fates[f"{kind} {fate}"] += 1
                    if fate == "changed" and kind in CHECKED:
                        result.wrong.append(f"{kind} {request} {number}: changed in silence")
    return result


def _content(found: object) -> object:
    """Return an answer without what names the file."""
    if isinstance(found, dict):
        return {key: value for key, value in found.items() if key not in ("fingerprint", "file", "notes")}
    return found


MEASURE = """
import resource, sys
from pathlib import Path
from tests.reliability import hostile
found = hostile.answer(Path(sys.argv[1]), sys.argv[2])
print(found if isinstance(found, str) else "read")
"""


def burst(path: Path, request: str) -> tuple[float, int, str]:
    """Read one bomb in a process of its own; return processor seconds, MiB, what was said."""
    command = (
        ["-m", "desktop.outside.child", str(path), json.dumps(request)]
        if request not in DATA
        else ["-c", MEASURE, str(path), request]
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "import resource,subprocess,sys\nd=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,stderr=subprocess.DEVNULL)\n" \
           "u=resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(u.ru_maxrss//1024, d.returncode, d.stdout[:300].decode('utf-8','replace').replace(chr(10),' '))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, sys.executable, *command], capture_output=True, text=True,
                          timeout=LONGEST * 10, check=False)  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory, status, said = [*done.stdout.split(" ", 2), "", ""][:3]
    seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(memory), f"{status} {said.strip()}"


def run_bombs(small: bool = False, every: bool = False) -> tuple[int, int, list[str]]:
    """Read every bomb with the readers it is for, or with every reader of outside files.

    Return how many bombs there were, how many readings, and what was over a limit.
    """
    wrong, count, number = [], 0, 0
    others = tuple(dict.fromkeys(request for kind in KINDS for request in READERS[kind]))
    with tempfile.TemporaryDirectory(dir=scale.MEMORY) as place:
        for path, requests in bombs.every(Path(place), small):
            number += 1
            for request in dict.fromkeys((*requests, *others)) if every else requests:
                seconds, memory, said = burst(path, request)
                count += 1
                print(f"{path.name:12} {request:4} {seconds:6.1f} s {memory:5} MiB  {said[:90]}", flush=True)
                if seconds > LONGEST or memory > LARGEST:
                    wrong.append(f"{path.name} {request}: {seconds:.1f} s, {memory} MiB")
            path.unlink()
    return number, count, wrong


def unguarded() -> list[str]:
    """The negative control: the checksums are not looked at, and a changed amount comes through."""
    module = sys.modules[__name__]
    with (
        mock.patch.object(zipfile.ZipExtFile, "_update_crc"),
        mock.patch.object(module, "PACKING", zipfile.ZIP_STORED),
    ):
        return run(120, 1, ("mzs",)).wrong


def main(arguments: list[str]) -> int:
    """Run as a script: COUNT mutants of each kind and SEED, then every bomb with the readers it is for, then the control.

    With the word `bombs` alone: every bomb with every reader.

    The last line is the result as JSON. As a further part of a run in parts it leaves out the bombs.
    """
    if arguments == ["bombs"]:
        number, count, over = run_bombs(every=True)
        print("\n".join(over))
        scale.report({"bombs": number, "readings": count, "over": len(over)})
        return 1 if over else 0
    found = run(int(arguments[0]), int(arguments[1]))
    for fate, times in sorted(found.fates.items()):
        print(f"{times:6}  {fate}")
    number, count, over = (0, 0, []) if scale.is_further_part() else run_bombs()
    caught = unguarded()
    print("\n".join([*found.wrong[:30], *over, *([] if caught else ["the control was not caught"])]))
    figures = {"mutants": int(arguments[0]) * len(KINDS), "readings": sum(found.fates.values()), "bombs": number,
               "bombs read": count, "wrong": len(found.wrong) + len(over), "caught": len(caught)}  # fmt: skip
    scale.report(figures | {"fates": dict(found.fates)})
    return 1 if found.wrong or over or not caught else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
