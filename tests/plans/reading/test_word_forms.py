"""What only Word can say: colours, struck-through words, merged and continued cells, headings, numbers of its own."""

from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.source import Block, Cell, Line, Mark, Marked, Row, Source, Table

GREEN, AMBER, RED, GREY = "92D050", "FFC000", "FF0000", "D9D9D9"


def cell(text: str = "", column: int = 0, *, shade: str = "", span: int = 1, place: str = "here") -> Cell:
    lines = tuple(Line(line, place) for line in text.split("\n") if line)
    return Cell(lines, column, span, shade)


def row(*texts: str, place: str, shades: dict[int, str] | None = None, heading: bool = False) -> Row:
    cells = tuple(cell(text, at, shade=(shades or {}).get(at, ""), place=place) for at, text in enumerate(texts))
    return Row(cells, place, heading)


def proposal(*blocks: Block, asides: tuple[Line, ...] = ()) -> Proposal:
    return read(Source("form.docx", blocks, asides))


SWATCHES = Table(
    (
        row("", "Completed", place="key 1", shades={0: "00B0F0"}),
        row("", "On track", place="key 2", shades={0: GREEN}),
        row("", "Behind schedule", place="key 3", shades={0: AMBER}),
    ),
    "key",
)
HEADS = row("Action", "Lead", "By when", "Progress", "RAG", place="row 1", heading=True)


def test_a_grade_that_is_only_a_colour_is_read_by_the_keys_swatches_and_doubted() -> None:
    plan = Table(
        (
            HEADS,
            row("Plant trees.", "Asha Pryce", "May 2024", "Forty planted.", "", place="row 2", shades={4: GREEN}),
            row("Cut hedges.", "Tom Lowe", "June 2024", "Two cut.", "", place="row 3", shades={4: AMBER}),
            row("Sweep paths.", "Kim Osei", "June 2024", "Swept.", "", place="row 4"),
        ),
        "plan",
    )
    read = proposal(SWATCHES, plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["On track", "Behind schedule", None]
    assert [(doubt.recommendation, doubt.code) for doubt in read.doubts] == [
        (1, "grade_from_colour"),
        (2, "grade_from_colour"),
        (3, "grade_missing"),
    ]


def test_words_and_colour_that_differ_are_doubted() -> None:
    plan = Table(
        (
            HEADS,
            row("Plant trees.", "Asha Pryce", "May 2024", "Done.", "On track", place="row 2", shades={4: AMBER}),
            row("Cut hedges.", "Tom Lowe", "June 2024", "Two cut.", "On track", place="row 3", shades={4: GREEN}),
        ),
        "plan",
    )
    read = proposal(SWATCHES, plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["On track", "On track"]
    assert [(doubt.recommendation, doubt.code) for doubt in read.doubts] == [(1, "grade_text_vs_colour")]


def test_a_struck_date_is_not_the_date_and_its_words_are_kept() -> None:
    struck = Line("31 March 2024 30 June 2024", "row 3", marks=(Marked(0, 13, Mark.STRUCK),))
    form = Table(
        (
            row("Recommendation 1:", "Plant trees.", place="row 1"),
            row("Responsibility:", "Asha Pryce", place="row 2"),
            Row((cell("Date:", 0), Cell((struck,), 1)), "row 3"),
        ),
        "form",
    )
    (one,) = proposal(form).recommendations
    assert str(one.due.on) == "2024-06-30"
    assert one.due.text == "31 March 2024 30 June 2024"


def test_words_that_a_tracked_change_took_out_are_not_lost() -> None:
    line = Line("Plant trees.", "row 1", removed="Fell trees.")
    form = Table((Row((cell("Recommendation 1:", 0), Cell((line,), 1)), "row 1"),), "form")
    read = proposal(form)
    assert read.recommendations[0].text == "Plant trees."
    assert [one.text for one in read.not_placed] == ["Fell trees."]


def test_a_theme_that_is_merged_down_goes_on() -> None:
    plan = Table(
        (
            row("Theme", "Action", "Lead", "By when", place="row 1", heading=True),
            row("Parks", "Plant trees.", "Asha Pryce", "May 2024", place="row 2"),
            row("", "Cut hedges.", "Tom Lowe", "June 2024", place="row 3"),
            row("Roads", "Sweep paths.", "Kim Osei", "June 2024", place="row 4"),
        ),
        "plan",
    )
    assert [one.section for one in proposal(plan).recommendations] == ["Parks", "Parks", "Roads"]


def test_a_row_over_all_columns_is_a_section() -> None:
    def over(text: str, place: str) -> Row:
        return Row((cell(text, 0, span=4, place=place),), place)

    plan = Table(
        (
            row("No", "Action", "Lead", "By when", place="row 1", heading=True),
            over("Parks and open spaces", "row 2"),
            row("1", "Plant trees.", "Asha Pryce", "May 2024", place="row 3"),
            over("Roads", "row 4"),
            row("2", "Sweep paths.", "Kim Osei", "June 2024", place="row 5"),
        ),
        "plan",
    )
    read = proposal(plan)
    assert [(one.number, one.section) for one in read.recommendations] == [
        ("1", "Parks and open spaces"),
        ("2", "Roads"),
    ]
    assert read.not_placed == ()


def test_numbers_that_word_prints_are_the_rows_numbers() -> None:
    def numbered(number: str, text: str, place: str) -> Row:
        first = Cell((Line(text, place, number=number),), 0)
        return Row((first, cell("Asha Pryce", 1), cell("May 2024", 2)), place)

    heads = row("Recommendation", "Lead", "By when", place="row 1", heading=True)
    plan = Table((heads, numbered("1.", "Plant trees.", "row 2"), numbered("3.", "Cut hedges.", "row 3")), "plan")
    read = proposal(plan)
    assert [one.number for one in read.recommendations] == ["1", "3"]
    assert read.missing_numbers == ("2",)


def test_a_councils_name_in_the_running_header_is_the_documents() -> None:
    form = Table((row("Recommendation 1:", "Plant trees.", place="row 1"),), "form")
    read = proposal(Line("Progress update", "paragraph 1", level=1), form, asides=(Line("Kelderby Council", "header"),))
    assert (read.title, read.organisation) == ("Progress update", "Kelderby Council")


def test_rows_of_one_recommendation_with_colours_of_their_own_have_no_one_grade() -> None:
    plan = Table(
        (
            HEADS,
            row("Plant trees.", "Asha Pryce", "May 2024", "Forty planted.", "", place="row 2", shades={4: GREEN}),
            row("", "Tom Lowe", "June 2024", "Stakes are late.", "", place="row 3", shades={4: AMBER}),
        ),
        "plan",
    )
    read = proposal(SWATCHES, plan)
    (one,) = read.recommendations
    assert one.updates[0].grade is None
    (doubt,) = [doubt for doubt in read.doubts if doubt.code == "grade_ambiguous"]
    assert doubt.candidates == ("On track", "Behind schedule")


def test_colours_alone_are_grades_where_nothing_else_is_and_the_key_is_doubted() -> None:
    plan = Table(
        (
            HEADS,
            row("Plant trees.", "Asha Pryce", "May 2024", "Forty planted.", "", place="row 2", shades={4: GREEN}),
            row("Cut hedges.", "Tom Lowe", "June 2024", "None cut.", "", place="row 3", shades={4: RED}),
        ),
        "plan",
    )
    read = proposal(plan)
    assert [one.updates[0].grade for one in read.recommendations] == ["Green", "Red"]
    assert "scheme_not_stated" in {doubt.code for doubt in read.doubts}


def form_with_questions(number: int, text: str, account: str, sign: str) -> Table:
    texts = (f"Recommendation {number}", text, "What has changed for residents so far?", account, "RAG", sign)
    return Table(tuple(row(each, place=f"row {place}") for place, each in enumerate(texts, 1)), f"table {number}")


def test_answers_stand_under_their_questions_and_a_sign_is_the_colour_that_it_shows() -> None:
    read = proposal(
        form_with_questions(1, "Open one front door.", "It opened in May.", "🟢"),
        form_with_questions(2, "Publish waiting times.", "Two of four are out.", "🟠 Amber"),
    )
    found = [(one.text, one.updates[0].evidence, one.updates[0].grade) for one in read.recommendations]
    assert found == [
        ("Open one front door.", "It opened in May.", "Green"),
        ("Publish waiting times.", "Two of four are out.", "Amber"),
    ]


def test_a_label_between_a_heading_and_its_table_takes_nothing_from_the_heading() -> None:
    def area(number: int) -> tuple[Block, ...]:
        return (
            Line(f"Priority {number}: What residents need is known.", "line", level=2),
            Line("What it will look like: fewer complaints", "line"),
            Table((HEADS, row("Plant trees.", "Asha Pryce", "May 2024", "Done.", "Green", place="row 2")), "table"),
        )

    read = proposal(*area(1), *area(2))
    assert [one.section for one in read.recommendations] == [
        "Priority 1: What residents need is known.",
        "Priority 2: What residents need is known.",
    ]


def test_words_of_the_detail_that_differ_from_the_summary_are_told() -> None:
    summary = Table(
        (
            row("No", "Recommendation", "Lead", place="row 1", heading=True),
            row("1", "Plant forty trees along the river path.", "Asha Pryce", place="row 2"),
        ),
        "summary",
    )
    detail = Table(
        (
            row("No", "Recommendation", "Progress", "RAG", place="row 3", heading=True),
            row("1", "Plant fifty trees along the river path.", "Done.", "Green", place="row 4"),
        ),
        "detail",
    )
    read = proposal(summary, detail)
    said = f"{read.recommendations} {read.not_placed}"
    assert "forty" in said
    assert "fifty" in said


def test_the_heading_over_a_form_is_the_recommendation_where_nothing_calls_itself_one() -> None:
    def form(heading: str, owner: str) -> tuple[Block, ...]:
        rows = (
            ("Responsible officer", owner),
            ("Due", "May 2024"),
            ("Progress update", "Signs are up."),
            ("RAG", "Green"),
        )
        table = Table(tuple(row(*texts, place=f"row {n}") for n, texts in enumerate(rows, 1)), "table")
        return Line(heading, f"over {owner}", level=2), table

    title = Line("Car Parking – Progress Return", "line 1", level=1)
    read = proposal(title, *form("Improve the signs", "Asha Pryce"), *form("Light the stairs", "Tom Lowe"))
    assert [(one.text, one.owners[0].text, one.section) for one in read.recommendations] == [
        ("Improve the signs", "Asha Pryce", ""),
        ("Light the stairs", "Tom Lowe", ""),
    ]
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "heading_as_text"] == [1, 2]
    assert read.not_placed == ()
