"""Ties and the lines above tables: what they name must exist."""

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.catalog.strict import DataError
from desktop.layouts.form import loader
from desktop.layouts.form.loader import FormLoader

FIRST = "shaanxi/2023"


def test_the_ties_of_a_form_name_its_tables_and_figures():
    form = loader.load("chongqing/2023")
    assert {tie.id for tie in form.ties} >= {"CQ05"}


REFUSED = [
    ("ties.toml", "figure:three_public_total", "figure:three_public_totl", "是不是“three_public_total”"),
    ("tables/overall_performance.toml", 'text = "performance_goal"', 'text = "performance_gaol"', "performance_goal"),
]


@pytest.mark.parametrize(("file", "old", "new", "reason"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_does_not_exist_is_refused_naming_the_file(tmp_path, file, old, new, reason):
    forms = Path(shutil.copytree(paths.forms(), tmp_path / "forms"))
    path = forms / FIRST / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=reason) as refused:
        FormLoader(forms, FIRST).form()
    assert f"{FIRST}/{file}" in str(refused.value)
