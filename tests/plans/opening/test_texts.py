"""Plain text: runs of lines with tabs or pipes are tables, lists of values are one, and every other line stays a line."""

import pytest

from storage.errors import Refusal
from storage.importing.opening import opened
from storage.importing.source import Line, Source, Table
from tests.plans.opening.builders import grid, only_table, texts


def shape(source: Source) -> list[object]:
    return [block.text if isinstance(block, Line) else grid(block) for block in source.blocks]


def read(text: str, name: str = "pasted.txt") -> list[object]:
    return shape(opened(name, text.encode()))


def test_lines_and_runs_of_tabbed_lines_with_their_numbers() -> None:
    source = opened("plan.txt", b"PLAN\n\nDate:\tMay 2024\n\tand June\n\n  Note. \nRef\tText\t\n")
    assert shape(source) == ["PLAN", [["Date:", "May 2024"], ["", "and June"]], "Note.", [["Ref", "Text", ""]]]
    tables = [block for block in source.blocks if isinstance(block, Table)]
    assert [row.place for table in tables for row in table.rows] == ["line 3", "line 4", "line 7"]
    assert [line.place for line in source.lines()] == [f"line {at}" for at in (1, 3, 3, 4, 6, 7, 7)]


def test_a_rule_under_a_row_makes_it_a_heading_and_is_no_row() -> None:
    table = only_table(opened("plan.txt", b"Ref\tText\tRAG\n---\t-----\t---\n1\tTrain\tG\n"))
    assert [(texts(row), row.heading) for row in table.rows] == [
        (["Ref", "Text", "RAG"], True),
        (["1", "Train", "G"], False),
    ]


def test_a_table_in_markdown() -> None:
    text = "| Ref | Action \\| note |\n|:---|---:|\n| 1 | Train |\n|  | |\nAfter"
    assert read(text) == [[["Ref", "Action | note"], ["1", "Train"], ["", ""]], "After"]


def test_pipes_without_edges() -> None:
    assert read("Ref | Action\n1 | Train\n") == [[["Ref", "Action"], ["1", "Train"]]]


@pytest.mark.parametrize(
    "text",
    [
        "Owners: Jo Lee | Dave Willis",
        "The plan was agreed in May, June, and July.",
        "Jo, Ann and Dave\nBen, Col and Ed\nFay, Gus and Hal",
        "a || b",
        "-----",
        "<p>not a page</p> <b>&amp;</b>",
        "=1+1",
        '"quoted',
    ],
)
def test_what_is_no_table_stays_lines(text: str) -> None:
    assert read(text) == text.splitlines()


def test_indented_paragraphs_are_no_table_but_the_rest_of_a_record_is() -> None:
    assert read("\tIndented words.\n\tMore of them.") == ["Indented words.", "More of them."]
    assert read("Date:\tMay\n\n\tand June") == [[["Date:", "May"]], [["", "and June"]]]


def test_bullets_with_tabs_are_lines_with_their_bullet() -> None:
    source = opened("plan.txt", "•\tTrain staff\n-\tTell them\n1.\tReview\n".encode())
    assert [(line.number, line.text) for line in source.lines()] == [
        ("•", "Train staff"),
        ("-", "Tell them"),
        ("", "1."),
        ("", "Review"),
    ]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(break_: str) -> None:
    assert read(f"one{break_}two") == ["one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["plan.txt", "plan.csv"])
def test_letters_of_every_encoding(encoding: str, name: str) -> None:
    text = "Action – “Llanfair’s café”\n" + "Due;May\n" * 3
    source = opened(name, text.encode(encoding))
    assert next(source.lines()).text == "Action – “Llanfair’s café”"


def test_a_page_break_does_not_move_the_lines_that_follow() -> None:
    source = opened("plan.txt", b"one\n\x0ctwo\nthree\x0bmore\nfour")
    assert [(line.text, line.place) for line in source.lines()] == [
        ("one", "line 1"),
        ("two", "line 2"),
        ("three\nmore", "line 3"),
        ("four", "line 4"),
    ]


def test_cells_copied_from_a_spreadsheet_keep_their_breaks() -> None:
    text = 'Ref\tAction\n1\t"Train\nall ""new"" staff"\n2\tTell\n'
    assert read(text) == [[["Ref", "Action"], ["1", 'Train\nall "new" staff'], ["2", "Tell"]]]


def test_a_quotation_over_two_lines_is_no_copied_cell() -> None:
    text = 'Date:\tMay\n"We trained\nall staff"\nOwner:\tJo'
    assert read(text) == [[["Date:", "May"]], '"We trained', 'all staff"', [["Owner:", "Jo"]]]


def test_a_long_list_of_labels_is_no_mail_and_takes_no_age() -> None:
    source = opened("plan.txt", b"Due-date: May 2024\r\n" * 20_000)
    assert len(source.blocks) == 20_000


def test_letters_that_nobody_sees_are_gone() -> None:
    assert read("a\u00a0b\u00ad\u200b\u202ec\u2011d") == ["a bc-d"]


# -- lists of values

ROWS = [["Ref", "Action", "Due"], ["1", "Train, tell; ask|all", "May"], ["2", "He said “no”", ""]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_list_with_any_separator(separator: str) -> None:
    text = "\n".join(separator.join(f'"{cell}"' if len(cell) > 9 else cell for cell in row) for row in ROWS)
    assert read(text, "plan.csv") == [ROWS]


def test_a_list_keeps_breaks_in_cells_quotes_and_the_lines_it_begins_on() -> None:
    source = opened("plan.csv", b'Ref,Action\r\n1,"Train\r\n""all"" staff"\r\n\r\n2,Tell\r\n')
    table = only_table(source)
    assert grid(table) == [["Ref", "Action"], ["1", 'Train\n"all" staff'], ["2", "Tell"]]
    assert [row.place for row in table.rows] == ["line 1", "line 2", "line 5"]


def test_empty_columns_and_rows_at_the_end_are_left_out() -> None:
    assert read("a,b,,\n1,2,,\n,,,\n", "plan.csv") == [[["a", "b"], ["1", "2"]]]


def test_rows_of_different_lengths_stay_whole() -> None:
    assert read("Plan 2024\na,b,c\n1,2,3\n4,5\n6,7,8,9\n", "plan.csv") == [
        [["Plan 2024"], ["a", "b", "c"], ["1", "2", "3"], ["4", "5"], ["6", "7", "8", "9"]]
    ]


def test_a_list_may_name_its_separator() -> None:
    assert read("sep=;\na;b,c\n1;2,3\n", "plan.csv") == [[["a", "b,c"], ["1", "2,3"]]]


def test_a_list_under_another_name_is_known_by_its_lines() -> None:
    assert read("Ref,Action,Due\n1,Train,May\n2,Tell,June\n") == [
        [["Ref", "Action", "Due"], ["1", "Train", "May"], ["2", "Tell", "June"]]
    ]


def test_prose_under_a_lists_name_stays_prose() -> None:
    assert read("Nothing here is a list.\nNot at all.", "plan.csv") == ["Nothing here is a list.", "Not at all."]


def test_a_quotation_mark_that_nobody_closed_loses_no_word() -> None:
    text = 'Ref,Action\n1,"Train\n' + "2,Tell everybody\n" * 20_000
    source = opened("plan.csv", text.encode()[:60_000])
    words = " ".join(line.text for line in source.lines())
    assert words.count("everybody") >= 3_000
    long = opened("plan.csv", ('a,"b\n' + "c,d\n" * 3_000 + "e," + "x" * 140_000).encode())
    assert len(list(long.lines())) == 6_004


@pytest.mark.parametrize(
    ("text", "most"),
    [("a,b\n" * 4_001, "4,000 rows"), ("a\tb\n" * 4_001, "4,000 rows"), ("a," * 300 + "b", "256 columns")],
)
def test_what_is_too_long_says_by_which_limit(text: str, most: str) -> None:
    with pytest.raises(Refusal, match=most):
        opened("plan.csv" if "," in text else "plan.txt", text.encode())


def test_a_cell_with_breaks_among_tabs_is_one_cell_and_every_line_keeps_its_number() -> None:
    text = 'PLAN\n\nRef\tText\tStatus\n1\t"Two meetings held.\nA third is booked."\tOpen\n2\t"Said ""much better"""\tOpen\n'
    source = opened("plan.txt", text.encode())
    heads, first, second = shape(source)[1]
    assert heads == ["Ref", "Text", "Status"]
    assert first == ["1", "Two meetings held.\nA third is booked.", "Open"]
    assert second == ["2", 'Said "much better"', "Open"]
    tables = [block for block in source.blocks if isinstance(block, Table)]
    assert [row.place for table in tables for row in table.rows] == ["line 3", "line 4", "line 6"]


def test_a_quotation_mark_that_nobody_closes_joins_nothing() -> None:
    text = 'PLAN\nRef\tText\n1\t"Open at noon\n2\tClosed\nThe end'
    assert shape(opened("plan.txt", text.encode())) == [
        "PLAN",
        [["Ref", "Text"], ["1", '"Open at noon'], ["2", "Closed"]],
        "The end",
    ]
