"""The readable result of the samples, kept as text. After a wanted change: pytest --update-golden, then read the diff."""

from pathlib import Path

import pytest

from desktop.intake import sample

GOLDEN = Path(__file__).parent.parent / "golden"


def readable(disclosure) -> str:
    parts = [disclosure.narrative.text]
    for table in disclosure.tables:
        parts.append(f"\n== {table.label}（单位：{table.style.unit}）")
        parts += [f"{lead.label}：{lead.cell.text}" for lead in table.lead]
        parts.append(" | ".join("/".join(path) for path in table.header_paths()))
        parts += [" | ".join(cell.text for cell in table.row(n)) for n in range(table.height)]
        parts += table.notes
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("name", sorted(sample.of_one_unit()))
def test_golden(name, own_layouts, request):
    path = GOLDEN / f"{name}.txt"
    made = readable(own_layouts[name])
    if request.config.getoption("--update-golden"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")
