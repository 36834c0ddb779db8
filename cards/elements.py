"""The small pieces that cards are drawn from.

Words of our own are TextBlocks. What a person or a document wrote is drawn in runs, which no client reads as
markdown; `people.py` draws the longer texts.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from cards.frame import Element
from cards.verbs import Verb
from cards.wording import said, unmarked
from storage.views import Grade
from storage.vocabulary import Meaning

Data = Mapping[str, int | str]
Spacing = Literal["None", "Small", "Medium", "Large"]

COLOURS = {
    Meaning.COMPLETE: "Good",
    Meaning.ON_TRACK: "Accent",
    Meaning.SLIPPED: "Warning",
    Meaning.NOT_ACHIEVED: "Attention",
}

MOST_NOTICE = 400

# A word that is pressed is as high as a fingertip.
FINGER: Mapping[str, str] = {"minHeight": "32px", "verticalContentAlignment": "Center"}


def heading(text: str, level: int = 1) -> Element:
    """The card's own heading, or (level 2) that of one of its parts. Names in it are made safe with `unmarked`."""
    return {
        "type": "TextBlock",
        "text": text,
        "style": "heading",
        "wrap": True,
        "weight": "Bolder",
        "size": "Large" if level == 1 else "Medium",
    } | ({} if level == 1 else {"spacing": "Large"})


def say(text: str) -> Element:
    """A sentence that is ours from first word to last."""
    return {"type": "TextBlock", "text": text, "wrap": True}


def hint(text: str) -> Element:
    """The small line that ends a card: the words to type that do what its buttons do."""
    return {"type": "TextBlock", "text": text, "wrap": True, "size": "Small", "isSubtle": True, "spacing": "Large"}


def run(text: str, *, bold: bool = False, subtle: bool = False, colour: str = "") -> Element:
    """A stretch of text within a line."""
    look: Element = {"weight": "Bolder"} if bold else {}
    look |= {"isSubtle": True} if subtle else {}
    look |= {"color": colour} if colour else {}
    return {"type": "TextRun", "text": text, **look}


def line(*parts: str | Element, spacing: Spacing = "Small") -> Element:
    """A line of words and runs. A plain word may hold names: runs are drawn to the letter."""
    inlines = [run(part) if isinstance(part, str) else part for part in parts if part]
    return {"type": "RichTextBlock", "spacing": spacing, "inlines": inlines}


def label(text: str) -> Element:
    """What the text under it is: "Agreed action"."""
    return line(run(text, bold=True), spacing="Medium")


def small(text: str) -> Element:
    return line(run(text, subtle=True) | {"size": "Small"})


def grade_run(grade: Grade | None) -> Element:
    """A grade as word and colour: the colour says nothing that the word does not."""
    if grade is None:
        return run("No grade given", bold=True, subtle=True)
    return run(unmarked(grade.full_label), bold=True, colour=COLOURS.get(grade.meaning, ""))


def grade_words(code: str | None, text: str) -> str:
    """A document's grade: the code it was read as beside the words that stand there."""
    if code is None:
        return f"none read from “{text}”" if text.strip() else "none given"
    return f"{code} (written “{text}”)" if text.strip() and text.strip() != code else code


def group(items: Sequence[Element], *, style: str = "", spacing: Spacing = "Medium") -> Element:
    return {"type": "Container", "spacing": spacing, "items": list(items)} | ({"style": style} if style else {})


def banner(items: str | Sequence[Element], style: str = "accent") -> Element:
    """What has to be read first, on a ground of its own: a sentence, or elements."""
    inside = [line(items)] if isinstance(items, str) else items
    return group(inside, style=style) | {"bleed": True}


def noticed(notice: str) -> list[Element]:
    """A dialog's sentence at the head of a card, where there is one."""
    return [banner(said(notice, MOST_NOTICE))] if notice else []


def button(title: str, verb: Verb, data: Data | None = None, *, style: str = "", inputs: bool = True) -> Element:
    """A button that reaches the bot. Clients too old for Action.Execute press the Action.Submit that stands by."""
    carried = dict(data or {})
    look: Element = ({"style": style} if style else {}) | ({} if inputs else {"associatedInputs": "none"})
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": verb.value,
        "data": carried,
        **look,
        "fallback": {"type": "Action.Submit", "title": title, "data": {"verb": verb.value, **carried}, **look},
    }


def primary(title: str, verb: Verb, data: Data | None = None, *, inputs: bool = True) -> Element:
    return button(title, verb, data, style="positive", inputs=inputs)


def pressable(items: Sequence[Element], press: Element, *, spacing: Spacing = "Small") -> Element:
    """A line that can be pressed. It is no button, so that a list of them stays within the six of a card."""
    return group(items, spacing=spacing) | {"selectAction": press}


def link(title: str, verb: Verb, data: Data, *, name: str = "", inputs: bool = False) -> Element:
    """A word that is pressed, such as "Edit". `name` says to a screen reader which of many it is."""
    press = button(name or title, verb, data, inputs=inputs)
    return pressable([line(run(title, bold=True, colour="Accent"))], press) | dict(FINGER)


def row(items: Sequence[Element]) -> Element:
    """A few words to press side by side, narrow enough for a phone."""
    columns = [{"type": "Column", "width": "auto", "items": [item]} for item in items]
    return {"type": "ColumnSet", "spacing": "None", "columns": columns}


def toggle(title: str, id: str) -> Element:
    """The line that folds and unfolds the element with this id."""
    press = {"type": "Action.ToggleVisibility", "title": title, "targetElements": [id]}
    return pressable([line(run(f"{title} ▾", bold=True, colour="Accent"))], press, spacing="Medium") | dict(FINGER)


def folded(id: str, items: Sequence[Element]) -> Element:
    return group(items, style="emphasis", spacing="Small") | {"id": id, "isVisible": False}


def text_input(id: str, label: str, value: str = "", *, placeholder: str = "", multiline: bool = False) -> Element:
    """The value goes in to the letter. One that has lines needs a box with lines, or the client would join them."""
    element: Element = {"type": "Input.Text", "id": id, "label": label}
    if multiline or "\n" in value:
        element["isMultiline"] = True
    if placeholder:
        element["placeholder"] = placeholder
    return element | ({"value": value} if value else {})


def choice_input(
    id: str, label: str, choices: Sequence[tuple[str, str]], value: str = "", *, style: str = "expanded"
) -> Element:
    """Choices are pairs of what is shown and what is sent; a value that is none of them is left out."""
    element: Element = {
        "type": "Input.ChoiceSet",
        "id": id,
        "label": label,
        "style": style,
        "wrap": True,
        "choices": [{"title": unmarked(title), "value": sent} for title, sent in choices],
    }
    return element | ({"value": value} if any(value == sent for _, sent in choices) else {})
