"""Every table with its heads on top and its labels on the left, however its writer laid it."""

from collections.abc import Iterator
from dataclasses import replace

from storage.importing.reading.across import Stretch, bands_in
from storage.importing.reading.mirrored import faced, is_mirrored
from storage.importing.reading.turning import turned
from storage.importing.source import Table


def upright(table: Table) -> Iterator[Table]:
    """The tables that it is. Most are one, and stay as they are."""
    if is_mirrored(table):
        yield faced(table)
        return
    for part in bands_in(table):
        if not isinstance(part, Stretch):
            yield from turned(part, table)
        elif part.rows is table.rows:
            yield table
        else:
            yield replace(table, rows=part.rows)
