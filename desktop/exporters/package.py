"""Writing all files of a disclosure: to temporary names first, read back, compared, then put in place together."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from desktop import file_set, paths
from desktop.dataclass import dataclass
from desktop.exporters import docx, html, ofd, pdf, xlsx
from desktop.exporters.delivery import attachments, citizens, data, names, signing, zipped
from desktop.exporters.delivery.signing import Signer
from desktop.exporters.publication import Mismatch, Publication, refuse_personal, refuse_unwritable
from desktop.findings import UserError

WHOLE = {"xlsx": "Excel 表格", "pdf": "PDF 打印稿", "docx": "Word 文稿", "ofd": "OFD 版式文件", "html": "网页"}
"""Kinds of files that hold the whole disclosure; their names end in the kind."""
KINDS = {
    **WHOLE,
    "tables_pdf": "分表附件 PDF",
    "tables_xlsx": "分表附件 Excel",
    "citizens": "读懂本单位预算（一页 A4，PDF 和网页）",
    "data": "数据包（每张表一个 CSV，供程序读取）",
}
OTHER_ENDINGS = {"data": "_数据.zip"}
"""What follows the name of a file whose kind is not how it ends."""
USUAL = ("xlsx", "pdf", "docx")
"""What is written where nobody chose."""
ZIP = "zip"
DRAWN = ("pdf", "ofd", "tables_pdf", "citizens")
"""Kinds that are drawn with our fonts; the others name fonts of the computer they are opened on."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: kind, path, size in bytes, and how many texts and figures were compared after writing.

    signed: whose digital signature its PDFs bear, empty without one.
    """

    kind: str
    path: Path
    size: int
    compared: int
    signed: str = ""


class Cancelled(UserError):
    """The user stopped the export; the folder is as it was."""

    def __init__(self) -> None:
        super().__init__("导出已取消，文件夹里的文件没有变化")


class ReadBackFailed(UserError):
    """A written file, read back, differs from the ledger."""

    def __init__(self, kind: str, wrong: list[Mismatch]) -> None:
        first = wrong[0]
        super().__init__(
            f"导出的 {KINDS[kind]}回读校验不一致（共 {len(wrong)} 处）：{first.place}应为“{first.expected}”，"
            f"读回“{first.actual}”；文件没有保存，请联系维护人员"
        )


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be written. write: fills a path; returns how much was compared on reading it back, and what differs."""

    kind: str
    name: str
    write: Callable[[Path], tuple[int, list[Mismatch]]]


def export(
    publication: Publication,
    folder: Path,
    kinds: tuple[str, ...] = USUAL,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    notice: Callable[[str], None] = lambda _: None,
    *,
    as_zip: bool = False,
    signer: Signer | None = None,
) -> list[Written]:
    """Write the files of the named kinds into a folder, or into one zip in it.

    progress(text, done, total) is called at each step; notice(text) when an earlier export was interrupted there, with
    what was put right. Raises Cancelled, ReadBackFailed or UserError (names, personal data, full disk …).
    signer: who signs each PDF, after it was read back.
    Where a character is in no font (生僻字), files that need none of ours are written; notice says which are not.
    All files are written and read back before the first is put in place, and they change together: what lies in the
    folder is of one version, and a cancelled or failed export leaves it as it was.
    """
    refuse_personal(publication)
    kinds, unprinted = printable(publication, kinds)
    if unprinted:
        notice(unprinted)
    files = _files(publication, kinds)
    _refuse_names(publication, files, as_zip=as_zip)
    if publication.folder_name and not as_zip:
        folder /= publication.folder_name
    _prepare(folder, notice)
    compared: list[int] = []

    def write(number: int, file: _File, temporary: Path) -> None:
        if cancelled():
            raise Cancelled
        if progress:
            progress(f"正在生成 {KINDS[file.kind]}", number, len(files))
        count, wrong = file.write(temporary)
        if wrong:
            raise ReadBackFailed(file.kind, wrong)
        if signer and _is_signed(file):
            signing.apply(temporary, signer)
        compared.append(count)
        if cancelled():
            raise Cancelled

    writers = [partial(write, number, file) for number, file in enumerate(files)]
    if as_zip:
        writers = [partial(_write_zip, publication, files, writers)]
    targets = [folder / name for name in ([_zip_name(publication)] if as_zip else [file.name for file in files])]
    file_set.write(dict(zip(targets, writers, strict=True)))
    if progress:
        progress("导出完成", len(files), len(files))
    if as_zip:
        signed = signer.name if signer and any(map(_is_signed, files)) else ""
        return [Written(ZIP, targets[0], targets[0].stat().st_size, sum(compared), signed)]
    return [
        Written(file.kind, target, target.stat().st_size, count, signer.name if signer and _is_signed(file) else "")
        for file, target, count in zip(files, targets, compared, strict=True)
    ]


def printable(publication: Publication, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the kinds that can be written, and why others cannot; all of them where none would be left."""
    drawn = [kind for kind in kinds if kind in DRAWN]
    rest = tuple(kind for kind in kinds if kind not in DRAWN)
    if not drawn or not rest:
        return kinds, ""
    refuse_unwritable(publication)
    problem = pdf.lacking(publication)
    if not problem:
        return kinds, ""
    listed = "、".join(KINDS[kind] for kind in drawn)
    return rest, f"没有写{listed}（文件夹里以前的不是这一版），其他文件照常写出：{problem}"


def _is_signed(file: _File) -> bool:
    """Tell whether a file bears the signature where somebody signs."""
    return file.name.endswith(signing.ENDING)


def _files(publication: Publication, kinds: tuple[str, ...]) -> list[_File]:
    """Return the files of the kinds in their order."""
    files = []
    for kind in kinds:
        if kind in attachments.ENDINGS:
            for number, name in enumerate(attachments.names(publication, kind), 1):
                files.append(
                    _File(kind, name, partial(attachments.write_and_read, publication, kind=kind, number=number))
                )
        elif kind == "citizens":
            for ending, name in zip(citizens.ENDINGS, citizens.names(publication), strict=True):
                files.append(_File(kind, name, partial(citizens.write_and_read, publication, ending=ending)))
        else:
            name = publication.file_stem + OTHER_ENDINGS.get(kind, f".{kind}")
            files.append(_File(kind, name, partial(_write_whole, publication, kind)))
    return files


def _write_whole(publication: Publication, kind: str, path: Path) -> tuple[int, list[Mismatch]]:
    return _write_and_read(publication, path, kind)


def _zip_name(publication: Publication) -> str:
    return f"{publication.folder_name or publication.file_stem}.{ZIP}"


def _refuse_names(publication: Publication, files: Sequence[_File], *, as_zip: bool) -> None:
    """Raise UserError for a rule for names, or a name it gives, that cannot be."""
    p = publication.names
    rules = {"file_name": p.files, "folder_name": p.folder}
    rules |= {"attachment_name": p.tables} if any(file.kind in attachments.ENDINGS for file in files) else {}
    for setting, pattern in rules.items():
        names.require_values(setting, pattern, publication.named)
    names.require_names([file.name for file in files])
    names.require_names([_zip_name(publication)] if as_zip else filter(None, [publication.folder_name]))


def _write_zip(
    publication: Publication, files: Sequence[_File], writers: Sequence[Callable[[Path], None]], target: Path
) -> None:
    """Write each file beside the zip, take it into the zip, and remove it."""
    members = {}
    inside = f"{publication.folder_name}/" if publication.folder_name else ""
    for file, write in zip(files, writers, strict=True):
        temporary = paths.temporary_beside(target.with_name(file.name))
        try:
            write(temporary)
            members[inside + file.name] = temporary.read_bytes()
        finally:
            paths.discard(temporary)
    target.write_bytes(zipped.zipped(members, publication.year))


def _prepare(folder: Path, notice: Callable[[str], None]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if text := file_set.recover(folder):
            notice(text)
        paths.clear_stale_temporaries(folder)
    except OSError as error:
        raise UserError(paths.explain_os_error(error, folder)) from error


def _write_and_read(publication: Publication, path: Path, kind: str) -> tuple[int, list[Mismatch]]:
    if kind == "pdf":
        return pdf.read_back(pdf.write(publication, path), path)
    if kind == "ofd":
        return ofd.read_back(ofd.write(publication, path), path)
    if kind == "data":
        data.write(publication, path)
        return data.read_back(publication, path)
    if kind == "html":
        html.write(publication, path)
        return html.read_back(publication, path)
    if kind == "docx":
        docx.write(publication, path)
        return docx.read_back(publication, path)
    xlsx.write(publication, path)
    return xlsx.read_back(publication, path)
