"""The worst files for every reader, small ones for the short form: what promises more than any machine has."""

import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from desktop.outside.child import CSV

READERS = {"xlsx": ("", "§", "▤"), "ods": ("", "▤"), "xls": ("", "▤"), "docx": ("¶", "▤"), "pdf": ("¶", "▤"),
           "txt": ("¶", "▤"), "html": ("▤",), "ofd": ("▤",), "mzs": ("▣",), "csv": (CSV,), "data": ("toml", "json")}  # fmt: skip
"""Kind of file → what is asked of the reading child; `data` is read in the program itself."""
KINDS = tuple(kind for kind in READERS if kind != "data")
"""Of the files that the child opens."""
MANIFEST = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry '
    'm:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "c">' + b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10 if n else b"&b;") for n in range(12)) + b"]>"  # fmt: skip

Bombs = Iterator[tuple[Path, tuple[str, ...]]]
"""A hostile file, and what is asked of it."""


def packed(path: Path, parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a package."""
    with zipfile.ZipFile(path, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def every(folder: Path, small: bool = False) -> Bombs:
    """Make one hostile file after the other."""
    many = 2_000 if small else 1_000_000
    for bombs in (_of_word, _of_excel, _of_excel_inside, _of_calc, _of_packages, _of_texts, _of_pdf, _of_csv, _of_data):
        yield from bombs(folder, many)


def _file(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _docx(folder: Path, name: str, body: bytes, head: bytes = b"") -> Path:
    content = head + f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + body + b"</w:body></w:document>"
    return packed(folder / name, {"word/document.xml": content})


def _xlsx(folder: Path, name: str, sheet: bytes, strings: bytes = b"", head: bytes = b"") -> Path:
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATION.replace("officeDocument", "package")}"><Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/s.xml"/></Relationships>'.encode(),
        "xl/worksheets/s.xml": head + f'<worksheet xmlns="{MAIN}">'.encode() + sheet + b"</worksheet>",
    }  # fmt: skip
    return packed(folder / name, parts | ({"xl/sharedStrings.xml": strings} if strings else {}))


def _of_word(folder: Path, many: int) -> Bombs:
    yield _docx(folder, "laughs.docx", b"&b11;", LAUGHS), READERS["docx"]
    yield _docx(folder, "deep.docx", b"<w:p>" * (many // 4) + b"</w:p>" * (many // 4)), READERS["docx"]
    yield _docx(folder, "many.docx", b"<w:p><w:r><w:t>1</w:t></w:r></w:p>" * many), READERS["docx"]
    yield _docx(folder, "words.docx", b"<w:p>" + b"<w:r><w:t>1</w:t></w:r>" * many + b"</w:p>"), READERS["docx"]
    yield _docx(folder, "nested.docx", b"<w:tbl><w:tr><w:tc>" * 400 + b"</w:tc></w:tr></w:tbl>" * 400), READERS["docx"]
    span = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    yield _docx(folder, "span.docx", span * 20), READERS["docx"]
    yield (
        _docx(folder, "utf16.docx", b"", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>".encode("utf-16")),
        READERS["docx"],
    )


def _of_excel(folder: Path, many: int) -> Bombs:
    yield _xlsx(folder, "laughs.xlsx", b"<sheetData/>", head=LAUGHS), READERS["xlsx"]
    yield (
        _xlsx(
            folder, "words.xlsx", b"<sheetData/>", LAUGHS + f'<sst xmlns="{MAIN}"><si><t>&b11;</t></si></sst>'.encode()
        ),
        READERS["xlsx"],
    )
    yield (
        _xlsx(folder, "far.xlsx", b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        READERS["xlsx"],
    )
    yield (
        _xlsx(folder, "wide.xlsx", b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'),
        READERS["xlsx"],
    )
    merges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (n, n) for n in range(1, many // 2))
    yield _xlsx(folder, "merges.xlsx", b"<sheetData/><mergeCells>" + merges + b"</mergeCells>"), READERS["xlsx"]
    yield (
        _xlsx(folder, "merge.xlsx", b'<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        READERS["xlsx"],
    )
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, many))
    yield _xlsx(folder, "rows.xlsx", b"<sheetData>" + rows + b"</sheetData>"), READERS["xlsx"]
    filled = b"".join(
        b'<c r="%s%d"><v>1</v></c>' % (letter, n) for n in range(1, many // 20) for letter in (b"A", b"B", b"IV")
    )
    yield _xlsx(folder, "cells.xlsx", b"<sheetData><row>" + filled + b"</row></sheetData>"), READERS["xlsx"]
    same = b"".join(b'<row r="1"><c r="A1"><v>%d</v></c></row>' % n for n in range(many // 4))
    yield _xlsx(folder, "same.xlsx", b"<sheetData>" + same + b"</sheetData>"), READERS["xlsx"]


def _of_excel_inside(folder: Path, many: int) -> Bombs:
    words = b'<c r="A1" t="inlineStr"><is><t>' + random.Random(2).randbytes(many * 8).hex().encode() + b"</t></is></c>"
    yield _xlsx(folder, "long.xlsx", b'<sheetData><row r="1">' + words + b"</row></sheetData>"), READERS["xlsx"]
    yield (
        _xlsx(folder, "tree.xlsx", b"<sheetData>" + b"<row>" * (many // 4) + b"</row>" * (many // 4) + b"</sheetData>"),
        READERS["xlsx"],
    )
    formula = b'<c r="A1"><f>' + b"(" * (many // 4) + b"1" + b")" * (many // 4) + b"</f><v>1</v></c>"
    yield _xlsx(folder, "formula.xlsx", b'<sheetData><row r="1">' + formula + b"</row></sheetData>"), READERS["xlsx"]
    yield (
        _xlsx(folder, "text.xlsx", b'<sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData>'),
        READERS["xlsx"],
    )
    yield packed(folder / "dense.xlsx", {"xl/workbook.xml": b" " * (many * 20)}), READERS["xlsx"]
    yield packed(folder / "parts.xlsx", {f"xl/{n}": b"" for n in range(2_100)}), READERS["xlsx"]
    yield _file(folder, "cut.xlsx", b"PK\x03\x04" + random.Random(3).randbytes(many)), READERS["xlsx"]
    yield (
        _file(folder, "junk.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(1).randbytes(many)),
        READERS["xls"],
    )


def _of_calc(folder: Path, many: int) -> Bombs:
    """Make workbooks of the OpenDocument kind that promise more than any real one."""
    space = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    cell = '<table:table-cell office:value-type="string"{}><text:p>1</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    sheets = {
        "columns": row.format("", cell.format(' table:number-columns-repeated="1000000000"')),
        "repeats": row.format(f' table:number-rows-repeated="{many * 30}"', cell.format("")),
        "square": row.format(
            f' table:number-rows-repeated="{many // 20}"', cell.format(' table:number-columns-repeated="1000"')
        ),
        "rows": row.format("", cell.format("")) * (many // 10),
        "deep": "<table:table-row>" * (many // 10),
    }
    for name, rows in sheets.items():
        inner = f'<office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body>'
        parts = {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{space}>{inner}</office:document-content>".encode(),
            "META-INF/manifest.xml": MANIFEST.encode(),
        }
        yield packed(folder / f"{name}.ods", parts), READERS["ods"]


def _of_packages(folder: Path, many: int) -> Bombs:
    yield packed(folder / "dense.mzs", {"manifest.json": b" " * (many * 20)}), READERS["mzs"]
    yield (
        packed(folder / "many.mzs", {f"data/a{'b' * (n % 9)}.csv": b"" for n in range(9)} | {"../../x": b""}),
        READERS["mzs"],
    )
    yield (
        packed(folder / "crowd.mzs", {"manifest.json": b"{}"} | {f"documents/{n}": b"" for n in range(3_000)}),
        READERS["mzs"],
    )
    yield (
        packed(folder / "deep.mzs", {"manifest.json": b"[" * (many // 2), "data/lines.csv": b"1," * many}),
        READERS["mzs"],
    )
    yield packed(folder / "laughs.ofd", {"OFD.xml": LAUGHS + b"<a>&b11;</a>"}), READERS["ofd"]
    yield packed(folder / "deep.ofd", {"OFD.xml": b"<a>" * (many // 4) + b"</a>" * (many // 4)}), READERS["ofd"]
    yield packed(folder / "dense.ofd", {"OFD.xml": b"<a>" + b" " * (many * 20) + b"</a>"}), READERS["ofd"]


def _of_texts(folder: Path, many: int) -> Bombs:
    yield _file(folder, "long.txt", b"1" * (many * 20)), READERS["txt"]
    yield _file(folder, "numbers.txt", b"1.5 " * many), READERS["txt"]
    yield _file(folder, "many.txt", b"12\n" * many), READERS["txt"]
    yield _file(folder, "columns.txt", (b"1   " * 400 + b"\n") * (many // 400)), READERS["txt"]
    yield _file(folder, "wide.txt", "收".encode() * (many * 2)), READERS["txt"]
    yield _file(folder, "nul.txt", bytes(many)), READERS["txt"]
    yield _file(folder, "deep.html", b"<table><tr><td>" * (many // 2)), READERS["html"]
    span = b'<table><tr><td colspan="99999999" rowspan="99999999">1</td></tr></table>'
    yield _file(folder, "span.html", b"<html>" + span * 20), READERS["html"]
    yield _file(folder, "many.html", b"<html><p>1" * (many // 2)), READERS["html"]
    yield _file(folder, "words.html", b"<html><p " + b"a=1 " * many + b">1"), READERS["html"]
    yield _file(folder, "entity.html", b"<html><p>" + b"&#x4e00" * (many // 2)), READERS["html"]


def _of_pdf(folder: Path, many: int) -> Bombs:
    """Make PDFs whose streams unfold to more than any real one, or whose pages hold too much."""

    def written(content: bytes, filters: bytes = b"/FlateDecode", pages: int = 1) -> bytes:
        kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
            *([page] * pages),
        ]
        body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
        return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF"

    bare = b"BT /F 9 Tf (12.25) Tj ET\n"
    contents = {
        "blank": written(zlib.compress(b" " * (many * 400))),
        "twice": written(zlib.compress(zlib.compress(b" " * (many * 400))), b"[/FlateDecode /FlateDecode]"),
        "glyphs": written(zlib.compress(b"BT /F 9 Tf (" + b"1" * many + b") Tj ET")),
        "lines": written(zlib.compress(b"0 0 m 9 9 l S\n" * (many // 2))),
        "pages": written(zlib.compress(bare), pages=many // 500),
        "states": written(zlib.compress(b"q " * many + bare)),
    }
    for name, content in contents.items():
        (folder / f"{name}.pdf").write_bytes(content)
        yield folder / f"{name}.pdf", READERS["pdf"]
    (folder / "open.pdf").write_bytes(b"%PDF-1.4\n" + b"1 0 obj <<" * (many // 10))
    yield folder / "open.pdf", READERS["pdf"]


def _of_csv(folder: Path, many: int) -> Bombs:
    yield _file(folder, "long.csv", b"1," * (many * 5)), READERS["csv"]
    yield _file(folder, "rows.csv", b"1,2\n" * many), READERS["csv"]
    yield _file(folder, "quote.csv", b'"' + b"a\n" * many), READERS["csv"]
    yield _file(folder, "cells.csv", (b"1," * 255 + b"\n") * min(49_000, many // 20)), READERS["csv"]
    yield _file(folder, "wide.csv", (b"x" * 199_000 + b"\n") * (many // 4_000)), READERS["csv"]
    yield _file(folder, "junk.csv", random.Random(4).randbytes(many * 4)), READERS["csv"]
    yield _file(folder, "quotes.csv", b'""' * 90_000 + b"\n" + b'","' * 60_000), READERS["csv"]


def _of_data(folder: Path, many: int) -> Bombs:
    yield (
        _file(folder, "keys.toml", b"\n".join(b"a%d" % n + b".a" * 990 + b" = 1" for n in range(many // 2_000))),
        READERS["data"],
    )
    yield _file(folder, "tables.toml", b"\n".join(b"[a%d]" % n for n in range(many // 9))), READERS["data"]
    yield _file(folder, "numbers.toml", b"a = [\n" + b"1,\n" * (many // 4) + b"]"), READERS["data"]
    yield _file(folder, "deep.toml", b"a = " + b"[\n" * (many // 4)), READERS["data"]
    yield _file(folder, "long.toml", b"a" + b".a" * (many // 4) + b" = 1"), READERS["data"]
    yield _file(folder, "deep.json", b"[" * (many // 2)), READERS["data"]
    yield _file(folder, "number.json", b'{"version": ' + b"9" * (many // 2) + b"}"), READERS["data"]
    yield (
        _file(folder, "keys.json", b"{" + b",".join(b'"%d": 1' % n for n in range(many // 14)) + b"}"),
        READERS["data"],
    )
