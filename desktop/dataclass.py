"""Data classes whose methods are made when they are first needed.

The `dataclass` of Python writes and compiles five methods for each class when its module is imported; for our
hundred and more classes that took as long as half a bare window. Here the fields are gathered at once, by Python's own
`dataclass`; comparison and hash are compiled at their first call, the constructor when there are more than a few
objects. All else is the same: `fields`, `replace`, slots, and frozen objects that refuse to be changed.
"""

import dataclasses
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass", "with_values"]
T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """Return the decorator. Neither order nor `__post_init__` nor InitVar, which none of our classes has."""

        def decorate(plain: type) -> type:
            written = vars(plain)
            if "__doc__" not in written or written["__doc__"] is None:
                plain.__doc__ = plain.__name__
            prepared = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
            methods: dict[str, Any] = {"__init__": _by_hand(prepared, partial(_constructor, frozen))}
            methods |= {"__eq__": _later(prepared, "__eq__", _comparison), "__repr__": _shown, "__hash__": None}
            if frozen:
                methods["__hash__"] = _later(prepared, "__hash__", _hash)
                methods |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
                methods |= {"__getstate__": _state, "__setstate__": _restore} if slots else {}
            for name, method in methods.items():
                if name not in written:
                    setattr(prepared, name, method)
            return prepared

        return decorate


_read: dict[type, tuple[dict[str, int], Callable[[Any], tuple[Any, ...]]]] = {}


def with_values(record: T, **values: Any) -> T:
    """Return an object with other values, as `replace` does, in a third of the time: for thousands at once."""
    kind = type(record)
    if kind not in _read:
        names = [entry.name for entry in dataclasses.fields(kind)]  # type: ignore[arg-type]
        read: Callable[[Any], Any] = attrgetter(*names)
        _read[kind] = {name: n for n, name in enumerate(names)}, read if len(names) > 1 else lambda o: (read(o),)
    places, of = _read[kind]
    found = [*of(record)]
    for name, value in values.items():
        found[places[name]] = value
    return kind(*found)


BY_HAND = 20
"""Objects of a class that are filled field by field, before its constructor is compiled: of many there are no more."""


def _by_hand(owner: type, make: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a constructor that fills the first objects; it then makes the real one, and puts it in its own place."""
    left, usual = BY_HAND, None

    def first(self: Any, *values: Any, **named: Any) -> Any:
        nonlocal left, usual
        left -= 1
        if usual is None:
            usual = {each.name: (each.default, each.default_factory) for each in dataclasses.fields(owner)}
        found = _filled(usual, values, named) if left >= 0 else None
        if found is None:  # also where the call is wrong: the real one says what is
            method = make(owner)
            setattr(owner, "__init__", method)  # noqa: B010  # mypy refuses the other way
            return method(self, *values, **named)
        for name, value in found.items():
            object.__setattr__(self, name, value)
        return None

    return first


def _filled(usual: dict[str, Any], values: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any] | None:
    """Return the value of each field, None where the call is not one of this class.

    usual: of each field in its order what it is where nothing is given, or what makes that.
    """
    found = dict(zip(usual, values, strict=False))
    if len(values) > len(usual) or not found.keys().isdisjoint(named):
        return None
    found |= named
    if len(found) < len(usual):
        for name, (default, make) in usual.items():
            if name in found:
                continue
            if default is dataclasses.MISSING and make is dataclasses.MISSING:
                return None
            found[name] = default if default is not dataclasses.MISSING else make()
    return found if len(found) == len(usual) and found.keys() == usual.keys() else None


def _later(owner: type, name: str, make: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a method that at its first call makes the real one, puts it in its own place and calls it."""

    def first(self: Any, *values: Any, **named: Any) -> Any:
        method = make(owner)
        setattr(owner, name, method)
        return method(self, *values, **named)

    return first


def _compiled(owner: type, head: str, body: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    """Return the function of a source text, under the name it has in its class."""
    lines = "\n ".join(body or ["pass"])
    exec(f"def {head}:\n {lines}", known)
    function: Callable[..., Any] = known[head.partition("(")[0]]
    function.__qualname__ = f"{owner.__qualname__}.{function.__name__}"
    return function


def _constructor(frozen: bool, owner: type) -> Callable[..., Any]:
    known: dict[str, Any] = {"_absent": dataclasses.MISSING, "_owner": owner}
    parameters, body, values = ["self"], [], []
    for entry in dataclasses.fields(owner):
        name, value = entry.name, entry.name
        if entry.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = entry.default
            parameters.append(f"{name}=_default_{name}")
        elif entry.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = entry.default_factory
            parameters.append(f"{name}=_absent")
            value = f"_make_{name}() if {name} is _absent else {name}"
        else:
            parameters.append(name)
        body.append(f"self.{name} = {value}")
        values.append(value)
    unlocked = _unlocked(owner) if frozen and len(body) >= MANY else None
    if unlocked is not None:
        known |= {"_unlocked": unlocked, "_become": object.__dict__["__class__"].__set__}
        known |= {"_each": [_setter(owner, entry.name) for entry in dataclasses.fields(owner)], "_set_each": _set_each}
        alone = ["if self.__class__ is _owner:", " _become(self, _unlocked)", *(f" {line}" for line in body)]
        body = [*alone, " self.__class__ = _owner", "else:", f" _set_each(self, _each, ({', '.join(values)},))"]
    elif frozen:
        known |= {f"_set_{entry.name}": _setter(owner, entry.name) for entry in dataclasses.fields(owner)}
        pairs = zip(dataclasses.fields(owner), values, strict=True)
        body = [f"_set_{entry.name}(self, {value})" for entry, value in pairs]
    return _compiled(owner, f"__init__({', '.join(parameters)})", body, known)


def _set_each(self: Any, setters: list[Callable[[Any, Any], None]], values: tuple[Any, ...]) -> None:
    """Fill an object of a class that was made of another: rare, so nothing is compiled for it."""
    for write, value in zip(setters, values, strict=True):
        write(self, value)


MANY = 6
"""Fields from which on it is quicker to fill an object while it is of the class that may be changed."""


def _unlocked(owner: type) -> type | None:
    """Return a class of the same slots whose objects may be changed, None where an object cannot be of both in turn.

    A new object is of it while its fields are filled: to write a slot past a frozen class takes five times as long.
    """
    own = vars(owner).get("__slots__")
    if own is None or not all(
        isinstance(getattr(owner, each.name), MemberDescriptorType) for each in dataclasses.fields(owner)
    ):
        return None
    changeable = {"__slots__": own, "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    twin = type(owner.__name__, owner.__bases__, changeable)
    try:
        object.__dict__["__class__"].__set__(object.__new__(owner), twin)
    except TypeError:
        return None
    return twin


def _setter(owner: type, name: str) -> Callable[[Any, Any], None]:
    """Return what writes a field of a frozen object: its slot itself where it has one, in half the time."""
    slot = getattr(owner, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda self, value: object.__setattr__(self, name, value)


def _values(owner: type, of: str) -> str:
    """Return the source text of the tuple of what is compared."""
    return "(" + "".join(f"{of}.{entry.name}, " for entry in dataclasses.fields(owner) if entry.compare) + ")"


def _comparison(owner: type) -> Callable[..., Any]:
    equal = f" return {_values(owner, 'self')} == {_values(owner, 'other')}"
    body = ["if other.__class__ is self.__class__:", equal, "return NotImplemented"]
    return _compiled(owner, "__eq__(self, other)", body, {})


def _hash(owner: type) -> Callable[..., Any]:
    return _compiled(owner, "__hash__(self)", [f"return hash({_values(owner, 'self')})"], {})


def _shown(self: Any) -> str:
    values = [f"{entry.name}={getattr(self, entry.name)!r}" for entry in dataclasses.fields(self)]
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse_setting(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, entry.name) for entry in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for entry, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, entry.name, value)
