"""The rules in words (规则说明): which page of `resources/rules/` describes a check, and its section there.

A page lies where the thing it describes lies: the checks of `desktop/checks/balance.py` on
`resources/rules/checks/balance.md`, each under its own heading `## C01 …`, the rules of the audit likewise in
`resources/rules/audit/`; the layout of `forms/national/2023` on `resources/rules/forms/national/2023.md`, where one
section, 勾稽关系, speaks of all its ties.
"""

import re
from functools import cache

from desktop import paths, pipeline
from desktop.checks.catalogue import REGISTER
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.layouts.form.spec import Form
from desktop.ledger.records import Budget, BudgetFacts, Unit

TIES = "勾稽关系"
"""The heading under which the page of a layout speaks of its ties."""


@dataclass(frozen=True, slots=True)
class DescribedCheck:
    """A check with its page, as a path from the root of the repository, and the heading of its section there.

    severity: None for a rule of the audit, where each finding has its own.
    """

    code: str
    title: str
    severity: Severity | None
    page: str
    heading: str

    @property
    def group(self) -> str:
        """The title of the page: what this check and those beside it are about."""
        return page_text(self.page).partition("\n")[0].removeprefix("# ")

    @property
    def section(self) -> str:
        """What the page says of the check, without its heading, in Markdown. Raises LookupError without a section."""
        _, found, rest = page_text(self.page).partition(f"\n## {self.heading}\n")
        if not found:
            raise LookupError(f"{self.page}: no section “{self.heading}”")
        return rest.partition("\n## ")[0].strip()


def page_text(page: str) -> str:
    """Return a page. Raises OSError where there is none."""
    return (paths.root() / page).read_text(encoding="utf-8")


def layout_page(form_key: str) -> str:
    """Return the path of the page of a layout."""
    return f"resources/rules/forms/{form_key}.md"


def described(form: Form) -> list[DescribedCheck]:
    """Return every check of a disclosure in a form, its ties last: what is run over a budget without any entry."""
    nothing = BudgetFacts(Unit(name=""), Budget(unit_id=0, year=form.year))
    ties = {tie.id for tie in form.ties}
    return [
        DescribedCheck(outcome.code, outcome.title, outcome.severity, layout_page(form.key), TIES)
        if outcome.code in ties
        else DescribedCheck(
            outcome.code,
            outcome.title,
            outcome.severity,
            _page_of(outcome.code),
            f"{outcome.code} {outcome.title}",
        )
        for outcome in pipeline.disclose(nothing, None, form).outcomes
    ]


def audited() -> list[DescribedCheck]:
    """Return every rule of the audit of published documents, those that hold one against a book last."""
    from desktop.audit import auditing
    from desktop.audit.book import against_tables, against_text

    of_book = (against_tables.rule(()), *against_text.rules(against_text.BookText(()), lambda _: []))
    return [
        DescribedCheck(rule.code, rule.title, None, _audit_pages().get(rule.code, ""), f"{rule.code} {rule.title}")
        for rule in (*auditing.rules(), *of_book)
    ]


@cache
def _audit_pages() -> dict[str, str]:
    """Return the page of each rule of the audit by its code."""
    folder = paths.root() / "resources" / "rules" / "audit"
    return {
        code: path.relative_to(paths.root()).as_posix()
        for path in sorted(folder.glob("*.md"))
        for code in re.findall(r"^## (\w+) ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def _page_of(code: str) -> str:
    """Return the page of the module that holds a check."""
    module = next(r.run.__module__ for r in REGISTER if r.code == code)
    return f"resources/rules/{module.removeprefix('desktop.').replace('.', '/')}.md"
