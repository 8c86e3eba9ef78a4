"""ELF files made by hand: one segment, a table of strings, the libraries and versions a test wants."""

import struct


def elf(needed=(), versions=(), soname="", tags=None):
    """Return a shared library that is linked with `needed` and asks for symbol versions of the first of them."""
    strings = b"\0"

    def text(word):
        nonlocal strings
        at = len(strings)
        strings += word.encode() + b"\0"
        return at

    dynamic = [(1, text(name)) for name in needed]
    if soname:
        dynamic.append((14, text(soname)))
    asked = [text(version) for version in versions]
    start, base = 64 + 56 * 2, 0x1000
    verneed = b""
    if asked:
        verneed = struct.pack("<HHIII", 1, len(asked), dynamic[0][1] if needed else 0, 16, 0)
        for number, name in enumerate(asked, 1):
            verneed += struct.pack("<IHHII", 0, 0, number, name, 16 if number < len(asked) else 0)
    dynamic.append((5, base + start))
    if asked:
        dynamic += [(0x6FFFFFFE, base + start + len(strings)), (0x6FFFFFFF, 1)]
    table = b"".join(struct.pack("<QQ", *tag) for tag in [*dynamic, *(tags or []), (0, 0)])
    body = strings + verneed
    place = start + len(body)
    end = place + len(table)
    head = struct.pack(
        "<16sHHIQQQIHHHHHH", b"\x7fELF\x02\x01\x01" + b"\0" * 9, 3, 62, 1, 0, 64, 0, 0, 64, 56, 2, 0, 0, 0
    )
    load = struct.pack("<IIQQQQQQ", 1, 4, 0, base, base, end, end, 4096)
    part = struct.pack("<IIQQQQQQ", 2, 4, place, base + place, base + place, len(table), len(table), 8)
    return head + load + part + body + table
