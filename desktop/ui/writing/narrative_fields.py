"""What a person can write in the narrative: free texts, reasons for changes, sentences worded anew."""

from dataclasses import replace

from desktop.dataclass import dataclass
from desktop.layouts.tables.figures import change_text
from desktop.layouts.words.paragraphs import KEY, Paragraph, template_of, with_years, years_of
from desktop.ui.session import Session
from desktop.ui.writing.chips import Words

QUOTE = "“插入数字…”放入的数字会随数据变化"
NOT_PRINTED = "这个版式的句子不写这一项增减的原因，所填的没有打印，换用别的版式时还会用上；不再需要时请清空后保存"
OFFERS = {
    "text": ("沿用上年", "放入上年的文字，年份已顺延一年；请核对后保存"),
    "reason": ("参考原因", "按人员、定额、项目的变化列出增减原因，请核对后保存"),
    "paragraph": ("恢复原句", "放回版式自带的句子，保存后生效"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to write: its kind (text, reason, paragraph), key, name, what is kept now."""

    kind: str
    key: str
    label: str
    value: str
    title: str
    hint: str
    can_offer: bool = True

    @property
    def offer(self) -> str:
        """What the button offers."""
        return OFFERS[self.kind][0]

    @property
    def offer_tip(self) -> str:
        """What it does."""
        return OFFERS[self.kind][1]

    def with_value(self, value: str) -> "Field":
        """Return the field as it is once a text has been kept."""
        return replace(self, value=value)


class Fields:
    """The fields of the session's narrative as they are now."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, also: str = "") -> list[Field]:
        """Return texts, reasons, then reworded sentences (and the sentence `also`, which is being worded)."""
        return [*self._texts(), *self._reasons(), *self._sentences(also)]

    def _texts(self) -> list[Field]:
        found, facts = [], self._session.facts
        for spec in self._session.disclosure.form.texts:
            value = facts.texts.get(spec.key, "")
            owed = "（待填）" if spec.required and not value else ""
            hint = "；".join(filter(None, (spec.hint, QUOTE)))
            offered = bool(self._session.word_edits.text_offered(spec.key))
            found.append(Field("text", spec.key, spec.label, value, spec.label + owed, hint, offered))
        return found

    def _reasons(self) -> list[Field]:
        found, disclosure = [], self._session.disclosure
        for printed in disclosure.narrative.figures.values():
            value = self._session.facts.reasons.get(printed.id, "")
            asked = printed.id in disclosure.narrative.explained
            if printed.reason and (asked or value):
                label = f"原因：{printed.label}{printed.code and f'（{printed.code}）'}"
                change = change_text(disclosure.figures.get(printed.id), disclosure.form)
                owed = "（待填）" if printed.id in disclosure.narrative.owed else "" if asked else "（没有打印）"
                hint = f"写明增减的主要原因；{QUOTE}" if asked else NOT_PRINTED
                found.append(Field("reason", printed.id, label, value, f"{label}　{change}{owed}", hint))
        return found

    def _sentences(self, also: str) -> list[Field]:
        found: dict[str, Field] = {}
        years = years_of(self._session.budget.year)
        for paragraph in self._session.disclosure.narrative.paragraphs:
            key = paragraph.key
            if key and (paragraph.reworded or key == also):
                stored = with_years(self._session.facts.texts.get(key, ""), years)
                title = f"{'已改写' if paragraph.reworded else '改写'}：{paragraph.text[:16]}…"
                hint = "文字可以随意改写，蓝底的数字和原因会随数据变化，可以移动或删除；清空则恢复原句"
                found[key] = Field("paragraph", key, title, stored or template_of(paragraph), title, hint)
        for key, text in self._session.facts.texts.items():
            if key.startswith(KEY) and key not in found:
                title = f"没有用上的改写：{text[:12]}…"
                hint = "版式现在没有对应的句子，这段文字没有打印；不再需要时请清空后保存"
                found[key] = Field("paragraph", key, title, text, title, hint, can_offer=False)
        return list(found.values())

    def paragraph(self, key: str) -> Paragraph | None:
        """Return the sentence of a key, None where the form does not print it now."""
        return next((p for p in self._session.disclosure.narrative.paragraphs if p.key == key), None)

    def words_of(self, field: Field) -> Words:
        """Return what the chips of a field print."""
        found = self.paragraph(field.key) if field.kind == "paragraph" else None
        pieces = ["".join(run.text for run in runs) for runs in found.pieces] if found else []

        def words(name: str) -> str:
            if name.isdigit():
                return pieces[int(name) - 1] if 0 < int(name) <= len(pieces) else ""
            disclosure = self._session.disclosure
            if name not in disclosure.form.figures:
                return ""
            figure = disclosure.figures.get(name)
            return f"{figure.shown}{figure.unit}"

        return words

    def offered(self, field: Field) -> str:
        """Return what the button puts into the editor: last year's text, computed causes, the form's sentence."""
        if field.kind == "reason":
            return self._session.word_edits.reason_offered(field.key)
        if field.kind == "text":
            return self._session.word_edits.text_offered(field.key)
        found = self.paragraph(field.key)
        return template_of(found) if found else ""

    def before(self, field: Field) -> str:
        """Return how it was put last year, empty where nothing is known."""
        last = self._session.last
        if last is None:
            return ""
        if field.kind != "paragraph":
            return (last.texts if field.kind == "text" else last.reasons).get(field.key, "")
        last_year, now = self._session.last_disclosure(), self.paragraph(field.key)
        sentences = [p for p in last_year.narrative.paragraphs if p.key] if last_year else []
        same = [p for p in sentences if p.key == field.key]
        about = next((run.figure for run in (now.origin or now.runs) if run.figure), "") if now else ""
        alike = [p for p in sentences if about and any(run.figure == about for run in p.runs)]
        return next((p.text for p in (*same, *alike)), "")

    def save(self, field: Field, text: str) -> None:
        """Keep what was written."""
        if field.kind == "reason":
            self._session.word_edits.set_reason(field.key, field.label, text)
        elif field.kind == "text":
            self._session.word_edits.set_text(field.key, field.label, text)
        else:
            found = self.paragraph(field.key)
            words = text.replace("\n", "")
            if found is not None:
                self._session.word_edits.reword(found, words)
            else:
                self._session.word_edits.set_text(field.key, "改写的段落", words)
