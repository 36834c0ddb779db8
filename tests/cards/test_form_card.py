"""The form: what it shows, what its inputs hold, and that an input never holds a part of what is kept."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.fields import MOST_INDICATORS
from cards.form import FIELDS, form
from cards.frame import MOST_BYTES, Card, size
from cards.verbs import Verb
from storage.views import Due, Indicator, Response, Sheet
from storage.vocabulary import UpdateState
from tests.cards.builders import NASTY, TODAY, empty_sheet, kept_file, nasty, outsider, sheet
from tests.cards.walked import inputs, of_type, press, presses, words


def drawn(of: Sheet, place: tuple[int, int] | None = (2, 3), today: date = TODAY, notice: str = "") -> Card:
    return form(of, place=place, today=today, notice=notice)


def test_it_shows_what_was_agreed_what_was_said_and_what_is_asked() -> None:
    told = words(drawn(sheet()))
    for expected in (
        "Recommendation 5 · 2 of 3",
        "Young Carers in Schools · Finding young carers",
        "July 2024 round, closes on 31 July 2024",
        "Every school names a lead for young carers.",
        "1. Write to all head teachers by September 2023.",
        "A named lead in at least 40 of the 46 schools.",
        "Due: May 2024 (read as 31 May 2024), passed 42 days ago, moved twice",
        "Responsible: Asha Pryce, Team Manager (lead); Mere Valley NHS Trust (joint)",
        "What was said last time, March 2024 ▾",
        "28 schools had named a lead by 1 March.",
        "Last saved by Asha Pryce at 10:30 on 8 July 2024; also written by Bryn Calloway.",
    ):
        assert expected in told


def test_a_round_that_closes_soon_says_how_soon() -> None:
    assert "closes on 31 July 2024, in 3 days" in words(drawn(sheet(), today=date(2024, 7, 28)))


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (Due(), "Due: No date given"),
        (Due("Ongoing rolling training"), "Due: Ongoing rolling training"),
        (Due("31 December 2024", date(2024, 12, 31)), "Due: 31 December 2024"),
        (Due("May 2024", date(2024, 5, 31), moved=3), "Due: May 2024 (read as 31 May 2024), passed 42 days ago, moved 3 times"),
    ],
)  # fmt: skip
def test_a_due_date_is_told_as_written_and_as_read(due: Due, told: str) -> None:
    assert told in words(drawn(sheet(due=due))).splitlines()


def test_its_inputs_hold_what_is_kept() -> None:
    found = inputs(drawn(sheet()))
    assert list(found) == ["evidence", "impact", "indicator_21", "indicator_22", "grade", "explanation", "anticipated"]
    assert found["evidence"]["value"] == sheet().response.evidence
    assert found["grade"]["value"] == "3"
    assert [choice["title"] for choice in found["grade"]["choices"]][1] == "2 – On track"
    assert found["indicator_21"]["value"] == "37"
    assert found["indicator_21"]["label"] == "YC 1: Schools with a named lead (target 40; last value 28 in March 2024)"
    assert "value" not in found["indicator_22"]
    assert found["anticipated"]["placeholder"] == "e.g. March 2025 or 31/03/2025"


def test_a_grade_that_the_scheme_does_not_have_is_not_chosen() -> None:
    assert "value" not in inputs(drawn(sheet(response=Response(grade="9"))))["grade"]


def test_a_blank_form_has_every_input_and_nothing_in_them() -> None:
    found = inputs(drawn(empty_sheet(), place=None))
    assert set(found) == set(FIELDS)
    assert not [part for part in found.values() if "value" in part]


def test_its_buttons_carry_what_was_typed_so_that_leaving_loses_nothing() -> None:
    card = drawn(sheet())
    fields = "evidence impact explanation anticipated indicator_21 indicator_22 grade"
    data = {"rec": 5, "round": 3, "version": 4, "fields": fields, "place": "2 3"}
    titles = ["Save and next", "Save draft", "Skip", "Not mine", "Back"]
    assert [action["title"] for action in card.content["actions"]] == titles
    for action in card.content["actions"]:
        assert action["data"] == data
        assert "associatedInputs" not in action


def test_there_is_no_way_back_from_the_first() -> None:
    assert "Back" not in [action["title"] for action in drawn(sheet(), place=(1, 3)).content["actions"]]


def test_last_time_and_the_grades_meanings_are_folded_and_can_be_unfolded() -> None:
    card = drawn(sheet())
    targets = [id for toggle in of_type(card, "Action.ToggleVisibility") for id in toggle["targetElements"]]
    folded = {part["id"]: part for part in of_type(card, "Container") if part.get("isVisible") is False}
    assert set(targets) == set(folded) == {"last_time", "grade_meanings"}
    assert not [part for part in folded.values() if any(item["type"].startswith("Input.") for item in part["items"])]


def test_a_returned_answer_shows_the_clerks_comment() -> None:
    told = words(drawn(sheet(state=UpdateState.RETURNED, clerk_comment="Which nine schools?")))
    assert "The clerk returned this and asks:\nWhich nine schools?" in told


def test_somebody_who_answers_for_others_is_told_so() -> None:
    assert "You are answering for Mere Valley NHS Trust. The record will say so." in words(
        drawn(sheet(for_owner=outsider()))
    )


@pytest.mark.parametrize(
    ("state", "version", "told"),
    [
        (UpdateState.SUBMITTED, 4, "This has been sent. You can change it until the round closes on 31 July 2024."),
        (UpdateState.ACCEPTED, 4, "This has been sent, and the clerk has accepted it."),
        (UpdateState.SUBMITTED, 5, "This was sent and has been changed since."),
    ],
)
def test_a_sent_answer_says_that_it_can_still_change(state: UpdateState, version: int, told: str) -> None:
    assert told in words(drawn(sheet(state=state, version=version, sent_version=4)))


@pytest.mark.parametrize("state", [UpdateState.CONFIRMED, UpdateState.SIGNED_OFF])
def test_what_the_committee_decided_is_read_only(state: UpdateState) -> None:
    card = drawn(sheet(state=state))
    assert not inputs(card)
    assert "so nothing here can change" in words(card)
    assert "Evidence of Progress (July 2024):" in words(card)


def test_a_closed_round_is_read_only_and_its_files_can_be_read() -> None:
    card = drawn(sheet(round=replace(sheet().round, closed=True)))
    assert not inputs(card)
    assert {Verb(one["verb"]) for one in presses(card)} == {Verb.SKIP, Verb.BACK, Verb.GET_FILE, Verb.MY_ACTIONS}


def test_files_can_be_got_and_taken_off() -> None:
    card = drawn(sheet())
    assert press(card, "Get Letter to heads.pdf")["data"] == {"file": 8}
    taken_off = press(card, "Take off Letter to heads.pdf")
    assert taken_off["data"]["file"] == 8
    assert taken_off["data"]["version"] == 4
    assert "associatedInputs" not in taken_off


def test_the_notice_stands_above_the_answer() -> None:
    assert "Draft saved." in words(drawn(sheet(), notice="Draft saved.")).splitlines()


def test_a_value_with_lines_gets_a_box_with_lines() -> None:
    response = Response(anticipated="March 2025\nor later", indicators={21: "37\nof 46"})
    found = inputs(drawn(sheet(response=response)))
    assert found["anticipated"]["isMultiline"] is True
    assert found["indicator_21"]["isMultiline"] is True


def test_evidence_too_long_for_an_input_is_shown_and_added_to() -> None:
    evidence = "Visits were made to every setting. " * 500
    card = drawn(sheet(response=replace(sheet().response, evidence=evidence)))
    box = inputs(card)["evidence"]
    assert "value" not in box
    assert box["label"] == "Add to the evidence (what is already there is kept)"
    assert press(card, "Save draft")["data"]["evidence_mode"] == "add"
    assert "more characters kept in full" in words(card)
    assert inputs(card)["impact"]["value"] == sheet().response.impact


def test_the_longest_field_gives_way_first() -> None:
    response = Response(evidence="e" * 5_000, impact="i" * 6_000, explanation="x" * 3_000)
    card = drawn(sheet(response=response))
    assert [name for name in press(card, "Skip")["data"] if name.endswith("_mode")] == ["impact_mode"]
    assert inputs(card)["evidence"]["value"] == response.evidence


@pytest.mark.parametrize("kept", ["before\x00after", "half \ud83d a character"])
def test_what_no_client_hands_back_whole_is_added_to_as_well(kept: str) -> None:
    card = drawn(sheet(response=Response(evidence=kept)))
    assert press(card, "Skip")["data"]["evidence_mode"] == "add"
    assert "value" not in inputs(card)["evidence"]


def test_more_indicators_than_fit_are_counted_and_those_left_out_stay_as_they_are() -> None:
    many = tuple(Indicator(id, f"YC {id}", "Schools", "40") for id in range(1, 31))
    card = drawn(sheet(indicators=many))
    assert len([id for id in inputs(card) if id.startswith("indicator_")]) == MOST_INDICATORS
    assert "22 more indicators would not fit here" in words(card)
    assert press(card, "Skip")["data"]["fields"].count("indicator_") == MOST_INDICATORS


@pytest.mark.parametrize("text", NASTY)
def test_the_fullest_form_there_can_be_still_fits(text: str) -> None:
    indicators = tuple(Indicator(id, "c", "t", "t", "v", "r") for id in range(1, 30))
    crowded = nasty(
        sheet(
            state=UpdateState.RETURNED,
            clerk_comment="Which?",
            for_owner=outsider(),
            actions=("Write.",) * 20,
            measures=("A lead.",) * 20,
            owners=(outsider(),) * 20,
            files=tuple(kept_file(id) for id in range(20)),
            contributors=tuple("abcdef"),
            indicators=indicators,
            response=Response(explanation="x", anticipated="y", indicators={one.id: "v" for one in indicators}),
        ),
        NASTY[text],
    )
    whole = replace(crowded, response=replace(crowded.response, evidence="e" * 4_000, impact="i" * 4_450))
    card = drawn(whole, notice=NASTY[text])
    assert size(card) <= MOST_BYTES
    assert inputs(card)["evidence"]["value"] == "e" * 4_000


class Pasted(str):
    """A long text that a failing example tells in a few words."""

    told: str

    def __new__(cls, text: str, told: str) -> "Pasted":
        made = super().__new__(cls, text)
        made.told = told
        return made

    def __repr__(self) -> str:
        return self.told


texts = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=()), max_size=300),
    st.builds(
        lambda text, n: Pasted(text * n, f"{text!r} * {n}"), st.text(min_size=1, max_size=12), st.integers(1, 3_000)
    ),
    st.sampled_from([Pasted(text, f"NASTY[{name!r}]") for name, text in NASTY.items()]),
)
responses = st.builds(
    Response,
    evidence=texts,
    impact=texts,
    explanation=texts,
    anticipated=texts,
    grade=st.sampled_from([None, "1", "2", "9"]),
    indicators=st.dictionaries(st.integers(1, 20), texts, max_size=15),
)


@settings(max_examples=60)
@given(responses, texts, texts, st.integers(0, 20), st.sampled_from(list(UpdateState)))
def test_the_form_always_fits_and_an_input_holds_all_of_a_value_or_none(
    response: Response, text: str, other: str, number: int, state: UpdateState
) -> None:
    whole = sheet(
        response=response,
        text=text,
        actions=(text,) * number,
        measures=(other,) * number,
        clerk_comment=other,
        state=state,
        indicators=tuple(Indicator(id, other[:30], text, other, text, other) for id in range(1, number)),
        files=tuple(kept_file(id, text) for id in range(number)),
        owners=(replace(outsider(), name=text, role=other),) * number,
    )
    card = drawn(whole)
    assert size(card) <= MOST_BYTES
    kept = {name: getattr(response, name) for name in ("evidence", "impact", "explanation", "anticipated")}
    kept |= {f"indicator_{id}": value for id, value in response.indicators.items()}
    for id, box in inputs(card).items():
        if id != "grade":
            assert box.get("value", "") in ("", kept.get(id, ""))
            stands_for_all = id in press(card, "Skip")["data"]["fields"].split()
            assert not stands_for_all or box.get("value", "") == kept.get(id, "")
