"""Bars beside a table, as Excel draws them itself: one for each row, in the order of the rows, told in words and in print alike.

The numbers stand at the bars, so that there is neither axis nor grid to read across. They are kept in the chart too: what shows
a file without counting it anew shows the bars.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname

MOST_ROWS = 120  # a chart of more is longer than anybody scrolls
NARROWEST, WIDEST = 60, 90  # characters
ROW, AROUND, LEAST = 0.6, 2.2, 6  # centimetres: a bar with its room, the title and the legend, and the lowest chart
CM_A_CHARACTER = 7 * 2.54 / 96
INK, SOFT_INK, PAPER = "0C2430", "435D68", "FFFFFF"
HUES = (("0F5571", PAPER), ("9CC3CF", INK), ("D3E2E6", INK))  # the first is the sea; each with what is read on it


@dataclass(frozen=True)
class Chart:
    """The bars of a table. `columns` are places of numbers, 0 the first; several are parts of one bar.

    `rows`: how many of the first it shows. Those of which there may be more are `partial`, by their place: their bars are hatched
    and their numbers have a plus.
    """

    title: str
    columns: tuple[int, ...]
    rows: int = MOST_ROWS
    partial: frozenset[int] = frozenset()


def drawn(chart: Chart, sheet: str, headings: Sequence[str], rows: Sequence[Sequence], width: int) -> BarChart:
    """The chart of the rows, which stand under the head of the sheet and have their names in the first column."""
    rows = rows[: min(chart.rows, MOST_ROWS)]
    several = len(chart.columns) > 1
    bars = BarChart(barDir="bar", grouping="stacked" if several else "clustered", gapWidth=40, overlap=100 if several else None)
    names = StrData(len(rows), [StrVal(n, str(row[0])) for n, row in enumerate(rows)])
    wanted = [n for n in sorted(chart.partial) if n < len(rows)]
    for (hue, ink), column in zip(HUES, chart.columns, strict=False):
        series = Series(
            val=NumDataSource(_numbers(sheet, column, rows)),
            cat=AxDataSource(strRef=StrRef(_range(sheet, 0, len(rows)), names)),
            tx=SeriesLabel(StrRef(_cell(sheet, column), StrData(1, [StrVal(0, headings[column])]))),
            spPr=_filled(hue),
        )
        whole = all(isinstance(row[column], int) or row[column] is None for row in rows)
        number = "#,##0" if whole else "#,##0.0"
        series.dLbls = _labels(number, ink if several else INK, wanted, several)
        series.dPt = [DataPoint(idx=n, invertIfNegative=False, spPr=_hatched(hue)) for n in wanted]
        bars.series.append(series)
    bars.title = _title(chart, rows)
    bars.legend = Legend(legendPos="b") if several else None
    bars.width, bars.height = width * CM_A_CHARACTER, max(LEAST, AROUND + ROW * len(rows))
    bars.roundedCorners, bars.graphical_properties = False, GraphicalProperties(ln=LineProperties(noFill=True))
    _plain_axes(bars)
    return bars


def described(chart: Chart, headings: Sequence[str], rows: Sequence[Sequence]) -> str:
    """The chart in words, for those who do not see it: what it shows, and that the table beside it has the same numbers."""
    what = ", ".join(headings[column] for column in chart.columns)
    rows = rows[: min(chart.rows, MOST_ROWS)]
    told = _("Stolpediagram: %(title)s (%(what)s). %(number)s rader. Tabellen ved siden av har de samme tallene.")
    return told % {"title": chart.title, "what": what, "number": len(rows)}


def mended(name: str, xml: bytes, about: str) -> bytes:
    """A part of a workbook with what openpyxl has no room for: a chart in words, and that its numbers have formats of their own."""
    if name.startswith("xl/charts/"):
        return xml.replace(b"<numFmt formatCode", b'<numFmt sourceLinked="0" formatCode')
    return xml.replace(b'name="Chart 1"', b'name="Chart 1" descr=' + quoteattr(about).encode(), 1) if about else xml


def _numbers(sheet: str, column: int, rows: Sequence[Sequence]) -> NumRef:
    points = [NumVal(n, None, row[column]) for n, row in enumerate(rows) if row[column] is not None]
    return NumRef(_range(sheet, column, len(rows)), NumData("General", len(rows), points))


def _cell(sheet: str, column: int) -> str:
    return f"{quote_sheetname(sheet)}!${get_column_letter(column + 1)}$1"


def _range(sheet: str, column: int, number: int) -> str:
    letter = get_column_letter(column + 1)
    return f"{quote_sheetname(sheet)}!${letter}$2:${letter}${number + 1}"


def _labels(number: str, ink: str, partial: Iterable[int], several: bool) -> DataLabelList:
    """The numbers at the bars, none where there is nothing."""
    look = {
        "txPr": _text(ink, 800),
        "showVal": True,
        "dLblPos": "ctr" if several else "outEnd",
        **dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), False),
    }
    nothing = ";;" if several else ""
    points = [DataLabel(idx=n, numFmt=f'{number}"+"{nothing}', **{**look, "txPr": _text(INK, 800)}) for n in partial]
    return DataLabelList(dLbl=points, numFmt=f"{number}{nothing}", **look)


def _filled(hue: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=hue, ln=LineProperties(noFill=True))


def _hatched(hue: str) -> GraphicalProperties:
    lines = PatternFillProperties("wdUpDiag", ColorChoice(srgbClr=hue), ColorChoice(srgbClr=PAPER))
    return GraphicalProperties(pattFill=lines, ln=LineProperties(solidFill=hue, w=9525))


def _title(chart: Chart, rows: Sequence[Sequence]) -> Title:
    """What it shows, and under it what one must know to read it right."""
    notes = [_("Skravert og +: ikke ferdig kartlagt, minst så mange.")] if chart.partial else []
    if len(rows) == MOST_ROWS:
        notes.append(_("De %(number)s første radene.") % {"number": MOST_ROWS})
    lines = [_line(chart.title, INK, 1200, bold=True), *(_line(note, SOFT_INK, 900) for note in notes)]
    return Title(tx=Text(rich=RichText(p=lines)), overlay=False)


def _line(text: str, ink: str, size: int, bold: bool = False) -> Paragraph:
    look = _letters(ink, size, bold)
    return Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)])


def _text(ink: str, size: int) -> RichText:
    look = _letters(ink, size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _letters(ink: str, size: int, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(lang="nb-NO", sz=size, b=bold, solidFill=ink, latin=Font(typeface="Calibri"))


def _plain_axes(bars: BarChart) -> None:
    """The names down the side, the first row on top; of the numbers no axis, they stand at the bars."""
    names, numbers = bars.x_axis, bars.y_axis
    names.delete, names.scaling.orientation, names.tickLblSkip = False, "maxMin", 1
    names.majorTickMark, names.txPr = "none", _text(INK, 900)
    names.spPr = GraphicalProperties(ln=LineProperties(solidFill=SOFT_INK, w=6350))
    numbers.delete, numbers.majorGridlines, numbers.scaling.min = True, None, 0
