"""Words set aside more than once: each waits until it is settled, and the card compares what choosing it would make."""

import pytest

from storage import settling
from storage.database import Database
from storage.views import MovedOn, Overtaken
from storage.vocabulary import Use
from tests.builders import Council, council, moment


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def waiting(here: Council) -> list[tuple[str, str]]:
    found = here.database.read_now(settling.open_clashes, person=here.people["bryn"])
    return [(one.aside.evidence, one.aside.impact) for one in found]


def use(here: Council, how: Use = Use.BOTH) -> None:
    first = here.database.read_now(settling.open_clashes, person=here.people["bryn"])[0]
    here.database.write_now(
        settling.use_aside, person=here.people["bryn"], moment=moment(1), version=first.sheet.version,
        recommendation_id=here.recommendations["2"], round_id=here.round_id,
        aside_number=first.aside_number, use=how,
    )  # fmt: skip


def test_each_of_two_sets_of_words_waits_until_it_is_settled(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    here.save("bryn", "2", 0, evidence="From the phone.")
    here.save("bryn", "2", 0, impact="From the laptop.")
    assert waiting(here) == [("From the phone.", ""), ("", "From the laptop.")]
    use(here)
    assert waiting(here) == [("", "From the laptop.")]
    use(here)
    assert waiting(here) == []
    kept = here.sheet("bryn", "2").response
    assert (kept.evidence, kept.impact) == ("Asha's words.\n\nFrom the phone.", "From the laptop.")


def test_settling_the_last_settles_none_that_was_not_seen(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    here.save("bryn", "2", 0, evidence="From the phone.")
    last = here.save("bryn", "2", 0, impact="From the laptop.")
    assert isinstance(last, Overtaken)
    here.database.write_now(
        settling.leave_aside, person=here.people["bryn"], moment=moment(1),
        recommendation_id=here.recommendations["2"], round_id=here.round_id, aside_number=last.aside_number,
    )  # fmt: skip
    assert waiting(here) == [("From the phone.", "")]


def test_words_that_a_later_card_holds_too_are_put_once(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    here.save("bryn", "2", 0, evidence="From the phone.")
    here.save("bryn", "2", 0, evidence="From the phone.", impact="And more.")
    assert waiting(here) == [("From the phone.", "And more.")]
    use(here)
    assert waiting(here) == []


def test_a_box_that_was_left_alone_is_no_difference(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.", grade="2")
    clash = here.save("bryn", "2", 0, impact="Bryn's words.")
    assert isinstance(clash, Overtaken)
    assert [(one.field, one.before, one.after) for one in clash.changes] == [
        ("Evidence of impact", "", "Bryn's words.")
    ]
    (put_again,) = here.database.read_now(settling.open_clashes, person=here.people["bryn"])
    assert put_again.changes == clash.changes


def test_words_that_count_already_are_no_clash(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="The same words.", grade="2")
    assert isinstance(here.save("bryn", "2", 0, evidence="The same words."), MovedOn)
    assert waiting(here) == []
