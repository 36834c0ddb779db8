"""The words of one paragraph as they are gathered, run by run, and the `Line` that comes of them."""

import re

from storage.importing.source import Line, Mark, Marked
from storage.importing.whitespace import tidy
from storage.importing.word.styles import Look

# The file's own line ends inside a text are spaces; a true break is an element of its own.
FILE_BREAKS = re.compile(r"[\t\n\r]+")


class Words:
    """Grows while a paragraph is walked. `shades` are the colours behind its words, "" for none."""

    __slots__ = ("_bold", "_length", "_marks", "_parts", "_removed", "shades")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, Mark]] = []
        self._removed: list[str] = []
        self._bold: bool | None = None
        self.shades: set[str] = set()

    def say(self, text: str, look: Look, inserted: bool) -> None:
        text = tidy(text)
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        if not text.isspace():
            self._bold = bool(look.bold) and self._bold is not False
            self.shades.add(look.colour or "")
        if look.struck:
            self._mark(start, Mark.STRUCK)
        if look.hidden:
            self._mark(start, Mark.HIDDEN)
        if inserted:
            self._mark(start, Mark.INSERTED)

    def _mark(self, start: int, mark: Mark) -> None:
        for index in range(len(self._marks) - 1, max(len(self._marks) - 4, -1), -1):
            if self._marks[index][1] == start and self._marks[index][2] is mark:
                self._marks[index] = (self._marks[index][0], self._length, mark)
                return
        self._marks.append((start, self._length, mark))

    def remove(self, text: str) -> None:
        if text:
            self._removed.append(tidy(text))

    def line(self, place: str, level: int = 0, number: str = "", removed: bool = False) -> Line | None:
        """None where the paragraph has no words. `removed`: all of it was taken out, as a deleted row's cells are."""
        whole = "".join(self._parts)
        gone = "".join(self._removed).strip()
        text = whole.strip()
        if removed:
            return Line("", place, removed=" ".join(part for part in (text, gone) if part)) if text or gone else None
        if not text and not gone:
            return None
        return Line(text, place, level, number, bool(self._bold), self._placed(whole, text), gone)

    def _placed(self, whole: str, text: str) -> tuple[Marked, ...]:
        """The marks as they lie once the spaces around the text are gone."""
        if not self._marks:
            return ()
        before = len(whole) - len(whole.lstrip())
        moved = ((max(start - before, 0), min(end - before, len(text)), mark) for start, end, mark in self._marks)
        return tuple(Marked(start, end, mark) for start, end, mark in moved if start < end)
