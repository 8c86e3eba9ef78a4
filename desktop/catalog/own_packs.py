"""A person's own packs as files: saved, given to another unit, taken from one; and the questionnaire put aside."""

import os
import tomllib
from pathlib import Path

from desktop import paths
from desktop.catalog import pack_check, policy
from desktop.catalog.questionnaire import Questionnaire
from desktop.findings import Finding, Severity, UserError

SUFFIX = ".toml"
LARGEST = 2_000_000
"""Bytes of a pack at most; a pack with everything answered has some tens of thousands."""
_OWNER_ONLY = 0o600


def target_of(name: str) -> Path:
    """Return the file of an own pack. Raises UserError for a name that is none or that a shipped pack has."""
    if not name or paths.safe_name(name) != name:
        raise UserError(f'“{name}”不能作名称；请不要用 \\ / : * ? " < > | 这些符号，也不要以点开头或结尾')
    if name in policy.available(paths.resources() / "policy"):
        raise UserError(f"“{name}”是程序自带参数包的名称；请换一个名称")
    return policy.own_folder() / f"{name}{SUFFIX}"


def saved() -> dict[str, Path]:
    """Return the own packs by their names."""
    return {path.stem: path for path in sorted(policy.own_folder().glob(f"*{SUFFIX}"))}


def save(name: str, text: str) -> Path:
    """Write an own pack, in the place of one of that name, and return its file. Raises UserError."""
    target = target_of(name)
    _write(target, text)
    return target


def give(name: str, target: Path) -> None:
    """Write a copy of an own pack for another unit. Raises UserError."""
    _copy(target_of(name), target)


def examined(path: Path, year: int) -> list[Finding]:
    """Return what is to be said of another unit's pack before it is taken in. Raises UserError where it cannot be."""
    if path.suffix != SUFFIX:
        raise UserError(f"“{path.name}”不是本地标准文件（应以 {SUFFIX} 结尾）")
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"“{path.name}”太大，不是本地标准文件")
    except OSError as error:
        raise UserError(paths.explain_os_error(error, path, reading=True)) from error
    target_of(path.stem)
    return pack_check.check(str(path), year)


def wrong(findings: list[Finding]) -> list[Finding]:
    """Return the findings that keep a pack out."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def take_in(path: Path, year: int) -> Path:
    """Copy another unit's pack to one's own; nothing is copied where it is wrong. Raises UserError."""
    found = wrong(examined(path, year))
    if found:
        raise UserError("没有导入：" + "；".join(finding.describe() for finding in found))
    target = target_of(path.stem)
    _copy(path, target)
    return target


def _copy(source: Path, target: Path) -> None:
    try:
        content = source.read_bytes()
    except OSError as error:
        raise UserError(paths.explain_os_error(error, source, reading=True)) from error
    paths.write_beside(target, paths.filled_with(content), _OWNER_ONLY)


def _write(target: Path, text: str) -> None:
    paths.write_beside(target, paths.filled_with(text.encode()), _OWNER_ONLY)


# what was put aside ---------------------------------------------------------------------------------------


def _draft() -> Path:
    return policy.own_folder() / "draft" / "answers.toml"


def put_aside(sheet: Questionnaire) -> None:
    """Keep a questionnaire that is not finished. Raises UserError."""
    _write(_draft(), f"# budget year {sheet.year}\n" + sheet.text())


def taken_up(year: int) -> Questionnaire | None:
    """Return the questionnaire that was put aside, None where there is none.

    Raises UserError for one that cannot be read: it stays under another name, as the next one put aside would take its
    place.
    """
    try:
        text = _draft().read_text(encoding="utf-8")
        begun = text.split("\n", 1)[0].rsplit(" ", 1)[-1]
        return Questionnaire(int(begun) if begun.isdecimal() else year, tomllib.loads(text))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, UserError, KeyError, TypeError, AttributeError) as error:
        unread = _draft().with_name("answers_unread.toml")
        try:
            os.replace(_draft(), unread)
        except OSError as failure:
            raise UserError(paths.explain_os_error(failure, _draft())) from error
        raise UserError(f"上次没有填完的问卷读不出来，已改名为“{unread}”留着，没有删除；现在从头开始") from error


def forget() -> None:
    """Remove the questionnaire that was put aside."""
    paths.discard(_draft())
