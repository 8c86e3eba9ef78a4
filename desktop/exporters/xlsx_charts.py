"""The sheet of charts of the workbook: their figures, and native charts beside them; these go on one printed page."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.exporters.chart_xml import axis_end, begins_at_zero, number_format
from desktop.exporters.publication import Publication
from desktop.layouts.paper.pages import CHARTS
from desktop.layouts.tables.charts import Chart
from desktop.money import FEN_PER

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SONG, HEI = "宋体", "黑体"
A4_PAPER = 9
ACROSS, ALONG = 494.0, 734.0
"""Points of an upright page between the margins that a sheet has by itself."""
FIRST, COLUMNS = 4, 10
"""The columns that charts reach over: they alone are printed, as in the PDF, and say each figure themselves."""
AROUND, A_BAR, A_PAIR = 100, 28, 42
"""Pixels of a chart for its title, axis and legend, and for each bar or pair: bars are as thick in all charts."""
A_ROW, A_COLUMN, WIDE = 20, 64, 630
"""Pixels of a row, of a column, and of the width of a chart."""
POINTS_PER_PIXEL = 0.75


class ShortNumber(float):
    """A number that is written with as few digits as say it: 93.85, not 93.84999999999999."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def write_charts(workbook: "Workbook", publication: Publication, look: Callable[..., Any]) -> None:
    """Add a sheet with the figures of the charts, each with a native chart at its right."""
    worksheet = workbook.add_worksheet(CHARTS)
    worksheet.set_column(0, 0, 34)
    head, words = look(font_name=HEI, border=1, align="center"), look(border=1)
    number, title = look(border=1, num_format="#,##0.00"), look(font_name=HEI, font_size=12)
    row, longest = 0, 0
    for chart in publication.charts:
        worksheet.write_string(row, 0, f"{chart.title}（{chart.style.unit}）", title)
        names = [name for name, _ in chart.series]
        for column, name in enumerate(["项目", *names]):
            worksheet.write_string(row + 1, column, name, head)
        for line, bar in enumerate(chart.bars, row + 2):
            worksheet.write_string(line, 0, bar.label, words)
            for column, (_, amounts) in enumerate(chart.series, 1):
                value = Decimal(amounts[line - row - 2]) / FEN_PER[chart.style.unit]
                worksheet.write_number(line, column, ShortNumber(value), number)
                longest = max(longest, len(f"{value:,.2f}"))
        worksheet.insert_chart(row, FIRST, _native(workbook, chart, row), {"object_position": 2})
        row += max(len(chart.bars) + 4, -(-_height(chart) // A_ROW) + 1)
    worksheet.set_column(1, 2, max(14, longest + 2))  # in a narrower one only ### is seen
    worksheet.set_paper(A4_PAPER)
    worksheet.fit_to_pages(1, 1)  # a break would cut a chart in two
    worksheet.print_area(0, FIRST, max(row - 1, 1), FIRST + COLUMNS - 1)
    worksheet.center_horizontally()
    worksheet.set_header(f'&C&"{HEI}"&18{CHARTS}')
    printed = min(1.0, ALONG / (row * A_ROW * POINTS_PER_PIXEL), ACROSS / (COLUMNS * A_COLUMN * POINTS_PER_PIXEL))
    worksheet.set_footer(publication.sheet_footer(printed))


def _height(chart: Chart) -> int:
    return AROUND + len(chart.bars) * (A_PAIR if len(chart.series) > 1 else A_BAR)


def _native(workbook: "Workbook", chart: Chart, row: int) -> Any:
    native_chart = workbook.add_chart({"type": "bar"})
    last = row + 1 + len(chart.bars)
    for column, color in zip(range(1, len(chart.series) + 1), ("#2F6DB5", "#B4BEC9"), strict=False):
        native_chart.add_series(
            {
                "name": [CHARTS, row + 1, column],
                "categories": [CHARTS, row + 2, 0, last, 0],
                "values": [CHARTS, row + 2, column, last, column],
                "fill": {"color": color},
                "data_labels": {"value": True, "num_format": number_format(chart.style), "font": {"size": 9}},
                "gap": 60,
            }
        )
    native_chart.set_title({"name": f"{chart.title}（{chart.style.unit}）", "name_font": {"size": 12}})
    native_chart.set_y_axis({"reverse": True, "interval_unit": 1, "major_tick_mark": "none"})
    end = ShortNumber(axis_end(chart))
    begin = {"min": 0} if begins_at_zero(chart) else {}
    native_chart.set_x_axis({"visible": False, **begin, "max": end, "major_gridlines": {"visible": False}})
    native_chart.set_legend({"position": "bottom"})
    native_chart.set_size({"width": WIDE, "height": _height(chart)})
    _keep_on_one_line(native_chart)
    return native_chart


def _keep_on_one_line(native_chart: Any) -> None:
    """Keep the amount at a bar on one line: LibreOffice divides long ones, and the library has no option for it."""
    written = native_chart._write_a_body_pr

    def write(rotation: object, is_horizontal: object) -> None:
        if rotation is None and is_horizontal is None:  # of the amounts alone; titles and axes say one of the two
            native_chart._xml_empty_tag("a:bodyPr", [("wrap", "none")])
        else:
            written(rotation, is_horizontal)

    native_chart._write_a_body_pr = write
