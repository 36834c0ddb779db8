"""Turning a table that lies across, so that what were its columns are rows: nothing is said of it that it does not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.importing.reading.labels import Field, read_label, read_start
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
    """The band as a table with heads. A section over several columns is a row over theirs."""
    over = band.rows[: band.head]
    labelled = [*_head(band), *_labelled(band)]
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
    if band.nameless:
        yield Table(tuple(_left(band)), table.place, table.name)


def _left(band: Band) -> Iterator[Row]:
    """What stands in columns that are nobody's, each cell by itself: it is no more of the recommendation beside it."""
    for row in band.rows:
        for column in band.nameless:
            for cell in (one for one in row.cells if one.column in column):
                yield Row((replace(cell, column=0, span=1),), row.place)


def _head(band: Band) -> Iterator[_Labelled]:
    """The row of numbers or texts. A text in it is the recommendation, though nothing calls it so."""
    row = band.rows[band.head]
    label = tuple(line for cell in row.cells if cell.column < band.start for line in cell.lines)
    starts = [read_start(cell.text) for cell in row.cells if cell.lines and cell.column >= band.start]
    if any(start and start.rest for start in starts):
        known = read_label(" ".join(line.text for line in label).rstrip(" :"))
        if known is None or known.field is not Field.RECOMMENDATION:
            label = (*label, Line("Recommendation", row.place))
    yield _Labelled(tuple(_without_colon(line) for line in label), row)


def _labelled(band: Band) -> Iterator[_Labelled]:
    """Each row with its label. A row that is only a name stands over those below, as does a cell merged down on the left;
    where it names a round, theirs is that round."""
    over: tuple[Line, ...] = ()
    is_said = True
    for row in band.rows[band.head + 1 :]:
        said = [cell for cell in row.cells if cell.column < band.start and cell.lines]
        names = said if _is_banner(row, band) else said[:-1]
        if names:
            lines = tuple(line for cell in names for line in cell.lines)
            over, is_said = lines if is_said else (*over, *lines), False
        if names is not said or not names:
            yield _Labelled(_named(said[-1].lines if said else (), over), row)
            over, is_said = over if _is_round(over) else (), True


def _is_banner(row: Row, band: Band) -> bool:
    full = [cell for cell in row.cells if cell.lines]
    if len(full) != 1 or full[0].column >= band.start:
        return False
    is_over_all = full[0].column + full[0].span > band.start
    return is_over_all or (_is_round(full[0].lines) and read_label(full[0].text) is None)


def _is_round(lines: Sequence[Line]) -> bool:
    return bool(lines) and spot_round(" ".join(line.text for line in lines))[0] is not None


def _named(label: tuple[Line, ...], over: tuple[Line, ...]) -> tuple[Line, ...]:
    """ "Progress" under "January 2024" is "Progress (January 2024)"."""
    if not label:
        label, over = over, ()
    if not label:
        return ()
    said = " ".join(_without_colon(line).text for line in label)
    if over and not (_is_round(label) and _is_round(over)):
        said = f"{said} ({' '.join(line.text for line in over)})"
    return (replace(label[0], text=said, marks=()),)


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
