"""No check passes because nothing was there: every check over books that lack what it reads."""

from dataclasses import fields, replace
from typing import ClassVar

import pytest

from desktop import pipeline
from desktop.checks import ties
from desktop.checks.needs import LAST_YEAR, MONEY, Need, missing, money_of
from desktop.checks.register import REGISTER, Registered, Wrong, run_one
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import BudgetFacts, Control
from tests.small_cases import small_cases

FORMS = {key: loader.load(key) for key in ("national/2023", "chongqing/2023")}
OF_PEOPLE = (
    "people",
    "pay_items",
    "person_changes",
    "declared_bases",
    "fund_shares",
    "running_functions",
    "parameters",
)
OF_PROJECTS = ("projects", "project_years", "project_lines", "indicators", "procurements", "asset_plans")
ALWAYS = {
    "C79": "reads the sentences of the text",
    "C82": "reads the headings of the text",
    "C83": "counts the tables of the layout",
    "C84": "reads the sentences of the text",
    "C88": "reads all that is printed",
    "C99": "looks for the layout of the book",
    "G01": "reads all that is printed",
    "C100": "counts the units of the book",
    "C147": "reads the words of the unit",
    "C130": "compares the year of the budget with those of the layout",
}
"""Checks whose subject is there in an empty book too, and what that is."""


def without(facts, *left):
    """Return facts in which all that is a list or a text of the user is empty, but for what is left."""
    empty = {}
    for field in fields(BudgetFacts):
        value = getattr(facts, field.name)
        if field.name not in left and isinstance(value, tuple | dict):
            empty[field.name] = type(value)()
    return replace(facts, **empty)


@pytest.fixture(scope="module")
def books(sample_facts):
    full, last = sample_facts["qinghe_2025"]
    return {
        "empty": (without(full), None),
        "people": (without(full, *OF_PEOPLE), None),
        "projects": (without(full, *OF_PROJECTS), None),
        "no last year": (full, None),
        "no assets": (replace(full, assets=()), last),
        "no controls": (replace(full, controls=(), projects=tuple(replace(p, control=None) for p in full.projects)), last),
        "no posts": (replace(full, establishments=()), last),
        "no pack": (replace(full, budget=replace(full.budget, policy=""), parameters=()), last),
    }  # fmt: skip


@pytest.fixture(scope="module")
def ended(books):
    """Every outcome of every book in the national layout, by book and number."""
    disclosed = {name: pipeline.disclose(*book, FORMS["national/2023"]) for name, book in books.items()}
    return {name: {o.code: o for o in disclosure.outcomes} for name, disclosure in disclosed.items()}


def passed(outcomes):
    return {code for code, outcome in outcomes.items() if outcome.status is Status.PASSED}


@pytest.mark.parametrize("form", FORMS)
def test_in_an_empty_book_only_what_it_holds_passes(form, books):
    outcomes = {o.code: o for o in pipeline.disclose(*books["empty"], FORMS[form]).outcomes}
    assert passed(outcomes) == ALWAYS.keys()
    assert not [o.code for o in outcomes.values() if o.status is not Status.PASSED and not (o.note or o.findings)]


@small_cases(
    ("book", "codes"),
    [
        ("people", "C02 C18 C47 C48 C49 C50 C51 C52 C53 C54 C55 C56 C57 C58 C59 C60 C61 C62 C63 C64 C66 C93 C94"),
        ("people", "C31 C67 C77 C78 C85"),
        ("projects", "C05 C07 C15 C26 C31 C32 C34 C35 C36 C37 C39 C40 C41 C42 C43 C44 C45 C46 C71 C95 C96 C104 C105"),
        ("no last year", "C62 C67 C75 C76 C77 C78 C94"),
        ("no assets", "C38 C64 C68"),
        ("no controls", "C49 C85"),
        ("no posts", "C31"),
        ("no pack", "C35 C36 C39 C40 C41 C42 C43 C44 C45 C46 C57 C59 C69 C95 C96 C104 C107"),
    ],
)
def test_what_reads_what_is_missing_does_not_pass(book, codes, ended):
    assert passed(ended[book]) & set(codes.split()) == set()


class Watched(BudgetFacts):
    """Facts that note which of them a check reads."""

    read: ClassVar[set[str]] = set()

    def __getattribute__(self, name):
        if name in BudgetFacts.__dataclass_fields__:
            Watched.read.add(name)
        return object.__getattribute__(self, name)


MAY_BE_EMPTY = {
    "assets": {"C42": "one of many bases of quotas"},
    "controls": {"C49": "numbers typed on the projects are looked at without them"},
    "basis_counts": {"C35": "what the quotas of this pack do not ask for"},
    "declared_bases": dict.fromkeys(("C34", "C42", "C46", "C105"), "pay stands in where nothing was declared"),
    "establishments": {"N03": "the layout prints no posts"},
    "fund_shares": dict.fromkeys(("C42", "C46", "C105"), "one source pays where nothing was shared"),
    "lines": {"C58": "services among the procurement are looked at without marks in lines"},
    "parameters": {"C42": "values of the pack are looked at without them"},
    "people": dict.fromkeys(("C21", "C22", "C23", "C24", "C25"), "lines are looked at by the kind of the unit")
    | {"C88": "numbers are looked for without names"},
    "person_changes": dict.fromkeys(("C31", "C34", "C42", "C46", "C105"), "nothing changed within the year"),
    "projects": {"C88": "numbers are looked for without codes of projects"},
    "remarks": {"C88": "the text and the tables are looked at without notes"},
    "quota_splits": {"C42": "quotas are looked at without them"},
}
"""What a check reads beside what it is about, and why it looks at something all the same."""

OF_EVERYTHING = {"C147"}
"""Reads the words of whatever records there are, those of the unit always."""

NO_INPUT = {"taken_in"}
"""Says only whether the figures came with a pack."""


def of_check(code, facts, disclosure):
    """Run one check on watched facts; return how it ended and the lists it read and found empty."""
    Watched.read = set()
    outcome = run_one(next(r for r in REGISTER if r.code == code), replace(disclosure, facts=facts))
    return outcome, {name for name in Watched.read if name not in NO_INPUT and getattr(facts, name) in ((), {})}


def test_no_check_passes_on_lists_it_reads_and_finds_empty(books):
    vacuous = []
    for name, (facts, last) in books.items():
        disclosure = pipeline.disclose(facts, last, FORMS["national/2023"])
        watched = Watched(**{field.name: getattr(facts, field.name) for field in fields(BudgetFacts)})
        for registered in REGISTER:
            outcome, empty = of_check(registered.code, watched, disclosure)
            bare = {each for each in empty if registered.code not in MAY_BE_EMPTY.get(each, {})}
            if outcome.status is Status.PASSED and bare and registered.code not in OF_EVERYTHING:
                vacuous.append((name, registered.code, sorted(bare)))
    assert vacuous == [], "\n".join(map(str, vacuous))


def test_a_check_that_passes_has_what_it_says_it_needs(books, ended):
    for name, (facts, last) in books.items():
        disclosure = pipeline.disclose(facts, last, FORMS["national/2023"])
        for registered in REGISTER:
            need = missing(registered.needs, disclosure)
            outcome = ended[name][registered.code]
            assert need is None or outcome.status is not Status.PASSED, (name, registered.code)


def test_a_need_takes_back_a_pass_and_never_a_finding(books):
    disclosure = pipeline.disclose(*books["empty"], FORMS["national/2023"])
    for need, status in ((MONEY, Status.NOT_APPLICABLE), (LAST_YEAR, Status.NOT_CHECKED)):
        silent = run_one(Registered("X1", "试", Severity.ERROR, lambda _: iter(()), needs=(need,)), disclosure)
        assert (silent.status, silent.note) == (status, need.note)
        assert run_one(Registered("X1", "试", Severity.ERROR, finds, needs=(need,)), disclosure).status is Status.FAILED


@pytest.mark.parametrize("left", [(), ("incomes",), ("projects", "project_lines")])
def test_money_is_there_with_income_or_with_expenditure(left, sample_facts):
    facts = without(sample_facts["qinghe_2025"][0], *left)
    disclosure = pipeline.disclose(facts, None, FORMS["national/2023"])
    assert missing((MONEY,), disclosure) is (None if left else MONEY)


def finds(_):
    yield Wrong("有问题")


def test_money_of_a_measure_the_layout_does_not_have_is_not_there(books):
    disclosure = pipeline.disclose(*books["no last year"], FORMS["national/2023"])
    assert missing((money_of("expenditure", note="无"),), disclosure) is None
    unknown = money_of("no_such", note="无")
    assert isinstance(unknown, Need)
    assert missing((unknown,), disclosure) is unknown


def test_a_tie_of_nothing_and_nothing_is_not_passed(books):
    for form in FORMS.values():
        facts, last = books["empty"]
        empty = replace(facts, texts={**facts.texts, "no_procurement": "没有"})
        assert {o.status for o in ties.run(pipeline.disclose(empty, last, form))} == {Status.NOT_APPLICABLE}


def test_a_tie_of_what_nobody_entered_is_not_checked_and_says_so(books):
    found = ties.run(pipeline.disclose(*books["empty"], FORMS["chongqing/2023"]))
    waiting = [outcome.note for outcome in found if outcome.status is Status.NOT_CHECKED]
    assert set(waiting) == {"没有录入政府采购，说明中还没有写出"}


def test_a_block_nobody_knows_is_not_within_its_control(books, sample_facts):
    facts, last = sample_facts["qinghe_2025"]
    unknown = replace(facts, controls=(Control(block="机动", amount=10**12),))
    later = replace(facts, controls=(), budget=replace(facts.budget, stage="二上"))
    outcome = {
        name: next(o for o in pipeline.disclose(changed, last, FORMS["national/2023"]).outcomes if o.code == "C85")
        for name, changed in (("unknown", unknown), ("later", later))
    }
    assert {(o.status, o.note) for o in outcome.values()} == {
        (Status.NOT_CHECKED, "不认识控制数板块“机动”，没有核对"),
        (Status.NOT_CHECKED, "没有录入一下控制数，不能核对是否超过"),
    }
