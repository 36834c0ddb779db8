"""Dates as officers type them, and words that look like dates and are none."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.asking.calendar_reckoning import easter
from dialogs.asking.date_parts import Now
from dialogs.asking.periods import found, read
from dialogs.asking.tokens import tokenise
from storage.query import Season
from tests.asking.council import TODAY

DATES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"))
SHARED = Path(__file__).resolve().parents[3] / "shared" / "asking"


def when(phrase: str, *, past: bool = False, seasons: tuple[Season, ...] = ()) -> str:
    sentence = tokenise(phrase)
    spans = list(found(sentence))
    whole = len(spans) == 1 and spans[0][:2] == (0, len(sentence.tokens))
    result = read(spans[0][2], Now(TODAY, past, seasons)) if whole else None
    if result is None:
        return "none"
    return (
        "ask"
        if result.doubt
        else " ".join(day.isoformat() if day else "-" for day in (result.period.from_on, result.period.to_on))
    )


@pytest.mark.parametrize(("phrase", "meant"), DATES["ahead"].items())
def test_a_date_without_a_year_is_the_next_to_come(phrase: str, meant: str) -> None:
    assert when(phrase) == meant


@pytest.mark.parametrize(("phrase", "meant"), DATES["behind"].items())
def test_of_what_was_done_it_is_the_last_that_was(phrase: str, meant: str) -> None:
    assert when(phrase, past=True) == meant


@pytest.mark.parametrize("sentence", DATES["none"])
def test_a_sentence_without_a_date_has_none(sentence: str) -> None:
    assert not list(found(tokenise(sentence)))


def test_the_councils_own_calendar_says_when_its_recess_is() -> None:
    recess = Season("summer recess", date(2025, 7, 21), date(2025, 9, 5))
    assert when("before the summer recess") == "ask"
    assert when("before the summer recess", seasons=(recess,)) == "- 2025-07-20"


@pytest.mark.parametrize(("year", "sunday"), [(2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25)), (2285, (3, 22))])
def test_easter_is_easter_sunday(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


def test_the_shared_phrases_are_read() -> None:
    if not SHARED.exists():
        pytest.skip("the shared phrases are not beside this checkout")
    rows = [line.split("\t") for line in (SHARED / "dates.tsv").read_text(encoding="utf-8").splitlines()[2:]]
    right = sum(_right(*row[:5], note=row[5] if len(row) > 5 else "") for row in rows)
    assert right >= 72
    lines = (SHARED / "no_dates.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and list(found(tokenise(line)))] == []


def _right(phrase: str, context: str, kind: str, start: str, end: str, *, note: str) -> bool:
    told = when(phrase, past=context == "past")
    if kind in ("label", "round"):
        return (told == "none") == (kind == "label") or kind == "round"
    return told in ("ask", f"{start} {end}") if kind == "ask" or "AMBIGUOUS" in note else told in (
        f"{start} {end}", f"{TODAY.isoformat()} {end}"
    )  # fmt: skip
