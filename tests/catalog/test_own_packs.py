"""A person's own packs as files: nothing wrong is taken in, nothing half-filled is lost."""

import pytest

from desktop.catalog import own_packs, policy
from desktop.catalog.questionnaire import Questionnaire
from desktop.findings import Severity, UserError

YEAR = 2027


def pack(rate="8", document="青医保〔2026〕1号"):
    sheet = Questionnaire(YEAR)
    sheet.title = "青禾县"
    typed = sheet.typed("rate.medical")[0]
    typed.value, typed.document = rate, document
    return sheet.answered().text


def test_a_pack_is_saved_given_and_taken_in(tmp_path):
    own_packs.save("青禾县", pack())
    given = tmp_path / "给下一个单位.toml"
    own_packs.give("青禾县", given)
    assert own_packs.take_in(given, YEAR) == policy.own_folder() / "给下一个单位.toml"
    assert set(own_packs.saved()) == {"青禾县", "给下一个单位"}
    assert policy.titles()["给下一个单位"] == "青禾县"
    assert {finding.severity for finding in own_packs.examined(given, YEAR)} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pack(document="示例"), "仍是示例"),
        ("title = 1", "不能使用"),
        ("not toml at all", "不能使用"),
        (b"\xff\xfe\x00", "不能使用"),
        ('title = "空"', "不能用来测算"),
    ],
)
def test_nothing_is_copied_of_a_pack_that_is_wrong(tmp_path, content, said):
    file = tmp_path / "邻县.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UserError, match=said):
        own_packs.take_in(file, YEAR)
    assert own_packs.saved() == {}


@pytest.mark.parametrize("name", ["national", "a/b", "", "..", "县."])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(UserError):
        own_packs.save(name, pack())


def test_a_file_of_another_kind_or_size_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.toml").write_bytes(b"#" * (own_packs.LARGEST + 1))
    for name in ("a.txt", "b.toml", "c.toml"):
        with pytest.raises(UserError, match=name):
            own_packs.take_in(tmp_path / name, YEAR)


def test_what_was_put_aside_is_taken_up_and_forgotten():
    sheet = Questionnaire(2028)
    sheet.typed("rate.medical")[0].value = "8a"
    own_packs.put_aside(sheet)
    again = own_packs.taken_up(YEAR)
    assert (again.year, again.typed("rate.medical")[0].value) == (2028, "8a")
    assert own_packs.saved() == {}
    own_packs.forget()
    assert own_packs.taken_up(YEAR) is None


def test_what_was_put_aside_and_is_broken_is_told_and_stays():
    own_packs.put_aside(Questionnaire(YEAR))
    folder = policy.own_folder() / "draft"
    (folder / "answers.toml").write_text("title = [", encoding="utf-8")
    with pytest.raises(UserError, match="读不出来，已改名为"):
        own_packs.taken_up(YEAR)
    own_packs.put_aside(Questionnaire(YEAR))
    assert own_packs.taken_up(YEAR) is not None
    assert (folder / "answers_unread.toml").read_text(encoding="utf-8") == "title = ["
