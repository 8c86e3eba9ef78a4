"""The order of the stages of a year (编报阶段): what may follow, what was made elsewhere, freezing and opening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import OF_A_BUDGET, Attachment, Budget, Record, Release, StageElsewhere, TakenIn, Unit
from desktop.ledger.schema import UNFREEZING
from desktop.ledger.vocabulary import Stage, order_of

NOT_OWED = {Stage.ADJUSTED: (Stage.DISCLOSED,)}
"""Stages that need not have been before one: an approved budget may be adjusted without being published."""


def later(stage: str) -> list[Stage]:
    """Return the stages that may follow one: 草稿 → 一上 → 一下控制数 → 二上 → 批复 → 公开 → 调整."""
    return list(Stage)[order_of(stage) + 1 :]


def of_year(book: Book, budget: Budget) -> list[Budget]:
    """Return the stages of a budget's unit and year, in their order."""
    return [each for each in book.budgets(budget.unit_id) if each.year == budget.year]


def is_newest(book: Book, budget: Budget) -> bool:
    """Tell whether no later stage of the same unit and year has begun."""
    return of_year(book, budget)[-1].id == budget.id


def require_order(book: Book, budget: Budget, stage: Stage) -> None:
    """Raise UserError where a budget cannot become a stage: it was there, or it is not a later one."""
    if book.records(Budget, unit_id=budget.unit_id, year=budget.year, stage=str(stage)):
        raise UserError(f"{budget.year}年预算已有“{stage}”阶段；同一阶段不能建立两次")
    if not is_newest(book, budget) or (budget.frozen_at and book.records(TakenIn, budget_id=budget.id)):
        raise UserError(f"“{budget.stage}”已冻结；请从{budget.year}年最后一个阶段转入“{stage}”")
    if stage not in later(budget.stage):
        raise UserError(f"“{stage}”在“{budget.stage}”之前，不能由“{budget.stage}”转入；顺序是：{' → '.join(Stage)}")


def skipped(book: Book, budget: Budget, stage: Stage) -> list[Stage]:
    """Return the stages between a budget and a later one that nobody made here and no record says of where they were.

    草稿 is the beginning in this software and never owed.
    """
    known = {each.stage for each in book.records(StageElsewhere, budget_id=budget.id) if each.reference.strip()}
    between = [each for each in later(budget.stage) if each not in (stage, *later(stage))]
    return [each for each in between if each not in known and each not in NOT_OWED.get(stage, ())]


def record_elsewhere(book: Book, budget: Budget, documents: Mapping[Stage, str]) -> None:
    """Record earlier stages as not made in this software, with their documents; inside an operation.

    Raises UserError for one without a document, one that was made here, and one that is not earlier.
    """
    present = {each.stage for each in of_year(book, budget)}
    for stage, reference in documents.items():
        if not reference.strip():
            raise UserError(f"“{stage}”未在本软件编制，请填写它的文号")
        if stage in present:
            raise UserError(f"“{stage}”是在本软件编制的，不能记为未在本软件编制")
        if stage in (Stage.DRAFT, budget.stage, *later(budget.stage)):
            raise UserError(f"“{stage}”不在“{budget.stage}”之前，不能记为未在本软件编制")
        known = book.records(StageElsewhere, budget_id=budget.id, stage=str(stage))
        if known:
            book.update(replace(known[0], reference=reference.strip()))
        else:
            book.insert(StageElsewhere(budget_id=budget.id, stage=str(stage), reference=reference.strip()))


def freeze(book: Book, budget: Budget) -> Budget:
    """Freeze a budget without going on (inside an operation or as one). Raises UserError where it is frozen."""
    if budget.frozen_at:
        raise UserError(f"{budget.year}年“{budget.stage}”已经冻结")
    book.require_place()
    frozen = replace(budget, frozen_at=datetime.now().isoformat(timespec="seconds"))
    with book.operation(f"冻结{budget.year}年{budget.stage}"):
        book.update(frozen)
        book.choose_form("", frozen)  # what it may have had when it was frozen before does not count
    return frozen


def unfreezing(budget: Budget, reason: str) -> str:
    """Return the name of the operation that opens a stage again; the file lets only such a one do it."""
    return f"{UNFREEZING}{budget.year}年{budget.stage}（理由：{reason}）"


def unfreeze(book: Book, budget: Budget, reason: str) -> Budget:
    """Open the frozen stage that a budget is or was copied from, as one operation named with the reason.

    A budget that is an untouched copy of the stage before it goes away. Raises UserError where the next stage has
    begun, where nothing is frozen, and for a budget that was taken in.
    """
    if not reason.strip():
        raise UserError("解除冻结要写明理由")
    target, successor = _to_open(book, budget)
    with book.operation(unfreezing(target, reason.strip())):
        if successor is not None:
            for kind in reversed(OF_A_BUDGET):
                for record in book.records(kind, budget_id=successor.id):
                    book.delete(record)
            book.delete(successor)
        opened = replace(target, frozen_at=None)
        book.update(opened)
    return opened


def unfreeze_all(book: Book, budgets: Sequence[Budget], reason: str) -> list[Budget]:
    """Open the stages of several units again as one operation; of one unit as `unfreeze` does."""
    if len(budgets) < 2:
        return [unfreeze(book, budget, reason) for budget in budgets]
    if not reason.strip():
        raise UserError("解除冻结要写明理由")
    with book.operation(f"{unfreezing(budgets[0], reason.strip())}，{len(budgets)} 个单位"):
        return [_named(book, budget, reason) for budget in budgets]


def _named(book: Book, budget: Budget, reason: str) -> Budget:
    """Open one of several again; a refusal says of which unit."""
    try:
        return unfreeze(book, budget, reason)
    except UserError as error:
        name = book.records(Unit, id=budget.unit_id)[0].name
        raise UserError(f"“{name}”：{error}；没有改动任何单位") from error


def _to_open(book: Book, budget: Budget) -> tuple[Budget, Budget | None]:
    """Return the stage to open again and its untouched copy that goes away, if any."""
    known = of_year(book, budget)
    place = next(number for number, each in enumerate(known) if each.id == budget.id)
    target = known[place]
    if not target.frozen_at:
        place -= 1
        target = known[place] if place >= 0 else target
    if not target.frozen_at:
        raise UserError(f"{budget.year}年“{budget.stage}”没有冻结")
    if book.records(TakenIn, budget_id=target.id):
        raise UserError(f"{target.year}年“{target.stage}”是装入的，由单位自己解除冻结后重新传出")
    following = known[place + 1 :]
    _require_no_scenario(book, following)
    if not following:
        return target, None
    if len(following) > 1 or following[0].frozen_at or not _is_untouched(book, target, following[0]):
        raise UserError(
            f"“{following[0].stage}”已经开始编制，不能再解除“{target.stage}”的冻结；"
            f"请先撤销“{following[0].stage}”中的修改"
        )
    return target, following[0]


def _require_no_scenario(book: Book, following: Sequence[Budget]) -> None:
    """Raise UserError where a stage that would go away has scenarios: they would be left without it."""
    for stage in following[:1]:
        names = [
            f"“{each.scenario}”" for each in book.scenarios(unit_id=stage.unit_id, year=stage.year, stage=stage.stage)
        ]
        if names:
            raise UserError(
                f"{stage.year}年“{stage.stage}”有测算方案{'、'.join(names)}；"
                f"解除冻结会去掉“{stage.stage}”，方案就没有了依据，请先采用或放弃方案"
            )


def _is_untouched(book: Book, target: Budget, copy: Budget) -> bool:
    """Tell whether a stage still says what the one it was copied from says."""
    if copy.policy != target.policy:
        return False
    copied = [contact_only(each) for each in book.records(Release, budget_id=target.id)]
    if [replace(each, id=0, budget_id=0) for each in book.records(Release, budget_id=copy.id)] not in ([], copied):
        return False
    places: tuple[dict[tuple[str, int], int], ...] = ({}, {})
    for kind in OF_A_BUDGET:
        if kind in (Release, StageElsewhere):
            continue
        sides = [_copied(book.records(kind, budget_id=each.id)) for each in (target, copy)]
        for known, records in zip(places, sides, strict=True):
            known |= {(kind.TABLE, record.id): number for number, record in enumerate(records)}
        before, after = (
            [_content(record, known) for record in records] for records, known in zip(sides, places, strict=True)
        )
        if before != after:
            return False
    return True


def contact_only(release: Release) -> Release:
    """Return what of a release record is the unit's own and goes on to the next stage and year: who answers calls."""
    return Release(contact=release.contact, phone=release.phone)


def _copied(records: Sequence[Record]) -> list[Record]:
    """Return the records that a copy has too: all but what was signed."""
    return [record for record in records if not (isinstance(record, Attachment) and record.is_of_stage)]


def _content(record: Record, places: Mapping[tuple[str, int], int]) -> tuple[object, ...]:
    """Return what a record says, with the records it names by their places among those of its budget."""
    values = []
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        if name in ("id", "budget_id"):
            continue
        if name == "record_id":
            value = places.get((getattr(record, "record_table", ""), value), value)
        elif name.endswith("_id") and value is not None:
            value = places[(name.removesuffix("_id"), value)]
        values.append(value)
    return tuple(values)
