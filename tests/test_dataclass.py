"""Our data classes behave as those of Python, method for method; only their making is put off."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from desktop.dataclass import BY_HAND, _unlocked, dataclass, with_values
from desktop.ledger.records import RECORD_TYPES
from tests.small_cases import small_cases


@dataclass(frozen=True, slots=True)
class Base:
    """A frozen one."""

    number: int
    name: str = "x"


@dataclass(frozen=True, slots=True)
class Derived(Base):
    """One that has the fields of another."""

    note: str = dataclasses.field(default="", compare=False)
    parts: tuple[int, ...] = dataclasses.field(default_factory=tuple)


@dataclass(slots=True)
class Open:
    """One that may be changed."""

    items: list[int] = dataclasses.field(default_factory=list)

    def __repr__(self):
        return "its own"


@dataclass(frozen=True)
class Loose(Base):
    """One without slots."""


def test_constructor_and_its_refusals():
    for _ in range(BY_HAND + 1):  # the first ones are filled one by one, all others by a compiled constructor
        refusals()


def refusals():
    assert Derived(3, parts=(1,)) == Derived(3, "x", "", (1,))
    assert [Derived(1).name, Derived(1).parts, Open().items] == ["x", (), []]
    assert Open().items is not Open().items
    for wrong in (
        lambda: Derived(),
        lambda: Derived(1, 2, 3, 4, 5),
        lambda: Derived(1, no=2),
        lambda: Derived(1, number=2),
    ):
        with pytest.raises(TypeError, match=r"Derived\.__init__\(\)"):
            wrong()


def test_a_wrong_call_is_refused_in_the_words_of_python_also_when_it_is_the_first():
    for wrong in ({}, {"number": 1, "no": 2}):

        @dataclass(frozen=True)
        class New:
            """One that nobody made an object of."""

            number: int

        with pytest.raises(TypeError, match=r"New\.__init__\(\)"):
            New(**wrong)
        assert New(3).number == 3


@dataclass(frozen=True, slots=True)
class Wide(Base):
    """One of so many fields that it is filled before it is frozen."""

    a: int = 0
    b: int = 0
    c: int = 0
    d: int = 0
    parts: list[int] = dataclasses.field(default_factory=list)


class Plain(Wide):
    """A class of it that is not made by us: its objects can be nothing else."""


@pytest.mark.parametrize("kind", [Wide, Plain])
def test_one_of_many_fields_is_of_its_own_class_and_frozen_when_it_is_made(kind):
    assert _unlocked(Wide) is not None and _unlocked(Loose) is None
    for made in [kind(1) for _ in range(BY_HAND + 2)]:  # the constructor is compiled in between
        assert (type(made), made.name, made.d, made.parts) == (kind, "x", 0, [])
        with pytest.raises(dataclasses.FrozenInstanceError, match="a"):
            made.a = 2
    assert kind(1).parts is not kind(1).parts
    assert kind(1, d=3) == kind(1, d=3) != kind(1, d=4)


def test_equal_values_of_one_class_are_equal_and_hash_alike():
    assert Derived(1, note="a") == Derived(1, note="b")
    assert hash(Derived(1, note="a")) == hash(Derived(1, note="b"))
    assert Derived(1) != Derived(2)
    assert Base(1) != Loose(1)
    assert Base(1) != (1, "x")
    assert len({Base(1), Base(1), Base(2)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open())


def test_frozen_ones_refuse_to_be_changed():
    one = Derived(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="number"):
        one.number = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="number"):
        del one.number
    assert not hasattr(one, "__dict__")
    changed = Open()
    changed.items = [1]
    assert changed == Open([1])


def test_shown_replaced_copied_and_pickled():
    one = Derived(1, "名", parts=(2,))
    assert repr(one) == "Derived(number=1, name='名', note='', parts=(2,))"
    assert repr(Open()) == "its own"
    assert dataclasses.replace(one, number=5) == Derived(5, "名", parts=(2,))
    assert dataclasses.asdict(one) == {"number": 1, "name": "名", "note": "", "parts": (2,)}
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert again == one


@small_cases("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_records_are_built_as_python_builds_them(kind):
    """The parameters of the constructor, in order and with their defaults, are those Python would give it."""
    entries = [(f.name, f.type, dataclasses.field(default=f.default)) for f in dataclasses.fields(kind)]
    pythons = dataclasses.make_dataclass("Python", entries, frozen=True)
    for _ in range(BY_HAND + 1):
        kind()
    given = {p.name: p.default for p in inspect.signature(kind).parameters.values()}
    wanted = {p.name: p.default for p in inspect.signature(pythons).parameters.values()}
    assert given == wanted
    assert list(given) == list(wanted)


@small_cases("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_other_values_are_put_in_as_python_replaces_them(kind):
    first, last = (dataclasses.fields(kind)[n].name for n in (0, -1))
    for values in ({}, {first: 7}, {last: "x", first: 8}):
        assert with_values(kind(), **values) == dataclasses.replace(kind(), **values)
    with pytest.raises(KeyError):
        with_values(kind(), nothing=1)


def test_other_values_of_one_field_and_of_one_that_is_not_of_it():
    assert with_values(Open([1]), items=[2]) == Open([2])
    assert with_values(Derived(1, note="a"), number=2).note == "a"
