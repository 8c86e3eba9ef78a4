"""Files from units (单位数据包) as they are looked at before they are taken in: read, planned, in words."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ui.kit.background import Job

if TYPE_CHECKING:
    from desktop.packs.controls import ControlPlan
    from desktop.packs.reading import Pack
    from desktop.packs.taking import Plan


@dataclass(frozen=True, slots=True)
class Received:
    """One file. pack: None where it was refused on reading; plan: what taking it in would do, None where it is refused.

    refused: why, in Chinese; empty where it can be taken in.
    """

    path: Path
    pack: "Pack | None" = None
    plan: "Plan | ControlPlan | None" = None
    refused: str = ""

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def heading(self) -> str:
        """Whose file it is."""
        return self.pack.heading() if self.pack is not None else "（没有读入）"

    @property
    def same(self) -> bool:
        """Whether what is in the file is in the book already."""
        from desktop.packs.taking import Plan

        return self.plan.same if isinstance(self.plan, Plan) else self.plan is not None and not self.plan.differences

    @property
    def asks(self) -> bool:
        """Whether it writes over what was taken in before, which a person has to agree to."""
        return self.plan is not None and self.plan.asks

    @property
    def can_be_taken(self) -> bool:
        """Whether there is anything to take in."""
        return self.plan is not None and not self.same

    @property
    def differences(self) -> list[str]:
        """What becomes another, in words."""
        return [each.describe() for each in self.plan.differences] if self.plan is not None else []


def reading(paths: Sequence[Path]) -> Callable[[Job[list[Received]]], list[Received]]:
    """Return the work that reads files, each in the limited child; what cannot be read is refused by itself."""

    def read(job: Job[list[Received]]) -> list[Received]:
        from desktop.packs import reading as packs

        found = []
        for number, path in enumerate(paths):
            if job.cancelled:
                break
            job.progressed.emit(path.name, number, len(paths))
            try:
                found.append(Received(path, packs.read(path)))
            except UserError as error:
                found.append(Received(path, refused=str(error)))
        return found

    return read


def planned(book: Book, found: Received) -> Received:
    """Return a file that was read with what taking it in would do to a book now."""
    from desktop.packs import archive, controls, taking

    if found.pack is None:
        return found
    try:
        if found.pack.kind == archive.CONTROLS:
            return Received(found.path, found.pack, controls.plan(book, found.pack))
        return Received(found.path, found.pack, taking.plans(book, [found.pack])[0])
    except UserError as error:
        return Received(found.path, found.pack, refused=str(error))


def state(found: Received) -> str:
    """Return in a few words what would become of a file."""
    from desktop.packs.controls import ControlPlan

    plan = found.plan
    if plan is None:
        return "不能装入"
    if found.same:
        return "已经装入过，内容相同"
    count = len(plan.differences)
    if isinstance(plan, ControlPlan):
        return f"控制数，{count} 处不同"
    if plan.replaced is not None:
        return f"替换已装入的“{plan.replaced.stage}”，{count} 处不同"
    if plan.unit is not None:
        return "装入"
    return f"新增单位，在“{plan.parent.name}”之下" if plan.parent else "新增单位"
