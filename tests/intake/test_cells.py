"""The cells of an outside row: read by what their column means, and refused with their place."""

from desktop.catalog.classification import load
from desktop.intake.cells import RowReader
from desktop.ledger.vocabulary import Carry, read_carry
from desktop.outside.source_files import SourceRow, SourceTable
from tests.small_cases import small_cases

KNOWN = {"year": ("year", "年度"), "amount": ("金额",), "note": ("备注",), "code": ("编码",)}


def reader(**cells):
    row = SourceRow(7, tuple(cells.values()))
    columns = {name: (n, KNOWN[name][-1]) for n, name in enumerate(cells)}
    return RowReader(SourceTable("表.xlsx", "明细", (row,)), row, columns)


def words(found):
    return [finding.describe() for finding in found.rejects]


def test_a_column_the_file_lacks_is_empty_and_a_short_row_too():
    row = SourceRow(1, ("a", "b"))
    found = RowReader(SourceTable("f", "", (row,)), row, {"note": (2, "备注"), "code": (0, "编码")})
    assert (found.text("note"), found.text("amount"), found.text("code")) == ("", "", "a")
    assert found.names == {"note", "code"}


def test_a_refusal_names_file_sheet_row_and_column():
    found = reader(amount="1.234")
    assert found.amount("amount") == 0
    (shown,) = words(found)
    assert "文件“表.xlsx”工作表“明细”第 7 行“金额”列" in shown


def test_an_empty_or_zero_amount_is_refused_unless_it_is_allowed():
    assert reader(amount="0.01").amount("amount") == 1
    for text, reason in (("", "金额为空"), ("0", "金额为 0"), ("0.00", "金额为 0")):
        refused = reader(amount=text)
        assert refused.amount("amount") == 0
        assert reason in words(refused)[0]
        allowed = reader(amount=text)
        assert (allowed.amount("amount", zero=True), allowed.rejects) == (0, [])


@small_cases(("text", "value", "refused"), [("", 5, False), ("1", 1, False), ("12", 12, False),
                                                        ("0", 5, True), ("13", 5, True), ("1.5", 5, True), ("-1", 5, True),
                                                        ("１", 5, True), ("9" * 5000, 5, True)])  # fmt: skip
def test_a_whole_number_stays_in_its_range(text, value, refused):
    found = reader(note=text)
    assert found.whole_number("note", 5, 1, 12) == value
    assert bool(found.rejects) == refused


def test_a_word_of_a_closed_list_and_a_code_that_lost_its_end():
    found = reader(note="明年", code="6.2E+18")
    assert found.word("note", read_carry, Carry) == ""
    assert found.identifier("code") == "6.2E+18"
    assert ["请填：当年、结转" in words(found)[0], "末几位已丢失" in words(found)[1]] == [True, True]
    kept = reader(code="620102E1")
    assert (kept.identifier("code"), kept.rejects) == ("620102E1", [])


def test_a_code_is_one_in_force_in_the_year_of_the_row():
    gone = next(one for one in load("function").codes.values() if one.last and len(one.code) == 7)
    kept, refused = reader(code=gone.code), reader(code=gone.code)
    assert (kept.code("code", "function", gone.last), kept.rejects) == (gone.code, [])
    refused.code("code", "function", gone.last + 1)
    assert f"在 {gone.last + 1} 年不能使用" in words(refused)[0]
