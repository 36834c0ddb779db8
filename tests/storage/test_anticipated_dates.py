"""An anticipated date counted from a day: it is read once, when its words are written, and stays what it was read as."""

from datetime import date

import pytest

from cards.reading import anticipated
from storage import files, settling
from storage.database import Database
from storage.reporting import sentences
from storage.reporting.columns import COLUMNS, rows
from storage.reporting.contents import paper
from storage.reporting.naming import Named
from storage.views import Overtaken, Sheet
from storage.vocabulary import Use
from tests.builders import Council, council, moment

IN_THREE_WEEKS = date(2024, 7, 29)


@pytest.fixture
def here(database: Database) -> Council:
    return council(database)


def read_as(there: Sheet) -> date | None:
    return there.response.anticipated_on


def test_words_that_are_left_alone_keep_the_day_they_were_read_as(here: Council) -> None:
    saved = here.saved("asha", "1", 0, grade="3", explanation="Staff left.", anticipated="in 3 weeks")
    assert read_as(saved) == IN_THREE_WEEKS
    later = here.saved("asha", "1", saved.version, days=10, anticipated="in 3 weeks", impact="Fewer complaints.")
    assert read_as(later) == read_as(here.sheet("asha", "1")) == IN_THREE_WEEKS
    changed = here.saved("asha", "1", later.version, days=10, anticipated="in 4 weeks")
    assert read_as(changed) == read_as(here.sheet("asha", "1")) == date(2024, 8, 15)


def test_a_file_moves_no_date(here: Council) -> None:
    here.saved("asha", "1", 0, anticipated="in 3 weeks")
    asha, later = here.people["asha"], moment(10)
    file = here.database.write_now(files.keep_file, person=asha, moment=later, name="notes.txt", content=b"Notes.")
    attached = here.database.write_now(
        files.attach, person=asha, moment=later, file_id=file.id,
        recommendation_id=here.recommendations["1"], round_id=here.round_id,
    )  # fmt: skip
    assert read_as(attached) == read_as(here.sheet("asha", "1")) == IN_THREE_WEEKS


def test_the_day_that_was_meant_passes(here: Council) -> None:
    saved = here.saved("asha", "1", 0, grade="3", anticipated="in 3 weeks")
    assert "date_has_passed" not in [question.code for question in saved.questions]
    later = here.saved("asha", "1", saved.version, days=30, impact="Fewer complaints.")
    assert "date_has_passed" in [question.code for question in later.questions]


def test_a_date_that_was_set_aside_comes_back_as_it_was_read(here: Council) -> None:
    here.saved("asha", "2", 0, evidence="Asha's words.")
    clash = here.save("bryn", "2", 0, anticipated="in 3 weeks")
    assert isinstance(clash, Overtaken)
    used = here.database.write_now(
        settling.use_aside, person=here.people["bryn"], moment=moment(10), version=clash.sheet.version,
        recommendation_id=here.recommendations["2"], round_id=here.round_id,
        aside_number=clash.aside_number, use=Use.MINE,
    )  # fmt: skip
    assert isinstance(used, Sheet)
    assert (used.response.evidence, read_as(used)) == ("Asha's words.", IN_THREE_WEEKS)


@pytest.mark.parametrize(
    ("words", "printed", "on"),
    [
        ("in 3 weeks", "in 3 weeks (read as 29 July 2024)", IN_THREE_WEEKS),
        ("March 2025", "March 2025", date(2025, 3, 31)),
        ("Spring", "Spring", None),
    ],
)
def test_the_paper_says_when_words_that_count_from_a_day_are_meant(
    here: Council, words: str, printed: str, on: date | None
) -> None:
    here.saved("asha", "1", 0, grade="3", explanation="Staff left.", anticipated=words)
    here.submit("asha")
    found = here.database.read_now(
        paper, person=here.people["cleo"], moment=moment(30), plan_id=here.plan_id, round_id=here.round_id
    )
    reported = found.items[0].reported[here.round_id]
    assert sentences.outlook(reported) == f"Staff left.\nAnticipated date: {printed}"
    row = dict(zip([one.name for one in COLUMNS], next(rows(found, Named.NAMES)), strict=True))
    assert (row["Anticipated (as written)"], row["Anticipated"]) == (words, on)
    if words == "in 3 weeks":
        assert anticipated(words, reported.anticipated_on) == printed, "as the officer's review shows it"
