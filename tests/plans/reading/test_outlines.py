"""Recommendations with numbers of two parts under numbered sections, and lettered actions that say who leads them."""

import pytest

from storage.importing.opening import opened
from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.reading.closed_before import tells_of_closed
from storage.importing.source import Line
from storage.importing.wrapped import unwrapped
from tests.plans.reading.sources import actions, codes, proposal

WRAPPED = """ORCHARD VALLEY COUNCIL

Response to the review of allotments
Position statement, May 2025

Ratings used: Done (finished and seen), On course (no reason to think that the
date will be missed), Behind (the date will be or has been missed), Stopped
(nothing more will be done).

1. LAND

1.1  The Council should keep a register of land that could be let, and show
     on a map where it lies.
     Accountable: Head of Estates
     Target: March 2026
     (a) Walk every site with the parish councils and write down what
         stands on it.
         Lead: Estates Surveyor. By: 31 May 2025.
     (b) Publish the map. Lead: Web
         Editor (RN). By: Quarterly.
     Update, May 2025: Sites in eleven of the parishes have been walked so
     far. 2 parishes asked for more time, as told under 2.1(a) below, and
     were given it.
     Rating: On course

1.2  The Council should charge one rent.
     Accountable: Head of Estates
     Target: end Q3
     (a) Draw up a scale of rents. Lead: Head of Finance. By: 31/04/2025.
     Update, May 2025: The scale was agreed in April and every tenant has
     been told of it by letter.
     Rating: Done

2. PEOPLE

2.1  People who wait should be told once a year how long it may
     still be.
     Accountable: Allotments Officer
     Target: Ongoing
     (a) Write to everybody on the list. Lead: Allotments Officer. By: June 2025.
     Update, May 2025: The letters have been printed.
     Rating:

2.3  Plots should be offered in halves.
     Accountable: Allotments Officer
     Target: December 2025
     (a) Ask tenants. Lead: Allotments Officer. By: July 2025.
     (b) Divide ten plots. Lead: Head of Estates. By: December 2025.
     Update, May 2025: It was begun and stopped again in April, when the officer
     left.
     Rating: Behind

Closed before this statement: 2.2 (signed off by Cabinet in January 2025).
"""


def wrapped() -> Proposal:
    return read(opened("statement.txt", WRAPPED.encode()))


def test_numbers_of_two_parts_are_the_records_and_those_of_one_their_sections() -> None:
    told = wrapped().recommendations
    assert [(one.number, one.section) for one in told] == [
        ("1.1", "1. LAND"),
        ("1.2", "1. LAND"),
        ("2.1", "2. PEOPLE"),
        ("2.3", "2. PEOPLE"),
    ]
    assert told[0].text == (
        "The Council should keep a register of land that could be let, and show on a map where it lies."
    )
    assert [[owner.text for owner in one.owners] for one in told[:3]] == [
        ["Head of Estates"],
        ["Head of Estates"],
        ["Allotments Officer"],
    ]


def test_lettered_actions_have_who_leads_and_by_when() -> None:
    told = wrapped().recommendations
    assert actions(told[0]) == [
        "1.1(a) Walk every site with the parish councils and write down what stands on it. | Estates Surveyor | 2025-05-31",
        "1.1(b) Publish the map. | Web Editor (RN) | Quarterly",
    ]
    assert actions(told[1]) == ["1.2(a) Draw up a scale of rents. | Head of Finance | 31/04/2025"]
    assert len(told[3].sub_actions) == 2


def test_accounts_and_grades_are_the_recommendations_own() -> None:
    read_ = wrapped()
    updates = [one.updates[0] for one in read_.recommendations]
    assert [update.grade for update in updates] == ["On course", "Done", None, "Behind"]
    assert updates[0].evidence.startswith("Sites in eleven of the parishes have been walked so far. 2 parishes asked")
    assert updates[3].evidence == "It was begun and stopped again in April, when the officer left."
    assert [level.label for level in read_.key.levels] == ["Done", "On course", "Behind", "Stopped"]
    assert {update.round for update in updates} == {"May 2025"}


def test_what_is_not_sure_is_told_and_what_was_closed_before_is_nobodys() -> None:
    read_ = wrapped()
    told = {(doubt.recommendation, doubt.code, doubt.field) for doubt in read_.doubts}
    assert (2, "due_ambiguous_quarter", "due") in told
    assert (2, "due_invalid", "sub_actions[1].due") in told
    assert (3, "grade_missing", "grade") in told
    assert read_.missing_numbers == ("2.2",)
    around = " ".join((*read_.introduction, *(left.text for left in read_.not_placed)))
    assert "Closed before this statement: 2.2" in around


def lines(*said: str) -> Proposal:
    return proposal(*(Line(one, f"line {nth}") for nth, one in enumerate(said, 1)))


def test_who_leads_may_stand_on_lines_below_each_action() -> None:
    read_ = lines(
        "3.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "Timescale: March 2026",
        "a) Look at all of them.",
        "Lead: Estates Surveyor",
        "By when: May 2025",
        "b) Order parts.",
        "Lead: Buyer (TK)",
        "By when: June 2025",
        "Progress: Nine were looked at.",
        "3.2 The Council should mend the taps.",
        "Responsible: Head of Estates",
        "Timescale: March 2026",
        "a) Mend them.",
        "Lead: Plumber (OO)",
        "Progress: Two were mended.",
    )
    first, second = read_.recommendations
    assert actions(first) == [
        "3.1(a) Look at all of them. | Estates Surveyor | 2025-05-31",
        "3.1(b) Order parts. | Buyer (TK) | 2025-06-30",
    ]
    assert actions(second) == ["3.2(a) Mend them. | Plumber (OO)"]
    assert [owner.text for owner in first.owners] == ["Head of Estates"]
    assert first.updates[0].evidence == "Nine were looked at."


def test_a_label_that_may_be_the_last_actions_or_the_recommendations_is_doubted() -> None:
    read_ = lines(
        "3.1 The Council should mend the pumps.",
        "Timescale: March 2026",
        "a) Look at all of them.",
        "Lead: Estates Surveyor",
        "Progress: Nine were looked at.",
        "3.2 The Council should mend the taps.",
        "Timescale: March 2026",
        "a) Mend them.",
        "Lead: Plumber (OO)",
        "Progress: Two were mended.",
    )
    assert [[owner.text for owner in one.owners] for one in read_.recommendations] == [
        ["Estates Surveyor"],
        ["Plumber (OO)"],
    ]
    assert codes(read_).count("label_of_action") == 2


def test_a_list_within_an_account_is_no_action() -> None:
    read_ = lines(
        "3.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "Progress: Three things were done.",
        "(a) Nine were looked at.",
        "(b) Two were mended.",
        "3.2 The Council should mend the taps.",
        "Responsible: Head of Estates",
        "Progress: Two were mended.",
    )
    assert [one.sub_actions for one in read_.recommendations] == [(), ()]
    assert (
        read_.recommendations[0].updates[0].evidence
        == "Three things were done.\n(a) Nine were looked at.\n(b) Two were mended."
    )


def test_sections_in_small_letters_are_sections_by_their_number() -> None:
    read_ = lines(
        "1. Land and water",
        "1.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "Progress: Nine were looked at.",
        "2. People",
        "2.1 The Council should answer letters.",
        "Responsible: Allotments Officer",
        "Progress: Most were answered.",
    )
    assert [(one.number, one.section) for one in read_.recommendations] == [
        ("1.1", "1. Land and water"),
        ("2.1", "2. People"),
    ]


@pytest.mark.parametrize(
    ("said", "closed"),
    [
        ("Closed before this statement: 2.2 (signed off in July).", True),
        ("Recommendations closed in 2024: 3, 5 and 9", True),
        ("Recommendations 4 and 6 were closed in 2024.", True),
        ("2.2 and 2.5 have been discharged.", True),
        ("No longer reported: R7", True),
        ("The gate was closed for 3 weeks.", False),
        ("Completed: 30 of 40 surveys, and the rest follow.", False),
        ("Update: 2 plots were withdrawn.", False),
    ],
)
def test_a_line_may_tell_what_was_closed_before(said: str, closed: bool) -> None:
    assert tells_of_closed(said) is closed


def test_lines_that_nobody_broke_stay_as_they_are() -> None:
    said = [
        "1.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "",
        "1.2 The Council should mend the taps.",
    ]
    assert unwrapped(said) == said


def test_actions_that_are_counted_under_a_number_of_two_parts_are_its_actions() -> None:
    read_ = lines(
        "1.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "Target: March 2026",
        "1.1.1 Look at all of them. Lead: Surveyor (TT). By: May 2025.",
        "1.1.2 Order parts. Lead: Buyer. By: June 2025.",
        "Progress: Nine were looked at.",
        "1.2 The Council should mend the taps.",
        "Responsible: Head of Estates",
        "Target: April 2026",
        "1.2.1 Mend them. Lead: Plumber (OO). By: May 2025.",
        "Progress: Two were mended.",
    )
    first, second = read_.recommendations
    assert [first.number, second.number, str(first.due.on)] == ["1.1", "1.2", "2026-03-31"]
    assert actions(first) == [
        "1.1.1 Look at all of them. | Surveyor (TT) | 2025-05-31",
        "1.1.2 Order parts. | Buyer | 2025-06-30",
    ]
    assert len(second.sub_actions) == 1


def of(start: str, owner: str) -> tuple[str, ...]:
    """One recommendation of several that have the same action, and the same account of it."""
    return (
        start,
        f"Responsible: {owner}",
        "Target: March 2026",
        "(a) Walk all sites. Lead: Surveyor. By: May 2025.",
        "Progress: Nine.",
    )


def test_an_action_that_is_said_under_each_recommendation_is_no_title_of_every_page() -> None:
    starts = [
        f"1.{nth} The Council should mend the {what}."
        for nth, what in enumerate(("pumps", "taps", "pipes", "sinks"), 1)
    ]
    read_ = lines(*(line for nth, start in enumerate(starts) for line in of(start, f"Head of {'ABCD'[nth]}")))
    assert [len(one.sub_actions) for one in read_.recommendations] == [1, 1, 1, 1]
    assert "Walk all sites" not in read_.subject


def test_one_of_them_that_has_lost_its_number_is_not_lost_in_the_one_before() -> None:
    starts = (
        "1.1 The Council should mend the pumps.",
        "1.2 The Council should mend the taps.",
        "The Council should mend the pipes.",
    )
    read_ = lines(*(line for nth, start in enumerate(starts) for line in of(start, f"Head of {'ABC'[nth]}")))
    assert [(one.number, one.text) for one in read_.recommendations] == [
        ("1.1", "The Council should mend the pumps."),
        ("1.2", "The Council should mend the taps."),
        ("", "The Council should mend the pipes."),
    ]
    assert [doubt.recommendation for doubt in read_.doubts if doubt.code == "heading_as_text"] == [3]


def test_a_recommendation_with_a_number_of_one_part_among_those_of_two_is_one_too() -> None:
    starts = (
        "1. The Council should mend the pumps.",
        "2.1 It should mend the taps.",
        "2.2 It should mend the pipes.",
        "3. It should rest.",
    )
    read_ = lines(*(line for nth, start in enumerate(starts) for line in of(start, f"Head of {'ABCD'[nth]}")))
    assert [one.number for one in read_.recommendations] == ["1", "2.1", "2.2", "3"]
    assert read_.not_placed == ()


def test_what_is_counted_anew_under_numbers_of_two_parts_is_an_action() -> None:
    read_ = lines(
        "1.1 The Council should mend the pumps.",
        "Responsible: Head of Estates",
        "1. Look at all of them.",
        "Lead: Surveyor",
        "2. Order parts.",
        "Lead: Buyer",
        "1.2 The Council should mend the taps.",
        "Responsible: Head of Estates",
        "1. Mend them.",
        "Lead: Plumber",
    )
    first, second = read_.recommendations
    assert actions(first) == ["1.1(1) Look at all of them. | Surveyor", "1.1(2) Order parts. | Buyer"]
    assert [owner.text for owner in second.owners] == ["Head of Estates"]
    assert actions(second) == ["1.2(1) Mend them. | Plumber"]
