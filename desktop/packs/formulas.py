"""The formulas of a workbook held against ours: another one shows another figure once it is worked out.

The figure kept beside a formula is what is read as its text; a spreadsheet program replaces it when it calculates.
"""

from pathlib import Path

from desktop.outside import child, source_files

_SIGNS = str.maketrans("", "", " $'")
"""What programs write in their own way and means nothing for the figure."""


def of_workbook(path: Path) -> dict[str, str]:
    """Return the formulas of a workbook by the place of their cell, as a difference names it."""
    sheets = source_files.ask(path, child.STRUCTURE)["sheets"]
    return {
        f"工作表“{sheet['sheet']}”{place}": f"={cell[1]}"
        for sheet in sheets
        for place, cell in sheet["cells"].items()
        if cell[0] == "formula"
    }


def others(path: Path, ours: Path) -> list[tuple[str, str, str]]:
    """Return place, formula of the file and ours where the file works out a cell in another way than ours.

    A figure in the place of a formula is what was printed, and no finding; a formula where ours has a figure is one.
    """
    expected = of_workbook(ours)
    return [
        (place, formula, expected.get(place, ""))
        for place, formula in of_workbook(path).items()
        if _plain(formula) != _plain(expected.get(place, ""))
    ]


def _plain(formula: str) -> str:
    return formula.translate(_SIGNS).upper()
