"""Reading a small QR code (ISO/IEC 18004, sizes 1 to 6) from its modules, as a scanner does; no error is mended."""

BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}
"""At level M: how many blocks of data there are in each size, and bytes of each."""
MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
LEVEL_M = 0b00


def read(modules) -> str:
    """Return the text of a code."""
    size = len(modules)
    version = (size - 17) // 4
    form = sum(modules[8][c] << (14 - n) for n, c in enumerate((0, 1, 2, 3, 4, 5, 7, 8))) ^ 0b101010000010010
    assert form >> 13 & 3 == LEVEL_M
    mask = MASKS[form >> 10 & 7]
    bits = [modules[r][c] ^ mask(r, c) for r, c in _path(size, version)]
    codewords = [sum(bit << (7 - n) for n, bit in enumerate(bits[i : i + 8])) for i in range(0, len(bits) - 7, 8)]
    count, length = BLOCKS[version]
    data = b"".join(bytes(codewords[block : count * length : count]) for block in range(count))
    number = int.from_bytes(data)
    mode, letters = number >> (8 * len(data) - 4), number >> (8 * len(data) - 12) & 0xFF
    assert mode == 0b0100  # bytes
    return (number >> (8 * len(data) - 12 - 8 * letters) & (1 << 8 * letters) - 1).to_bytes(letters).decode()


def _path(size, version):
    """Yield the places of the data, two columns at a time, up and down from the right."""
    for pair, right in enumerate((*range(size - 1, 6, -2), 5, 3, 1)):
        for row in range(size) if pair % 2 else reversed(range(size)):
            for column in (right, right - 1):
                if not _of_the_pattern(row, column, size, version):
                    yield row, column


def _of_the_pattern(row, column, size, version) -> bool:
    corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    middle = version > 1 and abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2
    return corner or middle or 6 in (row, column)
