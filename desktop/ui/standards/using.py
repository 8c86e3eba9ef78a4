"""What is said before the open book uses another pack: what it costs before and after, and what is missing."""

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.catalog import policy
from desktop.compute import policy_effect
from desktop.ledger.records import BudgetFacts
from desktop.money import YUAN
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.session import Session

SHOWN = 5
"""How many missing values are named."""


def question(facts: BudgetFacts, key: str) -> str:
    """Return the question whether a budget is to be computed with a pack, and what that would change."""
    effect = policy_effect.of_choice(facts, key)
    way = f"改用“{policy.title_of(key)}”测算" if key else "不再测算，人员和公用经费改为直接录入"
    rows = [f"{facts.budget.year}年预算{way}吗？可以撤销。", ""]
    for nature in effect.natures:
        before, after = (sums.get(nature, 0) for sums in (effect.before, effect.after))
        change = "不变" if before == after else f"{YUAN.show(before)} → {YUAN.show(after)} 元"
        rows.append(f"{nature}支出：{change}")
    if effect.missing:
        rows += ["", f"有 {len(effect.missing)} 项没有数值，相关金额没有计算（不是 0）：", *effect.missing[:SHOWN]]
        rows += ["……"] if len(effect.missing) > SHOWN else []
    if effect.unpaid:
        rows += ["", f"有 {effect.unpaid} 人的工资项没有规则适用，没有计算（不是 0），选用后在检查 C95 中逐人列出。"]
    return "\n".join(rows)


def ask(parent: QWidget, session: Session, key: str) -> None:
    """Compute the budget with another pack, after a person has seen what that changes; undone in one step."""
    if key == session.budget.policy or not session.writable:
        return
    if changes(session.facts, key):
        answer = QMessageBox.question(parent, "政策参数", as_plain_text(question(session.facts, key)))
        if answer != QMessageBox.StandardButton.Yes:
            return
    guarded(parent, lambda: session.year_edits.choose_policy(key))


def changes(facts: BudgetFacts, key: str) -> bool:
    """Tell whether another pack would change an amount that is there now, or leave something uncomputed."""
    effect = policy_effect.of_choice(facts, key)
    changed = any(fen and effect.after.get(nature, 0) != fen for nature, fen in effect.before.items())
    return changed or bool(effect.missing or effect.unpaid)
