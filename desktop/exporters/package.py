"""Writing all files of a disclosure: to temporary names first, read back, compared, then put in place together."""

from collections.abc import Callable
from pathlib import Path

from desktop import file_set, paths
from desktop.dataclass import dataclass
from desktop.exporters import docx, html, ofd, pdf, xlsx
from desktop.exporters.publication import Mismatch, Publication, refuse_personal
from desktop.findings import UserError

KINDS = {"xlsx": "Excel 表格", "pdf": "PDF 打印稿", "docx": "Word 文稿", "ofd": "OFD 版式文件", "html": "网页"}
USUAL = ("xlsx", "pdf", "docx")
"""What is written where nobody chose."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: kind, path, size in bytes, and how many texts and figures were compared after writing."""

    kind: str
    path: Path
    size: int
    compared: int


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


def export(
    publication: Publication,
    folder: Path,
    kinds: tuple[str, ...] = USUAL,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    notice: Callable[[str], None] = lambda _: None,
) -> list[Written]:
    """Write the files of the named kinds into a folder.

    progress(text, done, total) is called at each step; notice(text) when an earlier export was interrupted there, with
    what was put right. Raises Cancelled, ReadBackFailed or UserError (personal data, disk full …). All files are
    written and read back before the first is put in place, and they change together: what lies in the folder is of
    one version, and a cancelled or failed export leaves it as it was.
    """
    refuse_personal(publication)
    _prepare(folder, notice)
    compared: dict[str, int] = {}

    def writer(number: int, kind: str) -> Callable[[Path], None]:
        def write(temporary: Path) -> None:
            if cancelled():
                raise Cancelled
            if progress:
                progress(f"正在生成 {KINDS[kind]}", number, len(kinds))
            compared[kind], wrong = _write_and_read(publication, temporary, kind)
            if wrong:
                raise ReadBackFailed(kind, wrong)
            if cancelled():
                raise Cancelled

        return write

    targets = {kind: folder / f"{publication.file_stem}.{kind}" for kind in kinds}
    file_set.write({target: writer(n, kind) for n, (kind, target) in enumerate(targets.items())})
    if progress:
        progress("导出完成", len(kinds), len(kinds))
    return [Written(kind, target, target.stat().st_size, compared[kind]) for kind, target in targets.items()]


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
    if kind == "html":
        html.write(publication, path)
        return html.read_back(publication, path)
    if kind == "docx":
        docx.write(publication, path)
        return docx.read_back(publication, path)
    xlsx.write(publication, path)
    return xlsx.read_back(publication, path)
