"""What a Word form asks for is no answer, however it marks that nobody has filled it in."""

import pytest

from tests.plans.opening.builders import opened_word, p, r, sdt, tbl, tc, tr

UNFILLED = "<w:showingPlcHdr/>"
GREY = '<w:color w:val="808080"/>'
LIST = (
    '<w:dropDownList><w:listItem w:displayText="Your rating" w:value=""/>'
    '<w:listItem w:displayText="Met" w:value="Met"/></w:dropDownList>'
)


def said(body: str) -> tuple[list[str], list[str]]:
    source = opened_word(body)
    return [line.text for line in source.lines()], [line.text for line in source.asides]


@pytest.mark.parametrize(
    "control",
    [
        sdt(r("Choose an item."), UNFILLED),
        sdt(r("Dewiswch eitem."), UNFILLED),
        sdt(r("Cliciwch neu tapiwch i roi dyddiad."), UNFILLED),
        sdt(r("Two or three lines will do", GREY), UNFILLED),
        sdt(r("Enter the date on which it was signed off"), UNFILLED),
        sdt(r("[Nodwch y dystiolaeth]"), UNFILLED),
        sdt(r("Your rating"), f"{UNFILLED}{LIST}"),
        sdt(r("Two or three ", GREY) + r("lines will do", GREY), UNFILLED),
    ],
)
def test_a_control_that_nobody_filled_in_says_nothing(control: str) -> None:
    lines, asides = said(p("Status:") + p(control))
    assert lines == ["Status:"]
    assert len(asides) == 1


@pytest.mark.parametrize(
    "around",
    [
        sdt(p(r("Two or three lines will do", GREY)), UNFILLED),
        tbl(tr(tc("Evidence:"), tc(sdt(p(r("Two or three lines will do", GREY)), UNFILLED)))),
        tbl(tr(tc("Evidence:"), sdt(tc(p(r("Two or three lines will do", GREY))), UNFILLED))),
    ],
)
def test_a_control_round_paragraphs_or_round_a_cell_is_asked_too(around: str) -> None:
    lines, asides = said(p("Return") + around)
    assert "Two or three lines will do" not in lines
    assert asides == ["Two or three lines will do"]


@pytest.mark.parametrize(
    "control",
    [
        sdt(r("Met"), f"{UNFILLED}{LIST}"),
        sdt(r("Two lines were closed in May."), UNFILLED),
        sdt(r("Two lines were closed in May.", GREY)),
        sdt(r("Late", '<w:color w:val="FF0000"/>'), UNFILLED),
    ],
)
def test_an_answer_in_a_control_is_an_answer(control: str) -> None:
    lines, asides = said(p("Status:") + p(control))
    assert len(lines) == 2
    assert asides == []
