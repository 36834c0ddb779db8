"""What a round closes without, in the record: counted, written to whom it concerns, given back once, and kept."""

import pytest
from sqlmodel import Session, col, select

from storage import giving_back, held, invitations, left, unsent, walks
from storage.database import Database
from storage.errors import Refusal
from storage.left_views import Ending, LeftAs, LeftCount
from storage.tables.messages import Letter
from storage.views import MovedOn
from tests.builders import Council, council, moment


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def counted(here: Council) -> LeftCount:
    (one,) = here.database.read_now(invitations.open_rounds, person=here.people["cleo"])
    return one.left


def written_to(here: Council) -> list[str]:
    ids = {person.id: key for key, person in here.people.items()}

    def read(session: Session) -> list[str]:
        rows = session.exec(select(Letter).where(Letter.kind == unsent.LETTER).order_by(col(Letter.person_id)))
        return sorted(ids[row.person_id] for row in rows)

    return here.database.read_now(read)


def hold(here: Council, who: str, which: str, text: str) -> None:
    here.database.write_now(
        held.hold, person=here.people[who], moment=moment(), recommendation_id=here.recommendations[which],
        round_id=here.round_id, text=text,
    )  # fmt: skip


def ended(here: Council, who: str) -> list[tuple[str, list[str]]]:
    found = here.database.read_now(giving_back.ended_choices, person=here.people[who])
    return [(one.why, [change.after for change in one.lost]) for one in found]


def about(here: Council, who: str, which: str) -> list[tuple[LeftAs, str, bool]]:
    found = here.database.read_now(
        left.left_about, person=here.people[who], recommendation_id=here.recommendations[which]
    )
    return [(one.how, one.sheet.response.evidence, one.mine) for one in found]


def test_each_kind_is_counted_by_itself_and_written_to_whom_it_concerns(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="Sent.", grade="1")
    here.submit("asha")
    here.saved("asha", "1", 1, evidence="Changed.", grade="1")
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.save("bryn", "2", 0, evidence="Bryn's.")
    hold(here, "lena", "3", "For the trust.")
    assert counted(here) == LeftCount(drafts=1, edits=1, asides=1, held=1, files=0)
    here.close_round()
    assert written_to(here) == ["asha", "bryn", "lena"]


def test_a_draft_for_an_owner_outside_is_told_of_to_the_link_officer(here: Council) -> None:
    here.saved("lena", "3", 0, evidence="For the trust.")
    here.close_round()
    assert written_to(here) == ["lena"]
    assert about(here, "lena", "3") == [(LeftAs.DRAFT, "For the trust.", True)]


def test_nothing_left_is_nothing_counted_and_nobody_written_to(here: Council) -> None:
    here.saved("asha", "1", 0, evidence="Sent.", grade="1")
    here.submit("asha")
    assert counted(here) == LeftCount()
    here.close_round()
    assert written_to(here) == []
    with pytest.raises(Refusal, match="Nothing of yours"):
        here.database.read_now(unsent.left_in_round, person=here.people["asha"], round_id=here.round_id)


def test_each_reads_their_own_and_what_they_could_have_sent(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.save("bryn", "2", 0, evidence="Bryn's.")
    assert about(here, "asha", "2") == []
    here.close_round()
    assert about(here, "asha", "2") == [(LeftAs.DRAFT, "Asha's.", True)]
    assert about(here, "bryn", "2") == [(LeftAs.DRAFT, "Asha's.", False), (LeftAs.ASIDE, "Bryn's.", True)]
    for who in ("cleo", "mo", "lena", "tess", "ada"):
        assert about(here, who, "2") == []


def test_words_that_the_answer_holds_already_are_not_lost(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.save("bryn", "2", 0, evidence="Bryn's.")
    here.saved("asha", "2", 1, evidence="Bryn's.")
    assert counted(here).asides == 0
    here.close_round()
    assert ended(here, "bryn") == [(Ending.CLOSED, [])]


def test_of_two_cards_that_hold_the_same_words_one_is_given_back_and_both_are_done_with(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's.")
    here.save("bryn", "2", 0, evidence="Bryn's.")
    here.save("bryn", "2", 0, evidence="Bryn's.", impact="And more.")
    assert counted(here).asides == 1
    assert ended(here, "bryn") == []
    here.close_round()
    found = here.database.read_now(giving_back.ended_choices, person=here.people["bryn"])
    assert [[change.after for change in one.lost] for one in found] == [[], ["Bryn's.", "And more."]]
    here.database.write_now(giving_back.give_back, person=here.people["bryn"], moment=moment(1), ended=found)
    assert ended(here, "bryn") == []
    assert (LeftAs.ASIDE, "Bryn's.", True) in about(here, "bryn", "2")


def test_a_grade_chosen_on_an_old_card_is_set_only_where_no_other_has_been_given(here: Council) -> None:
    def choose(grade: str) -> object:
        return here.database.write_now(
            walks.grade_as_asked, person=here.people["asha"], moment=moment(), asked_at=0, grade=grade,
            recommendation_id=here.recommendations["2"], round_id=here.round_id,
        )  # fmt: skip

    here.saved("bryn", "2", 0, evidence="Bryn's.")
    choose("2")
    assert here.sheet("asha", "2").response.grade == "2"
    assert isinstance(choose("1"), MovedOn)
    assert not isinstance(choose("2"), MovedOn)
    assert here.sheet("asha", "2").response.grade == "2"


@pytest.mark.parametrize(
    ("words", "found"),
    [("July 2024", 1), ("the july 2024 round", 1), ("July 2024, Young Carers", 1), ("July", 0), ("Young Carers", 0),
     ("2024", 0), ("July 2024 surveys", 0)],
)  # fmt: skip
def test_a_round_is_named_by_all_of_its_name(here: Council, words: str, found: int) -> None:
    assert len(here.database.read_now(left.places, person=here.people["asha"], number="1", words=words)) == found
    assert here.database.read_now(left.places, person=here.people["tess"], number="1", words=words) == ()


def test_a_recommendation_without_a_number_goes_by_its_place(here: Council) -> None:
    (place,) = here.database.read_now(left.places, person=here.people["bryn"], number="item 4", words="July 2024")
    assert place.recommendation_id == here.recommendations["item 4"]
