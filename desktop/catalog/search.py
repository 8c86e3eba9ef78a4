"""Finding a subject by the beginning of its code, a part of its name, or its 拼音 initials (syyx → 事业运行)."""

from functools import cache

from desktop.catalog.classification import Code, load


@cache
def initials(name: str) -> str:
    """Return the 拼音 initials of a Chinese name in lower case; other characters are kept."""
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")
    return "".join(character for character in "".join(parts).lower() if character.isalnum())


def search(key: str, text: str, year: int, *, leaves_only: bool = True, limit: int = 50) -> list[Code]:
    """Return subjects in force that match, best first.

    Digits match the beginning of the code, letters the 拼音 initials, anything else a part of the name;
    whole matches come before beginnings, beginnings before parts.
    """
    query = text.strip().lower()
    if not query:
        return []
    classification = load(key)
    ranked = []
    for entry in classification.codes.values():
        if not entry.in_force(year) or (leaves_only and len(entry.code) != classification.leaf_length):
            continue
        rank = _rank(query, entry)
        if rank is not None:
            ranked.append((rank, entry.code, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda r: r[:2])[:limit]]


def _rank(query: str, entry: Code) -> int | None:
    if query.isdigit():
        return 0 if entry.code.startswith(query) else None
    if query.isascii():
        return _position(query, initials(entry.name))
    return _position(query, entry.name)


def _position(query: str, text: str) -> int | None:
    if text == query:
        return 0
    if text.startswith(query):
        return 1
    return 2 if query in text else None
