"""Answers typed under the numbered lines of the message that asks, which is quoted and calls nothing a recommendation."""

import pytest

from storage.importing.opening import opened
from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.reading.grades_in_answers import told_in_passing
from storage.importing.reading.key import find_key
from storage.importing.reading.labels_in_a_line import values_of
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.scales import Scale
from storage.importing.reading.strips import lay_flat

ASKED = (
    (
        "1. That the ferry runs until ten on market days.",
        "Owner: Ferry Manager (KO)   Due: March 2025",
        "It has run until ten since the first of May.",
    ),
    (
        "2. That the landing stage is lit.",
        "Owner: Oona Kell   Due: end Q2",
        "2 - On track\nSix lamps stand and three are to come.",
    ),
    (
        "3. That fares are shown at both landings.",
        "Owner: Ferry Manager (KO) and Oona Kell   Due: Sept 2025",
        "One board is up. I would say this is a 3 for now. The other waits for the post.",
    ),
    (
        "4. That a boat for wheelchairs is hired in summer.",
        "Owner: Oona Kell   Due: Ongoing",
        "Somewhere between a 2 and a 3, I think, since the hire is not signed.",
    ),
)
HEAD = """From: Oona Kell
Sent: 3 June 2025 09:12
To: Democratic Services
Subject: RE: Ferry Review - progress update for May 2025

Hello Bram,

My answers are below.

Oona

"""
INTRODUCES = (
    "From: Democratic Services",
    "Sent: 6 May 2025 16:00",
    "To: Oona Kell",
    "",
    "Dear Oona,",
    "",
    "Please write under each what was done and grade it: 1 Fully achieved, 2 On track, 3 Slipped, 4 Not achieved.",
    "",
)
SIGNED = "\n> Best wishes\n> Bram\n\n--\nOona Kell\nFerries Manager\nWestmere Borough Council\n"


def message(
    *, parting: str = "-----Original Message-----\n", mark: str = "> ", signed: str = SIGNED, gap: str = "\n"
) -> Proposal:
    said = [HEAD, parting, *(f"{mark}{line}".rstrip() + "\n" for line in INTRODUCES)]
    for text, labels, answer in ASKED:
        said += [f"{mark}{text}\n{mark}{labels}\n{gap}{answer}\n{gap}"]
    return read(opened("reply.txt", "".join([*said, signed]).encode()))


@pytest.mark.parametrize(
    "parting", ["-----Original Message-----\n", "", "On 6 May 2025 at 16:00, Democratic Services wrote:\n"]
)
@pytest.mark.parametrize("mark", ["> ", ">", ">> "])
@pytest.mark.parametrize("gap", ["\n", ""])
def test_what_stands_under_each_quoted_line_is_its_answer(parting: str, mark: str, gap: str) -> None:
    told = message(parting=parting, mark=mark, gap=gap).recommendations
    assert [one.number for one in told] == ["1", "2", "3", "4"]
    assert [one.text for one in told] == [text.partition(" ")[2] for text, _, _ in ASKED]
    assert [[owner.text for owner in one.owners] for one in told] == [
        ["Ferry Manager (KO)"],
        ["Oona Kell"],
        ["Ferry Manager (KO)", "Oona Kell"],
        ["Oona Kell"],
    ]
    assert [str(one.due.on) for one in told] == ["2025-03-31", "None", "2025-09-30", "None"]
    assert [one.updates[0].evidence.split("\n")[0] for one in told] == [
        "It has run until ten since the first of May.",
        "Six lamps stand and three are to come.",
        "One board is up. I would say this is a 3 for now. The other waits for the post.",
        "Somewhere between a 2 and a 3, I think, since the hire is not signed.",
    ]
    assert [one.updates[0].grade for one in told] == [None, "2", None, None]


def test_what_is_not_sure_is_told_on_the_record() -> None:
    said = message()
    told = {(doubt.recommendation, doubt.code, doubt.candidates) for doubt in said.doubts}
    assert (3, "grade_in_evidence", ("3",)) in told
    assert (4, "grade_ambiguous", ("2", "3")) in told
    assert {(1, "grade_missing"), (2, "due_ambiguous_quarter"), (4, "due_not_a_date")} <= {
        (at, code) for at, code, _ in told
    }


def test_the_writer_says_who_and_when_and_not_whoever_asked() -> None:
    said = message()
    assert said.organisation == "Westmere Borough Council"
    assert str(said.reported.on) in ("2025-05-31", "2025-06-03")
    assert {one.updates[0].round for one in said.recommendations} == {said.reported.text}


def test_no_word_of_the_answers_or_of_the_signature_is_lost() -> None:
    said = message()
    around = " ".join((*said.introduction, *(left.text for left in said.not_placed)))
    assert all(words in around for words in ("My answers are below.", "Best wishes", "Ferries Manager", "Hello Bram,"))
    assert "Best wishes" not in " ".join(update.evidence for one in said.recommendations for update in one.updates)


def test_a_numbered_list_that_nobody_answered_between_is_no_plan() -> None:
    lines = "\n".join(f"> {text}" for text in ("1. Where we stand.", "2. Who comes.", "3. What it costs."))
    said = read(opened("reply.txt", f"Hi Bram,\n\nSee you there.\n\n> The agenda is:\n{lines}\n> Bram\n".encode()))
    assert said.recommendations == ()


def scale() -> Scale:
    source = opened("key.txt", b"Key: 1 Fully achieved, 2 On track, 3 Slipped, 4 Not achieved")
    return find_key(lay_flat(source), Ledger())[0]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("I would call this a 3.", ("3",)),
        ("We have graded it as 2 for the moment.", ("2",)),
        ("I'd give it a 1, frankly.", ("1",)),
        ("It is between 2 and 3.", ("2", "3")),
        ("Either a 3 or a 4.", ("3", "4")),
        ("It was put to 3 councillors.", None),
        ("Between 2 and 30 people came.", None),
        ("We gave 2 of the 7 grants.", None),
        ("It was marked 3% higher.", None),
    ],
)
def test_a_grade_that_is_told_in_passing_is_offered(said: str, codes: tuple[str, ...] | None) -> None:
    found = told_in_passing(f"The stage is half lit. {said} More follows.", scale())
    assert (found.candidates if found else None) == codes


@pytest.mark.parametrize(
    ("text", "before", "values"),
    [
        ("Ferry Manager (KO) Due: March 2025", "Ferry Manager (KO)", ["March 2025"]),
        ("Mend the stage. Lead: Oona Kell. By: May 2025.", "Mend the stage.", ["Oona Kell", "May 2025"]),
        ("Mend it. Lead officer: Oona Kell; Target date: 4 May 2025", "Mend it.", ["Oona Kell", "4 May 2025"]),
        ("Members asked: who pays? The answer: nobody.", "Members asked: who pays? The answer: nobody.", []),
        ("Open at 10:30 and close by: noon", "Open at 10:30 and close by: noon", []),
    ],
)
def test_labels_in_a_line_are_told_by_their_own_words(text: str, before: str, values: list[str]) -> None:
    first, told = values_of(text)
    assert (first, [value for _, _, value in told]) == (before, values)


@pytest.mark.parametrize("before", ["Q{}. ", "{}) ", "({}) ", "Item {}: ", "Point {}. "])
def test_the_lines_may_be_numbered_as_questions_are(before: str) -> None:
    texts = ("That the ferry runs until ten.", "That the stage is lit.", "That fares are shown.")
    lines = "".join(f"> {before.format(nth)}{text}\nAnswer {'abc'[nth - 1]}.\n\n" for nth, text in enumerate(texts, 1))
    said = read(opened("reply.txt", f"{HEAD}> Dear Oona,\n{lines}".encode()))
    assert [(one.number, one.text) for one in said.recommendations] == list(zip("123", texts, strict=True))
    assert [one.updates[0].evidence for one in said.recommendations] == ["Answer a.", "Answer b.", "Answer c."]
