"""No personal data leave with a pack: its members are looked at line by line, as `personal` says."""

from collections.abc import Iterable, Mapping

from desktop import personal
from desktop.findings import Severity, UserError
from desktop.ledger.book import Book
from desktop.personal import Personal


def values_of(book: Book) -> list[Personal]:
    """Return every value of the personal fields of a book, of all units and years."""
    return personal.values_of(book.records)


def require_none(values: Iterable[Personal], texts: Mapping[str, Iterable[str]]) -> None:
    """Raise UserError that names member, line and field where a personal value stands in what is to leave.

    texts: the lines of each member.
    """
    listed = list(values)
    for member, lines in texts.items():
        for row, value in personal.found(listed, ((str(number), line) for number, line in enumerate(lines, 1))):
            shown = value.text if len(value.text) < 20 else f"{value.text[:20]}…"
            raise UserError(
                f"传出的“{member}”第 {row} 行含有{value.label}的内容“{shown}”，为保护个人信息没有传出；"
                "请在账本中改写这处文字后再传出"
            )


def require_no_numbers(texts: Mapping[str, Iterable[str]], codes: frozenset[str] = frozenset()) -> None:
    """Raise UserError where the words of a member hold a number that is like one of an ID or bank card (as C88).

    codes: of units and projects (`personal.codes_of`), which are none.
    """
    for member, lines in texts.items():
        for number, line in enumerate(lines, 1):
            kinds = [message for message, severity in personal.numbers_in(line, codes) if severity is Severity.ERROR]
            if kinds:
                raise UserError(
                    f"传出的“{member}”第 {number} 行：{kinds[0]}；为保护个人信息没有传出，请在账本中改写后再传出"
                )
