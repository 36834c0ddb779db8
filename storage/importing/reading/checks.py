"""What a document says against itself: dates passed and yet on track, children against parents, names a letter apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from storage.importing.proposal import Dated, ProposedRecommendation, ProposedSubAction
from storage.importing.reading.doubting import Finding, quoted
from storage.importing.reading.people import is_person
from storage.importing.reading.scales import Scale
from storage.rules.wording import bare_words
from storage.vocabulary import Meaning

About = tuple[int | None, Finding]
OPEN = (Meaning.ON_TRACK, Meaning.SLIPPED)
SHORTEST_ACTION = 5


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
    return [*found, *_same_actions(recommendations), *_near_twins(recommendations)]


def _overdue(one: ProposedRecommendation, scale: Scale, reported: date | None) -> list[Finding]:
    findings = []
    for update in one.updates:
        on = update.on or reported
        if one.due.on and on and one.due.on < on and scale.meaning(update.grade) is Meaning.ON_TRACK:
            findings.append(
                Finding(
                    "overdue_on_track",
                    "due",
                    f"Graded {scale.label(update.grade or '')} {_when(update.round or f'{on:%B %Y}')}, though the date {quoted(one.due.text)} had passed.",
                    round=update.round,
                )
            )
    late = [
        sub
        for sub in one.sub_actions
        if sub.due.on and reported and sub.due.on < reported and scale.meaning(sub.grade) in OPEN
    ]
    if late:
        said = "; ".join(f"{_named(sub)}, {sub.due.text}, {sub.grade_text}" for sub in late)
        findings.append(Finding("overdue_on_track", "sub_actions", f"Past their dates and not complete: {said}."))
    return findings[:2]


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
    findings: list[Finding] = []
    children: dict[str, list[ProposedSubAction]] = defaultdict(list)
    for sub in one.sub_actions:
        if sub.group:
            children[sub.group].append(sub)
    for head in (sub for sub in one.sub_actions if sub.text in children):
        below = children[head.text]
        name = f"Headline action {quoted(head.text, 50)}"
        if (grade := scale.meaning(head.grade)) and (
            against := [
                sub
                for sub in below
                if _contradicts(grade, scale.meaning(sub.grade), [scale.meaning(s.grade) for s in below])
            ]
        ):
            findings.append(
                Finding(
                    "rag_parent_child_conflict",
                    "sub_actions",
                    f"{name} is graded {quoted(head.grade_text)}, its {_listed(against)} {quoted(against[0].grade_text)}.",
                )
            )
        ends = [sub for sub in below if sub.due.on and head.due.on and sub.due.on > head.due.on]
        if ends:
            findings.append(
                Finding(
                    "completion_parent_child_conflict",
                    "sub_actions",
                    f"{name} ends {quoted(head.due.text)}, its {_listed(ends)} {quoted(ends[0].due.text)}.",
                )
            )
        begins = [sub for sub in below if sub.start.on and head.start.on and sub.start.on < head.start.on]
        if begins:
            findings.append(
                Finding(
                    "start_parent_child_conflict",
                    "sub_actions",
                    f"{name} starts {quoted(head.start.text)}, its {_listed(begins)} {quoted(begins[0].start.text)}.",
                )
            )
    top = [sub for sub in one.sub_actions if not sub.group]
    grade = scale.meaning(one.updates[-1].grade) if one.updates else None
    meanings = [meaning for sub in top if (meaning := scale.meaning(sub.grade))]
    if (
        grade
        and meanings
        and (
            (grade is Meaning.COMPLETE) != all(m is Meaning.COMPLETE for m in meanings)
            or _worst(meanings) > _rank(grade)
        )
    ):
        findings.append(
            Finding(
                "rec_rag_vs_action_rag",
                "grade",
                f"The recommendation is graded {quoted(one.updates[-1].grade_text)}; its actions are {', '.join(f'{count} {name}' for name, count in Counter(sub.grade_text for sub in top if sub.grade_text).items())}.",
            )
        )
    return _condensed(findings)


def _condensed(findings: list[Finding]) -> list[Finding]:
    """One doubt of a kind for a recommendation, however many rows it has."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    return [
        Finding(
            code,
            same[0].field,
            " ".join(one.message for one in same[:4]) + (f" And {len(same) - 4} more." if len(same) > 4 else ""),
        )
        for code, same in kinds.items()
    ]


def _contradicts(head: Meaning, child: Meaning | None, siblings: list[Meaning | None]) -> bool:
    if child is None:
        return False
    if head is Meaning.COMPLETE:
        return child is not Meaning.COMPLETE
    return _rank(child) > _rank(head) or all(one is Meaning.COMPLETE for one in siblings)


def _rank(meaning: Meaning) -> int:
    return (
        (Meaning.COMPLETE, Meaning.ON_TRACK, Meaning.SLIPPED, Meaning.NOT_ACHIEVED, Meaning.OTHER).index(meaning)
        if meaning is not Meaning.OTHER
        else 0
    )


def _worst(meanings: list[Meaning]) -> int:
    return max(map(_rank, meanings))


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
    first: dict[tuple[str, ...], int] = {}
    found: dict[int, Finding] = {}
    for one in recommendations:
        for action in one.actions:
            words = bare_words(action)
            if len(words) < SHORTEST_ACTION:
                continue
            if words in first:
                other = next(r for r in recommendations if r.position == first[words])
                where = (
                    "in this recommendation"
                    if other.position == one.position
                    else f"under {other.number or f'the one at {other.place}'}"
                )
                found.setdefault(
                    one.position,
                    Finding("duplicate_actions", "actions", f"The action {quoted(action, 60)} stands {where} too."),
                )
            first.setdefault(words, one.position)
    return list(found.items())


def _near_twins(recommendations: Sequence[ProposedRecommendation]) -> list[About]:
    """Two names that differ by a letter may be one person; both are kept as written."""
    named: dict[str, list[int]] = defaultdict(list)
    for one in recommendations:
        for name in _names(one):
            named[name].append(one.position)
    names = sorted(named, key=lambda name: (-len(named[name]), name))
    found: list[About] = []
    for at, usual in enumerate(names):
        for rare in names[at + 1 :]:
            if usual.casefold() != rare.casefold() and _a_letter_apart(usual.casefold(), rare.casefold()):
                where = sorted(set(named[rare]))
                found.append(
                    (
                        where[0] if len(where) == 1 else None,
                        Finding(
                            "owner_name_variant",
                            "owners",
                            f"“{rare}” and “{usual}” may be one person; I kept both as written.",
                            (usual, rare),
                        ),
                    )
                )
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
    return name.title() if name.isupper() else name


def _a_letter_apart(one: str, other: str) -> bool:
    """One or two letters changed, added, lost or swapped in a name of some length; first names alike in part."""
    if abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < 7:
        return False
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return one.replace(" ", "") == other.replace(" ", "")
    apart = [_distance(a, b) for a, b in zip(first, second, strict=True)]
    return (
        0 < sum(apart) <= 2
        and max(apart) <= (2 if min(len(word) for word in (first[-1], second[-1])) >= 5 else 1)
        and sum(gap > 0 for gap in apart) == 1
    )


def _distance(one: str, other: str) -> int:
    """Letters changed, added, lost or swapped with their neighbour."""
    if one == other:
        return 0
    rows = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            here.append(min(rows[-1][column] + 1, here[-1] + 1, rows[-1][column - 1] + (letter != against)))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                here[-1] = min(here[-1], rows[-2][column - 2] + 1)
        rows.append(here)
    return rows[-1][-1]
