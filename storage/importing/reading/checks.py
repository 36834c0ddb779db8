"""What a document says against itself: dates passed and yet on track, children against parents, names a letter apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from storage.importing.proposal import Dated, ProposedRecommendation, ProposedSubAction
from storage.importing.reading.doubting import Finding, condensed, quoted
from storage.importing.reading.letters_apart import a_letter_apart, neighbours, unhyphened
from storage.importing.reading.people import is_person
from storage.importing.reading.role_twins import role_twins
from storage.importing.reading.scales import Scale
from storage.rules.wording import bare_words
from storage.vocabulary import Meaning

About = tuple[int | None, Finding]
BADNESS = {Meaning.ON_TRACK: 1, Meaning.SLIPPED: 2, Meaning.NOT_ACHIEVED: 3}
OPEN = (Meaning.ON_TRACK, Meaning.SLIPPED)
SHORTEST_ACTION = 5
MOST_OVERDUE = 2
LONGEST_INITIALS = 2
FEWEST_TEXTS, SENTENCE, NAME = 3, 10, 3


def contradictions(
    recommendations: Sequence[ProposedRecommendation], scale: Scale, agreed: Dated, reported: Dated
) -> list[About]:
    found: list[About] = []
    for one in recommendations:
        for finding in (
            *_overdue(one, scale, reported.on),
            *_before(one, agreed.on),
            *_families(one, scale),
            *_sub_numbers(one),
        ):
            found.append((one.position, finding))
    found += [*_names_for_texts(recommendations), *_same_actions(recommendations)]
    return [*found, *_near_twins(recommendations), *role_twins(recommendations)]


def _names_for_texts(recommendations: Sequence[ProposedRecommendation]) -> list[About]:
    """A word or three where the others are sentences may be a theme's name, or what was left of a text."""
    words = sorted(len(one.text.split()) for one in recommendations)
    if len(words) < FEWEST_TEXTS or words[len(words) // 2] < SENTENCE:
        return []
    said = "{} is short beside the others; it may be the name of a section, or what is left of a text."
    return [
        (one.position, Finding("text_short", "text", said.format(quoted(one.text))))
        for one in recommendations
        if one.text and len(one.text.split()) <= NAME
    ]


def _overdue(one: ProposedRecommendation, scale: Scale, reported: date | None) -> list[Finding]:
    findings = []
    for update in one.updates:
        on = update.on or reported
        if one.due.on and on and one.due.on < on and update.grade and scale.meaning(update.grade) is Meaning.ON_TRACK:
            when = _when(update.round or f"{on:%B %Y}")
            said = f"Graded {scale.label(update.grade)} {when}, though the date {quoted(one.due.text)} had passed."
            findings.append(Finding("overdue_on_track", "due", said, round=update.round))
    open_subs = [sub for sub in one.sub_actions if scale.meaning(sub.grade) in OPEN]
    late = [sub for sub in open_subs if sub.due.on and reported and sub.due.on < reported]
    if late:
        listed = "; ".join(f"{_named(sub)}, {sub.due.text}, {sub.grade_text}" for sub in late)
        findings.append(Finding("overdue_on_track", "sub_actions", f"Past their dates and not complete: {listed}."))
    return [*findings, *_overdue_by_its_actions(one, scale, reported)][:MOST_OVERDUE]


def _overdue_by_its_actions(one: ProposedRecommendation, scale: Scale, reported: date | None) -> list[Finding]:
    """Where only the actions have dates and only the recommendation a grade, it is due when the last of them is."""
    if not one.updates or one.due.text or any(sub.grade_text or sub.grade or not sub.due.on for sub in one.sub_actions):
        return []
    last = one.updates[-1]
    on = last.on or reported
    late = [sub for sub in one.sub_actions if on and sub.due.on and sub.due.on < on]
    if not on or not late or len(late) < len(one.sub_actions):
        return []
    if not last.grade or scale.meaning(last.grade) is not Meaning.ON_TRACK:
        return []
    when = _when(last.round or f"{on:%B %Y}")
    said = f"Graded {scale.label(last.grade)} {when}, though the dates of all its actions had passed."
    return [Finding("overdue_on_track", "sub_actions", said, round=last.round)]


def _when(round: str) -> str:
    return f"at {round}" if round[:1].isdigit() else f"in {round}"


def _before(one: ProposedRecommendation, agreed: date | None) -> list[Finding]:
    if one.due.on and agreed and one.due.on < agreed:
        return [
            Finding(
                "due_before_plan",
                "due",
                f"The date {quoted(one.due.text)} is before the plan was agreed ({agreed.day} {agreed:%B %Y}).",
                (str(one.due.on),),
            )
        ]
    return []


def _families(one: ProposedRecommendation, scale: Scale) -> list[Finding]:
    """Headline actions against the sub-actions under them, and all of them against the recommendation."""
    children: dict[str, list[ProposedSubAction]] = defaultdict(list)
    for sub in one.sub_actions:
        if sub.group:
            children[sub.group].append(sub)
    heads = [sub for sub in one.sub_actions if sub.text in children]
    findings = [finding for head in heads for finding in _family(head, children[head.text], scale)]
    top = [sub for sub in one.sub_actions if not sub.group]
    grade = scale.meaning(one.updates[-1].grade) if one.updates else None
    meanings = [meaning for sub in top if (meaning := scale.meaning(sub.grade))]
    if grade and meanings:
        is_complete = all(meaning is Meaning.COMPLETE for meaning in meanings)
        if (grade is Meaning.COMPLETE) != is_complete or max(map(_rank, meanings)) > _rank(grade):
            counted = Counter(sub.grade_text for sub in top if sub.grade_text)
            listed = ", ".join(f"{count} {name}" for name, count in counted.items())
            said = f"The recommendation is graded {quoted(one.updates[-1].grade_text)}; its actions are {listed}."
            findings.append(Finding("rec_rag_vs_action_rag", "grade", said))
    return condensed(findings)


def _family(head: ProposedSubAction, below: Sequence[ProposedSubAction], scale: Scale) -> Iterator[Finding]:
    name = f"Headline action {quoted(head.text, 50)}"
    grade, grades = scale.meaning(head.grade), [scale.meaning(sub.grade) for sub in below]
    against = [sub for sub, of_sub in zip(below, grades, strict=True) if grade and _contradicts(grade, of_sub, grades)]
    if against:
        said = f"{name} is graded {quoted(head.grade_text)}, its {_listed(against)} {quoted(against[0].grade_text)}."
        yield Finding("rag_parent_child_conflict", "sub_actions", said)
    if ends := [sub for sub in below if sub.due.on and head.due.on and sub.due.on > head.due.on]:
        said = f"{name} ends {quoted(head.due.text)}, its {_listed(ends)} {quoted(ends[0].due.text)}."
        yield Finding("completion_parent_child_conflict", "sub_actions", said)
    if begins := [sub for sub in below if sub.start.on and head.start.on and sub.start.on < head.start.on]:
        said = f"{name} starts {quoted(head.start.text)}, its {_listed(begins)} {quoted(begins[0].start.text)}."
        yield Finding("start_parent_child_conflict", "sub_actions", said)


def _contradicts(head: Meaning, child: Meaning | None, siblings: list[Meaning | None]) -> bool:
    if child is None:
        return False
    if head is Meaning.COMPLETE:
        return child is not Meaning.COMPLETE
    return _rank(child) > _rank(head) or all(one is Meaning.COMPLETE for one in siblings)


def _rank(meaning: Meaning) -> int:
    """How bad it is."""
    return BADNESS.get(meaning, 0)


def _named(sub: ProposedSubAction) -> str:
    return f"sub-action {sub.number}" if sub.number else f"headline {quoted(sub.text, 40)}"


def _listed(subs: Sequence[ProposedSubAction]) -> str:
    numbers = ", ".join(sub.number for sub in subs if sub.number)
    return f"sub-action{'s' if len(subs) > 1 else ''} {numbers}"


def _sub_numbers(one: ProposedRecommendation) -> list[Finding]:
    counted = Counter(sub.number for sub in one.sub_actions if sub.number)
    twice = [number for number, count in counted.items() if count > 1]
    return (
        [
            Finding(
                "duplicate_sub_number",
                "sub_actions",
                f"The number {', '.join(twice)} is given to more than one sub-action.",
            )
        ]
        if twice
        else []
    )


def _same_actions(recommendations: Sequence[ProposedRecommendation]) -> list[About]:
    """An action of some length that stands twice in a document."""
    first: dict[tuple[str, ...], ProposedRecommendation] = {}
    found: dict[int, Finding] = {}
    for one in recommendations:
        for action in one.actions:
            words = bare_words(action)
            if len(words) < SHORTEST_ACTION:
                continue
            other = first.setdefault(words, one)
            if other is not one:
                said = (
                    f"The action {quoted(action, 60)} stands under {other.number or f'the one at {other.place}'} too."
                )
                found.setdefault(one.position, Finding("duplicate_actions", "actions", said))
    return list(found.items())


def _near_twins(recommendations: Sequence[ProposedRecommendation]) -> list[About]:
    """Two names that differ by a letter may be one person; both are kept as written."""
    named: dict[str, list[int]] = defaultdict(list)
    for one in recommendations:
        for name in _names(one):
            named[name].append(one.position)
    found: list[About] = []
    for first, second in neighbours(sorted(named, key=lambda name: (-len(named[name]), name))):
        is_short = _is_initial_of(first, second)
        # What is written short is asked about, else what is written less often.
        usual, rare = (second, first) if is_short and len(first) < len(second) else (first, second)
        if is_short or a_letter_apart(usual.casefold(), rare.casefold()) or unhyphened(usual) == unhyphened(rare):
            where = set(named[rare])
            said = f"“{rare}” and “{usual}” may be one person; I kept both as written."
            about = where.pop() if len(where) == 1 else None
            found.append((about, Finding("owner_name_variant", "owners", said, (usual, rare))))
    return found


def _names(one: ProposedRecommendation) -> Iterable[str]:
    for owner in one.owners:
        if owner.name:
            yield _titled(owner.name)
    for lead in (*(sub.lead for sub in one.sub_actions), *(indicator.lead for indicator in one.indicators)):
        for name in re.split(r"\s*[/;&,]\s*|\s+and\s+", lead):
            if is_person(name):
                yield _titled(name)


def _titled(name: str) -> str:
    """ "KIM OSEI" and "Kim OSEI" are written as others are."""
    return " ".join(word.title() if word.isupper() and len(word) > LONGEST_INITIALS else word for word in name.split())


def _is_initial_of(one: str, other: str) -> bool:
    """ "G. Farr" and "Gwendoline Farr": the first names are a letter and what it may stand for, the rest is the same."""
    (first, *rest), (second, *more) = (unhyphened(name).replace(".", ". ").split() for name in (one, other))
    short, long = sorted((first.strip("."), second.strip(".")), key=len)
    return rest == more != [] and len(short) == 1 < len(long) and long.startswith(short)
