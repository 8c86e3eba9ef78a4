"""What of a Word document only shows itself as a picture: its words and figures cannot be read."""

from typing import Any

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
SHEETS = ("excel.", "et.")
"""How programs name a sheet that is put into a document: Excel.Sheet.12, ET.Xlsx.6."""

CENTIMETRE = 360_000
LEAST_WIDE, LEAST_HIGH = 8 * CENTIMETRE, 3 * CENTIMETRE
"""A picture that may hold a table; a seal (公章) is 4 cm wide."""


def notes(body: Any) -> tuple[str, ...]:
    """Return what to know of pictures and of sheets that are put in, nothing where there are none."""
    sheets = sum(str(each.get("ProgID")).lower().startswith(SHEETS) for each in body.iter(OBJECT))
    pictures = sum(_is_large(each) for name in ("inline", "anchor") for each in body.iter(f"{DRAWN}{name}"))
    found = []
    if sheets:
        found.append(f"文中有 {sheets} 个嵌入的 Excel 表格，其中的数字没有核对；请改为 Word 表格，或把工作簿另行核对")
    if pictures:
        found.append(f"文中有 {pictures} 张图片，其中的文字和数字没有核对，请看一看原文件")
    return tuple(found)


def _is_large(drawing: Any) -> bool:
    extent = drawing.find(f"{DRAWN}extent")
    if extent is None or next(drawing.iter(PICTURE), None) is None:
        return False
    wide, high = (str(extent.get(name)) for name in ("cx", "cy"))
    return wide.isdecimal() and high.isdecimal() and int(wide) >= LEAST_WIDE and int(high) >= LEAST_HIGH
