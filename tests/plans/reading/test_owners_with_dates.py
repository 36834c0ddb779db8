"""One cell that says who and by when: what stands after a date goes on with the date, unless it is somebody."""

import pytest

from storage.importing.opening import opened
from storage.importing.reading import read

PLAN = (
    "Statement of action\n\nAction\tBy whom and when\nMend the lamps.\t{cell}\nPaint the doors.\tTom Lowe, May 2025\n"
)


@pytest.mark.parametrize(
    ("cell", "owners", "due", "codes"),
    [
        ("Repairs Manager 31 January 2025 for the team", ["Repairs Manager"], "2025-01-31", {"due_other_words"}),
        ("Head of Parks, June 2024 (all sites)", ["Head of Parks"], "2024-06-30", {"due_other_words"}),
        (
            "Asha Pryce by 30 June 2024, Kim Osei by 31 July 2024",
            ["Asha Pryce", "Kim Osei"],
            "2024-07-31",
            {"due_multiple"},
        ),
        (
            "Asha Pryce (March 2025) and Kim Osei (June 2025)",
            ["Asha Pryce", "Kim Osei"],
            "2025-06-30",
            {"due_multiple"},
        ),
        ("Empty Homes Officer – end of June 2025", ["Empty Homes Officer"], "2025-06-30", set()),
        ("31 May 2025 – Asha Pryce", ["Asha Pryce"], "2025-05-31", set()),
        ("Housing Manager, March 2025 in the north", ["Housing Manager"], "2025-03-31", {"due_other_words"}),
    ],
)
def test_who_and_when_are_parted(cell: str, owners: list[str], due: str, codes: set[str]) -> None:
    first = read(opened("plan.txt", PLAN.format(cell=cell).encode()))
    one = first.recommendations[0]
    assert [owner.text for owner in one.owners] == owners
    assert str(one.due.on) == due
    assert {doubt.code for doubt in first.doubts if doubt.recommendation == 1} == codes
