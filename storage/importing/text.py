"""Plain text, pasted or saved: runs of lines with tabs or pipes are tables, every other line is a line.

What is in it stays letters: a tag, a formula or a link is never more than what was written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from storage.importing import limits
from storage.importing.allowance import Allowance
from storage.importing.broken_rows import cells_of, restored
from storage.importing.cut_rows import pipes_joined
from storage.importing.encoding import decoded
from storage.importing.messages import Message, message_in
from storage.importing.page_ends import blanked, page_ends, repeated_beside, rows_among
from storage.importing.source import Block, Cell, Line, Row, Source, Table
from storage.importing.unreadable import unreadable
from storage.importing.values import as_table
from storage.importing.whitespace import JOINED, tidy
from storage.importing.wrapped import unwrapped

BULLETS = frozenset("•▪‣◦●○■□–—-*·o§\uf0b7\uf0a7")
RULE = re.compile(r":?[-=_]{2,}:?")
LINE_END = re.compile(r"\r\n|\r|\n")
MAIL = re.compile(r"(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*MIME-Version: ", re.IGNORECASE)
WEB_PAGE = re.compile(r"\s*(<!doctype html|<html[\s>])", re.IGNORECASE)

MOST_BREAKS = 40
PLACE = "line "

Numbered = tuple[int, str]


def read_text(shown: str, content: bytes) -> Source:
    text = decoded(shown, content)
    if WEB_PAGE.match(text):
        raise unreadable(shown, "web page")
    if text.lstrip().startswith("<?xml"):
        raise unreadable(shown, "xml")
    if MAIL.match(text):
        raise unreadable(shown, "mail")
    if len(text) > limits.MOST_WORDS_LENGTH:
        raise unreadable(shown, "too long", f"{limits.MOST_WORDS_LENGTH:,} letters")
    lines = LINE_END.split(text)
    if len(lines) > limits.MOST_LINES:
        raise unreadable(shown, "too long", f"{limits.MOST_LINES:,} lines")
    if read := as_table(shown, text):
        return Source(shown, (read[0],), remarks=read[1])
    if message := message_in(lines):
        return Source(shown, tuple(_of_message(message, _blocks(shown, list(message.lines)))), message=True)
    return _of_pages(shown, lines)


def _of_pages(shown: str, lines: list[str]) -> Source:
    """A text out of a PDF, or any other: its rows whole, the ends of its pages aside. Titles that cut a row stand over it."""
    lines = pipes_joined(unwrapped(lines))
    marks = page_ends(lines)
    beside = repeated_beside(lines, marks)
    whole = restored(_blanks_between(blanked(lines, [*marks, *beside]), [*marks, *beside]))
    is_broken = bool(whole.remarks)
    gone = marks if is_broken else rows_among(lines, marks)
    asides = tuple(Line(tidy(" | ".join(cells_of(lines[at]))), f"{PLACE}{at + 1}") for at in gone)
    if not is_broken:
        return Source(shown, tuple(_blocks(shown, blanked(lines, gone))), asides)
    titles = [_line(at + 1, lines[at]) for at in beside]
    blocks = list(_blocks(shown, whole.lines))
    over = next((nth for nth, block in enumerate(blocks) if block.place == whole.remarks[0].place), 0)
    return Source(shown, (*blocks[:over], *titles, *blocks[over:]), asides, tuple(whole.remarks))


def _blanks_between(lines: list[str], gone: list[int]) -> list[str]:
    """Blank lines next to a page's end were the page's too."""
    whole = list(lines)
    for place in gone:
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(whole) and not whole[at].strip("\0 "):
                whole[at] = JOINED
                at += step
    return whole


def _of_message(message: Message, blocks: Iterable[Block]) -> Iterator[Block]:
    """Each line with how deep it is quoted, and whether a blank line is above it."""
    for block in blocks:
        if isinstance(block, Line):
            at = int(block.place.removeprefix(PLACE)) - 1
            above = next((line for line in reversed(message.lines[:at]) if line != JOINED), "")
            yield replace(block, quoted=message.quoted.get(at, 0), gap=not above.strip())
        else:
            yield block


def _blocks(shown: str, lines: list[str]) -> Iterator[Block]:
    tabbed = any("\t" in line.strip() for line in lines)
    lines = _rejoined(lines) if tabbed else lines
    allowance = Allowance(shown)
    for separator, run in groupby(_separated(lines, tabbed), key=lambda one: one[0]):
        numbered = [(number, line) for _, number, line in run]
        if not separator:
            yield from (_line(number, line) for number, line in numbered if line.strip())
        else:
            yield from _table(shown, separator, numbered, allowance)


def _rejoined(lines: list[str]) -> list[str]:
    """A cell with breaks in it stands between quotation marks where cells were copied out of a spreadsheet: its lines are
    made one again. Each line that was joined leaves a blank, so that every other keeps its number."""
    whole = list(lines)
    at = 0
    while at < len(whole):
        end = _closes(lines, at)
        if end:
            whole[at : end + 1] = ["\n".join(lines[at : end + 1]), *([JOINED] * (end - at))]
        at = (end or at) + 1
    return whole


def _closes(lines: list[str], at: int) -> int | None:
    """The line that closes the quotation mark which the last cell of this one opens, where lines of words alone lead to it."""
    last = lines[at].rpartition("\t")[2]
    if "\t" not in lines[at] or not last.startswith('"') or not last.count('"') % 2:
        return None
    for end in range(at + 1, min(at + MOST_BREAKS, len(lines))):
        first, tab, _ = lines[end].partition("\t")
        if first.count('"') % 2:
            return end if first.rstrip().endswith('"') else None
        if tab:
            return None
    return None


def _unquoted(cell: str) -> str:
    """Without the quotation marks that only say that a cell had breaks or such marks of its own."""
    inner = cell[1:-1]
    if len(cell) < 3 or cell[0] != '"' or cell[-1] != '"' or '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"') if "\n" in inner or '""' in inner else cell


def _separated(lines: list[str], tabbed: bool) -> Iterator[tuple[str, int, str]]:
    """Each line with what divides its cells: a tab, a pipe, or nothing. A blank line divides tables."""
    piped = [_has_pipes(line) for line in lines]
    for index, line in enumerate(lines):
        if line == JOINED:
            continue
        beside = piped[max(index - 1, 0) : index] + piped[index + 1 : index + 2]
        if "\t" in line and line.strip() and _bulleted(line) is None and (tabbed or "\t" in line.lstrip()):
            yield "\t", index + 1, line
        elif piped[index] and (line.lstrip().startswith("|") or any(beside)):
            yield "|", index + 1, line
        else:
            yield "", index + 1, line


def _has_pipes(line: str) -> bool:
    bare = line.strip()
    return "|" in bare.strip("|") or (len(bare) > 1 and bare[0] == bare[-1] == "|")


def _bulleted(line: str) -> tuple[str, str] | None:
    """A list item as it comes out of Word: a bullet, a tab and words."""
    mark, tab, rest = line.strip().partition("\t")
    return (mark, rest) if tab and mark in BULLETS and "\t" not in rest else None


def _line(number: int, line: str) -> Line:
    bullet = _bulleted(line)
    place = f"{PLACE}{number}"
    return Line(tidy(bullet[1]).strip(), place, number=bullet[0]) if bullet else Line(tidy(line).strip(), place)


def _table(shown: str, separator: str, numbered: list[Numbered], allowance: Allowance) -> Iterator[Table]:
    rows: list[Row] = []
    for number, line in numbered:
        cells = _cells(separator, line)
        if any(cell.strip() for cell in cells[limits.MOST_COLUMNS :]):
            raise unreadable(shown, "too long", f"{limits.MOST_COLUMNS} columns")
        allowance.spend(rows=1, cells=sum(bool(cell.strip()) for cell in cells))
        cells = cells[: limits.MOST_COLUMNS]
        if _is_rule(cells):
            if rows:
                rows[-1] = Row(rows[-1].cells, rows[-1].place, heading=True)
        else:
            rows.append(_row(number, cells))
    if rows:
        yield Table(tuple(rows), rows[0].place)


def _cells(separator: str, line: str) -> list[str]:
    if separator == "\t":
        return [_unquoted(cell) for cell in line.split("\t")]
    bare = line.strip()
    bare = bare[1:] if bare.startswith("|") else bare
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]


def _is_rule(cells: list[str]) -> bool:
    """The line of dashes under a heading. It has no words."""
    bare = [cell.strip() for cell in cells if cell.strip()]
    return len(bare) > 0 and all(RULE.fullmatch(cell) for cell in bare)


def _row(number: int, cells: list[str]) -> Row:
    place = f"{PLACE}{number}"
    return Row(tuple(_cell(column, cell, place) for column, cell in enumerate(cells)), place)


def _cell(column: int, text: str, place: str) -> Cell:
    lines = (tidy(line).strip() for line in text.split("\n"))
    return Cell(tuple(Line(line, place) for line in lines if line), column)
