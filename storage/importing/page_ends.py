"""Where a page ended in a text out of a PDF: the rows that number it, and the titles that every page repeats beside them.

They are no part of the document's body: they go to its asides, and what they cut in two stands together again.
"""

from collections import Counter
from collections.abc import Sequence

from storage.importing.pages import is_of_the_page
from storage.importing.whitespace import JOINED

LONGEST = 160
FEWEST_PAGES = 2
NEAR = 4


def page_ends(lines: Sequence[str]) -> list[int]:
    """The lines with a page's number, be it in a cell of a row."""
    return [at for at, line in enumerate(lines) if _numbers_a_page(line)]


def rows_among(lines: Sequence[str], places: Sequence[int]) -> list[int]:
    """Those of these lines that would be rows."""
    return [at for at in places if "\t" in lines[at].strip()]


def repeated_beside(lines: Sequence[str], marks: Sequence[int]) -> list[int]:
    """Lines that stand next to the ends of pages again and again. The first time in a document, above them all, a line is
    its title."""
    if len(marks) < FEWEST_PAGES:
        return []
    counted = Counter(line.strip() for line in lines if line.strip())
    ends = set(marks)
    found: list[int] = []
    for mark in marks:
        for step in (-1, 1):
            at, seen = mark + step, 0
            while 0 <= at < len(lines) and seen < NEAR:
                text = lines[at].strip()
                if text and at not in ends:
                    if counted[text] < FEWEST_PAGES or len(text) > LONGEST or "\t" in text:
                        break
                    seen += 1
                    found.append(at)
                at += step
    first = {
        text: next(at for at, line in enumerate(lines) if line.strip() == text)
        for text in {lines[at].strip() for at in found}
    }
    return sorted(at for at in set(found) if at != first[lines[at].strip()] or at > min(marks))


def _numbers_a_page(line: str) -> bool:
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    return len(line.strip()) <= LONGEST and any(map(is_of_the_page, cells))


def blanked(lines: Sequence[str], places: Sequence[int]) -> list[str]:
    gone = set(places)
    return [JOINED if at in gone else line for at, line in enumerate(lines)]
