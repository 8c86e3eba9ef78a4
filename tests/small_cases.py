"""Many small cases in one test: for those that cost less than what pytest does around each test, twice with two workers."""

import inspect
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def small_cases(
    names: str | tuple[str, ...], cases: Iterable[Any], ids: Callable[[Any], str] | Iterable[str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator: like `pytest.mark.parametrize`, but all cases are tried in one test, which names each that fails.

    What the test asks for besides (its fixtures) is the same for all cases, so it must not be changed by one of them.
    ids name cases without an id of their own, as pytest takes them.
    """
    known = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    tried = list(cases)
    labels = [str(ids(case)) for case in tried] if callable(ids) else list(ids or [""] * len(tried))

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        def test(*owner: Any, **fixtures: Any) -> None:
            failed = []
            for number, (case, label) in enumerate(zip(tried, labels, strict=True)):
                own, values = _case(case, len(known) == 1)
                try:
                    check(*owner, **dict(zip(known, values, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as error:
                    line = traceback.extract_tb(error.__traceback__)[:2][-1].lineno
                    failed.append(
                        f"[{number}] {own or label or repr(values)}, line {line}: {type(error).__name__}: {error}"
                    )
            assert not failed, f"{len(failed)} of {len(tried)} cases:\n" + "\n".join(failed)

        asked = [each for name, each in inspect.signature(check).parameters.items() if name not in known]
        test.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        return test

    return decorate


def _case(case: Any, alone: bool) -> tuple[str, tuple[Any, ...]]:
    """Return the id of a case, where it has one, and its values. alone: whether a case is one value."""
    if isinstance(case, type(pytest.param())):
        return str(case.id or ""), tuple(case.values)
    return "", (case,) if alone else tuple(case)
