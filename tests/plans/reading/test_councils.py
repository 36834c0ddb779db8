"""The council that a document is of, wherever its cover names it."""

import pytest

from storage.importing.source import Line
from tests.plans.reading.sources import proposal, table

ROWS = table("No | Recommendation | Lead | Progress", "1 | Plant trees. | Asha Pryce | Forty are planted.", at=9)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Kelderby Council", "Kelderby Council"),
        ("Kelder Metropolitan Borough Council and NHS Kelder", "Kelder Metropolitan Borough Council"),
        ("Kelderby Council Children’s Services Improvement Plan 2024/25", "Kelderby Council"),
        ("Housing and Communities Scrutiny Panel, Kelder City Council", "Kelder City Council"),
        ("Scrutiny Panel of Kelder on Sea District Council", "Kelder on Sea District Council"),
        ("Report of Kelder and Vale County Council 2024", "Kelder and Vale County Council"),
        ("London Borough of Kelder Vale Action Plan", "London Borough of Kelder Vale"),
        ("KELDERBY COUNCIL ACTION PLAN", "Kelderby Council"),
        ("Cynllun Gweithredu Cyngor Sir Gelder 2024", "Cyngor Sir Gelder"),
        ("Response of the Council to the Youth Council", ""),
        ("Report to Full Council", ""),
        ("The work was modelled on what Kelder City Council did in its own schools last year.", ""),
    ],
)
def test_a_line_of_the_cover_may_name_it_among_other_words(line: str, name: str) -> None:
    assert proposal(Line("Parks – Action Plan", "line 1"), Line(line, "line 2"), ROWS).organisation == name


def test_a_cell_of_the_cover_may_name_it() -> None:
    cover = table("Panel | Housing Scrutiny Panel, Kelder City Council", "Review | Parks")
    assert proposal(cover, ROWS).organisation == "Kelder City Council"
