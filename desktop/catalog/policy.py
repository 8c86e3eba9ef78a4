"""Policy packs: dated parameters and the rules of personnel cost and public funds.

Shipped packs are folders of `resources/policy/`; a person's own are single files in the user's folder. A pack may
extend a shipped one. Those of the sample books are found by name and never offered: their places are invented.
A parameter is a list of dated values, each with its reference; a value that is not there is
reported, never taken as zero or guessed. A value of the book that has begun beats every value of the pack.
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from unicodedata import normalize

from desktop import paths
from desktop.catalog import chosen_rules, policy_reader
from desktop.catalog.policy_rules import (
    ContributionRule,
    DatedValue,
    Parameter,
    PayRule,
    Policy,
    QuotaRule,
)
from desktop.catalog.strict import DataError
from desktop.findings import UserError

__all__ = ["ContributionRule", "DataError", "DatedValue", "Parameter", "PayRule", "Policy", "QuotaRule"]

DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,8})?", re.ASCII)
"""A rate or a standard of a parameter (本账本参数)."""
_TYPED_DAY = re.compile(
    r"([0-9]{4})(?:\s*([-./])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})|\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号]"
    r"|([0-9]{2})([0-9]{2}))(?:\s+0{1,2}:00(?::00)?)?"
)
"""A day as people and workbooks write it; a workbook may add the time of midnight."""


def own_folder() -> Path:
    """Return where a person's own packs lie, one file each."""
    return paths.home() / "policy"


def samples_folder() -> Path:
    """Return where the packs of the sample books lie, one file each in the folder of its sample."""
    return paths.resources() / "samples"


def available(root: Path | None = None) -> list[str]:
    """Return the keys of all policy packs."""
    shipped = _shipped_keys(paths.resources() / "policy") if root is None else _keys_in(root)
    own = sorted(p.stem for p in own_folder().glob("*.toml")) if root is None else []
    return [*shipped, *(name for name in own if name not in shipped)]


def _keys_in(root: Path) -> tuple[str, ...]:
    """Return the keys of the packs in a folder."""
    return tuple(sorted(p.parent.name for p in root.glob("*/policy.toml")))


_shipped_keys = cache(_keys_in)
"""The same for a folder of the program, which stays as it is while the program runs."""


def is_here(key: str) -> bool:
    """Return whether a budget can be drafted with a pack of this name: it is offered, or belongs to a sample book."""
    if key in _shipped_keys(paths.resources() / "policy") or _of_samples(key) is not None:
        return True
    return any(path.stem == key for path in own_folder().glob("*.toml"))


def titles() -> dict[str, str]:
    """Return the title of each pack that computes something, by its key: what a budget may be drafted with."""
    found = {}
    for key in available():
        try:
            pack = load(key)
        except UserError:  # a person's own file that is broken says so when it is chosen
            continue
        if pack.computes:
            found[key] = pack.title
    return found


def title_of(key: str) -> str:
    """Return what a pack is called, also one that is not here or has a mistake."""
    if not is_here(key):
        return f"没有安装：{key}"
    try:
        return load(key).title
    except UserError:
        return f"有错误：{key}"


def choosable(key: str) -> Policy:
    """Return a pack to draft a budget with. Raises UserError with the reason when it is none."""
    pack = load(key)
    if not pack.computes:
        raise UserError(
            f"政策参数包“{pack.title}”没有人员项目和计算规则，不能用来测算；可用的有：{'、'.join(titles())}"
        )
    return pack


def pay_items(key: str) -> dict[str, str]:
    """Return the pay items of a pack, label by id. Raises UserError when it has none, so that none could be read."""
    pack = load(key)
    if not pack.items:
        raise UserError(f"政策参数包“{pack.title}”没有人员项目，不能导入工资；请先改选有计算规则的参数包")
    return pack.items


def yearly_items(key: str) -> frozenset[str]:
    """Return the pay items of a pack that are entered by the year and by no rule by the month."""
    pay = load(key).pay
    monthly = {name for rule in pay for name in rule.monthly}
    return frozenset(name for rule in pay for name in rule.yearly) - monthly


def load(key: str) -> Policy:
    """Return a pack, its rules as its choices say. Raises UserError when there is none of that name or it is broken."""
    if not is_here(key):
        raise UserError(f"没有政策参数包“{key}”；可用的有：{'、'.join(titles())}")
    if (paths.resources() / "policy" / key).is_dir():
        return _shipped(key)
    own = own_folder() / f"{key}.toml"
    sample = _of_samples(key)
    if sample is not None and not own.exists():
        return _sample(sample)
    state = own.stat()
    try:
        return _own(own, state.st_mtime_ns, state.st_size)
    except DataError as error:
        raise UserError(f"政策参数包“{key}”（{own.name}）有错误，不能使用：{error}") from error


@cache
def _shipped(key: str) -> Policy:
    return read(paths.resources() / "policy", key)


@cache
def _of_samples(key: str) -> Path | None:
    found = sorted(samples_folder().glob("*/*.toml"))
    return next((path for path in found if path.stem == key), None)


@cache
def _sample(path: Path) -> Policy:
    return _read_file(path)


def _read_file(path: Path) -> Policy:
    return chosen_rules.applied(policy_reader.read_file(path, path.stem, paths.resources() / "policy"))


@cache
def _own(path: Path, changed: int, size: int) -> Policy:
    """Read a person's own pack anew whenever its file is another (`changed`, `size`)."""
    return _read_file(path)


def read(root: Path, key: str) -> Policy:
    """Read a pack under a root folder. Raises DataError naming file and key."""
    return chosen_rules.applied(policy_reader.read_folder(root, key))


def read_decimal(text: str) -> tuple[Decimal, str]:
    """Return a rate or a standard as typed, or why it is refused: ASCII digits and one dot, 12 before, 8 after it."""
    if DECIMAL.fullmatch(text):
        return Decimal(text), ""
    return Decimal(
        0
    ), f"数值“{text[:30]}”不对，请填小数点前不超过 12 位、后不超过 8 位的数字；比例请写成小数，例如 0.075"


def typed_day(text: str) -> str:
    """Return a day as typed or pasted (2027/1/1, 2027年1月1日, 20270101) as 2027-01-01; another text as it is."""
    found = _TYPED_DAY.fullmatch(normalize("NFKC", text).strip())
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups("") if part.isdigit())
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 2027/2/30
        return text


def read_day(text: str) -> date | None:
    """Return a stored day: 2027-01-01, the one spelling by which days are compared; None for any other."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
