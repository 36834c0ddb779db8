"""A workbook is read as its cells show it: every sheet, every value, every colour, and nothing worked out or fetched."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from storage.errors import Refusal
from storage.importing.opening import opened
from storage.importing.source import Source, Table
from tests.plans.opening.builders import (
    NAMESPACES,
    S,
    excel,
    grid,
    inline,
    only_line,
    only_table,
    saved,
    texts,
    workbook,
)


def sheet_of(made: Workbook) -> Worksheet:
    assert isinstance(made.active, Worksheet)
    return made.active


def read(made: Workbook) -> Source:
    return opened("plan.xlsx", saved(made))


def shown(value: object, format: str | None = None) -> str:
    made = Workbook()
    cell = sheet_of(made)["A1"]
    cell.value = value  # type: ignore[assignment]
    if format:
        cell.number_format = format
    return only_line(read(made)).text


def test_each_sheet_is_a_table_with_its_name() -> None:
    made = workbook([["Ref", "Action"], ["1", "Train"]])
    made.create_sheet("Empty")
    made.create_sheet("Key")["B2"] = "Green"
    source = read(made)
    assert [(one.name, one.place, grid(one)) for one in source.blocks if isinstance(one, Table)] == [
        ("Plan", "sheet “Plan”", [["Ref", "Action"], ["1", "Train"]]),
        ("Key", "sheet “Key”", [["", "Green"]]),
    ]
    assert [line.place for line in source.lines()][-1] == "sheet “Key”, row 2"


def test_empty_rows_and_what_trails_are_left_out_and_rows_keep_their_numbers() -> None:
    made = workbook([["a", None, "c", " ", None], [None], ["x"]])
    sheet_of(made)["K50"].font = Font(bold=True)
    table = only_table(read(made))
    assert grid(table) == [["a", "", "c"], ["x", "", ""]]
    assert [row.place for row in table.rows] == ["sheet “Plan”, row 1", "sheet “Plan”, row 3"]


@pytest.mark.parametrize(
    ("value", "format", "expected"),
    [
        (date(2024, 3, 31), None, "31/03/2024"),
        (date(2024, 3, 1), "mmm-yy", "Mar 2024"),
        (date(2024, 3, 1), "mmmm yyyy", "March 2024"),
        (date(2024, 3, 31), "d-mmm-yy", "31 Mar 2024"),
        (date(2024, 3, 31), "d-mmm", "31 Mar 2024"),
        (date(2024, 3, 31), "m/d/yyyy", "31/03/2024"),
        (date(2024, 3, 31), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "31 March 2024"),
        (date(2024, 3, 31), "dd/mm/yy;@", "31/03/2024"),
        (date(2024, 3, 31), "mm/yyyy", "03/2024"),
        (date(2024, 3, 31), "yyyy", "2024"),
        (datetime(2024, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "31/03/2024 14:30"),
        (datetime(2024, 3, 31, 14, 30), "dd/mm/yyyy", "31/03/2024"),
        (time(9, 5), "h:mm", "09:05"),
        (1.5, "[h]:mm", "36:00"),
        (-5, "dd/mm/yyyy", "-5"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (0.125, "0%", "13%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '"£"#,##0', "£1,235"),
        (1234.5, '_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-', "£1,234.50"),
        (-1234.5, "#,##0.0;(#,##0.0)", "(1,234.5)"),
        (-3, None, "-3"),
        (5, "000", "005"),
        (5, '0" days"', "5 days"),
        (2, '"Recommendation "0', "Recommendation 2"),
        (1, '[=1]"Yes";[=0]"No";0', "Yes"),
        (-1, '"Green";"Red";"Amber"', "Red"),
        (0, '"Green";"Red";"Amber"', "Amber"),
        (7, ";;;", "7"),
        (0.1 + 0.2, None, "0.3"),
        (3, "0.##", "3"),
        (3.0, None, "3"),
        (2, "0.0", "2.0"),
        (12345678901, None, "12345678901"),
        (True, None, "TRUE"),
        (False, None, "FALSE"),
        ("On track", '"Grade: "@', "Grade: On track"),
        ("  words  ", None, "words"),
        ("<b>x</b> & =1+1", None, "<b>x</b> & =1+1"),
        ("a\u00a0b\u00adc", None, "a bc"),
    ],
)
def test_a_value_is_what_the_cell_shows(value: object, format: str | None, expected: str) -> None:
    assert shown(value, format) == expected


@pytest.mark.parametrize(
    "format", ["0" * 5000, "0." + "0" * 250, "#" * 300, '"' + "x" * 9000 + '"0', "[" * 400, "0.0" + "?" * 99]
)
def test_a_format_that_excel_would_not_take_does_no_harm(format: str) -> None:
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{format.replace(chr(34), "&quot;")}"/></numFmts>'
    styles += '<cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
    cells = '<c s="1"><v>12345678901.5</v></c>' + inline("last")
    found = opened("plan.xlsx", excel(f"<row>{cells}</row>", styles=styles))
    assert [line.text for line in found.lines()][-1] == "last"


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "٣", "1.5", " "])
def test_numbers_that_are_none_do_no_harm(number: str) -> None:
    cell = f'<c s="{number}" t="s"><v>{number}</v></c><c r="{number}" s="{number}"><v>1</v></c>'
    content = excel(
        f'<cols><col min="{number}" max="{number}" hidden="1"/></cols><sheetData><row r="{number}">{cell}</row></sheetData>'
    )
    assert [line.text for line in opened("plan.xlsx", content).lines()] == ["1"]


def test_an_emoji_written_as_its_two_halves_is_one_and_half_of_one_is_none() -> None:
    content = excel(f"<row>{inline('on track _xD83D__xDE0A_ _xD83D_.')}</row>")
    text = only_line(opened("plan.xlsx", content)).text
    assert text.startswith("on track 😊")
    assert text.encode()


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    content = excel(
        '<row r="1"><c r="A1" s="1"><v>43920</v></c></row>',
        styles='<cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
        properties='<workbookPr date1904="1"/>',
    )
    assert only_line(opened("plan.xlsx", content)).text == "31/03/2024"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c t="d"><v>2024-03-31T00:00:00</v></c>', "31/03/2024"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><f>A2</f><v>On track</v></c>', "On track"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="b"><f>TRUE()</f><v>1</v></c>', "TRUE"),
        ('<c t="s"><v>0</v></c>', "shared words"),
        ('<c t="s"><v>1</v></c>', "line one\nline two"),
        ('<c t="s"><v>2</v></c>', "a b"),
        ('<c t="inlineStr"><is><r><t>rich </t></r><r><t>words</t></r><rPh><t>no</t></rPh></is></c>', "rich words"),
        ("<c><v>not a number</v></c>", "not a number"),
        ("<c><v>1e400</v></c>", "1e400"),
        ("<c><v>nan</v></c>", "nan"),
    ],
)
def test_every_kind_of_cell(cell: str, expected: str) -> None:
    strings = (
        "<si><t>shared words</t></si><si><t>line one_x000D_\nline two</t></si><si><r><t>a </t></r><r><t>b</t></r></si>"
    )
    assert (
        only_table(opened("plan.xlsx", excel(f"<row>{cell}</row>", strings=strings))).rows[0].cells[0].text == expected
    )


@pytest.mark.parametrize("index", ["99", "-1", "x", ""])
def test_a_shared_text_that_is_not_there_is_empty(index: str) -> None:
    with pytest.raises(Refusal, match="no words"):
        opened("plan.xlsx", excel(f'<row><c t="s"><v>{index}</v></c></row>'))


def test_a_formula_without_a_saved_value_is_kept_as_written_and_remarked() -> None:
    made = workbook([["Total", "=SUM(B2:B9)", '=HYPERLINK("http://x")']])
    source = read(made)
    assert grid(only_table(source)) == [["Total", "=SUM(B2:B9)", '=HYPERLINK("http://x")']]
    (remark,) = source.remarks
    assert "B1, C1" in remark.sentence


def test_a_formula_whose_value_is_no_text_is_empty_and_not_remarked() -> None:
    source = opened("plan.xlsx", excel('<row><c t="str"><f>IF(A2,"",1)</f><v></v></c>' + inline("x") + "</row>"))
    assert grid(only_table(source)) == [["", "x"]]
    assert source.remarks == ()


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    made = workbook([["a", "b", "c"], ["d"], ["e"], ["f"]])
    sheet = sheet_of(made)
    for row in (2, 3):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("Old")["A1"] = "older"
    made["Old"].sheet_state = "veryHidden"
    source = read(made)
    assert [line.text for line in source.lines()] == ["a", "b", "c", "d", "e", "f", "older"]
    assert [(one.sentence.split(";")[0], one.place) for one in source.remarks] == [
        ("Rows of this sheet are hidden (2 to 3)", "sheet “Plan”"),
        ("Columns of this sheet are hidden (B)", "sheet “Plan”"),
        ("This sheet is hidden", "sheet “Old”"),
    ]


def test_struck_words_are_marked_whole_cells_and_stretches() -> None:
    made = workbook([["May 2024"]])
    sheet_of(made)["A1"].font = Font(strike=True, bold=True)
    found = only_line(read(made))
    assert (found.struck, found.bold) == ("May 2024", True)
    rich = "<is><r><t>due\n  </t></r><r><rPr><strike/></rPr><t>May\nJune</t></r><r><t> July</t></r></is>"
    source = opened("plan.xlsx", excel(f'<row><c t="inlineStr">{rich}</c></row>'))
    assert [(line.text, line.struck) for line in source.lines()] == [("due", ""), ("May", "May"), ("June July", "June")]


@pytest.mark.parametrize(
    ("fill", "shade"),
    [
        (PatternFill("solid", fgColor="FFC000"), "FFC000"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
        (PatternFill("solid", fgColor=Color(theme=0)), "FFFFFF"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(theme=9)), "F79646"),
        (PatternFill("lightGrid", fgColor="FFC000"), ""),
        (PatternFill(), ""),
    ],
)
def test_a_cells_background_counts_where_it_has_no_words_too(fill: PatternFill, shade: str) -> None:
    made = workbook([["Ref", "RAG"], ["1", None]])
    sheet_of(made)["B2"].fill = fill
    assert only_table(read(made)).rows[1].cells[1].shade == shade


def cells(table: Table) -> list[list[tuple[str, int, int, bool]]]:
    return [[(cell.text, cell.column, cell.span, cell.continued) for cell in row.cells] for row in table.rows]


def test_merged_cells_are_wide_and_go_on_below() -> None:
    made = workbook([["a", "b", None, "d"], ["1", None, None, "4"], ["x", "y", "z", "w"]])
    sheet_of(made).merge_cells("B1:C2")
    assert cells(only_table(read(made))) == [
        [("a", 0, 1, False), ("b", 1, 2, False), ("d", 3, 1, False)],
        [("1", 0, 1, False), ("", 1, 2, True), ("4", 3, 1, False)],
        [("x", 0, 1, False), ("y", 1, 1, False), ("z", 2, 1, False), ("w", 3, 1, False)],
    ]


def test_words_under_a_merge_are_not_lost() -> None:
    sheet = (
        f"<sheetData><row r='1'>{inline('over')}{inline('under')}</row><row r='2'>{inline('below')}</row></sheetData>"
        '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A1:XFD1048576"/><mergeCell ref="nonsense"/></mergeCells>'
    )
    assert grid(only_table(opened("plan.xlsx", excel(sheet)))) == [["over", "under"], ["below"]]


def test_comments_headers_and_drawings_are_kept_aside() -> None:
    made = workbook([["a"]])
    sheet = sheet_of(made)
    sheet["A1"].comment = Comment("is this so?", "x")
    sheet.oddHeader.left.text = "Children && Families"
    sheet.oddFooter.center.text = "Page &P of &N"
    assert [(line.text, line.place) for line in read(made).asides] == [
        ("Children & Families", "header or footer of sheet “Plan”"),
        ("Page of", "header or footer of sheet “Plan”"),
        ("is this so?", "comment on sheet “Plan”, A1"),
    ]


def test_a_thread_of_comments_is_read_once() -> None:
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="B2"><text>why late?</text></threadedComment>'
        '<threadedComment ref="B2"><text>staff left</text></threadedComment></ThreadedComments>'
    )
    copy = (
        f'<comments xmlns="{S}"><commentList><comment ref="B2"><text><t>[Threaded comment] Yours</t></text></comment>'
    )
    copy += '<comment ref="C3"><text><r><t>a note</t></r></text></comment></commentList></comments>'
    box = f"<x {NAMESPACES}><a:p><a:r><a:t>boxed </a:t></a:r><a:r><a:t>words</a:t></a:r></a:p></x>"
    content = excel(f"<row>{inline('a')}</row>", threadedComment=thread, comments=copy, drawing=box)
    assert [(line.text, line.place) for line in opened("plan.xlsx", content).asides] == [
        ("why late?", "comment on sheet “Plan”, B2"),
        ("staff left", "comment on sheet “Plan”, B2"),
        ("a note", "comment on sheet “Plan”, C3"),
        ("boxed words", "drawing on sheet “Plan”"),
    ]


def test_symbols_in_place_of_numbers_are_remarked() -> None:
    icons = '<conditionalFormatting><cfRule type="iconSet"><iconSet showValue="0"/></cfRule></conditionalFormatting>'
    source = opened("plan.xlsx", excel(f"<sheetData><row><c><v>1</v></c></row></sheetData>{icons}"))
    assert ["symbols" in one.sentence for one in source.remarks] == [True]


def test_rows_and_cells_need_not_say_where_they_are() -> None:
    content = excel(
        f'<row>{inline("a")}{inline("b")}</row><row r="5">{inline("c", "r=" + chr(34) + "C5" + chr(34))}{inline("d")}</row>'
    )
    table = only_table(opened("plan.xlsx", content))
    assert [texts(row) for row in table.rows] == [["a", "b", "", ""], ["", "", "c", "d"]]


def test_a_sheet_that_is_missing_from_the_file_is_remarked() -> None:
    made = workbook([["a"]])
    made.create_chartsheet("Chart")
    assert [one.place for one in read(made).remarks] == ["sheet “Chart”"]
