"""A yes or a no where a grade is asked for: a grade where the document has no other, told, and never one against a key."""

import pytest

from storage.importing.proposal import Proposal
from storage.importing.source import Line
from tests.plans.reading.sources import codes, proposal, table


def read(head: str, *answers: str, key: str = "") -> Proposal:
    rows = (
        f"{n} | Plant trees in ward {n}. | Asha Pryce | Some are planted. | {said}" for n, said in enumerate(answers, 1)
    )
    lines = (Line(key, "line 1"),) if key else ()
    return proposal(*lines, table(f"No | Recommendation | Lead | Progress | {head}", *rows))


def meanings(said: Proposal) -> list[str]:
    by_code = {level.code: level.meaning.value for level in said.key.levels}
    return [by_code.get(one.updates[0].grade or "", "") for one in said.recommendations]


@pytest.mark.parametrize(
    "head", ["Done?", "Completed? Y/N", "Completed (Y/N)", "Implemented", "Implemented?", "Has it been delivered?"]
)
@pytest.mark.parametrize("answers", [("Yes", "No", "Yes"), ("Y", "N", "Y"), ("Yes", "No – next year", "Y")])
def test_a_yes_is_done_and_a_no_is_not_and_the_clerk_is_told(head: str, answers: tuple[str, ...]) -> None:
    said = read(head, *answers)
    assert meanings(said) == ["complete", "not_achieved", "complete"]
    (told,) = [doubt for doubt in said.doubts if doubt.code == "scheme_not_stated"]
    assert "as complete" in told.message


def test_a_yes_to_whether_it_is_on_track_is_not_done() -> None:
    assert meanings(read("On track?", "Yes", "No")) == ["on_track", "slipped"]


def test_a_yes_stands_beside_the_status_words_of_others() -> None:
    said = read("Done?", "Yes", "In progress", "No")
    assert meanings(said) == ["complete", "on_track", "not_achieved"]
    assert not said.key.stated


def test_a_yes_is_none_of_a_keys_grades() -> None:
    said = read("Done?", "Yes", "On track", key="Key: Complete, On track, Slipped")
    assert meanings(said) == ["", "on_track"]
    assert "grade_off_scheme" in codes(said)


def test_whether_it_was_accepted_is_no_grade() -> None:
    said = read("Accepted? Y/N", "Y", "N")
    assert meanings(said) == ["", ""]
    assert said.key.levels == ()
