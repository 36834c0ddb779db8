"""What one document may still add up to, whichever of its parts it is in."""

from dataclasses import dataclass

from storage.importing import limits
from storage.importing.unreadable import unreadable


@dataclass(slots=True)
class Allowance:
    shown: str
    rows: int = limits.MOST_ROWS
    cells: int = limits.MOST_CELLS
    letters: int = limits.MOST_WORDS_LENGTH

    def spend(self, *, rows: int = 0, cells: int = 0, letters: int = 0) -> None:
        self.rows -= rows
        self.cells -= cells
        self.letters -= letters
        if self.rows < 0:
            raise unreadable(self.shown, "too long", f"{limits.MOST_ROWS:,} rows")
        if self.cells < 0:
            raise unreadable(self.shown, "too long", f"{limits.MOST_CELLS:,} cells")
        if self.letters < 0:
            raise unreadable(self.shown, "too long", f"{limits.MOST_WORDS_LENGTH:,} letters")
