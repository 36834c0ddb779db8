"""What is odd about the file itself is told as a doubt: a hidden sheet, a formula without its value, an open mark."""

import io

from openpyxl import Workbook

from storage.importing.understanding import understood

HEADS = ["Ref", "Recommendation", "Owner", "Due date", "Status"]


def test_a_hidden_sheet_is_told() -> None:
    book = Workbook()
    for name, number in (("Plan", 1), ("Old", 2)):
        sheet = book.create_sheet(name)
        sheet.append(HEADS)
        sheet.append([number, f"Plant tree {number}", "Asha Pryce", "May 2025", "On track"])
    del book["Sheet"]
    book["Old"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    proposal = understood("plan.xlsx", content.getvalue())
    (doubt,) = (one for one in proposal.doubts if one.code == "remark")
    assert (doubt.message, doubt.place) == ("This sheet is hidden; I read it too.", "sheet “Old”")


def test_a_document_with_nothing_odd_has_no_remark() -> None:
    text = ",".join(HEADS) + "\n1,Plant trees,Asha Pryce,May 2025,On track\n"
    assert {one.code for one in understood("plan.csv", text.encode()).doubts}.isdisjoint({"remark", "quotes_unclosed"})
