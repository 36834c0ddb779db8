"""Recommendations in the making: what each label's words are, passage by passage, before anything is read from them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from storage.importing.reading.besides import Besides
from storage.importing.reading.doubting import Finding
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.strips import NO_TABLE, Passage
from storage.rules.wording import bare_words

OF_A_ROUND = frozenset(
    {
        Field.EVIDENCE,
        Field.ASSESSMENT,
        Field.GRADE,
        Field.PERCENT,
        Field.IMPACT,
        Field.FUTURE,
        Field.EXPLANATION,
        Field.ANTICIPATED,
    }
)
OF_THE_COVER = frozenset(
    {Field.SUBJECT, Field.LINK_OFFICER, Field.AGREED, Field.REPORTED, Field.ORGANISATION, Field.TOTAL, Field.KEY}
)
OF_A_RECOMMENDATION = frozenset(
    {
        Field.RECOMMENDATION,
        Field.FINDING,
        Field.ACTION,
        Field.MEASURE,
        Field.OWNER,
        Field.JOINT_OWNER,
        Field.SUPPORT,
        Field.DUE,
        Field.REVISED_DUE,
        Field.OWNER_AND_DUE,
    }
)
MARK = re.compile(r"(?<!\S)\(?(?P<mark>[a-z]|[ivx]{1,4}|\d{1,2})(?:\)|\.(?=\s+[A-Z]))\s+(?=\S)", re.IGNORECASE)
ORDERS = (tuple("abcdefghijkl"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), tuple(map(str, range(1, 16))))
FIRST_MARKS = frozenset(mark for order in ORDERS for mark in order)
Passages = tuple[Passage, ...]
Values = dict[Field, list[Passage]]


@dataclass
class RoundDraft:
    """What stands under one round's labels. `spotted` is None where the labels give no date, `loose` where there are no
    labels at all, `told` where one account tells of several rounds. `other_shades`: rows that are one recommendation may
    each have a colour of their own; `graded_in_rows` where these are the grades of its actions."""

    spotted: Spotted | None = None
    values: Values = field(default_factory=dict)
    labelled: set[Field] = field(default_factory=set)
    shade: str = ""
    other_shades: list[str] = field(default_factory=list)
    place: str = ""
    loose: bool = False
    told: bool = False
    graded_in_rows: bool = False

    @property
    def says_something(self) -> bool:
        return bool(self.shade) or any(self.values.values())


@dataclass
class SubDraft:
    """A row under a recommendation. `merged`: what its cells have from the row above, merged down over both. `awaits_grade`:
    others beside it have one. `table`: where its last row stood."""

    place: str
    values: Values = field(default_factory=dict)
    number: str = ""
    table: int = NO_TABLE
    shade: str = ""
    merged: frozenset[Field] = frozenset()
    awaits_grade: bool = False


@dataclass
class IndicatorDraft:
    place: str
    values: Values = field(default_factory=dict)


@dataclass
class Draft:
    """`form`: it came as labels and values, so what stands between them without a label belongs to it. `named_above`: a
    heading named it over its tables. `of_row`: what the row it came as has columns for. `heading`, `over` and `theme` may
    be its section: the line over its table, the row over its rows, the cell beside them. `inherited`: labels without a
    date, and the round they were taken for. `action_rows`: the rows of the table that each give an action of it, which
    are its sub-actions where they are `paired` with who leads and by when. `named_by_sheet`: its section if no other.
    `beside_heads`: what stands over the columns of `besides`."""

    place: str
    number: str = ""
    values: Values = field(default_factory=dict)
    rounds: list[RoundDraft] = field(default_factory=list)
    subs: list[SubDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)
    besides: Besides = field(default_factory=dict)
    beside_heads: list[Passage] = field(default_factory=list)
    labelled: set[Field] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    form: bool = False
    named_above: bool = False
    of_row: frozenset[Field] = frozenset()
    heading: Passages = ()
    over: Passages = ()
    theme: Passages = ()
    inherited: list[tuple[Field, Spotted]] = field(default_factory=list)
    action_rows: list[SubDraft] = field(default_factory=list)
    paired: bool = False
    sheet: str = ""
    named_by_sheet: str = ""

    def round(self, spotted: Spotted | None) -> RoundDraft:
        """The round of this name, begun where it is new."""
        for one in self.rounds:
            if same_round(one.spotted, spotted):
                return one
        self.rounds.append(RoundDraft(spotted, place=self.place))
        return self.rounds[-1]

    def add(self, what: Field, passages: Iterable[Passage], spotted: Spotted | None = None) -> None:
        if what in OF_A_ROUND:
            here = self.round(spotted)
            here.labelled.add(what)
            here.values.setdefault(what, []).extend(passages)
        else:
            self.labelled.add(what)
            self.values.setdefault(what, []).extend(passages)

    def has_column(self, what: Field) -> bool:
        """Whether the row it came as tells this already, in whatever column."""
        parts = {Field.OWNER, Field.DUE} if Field.OWNER_AND_DUE in self.of_row else set()
        return what in (self.of_row | parts) - {Field.RECOMMENDATION}

    @property
    def tells_enough(self) -> bool:
        """Whether it has its text and several of its labels, so that a heading may end it."""
        said = self.labelled.union(*(here.labelled for here in self.rounds)) - {Field.RECOMMENDATION, Field.NUMBER}
        return bool(self.text) and len(said) > 1

    @property
    def text(self) -> str:
        return joined(self.values.get(Field.RECOMMENDATION, ()))

    @property
    def section(self) -> str:
        parts = (self.heading, self.over, self.theme)
        return " – ".join(" ".join(one.text for one in part) for part in parts if part) or self.named_by_sheet

    @property
    def passages(self) -> Iterator[Passage]:
        """Everything that was gathered for it."""
        yield from (*self.heading, *self.over, *self.theme, *self.loose)
        yield from (passage for passages in self.besides.values() for passage in passages)
        values = [self.values]
        values += [here.values for here in self.rounds]
        values += [sub.values for sub in self.subs]
        values += [one.values for one in self.indicators]
        yield from (passage for one in values for passages in one.values() for passage in passages)

    @property
    def is_empty(self) -> bool:
        """Whether it has a number at most."""
        if self.subs or self.indicators or self.loose:
            return False
        said = (passages for field, passages in self.values.items() if field is not Field.NUMBER)
        return not any(said) and not any(any(one.values.values()) for one in self.rounds)


def same_round(one: Spotted | None, other: Spotted | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.on == other.on if one.on and other.on else bare_words(one.text) == bare_words(other.text)


def joined(passages: Iterable[Passage]) -> str:
    """Paragraphs as one text; a sentence that a page's end cut in two is made whole."""
    return "\n".join(items(passages))


def items(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Each paragraph is an item; one that goes on in the middle of a sentence belongs to the one before."""
    found: list[str] = []
    for passage in passages:
        if found and runs_on(found[-1], passage.text):
            found[-1] = f"{found[-1]} {passage.text}"
        else:
            found.append(passage.text)
    return tuple(found)


def listed(passages: Iterable[Passage]) -> tuple[str, ...]:
    """The items of a list, one to a paragraph or in one line: "a) Survey the paths b) Mend the gates"."""
    return tuple(part for text in items(passages) for part in _in_a_line(text))


def _in_a_line(text: str) -> list[str]:
    """Parted where its letters or numbers begin at the first and go on without a gap."""
    marks = [found for found in MARK.finditer(text) if found["mark"].casefold() in FIRST_MARKS]
    for order in ORDERS:
        starts: list[int] = []
        for found in marks:
            if len(starts) < len(order) and found["mark"].casefold() == order[len(starts)]:
                starts.append(found.start())
        if len(starts) > 1 and starts[0] == 0:
            return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    return [text]


def runs_on(text: str, after: str) -> bool:
    return bool(after) and after[0].islower() and not MARK.match(after) and text[-1:] not in ".!?:;"
