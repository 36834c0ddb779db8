"""A Word table as it lies: merged, nested, coloured and wrapped cells, each word once."""

import pytest
from docx import Document

from storage.importing.opening import opened
from storage.importing.source import Mark, Table
from tests.plans.opening.builders import grid, only_table, opened_word, p, part, r, saved, sdt, tbl, tc, texts, tr


def cells(*rows: str, **parts: str) -> list[tuple[str, int, int, bool]]:
    table = only_table(opened_word(tbl(*rows), **parts))
    return [(cell.text, cell.column, cell.span, cell.continued) for row in table.rows for cell in row.cells]


def shades(*rows: str, properties: str = "", **parts: str) -> list[list[str]]:
    table = only_table(opened_word(tbl(*rows, properties=properties), **parts))
    return [[cell.shade for cell in row.cells] for row in table.rows]


def test_rows_and_cells_in_order_with_their_places() -> None:
    source = opened_word(p("Plan") + tbl(tr("a", "b"), tr("c", "d")) + p("between") + tbl(tr("e")))
    tables = [block for block in source.blocks if isinstance(block, Table)]
    assert [grid(one) for one in tables] == [[["a", "b"], ["c", "d"]], [["e"]]]
    assert [row.place for one in tables for row in one.rows] == ["table 1, row 1", "table 1, row 2", "table 2, row 1"]
    assert [line.place for line in source.lines()] == [
        "paragraph 1",
        *["table 1, row 1"] * 2,
        *["table 1, row 2"] * 2,
        "paragraph 2",
        "table 2, row 1",
    ]


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    (row,) = only_table(opened_word(tbl(tr(tc(p("one") + p() + p("two")))))).rows
    assert [line.text for line in row.cells[0].lines] == ["one", "two"]


def test_a_wide_cell_covers_its_columns() -> None:
    assert cells(tr(tc("wide", '<w:gridSpan w:val="2"/>'), "c")) == [("wide", 0, 2, False), ("c", 2, 1, False)]


def test_a_row_may_begin_later_than_the_others() -> None:
    assert cells(tr("b", properties='<w:gridBefore w:val="1"/>')) == [("b", 1, 1, False)]


def test_a_tall_cell_goes_on_in_the_rows_below() -> None:
    rows = (
        tr(tc("tall", '<w:vMerge w:val="restart"/>'), "x"),
        tr(tc("<w:p/>", "<w:vMerge/>"), "y"),
        tr(tc("<w:p/>", '<w:vMerge w:val="continue"/>'), "z"),
    )
    assert [one for one in cells(*rows) if one[1] == 0] == [("tall", 0, 1, False), ("", 0, 1, True), ("", 0, 1, True)]


def test_words_hidden_under_a_tall_cell_are_not_lost() -> None:
    rows = (tr(tc("tall", '<w:vMerge w:val="restart"/>')), tr(tc("under", "<w:vMerge/>")))
    assert cells(*rows) == [("tall", 0, 1, False), ("under", 0, 1, False)]


def test_cells_merged_the_old_way() -> None:
    row = tr(tc("wide", '<w:hMerge w:val="restart"/>'), tc("<w:p/>", "<w:hMerge/>"), "c")
    assert cells(row) == [("wide", 0, 2, False), ("c", 2, 1, False)]


@pytest.mark.parametrize("span", ["0", "-1", "nonsense", "99999999"])
def test_a_senseless_width_is_one_column(span: str) -> None:
    assert cells(tr(tc("a", f'<w:gridSpan w:val="{span}"/>'))) == [("a", 0, 1, False)]


def test_a_table_in_a_cell_stays_in_it() -> None:
    (row,) = only_table(opened_word(tbl(tr(tc(p("before") + tbl(tr("in", "ner")) + p("after")))))).rows
    (cell,) = row.cells
    assert cell.text == "before\nafter"
    assert [grid(one) for one in cell.tables] == [[["in", "ner"]]]
    assert cell.tables[0].rows[0].place == "table 1, row 1, table inside it, row 1"


def test_controls_around_rows_cells_and_paragraphs_are_seen_through() -> None:
    rows = sdt(tr(sdt(tc("a")), tc(sdt(p("b")))), "<w:tag/>") + tr(tc(p(sdt(r("c")))), "d")
    assert grid(only_table(opened_word(sdt(tbl(rows))))) == [["a", "b"], ["c", "d"]]


def test_a_heading_row_that_word_repeats_is_one() -> None:
    rows = (tr("Ref", properties="<w:tblHeader/>"), tr("1", properties='<w:tblHeader w:val="0"/>'), tr("2"))
    assert [row.heading for row in only_table(opened_word(tbl(*rows))).rows] == [True, False, False]


def test_a_row_that_was_deleted_with_changes_tracked_counts_no_more() -> None:
    (row,) = only_table(opened_word(tbl(tr("old", properties='<w:del w:id="1" w:author="x"/>')))).rows
    assert [(line.text, line.removed) for line in row.cells[0].lines] == [("", "old")]


def test_words_of_a_hidden_row_are_marked_hidden() -> None:
    (row,) = only_table(opened_word(tbl(tr("old", properties="<w:hidden/>")))).rows
    assert [mark.mark for mark in row.cells[0].lines[0].marks] == [Mark.HIDDEN]


def test_rows_of_different_lengths_stay_so() -> None:
    assert grid(only_table(opened_word(tbl(tr("a"), tr("b", "c", "d"), "<w:tr/>")))) == [["a"], ["b", "c", "d"], []]


# -- colours

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:accent6><a:srgbClr val="70AD47"/></a:accent6></a:clrScheme></a:themeElements></a:theme>'
)


@pytest.mark.parametrize(
    ("shading", "shade"),
    [
        ('<w:shd w:val="clear" w:fill="ff0000"/>', "FF0000"),
        ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', ""),
        ('<w:shd w:val="nil" w:fill="FF0000"/>', ""),
        ('<w:shd w:val="solid" w:color="00B050" w:fill="auto"/>', "00B050"),
        ('<w:shd w:val="clear" w:fill="70AD47" w:themeFill="accent6"/>', "70AD47"),
        ('<w:shd w:val="clear" w:themeFill="accent6"/>', "70AD47"),
        ('<w:shd w:val="clear" w:themeFill="background1"/>', "FFFFFF"),
        ('<w:shd w:val="clear" w:themeFill="background1" w:themeFillShade="7F"/>', "7F7F7F"),
        ('<w:shd w:val="clear" w:themeFill="text1" w:themeFillTint="80"/>', "7F7F7F"),
        ('<w:shd w:val="clear" w:themeFill="nothing"/>', ""),
        ('<w:shd w:val="clear" w:themeFill="accent6" w:themeFillTint="rubbish"/>', "70AD47"),
        ("", ""),
    ],
)
def test_a_cells_background(shading: str, shade: str) -> None:
    assert shades(tr(tc("G", shading)), theme=THEME) == [[shade]]


@pytest.mark.parametrize(
    ("paragraph", "shade"),
    [
        (p("G", '<w:shd w:val="clear" w:fill="00B050"/>'), "00B050"),
        (p(r("G", '<w:highlight w:val="red"/>')), "FF0000"),
        (p(r("G", '<w:shd w:val="clear" w:fill="FFC000"/>')), "FFC000"),
        (p(r("G", '<w:highlight w:val="red"/>') + r(" and more")), ""),
        (p(r("G", '<w:highlight w:val="red"/>')) + p("and more"), ""),
        (p(r("G", '<w:highlight w:val="none"/>')), ""),
    ],
)
def test_a_colour_behind_all_the_words_of_a_cell_is_its_background(paragraph: str, shade: str) -> None:
    assert shades(tr(tc(paragraph))) == [[shade]]


STYLE = part(
    "styles",
    '<w:style w:type="table" w:styleId="Bands"><w:name w:val="Bands"/><w:tcPr><w:shd w:val="clear" w:fill="111111"/></w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="222222"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:tcPr><w:shd w:val="clear" w:fill="333333"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="444444"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Bands"/></w:style>',
)


def test_a_tables_style_paints_its_parts() -> None:
    rows = [tr("a", "b"), tr("c", "d"), tr("e", tc("f", '<w:shd w:val="clear" w:fill="ABCDEF"/>'))]
    look = '<w:tblStyle w:val="Mine"/><w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="1" w:noHBand="0"/>'
    assert shades(*rows, properties=look, styles=STYLE) == [["222222"] * 2, ["333333", "444444"], ["333333", "ABCDEF"]]


def test_parts_of_a_style_that_the_table_turned_off_paint_nothing() -> None:
    look = '<w:tblStyle w:val="Bands"/><w:tblLook w:val="0200"/>'
    assert shades(tr("a", "b"), properties=look, styles=STYLE) == [["111111"] * 2]


def test_a_document_of_python_docx_is_read_whole() -> None:
    document = Document()
    document.add_heading("Action plan", 1)
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 2).text = "last"
    source = opened("plan.docx", saved(document))
    assert [line.text for line in source.lines()] == ["Action plan", "wide", "last"]
    assert texts(only_table(source).rows[0]) == ["wide", ""]
