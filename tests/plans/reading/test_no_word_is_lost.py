"""Whatever a document says is in a field or in the list of what was not placed, whatever its shape."""

import json
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.importing.printing import as_data
from storage.importing.reading import read
from storage.importing.source import Cell, Line, Row, Source, Table

WORD = re.compile(r"w\d+")
QUIETLY = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LABELS = (
    "Recommendation", "Recommendation 1:", "Recommendation 2", "Ref", "No", "Action", "Agreed Action:", "Success Measure",
    "Responsibility:", "Lead", "Supporting officer", "Date:", "Due date", "Revised date", "By whom and when", "Start date",
    "Evidence of Progress (May 2024):", "Evidence of Progress:", "Progress", "Assessment of Progress (May 2024)",
    "Assessment", "RAG", "Status", "% complete", "Impact", "Next steps", "Reason for delay", "Anticipated date",
    "Performance Indicator", "PI Number", "Target", "Actual", "Key", "Review:", "Link Officer/s:", "Agreed:", "Council",
    "Theme", "Finding", "Priority", "Portfolio holder:", "(July 2024):", "D 11 111", "Evidnce of Progres (May 2024):",
    "May 2024",
)  # fmt: skip
ENDINGS = ("", ".", " 2", " 2 – On track", " May 2024", " TBC", " (lead)", " / ", " and ")
words = st.integers(0, 10**6).map(lambda number: f"w{number}")
sayings = st.builds(
    lambda said, ending: " ".join(said) + ending, st.lists(words, min_size=1, max_size=6), st.sampled_from(ENDINGS)
)
values = st.one_of(
    st.just(""),
    sayings,
    st.sampled_from(("1", "2", "G", "Green", "On track", "2 – On track", "31/06/2024", "Complete")),
)
labels = st.sampled_from(LABELS)
cells = st.one_of(labels, values, values)


def table(rows: list[list[str]]) -> Table:
    return Table(
        tuple(
            Row(tuple(Cell((Line(text, f"row {n}"),) if text else (), at) for at, text in enumerate(row)), f"row {n}")
            for n, row in enumerate(rows, 1)
        ),
        "table",
    )


@st.composite
def forms(draw: st.DrawFn) -> Table:
    return table([[draw(cells), draw(values)] for _ in range(draw(st.integers(1, 9)))])


@st.composite
def grids(draw: st.DrawFn) -> Table:
    width = draw(st.integers(2, 8))
    rows = [[draw(labels) for _ in range(width)]] if draw(st.booleans()) else []
    rows += [[draw(cells) for _ in range(width)] for _ in range(draw(st.integers(1, 6)))]
    return table(rows)


lines = st.builds(
    lambda label, said: Line(f"{label} {said}".strip(), "line"),
    st.one_of(st.just(""), labels),
    st.one_of(st.just(""), sayings),
).filter(lambda line: bool(line.text))
documents = st.lists(st.one_of(lines, forms(), grids()), min_size=1, max_size=7)


def words_of(source: Source) -> Counter[str]:
    return Counter(WORD.findall(" ".join(line.text for line in source.lines())))


@QUIETLY
@given(documents)
def test_every_word_is_in_a_field_or_not_placed_or_is_a_label(blocks: list[Line | Table]) -> None:
    source = Source("any.txt", tuple(blocks))
    data = as_data(read(source))
    data["doubts"] = [doubt for doubt in data["doubts"] if doubt["code"] == "label_guessed"]
    said = set(WORD.findall(json.dumps(data)))
    assert set(words_of(source)) <= said


@settings(QUIETLY, max_examples=80)
@given(documents)
def test_any_document_gives_the_same_proposal_twice(blocks: list[Line | Table]) -> None:
    source = Source("any.txt", tuple(blocks))
    assert read(source) == read(source)


def test_words_beside_a_keys_heading_that_head_nothing_are_told() -> None:
    rows = (("Key", "w1"), ("Priority", "w0"), ("Green",))
    table = Table(
        tuple(
            Row(
                tuple(Cell((Line(text, f"row {number}"),), column=place) for place, text in enumerate(texts)),
                f"row {number}",
            )
            for number, texts in enumerate(rows, 1)
        ),
        "table 1",
    )
    assert "w1" in {one.text for one in read(Source("plan.txt", (table,))).not_placed}


def test_a_share_beside_a_cell_that_gives_no_grade_is_kept() -> None:
    heads, said = (
        ("Recommendation", "% complete", "RAG"),
        ("Mend the steps.", "w7", "The mason has been twice and comes again."),
    )
    table = Table(
        tuple(
            Row(tuple(Cell((Line(text, place),), column=at) for at, text in enumerate(texts)), place)
            for place, texts in (("row 1", heads), ("row 2", said))
        ),
        "table 1",
    )
    (one,) = read(Source("plan.txt", (table,))).recommendations
    assert "w7" in one.text


def test_what_stands_over_a_column_that_no_recommendation_came_of_is_told() -> None:
    rows = (("Ref", "Ref", "w3"), ("Recommendation 1:", "Recommendation", "Recommendation"))
    table = Table(
        tuple(
            Row(tuple(Cell((Line(text, f"row {nth}"),), column=at) for at, text in enumerate(texts)), f"row {nth}")
            for nth, texts in enumerate(rows, 1)
        ),
        "table 1",
    )
    assert "w3" in {one.text for one in read(Source("plan.txt", (table,))).not_placed}
