"""A grade and what takes it back, a priority beside a grade, statuses in a line of their own, the day a plan stands at."""

import pytest

from storage.importing.proposal import Level
from storage.importing.reading.grades import read_grade
from storage.importing.reading.scales import Scale
from storage.importing.reading.sentences import key_in
from storage.importing.source import Line
from storage.vocabulary import Meaning
from tests.plans.reading.sources import codes, proposal, table

STATUSES = Scale(
    (
        Level("Done", "Done", Meaning.COMPLETE),
        Level("Open", "Open", Meaning.ON_TRACK),
        Level("Delayed", "Delayed", Meaning.SLIPPED),
    ),
    True,
)


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("Open - late", ("Open", "Delayed")),
        ("Open (overdue)", ("Open", "Delayed")),
        ("Open, but 2 weeks behind", ("Open", "Delayed")),
        ("Open: stalled", ("Open",)),
        ("Done – not started", ("Done",)),
        ("Delayed - completed", ("Delayed", "Done")),
    ],
)
def test_a_status_that_takes_the_grade_back_leaves_a_choice(said: str, options: tuple[str, ...]) -> None:
    reading = read_grade(said, STATUSES, cell=True)
    assert (reading.code, reading.said, reading.trouble, reading.options) == (None, said, "grade_ambiguous", options)


@pytest.mark.parametrize("said", ["Done – late", "Done (but overdue)"])
def test_what_was_done_late_is_done_and_doubted(said: str) -> None:
    reading = read_grade(said, STATUSES, cell=True)
    assert (reading.code, reading.trouble, reading.options) == ("Done", "grade_qualified", ("Done", "Delayed"))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Open - on time", "Open"),
        ("Open (in hand)", "Open"),
        ("Open: the tender was delayed by rain", "Open"),
        ("Done - signed off", "Done"),
        ("Delayed - ongoing", "Delayed"),
    ],
)
def test_what_adds_to_a_grade_leaves_it_as_it_is(said: str, code: str) -> None:
    assert read_grade(said, STATUSES, cell=True).code == code


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Status may be: Complete; Live; Live - overdue; Not started",
            ["Complete", "Live", "Live - overdue", "Not started"],
        ),
        ("Statuses used: Open, Closed, Overdue, Not yet due", ["Open", "Closed", "Overdue", "Not yet due"]),
        ("Status values are: Open / Closed / Overdue", ["Open", "Closed", "Overdue"]),
    ],
)
def test_statuses_that_a_line_lists_are_the_key(line: str, names: list[str]) -> None:
    said = key_in(line, needs_name=False)
    assert said is not None
    assert [one.label for one in said.levels] == names


def test_a_key_that_has_both_words_for_a_grade_is_read_by_it() -> None:
    read = proposal(
        Line("Status is one of: Closed; Open - on time; Open - late; Not begun", "line 1"),
        table(
            "No. | Recommendation | Owner | Due date | Progress | Status",
            "1 | Mend the bridge. | Asha Pryce | June 2024 | Begun. | Open – late",
            "2 | Plant trees. | Tom Lowe | June 2024 | Forty are planted. | Open - on time",
            "3 | Map every tree. | Tom Lowe | June 2024 | Done. | Closed",
        ),
    )
    assert read.key.stated
    assert [one.meaning for one in read.key.levels] == [
        Meaning.COMPLETE,
        Meaning.ON_TRACK,
        Meaning.SLIPPED,
        Meaning.NOT_ACHIEVED,
    ]
    assert [one.updates[0].grade for one in read.recommendations] == ["Open - late", "Open - on time", "Closed"]


@pytest.mark.parametrize(
    ("head", "ranks"),
    [
        ("Grade of rec (1-3)", ("1", "2", "3")),
        ("Risk rating", ("H", "M", "L")),
        ("Rating", ("High", "Medium", "Low")),
        ("Priority grade", ("1", "1", "2")),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_how_urgent_it_is_is_no_grade_beside_a_status(head: str, ranks: tuple[str, ...], *, first: bool) -> None:
    rows = [("Mend the bridge.", "Open"), ("Plant trees.", "Open - late"), ("Map every tree.", "Closed")]
    marks = [[rank, status] if first else [status, rank] for rank, (_, status) in zip(ranks, rows, strict=True)]
    read = proposal(
        table(
            "No. | Recommendation | Owner | Due date | Progress | "
            + " | ".join([head, "Status"] if first else ["Status", head]),
            *(
                f"{at} | {text} | Tom Lowe | June 2024 | Work has been done on it. | {' | '.join(both)}"
                for at, ((text, _), both) in enumerate(zip(rows, marks, strict=True), 1)
            ),
        )
    )
    assert [one.updates[0].grade for one in read.recommendations] == ["Open", None, "Closed"]
    assert all(rank in one.text for rank, one in zip(ranks, read.recommendations, strict=True)), (
        "how urgent it is stays with the recommendation"
    )


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("Version 6 – position at 30 May 2025", ""),
        ("Agreed plan, status as of 30 May 2025", ""),
        ("Version 6 agreed 30 May 2025", "2025-05-30"),
    ],
)
def test_the_day_it_stands_at_is_not_the_day_it_was_agreed(said: str, agreed: str) -> None:
    read = proposal(
        Line("Trees Action Plan", "line 1"),
        Line(said, "line 2"),
        table(
            "No. | Recommendation | Owner | Due date",
            "1 | Mend the bridge. | Asha Pryce | June 2024",
            "2 | Plant trees. | Tom Lowe | June 2024",
        ),
    )
    assert str(read.agreed.on or "") == agreed
    assert str(read.reported.on or "") == ("" if agreed else "2025-05-30")
    assert ("due_before_plan" in codes(read)) is bool(agreed)
