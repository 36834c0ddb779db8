"""The cards around the form: the hello, the list, the questions, the review, the receipt, two people at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from cards.actions import my_actions
from cards.confirm import confirm_evidence, confirm_file, confirm_grade, which_recommendation
from cards.frame import Card
from cards.notice import help_card, notice, stranger
from cards.overtaken import overtaken
from cards.questions import questions
from cards.receipt import receipt
from cards.review import Sending, review
from cards.verbs import Verb
from cards.welcome import Waiting, waiting_line, welcome
from storage.views import Assignment, Handover, HeldWords, Inbox, Response, Sheet
from storage.vocabulary import Role, UpdateState
from tests.cards import builders as b
from tests.cards.walked import inputs, press, presses, words


def titles(card: object) -> list[str]:
    return [action["title"] for action in card.content["actions"]]  # type: ignore[attr-defined]


def welcomed(
    assignments: Sequence[Assignment], offers: Sequence[Handover], *, first: bool, today: date = b.TODAY
) -> Card:
    return welcome(b.person(), b.COUNCIL, Waiting(assignments, offers), today=today, first=first)


def reviewed(sheets: Sequence[Sheet], waiting: Sequence[Assignment], seen: str) -> Card:
    return review(Sending(b.person(), sheets, seen), waiting, today=b.TODAY)


def test_the_first_hello_introduces_the_bot_and_the_next_does_not() -> None:
    first = welcomed(b.assignments(), (), first=True)
    again = welcomed(b.assignments(), (), first=False)
    assert "I collect progress on scrutiny recommendations for Lowmere Borough Council" in words(first)
    assert "kept as a draft" in words(first)
    assert "I collect progress" not in words(again)
    assert "Hello Asha Pryce" in words(again)


def test_the_hello_says_what_waits() -> None:
    card = welcomed(b.assignments(), (), first=False)
    told = "5 recommendations for the July 2024 round, 1 begun, 1 returned by the clerk"
    assert f"{told}; closes on 31 July 2024." in words(card)
    assert waiting_line(b.assignments()) == told
    assert titles(card) == ["Resume", "Later", "Help"]
    assert titles(welcomed(b.assignments()[:1], (), first=False))[0] == "Start"


def test_the_hello_says_when_nothing_waits() -> None:
    card = welcomed((b.assignment(state=UpdateState.SUBMITTED),), (), first=False)
    assert "Nothing is waiting for you just now." in words(card)
    assert titles(card) == ["My actions", "Help"]
    assert waiting_line(()) == ""


def test_each_round_that_waits_is_told_apart() -> None:
    two = (b.assignment("1"), b.assignment("2"), b.assignment("3", round_label="March 2024"))
    assert waiting_line(two) == ("2 recommendations for the July 2024 round; 1 recommendation for the March 2024 round")


def test_a_closing_day_that_has_passed_is_not_spoken_of_as_to_come() -> None:
    later = date(2024, 8, 9)
    told = words(welcomed(b.assignments(), (), first=False, today=later))
    assert "was to close on 31 July 2024 and is still open" in told
    assert "closes on" not in told
    assert "closes on" not in words(my_actions(b.assignments(), (), today=later))
    assert "which was to close on 31 July 2024" in words(receipt(b.receipt(), (), today=later))


@pytest.mark.parametrize("role", [Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR])
def test_nobody_but_an_officer_is_told_of_what_is_theirs(role: Role) -> None:
    told = words(welcome(b.person(role), b.COUNCIL, Waiting(), today=b.TODAY, first=True))
    assert "each one that is yours" not in told
    assert "from the officers who answer them" in told


def test_the_hello_of_a_clerk_says_what_waits_at_the_desk() -> None:
    card = welcome(b.person(Role.CLERK), b.COUNCIL, Waiting(inbox=Inbox(2, 1)), today=b.TODAY, first=True)
    assert "2 answers to review and 1 recommendation given back." in words(card)
    assert "Nothing is waiting" not in words(card)
    assert titles(card) == ["To review", "My actions", "Help"]


def test_the_review_says_whose_words_go_too() -> None:
    told = words(reviewed((b.sheet(),), (), seen="5.3.4"))
    assert "This holds words of Bryn Calloway. If you send it, theirs are sent too, and I tell them." in told
    alone = b.sheet(contributors=("Asha Pryce",))
    assert "holds words" not in words(reviewed((alone,), (), seen="5.3.4"))


def test_a_clash_with_oneself_names_nobody_else() -> None:
    card = overtaken(b.clash_with_oneself())
    assert "you saved this since that card was drawn" in words(card)
    assert "somebody" not in words(card)
    assert titles(card) == ["Use both", "Use new", "Keep earlier"]


def test_an_offer_can_be_answered_from_the_hello() -> None:
    card = welcomed((), (b.handover(),), first=False)
    assert "Asha Pryce asks you to take Recommendation 5 (Young Carers in Schools)." in words(card)
    assert press(card, "Take it on: Recommendation 5")["data"] == {"handover": 9}
    assert press(card, "Decline: Recommendation 5")["verb"] == Verb.DECLINE_OFFER


def test_the_list_tells_every_state_in_words() -> None:
    told = words(my_actions(b.assignments(), (), today=b.TODAY))
    for expected in (
        "Not begun · due 31 May 2024, 42 days late · type “open 1”",
        "Draft, not sent · ",
        "Returned by the clerk · due Ongoing · for Mere Valley NHS Trust · type “open 3”",
        "Sent · due 31 December 2024 · type “open 4”",
        "Changed since you sent it · no due date · type “open item 4”",
        "Accepted · ",
        "Offered to Bryn Calloway, not yet accepted",
        "July 2024 round, closes on 31 July 2024",
        "Empty Homes Review",
    ):
        assert expected in told


def test_a_line_of_the_list_opens_its_recommendation() -> None:
    opened = press(my_actions(b.assignments()[:3], (), today=b.TODAY), "Open Recommendation 3")
    assert (opened["verb"], opened["data"]) == ("open", {"rec": 3, "round": 3})
    assert opened["associatedInputs"] == "none"


def test_a_long_list_says_how_many_more_there_are_and_how_to_open_them() -> None:
    many = tuple(b.assignment(str(number)) for number in range(1, 61))
    told = words(my_actions(many, (), today=b.TODAY))
    assert " more: type “open " in told
    assert "Recommendation 20:" in told


def test_the_list_offers_what_can_be_done_now() -> None:
    sent = b.assignment(state=UpdateState.SUBMITTED)
    assert titles(my_actions((sent,), (), today=b.TODAY)) == ["Help"]
    assert titles(my_actions((b.assignment(),), (), today=b.TODAY)) == ["Start", "Help"]
    begun = b.assignment(state=UpdateState.DRAFT, unsent=True)
    assert titles(my_actions((begun,), (), today=b.TODAY)) == ["Resume", "Review", "Help"]


def test_a_question_says_what_it_saw_and_why_and_takes_a_reason() -> None:
    card = questions(b.sheet())
    assert "You chose “2 – On track”, and the date agreed was 31 May 2024." in words(card)
    assert "The committee will ask about it." in words(card)
    assert inputs(card)["reason_on_track_past_due"]["label"] == "1. Keep it, because …"
    assert titles(card) == ["Keep with these reasons", "Change my answer", "Leave for now"]
    seen = {"rec": 5, "round": 3, "version": 4, "asks": b.sheet().asks}
    assert press(card, "Keep with these reasons")["data"] == seen
    assert press(card, "Leave for now")["verb"] == Verb.SKIP


def test_a_question_that_was_answered_stands_below_with_its_reason() -> None:
    card = questions(b.sheet())
    assert "reason_date_has_passed" not in inputs(card)
    assert "The committee agreed the new date in June." in words(card)
    answered = questions(b.sheet(questions=b.sheet().questions[1:]))
    assert titles(answered) == ["Go on", "Change my answer"]


def test_the_review_reads_as_the_report_will() -> None:
    told = words(reviewed((b.sheet(),), (), seen="5.3.4")).splitlines()
    for expected in (
        "Recommendation 5:",
        "Evidence of Progress (July 2024):",
        "37 of 46 schools have named a lead.",
        "Evidence of Impact (July 2024):",
        "Assessment of Progress (July 2024): 3 – Slipped",
        "Explanation:",
        "Anticipated date: October 2024 (read as 31 October 2024)",
        "YC 1: 37",
        "Schools with a lead, June 2024.xlsx, 47 KB",
        "Answered by Asha Pryce",
        "Asked, not answered: You chose “2 – On track”, and the date agreed was 31 May 2024.",
    ):
        assert expected in told


def test_the_review_says_for_whom_an_answer_was_given() -> None:
    written = replace(b.sheet().written, on_behalf_of="Mere Valley NHS Trust")  # type: ignore[type-var]
    assert "Answered by Asha Pryce, for Mere Valley NHS Trust" in words(
        reviewed((b.sheet(written=written),), (), seen="5.3.4")
    )


def test_the_review_sends_what_was_seen_and_lets_each_be_edited() -> None:
    card = reviewed((b.sheet(), b.empty_sheet(recommendation_id=6, number="6")), (), seen="5.3.4,6.3.1")
    assert press(card, "Submit all (2)")["data"] == {"seen": "5.3.4,6.3.1"}
    assert press(card, "Edit Recommendation 6")["data"] == {"rec": 6, "round": 3}
    assert titles(card) == ["Submit all (2)", "Not yet"]


def test_the_review_lists_what_is_not_answered_yet() -> None:
    card = reviewed((b.sheet(),), (b.assignment("5"), b.assignment("6")), seen="5.3.4")
    assert "Not answered yet: 1" in words(card)
    assert "Recommendation 6: Every school" in words(card)
    assert "Answer the rest" in titles(card)


def test_a_review_of_many_shortens_them_alike_and_names_every_one() -> None:
    long = replace(b.sheet().response, evidence="Visits were made to every setting. " * 60)
    sheets = [b.sheet(recommendation_id=n, number=str(n), response=long) for n in range(1, 21)]
    told = words(reviewed(sheets, (), seen="x"))
    assert told.count("more characters kept in full") == told.count("Evidence of Progress") >= 4
    for number in range(1, 21):
        assert f"Recommendation {number}:" in told
    assert "Recommendation 20: 3 – Slipped · words of Bryn Calloway · type “open 20” to read it" in told


def test_a_review_with_nothing_to_send_says_so() -> None:
    card = reviewed((), (), seen="")
    assert "Nothing to send" in words(card)
    assert Verb.SUBMIT_ALL not in {one["verb"] for one in presses(card)}


def test_the_receipt_proves_what_arrived_and_says_what_is_left() -> None:
    card = receipt(b.receipt(), b.assignments(), today=b.TODAY)
    for expected in (
        "Sent: 2 answers",
        "Reference: R-7K3M-Q2XZ",
        "Received: 10:30 on 8 July 2024",
        "Recommendation 5: 3 – Slipped",
        "You can change an answer until the round closes on 31 July 2024: type “open 5”.",
        "Still waiting for you: 5 recommendations for the July 2024 round",
    ):
        assert expected in words(card)
    assert card.summary == "Sent: 2 answers. Reference R-7K3M-Q2XZ"
    assert "Nothing else is waiting for you." in words(receipt(b.receipt(), (), today=b.TODAY))


def test_two_people_at_once_see_both_texts_and_lose_neither() -> None:
    card = overtaken(b.overtaken())
    told = words(card)
    assert "Bryn Calloway saved this at 10:30 on 8 July 2024, while you were writing." in told
    assert "Nothing has been overwritten; yours is kept aside." in told
    assert told.index("Saved by Bryn Calloway:") < told.index("37 of 46") < told.index("38 schools have a lead.")
    assert press(card, "Use both")["data"] == {"rec": 5, "round": 3, "version": 4, "aside": 6, "use": "both"}


def test_typed_evidence_is_shown_before_it_is_recorded() -> None:
    card = confirm_evidence(b.sheet(), HeldWords(1, 1, "38 schools now."))
    assert "Record this as evidence for rec 5?" in words(card)
    assert "It will be added below what is there already:" in words(card)
    assert press(card, "Yes")["data"] == {"rec": 5, "round": 3, "version": 4, "asked": "616f960e4318"}
    assert "added below" not in words(confirm_evidence(b.empty_sheet(), HeldWords(1, 1, "38 schools now.")))


def test_two_grades_named_are_asked_about() -> None:
    card = confirm_grade(b.sheet(), ("2", "3"))
    assert press(card, "3 – Slipped")["data"] == {"rec": 5, "round": 3, "version": 4, "grade": "3"}
    assert titles(card) == ["2 – On track", "3 – Slipped", "Neither"]


def test_a_file_without_a_word_is_asked_about() -> None:
    card = which_recommendation(b.kept_file(), b.assignments())
    assert press(card, "For Recommendation 3")["data"] == {"rec": 3, "round": 3, "file": 7}
    assert "type “file for 3”" in words(card)
    assert "For one of your 2 others, type “file for 1”, or another number" in words(card)
    assert press(confirm_file(b.sheet(), b.kept_file()), "Yes")["data"]["file"] == 7


def test_a_stranger_is_told_whom_to_ask_and_nothing_else() -> None:
    card = stranger("scrutiny@lowmere.example", b.COUNCIL)
    assert "please ask scrutiny@lowmere.example" in words(card)
    assert not presses(card)


@pytest.mark.parametrize("number", [3, 200])
def test_the_help_lists_phrases_with_what_they_do(number: int) -> None:
    card = help_card([("update", "go on where you were")] * number, b.COUNCIL, "I did not understand that.")
    assert "update\ngo on where you were" in words(card)
    assert "I did not understand that." in words(card)


def test_a_notice_is_its_sentence_and_its_summary() -> None:
    card = notice("That round has closed.", suggestions=("my actions",))
    assert card.summary == "That round has closed."
    assert "Or type: my actions." in words(card)


def test_a_blank_answer_in_the_review_says_that_nothing_was_given() -> None:
    assert words(reviewed((b.empty_sheet(response=Response(grade="1")),), (), seen="x")).count("None given") == 2
