from desktop.layouts.form import folders
from desktop.updates import adding, listing
from tests.updates.conftest import layout, pack


def of(key):
    return next(each for each in listing.all_of_them() if each.key == key)


def test_what_is_shipped_is_listed_with_its_digest():
    found = of("henan/2022")
    assert (found.kind, found.source, found.added) == ("layout", "随软件", "")
    assert len(found.digest) == 64
    assert of("national").kind == "pack"


def test_added_made_here_and_changed_by_hand_are_told_apart(tmp_path):
    with adding.offered(pack(tmp_path, "2026-03-01")) as offer:
        adding.take(offer)
    layout(folders.own())
    added, own = of("jiashi2027"), of("jiashi/2026")
    assert (added.source, added.issued, len(added.added)) == ("后加", "2026-03-01", 10)
    assert (own.source, own.added) == ("自制", "")
    pack(adding.policy.own_folder(), title="改过")
    assert of("jiashi2027").source == "后加，已改动"


def test_a_layout_that_cannot_be_used_is_listed_with_the_reason():
    layout(folders.own(), head="colour = 1\n")
    assert of("jiashi/2026").problem


def test_notes_that_cannot_be_read_are_none(home):
    (home / "updates").mkdir()
    for text in ("", "{}", "[1]", '[{"kind": 1}]'):
        (home / "updates" / "added.json").write_text(text, encoding="utf-8")
        assert listing.records() == {}
