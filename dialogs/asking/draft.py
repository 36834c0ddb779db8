"""A query in the making: what the parts of a sentence have added so far, and what is in doubt."""

from dataclasses import dataclass, field, replace
from typing import Any

from dialogs.asking.data import small_words
from dialogs.asking.date_parts import Now
from dialogs.asking.echo import echo
from dialogs.asking.index import Index
from dialogs.asking.marks import Mark, Sort
from dialogs.asking.outcome import Question, Slot
from dialogs.asking.tokens import Sentence
from storage.query import Filters, GroupBy, Kind, Query

GOING_ON = frozenset({Kind.LIST, Kind.SHOW, Kind.COUNT, Kind.CHANGES, Kind.COMPARE, Kind.WHO_NOT_RESPONDED})
SENTENCE_LIKE = frozenset({Sort.NOUN, Sort.PEOPLE, Sort.RESPONDED, Sort.MEANS})
OPENERS = small_words("openers")
WHETHER = small_words("whether")
SKIPPED = frozenset({Sort.FILLER, Sort.OWNED, Sort.NOUN, Sort.GRADED})


@dataclass(slots=True)
class Draft:
    """`negated` holds the positions (in `marks`) of what a "not" or "except" is about, `excepted` of those the latter.

    `denial_in_doubt` says that there is a "not", a "no" or a "nobody" of which it is not known what it denies: what the
    other words add up to may then be the very opposite of what was said, and is offered to nobody.
    """

    sentence: Sentence
    marks: tuple[Mark, ...]
    index: Index
    now: Now
    negated: frozenset[int] = frozenset()
    excepted: set[int] = field(default_factory=set)
    query: Query = field(default_factory=Query)
    doubts: list[Question] = field(default_factory=list)
    explicit_kind: bool = False
    before_it: Query | None = None
    denial_in_doubt: bool = False

    def has(self, *sorts: Sort) -> bool:
        return any(mark.sort in sorts for mark in self.marks)

    def of(self, *sorts: Sort) -> list[Mark]:
        return [mark for mark in self.marks if mark.sort in sorts]

    def placed(self, *sorts: Sort) -> list[tuple[int, Mark]]:
        return [(at, mark) for at, mark in enumerate(self.marks) if mark.sort in sorts]

    def said(self, mark: Mark) -> str:
        return self.sentence.said(mark.start, mark.end)

    def words(self, mark: Mark) -> str:
        return " ".join(token.word for token in self.sentence.tokens[mark.start : mark.end])

    def asks_if_more(self, mark: Mark | None = None) -> bool:
        """ "are there more than ten overdue" is answered by how many there are; "who has more than ten" is not."""
        found = [one for one in self.of(Sort.BEYOND) if self.words(one).split()[-1] in ("than", "least", "most")]
        whole = self.sentence.first in WHETHER and not self.has(Sort.DIMENSION, Sort.PEOPLE, Sort.RECOMMENDATION)
        counted = [self.after(self.marks.index(one), skipping=frozenset()) for one in found]
        numbered = len(counted) == 1 and counted[0] is not None and counted[0].sort is Sort.NUMBER
        return whole and numbered and (mark is None or mark is found[0] or mark is counted[0])

    def is_denied(self, mark: Mark) -> bool:
        return any(self.marks[at] is mark for at in self.negated)

    def narrow(self, **filters: Any) -> None:
        known = self.query.filters
        if any(getattr(known, name) != value for name, value in filters.items()):
            self.query = replace(self.query, filters=replace(known, **filters))

    def put(self, **parts: Any) -> None:
        if any(getattr(self.query, name) != value for name, value in parts.items()):
            self.query = replace(self.query, **parts)

    @property
    def kind_before(self) -> Kind | None:
        """The kind of the question before, where these words say that they lean on it."""
        leaning = self.has(Sort.FOLLOW, Sort.PRONOUN, Sort.NARROWING) or self.is_fragment
        return self.before_it.kind if self.before_it and leaning and self.before_it.kind in GOING_ON else None

    @property
    def is_fragment(self) -> bool:
        """ "show …" and "which …" begin a question; a few words without a noun or a verb go on with one."""
        first = self.sentence.first
        whole = any(mark.sort in SENTENCE_LIKE and mark.value != "generic" for mark in self.marks)
        return not whole and first not in OPENERS

    @property
    def filters(self) -> Filters:
        return self.query.filters

    def ask(self, slot: Slot, sentence: str, candidates: tuple[str, ...] = (), words: str = "") -> None:
        self.doubts.append(Question(slot, sentence, candidates, words))

    def instead(self, kind: Kind, group_by: GroupBy | None = None) -> str:
        """The same question, asked for something else: in full, so that nothing of it is lost where this is chosen."""
        silent = kind is Kind.WHO_NOT_RESPONDED
        filters = replace(self.filters, status=frozenset()) if silent else self.filters
        format = self.query.format if kind is Kind.REPORT else None
        other = replace(self.query, kind=kind, filters=filters, group_by=group_by, order=None, limit=None)
        return echo(replace(other, format=format))

    def before(self, at: int, *, skipping: frozenset[Sort] = SKIPPED) -> Mark | None:
        return next((mark for mark in reversed(self.marks[:at]) if mark.sort not in skipping), None)

    def after(self, at: int, *, skipping: frozenset[Sort] = SKIPPED) -> Mark | None:
        return next((mark for mark in self.marks[at + 1 :] if mark.sort not in skipping), None)
