"""Styles of a Word document: levels of headings, lines of contents, lists."""

from lxml import etree

from desktop.outside.documents.word.styles import Styles, number_of, value_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styles(text):
    return Styles(etree.fromstring(f"<w:styles {W}>{text}</w:styles>"))


def paragraph(style):
    return etree.fromstring(f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')


def test_a_style_has_the_level_of_the_one_it_is_based_on_however_far():
    found = styles(
        '<w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="a"><w:basedOn w:val="1"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert [found.level(paragraph(name)) for name in ("1", "a", "b", "no such style")] == [2, 2, 2, 0]


def test_styles_that_are_based_on_each_other_end_somewhere():
    found = styles(
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert found.level(paragraph("a")) == 0
    assert found.numbered("a") == ("", "", "")


def test_lines_of_contents_are_known_by_the_name_of_their_style():
    found = styles('<w:style w:styleId="13"><w:name w:val="TOC 1"/></w:style><w:style w:styleId="2"/>')
    assert [found.is_contents(paragraph(name)) for name in ("13", "2")] == [True, False]


def test_the_list_of_a_style_is_that_of_the_style_it_is_based_on():
    found = styles(
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert found.numbered("b") == ("a", "7", "1")


def test_a_value_that_is_no_number_is_the_deepest_level():
    assert [number_of(etree.fromstring(f'<w:a {W} w:val="{text}"/>')) for text in ("3", "x")] == [3, 9]
    assert value_of(None) == ""
