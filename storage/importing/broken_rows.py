"""Rows of a table whose cells have breaks, as text out of a PDF has them: every break is a line, and a row is many.

A row is whole when it has as many tabs as its heads. Where one reading alone makes every row whole, the lines are put
together, over a page's end too; where none does, nothing is touched and the clerk is told. Lines keep their numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from storage.importing.source import Remark
from storage.importing.whitespace import JOINED

BULLET = re.compile(r"\s*[•▪‣◦●○■□\uf0b7\uf0a7]")
OPEN_END = re.compile(
    r"(?:[-–—,/&(]|\b(?:and|or|of|for|the|to|with|in|on|by|a|an|at|from|after|before))\s*$", re.IGNORECASE
)
FEWEST_COLUMNS = 3
LONGEST_HEAD = 60
WORDS_OF_A_SENTENCE = 8
LONGEST_LAST = 80
ODD, ODDER = 1, 4


@dataclass
class _Unit:
    """A line with tabs and the lines without that follow it. `overleaf`: a page begins with it."""

    at: int
    lines: list[str]
    overleaf: bool = False

    @property
    def tabs(self) -> int:
        return self.lines[0].count("\t")

    @property
    def is_blank_first(self) -> bool:
        return not self.lines[0].partition("\t")[0].strip()


@dataclass
class Restored:
    """`remarks`: a table each, whether its rows were put together or not."""

    lines: list[str]
    remarks: list[Remark] = field(default_factory=list)


def restored(lines: Sequence[str]) -> Restored:
    """The text with its broken rows whole; the same where none is broken."""
    found = Restored(list(lines))
    at = 0
    while at < len(lines):
        end = at + 1
        if _is_head(lines[at]):
            end = _end(lines, at)
            _restore(found, at, end)
        at = end
    return found


def _is_head(line: str) -> bool:
    cells = [cell.strip() for cell in line.split("\t")]
    return len(cells) >= FEWEST_COLUMNS and all(
        0 < len(cell) <= LONGEST_HEAD and cell[-1] not in ".;" and not BULLET.match(cell) for cell in cells
    )


def _end(lines: Sequence[str], head: int) -> int:
    """Where the table ends: with its last line with tabs, and the few short ones that go on in its last cell."""
    width = lines[head].count("\t")
    last = head
    for at in range(head + 1, len(lines)):
        is_another = _is_head(lines[at]) and lines[at].strip() != lines[head].strip() and not lines[at - 1].strip()
        if lines[at].count("\t") > width or is_another:
            break
        if "\t" in lines[at].rstrip() or (lines[at].startswith("\t") and lines[at].strip()):
            last = at
    end, blanks = last + 1, 0
    while end < len(lines) and blanks < 2 and len(lines[end]) <= LONGEST_LAST and "\t" not in lines[end]:
        blanks = 0 if lines[end].strip() else blanks + 1
        if lines[end].rstrip()[-1:] in (".", ":"):
            break
        end += 1
    return end


def _restore(found: Restored, head: int, end: int) -> None:
    width = found.lines[head].count("\t")
    units, heads = _units(found.lines, head, end)
    if not _are_broken(units, width):
        return
    groups = _grouped(units, width)
    if groups is None:
        found.remarks.append(_not_restored(head, units))
        return
    rows = _rows(units, groups, width)
    for at in range(head + 1, end):
        found.lines[at] = found.lines[at] if at in heads else JOINED
    for at, cells in rows:
        found.lines[at] = "\t".join(_joined(cell) for cell in cells)
    found.remarks.append(_put_together(head, len(rows)))


def _are_broken(units: Sequence[_Unit], width: int) -> bool:
    """Most rows have too few tabs, or one that a page cuts, and pieces of cells stand between them. A whole table may have
    rows that end early, and headings between them."""
    if not units:
        return False
    short = sum(unit.tabs < width for unit in units)
    pieces = sum(bool(BULLET.match(unit.lines[0])) or unit.lines[0][:1].islower() for unit in units)
    in_pieces = 3 * pieces >= short
    is_cut = any(one.tabs < width and other.overleaf and other.is_blank_first for one, other in pairwise(units))
    narrows = all(one.tabs >= other.tabs for one, other in pairwise(units)) and units[0].tabs == width
    # "narrows": a table of fewer columns follows
    return in_pieces and pieces > 0 and (is_cut or (2 * short >= len(units) > 1 and not narrows))


def _units(lines: Sequence[str], head: int, end: int) -> tuple[list[_Unit], list[int]]:
    units: list[_Unit] = []
    heads: list[int] = []
    overleaf = False
    for at in range(head + 1, end):
        line = lines[at]
        if line == JOINED:
            continue
        if line.strip() == lines[head].strip():
            heads.append(at)
            overleaf = True
        elif "\t" in line and line.strip():
            units.append(_Unit(at, [line], overleaf))
            overleaf = False
        elif units:
            units[-1].lines.append(line)
    return units, heads


def _grouped(units: Sequence[_Unit], width: int) -> list[tuple[int, int]] | None:
    """Which units make a row each: the partition that is the least odd. None where there is none, or two alike."""
    best: list[tuple[int, int, int]] = [(0, 1, -1)] + [(0, 0, -1)] * len(units)
    for end in range(1, len(units) + 1):
        tabs, found = 0, []
        for start in range(end - 1, -1, -1):
            tabs += units[start].tabs
            if tabs > width:
                break
            oddness = _oddness(units, start, end, tabs == width)
            if oddness is not None and best[start][1]:
                found.append((best[start][0] + oddness, start, best[start][1]))
        if found:
            least = min(found)[0]
            alike = [one for one in found if one[0] == least]
            best[end] = (least, sum(one[2] for one in alike), alike[0][1])
    if best[-1][1] != 1:
        return None
    groups, end = [], len(units)
    while end > 0:
        groups.append((best[end][2], end))
        end = best[end][2]
    return groups[::-1]


def _oddness(units: Sequence[_Unit], start: int, end: int, is_whole: bool) -> int | None:
    first = units[start]
    if any(unit.overleaf for unit in units[start + 1 : end]):
        return None
    is_cut = end < len(units) and units[end].overleaf
    if not is_whole and not is_cut and not first.is_blank_first:
        return None
    odd = 0 if is_whole or (first.is_blank_first and first.overleaf) else ODD
    begins = first.lines[0].partition("\t")[0].strip()
    odd += ODDER if BULLET.match(begins) else 0
    odd += ODDER if any(unit.is_blank_first for unit in units[start + 1 : end]) else 0
    return odd + (ODDER if first.is_blank_first and not first.overleaf and not is_whole else 0)


def _rows(units: Sequence[_Unit], groups: Sequence[tuple[int, int]], width: int) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    moved: list[str] = []
    for start, end in groups:
        lines = [line for unit in units[start:end] for line in unit.lines]
        lines[:1] = ["\n".join([*moved, lines[0]])]
        moved = _of_next(lines, units[end].lines[0] if end < len(units) else "")
        cells = "\n".join(lines[: len(lines) - len(moved)]).split("\t")
        cells += [""] * (width + 1 - len(cells))
        if rows and units[start].overleaf and units[start].is_blank_first and _goes_on(rows[-1][1], cells):
            rows[-1] = (rows[-1][0], [_over_the_page(*pair) for pair in zip(rows[-1][1], cells, strict=True)])
        else:
            rows.append((units[start].at, cells))
    return rows


def _of_next(lines: Sequence[str], below: str) -> list[str]:
    """The last lines of a row that are the first of the next one's first cell: a sentence, or what that goes on from."""
    begins = below.partition("\t")[0].strip()
    if not begins:
        return []
    loose = next((nth for nth in range(len(lines), 0, -1) if "\t" in lines[nth - 1]), 0)
    for nth in range(loose, len(lines)):
        if len(lines[nth].split()) >= WORDS_OF_A_SENTENCE and not BULLET.match(lines[nth]):
            return list(lines[nth:])
    if begins[0].islower():
        for nth in range(len(lines) - 1, loose - 1, -1):
            if lines[nth].strip() and not lines[nth].strip()[0].islower():
                return list(lines[nth:])
    return []


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row that begins a page is the lower half of the one above: no cell of it begins anew."""
    pairs = [(one.strip(), other.strip()) for one, other in zip(above, cells, strict=True) if other.strip()]
    return any(not one or other[0].islower() or OPEN_END.search(one) or one[-1] not in ".!?:;" for one, other in pairs)


def _over_the_page(one: str, other: str) -> str:
    one, other = one.rstrip(), other.strip()
    if not one or not other:
        return one or other
    is_cut = not BULLET.match(other) and (other[0].islower() or bool(OPEN_END.search(one)))
    return f"{one}{' ' if is_cut else chr(10)}{other}"


def _joined(cell: str) -> str:
    """A cell's lines: of a list, what has no bullet goes on from what has one; else what goes on in small letters."""
    lines = [line.strip() for line in cell.split("\n")]
    listed = any(map(BULLET.match, lines))
    whole: list[str] = []
    for line in lines:
        goes_on = bool(whole and whole[-1] and line) and (
            (listed and BULLET.match(whole[-1]) and not BULLET.match(line))
            or line[0].islower()
            or bool(OPEN_END.search(whole[-1]))
        )
        if goes_on and not BULLET.match(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return "\n".join(whole)


def _put_together(head: int, rows: int) -> Remark:
    said = (
        f"Cells of the table under line {head + 1} go over several lines; I put them together as {rows} rows by the number "
        "of their columns. Compare them with the document."
    )
    return Remark(said, f"line {head + 1}", "rows_put_together")


def _not_restored(head: int, units: Sequence[_Unit]) -> Remark:
    begun = _beginnings(units)
    about = f"{begun} row seems" if begun == 1 else f"{begun} rows seem"
    said = (
        f"Cells of the table under line {head + 1} go over several lines, and I could not tell which belong together; about "
        f"{about} to begin there. Please send it as a Word or Excel file, or compare each with the document."
    )
    return Remark(said, f"line {head + 1}", "rows_not_read")


def _beginnings(units: Sequence[_Unit]) -> int:
    def begins(unit: _Unit) -> bool:
        first = unit.lines[0].partition("\t")[0].strip()
        return bool(first) and not BULLET.match(first) and not first[0].islower()

    return sum(map(begins, units))


def cells_of(line: str) -> list[str]:
    """The cells of a row that say something."""
    return [cell.strip() for cell in line.split("\t") if cell.strip()]
