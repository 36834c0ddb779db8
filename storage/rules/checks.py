"""The checks that are put as questions: what was seen in an answer, and why it matters. Never a wall, never a change.

A scheme lists which checks it uses; `checks.yaml` has their sentences; here is what each one looks for. A question names
every field and every place where it is so: a reason for leaving the words is a reason for those, and for no others.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from storage.rules.children import possible_children
from storage.rules.deadlines import has_passed
from storage.rules.grading import SEPARATOR, read_grade
from storage.rules.repeats import how_it_repeats, points_elsewhere, says_nothing
from storage.rules.words import listed
from storage.unseen import is_blank
from storage.views import Due, Grade, LastTime, Question, Response, Scheme

MOST_QUOTED = 90
MOST_LISTED = 40
FIELDS = (("evidence", "evidence of progress"), ("impact", "evidence of impact"), ("explanation", "explanation"))


@dataclass(frozen=True)
class Subject:
    """Everything a check may look at: the answer, and what the plan says about it."""

    name: str
    response: Response
    grade: Grade | None
    scheme: Scheme
    due: Due
    measures: tuple[str, ...]
    last: LastTime | None
    today: date

    @cached_property
    def grades_inside(self) -> list[tuple[str, str, Grade]]:
        return _grades_inside(self)

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The fields that hold prose and are not blank, by the name each has in a sentence. Spaces are squeezed, so
        that no pattern below has long runs of them to try in every way."""
        named = ((label, str(getattr(self.response, field))) for field, label in FIELDS)
        return tuple((label, re.sub(r"[^\S\n]+", " ", text)) for label, text in named if not is_blank(text))


Found = Mapping[str, str]
Check = Callable[[Subject], Sequence[Found]]
"""What a check finds, one for each field where it does."""


def questions(subject: Subject) -> tuple[Question, ...]:
    """Every question that this answer raises under its scheme, in the scheme's order."""
    asked: list[Question] = []
    for rule in subject.scheme.rules:
        if rule.grades and (subject.grade is None or subject.grade.meaning not in rule.grades):
            continue
        if found := CHECKS[rule.code](subject):
            words = [_common_words(subject) | dict(one) for one in found]
            saw = " ".join(dict.fromkeys(_filled(rule.saw, one) for one in words))
            asked.append(Question(rule.code, saw, _filled(rule.why, words[0])))
    return tuple(asked)


def _common_words(subject: Subject) -> dict[str, str]:
    grade = subject.grade
    return {
        "name": subject.name,
        "grade": grade.full_label if grade else "",
        "key_says": f"The key says: “{grade.definition}” " if grade and not is_blank(grade.definition) else "",
        "due": subject.due.text,
        "anticipated": " ".join(subject.response.anticipated.split()),
    }


def _filled(sentence: str, words: Mapping[str, str]) -> str:
    """Fills {names} by plain replacement: what people typed may itself hold braces, and stays as it is."""
    return re.sub(r"\{(\w+)\}", lambda place: words[place[1]], sentence)


@cache
def _any_of(name: str) -> re.Pattern[str]:
    longest_first = sorted(listed(name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST_QUOTED else words[: MOST_QUOTED - 1].rstrip() + "…"


def _if(condition: bool) -> Sequence[Found]:
    return ({},) if condition else ()


def _no_grade(subject: Subject) -> Sequence[Found]:
    return _if(subject.grade is None)


def _no_evidence(subject: Subject) -> Sequence[Found]:
    return _if(is_blank(subject.response.evidence))


def _on_track_past_due(subject: Subject) -> Sequence[Found]:
    return _if(has_passed(subject.due.on, subject.today))


def _slipped_no_date(subject: Subject) -> Sequence[Found]:
    return _if(is_blank(subject.response.anticipated))


def _no_explanation(subject: Subject) -> Sequence[Found]:
    return _if(is_blank(subject.response.explanation))


def _vague_date(subject: Subject) -> Sequence[Found]:
    response = subject.response
    return _if(not is_blank(response.anticipated) and response.anticipated_on is None)


def _date_has_passed(subject: Subject) -> Sequence[Found]:
    return _if(has_passed(subject.response.anticipated_on, subject.today))


def _number_missing(subject: Subject) -> Sequence[Found]:
    given = " ".join([text for _, text in subject.texts] + list(subject.response.indicators.values()))
    if is_blank(given) or _has_figure(given):
        return ()
    measure = next((one for one in subject.measures if _has_figure(_any_of("not_counted").sub(" ", one))), None)
    return ({"measure": _quoted(measure)},) if measure else ()


NUMBERED_NAME = re.compile(
    r"\b(?:level|tier|stage|phase|section|part|key stage|recommendation|rec|step|year|ward)\s+\d+\b", re.IGNORECASE
)
DATE_FIGURE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d\d(?:\s*[/-]\s*\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b\d{1,2}(?=\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)


def _has_figure(text: str) -> bool:
    """A number that counts something, in figures or words: no year, no day of a month, none in a name like "Level 2"."""
    counting = NUMBERED_NAME.sub(" ", DATE_FIGURE.sub(" ", text))
    return re.search(r"\d", counting) is not None or _any_of("number_words").search(counting) is not None


def _as_above(subject: Subject) -> Sequence[Found]:
    """Words that only point elsewhere, or a mark that stands for none; among other lines, a line that points elsewhere."""
    return [
        {"field": label, "quoted": _quoted(piece), "reads": "reads" if piece == text else "has a line that reads"}
        for label, text in subject.texts
        for piece in ([text] if says_nothing(text) else filter(points_elsewhere, text.split("\n")))
    ]


# However it is dressed up, a grade on its own is shorter than this.
LONGEST_GRADE = 60


def _grades_inside(subject: Subject) -> list[tuple[str, str, Grade]]:
    """Grades written into the prose: a line or sentence that is nothing else, or "2 – On track" anywhere."""
    inside: list[tuple[str, str, Grade]] = []
    for label, text in subject.texts:
        for piece in _sentences(text):
            if len(piece) > LONGEST_GRADE:
                continue
            grade = read_grade(piece, subject.scheme).grade
            if grade is not None:
                inside.append((label, piece, grade))
        for grade in subject.scheme.grades:
            found = _code_and_label(grade.code, grade.label).search(text)
            if found and not any(of == label and found[0] in piece for of, piece, _ in inside):
                inside.append((label, found[0], grade))
    return inside


@lru_cache(maxsize=1_000)
def _code_and_label(code: str, label: str) -> re.Pattern[str]:
    """ "2 – On track", and nothing that runs on as a sentence: "2. On track records were kept"."""
    ends = r"(?=\s*(?:[^\w\s]|$)|\s+(?-i:[A-Z0-9]))"
    if code.casefold() == label.casefold():
        return re.compile(rf"\b(?:grade|rag|rated|status)\s*(?:is|:|=|-|as)?\s*{re.escape(label)}{ends}", re.IGNORECASE)
    return re.compile(rf"(?<![\w.]){re.escape(code)}{SEPARATOR}{re.escape(label)}{ends}", re.IGNORECASE)


def _grade_in_evidence(subject: Subject) -> Sequence[Found]:
    return [
        {"field": label, "quoted": _quoted(quoted)}
        for label, quoted, grade in subject.grades_inside
        if subject.grade is None or grade.code == subject.grade.code
    ]


def _grades_disagree(subject: Subject) -> Sequence[Found]:
    return [
        {"field": label, "quoted": _quoted(quoted), "grade": subject.grade.full_label}
        for label, quoted, grade in subject.grades_inside
        if subject.grade is not None and grade.code != subject.grade.code
    ]


def _no_impact(subject: Subject) -> Sequence[Found]:
    return _if(is_blank(subject.response.impact))


def _same_as_last_round(subject: Subject) -> Sequence[Found]:
    last = subject.last
    if last is None:
        return ()
    fields = (
        ("evidence of progress", subject.response.evidence, last.evidence),
        ("evidence of impact", subject.response.impact, last.impact),
    )
    return [
        {"field": label, "last_round": last.round_label, "same": same, "reads": reads}
        for label, now, before in fields
        if (told := how_it_repeats(now, before))
        for same, reads in (told,)
    ]


def _achieved_late(subject: Subject) -> Sequence[Found]:
    """Said for the first time after the due date, and no date in the evidence: the key wants to know when it was met."""
    grade, last = subject.grade, subject.last
    if grade is None or not has_passed(subject.due.on, subject.today) or (last and last.grade == grade.full_label):
        return ()
    return _if(not SAYS_WHEN.search(" ".join(text for _, text in subject.texts)))


SAYS_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:spring|summer|autumn|winter|on time|on schedule|by the due date|within the timescale)\b",
    re.IGNORECASE,
)


def _all_in_the_future(subject: Subject) -> Sequence[Found]:
    """Most sentences look ahead, and none says that anything has been done."""
    sentences = _sentences(dict(subject.texts).get("evidence of progress", ""))
    ahead = [piece for piece in sentences if _any_of("future").search(piece)]
    return _if(len(ahead) * 2 > len(sentences) and not any(map(_says_done, sentences)))


def _says_done(sentence: str) -> bool:
    """A listed past verb before any word that looks ahead: "will be completed" has nothing done in it."""
    ahead = _any_of("future").search(sentence)
    return bool(_any_of("past").search(sentence[: ahead.start()] if ahead else sentence))


def _sentences(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[.;!?]) |\n", text) if piece.strip()]


def _possible_child(subject: Subject) -> Sequence[Found]:
    found = ((label, possible_children(text)) for label, text in subject.texts)
    return [{"field": label, "quoted": _all_quoted(finds)} for label, finds in found if finds]


def _all_quoted(finds: Sequence[str]) -> str:
    """Every one of them, so that none is passed over; of so many that nobody reads them, how many more."""
    shown = ", ".join(f"“{_quoted(one)}”" for one in finds[:MOST_LISTED])
    more = len(finds) - MOST_LISTED
    return f"{shown} and {more} more, to “{_quoted(finds[-1])}”" if more > 0 else shown


CHECKS: Mapping[str, Check] = {
    "no_grade": _no_grade,
    "no_evidence": _no_evidence,
    "on_track_past_due": _on_track_past_due,
    "slipped_no_date": _slipped_no_date,
    "slipped_no_reason": _no_explanation,
    "vague_date": _vague_date,
    "date_has_passed": _date_has_passed,
    "not_achieved_no_explanation": _no_explanation,
    "number_missing": _number_missing,
    "as_above": _as_above,
    "grade_in_evidence": _grade_in_evidence,
    "grades_disagree": _grades_disagree,
    "no_impact": _no_impact,
    "same_as_last_round": _same_as_last_round,
    "all_in_the_future": _all_in_the_future,
    "achieved_late": _achieved_late,
    "possible_child": _possible_child,
}
