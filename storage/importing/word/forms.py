"""The fields of a Word form: content controls and the older form fields, where their value is not plain text."""

import re
from collections.abc import Callable

from lxml import etree

from storage.importing.digits import whole
from storage.importing.prompts import asks, begins_as_prompt
from storage.importing.word.names import OFF, R_, R_PR, SDT, SDT_CONTENT, SDT_PR, TC, VAL, W14, T, W
from storage.importing.word.styles import PLACEHOLDER

TICKED, UNTICKED = "☒", "☐"
LISTS = ("dropDownList", "comboBox")
GREY = re.compile(r"([4-9A-Ca-c][0-9A-Fa-f])\1\1")
StyleName = Callable[[etree._Element | None], str]


def is_prompt(control: etree._Element, style_name: StyleName) -> bool:
    """Whether a control still shows "Click to enter text". Programs that fill forms in may leave that flag standing,
    so the words must look like a prompt too: by their style, by their grey, by what they say."""
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    flag = None if properties is None else properties.find(W + "showingPlcHdr")
    if properties is None or flag is None or flag.get(VAL, "1").casefold() in OFF or content is None:
        return False
    runs = [run for run in content.iter(R_) if any(text.text for text in run.iter(T))]
    if runs and all(_is_set_as_prompt(run.find(R_PR), style_name) for run in runs):
        return True
    said = "".join(text.text or "" for run in runs for text in run.iter(T)).strip()
    return asks(said) or begins_as_prompt(said) or said in _asked_by_list(properties)


def shows_prompt(paragraph: etree._Element, style_name: StyleName) -> bool:
    """Whether a paragraph stands in a control that nobody filled in: a control may hold paragraphs, or a whole cell."""
    around = paragraph.getparent()
    while around is not None and around.tag in (SDT_CONTENT, SDT, TC):
        if around.tag == SDT and is_prompt(around, style_name):
            return True
        around = around.getparent()
    return False


def _is_set_as_prompt(properties: etree._Element | None, style_name: StyleName) -> bool:
    if style_name(properties) == PLACEHOLDER:
        return True
    colour = None if properties is None else properties.find(W + "color")
    return colour is not None and bool(GREY.fullmatch(colour.get(VAL, "")))


def _asked_by_list(properties: etree._Element) -> set[str]:
    """The entries of a control's list that choose nothing."""
    entries = (one for kind in LISTS for choices in properties.iterfind(W + kind) for one in choices)
    return {one.get(W + "displayText", "") for one in entries if not one.get(W + "value")} - {""}


def chosen(control: etree._Element) -> str:
    """The value of a control whose words are not in the document: a tick, or the last choice of its list."""
    properties = control.find(SDT_PR)
    if properties is None:
        return ""
    if (box := properties.find(W14 + "checkbox")) is not None:
        ticked = box.find(W14 + "checked")
        return TICKED if ticked is not None and ticked.get(W14 + "val", "1").casefold() not in OFF else UNTICKED
    for kind in LISTS:
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
