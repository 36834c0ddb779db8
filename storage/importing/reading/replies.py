"""A message that answers: which lines are the plan's words, which the officer's answer, which only greet or take leave.

Under "Rec 3 – …" stands what was done, with no label; or the plan's words are quoted and the answer is not. Told line by
line before the scan, which puts each where it says (`prose.py`). What cannot be told apart is doubted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from storage.importing.messages import words
from storage.importing.reading.answered_between import quoted_starts
from storage.importing.reading.beginnings import start_of
from storage.importing.reading.bracketed import Bracketed, bracketed
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.drafts import OF_A_RECOMMENDATION, OF_A_ROUND
from storage.importing.reading.forms import said
from storage.importing.reading.grades import Grades, read_grade
from storage.importing.reading.grades_in_answers import told_in_passing
from storage.importing.reading.labels import Field, Label
from storage.importing.reading.merging import is_alike
from storage.importing.reading.reply_doubts import of_all, perhaps, quoted_after, unsure
from storage.importing.reading.strips import Flat, Passage, Strip

NUMBERED = re.compile(r"^\(?(\d{1,3})[.):]\s+(?=\S)")
GRADED = re.compile(
    r"^(?:(?:overall|progress|my|our|current|proposed)\s+)?(?:grade|grading|rag|rating|status|score|assessment)\b\s*[:=–—-]?\s*(?:is\s+)?(?=\S)(.{1,60})$",
    re.IGNORECASE,
)
ASKS = re.compile(r"\b(?:should|must|needs? to|to be)\b|^(?:that|to)\b", re.IGNORECASE)
WHOLE = re.compile(r"[.?!:;)\]”\"]$")
AT_LAST = re.compile(
    r"\b(?:so|say|call (?:it|this)|give (?:it|this)|grade[ds]?(?: it)?|rate[ds]?(?: it)?|score|a|at|as|marked)\s+(?:an?\s+)?"
    r"\(?(\d|[A-Z])\)?\W*$"
)
SURE = re.compile(r"\d|grade|rag", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
FEWEST = 2
LONGEST_SIGNED = 5


class Role(StrEnum):
    ANSWER = "answer"
    GRADE = "grade"
    REASON = "reason"
    WORDING = "wording"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Start:
    """A line that begins a recommendation, or the answer to one. `answer`: what of it the officer says."""

    label: Label
    bracket: Bracketed
    answer: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Replies:
    starts: Mapping[int, Start] = field(default_factory=dict)
    roles: Mapping[int, Role] = field(default_factory=dict)
    grades: Mapping[int, str] = field(default_factory=dict)
    sent: Passage | None = None

    def signed(self, strips: Sequence[Strip]) -> list[int]:
        """The lines under which whoever answers takes leave."""
        last = max(self.starts, default=0)
        after = [at for at, role in self.roles.items() if role is Role.OUTSIDE and at > last]
        depth = min((strips[at].quoted for at in (*self.starts, *after)), default=0)
        return [at for at in after if strips[at].quoted == depth]

    def outside(self, strips: Sequence[Strip]) -> set[int]:
        """The passages that only greet, take leave or sign."""
        lines = (strips[at] for at, role in self.roles.items() if role is Role.OUTSIDE)
        return {passage.index for strip in lines for passage in _said(strip)}


def replies_in(flat: Flat, grades: Grades) -> Replies:
    return _Reader(flat.strips, grades).read() if flat.message else Replies()


def without(flat: Flat, passages: set[int]) -> Flat:
    """What the document says of itself, without who greets whom."""
    if not passages:
        return flat
    return replace(flat, strips=tuple(one for one in flat.strips if not passages & {each.index for each in _said(one)}))


def _said(strip: Strip) -> Iterator[Passage]:
    return (passage for box in strip.boxes for passage in box.passages)


class _Reader:
    """`starts`: by line. `original`: what the message that is answered says each number is about. `answered`: words stood
    under a quoted one already. `between`: the starts where nothing but answers between them tells that they are."""

    def __init__(self, strips: Sequence[Strip], grades: Grades) -> None:
        self.strips, self.grades = strips, grades
        self.found: dict[int, Start] = {}
        self.roles: dict[int, Role] = {}
        self.said_grades: dict[int, str] = {}
        self.between: dict[int, Label] = {}
        self.starts = self._starts()
        self.top = min((strips[at].quoted for at in self.starts), default=0) if not self.between else 0
        self.original = {one.number: one.rest for at, one in self.starts.items() if strips[at].quoted > self.top}
        self.sender = next((found[1] for strip in strips if (found := words().sender.match(strip.text))), "")
        self.answered = False
        self.has_gaps = any(self._goes_over_a_gap(first, end) for first, end in self._stretches(but_last=True))

    def read(self) -> Replies:
        self._greet()
        for first, end in self._stretches():
            if self._is_plans(first):
                self._quoted_plan(first, end)
            else:
                self._answered(first, end)
        return Replies(self.found, self.roles, self.said_grades, self._sent())

    def _sent(self) -> Passage | None:
        """When the message that answers was sent: the day at which its answers stand."""
        lines = (strip for strip in self.strips if strip.is_line and strip.quoted == self.top)
        passages = (strip.boxes[0].passages[0] for strip in lines)
        found = ((passage, words().sent.match(passage.text)) for passage in passages)
        return next((replace(passage, text=sent[1].strip()) for passage, sent in found if sent and sent[1]), None)

    def _starts(self) -> dict[int, Label]:
        """ "Rec 3 – …"; and "3. …" where the message and the one that it answers number the same."""
        lines = {at: strip for at, strip in enumerate(self.strips) if strip.is_line}
        found = {at: start for at, strip in lines.items() if (start := start_of(strip, self.grades))}
        if len({lines[at].quoted for at in found}) > 1:
            return found
        numbered = {at: one for at, strip in lines.items() if (one := NUMBERED.match(strip.text))}
        depths = {at: lines[at].quoted for at in (*found, *numbered)}
        by_depth: dict[int, set[str]] = {}
        for at, depth in depths.items():
            by_depth.setdefault(depth, set()).add(found[at].number if at in found else numbered[at][1])
        shared = [one & other for one, other in pairwise(by_depth[depth] for depth in sorted(by_depth))]
        if not any(len(same) >= FEWEST for same in shared):
            self.between = {} if found else quoted_starts(self.strips)
            return found or self.between
        for at, one in numbered.items():
            found.setdefault(at, Label(Field.RECOMMENDATION, number=one[1], rest=lines[at].text[one.end() :]))
        return dict(sorted(found.items()))

    def _stretches(self, *, but_last: bool = False) -> Iterator[tuple[int, int]]:
        """Each start with where the next one is."""
        places = [*self.starts, len(self.strips)]
        yield from list(pairwise(places))[: -1 if but_last else None]

    def _goes_over_a_gap(self, first: int, end: int) -> bool:
        return any(
            self.strips[at].gap and self.strips[at].is_line and not self._labelled(at) for at in range(first + 2, end)
        )

    def _is_plans(self, first: int) -> bool:
        return self.strips[first].quoted > 0 and (self.strips[first].quoted > self.top or self._is_between(first))

    def _is_between(self, first: int) -> bool:
        """Whether words that are not quoted, or less deep, stand under what this one begins."""
        depth = self.strips[first].quoted
        return any(self.strips[at].quoted < depth for at in range(min(self.starts), len(self.strips)))

    def _greet(self) -> None:
        """Before the first: who is greeted, and what stands in another message than the one that answers."""
        first = min(self.starts, default=0)
        for at, strip in enumerate(self.strips[:first]):
            if strip.is_line and (self._is_of_another(strip) or words().greeting.match(strip.text)):
                self.roles[at] = Role.OUTSIDE

    def _is_of_another(self, strip: Strip) -> bool:
        """What is not the writer's; where answers stand between the lines of a message, that message's own head alone."""
        if self.between:
            return strip.quoted > 0 and words().head.match(strip.text) is not None
        return strip.quoted != self.top

    # ---- under each start
    def _quoted_plan(self, first: int, end: int) -> None:
        """The plan's words as they were quoted; what is quoted less or not at all is the answer to them."""
        start, depth = self.starts[first], self.strips[first].quoted
        answers = [at for at in range(first + 1, end) if self.strips[at].is_line and self.strips[at].quoted < depth]
        plans = [at for at in range(first + 1, end) if self.strips[at].is_line and at not in answers]
        self._leave(self._from_leave(plans))
        told, _ = self._tell(answers, is_last=end == len(self.strips))
        findings = list(self._of_grade(self._answers(told)))
        later = [at for at in plans if told and at > told[0] and at not in self.roles and not self._labelled(at)]
        if later:
            self.roles |= dict.fromkeys(later, Role.WORDING)
            findings.append(quoted_after(" ".join(self.strips[at].text for at in later)))
        if told and end == len(self.strips) and len(self.starts) >= FEWEST and not self.answered:
            self._leave(told)
            findings = [of_all(" ".join(self.strips[at].text for at in told))]
        self.answered = self.answered or bool(told)
        self.found[first] = Start(start, bracketed(start.rest), findings=tuple(findings))

    def _answers(self, told: Sequence[int]) -> list[str]:
        """The words of the officer, unless a line of their own gives the grade."""
        graded = any(self.roles[at] is Role.GRADE for at in told)
        return [] if graded else [self.strips[at].text for at in told if self.roles.get(at) is Role.ANSWER]

    def _after_labels(self, lines: Sequence[int]) -> int:
        """How many lines there are up to the last that is labelled."""
        return max((nth for nth, at in enumerate(lines, start=1) if self._labelled(at)), default=0)

    def _from_leave(self, lines: Sequence[int]) -> Sequence[int]:
        """The lines from the one on that takes leave, where no label follows."""
        after = self._after_labels(lines)
        first = next(
            (nth for nth in range(after, len(lines)) if self._takes_leave(self.strips[lines[nth]])), len(lines)
        )
        return lines[first:]

    def _answered(self, first: int, end: int) -> None:
        start, depth = self.starts[first], self.strips[first].quoted
        lines = []
        for at in range(first + 1, end):
            strip = self.strips[at]
            if not strip.is_line or strip.quoted > depth:
                self._leave([one for one in range(at, end) if self.strips[one].is_line])
                break
            lines.append(at)
        told, labelled = self._tell(lines, is_last=end == len(self.strips) or self.strips[end].quoted > depth)
        self.found[first] = self._start(start, told, labelled=labelled)

    def _start(self, start: Label, told: Sequence[int], *, labelled: bool) -> Start:
        """What of the line that begins it is the recommendation's, and what the officer's."""
        asked = self.original.get(start.number)
        if asked is not None and start.rest and not is_alike(asked, start.rest):
            return Start(start, Bracketed(""), start.rest, tuple(self._of_grade([start.rest, *self._answers(told)])))
        bracket = bracketed(start.rest)
        answers = [at for at in told if self.roles.get(at) is Role.ANSWER]
        findings = [*self._of_writer(bracket), *self._of_grade(self._answers(told))]
        if not start.rest and asked is None and answers and ASKS.search(self.strips[answers[0]].text):
            self.roles[answers[0]] = Role.WORDING
        elif asked is None and not labelled and not self._is_sure(start, bracket, answers):
            findings.append(unsure(start, " ".join(self.strips[at].text for at in answers)))
        return Start(start, bracket, findings=tuple(findings))

    def _is_sure(self, start: Label, bracket: Bracketed, answers: Sequence[int]) -> bool:
        """Whether the words end where the line does: with a bracket, a sentence's end or a blank line below."""
        if not answers or not start.rest:
            return False
        return bool(bracket.owner or bracket.due or WHOLE.search(start.rest) or self.strips[answers[0]].gap)

    def _tell(self, lines: Sequence[int], *, is_last: bool = False) -> tuple[list[int], bool]:
        """The role of each line of an answer, up to a label, which tells of itself. Whether there was one."""
        told: list[int] = []
        graded = False
        after = self._after_labels(lines)
        for nth, at in enumerate(lines):
            strip = self.strips[at]
            ends = bool(is_last and nth and strip.gap) and self._ends_at_gap(graded=graded)
            if nth >= after and (ends or self._takes_leave(strip)):
                self._leave(lines[nth:])
                return told, False
            if grade := self._grade(strip):
                self.roles[at], self.said_grades[at], graded = Role.GRADE, grade, True
            elif self._labelled(at):
                self._leave(self._from_leave(lines[nth:]))
                return told, True
            else:
                explains = graded and not strip.gap and Role.ANSWER in map(self.roles.get, told)
                self.roles[at] = Role.REASON if explains else Role.ANSWER
            told.append(at)
        return told, False

    def _ends_at_gap(self, *, graded: bool) -> bool:
        """The last answer of a message ends at a blank line, where no other went over one."""
        return not self.has_gaps and (graded or len(self.starts) >= FEWEST)

    def _leave(self, lines: Sequence[int]) -> None:
        self.roles |= dict.fromkeys(lines, Role.OUTSIDE)

    def _takes_leave(self, strip: Strip) -> bool:
        text = strip.text
        name = [word.casefold() for word in re.findall(r"[^\W\d_]+", self.sender)]
        signs = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]
        is_signed = 0 < len(signs) <= LONGEST_SIGNED and all(
            any(part.startswith(word) or word.startswith(part) for part in name) for word in signs
        )
        return bool(
            words().leave.match(text) or words().closing.match(text) or words().parting.match(text) or is_signed
        )

    def _labelled(self, at: int) -> bool:
        pair = said(self.strips[at].boxes[0].passages)
        return pair is not None and pair.label.field in OF_A_RECOMMENDATION | OF_A_ROUND

    def _grade(self, strip: Strip) -> str:
        """ "Grade: 2 on track", "Grade 1 – Achieved", or a line that is a grade of the key and nothing else."""
        found = GRADED.match(strip.text)
        if found and (read_grade(found[1], self.grades.scale, cell=True).said or not any(map(str.isalpha, found[1]))):
            return found[1]
        reading = read_grade(strip.text, self.grades.scale, cell=True)
        return strip.text if reading.is_alone and reading.code and not reading.trouble else ""

    # ---- what is told of them
    def _of_writer(self, bracket: Bracketed) -> Iterator[Finding]:
        if bracket.is_writer:
            who = f", {quoted(self.sender)}" if self.sender else ""
            message = f"{quoted(bracket.owner)} says that the writer{who} is responsible; I kept the word."
            yield Finding("owner_role_mixed", "owners", message, (self.sender,) if self.sender else ())

    def _of_grade(self, answers: Sequence[str]) -> Iterator[Finding]:
        """ "Complete. The list went online", "… since the target was 80%, so 1.": it may be a grade, and is only offered."""
        scale = self.grades.scale
        if not answers or not scale.stated:
            return
        first, last = SENTENCE.split(answers[0])[0], SENTENCE.split(answers[-1])[-1]
        opening, closing, alone = read_grade(first, scale), AT_LAST.search(last), read_grade(last, scale)
        if alone.is_alone and (SURE.search(last) or not alone.code):
            return  # it is taken for the grade where the update is read, and told there
        if alone.is_alone and alone.code:
            yield perhaps(last, scale.label(alone.code), alone.code)
        elif opening.code and not answers[0][:1].isdigit():
            yield perhaps(first, scale.label(opening.code), opening.code)
        elif closing and (code := scale.coded(closing[1])):
            yield perhaps(last, scale.label(code), code)
        elif told := told_in_passing(" ".join(answers), scale):
            yield told
