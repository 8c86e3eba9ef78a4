"""Old workbooks (.xls, BIFF8 in a compound file) for tests: texts and numbers, nothing else."""

import struct

SECTOR, END, FREE, FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def write(path, sheets):
    """Write {name: rows}; None leaves a cell empty."""
    path.write_bytes(_compound(_workbook(sheets)))
    return path


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _unicode(text, length):
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _sheet(rows):
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                out += _record(0x0204, place + _unicode(cell, "<H"))
            elif cell is not None:
                out += _record(0x0203, place + struct.pack("<d", cell))
    return out + _record(0x000A, b"")


def _workbook(sheets):
    parts = [_sheet(rows) for rows in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    head += _record(0x0042, struct.pack("<H", 1200))
    bounds = [struct.pack("<IBB", 0, 0, 0) + _unicode(name, "<B") for name in sheets]
    start = len(head) + sum(len(bound) + 4 for bound in bounds) + 4
    for bound, part in zip(bounds, parts, strict=True):
        head += _record(0x0085, struct.pack("<I", start) + bound[4:])
        start += len(part)
    return head + _record(0x000A, b"") + b"".join(parts)


def _entry(name, kind, child, start, size):
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _compound(stream):
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    chain = [FAT, END, *range(3, count + 2), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *(chain + [FREE] * (128 - len(chain))))
    folder = _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(stream))
    return header + table + folder.ljust(SECTOR, b"\0") + stream
