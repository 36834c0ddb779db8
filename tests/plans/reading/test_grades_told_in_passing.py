"""What a text says of a grade besides its cell: another colour, a grade at a sentence's end; and a name with an initial."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.reading.spoken import colours_named
from tests.plans.reading.sources import codes, proposal, table

HEADS = "No. | Recommendation | Lead | By when | Progress (May 2024) | RAG"
OTHERS = (
    "2 | Plant trees. | Tom Lowe | June 2024 | Forty are planted. | Amber",
    "3 | Map every tree. | Tom Lowe | June 2024 | Nobody has begun. | Red",
    "4 | Count the trees. | Tom Lowe | June 2024 | Half are counted. | Green",
)


@pytest.mark.parametrize(
    ("said", "colours"),
    [
        ("It was reported to the last meeting as RED.", ("RED",)),
        ("It has been rated GREEN by the partnership because it is built.", ("GREEN",)),
        ("Rated AMBER at the October board.", ("AMBER",)),
        ("The panel has now rated Red what the county built.", ("RED",)),
        ("The rating was moved from AMBER to GREEN.", ("GREEN",)),
        ("It was rated AMBER by the board in March and is mended.", ()),
        ("It is now RED, for the parts are lost.", ("RED",)),
        ("This is an AMBER for us.", ("AMBER",)),
        ("It was RED last year.", ()),
        ("Rated AMBER last spring.", ()),
        ("A summary of the RED, AMBER and GREEN rated actions.", ()),
        ("We rated Green Lane first.", ()),
        ("The fence was painted RED.", ()),
    ],
)
def test_the_colours_a_text_gives_the_rating(said: str, colours: tuple[str, ...]) -> None:
    assert colours_named(said) == colours


@pytest.mark.parametrize(
    "said",
    [
        "Half of it is built and we regard this as Amber.",
        "No bid came in. Officers propose to grade it as Red",
        "The deck is laid, therefore Green.",
    ],
)
def test_a_grade_at_the_end_of_the_account_is_offered_and_not_stored(said: str) -> None:
    read = _with(f"1 | Mend the bridge. | Asha Pryce | June 2024 | {said} | ")
    (doubt,) = [one for one in read.doubts if one.recommendation == 1]
    assert (doubt.code, list(doubt.candidates)) == ("grade_missing", [said.rstrip(".").rsplit(" ", 1)[1]])
    assert read.recommendations[0].updates[0].grade is None
    assert read.recommendations[0].updates[0].evidence == said


@pytest.mark.parametrize(
    "said", ["We put the new bins on Green.", "They see it as work well done.", "We consider the Red Lion site."]
)
def test_a_sentence_that_only_ends_with_such_a_word_offers_nothing(said: str) -> None:
    read = _with(f"1 | Mend the bridge. | Asha Pryce | June 2024 | {said} | ")
    assert [(one.code, one.candidates) for one in read.doubts if one.recommendation == 1] == [("grade_missing", ())]


def test_a_text_that_ends_with_another_grade_than_its_cell_is_doubted() -> None:
    read = _with("1 | Mend the bridge. | Asha Pryce | June 2024 | Built by half; we assess it as Amber. | Green")
    assert [one.code for one in read.doubts if one.recommendation == 1] == ["rag_text_cell_conflict"]


@pytest.mark.parametrize(
    ("one", "other", "is_doubted"),
    [
        ("A. Pryce", "Asha Pryce", True),
        ("T Lowe", "Tom Lowe", True),
        ("A. Pryce", "Tom Pryce", False),
        ("A. Pryce", "Asha Price-Lowe", False),
        ("A. Pryce", "A. Pryce", False),
        ("O. Hale", "Owen Hale", True),
    ],
)
def test_an_initial_may_be_a_name_written_out_elsewhere(one: str, other: str, is_doubted: bool) -> None:
    read = proposal(
        table(
            HEADS,
            f"1 | Mend the bridge. | {one} | June 2024 | Begun. | Green",
            f"2 | Plant trees. | {other} | June 2024 | Begun. | Green",
        )
    )
    assert ("owner_name_variant" in codes(read)) is is_doubted


@pytest.mark.parametrize("names", [("A. Pryce", "Asha Pryce"), ("Asha Pryce", "A. Pryce")])
def test_it_is_the_initial_that_is_asked_about(names: tuple[str, str]) -> None:
    rows = [f"{at} | Mend bridge {at}. | {name} | June 2024 | Begun. | Green" for at, name in enumerate(names, 1)]
    (doubt,) = [one for one in proposal(table(HEADS, *rows)).doubts if one.code == "owner_name_variant"]
    assert doubt.recommendation == names.index("A. Pryce") + 1


def _with(row: str) -> Proposal:
    return proposal(table(HEADS, row, *OTHERS))
