"""Turning a table that lies across, so that what were its columns are rows: nothing is said of it that it does not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.importing.reading.labels import Field, bare, names_a_part, read_label, read_start, whole_label
from storage.importing.reading.rounds import spot_round
from storage.importing.source import Cell, Line, Row, Table


@dataclass(frozen=True, slots=True)
class Band:
    """Labels from the top down, and for each of `columns` a recommendation. `head`: the row of their numbers, or of their
    texts where they have none; a row above it names their sections. `start`: the first column that is no label's.
    `nameless`: columns that say something of a recommendation, and not of which."""

    rows: tuple[Row, ...]
    head: int
    start: int
    columns: tuple[range, ...]
    nameless: tuple[range, ...] = ()


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row with its label, and with the words over it that name a round."""

    label: tuple[Line, ...]
    row: Row


def turned(band: Band, table: Table) -> Iterator[Table]:
    """The band as a table with heads, then what is of no recommendation. A section over several columns is a row over
    theirs."""
    over = band.rows[: band.head]
    below = _Below(band)
    labelled = [_head(band), *below.labelled()]
    heads = Row(tuple(Cell(one.label, at) for at, one in enumerate(labelled)), band.rows[band.head].place, heading=True)
    rows = [heads]
    section: Cell | None = None
    for column in band.columns:
        here = next((cell for row in over if (cell := row.at(column.start)) and cell.lines), None)
        place = f"{table.place}, column {column.start + 1}"
        if here is not None and here is not section:
            section = here
            rows.append(Row((replace(here, column=0, span=max(len(labelled), 3)),), place))
        rows.append(Row(tuple(_cell(one.row, column, band.start, at) for at, one in enumerate(labelled)), place))
    yield Table(tuple(rows), table.place, table.name)
    if left := (*below.untold, *_left(band)):
        yield Table(left, table.place, table.name)


def _left(band: Band) -> Iterator[Row]:
    """What stands in columns that are nobody's, each cell by itself: it is no more of the recommendation beside it."""
    for row in band.rows:
        for column in band.nameless:
            for cell in (one for one in row.cells if one.column in column):
                yield Row((replace(cell, column=0, span=1),), row.place)


def _head(band: Band) -> _Labelled:
    """The row of numbers or texts. A text in it is the recommendation, though nothing calls it so."""
    row = band.rows[band.head]
    label = tuple(line for cell in row.cells if cell.column < band.start for line in cell.lines)
    starts = [read_start(cell.text) for cell in row.cells if cell.lines and cell.column >= band.start]
    if any(start and start.rest for start in starts):
        known = read_label(" ".join(line.text for line in label).rstrip(" :"))
        if known is None or known.field is not Field.RECOMMENDATION:
            label = (*label, Line("Recommendation", row.place))
    return _Labelled(tuple(_without_colon(line) for line in label), row)


class _Below:
    """The rows under the head, each with its label. A row that is only a name stands over those below, as does a cell
    merged down on the left: "May 2024" gives "Progress" its round, "Progress" says what "May 2024" is of.

    `untold`: names that no label below could take up."""

    def __init__(self, band: Band) -> None:
        self.band = band
        self.untold: list[Row] = []
        self.over: list[Cell] = []
        self.is_taken_up = False

    def labelled(self) -> Iterator[_Labelled]:
        for row in self.band.rows[self.band.head + 1 :]:
            if not any(cell.lines or cell.shade for cell in row.cells):
                continue
            said = [cell for cell in row.cells if cell.column < self.band.start and cell.lines]
            if _is_banner(row, self.band):
                self.stand(said)
                continue
            self.stand(said[:-1])
            yield _Labelled(self.label(said[-1]) if said else self.instead(), row)
        self.leave(self.over)

    def stand(self, names: Sequence[Cell]) -> None:
        """Other names stand over what follows, beside those that nothing has taken up yet."""
        if names:
            self.over = [*names] if self.is_taken_up else [*self.over, *names]
            self.is_taken_up = False

    def label(self, cell: Cell) -> tuple[Line, ...]:
        """A row's label, with what stands over it."""
        said = _plain(cell)
        rounds = [one for one in self.over if _round_in(one)]
        names = [one for one in self.over if not _round_in(one)]
        its_round, rest = spot_round(said)
        if its_round and not bare(rest) and len(names) == 1 and read_label(_plain(names[0])):
            self.leave(rounds)
            self.over, self.is_taken_up = names, True
            said = f"{_plain(names[0])} {said}"
        elif rounds and not its_round:
            self.leave([*names, *rounds[:-1], *(one for one in rounds[-1:] if not _is_told_by_its_round(one))])
            self.over, self.is_taken_up = rounds[-1:], True
            said = f"{said} ({_round_in(rounds[-1])})"
        else:
            self.leave(self.over)
            self.over = []
        return (replace(cell.lines[0], text=said, marks=()),)

    def instead(self) -> tuple[Line, ...]:
        """A row without a label has the name right over it, or goes with the row above."""
        if not self.over or self.is_taken_up:
            return ()
        *others, last = self.over
        is_label = read_label(_plain(last)) is not None
        self.leave(others if is_label else self.over)
        self.over = []
        return () if not is_label else tuple(_without_colon(line) for line in last.lines)

    def leave(self, names: Sequence[Cell]) -> None:
        """Names whose words no label below says. "Monitoring" says no more than that rows follow."""
        if self.is_taken_up:
            return
        untold = [one for one in names if not names_a_part(_plain(one))]
        self.untold += [Row((replace(one, column=0, span=1),), one.lines[0].place) for one in untold]


def _round_in(cell: Cell) -> str:
    spotted, _ = spot_round(_plain(cell))
    return spotted.text if spotted else ""


def _is_told_by_its_round(cell: Cell) -> bool:
    """ "May 2024", "Monitoring: May 2024": it says no more than the round."""
    _, rest = spot_round(_plain(cell))
    return not bare(rest) or names_a_part(rest) or whole_label(_plain(cell)) is not None


def _plain(cell: Cell) -> str:
    return cell.text.replace("\n", " ").rstrip(" :")


def _is_banner(row: Row, band: Band) -> bool:
    full = [cell for cell in row.cells if cell.lines]
    if len(full) != 1 or full[0].column >= band.start:
        return False
    is_over_all = full[0].column + full[0].span > band.start
    return is_over_all or (bool(_round_in(full[0])) and read_label(full[0].text) is None)


def _without_colon(line: Line) -> Line:
    return replace(line, text=line.text.rstrip(" :"), marks=())


def _cell(row: Row, column: range, start: int, at: int) -> Cell:
    """What a row says of one recommendation. A cell over several says the same of each; one under a wide head is its own."""
    inside = [cell for cell in row.cells if column.start <= cell.column < column.stop]
    if not inside:
        covering = row.at(column.start)
        inside = [covering] if covering and covering.column >= start else []
    if not inside:
        return Cell((), at)
    lines = tuple(line for cell in inside for line in cell.lines)
    tables = tuple(one for cell in inside for one in cell.tables)
    shade = next((cell.shade for cell in inside if cell.shade), "")
    return Cell(lines, at, shade=shade, continued=all(cell.continued for cell in inside), tables=tables)
