"""What does not fit refuses the whole file, and says where and what to write instead."""

import json

import pytest

from desktop.exchange import dump, fill, load
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Project
from tests.small_cases import small_cases

GOOD = {
    "format": dump.FORMAT,
    "unit": [
        {
            "name": "某局",
            "kind": "行政",
            "budget": [
                {
                    "year": 2027,
                    "project": [{"name": "大厅"}],
                    "person": [{"name": "甲", "kind": "行政", "pay_item": [{"item": "职务工资", "amount": "1200.50"}]}],
                    "project_line": [{"project_id": "大厅", "economic_code": "30201", "price": "10"}],
                }
            ],
        }
    ],
}


def written(tmp_path, data, name="a.json"):
    file = tmp_path / name
    file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def refused(tmp_path, data):
    target = tmp_path / "a.mzb"
    with pytest.raises(UserError) as caught:
        fill.load_file(target, written(tmp_path, data))
    assert not target.exists(), "a refused file leaves no book"
    return str(caught.value)


def changed(place, **values):
    data = json.loads(json.dumps(GOOD))
    record = data["unit"][0]["budget"][0]
    for step in place:
        record = record[step]
    record.update(values)
    return data


def test_a_good_file_makes_a_book_in_one_named_step(tmp_path):
    target = tmp_path / "a.mzb"
    counts = fill.load_file(target, written(tmp_path, GOOD))
    assert counts["person"] == 1
    with Book.open_to_read(target) as book:
        assert [step.name for step in book.history()] == ["载入 a.json"]
        (project,) = book.records(Project)
        (budget,) = book.records(Budget)
        assert book.facts(budget).project_lines[0].project_id == project.id
        assert book.facts(budget).pay_items[0].amount == 120050


@small_cases(
    ("place", "values", "words"),
    [
        (("person", 0), {"kind": "公务员"}, "person[0].kind：“类别”没有“公务员”这一选项；可选：行政、参公、事业"),
        (("person", 0), {"knd": "行政"}, "person[0].knd：没有“knd”这个名称，是否为 kind"),
        (("person", 0), {"类别": "行政"}, "person[0].类别：没有“类别”这个名称，是否为 kind"),
        (("person", 0), {"headcount": "2"}, 'person[0].headcount：“人数”写成了 "2"，应为整数'),
        (("person", 0), {"headcount": True}, "headcount：“人数”写成了 true"),
        (("person", 0), {"headcount": 0}, "请填 1 到 100000 的整数"),
        (("person", 0), {"first_month": 13}, "person[0].first_month：“起始月”写成了 13"),
        (("person", 0), {"first_job": 1}, "first_job：“首次参加工作”写成了 1，应为true 或 false"),
        (("person", 0), {"name": None}, "person[0].name：不能为 null"),
        (("person", 0, "pay_item", 0), {"amount": 1200.5}, "pay_item[0].amount：“金额”写成了 1200.5，应为加引号的金额"),
        (("person", 0, "pay_item", 0), {"amount": 1200}, "pay_item[0].amount：“金额”写成了 1200，"),
        (("person", 0, "pay_item", 0), {"amount": "1.234"}, '写成了 "1.234"，应为加引号的金额（元），最多两位小数'),
        (("person", 0, "pay_item", 0), {"amount": "1,200"}, '写成了 "1,200"'),
        (("project_line", 0), {"project_id": "食堂"}, '没有名称或编码为 "食堂" 的项目，或不止一个；现有：大厅'),
        (("project_line", 0), {"economic_code": 30201}, "应为加引号的科目编码"),
        ((), {"stage": "三上"}, "budget[0].stage：“阶段”没有“三上”这一选项"),
        ((), {"persons": []}, "budget[0].persons：没有“persons”这个名称，是否为 person"),
        ((), {"person": {}}, "budget[0].person：应为 [{…}]"),
        ((), {"remark": [{"record": "unit[0].budget[0].person[9]", "text": "x"}]}, "文件中没有"),
        (
            (),
            {"project": [{"name": "大厅"}, {"name": "乙"}, {"name": "乙"}]},
            "“项目名称”与前面的一条重复，只能有一条；确是两个项目的，请在其中一个的名称后注明区别",
        ),
        ((), {"project": [{"name": "大厅"}, {"name": ""}]}, "“项目名称”不能为空"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(tmp_path, place, values, words):
    assert words in refused(tmp_path, changed(place, **values))


def test_a_key_written_twice_is_refused(tmp_path):
    text = json.dumps(GOOD, ensure_ascii=False).replace('"name": "甲"', '"name": "甲", "name": "乙"')
    assert "unit[0].budget[0].person[0].name：写了两次" in refused(tmp_path, text)


@small_cases("text", ["", "[]", "{", '{"format": 1}', "[[[", '{"unit": [NaN]}'])
def test_a_file_of_another_kind_is_refused(tmp_path, text):
    assert "a.json" in refused(tmp_path, text)


def test_every_problem_is_listed_at_once(tmp_path):
    data = changed(("person", 0), kind="公务员", status="在编")
    shown = refused(tmp_path, data)
    assert "2 处不对，没有载入任何内容" in shown
    assert shown.count("unit[0].budget[0].person[0]") == 2


def test_a_reference_takes_name_code_or_number(tmp_path):
    data = changed((), project=[{"name": "大厅", "code": "P1"}, {"name": "#1", "code": "P2"}])
    lines = [{"project_id": text} for text in ("大厅", "P2", "#1", "#2")]
    data["unit"][0]["budget"][0]["project_line"] = lines
    (unit,) = load.read(written(tmp_path, data))
    found = [
        node.references["project_id"][1] for node in unit.children[0].children if node.kind.TABLE == "project_line"
    ]
    assert found == [0, 1, 0, 1]


def with_units(*units):
    data = json.loads(json.dumps(GOOD))
    data["unit"] += [{"name": f"单位{number}", **unit} for number, unit in enumerate(units, 1)]
    return data


def test_a_tree_of_units_is_taken_and_written_as_it_was(tmp_path):
    data = with_units(
        {"code": "231001", "parent_id": "某局", "operating_cost": "不统计"},
        {"parent_id": "231001", "ended_year": 2027, "successor_id": "单位1"},
    )
    target = tmp_path / "a.mzb"
    fill.load_file(target, written(tmp_path, data))
    with Book.open_to_read(target) as book:
        first, second, third = book.units()
        assert (second.parent_id, third.parent_id, third.successor_id) == (first.id, second.id, second.id)
        again = dump.everything(book)
    away = ("budget", "scope")
    assert [{k: v for k, v in unit.items() if k not in away} for unit in again["unit"]] == [
        {"name": "某局", "kind": "行政"},
        {"code": "231001", "name": "单位1", "kind": "事业", "operating_cost": "不统计", "parent_id": "某局"},
        {"name": "单位2", "kind": "事业", "ended_year": 2027, "parent_id": "单位1", "successor_id": "单位1"},
    ]


def test_a_circle_of_units_and_a_code_used_twice_are_refused(tmp_path):
    circle = with_units({"parent_id": "单位2"}, {"parent_id": "单位1"})
    assert "单位“单位1”的上级单位绕了一圈" in refused(tmp_path, circle)
    twice = with_units({"code": "1"}, {"code": "1"})
    assert "有 2 个单位的编码是“1”" in refused(tmp_path, twice)
    ended = with_units({"ended_year": 2026}, {"parent_id": "单位1"})
    assert "单位“单位2”的上级“单位1”自2026年撤并" in refused(tmp_path, ended)


TEXT = json.dumps(GOOD, ensure_ascii=False)
YEAR = "unit[0].budget[0].year"


@small_cases(
    ("old", "new", "words"),
    [
        ('"1200.50"', "NaN", "pay_item[0].amount：“金额”写成了 NaN"),
        ("2027", "-Infinity", f"{YEAR}：“年度”写成了 -Infinity"),
        ("2027", "9" * 5000, f"{YEAR}：“年度”写成了 {'9' * 40}…，应为整数"),
        ("2027", "1e400", f"{YEAR}：“年度”写成了 1E+400，应为整数"),
        ("2027", "2027.0", f"{YEAR}：“年度”写成了 2027.0，应为整数"),
        ("2027", "99999999999", f"{YEAR}：年度不对，请填 2000 到 2100 的整数"),
        ("1200.50", "9" * 14, "pay_item[0].amount：金额“99999999999999”过大"),
        ("1200.50", "-5", "pay_item[0].amount：“金额”写成了 \"-5\""),
        ("大厅", "大\\u0000厅", "project[0].name：“项目名称”含有不能保存的字符"),
        ("大厅", "\\ud800", "project[0].name：“项目名称”含有不能保存的字符"),
        ('"year": 2027', '"year": 2027, "year": 2028', f"{YEAR}：写了两次"),
        ('"project_id": "大厅"', '"project_id": ["大厅"]', "project_line[0].project_id：没有名称或编码为 […] 的项目"),
        ('"kind": "行政", "pay_item"', '"kind": "行政", "first_month": 0, "pay_item"', "person[0].first_month"),
        ("}]}]}", "}]}]}x", "第 1 行第"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_refused_with_its_place(tmp_path, old, new, words):
    assert old in TEXT
    assert words in refused(tmp_path, TEXT.replace(old, new))


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_another_encoding_is_named_as_that(tmp_path, encoding):
    file = tmp_path / "a.json"
    file.write_bytes(TEXT.encode(encoding))
    with pytest.raises(UserError, match=r"“a\.json”的文字编码无法识别；请另存为 UTF-8"):
        load.read(file)


def test_a_mark_of_the_encoding_is_no_mistake(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(TEXT.encode("utf-8-sig"))
    assert len(load.read(file)) == 1


def test_a_file_of_more_than_a_hundred_megabytes_is_not_even_read(tmp_path):
    file = tmp_path / "a.json"
    with file.open("wb") as handle:
        handle.truncate(load.LARGEST_FILE + 2**20)
    with pytest.raises(UserError, match="有 101 MB，超过 100 MB，没有载入"):
        load.read(file)


def test_brackets_without_end_are_refused(tmp_path):
    assert "不是正确的 JSON" in refused(tmp_path, "[" * 100_000)
