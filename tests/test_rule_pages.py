"""Each check has its section and each section a check; each layout has its page, which names its tables."""

import re
from itertools import pairwise

import pytest

from desktop import paths, rule_pages
from desktop.layouts.form import loader
from tests.small_cases import small_cases

PAGES = paths.root() / "resources" / "rules"
ENTRIES = ("规则", "为什么", "依据", "看不到")
OF_A_LAYOUT = ("表", "已核对", "没有核对", "不同的设置", "勾稽关系")
FORMS = loader.available()


def checks_of(form_key):
    ties = {tie.id for tie in loader.load(form_key).ties}
    return [check for check in rule_pages.described(loader.load(form_key)) if check.code not in ties]


def headings(text):
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def differences(pages, checks):
    """Return what stands on only one side: sections of the pages (path to text) and checks, each with its page."""
    written = {(page, heading) for page, text in pages.items() for heading in headings(text)}
    asked = {(check.page, check.heading) for check in checks}
    return sorted(written ^ asked)


def pages_of_checks():
    return pages_in("checks")


def pages_in(folder):
    found = sorted((PAGES / folder).rglob("*.md"))
    return {str(path.relative_to(paths.root()).as_posix()): path.read_text(encoding="utf-8") for path in found}


def test_every_check_has_its_section_and_every_section_its_check():
    assert differences(pages_of_checks(), checks_of(loader.default())) == []


def test_every_rule_of_the_audit_has_its_section_and_every_section_its_rule():
    assert differences(pages_in("audit"), rule_pages.audited()) == []
    assert all(rule.section and rule.group for rule in rule_pages.audited())


def test_a_missing_section_and_one_without_a_check_are_noticed():
    pages = pages_of_checks()
    page = "resources/rules/checks/balance.md"
    changed = {**pages, page: pages[page].replace("## C05 ", "## C99 ")}
    missing, planted = differences(changed, checks_of(loader.default()))
    assert missing[1].startswith("C05 ")
    assert planted[1].startswith("C99 ")


def test_no_code_stands_twice():
    pages = {**pages_of_checks(), **pages_in("audit")}
    codes = [heading.split()[0] for text in pages.values() for heading in headings(text)]
    assert len(codes) == len(set(codes)) > 100


@small_cases("page", [*pages_of_checks(), *pages_in("audit")])
def test_a_section_says_rule_reason_source_and_what_it_does_not_see(page):
    text = rule_pages.page_text(page)
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        given = re.findall(r"^- \*\*(.+?)\*\*：(.+)$", section, re.MULTILINE)
        assert tuple(name for name, _ in given) == ENTRIES, section[:20]
        assert all(len(words) >= 2 for _, words in given)


def test_the_sections_follow_their_codes():
    for text in [*pages_of_checks().values(), *pages_in("audit").values()]:
        codes = [heading.split()[0] for heading in headings(text)]
        assert all((len(a), a) < (len(b), b) for a, b in pairwise(codes) if a[0] == b[0])


@small_cases("key", FORMS)
def test_every_layout_has_a_page_that_names_its_tables(key):
    form = loader.load(key)
    text = rule_pages.page_text(rule_pages.layout_page(key))
    assert tuple(headings(text)) == OF_A_LAYOUT
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(form.tables)
    for row, table in zip(rows, form.tables, strict=True):
        number, title, verified = (part.strip() for part in row.strip("|").split("|"))
        assert number == (table.number or "无")
        called = table.title.replace("{scope_title}", form.scope_titles.get("单位", ""))
        assert title == re.sub(r"\{.*?\}年?", "", called)
        assert verified


def test_no_page_speaks_of_a_layout_that_is_not_there():
    written = {str(path.relative_to(PAGES / "forms").with_suffix("").as_posix()) for path in PAGES.glob("forms/*/*.md")}
    assert written == set(FORMS)


@pytest.mark.parametrize("key", FORMS)
def test_the_checks_of_a_form_are_those_that_are_run_with_it(key):
    """A tie leads to the section 勾稽关系 of the layout's page, everything else to the page of its module."""
    form = loader.load(key)
    found = rule_pages.described(form)
    assert [check.code for check in found][-len(form.ties) :] == [tie.id for tie in form.ties]
    assert {check.page for check in found[-len(form.ties) :]} == {rule_pages.layout_page(key)}
    assert all(check.section and check.group for check in found)


def test_the_list_agrees_with_what_a_real_budget_is_told(wuxi):
    found = {check.code: check for check in rule_pages.described(wuxi.form)}
    assert [outcome.code for outcome in wuxi.outcomes] == list(found)
    for outcome in wuxi.outcomes:
        assert (found[outcome.code].title, found[outcome.code].severity) == (outcome.title, outcome.severity)


def test_a_page_without_the_section_is_an_error_of_ours():
    check = next(c for c in rule_pages.described(loader.load(loader.default())) if c.code == "C01")
    with pytest.raises(LookupError, match="C99"):
        _ = type(check)("C99", "没有", check.severity, check.page, "C99 没有").section
