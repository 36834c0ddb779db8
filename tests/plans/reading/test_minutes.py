"""Minutes in a table, what was resolved under each item, and the action log that tells the rest by reference."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.source import Line, Table
from tests.plans.reading.sources import codes, proposal, row, table

LOG = (
    "Ref | Short title | Officer | Target | Position at 3 March 2025 | Status",
    "8.2 | Towpath survey | Huw Parry | 30 April 2025 | Half of it is walked. | On target",
    "6.4 | Letter to the navigation trust (carried over) | Ines Vaughan | May 2025 | It was sent. | Closed",
    "7.1 | Lock keepers | Ines Vaughan | 31 May 2025 | Two keepers have begun. | On target",
)
KEY = Line("Status: Closed = done; On target = in time; Delayed = late", "line 9")
FIRST, SECOND, THIRD = (
    "That two more lock keepers be taken on before the season.",
    "That the price of a mooring be put to the next meeting.",
    "That the towpath be surveyed from end to end.",
)


def of(rows: list[list[str]], *log: str) -> Proposal:
    minutes = Table(tuple(row(one, f"table 1, row {nth}") for nth, one in enumerate(rows, 1)), "table 1")
    said = Line("Canal Scrutiny Panel – minutes of 4 February 2025", "line 1", level=1)
    return proposal(said, minutes, *([table(*log, at=2)] if log else []), KEY)


def minutes(word: str = "Resolved") -> list[list[str]]:
    return [
        ["Minute", "Discussion and decision"],
        ["6", "Apologies"],
        ["7", "Lock keepers"],
        ["", "The Canal Manager said that boats had waited three hours at Oxley."],
        [word, f"7.1 {FIRST}\n7.2 {SECOND}"],
        ["8", "Towpath"],
        [word, f"8.1 That the report be noted.\n8.2 {THIRD}"],
    ]


@pytest.mark.parametrize(
    "word", ["Resolved", "RESOLVED:", "Decision", "Agreed", "It was resolved that", "Penderfynwyd"]
)
def test_what_was_resolved_is_recommended_and_the_log_tells_the_rest(word: str) -> None:
    read = of(minutes(word), *LOG)
    told = {one.number: one for one in read.recommendations}
    assert list(told) == ["7.1", "7.2", "8.2", "6.4"]
    assert [told[number].text.split("\n")[0] for number in ("7.1", "7.2", "8.2")] == [FIRST, SECOND, THIRD]
    assert [one.section for one in read.recommendations] == ["Lock keepers", "Lock keepers", "Towpath", ""]
    assert [owner.text for owner in told["8.2"].owners] == ["Huw Parry"]
    assert (str(told["8.2"].due.on), told["8.2"].updates[0].grade) == ("2025-04-30", "On target")
    assert told["7.1"].updates[0].evidence == "Two keepers have begun."


def test_what_only_the_log_has_is_taken_from_its_title_and_doubted() -> None:
    read = of(minutes(), *LOG)
    one = next(one for one in read.recommendations if one.number == "6.4")
    assert one.text == "Letter to the navigation trust (carried over)"
    assert (one.position, "text") in [
        (doubt.recommendation, doubt.field) for doubt in read.doubts if doubt.code == "text_from_title"
    ]


def test_what_only_the_minutes_have_has_nobody_and_no_date_and_is_told() -> None:
    read = of(minutes(), *LOG)
    one = next(one for one in read.recommendations if one.number == "7.2")
    assert (one.owners, one.due.text, one.updates) == ((), "", ())
    told = {doubt.code for doubt in read.doubts if doubt.recommendation == one.position}
    assert {"owner_missing", "due_missing"} <= told


def test_no_word_of_the_discussion_is_lost_and_none_is_evidence() -> None:
    read = of(minutes(), *LOG)
    around = " ".join(read.introduction)
    assert "boats had waited three hours" in around
    assert "That the report be noted." in around
    assert not any("three hours" in update.evidence for one in read.recommendations for update in one.updates)


def test_a_resolution_within_the_cell_of_its_item_is_one_too() -> None:
    rows = [
        ["Item", "Minute"],
        ["21", "Lock keepers\nThe Canal Manager reported.\nRESOLVED that two more lock keepers be taken on.\n"],
        ["22", f"Moorings\nMembers asked about prices.\nRESOLVED:\n(a) {SECOND}\n(b) {THIRD}"],
    ]
    read = of(rows)
    assert [(one.number, one.section) for one in read.recommendations] == [
        ("21", "Lock keepers"),
        ("22(a)", "Moorings"),
        ("22(b)", "Moorings"),
    ]
    assert read.recommendations[0].text == "that two more lock keepers be taken on."
    assert "number_of_minute" in codes(read)


def test_a_form_that_says_what_was_agreed_is_no_minutes() -> None:
    form = [
        ["Recommendation 1", "The Council should widen the lock."],
        ["Agreed", "Yes, in part"],
        ["Responsible officer", "Ines Vaughan"],
        ["Recommendation 2", "The Council should dredge the basin."],
        ["Agreed", "Yes"],
        ["Responsible officer", "Huw Parry"],
    ]
    read = of(form)
    assert [(one.number, [owner.text for owner in one.owners]) for one in read.recommendations] == [
        ("1", ["Ines Vaughan"]),
        ("2", ["Huw Parry"]),
    ]


def in_lines(*said: str, log: tuple[str, ...] = ()) -> Proposal:
    lines = [Line(text, f"line {nth}") for nth, text in enumerate(said, 1)]
    return proposal(*lines, *([table(*log, at=2)] if log else []), KEY)


def test_minutes_in_lines_say_what_was_resolved_too() -> None:
    read = in_lines(
        "Canal Scrutiny Panel – minutes of 4 February 2025",
        "7. Lock keepers",
        "The Canal Manager said that boats had waited three hours at Oxley.",
        "RESOLVED:",
        f"7.1 {FIRST}",
        f"7.2 {SECOND}",
        "8. Towpath",
        "Members asked about mud.",
        f"RESOLVED – {THIRD}",
        "9. Any other business",
        "RESOLVED – That the report be noted.",
        log=LOG[:1] + LOG[3:],
    )
    told = {one.number: one for one in read.recommendations}
    assert [(number, one.section) for number, one in told.items()] == [
        ("7.1", "Lock keepers"),
        ("7.2", "Lock keepers"),
        ("8", "Towpath"),
    ]
    assert told["7.1"].updates[0].evidence == "Two keepers have begun."
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "number_of_minute"] == [3]
    around = " ".join((*read.introduction, *(left.text for left in read.not_placed)))
    assert all(words in around for words in ("three hours at Oxley", "asked about mud", "report be noted"))


def test_what_a_cover_says_was_agreed_is_no_resolution() -> None:
    read = in_lines(
        "1. Canal review",
        "Agreed: 14 November 2024",
        "AGREED: 3 December 2024",
        "Recommendation 1: Widen the lock.",
        "Lead: Ines Vaughan",
        "Recommendation 2: Dredge the basin.",
        "Lead: Huw Parry",
    )
    assert [(one.number, one.text) for one in read.recommendations] == [
        ("1", "Widen the lock."),
        ("2", "Dredge the basin."),
    ]


@pytest.mark.parametrize("reference", ["Minute {}", "Min. {}", "Res {}", "{} Lock keepers"])
def test_a_log_may_say_more_in_the_cell_of_its_reference(reference: str) -> None:
    log = (
        "Ref | Officer | Target | Position | Status",
        f"{reference.format('7.1')} | Ines Vaughan | May 2025 | It began. | Closed",
    )
    read = of(minutes(), *log)
    one = read.recommendations[0]
    assert (one.number, one.updates[0].evidence) == ("7.1", "It began.")
    assert [doubt.recommendation for doubt in read.doubts if doubt.code == "reference_alike"] == [1]
    assert len(read.recommendations) == 3
