"""Parts of the sentences: a child puts its own in the place of its parent's, and nothing else."""

from pathlib import Path

import pytest

from desktop.catalog.strict import DataError
from desktop.layouts.form.folders import Chain
from desktop.layouts.form.sentences import read

WHOLE = "# 一\n{% block duties %}\n职责\n{% endblock %}\n中间\n{% block assets %}\n资产\n{% endblock assets %}\n"


@pytest.fixture
def root(tmp_path) -> Path:
    for key, parent in (("national/2023", ""), ("yunnan/2025", "national/2023"), ("kunming/2025", "yunnan/2025")):
        (tmp_path / key).mkdir(parents=True)
        (tmp_path / key / "form.toml").write_text(f'extends = "{parent}"\n', encoding="utf-8")
    (tmp_path / "national/2023/narrative.j2").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def child(root: Path, text: str, key: str = "yunnan/2025", name: str = "sentences.j2"):
    (root / key / name).write_text(text, encoding="utf-8")
    return read(Chain(root, "kunming/2025"))


def test_without_parts_of_its_own_the_whole_is_the_parents(root):
    found = read(Chain(root, "kunming/2025"))
    assert found.source == "# 一\n职责\n中间\n资产\n"
    assert found.place(4) == "national/2023/narrative.j2：第 7 行"


def test_a_part_takes_the_place_of_the_parents_and_says_where_it_stands(root):
    child(root, "{#- words -#}\n{% block assets %}\n本省资产\n两行\n{% endblock %}\n")
    found = child(root, "{% block duties -%}\n本市职责\n{%- endblock %}", key="kunming/2025")
    assert found.source == "# 一\n本市职责\n中间\n本省资产\n两行\n"
    assert found.place(2) == "kunming/2025/sentences.j2：第 2 行"
    assert found.place(5) == "yunnan/2025/sentences.j2：第 4 行"


def test_the_nearest_part_counts(root):
    child(root, "{% block duties %}\n省\n{% endblock %}")
    assert "市" in child(root, "{% block duties %}\n市\n{% endblock %}", key="kunming/2025").source


REFUSED = [
    ("{% block asets %}\n资产\n{% endblock %}", "没有名为“asets”的段落；是不是“assets”"),
    ("资产\n", "第 1 行：这里只能写 block"),
    ("{% block assets %}\n资产", "没有 endblock"),
    ("{% endblock %}", "前面没有 block"),
    ("{% block assets %}\n{% block duties %}\n{% endblock %}\n{% endblock %}", "还没有 endblock"),
    ("{% block assets %}{% endblock %}", "单独成行"),
    ("{% block assets %}\n{% endblock %}\n{% block assets %}\n{% endblock %}", "写了两次"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_fit_is_refused_naming_the_file(root, text, reason):
    with pytest.raises(DataError, match=reason) as refused:
        child(root, text)
    assert "yunnan/2025/sentences.j2" in str(refused.value)


def test_a_whole_and_parts_of_it_are_not_both_given(root):
    child(root, WHOLE, key="kunming/2025", name="narrative.j2")
    with pytest.raises(DataError, match="只能有一个"):
        child(root, "", key="kunming/2025")


def test_a_whole_of_its_own_needs_no_parts_of_a_parent(root):
    child(root, "{% block duties %}\n省\n{% endblock %}")
    assert child(root, "# 市\n", key="kunming/2025", name="narrative.j2").source == "# 市\n"


def test_a_shared_part_stands_where_it_is_named_the_nearest_one(root):
    (root / "national/2023/shared.j2").write_text(
        "{% block ask %}\n问\n{% endblock %}\n{% block day %}\n日\n{% endblock %}\n"
    )
    (root / "yunnan/2025/shared.j2").write_text("{% block day %}\n某日\n{% endblock %}\n", encoding="utf-8")
    found = child(root, "{% block assets %}\n{% shared ask %}\n{%- shared day -%}\n{% endblock %}\n")
    assert found.source == "# 一\n职责\n中间\n问\n某日\n"
    assert found.place(4) == "national/2023/shared.j2：第 2 行"
    assert found.place(5) == "yunnan/2025/shared.j2：第 2 行"


@pytest.mark.parametrize(
    ("named", "shared", "reason"),
    [
        ("{% shared aks %}", "", "yunnan/2025/sentences.j2：第 2 行：shared.j2 中没有名为“aks”的段落；是不是“ask”？"),
        ("{% shared ask %}", "散行\n", "national/2023/shared.j2：第 1 行：这里只能写 block 段落"),
    ],
)
def test_a_shared_part_that_is_not_there_is_refused(root, named, shared, reason):
    text = f"{shared}{{% block ask %}}\n问\n{{% endblock %}}\n"
    (root / "national/2023/shared.j2").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        child(root, f"{{% block assets %}}\n{named}\n{{% endblock %}}\n")
    assert str(refused.value) == reason
