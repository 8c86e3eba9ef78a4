"""Pages as drawing primitives: widths with fallback faces, right and centred text, frames."""

import pytest

from desktop.layouts.paper.pages import A4, Line, Page, width_of
from desktop.layouts.paper.typeface import faces


def test_pieces_of_another_face_follow_one_another_without_a_gap():
    page = Page(*A4)
    rare = next(
        c for c in map(chr, range(0x4E00, 0x9FFF)) if faces()["serif"].covers(c) and not faces()["sans-bold"].covers(c)
    )
    page.write(10, 20, f"12{rare}", "sans-bold", 10)
    first, second = page.texts
    assert (first.face, second.face) == ("sans-bold", "sans")
    assert second.x == pytest.approx(10 + width_of("12", "sans-bold", 10))


def test_a_letter_that_stands_in_for_a_bold_one_has_a_line_around_it():
    page = Page(*A4)
    page.write(10, 20, "鄠邑区", "sans-bold", 20)
    page.write(10, 50, "鄠邑区", "sans", 20)
    assert [(text.text, text.face, bool(text.stroke)) for text in page.texts] == [
        ("鄠", "sans", True),
        ("邑区", "sans-bold", False),
        ("鄠邑区", "sans", False),
    ]


def test_right_aligned_and_centred_text():
    page = Page(*A4)
    page.write_right(100, 20, "预算", "serif", 10)
    page.write_centered(100, 40, "预算", "serif", 10)
    assert [text.x for text in page.texts] == [80, 90]


def test_a_frame_has_four_sides():
    page = Page(*A4)
    page.frame(1, 2, 10, 20)
    assert set(page.lines) == {Line(1, 2, 11, 2), Line(1, 22, 11, 22), Line(1, 2, 1, 22), Line(11, 2, 11, 22)}
