"""Blocks of cells as Excel and WPS put them on the clipboard."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.grids import clipboard
from tests.small_cases import small_cases

cells = st.text(st.sampled_from('甲1.,"\t\n 乙'), max_size=6).map(str.strip)


@small_cases(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("1\t\t3\n", [["1", "", "3"]]),
        ('"两\n行"\t后', [["两\n行", "后"]]),
        ('"说""好"""\tb', [['说"好"', "b"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("", []),
        ("\n", []),
    ],
)
def test_a_block_is_read_as_it_was_copied(text, rows):
    assert clipboard.read(text) == rows


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=3).filter(lambda rows: any(rows[-1])))
def test_what_is_written_is_read_again(rows):
    assert clipboard.read(clipboard.write(rows)) == rows
