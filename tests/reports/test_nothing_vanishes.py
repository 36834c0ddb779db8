"""Whatever is on record of a plan stands in every form and format of its paper, of the first round as of the last."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape

import openpyxl
import pytest

from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form
from storage.reporting.paper import Item, Measured, Move, Paper, Ruled, SignedOff, Task, Writer
from storage.reporting.wanted import Format
from storage.views import Due, Round
from storage.vocabulary import Ruling
from tests.reports import papers, word_xml
from tests.reports.papers import HOUSE


class Words:
    """Words that are nowhere else, each given out once."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def new(self) -> str:
        self.given.append(f"word{len(self.given):03d}z")
        return self.given[-1]


def item(number: int, asked: tuple[Round, ...], words: Words) -> Item:
    new = words.new
    return papers.item(
        number,
        asked,
        text=new(),
        section=f"Part {number}",
        actions=(new(), new()),
        measures=(new(), new()),
        dates=(Move(Due(new()), "", date(2024, 1, 1)), Move(Due(new(), None, 1), new(), date(2024, 6, 1))),
        indicators=(
            Measured(number, new(), new(), new(), new(), tuple((round.label, new()) for round in asked)),
        ),
        tasks=(Task(new(), new(), new(), new(), Due(new()), Due(new()), None, new()),),
        reported={
            round.id: papers.reported(
                round,
                evidence=new(),
                impact=new(),
                explanation=new(),
                anticipated=new(),
                future=new(),
                proposed=None,
                grade_text=new(),
                by=Writer(new()),
                others=(Writer(new()),),
                on_behalf_of=new(),
                files=(new(), new()),
                ruled=Ruled(Ruling.CHANGED, papers.grade(0), date(2024, 9, 1), new(), False),
            )
            for round in asked
        },
    )  # fmt: skip


def whole(words: Words) -> Paper:
    """One that is outstanding, one that was signed off after its first round, one that nobody has answered lately."""
    asked = papers.rounds(3)
    closed = item(2, asked[:1], words)
    return papers.paper(
        (
            item(1, asked, words),
            replace(closed, signed_off=SignedOff(date(2024, 2, 8), asked[0], words.new())),
            item(3, asked[:2], words),
        ),
        asked,
        title=words.new(),
        agreed=words.new(),
        link_officers=(Writer(words.new()),),
    )


def text_of(content: bytes, format: Format) -> str:
    match format:
        case Format.DOCX:
            return word_xml.words(word_xml.part(content))
        case Format.HTML:
            return unescape(re.sub("<[^>]+>", " ", content.decode()))
        case Format.CSV:
            return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        case _:
            return "\n".join(cells(content))


def cells(content: bytes) -> Iterator[str]:
    for page in openpyxl.load_workbook(io.BytesIO(content)):
        for row in page.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row)


@pytest.mark.parametrize("format", [Format.DOCX, Format.HTML])
@pytest.mark.parametrize("key", FORMS)
def test_every_word_on_record_is_in_every_form(key: str, format: Format) -> None:
    words = Words()
    shown = text_of(compiled(whole(words), form(key), format, HOUSE).content, format)
    assert [one for one in words.given if one not in shown] == []


@pytest.mark.parametrize("format", [Format.XLSX, Format.CSV])
def test_every_word_on_record_is_in_the_sheets(format: Format) -> None:
    words = Words()
    shown = text_of(compiled(whole(words), form("tracker"), format, HOUSE).content, format)
    assert [one for one in words.given if one not in shown] == []


@pytest.mark.parametrize("format", [Format.DOCX, Format.HTML, Format.XLSX, Format.CSV])
def test_a_plan_without_recommendations_has_a_paper_that_says_so(format: Format) -> None:
    for key in FORMS:
        shown = text_of(compiled(papers.paper((), papers.rounds(2)), form(key), format, HOUSE).content, format)
        assert "There are no recommendations." in shown or not format.has_form
