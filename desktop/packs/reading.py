"""A pack read back: its members proven by their digests, its rows as records, its amounts computed again.

Whatever does not fit is refused as a whole, in a sentence that names file, member, row and column.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.catalog import classification
from desktop.compute.summed_lines import FewPeople
from desktop.dataclass import dataclass
from desktop.exchange.values import yuan
from desktop.ledger.describe import Kind
from desktop.ledger.records import (
    Budget,
    BudgetFacts,
    Control,
    Project,
    Record,
    TakenIn,
    Unit,
)
from desktop.ledger.vocabulary import Stage, words
from desktop.outside import source_files
from desktop.outside.pack_series import PackSeries
from desktop.packs import archive, tables
from desktop.packs.content import amounts, lines_of, totals
from desktop.packs.rows import RowReader, Rows, facts_of

_KEYS = {"format", "kind", "unit", "code", "year", "stage", "members"}
_OF_KIND = {archive.BUDGET: {"layout", "version", "errors", "checks", "totals"}, archive.CONTROLS: {"reference"}}

_DIGEST = re.compile("[0-9a-f]{64}")
_TYPES = {
    **{"year": int, "members": dict, "layout": str, "version": str, "errors": int, "checks": dict, "totals": dict},
    "reference": str,
}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as read. budgets: the one sent first, then those it is compared with; none in one of control numbers."""

    file: str
    fingerprint: str
    manifest: dict[str, Any]
    budgets: tuple[BudgetFacts, ...] = ()
    controls: tuple[Control, ...] = ()
    projects: tuple[Project, ...] = ()
    """The projects that control numbers name, with code and name alone."""
    documents: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """预算 or 控制数."""
        return str(self.manifest["kind"])

    @property
    def unit(self) -> str:
        """The unit's name."""
        return str(self.manifest["unit"])

    @property
    def code(self) -> str:
        """The unit's code, empty where it has none."""
        return str(self.manifest["code"])

    @property
    def year(self) -> int:
        """The budget year."""
        return int(self.manifest["year"])

    @property
    def stage(self) -> str:
        """The stage of the budget."""
        return str(self.manifest["stage"])

    @property
    def few(self) -> tuple[FewPeople, ...]:
        """The places whose sum is the pay of fewer than three people, as the sender's program says."""
        return tuple(FewPeople(**each) for each in self.manifest.get(archive.FEW, []))

    @property
    def signed(self) -> tuple[str, ...]:
        """The SHA-256 of each signed page that the sender keeps with the stage."""
        return tuple(self.manifest.get(archive.SIGNED, ()))

    def heading(self) -> str:
        """Return whose pack it is, of which year and stage."""
        code = f"（{self.code}）" if self.code else ""
        return f"{self.unit}{code} {self.year}年 {self.stage}"


def read(path: Path) -> Pack:
    """Read a pack in the limited child. Raises UserError in plain words for one that is not to be trusted."""
    return _proven(path, source_files.read_pack(path))


@contextmanager
def series() -> Iterator[Callable[[Path], Pack]]:
    """Give what reads many packs as `read` does, by one limited child that is begun anew after a refusal."""
    with PackSeries() as child:
        yield lambda path: _proven(path, child.read(path))


def _proven(path: Path, answer: Mapping[str, Any]) -> Pack:
    return _Reader(path.name).pack(answer["fingerprint"], answer["members"], answer["digests"])


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file
        self._rows_of = RowReader(file)
        self._refusal = self._rows_of.refusal

    def pack(self, fingerprint: str, members: Mapping[str, str], digests: Mapping[str, str]) -> Pack:
        """Return the pack of some members."""
        manifest = self._manifest(members[archive.MANIFEST])
        self._require_digests(manifest["members"], {n: d for n, d in digests.items() if n != archive.MANIFEST})
        self._json(archive.PACKAGE, members.get(archive.PACKAGE, ""))
        rows = self._rows(members, {Control, Project} if manifest["kind"] == archive.CONTROLS else set(tables.KINDS))
        documents = tuple(name for name in digests if name.startswith("documents/"))
        needed = () if manifest["kind"] == archive.CONTROLS else (archive.LINES, tables.file_of(Budget))
        missing = next((name for name in needed if name not in members), None)
        if missing is not None:
            raise self._refusal(f"缺少成员“{missing}”；文件不完整，请让对方重新传出")
        if manifest["kind"] == archive.CONTROLS:
            controls = tuple(record for record in rows[Control] if isinstance(record, Control))
            projects = tuple(record for record in rows[Project] if isinstance(record, Project))
            return Pack(self._file, fingerprint, manifest, controls=controls, projects=projects, documents=documents)
        budgets = self._budgets(rows)
        self._require_agreement(manifest, budgets, members[archive.LINES])
        marked = tuple(replace(f, taken_in=(_mark(fingerprint, manifest),)) for f in budgets)
        return Pack(self._file, fingerprint, manifest, budgets=marked, documents=documents)

    def _json(self, name: str, text: str) -> Any:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise self._refusal(f"的成员“{name}”不见了，或不是正确的 JSON；请让对方重新传出") from error

    def _manifest(self, text: str) -> dict[str, Any]:
        """Return the manifest, with every entry of the kind it should have."""
        found = self._json(archive.MANIFEST, text)
        if not isinstance(found, dict) or found.get("format") != archive.FORMAT:
            written = str(found.get("format", ""))[:40] if isinstance(found, dict) else ""
            raise self._refusal(f"的格式是“{written}”，本版本只能读“{archive.FORMAT}”；请双方使用同一版本的明账")
        known = _KEYS | _OF_KIND.get(str(found.get("kind")), set())
        strange = sorted({*found} - {archive.FEW, archive.SIGNED} ^ known)
        if strange:
            raise self._refusal(f"的成员“{archive.MANIFEST}”中“{strange[0][:40]}”这一项缺少或不认识；请让对方重新传出")
        texts = all(isinstance(found[name], str) for name in ("unit", "code", "stage", "kind"))
        year = found["year"]
        fits = texts and found["unit"] and found["stage"] in words(Stage)
        fits = fits and all(isinstance(found[name], kind) for name, kind in _TYPES.items() if name in found)
        if not fits or isinstance(year, bool) or not 2000 <= year <= 2100:
            raise self._refusal(f"的成员“{archive.MANIFEST}”中单位、年度或阶段不对；请让对方重新传出")
        counts = [found.get("errors", 0), *found.get("checks", {}).values()]
        of_counts = all(type(each) is int and each >= 0 for each in counts)
        lists = _are_places(found.get(archive.FEW, [])) and _are_digests(found.get(archive.SIGNED, []))
        if not of_counts or not _printable(found) or not lists:
            raise self._refusal(f"的成员“{archive.MANIFEST}”中审核结果、版式或版本不对；请让对方重新传出")
        return found

    def _require_digests(self, listed: Mapping[str, Any], actual: Mapping[str, str]) -> None:
        for name in sorted({*listed, *actual}):
            if name not in actual:
                raise self._refusal(f"缺少成员“{name[:60]}”；文件不完整，请让对方重新传出")
            if name not in listed:
                raise self._refusal(f"多出清单以外的成员“{name[:60]}”，没有读取；请让对方重新传出")
            if listed[name] != actual[name]:
                raise self._refusal(
                    f"的成员“{name[:60]}”与清单的校验码不符，传出以后被改动过或已损坏；请让对方重新传出"
                )

    def _rows(self, members: Mapping[str, str], kinds: set[type[Record]]) -> Rows:
        names = {tables.file_of(kind): kind for kind in kinds}
        other = {archive.MANIFEST, archive.PACKAGE, archive.LINES}
        strange = next((name for name in members if name not in names and name not in other), None)
        if strange is not None:
            raise self._refusal(f"的成员“{strange}”不认识，没有读取；请双方使用同一版本的明账")
        return self._rows_of.records(members)

    def _budgets(self, rows: Rows) -> tuple[BudgetFacts, ...]:
        units, budgets = rows[Unit], rows[Budget]
        if len(units) != 1 or not budgets:
            raise self._refusal(f"应有一个单位和它的预算，现有 {len(units)} 个单位、{len(budgets)} 个预算")
        found = []
        for budget in budgets:
            if isinstance(budget, Budget) and isinstance(units[0], Unit):
                found.append(facts_of(units[0], budget, rows))
        years = [(facts.budget.year, facts.budget.stage) for facts in found]
        if len({*years}) < len(years) or any(f.budget.stage not in words(Stage) for f in found):
            raise self._refusal(f"的成员“{tables.file_of(Budget)}”中年度或阶段重复，或没有这一阶段；请让对方重新传出")
        for facts in found:
            self._require_codes(facts)
        return tuple(found)

    def _require_codes(self, facts: BudgetFacts) -> None:
        """Refuse a code that this computer does not know: nothing could print it."""
        for kind in tables.KINDS:
            columns = [column for column in tables.columns_of(kind) if column.kind is Kind.CODE]
            for record in archive.records_of(facts, kind) if columns else ():
                for column in columns:
                    code = getattr(record, column.name)
                    if code and code not in classification.load(column.of).codes:
                        place = f"的成员“{tables.file_of(kind)}”第 {record.id + 1} 行"
                        unknown = f"本机科目表中没有{column.label}“{code}”"
                        way_out = "确有文件依据的，先在“帮助”→“科目…”中增加，再装入"
                        raise self._refusal(f"{place}：{unknown}；{way_out}")

    def _require_agreement(self, manifest: Mapping[str, Any], budgets: tuple[BudgetFacts, ...], lines: str) -> None:
        """Compute all amounts again and hold them against what the pack says they are."""
        main = budgets[0]
        named = (main.unit.name, main.unit.code, main.budget.year, main.budget.stage)
        if named != tuple(manifest[name] for name in ("unit", "code", "year", "stage")):
            raise self._refusal(f"的清单与成员“{tables.file_of(Budget)}”说的单位、年度或阶段不同；请让对方重新传出")
        computed = {(f.budget.year, f.budget.stage): lines_of(f) for f in budgets}
        sums = {side: yuan(amount) for side, amount in totals(computed[main.budget.year, main.budget.stage]).items()}
        if sums != manifest["totals"]:
            raise self._refusal(
                f"的合计与它自己的明细不符：清单 {_shown(manifest['totals'])}，明细 {_shown(sums)}；没有装入"
            )
        own = {
            (str(year), stage, *row, yuan(amount))
            for (year, stage), budget_lines in computed.items()
            for row, amount in amounts(budget_lines).items()
        }
        rows = self._rows_of.cells(archive.LINES, lines)
        if rows[:1] != [[*archive.LINE_COLUMNS]]:
            raise self._refusal(f"的成员“{archive.LINES}”的列与本版本不同；请双方使用同一版本的明账")
        for number, cells in enumerate(rows[1:], 2):
            if tuple(cells) not in own:
                why = "双方的科目对照或版本不同"
                raise self._refusal(
                    f"的成员“{archive.LINES}”第 {number} 行与明细在本机重新计算的不同（{why}）；没有装入"
                )
        if len(rows) - 1 != len(own):
            raise self._refusal(f"的成员“{archive.LINES}”有 {len(rows) - 1} 行，按明细应为 {len(own)} 行；没有装入")


def _printable(manifest: Mapping[str, Any]) -> bool:
    """Tell whether what is shown of a manifest beside the unit's name is short and plain."""
    texts = [manifest.get(name, "") for name in ("layout", "version", "reference")]
    return all(text.isprintable() and len(text) <= 200 for text in (*texts, *manifest.get("checks", {})))


def _are_digests(listed: Any) -> bool:
    """Tell whether a list holds digests (SHA-256) only."""
    return isinstance(listed, list) and all(isinstance(each, str) and _DIGEST.fullmatch(each) for each in listed)


def _are_places(listed: Any) -> bool:
    """Tell whether a list names places by codes and years."""
    texts = [name for name in archive.FEW_NAMES if name != "year"]
    return isinstance(listed, list) and all(
        isinstance(each, dict)
        and {*each} == {*archive.FEW_NAMES}
        and type(each["year"]) is int
        and all(isinstance(each[name], str) and each[name].isprintable() and len(each[name]) <= 40 for name in texts)
        for each in listed
    )


def _shown(sums: Any) -> str:
    listed = sums.items() if isinstance(sums, dict) else ()
    return "、".join(f"{side} {amount} 元" for side, amount in listed) or "（没有）"


def _mark(fingerprint: str, manifest: Mapping[str, Any]) -> TakenIn:
    return TakenIn(fingerprint=fingerprint, version=str(manifest["version"]))
