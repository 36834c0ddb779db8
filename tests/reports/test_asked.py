"""Requests in plain words: the plan, the round, the form and the format are told apart, and nothing is guessed."""

import pytest

from dialogs.commands import command
from storage.reporting.request import read_request
from storage.reporting.wanted import Asked, Format


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("compile the report for contextual safeguarding", Asked("contextual safeguarding")),
        (
            "Please compile the report for Home First as of July 2026 as Excel.",
            Asked("Home First", "July 2026", "", Format.XLSX),
        ),
        ("report on damp and mould in council homes", Asked("damp and mould in council homes")),
        ("report for children who go missing for July", Asked("children who go missing", "July")),
        ("make me a report for home first in the action plan form", Asked("home first", "", "action_plan")),
        (
            "print the committee report for home first from the last round as pdf",
            Asked("home first", "last round", "", Format.PDF),
        ),
        (
            "report for buying and paying as of Q2 2023/24 as a web page",
            Asked("buying and paying", "Q2 2023/24", "", Format.HTML),
        ),
        ("report for fostering as a highlight report in word", Asked("fostering", "", "improvement_plan", Format.DOCX)),
        (
            "get the report for Café Society, as of the latest round, as csv",
            Asked("Café Society", "latest round", "", Format.CSV),
        ),
        ("report for March Road Nursery", Asked("March Road Nursery")),
        ("report as Excel", Asked("", "", "", Format.XLSX)),
        ("report as of July 2026", Asked("", "July 2026")),
        ("report", Asked()),
    ],
)
def test_a_request_is_read_as_it_was_meant(words: str, expected: Asked) -> None:
    found = command(words)
    assert found is not None
    assert found[0].shown == "report"
    assert read_request(found[1]) == expected


@pytest.mark.parametrize(
    "words",
    [
        "report: 44 schools have a lead",
        "Reports were written for all twelve schools",
        "The report was presented to Cabinet in May",
        "We report on this every month",
        "reporting has improved",
        "papers went to the Board",
    ],
)
def test_a_sentence_about_a_report_is_no_request(words: str) -> None:
    assert command(words) is None
