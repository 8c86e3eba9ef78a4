"""A bar chart as DrawingML, the native chart of Word (and of every other office program)."""

from decimal import Decimal
from xml.sax.saxutils import escape

from desktop.exporters.docx_styles import HEI, SONG
from desktop.layouts.tables.charts import Chart
from desktop.money import FEN_PER, NumberStyle

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
COLORS = ("2F6DB5", "B4BEC9")
AMOUNT, BETWEEN = 800, 40
"""Size of the amounts at the bars, in hundredths of a point, and the part of a bar between two pairs, in percent: where
pictures are lower to share a page, the two amounts of a pair else stood in each other."""
A_DIGIT = Decimal("2.5")
"""Hundredths of the axis that a digit of an amount takes."""


def chart_xml(chart: Chart) -> bytes:
    """Return the chart part: the values stand in it, no workbook is embedded."""
    series = "".join(_series(chart, number) for number in range(len(chart.series)))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:roundedCorners val="0"/><c:chart>'
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p>{_look(1300, bold=True)}<a:r>"
        f'<a:rPr lang="zh-CN" sz="1300" b="1">{_face(HEI)}</a:rPr>'
        f"<a:t>{escape(chart.title)}（{chart.style.unit}）</a:t></a:r></a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{BETWEEN}"/><c:axId val="111"/><c:axId val="222"/></c:barChart>'
        '<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:txPr><a:bodyPr/><a:p>{_look(900)}<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        '<c:crossAx val="222"/><c:tickLblSkip val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{axis_end(chart):f}"/>{_begin(chart)}</c:scaling><c:delete val="1"/>'
        '<c:axPos val="b"/><c:crossAx val="111"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart>'
        f"<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr>{_face(SONG)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>'
    ).encode()


def axis_end(chart: Chart) -> Decimal:
    """Return where the axis of the amounts ends: so that the amount behind the longest bar has room."""
    largest = max((abs(fen) for _, amounts in chart.series for fen in amounts), default=0)
    amount = Decimal(largest) / FEN_PER[chart.style.unit]
    return amount * (100 + A_DIGIT * len(chart.style.show(largest))) / 100 or Decimal(1)


def begins_at_zero(chart: Chart) -> bool:
    """Tell whether the axis is to begin at 0: by itself it may begin near the shortest and cut all bars."""
    return all(fen >= 0 for _, amounts in chart.series for fen in amounts)


def number_format(style: NumberStyle) -> str:
    """Return the code by which a spreadsheet program prints amounts as in a style."""
    return ("#,##0" if style.grouped else "0") + ("." + "0" * style.decimals if style.decimals else "")


def _begin(chart: Chart) -> str:
    return '<c:min val="0"/>' if begins_at_zero(chart) else ""


def _look(size: int, *, bold: bool = False) -> str:
    return f'<a:pPr><a:defRPr sz="{size}" b="{int(bold)}"/></a:pPr>'


def _face(name: str) -> str:
    """Name one face for figures and letters: the words of the theme are of another one than the tables."""
    return f'<a:latin typeface="{name}"/><a:ea typeface="{name}"/>'


def _series(chart: Chart, number: int) -> str:
    name, amounts = chart.series[number]
    labels = "".join(f'<c:pt idx="{n}"><c:v>{escape(bar.label)}</c:v></c:pt>' for n, bar in enumerate(chart.bars))
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{Decimal(fen) / FEN_PER[chart.style.unit]:f}</c:v></c:pt>'
        for n, fen in enumerate(amounts)
    )
    count, digits = f'<c:ptCount val="{len(chart.bars)}"/>', number_format(chart.style)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f'<c:tx><c:strRef><c:f>图!$A$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{COLORS[number]}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{digits}" sourceLinked="0"/>'
        f'<c:txPr><a:bodyPr wrap="none"/><a:p>{_look(AMOUNT)}<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strLit>{count}{labels}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>{digits}</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
    )
