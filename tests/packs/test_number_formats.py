"""Formats that show another figure than the cell holds."""

from desktop.packs.number_formats import shows_another_figure
from tests.small_cases import small_cases


@small_cases(
    "code",
    [
        "&quot;47.00&quot;".replace("&quot;", '"'),
        "#,##0.00,",
        "0,,",
        "0,.00",
        '0.00"5"',
        ";;;",
        ";-0.00",
        "\\4\\7",
        "47",
        '0;"12"',
    ],
)
def test_digits_of_its_own_thousands_and_nothing(code):
    assert shows_another_figure(code)


@small_cases(
    "code",
    [
        "#,##0.00",
        "0",
        "General",
        '#,##0.00"万元"',
        "[$-804]General",
        "#,##0.00;[Red]-#,##0.00",
        "[$¥-804]#,##0.00",
        '#,##0.00_ ;"—"',
        "0.00%",
        'yyyy"年"m"月"d"日"',
        '#,##0.00;-#,##0.00;""',
        "# ?/8",
        "@",
    ],
)
def test_formats_of_every_day(code):
    assert not shows_another_figure(code)
