"""A quotation mark that nobody closed joins no rows; what may be several rows is told."""

import pytest

from storage.importing.opening import opened
from storage.importing.understanding import understood
from tests.plans.opening.builders import grid, only_table

HEAD = "Ref,Recommendation,Owner\n"


@pytest.mark.parametrize(
    ("rows", "read", "line"),
    [
        ('1,"Plant trees,Asha\n2,Cut grass,Bryn\n', [["1", '"Plant trees', "Asha"], ["2", "Cut grass", "Bryn"]], 2),
        # closed by the mark that another row opens or ends with
        ('1,"Plant,Asha\n2,"Dig",Bryn\n', [["1", '"Plant', "Asha"], ["2", "Dig", "Bryn"]], 2),
        ('1,"Plant,Asha\n2,Dig 12" deep,Bryn\n', [["1", '"Plant', "Asha"], ["2", 'Dig 12" deep', "Bryn"]], 2),
        ('1,"Plant,Asha\n2,Dig,Bryn"\n3,Mow,Cai\n4,Sow,Dai\n',
         [["1", '"Plant', "Asha"], ["2", "Dig", 'Bryn"'], ["3", "Mow", "Cai"], ["4", "Sow", "Dai"]], 2),
        ('1,"Plant,Asha\n2,"Dig\nand fill",Bryn\n', [["1", '"Plant', "Asha"], ["2", "Dig\nand fill", "Bryn"]], 2),
        ('1,Plant,Asha\n2,Dig,"Bryn', [["1", "Plant", "Asha"], ["2", "Dig", '"Bryn']], 3),
    ],
)  # fmt: skip
def test_an_open_mark_swallows_no_row_and_is_told(rows: str, read: list[list[str]], line: int) -> None:
    source = opened("plan.csv", (HEAD + rows).encode())
    assert grid(only_table(source))[1:] == read
    (remark,) = source.remarks
    assert remark.code == "quotes_unclosed"
    assert f"not closed in line {line}." in remark.sentence


@pytest.mark.parametrize(
    "rows",
    [
        '1,"Plant, water and mow,\nand weed",Asha\n2,Dig,Bryn\n',
        '1,"Plant\n\nand ""weed"" it",Asha\n2,"Dig",Bryn\n',
        '1,Plant 12" hedges,Asha\n',
        '1,"Plant" trees,Asha\n',
    ],
)
def test_marks_in_order_are_not_doubted(rows: str) -> None:
    source = opened("plan.csv", (HEAD + rows).encode())
    assert source.remarks == ()
    assert len(only_table(source).rows) == rows.count(",Asha") + rows.count(",Bryn") + 1


def test_a_cell_that_may_be_rows_is_told() -> None:
    source = opened("plan.csv", (HEAD + '1,"Plant,Asha\n2,Dig",Bryn\n3,Mow,Cai\n').encode())
    assert len(only_table(source).rows) == 3
    assert "if they are several" in source.remarks[0].sentence


def test_the_clerk_is_asked_first_about_marks() -> None:
    text = "Ref,Recommendation,Owner,Due date,Status\n" + "".join(
        f"{n},{mark}Plant tree {n},Asha Pryce,May 2025,On track\n" for n, mark in ((1, '"'), (2, ""), (3, ""))
    )
    proposal = understood("plan.csv", text.encode())
    assert len(proposal.recommendations) == 3
    assert proposal.doubts[0].code == "quotes_unclosed"


def test_very_many_open_marks_take_no_age() -> None:
    source = opened("plan.csv", (HEAD + '1,"a,""b\n' * 3_900).encode())
    assert len(only_table(source).rows) == 3_901
