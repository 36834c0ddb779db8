"""The fields of a Word form: content controls and the older form fields, where their value is not plain text."""

from collections.abc import Callable

from lxml import etree

from storage.importing.digits import whole
from storage.importing.word.names import OFF, R_, R_PR, SDT_CONTENT, SDT_PR, VAL, W14, T, W
from storage.importing.word.styles import PLACEHOLDER

TICKED, UNTICKED = "☒", "☐"


def is_prompt(control: etree._Element, style_name: Callable[[etree._Element | None], str]) -> bool:
    """Whether a control still shows "Click to enter text". Programs that fill forms in may leave that flag standing,
    so the words must look like a prompt too."""
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    flag = None if properties is None else properties.find(W + "showingPlcHdr")
    if flag is None or flag.get(VAL, "1").casefold() in OFF or content is None:
        return False
    runs = [run for run in content.iter(R_) if any(text.text for text in run.iter(T))]
    return bool(runs) and all(style_name(run.find(R_PR)) == PLACEHOLDER for run in runs)


def chosen(control: etree._Element) -> str:
    """The value of a control whose words are not in the document: a tick, or the last choice of its list."""
    properties = control.find(SDT_PR)
    if properties is None:
        return ""
    if (box := properties.find(W14 + "checkbox")) is not None:
        ticked = box.find(W14 + "checked")
        return TICKED if ticked is not None and ticked.get(W14 + "val", "1").casefold() not in OFF else UNTICKED
    for kind in ("dropDownList", "comboBox"):
        if (choices := properties.find(W + kind)) is not None and (last := choices.get(W + "lastValue")):
            shown = {one.get(W + "value"): one.get(W + "displayText") for one in choices.iterfind(W + "listItem")}
            return shown.get(last) or last
    return ""


def checkbox(mark: etree._Element) -> str:
    """What an older form field (w:fldChar with w:ffData) shows by itself: a tick box, or the choice of a list."""
    data = mark.find(W + "ffData")
    if data is None:
        return ""
    if (box := data.find(W + "checkBox")) is not None:
        state = next((one for name in ("checked", "default") if (one := box.find(W + name)) is not None), None)
        return TICKED if state is not None and state.get(VAL, "1").casefold() not in OFF else UNTICKED
    if (choices := data.find(W + "ddList")) is not None:
        entries = [one.get(VAL, "") for one in choices.iterfind(W + "listEntry")]
        result = next((one for name in ("result", "default") if (one := choices.find(W + name)) is not None), None)
        index = 0 if result is None else whole(result.get(VAL, "0"))
        return entries[index] if index is not None and index < len(entries) else ""
    return ""
