"""Help: a page for each page of the window, terms with the document that sets them."""

import pytest

from desktop.ui import help as help_pages
from desktop.ui.pages import PAGES


@pytest.fixture
def window(shared):
    return shared


def test_every_term_says_what_it_rests_on():
    terms = help_pages.terms()
    assert len({term.name for term in terms}) == len(terms) >= 20
    for term in terms:
        assert len(term.text) > 10, term.name
        assert term.source.startswith("本软件") or any(m in term.source for m in ("《", "〔", "财政部门")), term.name
    page = help_pages.texts()[help_pages.GLOSSARY]
    assert all(term.name in page and term.source in page for term in terms)


def test_each_page_has_help(window):
    assert {page.key for page in PAGES} - {"export"} <= set(help_pages.titles())
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        dialog = help_pages.show(window, window.page)
        assert page.title in dialog.text.toPlainText()
        dialog.reject()
