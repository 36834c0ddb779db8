"""Where the reader stands on its way down a document: at which recommendation, under which label, in which section."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from storage.importing.reading.accounts import by_round
from storage.importing.reading.cover import NAMES_A_PLAN
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_ROUND, Draft, Passages, Values, runs_on
from storage.importing.reading.forms import Pair, dated_value, said
from storage.importing.reading.labels import Field, Label, names_a_part, read_start
from storage.importing.reading.rounds import Spotted
from storage.importing.reading.strips import NO_TABLE, Passage, Strip
from storage.rules.wording import bare_words

NUMBERED = re.compile(r"^\(?(?:Rec\.? ?)?((?:R ?)?\d{1,3}(?:\.\d{1,2})*[a-z]?)[.):]\s+(?=\S)")

ACCOUNTS = (Field.EVIDENCE, Field.ASSESSMENT, Field.IMPACT)
LONG = (*ACCOUNTS, Field.RECOMMENDATION, Field.ACTION, Field.MEASURE, Field.EXPLANATION, Field.FUTURE, Field.FINDING)
CUT = re.compile(r"(?:\s[-–—]|,|\b(?:and|or|of|for|the|to|with|in|on|by|a|an))\s*$")


@dataclass
class Scanned:
    """What a document was found to say, under its labels. `around`: passages that tell of what is recommended, and none of
    which is a field of it."""

    drafts: list[Draft] = field(default_factory=list)
    cover: Values = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    tied: dict[str, Draft] = field(default_factory=dict)
    around: set[int] = field(default_factory=set)

    def tied_to(self, number: str, place: str) -> Draft:
        """What tables elsewhere tell of the recommendation with this number: it becomes one with it (`merging.py`)."""
        return self.tied.setdefault(number, Draft(place, number))


@dataclass
class Standing:
    """`pointer` is the label read last, with its round: what has no label goes on from there. `level`: of the heading that
    the recommendation began with. `is_past`: paragraphs have told of one and ended. `line_over`: the line right over what
    comes next. `form_table`: the table whose labels and values are being read; `stacked` where values stand below."""

    found: Scanned = field(default_factory=Scanned)
    draft: Draft | None = None
    pointer: tuple[Field, Spotted | None] | None = None
    heading: Passages = ()
    over: Passages = ()
    sheet: str = ""
    level: int = 0
    is_past: bool = False
    line_over: Strip | None = None
    form_table: int = NO_TABLE
    stacked: bool = False

    def end(self) -> None:
        """The recommendations are over for now: what follows is neither theirs nor the cover's."""
        self.draft, self.pointer, self.is_past = None, None, True

    def turn_to(self, sheet: str) -> None:
        """Another sheet of the workbook: no section of the one before goes on, and no value."""
        if sheet != self.sheet:
            self.sheet, self.draft, self.pointer, self.heading, self.over = sheet, None, None, (), ()
            self.line_over, self.form_table = None, NO_TABLE

    def begin(self, strip: Strip, number: str = "") -> Draft:
        self.draft = Draft(strip.place, number, heading=self.heading, over=self.over, sheet=strip.sheet)
        self.found.drafts.append(self.draft)
        self.pointer = None
        return self.draft

    def begin_form(self, strip: Strip, pair: Pair) -> None:
        """A recommendation's first label. Where its number or its table came first, it is the one that waits for its
        words; where the same is said again on the next page, it goes on."""
        draft, label = self.draft, pair.label
        if draft and _is_said_again(draft, pair):
            draft.add(Field.NUMBER, pair.label_passages)
            draft.of_row = frozenset()  # a form tells more of the row
            self.pointer = (Field.RECOMMENDATION, None)
            return
        waits = draft is not None and draft.form and not draft.text
        if draft is None or not waits or (label.number and draft.number not in ("", label.number)):
            draft = self.begin(strip)
        draft.form, draft.number = True, draft.number or label.number
        if label.number:
            draft.add(Field.NUMBER, pair.label_passages)
        values = list(pair.values)
        if not draft.number and values and (found := NUMBERED.match(values[0].text)):
            draft.number = found[1].replace(" ", "")
            values[0] = replace(values[0], text=values[0].text[found.end() :])
        self.put(Field.RECOMMENDATION, values)

    def head_details(self, start: Label, strip: Strip) -> None:
        """A heading over the tables of a recommendation that another table lists: a line below is no more of its words."""
        assert self.draft is not None
        self.pointer = None
        if not start.sure:
            said = f"{quoted(strip.text)} is worded otherwise than what is listed as {start.number}; I took it for that one."
            self.draft.findings.append(Finding("heading_as_text", "text", said, place=strip.place))

    def begin_by_number(self, strip: Strip, values: Sequence[Passage]) -> None:
        """A number on its own before the words, or after them."""
        number = " ".join(passage.text for passage in values).strip(" .:")
        draft = self.draft
        if draft is None or not draft.form or draft.number or (draft.text and draft.rounds):
            draft = self.begin(strip)
        start = read_start(number)
        draft.form, draft.number = True, start.number if start else number
        draft.add(Field.NUMBER, values)

    def put(self, what: Field, values: Sequence[Passage], spotted: Spotted | None = None, shade: str = "") -> None:
        """A label's value. The label's date may stand at the head of the value, or be left to the label before;
        a line of an account may be the grade with a label of its own."""
        assert self.draft is not None
        if what in OF_A_ROUND and spotted is None and values and (dated := dated_value(values[0].text)):
            spotted, rest = dated
            values = [replace(values[0], text=rest), *values[1:]] if rest else values[1:]
        if what in OF_A_ROUND and spotted is None and (before := self._round_before(what)):
            spotted = before
            self.draft.inherited.append((what, before))
        kept: list[Passage] = []
        for passage in values:
            inner = said([passage]) if what in ACCOUNTS else None
            if inner and inner.label.field is Field.GRADE and inner.values:
                self.draft.add(Field.GRADE, inner.values, spotted)
            else:
                kept.append(passage)
        told = by_round(kept) if what in ACCOUNTS and spotted is None else []
        for its_round, words in told:
            self.draft.add(what, words, its_round)
            self.draft.round(its_round).told = True
        if not told:
            self.draft.add(what, kept, spotted)
        if what in OF_A_ROUND and shade:
            self.draft.round(spotted).shade = shade
        self.pointer = (what, spotted)

    def carry_on(self, passages: Iterable[Passage]) -> None:
        """More of the value that was read last."""
        assert self.draft is not None
        assert self.pointer is not None
        self.draft.add(self.pointer[0], passages, self.pointer[1])

    @property
    def awaits_value(self) -> bool:
        """Whether a label has just been read whose value is still to come."""
        if not self.pointer or not self.draft:
            return False
        what, spotted = self.pointer
        values = self.draft.round(spotted).values if what in OF_A_ROUND else self.draft.values
        return not values.get(what)

    def runs_on(self, text: str) -> bool:
        """Whether a line goes on in the middle of the value's last sentence, which a page's end or a line's end cut in two."""
        if not self.pointer or not self.draft:
            return False
        what, spotted = self.pointer
        values = self.draft.round(spotted).values if what in OF_A_ROUND else self.draft.values
        before = values[what][-1].text if values.get(what) else ""
        return what in LONG and bool(before) and (runs_on(before, text) or bool(CUT.search(before)))

    def _round_before(self, what: Field) -> Spotted | None:
        before = self.pointer[1] if self.pointer and self.pointer[0] in OF_A_ROUND else None
        if before is None or self.draft is None:
            return None
        here = self.draft.round(before)
        if what in here.labelled and (here.values.get(what) or len(here.labelled) > 1):
            return None  # "UPDATE – MAY 2025" over the labels of an update is no account yet
        return before

    def name_sections(self, first: str) -> None:
        """Headings over tables are sections where there are several; one alone is the document's, as its title is."""
        said = {id(draft): " ".join(one.text for one in draft.heading) for draft in self.found.drafts}
        names = {text for text in said.values() if text and not names_a_part(text)}
        several = len({name.casefold() for name in names}) > 1
        for draft in self.found.drafts:
            text = said[id(draft)]
            is_section = several and text in names and not (text == first and _is_title(first, names))
            draft.heading = draft.heading if is_section else ()


def _is_title(first: str, headings: set[str]) -> bool:
    """The first line of all, where it names a plan, or stands alone in capitals."""
    others = headings - {first}
    return bool(NAMES_A_PLAN.search(first)) or (first.isupper() and not any(map(str.isupper, others)))


def _is_said_again(draft: Draft, pair: Pair) -> bool:
    said = bare_words(" ".join(passage.text for passage in pair.values))
    return (
        bool(pair.label.number) and draft.number == pair.label.number and (not said or said == bare_words(draft.text))
    )
