"""What a document has a place for, so that a gap in one recommendation is known for a gap."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.importing.reading.dates import has_short_years
from storage.importing.reading.drafts import Draft
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.updates import Asked


@dataclass(frozen=True, slots=True)
class Expectations:
    """`rounds` are those that labels name, in order, on each sheet of a workbook; `dated` the labels that carry their own
    date somewhere. `short_years`: "Dec 24" is a month of a year here. `stands_at`: the one day that the whole document says
    it stands at."""

    owner: bool
    due: bool
    percent: bool
    asked: Asked
    rounds: Mapping[str, tuple[Spotted, ...]]
    dated: frozenset[Field]
    short_years: bool = False
    stands_at: Spotted | None = None


def expected(drafts: Sequence[Draft], stands_at: Spotted | None, *, has_key: bool) -> Expectations:
    """`has_key`: a document that states its grades asks for one, wherever it is to be written."""
    rows = [here for draft in drafts for here in draft.rounds]
    cells = [here for here in rows if Field.GRADE in here.labelled]
    lost = len(cells) > 1 and not any(here.values.get(Field.GRADE) or here.shade for here in cells)
    return Expectations(
        owner=_held(drafts, Field.OWNER, Field.OWNER_AND_DUE),
        due=_held(drafts, Field.DUE, Field.REVISED_DUE, Field.OWNER_AND_DUE),
        percent=any(here.values.get(Field.PERCENT) for here in rows),
        asked=Asked(
            grade=has_key or any(here.labelled & {Field.GRADE, Field.ASSESSMENT} for here in rows),
            colours_lost=lost,
            fallback=None if any(not here.told for here in rows if here.spotted) else stands_at,
        ),
        rounds={
            sheet: named_rounds([draft for draft in drafts if draft.sheet == sheet])
            for sheet in {draft.sheet for draft in drafts}
        },
        dated=_dated_labels(drafts),
        short_years=has_short_years(_cells_of_dates(drafts)),
        stands_at=stands_at,
    )


def named_rounds(drafts: Sequence[Draft]) -> tuple[Spotted, ...]:
    """Every round that a label names, in order."""
    found: dict[object, Spotted] = {}
    for spotted in (here.spotted for draft in drafts for here in draft.rounds if here.spotted):
        found.setdefault(spotted.on or spotted.text.casefold(), spotted)
    return tuple(sorted(found.values(), key=lambda one: (one.on is None, str(one.on), one.text)))


def rounds_told(drafts: Sequence[Draft]) -> tuple[Spotted, ...]:
    """Those of them in which something is said; where nothing is said at all, every one that waits for words."""
    told = {here.spotted for draft in drafts for here in draft.rounds if here.spotted and here.says_something}
    rounds = named_rounds(drafts)
    return tuple(one for one in rounds if one in told) or rounds


def _cells_of_dates(drafts: Sequence[Draft]) -> Iterator[str]:
    cells = [values for draft in drafts for values in (draft.values, *(sub.values for sub in draft.subs))]
    for values in cells:
        for field in (Field.START, Field.DUE, Field.REVISED_DUE, Field.OWNER_AND_DUE):
            yield from (passage.text for passage in values.get(field, ()))


def _held(drafts: Sequence[Draft], *fields: Field) -> bool:
    return any(draft.values.get(field) for draft in drafts for field in fields)


def _dated_labels(drafts: Sequence[Draft]) -> frozenset[Field]:
    found: set[Field] = set()
    for draft in drafts:
        lent = Counter(what for what, _ in draft.inherited)
        own = Counter(what for here in draft.rounds if here.spotted for what in here.labelled)
        found |= {what for what, count in own.items() if count > lent[what]}
    return frozenset(found)
