"""An account that says itself of which day it tells, once or several times; and what is asked about rounds and gaps."""

import pytest

from storage.importing.proposal import Proposal, ProposedUpdate
from storage.importing.source import Line
from tests.plans.reading.sources import codes, proposal, table

HEADS = "No | Recommendation | Lead | Progress | Status"
KEY = Line("Status: Complete, On track, Slipped", "line")


def read(*progress: str, cover: str = "Parks – Action Plan") -> Proposal:
    rows = (f"{n} | Plant trees in ward {n}. | Asha Pryce | {said} | On track" for n, said in enumerate(progress, 1))
    return proposal(Line(cover, "line 1"), KEY, table(HEADS, *rows))


def only(said: Proposal) -> ProposedUpdate:
    (update,) = said.recommendations[0].updates
    return update


@pytest.mark.parametrize(
    ("progress", "day", "words"),
    [
        ("March 2025: Forty are planted.", "2025-03-31", "Forty are planted."),
        ("(Mar 25) Forty are planted, and the stakes for the others have come from the nursery.", "2025-03-31", ""),
        ("[March 2025] Forty are planted.", "2025-03-31", "Forty are planted."),
        ("(March 2025): Forty are planted.", "2025-03-31", "Forty are planted."),
        ("At 31/03/25 – Forty are planted.", "2025-03-31", "Forty are planted."),
        ("As at 31 March 2025: Forty are planted.", "2025-03-31", "Forty are planted."),
        ("Update March 2025 - Forty are planted.", "2025-03-31", "Forty are planted."),
        ("March 2025 update: Forty are planted.", "2025-03-31", "Forty are planted."),
        ("Mar-25: Forty are planted.", "2025-03-31", "Forty are planted."),
        ("Q4 2024/25: Forty are planted.", "2025-03-31", "Forty are planted."),
        ("Mawrth 2025: Plannwyd deugain.", "2025-03-31", "Plannwyd deugain."),
    ],
)
def test_one_day_at_the_head_of_an_account_dates_it(progress: str, day: str, words: str) -> None:
    said = read(progress)
    update = only(said)
    assert (str(update.on), update.grade) == (day, "On track")
    assert update.evidence == (words or "Forty are planted, and the stakes for the others have come from the nursery.")
    assert "round_label_missing" not in codes(said)
    assert said.not_placed == ()


def test_a_day_on_a_line_of_its_own_dates_what_follows() -> None:
    rows = (["1", "Plant trees.", "Asha Pryce", "March 2025\nForty are planted.\nMore follow.", "On track"],)
    said = proposal(KEY, table(HEADS, *rows))  # type: ignore[arg-type]
    assert (only(said).round, only(said).evidence) == ("March 2025", "Forty are planted.\nMore follow.")
    assert said.not_placed == ()


def test_days_in_brackets_part_an_account_as_those_with_a_colon_do() -> None:
    (one,) = read("(Mar 25) Forty are planted. (Sep 24) Ten are planted.").recommendations
    assert [(str(each.on), each.evidence) for each in one.updates] == [
        ("2024-09-30", "Ten are planted."),
        ("2025-03-31", "Forty are planted."),
    ]


@pytest.mark.parametrize(
    "progress",
    [
        "In March 2025 forty were planted.",
        "1 April 2024 – 31 March 2025 saw forty planted.",
        "Forty planted: March 2025.",
        "By March 2025: forty planted, it is hoped.",
        "Phase 2 (March 2025) went well.",
        "March 2025 saw the last: forty in all.",
    ],
)
def test_a_day_that_is_told_of_dates_nothing(progress: str) -> None:
    assert (only(read(progress)).round, only(read(progress)).evidence) == ("", progress)


def test_what_is_to_come_keeps_its_day() -> None:
    heads = "No | Recommendation | Lead | Progress | Next steps"
    said = proposal(table(heads, "1 | Plant trees. | Asha Pryce | Forty are planted. | May 2025: plant the rest."))
    assert (only(said).round, only(said).future) == ("", "May 2025: plant the rest.")


def test_the_day_that_a_document_stands_at_dates_what_has_none_of_its_own() -> None:
    said = read("12 March 2025: Forty are planted.", "Two are planted.", cover="Parks – position as at 31 March 2025")
    assert [one.updates[0].round for one in said.recommendations] == ["12 March 2025", "31 March 2025"]
    assert "round_label_missing" not in codes(said)


def test_a_grade_beside_two_days_is_of_the_day_that_the_document_stands_at_and_nobody_asks() -> None:
    account = "March 2025: Forty are planted. September 2024: Ten are planted."
    said = read(account, cover="Parks – position as at March 2025")
    assert [each.grade for each in said.recommendations[0].updates] == [None, "On track"]
    assert "round_label_missing" not in codes(said)
    assert "round_label_missing" in codes(read(account))


def test_a_grade_that_is_missing_beside_an_account_is_no_round_without_anything() -> None:
    rows = (
        "1 | Plant trees. | Asha Pryce | March 2025: Ten. September 2024: Two. | ",
        "2 | Cut. | Tom Lowe | Cut. | Complete",
    )
    said = proposal(KEY, table(HEADS, *rows))
    assert [doubt.code for doubt in said.doubts if doubt.recommendation == 1] == ["grade_missing"]


def test_numbers_with_parts_are_there() -> None:
    def missing(*numbers: str) -> tuple[str, ...]:
        rows = (f"{number} | Plant trees in ward {number}. | Asha Pryce | Done. | Complete" for number in numbers)
        return proposal(table(HEADS, *rows)).missing_numbers

    assert missing("1.1", "1.2", "2", "3") == ()
    assert missing("1.1", "1.2", "3", "4") == ("2",)
    assert missing("R1.1", "R1.2", "R2", "R4") == ("R3",)
    assert missing("2", "3", "4") == ("1",)


def test_a_share_that_is_given_for_one_round_is_given() -> None:
    heads = "No | Recommendation | Lead | Sept 2024 update | Dec 2024 update | Dec 2024 RAG | Dec 2024 % complete"
    rows = (
        "1 | Plant trees. | Asha Pryce | Ten planted. | Forty planted. | Green | 60%",
        "2 | Cut hedges. | Tom Lowe | One cut. | Two cut. | Amber | ",
    )
    said = proposal(table(heads, *rows))
    assert {doubt.recommendation for doubt in said.doubts if doubt.code == "pct_missing"} == {2}
