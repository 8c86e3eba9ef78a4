"""What-if (测算方案): a copy beside a stage to try rates, people, quotas and projects in; taken over or dropped.

A scenario is a budget of the same unit, year and stage with a name. All that a person can try is of the budget, so
nothing of it reaches the stage before it is taken over. Each step is one operation to undo; they raise UserError in
plain words and then leave everything as it was.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.findings import UserError
from desktop.ledger import content, rolling
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import OF_A_BUDGET, Budget, BudgetFacts, Control, Project, Record, Release, TakenIn
from desktop.ledger.replacing import BY_DOCUMENT, by_document, replace_content

LONGEST = 20
"""Characters of a scenario's name: it stands in every footer of what is printed of it."""

COPIED = tuple(kind for kind in OF_A_BUDGET if kind is not Release)
"""What a scenario has of its stage; it is never released. What a person fills in of a release there is taken over."""


def of_stage(book: Book, stage: Budget) -> list[Budget]:
    """Return the scenarios beside a stage."""
    return book.scenarios(unit_id=stage.unit_id, year=stage.year, stage=stage.stage)


def find(book: Book, unit_id: int, name: str, year: int = 0, stage: str = "") -> Budget:
    """Return the scenario of a name of a unit. Raises UserError, with those there are, for none and for several."""
    known = book.scenarios(unit_id=unit_id)
    found = [b for b in known if b.scenario == name.strip() and year in (0, b.year) and stage in ("", b.stage)]
    if len(found) == 1:
        return found[0]
    names = "、".join(f"“{b.scenario}”（{b.year}年{b.stage}）" for b in found or known)
    if found:
        raise UserError(f"名为“{name}”的测算方案有几个：{names}；请写明年度和阶段")
    raise UserError(f"没有名为“{name}”的测算方案；现有：{names or '无'}")


def described(scenario: Budget) -> str:
    """Return the words that mark a scenario wherever it is shown or printed."""
    return f"测算方案“{scenario.scenario}”（{scenario.year}年{scenario.stage}），不是正式数据"


def stage_of(book: Book, scenario: Budget) -> Budget:
    """Return the stage a scenario stands beside. Raises UserError where it is not there any more."""
    found = book.records(Budget, unit_id=scenario.unit_id, year=scenario.year, stage=scenario.stage)
    if not found:
        raise UserError(
            f"方案“{scenario.scenario}”所属的{scenario.year}年“{scenario.stage}”已经不在账本里；只能放弃这个方案"
        )
    return found[0]


def begin(book: Book, stage: Budget, name: str) -> Budget:
    """Copy a stage (a frozen one too) as a scenario of a name and return it."""
    name = name.strip()
    if stage.scenario:
        raise UserError(f"“{stage.scenario}”本身是测算方案；请先回到正式数据，再新建方案")
    if not name or len(name) > LONGEST or not name.isprintable():
        raise UserError(f"方案名称应为 1 到 {LONGEST} 个字，例如“取暖费提高”")
    if any(known.scenario == name for known in of_stage(book, stage)):
        raise UserError(f"{stage.year}年“{stage.stage}”已有方案“{name}”；请换一个名称，或先放弃原来的方案")
    if book.records(TakenIn, budget_id=stage.id):
        raise UserError("这个预算是装入的，人员和定额只有合计数，不能另行测算；请由单位自己测算")
    with book.operation(f"新建测算方案“{name}”"):
        scenario = book.insert(replace(stage, id=0, frozen_at=None, scenario=name))
        rolling.copy_records(book, scenario, ((kind, _fresh(book, kind, stage)) for kind in COPIED))
    return scenario


def _fresh(book: Book, kind: type[Record], stage: Budget) -> list[Record]:
    found = book.records(kind, budget_id=stage.id)
    return [replace(each, left_out=0) if isinstance(each, Project) else each for each in found]


def leave_out(book: Book, scenario: Budget, projects: Iterable[int]) -> None:
    """Compute a scenario without these projects (by their ids), and with all others; they stay in it as they are."""
    gone = set(projects)
    _require_scenario(scenario)
    with book.operation(f"测算方案“{scenario.scenario}”：选择项目"):
        for project in book.records(Project, budget_id=scenario.id):
            book.update(replace(project, left_out=int(project.id in gone)))


def take(book: Book, scenario: Budget) -> Budget:
    """Let the stage have the content of a scenario, which is gone then; return the stage.

    Projects the scenario leaves out are removed from the stage with all that is theirs. What is equal in both stays
    the same record, with its evidence. The release record of the stage stays but for the fields that were filled in
    in the scenario, and so does what documents gave it that the scenario does not know (control numbers since).
    """
    _require_scenario(scenario)
    stage = stage_of(book, scenario)
    require_open(stage, scenario)
    came = _came_since(book, scenario)
    with book.operation(f"采用测算方案“{scenario.scenario}”"):
        stage = replace(stage, policy=scenario.policy)
        book.update(stage)
        replace_content(book, stage, _taken(book, scenario), came)
        _take_release(book, stage, scenario)
        _remove(book, scenario)
    return stage


def require_open(stage: Budget, scenario: Budget) -> None:
    """Raise UserError where a stage cannot take a scenario over."""
    if stage.frozen_at:
        raise UserError(
            f"{stage.year}年“{stage.stage}”已冻结，方案“{scenario.scenario}”只能比较，不能采用；"
            "要用它的内容，请在现在编制的阶段新建方案"
        )


def _taken(book: Book, scenario: Budget) -> dict[type[Record], list[Any]]:
    """Return the records of a scenario, by kind, without the projects it leaves out and what is theirs."""
    found = {kind: book.records(kind, budget_id=scenario.id) for kind in COPIED}
    gone = {(Project.TABLE, project.id) for project in book.records(Project, budget_id=scenario.id) if project.left_out}
    return {kind: content.without_owners(kind, records, gone) for kind, records in found.items()}


def _take_release(book: Book, stage: Budget, scenario: Budget) -> None:
    """Put what was filled in of the scenario's release record (公开审批记录) into that of the stage."""
    filled = _released(book, scenario)
    if filled:
        known = book.records(Release, budget_id=stage.id)
        there = known[0] if known else book.insert(Release(budget_id=stage.id))
        book.update(replace(there, **filled))


def _released(book: Book, scenario: Budget) -> dict[str, Any]:
    """Return the fields of the release record that were filled in in a scenario."""
    names = [each.name for each in fields_of(Release) if not each.place]
    known = book.records(Release, budget_id=scenario.id)
    return {name: text for record in known for name in names if (text := getattr(record, name))}


def drop(book: Book, scenario: Budget) -> None:
    """Throw a scenario away."""
    _require_scenario(scenario)
    with book.operation(f"放弃测算方案“{scenario.scenario}”"):
        _remove(book, scenario)


def changed_since(book: Book, scenario: Budget) -> bool | None:
    """Tell whether the stage was changed after a scenario was begun: taking it over would put that back.

    None where it cannot be known, because the history was cleared.
    """
    return book.changed_since(scenario, stage_of(book, scenario))


def _came_since(book: Book, scenario: Budget) -> list[Any]:
    """Return what documents gave the stage that its scenario cannot know: it was begun before.

    In a stage that was not changed since, there is none: what the scenario has not, was taken out of it.
    """
    if changed_since(book, scenario) is False:
        return []
    return by_document(book, stage_of(book, scenario), _taken(book, scenario))


def as_taken(book: Book, scenario: Budget, facts: BudgetFacts) -> BudgetFacts:
    """Return the facts of a scenario with the control numbers that documents gave the stage since: they stay."""
    stage = stage_of(book, scenario)
    names = {project.id: (project.code, project.name) for project in book.records(Project, budget_id=stage.id)}
    here: dict[tuple[str, str] | None, int | None] = {
        (project.code, project.name): project.id for project in facts.projects
    }
    here[None] = None
    came = [each for each in _came_since(book, scenario) if isinstance(each, Control)]
    subjects = [(each, names.get(each.project_id) if each.project_id is not None else None) for each in came]
    stays = (replace(each, project_id=here[project]) for each, project in subjects if project in here)
    return replace(facts, controls=(*facts.controls, *stays))


def note_before_taking(book: Book, scenario: Budget) -> str:
    """Return in Chinese what is lost, or changed beside what is compared, when a scenario is taken over."""
    fields = {each.name: each.label for each in fields_of(Release)}
    released = "、".join(fields[name] for name in _released(book, scenario))
    filled = f"公开审批记录的{released}按方案填写" if released else ""
    return "；".join(filter(None, (_lost_by_taking(book, scenario), filled)))


def _lost_by_taking(book: Book, scenario: Budget) -> str:
    stays = _came_since(book, scenario)
    numbers = "、".join(dict.fromkeys(record.reference.strip() for record in stays))
    rest = f"；文件{numbers}下达的控制数和批复数仍然保留" if stays else ""
    return (text := _lost(book, scenario)) and text + _unlisted(book, scenario) + rest


def _unlisted(book: Book, scenario: Budget) -> str:
    """Return in Chinese what of the stage goes that no comparison lists: texts, reasons and the like."""
    stage, counts = stage_of(book, scenario), []
    for kind in COPIED:
        names = content.names_of(kind)
        if kind.ABOUT.compared or kind in BY_DOCUMENT or "record_table" in names:
            continue
        left: list[Any] = [replace(each, id=0) for each in book.records(kind, budget_id=scenario.id)]
        there: list[Any] = book.records(kind, budget_id=stage.id)
        gone = sum(replace(each, id=0, budget_id=scenario.id) not in left for each in there)
        counts.append((kind.ABOUT.label, gone))
    named = "、".join(f"{label} {count} 处" for label, count in counts if count)
    return named and f"；上面没有列出而也会换掉的：{named}"


def _lost(book: Book, scenario: Budget) -> str:
    changed = changed_since(book, scenario)
    if changed is None:
        return (
            "修改历史清除过，不知道建立方案以后正式数据有没有改过；采用后正式数据全部换成方案的内容，请先核对上面的不同"
        )
    if changed:
        return "建立方案以后正式数据又改过；采用后全部换成方案的内容，那些修改不再有，请先核对上面的不同"
    return ""


def _remove(book: Book, scenario: Budget) -> None:
    for kind in reversed(OF_A_BUDGET):
        for record in book.records(kind, budget_id=scenario.id):
            book.delete(record)
    book.delete(scenario)


def _require_scenario(budget: Budget) -> None:
    if not budget.scenario:
        raise RuntimeError("an official budget is no scenario")
