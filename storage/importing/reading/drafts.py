"""Recommendations in the making: what each label's words are, passage by passage, before anything is read from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.importing.reading.doubting import Finding
from storage.importing.reading.labels import Field
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.strips import Passage
from storage.rules.wording import bare_words

OF_A_ROUND = frozenset(
    (
        Field.EVIDENCE,
        Field.ASSESSMENT,
        Field.GRADE,
        Field.PERCENT,
        Field.IMPACT,
        Field.FUTURE,
        Field.EXPLANATION,
        Field.ANTICIPATED,
    )
)
OF_THE_COVER = frozenset(
    (Field.SUBJECT, Field.LINK_OFFICER, Field.AGREED, Field.REPORTED, Field.ORGANISATION, Field.TOTAL, Field.KEY)
)

OF_A_RECOMMENDATION = frozenset(
    (
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
    )
)

Values = dict[Field, list[Passage]]


@dataclass
class RoundDraft:
    """What stands under one round's labels. `spotted` is None where the labels give no date."""

    spotted: Spotted | None = None
    values: Values = field(default_factory=dict)
    labelled: set[Field] = field(default_factory=set)
    shade: str = ""
    place: str = ""
    loose: bool = False


@dataclass
class SubDraft:
    values: Values = field(default_factory=dict)
    number: str = ""
    shade: str = ""
    group: str = ""
    place: str = ""


@dataclass
class IndicatorDraft:
    values: Values = field(default_factory=dict)
    place: str = ""


@dataclass
class Draft:
    """`form`: it came as labels and values, so what stands between them unlabelled belongs to it. `heading`: the line
    over its table, which may be its section. `inherited`: labels without a date, and the round they were taken for."""

    place: str
    number: str = ""
    section: str = ""
    values: Values = field(default_factory=dict)
    rounds: list[RoundDraft] = field(default_factory=list)
    subs: list[SubDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)
    labelled: set[Field] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    form: bool = False
    heading: tuple[Passage, ...] = ()
    inherited: list[tuple[Field, Spotted]] = field(default_factory=list)

    def round(self, spotted: Spotted | None) -> RoundDraft:
        """The round of this name, begun where it is new."""
        for one in self.rounds:
            if _same(one.spotted, spotted):
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

    @property
    def text(self) -> str:
        return joined(self.values.get(Field.RECOMMENDATION, ()))

    @property
    def is_empty(self) -> bool:
        return not any(self.values.values()) and not any(any(one.values.values()) for one in self.rounds)


def _same(one: Spotted | None, other: Spotted | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.on == other.on if one.on and other.on else bare_words(one.text) == bare_words(other.text)


def joined(passages: Iterable[Passage]) -> str:
    """Paragraphs as one text; a sentence that a page's end cut in two is made whole."""
    text = ""
    for passage in passages:
        if not text:
            text = passage.text
        elif runs_on(text, passage.text):
            text = f"{text} {passage.text}"
        else:
            text = f"{text}\n{passage.text}"
    return text


def runs_on(text: str, after: str) -> bool:
    return bool(after) and after[0].islower() and text[-1:] not in ".!?:;"
