"""The work of reading grows with a document and not with its square: eight times as long takes nowhere near 64 times."""

from collections.abc import Callable

import pytest

from storage.errors import Refusal
from storage.importing.understanding import understood
from tests.counting import calls_of

FORM = (
    "Progress update\nReview:\tParks Review\nRecommendation 1:\tPlant trees in the park.\nResponsibility:\t{owners}\n"
    "Date:\t{due}\nEvidence of Progress (May 2024):\tForty planted.\nAssessment of Progress (May 2024):\t2 – On track\n\n"
    "Key: 1 = Achieved, 2 = On track, 3 = Slipped\n"
)
TIMES, FAR_FROM_SQUARE = 8, 20


def form(owners: str = "Asha Pryce", due: str = "May 2025") -> str:
    return FORM.format(owners=owners, due=due)


def short_lines(count: int) -> str:
    return "".join(f"word {number} here\n" for number in range(count)) + form()


def names_in_a_cell(count: int) -> str:
    return form(owners=" / ".join(f"Asha{number} Pryce{number}" for number in range(count)))


def the_same_names_in_a_cell(count: int) -> str:
    return form(owners="Asha Pryce / Bryn Calloway and " * count)


def dates_in_a_cell(count: int) -> str:
    return form(due="1/1/2025 ; " * count)


def lines_of_an_answer(count: int) -> str:
    said = "".join(f"We planted number {number} in the spring.\n\n" for number in range(count))
    return f"From: Ruth Amos\nSent: 3 May 2025\nTo: Scrutiny\n\nRec 1 – Plant trees in the park.\n\n{said}"


def work(text: str) -> int:
    calls, found = calls_of(lambda: understood("plan.txt", text.encode()))
    assert found.recommendations
    return calls


@pytest.mark.parametrize(
    ("written", "count"),
    [
        (lines_of_an_answer, 300),
        (short_lines, 600),
        (names_in_a_cell, 600),
        (the_same_names_in_a_cell, 600),
        (dates_in_a_cell, 4_000),
    ],
)
def test_the_work_grows_with_the_document(written: Callable[[int], str], count: int) -> None:
    work(form())  # what is made once is made
    assert work(written(count * TIMES)) < FAR_FROM_SQUARE * work(written(count))


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_a_row_without_end_is_refused(sign: str) -> None:
    with pytest.raises(Refusal, match="256 columns"):
        understood("plan.txt", f"{sign.join('x' * 100_000)}\n{sign.join('y' * 100_000)}".encode())
