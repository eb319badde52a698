"""Charts beside tables: they point at the rows that stand there, hold the same numbers, and LibreOffice draws them."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from registry.excel.charts import MOST_ROWS, Chart
from registry.excel.writing import ExcelFile, Head
from tests.libreoffice import libreoffice_reads, needs_libreoffice

HEADS = [Head("Kommune", width=34), Head("Som vert", "number"), Head("Som deltaker", "number")]
ROWS = [["Kárášjohka", 6, 30], ["Bardu & <co>", 0, 17], ["Dyrøy", None, 3]]


def written(chart, rows=ROWS, heads=HEADS):
    with ExcelFile("Tittel", "Utgiver") as book:
        book.sheet("Innhold", [Head("Ark", "link")]).append(["1.1 Samarbeid"])
        sheet = book.sheet("1.1 Samarbeid", heads)
        sheet.extend(rows)
        sheet.draw(chart, rows)
        with book.finish() as whole:
            return whole.read()


def read(whole):
    return load_workbook(io.BytesIO(whole)).worksheets[1]._charts[0]


def parts(whole, name):
    return zipfile.ZipFile(io.BytesIO(whole)).read(name).decode()


def test_each_bar_is_a_row_of_the_sheet_in_its_order():
    chart = read(written(Chart("Samarbeid per kommune", (1, 2))))
    assert (chart.barDir, chart.grouping, chart.x_axis.scaling.orientation) == ("bar", "stacked", "maxMin")
    assert [series.val.numRef.f for series in chart.series] == ["'1.1 Samarbeid'!$B$2:$B$4", "'1.1 Samarbeid'!$C$2:$C$4"]
    assert [series.tx.strRef.f for series in chart.series] == ["'1.1 Samarbeid'!$B$1", "'1.1 Samarbeid'!$C$1"]
    assert {series.cat.strRef.f for series in chart.series} == {"'1.1 Samarbeid'!$A$2:$A$4"}


def test_the_chart_keeps_the_numbers_it_shows():
    kept = [series.val.numRef.numCache for series in read(written(Chart("Samarbeid", (1, 2)))).series]
    assert [[(point.idx, point.v) for point in cache.pt] for cache in kept] == [[(0, 6), (1, 0)], [(0, 30), (1, 17), (2, 3)]]
    names = read(written(Chart("Samarbeid", (1,)))).series[0].cat.strRef.strCache
    assert [point.v for point in names.pt] == [row[0] for row in ROWS]


def test_bars_that_may_be_longer_are_hatched_and_have_a_plus_and_the_title_says_why():
    whole = written(Chart("Samarbeid", (2,), partial=frozenset({1})))
    series = read(whole).series[0]
    assert [(point.idx, point.spPr.pattFill.prst) for point in series.dPt] == [(1, "wdUpDiag")]
    assert [(label.idx, label.numFmt) for label in series.dLbls.dLbl] == [(1, '#,##0"+"')]
    assert "ikke ferdig kartlagt" in parts(whole, "xl/charts/chart1.xml")
    assert "ikke ferdig kartlagt" not in parts(written(Chart("Samarbeid", (2,))), "xl/charts/chart1.xml")


@pytest.mark.parametrize(("value", "number"), [(3, "#,##0"), (3.25, "#,##0.0")])
def test_a_number_at_a_bar_is_as_exact_as_it_is(value, number):
    whole = written(Chart("Samarbeid", (1,)), [["A", value, 1]])
    assert f'<numFmt sourceLinked="0" formatCode="{number}" />' in parts(whole, "xl/charts/chart1.xml")


def test_the_chart_is_told_in_words_for_those_who_do_not_see_it():
    drawing = parts(written(Chart('Samarbeid & "annet"', (1, 2))), "xl/drawings/drawing1.xml")
    told = 'Stolpediagram: Samarbeid &amp; "annet" (Som vert, Som deltaker). 3 rader. Tabellen ved siden av har de samme tallene.'
    assert f"descr='{told}'" in drawing


def test_every_row_has_room_and_a_very_long_table_is_drawn_only_at_its_top():
    rows = [[f"Kommune {number}", number, number] for number in range(MOST_ROWS + 5)]
    short, long = (read(written(Chart("Samarbeid", (1,)), rows[:number])) for number in (39, len(rows)))
    assert short.x_axis.tickLblSkip == 1
    assert parts(written(Chart("Samarbeid", (1,)), rows[:39]), "xl/drawings/drawing1.xml").split('cy="')[1] > str(19 * 360_000)
    assert long.series[0].val.numRef.f == f"'1.1 Samarbeid'!$B$2:$B${MOST_ROWS + 1}"


def test_table_and_chart_are_printed_on_the_same_page_where_there_is_room():
    def pages(heads):
        return int(load_workbook(io.BytesIO(written(Chart("S", (1,)), heads=heads))).worksheets[1].page_setup.fitToWidth)

    assert (pages(HEADS), pages([Head("Kommune", width=190), *HEADS[1:]])) == (1, 2)


def test_a_link_opens_its_sheet():
    sheet = load_workbook(io.BytesIO(written(Chart("Samarbeid", (1,))))).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].hyperlink.location) == ("1.1 Samarbeid", "'1.1 Samarbeid'!A1")


@needs_libreoffice
def test_libreoffice_draws_the_numbers_of_the_table(tmp_path):
    path = tmp_path / "figurer.xlsx"
    path.write_bytes(written(Chart("Samarbeid", (1, 2), partial=frozenset({2}))))
    sheet = libreoffice_reads([path])[0]["1.1 Samarbeid"]
    drawn = [[cell[1] if cell else None for cell in row] for row in sheet.charts[0]]
    assert drawn == [
        [None, "Som vert", "Som deltaker"],
        ["Kárášjohka", "6", "30"],
        ["Bardu & <co>", "0", "17"],
        ["Dyrøy", "NaN", "3"],
    ]
    assert len(sheet.rows) == 1 + len(ROWS)
