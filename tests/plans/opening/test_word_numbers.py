"""The numbers that Word sets before paragraphs by itself are counted as Word counts them."""

import pytest

from storage.importing.word.numbers import formatted
from tests.plans.opening.builders import grid, only_table, opened_word, p, part, tbl, tr

LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'
NUMBER = '<w:num w:numId="{0}"><w:abstractNumId w:val="{1}"/>{2}</w:num>'


def numbering(*levels: str, more: str = "") -> str:
    inner = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return part("numbering", inner + NUMBER.format(1, 0, "") + more)


def item(level: int = 0, id: int = 1, text: str = "x") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>')


def numbers(body: str, numbering: str, **parts: str) -> list[str]:
    return [line.number for line in opened_word(body, numbering=numbering, **parts).lines()]


DECIMAL = LEVEL.format(0, 1, "decimal", "%1.", "")
LETTER = LEVEL.format(1, 1, "lowerLetter", "%2)", "")
OUTLINE = LEVEL.format(1, 1, "decimal", "%1.%2", "")


def test_a_list_counts() -> None:
    assert numbers(item() + item() + p("plain") + item(), numbering(DECIMAL)) == ["1.", "2.", "", "3."]


def test_a_list_counts_on_through_the_cells_of_a_table() -> None:
    assert numbers(tbl(tr(f"<w:tc>{item()}</w:tc>"), tr(f"<w:tc>{item()}</w:tc>")), numbering(DECIMAL)) == ["1.", "2."]


def test_a_deeper_level_begins_anew_under_each_item() -> None:
    body = item() + item(1) + item(1) + item() + item(1)
    assert numbers(body, numbering(DECIMAL, LETTER)) == ["1.", "a)", "b)", "2.", "a)"]


def test_a_number_may_name_the_levels_above() -> None:
    assert numbers(item() + item(1) + item(1), numbering(DECIMAL, OUTLINE)) == ["1.", "1.1", "1.2"]


def test_a_level_whose_upper_one_was_never_used_counts_it_as_begun() -> None:
    assert numbers(item(1), numbering(DECIMAL, OUTLINE)) == ["1.1"]


def test_a_level_may_count_on_regardless() -> None:
    steady = LEVEL.format(1, 1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')
    assert numbers(item() + item(1) + item() + item(1), numbering(DECIMAL, steady)) == ["1.", "1", "2.", "2"]


def test_a_list_may_begin_at_another_number() -> None:
    assert numbers(item() + item(), numbering(LEVEL.format(0, 7, "decimal", "Recommendation %1:", ""))) == [
        "Recommendation 7:",
        "Recommendation 8:",
    ]


def test_a_second_list_begins_anew_where_it_says_so_and_goes_on_where_not() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = NUMBER.format(2, 0, over) + NUMBER.format(3, 0, "")
    body = item() + item() + item(id=2) + item(id=2) + item(id=3)
    assert numbers(body, numbering(DECIMAL, more=more)) == ["1.", "2.", "1.", "2.", "3."]


def test_an_empty_item_counts_as_it_does_in_word() -> None:
    assert numbers(item() + item(text="") + item(), numbering(DECIMAL)) == ["1.", "3."]


def test_a_number_that_is_all_there_is_in_a_cell_is_its_text() -> None:
    bullet = LEVEL.format(1, 1, "bullet", "•", "")
    table = tbl(tr(f"<w:tc>{item(text='')}</w:tc>", "a"), tr(f"<w:tc>{item(text='')}{item(1, text='')}</w:tc>", "b"))
    assert grid(only_table(opened_word(table, numbering=numbering(DECIMAL, bullet)))) == [["1.", "a"], ["2.", "b"]]


def test_bullets_are_the_sign_that_is_shown() -> None:
    font = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    levels = (
        LEVEL.format(0, 1, "bullet", "\uf0b7", font.format("Symbol")),
        LEVEL.format(1, 1, "bullet", "\uf0a7", font.format("Wingdings")),
        LEVEL.format(2, 1, "bullet", "o", font.format("Courier New")),
    )
    assert numbers(item() + item(1) + item(2), numbering(*levels)) == ["•", "▪", "o"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_say_no() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Rec"><w:name w:val="Rec"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    styled = '<w:pStyle w:val="Rec"/>'
    body = p("a", styled) + p("b", styled + '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("c", styled)
    assert numbers(body, numbering(DECIMAL), styles=styles) == ["1.", "", "2."]


def test_a_list_that_is_nowhere_described_has_no_numbers() -> None:
    assert numbers(item(id=9) + item(level=5), numbering(DECIMAL)) == ["", ""]


@pytest.mark.parametrize("value", ["9" * 5000, "-1", "x", "٣"])
def test_numbers_that_are_none_do_no_harm(value: str) -> None:
    body = p("a", f'<w:outlineLvl w:val="{value}"/><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>')
    level = f'<w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:lvlText w:val="{"%1" * 9000}"/></w:lvl>'
    (line,) = opened_word(body, numbering=numbering(level)).lines()
    assert (line.text, line.level) == ("a", 0)
    assert len(line.number) < 100


@pytest.mark.parametrize(
    ("count", "format", "expected"),
    [
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (28, "lowerLetter", "bb"),
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (5, "decimalZero", "05"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (3, "none", ""),
        (0, "lowerRoman", "0"),
        (9, "unheardOf", "9"),
    ],
)
def test_ways_of_counting(count: int, format: str, expected: str) -> None:
    assert formatted(count, format) == expected
