"""Reading a PDF's tags with PDFium, and its small objects."""

import ctypes
import re
import zlib

from pypdfium2 import raw

LETTERS = ctypes.POINTER(ctypes.c_ushort)


def objects(content: bytes) -> bytes:
    """Return all small objects of a packed PDF, as they stand in its object streams."""
    found = re.finditer(rb"/Type /ObjStm.*?stream\n(.*?)\nendstream", content, re.DOTALL)
    return b"\n".join(zlib.decompress(match[1]) for match in found)


def name_of(mark) -> str:
    """Return the name of a mark around a text."""
    buffer, size = ctypes.create_string_buffer(200), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, LETTERS), 200, ctypes.byref(size))
    return buffer.raw[: size.value - 2].decode("utf-16-le")


def marks_of(page):
    """(marked content, or -1 in an artifact, or None outside both; text) of each text of a page."""
    texts = page.get_textpage()
    for number in range(raw.FPDFPage_CountObjects(page)):
        piece = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(piece) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        names = [name_of(raw.FPDFPageObj_GetMark(piece, mark)) for mark in range(raw.FPDFPageObj_CountMarks(piece))]
        buffer = ctypes.create_string_buffer(2000)
        size = raw.FPDFTextObj_GetText(piece, texts, ctypes.cast(buffer, LETTERS), 1000)
        found = raw.FPDFPageObj_GetMarkedContentID(piece)
        yield (found if found >= 0 else -1 if "Artifact" in names else None), buffer.raw[: size - 2].decode("utf-16-le")


def elements(page) -> list[tuple[str, list[int]]]:
    """(role, marked contents) of the elements of a page in the order of the tree."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = []

    def walk(element):
        size = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_StructElement_GetType(element, buffer, size)
        count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
        ids = [raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i) for i in range(max(0, count))]
        found.append((buffer.raw[: size - 2].decode("utf-16-le"), [i for i in ids if i >= 0]))
        for child in range(raw.FPDF_StructElement_CountChildren(element)):
            if below := raw.FPDF_StructElement_GetChildAtIndex(element, child):
                walk(below)

    for child in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, child))
    raw.FPDF_StructTree_Close(tree)
    return found


def spoken(page) -> list[tuple[str, str]]:
    """(role, words) as a screen reader meets them."""
    words: dict[int, str] = {}
    for mark, text in marks_of(page):
        assert mark is not None, f"“{text}” has neither tag nor artifact"
        words[mark] = words.get(mark, "") + text
    return [(role, "".join("".join(words[i] for i in ids).split())) for role, ids in elements(page) if ids]
