"""Papers whose recommendations are paragraphs, with labelled lines or small tables under them, and headings between them."""

from storage.importing.source import Block, Cell, Line, Row, Table
from tests.plans.reading.sources import actions, codes, proposal, table

HEADS = "Action | Lead | By when | Status"


def pairs(*rows: tuple[str, str]) -> Table:
    """A form: a label and its value to a row."""
    laid = (
        Row((Cell((Line(label, "row"),), 0), Cell((Line(said, "row"),) if said else (), 1)), "row")
        for label, said in rows
    )
    return Table(tuple(laid), "form")


def framed(text: str) -> Table:
    return Table((Row((Cell((Line(text, "frame"),), 0, 2),), "frame"),), "frame")


def labelled(**said: str) -> list[Block]:
    return [Line(f"{label.replace('_', ' ').capitalize()}: {value}", "line") for label, value in said.items()]


def test_bold_leads_over_lines_and_over_forms_with_themes_between() -> None:
    read = proposal(
        Line("Ferry Task Group – response", "line", level=1),
        Line("Timetable", "line", level=2),
        Line("Recommendation 4 That a later boat runs on Fridays", "line", bold=True),
        *labelled(responsible="Harbour Master", by_when="July 2024", progress="A trial began.", status="On track"),
        Line("Recommendation 5 That fares are shown at both piers", "line", bold=True),
        pairs(("Responsible", "Harbour Master"), ("By when", "June 2024"), ("Progress", "Up."), ("Status", "Complete")),
        Line("Safety", "line", level=2),
        Line("Recommendation 6 That life jackets are checked each spring", "line", bold=True),
        *labelled(responsible="Coxswain", by_when="April 2024", progress="Done.", status="Complete"),
        Line("Next steps", "line", level=2),
        Line("A further report will come to the group in the autumn of this year.", "line"),
        Line("Date: 9 September 2024", "line"),
    )
    assert [(one.number, one.section, one.owners[0].text, str(one.due.on)) for one in read.recommendations] == [
        ("4", "Timetable", "Harbour Master", "2024-07-31"),
        ("5", "Timetable", "Harbour Master", "2024-06-30"),
        ("6", "Safety", "Coxswain", "2024-04-30"),
    ]
    assert [one.updates[0].grade for one in read.recommendations] == ["On track", "Complete", "Complete"]


def test_numbers_of_word_over_labelled_lines_beside_a_table_of_another_review() -> None:
    read = proposal(
        Line("Buses – report to the panel", "line", level=1),
        Line("Recommendations of the panel", "line", level=2),
        Line("That every bus stop has a seat.", "line", number="1."),
        *labelled(response="Agreed.", lead_officer="Kim Osei", timescale="May 2024", update="Nine have one."),
        Line("That timetables are printed large.", "line", number="2."),
        *labelled(response="Agreed in part.", lead_officer="Tom Lowe", timescale="TBC", update="A proof is out."),
        Line("Appendix: Taxis 2022", "line", level=2),
        table("Rec | Recommendation | Lead | Due", "3 | Check each driver. | Licensing Manager | June 2023"),
    )
    assert [(one.number, one.section) for one in read.recommendations] == [
        ("1", "Recommendations of the panel"),
        ("2", "Recommendations of the panel"),
        ("3", "Appendix: Taxis 2022"),
    ]
    assert [one.actions for one in read.recommendations] == [("Agreed.",), ("Agreed in part.",), ()]
    assert not any("Lead officer" in said for said in read.introduction)


def test_numbered_sentences_over_tables_of_their_actions() -> None:
    read = proposal(
        Line("1. The Board should publish waiting times each month.", "line", level=2),
        table(HEADS, "Build a page | Web Editor | May 2024 | Green", "Check the data | Analyst | June 2024 | Amber"),
        Line("2. The Board should train every receptionist.", "line", level=2),
        table(HEADS, "Hold six days | Trainer | May 2024 | Green", at=2),
    )
    assert [one.number for one in read.recommendations] == ["1", "2"]
    assert actions(read.recommendations[0]) == [
        "Build a page | Web Editor | 2024-05-31 | Green",
        "Check the data | Analyst | 2024-06-30 | Amber",
    ]


def test_a_heading_that_names_a_listed_recommendation_over_a_table_of_its_actions() -> None:
    read = proposal(
        table(
            "Ref | Recommendation | Lead",
            "IP1 | Agree a financial plan for three years. | Asha Pryce",
            "IP2 | Publish how the Council performs. | Tom Lowe",
        ),
        Line("IP2: Performance", "line", level=2),
        table(HEADS, "Open a dashboard | Kim Osei | March 2024 | Green", at=2),
        Line("IP1: Financial plan", "line", level=2),
        table(HEADS, "Sell two offices | Tom Lowe | June 2024 | Amber", at=3),
    )
    assert [(one.number, actions(one)) for one in read.recommendations] == [
        ("IP1", ["Sell two offices | Tom Lowe | 2024-06-30 | Amber"]),
        ("IP2", ["Open a dashboard | Kim Osei | 2024-03-31 | Green"]),
    ]


def test_themes_in_frames_between_forms_though_the_last_value_is_blank() -> None:
    read = proposal(
        framed("Swimming"),
        pairs(("Recommendation 1:", "Open the pool."), ("Evidence of Progress:", "It opens."), ("Assessment:", "")),
        framed("Playing fields"),
        pairs(
            ("Recommendation 2:", "Drain the field."), ("Evidence of Progress:", "Dry."), ("Assessment:", "Complete")
        ),
    )
    assert [(one.number, one.section) for one in read.recommendations] == [("1", "Swimming"), ("2", "Playing fields")]
    assert read.recommendations[0].updates[0].explanation == ""


def test_a_paragraph_whose_number_was_lost_is_not_swallowed_by_the_one_before() -> None:
    read = proposal(
        Line("Recommendation 1: That the lake is open to swimmers.", "line"),
        *labelled(responsible="Asha Pryce", by_when="May 2024", progress="Open."),
        Line("That the bandstand is mended", "line"),
        *labelled(responsible="Tom Lowe", by_when="June 2024", progress="The roof is on."),
    )
    assert [(one.text, one.owners[0].text) for one in read.recommendations] == [
        ("That the lake is open to swimmers.", "Asha Pryce"),
        ("That the bandstand is mended", "Tom Lowe"),
    ]
    assert "heading_as_text" in codes(read)
