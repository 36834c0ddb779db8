"""A paragraph becomes a line: its runs in order, with what is struck, inserted, hidden or taken out of them.

What a tracked change took out goes to `removed`; a field's code is never text, its result is; a text box, a note's
reference or a picture met on the way is given to `finds`.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from storage.importing.colours import Colours
from storage.importing.digits import whole
from storage.importing.source import Line
from storage.importing.word import names
from storage.importing.word.forms import checkbox, chosen, is_prompt, shows_prompt
from storage.importing.word.names import R_PR, VAL, P, W
from storage.importing.word.numbers import Numbers
from storage.importing.word.styles import PLAIN, Look, Style, Styles, look_of, outline_level
from storage.importing.word.symbols import has_private, is_private, symbol
from storage.importing.word.words import FILE_BREAKS, Words

TAKEN_OUT = frozenset({names.DEL, W + "moveFrom"})
PUT_IN = frozenset({names.INS, W + "moveTo"})
GIVES_TEXT = frozenset({W + "t", W + "delText", names.M + "t"})
LETTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
DRAWN = (W + "drawing", W + "pict", W + "object", names.TEXT_BOX)
PICTURED = frozenset({*DRAWN, names.ALTERNATE})
NOT_TEXT = frozenset({R_PR, names.P_PR, W + "instrText", W + "delInstrText", W + "sdtPr", W + "sdtEndPr", W + "rt"})
UNFILLED = ", a field not filled in"
REFERENCES = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}


@dataclass(slots=True)
class Finds:
    """What lies outside the body's words: where each note is referred to, and elements to read when the body is done."""

    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    pictured: deque[tuple[etree._Element, str]] = field(default_factory=deque)
    prompts: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the words of a stretch stand: what its style gives them, and whether they were put in."""

    look: Look = PLAIN
    inserted: bool = False


class Paragraphs:
    def __init__(self, styles: Styles, numbers: Numbers, colours: Colours, moved: str) -> None:
        self.finds = Finds()
        self._styles = styles
        self._numbers = numbers
        self._colours = colours
        self._moved = moved
        self._looks: dict[tuple[str | None, str | None], Look] = {}

    def line(
        self, paragraph: etree._Element, place: str, *, removed: bool = False, hidden: bool = False
    ) -> Line | None:
        line, _ = self.line_and_shade(paragraph, place, removed=removed, hidden=hidden)
        return line

    def line_and_shade(
        self,
        paragraph: etree._Element,
        place: str,
        *,
        removed: bool = False,
        hidden: bool = False,
        numbered: bool = False,
    ) -> tuple[Line | None, str]:
        """A paragraph's line, and the one colour that is behind all of its words.

        `numbered`: a number that Word counts is all there is to see in many a first column, and then it is the text.
        """
        properties = paragraph.find(names.P_PR)
        style_id = None if properties is None else _value(properties, "pStyle")
        style = self._styles.get(style_id)
        look = self._paragraph_look(style_id, style)
        if hidden:
            look = replace(look, hidden=True)
        if properties is not None and (shading := properties.find(W + "shd")) is not None:
            look = replace(look, colour=self._colours.shade(shading))
        words, walk = Words(), _Walk(self, place, style_id)
        walk.inline(paragraph, words, Manner(look))
        walk.flush(words)
        level = style.level if properties is None else _level(properties, style)
        number = self._number(properties, style)
        line = words.line(place, level, number, removed)
        if line and shows_prompt(paragraph, self.style_name):
            self.finds.prompts.append(replace(line, place=f"{place}{UNFILLED}"))
            return None, ""
        if line is None and numbered and any(map(str.isalnum, number)):
            line = Line(number, place)
        return line, words.shades.pop() if len(words.shades) == 1 else ""

    def run_look(self, properties: etree._Element, style_id: str | None, below: Look) -> Look:
        """Direct formatting over the run's style over the paragraph's."""
        run_style = _value(properties, "rStyle")
        if run_style is not None:
            below = self._styles.get(run_style, "character").look.over(below)
        look = look_of(properties).over(below)
        colour = self._colours.behind(properties)
        return replace(look, colour=colour) if colour else look

    def style_name(self, properties: etree._Element | None) -> str:
        return "" if properties is None else self._styles.get(_value(properties, "rStyle"), "character").name

    def was_moved(self, text: str) -> bool:
        return text.strip() in self._moved

    def _paragraph_look(self, style_id: str | None, style: Style) -> Look:
        key = (style_id, None)
        if key not in self._looks:
            self._looks[key] = style.look.over(self._styles.document_look)
        return self._looks[key]

    def _number(self, properties: etree._Element | None, style: Style) -> str:
        id, level = style.numbering
        if properties is not None and (direct := properties.find(W + "numPr")) is not None:
            id = _value(direct, "numId") or id
            direct_level = whole(_value(direct, "ilvl"))
            level = level if direct_level is None else direct_level
        return self._numbers.next(id, level) if id else ""


class _Walk:
    """One paragraph's way through its runs. A field's code lasts from its beginning to its separator."""

    def __init__(self, paragraphs: Paragraphs, place: str, style_id: str | None) -> None:
        self._paragraphs = paragraphs
        self._place = place
        self._style_id = style_id
        self._fields: list[bool] = []
        self._pending: list[str] = []

    def inline(self, parent: etree._Element, words: Words, manner: Manner) -> None:
        for child in parent:
            tag = child.tag
            if tag == names.R_:
                self._run(child, words, manner)
            elif tag in TAKEN_OUT:
                self._taken_out(child, words)
            elif tag in PUT_IN:
                self.inline(child, words, replace(manner, inserted=True))
            elif tag == names.SDT:
                self._control(child, words, manner)
            elif tag in PICTURED:
                self._picture(child, words, manner)
            elif tag in GIVES_TEXT:
                words.say(child.text or "", manner.look, manner.inserted)
            elif tag not in NOT_TEXT and len(child):
                self.inline(child, words, manner)

    def _run(self, run: etree._Element, words: Words, manner: Manner) -> None:
        look = manner.look
        font = ""
        for child in run:
            tag = child.tag
            if tag == W + "t":
                self._say(_letters(child.text or "", font), words, look, manner.inserted)
            elif tag == R_PR:
                look = self._paragraphs.run_look(child, self._style_id, look)
                font = _font(child)
            elif tag in LETTERS:
                self._say(LETTERS[tag], words, look, manner.inserted)
            elif tag == W + "delText":
                words.remove(child.text or "")
            elif tag == W + "sym":
                self._say(_symbol(child), words, look, manner.inserted)
            elif tag == W + "fldChar":
                self._field(child, words, look, manner.inserted)
            elif tag in PICTURED:
                self._picture(child, words, Manner(look, manner.inserted))
            elif tag in REFERENCES:
                self._paragraphs.finds.notes[REFERENCES[tag], child.get(W + "id", "")] = self._place
            elif tag not in NOT_TEXT and len(child):
                self.inline(child, words, Manner(look, manner.inserted))

    def _picture(self, element: etree._Element, words: Words, manner: Manner) -> None:
        """Word writes an emoji in two ways as it does a drawing, but it is a letter among the others."""
        if element.tag == names.ALTERNATE and next(element.iter(*DRAWN), None) is None:
            self._run(way_with_words(element), words, manner)
        else:
            self._paragraphs.finds.pictured.append((element, self._place))

    def _say(self, text: str, words: Words, look: Look, inserted: bool) -> None:
        if self._fields and any(self._fields):
            self._pending.append(text)
        else:
            words.say(text, look, inserted)

    def _field(self, mark: etree._Element, words: Words, look: Look, inserted: bool) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._say(checkbox(mark), words, look, inserted)
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
            if not any(self._fields):
                self._pending.clear()
        elif self._fields and kind == "end":
            self._fields.pop()
            if not any(self._fields):
                self.flush(words)

    def flush(self, words: Words) -> None:
        """Words of a field that has no result, or was never closed, are words after all."""
        for text in self._pending:
            words.say(text, PLAIN, False)
        self._pending.clear()

    def _taken_out(self, element: etree._Element, words: Words) -> None:
        text = "".join(all_text(element))
        if element.tag == names.DEL or not self._paragraphs.was_moved(text):
            words.remove(text)

    def _control(self, control: etree._Element, words: Words, manner: Manner) -> None:
        content = control.find(names.SDT_CONTENT)
        if content is not None and is_prompt(control, self._paragraphs.style_name):
            text = "".join(all_text(content)).strip()
            self._paragraphs.finds.prompts.append(Line(text, f"{self._place}{UNFILLED}"))
        elif content is not None and any(True for _ in content.iter(*GIVES_TEXT, W + "sym", *PICTURED)):
            self.inline(content, words, manner)
        else:
            words.say(chosen(control), manner.look, manner.inserted)


def way_with_words(alternate: etree._Element) -> etree._Element:
    """Of several ways to write the same thing, the first that has words in it."""
    return next((way for way in alternate if next(way.iter(*GIVES_TEXT), None) is not None), alternate)


def all_text(element: etree._Element) -> Iterator[str]:
    """Every word in an element, whatever became of it; of two ways to draw the same thing, one."""
    for child in element:
        tag = child.tag
        if tag in GIVES_TEXT:
            yield FILE_BREAKS.sub(" ", child.text or "")
        elif tag in LETTERS:
            yield LETTERS[tag]
        elif tag == W + "sym":
            yield _symbol(child)
        elif tag == names.ALTERNATE:
            yield from all_text(way_with_words(child))
        elif tag not in NOT_TEXT:
            yield from all_text(child)
            if tag == P:
                yield "\n"


def _letters(text: str, font: str) -> str:
    """Single letters of a picture font are pictures; whole words in one are words that somebody set by mistake."""
    if len(text) == 1:
        return symbol(text, font)
    if not text.isprintable():
        text = FILE_BREAKS.sub(" ", text)
        if has_private(text):
            text = "".join(symbol(letter, font) if is_private(letter) else letter for letter in text)
    return text


def _font(properties: etree._Element) -> str:
    fonts = properties.find(W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii", "")


def _symbol(element: etree._Element) -> str:
    try:
        return symbol(chr(int(element.get(W + "char", ""), 16)), element.get(W + "font", ""))
    except (ValueError, OverflowError):
        return ""


def _level(properties: etree._Element, style: Style) -> int:
    direct = _value(properties, "outlineLvl")
    return style.level if direct is None else outline_level(direct)


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(VAL)
