"""Edits of what a person writes: texts, reasons, sentences, accepted findings; and what is offered for them."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.findings import Finding, UserError
from desktop.layouts.tables import withheld
from desktop.layouts.words.paragraphs import Paragraph, template_of, with_years, years_of
from desktop.ledger.records import Acceptance, FreeText, Reason
from desktop.ui.opened_book import OpenedBook


class WordEdits:
    """Stores the words of a budget; an empty text removes what was there. Offers words that a person confirms."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def set_reason(self, figure: str, label: str, text: str) -> None:
        """Store the reason for a figure's change; an empty text removes it."""
        self._set_words(Reason(budget_id=self._opened.budget.id, figure=figure, text=text.strip()), "figure", label)

    def set_text(self, key: str, label: str, text: str) -> None:
        """Store a free text of the narrative; an empty text removes it."""
        self._set_words(FreeText(budget_id=self._opened.budget.id, key=key, text=text.strip()), "key", label)

    def reword(self, paragraph: Paragraph, text: str) -> None:
        """Keep a sentence in a person's words, its bound pieces by number; the form's own words take it back."""
        from desktop.layouts.words.spoken_years import without_spoken_years  # many patterns, seldom needed

        years = years_of(self._opened.budget.year)
        written = without_spoken_years(text.strip(), years)
        of_form = without_spoken_years(template_of(paragraph), years)
        self.set_text(paragraph.key, "改写的段落", "" if written == of_form else written)

    def _set_words(self, record: Reason | FreeText, by: str, label: str) -> None:
        found = self._book.records(type(record), budget_id=self._opened.budget.id, **{by: getattr(record, by)})
        old = found[0] if found else None
        if (old.text if old else "") == record.text:
            return
        name = f"填写{label}"
        with self._opened.step(name, words=True):
            if old is not None and record.text:
                self._book.update(replace(old, text=record.text))
            elif old is not None:
                self._book.delete(old)
            else:
                self._book.insert(record)

    def accept_finding(self, finding: Finding, reason: str) -> None:
        """Accept a finding with a reason; an empty reason takes the acceptance back."""
        earlier = [a for a in self._opened.facts.acceptances if (a.code, a.subject) == (finding.code, finding.message)]
        name = f"{'说明' if reason else '取消说明'} {finding.code}"
        if any(old.budget_id != self._opened.budget.id for old in earlier):
            raise UserError("这条理由是在下级单位写的；要修改，请到那个单位的“检查”中修改")
        with self._opened.step(name, words=True):
            for old in earlier:
                self._book.delete(old)
            if reason:
                accepted = Acceptance(
                    budget_id=self._opened.budget.id, code=finding.code, subject=finding.message, reason=reason
                )
                self._book.insert(accepted)

    def accept_findings(self, findings: Sequence[Finding], reason: str) -> None:
        """Accept several findings with one reason, as one step."""
        with self._opened.together(f"说明 {findings[0].code}（{len(findings)} 项）"):
            # Two that say the same are accepted by one record.
            for finding in {(each.code, each.message): each for each in findings}.values():
                self.accept_finding(finding, reason)

    def text_offered(self, key: str) -> str:
        """Return last year's free text as this year would say it; {…} in it gives this year's figures by itself.

        Only the budget's own year, the one before and the one after move on; years of laws and foundations stay.
        """
        if self._opened.last is None:
            return ""
        from desktop.layouts.words.spoken_years import without_spoken_years  # many patterns, seldom needed

        marked = without_spoken_years(self._opened.last.texts.get(key, ""), years_of(self._opened.last.budget.year))
        return with_years(marked, years_of(self._opened.budget.year))

    def reason_offered(self, figure_id: str) -> str:
        """Return the computed causes of a figure's change, in words; a person confirms them."""
        from desktop.compute import causes, unit_causes
        from desktop.units import together_causes

        figure, facts, last = self._opened.disclosure.figures.get(figure_id), self._opened.facts, self._opened.last
        together, style = self._opened.disclosure.together, self._opened.disclosure.form.text_style
        if last is None or not figure.where:
            return ""
        if together is not None:
            found = [effect for part in together.effects() for effect in part]
            return unit_causes.wording(unit_causes.by_unit(found, figure.where), style)
        lines = self._opened.disclosure.cube.lines
        effects = withheld.of(facts, last).effects(together_causes.of_one(last, facts, lines))
        parts = causes.causes(effects, figure.where)
        return causes.wording(parts, style)
