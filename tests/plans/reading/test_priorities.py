"""Highlight reports, whose recommendations are called priorities, themes or objectives: a table lists them, and each has
tables of its own below under "Priority 1: …"."""

from collections.abc import Sequence

import pytest

from storage.importing.source import Block, Line
from tests.plans.reading.sources import actions, codes, proposal, table

SUB_HEADS = "Action | Action lead | Start | Complete by | RAG"
PI_HEADS = "PI ref | Performance indicator | Indicator lead | Year end target | Latest"
ROOFS, BINS, BUSES = (
    "Mend the roofs of every primary school.",
    "Collect each bin on its day.",
    "Run an evening bus to the hill villages.",
)


def headed(text: str, level: int = 3) -> Line:
    return Line(text, text[:12], level=level)


def listed(head: str, texts: Sequence[str] = (ROOFS, BINS, BUSES)) -> Block:
    rest = (
        "Asha Pryce | May 2025 | Nine of twenty are dry. | Amber",
        "Colm Reddy | June 2025 | Two rounds were missed. | Red",
        "Ffion Vaughan | July 2025 | The bus has run since May. | Green",
    )
    rows = (f"{n} | {text} | {said}" for n, (text, said) in enumerate(zip(texts, rest, strict=True), 1))
    return table(f"No. | {head} | Lead officer | Target date | Summary of progress | RAG", *rows)


def test_a_report_of_priorities_with_their_details() -> None:
    found = proposal(
        Line("Schools and Streets Plan: Highlight Report", "line 1", level=1),
        headed("Summary of priorities", 2),
        listed("Priority"),
        headed("Detail by priority", 2),
        headed(f"Priority 1: {ROOFS} (ASHA PRYCE)"),
        table(PI_HEADS, "1.1 | Schools without a leak | Asha Pryce | 20 | 9", at=2),
        table(SUB_HEADS, "1. Survey the roofs | Asha Pryce | May 2024 | July 2024 | Green", at=3),
        headed(f"Priority 2: {BINS} (COLM REDDY)"),
        Line("There are no performance indicators for this priority.", "line 9"),
        table(
            SUB_HEADS,
            "1. Buy two lorries | Colm Reddy | May 2024 | March 2025 | Red",
            "See Priority 3 for the roads",
            at=4,
        ),
        headed("Risks", 2),
        table("Risk | Owner | Rating", "No lorries can be had | Colm Reddy | High", at=5),
    )
    assert [(one.number, one.section, one.text) for one in found.recommendations] == [
        ("1", "", ROOFS),
        ("2", "", BINS),
        ("3", "", BUSES),
    ]
    first, second, third = found.recommendations
    assert actions(first) == ["1 Survey the roofs | Asha Pryce | 2024-07-31 | Green"]
    assert [(one.code, one.actual) for one in first.indicators] == [("1.1", "9")]
    assert actions(second) == ["1 Buy two lorries | Colm Reddy | 2025-03-31 | Red"]
    assert (second.indicators, second.actions) == ((), ("See Priority 3 for the roads",))
    assert (third.sub_actions, third.indicators) == ((), ())
    assert "label_guessed" in codes(found)


def test_a_report_of_objectives_whose_headings_stand_by_a_dash() -> None:
    found = proposal(
        listed("Objective"),
        headed("Objective 3 – Run an evening bus to the hill villages (MARI OWEN)"),
        table(SUB_HEADS, "Find a driver | Mari Owen | May 2024 | June 2024 | Green", at=2),
        headed("Objective 1 – Mend the roofs of every primary school (ASHA PRYCE)"),
        table(SUB_HEADS, "Buy slates | Asha Pryce | May 2024 | July 2024 | Amber", at=3),
    )
    assert [(one.number, len(one.sub_actions)) for one in found.recommendations] == [("1", 1), ("2", 0), ("3", 1)]
    assert actions(found.recommendations[2]) == ["Find a driver | Mari Owen | 2024-06-30 | Green"]
    assert [doubt.recommendation for doubt in found.doubts if doubt.code == "lead_conflict"] == [3]


def test_a_report_of_themes_that_are_names() -> None:
    found = proposal(
        listed("Theme", ("School buildings", "Waste and recycling", "Rural transport")),
        headed("Theme 2"),
        table(SUB_HEADS, "Buy two lorries | Colm Reddy | May 2024 | March 2025 | Red", at=2),
    )
    assert [one.text for one in found.recommendations] == ["School buildings", "Waste and recycling", "Rural transport"]
    assert [len(one.sub_actions) for one in found.recommendations] == [0, 1, 0]
    assert "label_guessed" in codes(found)


def test_a_heading_in_other_words_heads_what_is_listed_under_its_number_and_is_told() -> None:
    found = proposal(
        listed("Priority"),
        headed("Priority 2: Waste (COLM REDDY)"),
        table(SUB_HEADS, "1. Buy two lorries | Colm Reddy | May 2024 | March 2025 | Red", at=2),
    )
    assert [(one.text, len(one.sub_actions)) for one in found.recommendations] == [(ROOFS, 0), (BINS, 1), (BUSES, 0)]
    assert [doubt.recommendation for doubt in found.doubts if "Waste" in doubt.message] == [2]


@pytest.mark.parametrize("texts", [("High", "Medium", "Low"), (ROOFS, ROOFS, BUSES)])
def test_a_rank_and_a_theme_said_twice_are_no_recommendations(texts: Sequence[str]) -> None:
    found = proposal(listed("Priority", texts))
    assert len(found.recommendations) == 3
    assert {one.text for one in found.recommendations}.isdisjoint(texts)


def test_a_theme_beside_the_recommendation_stays_its_section() -> None:
    found = proposal(
        table(
            "No. | Theme | Recommendation | Lead officer | RAG",
            f"1 | School buildings | {ROOFS} | Asha Pryce | Red",
            f"2 | Rural transport | {BUSES} | Mari Owen | Green",
        )
    )
    assert [(one.section, one.text) for one in found.recommendations] == [
        ("School buildings", ROOFS),
        ("Rural transport", BUSES),
    ]


@pytest.mark.parametrize("names", [("Complete (C)", "Green (G)", "Amber (A)", "Red (R)"), ("C", "G", "A", "R")])
def test_a_key_that_parts_progress_from_confidence_keeps_each_row(names: Sequence[str]) -> None:
    said = ("All is done", "On schedule", "Behind schedule but in hand", "Behind schedule")
    sure = ("Delivered", "Sure of delivery", "Fairly sure", "Hardly sure")
    rows = (" | ".join(each) for each in zip(names, said, sure, strict=True))
    found = proposal(table("Rating | Progress | Confidence", *rows), listed("Priority"))
    assert [(one.code, one.confidence) for one in found.key.levels] == list(zip("CGAR", sure, strict=True))
    assert all(text in (one.label, one.definition) for one, text in zip(found.key.levels, said, strict=True))
