"""Strict tables: every key is asked for, every value is of its kind, every error names file and key."""

import pytest

from desktop.catalog.strict import DataError, Reader, read_head, read_toml


@pytest.fixture
def table():
    return Reader({"name": "甲", "count": 3, "yes": True, "list": ["a"], "rows": [{"n": 1}, {"n": 2}]}, "x.toml")


def test_a_key_nobody_took_is_an_error(table):
    assert table.text("name") == "甲"
    assert table.number("count") == 3
    assert table.flag("yes") is True
    assert table.texts("list") == ("a",)
    with pytest.raises(DataError, match=r"x\.toml: 没有“rows”这一项"):
        table.done()
    assert [row.number("n") for row in table.tables("rows")] == [1, 2]
    table.done()


@pytest.mark.parametrize(
    ("take", "words"),
    [
        (lambda t: t.text("absent"), r"^x\.toml: 缺少“absent”$"),
        (lambda t: t.text("count"), r"^x\.toml\.count: 应当是文字，现在是 3$"),
        (lambda t: t.number("yes"), r"^x\.toml\.yes: 应当是整数，现在是 True$"),
        (lambda t: t.flag("count"), r"^x\.toml\.count: 应当是 true 或 false"),
        (lambda t: t.text("name", choices=("乙", "丙")), "“甲”不能用；可选：乙、丙"),
        (lambda t: t.texts("rows"), r"x\.toml\.rows: 应当是文字的列表"),
        (lambda t: t.texts("absent", None), "缺少“absent”"),
        (lambda t: t.tables("list"), r"x\.toml\.list\[1\]: 应当是一个表"),
        (lambda t: t.table("name"), r"x\.toml\.name: 应当是一个表"),
        (lambda t: t.tables("rows")[1].text("n"), r"x\.toml\.rows\[2\]\.n: 应当是文字"),
    ],
)
def test_every_error_names_file_and_key(table, take, words):
    with pytest.raises(DataError, match=words):
        take(table)


def test_absent_keys_have_their_defaults(table):
    assert table.text("a", "") == ""
    assert table.number("b", 7) == 7
    assert table.flag("c") is False
    assert table.texts("d") == ()
    assert table.tables("e") == []
    assert table.table("f") is None
    assert table.raw("g") is None


def test_what_is_left_is_a_copy_and_named_tables_are_taken(table):
    table.rest().clear()
    assert "name" in table.rest()
    inner = Reader({"一": {"n": 1}}, "y.toml")
    assert [(name, reader.place) for name, reader in inner.named()] == [("一", "y.toml: [一]")]
    inner.done()


def test_the_table_it_was_given_is_not_changed():
    raw = {"name": "甲"}
    Reader(raw, "x").text("name")
    assert raw == {"name": "甲"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[x", "文件末尾不符合 TOML 的写法"),
        (b"a = 1\nb 2", "第 2 行第 3 个字不符合"),
        (b"x = '\xff'", "文件“x.toml”的文字编码无法识别"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, words):
    with pytest.raises(DataError, match="forms: 没有这个文件"):
        read_toml(tmp_path / "no.toml", "forms")
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(DataError, match=rf"^forms: {words}"):
        read_toml(tmp_path / "x.toml", "forms")


def test_a_file_that_the_editor_of_windows_saved_is_read(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('title = "甲"', encoding="utf-8-sig")
    assert read_toml(path, "forms") == {"title": "甲"}


@pytest.mark.parametrize("text", ['title = "甲"\n\n[a]\nb = 1\n', 'list = [\n[1],\n]\ntitle = "甲"\n'])
def test_the_head_of_a_file_is_what_stands_before_its_first_table(tmp_path, text):
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    assert read_head(tmp_path / "x.toml", "x.toml")["title"] == "甲"
    assert read_head(tmp_path / "x.toml", "x.toml").get("a") is None


def test_a_head_that_cannot_be_read_names_the_file(tmp_path):
    for name, text in (("a.toml", "title = "), ("b.toml", "[a]\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.toml: "):
        read_head(tmp_path / "a.toml", "a.toml")
    with pytest.raises(DataError, match=r"c\.toml: 没有这个文件"):
        read_head(tmp_path / "c.toml", "c.toml")
    assert read_head(tmp_path / "b.toml", "b.toml") == {}


def test_a_text_is_parsed_once_and_each_reader_has_its_own_copy(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text('once = 1\n[[rows]]\nkeys = ["a"]\n', encoding="utf-8")
    first = read_toml(path, "x.toml")
    first["rows"][0]["keys"].append("b")
    first["rows"].append({})
    assert read_toml(path, "x.toml") == {"once": 1, "rows": [{"keys": ["a"]}]}
    path.write_text("once = 2\n", encoding="utf-8")
    assert read_toml(path, "x.toml") == read_head(path, "x.toml") == {"once": 2}
