"""When a document was agreed and reported: its own dates, and nobody else's."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.source import Block, Line
from tests.plans.reading.sources import codes, proposal, table

PLAIN = ("No | Recommendation | Lead | Progress | Status", "1 | Plant trees. | Asha Pryce | Forty planted. | On track")
QUARTERS = (
    "No | Recommendation | Lead | Q1 update (Apr – Jun 2024) | Q3 update (Oct – Dec 2024)",
    "1 | Plant trees. | Asha Pryce | Ten planted. | Forty planted.",
)


def read(*cover: str | Block, rows: tuple[str, ...] = PLAIN) -> Proposal:
    lines = [Line(one, f"line {n}") if isinstance(one, str) else one for n, one in enumerate(cover, 2)]
    return proposal(Line("Parks – Action Plan", "line 1"), *lines, table(*rows, at=9))


def days(said: Proposal) -> tuple[str, str]:
    return str(said.agreed.on or ""), str(said.reported.on or "")


@pytest.mark.parametrize(
    "line",
    [
        "Monitoring of recommendations. Cabinet responded on 11 June 2024.",
        "Cabinet responded on 11 June 2024.",
        "The Council considered the review on 11 June 2024.",
        "The report was considered by Cabinet on 11 June 2024.",
        "The Panel was established by the Committee on 11 June 2024.",
        "Estyn inspectors reviewed progress on 11 June 2024",
        "Ymatebodd y Cabinet ar 11 Mehefin 2024.",
    ],
)
def test_what_another_body_did_on_a_day_is_not_the_day_of_the_report(line: str) -> None:
    assert days(read(line)) == ("", "")


@pytest.mark.parametrize(
    ("line", "agreed", "reported"),
    [
        ("Progress update: 4 July 2024", "", "2024-07-04"),
        ("For the Audit Committee, 15 April 2025", "", "2025-04-15"),
        ("Report to the Scrutiny Committee, 15 April 2025", "", "2025-04-15"),
        ("Action plan approved by Council in March 2024", "2024-03-31", ""),
        ("Progress update March 2025 (action plan agreed February 2024)", "2024-02-29", "2025-03-31"),
        ("Update: March 2025 (action plan agreed February 2024)", "2024-02-29", "2025-03-31"),
        ("Position as at: March 2025; plan agreed February 2024", "2024-02-29", "2025-03-31"),
        ("Date of update: March 2025 – plan agreed February 2024", "2024-02-29", "2025-03-31"),
        ("Plan agreed: February 2024 (updated March 2025)", "2024-02-29", "2025-03-31"),
    ],
)
def test_each_date_of_a_cover_is_read_for_what_it_is(line: str, agreed: str, reported: str) -> None:
    assert days(read(line)) == (agreed, reported)


def test_a_cell_of_the_cover_may_hold_both() -> None:
    cover = table("Panel | Parks Scrutiny Panel", "Update | March 2025 (action plan agreed February 2024)")
    said = read(cover)
    assert days(said) == ("2024-02-29", "2025-03-31")
    assert "March 2025" not in " ".join(one.text for one in said.not_placed)


@pytest.mark.parametrize(
    "line", ["Cabinet, 11 June 2024", "Progress update, 11 June 2024", "Position as at 11 June 2024"]
)
def test_no_line_makes_a_report_older_than_what_it_reports(line: str) -> None:
    said = read(line, rows=QUARTERS)
    assert days(said) == ("", "2024-12-31")


def test_a_labelled_date_that_is_older_than_the_last_round_is_told() -> None:
    said = read("Report date: 11 June 2024", rows=QUARTERS)
    assert (said.reported.text, said.reported.on) == ("11 June 2024", None)
    (doubt,) = [one for one in said.doubts if one.code == "reported_before_round"]
    assert doubt.candidates == ("2024-12-31", "2024-06-11")


def test_a_report_may_be_written_before_its_round_is_over() -> None:
    said = read("Report date: 20 November 2024", rows=QUARTERS)
    assert days(said) == ("", "2024-11-20")
    assert "reported_before_round" not in codes(said)


def test_a_round_that_waits_for_its_words_makes_no_report_late() -> None:
    rows = ("No | Recommendation | Lead | July 2024 | July 2025", "1 | Plant trees. | Asha Pryce | Ten planted. | ")
    assert days(read("Report date: 20 July 2024", rows=rows)) == ("", "2024-07-20")


def test_a_rounds_name_keeps_its_bracket() -> None:
    (one,) = read(rows=QUARTERS).recommendations
    assert [update.round for update in one.updates] == ["Q1 update (Apr – Jun 2024)", "Q3 update (Oct – Dec 2024)"]
