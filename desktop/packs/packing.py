"""Writing a pack (传出): content, optional documents, and the look for personal data before anything is written."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop import file_set, paths, personal, pipeline
from desktop.compute.summed_lines import FewPeople
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.exporters import package, xlsx_notes
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.outside import source_files
from desktop.packs import archive, content, privacy
from desktop.packs.content import Content
from desktop.personal import Personal

SUFFIX = ".mzs"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack before it is written. few: where a sum is the pay of one or two people; who sends it agrees to each."""

    file: bytes
    few: tuple[FewPeople, ...]


def pack(book: Book, budget: Budget, form: str = "", *, documents: bool = False) -> bytes:
    """Return the file of a budget's pack. Raises UserError where personal data would leave, and then writes nothing."""
    return later(book, budget, form, documents=documents)().file


def later(book: Book, budget: Budget, form: str = "", *, documents: bool = False) -> Callable[[], Packed]:
    """Read what the file of a budget's pack is made of; what is returned makes it without the book, in any thread."""
    make, values = content.later(book, budget, form), privacy.values_of(book)
    codes = personal.codes_of(book.records)
    return lambda: _packed(*make(), values, codes, documents=documents)


def _packed(
    sent: Content, disclosure: Disclosure, values: list[Personal], codes: frozenset[str], *, documents: bool
) -> Packed:
    members = archive.members_of(sent)
    manifest = archive.manifest_of(sent)
    texts = {name: text.decode().splitlines() for name, text in members.items()}
    privacy.require_none(values, texts)
    privacy.require_no_numbers({name: lines for name, lines in texts.items() if name.endswith(".csv")}, codes)
    if documents:
        with tempfile.TemporaryDirectory() as folder:
            written = package.export(pipeline.publication(disclosure), Path(folder), package.USUAL)
            unpublished = personal.without_published(values, disclosure.facts.release)
            privacy.require_none(unpublished, {f"documents/{w.path.name}": text_lines(w.path) for w in written})
            members |= {f"documents/{each.path.name}": each.path.read_bytes() for each in written}
    return Packed(archive.packed(manifest, members), sent.few)


def text_lines(path: Path) -> list[str]:
    """Return the text of an exported file as a reader from outside sees it, with the notes at cells."""
    if path.suffix != ".xlsx":
        return source_files.read_paragraphs(path)
    cells = [" ".join(row.cells) for sheet in source_files.read_sheets(path) for row in sheet.rows]
    return [*cells, *(note for notes in xlsx_notes.read(path.read_bytes()).values() for note in notes.values())]


def write(target: Path, pack_file: bytes) -> None:
    """Write a pack beside a name and put it in place. Raises UserError where the name is taken."""
    if target.exists():
        raise UserError(f"“{target}”已经存在，没有覆盖；请换一个名字")
    paths.write_beside(target, paths.filled_with(pack_file))


def write_all(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write packs under some names into a folder, all or none. Raises UserError where a name is taken."""
    targets = {folder / name: content for name, content in files.items()}
    taken = next((target for target in targets if target.exists()), None)
    if taken is not None:
        raise UserError(f"“{taken}”已经存在，没有覆盖；请换一个文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    file_set.write({target: paths.filled_with(content) for target, content in targets.items()})
    return list(targets)


def file_name(unit: str, year: int, stage: str) -> str:
    """Return how a pack is named where no name is asked for."""
    return paths.safe_name(f"{unit}_{year}年_{stage}") + SUFFIX
