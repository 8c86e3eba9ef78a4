"""The shipped fonts: what they cover, how wide a text is, which cut draws what another lacks."""

from desktop.layouts.paper.typeface import FALLBACK, faces, missing, split_by_face


def test_the_fonts_cover_what_the_design_asks():
    rare = "䶮㛃𬭎镕堃喆淼燚〇㎡≥≤％“”〔〕（）《》、。，；：—…￥·①②"
    assert missing(rare) == []
    gb2312 = "".join(
        bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)
    )
    assert missing(gb2312) == []


def test_what_no_font_can_print_is_named_once_and_in_order():
    assert missing("甲\U0001f600乙\U0001f601\U0001f600\n") == ["\U0001f600", "\U0001f601"]


def test_a_character_a_cut_lacks_is_drawn_in_the_fallback_cut():
    rare = next(
        c for c in map(chr, range(0x4E00, 0x9FFF)) if faces()["serif"].covers(c) and not faces()["sans-bold"].covers(c)
    )
    assert split_by_face(f"12{rare}3", "sans-bold") == (("sans-bold", "12"), ("sans", rare), ("sans-bold", "3"))


def test_a_letter_of_a_title_that_the_bold_cut_lacks_keeps_the_style():
    """Districts are called 鄠邑, 浉河, 瀍河, 埇桥: a thin letter of another style in their titles looks like a mistake."""
    for name in ("鄠邑区财政局", "浉河区民政局", "瀍河回族区", "埇桥区"):
        assert {key for key, _ in split_by_face(name, "sans-bold")} == {"sans-bold", "sans"}
    only_serif = next(
        c for c in map(chr, range(0x4E00, 0x30000)) if faces()[FALLBACK].covers(c) and not faces()["sans"].covers(c)
    )
    assert split_by_face(only_serif, "sans-bold") == ((FALLBACK, only_serif),)


def test_a_chinese_character_is_one_em_wide():
    assert faces()["serif"].width("预算", 12) == 24
