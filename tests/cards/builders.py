"""Views to draw: ordinary ones that tell one story, and nasty ones that hold what people paste."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from storage.left_views import ClosedAnswer, Left, LeftAs, LeftInRound, LeftWords
from storage.reporting.wanted import Format, KeptReport, PlanChoice, Wanted
from storage.rules.schemes import known
from storage.views import (
    Assignment,
    Change,
    Colleague,
    Due,
    Handover,
    Indicator,
    KeptFile,
    LastTime,
    Overtaken,
    Owner,
    Person,
    Question,
    Receipt,
    Response,
    RoleHeld,
    Round,
    Scheme,
    Sheet,
    Written,
)
from storage.vocabulary import HandoverState, OwnerKind, Part, Role, UpdateState

TODAY = date(2024, 7, 12)
AT = datetime(2024, 7, 8, 9, 30, tzinfo=UTC)
COUNCIL = "Lowmere Borough Council"

NASTY = {
    "long": "Visits were made to every setting. " * 2_900,
    "lines": "a\n" * 50_000,
    "blank lines": "\n" * 100_000 + "end",
    "one word": "w" * 100_000,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿" * 8_000,
    "arabic": "تمت زيارة جميع المدارس. " * 4_000,
    "overrides": "\u202e\u2067" * 20_000 + "txt.exe" + "\u2069" * 30_000,
    "html": "<script>alert(1)</script><b>bold</b>&amp;" * 2_000,
    "mentions": "<at>Everyone</at> " * 6_000,
    "markdown": "**a** [x](javascript:alert(1)) | # h\n- * _b_ `c` ~~d~~\n\n" * 2_000,
    "functions": "{{DATE(2024-01-01T00:00:00Z)}} {{TIME(2024-01-01T00:00:00Z)}} ${x} " * 1_500,
    "nul": "before\x00after\x07\x1b[31m" * 5_000,
    "half characters": "before\ud83dafter\udc00" * 5_000,
    "links": "https://lowmere.example/evidence?id=1&x=%20 " * 2_500,
    "long link": "https://lowmere.example/" + "p" * 99_000,
    "quotes": '"\\' * 50_000,
    "spaces": " " * 100_000,
}

T = TypeVar("T")


def scheme(name: str = "scrutiny") -> Scheme:
    agreed = known(name)
    return Scheme(1, agreed.name, agreed.grades, agreed.rules)


def round_() -> Round:
    return Round(3, 1, "July 2024", date(2024, 7, 31), date(2024, 7, 31), closed=False)


def question(reason: str | None = None, code: str = "on_track_past_due") -> Question:
    return Question(
        code,
        "You chose “2 – On track”, and the date agreed was 31 May 2024.",
        "On track means that the timescale has not expired. The committee will ask about it.",
        reason,
    )


def kept_file(id: int = 7, name: str = "Schools with a lead, June 2024.xlsx") -> KeptFile:
    return KeptFile(id, name, "application/vnd.ms-excel", 48_213, "Asha Pryce")


def owner() -> Owner:
    return Owner(11, OwnerKind.PERSON, "Asha Pryce", "Team Manager", "", Part.LEAD, 1)


def outsider() -> Owner:
    return Owner(12, OwnerKind.ORGANISATION, "Mere Valley NHS Trust", "", "", Part.JOINT, None)


def empty_sheet(**changes: Any) -> Sheet:
    """A recommendation about which the plan says only its text, in a round nobody has answered."""
    blank = Sheet(
        round=round_(),
        plan_title="Young Carers in Schools",
        recommendation_id=5,
        position=4,
        number="5",
        section="",
        text="Every school names a lead for young carers.",
        actions=(),
        measures=(),
        due=Due(),
        owners=(),
        indicators=(),
        scheme=scheme(),
        last=None,
        for_owner=None,
        state=None,
        version=0,
        sent_version=0,
        response=Response(),
        written=None,
        contributors=(),
        questions=(),
        files=(),
        clerk_comment="",
    )
    return replace(blank, **changes)


def sheet(**changes: Any) -> Sheet:
    """A recommendation with everything: agreed, said last time, begun, with files and questions."""
    full = empty_sheet(
        section="Finding young carers",
        actions=("Write to all head teachers by September 2023.", "Hold a briefing for the leads each term."),
        measures=("A named lead in at least 40 of the 46 schools.",),
        due=Due("May 2024", date(2024, 5, 31), moved=2),
        owners=(owner(), outsider()),
        indicators=(
            Indicator(21, "YC 1", "Schools with a named lead", "40", "28", "March 2024"),
            Indicator(22, "YC 2", "Pupils known to be carers", "600"),
        ),
        last=LastTime("March 2024", "28 schools had named a lead by 1 March.", "Too early to say.", "2 – On track"),
        state=UpdateState.DRAFT,
        version=4,
        response=Response(
            evidence="37 of 46 schools have named a lead.\nThe list: https://lowmere.example/leads.\n\nNine are asked again.",
            impact="112 more pupils are known to be carers.",
            grade="3",
            explanation="Two clusters of schools merged in April.",
            anticipated="October 2024",
            indicators={21: "37"},
            anticipated_on=date(2024, 10, 31),
        ),
        written=Written("Asha Pryce", 1, AT),
        contributors=("Bryn Calloway", "Asha Pryce"),
        questions=(question(), question("The committee agreed the new date in June.", "date_has_passed")),
        files=(kept_file(), kept_file(8, "Letter to heads.pdf")),
    )
    return replace(full, **changes)


def assignment(number: str = "5", **changes: Any) -> Assignment:
    waiting = Assignment(
        recommendation_id=int(number or 4),
        round_id=3,
        round_label="July 2024",
        plan_title="Young Carers in Schools",
        number=number,
        position=4,
        text="Every school names a lead for young carers.",
        due=Due("May 2024", date(2024, 5, 31)),
        state=None,
        grade="",
        unsent=False,
        closes_on=date(2024, 7, 31),
    )
    return replace(waiting, **changes)


def assignments() -> tuple[Assignment, ...]:
    """One of every state, in two plans."""
    other = "Empty Homes Review"
    return (
        assignment("1"),
        assignment("2", state=UpdateState.DRAFT, unsent=True, text="Young carers are asked what helps them."),
        assignment("3", state=UpdateState.RETURNED, due=Due("Ongoing"), for_owner="Mere Valley NHS Trust"),
        assignment("4", state=UpdateState.SUBMITTED, due=Due("December 2024", date(2024, 12, 31))),
        assignment("", state=UpdateState.DRAFT, unsent=True, sent=True, due=Due()),
        assignment("1", recommendation_id=31, round_id=6, plan_title=other, state=UpdateState.ACCEPTED),
        assignment("2", recommendation_id=32, round_id=6, plan_title=other, offered_to="Bryn Calloway"),
    )


def handover(state: HandoverState = HandoverState.OFFERED, **changes: Any) -> Handover:
    offered = Handover(
        id=9,
        recommendation_id=5,
        round_id=3,
        recommendation="Recommendation 5",
        text="Every school names a lead for young carers.",
        plan_title="Young Carers in Schools",
        round_label="July 2024",
        from_name="Asha Pryce",
        to_name="Bryn Calloway",
        reason="You run the schools’ network now.",
        state=state,
    )
    return replace(offered, **changes)


def colleagues(number: int = 4) -> tuple[Colleague, ...]:
    names = ("Bryn Calloway", "Cleo Farrant", "Lena Marsh", "Mo Adeyemi")
    return tuple(Colleague(n + 1, f"{names[n % 4]}", "Team Manager" if n % 2 else "") for n in range(number))


def overtaken(**changes: Any) -> Overtaken:
    mine = replace(sheet().response, evidence="38 schools have a lead.", grade="2")
    changed = (
        Change("Evidence of progress", sheet().response.evidence, mine.evidence, "Bryn Calloway", 2, AT),
        Change("Assessment", "3 – Slipped", "2 – On track", "Bryn Calloway", 2, AT),
    )
    return replace(Overtaken(sheet(written=Written("Bryn Calloway", 2, AT)), 6, mine, changed), **changes)


def clash_with_oneself() -> Overtaken:
    own = tuple(replace(one, by="Asha Pryce", by_id=1) for one in overtaken().changes)
    return overtaken(sheet=sheet(), writer_id=1, changes=own)


def clash_with_both() -> Overtaken:
    """Bryn wrote the evidence, and the reader gave the grade since, on another card."""
    evidence, grade = overtaken().changes
    return overtaken(writer_id=1, changes=(evidence, replace(grade, by="Asha Pryce", by_id=1)))


def left_in_round() -> LeftInRound:
    """One line of every kind: its reader's draft first, and last what has gone to somebody else."""
    line = Left(LeftAs.DRAFT, 5, 3, "5", 4, "Every school names a lead for young carers.")
    return LeftInRound(
        3,
        "July 2024",
        "Young Carers in Schools",
        (
            line,
            replace(line, how=LeftAs.EDIT, number="6"),
            replace(line, how=LeftAs.ASIDE, number="7"),
            replace(line, how=LeftAs.HELD, number="", words="38 schools have a lead."),
            replace(line, how=LeftAs.FILE, number="8", words="Letter to heads.pdf"),
            replace(line, number="9", by="Bryn Calloway", may_open=False),
        ),
    )


def closed_answer() -> ClosedAnswer:
    closed = sheet(round=replace(round_(), closed=True), sent_version=3)
    changed = replace(closed, response=replace(closed.response, evidence="38 schools have a lead."))
    return ClosedAnswer(
        closed, (LeftWords(LeftAs.EDIT, changed, mine=False), LeftWords(LeftAs.ASIDE, changed, mine=True))
    )


def person(*roles: Role, **changes: Any) -> Person:
    held = frozenset(RoleHeld(role) for role in roles)
    return replace(Person(1, "Asha Pryce", "asha.pryce@lowmere.example", roles=held), **changes)


def receipt() -> Receipt:
    sent = sheet(state=UpdateState.SUBMITTED, sent_version=4)
    other = empty_sheet(recommendation_id=6, number="6", response=Response(grade="1", evidence="Done."))
    return Receipt("R-7K3M-Q2XZ", AT, (sent, other))


def wanted() -> Wanted:
    return Wanted(1, "Young Carers in Schools", 3, "July 2024", "progress_update", "Progress update", Format.DOCX,
                  draft=True, outstanding=9, closed=2, silent=4, council_template="Lowmere progress.docx",
                  may_name_children=("Recommendation 3", "Recommendation 7"))  # fmt: skip


def plan_choices() -> tuple[PlanChoice, ...]:
    rounds = ("July 2024", "January 2024")
    return (PlanChoice(1, "Young Carers in Schools", rounds), PlanChoice(2, "Empty Homes Review", rounds[:1]))


def kept_report() -> KeptReport:
    name = "Young Carers in Schools - Progress update - July 2024 (draft).docx"
    return KeptReport(7, 1, "Young Carers in Schools", "July 2024", "Progress update", Format.DOCX, name, 48_213,
                      "9f2c4e7b" * 8, draft=True, compiled_by="Cleo Farrant", compiled_at=AT)  # fmt: skip


def nasty(view: T, text: str) -> T:
    """The same view, or views, with this text in every place that holds text."""
    filled: T = _filled(view, text)
    return filled


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, Scheme):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        kept = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: _named(name, old, text) for name, old in kept.items()})
    if isinstance(value, str) and type(value) is str:
        return text
    if isinstance(value, tuple):
        return tuple(_filled(one, text) for one in value)
    if isinstance(value, Mapping):
        return {key: _filled(one, text) for key, one in value.items()}
    return value


def _named(name: str, value: Any, text: str) -> Any:
    """A grade's code, a question's code and the like are ours, and are what they are."""
    return value if name in ("grade", "code", "media_type") and isinstance(value, str) else _filled(value, text)
