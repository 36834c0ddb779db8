"""Rows of a list of values that have more cells than there are heads: a comma in one of them stands without quotation marks.

In a sentence a comma is followed by a space, and a list's own is not: where that tells which cells are one, they are made
one. Where it does not, the values may stand under the wrong heads, and the clerk is told either way.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from storage.importing.records import Record
from storage.importing.source import Remark

LONGEST_HEAD = 60
FEWEST_HEADS = 3
HEADS_WITHIN = 20
MOST_NAMED = 8
SHOWN = 60
ALIKE = 0.7


def made_whole(records: Sequence[Record], separator: str) -> tuple[list[Record], list[Remark]]:
    """The records with such cells made one, and what the clerk should know of them."""
    size, width = (len, alike) if (alike := _filled_up_to(records)) else (_filled, _width_of_heads(records))
    if width < FEWEST_HEADS or _is_spaced(records):
        return list(records), []
    whole: list[Record] = []
    joined: list[tuple[int, str]] = []
    left: list[int] = []
    for number, cells in records:
        extra = size(cells) - width
        pieces = [at for at, cell in enumerate(cells) if at and _goes_on(cells[at - 1], cell)] if extra > 0 else []
        if extra > 0 and len(pieces) == extra:
            whole.append((number, _joined(cells, pieces, separator)))
            joined.append((number, whole[-1][1][min(pieces) - 1]))
            continue
        left += [number] if extra > 0 else []
        whole.append((number, cells))
    return whole, [_of_joined(number, said, width) for number, said in joined[:MOST_NAMED]] + _of_left(left, width)


def _filled_up_to(records: Sequence[Record]) -> int:
    """The width up to which nearly all rows are filled with blank cells: one that is longer has a cell too many."""
    sizes = Counter(len(cells) for _, cells in records)
    usual = max(sizes, key=lambda one: sizes[one], default=0)
    return usual if usual and sizes[usual] >= ALIKE * sizes.total() else 0


def _width_of_heads(records: Sequence[Record]) -> int:
    """As many cells as the widest row of short ones near the top has, and never fewer than most rows have."""
    sizes = Counter(_filled(cells) for _, cells in records)
    usual = max(sizes, key=lambda one: (sizes[one], one), default=0)
    heads = (
        _filled(cells)
        for _, cells in islice(records, HEADS_WITHIN)
        if all(len(cell) <= LONGEST_HEAD for cell in cells) and sum(map(bool, cells)) >= FEWEST_HEADS
    )
    return max((usual, *heads))


def _is_spaced(records: Sequence[Record]) -> bool:
    """Whether a space follows the separator as a rule: then it tells nothing."""
    later = [cell for _, cells in records for cell in cells[1:] if cell.strip()]
    return sum(cell.startswith(" ") for cell in later) * 4 > len(later)


def _goes_on(before: str, cell: str) -> bool:
    return cell.startswith(" ") and bool(cell.strip()) and bool(before.strip())


def _joined(cells: Sequence[str], pieces: Sequence[int], separator: str) -> list[str]:
    found: list[str] = []
    for at, cell in enumerate(cells):
        if at in pieces:
            found[-1] = f"{found[-1]}{separator}{cell}"
        else:
            found.append(cell)
    return found


def _filled(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _of_joined(number: int, said: str, width: int) -> Remark:
    shown = said if len(said) <= SHOWN else f"{said[:SHOWN].rstrip()}…"
    sentence = (
        f"Line {number} has more than the {width} cells of the others, for a comma in it stands without quotation marks; I "
        f"read “{shown}” as one cell. Please compare the row with the file."
    )
    return Remark(sentence, f"line {number}", "columns_shifted")


def _of_left(numbers: Sequence[int], width: int) -> list[Remark]:
    if not numbers:
        return []
    shown = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    lines = f"Line {shown} has" if len(numbers) == 1 else f"Lines {shown}{more} have"
    sentence = (
        f"{lines} more than the {width} cells of the others, so that what is said there may stand under the wrong heads. "
        "Please compare with the file."
    )
    return [Remark(sentence, f"line {numbers[0]}", "columns_shifted")]
