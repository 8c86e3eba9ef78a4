"""Whether an opened book continues the copy this computer opened last, or is an older or a forked copy."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import migrations, private
from desktop.ledger.backups.backup import identity_folder
from desktop.ledger.safety import chain, unrecorded
from desktop.ledger.safety.chain import Chain, Relation


@dataclass(frozen=True, slots=True)
class LastCopy:
    """The copy of a book that was open last: its path, when, its chain of operations, and the last one not undone.

    done: None where an earlier version kept what was seen. content: digest of its records, empty where it is not known.
    """

    path: str
    at: str
    chain: Chain
    done: int | None = None
    content: str = ""


def load(ledger_id: str) -> LastCopy | None:
    """Return the copy of a book that was opened last, None where there was none or its record is unreadable."""
    try:
        data = json.loads(_file(ledger_id).read_text(encoding="utf-8"))
        steps = {int(number): str(value) for number, value in data["chain"].items()}
        done = int(data["done"]) if "done" in data else None
        return LastCopy(data["path"], data["at"], steps, done, str(data.get("content", "")))
    except (OSError, UserError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(ledger_id: str, copy: LastCopy) -> None:
    """Store which copy was opened last. A failure is ignored: the next comparison then uses the earlier record."""
    data = {"path": copy.path, "at": copy.at, "chain": copy.chain, "done": copy.done, "content": copy.content}
    try:
        target = _file(ledger_id)
        private.folder(target.parent)
        private.write(target, json.dumps(data, ensure_ascii=False))
    except (OSError, UserError):
        return


def _file(ledger_id: str) -> Path:
    return paths.home() / "seen" / f"{identity_folder(ledger_id).name}.json"


class Continuity:
    """Compares an opened book with the copy opened last; `warning` is a Chinese sentence unless it continues that."""

    def __init__(self, path: Path, ledger_id: str, connection: sqlite3.Connection) -> None:
        self._path = path
        self._ledger_id = ledger_id
        self._chain = chain.read(connection)
        self._earlier: Chain = {}
        self._newer: Chain = {}
        self._unrecorded = ""
        self._digest = ""
        """Of the content at opening, where it was needed: it takes a while."""
        self.warning = ""
        last = load(ledger_id)
        if last is not None and self._chain:
            relation = chain.relation(self._chain, last.chain)
            self.warning = _warning(relation, path, self._chain, last) or _undone(
                self._chain, chain.last_done(connection), last
            )
            if not self.warning and self._changed_unrecorded(connection, last):
                self._unrecorded = last.content
                self.warning = _not_ours(connection, last)
            self._earlier = last.chain if relation is Relation.CONTINUES else {}
            self._newer = last.chain if relation is Relation.PRECEDES else {}

    def _changed_unrecorded(self, connection: sqlite3.Connection, last: LastCopy) -> bool:
        """Tell whether a book with exactly the steps seen last has other content than they left."""
        same_steps = max(self._chain) == max(last.chain) and last.done == chain.last_done(connection)
        version = str(migrations.version_of(connection))
        if not same_steps or last.content.split(" ")[0] != version:
            return False
        self._digest = unrecorded.content_of(connection)
        return last.content != self._digest

    def remember(self, connection: sqlite3.Connection, *, content: bool = False) -> None:
        """Keep the steps the book has now as those seen last; content: and a digest of what they left (not at once).

        A look into an older copy is not kept: the newer book would not be known again once its history was cleared.
        Content that no step brought is not kept either, so that it is told again until the next step.
        """
        before = max(self._chain, default=0)
        self._chain = chain.read(connection, self._chain)
        if max(self._chain, default=0) != before:
            self._unrecorded = ""
        if self._newer and chain.relation(self._chain, self._newer) is Relation.PRECEDES:
            return
        if self._chain:
            now = datetime.now().isoformat(timespec="seconds")
            steps, done = {**self._earlier, **self._chain}, chain.last_done(connection)
            digest = self._unrecorded or (self._digest or unrecorded.content_of(connection) if content else "")
            self._digest = ""
            save(self._ledger_id, LastCopy(str(self._path.resolve()), now, steps, done, digest))

    def cut(self, connection: sqlite3.Connection) -> None:
        """Know the steps up to now as those a cleared history goes on from (before clearing)."""
        self._earlier = {**self._earlier, **chain.read(connection, self._chain)}
        self._chain = {}


def _warning(relation: Relation, path: Path, book: Chain, last: LastCopy) -> str:
    other = f"“{last.path}”（{last.at.replace('T', ' ')}）"
    if relation is Relation.PRECEDES:
        more = sum(number > max(book) for number in last.chain)
        return (
            f"这是较早的一份账本：上次打开的 {other} 比它多 {more} 步修改。"
            "只查看没有关系；如果在这一份上修改，两份就会分开。"
        )
    if relation is Relation.FORKED and not chain.parting_is_known(book, last.chain):
        return (
            f"同一账本有两份不同的修改：这一份和上次打开的 {other} 互不包含；"
            f"其中一份清除过修改历史，从哪一步分开已无法知道。{_way_out(path, last)}"
        )
    if relation is Relation.FORKED:
        common = chain.last_common(book, last.chain)
        ahead = sum(number > common for number in book), sum(number > common for number in last.chain)
        return (
            f"同一账本有两份不同的修改：第 {common} 步以后，这一份另有 {ahead[0]} 步，"
            f"上次打开的 {other} 另有 {ahead[1]} 步，互不包含。{_way_out(path, last)}"
        )
    if relation is Relation.UNKNOWN:
        return f"账本清除过修改历史，无法确认它是否接着上次打开的 {other}；请核对内容是否为最新。"
    return ""


def _undone(book: Chain, done: int, last: LastCopy) -> str:
    """Return in Chinese how the undone steps differ from those of the copy opened last; empty where they do not."""
    if last.done in (None, done) or max(book) != max(last.chain):
        return ""
    other = f"“{last.path}”（{last.at.replace('T', ' ')}）"
    low, high = sorted((done, last.done or 0))
    steps = sum(low < number <= high for number in book)
    if done < high:
        return (
            f"这是较早的或撤销过的一份账本：修改步骤与上次打开的 {other} 相同，但这一份撤销了其中 {steps} 步。"
            "只查看没有关系；如果在这一份上修改，两份就会分开。"
        )
    return f"上次打开的 {other} 撤销了最后 {steps} 步，这一份没有撤销，内容不同；请核对用哪一份。"


def _not_ours(connection: sqlite3.Connection, last: LastCopy) -> str:
    """Return in Chinese that the content changed without a step, and where."""
    found = unrecorded.places(connection)
    where = f"与修改历史不同的有：{'；'.join(found)}。" if found else ""
    other = f"“{last.path}”（{last.at.replace('T', ' ')}）"
    return (
        f"账本的内容变了，却没有任何修改记录：修改步骤与上次打开的 {other} 完全相同，"
        f"内容不同，可能是磁盘出错或别的程序改动过文件。{where}"
        "请核对；可用“从备份恢复”另存上次的内容后与这一份比较。"
    )


def _way_out(path: Path, last: LastCopy) -> str:
    if Path(last.path) == path.resolve():
        return "这个位置上的账本被另一份换掉了；上次的内容在备份中，可用“从备份恢复”另存后与这一份比较。"
    return f"请先分别打开“{last.path}”和“{path}”，在“修改历史”中比较，再决定用哪一份"
